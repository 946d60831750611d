import type { ReviewLetter } from '../../../../templates/qpl/review-letter.data.js';
import type { ApplicationContext } from '../../../../workflows/qpl/application.context.js';
import type { AboutDocument } from '../../../engine/procedure.js';
import { addressed, contact, letterhead, roleTitle } from './addressed.js';

/** Whether each refusal stands, why, and what follows. */
export function reviewLetter(context: ApplicationContext, about: AboutDocument): ReviewLetter {
  const { reviewed, reviewAsked } = context;
  if (!reviewed || !reviewAsked) throw new Error('A letter of the review is made after the review.');
  const lots = reviewed.lots.map(({ lotId, outcome, reason }) => {
    const lot = context.lots.find((each) => each.lotId === lotId);
    return { code: lot?.code ?? '', name: lot?.title ?? '', stands: outcome === 'stands', reason };
  });
  return {
    letterhead: letterhead(about.authority),
    ...addressed(context, about),
    askedAt: reviewAsked.at,
    why: reviewAsked.why,
    reviewed: { on: reviewed.on, by: { name: reviewed.by.name, role: roleTitle(reviewed.by.role) } },
    lots,
    changed: lots.some(({ stands }) => !stands),
    agreement: context.rules?.agreement === 'signed',
    legal: 'You may also have a claim in court. The time for that is short, and asking for a review does not stop it: take advice at once if you are thinking of it.',
    contact: contact(about),
  };
}
