const SI = 'SI 2023/1348';

/** Every check: what it is about and where its rule comes from. D01 to D12 are errors that were found in published notices. */
export const CHECKS = {
  D00: { about: 'the notice says that it is of the Regime, and which notice it is', source: `${SI} Schs. 2 to 7, 10, 11, 13 and 14: each begins with a statement of what the notice is` },
  D01: { about: 'the last day for representations is the eighth working day after the day on which the standstill begins', source: `${SI} reg 12(2), (3), (12)` },
  D02: { about: 'no placeholder, drafting note or template instruction is left in it', source: 'a notice is published as it stands' },
  D03: { about: 'every field that the Schedule requires is there', source: `${SI} Schs. 2 to 8 and 10 to 14` },
  D04: { about: 'every date exists', source: 'the calendar' },
  D05: { about: 'it announces one thing: an intention, or an award', source: `${SI} regs 9 to 11: the intention comes before the standstill, the confirmation after the award` },
  D06: { about: 'the last day for representations is after publication', source: `${SI} reg 12(2), (3)` },
  D07: { about: 'the standstill is told in working days, and there are eight', source: `${SI} reg 12(3), (12)` },
  D08: { about: 'an urgent notice says why regulation 14 applied', source: `${SI} reg 14(2), (5); Sch. 13; Sch. 14 para 9` },
  D09: { about: 'it names one route', source: `${SI} reg 6` },
  D10: { about: 'it was submitted within 30 days of the award or change', source: `${SI} regs 7(2)(b), 8(2)(b), 9(11)(b), 10(15)(b), 11(17)(b), 13(5)(a), 14(5)(a), 18(6)(b)` },
  D11: { about: 'nothing starts before it may be awarded', source: `${SI} reg 12(1)` },
  D12: { about: 'the law that does not apply is named as it now stands', source: 'Procurement Act 2023, in force 24 February 2025; Procurement Regulations 2024 (SI 2024/692) reg 43' },
  D13: { about: 'representations are open to midnight', source: `${SI} reg 12(3): before midnight at the end of the day` },
  D14: { about: 'an intention carries no date of award or signature', source: `${SI} reg 12(1): no contract may be signed before the standstill ends` },
  D15: { about: 'weekday and date agree', source: 'the calendar' },
  D16: { about: 'the standstill begins the day after publication', source: `${SI} reg 12(2)` },
  D17: { about: 'a value is a sum of money', source: `${SI} Schs. 2 to 4, 6 to 8, 10, 11 and 13: the lifetime value` },
  D18: { about: 'a value is in pounds', source: 'the authorities of the Regime pay in pounds' },
  D19: { about: 'the main CPV code is one of Schedule 1, and its check digit is right', source: `${SI} reg 3(1); Sch. 1` },
  D20: { about: 'an urgent award of more than 12 months gives reasons for its dates', source: `${SI} Sch. 13 para 7` },
  D21: { about: 'it cites its own Schedule', source: `${SI} regs 7 to 15 and 18` },
  D22: { about: 'an award or a confirmation follows the award', source: `${SI} regs 9(10), 10(14), 11(16)` },
  D23: { about: 'a term ends after it starts', source: `${SI}: the dates between which the services are provided` },
  D24: { about: 'a framework of more than four years says why', source: `${SI} reg 16(5)` },
  D25: { about: 'no standstill is announced where there is none', source: `${SI} reg 12(1): only Direct Award Process C, the Most Suitable Provider Process and the Competitive Process have one` },
  D26: { about: 'the weights of the key criteria or award criteria add up', source: 'arithmetic; no weights are set by the Regulations' },
  D27: { about: 'conflicts are told, or it is said that none was declared', source: `${SI} Schs. 2 to 4, 6, 7 and 10 to 14: declared or potential conflicts, and how they were managed` },
  D28: { about: 'it says until when and to whom representations may be made', source: 'guidance and practice; no Schedule asks for it' },
  D29: { about: 'it names the governing law as the Regulations of 2023', source: 'Procurement Regulations 2024 (SI 2024/692) reg 43; Find a Tender’s forms name another law by themselves' },
} as const satisfies Record<string, { about: string; source: string }>;

export type CheckCode = keyof typeof CHECKS;
