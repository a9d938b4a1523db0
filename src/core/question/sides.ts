import type { Span } from '../types.ts';

const NAME = '\u0000';
/** What stands between the names of what is held against each other, or behind the last: 和, 跟, 比. */
const LINK = '(?:相比|比起来|比一比|对比|还有|以及|[和跟与同及或比较、,，\\s])';
const NAMES = new RegExp(
  `(?:${LINK}{0,2}${NAME})?${LINK}*${NAME}(?:${LINK}*${NAME})*(?:这?[两二三]个?[县地边家个](?![里内]))?(?:相比|比起来|比一比|比)?`,
  'gu',
);
const WHICH = '(?:哪一?[个边里家头方](?:县|市|区|旗|地方)?|哪儿|谁)(?:的)?';
const BY = '(?:得|要|会|还|更|比较|算|来得)*';
const MORE =
  '(?<price>便宜|划算|贵)|(?<amount>实惠|优惠|多|少|高|低|大|小)|(?<time>快|慢|久|长|短)|(?<day>早|晚)';
const BIT = '(?:一些|一点|点儿?|些)?[呢啊呀]?';
const WHICH_IS_MORE = new RegExp(
  `[,，]?(?<which>${WHICH})(?<what>.{0,12}?)${BY}(?:${MORE})${BIT}(?=$|[,，?？。])`,
  'u',
);
/** 甲比乙搬迁的人多吗: whether one is more. */
const IS_MORE = new RegExp(`^(?<what>.*?)${BY}(?:${MORE})${BIT}(?:吗|么|没有?|不)[?？]?$`, 'u');
/** 高多少, 相差几天: of each it is asked how much. */
const BY_HOW_MUCH = /(?:[多少高低大小快慢早晚长短贵]|相差|便宜|差)(?:了|出|上)?(?=多少|几)/gu;
const EACH = /各自?(?![个类种项样乡镇村级地县年月族])|分别|(?<=^|[^首古])都(?=[给能要可有是免发补收不])/gu;
/** 一样吗, 有什么不同: asks no more of each. */
const ALIKE =
  /[,，]?(?:是不是|是否)?(?:一不一样|(?:一样|相同)[不吗没么]?|有?(?:什么|没有|哪些)?(?:不同|区别|差别|不一样))的?[?？吗]?$/u;
const ASKS = /多少|几|多久|多长|什么时候|何时|哪/u;

const HOW = { price: '多少钱', amount: '多少', time: '多久', day: '什么时候' } as const;

/** What joins the next place to the matter of one; and what opens that which is asked of all, behind the matter of the last. */
const JOINS = /(?:[和跟与同及、,，]|还有|以及)+$/u;
const OF_ALL = new RegExp(`[,，]|${WHICH}|${EACH.source}|相差|差(?=多少|几)`, 'u');
const COMPARED = /^的|(?:相比|比起来|比一比|比)$/gu;

/**
 * What a question that holds several things against each other asks of each of them, without their names: 改水冲厕所，补多少 of
 * 改水冲厕所，甲县和乙县哪个补得多. Once, where it asks the same of all; else in their order: 电工班，学多久 and 焊工班，学多久 of
 * 甲县的电工班和乙县的焊工班，哪个学得久. @param named where it names them.
 */
export function askedOfEach(written: string, named: readonly Span[]): string[] {
  const marked = [...named]
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => `${text.slice(0, start)}${NAME}${text.slice(end)}`, written);
  const [before = '', ...behind] = marked.split(NAME);
  const last = behind.pop() ?? '';
  const ofAll = Math.max(0, last.search(OF_ALL));
  const joined = behind.map((text) => (JOINS.test(text) ? text.replace(JOINS, '') : ''));
  const matters = [...joined, last.slice(0, ofAll)].map((text) => text.replaceAll(COMPARED, ''));
  if (!matters.every(({ length }) => length > 1)) return [askedBare(marked)];
  const asks = matters.map((matter) => askedBare(`${before}${NAME}${matter}${last.slice(ofAll)}`));
  return new Set(asks).size === 1 ? asks.slice(0, 1) : asks;
}

/** What is asked where the places have these names, without them and the words that hold them against each other. */
function askedBare(marked: string): string {
  const bare = marked.replaceAll(NAMES, (names) => (/[,，]/u.test(names) ? '，' : ' ')).trim();
  const plain = bare.replaceAll(BY_HOW_MUCH, '').replaceAll(EACH, '');
  return withoutWhich(plain)
    .replace(ALIKE, '')
    .replaceAll(/\s+/gu, '')
    .replaceAll(/^[,，、]+|[,，、]+$/gu, '');
}

