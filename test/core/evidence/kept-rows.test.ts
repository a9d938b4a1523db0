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

const WHEELCHAIRS = `桂东县轮椅发放情况

批次\t轮椅发放数量（辆）
第一批\t35
第二批\t41
`;

/** The answer to the last of some questions, each asked after the others. */
async function lastOf(questions: readonly string[], table = CARE): Promise<string> {
  const scene = await sceneOfFiles({ '表.txt': table, '轮椅.txt': WHEELCHAIRS });
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
    [
      'another column, where it reads as a question of its own',
      ['桂东沤江镇2020年护理补贴多少人', '发放资金是多少'],
      '6.2',
    ],
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

  test.each([
    ['of a column that its table lacks', '残疾人证办了多少'],
    ['of another table without its row', '轮椅发放数量是多少'],
  ])('is of no row of it where it asks %s', async (_, question) => {
    expect(await lastOf(['桂东沤江镇2020年护理补贴多少人', question])).not.toContain('沤江镇');
  });
});

const ROADS = `桂东县通组公路建设情况

年度\t乡镇\t里程（公里）\t投资（万元）
2022年\t桃花镇\t12\t350
2022年\t普乐镇\t17\t410
2022年\t合计\t29\t760
2023年\t桃花镇\t9\t298
2023年\t普乐镇\t11\t305
2023年\t合计\t20\t603
`;

describe('a row', () => {
  test.each([
    ['桂东普乐镇2022年修了多少公里', '投资呢', '410'],
    ['桂东桃花镇2022年修了多少公里', '投资了多少钱', '350'],
  ])(
    'is not named by a character of its name that stands for a word asked: %s, %s',
    async (first, second, figure) => {
      const text = await lastOf([first, second], ROADS);
      expect(text).toContain(` ${figure}`);
      expect(text.match(/\[\d\]/gu)).toHaveLength(1);
    },
  );
});
