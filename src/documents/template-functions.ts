import { Temporal } from 'temporal-polyfill';
import { escapeHtml, paragraphsOf, printable } from './words.js';

/** HTML made by a helper, which is not escaped again. */
export interface Markup {
  toHTML(): string;
}
const markup = (html: string): Markup => ({ toHTML: () => html });

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

function paragraphs(text: string, attributes: string): Markup {
  const found = paragraphsOf(text);
  if (found.length === 0) throw new Error('text that a document prints as paragraphs is empty');
  return markup(found.map((lines) => `<p${attributes}>${lines.map(escapeHtml).join('<br>')}</p>`).join('\n'));
}

/**
 * What a template may call. The build reads these types to check the templates, and Handlebars calls these functions:
 * one list, so that they cannot differ. `eq`, `and`, `or`, `not`, `present` and `exempt` are in `templates.ts`.
 */
export const documentHelpers = {
  /** Whole pence as pounds: 75290500 is £752,905 and 75290550 is £752,905.50. */
  money(pence: number): string {
    if (!Number.isSafeInteger(pence)) throw new Error(`money is in whole pence, not ${pence}`);
    const [pounds, rest] = [Math.floor(Math.abs(pence) / 100), Math.abs(pence) % 100];
    const grouped = String(pounds).replace(/\B(?=(\d{3})+$)/g, ',');
    return `${pence < 0 ? '−' : ''}£${grouped}${rest > 0 ? `.${String(rest).padStart(2, '0')}` : ''}`;
  },

  /** 2026-04-08 as Wednesday 8 April 2026. */
  day(day: string): string {
    const found = Temporal.PlainDate.from(day);
    return `${WEEKDAYS[found.dayOfWeek - 1]} ${found.day} ${MONTHS[found.month - 1]} ${found.year}`;
  },

  /** 2026-04-08 as 8 April 2026. */
  date(day: string): string {
    const found = Temporal.PlainDate.from(day);
    return `${found.day} ${MONTHS[found.month - 1]} ${found.year}`;
  },

  /** An ISO instant as London clocks showed it: 8 April 2026 at 3:04pm. */
  moment(instant: string): string {
    const found = Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/London');
    const hour = found.hour % 12 === 0 ? 12 : found.hour % 12;
    const time = `${hour}:${String(found.minute).padStart(2, '0')}${found.hour < 12 ? 'am' : 'pm'}`;
    return `${found.day} ${MONTHS[found.month - 1]} ${found.year} at ${time}`;
  },

  /** `1 lot`, `3 lots`. */
  plural(count: number, one: string, many: string): string {
    return `${count} ${count === 1 ? one : many}`;
  },

  /** `a, b and c`. */
  list(items: readonly string[]): string {
    if (items.length < 2) return items[0] ?? 'none';
    return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
  },

  count(items: readonly unknown[]): number {
    return items.length;
  },

  /** Typed text as paragraphs, a blank line between two. */
  paragraphs(text: string): Markup {
    return paragraphs(text, ' dir="auto"');
  },

  /** Typed text as paragraphs with numbers. */
  numbered(text: string): Markup {
    return paragraphs(text, ' class="numbered" dir="auto"');
  },

  /** Lines of an address, each on its own line of one paragraph. */
  lines(items: readonly string[]): Markup {
    return markup(items.map((line) => escapeHtml(printable(line))).join('<br>'));
  },

  /** A cross-reference to an id in the same document: its words ("paragraph 2.1") come when the numbers are known. */
  ref(id: string): Markup {
    return markup(`<a href="#${escapeHtml(id)}"></a>`);
  },

  /** A link that writes to an e-mail address. */
  email(address: string): Markup {
    const shown = escapeHtml(printable(address));
    return markup(`<a href="mailto:${encodeURIComponent(printable(address)).replace('%40', '@')}">${shown}</a>`);
  },
};

const EXEMPT: Record<string, string> = {
  '1': 'it is about an individual',
  '2': 'it is likely to show who an individual is',
  '3': 'it is about the financial or business affairs of a person or organisation, which may be the authority itself',
  '4': 'it is about consultations or negotiations on labour relations',
  '5': 'legal professional privilege could be claimed for it in court proceedings',
  '6': 'it shows that the authority proposes to serve a notice or make an order or direction',
  '7': 'it is about action to prevent, investigate or prosecute crime',
};

/**
 * What the public variant says in place of an exempt passage. Source: Local Government Act 1972, Schedule 12A, Part 1; the public
 * interest limit is Part 2, paragraph 10. The descriptions are ours.
 */
export function withheldStatement(para: number | string, reason: string): string {
  const what = EXEMPT[String(para)];
  if (!what) throw new Error(`Schedule 12A has paragraphs 1 to 7 in Part 1, not "${para}"`);
  return (
    `<p class="withheld"><strong>Text withheld.</strong> Part of this document is exempt from publication under paragraph ${para} of Part 1 of Schedule 12A ` +
    `to the Local Government Act 1972, because ${what}. ${escapeHtml(printable(reason))}</p>`
  );
}

/** What the exempt variant says above the passage. */
export function exemptNote(para: number | string): string {
  return `<p class="note"><strong>Not for publication:</strong> the next passage is exempt under paragraph ${para} of Part 1 of Schedule 12A to the Local Government Act 1972.</p>`;
}
