import { and, assertEvent } from 'xstate';
import { inAList } from './scheme.guards.js';
import { noticesToRecord } from './scheme.rules.js';
import { noticeDuty } from './scheme.sources.js';

/**
 * The clock of the notices: it runs for the oldest that is due, and goes on to the next when that one is recorded. What comes before publication has no clock,
 * because it stops the publication instead.
 */
export const keepNoticeClock = [
  inAList.enqueueActions(({ context, enqueue }) => {
    const oldest = noticesToRecord(context.notices).find(({ rule }) => rule !== null);
    if (oldest?.rule && oldest.number !== context.noticeClock) {
      enqueue({ type: 'startDeadline', params: { name: 'notice', rule: oldest.rule, from: oldest.dueSince, why: `The next notice to publish: ${oldest.title}.` } });
    }
    if (!oldest && context.noticeClock !== null) enqueue({ type: 'endDeadline', params: { name: 'notice' } });
  }),
  inAList.assign({ noticeClock: ({ context }) => noticesToRecord(context.notices).find(({ rule }) => rule !== null)?.number ?? null }),
];

/** What the officer found at the publishing service: the notice's number, and the day. One that was published late is recorded as it was. */
export const recordNotice = {
  guard: and(['hasANoticeToRecord', 'isANoticeThatIsDue', 'isNotDatedAhead']),
  meta: { sources: [noticeDuty] },
  actions: [
    inAList.assign(({ context, event }) => {
      assertEvent(event, 'notice.record');
      const { kind, ...recorded } = event.input;
      const due = noticesToRecord(context.notices).find((notice) => notice.kind === kind);
      return { notices: context.notices.map((notice) => (notice === due ? { ...notice, recorded: { ...recorded, by: event.stamp.by, at: event.stamp.recordedAt } } : notice)) };
    }),
    ...keepNoticeClock,
  ],
} as const;

/** The time for a notice has run out: it stays due, and says so. */
export const noticeRanOut = {
  guard: { type: 'isForClock', params: { clock: 'notice' } },
  meta: { sources: [noticeDuty] },
  actions: [
    inAList.assign({ notices: ({ context }) => context.notices.map((notice) => (notice.number === context.noticeClock ? { ...notice, overdue: true } : notice)) }),
    { type: 'notify', params: { notice: 'noticeOverdue' } },
  ],
} as const;
