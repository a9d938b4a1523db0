import { describe, expect, test } from 'vitest';
import { isEligible } from '../../src/core/evidence/answering.ts';
import type { Evidence } from '../../src/core/evidence/evidence.ts';
import type { AskedQuestion } from '../../src/core/question/question.ts';
import { citationsOf } from '../../src/core/shown/citations.ts';
import type { Answer, Turn } from '../../src/core/types.ts';
import { wording } from '../../src/wording.ts';
import { expectGrounded } from '../fakes/grounded.ts';
import { createSharingReader } from '../fakes/sharing-reader.ts';
import { SETTINGS, sceneOf, sceneOfFiles } from '../fakes/small-knowledge.ts';

const scene = await sceneOf({
  chengbu: {
    place: '城步苗族自治县',
    date: '2021',
    text: [
      '城步县农村低保标准为每月520元。',
      '城步县产业帮扶措施有：',
      '一、发展奶业，扶持养牛户320户。',
      '二、建设竹笋基地，覆盖贫困村45个。',
      '三、推广高山蔬菜，带动农户1200户。',
      '城步县改造危房640户。',
    ].join('\n'),
  },
  xinning: {
    place: '新宁县',
    date: '2021',
    text: [
      '新宁县农村低保标准为每月480元。',
      '新宁县产业帮扶措施有：',
      '一、扩种脐橙，扶持果农860户。',
      '二、发展崀山旅游，带动就业2100人。',
      '三、建设中药材基地，覆盖贫困村38个。',
      '四、扶持小水电分红，惠及农户560户。',
      '新宁县改造危房910户。',
    ].join('\n'),
  },
  dongkou: {
    place: '洞口县',
    title: '洞口县低保工作总结',
    date: '2022',
    text: '洞口县农村低保标准为每月500元。\n洞口县改造危房77户。',
  },
});

/** The answer to the last of the lines that one member writes. */
async function played(
  lines: readonly string[],
  of = scene,
  options: Parameters<typeof scene.ask>[1] = {},
): Promise<Answer> {
  const history: Turn[] = [];
  let last: Answer | undefined;
  for (const content of lines) {
    last = (await of.ask(content, { ...options, history: [...history] })).answer;
    expectGrounded(last, of.knowledge);
    history.push({ role: 'user', content }, { role: 'assistant', content: last.text });
  }
  return last!;
}

const cited = (answer: Answer) => [...new Set(citationsOf(answer).map(({ place }) => place))];

describe('a question that names no county is asked of the last one answered', () => {
  test.each([
    [['城步低保标准是多少', '凤凰县呢', '危房改造了多少户'], '城步苗族自治县'],
    [['城步低保标准是多少', '凤凰县低保标准呢', '那改造危房多少户'], '城步苗族自治县'],
    [['新宁低保标准是多少', '洞口光伏电站有几座', '危房改造了多少户'], '新宁县'],
    [['新宁低保标准是多少', '洞口光伏电站有几座', '洞口低保标准是多少', '危房改造了多少户'], '洞口县'],
  ])('%j', async (lines, place) => {
    const answer = await played(lines);
    expect(answer.kind).toBe('answered');
    expect(cited(answer)).toEqual([place]);
  });

  test('and of the one refused where none was answered', async () => {
    expect(cited(await played(['洞口光伏电站有几座', '危房改造了多少户']))).toEqual(['洞口县']);
  });
});

describe('no county is taken', () => {
  const asked = { role: 'user', content: '养老院有多少张床位' } as const;
  const after = (content: string) =>
    scene.ask('低保标准是多少', { history: [asked, { role: 'assistant', content }] });

  test.each([
    ['a title under a refusal', '资料没有写明这一点，不能回答。\n相关资料：《洞口县低保工作总结》'],
    ['the list of what there is', '现有资料里没有凤凰县的报告，不能用别处的内容代答。现有资料涉及：洞口县。'],
    ['a title within an answer', '《洞口县低保工作总结》目前有效[1]。'],
  ])('out of %s', async (_, content) => {
    const { answer } = await after(content);
    expect(cited(answer).length).toBe(3);
  });

  test('out of the bot’s list of its documents', async () => {
    const first = await played(['低保标准是多少']);
    expect(await played(['你有哪些资料', '低保标准是多少'])).toEqual(first);
  });
});

describe('chatter between', () => {
  test.each([['哈哈哈', '好的收到'], ['大家晚上记得开会'], ['我到了'], ['谢谢', '[图片]']])(
    'does not join a question: %s',
    async (...chatter) => {
      const lines = chatter.filter((line) => typeof line === 'string');
      const answer = await played(['城步低保标准是多少', ...lines, '那新宁呢']);
      expect(answer).toMatchObject({ kind: 'answered', text: expect.stringContaining('480元') });
      expect(cited(answer)).toEqual(['新宁县']);
    },
  );
});

describe('a list', () => {
  test.each(['那新宁县呢', '新宁呢', '新宁的呢'])(
    'asked of another county is the whole list: %s',
    async (text) => {
      const whole = await played(['新宁县产业帮扶措施有哪些']);
      const answer = await played(['城步产业帮扶措施有哪些', text]);
      expect(answer.text).toBe(whole.text);
      for (const item of ['脐橙', '旅游', '中药材', '小水电']) expect(answer.text).toContain(item);
    },
  );

  test.each(['还有呢', '还有吗', '还有其他的吗'])('that is complete was all: %s', async (more) => {
    expect(await played(['新宁县产业帮扶措施有哪些', more])).toMatchObject({
      kind: 'refused',
      text: wording.answer.nothingMore,
      nearest: [],
    });
    expect(wording.answer.nothingMore).toContain('全部');
  });
});

