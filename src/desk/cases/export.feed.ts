import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import type { Request, Response } from 'express';
import writeExcel from 'write-excel-file/node';
import { dayOf, asInstant } from '../../calendar/day.js';
import { Reader } from '../../engine/read.js';
import type { CaseListItem } from '../../engine/case-view.js';
import { staffAsking } from '../asking.js';
import type { Person } from '../asking.js';
import { sheetOf } from './case-lines.js';
import { asListQuery, readFilters } from './list-filters.js';

/** What a person can still work with in a spreadsheet, and what one request may cost. */
const MOST_ROWS = 10_000;
const AT_ONCE = 500;

/** The list as a sheet, filtered as it is on the page, with what its reader may see. */
@Controller()
export class CasesExport {
  constructor(private readonly reader: Reader) {}

  @Get('cases.csv')
  async csv(@Req() req: Request, @Res() res: Response, @Query() query: Record<string, unknown>): Promise<void> {
    const rows = await this.rows(staffAsking(req), query);
    // A cell that begins like a formula would be one when the file is opened: '=HYPERLINK(…)' typed into an application must stay text.
    const text = stringify(rows, { bom: true, escape_formulas: true, record_delimiter: 'windows' });
    res.attachment(await this.name('csv')).type('text/csv; charset=utf-8').send(text);
  }

  @Get('cases.xlsx')
  async xlsx(@Req() req: Request, @Res() res: Response, @Query() query: Record<string, unknown>): Promise<void> {
    const [head = [], ...rows] = await this.rows(staffAsking(req), query);
    const cells = [head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })), ...rows.map((row) => row.map((value) => ({ value, type: String })))];
    const bytes = await writeExcel(cells, { stickyRowsCount: 1, columns: head.map((title) => ({ width: Math.max(12, title.length + 2) })) }).toBuffer();
    res.attachment(await this.name('xlsx')).type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(bytes);
  }

  private async rows(person: Person, query: Record<string, unknown>): Promise<string[][]> {
    const filters = readFilters(query);
    const items: CaseListItem[] = [];
    let after: string | null = null;
    do {
      const page = await this.reader.list(person, asListQuery(filters, person, { after, limit: AT_ONCE }));
      items.push(...page.items);
      after = page.next;
    } while (after !== null && items.length < MOST_ROWS);
    const titles = new Map(this.reader.procedures(person).map((each) => [each.name, each.title]));
    const sheet = sheetOf(items.slice(0, MOST_ROWS), (procedure) => titles.get(procedure) ?? procedure);
    return after === null ? sheet : [...sheet, [`Only the first ${MOST_ROWS.toLocaleString('en-GB')} cases are here. Filter the list to get the rest.`]];
  }

  private async name(ending: string): Promise<string> {
    return `cases-${dayOf(asInstant(await this.reader.now()))}.${ending}`;
  }
}
