import { chineseDate, wording } from '../../wording.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { type Excerpt, excerptOf } from '../evidence/excerpts/excerpt.ts';
import type { WeighedTerm } from '../evidence/wanted.ts';
import { type Computation, compute, type Obstacle, sourcesOf } from '../gate/computed.ts';
import { type DraftTable, tableOf } from '../gate/tables.ts';
import type { GateContext } from '../gate/told.ts';
import type { Misspelling } from '../language/spelling/misspelling.ts';
import { slice } from '../language/text.ts';
import { blockAt } from '../papers/blocks.ts';
import { headerOf, isBareNumber, isNumbering, isYearCell } from '../papers/rows.ts';
import { setsRules } from '../papers/titles.ts';
import { dateOf, paperAt, type Standing, type Standings, titleAt } from '../papers.ts';
import { placeLabel } from '../places/place.ts';
import type { Gazetteer } from '../places/places.ts';
import type { Knowledge } from '../ports.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { Settings } from '../settings.ts';
import type { Answer, Answered, Fallback, Paper, Source, SourceDocument, Span } from '../types.ts';
import { type DraftSentence, verify } from '../verify.ts';

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

/** What a reply is made from beside what was found: what is asked, with the weight of its words, and all that was weighed for it. */
export interface Replying extends ReplyDeps {
  readonly asked: AskedQuestion;
  readonly subject: readonly WeighedTerm[];
  readonly evidence: readonly Evidence[];
}