/** 哪个补得多 asks of each how much it gives; behind what asks that already, it asks nothing of each. */
function withoutWhich(text: string): string {
  const match = WHICH_IS_MORE.exec(text) ?? IS_MORE.exec(text);
  if (match === null) return text;
  const { what = '', ...measures } = match.groups ?? {};
  const before = text.slice(0, match.index);
  if (ASKS.test(before)) return before;
  const [kind] = Object.entries(HOW).flatMap(([name, how]) => (measures[name] === undefined ? [] : [how]));
  const comma = /[,，]/u.test(match[0].charAt(0)) ? '，' : '';
  const counted = kind === HOW.amount ? /的?(?<unit>[人户村])$/u.exec(what) : null;
  const asks =
    counted === null ? `${what}${kind ?? ''}` : `${what.slice(0, counted.index)}多少${counted.groups?.unit}`;
  return `${before}${comma}${asks}${text.slice(match.index + match[0].length)}`;
}

const YEAR = '(?:19|20)?\\d{2}年(?:度)?';
const THEN = `(?:${YEAR}|[今去][年冬]|前年|上一?年|现在|目前|原来|原先|以前|从前|之前|过去|[新老旧](?:的)?(?:政策|标准|办法|规定|文件|方案|版)?)`;
/** 今年跟去年比, 从2023年到2025年, 新老办法: times, and papers of then, held against each other. */
const TIMES = new RegExp(
  `[,，]?(?:[从由])?(?:(?:${THEN}的?)?(?:跟|和|与|同|比|较|到|至|像)|${THEN}的?[、,，]?)${THEN}的?(?:相比|比起来|比)?(?:各自?|分别)?(?:是(?![不否]))?|[新老旧][老旧新](?:政策|标准|办法|规定|文件|方案|版)?|(?:这|近)[几两三]年来?|${THEN}的?(?:呢|咧)$`,
  'gu',
);
const FROM_TO =
  /[从由](?<before>多少|几(?![点号月日天]))(?<unit>[^,，从由到变涨升降]{0,3})(?:涨|提高|上升|增加|变|升|降|减|调整?|改)?[到成为至]?(?:了)?(?:多少|几)[^,，。?？了]{0,3}了?/gu;
/** 去年一家多少，今年多少; 以前几块现在几块. */
const THEN_AND_NOW = new RegExp(
  `${THEN}(?<what>[^,，、]{0,6}?(?:多少|几)[^,，、]{0,3}?)[,，、]?${THEN}(?:又|是|给|补)*(?:多少|几)[^,，、。?？了]{0,3}`,
  'gu',
);
/** 涨了没, 咋变的: of each time it is asked how much. */
const WHETHER = /(?:[涨升降提加减]|提高|增加|减少|下降)了?(?:没有?|吗|么)(?=$|[,，?？])/u;
const ROSE =
  /(?<![最至])(?:多(?!少)|(?<!多)少)(?=[给发补收领花交投](?:了|出)?(?:多少|几)|\p{Script=Han}{2}(?:多少|几))|(?:涨|升|降|加|提高|增加|减少|下降|上升|增长|缩短|延长|提前)(?:了|出)?(?=多少|几)/gu;
const CHANGED =
  /[,，]?(?:是不是|是否|有没有|有)?(?:什么|哪些)?(?:变没变|变了没有?|变了什么|变化|变动|(?:咋|怎么)?变|调整)[了吗没不么的]{0,2}[?？]?(?=$|[,，])/u;
const AGAIN = /(?<asks>(?:多少|几)\p{Script=Han}{0,2})[,，、]+\k<asks>$/u;

/** What a question of how something changed asks of each time: 旷工几天清退 of 旷工几天清退，现在跟原来一样吗. */
export function askedOfTimes(written: string): string {
  const plain = written
    .replaceAll(THEN_AND_NOW, '$<what>')
    .replaceAll(FROM_TO, '$<before>$<unit>')
    .replaceAll(TIMES, '')
    .replaceAll(ROSE, '')
    .replaceAll(BY_HOW_MUCH, '');
  return plain
    .replace(ALIKE, '')
    .replace(CHANGED, '')
    .replace(WHETHER, ASKS.test(plain) ? '' : '是多少')
    .replaceAll(/^[,，、\s]+|[,，、\s]+$/gu, '')
    .replace(AGAIN, '$<asks>');
}
