import { describe, expect, test } from 'vitest';
import { unprovenBy } from '../../../src/core/gate/claims.ts';

const proof = (claim: string, quote: string, dates = '') => unprovenBy(claim, quote, dates);

describe('a claim changes the sense of its quote', () => {
  test.each([
    ['by turning a change round', '由340元提高至285元', '由285元提高至340元'],
    ['by telling the old amount as the present one', '高龄津贴为285元', '高龄津贴由285元提高至340元'],
    ['by another year', '2018年投入3亿元', '2017年投入3亿元，2018年投入4亿元'],
    ['by a year after the figure', '3亿元于2018年投入', '2017年投入3亿元，2018年投入4亿元'],
    ['by the year of another sentence', '2017年搬迁2870户', '2017年脱贫5000人。搬迁2870户'],
    ['by the direction', '贫困人口增长5%', '贫困人口下降5%，收入增长8%'],
    ['by a direction that is left out', '贫困人口5%', '贫困人口下降5%'],
    ['by a direction that is put in', '贫困人口减少3000人', '贫困人口3000人'],
    ['by a target told as a result', '人均收入达到9000元', '力争到2020年底，全部脱贫，人均收入达到9000元'],
    ['by a result told as a target', '计划搬迁2870户', '搬迁2870户'],
    ['by a future 将 put in', '将投入3亿元', '投入3亿元'],
    ['by a plan without a figure', '计划全面脱贫', '全面脱贫'],
  ])('%s: %s', (_, claim, quote) => {
    expect(proof(claim, quote)).toBe('changed-sense');
  });

  test('by last year told as the year of the report', () => {
    expect(proof('2018年投入3亿元', '去年投入3亿元', '2018年')).toBe('changed-sense');
    expect(proof('2018年投入3亿元', '全年投入3亿元', '2018年')).toBeNull();
  });
});

describe('a claim is proven', () => {
  const allowance = '将高龄津贴由75元∕人·月提高至90元∕人·月，统一打入“一卡通”';
  test.each([
    ['the whole', allowance, allowance],
    ['without the 将 that means 把', '高龄津贴由75元/人·月提高至90元/人·月', allowance],
    ['with 从 for 由 and 到 for 至', '高龄津贴从75元/人·月提高到90元/人·月', allowance],
    ['the level alone', '高龄津贴为90元/人·月', allowance],
    ['将 that means 把, put in', '将高龄津贴由285元提高至340元', '高龄津贴由285元提高至340元'],
    ['the level that a rate fell to', '管网漏水率为8.6%', '管网漏水率由21.5%下降至8.6%'],
    ['another word of the same direction', '贫困发生率降到了1.37%', '贫困发生率下降至1.37%'],
    ['its own year among two', '2018年投入4亿元', '2017年投入3亿元，2018年投入4亿元'],
    ['the year after the figure', '2017年63510人脱贫', '63510人于2017年脱贫'],
    ['a target as a target', '力争人均收入达到9000元', '力争到2020年底，全部脱贫，人均收入达到9000元'],
    ['a place of business whose name speaks of a rise', '产业30万亩', '发展增收产业30万亩'],
    [
      'beside a name that begins with a figure',
      '“一亩油茶”人均分红420元',
      '发展“一亩油茶”2.3万亩，人均分红420元',
    ],
    ['an upper bound', '自付费用不超过3000元', '自付费用不超过3000元'],
  ])('%s: %s', (_, claim, quote) => {
    expect(proof(claim, quote)).toBeNull();
  });
});

describe('words of the title', () => {
  const quote = '缴费标准由12个档次合并为9个档次，最低为每人每年200元';
  const claim = '养老保险缴费标准由12个档次合并为9个档次';

  test('may be taken over', () => {
    expect(unprovenBy(claim, quote, '', '永兴县\n关于调整养老保险缴费档次的通知')).toBeNull();
  });

  test('prove nothing where the title has others', () => {
    expect(unprovenBy(claim, quote, '', '永兴县\n关于调整医疗保险缴费档次的通知')).toBe('changed-sense');
  });
});

describe('a list that goes on', () => {
  const quote = '全县修建道路、水渠、学校等，群众满意';
  test.each([
    ['the list without its 等', '全县修建道路、水渠、学校'],
    ['the list with 和', '全县修建了道路、水渠和学校，群众满意'],
    ['two things of it', '修建水渠和学校'],
  ])('may not be told as if it were whole: %s', (_, claim) => {
    expect(proof(claim, quote)).toBe('changed-sense');
  });

  test.each([
    ['with its 等', '全县修建道路、水渠、学校等', quote],
    ['with 等 before what they are', '修建道路、水渠和学校等设施', '修建道路、水渠、学校等设施'],
    ['one thing alone', '全县修建道路', quote],
    ['a list that is counted and told in full', '修建道路、水渠、学校', '修建道路、水渠、学校等3项'],
    ['a list that does not go on', '修建道路、水渠', '修建道路、水渠，群众满意'],
  ])('or in part is proven %s: %s', (_, claim, of) => {
    expect(proof(claim, of)).toBeNull();
  });
});

