import { sumsWhole } from '../../core/evidence/sums.ts';
import { fold } from '../../core/language/text.ts';
import { isNumbering } from '../../core/papers/rows.ts';
import { type Cell, displayWidth, type Line, usualGap } from '../lines.ts';
import { hasFigure, namesBelow, namesColumns, ROWS_SHOWN } from './columns.ts';
import { movedDoubts, withDoubts } from './doubts.ts';
import { startsItem } from './forms.ts';

/** `|---|:--:|` and lines that are drawn: they part a table's header from its rows. */
const RULE = /^[\s|｜:+=─━│┃┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬-]+$/u;
const DRAWN = /[─━┌┬┐═╔╦╗]/u;
const PIPE = /[|｜│┃║]/u;
const FRAMED = /^[|｜│┃║].*[|｜│┃║]$/u;
/** 电话： before its value: a line of a form, not a row; 其中：女 names a column, or a row. */
const LABEL = /[:：]$|^(?!其中)\p{Script=Han}{2,8}\s*[:：]./u;
/** A cell of a table that is parted by blanks is no longer than this; with tabs it may hold sentences. */
const LONGEST_CELL = 40;
const LONGEST_LONE_CELL = 20;

/** A row as it is read: cells in order, an empty one as an empty text. */
interface Row {
  readonly line: Line;
  readonly cells: readonly string[];
}

interface Table {
  readonly rows: readonly Row[];
  /** Whether the file says that the first row names the columns. */
  readonly headed: boolean;
  /** The first line behind it. */
  readonly to: number;
  /** Whether it is no table after all: lines that stay lines. */
  readonly verse?: boolean;
}

/**
 * Gives the rows of tables their form: columns parted by pipes, by tabs, or by blanks that stand under each other. A
 * table has two rows at least; every other line is left as it is, with a blank for each tab. Linear in the lines.
 */
export function withTables(lines: readonly Line[]): Line[] {
  const usual = usualGap(lines);
  const found: Line[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    const table =
      pipeTable(lines, at, usual) ??
      tabTable(lines, at, usual) ??
      blankTable(lines, at, usual) ??
      countedTable(lines, at, usual) ??
      strokeTable(lines, at, usual);
    if (table !== undefined) {
      for (const row of table.verse ? table.rows.map((one) => one.line) : formRows(table.rows, table.headed))
        found.push(row);
      at = table.to;
      continue;
    }
    if (line !== undefined) found.push({ ...line, text: line.text.replaceAll('\t', ' ') });
    at++;
  }
  return found;
}

/**
 * Rows with their form: which is the header, and which cell above holds for an empty one. What is known of their lines stays.
 * @param headed whether the file says that the first row is the header; else it is where it names figures below it.
 * @param atLeast so many rows the header has, if there is one: a cell of the first goes over them.
 */
export function formRows(rows: readonly Row[], headed: boolean, atLeast = 1): Line[] {
  const width = Math.max(...rows.slice(0, ROWS_SHOWN).map(({ cells }) => cells.length));
  const isHeaded = headed || namesColumns(rows);
  const headers = !isHeaded ? 0 : Math.max(atLeast, namesBelow(rows) ? 2 : 1);
  const above: number[] = [];
  return rows.map(({ line, cells: texts }, at) => {
    const isHeader = at < headers;
    const cells = [...texts, ...Array.from({ length: Math.max(0, width - texts.length) }, () => '')];
    // What sums all rows up is of none of the groups above it.
    let merged = !isHeader && !sumsWhole(cells.find((text) => text !== '') ?? '');
    const formed = cells.map((text, column): Cell => {
      // A name that goes over several rows of names stands in the first of them.
      if (isHeader && at > 0) {
        const named =
          text === '' ? rows.slice(0, at).findLastIndex((row) => (row.cells[column] ?? '') !== '') : -1;
        return named < 0 ? { text } : { text, above: at - named };
      }
      const source = above[column];
      merged &&= text === '' && source !== undefined && column < cells.length - 1;
      if (text !== '') {
        // A new label on the left ends what was merged on its right.
        if (!isHeader) above.length = column;
        if (!isHeader && isLabelCell(text)) above[column] = at;
      }
      return merged && source !== undefined ? { text, above: at - source } : { text };
    });
    const text = cells.join('\t').trimEnd();
    return {
      ...withDoubts(text, movedDoubts(line, text)),
      indent: line.indent,
      gap: line.gap,
      form: { kind: isHeader ? 'header' : 'row', cells: formed },
      ...(line.origins && { origins: line.origins.slice(0, 1) }),
    };
  });
}

