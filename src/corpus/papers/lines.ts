import { readNumber } from '../../core/language/numerals.ts';
import { fold } from '../../core/language/text.ts';
import { EDITION, RULE_GENRES } from '../../core/papers/titles.ts';
import type { Span } from '../../core/types.ts';
import { firstDate, fullDate } from '../dates.ts';
import { plainHeading } from '../structure/headings.ts';

/** A line of a cleaned text, with what it shows by itself of the frame of a paper. */
export interface PaperLine {
  readonly span: Span;
  /** Without Markdown's marks. */
  readonly text: string;
  readonly folded: string;
}

/** The lines that have words. */
export function paperLines(text: string, within: Span = { start: 0, end: text.length }): PaperLine[] {
  const lines: PaperLine[] = [];
  let start = within.start;
  for (const raw of text.slice(within.start, within.end).split('\n')) {
    const line = raw.trim();
    const from = start + raw.indexOf(line);
    start += raw.length + 1;
    if (line === '') continue;
    const plain = plainHeading(line);
    lines.push({ span: { start: from, end: from + line.length }, text: plain, folded: fold(plain) });
  }
  return lines;
}

const OTHER_GENRES = [
  ...[
    '公示',
    '公报',
    '通报',
    '复函',
    '答复',
    '函',
    '批复',
    '令',
    '计划',
    '规划',
    '名单',
    '汇编',
    '选编',
    '明白卡',
    '明白纸',
    '问答',
    '手册',
    '一览表',
  ],
  ...[
    '解读',
    '简介',
    '要点',
    '说明',
    '守则',
    '纪要',
    '请示',
    '报告',
    '倡议书',
    '公开信',
    '告知书',
    '告示',
    '办事流程',
    '流程',
  ],
];
const MARK =
  /^(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[、.．]|第[一二三四五六七八九十百\d]+[章节条编部篇])/u;
const NO_TITLE =
  /^(?:附件|附表|附:|根据|按照|依据|现将|为了|请|本|此|以上|上述|凡|经|《)|如下|[。！!?？;；:：,，]$|。/u;
const GENRE = new RegExp(`(?:${[...RULE_GENRES, ...OTHER_GENRES].join('|')})${EDITION}$`, 'u');
const MAX_TITLE = 90;

/** Whether the words end as the title of an official paper does: …的通知, …办法（试行）. */
export function isOfficialTitle(text: string): boolean {
  return (
    text.length >= 6 &&
    text.length <= MAX_TITLE &&
    GENRE.test(text) &&
    !NO_TITLE.test(text) &&
    !MARK.test(text) &&
    isClosed(text)
  );
}

export function isCounted(text: string): boolean {
  return MARK.test(text);
}

/** The words behind the mark of a counted line: 二、某县民政局关于… without 二、. */
export function withoutCount(text: string): string {
  return text.replace(MARK, '').trimStart();
}

function isClosed(text: string): boolean {
  return text.split('《').length === text.split('》').length;
}

const OFFICE =
  /^(?:中共|中国)?[\p{Script=Han}（）()、\s]{2,80}?(?:政府|办公室|委员会|工作委|纪委|党委|县委|市委|区委|省委|党组|局|厅|部|办|法院|检察院|中心|总站|联合会|联社|指挥部|领导小组|工作组|协会|大队|支队|公司|管理所|管理站)$/u;

/** The office of a line that is nothing else: 某县民政局; several in one line are joined with 、. */
export function officeOf({ text }: PaperLine): string | undefined {
  const bare = text
    .replace(/^[(（]([^()（）]+)[)）]$/u, '$1')
    .replace(/\s*[(（](?:盖?章|代章|公章)[)）]$/u, '');
  if (
    bare.length < 4 ||
    bare.length > 90 ||
    !OFFICE.test(bare) ||
    MARK.test(bare) ||
    /关于|[。，：]/u.test(bare)
  )
    return undefined;
  const names = bare.trim().split(/\s+/u);
  if (names.length === 1) return bare.trim();
  return names.every((name) => name.length >= 4) ? names.join('、') : names.join('');
}

