import type { EvidenceRequirement, QualityQuestion, SchemeCheck, ScoreMeaning } from '../../../workflows/qpl/scheme.terms.js';
import type { DraftQuestion, OwnCheck, QuestionsInput, RequirementsInput } from '../../../workflows/qpl/scheme.events.js';
import type { SchemeLot } from '../../../workflows/qpl/scheme.terms.js';

/** A check that a council may ask for, with the evidence that goes with it (domain reference 1.4). Levels of cover are what is usual, to be changed. */
export interface LibraryCheck extends Omit<SchemeCheck, 'evidence'> {
  readonly evidence: readonly EvidenceRequirement[];
  /** Whether a new list asks for it to begin with. */
  readonly usual: boolean;
}

const paper = (requirement: string, title: string, section: string, why: string, more: Partial<Pick<EvidenceRequirement, 'needed' | 'runsOut'>> = {}): EvidenceRequirement =>
  ({ requirement, title, section, why, needed: 'required', runsOut: false, ...more });
const once = (check: string, title: string, requirement: string, more: Omit<LibraryCheck, 'check' | 'title' | 'requirement' | 'level' | 'evidence' | 'usual'> & { evidence?: EvidenceRequirement[]; usual?: boolean }): LibraryCheck =>
  ({ evidence: [], usual: true, ...more, check, title, requirement, level: 'provider' });

export const LIBRARY: readonly LibraryCheck[] = [
  once('exclusion', 'Exclusion grounds', 'No ground applies, or what was done about it satisfies the council', { blocks: true, method: 'declaration read, registers searched', sections: ['D'], recheck: 'every year' }),
  once('finance', 'Financial standing', 'Accounts or other evidence, in proportion to the size of the provider', {
    blocks: false, method: 'document seen', sections: ['E'], recheck: 'every year',
    evidence: [paper('finance', 'Accounts, tax calculation or bank letter', 'E', 'It shows that you can pay your way. A sole trader need not have accounts.')],
  }),
  once('public-liability', 'Public liability insurance', 'Cover of £5,000,000 or more, in date', {
    blocks: true, method: 'document seen', sections: ['F'], recheck: 'when it runs out',
    evidence: [paper('public-liability', 'Public liability insurance', 'F', 'It pays if a child or somebody else is hurt. We ask for £5,000,000 or more.', { runsOut: true })],
  }),
  once('professional-indemnity', 'Professional indemnity insurance', 'Cover for the organisation and everybody who treats, in date', {
    blocks: true, method: 'document seen', sections: ['F'], recheck: 'when it runs out',
    evidence: [paper('professional-indemnity', 'Professional indemnity insurance', 'F', 'It pays if advice or treatment goes wrong. Cover through your professional body counts if it covers your organisation.', { runsOut: true })],
  }),
  once('employers-liability', 'Employers’ liability insurance', 'Cover of £5,000,000 or more, in date; a sole trader with no staff is exempt', {
    blocks: true, method: 'document seen', sections: ['F'], recheck: 'when it runs out',
    evidence: [paper('employers-liability', 'Employers’ liability insurance', 'F', 'It is compulsory for everybody who employs anybody.', { needed: { question: 'employs', answer: 'yes' }, runsOut: true })],
  }),
  once('dbs', 'Enhanced DBS checks', 'Everybody who sees children has an enhanced check with the children’s barred list', { blocks: true, method: 'certificates seen, Update Service asked', sections: ['G'], recheck: 'every three years' }),
  once('safer-recruitment', 'Safer recruitment', 'References, identity, right to work and overseas checks of everybody who sees children', { blocks: true, method: 'declaration read, sample asked for', sections: ['G', 'H'], recheck: 'once', usual: false }),
  once('safeguarding', 'Safeguarding', 'A policy reviewed within the last year, with a named lead', {
    blocks: true, method: 'document seen', sections: ['B', 'H'], recheck: 'each September',
    evidence: [paper('safeguarding-policy', 'Safeguarding policy', 'H', 'It says who acts when a child may be at risk, and how.')],
  }),
  once('regulators', 'Registrations of the organisation', 'Registered with the Information Commissioner; with the Care Quality Commission where what is done is in its scope', { blocks: false, method: 'registers looked up', sections: ['I'], recheck: 'every year' }),
  once('information', 'Data protection', 'Registered with the Information Commissioner; says who controls the data and what happens after a breach', { blocks: false, method: 'register looked up, answer read', sections: ['I'], recheck: 'every year', usual: false }),
  once('cqc', 'Care Quality Commission', 'Registered where what is done is a regulated activity; otherwise a reason why it is not', { blocks: true, method: 'register looked up, reasoning recorded', sections: ['I'], recheck: 'every year', usual: false }),
  once('modern-slavery', 'Modern slavery', 'A declaration; a statement where turnover makes it a duty', { blocks: false, method: 'declaration read', sections: ['H'], recheck: 'every year', usual: false }),
  once('references', 'References', 'Two references of the last three years', { blocks: false, method: 'referees asked', sections: ['J'], recheck: 'once' }),
  once('quality-visit', 'Quality visit', 'A visit before admission or in the first year', { blocks: false, method: 'visited', sections: ['K'], recheck: 'once', usual: false }),
  { check: 'registration', title: 'Registration of clinicians', requirement: 'Everybody named for this therapy is on the register of the profession', level: 'lot', blocks: true, method: 'register looked up', sections: ['G'], evidence: [], recheck: 'every month', usual: true },
  { check: 'professional-body', title: 'Membership of a professional body', requirement: 'A sign of quality, not a condition', level: 'lot', blocks: false, method: 'register looked up', sections: ['G'], evidence: [], recheck: 'every year', usual: false },
  { check: 'continuity', title: 'Cover for absence', requirement: 'A plan that keeps sessions going when a clinician is away', level: 'lot', blocks: false, method: 'answer read', sections: ['K'], recheck: 'once', usual: true,
    evidence: [paper('quality-report', 'An inspection or quality report, if you have one', 'K', 'It may save you a visit.', { needed: 'optional' })] },
];

