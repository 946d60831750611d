import { CONTRACT_ROUTES, type ContractRoute, type OpenContractInput } from '../../../../workflows/psr/contract.events.js';
import { checkInput } from '../../../engine/input-check.js';
import { dayCell, FAILED, moneyCell, tidy, type Cell } from '../../../files/spreadsheet-cells.js';
import { OpenContract } from '../contract.inputs.js';
import { titleOf, type ColumnKey, type Header } from './contract-columns.js';

/** What is wrong in a row: where, what, and what to do. */
export interface RowProblem {
  readonly column: string;
  readonly value: string;
  readonly wrong: string;
  readonly cure: string;
}
export interface RowRead {
  readonly input: OpenContractInput | null;
  readonly title: string;
  readonly problems: readonly RowProblem[];
}

const ROUTE_WORDS: readonly (readonly [RegExp, ContractRoute])[] = [
  [/^(direct award )?(process )?a$/, 'direct award A'], [/^(direct award )?(process )?b$/, 'direct award B'], [/^(direct award )?(process )?c$/, 'direct award C'], [/^(most suitable provider|msp)( process)?$/, 'most suitable provider'],
  [/^competiti(ve|on)( process)?$/, 'competitive'], [/^(call.?off|framework)$/, 'call-off'], [/^urgent( award)?$/, 'urgent award'], [/(pcr|2015|before)/, 'before the Regime'],
];

/** A row as the input that enters a contract, or all that is wrong with it. @param from the file, for the record of where it came from */
export async function readContractRow(header: Header, row: number, cells: readonly string[], from: string): Promise<RowRead> {
  const problems: RowProblem[] = [];
  const text = (key: ColumnKey): string => tidy(cells[header.columns.get(key) ?? -1] ?? '');
  const say = (key: ColumnKey, wrong: string, cure: string) => problems.push({ column: titleOf(key), value: text(key).slice(0, 80), wrong: `${wrong}.`.replace(/\.\.$/, '.'), cure });
  const cell = <T>(key: ColumnKey, read: (typed: string) => Cell<T>): T | null => {
    const typed = text(key);
    if (typed === '') return null;
    if (FAILED.test(typed)) return say(key, 'A formula of the spreadsheet failed here', 'Put the value itself into the cell.'), null;
    const found = read(typed);
    return found.ok ? found.value : (say(key, found.wrong, found.cure), null);
  };
  const needed = (key: ColumnKey): string => text(key) || (say(key, 'It is empty', `Fill in ${titleOf(key).toLowerCase()}: a contract cannot be entered without it.`), '');
  const neededDay = (key: ColumnKey): string | null => (text(key) === '' ? (needed(key), null) : cell(key, dayCell));

  const title = needed('title');
  const provider = needed('provider');
  const [serviceStart, serviceEnd] = [neededDay('serviceStart'), neededDay('serviceEnd')];
  const value = cell<number>('value', (typed) => (/^[-−(]/.test(typed) ? { ok: false, wrong: `“${typed}” is less than nothing`, cure: 'Write the lifetime value at the award as a positive amount.' } : moneyCell(typed)));
  const route = text('route').toLowerCase();
  const known = CONTRACT_ROUTES.find((each) => each.toLowerCase() === route) ?? ROUTE_WORDS.find(([words]) => words.test(route))?.[1];
  if (route !== '' && !known) say('route', 'It is no process that we know', `Write one of: ${CONTRACT_ROUTES.join(', ')}.`);
  const given = {
    title, number: text('number') || null, providers: [{ name: provider, organisationId: null, address: text('address').split(/\s*[,;]\s*/).filter(Boolean), addressIs: 'registered office', email: null }], services: text('services') || title, cpv: text('cpv') || null,
    districts: text('districts').split(/\s*[,;]\s*/).filter(Boolean), lifetimePence: value, amountsPayable: null, vat: null, valueBasis: null, serviceStart: serviceStart ?? '', serviceEnd: serviceEnd ?? '', extendableTo: cell('extendableTo', dayCell), extensions: null,
    route: known ?? 'no process known', awardedOn: cell('awardedOn', dayCell), signedOn: cell('signedOn', dayCell), awardCase: null, importedFrom: `${from}, row ${row}`.slice(0, 300),
  };
  if (serviceStart && serviceEnd && serviceEnd < serviceStart) say('serviceEnd', 'The term ends before it starts', 'Check the year of both days.');
  if (problems.length > 0) return { input: null, title, problems };
  const checked = await checkInput(OpenContract, given);
  if (checked.ok) return { input: checked.input as OpenContractInput, title, problems };
  return { input: null, title, problems: checked.errors.map(({ field, message }) => ({ column: field, value: '', wrong: message, cure: 'Put it right in the file and import it again.' })) };
}
