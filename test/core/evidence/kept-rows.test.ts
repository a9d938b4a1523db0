import { describe, expect, test } from 'vitest';
import type { Turn } from '../../../src/core/types.ts';
import { sceneOfFiles } from '../../fakes/small-knowledge.ts';

const CARE = `桂东县残疾人补贴发放表

年份\t乡镇\t类别\t人数（人）\t发放资金（万元）
2020\t沤江镇\t生活补贴\t81\t9.7
2020\t沤江镇\t护理补贴\t64\t6.2
2020\t寨前镇\t生活补贴\t33\t4.0
2021\t沤江镇\t生活补贴\t92\t11.4
2021\t沤江镇\t护理补贴\t70\t7.1
2021\t寨前镇\t生活补贴\t35\t4.3
2020\t合计\t\t178\t19.9
2021\t合计\t\t197\t22.8
`;

/** The answer to the last of some questions, each asked after the others. */
async function lastOf(questions: readonly string[]): Promise<string> {
  const scene = await sceneOfFiles({ '补贴.txt': CARE });
  const history: Turn[] = [];
  for (const text of questions) {
    const { answer } = await scene.ask(text, { history: [...history] });
    history.push({ role: 'user', content: text }, { role: 'assistant', content: answer.text });
  }
  return history.at(-1)?.content ?? '';
}

describe('a question behind a row of a table', () => {
  test.each([
    ['another column of the same row and year', ['桂东沤江镇2020年护理补贴多少人', '那发了多少钱'], '6.2'],
    ['the same, and no sum', ['桂东寨前镇2020年生活补贴多少人', '发放资金呢'], '4.0'],
    ['the same, two turns on', ['桂东沤江镇2020年护理补贴多少人', '那发了多少钱', '人数呢'], '64'],
    ['another year of the same row', ['桂东沤江镇2020年护理补贴多少人', '2021年呢'], '70'],
    ['another row of the same year', ['桂东沤江镇2020年生活补贴多少人', '那寨前镇呢'], '33'],
    ['another kind of the same township and year', ['桂东沤江镇2020年生活补贴多少人', '那护理补贴呢'], '64'],
    ['the row that has most in the same year', ['桂东寨前镇2020年生活补贴多少人', '哪个镇最多'], '81'],
  ])('is of %s', async (_, questions, figure) => {
    const text = await lastOf(questions);
    expect(text).toContain(` ${figure}`);
    expect(text.match(/\[\d\]/gu)).toHaveLength(1);
  });

  test('is of all rows where it says so', async () => {
    expect(await lastOf(['桂东寨前镇2021年生活补贴多少人', '那全县一共发了多少钱'])).toContain('22.8');
  });

  test('is of what holds now where it asks for that', async () => {
    const text = await lastOf(['桂东沤江镇2020年护理补贴多少人', '现在多少人']);
    expect(text).toContain(' 70');
    expect(text).not.toContain(' 64');
  });
});
