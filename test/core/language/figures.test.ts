import { describe, expect, test } from 'vitest';
import { type Figure, findFigures, supportsFigure } from '../../../src/core/language/figures.ts';
import { readNumber } from '../../../src/core/language/numerals.ts';
import { inHan } from '../../fakes/han-numerals.ts';
import { seededRandom } from '../../fakes/vectors.ts';

/** What is written at each figure's span, with what it is read as. */
const read = (text: string) =>
  findFigures(text).map(({ span, value, upTo, unit, per }) => [
    text.slice(span.start, span.end),
    `${value}${upTo === undefined ? '' : `..${upTo}`}${unit}${per === undefined ? '' : `/${per}`}`,
  ]);
const one = (text: string): Figure => {
  const [figure, ...others] = findFigures(text);
  if (figure === undefined || others.length > 0) throw new Error(`${text} is not one figure`);
  return figure;
};
const supports = (evidence: string, claim: string) => supportsFigure(findFigures(evidence), one(claim));

describe('a figure is found as it is written, with its value in base units', () => {
  test.each([
    ['共41872人参训', '41872人', '41872人'],
    ['投入1,234,567.89元', '1,234,567.89元', '1234567.89元'],
    ['流转12.5亩', '12.5亩', '12.5亩'],
    ['投入86.35万元', '86.35万元', '863500元'],
    ['投入86.35 万元', '86.35 万元', '863500元'],
    ['投入4.26亿元', '4.26亿元', '426000000元'],
    ['总产值1.5万亿元', '1.5万亿元', '1500000000000元'],
    ['补助3千元', '3千元', '3000元'],
    ['补助1万3千元', '1万3千元', '13000元'],
    ['补助1万2000元', '1万2000元', '12000元'],
    ['投入3亿2000万元', '3亿2000万元', '320000000元'],
    ['降到0.97%', '0.97%', '0.97%'],
    ['占百分之40', '百分之40', '40%'],
    ['占百分之四十', '百分之四十', '40%'],
    ['占百分之十二点五', '百分之十二点五', '12.5%'],
    ['占百分之百', '百分之百', '100%'],
    ['千分之三的人', '千分之三', '3‰'],
    ['不到3‰', '不到3‰', '3‰'],
    ['下降13.5个百分点', '13.5个百分点', '13.5百分点'],
    ['每年用电5千瓦时', '5千瓦时', '5千瓦时/年'],
    ['全长5千米', '5千米', '5公里'],
    ['深松30厘米', '30厘米', '30厘米'],
    ['收3.5千克', '3.5千克', '3.5公斤'],
    ['3000名党员', '3000名', '3000人'],
    ['年满60周岁', '60周岁', '60岁'],
    ['限时2个半小时', '2个半小时', '2.5小时'],
    ['上路要两个半小时', '两个半小时', '2.5小时'],
    ['学3个半月', '3个半月', '3.5个月'],
    ['工期180天', '180天', '180日'],
    ['领260块钱', '260块钱', '260元'],
    ['打井50口', '50口', '50口'],
    ['３６００元', '３６００元', '3600元'],
    ['占１２．５％', '１２．５％', '12.5%'],
    ['２，６００元', '２，６００元', '2600元'],
  ])('%s', (text, written, value) => {
    expect(read(text)).toEqual([[written, value]]);
  });

  test('digits without a unit are a figure without a unit', () => {
    expect(read('共126，其中')).toEqual([['126', '126']]);
  });

  test('of a list each figure is its own', () => {
    expect(read('新聘47人、112人,分别占12.5%、30.7%')).toEqual([
      ['47人', '47人'],
      ['112人', '112人'],
      ['12.5%', '12.5%'],
      ['30.7%', '30.7%'],
    ]);
    expect(read('4127户9356人')).toEqual([
      ['4127户', '4127户'],
      ['9356人', '9356人'],
    ]);
  });

  test('a comma that parts two numbers is no thousands comma', () => {
    expect(read('2016,2017年')).toEqual([
      ['2016', '2016'],
      ['2017年', '2017年'],
    ]);
  });

  test('a year after an amount begins a figure of its own', () => {
    expect(read('3.2万2018年')).toEqual([
      ['3.2万', '32000'],
      ['2018年', '2018年'],
    ]);
    expect(read('1万2018年')).toEqual([
      ['1万', '10000'],
      ['2018年', '2018年'],
    ]);
  });

  test('a word that only begins like a unit is none', () => {
    expect(read('300种植户')).toEqual([['300', '300']]);
    expect(read('惠及3000百姓')).toEqual([['3000', '3000']]);
    expect(read('12村民小组')).toEqual([['12', '12']]);
  });
});

