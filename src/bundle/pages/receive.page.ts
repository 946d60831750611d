import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Request, Response } from 'express';
import { DataSource } from 'typeorm';
import type { KnownActor } from '../../directory/directory.js';
import { CASE_RECEIVERS } from '../../directory/roles.js';
import { Acting, Roles } from '../../directory/sign-in/access.js';
import { Registry } from '../../engine/registry.js';
import { REGISTRY } from '../../engine/tokens.js';
import { Files } from '../../files/files.js';
import { landBytes } from '../../files/landing-folder.js';
import { LIMITS, sizeInWords } from '../../files/limits.js';
import { Policies } from '../../policy/policies.js';
import { flash } from '../../web/flash.js';
import { Problem } from '../../web/problem.js';
import { textOf, type Typed } from '../../web/typed.js';
import { BundleKey, fingerprint, isKey } from '../bundle-key.js';
import { bundles } from '../bundle.paths.js';
import { receiveBundle } from '../receiving.js';

/** Takes in a case that another authority moved here. */
@Controller('bundles')
@Roles(...CASE_RECEIVERS)
export class ReceivePage {
  constructor(
    private readonly key: BundleKey,
    private readonly files: Files,
    @InjectDataSource() private readonly source: DataSource,
    @Inject(REGISTRY) private readonly registry: Registry,
    private readonly policy: Policies,
  ) {}

  @Get()
  show(@Acting() actor: KnownActor, @Res() res: Response): void {
    this.render(res, actor, {});
  }

  @Post()
  async receive(@Acting() actor: KnownActor, @Body() typed: Typed, @Req() req: Request, @Res() res: Response): Promise<void> {
    const file = req.handedIn?.find(({ field }) => field === 'file');
    const sender = textOf(typed, 'sender').trim();
    if (!file || (file.bytes.length === 0 && !file.tooLarge)) return this.render(res.status(422), actor, { sender, error: { field: 'file', message: 'Choose the bundle' } });
    if (file.tooLarge) return this.render(res.status(413), actor, { sender, error: { field: 'file', message: `The bundle has ${sizeInWords(file.size)}, and this page takes ${sizeInWords(LIMITS.maxBytes)}. Whoever runs this installation receives a larger one by the command “clerkwell bundle import”.` } });
    if (sender !== '' && !isKey(sender)) return this.render(res.status(422), actor, { sender, error: { field: 'sender', message: 'This is no key. A key begins with clerkwell: and has 43 characters after it' } });
    const landed = await landBytes(file.bytes);
    try {
      const answer = await receiveBundle({ source: this.source, registry: this.registry, policy: this.policy, files: this.files, key: this.key }, actor, landed.path, sender === '' ? null : sender);
      if (answer.kind === 'not-allowed') throw new Problem(403, { title: 'Your role does not allow this', because: `It is for the ${answer.roles.join(', ')}.`, unblock: 'Ask one of them.', who: answer.roles });
      if (answer.kind === 'problem') return this.render(res.status(409), actor, { sender, problem: answer.problem });
      flash(req, { kind: 'success', text: `The case came from ${answer.manifest.from.name}, where it was ${answer.manifest.from.reference}. It goes on here as ${answer.reference}.` });
      res.redirect(303, `/cases/${answer.caseId}`);
    } finally {
      await landed.remove();
    }
  }

  private render(res: Response, actor: KnownActor, { sender = '', error, problem }: { sender?: string; error?: { field: string; message: string }; problem?: { because: string; unblock: string } }): void {
    res.render('bundle/pages/receive.njk', {
      action: bundles.receive(), number: actor.authorityId, key: this.key.public, keyInWords: fingerprint(this.key.public), most: sizeInWords(LIMITS.maxBytes), problem,
      errors: error && [{ text: error.message, href: `#${error.field}` }],
      asked: [
        { name: 'file', label: 'The bundle', hint: `A ZIP file, up to ${sizeInWords(LIMITS.maxBytes)}`, type: 'file', accept: '.zip', error: error?.field === 'file' ? error.message : undefined },
        { name: 'sender', label: 'The sender’s key', hint: 'As it told you by another way than the file, such as the telephone. Leave it empty where the sender uses this installation too', type: 'text', optional: true, value: sender, error: error?.field === 'sender' ? error.message : undefined },
      ],
    });
  }
}
