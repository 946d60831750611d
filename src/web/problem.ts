import { HttpException } from '@nestjs/common';

/** What a person is told when something cannot be done. Whole sentences. */
export interface ProblemWords {
  /** The heading, "You cannot open this case". */
  title: string;
  because: string;
  /** What they can do about it. */
  unblock?: string;
  /** The rule that says so, "SI 2023/1348 reg 12". */
  source?: string;
  /** For 409: every guard that refused, where there is more than one. */
  refusals?: readonly { because: string; unblock: string; source: string; field?: string }[];
  /** For 403: who may. */
  who?: readonly string[];
  /** For 422, and for a 409 that is about a field: the fields. */
  errors?: readonly { field: string; message: string }[];
}

/** Thrown by a page or feed for an answer other than success: a page in plain words, or RFC 9457 below /api. */
export class Problem extends HttpException {
  constructor(status: number, readonly words: ProblemWords) {
    super(words.title, status);
  }
}

/** The words for a status that came without any. */
export function wordsFor(status: number): ProblemWords {
  return (
    {
      400: { title: 'We could not read what was sent', because: 'The request was not in a form that this service understands.', unblock: 'Go back, check what you entered, and send it again.' },
      403: { title: 'You cannot do this', because: 'Your role does not allow it.', unblock: 'Ask an administrator of your authority if you think it should.' },
      404: { title: 'Page not found', because: 'There is nothing at this address, or you may not see it.', unblock: 'Check the address, or start from one of these pages.' },
      409: { title: 'This cannot be done now', because: 'The case has moved on, or something stops this step.', unblock: 'Look at the case to see what is next.' },
      412: { title: 'This has changed since you opened it', because: 'Somebody else has changed it meanwhile.', unblock: 'Open it again, check what changed, and decide anew.' },
      413: { title: 'What you sent is too large', because: 'The request is larger than this service takes.', unblock: 'Send a smaller file, or send the files one at a time.' },
      415: { title: 'This kind of content is not taken here', because: 'The request came in a format that this address does not read.', unblock: 'Use the form on the page; programs send application/json.' },
      422: { title: 'Some answers need another look', because: 'One or more fields could not be taken.' },
      429: { title: 'Too many requests', because: 'More requests came from your address than this service takes in a minute.', unblock: 'Wait a minute, then try again.' },
      500: { title: 'Something went wrong on our side', because: 'The service met a fault. It has been recorded.', unblock: 'Try again in a few minutes. If it happens again, tell us the reference below.' },
      503: { title: 'The service is not available just now', because: 'It is starting, or its database does not answer.', unblock: 'Try again in a minute.' },
    } satisfies Record<number, ProblemWords>
  )[status as 400] ?? { title: status >= 500 ? 'Something went wrong on our side' : 'This could not be done', because: 'The request could not be carried out.' };
}
