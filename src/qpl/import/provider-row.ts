import type { Day } from '../../calendar/day.js';
import { checkIdentifier, PROFESSIONS, type IdentifierKind, type Profession } from '../../directory/identifiers.js';
import { ORGANISATION_KINDS, type OrganisationKind } from '../../directory/organisations.js';
import type { MissingEvidence } from '../../../workflows/qpl/membership.events.js';
import type { Scheme, SchemeLot } from '../scheme/scheme.js';
import { countCell, dayCell, FAILED, moneyCell, tidy, type Cell } from '../../files/spreadsheet-cells.js';
import { titleOf, type ColumnKey, type Header } from './columns.js';
import { fold, nearest } from './nearest.js';

/** What is wrong in one cell of one row, for the person who has the spreadsheet open. */
export interface CellProblem {
  /** As the file's own header writes it. */
  readonly column: string;
  readonly value: string;
  readonly wrong: string;
  readonly cure: string;
}

/** One row that can be brought over. */
export interface ProviderRow {
  readonly name: string;
  readonly trading: string | null;
  readonly kind: OrganisationKind;
  readonly about: string;
  readonly identifiers: Readonly<Partial<Record<IdentifierKind, string>>>;
  readonly address: string | null;
  readonly postcode: string | null;
  readonly lots: readonly SchemeLot[];
  readonly districts: readonly string[];
  /** `toldOn` is null where the file does not say: then the day of the import. */
  readonly capacity: { readonly sessionsPerWeek: number; readonly waitWeeksMin: number; readonly waitWeeksMax: number; readonly toldOn: Day | null } | null;
  readonly origin: string;
  readonly missing: readonly MissingEvidence[];
  /** An organisation's id, or 'new': a person's answer about a possible duplicate. */
  readonly sameAs: string | null;
  /** The cells as read, tidied: what a later import is compared with. */
  readonly told: Readonly<Partial<Record<ColumnKey, string>>>;
  readonly notes: readonly string[];
}
export type RowRead = { readonly ok: true; readonly row: ProviderRow } | { readonly ok: false; readonly name: string; readonly problems: readonly CellProblem[] };

const POSTCODE = /^(GIR 0AA|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})$/;
const NUMBERS: readonly (IdentifierKind & ColumnKey)[] = ['company', 'charity', 'ukprn', 'ods', 'urn', 'vat'];
/** What the insurance columns are evidence of, where the list asks for it. */
const INSURANCES = [['public-liability', 'publicFrom', 'publicUntil', 'publicCover'], ['professional-indemnity', 'indemnityFrom', 'indemnityUntil', 'indemnityCover']] as const;

/** Reads the rows of one file for one list. */
export class RowReader {
  private readonly districts: readonly string[];
  private readonly memory = new Map<string, Cell<unknown>>();

  /** @param today insurance that ended before it is missing @param otherwise the older list's name, where the file has no column for it */
  constructor(
    private readonly scheme: Scheme,
    private readonly header: Header,
    private readonly today: Day,
    private readonly otherwise: string,
  ) {
    this.districts = [...new Set(scheme.lots.flatMap((lot) => lot.districts))];
  }

  read(cells: readonly string[]): RowRead {
    const problems: CellProblem[] = [];
    const told: Partial<Record<ColumnKey, string>> = {};
    for (const [key, index] of this.header.columns) {
      const text = tidy((cells[index] ?? '').replace(/\r?\n/g, LISTS.has(key) ? ';' : ' '));
      if (FAILED.test(text)) this.wrong(problems, key, text, 'The formula in this cell failed', 'Mend the formula, or write the value in its place.');
      else if (text !== '') told[key] = text;
    }
    const beyond = cells.slice(Math.max(...this.header.columns.values()) + 1 + this.header.unused.length).filter((cell) => cell.trim() !== '');
    const cell = <T>(key: ColumnKey, read: (text: string) => Cell<T>): T | null => {
      const text = told[key];
      if (text === undefined) return null;
      const answer = this.remembered(key, text, read);
      if (answer.ok) return answer.value;
      this.wrong(problems, key, text, answer.wrong, answer.cure);
      return null;
    };
    const failed = new Set(problems.map(({ column }) => column));
    for (const key of ['name', 'kind', 'lots', 'districts'] as const) if (told[key] === undefined && !failed.has(this.column(key))) this.wrong(problems, key, '', `The ${titleOf(key).toLowerCase()} is missing`, key === 'districts' ? `Write the districts with semicolons between them, or “All”.` : 'Fill in the cell, or remove the row.');
    const notes: string[] = [];
    if (beyond.length > 0) notes.push(`Cells beyond the last column were not read: ${beyond.slice(0, 3).map((text) => `“${text.slice(0, 30)}”`).join(', ')}.`);

    const name = told.name ?? '';
    if (name.length > 200) this.wrong(problems, 'name', name, 'The name is longer than 200 characters', 'Shorten it to the legal name.');
    if ((told.about?.length ?? 0) > 600) this.wrong(problems, 'about', told.about!, 'This is longer than 600 characters', 'Shorten it: families read it on the public list.');
    const kind = cell('kind', kindOf);
    const lots = this.lotsTold(told, cell, notes);
    const districts = cell('districts', (text) => this.areas(text)) ?? [];
    const identifiers = this.identifiers(told, kind, problems);
    const postcode = cell('postcode', (text): Cell<string> => {
      const plain = text.toUpperCase().replace(/[^A-Z0-9]/g, '').replace(/(...)$/, ' $1');
      return POSTCODE.test(plain) ? { ok: true, value: plain } : { ok: false, wrong: `“${text}” is no postcode`, cure: 'Write the whole postcode, like ME14 1XQ, or leave the cell empty.' };
    });
    const row: ProviderRow = {
      name, trading: told.trading ?? null, kind: kind ?? 'company', about: told.about ?? '', identifiers, address: told.address ?? null, postcode, lots, districts,
      capacity: this.capacity(told, cell, problems), origin: told.origin ?? this.otherwise, missing: this.missing(told, cell, problems, notes), sameAs: told.sameAs ?? null, told, notes,
    };
    cell('spend', moneyCell);
    if (kind === 'sole trader' && row.address) notes.push('A sole trader’s address is kept private.');
    return problems.length > 0 ? { ok: false, name, problems } : { ok: true, row };
  }

