import { describe, expect, test } from 'vitest';
import type { ChatModel } from '../../../src/core/ports.ts';
import type { Answered } from '../../../src/core/types.ts';
import { expectGrounded } from '../../fakes/grounded.ts';
import { sceneOf, sceneOfFiles } from '../../fakes/small-knowledge.ts';

const REPORT = `汝城县2022年农业工作总结暨2023年工作计划

一、2022年工作回顾

全县上下共同努力。改造老茶园2.1万亩。

（一）基地建设扎实推进。新建育苗大棚36座。培育家庭农场58家。

二、存在的困难

缺少冷链仓储。

三、2023年主要目标

全年再上台阶。改造老茶园2.6万亩。

（一）基地建设。新建育苗大棚50座。

（二）主体培育。已登记家庭农场58家，再培育家庭农场20家。对新登记的，每家奖励3000元。

汝城县农业农村局
2023年1月12日
`;
const scene = await sceneOfFiles({ '总结.txt': REPORT });

async function linesOf(question: string): Promise<string[]> {
  const { answer } = await scene.ask(question);
  expectGrounded(answer, scene.knowledge);
  return answer.text.split('\n');
}

describe('a figure below a heading of what is to come', () => {
  test('is told as a plan, under that heading, however many sentences lie between', async () => {
    expect(await linesOf('汝城2023年改造老茶园多少亩')).toEqual([
      '汝城县（2023年1月12日，含计划数）：三、2023年主要目标：改造老茶园2.6万亩[1]。',
    ]);
    expect(await linesOf('汝城2023年新建育苗大棚多少座')).toEqual([
      '汝城县（2023年1月12日，含计划数）：三、2023年主要目标：（一）基地建设。新建育苗大棚50座[1]。',
    ]);
  });

  test('stands behind what was done where no year is asked', async () => {
    const [first = '', second = ''] = await linesOf('汝城改造老茶园多少亩');
    expect(first).toContain('2.1万亩');
    expect(first).not.toContain('计划');
    if (second !== '') expect(second).toContain('含计划数');
  });

  test('answers a question for plans, and is said not to be done where that is asked', async () => {
    expect((await linesOf('汝城计划改造老茶园多少亩'))[0]).toMatch(
      /计划数）：三、2023年主要目标：.*2\.6万亩/u,
    );
    const [done = ''] = await linesOf('汝城2023年改造老茶园完成了多少亩');
    expect(done).toMatch(/以下是计划数，不是已完成的数.*2\.6万亩|没有写明/u);
  });

  test('is no plan where it is what is granted', async () => {
    const [line = ''] = await linesOf('汝城新登记家庭农场奖励多少钱');
    expect(line).toContain('3000元');
    expect(line).not.toContain('计划数');
  });
});

describe('a figure below a heading of what was done in a year', () => {
  test.each([
    ['汝城2022年改造老茶园多少亩', '改造老茶园2.1万亩'],
    ['汝城2022年新建育苗大棚多少座', '新建育苗大棚36座'],
    ['汝城2022年培育家庭农场多少家', '培育家庭农场58家'],
    ['汝城去年培育家庭农场多少家', '培育家庭农场58家'],
  ])('is of that year: %s', async (question, told) => {
    const lines = await linesOf(question);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('一、2022年工作回顾');
    expect(lines[0]).toContain(told);
    expect(lines[0]).not.toContain('计划');
  });
});

test('a row below a heading of what is to come is told as a plan under it', async () => {
  const table = (heading: string, figure: number) =>
    `## ${heading}\n\n| 项目 | 数量（户） |\n|---|---|\n| 改厕 | ${figure} |\n| 危房改造 | 45 |\n`;
  const { ask, knowledge } = await sceneOfFiles({
    '建设.md': `# 汝城县乡村建设情况\n\n${table('2022年完成情况', 3200)}\n${table('2023年目标任务', 2800)}`,
  });
  const { answer } = await ask('汝城2023年改厕多少户');
  expectGrounded(answer, knowledge);
  expect(answer.text).toMatch(/含计划数）：2023年目标任务：.*2800/u);
  expect(answer.text).not.toContain('3200');
});

describe("a model's wording of a figure below a heading of what is to come", () => {
  async function worded(reply: string): Promise<Answered> {
    const model: ChatModel = { id: 'scripted', complete: async () => reply };
    const lines = REPORT.split('\n').filter((line) => line !== '');
    const { ask, knowledge } = await sceneOf(
      {
        plan: {
          place: '汝城县',
          title: lines[0] ?? '',
          date: '2023-01-12',
          text: lines.slice(6, 9).join('\n'),
        },
      },
      model,
    );
    const { answer } = await ask('汝城2023年计划改造老茶园多少亩');
    expectGrounded(answer, knowledge);
    return answer as Answered;
  }

  test('is kept where it says that it is planned, and dropped where it tells a result', async () => {
    expect(await worded('2023年计划改造老茶园2.6万亩[1]。')).toMatchObject({ method: 'generated' });
    expect(await worded('2023年改造老茶园2.6万亩[1]。')).toMatchObject({ method: 'extracted' });
  });
});
