import type { Citation, Fallback, Origin } from '../core/types.ts';
import { courtesies } from './courtesies.ts';

/** What answers, questions back and refusals say around their quotes. */
export const answer = {
  /** Why a quote stands where a model's wording was asked for. */
  fallback: (why: Fallback) => FALLBACKS[why],
  /** Before an answer to a question that is misspelt. @param words as they were read. */
  readAs: (words: readonly string[]) => `（按${words.map((word) => `“${word}”`).join('')}查）`,
  /** Put before a quote: whose it is, of when, and what else is to be known of it. */
  lead: (place: string, date: string | undefined, notes: readonly string[]) => {
    const inside = [...(date === undefined ? [] : [chineseDate(date)]), ...notes];
    return inside.length === 0 ? `${place}：` : `${place}（${inside.join('，')}）：`;
  },
  ofAll: (place: string, isRule: boolean) => `全${place.slice(-1)}${isRule ? '规定' : '情况'}`,
  /** Put before a further item of a list, whose place and date stand before the first. */
  itemNotes: (notes: readonly string[]) => (notes.length === 0 ? '' : `（${notes.join('，')}）`),
  title: (title: string) => `《${title}》`,
  damagedNote: '原文此处有缺损',
  /** Put before a sentence that was read from a picture of its text. */
  scannedNote: '（据扫描件识别）',
  /** Where in its file a quote stands: 第3页 表1 第5行. */
  origin: ({ page, sheet, table, row, isScanned }: Origin) =>
    [
      ...(page === undefined ? [] : [`第${page}页`]),
      ...(sheet === undefined ? [] : [`工作表“${sheet}”`]),
      ...(table === undefined ? [] : [`表${table}`]),
      ...(row === undefined ? [] : [`第${row}行`]),
      ...(isScanned ? ['扫描件'] : []),
    ].join(' '),
  /** Put beside the date of a quote that is not in force as it stands. @param by the title of the paper that says so. */
  standingNote: {
    'not-yet': () => '尚未施行',
    repealed: () => '已废止',
    expired: () => '已过有效期',
    superseded: () => '已有新文件代替',
    disputed: (by: string) => `与《${by}》互相废止，以哪份为准请核实`,
    amended: (by: string) => `这一条已被《${by}》修改`,
    dropped: (by: string) => `这一条已被《${by}》删去`,
  },
  /** Put before the sentences that say how long a paper holds. */
  standingOfPaper: {
    'in-force': '目前有效。',
    'not-yet': '还没有开始施行。',
    repealed: '已经废止。',
    expired: '已过有效期。',
    superseded: '已有新文件代替。',
    disputed: '有两份文件互相废止，以哪份为准请核实。',
  },
  partName: (number: number, unit: string) => `第${chineseNumber(number)}${unit}`,
  noPart: (titles: readonly string[], part: string) =>
    `${titles.map((title) => `《${title}》`).join('、')}里没有${part}。`,
  noNumber: (titles: readonly string[]) =>
    `${titles.map((title) => `《${title}》`).join('、')}没有写明文号。`,
  noRepeals: (titles: readonly string[]) =>
    `${titles.map((title) => `《${title}》`).join('、')}没有写废止了哪些文件。`,
  plannedNote: '含计划数',
  /** Of a row of a table that has the most or the least of all. @param all rows that have as much. */
  extremeNote: (which: 'most' | 'least', shown: number, all: number) => {
    const size = which === 'most' ? '最大' : '最小';
    if (all === 1) return `表中数${size}的一行`;
    return all > shown
      ? `表中数${size}的有${all}行，数相同，以下是前${shown}行`
      : `表中数${size}的${all}行之一`;
  },
  standing: { planned: '计划数', done: '已完成' },
  /** Put before quotes that are not what was asked for. */
  otherStanding: {
    done: '（以下是计划数，不是已完成的数）',
    planned: '（以下是已完成的数，不是计划数）',
  },
  openList: '原文没有列全',
  firstOfItems: (shown: number, all: number) => `共${all}项，以下是前${shown}项`,
  namedOnly: (name: string) => `资料只提到“${name}”这个名称，没有列出内容。原文：`,
  /** @param count items that the name itself counts; undefined when it counts none. */
  listed: (name: string, shown: number, count: number | undefined) =>
    count !== undefined && shown >= count
      ? `“${name}”：`
      : count === undefined
        ? `“${name}”（资料里没有列全）：`
        : `“${name}”（共${count}项，资料里只列出其中${shown}项）：`,
  /** How one thing changed, worked out from two figures: amounts with unit, the years where they are told. */
  change: (
    from: { readonly written: string; readonly year: string },
    to: { readonly written: string; readonly year: string },
    by: {
      readonly amount: string;
      readonly working: string;
      readonly isShare: boolean;
      readonly isMore: boolean;
      /** What it is that changed; empty where it need not be said. */
      readonly of: string;
    },
  ) => {
    const verb = by.isShare ? (by.isMore ? '上升' : '下降') : by.isMore ? '增加' : '减少';
    const of = (year: string) => (year === '' ? '' : `${year}的`);
    return from.written === to.written
      ? `${by.of}${of(from.year)}${from.written}与${of(to.year)}${to.written}相同`
      : `${by.of}由${of(from.year)}${from.written}到${of(to.year)}${to.written}，${verb}${by.amount}（${by.working}）`;
  },
  /** Which of two places has more, worked out from two figures; the period of both, or those where they differ. */
  comparison: (
    more: { readonly name: string; readonly period: string },
    less: { readonly name: string; readonly period: string },
    by: {
      readonly period: string;
      readonly amount: string;
      readonly working: string;
      readonly isLevel: boolean;
      readonly isEqual: boolean;
    },
  ) => {
    const of = ({ name, period }: { name: string; period: string }) =>
      period === '' ? name : `${name}（${period}）`;
    const when = by.period === '' ? '' : `${by.period}，`;
    return by.isEqual
      ? `${when}${of(more)}与${of(less)}相同`
      : `${when}${of(more)}比${of(less)}${by.isLevel ? '高' : '多'}${by.amount}（${by.working}）`;
  },
  /** That what is asked of is in no class of a paper. @param end of the nearest class, as it is written. */
  missed: (unit: string, side: 'below' | 'above', end: string) =>
    `${MEASURED[unit] ?? '问的数量'}${side === 'below' ? '没有达到' : '超过了'}“${end}”`,
  missedLead: '请注意：',
  /** Of places or years beside each other. */
  table: {
    place: '地方',
    time: '时间',
    nothing: '未找到',
    untold: '—',
    /** What a column counts. @param of which ones of these: 80周岁以上. @param per `人·月`. */
    column: (
      label: string,
      of: readonly string[],
      per: string | undefined,
      { isPlanned, cumulative }: { readonly isPlanned: boolean; readonly cumulative: boolean },
    ) => {
      const inside = [
        ...of,
        ...(per === undefined
          ? []
          : [
              per
                .split('·')
                .map((one) => `每${one}`)
                .join(''),
            ]),
        ...(cumulative ? ['累计'] : []),
        ...(isPlanned ? [answer.standing.planned] : []),
      ];
      return inside.length === 0 ? label : `${label}（${inside.join('，')}）`;
    },
    /** Of when a figure is, and that its paper ended, or its article. */
    timed: (time: string, ended: Citation['ended']) => {
      const note =
        ended === undefined ? [] : [answer.standingNote[ended === 'dropped' ? 'repealed' : ended]()];
      return [...(time === '' ? [] : [time]), ...note].join('，');
    },
  },
  comparisonLead: '相比：',
  changeLead: '变化：',
  notComparable: (why: string) => `（${why}，不能直接比较，请看原文）`,
  obstacles: {
    unit: '两处的单位不同',
    rate: '两处的计算方式不同',
    label: '两处说的不是同一项',
    change: '其中有增减的幅度',
    planned: '其中有计划数',
    inexact: '其中有约数',
    year: '两处不是同一年的数',
    other: '两处的说法不同',
  },
  working: (more: string, less: string, amount: string) => `${more}－${less}＝${amount}`,
  /** @param years `2016-2017`, or `2017-2017` for one. */
  years: (years: string) => {
    const [from = '', to = from] = years.split('-');
    return from === to ? `${from}年` : `${from}—${to}年`;
  },
  dated: (date: string) => `${chineseDate(date)}资料`,
  leftOut: (missing: readonly string[], silent: readonly string[]) => {
    const notes = [
      ...(missing.length === 0 ? [] : [`没有${missing.join('、')}的报告`]),
      ...(silent.length === 0 ? [] : [`${silent.join('、')}的资料没有写明`]),
    ];
    return notes.length === 0 ? '' : `（${notes.join('，')}）`;
  },
  notAmong: (places: readonly string[]) =>
    places.length === 0 ? '' : `（这里没有列出${places.join('、')}，可以写上县名再问）`,
  notNamed: (scope: string, name: string) => `${scope}没有提到“${name}”。`,
  nothingOf: (place: string, date: string | undefined, notes: readonly string[]) =>
    answer.lead(`${place}的资料没有写明这一点，最接近的原文`, date, notes),
  choose: (places: readonly string[]) => {
    const named =
      places.slice(0, CHOICES).join('、') + (places.length > CHOICES ? `等${places.length}处` : '');
    const which = places.every((place) => place.endsWith('县')) ? '哪个县' : '哪个地方';
    return `${named}的资料里都有相关内容。${ASKS_WHICH}${which}？`;
  },
  /** Whether a text is a question back or another offer of places to choose from. */
  isQuestionBack: (text: string) => [ASKS_WHICH, ASKS_OWN, ASKS_WITHIN].some((words) => text.includes(words)),
  /** Whether it says that nothing answers, of a place or at all: what it names then was not answered of. */
  isRefusal: (text: string) => REFUSED.test(text),
  /** Whether a question back leaves out places that it offers. */
  leavesOut: (text: string) => /等\d+处的资料/u.test(text),
  /** Before the question back that is asked once more: the list has no such number. */
  noSuchChoice: (number: number, count: number) => `没有第${number}个，一共只有${count}个。`,
  /** The same where several were chosen of another number. */
  notSoMany: (several: number, count: number) => `不是${several}个，一共有${count}个。`,
  courtesies,
  /** A document of such a list. */
  listedTitle: (title: string, place: string | undefined, date: string | undefined) => {
    const about = [place, date === undefined ? undefined : chineseDate(date)].filter(
      (one) => one !== undefined,
    );
    return `《${title}》${about.length === 0 ? '' : `（${about.join('，')}）`}`;
  },
  /** Closes an answer to a question that was closed so. */
  closings: { thanks: '不客气。', goodbye: '再见，有问题随时问。' },
  offTopic: '这不是资料里能查到的政策问题。您可以问低保、搬迁、医疗、教育、产业等方面的政策和数据。',
  empty: '没有看到问题。请用一句话写出想问的政策，例如：低保标准是多少？',
  nothingOffered: '现在没有可以选的。请用一句话写出想问的政策，例如：低保标准是多少？',
  askWhat: (places: string) => `请写明想问${places}的什么，例如低保、搬迁、医疗、教育、产业。`,
  tooLong: (most: number) => `问题太长了，请用不超过${most}个字说明想问什么。`,
  notInCorpus: (scope: string) => `${scope}没有写明这一点，不能回答。`,
  /** 我县, where nothing tells which that is. */
  whichOwn: (places: readonly string[]) => `${ASKS_OWN}${places.join('、')}的资料里有相关内容。`,
  nothingMore: '上面说的就是全部，资料里没有更多内容。',
  /** A name that several places have. */
  sharedName: (name: string, places: readonly string[], isCut: boolean) =>
    `${name}（${places.join('、')}${isCut ? '等' : ''}）`,
  /** Before the quote that a figure of the question was compared with. */
  premise: { agrees: '资料里也是这个数：', differs: '资料里不是这个数，是：' },
  /** Before the answer to the other questions of one message. */
  partUnanswered: (question: string) => `（“${question}”在资料里没有查到。）`,
  partOpen: (question: string) => `（“${question}”几个县的资料都有，请写明县名再问。）`,
  partsLeftOut: (answered: number) => `（一次只回答前${answered}个问题，其余的请另外再问。）`,
  scopeOf: (places: readonly string[]) => (places.length === 0 ? '现有资料' : `${places.join('、')}的资料`),
  nearestQuotes: '最接近的原文：',
  nearestTitles: (titles: readonly string[]) =>
    `相关资料：${titles.map((title) => `《${title}》`).join('、')}`,
  placeMissing: (places: readonly string[], known: readonly string[]) =>
    `现有资料里没有${places.join('、')}的报告，不能用别处的内容代答。` +
    (known.length === 0 ? '' : `现有资料涉及：${known.join('、')}。`),
  placeWithoutText: (place: string, titles: readonly string[]) =>
    `${place}的资料只有标题，没有正文，不能回答：${titles.map((title) => `《${title}》`).join('、')}。`,
  placeWithin: (place: string, within: readonly string[]) =>
    `现有资料里没有${place}本级的报告，只有所辖${within.join('、')}的。${ASKS_WITHIN}`,
  damaged: '原文此处有缺损，查不到完整的内容，不能回答。缺损处的原文：',
} as const;

