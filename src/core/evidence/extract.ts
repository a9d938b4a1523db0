import { type Figure, findFigures, supportsFigure } from '../language/figures.ts';
import { plannedSpans } from '../language/planned.ts';
import { clauses, fold, overlaps, slice, widened } from '../language/text.ts';
import type { Standings } from '../papers.ts';
import type { Knowledge } from '../ports.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { Block, Lead, NonEmpty, Passage, Source, SourceDocument, Span } from '../types.ts';
import { answering } from './answering.ts';
import { listAround } from './enumeration.ts';
import { EVIDENCE, type Evidence } from './evidence.ts';
import { preferLabelled } from './figures/labels.ts';
import { headedList } from './lists.ts';
import { rulingLead, type Sentence, sentencesOf } from './sentences.ts';
import type { WeighedTerm } from './wanted.ts';

/** A stretch of a report chosen to be quoted. */
export interface Excerpt extends Source {
  readonly passage: Passage;
  /** What rules it and lies outside of it. */
  readonly lead: readonly Lead[];
  /** Of a row that is quoted whole. */
  readonly cells?: readonly Span[];
  /** The list that it was quoted for. */
  readonly list?: QuotedList;
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

export interface ExtractSettings {
  /** Sentences up to this many characters are quoted whole; longer ones are cut to the clauses that answer. */
  readonly maxQuoteCharacters: number;
  /** Sentences a place may give: for a figure, and for a list or an account of how. */
  readonly maxFigureSentences: number;
  readonly maxListSentences: number;
  /** Items of a counted list that are quoted. */
  readonly maxListItems: number;
  /** Sentences of each place where none was asked and several answer. */
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
  maxListItems: 12,
  maxSentencesOfSeveral: 1,
  scoreMargin: 0.15,
  placeMargin: 0.25,
};

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
  minConfidence = EVIDENCE.minConfidence,
  settings: ExtractSettings = EXTRACT,
  standingOf: Standings['of'] = () => ({ kind: 'in-force' }),
): PlaceAnswer[] {
  const byPlace = new Map<string | undefined, Evidence[]>();
  const answers = inForceFirst(asked, answering(asked, evidence, minConfidence), knowledge, standingOf);
  for (const one of answers) {
    const { place } = one.sentence.passage;
    byPlace.set(place, [...(byPlace.get(place) ?? []), one]);
  }
  const scoreOf = (ofPlace: readonly Evidence[]) => ofPlace[0]?.score ?? 0;
  const surest = (ofPlace: readonly Evidence[]) => Math.max(...ofPlace.map(({ confidence }) => confidence));
  const best = Math.max(...[...byPlace.values()].map(surest));
  const near = [...byPlace]
    .filter(([, ofPlace]) => asked.places.length > 0 || surest(ofPlace) >= best - settings.placeMargin)
    .sort(([, a], [, b]) => scoreOf(b) - scoreOf(a));
  const isSurvey = near.length > 1 && asked.places.length === 0;
  const most = isSurvey ? settings.maxSentencesOfSeveral : Number.POSITIVE_INFINITY;
  return near.flatMap(([place, ofPlace]) => {
    const [first, ...rest] = excerpts(asked, subject, ofPlace, most, knowledge, settings);
    return first === undefined ? [] : [{ place, excerpts: [first, ...rest], score: scoreOf(ofPlace) }];
  });
}

/** Asks for what holds today. */
const ASKS_NOW = /现在|目前|现行|当前|如今|最新|眼下|今年/u;

/** What is in force before what is not; the latter not at all where what holds now is asked for, and there is some. */
function inForceFirst(
  { written, years }: AskedQuestion,
  evidence: readonly Evidence[],
  { documentById }: Knowledge,
  standingOf: Standings['of'],
): readonly Evidence[] {
  if (years.length > 0) return evidence;
  const isInForce = ({ sentence: { passage, span } }: Evidence) => {
    const document = documentById.get(passage.documentId);
    return document === undefined || standingOf(document, span).kind === 'in-force';
  };
  const inForce = evidence.filter(isInForce);
  if (inForce.length === evidence.length || inForce.length === 0) return evidence;
  const placed = new Set(inForce.map(({ sentence }) => sentence.passage.place));
  const others = evidence.filter(
    (one) => !isInForce(one) && !(ASKS_NOW.test(written) && placed.has(one.sentence.passage.place)),
  );
  return [...inForce, ...others];
}

/**
 * The excerpts to quote from the answering evidence of one place: a figure's best first, the others in the order of
 * the report. An account of how goes on with the sentence that follows the best one.
 */
function excerpts(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  evidence: readonly Evidence[],
  atMost: number,
  knowledge: Knowledge,
  settings: ExtractSettings,
): Excerpt[] {
  const meant = preferLabelled(asked, subject, evidence);
  const [best] = meant;
  if (best === undefined) return [];
  const several = asked.wanted === 'list' || asked.wanted === 'statement' || asked.wanted === 'definition';
  const most = Math.min(atMost, several ? settings.maxListSentences : settings.maxFigureSentences);
  if (asked.wanted === 'list' || best.sentence.isHead || ASKS_PARTS.test(asked.topic)) {
    const listed = listExcerpts(asked, subject, best, knowledge, settings);
    if (listed.length > 0) return listed;
  }
  const chosen: Excerpt[] = [];
  for (const { sentence, score } of meant) {
    if (chosen.length >= most || score < best.score - settings.scoreMargin) break;
    if (isUnderOtherHead(sentence, best.sentence)) continue;
    const excerpt = excerptOf(asked, subject, sentence, score, knowledge, settings);
    if (
      excerpt !== undefined &&
      !chosen.some((other) => other.documentId === excerpt.documentId && overlaps(other.span, excerpt.span))
    ) {
      chosen.push(excerpt);
    }
  }
  if (several && chosen.length < most) {
    const next = sequelOf(best.sentence, knowledge);
    const sequel = next && excerptOf(asked, subject, next, best.score, knowledge, settings);
    if (sequel !== undefined && !chosen.some(({ span }) => overlaps(span, sequel.span))) chosen.push(sequel);
  }
  if (!several) return chosen;
  return inReportOrder(chosen);
}

