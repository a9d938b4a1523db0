import { foldedAt, type ReadDocument } from '../../facts/document.ts';
import type { Sentence } from '../../facts/sentence.ts';
import { extremeAsked } from '../../language/figures/extremes.ts';
import { findFigures } from '../../language/figures.ts';
import { fold } from '../../language/text.ts';
import { isYearCell, yearsIn } from '../../papers/captions.ts';
import { headerOf, isBareNumber } from '../../papers/rows.ts';
import { titleAt } from '../../papers.ts';
import type { Knowledge } from '../../ports.ts';
import { askedOfRows } from '../../question/follow-up.ts';
import type { AskedQuestion } from '../../question/question.ts';
import { asksChange, asksComparison } from '../../question/relation.ts';
import type { Span } from '../../types.ts';
import type { Evidence } from '../evidence.ts';
import type { WeighedTerm } from '../wanted.ts';

/** Asks for what held at other times than now. */
const ASKS_TIMES =
  /以前|原来|过去|之前|从前|[老旧]标准|历[年次]|[各每]年|哪[一]?年|几几年|什么时候|何时|往年|分年/u;

/** Whether it is asked what holds: no time is named, nor several, nor how they differ; places may be held against each other. */
export function asksWhatHolds({ years, relativeYears, places, written, wanted }: AskedQuestion): boolean {
  if (years.length + relativeYears.length > 0 || ASKS_TIMES.test(written) || wanted === 'time') return false;
  return !asksChange(written) && (places.length > 1 || !asksComparison(written));
}

/**
 * The evidence with each row of a table that is of an older year in place of the newest one that differs by nothing else: who names no
 * year asks for what holds. As it was where the question names a year, or asks for several.
 */
export function newestOfRows(
  asked: AskedQuestion,
  evidence: readonly Evidence[],
  knowledge: Knowledge,
): readonly Evidence[] {
  const rows = askedOfRows(asked);
  if (!asksWhatHolds(rows) || extremeAsked(rows.written) !== undefined) return evidence;
  const bySentence = new Map(evidence.map((one) => [one.sentence, one]));
  const taken = new Set<Sentence>();
  return evidence.flatMap((one) => {
    const sentence = newestLike(one.sentence, knowledge);
    if (taken.has(sentence)) return [];
    taken.add(sentence);
    return [sentence === one.sentence ? one : (bySentence.get(sentence) ?? { ...one, sentence })];
  });
}

/**
 * The evidence without rows of tables that stand under other captions than the one that the question names: of two rows that are
 * told by the same names, the one under 初中 answers what is asked of 初中.
 */
export function rowsUnderNamed(
  subject: readonly WeighedTerm[],
  evidence: readonly Evidence[],
  { documentById }: Knowledge,
): readonly Evidence[] {
  const named = new Map<Evidence, ReadonlySet<WeighedTerm>>();
  const like = new Map<string, Evidence[]>();
  for (const one of evidence) {
    const document = documentById.get(one.sentence.passage.documentId);
    if (one.sentence.cells === undefined || document === undefined) continue;
    const key = keyOf(one.sentence, document, false);
    if (key === undefined) continue;
    const { ruling, above } = one.sentence;
    const isNamed = ({ spellings: [word = ''] }: WeighedTerm) =>
      ruling.includes(word) || above.includes(word);
    named.set(one, new Set(subject.filter(isNamed)));
    const own = `${document.id}\n${key}`;
    like.set(own, [...(like.get(own) ?? []), one]);
  }
  const others = new Set(
    [...like.values()].flatMap((rows) =>
      rows.filter((row) => rows.some((other) => namesMore(named.get(other), named.get(row)))),
    ),
  );
  return evidence.filter((one) => !others.has(one));
}

/** Whether one holds all of the other's words and more. */
function namesMore(
  one: ReadonlySet<WeighedTerm> = new Set(),
  other: ReadonlySet<WeighedTerm> = new Set(),
): boolean {
  return one.size > other.size && [...other].every((word) => one.has(word));
}

interface Dated {
  readonly sentence: Sentence;
  readonly year: number;
}

const rowsOf = new WeakMap<ReadDocument, ReadonlyMap<string, readonly Dated[]>>();

