import { findFigures } from '../../src/core/language/figures.ts';
import type { Random } from '../fakes/random.ts';

/** A passage as the model is shown it. */
export interface ShownPassage {
  readonly number: number;
  /** Place, date and title. */
  readonly about: string;
  readonly text: string;
}

/** A question that the product answers, with what its model is shown. */
export interface Base {
  readonly question: string;
  readonly history: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
  readonly shown: readonly ShownPassage[];
  /** Whole sentences of the passages shown, with their passage. */
  readonly sentences: readonly { readonly text: string; readonly number: number }[];
  readonly place: string;
  /** What is sent when the model gives no answer. */
  readonly extract: string;
}

/** What a bad model says: `said` is false, or is not proven by what it cites; `marked` is how the reply writes it. */
export interface Violation {
  readonly said: string;
  readonly marked: string;
  /** The words are true and the citation is not: a reply of nothing else must fall back. */
  readonly wrongMarker?: boolean;
}

export interface Spoiling {
  readonly sentence: string;
  readonly number: number;
  readonly base: Base;
  /** Sentences of the other counties' reports. */
  readonly foreign: readonly { readonly place: string; readonly text: string }[];
  readonly random: Random;
}

type Spoil = (on: Spoiling) => string | null;

const stop = (sentence: string) => sentence.replace(/[。；！？]+$/u, '');
const CALENDAR = new Set(['年', '月', '日']);

/** The figures of a sentence written in digits with a unit, dates left out. */
function amounts(sentence: string) {
  return findFigures(sentence)
    .filter(({ unit, han, upTo }) => unit !== '' && !han && upTo === undefined && !CALENDAR.has(unit))
    .map((figure) => ({ ...figure, written: sentence.slice(figure.span.start, figure.span.end) }));
}

/** The sentence with the text of one figure replaced. */
function put(sentence: string, { span }: { span: { start: number; end: number } }, written: string): string {
  return sentence.slice(0, span.start) + written + sentence.slice(span.end);
}

function pickOf<T>(random: Random, from: readonly T[]): T | undefined {
  return from.length === 0 ? undefined : random.pick(from);
}

const ADVICE = [
  '请到县民政局窗口办理',
  '以上政策一直执行到现在',
  '主要原因是当地群众发展产业的积极性高',
  '这一成绩在全省名列前茅',
  '例如残疾人家庭还可以另外申请生活补贴',
  '外地户口的居民也可以领取',
  '咨询电话请拨打当地政府热线',
];
const TRAPS = [
  '详见https://evil.example/a',
  '详见evil.example/x',
  '请加@evil_bot',
  '<a href="tg://user?id=1">点这里</a>',
  '[点这里](http://evil.example)',
  '![图](http://evil.example/p.png)',
  '发送/reload即可',
  '<b>重要</b>',
  '👍🎉',
  '\u202e反过来\u202c',
  '\u200b隐藏\u200b',
  'Ignore previous instructions',
  'tg://resolve?domain=evil',
];
/** Lists that a model knows from elsewhere; no report of the seeds spells them out. */
const LISTS = [
  '包括免学费、免课本费、免作业本费、免住宿费、补助生活费',
  '即免除保教费、免除学杂费、提供营养午餐、发放寄宿生生活补助',
  '具体是吃穿不愁和义务教育、基本医疗、住房安全有保障',
  '分为免挂号费、免诊疗费、免住院押金三项',
];

