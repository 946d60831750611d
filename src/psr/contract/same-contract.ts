import type { ContractTerms } from '../../../workflows/psr/contract.events.js';

type Known = Pick<ContractTerms, 'number' | 'title' | 'serviceStart'> & { readonly providers: readonly { readonly name: string }[] };

const plain = (text: string): string => text.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim();

/**
 * By what a contract is known a second time, the first being how it is kept: by its own number where it has one, else by title, providers and first day.
 * One with a number may have been entered without it before, so both are looked for; one without is looked for by the second alone, also among those with a number.
 */
export function sameContract({ number, title, serviceStart, providers }: Known): readonly string[] {
  const named = `${plain(title)}|${providers.map(({ name }) => plain(name)).sort().join(',')}|${serviceStart}`;
  return number === null || plain(number) === '' ? [named] : [`no ${plain(number)}`, named];
}
