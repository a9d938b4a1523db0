import { describe, expect, test } from 'vitest';
import { readCourtesy } from '../../../src/core/question/courtesy.ts';
import type { QuestionContext } from '../../../src/core/question/one-question.ts';
import { isEmptyQuestion, understand } from '../../../src/core/question/question.ts';
import type { Turn } from '../../../src/core/types.ts';
import { gazetteer, script, segmenter, vocabulary } from '../../corpus/fixture.ts';
import { spellerOver } from '../language/fixture.ts';

const PLACES = ['蓬安县', '绥宁县', '石柱土家族自治县', '资源县'];
const context: QuestionContext = {
  gazetteer,
  corpusPlaces: new Set(PLACES),
  segmenter,
  vocabulary,
  script,
  isUsedWord: (word) => word === '惠民' || word === '富裕',
  speller: spellerOver(
    [
      '全面提高农村低保标准',
      '低保对象按月领取低保金',
      '低保标准提高到260元',
      '危房改造任务完成，残疾人补贴发放',
      '贫困户脱贫，贫困发生率下降',
    ],
    PLACES.flatMap((name) => [name, ...gazetteer.lookup(name).map(({ short }) => short)]),
  ),
};

const ask = (text: string, history: readonly Turn[] = [], place?: string) =>
  understand({ text, history, ...(place === undefined ? {} : { place }) }, context);
const user = (content: string): Turn => ({ role: 'user', content });
const bot = (content: string): Turn => ({ role: 'assistant', content });

describe('what form of answer is wanted', () => {
  test.each([
    ['石柱脱贫了多少人', 'figure'],
    ['低保标准是多少', 'figure'],
    ['种植面积多大', 'figure'],
    ['几个村脱贫', 'figure'],
    ['贫困人口比例', 'figure'],
    ['蓬安和绥宁哪个脱贫人口多', 'figure'],
    ['什么时候脱贫', 'time'],
    ['哪一年摘帽', 'time'],
    ['几月份发放', 'time'],
    ['高龄津贴打哪个座机', 'phone'],
    ['想问低保打啥电话', 'phone'],
    ['大厅投诉打几号', 'phone'],
    ['防汛办传真是几号', 'phone'],
    ['社保到几号窗口办', 'where'],
    ['农机补贴几号发', 'time'],
    ['贷款贴息几个点', 'figure'],
    ['县委书记是谁', 'person'],
    ['谁当县长', 'person'],
    ['县长叫什么名字', 'person'],
    ['有哪些产业', 'list'],
    ['哪几个乡镇', 'list'],
    ['培训班都教些什么', 'list'],
    ['厂里都招什么工', 'list'],
    ['啥样的人能当护林员', 'list'],
    ['护林员都什么时候上山', 'time'],
    ['什么叫两不愁三保障', 'definition'],
    ['五保供养是什么', 'definition'],
    ['绥宁脱贫了吗', 'yes-no'],
    ['危房改造了没有', 'yes-no'],
    ['能不能领低保', 'yes-no'],
    ['把院坝租给别人的补不补', 'yes-no'],
    ['休耕那几个月种点菜行不行', 'yes-no'],
    ['人多不多', 'statement'],
    ['拿到证要几个月', 'figure'],
    ['采茶工一天给几个钱', 'figure'],
    ['怎么申请低保', 'statement'],
    ['介绍一下产业扶贫', 'statement'],
  ] as const)('%s: %s', (text, wanted) => expect(ask(text).wanted).toBe(wanted));

  test('a question that brings its own figure wants one in that unit, to compare', () => {
    const asked = ask('低保是不是260元');
    expect(asked.wanted).toBe('figure');
    expect([...asked.units]).toEqual(['元']);
  });
});

