import { chineseDate, wording } from '../../wording.ts';
import type { Excerpt } from '../evidence/excerpts/excerpt.ts';
import { type Computation, compute, type Obstacle, sourcesOf } from '../gate/computed.ts';
import { type DraftTable, tableOf } from '../gate/tables.ts';
import type { Misspelling } from '../language/spelling/misspelling.ts';
import { slice } from '../language/text.ts';
import { blockAt } from '../papers/blocks.ts';
import { isYearCell } from '../papers/captions.ts';
import { setsRules } from '../papers/titles.ts';
import { dateOf, paperAt, type Standing, type Standings, titleAt } from '../papers.ts';
import { placeLabel } from '../places/place.ts';
import type { Gazetteer } from '../places/places.ts';
import type { Knowledge } from '../ports.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { Settings } from '../settings.ts';
import type { Answer, Answered, Fallback, Paper, Source } from '../types.ts';
import { type DraftSentence, type VerifyContext, verify } from '../verify.ts';
import { ruledText } from './ruled.ts';

/** What the forms of reply need to know. */
export interface ReplyDeps {
  readonly knowledge: Knowledge;
  readonly gazetteer: Gazetteer;
  /** How it stands, on the day of the answer, with the paper that a stretch belongs to. */
  readonly standingOf: Standings['of'];
  /** The product's own, uncalibrated, when absent. */
  readonly settings?: Settings;
  /** Places above those that were asked: what is quoted of them is told as theirs, which holds for all below. */
  readonly above?: ReadonlySet<string> | undefined;
}

export function verifyContext({ knowledge, gazetteer, standingOf }: ReplyDeps): VerifyContext {
  const among = knowledge.places;
  return {
    knowledge,
    standingOf,
    placesIn: (text) => gazetteer.findPlaces(text, { among }).map(({ place }) => place.name),
  };
}

/** One excerpt, verbatim, under its place and date, what rules it, and whatever else is to be known before it is read. */
export function quote(excerpt: Excerpt, deps: ReplyDeps, notes: readonly string[] = []): DraftSentence {
  const { documentId, span, lead } = excerpt;
  const document = deps.knowledge.documentById.get(documentId);
  const { text, parts } = document === undefined ? { text: '', parts: [] } : ruledText(document, excerpt);
  return {
    lead: leadOf(excerpt, deps, [...notesOn(excerpt), ...notes]),
    text,
    ...(lead.length === 0 && excerpt.cells === undefined ? {} : { parts }),
    sources: [{ documentId, span, ...(lead.length === 0 ? {} : { lead }) }],
  };
}

/** The sentence that a computation gives, behind `lead`, with what it cites; else what stands in its way. */
export function workedOut(
  computation: Computation,
  lead: string,
  deps: ReplyDeps,
): { readonly sentence: DraftSentence } | { readonly obstacle: Obstacle } {
  const computed = compute(computation, verifyContext(deps));
  if ('obstacle' in computed) return computed;
  return { sentence: { lead, text: computed.text, sources: sourcesOf(computation), computation } };
}

/** What is to be known of a stretch of a report before it is read. */
export function notesOn({
  damaged,
  planned,
  extreme,
}: Pick<Excerpt, 'damaged' | 'planned' | 'extreme'>): string[] {
  return [
    ...(extreme === undefined
      ? []
      : [wording.answer.extremeNote(extreme.which, extreme.shown, extreme.rows)]),
    ...(planned ? [wording.answer.plannedNote] : []),
    ...(damaged ? [wording.answer.damagedNote] : []),
  ];
}

/** Place (the title where a paper has none) and date, as they stand before a quote. */
export function leadOf(source: Source, deps: ReplyDeps, notes: readonly string[] = []): string {
  const paper = paperOfSource(source, deps.knowledge);
  if (paper === undefined) return '';
  const { place } = paper;
  const date = isOfOtherYear(source, paper, deps) ? undefined : dateOf(paper);
  const inside = [...standingNotes(source, deps), ...notes];
  if (place !== undefined && deps.above?.has(place) === true) {
    const day = date === undefined ? [] : [chineseDate(date)];
    const of = wording.answer.ofAll(place, setsRules({ title: readTitle(source, deps) }));
    return wording.answer.lead(of, undefined, [placeLabel(place, deps), ...day, ...inside]);
  }
  const whose = place === undefined ? wording.answer.title(paper.title) : placeLabel(place, deps);
  return wording.answer.lead(whose, date, inside);
}

