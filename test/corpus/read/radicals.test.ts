import { expect, test } from 'vitest';
import { foldRadicals } from '../../../src/corpus/read/layout/radicals.ts';

test('puts the characters that simplified Chinese writes for radicals', () => {
  expect(foldRadicals('⽉⽇⼀⼈⼝⼤⼥⼩⼯⽊⽔⽕⽅⽣⽤⽥⾏⾥⾼⾦⽼⼊⼒⼋⼆⼗⼟⼭')).toBe(
    '月日一人口大女小工木水火方生用田行里高金老入力八二十土山',
  );
  expect(foldRadicals('⼾⾭⿈⻢⻩⻔⻋⻅⻉⻚⻛⻜⻥⻦⻬⻰⻓㬵⺟⻳⺠')).toBe(
    '户青黄马黄门车见贝页风飞鱼鸟齐龙长胶母龟民',
  );
});

test('leaves every other character as it is: figures in circles, powers and full-width marks', () => {
  const text = '①260元，10⁴亩，ＡＢ％：〇㎡龙戶';
  expect(foldRadicals(text)).toBe(text);
});

test('keeps the length of the text, and folds every radical of the standard', () => {
  const all = Array.from({ length: 0xd6 }, (_, at) => String.fromCharCode(0x2f00 + at)).join('');
  const folded = foldRadicals(all);
  expect(folded).toHaveLength(all.length);
  expect(folded).not.toMatch(/[\u2f00-\u2fd5]/u);
});