  /** Ten thousand rows say “31/03/2027” and “Ashford” over and over: each is read once. Reading depends on the text alone. */
  private remembered<T>(key: ColumnKey, text: string, read: (text: string) => Cell<T>): Cell<T> {
    const before = this.memory.get(`${key}:${text}`);
    if (before) return before as Cell<T>;
    const answer = read(text);
    if (this.memory.size < 20_000) this.memory.set(`${key}:${text}`, answer);
    return answer;
  }

  private column(key: ColumnKey): string {
    return this.header.written[key] ?? titleOf(key);
  }

  private wrong(problems: CellProblem[], key: ColumnKey, value: string, wrong: string, cure: string): void {
    problems.push({ column: this.column(key), value, wrong: wrong.endsWith('.') ? wrong : `${wrong}.`, cure });
  }

  private lotsTold(told: ProviderRow['told'], cell: <T>(key: ColumnKey, read: (text: string) => Cell<T>) => T | null, notes: string[]): readonly SchemeLot[] {
    const found = cell('lots', (text) => this.lots(text));
    notes.push(...(found?.notes ?? []));
    return found?.lots ?? [];
  }

  /** Codes, titles, therapies or their short names, with semicolons, commas or new lines between them. A therapy by name means its lots face to face. */
  private lots(text: string): Cell<{ lots: SchemeLot[]; notes: string[] }> {
    const found: SchemeLot[] = [];
    const notes: string[] = [];
    for (const word of split(text, this.scheme.lots.flatMap(({ title, therapy }) => [title, therapy]))) {
      const asked = fold(SHORT[fold(word)] ?? word);
      const exact = this.scheme.lots.filter(({ code, title }) => fold(code) === asked || fold(title) === asked);
      const therapy = this.scheme.lots.filter((lot) => fold(lot.therapy) === asked);
      const inPerson = therapy.filter(({ delivery }) => delivery === 'face to face');
      const meant = exact.length > 0 ? exact : inPerson.length > 0 ? inPerson : therapy;
      if (meant.length === 0) {
        const close = nearest(word, this.scheme.lots.flatMap(({ code, therapy: called }) => [called, code]));
        return { ok: false, wrong: `The list has no lot or therapy “${word}”`, cure: `${close ? `Did you mean “${close}”? ` : ''}The lots are: ${this.scheme.lots.map(({ code }) => code).join(', ')}.` };
      }
      if (exact.length === 0 && therapy.length > meant.length) notes.push(`“${word}” was read as face to face (${meant.map(({ code }) => code).join(', ')}); write the lot’s code for online.`);
      found.push(...meant.filter((lot) => !found.includes(lot)));
    }
    return found.length > 0 ? { ok: true, value: { lots: found, notes } } : { ok: false, wrong: 'No lot or therapy is named', cure: `Write at least one of: ${this.scheme.lots.map(({ code }) => code).join(', ')}.` };
  }