describe('what an earlier turn told of whom it is asks', async () => {
  const classes = await sceneOfFiles({
    '高龄.txt': `安仁县高龄津贴发放办法

第一条 年满80周岁以上的老年人，可以申请高龄津贴。
第二条 高龄津贴标准：80至89周岁每人每月60元；90至99周岁每人每月120元；100周岁以上每人每月500元。
安仁县民政局
2023年3月1日
`,
    '公交.txt': `安仁县老年人乘坐公交车优待通告

一、60周岁至64周岁的老年人，凭优待证乘坐公交车享受半价优惠。
二、65周岁及以上的老年人，凭优待证免费乘坐公交车。
安仁县交通运输局
2024年1月8日
`,
    '永兴.txt': `永兴县高龄津贴发放办法

第一条 高龄津贴标准：80至89周岁每人每月70元；90至99周岁每人每月150元。
永兴县民政局
2023年3月1日
`,
    ...Object.fromEntries(
      [
        ['安仁', 520],
        ['永兴', 560],
        ['宜章', 540],
      ].map(([name, amount]) => [
        `${name}低保.txt`,
        `${name}县2024年社会救助标准

一、农村低保标准为每人每月${amount}元。
二、城市低保标准为每人每月${Number(amount) + 150}元。
三、残疾人护理补贴每人每月${Number(amount) / 5}元。
${name}县民政局
2024年2月10日
`,
      ]),
    ),
  });
  const saidOf = async (lines: readonly string[]) => (await played(lines, classes)).text;

  test.each([
    [['我妈82了，安仁高龄津贴能领不', '那她一个月好多钱'], /60元/u, /120元|500元/u],
    [['安仁我爷爷93岁了能领高龄津贴吗', '一个月多少钱'], /120元/u, /60元|500元/u],
    [['安仁我爷爷93岁了能领高龄津贴吗', '一个月多少钱', '那永兴呢'], /150元/u, /70元/u],
    [['安仁我爸63岁坐公交要钱不', '那免费不'], /^请注意：问的年龄没有达到“65周岁及以上”/u, /半价/u],
  ])('is kept: %j', async (lines, told, others) => {
    const text = await saidOf(lines);
    expect(text).toMatch(told);
    expect(text).not.toMatch(others);
  });

  test('is not kept for somebody else, nor where the question tells its own', async () => {
    expect(await saidOf(['我妈82了，安仁高龄津贴一个月多少', '那我爷爷93岁呢'])).toMatch(/120元/u);
    expect(await saidOf(['我妈82了，安仁高龄津贴一个月多少', '那100岁的呢'])).toMatch(/500元/u);
  });

  test.each([
    [['安仁农村低保标准多少', '永兴呢', '那宜章呢'], /540元/u],
    [['安仁农村低保标准多少', '那城市的呢', '宜章的呢'], /690元/u],
    [['安仁农村低保标准多少', '那永兴呢', '残疾人护理补贴呢'], /112元/u],
  ])('a third turn keeps what the second left to the first: %j', async (lines, told) => {
    expect(await saidOf(lines)).toMatch(told);
  });
});

describe('what was just answered answers what names another thing only where it tells of that', async () => {
  const bus = await sceneOf({
    suining: {
      place: '绥宁县',
      title: '绥宁县城乡公交乘车须知',
      date: '2026',
      text: [
        '二十公斤以下的行李免费，二十公斤到四十公斤的收2元。',
        '超过四十公斤的行李不让上车。',
        '三轮车、自行车不让上车。',
      ].join('\n'),
    },
  });

  // It takes whatever the turn before asked for the answer again.
  const reader = createSharingReader({ 行李不让上车: 5, 自行车不让上车: 4 });
  const reading = { weighed: 1, logit: 1, usualLogit: -1, order: 0.2, sure: 2, alone: 9 };
  const settings = { ...SETTINGS, reading };

  const asked = (lines: readonly string[]) => played(lines, bus, { settings, reader });

  test('and not of a dog', async () => {
    const lines = ['绥宁公交带超过四十公斤的行李让上车吗', '那狗呢'];
    expect((await asked(lines.slice(0, 1))).text).toContain('四十公斤的行李不让上车');
    expect((await asked(lines)).text).not.toContain('行李不让上车');
  });

  test('and of so much as somebody has', async () => {
    const lines = ['绥宁公交带超过四十公斤的行李让上车吗', '我家有五十公斤'];
    expect((await asked(lines)).text).toContain('四十公斤的行李不让上车');
  });

  test('and of a bicycle', async () => {
    const lines = ['绥宁公交三轮车让上车吗', '那自行车呢'];
    expect((await asked(lines)).text).toContain('自行车不让上车');
  });
});

describe('a sentence that the reader takes for the answer', () => {
  const read: Evidence = { hasWanted: false, isReadAsAnswer: true, isLeftOut: false } as unknown as Evidence;
  const asked = (form: boolean, years: readonly number[] = []) =>
    ({
      wanted: 'figure',
      written: '夜间发现的呢',
      says: { form, place: false, subject: true },
      years,
      relativeYears: [],
    }) as unknown as AskedQuestion;

  test('may answer in another form than that of the turn before', () => {
    expect(isEligible(asked(false), read)).toBe(true);
    expect(isEligible(asked(false), { ...read, isReadAsAnswer: false })).toBe(false);
  });

  test('may not where the question has the form itself, or names another year', () => {
    expect(isEligible(asked(true), read)).toBe(false);
    expect(isEligible(asked(false, [2023]), read)).toBe(false);
  });
});
