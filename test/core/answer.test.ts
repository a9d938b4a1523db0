import { describe, expect, test } from 'vitest';
import { MAX_QUESTION_CHARACTERS } from '../../src/core/question/one-question.ts';
import type { Answered, Refused } from '../../src/core/types.ts';
import { citedLines, expectGrounded } from '../fakes/grounded.ts';
import { sceneOf, TWO_COUNTIES } from '../fakes/small-knowledge.ts';

const scene = await sceneOf({
  ...TWO_COUNTIES,
  damaged: {
    place: '资兴市',
    date: '2018-05',
    text: '资兴市农村危房改造补助标准为每户最高，共改造危房。\n资兴市辖11个乡镇。',
    lost: ['每户最高，共改造危房'],
  },
});

async function answered(text: string, more: Parameters<typeof scene.ask>[1] = {}): Promise<Answered> {
  const { answer } = await scene.ask(text, more);
  expectGrounded(answer, scene.knowledge);
  expect(answer.kind, answer.text).toBe('answered');
  return answer as Answered;
}

async function refused(text: string): Promise<Refused> {
  const { answer } = await scene.ask(text);
  expectGrounded(answer, scene.knowledge);
  expect(answer.kind, answer.text).toBe('refused');
  return answer as Refused;
}

describe('a question that cannot be read', () => {
  test.each([
    ['nothing', ''],
    ['white space', ' \n\u3000\t'],
    ['emoji', '😀👍🏽👨‍👩‍👧'],
    ['punctuation', '？？！……'],
    ['format characters', '\u200b\u202e\ufeff'],
    ['a lone surrogate', '\ud83d'],
    ['lone surrogates the wrong way round', '\udc00\ud800'],
    ['control characters', '\u0000\u0007\u001b'],
  ])('of %s is refused as empty, with an example', async (_, text) => {
    const { answer, retrieved } = await scene.ask(text);
    expect(answer).toMatchObject({
      kind: 'refused',
      reason: 'empty',
      nearest: [],
      corpusVersion: scene.knowledge.version,
    });
    expect(retrieved).toEqual([]);
  });

  test.each([10_000, MAX_QUESTION_CHARACTERS + 1])(
    'of %i characters is refused as too long',
    async (length) => {
      const { reason, text } = await refused('低'.repeat(length));
      expect(reason).toBe('too-long');
      expect(text).toContain(String(MAX_QUESTION_CHARACTERS));
    },
  );

  test('is measured after normalisation: spaces and hidden characters do not make it long', async () => {
    expect((await answered(`汝城低保标准是多少${' \u200b'.repeat(9_000)}`)).text).toContain('310元');
  });

  test('with a lone surrogate in it is answered all the same', async () => {
    expect((await answered('汝城\ud83d脱贫多少人')).text).toContain('63510人');
  });
});

describe('an answer', () => {
  test('quotes the sentence of the place that was asked, under its place and date', async () => {
    const answer = await answered('桂东低保标准是多少');
    expect(answer).toMatchObject({ method: 'extracted', corpusVersion: scene.knowledge.version });
    expect(answer.fallback).toBeUndefined();
    expect(answer.text).toMatch(/^桂东县（2019年6月）：/u);
    expect(answer.citations.map(({ place }) => place)).toEqual(['桂东县']);
  });

  test('about two places has a sentence for each, which cites its own place only', async () => {
    const lines = citedLines(await answered('汝城和桂东的低保标准'));
    expect(lines.map(({ cited }) => cited.map(({ place }) => place))).toEqual([['汝城县'], ['桂东县']]);
    expect(lines.map(({ said }) => /\d+元/u.exec(said)?.[0])).toEqual(['310元', '345元']);
  });

  test('takes the group’s county where the question names none, and the question’s own where it does', async () => {
    expect((await answered('低保标准是多少', { place: '桂东' })).citations.map(({ place }) => place)).toEqual(
      ['桂东县'],
    );
    const named = await answered('汝城低保标准是多少', { place: '桂东' });
    expect(named.citations.map(({ place }) => place)).toEqual(['汝城县']);
  });

  test('to a follow-up keeps the subject of the turn before', async () => {
    const history = [
      { role: 'user', content: '汝城低保标准是多少' },
      { role: 'assistant', content: '汝城县：每人每月310元[1]。' },
    ] as const;
    expect((await answered('那桂东呢', { history })).text).toContain('345元');
  });

  test('is the same for the same question', async () => {
    expect(await scene.ask('低保标准是多少')).toEqual(await scene.ask('低保标准是多少'));
  });

  test('of a policy that the report only names says so, with the citation and nothing more', async () => {
    const answer = await answered('七免三补具体是哪些内容');
    expect(answer.text).toContain('“七免三补”这个名称，没有列出内容');
    expect(answer.citations).toHaveLength(1);
    expect(answer.citations[0].quote).toContain('“七免三补”');
  });
});

describe('a refusal', () => {
  test.each([
    ['北京低保标准是多少', '北京'],
    ['蓝山县脱贫了多少人', '蓝山'],
  ])('names the place that the corpus lacks, and cites no other: %s', async (text, name) => {
    const { reason, text: said, nearest } = await refused(text);
    expect(reason).toBe('place-not-in-corpus');
    expect(said).toContain(name);
    expect(nearest).toEqual([]);
  });

  test('offers the counties within the province that was asked about', async () => {
    const { reason, text } = await refused('湖南省低保标准是多少');
    expect(reason).toBe('place-not-in-corpus');
    expect(text).toMatch(/湖南省.*汝城县、桂东县/u);
  });

  test.each(['今天天气怎么样', '一加一等于几', '讲个笑话'])(
    'of chatter is off-topic and cites nothing: %s',
    async (text) => {
      const { reason, nearest } = await refused(text);
      expect([reason, nearest]).toEqual(['off-topic', []]);
    },
  );

  test('of what the place’s report does not say cites that place alone', async () => {
    const { reason, nearest } = await refused('汝城高铁票价是多少');
    expect(reason).toBe('not-in-corpus');
    expect(nearest.every(({ place }) => place === '汝城县')).toBe(true);
  });

  test('of lost text says that it is lost, and shows where', async () => {
    const { reason, nearest, text } = await refused('资兴危房改造补助标准是多少元');
    expect(reason).toBe('damaged');
    expect(text).toContain('缺损');
    expect(nearest[0]!.quote).toContain('每户最高，共改造危房');
  });
});

test('a failed embedder costs nearness alone: terms answer, and the fault is reported', async () => {
  const other = await sceneOf(TWO_COUNTIES);
  other.embedder.fail();
  const { answer, retrieved } = await other.ask('汝城脱贫了多少人');
  expectGrounded(answer, other.knowledge);
  expect(answer).toMatchObject({ kind: 'answered', method: 'extracted' });
  expect(answer.text).toContain('63510人');
  expect(retrieved.every(({ similarity, ranks }) => similarity === null && ranks.dense === undefined)).toBe(
    true,
  );
  expect(other.faults.map(({ part }) => part)).toEqual(['embedder']);
  other.embedder.recover();
  await other.ask('汝城脱贫了多少人');
  expect(other.faults).toHaveLength(1);
});

test('a township of one county never answers for another county that is named', async () => {
  const other = await sceneOf({
    one: { place: '汝城县', date: '2018', text: '热水镇低保标准为每月300元。' },
    two: { place: '桂东县', date: '2018', text: '沙田镇种茶2万亩。' },
  });
  const { answer } = await other.ask('凤凰县热水镇低保标准是多少');
  expect(answer).toMatchObject({ kind: 'refused', reason: 'place-not-in-corpus' });
});
