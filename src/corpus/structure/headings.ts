import { fold } from '../../core/language/text.ts';
import { markOf } from './marks.ts';

/** A heading is no longer than this (characters). */
const MAX_HEADING = 44;

/** The level of a heading without a number. */
export const UNNUMBERED = 20;
/** The level of 【申领条件】 alone on its line: further out than a heading that no sign tells. */
export const BRACKETED = 19;

/**
 * Whether a line can be a heading: short, without a sentence's end, no list item, no table row, no figure behind a
 * label, nothing behind a label in 【】, no date. Markdown's `#` always makes one.
 */
export function isHeadingLine(line: string): boolean {
  if (/^#{1,6}\s+\S/u.test(line)) return true;
  if (line.length > MAX_HEADING || !/[\p{Script=Han}\p{L}]/u.test(line)) return false;
  if (/[。！!；;…|]|[？?](?!.)|[,，、：:（(《“‘—-]$/u.test(line)) return false;
  if (/^(?:[-*+•·●○◆■□➢►]\s*|【[^【】]+】\s*)\S/u.test(line)) return false;
  if (/[:：].*\d/u.test(line)) return false;
  if (/^[\d〇零一二三四五六七八九十]{2,4}年.{0,8}[日月]$/u.test(line)) return false;
  return isBalanced(line.replace(/^[\d一二三四五六七八九十a-z]{1,3}[)）]/iu, ''));
}

/** The number of the heading's level: the smaller, the further out. */
export function levelOf(line: string): number {
  const marks = /^(#{1,6})\s/u.exec(line)?.[1];
  if (marks !== undefined) return marks.length;
  const mark = markOf(line);
  // 一是… heads a part of a report as 一、 does where it stands alone on its line.
  if (mark?.style === '一是') return 12;
  return mark?.level ?? UNNUMBERED;
}

/** A figure with its unit, or a number to call, at the end of a line. */
const STATED =
  /(?:\d\s?[万亿]?(?:元|[%％折天倍斤]|小时|个月|个工作日)(?:[/／每]\p{Script=Han}{1,3})?|\d{3,4}[-—]?\d{7,8}|1\d{2}[\d*]{4}\d{4}|\D1\d{4})(?:[(（][^()（）]{1,16}[)）])?$/u;

/** Whether a short line without a sign states something rather than names what stands below it: 占道罚50元. */
export function isStatement(line: string): boolean {
  return STATED.test(fold(line));
}

const PAIRS: Readonly<Record<string, string>> = { '《': '》', '(': ')', '（': '）', '“': '”' };

/** Whether every opening bracket or quotation mark of the line is closed in it. */
function isBalanced(line: string): boolean {
  return unclosed(line) === '' && unopened(line) === '';
}

/** The last bracket or quotation mark that the text opens and does not close; empty if none. */
export function unclosed(text: string): string {
  const open: string[] = [];
  for (const unit of text) {
    if (unit in PAIRS) open.push(unit);
    else if (PAIRS[open.at(-1) ?? ''] === unit) open.pop();
  }
  return open.at(-1) ?? '';
}

/** The first closing bracket or quotation mark that the text does not open; empty if none. */
export function unopened(text: string): string {
  const open: string[] = [];
  for (const unit of text) {
    if (unit in PAIRS) open.push(unit);
    else if (Object.values(PAIRS).includes(unit)) {
      if (PAIRS[open.at(-1) ?? ''] === unit) open.pop();
      else if (!open.some((opened) => PAIRS[opened] === unit)) return unit;
    }
  }
  return '';
}

/** No title is dressed so on a longer line (characters). */
const LONGEST_RULED = 120;
/** A line dressed with a rule on either side: === 某县民政局关于…的通知 ===. */
const RULED = /^([=＝*＊~～═─-])\1{2,}\s*(?<words>(?!\1)[^\s|].*?)\s*\1{3,}$/u;

/** A heading's words without Markdown's marks, and without the rules on either side. */
export function plainHeading(line: string): string {
  const bare = line
    .replace(/^#{1,6}\s+/u, '')
    .replace(/(?<!\s)\s+#+$/u, '')
    .trim();
  return (bare.length <= LONGEST_RULED && RULED.exec(bare)?.groups?.words) || bare;
}

/** A line that may be a heading. */
export interface HeadedLine {
  readonly text: string;
  /** Undefined for a line of the document's sentences. */
  readonly level: number | undefined;
  /** Whether it is the document's title. */
  readonly titled: boolean;
  /** Whether somebody signs with it, or it is filed by it: no text that a heading stands over. */
  readonly signed: boolean;
}

/** This many short lines without text between them are a list or a verse, not headings. */
const LIST_RUN = 4;

/** Whether behind a line something else begins for sure: a label in 【】, a signature. */
function isClosing(line: HeadedLine | undefined): boolean {
  return line?.level === BRACKETED || line?.signed === true;
}

/**
 * The levels without those of lines that are a list's items, a verse's lines, or stand over no text. What stands over no
 * text is what the heading above it heads; where there is none, the first of such lines heads the others.
 */
export function headingLevels(lines: readonly HeadedLine[]): (number | undefined)[] {
  const levels = lines.map(({ level }) => level);
  for (let from = 0; from < lines.length; from++) {
    if (levels[from] === undefined) continue;
    let to = from;
    while (levels[to] !== undefined) to++;
    const run = lines.slice(from, to);
    const isBare = (at: number) => run[at]?.titled === false && (run[at]?.level ?? 0) >= UNNUMBERED;
    run.forEach((line, at) => {
      const next = run[at + 1];
      const previous = run[at - 1];
      const level = line.level ?? UNNUMBERED;
      const item = level >= 10 && level < UNNUMBERED && (next?.level === level || previous?.level === level);
      const overNothing = next === undefined ? to === lines.length : level < 10 && (next.level ?? 0) <= level;
      if ((item || overNothing) && !(line.titled && from === 0)) levels[from + at] = undefined;
    });
    for (let at = 0; at < run.length; at++) {
      if (!isBare(at)) continue;
      let end = at;
      while (isBare(end)) end++;
      const next = lines[from + end];
      const above = at > 0 && run[at - 1]?.titled === false;
      const isOverText = end === run.length && next !== undefined && !next.signed;
      const isLone = at === 0 && end === 1 && lines[from - 1]?.signed === false && isClosing(next);
      const isList = isOverText ? end - at >= LIST_RUN : above || isLone || end - at > 1;
      if (isList) levels.fill(undefined, from + (above || isLone ? at : at + 1), from + end);
      at = end;
    }
    from = to;
  }
  return levels;
}