/** A cell that may stand for those below it: a name, or a row's number. */
function isLabelCell(text: string): boolean {
  const folded = fold(text);
  return /^\d{1,3}$/u.test(folded) || !/\d/u.test(folded);
}

/** Lines with pipes: between pipes on both sides, or with a rule below the first. */
function pipeTable(lines: readonly Line[], from: number, usual: number): Table | undefined {
  const rows: Row[] = [];
  let headed = false;
  let to = from;
  for (let line = lines[to]; line !== undefined; line = lines[++to]) {
    if (!PIPE.test(line.text) && !(RULE.test(line.text) && (rows.length > 0 || DRAWN.test(line.text)))) break;
    if (to > from && line.gap > usual) break;
    if (RULE.test(line.text)) headed ||= rows.length === 1;
    else if (headed || rows.length === 0 || (FRAMED.test(line.text) && FRAMED.test(rows[0]?.line.text ?? '')))
      rows.push({ line, cells: pipeCells(line.text) });
    else break;
  }
  return headed || rows.length >= 2 ? { rows, headed, to } : undefined;
}

function pipeCells(text: string): string[] {
  return text
    .replace(/^[|｜│┃║]/u, '')
    .replace(/(?<!\\)[|｜│┃║]$/u, '')
    .split(/(?<!\\)[|｜│┃║]/u)
    .map((cell) => tidy(cell.replaceAll('\\|', '|')));
}

function tidy(cell: string): string {
  return cell.replaceAll(/\s+/gu, ' ').trim();
}

function tabTable(lines: readonly Line[], from: number, usual: number): Table | undefined {
  const rows: Row[] = [];
  let to = from;
  for (let line = lines[to]; line !== undefined; line = lines[++to]) {
    if (to > from && line.gap > usual) break;
    const cells = tabCells(line);
    const next = lines[to + 1];
    const lone = cells.length === 1 && to > from && isLoneCell(line.text) && next !== undefined;
    if (lone ? !tabCells(next).some(hasFigure) || tabCells(next).length < 2 : !isTabRow(cells)) break;
    rows.push({ line, cells });
  }
  if (rows.length < 2) return undefined;
  const indented = Math.min(...rows.map(({ cells }) => cells.findIndex((cell) => cell !== '')));
  return { rows: rows.map(({ line, cells }) => ({ line, cells: cells.slice(indented) })), headed: false, to };
}

function tabCells(line: Line): string[] {
  if (!line.text.includes('\t') && line.tabs === undefined) return [line.text];
  return [...Array.from({ length: line.tabs ?? 0 }, () => ''), ...line.text.split('\t').map(tidy)];
}

/** Whether a line was typed as a row of a table, with a tab between its cells. */
export function isTypedRow(text: string): boolean {
  return text.includes('\t') && isTabRow(text.split('\t').map(tidy));
}

/** No label with its value, no item behind its mark, no sentence that a tab stands in. */
function isTabRow(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length < 2) return cells.length > 2 && filled.length === 1 && isLoneCell(filled[0] ?? '');
  // Among three cells and more, one behind the first may say what its words are of: 定额：每亩90立方米.
  if (filled.some((cell, at) => LABEL.test(cell) && (at === 0 || filled.length < 3 || /[:：]$/u.test(cell))))
    return false;
  if (filled.slice(0, -1).some((cell) => /[,，、;；]$/u.test(cell))) return false;
  return !(filled.length === 2 && startsItem(`${filled[0]} `));
}

/** 一、种植业 on a row of its own. */
function isLoneCell(text: string): boolean {
  return text.length <= LONGEST_LONE_CELL && !/[。！？；;，,：:]$/u.test(text);
}

