import { describe, expect, test } from 'vitest';
import { citationsOf } from '../../src/core/shown/citations.ts';
import type { Answer, Turn } from '../../src/core/types.ts';
import { expectGrounded } from '../fakes/grounded.ts';
import { sceneOf, TWO_COUNTIES } from '../fakes/small-knowledge.ts';

const scene = await sceneOf({
  ...TWO_COUNTIES,
  luocheng: {
    place: '罗城仫佬族自治县',
    date: '2020',
    text: '罗城发放产业补贴77万元。\n四把镇种植毛葡萄2万亩。\n全县培育专业村16个。',
  },
});

async function said(text: string, place?: string, history: readonly Turn[] = []): Promise<Answer> {
  const { answer } = await scene.ask(text, { history, ...(place === undefined ? {} : { place }) });
  expectGrounded(answer, scene.knowledge);
  return answer;
}

const cited = (answer: Answer) => [...new Set(citationsOf(answer).map(({ place }) => place))];
const asker = (content: string): Turn => ({ role: 'user', content });

describe('with a county of its own, a question that names none', () => {
  test.each([
    '低保标准是多少',
    '我县低保标准是多少',
    '咱们县低保标准是多少',
    '全县低保标准是多少',
    '本县低保标准',
  ])('is answered for that one, which the answer names: %s', async (text) => {
    const answer = await said(text, '桂东');
    expect(answer).toMatchObject({ kind: 'answered', ownPlace: '桂东县' });
    expect(cited(answer)).toEqual(['桂东县']);
  });

  test('gets the name that people say, not the official one', async () => {
    expect(await said('产业补贴发放了多少钱', '罗城')).toMatchObject({
      kind: 'answered',
      ownPlace: '罗城县',
    });
  });

  test('is refused for that one rather than answered for another', async () => {
    for (const text of ['光伏电站建了多少座', '毛葡萄种了多少亩', '专业村有多少个']) {
      const answer = await said(text, '汝城县');
      expect(answer, text).toMatchObject({ kind: 'refused', ownPlace: '汝城县' });
      expect(
        cited(answer).filter((place) => place !== '汝城县'),
        text,
      ).toEqual([]);
    }
  });

  test('is refused by name where no report is of that county', async () => {
    expect(await said('低保标准是多少', '凤凰县')).toMatchObject({
      kind: 'refused',
      reason: 'place-not-in-corpus',
      ownPlace: '凤凰县',
    });
  });

  test('is asked back with its name where nothing but 我县 is said', async () => {
    expect(await said('我县呢', '桂东')).toMatchObject({ kind: 'refused', ownPlace: '桂东县' });
  });

  test.each([
    '各县低保标准是多少',
    '每个县的低保标准是多少',
    '哪个县低保标准最高',
    '哪些县有贫困村',
    '各县城市低保标准',
  ])('is answered as without one where it asks among counties: %s', async (text) => {
    const answer = await said(text, '桂东');
    expect(answer).toEqual(await said(text));
    expect(answer).not.toHaveProperty('ownPlace');
  });

  test.each([
    '结对帮扶了几个县',
    '各县级领导联系多少个贫困村',
    '各县城市政管网投入多少',
    '我县比哪个县低保标准高',
  ])('is answered for that one where 县 is only a word of what is asked: %s', async (text) =>
    expect(await said(text, '桂东')).toMatchObject({ ownPlace: '桂东县' }),
  );

  test('keeps its county when it goes on', async () => {
    const history: Turn[] = [
      asker('低保标准是多少'),
      { role: 'assistant', content: (await said('低保标准是多少', '桂东')).text },
    ];
    const next = await said('那贫困发生率呢', '桂东', history);
    expect(next).toMatchObject({ kind: 'answered', ownPlace: '桂东县' });
    expect(cited(next)).toEqual(['桂东县']);
    const silent = await said('村级卫生室计划新建多少个', '桂东', history);
    expect(silent).toMatchObject({ kind: 'refused', ownPlace: '桂东县' });
    expect(cited(silent)).not.toContain('汝城县');
  });

  test('asks among counties again where it says so, whichever was asked before', async () => {
    const history = [asker('汝城低保标准是多少')];
    for (const place of [undefined, '罗城'])
      expect(cited(await said('各县的低保标准是多少', place, history))).toEqual(['桂东县', '汝城县']);
  });

  test('stays among the several that were asked before', async () => {
    const history = [asker('汝城和罗城的产业补贴')];
    expect(cited(await said('哪个县产业补贴多', undefined, history))).not.toContain('桂东县');
  });

  test('falls back on its own county, not on the whole corpus, where the one asked before does not answer', async () => {
    const answer = await said('光伏电站建成了多少座', '桂东', [asker('汝城低保标准是多少')]);
    expect(answer).toMatchObject({ kind: 'answered', ownPlace: '桂东县' });
    const third = await said('光伏电站建成了多少座', '罗城', [asker('汝城低保标准是多少')]);
    expect(third.kind).toBe('refused');
    expect(cited(third)).not.toContain('桂东县');
  });
});

describe('with a county of its own, a question that names another', () => {
  test.each([
    ['汝城低保标准是多少', '汝城县'],
    ['四把镇种了多少亩毛葡萄', '罗城仫佬族自治县'],
  ])('is answered for that one, and the own one is not mentioned: %s', async (text, place) => {
    const answer = await said(text, '桂东');
    expect(answer.kind, answer.text).toBe('answered');
    expect(answer.ownPlace).toBeUndefined();
    expect(cited(answer)).toEqual([place]);
  });

  test('is refused by that name where no report is of it', async () => {
    const answer = await said('凤凰县低保标准是多少', '桂东');
    expect(answer).toMatchObject({ kind: 'refused', reason: 'place-not-in-corpus' });
    expect(answer.ownPlace).toBeUndefined();
  });

  test('asks of the others where it says 其他县', async () => {
    const answer = await said('其他县低保标准是多少', '桂东');
    expect(cited(answer)).not.toContain('桂东县');
    expect(answer.ownPlace).toBeUndefined();
  });
});

describe('of several questions in one message', () => {
  test('those that name no county are of the own one', async () => {
    const answer = await said('低保标准是多少？贫困发生率降到多少？', '桂东');
    expect(answer).toMatchObject({ kind: 'answered', ownPlace: '桂东县' });
    expect(cited(answer)).toEqual(['桂东县']);
  });

  test('those after a named county are of that one, and the own one is not mentioned', async () => {
    const answer = await said('汝城低保标准是多少？贫困发生率降到多少？', '桂东');
    expect(cited(answer)).toEqual(['汝城县']);
    expect(answer.ownPlace).toBeUndefined();
  });
});

test('an answer to a question that came without a county names none as the asker’s own', async () => {
  for (const text of ['汝城低保标准是多少', '低保标准是多少', '光伏电站建成了多少座', '你好'])
    expect(await said(text)).not.toHaveProperty('ownPlace');
});
