import type { PaperNumber } from '../facts/corpus.ts';
import { readNumber } from '../language/numerals.ts';
import { fold } from '../language/text.ts';
import type { AskedQuestion } from '../question/question.ts';
import { RULE_GENRES } from './titles.ts';

/** A part of a paper that is named by its number. */
export interface PartName {
  readonly number: number;
  readonly unit: '条' | '章';
}

/** @param match the number of a part and its unit, behind the whole. */
export function partNamed([, number = '', unit]: RegExpExecArray): PartName {
  return { number: readNumber(number).value, unit: unit === '章' ? '章' : '条' };
}

/** What a question asks of a paper, and not of what the paper rules. */
export type PaperQuestion =
  /** 第九条说什么. */
  | { readonly kind: 'part'; readonly part: PartName }
  /** 是什么文号; 废止了哪些文件. */
  | { readonly kind: 'number' | 'repeals' }
  /** 某政办发〔2024〕3号是哪个文件. */
  | { readonly kind: 'title'; readonly number: PaperNumber; readonly asksContent: boolean }
  /** 是哪天印发的. */
  | { readonly kind: 'issue'; readonly number: PaperNumber | undefined }
  /** 什么时候施行, 有效期到什么时候, 还有效吗. */
  | {
      readonly kind: 'validity';
      readonly number: PaperNumber | undefined;
      readonly asksStanding: boolean;
    };

const PART = /第\s*([一二三四五六七八九十百零\d]{1,5})\s*([条章])(?![件款约例])/u;
const NUMBER = /(\p{Script=Han}{1,16})\s*[〔[(【]\s*((?:19|20)\d{2})\s*[〕\])】]\s*第?\s*(\d{1,4})\s*号/u;
/** 民发6号, 18号文: a number as people say it; 6月18号 is a day, and 15号发 tells when something is paid. */
const SAID_NUMBER =
  /(\p{Script=Han}{0,10}(?:[政办民社农财教水林牧保卫残建资交旅商审监急]发|办函|政规|令))\s*第?\s*(\d{1,4})\s*号|(?<![\d月.])第?(\d{1,4})\s*号(?:文|通知)/u;
const ASKS_NUMBER =
  /文号|发文字号|发文号|文件号|文件编号|(?:几|多少|哪个)号文|文(?:件)?的?是?(?:多少|几|哪个)号/u;
/** How people say that a paper still holds. */
const COUNTS_STILL = '算数|作数|还(?:能|在)(?:用|执行)';
const ASKS_VALIDITY = new RegExp(
  `有效期|施行|生效|到期|失效|废止|作废|有效|过期|(?:还|能)(?:能)?管用|${COUNTS_STILL}|(?:管|用)到(?:哪|什么时候|几)`,
  'u',
);
/** What only a paper does. */
const OF_PAPERS_ALONE = /施行|废止|文号/u;
const NAMES_PAPER = new RegExp(`《|文件|条文|${RULE_GENRES.join('|')}`, 'u');
/** 有没有办法: a way, and no rule. */
const NO_RULE = /(?:有没有|没有|没|有|什么|想)(?:个|啥|什么)?办法/gu;
/** 废止了哪个文件, 哪些文件被它废止. */
const ASKS_REPEALS =
  /(?:废止|代替|取代)(?:掉)?(?:了|的)?(?:是)?(?:哪|什么|几)|(?:把|将)(?:哪|什么).{0,8}(?:废止|代替|取代)|(?:哪|什么).{0,8}被.{2,20}(?:废止|代替|取代)|(?:哪|什么)些?(?:规范性)?文件(?:都|已经|已|被){0,2}(?:废止|失效|作废)/u;
/** When a paper was issued, and not when what it rules is given out. */
const ASKS_ISSUE =
  /(?:哪(?:一)?[天年日]|哪个月|什么时候|何时|几号|几月).{0,4}(?:印|发布|印发|下发|发文|公布|出台|成文|制定|出的|发的)|(?:印发|成文|发文|发布)(?:的)?(?:日期|时间)/u;
const ASKS_STANDING = new RegExp(`废止|作废|失效|过期|有效(?!期)|管用|${COUNTS_STILL}`, 'u');
const ASKS_CONTENT = /讲|说|内容|规定|关于什么|干什么|管什么/u;
/** Words that ask of a paper, and name none. */
const OF_PAPERS: ReadonlySet<string> = new Set(
  '哪天 印 印发 发布 下发 出台 公布 成文 日期 时间 管 用 到 管到 用到 文号 发文字号 发文 字号 文件号 编号 号 文件 文 有效期 有效 期限 期 施行 实施 执行 生效 开始 起 到期 失效 废止 作废 过期 规定 内容 讲 说 条 章 现在 目前 还 已经 管用 具体 写 代替 取代 哪个 哪些'.split(
    ' ',
  ),
);

/** What a question asks of a paper; null where it asks of what papers rule. */
export function paperAsked({ text, written }: Pick<AskedQuestion, 'text' | 'written'>): PaperQuestion | null {
  const part = PART.exec(fold(written));
  if (part !== null) return { kind: 'part', part: partNamed(part) };
  if (ASKS_NUMBER.test(written)) return { kind: 'number' };
  if (ASKS_REPEALS.test(written)) return { kind: 'repeals' };
  const number = numberIn(text) ?? saidNumberIn(text);
  const isOfPaper =
    number !== undefined ||
    OF_PAPERS_ALONE.test(written) ||
    NAMES_PAPER.test((text + written).replaceAll(NO_RULE, ' '));
  if (isOfPaper && ASKS_ISSUE.test(written)) return { kind: 'issue', number };
  if (isOfPaper && ASKS_VALIDITY.test(written))
    return { kind: 'validity', number, asksStanding: ASKS_STANDING.test(written) };
  if (number === undefined) return null;
  return { kind: 'title', number, asksContent: ASKS_CONTENT.test(written.replaceAll(NUMBERS, '')) };
}

/** A document number as people say it, without its year, and often without its letters. */
function saidNumberIn(text: string): PaperNumber | undefined {
  const match = SAID_NUMBER.exec(fold(text));
  return match === null ? undefined : { letters: match[1] ?? '', serial: Number(match[2] ?? match[3]) };
}

const NUMBERS = new RegExp(NUMBER.source, 'gu');

/** The first document number of a text. */
export function numberIn(text: string): PaperNumber | undefined {
  const [whole, letters = '', year, serial] = NUMBER.exec(fold(text)) ?? [];
  return whole === undefined ? undefined : { letters, year: Number(year), serial: Number(serial) };
}

/** Whether two numbers are of one paper: either may have words before its letters. */
export function isSameNumber(a: PaperNumber, b: PaperNumber): boolean {
  const endsAlike = a.letters.endsWith(b.letters) || b.letters.endsWith(a.letters);
  const isOfYear = a.year === undefined || b.year === undefined || a.year === b.year;
  return isOfYear && a.serial === b.serial && endsAlike;
}

/** The words of a subject that may name the paper that is asked about. */
export function namingWords<T extends { readonly term: string }>(subject: readonly T[], text: string): T[] {
  const folded = fold(text);
  const ofNumber = (NUMBER.exec(folded) ?? SAID_NUMBER.exec(folded))?.[0] ?? '';
  const ofPart = PART.exec(folded)?.[0] ?? '';
  return subject.filter(
    ({ term }) =>
      !OF_PAPERS.has(term) && !/^[\d.]+$/u.test(term) && !ofNumber.includes(term) && !ofPart.includes(term),
  );
}