test('the sign of an item is no part of an age behind it', () => {
  expect(findFigures('1．70周岁以上老人免票')).toContainEqual(
    expect.objectContaining({ value: 70, unit: '岁', bound: 'least' }),
  );
});

describe('Han numerals', () => {
  test.each([
    ['三百二十元', 320, '元'],
    ['两万五千人', 25_000, '人'],
    ['二十万零五百元', 200_500, '元'],
    ['一万二元', 12_000, '元'],
    ['一万二千元', 12_000, '元'],
    ['一千零五户', 1_005, '户'],
    ['八万四千三百二十一元', 84_321, '元'],
    ['一亿二千万元', 120_000_000, '元'],
    ['三亿元', 300_000_000, '元'],
    ['三点五万元', 35_000, '元'],
    ['十五亩', 15, '亩'],
    ['壹万贰仟元', 12_000, '元'],
    ['二〇一八年', 2018, '年'],
    ['一九九八年', 1998, '年'],
    ['两轮', 2, '轮'],
    ['八成', 8, '成'],
  ])('%s is %d %s', (text, value, unit) => {
    expect(one(`共${text}。`)).toMatchObject({
      value,
      unit,
      han: true,
      span: { start: 1, end: text.length + 1 },
    });
  });

  test.each([
    ['三五百元', 300, 500],
    ['七八十人', 70, 80],
    ['二三百户', 200, 300],
    ['十七八岁', 17, 18],
    ['三四户', 3, 4],
  ])('%s is a vague range', (text, value, upTo) => {
    expect(one(text)).toMatchObject({ value, upTo, bound: 'about' });
  });

  test.each(['几千元', '数百人', '几十户', '几万元', '万元', '亿元', '百姓', '半年', '一半'])(
    '%s gives no number',
    (text) => expect(read(text)).toEqual([]),
  );

  test.each([
    '统一部署，统一组织',
    '第一书记',
    '一般贫困户',
    '进一步',
    '下一步打算',
    '同一批',
    '一起干',
    '一部分',
    '一次性补助',
    '一户一策、一村一品',
    '十免四补助',
    '两不愁三保障',
    '万一',
    '千方百计',
    '千家万户',
    '十三五',
    '四川三台县',
    '三门峡市五台山',
    '三三制',
    '一是、二是、三是',
  ])('%s has none', (text) => expect(read(text)).toEqual([]));

  test('an idiom that counts stays with what it counts', () => {
    const idiom = findFigures('五个一批');
    expect(idiom.map(({ value, unit }) => `${value}${unit}`)).toEqual(['5个', '1批']);
    for (const claim of ['5批', '51个', '1个', '5户', '5人'])
      expect(supportsFigure(idiom, one(claim))).toBe(false);
  });
});

