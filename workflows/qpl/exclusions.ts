import { design, fromKnowledge, verified, type Day, type Source } from '../shared/vocabulary.js';

/** mandatory: whoever it applies to is out, unless it was overcome. discretionary: the authority decides, with reasons. */
export type GroundKind = 'mandatory' | 'discretionary';

/** One ground on which a provider may have to be, or may be, left out. */
export interface ExclusionGround {
  /** Known by it in the form, in reviews and in letters: 'fraud'. */
  readonly key: string;
  readonly kind: GroundKind;
  readonly title: string;
  /** In plain words, as the form asks it. */
  readonly asked: string;
  /** How far back it looks, in whole years; null where it is about how things stand now. */
  readonly years: number | null;
  /** Whether the provider can show that it put things right. An entry on the debarment list can only be taken off by a Minister. */
  readonly canBeOvercome: boolean;
  readonly source: Source;
}

/** The grounds of a legal basis, as one version of them. An application keeps the version by which it was asked. */
export interface ExclusionSet {
  readonly set: 'PCR15' | 'PA23' | 'as published';
  readonly version: number;
  readonly effectiveFrom: Day;
  readonly title: string;
  /** When somebody is out, in a sentence or two for officers. */
  readonly test: string;
  /** Who has to be told when somebody is left out; null where nobody has. */
  readonly report: string | null;
  readonly grounds: readonly ExclusionGround[];
  readonly source: Source;
}

const reg57 = fromKnowledge('Public Contracts Regulations 2015 reg 57');
const schedule6 = fromKnowledge('Procurement Act 2023 Schedule 6, and guidance on exclusions');
const schedule7 = fromKnowledge('Procurement Act 2023 Schedule 7');
const seen = verified('Procurement Act 2023 Schedule 6, as explained in the explanatory notes and the guidance on exclusions');
const published = design('The published terms of the list');

const must = (source: Source, years: number | null) => (key: string, title: string, asked: string, from = source): ExclusionGround =>
  ({ key, kind: 'mandatory', title, asked, years, canBeOvercome: true, source: from });
const may = (source: Source, years: number | null) => (key: string, title: string, asked: string): ExclusionGround =>
  ({ key, kind: 'discretionary', title, asked, years, canBeOvercome: true, source });

const must57 = must(reg57, 5);
const may57 = may(reg57, 3);
const must6 = must(schedule6, 5);
const may7 = may(schedule7, 5);
const mustHere = must(published, 5);
const mayHere = may(published, 3);

