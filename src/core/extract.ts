import { EVIDENCE, type Evidence, type Sentence, type WeighedTerm } from './evidence.ts';
import { findFigures } from './language/figures.ts';
import { clauses, overlaps, slice } from './language/text.ts';
import type { Knowledge } from './ports.ts';
import type { AskedQuestion } from './question/question.ts';
import type { NonEmpty, Span } from './types.ts';
import type { Source } from './verify.ts';

/** A stretch of a report chosen to be quoted. */
export interface Excerpt extends Source {
  readonly place: string | undefined;
  /** The report lost text here. */
  readonly damaged: boolean;
  readonly score: number;
}

export interface ExtractSettings {
  /** Sentences up to this many characters are quoted whole; longer ones are cut to the clauses that answer. */
  readonly maxQuoteCharacters: number;
  /** Sentences a place may give: for a figure, and for a list or an account of how. */
  readonly maxFigureSentences: number;
  readonly maxListSentences: number;
  /** Sentences of each place where several places answer. */
  readonly maxSentencesOfSeveral: number;
  /** A further sentence must come this near to the best one's score. */
  readonly scoreMargin: number;
  /** Where no place was asked, a place's surest sentence must come this near to the surest of all. */
  readonly placeMargin: number;
}

export const EXTRACT: ExtractSettings = {
  maxQuoteCharacters: 150,
  maxFigureSentences: 2,
  maxListSentences: 3,
  maxSentencesOfSeveral: 1,
  scoreMargin: 0.15,
  placeMargin: 0.5,
};

/** Forms of answer that a sentence must really hold; without it the sentence is no answer, however near. */
const DEMANDED = new Set(['figure', 'time', 'person']);

/** The evidence that answers: enough of the subject, and what the question's form demands. */
function answering(asked: AskedQuestion, evidence: readonly Evidence[], minConfidence: number): Evidence[] {
  return evidence.filter(
    ({ confidence, hasWanted }) => confidence >= minConfidence && (hasWanted || !DEMANDED.has(asked.wanted)),
  );
}

/** What one place's reports answer. */
export interface PlaceAnswer {
  readonly place: string | undefined;
  readonly excerpts: NonEmpty<Excerpt>;
  readonly score: number;
}

/**
 * The answering excerpts by place, best first. Where no place was asked, only places whose best sentence comes near
 * the best of all.
 */
export function selectByPlace(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  evidence: readonly Evidence[],
  knowledge: Knowledge,
  settings: ExtractSettings = EXTRACT,
): PlaceAnswer[] {
  const byPlace = new Map<string | undefined, Evidence[]>();
  for (const one of answering(asked, evidence, EVIDENCE.minConfidence)) {
    const { place } = one.sentence.passage;
    byPlace.set(place, [...(byPlace.get(place) ?? []), one]);
  }
  const scoreOf = (ofPlace: readonly Evidence[]) => ofPlace[0]?.score ?? 0;
  const surest = (ofPlace: readonly Evidence[]) => Math.max(...ofPlace.map(({ confidence }) => confidence));
  const best = Math.max(...[...byPlace.values()].map(surest));
  const near = [...byPlace]
    .filter(([, ofPlace]) => asked.places.length > 0 || surest(ofPlace) >= best - settings.placeMargin)
    .sort(([, a], [, b]) => scoreOf(b) - scoreOf(a));
  const most = near.length > 1 ? settings.maxSentencesOfSeveral : Number.POSITIVE_INFINITY;
  return near.flatMap(([place, ofPlace]) => {
    const [first, ...rest] = excerpts(asked, subject, ofPlace, most, knowledge, settings);
    return first === undefined ? [] : [{ place, excerpts: [first, ...rest], score: scoreOf(ofPlace) }];
  });
}

/** The excerpts to quote from the answering evidence of one place, in the order of the report. */
function excerpts(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  evidence: readonly Evidence[],
  atMost: number,
  knowledge: Knowledge,
  settings: ExtractSettings,
): Excerpt[] {
  const [best] = evidence;
  if (best === undefined) return [];
  const several = asked.wanted === 'list' || asked.wanted === 'statement' || asked.wanted === 'definition';
  const most = Math.min(atMost, several ? settings.maxListSentences : settings.maxFigureSentences);
  const chosen: Excerpt[] = [];
  for (const { sentence, score } of evidence) {
    if (chosen.length >= most || score < best.score - settings.scoreMargin) break;
    const excerpt = excerptOf(asked, subject, sentence, score, knowledge, settings);
    if (
      excerpt !== undefined &&
      !chosen.some((other) => other.documentId === excerpt.documentId && overlaps(other.span, excerpt.span))
    ) {
      chosen.push(excerpt);
    }
  }
  return chosen.sort((a, b) =>
    a.documentId === b.documentId ? a.span.start - b.span.start : b.score - a.score,
  );
}

export function excerptOf(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  sentence: Sentence,
  score: number,
  knowledge: Knowledge,
  settings: ExtractSettings = EXTRACT,
): Excerpt | undefined {
  const document = knowledge.documentById.get(sentence.passage.documentId);
  if (document === undefined) return undefined;
  const span = narrow(asked, subject, document.text, sentence.span, settings.maxQuoteCharacters);
  return {
    documentId: document.id,
    span,
    place: document.place,
    damaged: document.damage.some((lost) => overlaps(lost, span)),
    score,
  };
}

/** Cuts a long sentence to the run of clauses that holds the most of the subject and of the wanted figures. */
function narrow(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  text: string,
  sentence: Span,
  most: number,
): Span {
  if (sentence.end - sentence.start <= most) return sentence;
  const parts = clauses(text, sentence);
  const worth = parts.map((part) => {
    const clause = slice(text, part).toLowerCase();
    const words = subject.reduce(
      (sum, { spellings, weight }) =>
        sum + (spellings.some((spelling) => clause.includes(spelling)) ? weight : 0),
      0,
    );
    const figure =
      asked.wanted === 'figure' &&
      findFigures(clause).some(({ unit }) => asked.units.size === 0 || asked.units.has(unit));
    return words + (figure ? 0.5 : 0);
  });
  let best: { span: Span; worth: number } | undefined;
  for (let from = 0; from < parts.length; from++) {
    let sum = 0;
    for (let to = from; to < parts.length; to++) {
      const span = { start: parts[from]?.start ?? sentence.start, end: parts[to]?.end ?? sentence.end };
      if (to > from && span.end - span.start > most) break;
      sum += worth[to] ?? 0;
      if (best === undefined || sum > best.worth + 1e-9) best = { span, worth: sum };
    }
  }
  return best === undefined ? sentence : lengthen(best.span, parts, most);
}

/** Takes in the clause before (it often names whose figure it is), and those after while there is room. */
function lengthen(span: Span, parts: readonly Span[], most: number): Span {
  let { start, end } = span;
  for (const part of [...parts].reverse()) {
    if (part.end <= start && end - part.start <= most) start = part.start;
  }
  for (const part of parts) {
    if (part.start >= end && part.end - start <= most) end = part.end;
  }
  return { start, end };
}