export function gateContext({ knowledge, gazetteer, standingOf }: ReplyDeps): GateContext {
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

/** What may be quoted of each sentence, whether or not it answers. */
export function excerptsOf(
  evidence: readonly Evidence[],
  { asked, subject, knowledge }: Replying,
): Excerpt[] {
  return evidence.flatMap(
    ({ sentence, score }) => excerptOf(asked, subject, sentence, score, knowledge) ?? [],
  );
}

/** What is said of an excerpt: its text under what rules it, and the stretches that this is made of, in their order. */
export interface Ruled {
  readonly text: string;
  readonly parts: readonly Span[];
}

/** An excerpt as it must be read: an item behind the head of its list, a value behind its label, a cell behind its column. */
export function ruledText(
  document: SourceDocument,
  excerpt: Pick<Excerpt, 'span' | 'lead' | 'cells'>,
): Ruled {
  const { span, lead, cells } = excerpt;
  if (cells !== undefined) return rowText(document, excerpt, cells);
  const before = lead.filter(({ kind }) => kind !== 'header');
  const heads = before.map((one) => asHead(slice(document.text, one)));
  return { text: `${heads.join('')}${slice(document.text, span)}`, parts: [...before, span] };
}

/** What rules opens what it rules: 补贴标准。 stands as 补贴标准：. */
function asHead(text: string): string {
  const words = text.replace(/[。．:：；;，,\s]+$/u, '');
  return /[？?]$/u.test(words) ? words : `${words}：`;
}

/**
 * The names that a row begins with, then each further cell behind the name of its column, under the names above it where two
 * columns have one name; empty cells say nothing.
 */
function rowText(
  document: SourceDocument,
  { span, lead }: Pick<Excerpt, 'span' | 'lead'>,
  cells: readonly Span[],
): Ruled {
  const of = (part: Span) => slice(document.text, part).trim();
  const header = headerOf(document, lead) ?? [];
  const outer = lead.filter(({ kind }) => kind !== 'header' && kind !== 'cell');
  const numbersRow = (column: number, cell: Span) =>
    isBareNumber(of(cell)) && isNumbering(header[column]?.map(of).join('') ?? '');
  const filled = [...cells.entries()].filter(
    ([column, cell]) => of(cell) !== '' && !numbersRow(column, cell),
  );
  const firstFigure = filled.findIndex(([, cell]) => /\d/u.test(of(cell)));
  const count = Math.max(1, firstFigure);
  const lowest = header.map((own) => own.slice(-1).map(of).join(''));
  const said = filled.map(([column, cell], at) => {
    const names = header[column] ?? [];
    const isShared = lowest.filter((one) => one === lowest[column]).length > 1;
    // A bare year says what it is by the name of its column.
    const isBareYear = isYearCell(of(cell)) && isBareNumber(of(cell));
    const own = at < count ? (isBareYear ? names.slice(-1) : []) : names.slice(isShared ? 0 : -1);
    return { text: [...own, cell].map(of).join(' '), parts: [...own, cell] };
  });
  const textOf = (some: typeof said, mark: string) => some.map(({ text }) => text).join(mark);
  const [name, values] = [textOf(said.slice(0, count), ' · '), textOf(said.slice(count), '，')];
  return {
    text: `${outer.map((one) => asHead(of(one))).join('')}${values === '' ? name : `${name}：${values}`}`,
    parts: [...outer, ...(cells.length === 0 ? [span] : said.flatMap(({ parts }) => parts))],
  };
}

/** The sentence that a computation gives, behind `lead`, with what it cites; else what stands in its way. */
export function workedOut(
  computation: Computation,
  lead: string,
  deps: ReplyDeps,
): { readonly sentence: DraftSentence } | { readonly obstacle: Obstacle } {
  const computed = compute(computation, gateContext(deps));
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

/** Place (the title where a paper has none) and date, as they stand before a quote; nothing where no document has the source. */
export function leadOf(source: Source, deps: ReplyDeps, notes: readonly string[] = []): string {
  const document = deps.knowledge.documentById.get(source.documentId);
  if (document === undefined) return '';
  const paper = paperAt(document, source.span);
  const { place } = paper;
  const date = isOfOtherYear(source, paper, document) ? undefined : dateOf(paper);
  const inside = [...standingNotes(source, deps), ...notes];
  if (place !== undefined && deps.above?.has(place) === true) {
    const day = date === undefined ? [] : [chineseDate(date)];
    const of = wording.answer.ofAll(place, setsRules({ title: titleAt(document, source.span) }));
    return wording.answer.lead(of, undefined, [placeLabel(place, deps), ...day, ...inside]);
  }
  const whose = place === undefined ? wording.answer.title(paper.title) : placeLabel(place, deps);
  return wording.answer.lead(whose, date, inside);
}

/** A row that says itself, or by what it is told under, of which other year it is than the one that the figures of its paper stand for. */
function isOfOtherYear(
  { span, lead = [] }: Source,
  { issuedOn, asOf }: Paper,
  document: SourceDocument,
): boolean {
  const row = blockAt(span, document);
  if (row?.kind !== 'row' || issuedOn !== undefined || asOf === undefined) return false;
  const written = (part: Span) => slice(document.text, part);
  const told = [...lead.map(written), ...(row.cells ?? []).map(written).filter(isYearCell)].join('\n');
  const years: readonly string[] = told.match(/(?<!\d)(?:19|20)\d{2}(?!\d)/gu) ?? [];
  return years.length > 0 && !years.includes(asOf.slice(0, 4));
}

/** That the paper of a source, or this part of it, does not hold, and why; none where it does. */
export function standingNotes({ documentId, span }: Source, { knowledge, standingOf }: ReplyDeps): string[] {
  const document = knowledge.documentById.get(documentId);
  const { kind, by }: Standing = document ? standingOf(document, span) : { kind: 'in-force' };
  return kind === 'in-force' ? [] : [wording.answer.standingNote[kind](by?.title ?? '')];
}

/** The official name of the place that a source speaks of. */
export function placeOfSource(
  { documentId, span }: Source,
  { documentById }: Pick<Knowledge, 'documentById'>,
): string | undefined {
  const document = documentById.get(documentId);
  return document && paperAt(document, span).place;
}

/** The places that sentences cite. */
export function placesSpoken(
  sentences: readonly DraftSentence[],
  { knowledge }: ReplyDeps,
): Set<string | undefined> {
  return new Set(
    sentences.flatMap(({ sources }) => sources.map((source) => placeOfSource(source, knowledge))),
  );
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

/** What stands beside the sentences of an answer. */
interface AnsweredWith {
  readonly fallback?: Fallback | undefined;
  /** Before the first sentence: which of the places asked the answer leaves out. */
  readonly note?: string;
  /** Left out where what it says does not stand in what the answer cites. */
  readonly table?: DraftTable | undefined;
}

/** A checked answer; null when no sentence passes the gate. */
export function answered(
  method: Answered['method'],
  sentences: readonly DraftSentence[],
  deps: ReplyDeps,
  { fallback, note = '', table: draft }: AnsweredWith = {},
): Answered | null {
  const context = gateContext(deps);
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
