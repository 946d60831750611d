import type { OutcomeLetter } from '../../../../templates/qpl/outcome-letter.data.js';
import type { ApplicationContext } from '../../../../workflows/qpl/application.context.js';
import type { LotApplied } from '../../../../workflows/qpl/lot.js';
import { addMonths, asDay } from '../../../calendar/day.js';
import type { AboutDocument } from '../../../engine/procedure.js';
import { addressed, contact, dueOn, letterhead, roleTitle } from './addressed.js';
import { conditionInWords, findingsOn, totalInWords } from './findings.js';

/** The decision on each lot, with every finding and score, how to challenge it and by when, when one may apply again, what comes next. */
export function outcomeLetter(context: ApplicationContext, about: AboutDocument): OutcomeLetter {
  const { decision } = context;
  if (!decision) throw new Error('An outcome letter is made after the decision.');
  const admitted = decision.lots.filter(({ outcome }) => outcome === 'admit');
  const isSigned = context.rules?.agreement === 'signed';
  const lot = (applied: LotApplied) => {
    const view = decision.lots.find(({ lotId }) => lotId === applied.lotId);
    return {
      code: applied.code, name: applied.title, admitted: view?.outcome === 'admit', reasons: view?.reason ?? '', total: totalInWords(context, applied.lotId), findings: findingsOn(context, applied.lotId),
      conditions: context.waivers.filter(({ about: on }) => on === applied.lotId || on === 'provider').map(conditionInWords),
    };
  };
  return {
    letterhead: letterhead(about.authority),
    ...addressed(context, about),
    outcome: admitted.length === 0 ? 'not-admitted' : admitted.length === context.lots.length ? 'admitted' : 'some-lots',
    decided: { on: decision.on, by: { name: decision.by.name, role: roleTitle(decision.by.role) } },
    organisationFindings: findingsOn(context, 'provider'),
    lots: context.lots.map(lot),
    membership: admitted.length > 0 ? { from: isSigned ? null : about.on, until: context.schemeEnds, signBy: null } : null,
    challenge: {
      by: dueOn('qpl.review-request', about.on), legal: legalChallenge(context),
      to: { name: 'Reviews of provider applications', role: 'somebody who took no part in the decision', email: about.authority.email, phone: null },
    },
    reapply: reapply(context, about),
    nextSteps: nextSteps(admitted.length, isSigned),
    contact: contact(about),
  };
}

function reapply({ schemeEnds, rules, lots, decision }: ApplicationContext, { on }: AboutDocument): OutcomeLetter['reapply'] {
  if (schemeEnds !== null && schemeEnds < on) return { kind: 'from', day: on, because: 'The list has ended; a new one will be advertised.' };
  const isRefused = decision?.lots.every(({ outcome }) => outcome === 'do not admit') && lots.length > 0;
  if (isRefused && rules?.coolOffMonths != null) {
    return { kind: 'from', day: addMonths(asDay(decision!.on), rules.coolOffMonths), because: `The published rules of the list have a provider wait ${rules.coolOffMonths} months after a refusal.` };
  }
  return { kind: 'any-time' };
}

function nextSteps(admitted: number, isSigned: boolean): string[] {
  if (admitted === 0) return ['If you ask for a review, somebody who took no part in the decision looks at it again.', 'You may apply again when what stood in the way has changed.'];
  const after = ['Tell us on your own page whenever your capacity or your wait changes.', 'Orders for children are made one by one, and each is agreed with you.'];
  return isSigned
    ? ['We send you the agreement to sign. You have 20 working days from then.', 'Finance calls you on a number that we already hold to confirm your bank details, and sets you up as a supplier.', 'Then your entry appears on the public list.', ...after]
    : ['Your entry appears on the public list, with the capacity and the wait that you told us.', ...after];
}

/** What a provider may do in law, by the list's legal basis; from knowledge, so in general words and with the advice to take advice. */
function legalChallenge({ regime }: ApplicationContext): string | null {
  if (regime === 'PSR') return null;
  return 'You may also have a claim in court. The time for that is short, often 30 days from when you knew of the decision: take advice at once if you are thinking of it.';
}
