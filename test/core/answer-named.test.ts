import { describe, expect, test } from 'vitest';
import { answeredIn } from '../fakes/grounded.ts';
import { sceneOfFiles } from '../fakes/small-knowledge.ts';

/* What is asked of one house or, where it is counted, of one town is told by what names it, and by no count of the county. */

const scene = await sceneOfFiles({
  '敬老院.txt': `德昌县敬老院管理情况
德昌县民政局 2026年1月10日

去年年底全县敬老院入住241人，其中特困86人。
永郎敬老院今年完成消防改造，添了12台洗衣机。
特困老人入住敬老院每人每月补助900元。
`,
  '改厕.txt': `新源县改厕工作总结
新源县农业农村局 2025年12月20日

去年全县改造厕所2860座，其中三格化粪池1640座。
坎苏镇去年开了三次现场会。
改厕每座补助1000元。
`,
});

describe('what is asked of by its name', () => {
  test.each(['德昌永郎敬老院去年住了多少人', '新源坎苏镇去年改了多少座厕所'])(
    'is told by no count of all: %s',
    async (question) => {
      const { answer } = await scene.ask(question);
      expect(answer.text).not.toMatch(/241|2860/u);
    },
  );

  test.each([
    ['德昌敬老院去年住了多少人', '241人'],
    ['新源去年改了多少座厕所', '2860座'],
  ])('is told of all where all are asked of: %s', async (question, told) => {
    expect((await answeredIn(scene, question)).text).toContain(told);
  });
});
