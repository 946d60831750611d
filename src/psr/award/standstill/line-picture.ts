import { formatLongDay, MONTHS, weekdayName } from '../../../calendar/day-words.js';
import type { Day } from '../../../calendar/day.js';
import { escapeHtml } from '../../../documents/words.js';
import type { StandstillLine } from './days.js';

/** Pixels. Wide enough for "Published" in the small type; the page lets the line be scrolled by itself where the screen is narrower. */
const CELL = 58;
const TOP = 22;
const HEIGHT = 104;

const SHORT: Readonly<Record<string, string>> = {
  Published: 'Published', 'Standstill begins': 'Begins', 'Representations until midnight': 'Last day', 'Last provider told of the further decision': 'Told', 'Five working days end at midnight': 'Wait ends', 'Earliest award': 'Award',
};

/**
 * The line of days as a picture: weekends and holidays hatched, today framed, the counted days numbered. What it shows stands in the table below it
 * too, so it carries one sentence for those who do not see it.
 */
export function linePicture(line: StandstillLine, title: string): string {
  const width = line.days.length * CELL + 2;
  const cells = line.days.map(({ day, rest, n, wait, what, isToday }, at) => {
    const x = at * CELL + 1;
    const month = at === 0 || day.endsWith('-01') ? `<text x="${x + 4}" y="15" class="t">${monthOf(day)}</text>` : '';
    const frame = isToday ? `<rect x="${x + 1.5}" y="${TOP + 1.5}" width="${CELL - 3}" height="${HEIGHT - 3}" fill="none" stroke="#1d2733" stroke-width="3"/>` : '';
    const number = n ?? wait;
    const mark = number === null ? '' : `<circle cx="${x + CELL / 2}" cy="${TOP + 54}" r="12" fill="${n === null ? '#5b3a8c' : '#1f4e5f'}"/><text x="${x + CELL / 2}" y="${TOP + 58.5}" class="n">${n === null ? `+${number}` : number}</text>`;
    const words = what.map((each) => SHORT[each] ?? each);
    return `<g><rect x="${x}" y="${TOP}" width="${CELL}" height="${HEIGHT}" fill="${rest ? 'url(#rest)' : '#ffffff'}" stroke="#7a8791"/>`
      + `<text x="${x + CELL / 2}" y="${TOP + 17}" class="c">${weekdayName(day).slice(0, 3)}</text><text x="${x + CELL / 2}" y="${TOP + 36}" class="d">${Number(day.slice(8))}</text>${month}${mark}`
      + `${rest && rest !== 'Saturday' && rest !== 'Sunday' ? `<text x="${x + CELL / 2}" y="${TOP + 58}" class="s">holiday</text>` : ''}`
      + `${words.slice(0, 2).map((word, row) => `<text x="${x + CELL / 2}" y="${TOP + 82 + row * 14}" class="w">${escapeHtml(word)}</text>`).join('')}${isToday ? `<text x="${x + CELL / 2}" y="${TOP + HEIGHT + 16}" class="w">Today</text>` : ''}${frame}</g>`;
  });
  const ends = line.earliestAward === null ? 'Nobody can say yet on which day the contract may be signed.' : `The contract may be signed from ${formatLongDay(line.earliestAward)}.`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${TOP + HEIGHT + 22}" width="${width}" height="${TOP + HEIGHT + 22}" role="img" aria-labelledby="line-title">`
    + `<title id="line-title">${escapeHtml(`${title}: published on ${formatLongDay(line.publishedOn)}, representations until midnight at the end of ${formatLongDay(line.lastDay)}. ${ends}`)}</title>`
    + '<defs><pattern id="rest" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#eef1f3"/><rect width="2" height="6" fill="#c3ccd3"/></pattern></defs>'
    + '<g font-family="&quot;Source Sans 3&quot;, Arial, sans-serif" fill="#1d2733">'
    + `${cells.join('').replaceAll('class="t"', 'font-size="14" font-weight="600"').replaceAll('class="c"', 'font-size="13" text-anchor="middle"').replaceAll('class="d"', 'font-size="17" font-weight="600" text-anchor="middle"').replaceAll('class="n"', 'font-size="13" font-weight="600" text-anchor="middle" fill="#ffffff"').replaceAll('class="s"', 'font-size="12" text-anchor="middle"').replaceAll('class="w"', 'font-size="13" font-weight="600" text-anchor="middle"')}`
    + '</g></svg>';
}

const monthOf = (day: Day): string => MONTHS[Number(day.slice(5, 7)) - 1] ?? '';
