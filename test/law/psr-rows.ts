/**
 * The Provider Selection Regime, paragraph by paragraph, in our own words: what the product must carry. SI 2023/1348 as revised to 24 March 2026.
 * `docs/law-coverage.md` says of each row which states, steps, guards and clocks cite it and which tests hold it.
 */
export interface LawRow {
  /** As the regulations number it: 'reg 12(3)', 'reg 9, step 2', 'Sch. 3'; or a clock, lesson or check of the field: 'K4', 'P01', 'D01'. */
  readonly id: string;
  readonly says: string;
  /** Why the product does not carry it; absent where it must. */
  readonly outside?: string;
  /** The provisions that a row of a table stands for: what cites one of them carries the row. Absent where the id says it. */
  readonly standsFor?: string;
}
const rows = (text: string): LawRow[] =>
  text.trim().split('\n').map((line) => {
    const [id, says, more] = line.split(' | ').map((part) => part.trim());
    return { id: id!, says: says!, ...(more ? (more.startsWith('= ') ? { standsFor: more.slice(2) } : { outside: more }) : {}) };
  });

export const PSR_ROWS: readonly LawRow[] = rows(`
reg 2(1) | what a relevant health care service, an existing provider and a provider are
reg 2(2) | one award may be to several providers
reg 3(1) | the service is bought for the purposes of the health service
reg 3(4)(a) | a mixed procurement: health care is the main part, by the higher estimated lifetime value
reg 3(4)(b) | a mixed procurement: the rest could not reasonably be supplied separately
reg 3(5) | a qualifying mixed procurement is treated as one throughout
Sch. 1 | the codes of the services, four of them only as far as described
reg 4 | needs, quality, efficiency; transparent, fair, proportionate
reg 5 | the five key criteria
reg 6(3) | direct award A must be used
reg 6(4) | direct award B must be used
reg 6(5) | when C, most suitable provider or competition may be chosen
reg 6(6) | when most suitable provider or competition may be chosen
reg 6(7) | otherwise competition must be used
reg 6(8) | a framework is concluded only by competition
reg 6(9) | another route after abandoning
reg 6(10)(a) | considerable change: materially different in character
reg 6(10)(b) | considerable change: £500,000 and 25 per cent, by the authority's decision
reg 6(11) | not considerable where only the provider's identity changed
reg 6(12) | not considerable where only external factors were answered
reg 7(1)(b) | notice of an award under A
reg 7(2) | within 30 days; Sch. 2
reg 8(1)(b) | notice of an award under B
reg 8(2) | within 30 days; Sch. 2
reg 9, step 1 | is the existing provider satisfying, and likely to satisfy
reg 9, step 2 | the intention notice
reg 9, step 3 | the standstill
reg 9, step 4 | the review of representations
reg 9, step 5 | entering into the contract
reg 9, step 6 | the confirmation
reg 9(11) | confirmation within 30 days
reg 10, step 1 | the notice of intention to follow the process
reg 10, step 2 | identifying who may be the most suitable
reg 10(5) | not completed before 14 days after submission
reg 10, step 3 | assessing and choosing
reg 10, step 4 | the intention notice
reg 10, step 5 | the standstill
reg 10, step 6 | the review of representations
reg 10, step 7 | entering into the contract
reg 10, step 8 | the confirmation
reg 10(15) | confirmation within 30 days
reg 11, step 1 | the award criteria
reg 11, step 2 | inviting offers
reg 11, step 3 | assessing offers
reg 11(6) | assessing in stages
reg 11, step 4 | choosing the successful provider
reg 11(8) | telling every bidder, promptly, in writing
reg 11, step 6 | the intention notice
reg 11, step 7 | the standstill
reg 11, step 8 | the review of representations
reg 11, step 9 | the award or the framework
reg 11, step 10 | the confirmation
reg 11(17) | confirmation within 30 days
reg 12(1) | no contract before the standstill ends
reg 12(2) | it begins the day after publication
reg 12(3) | written representations before midnight at the end of the eighth working day
reg 12(4)(a) | a further opportunity to explain
reg 12(4)(b) | information on request, promptly
reg 12(4)(c) | a review of the decision
reg 12(5) | the three exceptions to giving information
reg 12(6) | a further decision, told promptly with reasons to both groups
reg 12(7) | any number of later decisions
reg 12(8) | each later decision is told again
reg 12(9) | it ends by itself where nobody represents
reg 12(10) | when it ends where somebody did; five working days
reg 12(11) | going back to an earlier step
reg 12(12) | what a working day is
reg 13(1)(a) | modification: provided for in the documents
reg 13(1)(b) | modification: succession
reg 13(1)(c) | modification: external factors
reg 13(1)(d) | modification: by the authority, below both ceilings
reg 13(2) | the ceilings, counted together since the start
reg 13(3) | modification of a contract awarded by A or B
reg 13(4) | when a modification is notified
reg 13(5) | within 30 days; Sch. 12
reg 14(2) | urgent award or modification: the three conditions
reg 14(3) | the bridge over a standstill
reg 14(4) | the notice of an urgent award or modification
reg 14(5) | within 30 days; Schs. 13 and 14
reg 15(1) | abandoning or repeating before award
reg 15(2) | in a standstill only through its review
reg 15(3) | in a standstill only after its end
reg 15(4) | notice of abandonment
reg 15(5) | within 30 days of the decision, or of the end of the standstill
reg 15(6) | telling those who know of a repetition
reg 15(8) | every later step is repeated
reg 16(1)(b) | call-offs only while the framework runs
reg 16(3) | a framework is concluded only by competition
reg 16(5) | at most four years, save in exceptional cases
reg 17 | adding providers to a framework
reg 18(3) | call-off from a framework with one provider
reg 18(4) | call-off from a framework with several
reg 18(6) | notice of a call-off without competition, within 30 days
reg 18(7) | mini-competition: every party is invited
reg 19(1) | no award to who fails the basic selection criteria
reg 19(2) | where the basic selection criteria are not applied
Sch. 16 | the three kinds of basic selection criteria; turnover at most twice the value
reg 20(1) | an excluded provider must be excluded
reg 20(1A) | save for overriding reasons of public interest
reg 20(2) | an excludable provider may be excluded
reg 20(6) | reasons where self-cleaning is not enough
reg 20(7) | exclusions are not applied again at call-off
reg 20A(1) | asking about sub-contractors and the debarment list
reg 20A(3) | an excluded sub-contractor
reg 20A(5) | an excludable sub-contractor
reg 20A(6) | notice and a chance to find another
reg 20B | national security: a Minister first
reg 20C(2) | notice to a Minister of an exclusion, 30 days beginning with the day
reg 20C(5) | notice to a Minister of representations and their outcome
reg 20D | a Minister's investigation | It is the Minister's act; nothing of it is done in the product
reg 21(1) | preventing and remedying conflicts of interest
reg 21(2)(b) | whoever has a conflict recuses
reg 21(3) | board members who hold a post with a provider
reg 21(4) | such a member recuses in a competition in which the provider takes part
reg 22(1) | terms for ending a contract
reg 22(4) | a Minister before ending a contract on grounds of national security
reg 23 | independent expert advice
reg 24 | the record of decisions
reg 25 | the annual summary
reg 26 | monitoring and its yearly report
reg 29(2) | modifications of older contracts
reg 29(4) | what was commenced before 1 January 2024
Sch. 2 | fields of the award notice under A or B, and of a call-off
Sch. 3 | fields of the intention notice under C
Sch. 4 | fields of the confirmation under C
Sch. 5 | fields of the notice of intention to follow the most suitable provider process
Sch. 6 | fields of its intention notice
Sch. 7 | fields of its confirmation
Sch. 8 | fields of the notice inviting offers
Sch. 9 | what an unsuccessful provider is told
Sch. 10 | fields of the intention notice after competition
Sch. 11 | fields of its confirmation
Sch. 12 | fields of the modification notice
Sch. 13 | fields of the notice of an urgent award
Sch. 14 | fields of the notice of an urgent modification
Sch. 15 | what a mini-competition's invitation says
N1 | award under A or B | = reg 7(1)(b), reg 8(1)(b), Sch. 2
N2 | intention under C | = reg 9, step 2, Sch. 3
N3 | confirmation under C | = reg 9, step 6, Sch. 4
N4 | intention to follow the most suitable provider process | = reg 10, step 1, Sch. 5
N5 | intention under it | = reg 10, step 4, Sch. 6
N6 | confirmation under it | = reg 10, step 8, Sch. 7
N7 | invitation to make offers | = reg 11, step 2, Sch. 8
N8 | intention after a competition | = reg 11, step 6, Sch. 10
N9 | confirmation after a competition | = reg 11, step 10, Sch. 11
N10 | modification | = reg 13(4), Sch. 12
N11 | urgent award | = reg 14(4), Sch. 13
N12 | urgent modification | = reg 14(4), Sch. 14
N13 | abandonment | = reg 15(4)
N14 | call-off without competition | = reg 18(6), Sch. 2
C1 | outcome, to every bidder | = reg 11(8), Sch. 9
C2 | invitation to a mini-competition | = reg 18(7), Sch. 15
C3 | further decision, and each later one | = reg 12(6), reg 12(8)
C4 | a step is repeated | = reg 15(6)
C5 | intention to exclude because of a sub-contractor | = reg 20A(6)
C6 | self-cleaning found insufficient | = reg 20(6)
K1 | 30 days from an award under A or B to its notice | = reg 7(2), reg 8(2)
K2 | step 2 not completed before 14 days after submission | = reg 10(5)
K3 | the standstill begins the day after publication | = reg 12(2)
K4 | representations until midnight at the end of the eighth working day; then the end where there are none | = reg 12(3), reg 12(9)
K5 | information promptly | = reg 12(4)(b), reg 12(5)
K6 | review and further decision, without a limit | = reg 12(4)(c), reg 12(6)
K7 | at least five working days after the last was told of the last further decision | = reg 12(10)
K8 | the Panel's own target for its advice | = reg 23
K9 | 30 days from the award to the confirmation | = reg 9(11), reg 10(15), reg 11(17)
K10 | 30 days from a modification to its notice | = reg 13(5)
K11 | 30 days from an urgent act to its notice | = reg 14(5)
K12 | reasons where an urgent award runs over twelve months | = Sch. 13 para 7
K13a | 30 days from a decision to abandon outside a standstill | = reg 15(5)
K13b | 30 days from the end of the standstill in which it was decided to abandon | = reg 15(5)
K14 | a framework runs four years at most | = reg 16(5)
K15 | the annual summary within six months of the end of the year | = reg 25
K16 | the monitoring report once a year | = reg 26
K17 | 30 days from a call-off without competition to its notice | = reg 18(6)
K18 | 30 days beginning with an exclusion to the notice to a Minister | = reg 20C(2)
K19 | 30 days beginning with representations about it | = reg 20C(5)
K20 | 30 days beginning with their outcome | = reg 20C(5)
K21 | bidders told promptly, before the intention | = reg 11(8)
P01 | C is not offered where B is mandatory
P02 | the threshold test and evidence for each key criterion are recorded
P03 | there is no lighter record for low values or short terms
P04 | the disclosure pack is ready at publication
P05 | conflicts and experience of evaluators before any score
P06 | the same clarification to all
P07 | every change of a score has its reason
P08 | the award is held while the Panel is asked
P09 | nobody is turned away for standing by the system
P10 | reviews of the provider during the contract
P11 | a notice without its Schedule's fields is not submitted
P12 | stepping back reopens every later step
P13 | no step without reasons
D01 | the end of the standstill is counted
D02 | placeholders are found
D03 | required fields are there
D04 | dates exist
D05 | intention and confirmation are not mixed
D06 | the deadline is after publication
D07 | the unit is working days
D08 | reasons for urgency
D09 | one route throughout
D10 | confirmed within 30 days
D11 | no term that began before the earliest award
D12 | the right law is disapplied
`);
