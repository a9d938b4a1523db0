import { fold } from '../../core/language/text.ts';
import { letterheadOf, type PaperLine } from './lines.ts';

/** A document number over folded text: 某政办发〔2024〕3号, with any bracket. */
const NUMBER =
  '[\\p{Script=Han}]{1,14}\\s*[〔\\[【(]\\s*(?:19|20)\\d{2}\\s*[〕\\]】)]\\s*(?:第\\s*)?\\d{1,5}\\s*号';
const ANYWHERE = new RegExp(NUMBER, 'gu');
const ALONE = new RegExp(`^[(\\[]?(${NUMBER})[)\\]]?(?:\\s+签发人\\s*:.{0,20})?$`, 'u');
/** 某县人民政府令第12号, 第12号, 2024年第3号: an order or an announcement counted in its own series. */
const ORDER =
  /^[(（]?((?:[\p{Script=Han}]{2,30}(?:令|公告|通告))?\s*(?:(?:19|20)\d{2}年?)?\s*第\s*[\d零一二三四五六七八九十百]{1,5}\s*号(?:令|公告|通告)?)[)）]?$/u;
const AT_END = new RegExp(`\\s*\\(\\s*(${NUMBER})\\s*\\)$`, 'u');
/** A line of a letterhead is no longer than this. */
const MAX_LINE = 120;
/** Words that run into a number from before: 根据某政发. */
const LEADING = /^(?:.*(?:根据|按照|依据|印发的|以|和|及|与|由|原|的|对|文件)(?=\p{Script=Han}{2,}))/u;

/** The numbers that a text names, as they are written. */
export function numbersIn(text: string): { number: string; start: number; end: number }[] {
  return [...fold(text).matchAll(ANYWHERE)].map((match) => {
    const skipped = LEADING.exec(match[0].split(/[〔[【(]/u)[0] ?? '')?.[0].length ?? 0;
    const start = match.index + skipped;
    const end = match.index + match[0].length;
    return { number: text.slice(start, end).replaceAll(/\s+/gu, ''), start, end };
  });
}

/** The number of a line that is nothing else, or an office's letterhead with it. */
export function numberLine(line: PaperLine): string | undefined {
  if (line.text.length > MAX_LINE) return undefined;
  const alone = ALONE.exec(line.folded) ?? ORDER.exec(line.folded);
  if (alone?.[1] !== undefined) {
    const start = line.folded.indexOf(alone[1]);
    return line.text.slice(start, start + alone[1].length).replaceAll(/\s+/gu, '');
  }
  const last = numbersIn(line.text).at(-1);
  if (last === undefined || last.end !== line.text.length) return undefined;
  const parts = /^(.*\S)\s+(\S+)$/u.exec(line.text);
  if (parts?.[1] === undefined || parts[2] === undefined) return undefined;
  const before = letterheadOf({ ...line, text: parts[1] });
  return before !== undefined && numbersIn(parts[2])[0]?.start === 0 ? parts[2] : undefined;
}

/** A title that carries its own number at its end, without it; the numbers of papers that it cites stay. */
export function withoutNumber(title: string): { title: string; number?: string } {
  const match = AT_END.exec(fold(title));
  if (match?.[1] === undefined || /《[^》]*$/u.test(title.slice(0, match.index))) return { title };
  const at = match.index + match[0].indexOf(match[1]);
  return {
    title: title.slice(0, match.index),
    number: title.slice(at, at + match[1].length).replaceAll(/\s+/gu, ''),
  };
}
