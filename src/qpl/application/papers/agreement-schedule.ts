import type { AgreementSchedule } from '../../../../templates/qpl/agreement-schedule.data.js';
import { lotsToTell } from '../../../../workflows/qpl/application.case.js';
import type { ApplicationContext } from '../../../../workflows/qpl/application.context.js';
import type { AboutDocument } from '../../../engine/procedure.js';
import { addressed, contact, dueOn, letterhead } from './addressed.js';
import { conditionInWords } from './findings.js';

/** The schedule of the agreement: the lots, the evidence that has to be kept valid, the clinicians, the prices and the conditions of this provider. */
export function agreementSchedule(context: ApplicationContext, about: AboutDocument): AgreementSchedule {
  const lots = context.lots.filter(({ lotId }) => lotsToTell(context).includes(lotId));
  if (lots.length === 0) throw new Error('An agreement is made for lots to which the provider was admitted and was told so.');
  const ids = lots.map(({ lotId }) => lotId);
  return {
    letterhead: letterhead(about.authority),
    ...addressed(context, about),
    kind: context.provider?.kind ?? '',
    until: context.schemeEnds,
    signBy: dueOn('qpl.agreement-signature', about.on),
    lots: lots.map(({ code, title, districts, sessionsPerWeek, waitWeeksMin, waitWeeksMax }) => ({ code, name: title, districts: [...districts], sessionsPerWeek, waitWeeksMin, waitWeeksMax })),
    clinicians: context.clinicians.map(({ name, profession, register, number }) => ({ name, profession, register, number })),
    evidence: context.evidence.map(({ title, validUntil }) => ({ name: title, validUntil })),
    prices: context.answers.filter(({ section, answer }) => section === 'L' && answer !== '').map(({ asked, answer }) => ({ asked, answer: answer.startsWith('£') ? answer : `£${answer}` })),
    conditions: context.waivers.filter(({ about: on }) => on === 'provider' || ids.includes(on)).map(conditionInWords),
    contact: contact(about),
  };
}
