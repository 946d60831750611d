import { design, fromKnowledge, verified, type Source } from '../shared/vocabulary.js';

/** What a piece of evidence is like, whatever list asks for it. */
export interface EvidenceKind {
  /** Losing it may put a child at risk: a renewal that is merely sent keeps nobody eligible, and lifts no restriction. */
  readonly safeguarding: boolean;
  /** Whether a copy may be kept. Of a DBS certificate only number, date, result and who saw it are. */
  readonly copyKept: boolean;
  /** Evidence without a last day is looked at again after this rule's period; null where nothing asks for it. */
  readonly recheck: 'qpl.recheck-annual' | 'qpl.recheck-dbs' | null;
  readonly source: Source;
}

const library = design('The library of checks of therapy providers: what is checked again, and how often');
const document: EvidenceKind = { safeguarding: false, copyKept: true, recheck: null, source: library };
const yearly: EvidenceKind = { ...document, recheck: 'qpl.recheck-annual' };
const safeguarding: EvidenceKind = { ...yearly, safeguarding: true };
const dbs: EvidenceKind = { safeguarding: true, copyKept: false, recheck: 'qpl.recheck-annual', source: verified('DBS code of practice: number, date, result and who saw it are kept, not a copy') };

const KINDS: Readonly<Record<string, EvidenceKind>> = {
  'dbs': dbs,
  'safeguarding-policy': safeguarding,
  'safeguarding': safeguarding,
  'safeguarding-training': { ...safeguarding, source: fromKnowledge('Safeguarding training at most three years old, two for the lead') },
  'safer-recruitment': safeguarding,
  'cqc': yearly, 'ico': yearly, 'regulators': yearly, 'data-protection': yearly, 'modern-slavery': yearly, 'finance': yearly,
};

/** What is known of a requirement by its key. One that no library names is a document that is checked when it is sent. */
export const evidenceKind = (requirement: string): EvidenceKind =>
  KINDS[requirement] ?? (/(^|-)dbs(-|$)/.test(requirement) ? dbs : requirement.startsWith('safeguarding') ? safeguarding : document);
