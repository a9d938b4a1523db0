import { describe, expect, test } from 'vitest';
import type { Answered } from '../../src/core/types.ts';
import { expectGrounded } from '../fakes/grounded.ts';
import { createSharingReader } from '../fakes/sharing-reader.ts';
import { SETTINGS, sceneOfFiles } from '../fakes/small-knowledge.ts';

/* Places held against each other are answered together: each by the counterpart of what answers for the others. */

const ANREN = `安仁县农业农村局关于病死畜禽处理的通知

一、报告。养殖户发现畜禽死亡，应当在24小时内报告，不得丢弃。
二、补助。病死猪每头补助80元，病死牛每头补助150元。病死羊每只补助25元。病死家禽不补助。
三、检测。样品送检后20个工作日内由村医送达结果。
四、发放。补助由县里每半年发放一次。
五、车辆。收运车辆由县里统一购置，每辆价格18万元。
安仁县农业农村局
2024年3月6日
`;
const YONGXING = `永兴县农业农村局关于规范病死畜禽处理的通知

一、值班。值班室应当在2小时内登记来电。
二、报告。养殖户应当在发现畜禽死亡后12小时内拍照上报。
三、补助。病死猪不分大小，每头补助50元；病死牛每头补助200元。病死羊不补助。
四、检测。样品送检后15个工作日内短信通知本人。
五、发放。补助由处理厂按月造册，次月15日前发放。
永兴县农业农村局
2024年4月2日
`;
const READING = { weighed: 1, logit: 0.5, usualLogit: -1, order: 0.1, sure: 2, alone: 9 };

const scene = await sceneOfFiles({ '安仁.txt': ANREN, '永兴.txt': YONGXING });

async function said(question: string, words: Record<string, number> = {}): Promise<Answered> {
  const reader = createSharingReader(words);
  const { answer } = await scene.ask(question, { settings: { ...SETTINGS, reading: READING }, reader });
  expect(answer.kind, answer.text).toBe('answered');
  expectGrounded(answer, scene.knowledge);
  return answer as Answered;
}

describe('of two places', () => {
  test('the counterpart answers though it reads otherwise, and its sibling does not', async () => {
    const { text } = await said('病死畜禽送检安仁和永兴哪个出结果快', { 村医: 4, 短信: -3, 来电: -2.5 });
    expect(text).toContain('20个工作日');
    expect(text).toContain('15个工作日');
    expect(text).not.toMatch(/2小时|12小时/u);
  });

  test('that nothing is granted is what one of them tells', async () => {
    const { text } = await said('死羊安仁和永兴每只各补多少钱');
    expect(text).toContain('病死羊每只补助25元');
    expect(text).toContain('病死羊不补助');
    expect(text).not.toMatch(/家禽|200元|50元/u);
  });

  test('each is told in the order in which they are asked', async () => {
    const question = (first: string, second: string) => `病死牛${first}和${second}每头补助多少钱`;
    const placesOf = ({ citations }: Answered) => citations.map(({ place }) => place);
    expect(placesOf(await said(question('安仁', '永兴')))).toEqual(['安仁县', '永兴县']);
    expect(placesOf(await said(question('永兴', '安仁')))).toEqual(['永兴县', '安仁县']);
  });

  test('the one whose papers do not tell it is said to be silent, and takes no other matter for it', async () => {
    const { text } = await said('收运车辆安仁和永兴每辆价格多少钱', { 统一购置: 4 });
    expect(text).toContain('18万元');
    expect(text).toMatch(/永兴县的资料没有写明/u);
    expect(text).not.toMatch(/50元|200元/u);
  });
});

test('each place is read by what is asked of it alone', async () => {
  const reader = createSharingReader();
  await scene.ask('病死牛安仁和永兴哪个补得多', { settings: { ...SETTINGS, reading: READING }, reader });
  expect(reader.asked.map(({ question }) => question)).toEqual(['安仁县病死牛补多少', '永兴县病死牛补多少']);
});
