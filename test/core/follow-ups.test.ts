import { describe, expect, test } from 'vitest';
import { citationsOf } from '../../src/core/shown/citations.ts';
import type { Answer, Turn } from '../../src/core/types.ts';
import { wording } from '../../src/wording.ts';
import { expectGrounded } from '../fakes/grounded.ts';
import { sceneOf } from '../fakes/small-knowledge.ts';

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
async function played(lines: readonly string[]): Promise<Answer> {
  const history: Turn[] = [];
  let last: Answer | undefined;
  for (const content of lines) {
    last = (await scene.ask(content, { history: [...history] })).answer;
    expectGrounded(last, scene.knowledge);
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
