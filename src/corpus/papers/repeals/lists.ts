import { fold, slice } from '../../../core/language/text.ts';
import type { Repeal, Span } from '../../../core/types.ts';
import { isHeadingLine, levelOf, plainHeading, UNNUMBERED } from '../../structure/headings.ts';
import { markOf } from '../../structure/marks.ts';
import { isOfficialTitle, type PaperLine, paperLines } from '../lines.ts';
import { numbersIn } from '../numbers.ts';
import { announcesRepeal } from './deeds.ts';
import { type Named, namedIn } from './named.ts';

/** A heading of papers abolished ends so: 二、废止的文件, 失效规范性文件目录（3件）. */
const HEADS_LIST =
  /(?:废止|失效|停止执行|作废)的?\p{Script=Han}{0,8}?(?:文件|规章|制度|办法|规定|目录|清单|名单|一览表)(?:\([^()]*\))?$/u;
const MAX_HEAD = 120;
/** Names of a table's columns. */
const COLUMNS = /序号|文件名称|文件标题|标题|名称|文号|发文字号/u;

/** The papers of the lists that a stretch of a text abolishes: items and rows below a head, or behind it in its line. */
export function listedRepeals(text: string, stretch: Span): Repeal[] {
  const lines = paperLines(text, stretch);
  const found: Repeal[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined) continue;
    const runIn = runInList(text, line);
    if (runIn !== undefined) found.push(...runIn);
    else if (headsList(line)) {
      const items = itemsBelow(text, lines, at);
      found.push(...items.repeals);
      at = items.last;
    }
  }
  return found;
}

/** Whether the lines below a line are what is abolished, if they name papers. */
function headsList(line: PaperLine): boolean {
  if (line.folded.length > MAX_HEAD) return false;
  const annex = /^附件?\s*[\d一二三四五六七八九十]{0,2}\s*:?\s*(?=\S)/u.exec(line.folded)?.[0].length ?? 0;
  const [text, folded] = [line.text.slice(annex), line.folded.slice(annex)];
  if (/:$/u.test(folded)) return announcesRepeal(lastSentence(folded));
  return (
    !/[。;:,]/u.test(folded) && isHeadingLine(text) && HEADS_LIST.test(folded) && announcesRepeal(folded)
  );
}

function lastSentence(folded: string): string {
  return folded.slice(Math.max(folded.lastIndexOf('。'), folded.lastIndexOf(';')) + 1);
}

/** 决定废止下列文件：1.《甲》；2.《乙》。 in one line. */
function runInList(text: string, { span }: PaperLine): Repeal[] | undefined {
  const line = slice(text, span);
  const folded = fold(line);
  const colon = folded.indexOf(':');
  const end = colon < 0 ? -1 : folded.indexOf('。', colon);
  const rest = line.slice(colon + 1, end < 0 ? undefined : end);
  const opens = /^\s*(?:[(\d一][^《]{0,4})?《/u.test(fold(rest));
  if (colon < 0 || colon > MAX_HEAD || !opens || !announcesRepeal(lastSentence(folded.slice(0, colon))))
    return undefined;
  const said = { start: span.start, end: span.start + (end < 0 ? line.length : end + 1) };
  return namedIn(rest).map((named) => ({ ...named, span: said }));
}

/** The repeals of the items below a head, and the last line that is read. */
function itemsBelow(
  text: string,
  lines: readonly PaperLine[],
  at: number,
): { readonly repeals: Repeal[]; readonly last: number } {
  const head = lines[at];
  const repeals: Repeal[] = [];
  let last = at;
  if (head === undefined) return { repeals, last };
  const outer = /:$/u.test(head.folded) ? undefined : levelOf(slice(text, head.span));
  let inner: number | undefined;
  for (let below = at + 1; below < lines.length; below++) {
    const line = lines[below];
    if (line === undefined) break;
    const item = itemOf(line);
    if (item === undefined) {
      const level = levelOf(slice(text, line.span));
      const isInner = outer === undefined ? level === (inner ?? level) : level > outer && level <= UNNUMBERED;
      if (isColumns(line) && repeals.length === 0) continue;
      if (!isGroup(line, lines[below + 1]) || !isInner) break;
      if (outer === undefined && inner === undefined && repeals.length > 0) break;
      inner = level;
      continue;
    }
    repeals.push(...item.map((named) => ({ ...named, span: line.span, head: head.span })));
    last = below;
  }
  return { repeals, last };
}

/** （一）以县政府名义印发的文件：, with items below it. */
function isGroup(line: PaperLine, below: PaperLine | undefined): boolean {
  const isShort = line.text.length <= 40 && !/[。;]/u.test(line.folded);
  if (!isShort || below === undefined || itemOf(below) === undefined) return false;
  return !/有效|保留|修改|修订|清理/u.test(line.folded) || announcesRepeal(line.folded);
}

function isColumns({ text }: PaperLine): boolean {
  const cells = cellsOf(text);
  return cells.length > 1 && cells.some((cell) => COLUMNS.test(cell)) && numbersIn(text).length === 0;
}

function cellsOf(text: string): string[] {
  return text
    .split(/[\t|]/u)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
}

/** The papers that an item or a row names and says nothing else of; undefined where it is another line. */
function itemOf({ text }: PaperLine): readonly Named[] | undefined {
  const cells = cellsOf(text);
  if (cells.length > 1) return rowOf(cells);
  const item = plainHeading(text)
    .slice(markOf(text)?.length ?? 0)
    .trim()
    .replace(/[;；。,，、]$/u, '');
  if (/^《/u.test(item)) return namedIn(item);
  const [number, other] = numbersIn(item);
  if (number === undefined) return isOfficialTitle(item) ? [{ title: item }] : undefined;
  const isLast = /^[)）\]】]?$/u.test(item.slice(number.end));
  if (other !== undefined || !isLast) return undefined;
  const title = item.slice(0, number.start).replace(/[(（[【\s]+$/u, '');
  if (title === '') return [{ number: number.number }];
  return isOfficialTitle(title) ? [{ number: number.number, title }] : undefined;
}

/** 1 | 某某办法 | 某政发〔2018〕4号. */
function rowOf(cells: readonly string[]): readonly Named[] | undefined {
  const quoted = cells.flatMap((cell) => (cell.startsWith('《') ? namedIn(cell) : []))[0];
  const title = quoted?.title ?? cells.find((cell) => isOfficialTitle(cell));
  const number =
    quoted?.number ?? cells.flatMap((cell) => numbersIn(cell).filter(({ start }) => start === 0))[0]?.number;
  if (title === undefined && number === undefined) return undefined;
  return [{ ...(number === undefined ? {} : { number }), ...(title === undefined ? {} : { title }) }];
}