  private areas(text: string): Cell<string[]> {
    if (/^(all|everywhere|county ?-?wide|whole county|all districts)$/i.test(text)) return { ok: true, value: [...this.districts] };
    const found: string[] = [];
    for (const word of split(text, this.districts)) {
      const district = this.districts.find((each) => fold(each) === fold(word));
      if (!district) {
        const close = nearest(word, this.districts);
        return { ok: false, wrong: `The list has no district “${word}”`, cure: close ? `Did you mean “${close}”?` : `The districts are: ${this.districts.join(', ')}.` };
      }
      if (!found.includes(district)) found.push(district);
    }
    return found.length > 0 ? { ok: true, value: found } : { ok: false, wrong: 'No district is named', cure: 'Write the districts with semicolons between them, or “All”.' };
  }

  private identifiers(told: ProviderRow['told'], kind: OrganisationKind | null, problems: CellProblem[]): Partial<Record<IdentifierKind, string>> {
    const found: Partial<Record<IdentifierKind, string>> = {};
    for (const number of NUMBERS) {
      const text = told[number];
      if (text === undefined) continue;
      // A spreadsheet takes the leading zeros of a number away; those of a company number come back in its check.
      const checked = checkIdentifier(number, text);
      if (checked.ok) found[number] = checked.value;
      else this.wrong(problems, number, text, checked.because, 'Correct the number, or leave the cell empty.');
    }
    const { company, charity } = told;
    const plainCompany = company?.replace(/\D/g, '').replace(/^0+/, '');
    if (found.company && plainCompany && /^\d{6,7}$/.test(plainCompany) && (charity?.replace(/\D/g, '') === plainCompany || ((kind === 'charity' || kind === 'cio') && !charity))) {
      this.wrong(problems, 'company', company!, 'This is a charity’s number, not a company’s', 'Move it to the charity number; give the 8-character company number here if the charity is also a company.');
    }
    const { hcpc } = told;
    if (hcpc !== undefined) {
      const profession = told.profession === undefined ? undefined : professionOf(told.profession);
      if (profession === null) this.wrong(problems, 'profession', told.profession!, `The HCPC registers no profession “${told.profession}”`, `Did you mean “${nearest(told.profession!, Object.keys(PROFESSIONS)) ?? 'speech and language therapist'}”?`);
      const checked = checkIdentifier('hcpc', hcpc, profession ? { profession } : {});
      if (!checked.ok) this.wrong(problems, 'hcpc', hcpc, checked.because, 'Copy the number from the HCPC register.');
      // A company's therapist is not the company: only somebody who works alone is known by the number.
      else if (kind === 'sole trader') found.hcpc = checked.value;
    }
    return found;
  }

  private capacity(told: ProviderRow['told'], cell: <T>(key: ColumnKey, read: (text: string) => Cell<T>) => T | null, problems: CellProblem[]): ProviderRow['capacity'] {
    const sessions = cell('sessions', (text) => countCell(text, 2_000));
    const longest = cell('waitMax', (text) => countCell(text.replace(/\s*(weeks?|wks?)$/i, ''), 260));
    const shortest = told.waitMin === undefined ? longest : cell('waitMin', (text) => countCell(text.replace(/\s*(weeks?|wks?)$/i, ''), 260));
    const toldOn = cell('toldOn', dayCell);
    if (toldOn !== null && toldOn > this.today) this.wrong(problems, 'toldOn', told.toldOn!, 'The day is still to come', 'Write the day on which the provider told its capacity.');
    if (shortest !== null && longest !== null && shortest > longest) this.wrong(problems, 'waitMax', told.waitMax!, `The shortest wait (${told.waitMin} weeks) is longer than the longest`, 'Swap the two, or correct one.');
    if (sessions === null) {
      if (told.sessions === undefined && (told.waitMax !== undefined || told.waitMin !== undefined)) this.wrong(problems, 'sessions', '', 'A wait is given without the sessions a week', 'Write how many sessions a week the provider can take on (0 if it is full), or leave the waits empty.');
      return null;
    }
    if (told.waitMax === undefined && told.waitMin === undefined) {
      this.wrong(problems, 'waitMax', '', 'The sessions a week are given without a wait', 'Write the wait in weeks, or leave the sessions empty.');
      return null;
    }
    const max = longest ?? shortest;
    return max === null || shortest === null ? null : { sessionsPerWeek: sessions, waitWeeksMin: shortest, waitWeeksMax: max, toldOn };
  }

