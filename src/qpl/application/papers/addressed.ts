import type { ApplicationContext } from '../../../../workflows/qpl/application.context.js';
import type { Addressee, Contact } from '../../../../templates/shared/kinds.js';
import type { Letterhead } from '../../../../templates/shared/letterhead.data.js';
import { asDay } from '../../../calendar/day.js';
import { ruleByName } from '../../../calendar/deadline-rules.js';
import { computeDue } from '../../../calendar/due.js';
import { isRefusal } from '../../../calendar/refusal.js';
import type { AboutDocument, AuthorityFacts } from '../../../engine/procedure.js';

/** What every letter of an application begins and ends with. */

export const letterhead = (authority: AuthorityFacts): Letterhead =>
  ({ authority: authority.name, department: null, address: authority.address, email: authority.email, phone: null, website: null });

export const addressed = (context: ApplicationContext, about: AboutDocument): { to: Addressee; date: string; ourReference: string; scheme: { title: string } } => ({
  to: { name: context.provider?.name ?? '', person: context.contact?.name ?? null, address: [] },
  date: about.on, ourReference: about.reference, scheme: { title: context.schemeTitle },
});

/** Letters name the officer who makes them; the authority's address answers. What the product sends by itself is signed by the authority. */
export const contact = ({ by, authority }: AboutDocument): Contact =>
  ({ name: by.personId === null ? authority.name : by.name, role: by.personId === null ? 'Provider lists' : roleTitle(by.role), email: authority.email, phone: null });

export const roleTitle = (role: string): string => role.charAt(0).toUpperCase() + role.slice(1);
export const lotsOf = ({ lots }: Pick<ApplicationContext, 'lots'>) => lots.map(({ code, title }) => ({ code, name: title }));
export const inList = (words: readonly string[]): string => (words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);

/** The last day by a rule of the calendar. A letter that names a day which cannot be counted is a fault. */
export function dueOn(rule: string, from: string): string {
  const due = computeDue(ruleByName(rule), { from: asDay(from) });
  if (isRefusal(due)) throw new Error(due.because);
  return due.due;
}
