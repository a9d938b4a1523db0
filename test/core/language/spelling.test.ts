import { describe, expect, test } from 'vitest';
import { spellerOver } from './fixture.ts';

const speller = spellerOver(
  [
    '农村低保标准从285元上调到340元',
    '低保对象按月领取低保金',
    '全面落实基本医疗和住房安全',
    '健康扶贫：医疗救助覆盖全部贫困人口',
    '产业扶贫带动贫困户增收',
    '易地搬迁安置房全部建成',
  ],
  ['通江县', '通江', '互助县', '互助'],
);

describe('a speller', () => {
  test.each([
    ['底保标准是多少', '低保标准是多少'],
    ['低宝标准', '低保标准'],
    ['健康服贫', '健康扶贫'],
    ['医疗就助', '医疗救助'],
    ['移地搬迁', '易地搬迁'],
  ])('turns a word that sounds like one of the corpus into it: %s', (typed, meant) => {
    expect(speller.correct(typed)).toBe(meant);
  });

  test('hears zh, ch, sh as z, c, s and -ng as -n, as southern speakers type', () => {
    const southern = spellerOver(['教育资助发放'], ['双城县']);
    expect(southern.correct('教育知助')).toBe('教育资助');
    expect(southern.correct('双陈县脱贫')).toBe('双城县脱贫');
  });

  test('corrects the name of a place that the corpus speaks of', () => {
    expect(speller.correct('通姜县脱贫了吗')).toBe('通江县脱贫了吗');
  });

  test('leaves right words, other counties, and words that only sound alike', () => {
    for (const text of ['低保标准', '石柱脱贫', '朋友安全', '底', '', '260元', 'abc']) {
      expect(speller.correct(text)).toBe(text);
    }
  });

  test('leaves a verb with its complement alone, though both sound like a word', () => {
    const pipes = spellerOver(['供水管道由村里维护', '管道检修', '管道更换', '道路硬化'], []);
    expect(pipes.correct('供水办法管到哪年')).toBe('供水办法管到哪年');
  });

  test('lets a chance neighbourhood of characters yield to a much more frequent word only', () => {
    const once = spellerOver(['彻底保障住房', '低保标准提高'], []);
    expect(once.correct('底保标准')).toBe('底保标准');
    const often = spellerOver(['彻底保障住房', '低保标准提高', '低保对象', '低保金'], []);
    expect(often.correct('底保标准')).toBe('低保标准');
  });

  test('keeps every other character where it is, folded', () => {
    expect(speller.correct('ＡＢ底保，２６０元')).toBe('ab低保,260元');
    expect(speller.correct('\ud800底保😀')).toBe('\ud800低保😀');
  });

  test('reads ten thousand characters to the end', () => {
    expect(speller.correct(`${'保'.repeat(9_998)}，底保`)).toMatch(/,低保$/u);
  });
});

describe('names of things that the vocabulary knows', () => {
  const other = spellerOver(['当地群众生活改善'], []);

  test.each([
    ['围房改造', '危房改造'],
    ['贫困发声率', '贫困发生率'],
    ['合作设几个', '合作社几个'],
    ['五保共养标准', '五保供养标准'],
    ['注村工作队', '驻村工作队'],
    ['公益性岗为', '公益性岗位'],
    ['自来税', '自来水'],
    ['扶贫小额信代', '扶贫小额信贷'],
  ])('are what %s was meant for, though no report has them', (typed, meant) =>
    expect(other.correct(typed)).toBe(meant),
  );

  test.each([
    '合作设立公司',
    '合作社',
    '村超是多少',
    '莲花白',
    '张三丰',
    '茅坪村',
    '直播带货',
    '粮食直补是多少',
  ])('are not heard in %s', (text) => expect(other.correct(text)).toBe(text));

  test('are the most frequent of those that sound alike', () => {
    const often = spellerOver(['驻村干部', '驻村帮扶', '驻村工作', '逐村排查'], []);
    expect(often.correct('注村帮扶')).toBe('驻村帮扶');
  });

  test('a word that the segmenter coined where two only meet is none', () => {
    const coined = spellerOver(['改革一直不断深化', '做到一直不松劲'], []);
    expect(coined.correct('粮食直补')).toBe('粮食直补');
  });
});
