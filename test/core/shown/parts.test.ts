import { describe, expect, test } from 'vitest';
import { piecesOf, type ShownPart, shownParts } from '../../../src/core/shown/parts.ts';
import type { SourceDocument } from '../../../src/core/types.ts';
import { readPapers } from './papers.ts';

const papers = await readPapers();
const paper = (name: string) => papers.get(name) as SourceDocument;

/** Kind and words of each part; of a table its cells, row by row. */
function told(document: SourceDocument): string[] {
  const words = ({ span }: { span: { start: number; end: number } }) =>
    document.text.slice(span.start, span.end);
  return shownParts(document).map((part) =>
    part.kind === 'table'
      ? [...part.headers, ...part.rows].map(({ cells }) => cells.map(words).join('|')).join(' / ')
      : `${part.kind} ${words(part)}`,
  );
}

describe('the parts of a document', () => {
  test('are its blocks from top to bottom, a rule with chapters and a signature', () => {
    expect(told(paper('松坪县护林办法.txt'))).toEqual([
      'title 松坪县人民政府办公室关于印发松坪县生态护林员管理办法的通知',
      'signature 松政办发〔2022〕9号',
      'signature 各乡镇人民政府：',
      'paragraph 现将《松坪县生态护林员管理办法》印发给你们，请认真贯彻执行。',
      'heading 第一章　总则',
      'paragraph 第一条　为加强生态护林员管理，制定本办法。',
      'heading 第二章　待遇',
      'paragraph 第二条　护林员补助标准为每人每年9600元。有下列情形之一的，扣发当月补助：',
      'item （一）无故缺勤5天以上的；',
      'item （二）瞒报火情的。',
      'signature 松坪县人民政府办公室',
      'signature 2022年3月8日',
    ]);
  });

  test('tell questions, answers, and the label of a value', () => {
    const document = paper('云岭县低保问答.txt');
    expect(told(document).slice(1)).toEqual([
      'question 问：低保标准是多少？',
      'answer 答：2023年农村低保标准为每人每月560元。',
      'field 咨询电话：0000-1234567',
    ]);
    const field = shownParts(document).at(-1);
    const topic = field?.kind === 'field' ? field.topic : undefined;
    expect(topic && document.text.slice(topic.start, topic.end)).toBe('咨询电话：');
  });

  test('hold a table with the names of its columns, an empty cell included, and where it stands in its file', () => {
    const document = paper('江畔县补贴.csv');
    expect(told(document)).toContain(
      '项目|补贴标准（元/亩）|面积（亩） / 油茶|800|12000 / 猕猴桃|1200|3400 / 茶叶||900',
    );
  });

  test('hold every character that is no blank once, in order', () => {
    for (const document of papers.values()) {
      const parts = shownParts(document);
      let at = 0;
      for (const { span } of parts) {
        expect(document.text.slice(at, span.start).trim()).toBe('');
        at = span.end;
      }
      expect(document.text.slice(at).trim()).toBe('');
    }
  });

  test('cut a long table into tables of a hundred rows under the same names', async () => {
    const rows = Array.from({ length: 250 }, (_, at) => `村${at + 1},${100 + at}`);
    const long = await readPapers({ '云岭县名册.csv': ['村名,户数', ...rows].join('\n') });
    const tables = shownParts(long.get('云岭县名册.csv') as SourceDocument).filter(isTable);
    expect(tables.map((table) => table.rows.length)).toEqual([100, 100, 50]);
    expect(tables.map((table) => table.isContinued)).toEqual([false, true, true]);
    expect(new Set(tables.map((table) => table.headers[0]?.span.start)).size).toBe(1);
  });

  test('tell a page once, where it begins', () => {
    const text = '甲事。\n乙事。\n丙事。';
    const blocks = [0, 4, 8].map((start) => ({
      kind: 'paragraph' as const,
      span: { start, end: start + 3 },
    }));
    const origins = [
      { start: 0, page: 1 },
      { start: 8, page: 2, isScanned: true },
    ];
    expect(shownParts({ text, blocks, origins }).map(({ origin }) => origin)).toEqual([
      { page: 1 },
      undefined,
      { page: 2, isScanned: true },
    ]);
  });

  test('hold words that no block holds', () => {
    const blocks = [{ kind: 'paragraph' as const, span: { start: 0, end: 3 } }];
    expect(shownParts({ text: '甲事。\n剩下的话', blocks }).map(({ kind }) => kind)).toEqual([
      'paragraph',
      'rest',
    ]);
  });
});

describe('the pieces of a stretch', () => {
  test('are cut at the edges of marks that overlap, and joined they are its text', () => {
    const text = '一二三四五六七八九十';
    const pieces = piecesOf({ text }, { start: 1, end: 9 }, [
      { kind: 'quote', span: { start: 3, end: 6 } },
      { kind: 'lead', span: { start: 5, end: 20 } },
    ]);
    expect(pieces.map((piece) => [piece.text, piece.kinds])).toEqual([
      ['二三', []],
      ['四五', ['quote']],
      ['六', ['quote', 'lead']],
      ['七八九', ['lead']],
    ]);
  });

  test('are the whole stretch where no mark lies over it', () => {
    expect(
      piecesOf({ text: '一二三' }, { start: 0, end: 2 }, [{ kind: 'quote', span: { start: 2, end: 3 } }]),
    ).toEqual([{ span: { start: 0, end: 2 }, text: '一二', kinds: [] }]);
  });
});

function isTable(part: ShownPart): part is Extract<ShownPart, { kind: 'table' }> {
  return part.kind === 'table';
}
