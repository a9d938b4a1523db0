import { describe, expect, test } from 'vitest';
import { answeredIn } from '../fakes/grounded.ts';
import { sceneOfFiles } from '../fakes/small-knowledge.ts';

/* What is called by its number (a batch, a year of a term, a grade of stars) is told by what names that number, and by no other. */

const scene = await sceneOfFiles({
  '轮换.txt': `城步县驻村工作队轮换通知
城步县委组织部 2026年2月12日

第一批轮换71个村，7月1日到7月5日交接。
第二批轮换48个村，10月20日到10月24日交接。
每名队员每天补助80元。
`,
  '农家乐.txt': `会同县星级农家乐奖励办法
会同县文化旅游广电体育局 2025年9月1日

一、奖励标准。五星级农家乐一次奖励6万元，四星级农家乐一次奖励4万元。
二、申报材料报县文化旅游广电体育局。
`,
  '造林.txt': `会同县造林管护补助通知
会同县林业局 2025年3月1日

一、管护补助。造林第一年至第三年每亩每年120元，第四年、第五年每亩每年60元。
`,
});
const told = async (question: string) => (await answeredIn(scene, question)).text;

describe('what is asked of by its number', () => {
  test.each([
    ['城步第二批轮换多少个村', '48个村'],
    ['城步第一批轮换哪几天交接', '7月1日到7月5日'],
    ['会同四星农家乐奖多少', '4万元'],
    ['会同造林第五年管护每亩补助多少', '60元'],
  ])('%s: %s', async (question, answer) => {
    expect(await told(question)).toContain(answer);
  });

  test.each(['城步第三批轮换多少个村', '会同三星级农家乐奖励多少', '会同造林第八年管护每亩补助多少'])(
    'is answered by no other number: %s',
    async (question) => {
      const { answer } = await scene.ask(question);
      expect(answer.kind, answer.text).toBe('refused');
    },
  );
});