export const EXCLUSION_SETS: Readonly<Record<ExclusionSet['set'], ExclusionSet>> = {
  PCR15: {
    set: 'PCR15', version: 1, effectiveFrom: '2015-02-26', title: 'Grounds of the Public Contracts Regulations 2015', source: reg57, report: null,
    test: 'A mandatory ground keeps a provider out for five years, a discretionary one may for three, unless it shows what it has done to put things right (self-cleaning).',
    grounds: [
      must57('organised-crime', 'Organised crime', 'a conviction for taking part in a criminal organisation'),
      must57('corruption', 'Corruption and bribery', 'a conviction for corruption or bribery'),
      must57('fraud', 'Fraud', 'a conviction for fraud, theft by deception or conspiracy to defraud'),
      must57('terrorism', 'Terrorism', 'a conviction for a terrorist offence'),
      must57('money-laundering', 'Money laundering', 'a conviction for money laundering or drug trafficking proceeds'),
      must57('trafficking', 'Child labour and trafficking', 'a conviction for child labour, slavery or trafficking'),
      must57('tax', 'Unpaid tax, as decided', 'a binding decision that tax or social security was not paid, and it is still not paid'),
      may57('labour-environment', 'Labour, social or environmental law', 'a breach of labour, social or environmental law'),
      may57('insolvency', 'Insolvency', 'bankruptcy, insolvency, winding up or an arrangement with creditors'),
      may57('misconduct', 'Grave professional misconduct', 'grave professional misconduct, a sanction of a professional register included'),
      may57('competition', 'Distorting competition', 'an agreement with others that was meant to distort competition'),
      may57('conflict', 'Conflict of interest', 'a conflict of interest about this list that cannot be put right otherwise'),
      may57('prior-performance', 'Poor performance before', 'a public contract that was ended early, or for which damages were paid, because of how it was carried out'),
      may57('misrepresentation', 'Misrepresentation', 'information that was false or withheld in a procurement'),
      may57('undue-influence', 'Undue influence', 'an attempt to influence a decision of a public body, or to get information that was confidential'),
    ],
  },
  PA23: {
    set: 'PA23', version: 1, effectiveFrom: '2025-02-24', title: 'Grounds of the Procurement Act 2023', source: seen,
    test: 'A ground counts where it applies and the circumstances go on or are likely to happen again; or where the provider is on the debarment list. On a mandatory ground the provider is excluded and must be left out; on a discretionary one it is excludable, and the authority decides with reasons. Connected persons count.',
    report: 'Whoever is left out of a dynamic market, or removed from one, on such a ground has to be reported to the Cabinet Office (believed to be within 30 days: confirm before use).',
    grounds: [
      must6('manslaughter', 'Corporate manslaughter', 'a conviction for corporate manslaughter or homicide'),
      must6('terrorism', 'Terrorism', 'a conviction for a terrorist offence, or for paying for terrorism', seen),
      must6('fraud', 'Theft, fraud and bribery', 'a conviction for theft, fraud, blackmail or bribery', seen),
      must6('slavery', 'Slavery and trafficking', 'an offence of modern slavery, trafficking or against labour market orders, with or without a conviction', seen),
      must6('organised-crime', 'Organised crime', 'a conviction for taking part in the activities of an organised crime group'),
      must6('tax', 'Tax', 'a tax offence, a penalty for tax evasion, or an abusive tax arrangement', seen),
      must6('cartel', 'Cartel and competition', 'a cartel offence, or a decision that competition law was broken', seen),
      must6('investigation', 'Failure to cooperate', 'a failure to cooperate with an investigation of a Minister into an exclusion'),
      { ...must6('debarment-mandatory', 'On the debarment list, mandatory ground', 'an entry on the debarment list on a mandatory ground'), years: null, canBeOvercome: false },
      may7('labour', 'Labour market misconduct', 'misconduct towards workers'),
      may7('environment', 'Environmental misconduct', 'serious harm to the environment'),
      may7('insolvency', 'Insolvency', 'bankruptcy, insolvency, or a business that has been suspended'),
      may7('competition', 'Possible breach of competition law', 'conduct that may have broken competition law'),
      may7('misconduct', 'Professional misconduct', 'professional misconduct that puts integrity in doubt, a sanction of a professional register included'),
      may7('prior-performance', 'Breach of contract and poor performance', 'a public contract that was ended early, or for which damages were paid, or a record of poor performance'),
      may7('improper', 'Acting improperly in a procurement', 'information that was false or withheld, or an attempt to influence a decision'),
      may7('national-security', 'National security', 'a threat to national security'),
      { ...may7('debarment-discretionary', 'On the debarment list, discretionary ground', 'an entry on the debarment list on a discretionary ground'), years: null },
    ],
  },
  'as published': {
    set: 'as published', version: 1, effectiveFrom: '2020-01-01', title: 'Grounds that the list publishes', source: published, report: null,
    test: 'The list says in its published terms who is left out. Where nothing is said, these grounds are asked, and what was put right counts.',
    grounds: [
      mustHere('fraud', 'Fraud, corruption and money laundering', 'a conviction for fraud, bribery or money laundering'),
      mustHere('slavery', 'Slavery and trafficking', 'a conviction for slavery, trafficking or child labour'),
      mustHere('terrorism', 'Terrorism', 'a conviction for a terrorist offence'),
      mustHere('tax', 'Unpaid tax', 'tax that was found to be owed and is still not paid'),
      mayHere('insolvency', 'Insolvency', 'bankruptcy, insolvency or an arrangement with creditors'),
      mayHere('misconduct', 'Professional misconduct', 'professional misconduct, a sanction of a professional register included'),
      mayHere('prior-performance', 'Poor performance before', 'a public contract that was ended early because of how it was carried out'),
      mayHere('misrepresentation', 'Misrepresentation', 'information that was false or withheld in a procurement'),
    ],
  },
};

/** The ground of that key in a set, or null. */
export const groundOf = (set: ExclusionSet['set'], key: string): ExclusionGround | null => EXCLUSION_SETS[set].grounds.find((ground) => ground.key === key) ?? null;