/** The title of the paper of a source, in simplified characters. */
function readTitle({ documentId, span }: Source, { knowledge: { documentById } }: ReplyDeps): string {
  const document = documentById.get(documentId);
  return document === undefined ? '' : titleAt(document, span);
}

/** A row that says itself, or by what it is told under, of which other year it is than the one that the figures of its paper stand for. */
function isOfOtherYear(
  { documentId, span, lead = [] }: Source,
  { issuedOn, asOf }: Paper,
  { knowledge: { documentById } }: ReplyDeps,
): boolean {
  const document = documentById.get(documentId);
  const row = document && blockAt(span, document);
  if (row?.kind !== 'row' || issuedOn !== undefined || asOf === undefined) return false;
  const cells = (row.cells ?? []).map((cell) => slice(document?.text ?? '', cell));
  const told = [
    ...lead.map((part) => slice(document?.text ?? '', part)),
    ...cells.filter((cell) => isYearCell(cell)),
  ].join('\n');
  const years: readonly string[] = told.match(/(?<!\d)(?:19|20)\d{2}(?!\d)/gu) ?? [];
  return years.length > 0 && !years.includes(asOf.slice(0, 4));
}

/** That the paper of a source, or this part of it, does not hold, and why; none where it does. */
export function standingNotes(source: Source, deps: ReplyDeps): string[] {
  const { kind, by } = standingOfSource(source, deps);
  return kind === 'in-force' ? [] : [wording.answer.standingNote[kind](by?.title ?? '')];
}

/** How it stands with the paper of a source. */
function standingOfSource({ documentId, span }: Source, { knowledge, standingOf }: ReplyDeps): Standing {
  const document = knowledge.documentById.get(documentId);
  return document === undefined ? { kind: 'in-force' } : standingOf(document, span);
}

/** What is known of the paper of a source. */
function paperOfSource({ documentId, span }: Source, { documentById }: Pick<Knowledge, 'documentById'>) {
  const document = documentById.get(documentId);
  return document && paperAt(document, span);
}

/** When the paper of a source was issued, or else the date that its figures are of; undefined where neither is known. */
export function dateOfSource(
  source: Source,
  { knowledge }: Pick<ReplyDeps, 'knowledge'>,
): string | undefined {
  const paper = paperOfSource(source, knowledge);
  return paper && dateOf(paper);
}

/** The official name of the place that a source speaks of. */
export function placeOfSource(
  source: Source,
  knowledge: Pick<Knowledge, 'documentById'>,
): string | undefined {
  return paperOfSource(source, knowledge)?.place;
}

/** An answer with the name of the asker's own place, where that was asked of because the question names none. */
export function ofOwnPlace<A extends Answer>(
  answer: A,
  { ownPlace }: Pick<AskedQuestion, 'ownPlace'>,
  deps: ReplyDeps,
): A {
  return ownPlace === undefined ? answer : { ...answer, ownPlace: placeLabel(ownPlace, deps) };
}

/** An answer with what the question was read as; talk that is no question of policy is not looked up, as whatever. */
export function asRead<A extends Answer>(answer: A, { readAs }: Pick<AskedQuestion, 'readAs'>): A {
  const isTalk = answer.kind === 'refused' && answer.reason === 'off-topic';
  return isTalk ? answer : withReadAs(answer, readAs);
}

/** An answer with these misspellings, each once. */
export function withReadAs<A extends Answer>(
  { readAs: _, ...answer }: A,
  misspellings: readonly Misspelling[],
): A {
  const [first, ...others] = new Map(misspellings.map((one) => [`${one.written} ${one.read}`, one])).values();
  return (first === undefined ? answer : { ...answer, readAs: [first, ...others] }) as A;
}

/**
 * A checked answer; null when no sentence passes the gate.
 * @param note put before the first sentence: which of the places asked the answer leaves out.
 * @param table left out where what it says does not stand in what the answer cites.
 */
export function answered(
  method: Answered['method'],
  sentences: readonly DraftSentence[],
  deps: ReplyDeps,
  {
    fallback,
    note = '',
    table: draft,
  }: {
    readonly fallback?: Fallback | undefined;
    readonly note?: string;
    readonly table?: DraftTable | undefined;
  } = {},
): Answered | null {
  const context = verifyContext(deps);
  const verified = verify(sentences, context);
  if (verified === null) return null;
  const table = draft && tableOf(draft, verified.citations, context);
  return {
    kind: 'answered',
    method,
    ...(fallback === undefined ? {} : { fallback }),
    text: note + verified.text,
    ...(table == null ? {} : { table }),
    citations: verified.citations,
    corpusVersion: deps.knowledge.version,
  };
}
