import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createScriptConverter } from '../../src/engines/script-converter.ts';

const { toSimplified } = createScriptConverter();

describe('traditional characters become simplified ones', () => {
  test.each([
    ['低保標準是多少', '低保标准是多少'],
    ['貧困發生率降到多少', '贫困发生率降到多少'],
    ['三萬六千億元', '三万六千亿元'],
    ['危房改造補助幾多錢', '危房改造补助几多钱'],
    ['著名景區', '著名景区'],
    ['石柱土家族自治縣', '石柱土家族自治县'],
  ])('%s', (traditional, simplified) => expect(toSimplified(traditional)).toBe(simplified));

  test.each(['低保标准是多少', 'ABC 123，。！', '', '😀\ud800低保', '乾县征收土地'])('%s stays', (text) =>
    expect(toSimplified(text)).toBe(text),
  );

  test('each in its place: the text keeps its length', () => {
    const characters =
      '國臺萬與專業東絲兩嚴喪個豐臨為麗舉麼義烏樂習鄉書買亂爭於虧雲產畝親億僅從倉價眾優會傳傷餘裡裏瞭著乾徵';
    for (let at = 0; at < characters.length; at++) {
      const text = `${characters.slice(at)}，${characters.slice(0, at)}𠮷`;
      expect(toSimplified(text)).toHaveLength(text.length);
    }
  });

  test('a report in simplified characters is left as it is', () => {
    const text = readFileSync('seeds/000_431e0ac328f0e60b.txt', 'utf8');
    expect(toSimplified(text)).toBe(text);
  });
});
