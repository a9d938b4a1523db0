import type { ReadDocument } from '../../facts/document.ts';
import type { Sentence } from '../../facts/sentence.ts';
import { rulingLead } from '../../facts/sentences.ts';
import type { Extreme } from '../../language/figures/extremes.ts';
import { type Figure, supportsFigure } from '../../language/figures.ts';
import { clauses, overlaps, slice, widened } from '../../language/text.ts';
import type { Knowledge } from '../../ports.ts';
import type { AskedQuestion } from '../../question/question.ts';
import type { Lead, Passage, Source, Span } from '../../types.ts';
import type { Evidence } from '../evidence.ts';
import { type WeighedTerm, weightOf } from '../wanted.ts';
import { documentOf } from './around.ts';

/** A stretch of a report chosen to be quoted. */
export interface Excerpt extends Source {
  readonly passage: Passage;
  /** What rules it and lies outside of it. */
  readonly lead: readonly Lead[];
  /** Of a row that is quoted whole. */
  readonly cells?: readonly Span[];
  /** The list that it was quoted for. */
  readonly list?: QuotedList;
  /** It is a row of its table that has the most, or the least. */
  readonly extreme?: ExtremeRow;
  readonly place: string | undefined;
  /** The report lost text here. */
  readonly damaged: boolean;
  /** A figure in it is what was planned, not what was done. */
  readonly planned: boolean;
  readonly score: number;
}

/** A list of which items are quoted. */
export interface QuotedList {
  /** Where the sentence begins that announces it, or else its first item. */
  readonly start: number;
  readonly items: number;
  /** The sentence that announces it is quoted by itself, before the first item. */
  readonly isOpened: boolean;
}

/** A row with the most or the least of a table; `rows` have as much, of which `shown` are quoted. */
export interface ExtremeRow {
  readonly which: Extreme;
  readonly rows: number;
  readonly shown: number;
}

export const EXTRACT = {
  /** Sentences up to this many characters are quoted whole; longer ones are cut to the clauses that answer. */
  maxQuoteCharacters: 150,
  /** Sentences a place may give: for a figure, and for a list or an account of how. */
  maxFigureSentences: 2,
  maxListSentences: 3,
  /** Items of a counted list that are quoted, and rows of a table that have the most. */
  maxListItems: 12,
  /** Sentences of each place where none was asked and several answer. */
  maxSentencesOfSeveral: 1,
  /** A further sentence must come this near to the best one's score. */
  scoreMargin: 0.3,
  /** A further figure's sentence must speak of as much of the subject as the best one's, but for this. 0 to 1. */
  coverageMargin: 0.1,
  /** Where no place was asked, a place's surest sentence must come this near to the surest of all. */
  placeMargin: 0.25,
};

export type ExtractSettings = Readonly<typeof EXTRACT>;

/** What sentences are quoted for, and from where. */
export interface Quoting {
  readonly asked: AskedQuestion;
  readonly subject: readonly WeighedTerm[];
  readonly knowledge: Knowledge;
  readonly settings: ExtractSettings;
}

/** Excerpts of the sentences that cover at least this share of the subject, answers or not, best first. */
export function excerptsAbove(
  minCoverage: number,
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  evidence: readonly Evidence[],
  knowledge: Knowledge,
): Excerpt[] {
  return evidence
    .filter(({ signals }) => signals.coverage >= minCoverage)
    .map(({ sentence, score }) => excerptOf(asked, subject, sentence, score, knowledge));
}

/** What is quoted of each of several sentences. @param score of all of them. */
export function excerptsOf(sentences: readonly Sentence[], score: number, quoting: Quoting): Excerpt[] {
  const { asked, subject, knowledge, settings } = quoting;
  return sentences.map((one) => excerptOf(asked, subject, one, score, knowledge, settings));
}

/** What is quoted of one sentence: the whole of it, or the clauses of a long one that answer. */
export function excerptOf(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  sentence: Sentence,
  score: number,
  knowledge: Knowledge,
  { maxQuoteCharacters }: ExtractSettings = EXTRACT,
): Excerpt {
  const document = documentOf(sentence, knowledge);
  const { passage, cells } = sentence;
  const span =
    cells === undefined
      ? wholeFrom(sentence, narrow(asked, subject, document, sentence.span, maxQuoteCharacters))
      : sentence.span;
  return {
    passage,
    documentId: document.id,
    span,
    lead: rulingLead(sentence, span, document),
    ...(cells === undefined ? {} : { cells }),
    place: passage.place,
    damaged: document.damage.some((lost) => overlaps(lost, span)),
    planned:
      (cells !== undefined && sentence.isUnderPlan) || holdsPlannedFigure(document, sentence.span, span),
    score,
  };
}

/** What goes on from sentences before it is quoted with them: 拒不改正的，… says nothing of whom. */
function wholeFrom({ goesOnFrom, span: own }: Sentence, span: Span): Span {
  return goesOnFrom === undefined || span.start > own.start ? span : { ...span, start: goesOnFrom };
}

/** What a figure that is asked for is worth beside words. */
const FIGURE_WORTH = 0.5;

/** Cuts a long sentence to the run of clauses that holds the most of the subject and of the wanted figures. */
function narrow(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  document: ReadDocument,
  sentence: Span,
  most: number,
): Span {
  if (sentence.end - sentence.start <= most) return sentence;
  const parts = clauses(document.facts.plain, sentence);
  const { folded, figures } = document.facts.of(sentence);
  const worth = parts.map((part) => {
    const own = { start: part.start - sentence.start, end: part.end - sentence.start };
    const clause = slice(folded, own);
    const words = subject.filter(({ spellings }) => spellings.some((word) => clause.includes(word)));
    const holdsFigure =
      asked.wanted === 'figure' &&
      figures.some(
        ({ unit, span }) => overlaps(span, own) && (asked.units.size === 0 || asked.units.has(unit)),
      );
    return weightOf(words) + (holdsFigure ? FIGURE_WORTH : 0);
  });
  let best = { span: sentence, worth: Number.NEGATIVE_INFINITY };
  for (const [from, { start }] of parts.entries()) {
    let sum = 0;
    for (const [at, { end }] of parts.slice(from).entries()) {
      if (at > 0 && end - start > most) break;
      sum += worth[from + at] ?? 0;
      if (sum > best.worth + 1e-9) best = { span: { start, end }, worth: sum };
    }
  }
  // The clause before often names whose figure it is.
  return widened(best.span, parts, most, 'before');
}

/**
 * Whether a figure in `span` is still to come, by the sentence that `span` was cut from or what stands above that.
 * @param among only figures that are one of these count, where given.
 */
export function holdsPlannedFigure(
  document: ReadDocument,
  sentence: Span,
  span: Span,
  among?: readonly Figure[],
): boolean {
  const facts = document.facts.of(sentence);
  const within = { start: span.start - sentence.start, end: span.end - sentence.start };
  return facts.figures.some(
    (figure) =>
      !'年月日'.includes(figure.unit) &&
      overlaps(within, figure.span) &&
      (among === undefined || supportsFigure(among, figure)) &&
      facts.isToCome(figure),
  );
}
