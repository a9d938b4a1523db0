import type { Explained } from './explained.ts';
import type { SplitQuestion } from './question/split.ts';
import { joinAnswers } from './reply/join.ts';
import { withReadAs } from './reply/parts.ts';
import type { Answer, MeantQuestion, NonEmpty } from './types.ts';

/**
 * Answers each question of one message for itself, the ones before it as its history, and joins what is said. Those
 * that name no place are asked of the place that the first names.
 * @param placeOf the one place that a question names, of the corpus or not.
 */
export async function answerParts(
  question: MeantQuestion,
  { parts, leavesOut }: SplitQuestion,
  answerOne: (part: MeantQuestion) => Promise<Explained>,
  placeOf: (part: MeantQuestion) => string | undefined,
): Promise<Explained> {
  const { place: own, ...placeless } = question;
  const named = placeOf({ ...placeless, text: parts[0] ?? question.text });
  const place = named ?? own;
  const answered: { question: string; explained: Explained }[] = [];
  for (const [at, text] of parts.entries()) {
    const before = parts.slice(0, at).map((content) => ({ role: 'user' as const, content }));
    const part = {
      text,
      history: [...question.history, ...before],
      ...(place === undefined ? {} : { place }),
      ...(question.chosen === undefined ? {} : { chosen: question.chosen }),
    };
    answered.push({ question: text, explained: await answerOne(part) });
  }
  const [first, ...rest] = answered.map((one) => ({ question: one.question, answer: one.explained.answer }));
  if (first === undefined) return answerOne(question);
  const joined: NonEmpty<typeof first> = [first, ...rest];
  const dropped = answered.flatMap(({ explained }) => explained.dropped ?? []);
  const readAs = joined.flatMap(({ answer }) => answer.readAs ?? []);
  return {
    answer: withReadAs(
      withOwnPlace(
        joinAnswers(joined, leavesOut),
        named === undefined ? joined.find(({ answer }) => answer.ownPlace)?.answer.ownPlace : undefined,
      ),
      readAs,
    ),
    retrieved: answered.flatMap(({ explained }) => explained.retrieved),
    evidence: answered.flatMap(({ explained }) => explained.evidence),
    ...(dropped.length === 0 ? {} : { dropped }),
    leavesOpen: leavesOut || joined.some(({ answer }) => answer.kind !== 'answered'),
  };
}

function withOwnPlace({ ownPlace: _, ...answer }: Answer, ownPlace: string | undefined): Answer {
  return ownPlace === undefined ? answer : { ...answer, ownPlace };
}
