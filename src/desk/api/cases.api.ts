import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Reader } from '../../engine/read.js';
import { Problem } from '../../web/problem.js';
import { readAsAt } from '../case/as-at.js';
import { isId } from '../asking.js';
import { ApiPerson } from './api-person.js';
import { notFound } from './answered.js';
import { readListQuery } from './list-query.js';

const FILTERS = { procedure: 'The procedure’s name', stage: 'The stage in words', owner: 'A person’s id, or none', open: 'true or false', text: 'Words to find, best first', sort: 'changed, due or opened', limit: '1 to 200, 50 when not given', after: 'From the Link header of the page before' } as const;

/** What there is to read, cut to what the person may see. */
@ApiTags('Cases')
@ApiBearerAuth()
@Controller('api/v1')
export class CasesApi {
  constructor(
    private readonly reader: Reader,
    private readonly people: ApiPerson,
  ) {}

  @Get('cases')
  @ApiOperation({ summary: 'Cases, by page', description: 'The Link header names the next page. Without filters: those changed last come first.' })
  @Queries(FILTERS)
  @ApiResponse({ status: 200, description: 'A page of cases: { items, next }' })
  @ApiResponse({ status: 422, description: 'A filter that cannot be read' })
  async list(@Req() req: Request, @Res() res: Response, @Query() query: Record<string, unknown>): Promise<void> {
    const person = await this.people.asking(req);
    const { text, ...list } = readListQuery(query);
    const page = text === null ? await this.reader.list(person, list) : await this.reader.search(person, text, list);
    linkNext(req, res, page.next);
    res.json({ items: page.items, next: page.next });
  }

  @Get('cases/:caseId')
  @ApiOperation({ summary: 'A case as it stands, or as it stood', description: 'The ETag is the seq that If-Match asks for.' })
  @ApiParam({ name: 'caseId', format: 'uuid' })
  @ApiQuery({ name: 'asAt', required: false, description: 'An entry’s number, a day or an instant' })
  @ApiResponse({ status: 200, description: 'The case with its steps, clocks, timeline and documents' })
  @ApiResponse({ status: 404, description: 'Not there, or not for you' })
  async one(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Query('asAt') asked?: string): Promise<void> {
    const view = await this.open(req, caseId, asked);
    res.set('ETag', `"${view.seq}"`).json(view);
  }

  @Get('cases/:caseId/timeline')
  @ApiOperation({ summary: 'What happened in a case, oldest first' })
  @ApiParam({ name: 'caseId', format: 'uuid' })
  @ApiResponse({ status: 200, description: 'The entries that you may see: { items }' })
  @ApiResponse({ status: 404, description: 'Not there, or not for you' })
  async timeline(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const view = await this.open(req, caseId, undefined);
    res.set('ETag', `"${view.seq}"`).json({ items: view.timeline });
  }

  @Get('work')
  @ApiOperation({ summary: 'My work, my team’s unclaimed work, or what waits for others' })
  @ApiQuery({ name: 'whose', enum: ['mine', 'team', 'waiting'], required: false })
  @ApiResponse({ status: 200, description: 'Steps that wait, the first due first: { items }' })
  async work(@Req() req: Request, @Res() res: Response, @Query('whose') whose: unknown = 'mine'): Promise<void> {
    const person = await this.people.asking(req);
    if (whose !== 'mine' && whose !== 'team' && whose !== 'waiting') throw new Problem(422, { title: 'A filter cannot be read', because: 'whose is mine, team or waiting.', errors: [{ field: 'whose', message: 'Send mine, team or waiting' }] });
    res.json({ items: await this.reader.work(person, { whose, limit: 500 }) });
  }

  private async open(req: Request, caseId: string, asked: string | undefined) {
    const person = await this.people.asking(req);
    const { asAt, error } = readAsAt(asked);
    if (error) throw new Problem(422, { title: 'A filter cannot be read', because: error, errors: [{ field: 'asAt', message: error }] });
    const view = isId(caseId) ? await this.reader.caseView(person, caseId, asAt ?? undefined) : null;
    if (!view) throw notFound();
    return view;
  }
}

function Queries(names: Readonly<Record<string, string>>): MethodDecorator {
  return (target, key, descriptor) => {
    for (const [name, description] of Object.entries(names)) ApiQuery({ name, description, required: false })(target, key, descriptor as PropertyDescriptor);
  };
}

/** RFC 8288: a program follows the next page without building its address. */
function linkNext(req: Request, res: Response, next: string | null): void {
  if (next === null) return;
  const address = new URL(req.originalUrl, 'http://here');
  address.searchParams.set('after', next);
  res.set('Link', `<${address.pathname}${address.search}>; rel="next"`);
}
