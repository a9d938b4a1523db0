import type { SourceDocument, Span } from '../../../core/types.ts';
import type { Decision } from '../../decision.ts';
import type { ChatWords } from '../../words.ts';

/** The corpus that serves now. */
export interface Serving {
  readonly version: string;
  readonly documents: readonly SourceDocument[];
}

/** UTF-16 units of a sentence. */
const MOST_SHOWN = 120;

/**
 * A decision, told line by line. Sentences are shown only where the corpus that they were found in still serves, as
 * spans mean nothing in another.
 * @param at when it was taken, milliseconds since 1970.
 */
export function decisionLines(
  decision: Decision,
  at: number,
  serving: Serving,
  words: ChatWords['commands']['why'],
): string[] {
  const { outcome, by, reason, method, fallback, place, threshold } = decision;
  const isServing = decision.corpusVersion === serving.version;
  const byPath = new Map(serving.documents.map((document) => [document.path, document]));
  const titleOf = (path: string) => byPath.get(path)?.title ?? path;
  const sentenceOf = (path: string, span: Span) => {
    const document = isServing ? byPath.get(path) : undefined;
    return document === undefined ? undefined : excerpt(document.text, span);
  };
  const line = (text: string | undefined) => (text === undefined ? [] : [text]);
  return [
    words.outcome(outcome, method),
    ...line(reason === undefined ? undefined : words.reason(reason)),
    ...line(by === 'none' ? undefined : words.by(by)),
    ...line(place === undefined ? undefined : words.place(place)),
    ...line(fallback === undefined ? undefined : words.fallback(fallback)),
    ...(decision.evidence.length === 0 ? [] : [words.evidence]),
    ...decision.evidence.map(({ document, span, confidence, isEligible }, index) =>
      words.sentence(index + 1, titleOf(document), confidence, isEligible, sentenceOf(document, span)),
    ),
    ...line(threshold === undefined ? undefined : words.threshold(threshold)),
    ...(decision.retrieved.length === 0 ? [] : [words.retrieved]),
    ...decision.retrieved.map(({ document, similarity, ranks }, index) =>
      words.passage(index + 1, titleOf(document), similarity, ranks),
    ),
    ...(decision.corpusVersion !== undefined && !isServing && decision.evidence.length > 0
      ? [words.otherCorpus]
      : []),
    words.footer(at, decision.corpusVersion, decision.ms),
  ];
}

function excerpt(text: string, { start, end }: Span): string | undefined {
  const sentence = text.slice(start, end).replaceAll(/\s+/gu, ' ').trim();
  if (sentence === '') return undefined;
  return sentence.length <= MOST_SHOWN ? sentence : `${sentence.slice(0, MOST_SHOWN).toWellFormed()}…`;
}
