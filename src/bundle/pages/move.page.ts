import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Request, Response } from 'express';
import { DataSource } from 'typeorm';
import { caseTop } from '../../desk/case/case-model.js';
import { rolesOf } from '../../desk/asking.js';
import { CaseOpener, type OpenedCase } from '../../desk/opened-case.js';
import { momentInWords, refusalInWords } from '../../desk/words.js';
import { scopeOf } from '../../engine/access.js';
import { Registry } from '../../engine/registry.js';
import { REGISTRY } from '../../engine/tokens.js';
import { FILE_STORE, type FileStore } from '../../files/file-store.js';
import { flash } from '../../web/flash.js';
import { Problem } from '../../web/problem.js';
import { textOf, type Typed } from '../../web/typed.js';
import { BundleKey, fingerprint } from '../bundle-key.js';
import { bundles } from '../bundle.paths.js';
import { AGREERS, type MoveAnswer, Moves, PROPOSERS } from '../moves.js';
import { writeBundle } from '../write-bundle.js';

/** A case on its way to another authority: proposed by one person, agreed to by another, then taken there as a file. */
@Controller('cases')
export class MovePage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly moves: Moves,
    private readonly key: BundleKey,
    @InjectDataSource() private readonly source: DataSource,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(FILE_STORE) private readonly store: FileStore,
  ) {}

  @Get(':caseId/move')
  async ask(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    await this.show(res, await this.cases.openForStaff(req, caseId), {}, null);
  }

  @Post(':caseId/move')
  async act(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const opened = await this.cases.openForStaff(req, caseId);
    const { person } = opened;
    const [act, moveId] = [textOf(typed, 'act'), textOf(typed, 'move')];
    const answer = act === 'agree' ? await this.moves.agree(person, caseId, moveId) : act === 'decline' ? await this.moves.decline(person, caseId, moveId) : await this.moves.propose(person, caseId, await this.asked(person.authorityId, typed));
    if (answer.kind === 'not-allowed' || answer.kind === 'not-found') throw notDone(answer);
    if (answer.kind !== 'done') return this.show(res.status(answer.kind === 'invalid' ? 422 : 409), opened, typed, answer);
    flash(req, { kind: 'success', text: act === 'agree' ? 'The case is moved. Take its bundle to the other authority.' : act === 'decline' ? 'The case stays here.' : 'The move is proposed. A commissioning manager or the monitoring officer agrees to it.' });
    res.redirect(303, bundles.move(caseId));
  }

  @Get(':caseId/bundle.zip')
  async take(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { person, view } = await this.cases.openForStaff(req, caseId);
    const may = await this.moves.mayTake(person, caseId);
    if (may.kind !== 'done') throw notDone(may);
    res.attachment(`${view.reference.replace(/[^A-Za-z0-9]+/g, '-')}-bundle.zip`).type('application/zip').set('Cache-Control', 'private, no-store');
    await writeBundle({ source: this.source, registry: this.registry, store: this.store, key: this.key }, scopeOf(person), caseId, res).catch((fault: unknown) => {
      // The head is on its way: an archive that breaks off says so by not opening.
      res.destroy(fault as Error);
      throw fault;
    });
  }

  /** One of the authorities here, or another installation's by its number and name. */
  private async asked(own: string, typed: Typed) {
    const chosen = (await this.authorities(own)).find(({ authorityId }) => authorityId === textOf(typed, 'to'));
    return { to: chosen ?? { authorityId: textOf(typed, 'number'), name: textOf(typed, 'name') }, why: textOf(typed, 'why') };
  }

  private authorities(own: string): Promise<{ authorityId: string; name: string }[]> {
    return this.source.query('select authority_id as "authorityId", name from authority where authority_id <> $1 order by name', [own]);
  }

  private async show(res: Response, { person, view }: OpenedCase, typed: Typed, wrong: Exclude<MoveAnswer, { kind: 'done' }> | null): Promise<void> {
    const moves = await this.moves.of(person, view.caseId);
    const proposed = moves.find(({ outcome }) => outcome === null);
    const roles = rolesOf(person);
    const errors = wrong?.kind === 'invalid' ? wrong.errors : [];
    const error = (field: string) => errors.find((each) => each.field === field)?.message;
    const field = (name: string, more: object) => ({ name, value: textOf(typed, name), error: error(name), ...more });
    res.render('bundle/pages/move.njk', {
      top: caseTop(view, 'move', person), action: bundles.move(view.caseId), file: bundles.file(view.caseId), receive: bundles.receive(),
      key: this.key.public, keyInWords: fingerprint(this.key.public),
      moved: view.moved && { ...view.moved, when: momentInWords(view.moved.at) },
      errors: errors.length > 0 ? errors.map((each) => ({ text: each.message, href: `#${each.field}` })) : undefined,
      refusals: wrong?.kind === 'refused' ? wrong.refusals.map(refusalInWords) : [],
      proposed: proposed && { ...proposed, when: momentInWords(proposed.proposedAt), mayAgree: AGREERS.some((role) => roles.includes(role)) && proposed.proposedBy.personId !== person.personId, mayDecline: [...PROPOSERS, ...AGREERS].some((role) => roles.includes(role)) },
      declined: moves.filter(({ outcome }) => outcome === 'declined').map((each) => ({ name: each.to.name, by: each.decidedBy?.name, when: momentInWords(each.decidedAt!) })),
      propose: !view.moved && !proposed && PROPOSERS.some((role) => roles.includes(role)) && [
        field('to', { label: 'Which authority?', type: 'select', options: [{ value: '', text: 'One that uses another installation' }, ...(await this.authorities(person.authorityId)).map(({ authorityId, name }) => ({ value: authorityId, text: name }))] }),
        field('name', { label: 'Name of the authority, where it uses another installation', type: 'text', optional: true }),
        field('number', { label: 'The number that it gave you for bundles', hint: 'Its page “Receive a case” shows it', type: 'text', optional: true }),
        field('why', { label: 'Why does the case go there?', hint: 'It stays on record in both places', type: 'textarea', rows: 3 }),
      ],
      clocks: view.clocks.filter(({ status }) => status === 'running'),
    });
  }
}

function notDone(answer: Exclude<MoveAnswer, { kind: 'done' }>): Problem {
  if (answer.kind === 'not-allowed') return new Problem(403, { title: 'This is not yours to do', because: `It is for the ${answer.roles.join(', ')}.`, unblock: 'Ask one of them.', who: answer.roles });
  if (answer.kind === 'refused') return new Problem(409, { title: 'The bundle was not made', ...refusalInWords(answer.refusals[0]!) });
  return new Problem(404, { title: 'Not found', because: 'There is no such move, or it was decided meanwhile.', unblock: 'Look at the case again.' });
}