describe('what the text itself leaves open', () => {
  test.each([
    ['3.2万余户', 32_000, 'least'],
    ['300余人', 300, 'least'],
    ['300多人', 300, 'least'],
    ['4000多万元', 40_000_000, 'least'],
    ['十余万人', 100_000, 'least'],
    ['超过5000元', 5_000, 'least'],
    ['至少3名', 3, 'least'],
    ['上千人', 1_000, 'least'],
    ['3000人以上', 3_000, 'least'],
    ['60岁及以上', 60, 'least'],
    ['近3万人', 30_000, 'most'],
    ['不到100人', 100, 'most'],
    ['不超过3万元', 30_000, 'most'],
    ['最高260元', 260, 'most'],
    ['18岁以下', 18, 'most'],
    ['约5000元', 5_000, 'about'],
    ['5000元左右', 5_000, 'about'],
    ['十几户', 10, 'about'],
    ['20来人', 20, 'about'],
  ] as const)('%s', (text, value, bound) => {
    const figure = one(`有${text}。`);
    expect(figure).toMatchObject({ value, bound });
    expect(figure.span).toEqual({ start: 1, end: text.length + 1 });
  });

  test('近三年 is a time, not about three years', () => {
    expect(one('近三年')).toMatchObject({ value: 3, unit: '年', bound: 'exact' });
  });
});

describe('ranges', () => {
  test.each([
    ['2016—2017年', '2016..2017年'],
    ['2016-2017年', '2016..2017年'],
    ['2016年至2018年', '2016..2018年'],
    ['2015—16年', '2015..2016年'],
    ['3—4名', '3..4人'],
    ['1—4月', '1..4月'],
    ['5%至8%', '5..8%'],
    ['百分之五至百分之八', '5..8%'],
    ['10—15万元', '100000..150000元'],
    ['10万—15万元', '100000..150000元'],
    ['8千—1万元', '8000..10000元'],
    ['5000—1万元', '5000..10000元'],
    ['1.5亿—2亿元', '150000000..200000000元'],
    ['100～200元', '100..200元'],
    ['三至五年', '3..5年'],
    ['80至89周岁', '80..89岁'],
    ['3000—5000元/户', '3000..5000元/户'],
  ])('%s is one figure', (text, value) => expect(read(`共${text}。`)).toEqual([[text, value]]));

  test('two units, two months of two years and a change are two figures', () => {
    expect(read('100户至3500人')).toHaveLength(2);
    expect(read('2017年12月—2018年3月').map(([written]) => written)).toEqual([
      '2017年',
      '12月',
      '2018年',
      '3月',
    ]);
    expect(read('由285元到340元').map(([written]) => written)).toEqual(['285元', '340元']);
    expect(read('由285元上调至340元').map(([written]) => written)).toEqual(['285元', '340元']);
  });

  test('numbers that fall are no range', () => expect(read('13-5户')).toHaveLength(2));
});

describe('dates', () => {
  test.each(['2019年12月31日', '2019-12-31', '2019/12/31', '2019.12.31'])(
    '%s gives year, month and day',
    (text) => {
      expect(findFigures(`（${text}）`).map(({ value, unit }) => `${value}${unit}`)).toEqual([
        '2019年',
        '12月',
        '31日',
      ]);
      expect(supports(text, '2019年')).toBe(true);
      expect(supports(text, '12月')).toBe(true);
      expect(supports(text, '12年')).toBe(false);
    },
  );

  test('a year with its month gives two', () => {
    expect(read('2019-12')).toEqual([
      ['2019', '2019年'],
      ['12', '12月'],
    ]);
  });
});