describe('units of the figure', () => {
  test.each([
    ['采茶工一天给几个钱', '元', '个'],
    ['脱贫了多少户', '户', '元'],
    ['脱贫了多少人', '人', '户'],
    ['补助多少钱', '元', '户'],
    ['投入多少资金', '元', '人'],
    ['种植面积多大', '亩', '元'],
    ['占多大一块地', '亩', '元'],
    ['娃多大了能上幼儿园', '岁', '亩'],
    ['水管坏了多大工夫来人', '小时', '亩'],
    ['修了多少公里路', '公里', '元'],
    ['占百分之多少', '%', '元'],
    ['引进了多少家企业', '家', '元'],
    ['贴息几个点', '%', '个'],
    ['公交有多少台车', '辆', '元'],
    ['建了多少所学校', '所', '元'],
  ])('%s may be in %s, not in %s', (text, unit, other) => {
    const { units } = ask(text);
    expect(units.has(unit)).toBe(true);
    expect(units.has(other)).toBe(false);
  });

  test('are any, where the question names none', () => {
    expect(ask('残疾人多少').units.size).toBe(0);
    expect(ask('多大流量停航').units.size).toBe(0);
    expect(ask('领钱的人有多少').units.size).toBe(0);
  });

  test('of a standard are amounts, never people or households', () => {
    const { units } = ask('低保标准是多少');
    expect(units).toContain('元');
    expect(units).not.toContain('户');
    expect(units).not.toContain('人');
  });
});

describe('rates and years', () => {
  test.each([
    ['每人每月多少钱', ['person', 'month']],
    ['户均多少钱', ['household']],
    ['每亩补多少', ['mu']],
    ['每年补助多少', ['year']],
    ['一个月领多少', ['month']],
    ['低保标准是多少', []],
  ])('%s', (text, rates) => expect(ask(text).rates).toEqual(rates));

  test.each([
    ['2018年脱贫多少户', [2018]],
    ['18年脱贫多少户', [2018]],
    ['２０１８年脱贫多少户', [2018]],
    ['2017年和2018年脱贫多少户', [2017, 2018]],
    ['干村医23年了能领多少', []],
    ['种粮补贴22年发了多少', [2022]],
    ['养老金23年涨到多少', [2023]],
    ['养老保险19年参保多少人', [2019]],
    ['3年脱贫多少户', []],
    ['16年来脱贫多少户', []],
    ['2018年脱贫了吗', []],
  ])('%s is of the years %j', (text, years) => expect(ask(text).years).toEqual(years));
});

describe('the subject', () => {
  test('is content words without places, years and question words', () => {
    expect(ask('请问石柱2018年的低保标准是多少').subject).toEqual(['低保', '标准']);
    expect(ask('绥宁有多少贫困户').subject).toEqual(['贫困户']);
  });

  test.each([
    ['低保好多钱', '低保多少钱'],
    ['啥子是低保', '什么是低保'],
    ['低保咋个申请', '低保怎么申请'],
  ])('of dialect is that of the written question: %s', (spoken, written) => {
    const { text: _, ...said } = ask(spoken);
    const { text: __, ...meant } = ask(written);
    expect(said).toEqual(meant);
  });

  test('of a typo is what was meant', () => {
    expect(ask('底保标准').subject).toEqual(['低保', '标准']);
  });
});