/** A cell with the columns of the screen that it takes. */
interface Placed {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Lines of as many parts, parted by two blanks or a full-width one; a line with fewer is put under the columns above. */
function blankTable(lines: readonly Line[], from: number, usual: number): Table | undefined {
  const rows: Row[] = [];
  const columns: { from: number; to: number }[] = [];
  let full = 0;
  let to = from;
  for (let line = lines[to]; line !== undefined; line = lines[++to]) {
    if (to > from && line.gap > usual) break;
    const placed = placedCells(line);
    if (!isBlankRow(placed)) break;
    const isFull = to === from || placed.length === columns.length;
    const cells = isFull ? placed.map(({ text }) => text) : underColumns(placed, columns);
    if (cells === undefined) break;
    rows.push({ line, cells });
    if (!isFull) continue;
    full++;
    placed.forEach((cell, column) => {
      const known = columns[column] ?? cell;
      columns[column] = { from: Math.min(known.from, cell.from), to: Math.max(known.to, cell.to) };
    });
  }
  return full < 2 ? undefined : { rows, headed: false, to, verse: isVerse(rows) };
}

/** Rows that are counted from 1 on below 序号, of as many cells as there are names: one blank parts them for sure. */
function countedTable(lines: readonly Line[], from: number, usual: number): Table | undefined {
  return evenTable(lines, from, usual, true, ({ text }, at) => {
    const cells = text.trim().split(/\s+/u);
    const [first = ''] = cells;
    const isNext = at === 0 ? isNumbering(first) && cells.length > 2 : Number(first) === at;
    return isNext ? cells : undefined;
  });
}

/** Rows of as many cells, three at least of three, that strokes with blanks part: 轮椅 / 1200元 / 4年. */
function strokeTable(lines: readonly Line[], from: number, usual: number): Table | undefined {
  return evenTable(lines, from, usual, false, ({ text }) => {
    const cells = text.split(/\s[/／]\s/u).map(tidy);
    return cells.length < 3 || /[。；;]$/u.test(text) ? undefined : cells;
  });
}

/**
 * Three rows or more, right below each other, of as many cells.
 * @param cellsOf what a line has, which would be the row of that number; undefined where it is none.
 */
function evenTable(
  lines: readonly Line[],
  from: number,
  usual: number,
  headed: boolean,
  cellsOf: (line: Line, at: number) => readonly string[] | undefined,
): Table | undefined {
  const rows: Row[] = [];
  for (let line = lines[from]; line !== undefined; line = lines[from + rows.length]) {
    const cells = cellsOf(line, rows.length);
    const isBelow = rows[0] === undefined || (line.gap <= usual && cells?.length === rows[0].cells.length);
    if (cells === undefined || !isBelow) break;
    rows.push({ line, cells });
  }
  return rows.length < 3 ? undefined : { rows, headed, to: from + rows.length };
}

function placedCells(line: Line): Placed[] {
  const cells: Placed[] = [];
  let column = line.indent;
  for (const part of line.text.split(/(\s{2,}|\u3000)/u)) {
    const width = displayWidth(part);
    const last = cells.at(-1);
    // The letters of one word that is spread over its column: 乡  镇.
    if (last !== undefined && /^\p{Script=Han}$/u.test(part) && /^\p{Script=Han}$/u.test(last.text))
      cells[cells.length - 1] = { text: last.text + part, from: last.from, to: column + width };
    else if (part.trim() !== '') cells.push({ text: part, from: column, to: column + width });
    column += width;
  }
  return cells;
}

function isBlankRow(cells: readonly Placed[]): boolean {
  if (cells.length < 2 || cells.some(({ text }) => text.length > LONGEST_CELL || LABEL.test(text)))
    return false;
  if (/[。！？；;，,]$/u.test(cells.at(-1)?.text ?? '')) return false;
  return !cells.some(({ text }) => /[，,。；;]$|_{3}/u.test(text)) && !startsItem(`${cells[0]?.text} `);
}

/** The cells under the columns that they stand in; undefined where two share one or one stands in none. */
function underColumns(
  cells: readonly Placed[],
  columns: readonly { from: number; to: number }[],
): string[] | undefined {
  const texts = columns.map(() => '');
  let next = 0;
  for (const cell of cells) {
    const column = columns.findIndex((one, at) => at >= next && cell.from < one.to && one.from < cell.to);
    if (column < 0) return undefined;
    texts[column] = cell.text;
    next = column + 1;
  }
  return texts;
}

/** Lines of two halves as long as each other, without a figure: a couplet. */
function isVerse(rows: readonly Row[]): boolean {
  const lengths = new Set(rows.flatMap(({ cells }) => cells.map((cell) => cell.length)));
  return lengths.size === 1 && !rows.some(({ cells }) => cells.some(hasFigure)) && !lengths.has(2);
}
