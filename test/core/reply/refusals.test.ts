import { describe, expect, test } from 'vitest';
import type { Refused } from '../../../src/core/types.ts';
import { wording } from '../../../src/wording.ts';
import { expectGrounded } from '../../fakes/grounded.ts';
import { sceneOf, sceneOfFiles } from '../../fakes/small-knowledge.ts';

const LINES = [
  '农村低保对象共8106户17342人，应保尽保。',
  '2018年，全县发放光伏发电收益285万元。',
  '光伏发电工程全部并网。',
  '选聘公益岗位人员612名。',
];
const scene = await sceneOf({
  here: { place: '汝城县', title: '汝城县工作纪实', date: '2019-03', text: LINES.join('\n') },
});

const standard = (year: number, amount: number) => `安仁县民政局关于调整${year}年城乡低保标准的通知

一、城市低保标准调整为每人每月${amount + 150}元，农村低保标准调整为每人每月${amount}元。
二、本标准自${year}年1月1日起执行。
安仁县民政局
${year}年1月15日
`;
const near = await sceneOfFiles({
  '低保2023.txt': standard(2023, 500),
  '低保2024.txt': standard(2024, 540),
  '农机.txt': `嘉禾县农机购置补贴公告

一、补贴范围：拖拉机、插秧机、收割机。微耕机已在其他项目中补贴，本公告不再补贴。
二、补贴标准不超过机具价格的30%。
嘉禾县农业农村局
2024年3月3日
`,
});

async function refused(text: string): Promise<Refused> {
  const { answer } = await scene.ask(text);
  expectGrounded(answer, scene.knowledge);
  expect(answer.kind, answer.text).toBe('refused');
  return answer as Refused;
}

describe('beside a refusal stands', () => {
  test('what the report does say of the topic', async () => {
    const { reason, nearest } = await refused('汝城农村低保标准每月多少元');
    expect(reason).toBe('not-in-corpus');
    expect(nearest.map(({ quote }) => quote)).toEqual([LINES[0]]);
  });

  test('no figure of the unit asked that is of another year: it would be read as the answer', async () => {
    const { text, reason } = await refused('汝城2020年光伏发电收益多少万元');
    expect(reason).toBe('not-in-corpus');
    expect(text).not.toContain('285');
  });

  test.each([
    ['哪个县农村低保标准最高', /《安仁县民政局关于调整2023年城乡低保标准的通知》/u, /500|540/u],
    ['嘉禾县微耕机补贴多少', /本公告不再补贴/u, /30%/u],
  ])('no figure that would be read as the answer: %s', async (question, told, figures) => {
    const { answer } = await near.ask(question);
    expect([answer.kind, answer.text]).toEqual(['refused', expect.stringMatching(told)]);
    expect(answer.text.replaceAll(/《[^》]*》/gu, '')).not.toMatch(figures);
  });

  test('the title alone, where the report never speaks of the topic', async () => {
    const { text, nearest } = await refused('汝城殡葬服务人员多少名');
    expect(nearest).toEqual([]);
    expect(text).toContain('《汝城县工作纪实》');
    expect(text).not.toContain('612');
  });

  test('nothing, where no place is asked and nothing is near; a policy question is never called chatter', async () => {
    const { reason, text, nearest } = await refused('丧葬抚恤金怎么申领');
    expect([reason, nearest]).toEqual(['not-in-corpus', []]);
    expect(text).not.toContain('《');
  });
});

describe('one line, with nothing quoted below it, is what gets', () => {
  test.each([
    ['a form that is asked for', '殡葬那个表发我一下？'],
    ['a question about somebody', '他家的低保为什么取消了？'],
    ['a slogan', '低保要按政策来，不能搞平均主义'],
    ['a picture', '[图片]'],
  ])('%s', async (_, text) => {
    const { nearest, text: said } = await refused(text);
    expect([nearest, said.includes('\n')]).toEqual([[], false]);
  });
});

describe('the question back', () => {
  test('asks which county where all are counties, which place where one is not', () => {
    expect(wording.answer.choose(['甲县', '乙县'])).toMatch(/甲县、乙县.*哪个县？$/u);
    expect(wording.answer.choose(['甲县', '乙市'])).toMatch(/哪个地方？$/u);
  });

  test('is known again by its words, and no other reply is', () => {
    const { choose, whichOwn, placeWithin, isQuestionBack, placeMissing, askWhat } = wording.answer;
    for (const text of [choose(['甲县', '乙县']), whichOwn(['甲县', '乙县']), placeWithin('丙省', ['甲县'])])
      expect(isQuestionBack(text), text).toBe(true);
    for (const text of [placeMissing(['丁县'], ['甲县']), askWhat('甲县'), wording.answer.offTopic])
      expect(isQuestionBack(text), text).toBe(false);
  });

  test('names ten places and says how many there are', () => {
    const text = wording.answer.choose(Array.from({ length: 40 }, (_, at) => `第${at}县`));
    expect(text).toContain('第9县等40处');
    expect(text).not.toContain('第10县');
  });
});

test('a county whose paper is a title alone is said to have no text', async () => {
  const small = await sceneOf({
    here: { place: '汝城县', title: '汝城县工作纪实', text: LINES.join('\n') },
    bare: { place: '资兴市', title: '资兴市电动车停放办法', text: '资兴市电动车停放办法' },
  });
  const { answer } = await small.ask('资兴市电动车停放收费标准');
  expect(answer).toMatchObject({ kind: 'refused', reason: 'place-not-in-corpus' });
  expect(answer.kind === 'refused' && answer.text).toBe(
    wording.answer.placeWithoutText('资兴市', ['资兴市电动车停放办法']),
  );
});
