import { design, fromKnowledge, verified, type Day, type Source } from '../shared/vocabulary.js';
import type { Regime } from './lot.js';

/** When a notice about a list falls due. */
export type NoticeWhen = 'before publication' | 'on going live' | 'when it changes' | 'when it ends';
export type NoticeKind = 'intention' | 'call for competition' | 'tender' | 'established' | 'award' | 'modified' | 'ceased';

/** A notice that a regime wants, and the clock of the authority's target for it; null where it comes before publication. */
export interface NoticeDue {
  readonly kind: NoticeKind;
  readonly title: string;
  readonly when: NoticeWhen;
  readonly rule: string | null;
  readonly source: Source;
}

/** What a legal basis makes of a list. Data: the machine and the pages ask it, and name no regime themselves. */
export interface RegimeRules {
  readonly regime: Regime;
  readonly title: string;
  /** When an officer would choose it, in a sentence or two. */
  readonly what: string;
  readonly law: Source;
  /** The law under which the procurement was begun; 'old' is the Public Contracts Regulations 2015. */
  readonly era: 'old' | 'new' | 'none';
  /** Whether an officer can choose it for a list. The others are names that papers and imports use. */
  readonly isForLists: boolean;
  /** The clock of a decision on an application, whether it is law or only the authority's target, and the clock of its one extension. */
  readonly decision: { readonly rule: string; readonly inLaw: boolean; readonly extended: string | null };
  readonly notices: readonly NoticeDue[];
  /** Applications are taken throughout its life: no round may close it and no lot may be shut. */
  readonly alwaysOpen: boolean;
  /** Whether the number of members may be limited. */
  readonly mayCap: boolean;
  /** Whether what it asks of members may change while it lives. */
  readonly mayChange: boolean;
  /** Whether price may count towards admission. */
  readonly mayScorePrice: boolean;
  /** Whether somebody who was refused may be asked to wait before applying again. */
  readonly mayCoolOff: boolean;
  readonly fees: readonly ('none' | 'from winners' | 'from all')[];
  /** The set of exclusion grounds that its form asks about. */
  readonly exclusions: 'PCR15' | 'PA23' | 'as published';
  /** Where the limits above come from, said with each refusal. */
  readonly limits: Source;
}

/** From this day a new procurement is begun under the Procurement Act 2023; older ones run by their own rules to their end. */
export const NEW_LAW_FROM: Day = '2025-02-24';
export const transition = verified('Procurement Act 2023, transitional provisions: new procurements from 24 February 2025; those begun before run under the old rules');

const ltr = fromKnowledge('Public Contracts Regulations 2015 regs 74 to 77: a light-touch list follows its published terms');
const dps = verified('Public Contracts Regulations 2015 reg 34: dynamic purchasing');
const market = verified('Procurement Act 2023 ss.34 to 40: dynamic markets');
const framework = verified('Procurement Act 2023 s.49: open frameworks');
const light = fromKnowledge('Procurement Act 2023: light-touch contracts and arrangements');
const local = design('The council’s contract standing orders, below the threshold of the Procurement Act 2023');

const TARGET = { rule: 'qpl.decision-target', inLaw: false, extended: null } as const;
const AWARD: NoticeDue = { kind: 'award', title: 'Contract award notice', when: 'on going live', rule: 'qpl.established-notice', source: fromKnowledge('Public Contracts Regulations 2015 regs 50 and 75') };
const CALL: NoticeDue = { kind: 'call for competition', title: 'Notice used as the call for competition', when: 'before publication', rule: null, source: fromKnowledge('Public Contracts Regulations 2015 reg 75') };
const TENDER: NoticeDue = { kind: 'tender', title: 'Tender notice', when: 'before publication', rule: null, source: fromKnowledge('Procurement Act 2023 s.21') };
const asPublished = { alwaysOpen: false, mayCap: true, mayChange: true, mayScorePrice: true, mayCoolOff: true, fees: ['none', 'from winners'] } as const;

