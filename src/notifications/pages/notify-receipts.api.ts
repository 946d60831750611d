import { createHash, timingSafeEqual } from 'node:crypto';
import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { SETTINGS } from '../../settings.js';
import type { Settings } from '../../settings.js';
import { Problem, wordsFor } from '../../web/problem.js';
import { MailReceipts } from './mail-receipts.js';

/**
 * What GOV.UK Notify says became of a message. Notify has one address and one bearer token for a service (its documentation, "Callbacks"); here they are
 * `/api/notify/receipts` and NOTIFY_CALLBACK_TOKEN. Without a token the address does not exist.
 */
@ApiExcludeController()
@Controller('api/notify/receipts')
export class NotifyReceipts {
  constructor(
    private readonly receipts: MailReceipts,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post()
  @HttpCode(204)
  async receive(@Req() req: Request, @Body() body: unknown): Promise<void> {
    const token = this.settings.notifyCallbackToken;
    if (token === null) throw new Problem(404, wordsFor(404));
    if (!same(req.headers.authorization ?? '', `Bearer ${token}`)) throw new Problem(401, { title: 'The token is missing or wrong', because: 'Receipts are taken from GOV.UK Notify alone.', unblock: 'Give Notify the bearer token that NOTIFY_CALLBACK_TOKEN holds.' });
    const { reference, status } = (typeof body === 'object' && body !== null ? body : {}) as { reference?: unknown; status?: unknown };
    if (typeof status !== 'string') throw new Problem(422, { ...wordsFor(422), errors: [{ field: 'status', message: 'A receipt says what became of the message.' }] });
    // A message that was not ours (sent by hand from Notify) has no reference: nothing to note, and nothing that Notify should try again.
    if (typeof reference !== 'string') return;
    const [kind, words] = OUTCOMES[status] ?? [null, ''];
    if (kind) await this.receipts.record(reference, kind, words);
  }
}

/** Notify's final states. A temporary failure is final too: it is told after three days of trying. */
const OUTCOMES: Readonly<Record<string, readonly ['delivered' | 'bounced', string]>> = {
  delivered: ['delivered', 'GOV.UK Notify: delivered'],
  'permanent-failure': ['bounced', 'GOV.UK Notify: the address does not exist'],
  'temporary-failure': ['bounced', 'GOV.UK Notify: the mailbox could not be reached for three days'],
  'technical-failure': ['bounced', 'GOV.UK Notify: a technical failure at Notify'],
};

/** Compared by digest, so that the time it takes says nothing of where they differ. */
function same(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
