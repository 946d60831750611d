import type { AnyTold } from '../../src/engine/procedure.js';
import type { FrameworkFacts, FrameworkNow, OpenFrameworkInput } from '../../workflows/psr/framework.events.js';
import { told } from '../workflows/walk.js';
import { officer, provider } from './award-makers.js';

export const hopLane = { ...provider, name: 'Hop Lane Therapies (sample)', address: ['7 Hop Lane', 'Sampleford', 'ZZ1 2BB'], addressIs: 'registered office' as const, email: 'offers@hoplane.sample.example' };

/** A framework of four years with two providers, which allows both ways. */
export const frameworkTerms: OpenFrameworkInput = {
  title: 'Children’s therapies framework', number: null, services: 'Speech and language, occupational and physical therapy for children', cpv: '85312500-4', otherCpv: [], lifetimePence: 800_000_000, vat: 'no VAT is payable',
  valueBasis: 'Everything that may be bought in four years', starts: '2026-01-01', ends: '2029-12-31', users: ['Sample County Council', 'Sample Integrated Care Board'], whyOverFourYears: null, withoutCompetition: true, competition: true,
  howCalledOff: 'Without competition to the provider ranked first for the district; by competition where two districts are joined.', concludedBy: null, concludedOn: '2025-12-15', how: 'competitive process', ourEntry: null,
  providers: [provider, hopLane], awardCase: null,
};

/** The same as the register gives it to a contract that is to be awarded under it. */
export const frameworkNow: FrameworkNow = {
  caseId: '5b0c2f54-93ac-4f0e-8a37-51c7f3c0b9d2', reference: 'FRA 25/00001', title: frameworkTerms.title, starts: frameworkTerms.starts, ends: frameworkTerms.ends, users: frameworkTerms.users, whyOverFourYears: null, withoutCompetition: true,
  competition: true, howCalledOff: frameworkTerms.howCalledOff, namesUs: true, parties: [provider, hopLane], endedOn: null,
};

export const registerFacts: FrameworkFacts = { caseId: 'framework-1', reference: 'FRA 25/00001', hasConflict: false, sameAs: null, startBy: '2028-11-01' };
/** An event of the register of frameworks, on a day at noon. */
export const inRegister = (day: string, type: string, input: unknown = {}, facts: Partial<FrameworkFacts> = {}, by = officer): AnyTold => told(type, by, input, { ...registerFacts, ...facts }, day);
