import { Controller, Headers, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Reader } from '../../engine/read.js';
import { Sender } from '../../engine/send.js';
import { Problem } from '../../web/problem.js';
import { isId, rolesOf } from '../asking.js';
import { FilesOfSteps } from '../step/files-of-steps.js';
import { ApiPerson } from './api-person.js';
import { answered, notFound } from './answered.js';

/** Steps, taken by a program for a person. The body is the event's own fields; who, when and the facts are the server's. */
@ApiTags('Events')
@ApiBearerAuth()
@Controller('api/v1')
export class EventsApi {
  constructor(
    private readonly sender: Sender,
    private readonly reader: Reader,
    private readonly people: ApiPerson,
    private readonly files: FilesOfSteps,
  ) {}

  @Post('cases/:caseId/events/:type')
  @ApiOperation({ summary: 'Take a step in a case' })
  @ApiParam({ name: 'caseId', format: 'uuid' })
  @ApiParam({ name: 'type', description: 'The event’s name' })
  @ApiBody({ schema: { type: 'object' } })
  @ApiHeader({ name: 'If-Match', description: 'The seq that you saw, in quotes. Needed by events that decide, sign or publish.', required: false })
  @ApiHeader({ name: 'Idempotency-Key', description: '8 to 80 letters, digits, - or _. Sent again with the same body, the first answer comes back.', required: false })
  @ApiResponse({ status: 200, description: 'Done: { caseId, reference, seq, replayed }' })
  @ApiResponse({ status: 400, description: 'The body or a header cannot be read' })
  @ApiResponse({ status: 403, description: 'Your role does not take this step' })
  @ApiResponse({ status: 404, description: 'No such case or step, or not for you' })
  @ApiResponse({ status: 409, description: 'Refused: because, unblock, source' })
  @ApiResponse({ status: 412, description: 'The case moved since the seq of If-Match' })
  @ApiResponse({ status: 422, description: 'Field errors, or a key used for another request' })
  async take(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('type') type: string, @Headers('if-match') match?: string, @Headers('idempotency-key') key?: string): Promise<void> {
    const actor = await this.people.asking(req);
    const view = isId(caseId) ? await this.reader.caseView(actor, caseId) : null;
    if (!view) throw notFound();
    const event = this.reader.procedures(actor).find(({ name }) => name === view.procedure)?.events[type];
    const command = { actor, caseId, type, input: bodyOf(req), ...seenOf(match), ...keyOf(key) };
    const done = answered(await this.files.send(actor, { caseId, organisationId: view.row.organisationId }, event, command.input, () => this.sender.send(command)));
    res.status(200).set('ETag', `"${done.seq}"`).json(done);
  }

  @Post('procedures/:procedure/cases')
  @ApiOperation({ summary: 'Open a case', description: 'The body is the opening event’s own fields.' })
  @ApiParam({ name: 'procedure', description: 'The procedure’s name' })
  @ApiBody({ schema: { type: 'object' } })
  @ApiHeader({ name: 'Idempotency-Key', description: '8 to 80 letters, digits, - or _', required: false })
  @ApiResponse({ status: 201, description: 'Opened: { caseId, reference, seq, replayed }; Location is the case' })
  @ApiResponse({ status: 403, description: 'Your role does not open such cases' })
  @ApiResponse({ status: 404, description: 'No such procedure' })
  @ApiResponse({ status: 409, description: 'Refused: because, unblock, source' })
  @ApiResponse({ status: 422, description: 'Field errors, or a key used for another request' })
  async open(@Req() req: Request, @Res() res: Response, @Param('procedure') name: string, @Headers('idempotency-key') key?: string): Promise<void> {
    const actor = await this.people.asking(req);
    const procedure = this.reader.procedures(actor).find((each) => each.name === name);
    if (!procedure) throw notFound();
    const ways: readonly string[] = [procedure.opening].flat();
    const type = ways.find((way) => procedure.events[way]?.roles.some((role) => rolesOf(actor).includes(role))) ?? ways[0]!;
    const command = { actor, caseId: this.sender.newCaseId(), procedure: name, type, input: bodyOf(req), ...keyOf(key) };
    const opened = { caseId: command.caseId, organisationId: actor.organisationId };
    const done = answered(await this.files.send(actor, opened, procedure.events[type], command.input, () => this.sender.send(command)));
    res.status(201).set('ETag', `"${done.seq}"`).location(`/api/v1/cases/${done.caseId}`).json(done);
  }
}

function bodyOf(req: Request): unknown {
  if (req.body === null || typeof req.body !== 'object' || Array.isArray(req.body) || Buffer.isBuffer(req.body)) {
    throw new Problem(400, { title: 'The body is not an object', because: 'An event is a JSON object with the event’s fields.', unblock: 'Send {} for an event without fields.' });
  }
  return req.body;
}

function seenOf(match: string | undefined): { seen?: number } {
  if (match === undefined) return {};
  const [, seq] = /^(?:W\/)?"(\d{1,9})"$/.exec(match.trim()) ?? [];
  if (seq === undefined) throw new Problem(400, { title: 'If-Match cannot be read', because: 'It is the seq of the case in quotes, as the ETag of the case gives it.', unblock: 'Send for example: If-Match: "12"' });
  return { seen: Number(seq) };
}

function keyOf(key: string | undefined): { key?: string } {
  if (key === undefined) return {};
  if (!/^[\w-]{8,80}$/.test(key)) throw new Problem(400, { title: 'Idempotency-Key cannot be read', because: 'A key has 8 to 80 letters, digits, hyphens or underscores.', unblock: 'Send a UUID.' });
  return { key };
}
