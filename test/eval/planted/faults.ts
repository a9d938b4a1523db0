import type { Random } from '../../fakes/random.ts';

/** What a fault is planted in: a right sentence, and figures that other counties' reports have. */
export interface Soil {
  readonly text: string;
  readonly quote: string;
  /** Text of another county's report. */
  readonly elsewhere: string;
  /** The year of the report. */
  readonly year: string | undefined;
}

/** Plants one wrong figure; null where the sentence has none of the kind. */
export type Fault = (soil: Soil, random: Random) => string | null;

const NUMBER = /(?<![\d.])\d+(?:\.\d+)?(?![\d.])/gu;
/** A number with its scale and unit, as plain text has it. */
const QUANTITY =
  /(?<![\d.A-Za-z-])\d+(?:\.\d+)?(?:[余多])?[万亿]?(?:[余多])?(?:元|人次|户|人|名|个|所|亩|公里|%|％|件|次|座|处|村|万元|平方米|天|张|岁|倍|群|只|间)(?![∕/·])/gu;

function matches(text: string, pattern: RegExp) {
  return [...text.matchAll(pattern)].map(({ 0: written, index }) => ({ written, index }));
}

function replaceAt(text: string, { written, index }: { written: string; index: number }, by: string): string {
  return text.slice(0, index) + by + text.slice(index + written.length);
}

/** Swaps one match of a pattern for what `by` makes of it. */
function turn(pattern: RegExp, by: (written: string, random: Random) => string | null): Fault {
  return ({ text }, random) => {
    const found = matches(text, pattern);
    if (found.length === 0) return null;
    const one = random.pick(found);
    const other = by(one.written, random);
    return other === null || other === one.written ? null : replaceAt(text, one, other);
  };
}

const unitOf = (quantity: string) => quantity.replaceAll(/[\d.余多]/gu, '');
const plainUnitOf = (quantity: string) =>
  unitOf(quantity)
    .replaceAll(/[万亿]/gu, '')
    .replace('名', '人');

const anotherSubject: Fault = turn(
  /(?:低保|五保|特困|残疾|贫困户|学生|脱贫|危房|易地|搬迁|医疗|教育|就业)(?=[^,，。；;、]{0,12}\d)/gu,
  (word, random) => {
    const others = ['低保', '五保', '特困', '残疾', '脱贫', '返贫', '医疗', '教育', '养老', '就业', '搬迁'];
    return random.pick(others.filter((other) => other !== word));
  },
);