/** What a question names, by its unit. */
const MEASURED: Readonly<Record<string, string>> = {
  岁: '问的年龄',
  亩: '问的面积',
  平方米: '问的面积',
  年: '问的年限',
  个月: '问的时间',
  元: '问的收入',
};

const HAN = [...'零一二三四五六七八九'];

/** 1 to 999 as 一 to 九百九十九; 十 without 一 before it. Other numbers as digits. */
function chineseNumber(number: number): string {
  if (!Number.isInteger(number) || number < 1 || number > 999) return String(number);
  const [ones, tens, hundreds] = [number % 10, Math.floor(number / 10) % 10, Math.floor(number / 100)];
  const zero = hundreds > 0 && tens === 0 && ones > 0 ? HAN[0] : '';
  const ten = tens === 0 ? '' : tens === 1 && hundreds === 0 ? '十' : `${HAN[tens]}十`;
  return `${hundreds === 0 ? '' : `${HAN[hundreds]}百`}${zero}${ten}${ones === 0 ? '' : HAN[ones]}`;
}

/** 2017-09-14 as 2017年9月14日; 2018-12 as 2018年12月; 2018 as 2018年. */
export function chineseDate(date: string): string {
  const [year = '', month, day] = date.split('-');
  return `${year}年${month === undefined ? '' : `${Number(month)}月`}${day === undefined ? '' : `${Number(day)}日`}`;
}

const UNPROVEN = '（模型的措辞没有通过核对，以下是原文摘录。）';

const FALLBACKS: Readonly<Record<Fallback, string>> = {
  'model-failed': '（模型暂时不可用，以下是原文摘录。）',
  'model-refused': '（模型没有给出答案，以下是原文摘录。）',
  'no-citation': UNPROVEN,
  'unsupported-figure': UNPROVEN,
  'unsupported-claim': UNPROVEN,
};

/** How a refusal is told, and a question back asks: by these words it is known again. */
const REFUSED = /没有写明这一点，不能回答|不能用别处的内容代答|没有正文，不能回答/u;
const ASKS_WHICH = '请问您问的是';
const ASKS_OWN = '请写明是哪个县。';
const ASKS_WITHIN = '如果问的是那里，请写明县名。';

/** Places named in a question back; all of them are offered. */
const CHOICES = 10;
