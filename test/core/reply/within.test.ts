import { describe, expect, test } from 'vitest';
import { expectGrounded } from '../../fakes/grounded.ts';
import { sceneOfFiles } from '../../fakes/small-knowledge.ts';

/* What one paper tells of two times stands side by side, the earlier first. */

const scene = await sceneOfFiles({
  '保洁.md': `# 石城县2025年村庄保洁员补助标准

## 一、标准

1. **岗位补助**：每人每月620元。
2. **垃圾清运费**：按服务户数每户每年36元算，镇里考核后拨付。

## 二、扣减

- 考核不合格的，垃圾清运费扣三成。

## 三、调整

2024年岗位补助为每人每月560元；2025年1月起按本表执行。垃圾清运费2024年按每户每年30元算。
`,
  '茶园.txt': `石城县茶叶局关于2024年茶园改造工作的报告
2025年1月12日

一、2024年执行的补助标准
改种白茶（坡度25度以下）的茶园每亩补850元，改种黄茶的茶园每亩补700元。
二、2025年工作安排
（一）改造茶园3000亩。
（二）补助标准调整：改种白茶的茶园每亩补900元，改种黄茶的茶园每亩补640元；老茶园修剪的每亩补200元。
`,
  '剧团.txt': `宁都县2024年乡村剧团发展工作报告
宁都县文化馆
2025年1月15日

一、主要工作
演出采茶戏640场。下乡演出每场县里补1500元。
二、2025年打算
下乡演出达到700场，补助标准提高到每场1800元。
`,
});

async function linesOf(question: string): Promise<string[]> {
  const { answer } = await scene.ask(question);
  expectGrounded(answer, scene.knowledge);
  expect(answer.kind, answer.text).toBe('answered');
  return answer.text.split('\n');
}

describe('of one paper stands side by side', () => {
  test('what it tells of another year, and of its own without a word of when', async () => {
    const [earlier, later] = await linesOf('石城垃圾清运费一户从多少涨到多少');
    expect(earlier).toContain('30元');
    expect(later).toContain('36元');
  });

  test('what stands under the headings of two years', async () => {
    const [earlier, later] = await linesOf('石城改种黄茶的补助，今年跟去年比咋变的？');
    expect(earlier).toContain('700元');
    expect(later).toContain('640元');
  });

  test('what a report of the year that its title names tells, and what it plans for the next', async () => {
    const [earlier, later] = await linesOf('宁都剧团下乡演出补的钱，去年一场多少、今年多少');
    expect(earlier).toContain('1500元');
    expect(later).toContain('1800元');
  });
});