describe('places', () => {
  test.each([
    '石柱低保标准',
    '石柱县低保标准',
    '石柱土家族自治县低保标准',
    '重庆石柱低保标准',
    '重庆市石柱土家族自治县低保标准',
  ])('%s asks about the one county; its province is part of its address', (text) => {
    expect(ask(text)).toMatchObject({ places: ['石柱土家族自治县'], missingPlaces: [] });
  });

  test('several are all asked about', () => {
    expect(ask('蓬安和绥宁哪个脱贫人口多').places).toEqual(['蓬安县', '绥宁县']);
  });

  test('none leave the question open', () => {
    expect(ask('低保标准是多少')).toMatchObject({ places: [], missingPlaces: [] });
  });

  test('that the corpus lacks are told by name', () => {
    for (const text of ['北京低保标准', '北京市低保标准'])
      expect(ask(text).missingPlaces.map(({ name }) => name)).toEqual(['北京市']);
    const both = ask('蓬安和成都低保标准');
    expect(both.places).toEqual(['蓬安县']);
    expect(both.missingPlaces.map(({ name }) => name)).toEqual(['成都市']);
  });

  test('with a typo in them are understood', () => {
    expect(ask('蓬按低保标准').places).toEqual(['蓬安县']);
    expect(ask('蓬按县脱贫多少人').places).toEqual(['蓬安县']);
  });

  test('that are ordinary words too are places only where they read so', () => {
    expect(ask('资源县脱贫多少人').places).toEqual(['资源县']);
    expect(ask('人力资源培训多少人').places).toEqual([]);
  });

  test('default to the place that the question came with, under any spelling', () => {
    for (const spelling of ['蓬安', '蓬安县'])
      expect(ask('低保标准', [], spelling).places).toEqual(['蓬安县']);
    expect(ask('低保标准', [], '成都市').missingPlaces.map(({ name }) => name)).toEqual(['成都市']);
    expect(ask('低保标准', [], '没有这个县')).toMatchObject({
      places: [],
      missingPlaces: [{ name: '没有这个县' }],
    });
  });

  test.each([
    '我老家成都的，在蓬安能领低保吗',
    '户口在成都的蓬安给补吗',
    '成都人在蓬安能领低保吗',
    '我是从成都嫁过来的，蓬安给补吗',
  ])('that somebody is from are not asked about: %s', (text) => {
    expect(ask(text)).toMatchObject({ places: ['蓬安县'], missingPlaces: [] });
  });

  test('that somebody is of are asked about where no other is, or they are of the corpus', () => {
    expect(ask('成都人低保标准多少').missingPlaces.map(({ name }) => name)).toEqual(['成都市']);
    expect(ask('我老家成都的，低保标准多少').missingPlaces.map(({ name }) => name)).toEqual(['成都市']);
    expect(ask('我老家蓬安的，低保多少').places).toEqual(['蓬安县']);
  });

  test('that are named win over the place that the question came with', () => {
    expect(ask('绥宁低保标准', [], '蓬安').places).toEqual(['绥宁县']);
    expect(ask('成都低保标准', [], '蓬安')).toMatchObject({
      places: [],
      missingPlaces: [{ name: '成都市' }],
    });
  });
});

describe('a county that no table has', () => {
  test('is asked of by its name, and no other county is', () => {
    for (const text of ['云泉县低保标准是多少', '请问云泉县有多少贫困户', '重庆市云泉县低保标准'])
      expect(ask(text)).toMatchObject({ places: [], missingPlaces: [{ name: '云泉县' }] });
  });

  test('is not respelled, unless a place of the corpus sounds like it', () => {
    expect(ask('彭安县低保标准').places).toEqual(['蓬安县']);
    expect(ask('云岭县低保标准').missingPlaces.map(({ name }) => name)).toEqual(['云岭县']);
  });

  test('keeps its name where a report writes words that sound like a part of it', () => {
    const corpusPlaces = new Set([...context.corpusPlaces, '云泉县']);
    const speller = {
      corrections: (text: string) =>
        [...text.matchAll(/泉县/gu)].map(({ index }) => ({
          span: { start: index, end: index + 2 },
          read: '全县',
        })),
    };
    const own = { ...context, gazetteer: gazetteer.withPlaces(corpusPlaces), corpusPlaces, speller };
    expect(understand({ text: '云泉县低保标准', history: [] }, own)).toMatchObject({ places: ['云泉县'] });
    expect(understand({ text: '云泉县低保标准', history: [] }, { ...context, speller })).toMatchObject({
      missingPlaces: [{ name: '云泉县' }],
    });
  });

  test('is read in traditional characters', () => {
    expect(ask('雲嶺縣低保標準是多少').missingPlaces.map(({ name }) => name)).toEqual(['云岭县']);
  });
});

test('a county is asked of, and not the province that its name comes with', () => {
  expect(ask('湖南省桂东县低保标准').missingPlaces.map(({ name }) => name)).toEqual(['桂东县']);
});

