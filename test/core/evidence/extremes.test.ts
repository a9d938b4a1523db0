import { describe, expect, test } from 'vitest';
import { sceneOfFiles } from '../../fakes/small-knowledge.ts';

const tableOf = (heads: readonly number[]) =>
  `桂东县2023年农机站人手表
桂东县农业农村局 2023年8月3日

村\t农机手（人）
${heads.map((count, at) => `${String.fromCharCode(0x4e95 + at)}塘村\t${count}`).join('\n')}
`;

async function told(heads: readonly number[], question: string) {
  const scene = await sceneOfFiles({ '农机.txt': tableOf(heads) });
  const { answer } = await scene.ask(question);
  return { text: answer.text, rows: answer.kind === 'answered' ? answer.citations.length : 0 };
}

describe('the rows that have most', () => {
  test('are told all where they are few', async () => {
    const { text, rows } = await told([3, 7, 7, 2], '桂东哪个村农机手最多');
    expect(rows).toBe(2);
    expect(text).toContain('表中数最大的2行之一');
  });

  test('are no more than the items of a list, and the answer says that there are others', async () => {
    const { text, rows } = await told([...Array<number>(30).fill(4), 9], '桂东哪个村农机手最少');
    expect(rows).toBe(12);
    expect(text).toContain('表中数最小的有30行，数相同，以下是前12行');
  });

  test('is one where one has most', async () => {
    const { text, rows } = await told([...Array<number>(30).fill(4), 9], '桂东哪个村农机手最多');
    expect(rows).toBe(1);
    expect(text).toContain('表中数最大的一行');
  });
});

describe('of a table with columns of several kinds', () => {
  const buses = `桂东县城乡公交线路表
桂东县交通运输局 2023年8月3日

线路\t里程（公里）\t全程票价（元）\t配车（辆）
1路\t18\t4\t9
2路\t31\t7\t5
3路\t12\t3\t6
`;
  test.each([
    ['桂东哪条公交线票价最贵', '2路'],
    ['桂东最便宜的是哪条公交线', '3路'],
    ['桂东哪条公交线最远', '2路'],
  ])('the column is meant that the word goes with: %s', async (question, row) => {
    const scene = await sceneOfFiles({ '公交.txt': buses });
    const { answer } = await scene.ask(question);
    expect(answer.text).toContain(`${row}：`);
    expect(answer.kind === 'answered' ? answer.citations.length : 0).toBe(1);
  });
});
