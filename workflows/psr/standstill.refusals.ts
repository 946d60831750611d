import type { Refusal } from '../shared/vocabulary.js';
import { bridge, closing, earlierStep, endsByItself, furtherChance, furtherDecision, heldForPanel, information, panelAdvice, representations, review, standstillBegins } from './award.sources.js';
import type { standstillGuards } from './standstill.guards.js';

/** Why each rule of the standstill says no, and what would change that. */
export const standstillRefusals = {
  aValidOneStands: {
    kind: 'case',
    because: 'No valid representation is recorded.',
    unblock: 'Without one the standstill ends by itself.',
    source: endsByItself,
  },
  noValidOneStands: {
    kind: 'case',
    because: 'A valid representation holds the standstill open.',
    unblock: 'It is reviewed and decided; or a person judges, with reasons, that it is not valid.',
    source: closing,
  },
  theWindowIsOpen: {
    kind: 'case',
    because: 'The time for representations is over.',
    unblock: 'What comes now is recorded as late. What came in time and is recorded late is entered with the day and time at which it came.',
    source: representations,
  },
  theWindowIsOver: {
    kind: 'case',
    because: 'Providers may still make representations.',
    unblock: 'Wait for midnight at the end of the eighth working day after the day on which the standstill began.',
    source: representations,
  },
  everyRepresenterHadAChance: {
    kind: 'case',
    because: 'A provider that represented has not had the further opportunity to explain that the authority thinks apt.',
    unblock: 'Offer it, or record why none is apt.',
    source: furtherChance,
  },
  everyRequestIsAnswered: {
    kind: 'case',
    because: 'A request for information from a provider that represented is not answered.',
    unblock: 'Answer it promptly. What is withheld needs one of the three exceptions, with the reason.',
    source: information,
  },
  aRequestForInformationIsOpen: {
    kind: 'case',
    because: 'No request for information is open.',
    unblock: 'Record the request first.',
    source: information,
  },
  everyRepresentationIsReviewed: {
    kind: 'case',
    because: 'The decision was not yet reviewed in the light of every representation.',
    unblock: 'Record the review of each representation, with findings.',
    source: review,
  },
  decisionAnswersEverything: {
    kind: 'case',
    because: 'A representation, a review or advice of the Panel came after the last further decision.',
    unblock: 'Take a further decision that answers it, even where nothing changes, and tell everybody.',
    source: closing,
  },
  everybodyWasTold: {
    kind: 'case',
    because: 'There is no further decision yet, or not everybody who must be told of the last one has been told.',
    unblock: 'Take the further decision, and tell everyone who made a valid representation and every intended provider, in writing with the reasons.',
    source: furtherDecision,
  },
  fiveWorkingDaysHavePassed: {
    kind: 'case',
    because: 'Five working days have not passed since the last provider was told of the last further decision.',
    unblock: 'Wait until they have. Every later decision starts them again, whatever was decided.',
    source: closing,
  },
  aRequestToThePanelIsOpen: {
    kind: 'case',
    because: 'No request to the independent Panel is open.',
    unblock: 'Record the request first.',
    source: panelAdvice,
  },
  adviceWasSought: {
    kind: 'case',
    because: 'The bridge of a standstill needs that independent advice was sought in it; a representation alone is not enough.',
    unblock: 'Record the request for advice first.',
    source: bridge,
  },
  decidedTo: {
    kind: 'case',
    because: 'The last further decision was another one.',
    unblock: 'The standstill leads to what was decided last.',
    source: closing,
  },
  panelIsNotAwaited: {
    kind: 'condition',
    because: 'The independent Panel has been asked, and its answer or its advice is awaited.',
    unblock: 'Record that the Panel declined, or its advice. Settings say whether this authority keeps a standstill open for the Panel.',
    source: heldForPanel,
  },
  explainsOnesOwn: {
    kind: 'input',
    because: 'This representation was not sent from your mailbox.',
    unblock: 'Add to the one that you sent, from the link in your own mailbox.',
    source: furtherChance,
  },
  isRepublished: {
    kind: 'input',
    because: 'The notice was corrected and not published anew.',
    unblock: 'Only a notice that is published anew begins the standstill again.',
    source: standstillBegins,
  },
  isInWriting: {
    kind: 'input',
    because: 'A representation is made in writing.',
    unblock: 'Ask for it in writing, and record it when it comes.',
    source: representations,
  },
  namesARepresentation: {
    kind: 'input',
    because: 'There is no representation with that number.',
    unblock: 'Choose one of the representations of this standstill.',
    source: representations,
  },
  namesAnOpenRequest: {
    kind: 'input',
    because: 'That request is answered, or there is no such request.',
    unblock: 'Choose a request that is still open.',
    source: information,
  },
  saysWhichException: {
    kind: 'input',
    because: 'What is withheld needs one of the three exceptions; what is given in full needs none.',
    unblock: 'Choose commercial interests, fair competition or the public interest for what is not given, and say why.',
    source: information,
  },
  saysWhereItGoesBackTo: {
    kind: 'input',
    because: 'A decision to repeat names an earlier step of this route, and no other decision does.',
    unblock: 'Choose the step to go back to, or leave it empty.',
    source: earlierStep,
  },
  tellsAddressees: {
    kind: 'input',
    because: 'Nobody was named who is still to be told, or somebody who is not among them.',
    unblock: 'Choose providers that made a valid representation or were intended to be awarded, and have not been told of this decision.',
    source: furtherDecision,
  },
  leavesNobodyUntold: {
    kind: 'input',
    because: 'Others are still to be told of this decision.',
    unblock: 'The five working days begin when the last of them was told.',
    source: closing,
  },
  namesARequestToTriage: {
    kind: 'input',
    because: 'The Panel has answered that request, or there is no such request.',
    unblock: 'Choose a request that the Panel has not yet accepted or declined.',
    source: panelAdvice,
  },
  namesAnAcceptedRequest: {
    kind: 'input',
    because: 'The Panel has not accepted that request, or has already advised on it.',
    unblock: 'Record first that the Panel accepted it.',
    source: panelAdvice,
  },
  saysThatNoneIsIntended: {
    kind: 'input',
    because: 'A standstill is closed only when no further decision is intended.',
    unblock: 'Say that none is intended, or take the further decision first.',
    source: closing,
  },
} satisfies Record<keyof typeof standstillGuards, Refusal>;
