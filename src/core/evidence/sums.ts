import type { Sentence } from '../facts/sentence.ts';
import { contains, fold } from '../language/text.ts';
import { isBareNumber, isYearCell } from '../papers/rows.ts';
import type { Span } from '../types.ts';

/** What a cell of a row says, folded and trimmed; undefined of one that is merged with those above, and stands there. */
export function cellText(
  { span, folded }: Pick<Sentence, 'span' | 'folded'>,
  cell: Span,
): string | undefined {
  return contains(span, cell)
    ? folded.slice(cell.start - span.start, cell.end - span.start).trim()
    : undefined;
}

/** What the cells of a row say that stand in it; none of what is no row. */
export function ownCells(row: Pick<Sentence, 'cells' | 'span' | 'folded'>): string[] {
  return (row.cells ?? []).flatMap((cell) => cellText(row, cell) ?? []);
}

/** What rows that sum others up are called: 合计, 城区小计, 全县. */
const TOTAL =
  /^(?:\p{Script=Han}{0,6}(?:合\s{0,4}计|总\s{0,4}计|小\s{0,4}计|共\s{0,4}计|总数)|全[县市区旗州省乡镇村](?:[合总]计|总数|汇总)?)(?:[(（].{1,12})?$/u;
/** Of these, what sums the whole up. */
const WHOLE =
  /^(?:(?:全[县市区旗州省乡镇村]|总)?(?:合\s{0,4}计|总\s{0,4}计|共\s{0,4}计|总数)|全[县市区旗州省乡镇村](?:汇总)?)(?:[(（].{1,12})?$/u;
/** What tells of no one of the others either. */
const MEAN = /^(?:\p{Script=Han}{0,4}平均(?:数|值|水平)?|均值)(?:[(（].{1,12})?$/u;
const ASKS_TOTAL = /合计|总计|一共|总共|共有?多少|全部加起来|加起来|总数|全[县区旗乡镇]/u;

/** Whether a question asks for what all rows come to. */
export function asksTotal(written: string): boolean {
  return ASKS_TOTAL.test(fold(written));
}

/** Whether a sentence is a row that sums a table up, or a part of it. */
export function isTotal(sentence: Sentence): boolean {
  return isCalledSo(sentence, TOTAL);
}

/** Whether a row of such a name sums a whole table up: 总计, 合计, 全县. */
export function sumsWhole(name: string): boolean {
  return WHOLE.test(fold(name).trim());
}

/** Whether a sentence is the row that sums a whole table up, and not a part of it. */
export function isSumOfAll(sentence: Sentence): boolean {
  return isCalledSo(sentence, WHOLE);
}

/** Whether a sentence is a row that tells of all the others, or of none of them: a sum, a mean. */
export function isOfAllRows(sentence: Sentence): boolean {
  return isTotal(sentence) || isCalledSo(sentence, MEAN);
}

/** Whether one of the cells that a row begins with, before its first figure but a year or a count, has such a name. */
function isCalledSo(sentence: Sentence, names: RegExp): boolean {
  for (const text of ownCells(sentence)) {
    if (names.test(text)) return true;
    if (isBareNumber(text) && !isYearCell(text) && !/^\d{1,3}$/u.test(text)) return false;
  }
  return false;
}

/** What the row that sums a whole table up tells of, whatever it is called. */
const OF_ALL = /^(?:全[县区旗乡镇]|一共|总共|合计|总计|共计|总数)$/u;

/** Whether a word of a question says that a row is meant which sums a whole table up, and a sentence is that row. */
export function isAskedAsSum(word: string, sentence: Sentence): boolean {
  return OF_ALL.test(word) && isSumOfAll(sentence);
}
