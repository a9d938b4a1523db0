import { describe, expect, test } from 'vitest';
import { expectGrounded } from '../../fakes/grounded.ts';
import { sceneOfFiles } from '../../fakes/small-knowledge.ts';

const scene = await sceneOfFiles({
  '津贴.txt': `桂东县高龄津贴发放通知
各乡镇人民政府：
从2024年1月起，高龄津贴按以下标准发放：
（一）80—89周岁老年人，每人每月55元；
（二）90—99周岁老年人，每人每月210元；
（三）100周岁及以上老年人，每人每月520元。
本人提出申请，乡镇6个工作日内审核，县民政局9个工作日内审批。
桂东县民政局
2023年12月20日
`,
});

describe('an age in a question', () => {
  test.each([
    ['桂东85岁老人补多少', '55元'],
    ['桂东93岁能领多少', '210元'],
    ['桂东90岁的老人能拿多少钱', '210元'],
    ['我奶奶101岁桂东补多少', '520元'],
    ['桂东我妈今年88了能领多少', '55元'],
    ['桂东九十三岁的能拿多少钱', '210元'],
    ['桂东八十岁老人补多少', '55元'],
  ])('finds the range that it falls in: %s', async (question, figure) => {
    const { answer } = await scene.ask(question);
    expectGrounded(answer, scene.knowledge);
    expect(answer.text.match(/\d+元/gu)).toEqual([figure]);
  });

  test('below every range is told of the first one, and that it is below', async () => {
    const { answer } = await scene.ask('桂东75岁老人补多少');
    expectGrounded(answer, scene.knowledge);
    expect(answer.text).toMatch(/^请注意：问的年龄没有达到“80—89周岁”\[1\]。\n[^\n]*55元\[1\]。$/u);
  });
});

test.each(['桂东高龄津贴办下来要几天', '桂东高龄津贴办理要几天'])(
  'how long it takes is told however it is asked: %s',
  async (question) => {
    const { answer } = await scene.ask(question);
    expect(answer.text).toContain('9个工作日');
  },
);

describe('an amount that is added for some', () => {
  const meals = sceneOfFiles({
    '助餐.txt': `桂东县老年助餐明白卡
【政府补多少】每人每天补午餐一餐：
60周岁至79周岁，每餐补2元；
80周岁以上，每餐补4元。
低保家庭的老年人，在上述标准上每餐再加3元。
`,
  });

  test('is told with the band, to who names himself as one of them', async () => {
    const { answer } = await (await meals).ask('桂东82岁的低保老人午餐补多少');
    expect(answer.text).toContain('每餐补4元');
    expect(answer.text).toContain('再加3元');
    expect(answer.text).not.toContain('每餐补2元');
  });

  test('and not to others', async () => {
    const { answer } = await (await meals).ask('桂东82岁的老人午餐补多少');
    expect(answer.text).toContain('每餐补4元');
    expect(answer.text).not.toContain('再加3元');
  });
});