/** Report by report, the one with the best excerpt first, and in each in the order of its text. */
export function inReportOrder(excerpts: readonly Excerpt[]): Excerpt[] {
  const best = new Map<string, number>();
  for (const { documentId, score } of excerpts)
    best.set(documentId, Math.max(score, best.get(documentId) ?? score));
  const ranked = [...best].sort(([, a], [, b]) => b - a);
  return ranked.flatMap(([id]) =>
    excerpts.filter(({ documentId }) => documentId === id).sort((a, b) => a.span.start - b.span.start),
  );
}

/** An item of another list of the same paper: a ban and a permission are not told as one. */
function isUnderOtherHead(one: Sentence, best: Sentence): boolean {
  const [head, other] = [best, one].map(({ lead }) => lead.find(({ kind }) => kind === 'head'));
  return (
    head !== undefined &&
    other !== undefined &&
    one.passage.documentId === best.passage.documentId &&
    other.start !== head.start
  );
}

/** Words that ask for the parts of a thing, which reports count. */
const ASKS_PARTS = /材料|条件|流程|程序|步骤|手续|要求|内容|措施|做法/u;

/** The counted list that the best sentence opens or stands in, the sentence itself before it. */
function listExcerpts(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  { sentence, score }: Evidence,
  knowledge: Knowledge,
  settings: ExtractSettings,
): Excerpt[] {
  const headed = headedList(sentence, knowledge);
  if (headed !== null) {
    const { head, items } = headed;
    return items
      .slice(0, settings.maxListItems)
      .flatMap((item) => excerptOf(asked, subject, item, score, knowledge, settings) ?? [])
      .map((excerpt) => ({
        ...excerpt,
        list: { start: head.start, items: items.length, isOpened: false },
      }));
  }
  const document = knowledge.documentById.get(sentence.passage.documentId);
  if (document === undefined || isOwnPoint(sentence, document)) return [];
  const { text } = document;
  const all = listAround(text, sentence.span);
  const items = all.slice(0, settings.maxListItems);
  if (items.length === 0) return [];
  const opening = items.some((item) => overlaps(item, sentence.span)) ? [] : [sentence.span];
  const start = (opening[0] ?? items[0] ?? sentence.span).start;
  const list = { start, items: all.length, isOpened: opening.length > 0 };
  return [...opening, ...items]
    .flatMap((span) => excerptOf(asked, subject, { ...sentence, span }, score, knowledge, settings) ?? [])
    .map((excerpt) => ({ ...excerpt, list }));
}

/** A numbered point of a paper (三、补贴标准。…) tells of a matter of its own, and is no item of a list with the others. */
function isOwnPoint({ span }: Sentence, document: SourceDocument): boolean {
  const block = blockAt(span, document);
  return block !== undefined && block.kind !== 'item' && block.mark !== undefined;
}

/** The sentence that goes on behind one: of a point, item, row or value within the same block. */
function sequelOf(sentence: Sentence, knowledge: Knowledge): Sentence | undefined {
  const inPassage = sentencesOf(sentence.passage, knowledge);
  const next = inPassage[inPassage.findIndex(({ span }) => span.start === sentence.span.start) + 1];
  const document = knowledge.documentById.get(sentence.passage.documentId);
  if (next === undefined || document === undefined) return undefined;
  const [own, other] = [sentence, next].map(({ span }) => blockAt(span, document));
  const isProse = [own, other].every((block) => block?.kind === 'paragraph' && block.mark === undefined);
  return own === other || isProse ? next : undefined;
}

function blockAt({ start }: Span, { blocks }: SourceDocument): Block | undefined {
  return blocks.find(({ span }) => span.start <= start && start < span.end);
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
    .flatMap(({ sentence, score }) => excerptOf(asked, subject, sentence, score, knowledge, EXTRACT) ?? []);
}

/** What is quoted of one sentence: the whole of it, or the clauses of a long one that answer. */
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
  const span =
    sentence.cells === undefined
      ? narrow(asked, subject, document.text, sentence.span, settings.maxQuoteCharacters)
      : sentence.span;
  return {
    passage: sentence.passage,
    documentId: document.id,
    span,
    lead: rulingLead(sentence.lead, span),
    ...(sentence.cells === undefined ? {} : { cells: sentence.cells }),
    place: sentence.passage.place,
    damaged: document.damage.some((lost) => overlaps(lost, span)),
    planned: holdsPlannedFigure(document.text, sentence.span, span),
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
    const clause = fold(slice(text, part));
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
  // The clause before often names whose figure it is.
  return best === undefined ? sentence : widened(best.span, parts, most, 'before');
}

/**
 * Whether a figure in `span` is still to come, by the sentence that `span` was cut from.
 * @param among only figures that are one of these count, where given.
 */
export function holdsPlannedFigure(
  text: string,
  sentence: Span,
  span: Span,
  among?: readonly Figure[],
): boolean {
  const folded = fold(slice(text, sentence));
  const planned = plannedSpans(folded);
  return findFigures(folded).some((figure) => {
    const {
      unit,
      span: { start, end },
    } = figure;
    const at = { start: sentence.start + start, end: sentence.start + end };
    return (
      !'年月日'.includes(unit) &&
      overlaps(span, at) &&
      (among === undefined || supportsFigure(among, figure)) &&
      planned.some((part) => overlaps(part, { start, end }))
    );
  });
}
