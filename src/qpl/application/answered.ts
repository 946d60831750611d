import type { GivenAnswer } from '../../../workflows/qpl/application.context.js';
import { answerInWords } from './form/form.js';
import { SECTION_LETTERS, SECTIONS, type Section } from './form/question.js';

/** Answers by section of the form, in its order, in the words of the choices that were offered. Sections without answers are left out. */
export function sectionsWithAnswers(answers: readonly GivenAnswer[]): { letter: Section; title: string; answers: { question: string; asked: string; answer: string }[] }[] {
  return SECTION_LETTERS.map((letter) => ({
    letter,
    title: SECTIONS[letter],
    answers: answers.filter(({ section }) => section === letter).map(({ question, asked, answer }) => ({ question, asked, answer: answerInWords(question, answer) })),
  })).filter((section) => section.answers.length > 0);
}
