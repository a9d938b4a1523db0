import type { Explained } from './ports.ts';
import type { SplitQuestion } from './question/split.ts';
import { joinAnswers } from './reply/join.ts';
import type { NonEmpty, Question } from './types.ts';

/**
 * Answers each question of one message for itself, the ones before it as its history, and joins what is said. Those
 * that name no place are asked of the place that the first names.
 * @param placeOf the one place that a question names, of the corpus or not.
 */
export async function answerParts(
  question: Question,
  { parts, leavesOut }: SplitQuestion,
  answerOne: (part: Question) => Promise<Explained>,
  placeOf: (part: Question) => string | undefined,
): Promise<Explained> {
  const place = placeOf({ ...question, text: parts[0] ?? question.text }) ?? question.place;
  const answered: { question: string; explained: Explained }[] = [];
  for (const [at, text] of parts.entries()) {
    const before = parts.slice(0, at).map((content) => ({ role: 'user' as const, content }));
    const part = {
      text,
      history: [...question.history, ...before],
      ...(place === undefined ? {} : { place }),
    };
    answered.push({ question: text, explained: await answerOne(part) });
  }
  const [first, ...rest] = answered.map((one) => ({ question: one.question, answer: one.explained.answer }));
  if (first === undefined) return answerOne(question);
  const joined: NonEmpty<typeof first> = [first, ...rest];
  return {
    answer: joinAnswers(joined, leavesOut),
    retrieved: answered.flatMap(({ explained }) => explained.retrieved),
    evidence: answered.flatMap(({ explained }) => explained.evidence),
  };
}
