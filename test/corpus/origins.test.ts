import { describe, expect, test } from 'vitest';
import { originOf } from '../../src/core/papers/blocks.ts';
import { cleanLines } from '../../src/corpus/clean.ts';
import type { Line } from '../../src/corpus/lines.ts';

const line = (text: string, more: Partial<Line> = {}): Line => ({ text, indent: 0, gap: 0, ...more });
const onPage = (page: number, at = 0) => ({ at, page });

function cleaned(lines: readonly Line[]) {
  const { text, origins, damage } = cleanLines(lines, {}, { wrapped: false });
  const at = (words: string) => {
    const start = text.indexOf(words);
    expect(start, words).toBeGreaterThanOrEqual(0);
    return originOf({ start, end: start + words.length }, { ...(origins && { origins }) });
  };
  return { text, origins, damage, at };
}

describe('where in its file a sentence stands', () => {
  test('a sentence is on the page of its line, also where a line before it was set aside', () => {
    const { at } = cleaned([
      line('青禾县临时救助办法', { origins: [onPage(1)] }),
      line('第一条 急难型救助不超过3000元。', { origins: [onPage(1)] }),
      line('— 1 —', { origins: [onPage(1)] }),
      line('第二条 支出型救助不超过5000元。', { origins: [onPage(2)] }),
    ]);
    expect(at('急难型')).toEqual({ page: 1 });
    expect(at('支出型')).toEqual({ page: 2 });
  });

  test('a paragraph that goes over a page is on the page where the sentence begins', () => {
    const { at } = cleaned([
      line('申请人向乡镇提出。乡镇在10日内审核。', { origins: [onPage(3), onPage(4, 9)] }),
    ]);
    expect(at('申请人向乡镇提出')).toEqual({ page: 3 });
    expect(at('乡镇在10日内审核')).toEqual({ page: 4 });
  });

  test('halves of a sentence that pages parted keep both pages', () => {
    const { at, text } = cleaned([
      line('县民政局对符合条件的困难群众给予临时救助，', { origins: [onPage(1)] }),
      line('标准为每人800元。经费由县财政承担。', { origins: [onPage(2)] }),
    ]);
    expect(text).toBe('县民政局对符合条件的困难群众给予临时救助，标准为每人800元。经费由县财政承担。');
    expect(at('县民政局')).toEqual({ page: 1 });
    expect(at('经费由县财政承担')).toEqual({ page: 2 });
  });

  test('a row is told by its sheet, table and row', () => {
    const row = (cells: string[], at: number): Line =>
      line(cells.join('\t'), {
        form: { kind: 'row', cells: cells.map((text) => ({ text })) },
        origins: [{ at: 0, sheet: '2024年', table: 2, row: at }],
      });
    const { at } = cleaned([row(['白石乡', '120户'], 5), row(['松溪镇', '98户'], 6)]);
    expect(at('松溪镇')).toEqual({ sheet: '2024年', table: 2, row: 6 });
  });

  test('a paragraph behind a table is not in its last row', () => {
    const { at } = cleaned([
      line('乡镇\t户数', {
        form: { kind: 'row', cells: [{ text: '乡镇' }, { text: '户数' }] },
        origins: [{ at: 0, table: 1, row: 1 }],
      }),
      line('咨询电话：0746-2325678'),
      line('白石乡\t12', {
        form: { kind: 'row', cells: [{ text: '白石乡' }, { text: '12' }] },
        origins: [{ at: 0, table: 2, row: 1 }],
      }),
    ]);
    expect(at('乡镇')).toEqual({ table: 1, row: 1 });
    expect(at('咨询电话')).toBeUndefined();
    expect(at('白石乡')).toEqual({ table: 2, row: 1 });
  });

  test('text of a format without pages and rows has no origin', () => {
    const { origins, at } = cleaned([line('标准为每月100元。')]);
    expect(origins).toBeUndefined();
    expect(at('标准')).toBeUndefined();
  });

  test('what was read from a picture anywhere within a stretch is said of the whole', () => {
    const { at } = cleaned([
      line('对象为年满80周岁的老年人。标准为每月100元。', {
        origins: [onPage(1), { at: 13, page: 2, isScanned: true }],
      }),
    ]);
    expect(at('对象为年满80周岁的老年人')).toEqual({ page: 1 });
    expect(at('对象为年满80周岁的老年人。标准')).toEqual({ page: 1, isScanned: true });
  });
});

describe('what was not read for sure', () => {
  test('is a hole in the text, which is damaged there, and nothing beside it is', () => {
    const { text, damage } = cleaned([
      line('城市低保每月680元。农村低保每月5800元。', { doubts: [{ start: 17, end: 21 }] }),
    ]);
    expect(text).toBe('城市低保每月680元。农村低保每月□□□□元。');
    expect(damage).toEqual([{ start: 17, end: 21 }]);
  });

  test('is a hole in its cell as well', () => {
    const { text, damage } = cleaned([
      line('白石乡\t120\t3400', {
        form: { kind: 'row', cells: [{ text: '白石乡' }, { text: '120' }, { text: '3400' }] },
        doubts: [{ start: 8, end: 12 }],
      }),
    ]);
    expect(text).toBe('白石乡\t120\t□□□□');
    expect(damage).toEqual([{ start: 8, end: 12 }]);
  });
});