export const FAULTS: Readonly<Record<string, Fault>> = {
  'a digit changed': ({ text, quote }, random) => {
    const numbers = matches(text, NUMBER);
    if (numbers.length === 0) return null;
    const one = random.pick(numbers);
    const at = random.below(one.written.length);
    const digit = one.written.charAt(at);
    if (digit === '.') return null;
    const other = String((Number(digit) + 1 + random.below(8)) % 10);
    const wrong = one.written.slice(0, at) + other + one.written.slice(at + 1);
    return wrong.startsWith('0') || quote.includes(wrong) ? null : replaceAt(text, one, wrong);
  },
  'a digit more': turn(NUMBER, (number) =>
    number.includes('.') || /^(?:19|20)\d\d$/u.test(number) ? null : `${number}0`,
  ),
  'the unit changed': turn(/(?<=\d)(?:元|%|％|亩|公里|个(?![月百])|所|人次|座|天)/gu, (unit, random) => {
    const others = ['元', '%', '亩', '公里', '个', '所', '人次', '座', '户'].filter(
      (other) => other !== unit && !(unit === '％' && other === '%'),
    );
    return random.pick(others);
  }),
  '万 for 亿': turn(/(?<=\d)[万亿](?=[余多]?元|亩|人|户|张|件|只)/gu, (scale) =>
    scale === '万' ? '亿' : '万',
  ),
  'the scale dropped': turn(/(?<=\d)[万亿](?=[余多]?元|亩|人|户|张|件|只)/gu, () => ''),
  '户 for 人': turn(/(?<=\d[余多]?)(?:户|人(?![次·∕/均])|名)/gu, (unit) => (unit === '户' ? '人' : '户')),
  'two labels swapped': ({ text }, random) => {
    const quantities = matches(text, QUANTITY);
    const pairs = quantities.flatMap((one, at) =>
      quantities
        .slice(at + 1)
        .filter((two) => plainUnitOf(one.written) === plainUnitOf(two.written) && one.written !== two.written)
        .map((two) => [one, two] as const),
    );
    if (pairs.length === 0) return null;
    const [one, two] = random.pick(pairs);
    return replaceAt(replaceAt(text, two, one.written), one, two.written);
  },
  'one figure told of what another counts': ({ text }, random) => {
    const quantities = matches(text, QUANTITY);
    const pairs = quantities.flatMap((one) =>
      quantities
        .filter((two) => plainUnitOf(one.written) === plainUnitOf(two.written) && one.written !== two.written)
        .map((two) => [one, two] as const),
    );
    if (pairs.length === 0) return null;
    const [one, two] = random.pick(pairs);
    return replaceAt(text, one, two.written);
  },
  'the figure of another county': ({ text, quote, elsewhere }, random) => {
    const quantities = matches(text, QUANTITY);
    if (quantities.length === 0) return null;
    const one = random.pick(quantities);
    const others = matches(elsewhere, QUANTITY).filter(
      ({ written }) => unitOf(written) === unitOf(one.written) && !quote.includes(written),
    );
    return others.length === 0 ? null : replaceAt(text, one, random.pick(others).written);
  },
  'a target told as a result': ({ text }) => {
    const plan =
      /(?:力争|(?<!“[^”]{0,8})计划(?!生育)|预计|争取(?=在|于|到|实现|完成)|拟|将(?=[只于在投建])|直到)/u;
    if (!plan.test(text)) return null;
    const told = text.replace(plan, '').replace(/原(?=今年)/u, '');
    return plan.test(told) ? null : told;
  },
  'a result told as a target': ({ text }) =>
    /力争|计划|预计|目标|将|拟|要|确保|争取|直到/u.test(text) || !/\d[\d.]*[万亿]?[元户人个%亩]/u.test(text)
      ? null
      : `力争${text}`,
  'a year changed': ({ text, quote }, random) => {
    const years = matches(text, /(?<!\d)20\d\d(?=年|[—~～-])/gu);
    if (years.length === 0) return null;
    const one = random.pick(years);
    const other = String(Number(one.written) + random.pick([-3, -2, -1, 1, 2, 3]));
    return quote.includes(other) ? null : replaceAt(text, one, other);
  },
  "the report's year for another": ({ text, quote, year }) => {
    const [one] = matches(text, /(?<!\d)20\d\d(?=年(?![—~～至到-]))/gu);
    if (
      one === undefined ||
      year === undefined ||
      one.written === year ||
      quote.includes(year) ||
      /\d年[至到]/u.test(text)
    )
      return null;
    return replaceAt(text, one, year);
  },
  'a year put in': ({ text, quote, year }, random) => {
    const other = String(2013 + random.below(10));
    return /20\d\d|今年|去年/u.test(quote) || other === year ? null : `${other}年，${text}`;
  },
  'a bound dropped': turn(
    /(?<=\d)[余多](?=[万元户人个亩名张件家群])|(?<=\d[万元户人个亩名张件家群])余|(?<=\d[\d.]*[万亿]?[元户人个亩名%岁次])以[上下内]|近(?=\d)|超过?(?=\d)|约(?=\d)/gu,
    () => '',
  ),
  'a bound put in': turn(/(?<=[\d.]+)(?=[元户人名亩](?!以))(?<!\d[余多])/gu, () => '余'),
  'a rate dropped': turn(
    /(?:每(?:人|生|户|名|个?月|年|亩|天|头)|[户人年]均(?!衡))(?=[^,，。；;、]{0,12}\d)|[∕/]人·月/gu,
    () => '',
  ),
  'a rate changed': turn(
    /(?:每(?:人|生|户|月|年|亩|天)|[户人]均(?!衡))(?=[^,，。；;、]{0,12}\d)|·月/gu,
    (rate) => {
      const other: Readonly<Record<string, string>> = {
        ...{
          每人: '每户',
          每生: '每户',
          每户: '每人',
          每月: '每年',
          每年: '每月',
          每亩: '每户',
          每天: '每月',
        },
        ...{ 户均: '人均', 人均: '户均', '·月': '·年' },
      };
      return other[rate] ?? null;
    },
  ),
  'a direction turned': turn(
    /(?:提高|增长|增加|下降|降低|减少|增收|上升|递增|降(?=[至到]))(?=[^,，。；;、]{0,8}\d)/gu,
    (word) => {
      const other: Readonly<Record<string, string>> = {
        ...{
          提高: '降低',
          增长: '下降',
          增加: '减少',
          下降: '上升',
          降低: '提高',
          减少: '增加',
          增收: '减收',
        },
        ...{ 上升: '下降', 递增: '递减', 降: '升' },
      };
      return other[word] ?? null;
    },
  ),
  'a range end taken alone': turn(
    /(?<!\d)\d+(?:年|月|个|%|名)?[—~～至-]+(?=\d+(?:年|月|个|%|名|倍|元|户|周岁))|(?<=\d)[—~～至-]+\d+(?=年|月|名)/gu,
    () => '',
  ),
  'another subject': (material, random) => {
    const turned = anotherSubject(material, random);
    // 教育教育: the word beside it said twice is no other subject.
    return turned === null || /(\p{Script=Han}{2})\1/u.test(turned) ? null : turned;
  },
};
