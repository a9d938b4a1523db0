import { readNumber } from '../../core/language/numerals.ts';
import { fold, sentences, slice } from '../../core/language/text.ts';
import type { Span } from '../../core/types.ts';
import { daysLater, fullDate } from '../dates.ts';

export interface Validity {
  readonly effectiveFrom?: string;
  readonly validUntil?: string;
  readonly validity?: readonly Span[];
}

const KINDS =
  '办法|细则|规定|方案|通知|意见|标准|公告|通告|决定|条例|规程|规则|制度|指南|须知|政策|措施|文件|章程|预案|规范|目录|清单|令';
/** The paper speaks of itself: 本办法, 调整后的标准. */
const ITSELF = new RegExp(
  `本(?:\\p{Script=Han}{0,6})?(?:${KINDS})|(?:调整后|新|上述|以上|新的?)(?:的)?\\p{Script=Han}{0,10}标准`,
  'u',
);
const HOLDS = '(?:正式)?(?:施行|实施|执行|生效|试行)';
const SINCE = /(?:自|从|于)\s*$/u;
const SPEAKS_OF_HOLDING = new RegExp(`${HOLDS}|有效期`, 'u');
/** A deed that begins on a day, rather than a rule. */
const BEGINS_DEED = /受理|报名|申请|登记|开放|办理|开展|启动|集中|收购|征集|接受|缴|动工|开工|禁止|封/u;
const SETS = /标准|补贴|补助|提高|调整|为每|每人|每月|每年|每亩|每户|每具|每头|待遇|费用|价格|按/u;
const FROM_ISSUE = new RegExp(
  `自(?:发布|印发|公布|发文|下发|颁布)之日起(?:(?:满)?(\\d{1,3}|[一二三四五六七八九十]{1,3})日(?:后|起))?[^,。;]{0,6}?${HOLDS}`,
  'u',
);
const TERM =
  /(?:有效期(?:限)?|试行期?(?:限)?|暂行期?)\s*(?:为|是|:)?\s*(?:(\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(个月|年)(半)?|(半)\s*年)/u;
const UNTIL =
  /(?:有效期(?:限)?\s*(?:为|是|:|截)?\s*(?:[^,。;]{0,30}?)|施行|执行|实施|试行|有效|[日起])\s*,?\s*(?:至|到|截至|截止至?|-)\s*$/u;
/** What is longer is no sentence that rules something, but lines run together. */
const MAX_SENTENCE = 600;
/** What else has a term of validity: a certificate, a contract. */
const OTHER_TERM = /证|卡|合同|协议|承诺|许可|执照|资格|结果|成绩|公示期|聘期/u;
/** A character of a day or a term that was not read: 自□□□□年7月1日起施行, 有效期□年. */
const HOLE =
  /[\d零一二三四五六七八九十年月日]\s*□|□\s*[\d零一二三四五六七八九十年月日]|自\s*□|□\s*起?\s*(?:施行|实施|执行|生效|试行)/u;
/** Reaching back, the words that another paper's name ends with make it the one that is spoken of. */
const OTHER_PAPER = /》(?:[(（][^()（）]*[)）])?\s*(?:将|已|于|自|从)?\s*$/u;

/**
 * Since when and how long a paper holds, by the sentences in which it speaks of itself; a term (有效期五年) is reckoned from
 * the first day, its last day is the one before the same day of the month. A sentence with a hole in its figures tells nothing.
 * @param within the stretches that are the paper's own.
 * @param title of the paper: a sentence about it by name counts.
 */
export function validityOf(
  text: string,
  within: readonly Span[],
  { title, issuedOn }: { title: string; issuedOn?: string },
): Validity {
  let from: { date: string; rank: number } | undefined;
  let until: string | undefined;
  let term: { years?: number; months?: number } | undefined;
  let isHoled = false;
  const told: { span: Span; rank: number; date: string | undefined }[] = [];
  for (const sentence of within.flatMap((span) => sentences(text, span))) {
    if (sentence.end - sentence.start > MAX_SENTENCE) continue;
    const folded = fold(slice(text, sentence));
    if (HOLE.test(folded)) {
      isHoled ||= SPEAKS_OF_HOLDING.test(folded);
      continue;
    }
    const above = told.at(-1);
    const follows =
      above !== undefined && above.rank > 1 && text.slice(above.span.end, sentence.start).trim() === '';
    const start = startIn(folded, title, issuedOn);
    const last = endIn(folded, start !== undefined || follows || ITSELF.test(folded));
    if (start === undefined && last === undefined) continue;
    if (start !== undefined && start.date !== '' && start.rank > (from?.rank ?? 0)) from = start;
    if (last?.date !== undefined) until ??= last.date;
    if (last?.term !== undefined) term ??= last.term;
    told.push({ span: sentence, rank: last === undefined ? (start?.rank ?? 0) : 3, date: start?.date });
  }
  const spans = told.filter(({ rank, date }) => rank > 1 || date === from?.date).map(({ span }) => span);
  const since = from?.date ?? (issuedOn?.length === 10 ? issuedOn : undefined);
  if (until === undefined && term !== undefined && since !== undefined && !isHoled)
    until = daysLater(since, { ...term, days: -1 });
  return {
    ...(from === undefined ? {} : { effectiveFrom: from.date }),
    ...(until === undefined ? {} : { validUntil: until }),
    ...(spans.length === 0 ? {} : { validity: spans }),
  };
}

/** The first day that a sentence sets; `rank` 3: says that the paper holds from then, 2: that it is executed, 1: figures from a day on. */
function startIn(
  folded: string,
  title: string,
  issuedOn: string | undefined,
): { date: string; rank: number } | undefined {
  const issue = FROM_ISSUE.exec(folded);
  if (issue !== null && !isOther(folded.slice(0, issue.index), title)) {
    const days = issue[1] === undefined ? 0 : readNumber(issue[1]).value;
    return { date: issuedOn?.length === 10 ? daysLater(issuedOn, { days }) : '', rank: 3 };
  }
  for (let at = 0; ; ) {
    const found = fullDate(folded.slice(at));
    if (found === undefined) return undefined;
    const before = folded.slice(0, at + found.start);
    const behind = folded.slice(at + found.end);
    at += found.end;
    const rank = rankOf(before, behind, title);
    if (rank > 0) return { date: found.date, rank };
  }
}

function rankOf(before: string, behind: string, title: string): number {
  const clause = /[^,。;:]*$/u.exec(before.replace(/(?:自|从|于)?\s*$/u, ''))?.[0] ?? '';
  if (/有效期/u.test(clause) && /^(?:起)?\s*(?:至|到|-)/u.test(behind)) return 3;
  const isRange = /^起?\s*(?:至|到|-|~)/u.test(behind);
  const holds = new RegExp(
    `^(?:零时)?起?,?(?:在全\\p{Script=Han}{1,4})?(?:统一|开始|全面)?${HOLDS}`,
    'u',
  ).test(behind.replace(/^起?\s*(?:至|到|-|~).*?(?=施行|执行|试行|实施)/u, ''));
  if (holds && (SINCE.test(before) || /^起/u.test(behind))) {
    if (isOther(before, title)) return 0;
    return ITSELF.test(clause) ||
      clause.trim() === '' ||
      clause.includes(title) ||
      /^[\d一二三四五六七八九十第条、.()（）\s]*$/u.test(clause)
      ? 3
      : 2;
  }
  if (isRange || !SINCE.test(before) || !/^起/u.test(behind)) return 0;
  const opens = /^(?:[\d一二三四五六七八九十第条、.()（）\s]*|.*[,:])\s*(?:自|从)\s*$/u.test(before);
  return opens && SETS.test(behind) && !BEGINS_DEED.test(behind.slice(0, 24)) ? 1 : 0;
}

/** Whether what stands before names another paper as what holds from then on. */
function isOther(before: string, title: string): boolean {
  if (!OTHER_PAPER.test(before)) return false;
  const named = /《([^《》]+(?:《[^《》]*》[^《》]*)?)》[^《》]*$/u.exec(before)?.[1] ?? '';
  return named === '' || !fold(title).includes(named);
}

/** The term or last day that a sentence sets. @param isOwn whether the sentence speaks of the paper, or stands behind one that does. */
function endIn(
  folded: string,
  isOwn: boolean,
): { date?: string; term?: { years?: number; months?: number } } | undefined {
  const term = TERM.exec(folded);
  if (
    term !== null &&
    (isOwn ||
      (/^\s*(?:[一二三四五六七八九十\d第条、.()]*\s*)(?:有效期)/u.test(folded) && folded.length <= 24)) &&
    !isOtherTerm(folded, term.index)
  ) {
    return { term: termOf(term) };
  }
  if (!isOwn) return undefined;
  for (let at = 0; ; ) {
    const found = fullDate(folded.slice(at));
    if (found === undefined) return undefined;
    const before = folded.slice(0, at + found.start);
    at += found.end;
    const until = UNTIL.exec(before);
    if (until !== null && !isOtherTerm(before, until.index)) return { date: found.date };
  }
}

/** 两年, 18个月, 一年半, 半年. */
function termOf([, written = '', unit, more, half]: RegExpExecArray): { years?: number; months?: number } {
  if (half !== undefined) return { months: 6 };
  const amount = readNumber(written).value;
  if (unit === '个月') return { months: amount };
  return more === undefined ? { years: amount } : { months: amount * 12 + 6 };
}

function isOtherTerm(folded: string, at: number): boolean {
  const clause = /[^,。;]*$/u.exec(folded.slice(0, at))?.[0] ?? '';
  return OTHER_TERM.test(clause) && !ITSELF.test(clause);
}
