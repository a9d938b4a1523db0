import { wording } from '../../wording.ts';
import { type AnswerDeps, answer, quotesAlone } from '../answer.ts';
import type { Explained, Overheard } from '../explained.ts';
import { normaliseInput, overlaps } from '../language/text.ts';
import { hear } from '../question/courtesy.ts';
import { MAX_QUESTION_CHARACTERS } from '../question/one-question.ts';
import { vocabularyOf } from '../question/read.ts';
import { refuse } from '../reply.ts';
import { DEFAULT_SETTINGS, NEVER } from '../settings.ts';
import type { Question } from '../types.ts';
import { mayAskReports } from './at-hand.ts';

/** Least share of the subject that the quoted sentence speaks of. 0 to 1. */
const LEAST_COVERAGE = 0.6;

/**
 * What may be said to a line that nobody addressed to the bot. Quotes alone: the chat model is never asked. A line that
 * asks nothing of reports is neither read further nor embedded. Earlier turns count for nothing: it goes on with nothing
 * that was said to the bot.
 */
export async function overhear(question: Question, deps: AnswerDeps): Promise<Overheard> {
  const { knowledge, script, settings = DEFAULT_SETTINGS } = deps;
  const threshold = settings.listening;
  const text = normaliseInput(question.text);
  const heard = hear(text, false, deps);
  const mayBeMeant =
    threshold < NEVER &&
    text.length <= MAX_QUESTION_CHARACTERS &&
    heard.kind === undefined &&
    mayAskReports(vocabularyOf(deps).toWritten(script.toSimplified(heard.asked)));
  if (!mayBeMeant) {
    const answer = refuse('off-topic', wording.answer.offTopic, knowledge);
    return { explained: { answer, retrieved: [], evidence: [] }, isStrong: false, threshold };
  }
  const explained = await answerByQuotes({ ...question, history: [] }, deps);
  return { explained, isStrong: sureness(explained) >= threshold, threshold };
}

/** The answer of the reports alone: no chat model words it, or the question. */
export function answerByQuotes(question: Question, deps: AnswerDeps): Promise<Explained> {
  return answer(question, quotesAlone(deps));
}

/**
 * How sure it is that an answer to an unaddressed line is wanted and right, 0 to 1: the confidence of the surest sentence
 * that it quotes, without the reader's word, which takes talk for a question. 0 for what is never said unasked: a refusal, a question back, an answer that leaves a question of the
 * message open or knows a policy's name only, one that was found without the question's vector, or that speaks of too
 * little of what is asked. A policy whose content was asked for by name, and is spelt out, is sure.
 */
export function sureness({ answer: said, evidence, namedPolicy, leavesOpen = false }: Explained): number {
  if (said.kind !== 'answered' || said.method !== 'extracted' || leavesOpen) return 0;
  if (namedPolicy !== undefined) return namedPolicy === 'named' ? 0 : 1;
  const quoted = evidence.filter(
    ({ documentId, span, isEligible, signals }) =>
      isEligible &&
      signals.similarity !== null &&
      signals.coverage >= LEAST_COVERAGE &&
      said.citations.some((citation) => citation.documentId === documentId && overlaps(citation.span, span)),
  );
  return Math.max(0, ...quoted.map(({ weighed }) => weighed));
}