describe('rates', () => {
  test.each([
    ['315元/人·月', '人·月'],
    ['315元∕人·月', '人·月'],
    ['315元/人•月', '人·月'],
    ['315元/人.月', '人·月'],
    ['315元／人／月', '人·月'],
    ['500元/亩', '亩'],
    ['800元/平方米', '平方米'],
    ['300元每人每月', '人·月'],
    ['2元每人每餐', '人·餐'],
    ['2元/顿', '餐'],
    ['100元/个月', '月'],
  ])('%s is per %s', (text, per) => {
    expect(one(`为${text}。`)).toMatchObject({ per, span: { start: 1, end: text.length + 1 } });
  });

  test('what stands before a figure in its clause is its rate too', () => {
    expect(read('每人每月315元')).toEqual([['315元', '315元/人·月']]);
    expect(read('每名学生每年补助1000元，发放3000元')).toEqual([
      ['1000元', '1000元/人·年'],
      ['3000元', '3000元'],
    ]);
    expect(read('由每人每月50元提高至80元')).toEqual([
      ['50元', '50元/人·月'],
      ['80元', '80元/人·月'],
    ]);
    expect(read('每月发放100元/人')).toEqual([['100元/人', '100元/月·人']]);
    expect(read('每户300元、每亩50元')).toEqual([
      ['300元', '300元/户'],
      ['50元', '50元/亩'],
    ]);
  });
});

describe('ordinals', () => {
  test('are no amounts', () => {
    expect(supports('第2批任务', '2批')).toBe(false);
    expect(supports('2批任务', '第2批')).toBe(false);
    expect(supports('第二批任务', '第2批')).toBe(true);
    expect(supports('第三批任务', '第2批')).toBe(false);
    expect(one('第十九届')).toMatchObject({ value: 19, unit: '第届' });
  });
});

describe('supportsFigure', () => {
  test.each([
    ['低保标准为315元∕人·月', '315元'],
    ['低保标准为315元/人·月', '每人每月315元'],
    ['每人每月315元', '315元/人·月'],
    ['每人每月315元', '每月315元'],
    ['投入26000万元', '2.6亿元'],
    ['投入2.6亿元', '26000万元'],
    ['三百二十元', '320元'],
    ['２６０元', '260元'],
    ['260人', '260名'],
    ['3.2万余户', '32000多户'],
    ['近3万人', '不到3万人'],
    ['2016—2017年', '2017年'],
    ['5%至8%', '5—8%'],
    ['10—15万元', '100000—150000元'],
    ['共260户', '260'],
  ])('%s supports %s', (evidence, claim) => expect(supports(evidence, claim)).toBe(true));

  test.each([
    ['260元', '260万元'],
    ['260万元', '260元'],
    ['260户', '260人'],
    ['2.6%', '2.6个百分点'],
    ['315元', '315元/人·月'],
    ['315元', '每人每月315元'],
    ['315元/人·年', '315元/人·月'],
    ['315元/月', '315元/人·月'],
    ['1260元', '260元'],
    ['3亿2000万元', '2000万元'],
    ['一亿二千万元', '两千万元'],
    ['三点五万元', '五万元'],
    ['几千元', '1000元'],
    ['3.2万余户', '3.2万户'],
    ['3.2万户', '3.2万余户'],
    ['不到100人', '100余人'],
    ['不超过3万元', '超过3万元'],
    ['10—15万元', '15万元'],
    ['10—15万元', '10万元'],
    ['10—15万元', '10—20万元'],
    ['15万元', '10—15万元'],
    ['2014—2018年', '2016年'],
    ['13812345678', '13812345679'],
    ['12345678901元', '12345678902元'],
    ['', '1元'],
  ])('%s does not support %s', (evidence, claim) => expect(supports(evidence, claim)).toBe(false));
});

