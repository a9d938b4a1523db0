import { describe, expect, test } from 'vitest';
import { type GridCell, type GridRow, gridLines } from '../../../src/corpus/clean/grid.ts';
import { withoutTabs } from '../../../src/corpus/clean/tabbed.ts';
import type { Line } from '../../../src/corpus/lines.ts';

const row = (...cells: (string | GridCell)[]): GridRow => ({
  cells: cells.map((cell) => (typeof cell === 'string' ? { text: cell } : cell)),
});
const over = (text: string, rows: number): GridCell => ({ text, rows });
const aboveOf = (lines: readonly Line[]) => lines.map(({ form }) => form?.cells?.map(({ above }) => above));
const doubted = ({ text, doubts = [] }: Line) => doubts.map(({ start, end }) => text.slice(start, end));
const figures = (text: string, from = text.search(/\d/u)): GridCell => ({
  text,
  doubts: [{ start: from, end: from + 2 }],
});

describe('a cell that goes over several rows', () => {
  test('holds below it though a row between is empty, and no row of another', () => {
    const lines = gridLines([
      row('县', '年', '标准'),
      row('甲县', '2016', '110'),
      row(over('乙县', 3), '2016', '210'),
      row('', ''),
      row('2018', '230'),
    ]);
    expect(lines.map(({ text }) => text)).toEqual([
      '县\t年\t标准',
      '甲县\t2016\t110',
      '乙县\t2016\t210',
      '\t2018\t230',
    ]);
    expect(aboveOf(lines)[3]).toEqual([1, undefined, undefined]);
  });

  test('counts only rows of the table, not what stands above it', () => {
    const lines = gridLines([
      { cells: [{ text: '各县标准', columns: 3 }] },
      row('', '', ''),
      row('县', '年', '标准'),
      row(over('甲县', 2), '2016', '110'),
      row('2017', '120'),
    ]);
    expect(aboveOf(lines)).toEqual([
      undefined,
      [undefined, undefined, undefined],
      [undefined, undefined, undefined],
      [1, undefined, undefined],
    ]);
  });

  test('holds for nothing where its own row is left out', () => {
    const lines = gridLines([row(over('', 2), '', ''), row('2016', '110'), row('甲县', '2017', '120')]);
    expect(aboveOf(lines)[0]).toEqual([undefined, undefined, undefined]);
  });

  test('names columns over as many rows as are left', () => {
    const lines = gridLines([
      row(over('县', 2), over('标准', 2)),
      row(),
      row('甲县', '110'),
      row('乙县', '210'),
    ]);
    expect(lines.map(({ form }) => form?.kind)).toEqual(['header', 'row', 'row']);
  });
});

describe('a table beyond reason', () => {
  test('wide in one row and long below is laid out no further, and no word of it is lost', () => {
    const lines = gridLines([
      { cells: [{ text: '县' }, { text: '标准', columns: 60_000 }] },
      ...Array.from({ length: 100 }, (_, at) => row(`县${at}`, figures(`${at + 10}元`))),
    ]);
    expect(lines.slice(0, 2)).toEqual([
      { text: '县 标准', indent: 0, gap: 0 },
      { text: '县0 10元', indent: 0, gap: 0, doubts: [{ start: 3, end: 5 }] },
    ]);
    expect(lines).toHaveLength(101);
  });

  test('that claims more columns than there is room for is read in a moment', () => {
    const lines = gridLines([{ cells: [{ text: '县', columns: 1e12, rows: 1e12 }] }, row('甲县', '110')]);
    expect(lines.map(({ text }) => text)).toEqual(['县', '甲县 110']);
  }, 2000);
});

describe('what was not read for sure in a cell', () => {
  test('is not sure at its place in the row, whatever blanks are left out before it', () => {
    const [, line] = gridLines([
      row('县', '标准', '说明'),
      row(' 甲  县', figures('\n 每月  13\n 元 '), { text: ' 共 24 户', doubts: [{ start: 3, end: 5 }] }),
    ]);
    expect(line?.text).toBe('甲 县\t每月 13 元\t共 24 户');
    expect(line && doubted(line)).toEqual(['13', '24']);
  });

  test('nor in the paragraph of a frame', () => {
    const text = '甲县\n 每月13元，\t共24户';
    const doubts = ['24', '13'].map((one) => ({ start: text.indexOf(one), end: text.indexOf(one) + 2 }));
    const lines = gridLines([row({ text, doubts })]);
    expect(lines.map(({ text }) => text)).toEqual(['甲县', '每月13元， 共24户']);
    expect(lines.map(doubted)).toEqual([[], ['13', '24']]);
  });

  test('nor in a row that was typed with tabs, nor in a line behind it', () => {
    const line = (text: string, doubt: string): Line => ({
      text,
      indent: 0,
      gap: 0,
      doubts: [{ start: text.indexOf(doubt), end: text.indexOf(doubt) + doubt.length }],
    });
    const lines = withoutTabs([
      line('乡镇\t户 数', '数'),
      line('东山乡\t 12  户', '12'),
      line('西河镇\t13户', '13'),
      line('联系人：\t1234', '1234'),
    ]);
    expect(lines.map(({ text }) => text)).toEqual([
      '乡镇\t户 数',
      '东山乡\t12 户',
      '西河镇\t13户',
      '联系人： 1234',
    ]);
    expect(lines.map(doubted)).toEqual([['数'], ['12'], ['13'], ['1234']]);
  });

  test('nor in rows that were drawn, where a rule is left out above', () => {
    const lines = withoutTabs([
      { text: '|\t乡镇|户数|', indent: 0, gap: 0 },
      { text: '|\t---|---|', indent: 0, gap: 0 },
      { text: '|\t东山乡|13户|', indent: 0, gap: 0, doubts: [{ start: 6, end: 8 }] },
    ]);
    expect(lines.map(({ text }) => text)).toEqual(['乡镇\t户数', '东山乡\t13户']);
    expect(lines.map(doubted)).toEqual([[], ['东山乡\t13户']]);
  });
});
