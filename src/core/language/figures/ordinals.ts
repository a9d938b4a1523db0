import { HAN_NUMERAL, readNumber } from '../numerals.ts';

const N = `(?:\\d{1,3}|${HAN_NUMERAL}{1,3})`;
/** What one of a row is called by its number. */
const KIND = '(?:个月|阶段|标段|学期|产业|小学|中学|年(?!级|度)|季度?|[轮批期步段档类次组针遍套台胎孩名])';
const JOINED = '[、,和及与或至到~—-]';
const OPEN = '(?:起|开始|以后|之后|及以上|以上|及其后)';
/** 第二批, 第三、四轮, 第二年至第四年, 第四年起. */
const ORDINAL = new RegExp(
  `第(?<list>${N}(?:${KIND}?${JOINED}第?${N}){0,4})(?<kind>${KIND})(?<open>${OPEN}?)`,
  'gu',
);
/** 首批, 头一步, 前三年, 头两个月. */
const FIRST = new RegExp(`(?:首|头一|[前头](?<upTo>${N}))(?<kind>${KIND})`, 'gu');
/** 三期, 二孩及以上, 四季度: ordinals without their sign. Of one (一期) and where they are counted (分三期) they are numbers. */
const BARE = new RegExp(
  `(?<![第\\d.几每多上下前后分共计有办各这]|${HAN_NUMERAL})(?<list>[二三四五六](?:[、和及与或至到][三四五六])?)(?<kind>期(?!间)|孩|胎|季度|[档组])(?<open>${OPEN}?)`,
  'gu',
);
/** 二年级, 四星级以上, 双人间, 六轴: what is called by a number of its own. */
const CALLED = new RegExp(
  `(?<![第\\d.几每多]|${HAN_NUMERAL})(?<list>(?:\\d|[单双一二两三四五六七八九])(?:[、,和及与或至到~—-](?:\\d|[二三四五六七八九]))?)(?<kind>年级|星(?!期)|人间|轴)级?(?<open>${OPEN}?)`,
  'gu',
);
/** Ⅲ期, iii期: a stage of an illness. */
const STAGE = /[ⅠⅡⅢⅣⅰⅱⅲⅳ](?=期)|(?<![a-z])(?:i{1,3}|iv)(?=期)/gu;
const STAGES = ['i', 'ii', 'iii', 'iv'];
const NUMBERS = new RegExp(`${N}|[单双]`, 'gu');
/** One that is open goes on to here. */
const MANY = 40;
/** 补助以后每次: what comes after one is told as well, without its number. */
const GOES_ON = /以后|之后|后续|此后|往后|再次|其后|逐年/u;

/**
 * The ordinals that a folded text says by their numbers, one that spans several as each of these: 2批, 3轮, 4轮. Parts of a
 * year are 季, children 孩.
 */
export function ordinalsIn(folded: string): string[] {
  const text = folded.replaceAll(
    STAGE,
    (roman) => `第${STAGES.indexOf(roman.normalize('NFKC').toLowerCase()) + 1}`,
  );
  return [ORDINAL, BARE, CALLED]
    .flatMap((form) => [...text.matchAll(form)])
    .flatMap(({ groups = {} }) => {
      const { list = '', kind = '', open = '' } = groups;
      const numbers = (list.match(NUMBERS) ?? []).map(numberOf);
      const [from = 0] = numbers;
      const last = numbers.at(-1) ?? from;
      if (open !== '') return named(from, MANY, kind);
      return /[至到~—-]/u.test(list)
        ? named(from, last, kind)
        : numbers.flatMap((one) => named(one, one, kind));
    });
}

/** The same of what is first by another word. Asked of (头三个月), it mostly tells of a time. */
export function firstIn(folded: string): string[] {
  return [...folded.matchAll(FIRST)].flatMap(({ groups: { upTo = '1', kind = '' } = {} }) =>
    named(1, readNumber(upTo).value, kind),
  );
}

function numberOf(written: string): number {
  return '单双'.includes(written) ? '单双'.indexOf(written) + 1 : readNumber(written).value;
}

function named(from: number, upTo: number, kind: string): string[] {
  const called = kind.replace(/^季度$/u, '季').replace('胎', '孩');
  return Array.from(
    { length: Math.max(0, Math.min(upTo, MANY) - from + 1) },
    (_, at) => `${from + at}${called}`,
  );
}

/** Whether a folded text tells of what follows those that it names, so that it may be of any later one. */
export function goesOn(folded: string): boolean {
  return GOES_ON.test(folded);
}