  /**
   * What the provider must still show. A file that has a column for it decides; otherwise everything that the list requires is missing, but what the
   * file says is held, or insured beyond today. Insurance that has run out is missing whatever the file says.
   */
  private missing(told: ProviderRow['told'], cell: <T>(key: ColumnKey, read: (text: string) => Cell<T>) => T | null, problems: CellProblem[], notes: string[]): MissingEvidence[] {
    const named = cell('missing', (text) => this.evidence(text)) ?? [];
    const held = new Set(cell('held', (text) => this.evidence(text)) ?? []);
    const lapsed = new Set<string>();
    for (const [requirement, fromKey, untilKey, coverKey] of INSURANCES) {
      const from = cell(fromKey, dayCell);
      const until = cell(untilKey, dayCell);
      cell(coverKey, moneyCell);
      if (from !== null && until !== null && until < from) this.wrong(problems, untilKey, told[untilKey]!, `The insurance ends before it starts (${told[fromKey]})`, 'Correct one of the two dates: see the certificate.');
      if (until === null) continue;
      if (until >= this.today) held.add(requirement);
      else {
        lapsed.add(requirement);
        notes.push(`${titleOf(untilKey)} ${told[untilKey]} has passed: it is marked as missing.`);
      }
    }
    const says = this.header.columns.has('missing');
    return this.scheme.evidence
      .filter(({ requirement, needed }) => lapsed.has(requirement) || (says ? named.includes(requirement) : needed === 'required' && !held.has(requirement)))
      .map(({ requirement, title }) => ({ requirement, title }));
  }

  private evidence(text: string): Cell<string[]> {
    if (/^(none|nothing|no|n\/a|-)$/i.test(text)) return { ok: true, value: [] };
    const found: string[] = [];
    for (const word of split(text, this.scheme.evidence.map(({ title }) => title))) {
      const item = this.scheme.evidence.find(({ requirement, title }) => fold(requirement) === fold(word) || fold(title) === fold(word) || (fold(word).length > 5 && fold(title).startsWith(fold(word))));
      if (!item) {
        const close = nearest(word, this.scheme.evidence.flatMap(({ requirement, title }) => [requirement, title]));
        return { ok: false, wrong: `The list asks for no evidence called “${word}”`, cure: close ? `Did you mean “${close}”?` : `It asks for: ${this.scheme.evidence.map(({ requirement }) => requirement).join(', ')}.` };
      }
      found.push(item.requirement);
    }
    return { ok: true, value: found };
  }
}

/** How people shorten the therapies. */
const SHORT: Readonly<Record<string, string>> = {
  slt: 'Speech and language therapy', salt: 'Speech and language therapy', speechtherapy: 'Speech and language therapy', speechandlanguage: 'Speech and language therapy', ot: 'Occupational therapy',
  physio: 'Physiotherapy', physicaltherapy: 'Physiotherapy', cbt: 'Cognitive behavioural therapy', cognitivebehaviourtherapy: 'Cognitive behavioural therapy', play: 'Play therapy', hydro: 'Hydrotherapy',
};

/** Columns whose cells hold several words; people put them below each other as well. */
const LISTS: ReadonlySet<ColumnKey> = new Set(['lots', 'districts', 'missing', 'held']);

/** Splits at semicolons and bars; at commas and slashes too where the whole is no known name with one in it. */
function split(text: string, known: readonly string[]): string[] {
  return text.split(/[;|]/).flatMap((part) => (known.some((name) => fold(name) === fold(part)) ? [part] : part.split(/[,/]/))).map((part) => part.trim()).filter(Boolean);
}

const KIND_WORDS: Readonly<Record<string, OrganisationKind>> = {
  soletrader: 'sole trader', selfemployed: 'sole trader', individual: 'sole trader', soletherapist: 'sole trader', company: 'company', ltd: 'company', limited: 'company', limitedcompany: 'company', privatelimitedcompany: 'company', plc: 'company', cic: 'company',
  communityinterestcompany: 'company', llp: 'llp', partnership: 'llp', limitedliabilitypartnership: 'llp', charity: 'charity', registeredcharity: 'charity', cio: 'cio', charitableincorporatedorganisation: 'cio', nhs: 'nhs body', nhsbody: 'nhs body', nhstrust: 'nhs body',
  nhsfoundationtrust: 'nhs body', school: 'school', specialschool: 'school', academy: 'school',
};
function kindOf(text: string): Cell<OrganisationKind> {
  const kind = KIND_WORDS[fold(text)];
  if (kind) return { ok: true, value: kind };
  const close = nearest(text, [...ORGANISATION_KINDS, 'limited company', 'self-employed', 'NHS trust', 'special school']);
  return { ok: false, wrong: `“${text}” is no type of provider`, cure: `${close ? `Did you mean “${close}”? ` : ''}The types are: ${ORGANISATION_KINDS.join(', ')}.` };
}

function professionOf(text: string): Profession | null {
  const asked = fold(text).replace(/s$/, '');
  const short: Readonly<Record<string, Profession>> = { slt: 'speech and language therapist', salt: 'speech and language therapist', speechtherapist: 'speech and language therapist', ot: 'occupational therapist', physio: 'physiotherapist' };
  return short[asked] ?? (Object.keys(PROFESSIONS) as Profession[]).find((each) => fold(each) === asked) ?? null;
}