export const REGIMES: Readonly<Record<Regime, RegimeRules>> = {
  PA23_DYNAMIC_MARKET: {
    regime: 'PA23_DYNAMIC_MARKET', title: 'Dynamic market (Procurement Act 2023)', era: 'new', isForLists: true, law: market, limits: market,
    what: 'Everybody who meets the conditions is admitted, at any time. Admission is not an award: each order is competed for among the members. The conditions cannot change while it lives.',
    decision: { rule: 'qpl.decision-target', inLaw: false, extended: null },
    notices: [
      { kind: 'intention', title: 'Dynamic market notice: intention to establish', when: 'before publication', rule: null, source: market },
      { kind: 'established', title: 'Dynamic market notice: established', when: 'on going live', rule: 'qpl.established-notice', source: market },
      { kind: 'modified', title: 'Dynamic market notice: modified', when: 'when it changes', rule: 'qpl.modification-notice', source: market },
      { kind: 'ceased', title: 'Dynamic market notice: ceased to operate', when: 'when it ends', rule: 'qpl.ceased-notice', source: market },
    ],
    alwaysOpen: true, mayCap: false, mayChange: false, mayScorePrice: false, mayCoolOff: false, fees: ['none', 'from winners'], exclusions: 'PA23',
  },
  PA23_OPEN_FRAMEWORK: {
    ...asPublished, regime: 'PA23_OPEN_FRAMEWORK', title: 'Open framework (Procurement Act 2023)', era: 'new', isForLists: true, law: framework, limits: framework,
    what: 'A series of frameworks that open again to newcomers at published times. Good where providers sign an agreement and orders come from it.',
    decision: TARGET, exclusions: 'PA23',
    notices: [TENDER, { kind: 'award', title: 'Contract award notice', when: 'on going live', rule: 'qpl.established-notice', source: fromKnowledge('Procurement Act 2023 s.50') }],
  },
  PA23_LIGHT_TOUCH: {
    ...asPublished, regime: 'PA23_LIGHT_TOUCH', title: 'Other light-touch arrangement (Procurement Act 2023)', era: 'new', isForLists: true, law: light, limits: light,
    what: 'A list for social, health or education services with rules of its own, which must be fair, open and published.',
    decision: TARGET, notices: [TENDER], exclusions: 'PA23',
  },
  BELOW_THRESHOLD: {
    ...asPublished, regime: 'BELOW_THRESHOLD', title: 'Local list below the threshold', era: 'none', isForLists: true, law: local, limits: local,
    what: 'All that will be bought through it stays below the threshold for light-touch services. The council’s own standing orders apply.',
    decision: TARGET, notices: [], exclusions: 'as published',
  },
  PCR15_LTR_LIST: {
    ...asPublished, regime: 'PCR15_LTR_LIST', title: 'Light-touch list (Public Contracts Regulations 2015)', era: 'old', isForLists: true, law: ltr, limits: ltr,
    what: 'For a list that was begun before 24 February 2025 and runs by its published rules to its end.',
    decision: TARGET, notices: [CALL, AWARD], exclusions: 'PCR15',
  },
  PCR15_DPS: {
    regime: 'PCR15_DPS', title: 'Dynamic purchasing system (Public Contracts Regulations 2015)', era: 'old', isForLists: true, law: dps, limits: dps,
    what: 'For a system that was begun before 24 February 2025. Open throughout, everybody who qualifies is admitted, within ten working days.',
    decision: { rule: 'qpl.dps-admission', inLaw: true, extended: 'qpl.dps-admission-extended' },
    notices: [CALL, AWARD], alwaysOpen: true, mayCap: false, mayChange: true, mayScorePrice: false, mayCoolOff: false, fees: ['none'], exclusions: 'PCR15',
  },
  PDPS: {
    ...asPublished, regime: 'PDPS', title: 'Light-touch list run like a dynamic purchasing system (Public Contracts Regulations 2015)', era: 'old', isForLists: true, law: ltr, limits: ltr,
    what: 'For a list that was begun before 24 February 2025, borrowed the name of a dynamic purchasing system and wrote rules of its own.',
    decision: TARGET, notices: [CALL, AWARD], exclusions: 'PCR15',
  },
  PSR: {
    ...asPublished, regime: 'PSR', title: 'Provider Selection Regime', era: 'none', isForLists: false, law: verified('SI 2023/1348'), limits: verified('SI 2023/1348'),
    what: 'Health care services are awarded by the routes of the Provider Selection Regime, which are procedures of their own.',
    decision: TARGET, notices: [], exclusions: 'as published',
  },
  SPOT: {
    ...asPublished, regime: 'SPOT', title: 'Spot purchase', era: 'none', isForLists: false, law: local, limits: local,
    what: 'One child, one provider, order by order: not a list.',
    decision: TARGET, notices: [], exclusions: 'as published',
  },
  AQP: {
    ...asPublished, regime: 'AQP', title: 'Any qualified provider (NHS)', era: 'none', isForLists: true, law: fromKnowledge('NHS any qualified provider: fixed prices, choice by patients'), limits: fromKnowledge('NHS any qualified provider: no price competition'),
    what: 'Every provider that meets the standards can be chosen by patients, at a fixed price.',
    decision: TARGET, notices: [], mayCap: false, mayScorePrice: false, exclusions: 'as published',
  },
};

export const regimeRules = (regime: Regime): RegimeRules => REGIMES[regime];

/** Whether the law of this regime had already been replaced when the procurement was begun: that has to be explained in writing. */
export const isPastItsLaw = (regime: Regime, begunOn: Day): boolean => REGIMES[regime].era === 'old' && begunOn >= NEW_LAW_FROM;