describe('a follow-up', () => {
  const history = [user('石柱低保标准是多少'), bot('260元[1]。')];

  test('of another subject keeps place and form, and carries the old subject along', () => {
    expect(ask('那残疾人呢', history).inFull).toBe('石柱低保标准是多少 那残疾人呢');
    expect(ask('蓬安危房改造补多少', history).inFull).toBe('蓬安危房改造补多少');
    expect(ask('那残疾人呢', history)).toMatchObject({
      wanted: 'figure',
      subject: ['残疾人'],
      carried: ['低保', '标准'],
      places: ['石柱土家族自治县'],
      placesAreAssumed: false,
    });
  });

  test('of a bare number goes on in the unit of the amount before', () => {
    const amounts = (text: string, before: string) =>
      ask(text, [user(before), bot('60元[1]。')]).conditions.amounts.map(({ value, unit }) => [value, unit]);
    expect(amounts('那68的呢', '石柱82岁的老人一个月能领多少')).toEqual([[68, '岁']]);
    expect(amounts('那120呢', '石柱种了30亩补多少')).toEqual([[120, '亩']]);
    expect(amounts('那68岁的呢', '石柱82岁的老人一个月能领多少')).toEqual([[68, '岁']]);
    expect(amounts('那68的呢', '石柱低保标准是多少')).toEqual([]);
  });

  test('is read by itself and behind the question before, each way alike', () => {
    expect(ask('那残疾人呢', history).readings).toEqual(['那残疾人呢', '石柱低保标准是多少 那残疾人呢']);
    expect(ask('蓬安危房改造补多少', history).readings).toEqual(['蓬安危房改造补多少']);
  });

  test.each([
    ['石柱一级残疾人一个月补多少', '那二级的呢', '石柱二级残疾人一个月补多少'],
    ['石柱小麦第一遍什么时候打药', '第二遍呢', '石柱小麦第二遍什么时候打药'],
    ['石柱带三十公斤的米要加钱吗', '五十公斤呢', '石柱带五十公斤的米要加钱吗'],
    ['石柱7月5号哪个值班', '8月12号呢', '石柱8月12号哪个值班'],
    ['石柱今年高龄津贴多少', '去年呢', '石柱去年高龄津贴多少'],
    ['石柱82岁的老人一个月能领多少', '那91的呢', '石柱91岁的老人一个月能领多少'],
    ['石柱82岁的老人一个月能领多少', '那绥宁呢', '绥宁82岁的老人一个月能领多少'],
  ])('of one thing in place of another is asked in full: %s %s', (before, text, inFull) => {
    expect(ask(text, [user(before), bot('60元[1]。')]).readings).toEqual([inFull]);
  });

  test('of one thing in place of another goes on from what was so asked', () => {
    const longer = [
      user('石柱82岁的老人一个月能领多少'),
      bot('60元[1]。'),
      user('那绥宁呢'),
      bot('50元[1]。'),
    ];
    expect(ask('92的呢', longer)).toMatchObject({
      readings: ['绥宁92岁的老人一个月能领多少'],
      places: ['绥宁县'],
    });
  });

  test('of another place behind one that leans itself leans on that', () => {
    const longer = [user('石柱危房改造补多少'), bot('60元[1]。'), user('光伏呢'), bot('9元[1]。')];
    expect(ask('那绥宁呢', longer)).toMatchObject({ subject: ['光伏'], places: ['绥宁县'] });
  });

  test.each([
    ['石柱82岁老人补多少', '绥宁90岁的呢'],
    ['石柱2023年低保标准多少', '绥宁2022年呢'],
    ['石柱低保标准多少', '那绥宁和蓬安呢'],
    ['石柱和绥宁低保标准哪个高', '那蓬安呢'],
    ['石柱住院花了2万报多少', '5万呢'],
    ['石柱一个人低保一个月补多少', '两个呢'],
    ['石柱我60岁我妈85岁补多少', '90呢'],
    ['石柱2023年医保要交几年', '15年呢'],
  ])('of more than one thing, or in place of one of several, is not asked in full: %s %s', (before, text) => {
    expect(ask(text, [user(before), bot('60元[1]。')]).readings).toHaveLength(2);
  });

  test.each(['那棉花呢', '三轮车呢', '还有几级'])('of nothing like it is not asked in full: %s', (text) => {
    expect(ask(text, [user('石柱一级残疾人补多少'), bot('60元[1]。')]).readings).toHaveLength(2);
  });

  test('that names a benefit, and what is asked of it, leans on nothing', () => {
    expect(ask('那取暖补贴什么时候发', history).readings).toEqual(['那取暖补贴什么时候发']);
    for (const text of ['那这个补贴什么时候发', '那残疾人补贴呢'])
      expect(ask(text, history).readings).toHaveLength(2);
  });

  test('that tells where somebody has gone is of the place before', () => {
    expect(ask('去成都住院的呢', history)).toMatchObject({
      places: ['石柱土家族自治县'],
      missingPlaces: [],
    });
    expect(ask('去成都住院的呢').missingPlaces).toMatchObject([{ name: '成都市' }]);
  });

  test('of where a bus goes to names the place as reports write it', () => {
    const used = { ...context, isUsedPair: (pair: string) => pair === '夏馆' };
    expect(understand({ text: '去夏馆的呢', history }, used).subject).toEqual(['夏馆']);
  });

  test('of people at the border is not of what is there', () => {
    expect(ask('那边民补助多少', history).subject).toContain('边民');
  });

  test('that asks in a form of its own takes over none', () => {
    expect(ask('怎么申请', history).wanted).toBe('statement');
    expect(ask('残疾人', history).wanted).toBe('figure');
  });

  test('that points at somebody told of leans on what was told', () => {
    for (const text of [
      '给他们交社保不',
      '那一年保洁员有几个人',
      '这个钱打到哪张卡',
      '是按月还是按年的',
      '还影响拿钱不',
    ])
      expect(ask(text, history).readings).toHaveLength(2);
  });

  test('of another place keeps subject and form', () => {
    for (const text of ['绥宁呢', '那绥宁县呢', '绥宁县'])
      expect(ask(text, history)).toMatchObject({
        wanted: 'figure',
        subject: ['低保', '标准'],
        places: ['绥宁县'],
      });
  });

  test('of another time keeps the rest', () => {
    expect(ask('那去年呢', history)).toMatchObject({ subject: ['低保', '标准'], relativeYears: [-1] });
    expect(ask('那2017年呢', history)).toMatchObject({
      wanted: 'figure',
      subject: ['低保', '标准'],
      years: [2017],
      places: ['石柱土家族自治县'],
    });
  });

  test('of a place that the corpus lacks does not fall back to the old one', () => {
    expect(ask('那成都呢', history)).toMatchObject({ places: [], missingPlaces: [{ name: '成都市' }] });
  });

  test('takes the newest turn that has what it lacks', () => {
    const longer = [...history, user('绥宁呢'), bot('200元[1]。')];
    expect(ask('那残疾人呢', longer)).toMatchObject({ places: ['绥宁县'], carried: ['低保', '标准'] });
  });

  test('takes the one place that the answer before spoke of', () => {
    const open = [user('低保标准是多少'), bot('绥宁县：260元[1]。')];
    expect(ask('那残疾人呢', open).places).toEqual(['绥宁县']);
    const several = [user('低保标准是多少'), bot('绥宁县：260元[1]。\n蓬安县：200元[2]。')];
    expect(ask('那残疾人呢', several).places).toEqual([]);
  });

  test('is none where the question stands on its own: nothing is carried', () => {
    expect(ask('蓬安有多少贫困户', history)).toMatchObject({
      subject: ['贫困户'],
      carried: [],
      places: ['蓬安县'],
    });
  });

  test('without anything before it is a question without a subject', () => {
    expect(ask('呢', [])).toMatchObject({ subject: [], carried: [], places: [] });
    expect(ask('那呢', [user('？？')])).toMatchObject({ subject: [], carried: [] });
  });
});

