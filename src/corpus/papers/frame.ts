import { dateOfLabel, type Labels, labelsOf } from './labels.ts';
import {
  type DatedLine,
  datedLine,
  isClosingNote,
  isCounted,
  isOfficialTitle,
  letterheadOf,
  monthLine,
  officeOf,
  type PaperLine,
} from './lines.ts';
import { numberLine, withoutNumber } from './numbers.ts';

/** What stands around the text of a paper: above it and in its signature. */
export interface Frame {
  readonly title?: string;
  /** The lines of the title, by their place among the paper's lines. */
  readonly titleLines: readonly number[];
  readonly number?: string;
  readonly issuer?: string;
  readonly issuedOn?: string;
  /** The first line behind the title, number and date above the text. */
  readonly body: number;
  /** The last line of the signature that stands below the text, if there is one. */
  readonly signedAt?: number;
}

/** Above its text a paper has no more lines than this. */
const HEAD_LINES = 12;
const MAX_TITLE_LINES = 3;
/** A title goes on in a line that is no longer than this. */
const MAX_CONTINUATION = 50;

/** Reads the frame of the paper whose lines are given. Labels of the lines count; those that cleaning set aside are given. */
export function frameOf(lines: readonly PaperLine[], given: Labels = {}): Frame {
  const head = headOf(lines);
  const signature = signatureOf(lines, head.body, head.title);
  const labels = { ...labelsOf(lines.slice(0, HEAD_LINES).map(({ text }) => text)), ...given };
  const printed = head.printed ?? lastPrinted(lines, head.body);
  const issuedOn =
    dateOfLabel(labels.written) ??
    signature?.date ??
    dateOfLabel(labels.published) ??
    head.date ??
    head.passed ??
    printed;
  const issuer = labels.issuer ?? signature?.office ?? head.office ?? head.letterhead;
  const number = labels.number ?? head.number;
  return {
    titleLines: head.titleLines,
    body: head.body,
    ...(head.title === undefined ? {} : { title: head.title }),
    ...(number === undefined ? {} : { number }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(issuedOn === undefined ? {} : { issuedOn }),
    ...(signature === undefined ? {} : { signedAt: signature.at }),
  };
}

/** The order by which a rule was made public, in the bracket below its title. */
const PASSED_AS = /(?<=[日\s,]|第)((?:(?!第)\p{Script=Han}){2,24}令第\d{1,5}号)(?=公布|发布)/u;

/** An order has no title of its own: 《某某规定》已经…通过，现予公布. */
const ORDERED = /^《([^《》]{4,60})》(?:已经|已于|业经|已由|经)/u;

interface Head {
  title?: string;
  titleLines: number[];
  number?: string;
  date?: string;
  passed?: string;
  printed?: string;
  office?: string;
  letterhead?: string;
  body: number;
}

function headOf(lines: readonly PaperLine[]): Head {
  const head: Head = { titleLines: [], body: 0 };
  for (let at = 0; at < Math.min(lines.length, HEAD_LINES); at++) {
    const line = lines[at];
    if (line === undefined) break;
    const title = head.title === undefined ? officialTitleAt(lines, at) : undefined;
    if (title !== undefined) {
      const bare = withoutNumber(title.title);
      head.title = bare.title;
      if (bare.number !== undefined) head.number ??= bare.number;
      head.titleLines = title.lines;
      at = title.lines.at(-1) ?? at;
      head.body = at + 1;
      continue;
    }
    const found = headLine(line, head);
    if (found) {
      // What stands above the title belongs to it once there is one; below, as far as the lines go on.
      head.body = at + 1;
      continue;
    }
    if (head.title !== undefined || /[。；;]$/u.test(line.text) || line.text.length > 90) break;
  }
  if (head.title === undefined && head.body > 0) head.body = firstUnframed(lines);
  const ordered = ORDERED.exec(lines[head.body]?.text ?? '')?.[1];
  if (head.title === undefined && ordered !== undefined) head.title = ordered;
  return head;
}

/** Takes in what a line says, if it is a line of the head. */
function headLine(line: PaperLine, head: Head): boolean {
  const number = numberLine(line);
  if (number !== undefined) {
    head.number ??= number;
    const office = letterheadOf({ ...line, text: line.text.split(/\s+(?=\S+$)/u)[0] ?? '' });
    if (office !== undefined) head.letterhead ??= office;
    return true;
  }
  const dated = datedLine(line) ?? monthBelow(line, head);
  if (dated !== undefined) {
    if (dated.isPassed) {
      head.passed ??= dated.date;
      const order = PASSED_AS.exec(line.folded);
      if (order?.[1] !== undefined) head.number ??= order[1];
    } else if (dated.isPrinted) head.printed ??= dated.date;
    else head.date ??= dated.date;
    if (dated.office !== undefined) head.office ??= dated.office;
    return true;
  }
  const office = letterheadOf(line);
  if (office === undefined) return labelLine(line);
  if (head.title === undefined) head.letterhead ??= office;
  else head.office ??= office;
  return true;
}

/** A month below a title, alone or behind its office. */
function monthBelow(line: PaperLine, { title }: Head): DatedLine | undefined {
  return title === undefined ? undefined : monthLine(line);
}

function labelLine({ text }: PaperLine): boolean {
  return Object.keys(labelsOf([text])).length > 0;
}

function firstUnframed(lines: readonly PaperLine[]): number {
  const at = lines.findIndex((line) => !headLine(line, { titleLines: [], body: 0 }));
  return at < 0 ? lines.length : at;
}

/**
 * The title of an official paper that begins in a line: one line, or up to three that only together end as a title does
 * (the office, 关于…的, 通知).
 */
export function officialTitleAt(
  lines: readonly PaperLine[],
  at: number,
): { title: string; lines: number[] } | undefined {
  const first = lines[at];
  if (
    first === undefined ||
    isCounted(first.text) ||
    numberLine(first) !== undefined ||
    datedLine(first) !== undefined
  )
    return undefined;
  // An order's letterhead and a line of label and value are above the title.
  const next = lines[at + 1];
  if (/令$/u.test(first.text) && next !== undefined && numberLine(next) !== undefined) return undefined;
  if (labelLine(first)) return undefined;
  const opened = /关于|《/u.test(first.text) || officeOf(first) !== undefined;
  if (isOfficialTitle(withoutNumber(first.text).title)) {
    // 关于印发《…办法 / 》的通知 and a bare genre below a title that is one by chance (…标准 / 公告).
    if (
      next === undefined ||
      !/^(?:的)?(?:通知|通告|公告|实施方案|实施办法|实施细则|方案|办法|细则)$/u.test(next.text) ||
      !opened
    )
      return { title: first.text, lines: [at] };
  }
  if (/[。；;：:！!?？]$/u.test(first.text) || first.text.length > 90 || letterheadOnly(first))
    return undefined;
  let joined = first.text;
  for (let next = at + 1; next < Math.min(lines.length, at + MAX_TITLE_LINES); next++) {
    const line = lines[next];
    if (line === undefined || !goesOn(line)) return undefined;
    // An office alone is a letterhead; above 关于… it is part of the title.
    if (next === at + 1 && officeOf(first) !== undefined && !line.text.startsWith('关于')) return undefined;
    const isShort = /^[\p{Script=Han}《》（）()〈〉、\d]{2,16}$/u.test(line.text);
    if (!opened && !(isShort && startsTitle(first.text))) return undefined;
    joined += line.text;
    if (!isOfficialTitle(withoutNumber(joined).title)) continue;
    const all = Array.from({ length: next - at + 1 }, (_, step) => at + step);
    return { title: joined, lines: all };
  }
  return undefined;
}

function letterheadOnly(line: PaperLine): boolean {
  return /文\s*件$/u.test(line.text) && letterheadOf(line) !== undefined;
}

function goesOn(line: PaperLine): boolean {
  return (
    line.text.length <= MAX_CONTINUATION &&
    !isCounted(line.text) &&
    numberLine(line) === undefined &&
    datedLine(line) === undefined &&
    !/[。；;：:！!?？,，]/u.test(line.text)
  );
}

/** 某县2024年农村饮水工程, whose genre stands in the next line. */
function startsTitle(text: string): boolean {
  return text.length <= 44 && /[县市区州旗省]|20\d\d年/u.test(text) && !/[,，、。]$/u.test(text);
}

interface Signature extends DatedLine {
  readonly at: number;
}

/** How far from the end a date without an office may be the signature's. */
const TAIL = 4;

/** The first signature below the head: an office and a date, in one line or two; else a date among the last lines. */
function signatureOf(
  lines: readonly PaperLine[],
  body: number,
  title: string | undefined,
): Signature | undefined {
  for (let at = body; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined) break;
    const before = lines[at - 1];
    const dated = datedLine(line) ?? monthSigned(line, before);
    if (dated === undefined || dated.isPrinted || dated.isPassed) continue;
    const behind = lines[at + 1];
    const above = at > body && before ? officeOf(before) : undefined;
    const below = behind ? officeOf(behind) : undefined;
    const ends =
      at >= lines.length - TAIL ||
      behind === undefined ||
      isClosingNote(behind) ||
      isAttachment(behind) ||
      officialTitleAt(lines, at + 1) !== undefined;
    const all = dated.office ?? (above === undefined ? undefined : officesAbove(lines, at, body));
    if (above !== undefined || (dated.office !== undefined && ends))
      return { ...dated, ...(all === undefined ? {} : { office: all }), at };
    if (below !== undefined && ends) return { ...dated, office: below, at: at + 1 };
    const afterColon = /[:：]$/u.test(before?.text ?? '');
    if (ends && !afterColon && (title !== undefined || at >= lines.length - 2)) return { ...dated, at };
  }
  return undefined;
}

/** A month is a signature's only with its office, before or above it. */
function monthSigned(line: PaperLine, above: PaperLine | undefined): DatedLine | undefined {
  const month = monthLine(line);
  const isSigned = month?.office !== undefined || (above !== undefined && officeOf(above) !== undefined);
  return isSigned ? month : undefined;
}

/** The offices of a joint signature stand in lines of their own, one above the other. */
function officesAbove(lines: readonly PaperLine[], at: number, body: number): string {
  const offices: string[] = [];
  for (let above = at - 1; above >= body; above--) {
    const line = lines[above];
    const office = line && officeOf(line);
    if (office === undefined) break;
    offices.unshift(office);
  }
  return offices.join('、');
}

export function isAttachment({ text }: PaperLine): boolean {
  return /^附\s*(?:件|表|录)?\s*[\d一二三四五六七八九十]{0,2}\s*(?:[:：.、].*)?$/u.test(text);
}

function lastPrinted(lines: readonly PaperLine[], body: number): string | undefined {
  return lines
    .slice(body)
    .map(datedLine)
    .findLast((dated) => dated?.isPrinted)?.date;
}