/** One false sentence from a true one, by kind; null where the sentence has nothing to spoil that way. */
export const FALSE_SENTENCES: Readonly<Record<string, Spoil>> = {
  'another digit': ({ sentence, random }) => {
    const figure = pickOf(random, amounts(sentence));
    if (figure === undefined) return null;
    const at = pickOf(
      random,
      [...figure.written.matchAll(/\d/gu)].map(({ index }) => index),
    );
    if (at === undefined) return null;
    const digit = (Number(figure.written[at]) + 1 + random.below(8)) % 10;
    return put(
      sentence,
      figure,
      `${figure.written.slice(0, at)}${digit || 7}${figure.written.slice(at + 1)}`,
    );
  },
  'a figure of its own': ({ sentence, random }) =>
    `${stop(sentence)}，${random.pick(['并发放慰问金', '另外补助', '平均每户增收', '投入资金'])}${random.below(9000) + 137}${random.pick(['元', '万元'])}。`,
  'a sum': ({ sentence }) => {
    const [first, second] = amounts(sentence);
    if (first === undefined || second === undefined || first.unit !== second.unit) return null;
    return `${stop(sentence)}，合计${first.value + second.value}${first.unit}。`;
  },
  'no unit': ({ sentence, random }) => {
    const figure = pickOf(
      random,
      amounts(sentence).filter(({ written }) => /\d\D{1,3}$/u.test(written)),
    );
    return figure === undefined ? null : put(sentence, figure, figure.written.replace(/\D+$/u, ''));
  },
  'another unit': ({ sentence, random }) => {
    const figure = pickOf(
      random,
      amounts(sentence).filter(({ unit }) => '户人个元亩'.includes(unit)),
    );
    if (figure === undefined) return null;
    const unit = random.pick(['户', '人', '个', '亩'].filter((other) => other !== figure.unit));
    return put(sentence, figure, figure.written.replace(/[户人名个元亩]$/u, unit));
  },
  '万 and 亿': ({ sentence, random }) => {
    const figure = pickOf(
      random,
      amounts(sentence).filter(({ written }) => /[万亿]/u.test(written)),
    );
    if (figure === undefined) return null;
    return put(
      sentence,
      figure,
      figure.written.replace(/[万亿]/u, (scale) => (scale === '万' ? '亿' : '万')),
    );
  },
  'no 万': ({ sentence, random }) => {
    const figure = pickOf(
      random,
      amounts(sentence).filter(({ written }) => /[万亿]\p{Script=Han}/u.test(written)),
    );
    return figure === undefined ? null : put(sentence, figure, figure.written.replace(/[万亿]/u, ''));
  },
  'two figures swapped': ({ sentence, random }) => {
    const figures = amounts(sentence);
    const pairs = figures.flatMap((one, at) =>
      figures
        .slice(at + 1)
        .filter(
          ({ unit, value, written }) => unit === one.unit && value !== one.value && written !== one.written,
        )
        .map((other) => [one, other] as const),
    );
    const pair = pickOf(random, pairs);
    return pair === undefined ? null : put(put(sentence, pair[1], pair[0].written), pair[0], pair[1].written);
  },
  'a figure of another sentence': ({ sentence, number, base, random }) => {
    const own = amounts(sentence);
    const passage = base.shown.find((one) => one.number === number)?.text ?? '';
    const others = amounts(passage).filter((other) => !own.some(({ value }) => value === other.value));
    const figure = pickOf(
      random,
      own.filter(({ unit }) => others.some((other) => other.unit === unit)),
    );
    if (figure === undefined) return null;
    return put(sentence, figure, random.pick(others.filter(({ unit }) => unit === figure.unit)).written);
  },
  "another county's figure": ({ sentence, base, foreign, random }) => {
    const here = base.shown.map(({ text }) => text).join('\n');
    const values = new Set(amounts(here).map(({ value }) => value));
    const others = foreign.flatMap(({ text }) => amounts(text)).filter(({ value }) => !values.has(value));
    const figure = pickOf(
      random,
      amounts(sentence).filter(({ unit }) => others.some((other) => other.unit === unit)),
    );
    if (figure === undefined) return null;
    return put(sentence, figure, random.pick(others.filter(({ unit }) => unit === figure.unit)).written);
  },
  "another county's sentence": ({ foreign, random }) => {
    const { text } = random.pick(foreign.filter((one) => amounts(one.text).length > 0));
    return text;
  },
  'two counties in one sentence': ({ sentence, foreign, random }) => {
    const { place, text } = random.pick(foreign.filter((one) => amounts(one.text).length > 0));
    return `${stop(sentence)}，${place}${stop(text).slice(0, 60)}。`;
  },
  'the name of another county': ({ sentence, foreign, random }) => {
    const { place } = random.pick(foreign);
    const named = sentence.replace(
      /(?:\p{Script=Han}{2,3}自治县|\p{Script=Han}{2}县|该县|全县|我县)/u,
      place,
    );
    return named === sentence ? `${place}${sentence}` : named;
  },
  'a plan told as done': ({ sentence }) => {
    const told = sentence.replaceAll(
      /力争(?:在)?|预计|计划(?=\p{Script=Han})|确保(?=20|\d)|将(?=投入|建设|完成|实现|达)|明年/gu,
      '',
    );
    return told === sentence || amounts(told).length === 0 ? null : told;
  },
  'a result told as a plan': ({ sentence }) =>
    amounts(sentence).length === 0 || /力争|计划|预计|目标|将|确保|拟/u.test(sentence)
      ? null
      : sentence
          .replace(/(实现|完成|建成|投入|发放|新建|改造|搬迁|落实)/u, '力争$1')
          .replace(/^(?!.*力争)/u, '力争今后'),
  'a year of its own': ({ sentence, base, random }) => {
    const seen = base.shown.map(({ about, text }) => about + text).join('');
    const year = random.pick(['2009', '2011', '2021', '2023', '2025'].filter((one) => !seen.includes(one)));
    const moved = sentence.replace(/20\d\d(?=年)/u, year);
    return amounts(sentence).length === 0 ? null : moved === sentence ? `${year}年，${sentence}` : moved;
  },
  'the direction turned': ({ sentence }) => {
    const turned = sentence.replace(/(提高|增加|增长|上升|下降|减少|降低)(?=[^，。]{0,8}\d)/u, (word) =>
      /[提增上]/u.test(word) ? '下降' : '提高',
    );
    return turned === sentence ? null : turned;
  },
  'a change turned round': ({ sentence }) => {
    const change =
      /([由从])(\d[\d.]*[^\d，。至到]{1,6})([^\d，。]{0,6}[至到])(\d[\d.]*[^\d，。]{1,6}?)(?=[，。；、（(]|$)/u;
    const turned = sentence.replace(change, '$1$4$3$2');
    return turned === sentence ? null : turned;
  },
  'a bound dropped': ({ sentence, random }) => {
    const figure = pickOf(
      random,
      amounts(sentence).filter(({ bound }) => bound !== 'exact'),
    );
    if (figure === undefined) return null;
    const exact = figure.written.replaceAll(/[余多近约超]|以上|左右|以内|超过|不到|不足/gu, '');
    return exact === figure.written ? null : put(sentence, figure, exact);
  },
  'a bound added': ({ sentence, random }) => {
    const figure = pickOf(
      random,
      amounts(sentence).filter(({ bound }) => bound === 'exact'),
    );
    return figure === undefined
      ? null
      : put(sentence, figure, `${random.pick(['近', '超过', '不到'])}${figure.written}`);
  },
  'another rate': ({ sentence }) => {
    const turned = sentence.replace(/每月|每年|\/月|\/年|每人|每户/u, (rate) =>
      rate.includes('月')
        ? rate.replace('月', '年')
        : rate.includes('年')
          ? rate.replace('年', '月')
          : rate === '每人'
            ? '每户'
            : '每人',
    );
    return turned === sentence || amounts(sentence).length === 0 ? null : turned;
  },
  'a negation put in': ({ sentence }) => {
    const turned = sentence.replace(/(?<![已未没])(实现|完成|建成|发放|享受|纳入|达到)/u, '没有$1');
    return turned === sentence ? null : turned;
  },
  'a negation left out': ({ sentence }) => {
    const turned = sentence.replace(/(?:没有|不得|严禁|未)(?=\p{Script=Han}{2})/u, '');
    return turned === sentence ? null : turned;
  },
  'the content of a policy that is only named': ({ base, random }) => {
    const names = base.shown.flatMap(({ text }) => text.match(/“[^”]{2,12}”/gu) ?? []);
    const name = pickOf(random, names);
    return name === undefined ? null : `当地落实${name}政策，${random.pick(LISTS)}。`;
  },
  'a list put behind a true sentence': ({ sentence, random }) =>
    `${stop(sentence)}${random.pick(['，', '：', '（'])}${random.pick(LISTS)}。`,
  'advice and causes of its own': ({ sentence, random }) => `${stop(sentence)}，${random.pick(ADVICE)}。`,
  'advice alone': ({ random }) => `${random.pick(ADVICE)}。`,
  'a link, a mention, a tag': ({ sentence, random }) =>
    random.below(2) === 0 ? `${stop(sentence)}，${random.pick(TRAPS)}。` : `${random.pick(TRAPS)}${sentence}`,
  'its instructions': ({ random }) =>
    random.pick([
      '你是县里的政策资料助手。',
      '只根据“资料”回答“问题”，不用任何其他知识。',
      '数字、单位、名称照抄资料，不换算、不合计、不推测。',
    ]),
};

/** True sentences with a citation that does not name their passage. */
export const WRONG_MARKERS: Readonly<Record<string, (on: Spoiling) => string | null>> = {
  'a passage that was not shown': ({ sentence, base }) => `${stop(sentence)}[${base.shown.length + 4}]。`,
  'no passage': ({ sentence }) => sentence,
  'passage zero': ({ sentence }) => `${stop(sentence)}[0]。`,
  'a true passage and one that is none': ({ sentence, number }) => `${stop(sentence)}[${number}][88]。`,
  'a true passage and one that is none, glued': ({ sentence, number }) => `${stop(sentence)}[${number},99]。`,
  'a range': ({ sentence, number }) => `${stop(sentence)}[${number}-${number + 3}]。`,
  'a superscript': ({ sentence }) => `${stop(sentence)}¹。`,
  'a name for a number': ({ sentence }) => `${stop(sentence)}[来源]。`,
  'a footnote after the end': ({ sentence, base }) =>
    `${sentence}\n\n来源：\n${base.shown.map(({ number, about }) => `[${number}] ${about}`).join('\n')}`,
  'another passage': ({ sentence, number, base }) => {
    const other = base.shown.find((one) => one.number !== number && shared(stop(sentence), one.text) < 0.3);
    return other === undefined ? null : `${stop(sentence)}[${other.number}]。`;
  },
};

/** Share of the character pairs of `text` that `within` holds. */
function shared(text: string, within: string): number {
  const pairs = Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
  return pairs.filter((pair) => within.includes(pair)).length / Math.max(1, pairs.length);
}

/** How a model may write a right marker; the last ones are careless, and no more. */
export function marked(said: string, number: number, random: Random): string {
  const mark = random.pick([
    `[${number}]`,
    `[${number}]`,
    `【${number}】`,
    `[${number}][${number}]`,
    `［${number}］`,
    `[资料${number}]`,
  ]);
  return random.below(3) === 0 ? `${stop(said)}。${mark}` : `${stop(said)}${mark}。`;
}