describe('hostile input', () => {
  test.each(['', ' ', '😀😀', '？！……', '\ud800', '\u200b\u202e', '\u0000'])('%j asks nothing', (text) => {
    expect(isEmptyQuestion(text)).toBe(true);
    expect(ask(text)).toMatchObject({ subject: [], places: [], wanted: 'statement' });
  });

  test.each([
    '\ud800石柱低保标准是多少\udc00',
    '石\u200b柱低\u200d保标准\ufeff是多少',
    '\u202e石柱低保标准是多少\u202c',
    '　石柱低保标准是多少　',
    '石柱低保\t标准是多少',
    '石柱低保标准是多少？？？！！😀',
  ])('%j is the question that a reader sees', (text) => {
    expect(ask(text)).toMatchObject({
      wanted: 'figure',
      subject: ['低保', '标准'],
      places: ['石柱土家族自治县'],
    });
    expect(ask(text).text).not.toMatch(/[\p{Cf}\p{Cs}\p{Cc}]/u);
  });

  test.each(['低', '低保', '几', '多少', '9', '石柱', '呢', '每人', '是不是', '('])(
    'ten thousand characters of %s are read to the end',
    (part) => {
      const text = `${part.repeat(10_000 / part.length)} 石柱脱贫`;
      const asked = ask(text);
      expect(asked.places).toEqual(['石柱土家族自治县']);
      expect(asked.subject).toContain('脱贫');
    },
  );

  test('in the history is read as carefully', () => {
    const history = [user('\ud800'), bot('\u202e'), user('石柱低保标准是多少'), bot(''), user('😀')];
    expect(ask('绥宁呢', history)).toMatchObject({ subject: ['低保', '标准'], places: ['绥宁县'] });
  });
});

