import { describe, expect, test } from 'vitest';
import { expectGrounded } from '../../fakes/grounded.ts';
import { sceneOfFiles } from '../../fakes/small-knowledge.ts';

/* What two papers of one matter give otherwise stands side by side, the earlier first. */

const relief = (year: number, amount: number) => `安仁县民政局关于调整${year}年社会救助标准的通知

一、农村低保标准调整为每人每月${amount}元，城市低保标准调整为每人每月${amount + 150}元。
二、特困人员护理补贴为每人每月200元。
三、临时救助每户不超过${amount * 6}元。
四、本标准自${year}年1月1日起执行。
安仁县民政局
${year}年1月15日
`;
const land = (year: number, amount: number, last: string) => `桂东县${year}年耕地地力保护补贴实施方案

一、补贴标准为每亩${amount}元。
二、补贴对象为拥有耕地承包权的农户。
三、资金于${last}前发放到位。
桂东县农业农村局
${year}年5月8日
`;
const herbs = (year: number, amount: number, area: number) => `武冈市${year}年中药材种植补贴通知

一、补贴标准
（一）新种黄精，每亩${amount}元；
（二）新种玉竹，每亩${amount + 80}元。
二、计划任务
全市安排新种黄精${area}万亩。
武冈市农业农村局
${year}年2月8日
`;
const scene = await sceneOfFiles({
  '药材2023.txt': herbs(2023, 300, 1.2),
  '药材2024.txt': herbs(2024, 360, 1.5),
  '救助2022.txt': relief(2022, 460),
  '救助2023.txt': relief(2023, 500),
  '救助2024.txt': relief(2024, 540),
  '地力2023.txt': land(2023, 105, '9月30日'),
  '地力2024.txt': land(2024, 112, '7月31日'),
});

async function linesOf(question: string): Promise<string[]> {
  const { answer } = await scene.ask(question);
  expectGrounded(answer, scene.knowledge);
  expect(answer.kind, answer.text).toBe('answered');
  return answer.text.split('\n');
}

const monthly = (year: number, amounts: string) => expect.stringMatching(`^安仁县（${year}年.*${amounts}`);

describe('of two papers stands side by side', () => {
  test('what is asked of, in the two newest, with each change by its name', async () => {
    for (const question of ['安仁低保这两年有啥变化', '安仁低保标准今年跟去年比变了啥'])
      expect(await linesOf(question)).toEqual([
        monthly(2023, '500元.*650元'),
        monthly(2024, '540元.*690元'),
        expect.stringMatching(/^变化：农村低保标准由2023年.*的500元到2024年.*的540元，增加40元/u),
        expect.stringMatching(/^变化：城市低保标准由2023年.*的650元到2024年.*的690元，增加40元/u),
      ]);
  });

  test('what they give in the years asked', async () => {
    const lines = await linesOf('安仁2022年和2024年的低保标准有啥不一样');
    expect(lines.slice(0, 2)).toEqual([monthly(2022, '460元'), monthly(2024, '540元')]);
    expect(lines.join('\n')).not.toContain('500元');
  });

  test('every figure that is another one, where the matter itself is asked of', async () => {
    const text = (await linesOf('安仁2024年社会救助标准跟2023年比有什么变化')).join('\n');
    expect(text).toMatch(/3000元[\s\S]*3240元/u);
    expect(text).not.toContain('200元');
  });

  test('the amounts of a class alone, where it is asked whether these rose', async () => {
    expect(await linesOf('武冈黄精补贴今年跟去年比涨了没')).toEqual([
      expect.stringContaining('新种黄精，每亩300元'),
      expect.stringContaining('新种黄精，每亩360元'),
      expect.stringMatching(/^变化：.*增加60元/u),
    ]);
  });

  test('one figure with its change alone', async () => {
    for (const question of ['桂东耕地地力补贴今年和去年有什么不同', '桂东2024年地力补贴标准比2023年变了啥'])
      expect(await linesOf(question)).toEqual([
        expect.stringContaining('每亩105元'),
        expect.stringContaining('每亩112元'),
        '变化：由105元到112元，增加7元/亩（112元－105元＝7元）[1][2]。',
      ]);
  });
});
