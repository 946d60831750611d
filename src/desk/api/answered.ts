import type { Answer, Refused } from '../../engine/answers.js';
import { Problem } from '../../web/problem.js';
import { refusalInWords, whoMay } from '../words.js';

/** What a program is told of an event that was taken. */
export interface DoneJson {
  readonly caseId: string;
  readonly reference: string;
  readonly seq: number;
  /** True when this answer was given before under the same Idempotency-Key. */
  readonly replayed: boolean;
}

/** The sender's answer for a program: what was done, or an RFC 9457 problem with the status that fits (design 8). */
export function answered(answer: Answer): DoneJson {
  switch (answer.kind) {
    case 'done':
      return { caseId: answer.caseId, reference: answer.reference, seq: answer.seq, replayed: answer.replayed };
    case 'refused':
      throw refused(answer.refusals);
    case 'invalid':
      throw new Problem(422, { title: 'Some fields could not be taken', because: 'The event is known, and the fields below are wrong or missing.', unblock: 'Correct them and send again.', errors: answer.errors });
    case 'stale':
      throw new Problem(412, {
        title: 'The case has moved', because: `If-Match names entry ${answer.seq === answer.seen ? 'none' : answer.seen}; the case stands at ${answer.seq}.${answer.since.length > 0 ? ` Since then: ${answer.since.join('; ')}.` : ''}`,
        unblock: 'Read the case again, decide on what it says now, and send If-Match with its seq.',
      });
    case 'not-allowed':
      throw new Problem(403, { title: 'You cannot take this step', because: `It is for: ${whoMay(answer.roles)}.`, unblock: 'Ask somebody with that role.', who: answer.roles });
    case 'key-reused':
      throw new Problem(422, { title: 'The Idempotency-Key was used for another request', because: 'The same key came before with another body. What was done then stands.', unblock: 'Send a new key with a new request.', errors: [{ field: 'Idempotency-Key', message: 'Used before with another body' }] });
    case 'not-found':
      throw notFound();
  }
}

export function notFound(): Problem {
  return new Problem(404, { title: 'Not found', because: 'There is no such case or step, or you may not see it.', unblock: 'Check the address.' });
}

function refused(refusals: readonly Refused[]): Problem {
  const words = refusals.map(refusalInWords);
  const [first] = words;
  const aboutFields = refusals.flatMap(({ field, because, unblock }) => (field === undefined ? [] : [{ field, message: `${because} ${unblock}` }]));
  return new Problem(409, {
    title: 'This cannot be done now', because: first?.because ?? 'The case is not at that point.', unblock: first?.unblock, source: first?.source, refusals: words,
    ...(aboutFields.length > 0 ? { errors: aboutFields } : {}),
  });
}
