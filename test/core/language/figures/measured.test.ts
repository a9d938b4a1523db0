import { describe, expect, test } from 'vitest';
import { isPerOther, unitsOfOne } from '../../../../src/core/language/figures/measured.ts';
import { findFigures } from '../../../../src/core/language/figures.ts';

const isOther = (question: string, text: string) =>
  findFigures(text).some((figure) => figure.unit === '元' && isPerOther(figure, unitsOfOne(question)));

describe('a figure by something else than the one that is asked for', () => {
  test.each([
    ['自来水一吨收多少钱', '每户减收水费5元'],
    ['水费多少钱一方', '每次收人工费30元'],
    ['一头牛补多少', '每户补助1000元'],
  ])('%s: %s', (question, text) => expect(isOther(question, text)).toBe(true));
});

describe('no other', () => {
  test.each([
    ['自来水一吨收多少钱', '每立方米水费2.8元'],
    ['跑一趟补多少钱', '每次补助80元'],
    ['鲜叶一斤收多少钱', '每公斤12元'],
    ['自来水一吨收多少钱', '水费2.8元'],
    ['一头牛补多少', '每年每头补500元'],
    ['一次性补多少', '每户补助1000元'],
    ['第一次罚多少', '每户罚50元'],
    ['一共补多少', '每户补助1000元'],
  ])('%s: %s', (question, text) => expect(isOther(question, text)).toBe(false));
});