test('a figure needs its own bound, unit and range', () => {
  expect(proof('自付费用3000元', '自付费用不超过3000元')).toBe('unsupported-figure');
  expect(proof('自付费用超过3000元', '自付费用不超过3000元')).toBe('unsupported-figure');
  expect(proof('共3000', '共3000元')).toBe('unsupported-figure');
  expect(proof('连续3年', '连续3至5年')).toBe('unsupported-figure');
  expect(proof('2022年改厕1290户', '2021年至2022年，共改厕1290户')).toBe('unsupported-figure');
  expect(proof('6月受理诉求80多件', '1—6月受理诉求80多件')).toBe('unsupported-figure');
});

test('a number that a document hides is said sign for sign or not at all', () => {
  const quote = '网格员王五，手机138****9000，每月补贴260元';
  expect(proof('网格员王五的手机是138****9000', quote)).toBeNull();
  expect(proof('网格员王五的手机是139****9000', quote)).toBe('unsupported-figure');
  expect(proof('网格员王五的手机是138****9001', quote)).toBe('unsupported-figure');
  expect(proof('网格员王五的手机是13812349000', quote)).toBe('unsupported-figure');
  expect(proof('网格员王五每月补贴9000元', quote)).toBe('unsupported-figure');
  expect(proof('网格员王五每月补贴138元', quote)).toBe('unsupported-figure');
});

test('a link of any length is found, whatever stands before it', () => {
  for (const link of [
    'evil.cn',
    '..evil.cn',
    `${'a'.repeat(200)}.cn`,
    '+http://evil',
    '<a <b>',
    'a.b-c.d.cn/x',
  ])
    expect(proof(`脱贫${link}`, '脱贫'), link).toBe('foreign-link');
});

test('ten thousand characters in one line are compared to the end, and prove themselves', () => {
  for (const unit of [
    'a',
    'a.',
    'a-',
    '<a',
    'a+',
    '未完成',
    '由1元',
    '将',
    '12.',
    'www.',
    '增长5%',
    '2018年3元,',
  ]) {
    const text = `脱贫${unit.repeat(10_000 / unit.length)}`;
    expect(proof(text, text), unit).toBeNull();
  }
});

test('a word in the place of another before what both end with is an exchange', () => {
  const quote = '全年兑现低保、养老、残疾人三类津贴2.6亿元';
  expect(proof('全年兑现低保、养老、低保人三类津贴2.6亿元', quote)).toBe('changed-sense');
  expect(proof('全年兑现残疾人三类津贴2.6亿元', quote)).toBeNull();
});

describe('a telephone number', () => {
  const quote = '咨询电话：县民政局0735-8221234；县残联0735-8225678';

  test('is told of the office that it stands by', () => {
    expect(proof('县民政局的咨询电话是0735-8221234', quote)).toBeNull();
    expect(proof('残联的电话是0735-8225678', quote)).toBeNull();
    expect(proof('县残联的咨询电话是0735-8225678', quote)).toBeNull();
  });

  test('is told of no other office', () => {
    expect(proof('县民政局的咨询电话是0735-8225678', quote)).toBe('changed-sense');
  });
});

test('an amount of five digits is no telephone number', () => {
  expect(proof('五保户危房改造补助12000元', '危房改造补助：低保户11000元，五保户12000元')).toBeNull();
});

describe('yes and no', () => {
  test.each([
    ['what is not put in, said to be', 'D级危房都列入改造范围', '以下房屋不列入改造范围：D级危房'],
    ['what is not accepted, said to be', '常住地的服务站受理申请', '常住地的服务站不受理申请'],
    [
      'what is not put in, said to be, where something else is put in',
      'D级危房都列入改造范围',
      '以下房屋不列入改造范围：D级危房，列入拆迁计划的房屋',
    ],
    ['不可 left out', '外地户籍可以办理', '外地户籍不可办理'],
    ['无需 left out', '办理时需要提供户口本', '办理时无需提供户口本'],
    ['免 left out', '低保户要缴医保费', '低保户免缴医保费'],
    ['a denial put in behind 无房户', '无房户不能申请公租房', '无房户可以申请公租房'],
    ['a denial put in behind 不动产', '不动产登记不能网上办理', '不动产登记网上办理'],
    ['what nobody denies, denied', '常住地的服务站不受理', '到户籍地或者常住地的服务站申请'],
    ['one of two, said to be the only one', '只能到户籍地的服务站申请', '到户籍地或者常住地的服务站申请'],
  ])('are not exchanged: %s', (_, claim, quote) => {
    expect(proof(claim, quote)).toBe('changed-sense');
  });

  test.each([
    ['不得 for 不能', '补助资金不能发放给个人', '补助资金不得发放给个人'],
    ['a denial beside the same word', '因慢审批不审批问责9人', '整治作风，因慢审批不审批问责9人'],
    ['不准 for 禁止', '不准燃放鞭炮', '禁止燃放鞭炮'],
    ['不用 for 不', '个人不用缴费', '个人不缴费'],
    ['不用 for 免', '低保户不用缴医保费', '低保户免缴医保费'],
    ['不会 for 不予', '逾期不会受理', '逾期不予受理'],
    ['only who may, as a condition', '只有年满60周岁才能申请', '年满60周岁方可申请'],
    ['不少于 as it is', '公示不少于10天', '公示不少于10天'],
    ['the only one as it is', '只能到户籍地的服务站申请', '只能到户籍地的服务站申请'],
  ])('stand: %s', (_, claim, quote) => {
    expect(proof(claim, quote)).toBeNull();
  });
});