describe('any text', () => {
  const UNITS = ['元', '户', '人', '亩', '%', '个', '公里', '吨', '岁', ''];
  const SCALES = [
    ['', 1],
    ['万', 1e4],
    ['亿', 1e8],
  ] as const;
  const FILLERS = ['', '共', '，其中', '、', '（', '是', '😀', '\ud800', 'abc '];

  test('gives back every number that was written into it, at its span, with its value', () => {
    const random = seededRandom(7);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    for (let round = 0; round < 800; round++) {
      const decimals = pick([0, 0, 1, 2]);
      const number = Number((random() * 10 ** pick([1, 3, 5, 7])).toFixed(decimals));
      const [scale, factor] = pick(SCALES);
      const unit = pick(UNITS);
      const digits = pick([
        number.toFixed(decimals),
        number.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
      ]);
      const wide = pick([false, true]);
      const plain = `${digits}${scale}${unit}`;
      const written = wide
        ? plain.replaceAll(/[\d.%,]/gu, (half) => String.fromCharCode(half.charCodeAt(0) + 0xfee0))
        : plain;
      const before = pick(FILLERS);
      const text = `${before}${written}。`;
      const found = findFigures(text);
      expect(found, text).toHaveLength(1);
      expect(found[0]?.span, text).toEqual({ start: before.length, end: before.length + written.length });
      expect(found[0]?.value, text).toBe(Number((number * factor).toPrecision(15)));
      expect(found[0]?.unit, text).toBe(unit);
    }
  });

  test('reads Han numerals as they were written', () => {
    const random = seededRandom(11);
    for (let round = 0; round < 800; round++) {
      const number = 1 + Math.floor(random() * 10 ** (1 + Math.floor(random() * 8)));
      const written = inHan(number);
      expect(readNumber(written).value, written).toBe(number);
      expect(one(`${written}元`).value, written).toBe(number);
    }
  });

  test('never throws; spans are in order, within the text and never overlap', () => {
    const random = seededRandom(3);
    const ALPHABET = [
      ...'0123456789０９，,.．。%％‰万亿千百十点分之第零一二两三五八元户人年月日每/∕·—-～至到近约余多几以上\n 每个',
      '\ud83d',
      '\udc00',
      '😀',
    ];
    for (let round = 0; round < 800; round++) {
      const text = Array.from({ length: 1 + Math.floor(random() * 60) }, () =>
        random() < 0.9
          ? (ALPHABET[Math.floor(random() * ALPHABET.length)] as string)
          : String.fromCharCode(Math.floor(random() * 0x10000)),
      ).join('');
      let end = 0;
      for (const { span, value, upTo } of findFigures(text)) {
        expect(span.start, text).toBeGreaterThanOrEqual(end);
        expect(span.end, text).toBeGreaterThan(span.start);
        expect(Number.isNaN(value), text).toBe(false);
        if (upTo !== undefined) expect(upTo, text).toBeGreaterThan(value);
        end = span.end;
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }
  });

  test('supports itself', () => {
    const random = seededRandom(5);
    const ALPHABET = [...'0123456789万亿千百十第一二三五元户人年月每/·—至近约余多以上，。'];
    for (let round = 0; round < 500; round++) {
      const text = Array.from({ length: 40 }, () => ALPHABET[Math.floor(random() * ALPHABET.length)]).join(
        '',
      );
      const figures = findFigures(text);
      for (const figure of figures) expect(supportsFigure(figures, figure), text).toBe(true);
    }
  });

  test.each([
    '9',
    '三',
    '三万',
    '一千',
    '1,',
    '1,234',
    '1.',
    '1-',
    '1—',
    '三1',
    '万',
    '1 ',
    '百分之',
    '1元/人·',
    '/人',
    '每人',
    '1至',
    '由1%到',
  ])('is read to its end though it repeats %s for 10,000 characters', (part) => {
    const text = `${part.repeat(10_000 / part.length)}。共7头`;
    expect(findFigures(text).at(-1)).toMatchObject({
      value: 7,
      unit: '头',
      span: { start: text.length - 2, end: text.length },
    });
  });
});

test('a number that a document hides gives no figure, nor do its parts; those beside it stand', () => {
  for (const hidden of [
    '138****9000',
    '138******9000',
    '１３８****９０００',
    '1****************X',
    '***************0018',
  ])
    expect(
      findFigures(`约${hidden}元，王五${hidden}，补贴260元，${hidden}`).map(({ value, unit }) => [
        value,
        unit,
      ]),
    ).toEqual([[260, '元']]);
});
