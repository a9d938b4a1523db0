import { describe, expect, test } from 'vitest';
import { plannedSpans } from '../../../src/core/language/planned.ts';
import { fold, slice } from '../../../src/core/language/text.ts';

const isToCome = (text: string, figure: string) => {
  const at = fold(text).indexOf(figure);
  expect(at).toBeGreaterThanOrEqual(0);
  return plannedSpans(fold(text)).some(({ start, end }) => start <= at && at < end);
};

describe('a figure is still to come', () => {
  test.each([
    ['力争到2020年底，贫困人口全部脱贫，农民人均收入达到9000元。', '9000元'],
    ['2020年目标：9000元。', '9000元'],
    ['今年的目标是人均收入9000元。', '9000元'],
    ['今年将投入3亿元。', '3亿元'],
    ['项目将在年内完成投资3亿元。', '3亿元'],
    ['确保贫困群众人均收入超过4000元。', '4000元'],
    ['确保到年底贫困村全部退出，贫困群众人均收入超过4000元。', '4000元'],
    ['每季补助45元，到2025年每季可达85元。', '85元'],
    ['争取在2020年前脱贫5000人。', '5000人'],
    ['计划投资3亿元，已到位2亿元。', '3亿元'],
    ['全县拟新建卫生室52个。', '52个'],
    ['预计今年脱贫3000人。', '3000人'],
    ['已脱贫5000人，计划搬迁2870户。', '2870户'],
  ])('in %s: %s', (text, figure) => {
    expect(isToCome(text, figure)).toBe(true);
  });
});

describe('a figure is a result', () => {
  test.each([
    ['大力争取资金5000万元。', '5000万元'],
    ['争取水利专款316.4万元，疏浚河道。', '316.4万元'],
    ['多方争取“暖冬行动”等捐款63.8万元。', '63.8万元'],
    ['围绕河湖治理目标，实行网格管护，先后清淤612公里，劣质水体占比降到1.9%。', '612公里'],
    ['围绕河湖治理目标，实行网格管护，先后清淤612公里，劣质水体占比降到1.9%。', '1.9%'],
    ['力争全面小康，已减贫5000人，发生率降至2%。', '2%'],
    ['计划投资3亿元，已到位2亿元。', '2亿元'],
    ['计划投资3亿元，共完成2亿元。', '2亿元'],
    ['力争上半年见效，实现了3000人脱贫。', '3000人'],
    ['每季补助45元，到2025年每季可达85元。', '45元'],
    ['将护理补贴由75元上调至90元。', '90元'],
    ['将建档立卡贫困户3000户全部纳入低保。', '3000户'],
    ['将有劳动能力的3000人组织起来。', '3000人'],
    ['将在校学生3000人纳入资助。', '3000人'],
    ['完成“头雁计划”318人次。', '318人'],
    ['计划生育家庭奖励960元。', '960元'],
    ['从2021年至2022年完成1290户改厕。', '1290户'],
    ['截至2022年完成1290户改厕。', '1290户'],
    ['确保应补尽补，兑付种粮补贴874.5万元。', '874.5万元'],
    ['印发《某县确保安全度汛预案》等6个文件。', '6个'],
    ['力争脱贫。投入3亿元。', '3亿元'],
  ])('in %s: %s', (text, figure) => {
    expect(isToCome(text, figure)).toBe(false);
  });
});

test('the stretches are in order, within the text, and begin at the word that plans', () => {
  const text = '已脱贫5000人,计划搬迁2870户,新建卫生室52个;将投入3亿元。';
  expect(plannedSpans(text).map((span) => slice(text, span))).toEqual([
    '计划搬迁2870户,',
    '新建卫生室52个;',
    '将投入3亿元。',
  ]);
});

test('ten thousand characters in one line are read to the end', () => {
  for (const unit of ['计划', '将', '目标', '力争,', '到2020年', '确保,达', '已,'])
    expect(Array.isArray(plannedSpans(unit.repeat(10_000 / unit.length)))).toBe(true);
});
