import { HAN_NUMERAL, readNumber, readRoman } from '../numerals.ts';

const N = `(?:\\d{1,3}|${HAN_NUMERAL}{1,3})`;
/** What one of a row is called by its number. */
const KIND =
  '(?:个月|阶段|标段|学期|产业|小学|中学|年(?![级度龄])|季度?|名(?![下单义])|[轮批期步段档类次组针剂遍套台胎孩])';
const JOINED = '[、,和及与或至到~—-]';
const OPEN = '(?:起|以后|之后|及以上|以上|及其后|及?以下)';
/** 第二批, 第三、四轮, 第二年至第四年, 第四年起. */
const ORDINAL = new RegExp(
  `第(?<list>${N}(?:${KIND}?${JOINED}第?${N}){0,4})(?<kind>${KIND})(?<open>${OPEN}?)`,
  'gu',
);
/** 首批, 头一步, 前三年, 头两个月. */
const FIRST = new RegExp(`(?:首|头一|[前头](?<upTo>${N}))(?<kind>${KIND})`, 'gu');
/** Before an ordinal without its sign: it is no part of a longer number, and nothing is counted (分三期). */
const UNCOUNTED = `(?<![第\\d.几每多上下前后分共计有办各这]|${HAN_NUMERAL})`;
const BARE_KIND = '(?<kind>期(?!间)|孩|胎|季度|[档组])';
/** 三期, 二孩及以上, 四季度: ordinals without their sign. Of one (一期) and where they are counted (分三期) they are numbers. */
const BARE = new RegExp(
  `${UNCOUNTED}(?<list>[二三四五六](?:[、和及与或至到][三四五六]){0,4}|[1-4一](?=季度))${BARE_KIND}(?<open>${OPEN}?)`,
  'gu',
);
/** 一期工程, 3组, 二轮承包: the same as a text says them, where nobody asks for how long one lasts. */
const BARE_TOLD = new RegExp(
  `${UNCOUNTED}(?<list>(?:\\d{1,2}|[一二三四五六七八九十])(?:[、和及与或至到](?:\\d{1,2}|[二三四五六七八九十])){0,4})(?:${BARE_KIND}|(?<round>轮)(?=土地|承包|延包))(?<open>${OPEN}?)`,
  'gu',
);
/** 二年级, 四星级以上, 双人间, 六轴: what is called by a number of its own. */
const CALLED = new RegExp(
  `(?<![第\\d.几每多]|${HAN_NUMERAL})(?<list>(?:\\d|[单双一二两三四五六七八九])(?:[、,和及与或至到~—-](?:\\d|[二三四五六七八九])){0,4})(?<kind>年级|星(?!期)|人间|轴)级?(?<open>${OPEN}?)`,
  'gu',
);
/** Ⅲ期, iii期: a stage of an illness. */
const STAGE = /[ⅠⅡⅢⅣⅰⅱⅲⅳ](?=期)|(?<![a-z])(?:i{1,3}|iv)(?=期)/gu;
const NUMBERS = new RegExp(`${N}|[单双]`, 'gu');
/** One that is open goes on to here. */
const MANY = 40;
/** 补助以后每次: what comes after one is told as well, without its number. */
const GOES_ON = /以后|之后|后续|此后|往后|再次|其后|逐年/u;

/**
 * The ordinals that a folded question says by their numbers, one that spans two as each of these: 2批, 3轮, 4轮. Of one that is
 * open (第四年起) the first. Parts of a year are 季, children 孩, shots 针.
 */
export function ordinalsAsked(folded: string): string[] {
  return ordinalsBy([ORDINAL, BARE, CALLED], folded, false);
}

/** The same of a folded text: with all that an open one reaches, and what is first or next by another word. */
export function ordinalsTold(folded: string): string[] {
  const first = [...folded.matchAll(FIRST)].flatMap(({ groups: { upTo = '1', kind = '' } = {} }) =>
    named(1, readNumber(upTo).value, kind),
  );
  const years = [...(folded.includes('当年') ? ['1年'] : []), ...(folded.includes('次年') ? ['2年'] : [])];
  return [...ordinalsBy([ORDINAL, BARE_TOLD, CALLED], folded, true), ...first, ...years];
}

function ordinalsBy(forms: readonly RegExp[], folded: string, reachesOn: boolean): string[] {
  const text = folded.replaceAll(STAGE, (roman) => `第${readRoman(roman)}`);
  return forms
    .flatMap((form) => [...text.matchAll(form)])
    .flatMap(({ groups = {} }) => {
      const { list = '', round = '', kind = round, open = '' } = groups;
      const numbers = (list.match(NUMBERS) ?? []).map(numberOf);
      const [from = 0] = numbers;
      const last = numbers.at(-1) ?? from;
      if (open.endsWith('下') && reachesOn) return named(1, last, kind);
      if (open !== '' && reachesOn) return named(from, MANY, kind);
      return /[至到~—-]/u.test(list)
        ? named(from, last, kind)
        : numbers.flatMap((one) => named(one, one, kind));
    });
}

function numberOf(written: string): number {
  return '单双'.includes(written) ? '单双'.indexOf(written) + 1 : readNumber(written).value;
}

function named(from: number, upTo: number, kind: string): string[] {
  const called = kind
    .replace(/^季度$/u, '季')
    .replace('胎', '孩')
    .replace('剂', '针');
  return numberedFrom(from, Math.min(upTo, MANY), called);
}

/** Names of one kind by their numbers, from one up to another: 9号楼, 10号楼, 11号楼. */
export function numberedFrom(from: number, upTo: number, kind: string): string[] {
  return Array.from({ length: Math.max(0, upTo - from + 1) }, (_, at) => `${from + at}${kind}`);
}

/** Whether a folded text tells of what follows those that it names, so that it may be of any later one. */
export function goesOn(folded: string): boolean {
  return GOES_ON.test(folded);
}