/** The office of a letterhead: 某县民政局文件, 某县人民政府令. */
export function letterheadOf(line: PaperLine): string | undefined {
  return officeOf({ ...line, text: line.text.replace(/\s*(?:文\s*件|(?<=政府)\s*令)$/u, '') });
}

export interface DatedLine {
  readonly date: string;
  readonly office?: string;
  /** A line of printing (…印发): later than the paper's own date, where it has one. */
  readonly isPrinted: boolean;
  /** A bracket that tells who passed it and when. */
  readonly isPassed: boolean;
}

const BEFORE_DATE = /^(?:(?:成文|发文|发布|印发|公布|公开|签发|签署|制定)(?:日期|时间|于)?\s*:?\s*)?$/u;
const BEHIND_DATE = /^\s*(?:印[发制]|制|发布|公布|公开|公告|发文)?\s*$/u;

/** The date of a line that is nothing but a date, an office and a date, or a bracket that tells of issuing. */
export function datedLine(line: PaperLine): DatedLine | undefined {
  const bracketed = /^[(（【[](.*)[)）\]】]$/u.exec(line.folded);
  const offset = bracketed ? 1 : 0;
  const folded = bracketed?.[1] ?? line.folded;
  if (folded.length > 120) return undefined;
  const found = fullDate(folded);
  if (found === undefined) return undefined;
  const before = folded.slice(0, found.start).trim();
  const behind = folded.slice(found.end);
  const isPrinted = /印[发制]/u.test(before + behind);
  if (BEFORE_DATE.test(before) && BEHIND_DATE.test(behind))
    return { date: found.date, isPrinted, isPassed: false };
  if (BEHIND_DATE.test(behind)) {
    const text = line.text.slice(offset, offset + found.start).trim();
    const office = officeOf({ ...line, text });
    if (office !== undefined) return { date: found.date, office, isPrinted, isPassed: false };
  }
  if (bracketed && /通过|公布|发布|印发|修订|修正/u.test(folded))
    return { date: lastPassed(folded), isPrinted: false, isPassed: true };
  return undefined;
}

const MONTH =
  /((?:19|20)\d{2}|[一二][零一二三四五六七八九]{3})\s*年\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*月$/u;

/** The month of a line that is nothing but a month, or an office and a month. */
export function monthLine(line: PaperLine): DatedLine | undefined {
  const folded = line.folded.replace(/^[(]([^()]*)[)]$/u, ' $1').trimEnd();
  const month = folded.length > 120 ? null : MONTH.exec(folded);
  if (month === null) return undefined;
  const [year, of] = [month[1], month[2]].map((written = '') => readNumber(written).value);
  const date = firstDate(`${year}年${of}月`);
  if (date?.length !== 7) return undefined;
  const before = line.text
    .slice(0, month.index)
    .replace(/^[(（]/u, '')
    .trim();
  const office = before === '' ? undefined : officeOf({ ...line, text: before });
  if (before !== '' && office === undefined) return undefined;
  return { date, ...(office === undefined ? {} : { office }), isPrinted: false, isPassed: false };
}

/** Of 2019年…通过 2023年…修订, 自…起施行 the last one that issues it. */
function lastPassed(folded: string): string {
  let date = '';
  let at = 0;
  for (;;) {
    const found = fullDate(folded.slice(at));
    if (found === undefined) return date;
    const behind = folded.slice(at + found.end, at + found.end + 60);
    const isStart = /^起?(?:施行|实施|执行)|^起/u.test(behind);
    if (!isStart || date === '') date = found.date;
    at += found.end;
  }
}

/** Words below a signature that belong to the frame: (此件公开发布). */
export function isClosingNote({ folded }: PaperLine): boolean {
  return /^[(（]?(?:此件|联系人|信息公开|公开方式|公开属性|抄送|主题词)/u.test(folded) && folded.length <= 90;
}
