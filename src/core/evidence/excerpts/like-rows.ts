import { rowKeyOf, tableKey, yearOfRow } from '../../facts/rows.ts';
import type { Sentence } from '../../facts/sentence.ts';
import { extremeAsked } from '../../language/figures/extremes.ts';
import type { Knowledge } from '../../ports.ts';
import { askedOfRows } from '../../question/follow-up.ts';
import type { AskedQuestion } from '../../question/question.ts';
import { asksChange, asksComparison } from '../../question/relation.ts';
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
    const key = rowKeyOf(one.sentence, document, false);
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

/** The one row of the newest year that is told as this one but for its year and its figures; itself where there is none. */
function newestLike(row: Sentence, knowledge: Knowledge): Sentence {
  const document = knowledge.documentById.get(row.passage.documentId);
  if (row.cells === undefined || document === undefined) return row;
  const year = yearOfRow(row, document);
  const key = rowKeyOf(row, document);
  if (year === undefined || key === undefined) return row;
  const like = knowledge.datedRowsOf(document.id).get(key) ?? [];
  const newest = like.reduce((most, one) => Math.max(most, one.year), year);
  const [first, ...others] = like.filter((one) => one.year === newest);
  const isFuller = row.figures.length === 0 || (first?.sentence.figures.length ?? 0) > 0;
  return newest > year && first !== undefined && others.length === 0 && isFuller ? first.sentence : row;
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
