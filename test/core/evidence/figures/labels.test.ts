import { describe, expect, test } from 'vitest';
import { sceneOf } from '../../../fakes/small-knowledge.ts';

async function answers(lines: string, question: string): Promise<string> {
  const scene = await sceneOf({
    here: { place: '汝城县', title: '汝城县摊位和渡口收费', date: '2023-05', text: lines },
  });
  const { answer } = await scene.ask(question);
  return answer.text;
}

describe('the label that opens a sentence labels its figure', () => {
  test.each([
    [
      '菜摊:8元/天;肉摊:12元/天;花摊免费。\n包月:菜摊 160元;肉摊240元。',
      '汝城肉摊收费多少钱',
      '肉摊:12元/天',
    ],
    ['大豆：15元/亩；油菜：25元/亩。\n借款：大豆 300元；油菜500元。', '汝城油菜每亩多少钱', '油菜：25元/亩'],
    ['船票：旺季36元，淡季20元；接驳车往返15元。', '汝城船票多少钱', '船票：旺季36元，淡季20元'],
  ])('%s', async (lines, question, expected) => {
    expect(await answers(lines, question)).toContain(expected);
  });

  test('and a label that is not asked comes behind one that is', async () => {
    const lines = '菜摊:8元/天;肉摊:12元/天;花摊免费。\n包月:菜摊 160元;肉摊240元。';
    expect(await answers(lines, '汝城肉摊收费多少钱')).toMatch(/^[^包]*肉摊:12元/u);
    expect(await answers(lines, '汝城肉摊包月多少钱')).toMatch(/包月：肉摊240元/u);
  });

  test('and none of the sentence beside it', async () => {
    const text = await answers('船票：旺季36元，淡季20元；接驳车往返15元。', '汝城接驳车多少钱');
    expect(text).toContain('接驳车往返15元');
    expect(text).not.toContain('旺季');
  });
});