/** Each piece of evidence that the library knows, once. */
export const EVIDENCE_OF_LIBRARY: readonly EvidenceRequirement[] = LIBRARY.flatMap(({ evidence }) => evidence);

/** The checks that a new list asks for to begin with, as the library words them. */
export const usualChecks = (): RequirementsInput['checks'] => LIBRARY.map(({ check, requirement, blocks, recheck, usual }) => ({ check, included: usual ? 'yes' : 'no', requirement, blocks: blocks ? 'yes' : 'no', recheck }));

/** What was chosen, made whole: the library's words and evidence, changed where the officer changed them, and the council's own checks. */
export function requirementsOf({ checks, own }: RequirementsInput): { readonly checks: readonly SchemeCheck[]; readonly evidence: readonly EvidenceRequirement[] } {
  const chosen = checks.flatMap((choice) => {
    const known = LIBRARY.find(({ check }) => check === choice.check);
    if (!known || choice.included !== 'yes') return [];
    const { usual: _, evidence, ...check } = known;
    return [{ check: { ...check, requirement: choice.requirement, blocks: choice.blocks === 'yes', recheck: choice.recheck, evidence: evidence.map(({ requirement }) => requirement) }, evidence }];
  });
  const ours = own.map((check, n) => ownCheck(check, n));
  return { checks: [...chosen, ...ours].map(({ check }) => check), evidence: [...chosen, ...ours].flatMap(({ evidence }) => evidence) };
}

function ownCheck({ title, requirement, level, blocks, recheck, document }: OwnCheck, n: number): { readonly check: SchemeCheck; readonly evidence: readonly EvidenceRequirement[] } {
  const key = `own-${n + 1}`;
  const evidence = document === 'yes' ? [paper(key, title, 'H', requirement, { runsOut: recheck === 'when it runs out' })] : [];
  return { check: { check: key, title, requirement, level, blocks: blocks === 'yes', method: document === 'yes' ? 'document seen' : 'answer read', sections: ['H'], evidence: evidence.map((each) => each.requirement), recheck }, evidence };
}

/** The scales on which answers are scored; the words are what evaluators and applicants read (domain reference 1.5). */
export const SCALES: Readonly<Record<DraftQuestion['scale'], readonly ScoreMeaning[]>> = {
  '0 to 5': [
    { score: 0, meaning: 'None: no answer, or one that has nothing to do with the question' },
    { score: 1, meaning: 'Poor: most of what was asked is missing' },
    { score: 2, meaning: 'Weak: some of what was asked is there, with gaps that matter' },
    { score: 3, meaning: 'Satisfactory: what was asked is there, with small gaps' },
    { score: 4, meaning: 'Good: all that was asked, with evidence' },
    { score: 5, meaning: 'Excellent: all that was asked and more, with evidence throughout' },
  ],
  '0 to 3': [
    { score: 0, meaning: 'None: no answer, or one that has nothing to do with the question' },
    { score: 1, meaning: 'Weak: gaps that matter' },
    { score: 2, meaning: 'Satisfactory: what was asked is there' },
    { score: 3, meaning: 'Good: all that was asked, with evidence' },
  ],
  'pass or fail': [{ score: 0, meaning: 'Fail' }, { score: 1, meaning: 'Pass' }],
};

/** The questions made whole: a key of their own, by lot, and the words of their scale. */
export function questionsWhole({ questions }: Pick<QuestionsInput, 'questions'>, lots: readonly SchemeLot[]): readonly QualityQuestion[] {
  const counted = new Map<string, number>();
  return questions.map(({ scale, ...question }) => {
    const n = (counted.get(question.lotId) ?? 0) + 1;
    counted.set(question.lotId, n);
    return { ...question, key: `${lots.find(({ lotId }) => lotId === question.lotId)?.code ?? 'lot'}-q${n}`, scale: SCALES[scale] };
  });
}

/** Which of the scales a question has; the first where its own words were written elsewhere. */
export const scaleOf = ({ scale }: Pick<QualityQuestion, 'scale'>): DraftQuestion['scale'] =>
  (Object.keys(SCALES) as DraftQuestion['scale'][]).find((name) => SCALES[name].length === scale.length) ?? '0 to 5';