describe('a county that the corpus lacks, by its bare name', () => {
  test.each(['桃源', '安化', '盐池', '龙山', '凤凰'])(
    'is missing, though its name is a word too: %s',
    (name) => {
      const { places, missingPlaces } = ask(`${name}低保标准是多少`);
      expect(places).toEqual([]);
      expect(missingPlaces.map((place) => place.short)).toEqual([name]);
    },
  );

  test.each(['富裕户有多少', '富裕起来的有多少户'])(
    'is not meant by a word that the reports use: %s',
    (text) => {
      expect(ask(text).missingPlaces).toEqual([]);
    },
  );
});

describe('the place of a question without one', () => {
  test('is that of the newest turn that has one, though no report speaks of it', () => {
    const asked = ask('那医疗呢', [
      { role: 'user', content: '石柱低保标准' },
      { role: 'user', content: '上海呢' },
    ]);
    expect(asked.places).toEqual([]);
    expect(asked.missingPlaces.map(({ name }) => name)).toEqual(['上海市']);
  });

  test('that comes with it and is no place at all is missing, by that name', () => {
    const asked = ask('低保标准是多少', [], '不存在县');
    expect(asked.missingPlaces.map(({ name }) => name)).toEqual(['不存在县']);
  });

  test('is assumed from a turn that it does not lean on', () => {
    const asked = ask('农村低保标准是多少钱', [{ role: 'user', content: '石柱危房改造了多少户' }]);
    expect(asked.places).toEqual(['石柱土家族自治县']);
    expect(asked.placesAreAssumed).toBe(true);
  });
});

describe('written words', () => {
  test.each(['建档立卡户有多少', '容易搬迁的有多少', '娃娃鱼有多少'])('are not mangled: %s', (text) => {
    expect(ask(text).searchText).toBe(text);
  });
});

describe('an office after a county', () => {
  test('keeps the word that it shares with the county', () => {
    const { places, subject } = ask('绥宁县长是谁');
    expect(places).toEqual(['绥宁县']);
    expect(subject).toEqual(['县长']);
  });
});

describe('courtesy', () => {
  const isCourtesy = (text: string) => readCourtesy(text).kind !== undefined;
  test.each(['谢谢', '好的', '收到了', 'OK', '明白了！', '哈哈哈', '在吗？', '谢谢您啦'.replace('啦', '呀')])(
    'asks nothing: %s',
    (text) => expect(isCourtesy(text)).toBe(true),
  );
  test('is told from a question of ten thousand characters that begins like it', () => {
    for (const word of ['哈', '好吧', '你好', '谢谢', '大家好']) {
      expect(isCourtesy(word.repeat(10_000))).toBe(true);
      expect(isCourtesy(`${word.repeat(10_000)}低保`)).toBe(false);
    }
  });
  test.each(['好的政策有哪些', '可以领低保吗', '谢谢，残疾人补助多少', '低保'])(
    'is not meant by: %s',
    (text) => expect(isCourtesy(text)).toBe(false),
  );
});

describe('a measure', () => {
  test('is the subject where it is all that is asked, and no part of it otherwise', () => {
    expect(ask('绥宁县面积').subject).toEqual(['面积']);
    expect(ask('绥宁油茶面积').subject).toEqual(['油茶']);
  });
});
