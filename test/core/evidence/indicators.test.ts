import { describe, expect, test } from 'vitest';
import type { Turn } from '../../../src/core/types.ts';
import { sceneOfFiles } from '../../fakes/small-knowledge.ts';

const WITH_UNITS = `桂东县农业生产情况表

指标\t单位\t2020年\t2021年
茶叶产量\t吨\t1850\t2016
黑山羊出栏\t万只\t5.2\t6.1
药材面积\t万亩\t3.4\t3.9
`;
const WITH_NAMES = `桂东县农业生产情况表

指标\t2020年\t2021年
茶叶产量（吨）\t1850\t2016
黑山羊出栏（万只）\t5.2\t6.1
药材面积（万亩）\t3.4\t3.9
`;

describe.each([
  ['a column of units', WITH_UNITS],
  ['units in the names of its rows', WITH_NAMES],
])('of a table of years with %s', (_, text) => {
  test.each([
    ['桂东茶叶产量', '2016'],
    ['2021年茶叶产量多少', '2016'],
    ['桂东2020年黑山羊出栏多少只', '5.2'],
    ['桂东药材种了多少亩', '3.9'],
  ])('each wording is answered: %s', async (question, figure) => {
    const scene = await sceneOfFiles({ '农业.txt': text });
    const { answer } = await scene.ask(question);
    expect(answer.text).toContain(` ${figure}`);
    expect(answer.kind === 'answered' ? answer.citations.length : 0).toBe(1);
  });

  test('a year without a column is not told', async () => {
    const scene = await sceneOfFiles({ '农业.txt': text });
    const { answer } = await scene.ask('桂东2018年茶叶产量多少');
    expect(answer.kind).toBe('refused');
  });

  test('what counts something else is not told', async () => {
    const scene = await sceneOfFiles({ '农业.txt': text });
    const { answer } = await scene.ask('桂东2021年药材面积多少人');
    expect(answer.kind).toBe('refused');
  });

  test('another row may be counted in another unit than the one before', async () => {
    const scene = await sceneOfFiles({ '农业.txt': text });
    const first = '桂东2021年药材面积多少亩';
    const { answer } = await scene.ask(first);
    const history: Turn[] = [
      { role: 'user', content: first },
      { role: 'assistant', content: answer.text },
    ];
    const next = await scene.ask('那茶叶产量呢', { history });
    expect(next.answer.text).toContain('2016');
  });
});

describe('of a table that counts households', () => {
  const scene = sceneOfFiles({
    '改厕.txt': `桂东县2023年农村改厕进度表

乡镇\t改厕户数\t补助资金（万元）
沤江镇\t320\t64
寨前镇\t150\t30
合计\t470\t94
`,
    '监测.txt': `桂东县2023年监测对象情况表

乡镇\t户数\t消除风险（户）
清泉镇\t58\t41
普乐镇\t36\t20
合计\t94\t61
`,
  });
  test.each(['桂东沤江镇脱贫户有多少户', '桂东脱贫户有多少户', '桂东沤江镇低保户多少户'])(
    'no column is of households that none is called by: %s',
    async (question) => {
      const { answer } = await (await scene).ask(question);
      expect(answer.kind).toBe('refused');
    },
  );

  test.each([
    ['桂东沤江镇改厕多少户', '改厕户数 320'],
    ['桂东清泉镇监测对象多少户', '户数 58'],
  ])('a column is of those that it or its title names: %s', async (question, cell) => {
    const { answer } = await (await scene).ask(question);
    expect(answer.text).toContain(cell);
  });
});
