import { describe, expect, test } from 'vitest';
import { citedLines, expectGrounded } from '../../../fakes/grounded.ts';
import { sceneOf } from '../../../fakes/small-knowledge.ts';

const filler = '全县共有贫困村87个，帮扶干部4200名。';

async function askAbout(text: string, question: string, second?: string) {
  const scene = await sceneOf({
    one: { place: '汝城县', date: '2018', text: `${filler}\n${text}` },
    ...(second === undefined
      ? {}
      : { two: { place: '桂东县', date: '2019', text: `桂东县辖7镇4乡。\n${second}` } }),
  });
  const { answer } = await scene.ask(question);
  expectGrounded(answer, scene.knowledge);
  return answer;
}

const ONLY_NAMED = '没有列出内容';

describe('a policy that the reports only name', () => {
  test.each(['五免三补是什么', '什么是“五免三补”', '五免三补有哪些内容', '汝城的五免三补具体包括哪些'])(
    'is said to be only named: %s',
    async (question) => {
      const answer = await askAbout('全面落实“五免三补”政策，受益学生8200人。', question);
      expect(answer.kind).toBe('answered');
      expect(answer.text).toContain(ONLY_NAMED);
      expect(citedLines(answer as never)).toHaveLength(1);
    },
  );

  test('is quoted from the place that was asked about', async () => {
    const answer = await askAbout(
      '全面落实“五免三补”政策。',
      '桂东的五免三补是什么',
      '桂东县推行“五免三补”，群众满意。',
    );
    expect(answer).toMatchObject({ kind: 'answered', citations: [{ place: '桂东县' }] });
  });
});

describe('a policy that a report spells out is not said to be only named', () => {
  test.each([
    ['after 即', '落实“一超两不”即超过扶贫标准、不愁吃、不愁穿的要求。', '一超两不是什么'],
    ['after a colon', '落实“三个到户”：产业到户、搬迁到户、教育到户。', '三个到户是什么'],
    ['in brackets', '落实“三个到户”（产业到户、搬迁到户、教育到户）。', '三个到户是什么'],
    ['before it', '做到产业到户、搬迁到户和教育到户“三个到户”。', '三个到户是什么'],
  ])('%s', async (_, text, question) => {
    const answer = await askAbout(text, question);
    expect(answer.text).not.toContain(ONLY_NAMED);
  });
});

test('another question about a named policy is not taken for one about its content', async () => {
  const answer = await askAbout('全面落实“五免三补”政策，受益学生8200人。', '五免三补受益学生多少人');
  expect(answer.text).toContain('8200人');
  expect(answer.text).not.toContain(ONLY_NAMED);
});

describe('the items of a counted policy', () => {
  const LIST = '推进“三个到户”。\n一是产业到户。二是搬迁到户。三是教育到户。';

  test('are listed whole, each with its own citation', async () => {
    const answer = await askAbout(LIST, '三个到户是哪三个');
    for (const item of ['产业到户', '搬迁到户', '教育到户']) expect(answer.text).toContain(item);
    expect(citedLines(answer as never)).toHaveLength(3);
  });

  test('are never those of another policy: the count must be the same, the name no part of a longer one', async () => {
    const four = await askAbout(`围绕“四个有”要求。${LIST}`, '四个有是什么');
    expect(four.text).toContain(ONLY_NAMED);
    const part = await askAbout(
      '充实“三个到”帮扶主体。\n推进“三个到户”。\n一是产业到户。二是搬迁到户。三是教育到户。',
      '三个到帮扶主体是什么',
    );
    expect(part.text).not.toContain('搬迁到户');
  });

  test('are found where the clauses after the name begin alike', async () => {
    const answer = await askAbout(
      '看住“三道闸”，看住招标环节的“公开闸”，看住拨款环节的“审批闸”，看住完工环节的“验收闸”。',
      '三道闸是哪三道',
    );
    for (const item of ['公开闸', '审批闸', '验收闸']) expect(answer.text).toContain(item);
  });

  test('of another county are not given to the one that was asked', async () => {
    const answer = await askAbout(LIST, '桂东的三个到户投入多少资金', '桂东县投入资金500万元。');
    expect(answer.kind).toBe('refused');
    expect(answer.text).toContain('没有提到“三个到户”');
  });
});