/** The one row of the newest year that is told as this one but for its year and its figures; itself where there is none. */
function newestLike(row: Sentence, knowledge: Knowledge): Sentence {
  const document = knowledge.documentById.get(row.passage.documentId);
  if (row.cells === undefined || document === undefined) return row;
  const year = yearOf(row, document);
  const key = keyOf(row, document);
  if (year === undefined || key === undefined) return row;
  let rows = rowsOf.get(document);
  if (rows === undefined) {
    rows = datedRows(document, knowledge);
    rowsOf.set(document, rows);
  }
  const like = rows.get(key) ?? [];
  const newest = like.reduce((most, one) => Math.max(most, one.year), year);
  const [first, ...others] = like.filter((one) => one.year === newest);
  const isFuller = row.figures.length === 0 || (first?.sentence.figures.length ?? 0) > 0;
  return newest > year && first !== undefined && others.length === 0 && isFuller ? first.sentence : row;
}

function datedRows(document: ReadDocument, knowledge: Knowledge): Map<string, Dated[]> {
  const rows = new Map<string, Dated[]>();
  for (const passage of knowledge.passagesOf(document.id))
    for (const sentence of knowledge.sentencesOf(passage)) {
      const year = sentence.cells === undefined ? undefined : yearOf(sentence, document);
      const key = year === undefined ? undefined : keyOf(sentence, document);
      if (year === undefined || key === undefined) continue;
      const like = rows.get(key);
      if (like === undefined) rows.set(key, [{ sentence, year }]);
      else like.push({ sentence, year });
    }
  return rows;
}

function yearOf({ years, span }: Sentence, document: ReadDocument): number | undefined {
  const all = years.length > 0 ? years : yearsIn(titleAt(document, span));
  return all.length === 0 ? undefined : Math.max(...all);
}

/** A year with what parts it, the number of a table, the sign that counts a heading: all in which captions of one kind differ. */
const OF_EDITION =
  /(?<!\d)(?:19|20)\d{2}(?!\d)(?:\s*[-—~至]\s*(?:19|20)?\d{2})?\s*(?:学?年度?)?(?:[春夏秋冬]季?|[上下]半年)?|\d{1,2}月|[图表附件]+\s*\d{1,2}|^[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]/gu;

function withoutEdition(text: string): string {
  return fold(text)
    .replaceAll(OF_EDITION, '')
    .replaceAll(/[\s:：]/gu, '');
}

/** What the table of a row is told by but for its year: place, names of columns, and title and headings, where they count. */
function tableKey(
  { lead, passage, span }: Sentence,
  document: ReadDocument,
  withCaptions: boolean,
): string | undefined {
  const header = headerOf(document, lead);
  if (header === undefined) return undefined;
  const textOf = (part: Span) => foldedAt(document, part).trim();
  const names = header.map((own) => withoutEdition(own.map(textOf).join('')));
  const above = [
    titleAt(document, span),
    ...lead.filter(({ kind }) => kind === 'heading').map((heading) => textOf(heading)),
  ];
  const captions = withCaptions ? above.map(withoutEdition) : [];
  return [passage.place, ...captions, ...names].join('\t');
}

/** What tells the table of a row from those of another kind: the same for tables that differ by their years. Undefined of what is no row under names of columns. */
export function tableKeyOf(
  row: Sentence,
  { documentById }: Pick<Knowledge, 'documentById'>,
): string | undefined {
  const document = documentById.get(row.passage.documentId);
  if (row.cells === undefined || document === undefined) return undefined;
  return tableKey(row, document, true);
}

/** What a row is told by but for its year: what its table is, and the cells before its first figure. */
function keyOf(row: Sentence, document: ReadDocument, withCaptions = true): string | undefined {
  const key = tableKey(row, document, withCaptions);
  if (key === undefined) return undefined;
  const texts = (row.cells ?? []).map((part) => foldedAt(document, part).trim());
  const filled = texts.filter(
    (text, column) => text !== '' && !isYearCell(text) && !(column === 0 && isCount(text)),
  );
  const figure = filled.findIndex(isValue);
  const labels = figure < 0 ? filled : filled.slice(0, figure);
  return labels.length === 0 ? undefined : [key, ...labels].join('\t');
}

/** 1, 2, 3 before the names of rows. */
function isCount(text: string): boolean {
  return /^\d{1,3}$/u.test(text);
}

/** Units of figures that say who or what is meant. */
const NAMING = new Set(['岁', '周岁', '级', '类', '档', '等', '期', '批', '号', '年', '月', '日', '']);

/** An amount: what a row tells, and not what it is called. */
function isValue(text: string): boolean {
  if (isBareNumber(text)) return true;
  const [first] = findFigures(text);
  return first !== undefined && first.span.start <= 1 && first.upTo === undefined && !NAMING.has(first.unit);
}
