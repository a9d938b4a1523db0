import { describe, expect, test } from 'vitest';
import type { Scan, ScanLine, Scanner } from '../../../src/core/ports/scanner.ts';
import type { Line } from '../../../src/corpus/lines.ts';
import { UnreadableReport } from '../../../src/corpus/read/reader.ts';
import { charactersOf } from '../../../src/corpus/read/scan/characters.ts';
import { unsureSpans, withLooks } from '../../../src/corpus/read/scan/doubts.ts';
import { readScan } from '../../../src/corpus/read/scan/page.ts';
import { readPicture } from '../../../src/corpus/read/scan/picture.ts';

/** A line of print: a Han character 25 pixels wide, others 13. @param low what the model gives to a character that is no 1. */
function scanned(
  text: string,
  {
    x = 100,
    y = 100,
    low = {},
    height = 30,
  }: { x?: number; y?: number; low?: Record<string, number>; height?: number } = {},
): ScanLine {
  let at = x;
  const characters = [...text].map((unit) => {
    const width = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(unit) ? 25 : 13;
    at += width;
    return { x: at - width, width, confidence: low[unit] ?? 1 };
  });
  return { text, x, y, width: at - x, height, characters, confidence: 0.99 };
}

const page = (lines: readonly ScanLine[], rules: Scan['rules'] = [], pages = 1): Scan => ({
  width: 1240,
  height: 1754,
  pages,
  lines,
  rules,
});

const scannerOf = (...scans: (Scan | undefined)[]): Scanner => ({
  scan: async (image) => scans[('page' in image ? (image.page ?? 1) : 1) - 1],
  close: async () => {},
});

const textOf = (line: ScanLine) =>
  charactersOf(line)
    .map(({ text }) => text)
    .join('');

describe('characters of a scanned line', () => {
  test.each([
    ['增 长 11. 49％，补助', '增长11. 49%，补助'],
    ['标准为260元,增幅3.5%;其中:城市', '标准为260元，增幅3.5%；其中：城市'],
    ['(一)提高标准(试行)', '（一）提高标准（试行）'],
    ['上午8：30至12:00，比例1:1.5', '上午8:30至12:00，比例1:1.5'],
    ['共１２３４元', '共1234元'],
    ['投资1,234.5万元', '投资1,234.5万元'],
    ['市政办发【2019]37号、{2016]11号、[2017]5号', '市政办发〔2019〕37号、〔2016〕11号、[2017]5号'],
    ['执行GB 5749标准', '执行GB 5749标准'],
  ])('of "%s" are "%s"', (text, expected) => {
    expect(textOf(scanned(text))).toBe(expected);
  });

  test('keep their places and confidence where blanks fall out', () => {
    const [, second] = charactersOf(scanned('增 长', { low: { 长: 0.7 } }));
    expect(second).toEqual({ text: '长', x: 138, width: 25, confidence: 0.7 });
  });
});

describe('doubts', () => {
  const looksOf = (text: string) => {
    const line: Line = { text, indent: 0, gap: 0 };
    return (withLooks(line).doubts ?? []).map(({ start, end }) => text.slice(start, end));
  };

  test.each([
    ['安排资金849943万元，', ['849943万元']],
    ['增长11:16%。', ['11:16%']],
    ['增长13，5%。', ['13，5%']],
    ['每人158.元。', ['158.元']],
    ['共7021.方元', ['7021.方元']],
    ['最高15方元。', ['15方元']],
    ['每人764.4元/人月，', ['764.4元/人月']],
    ['每人764元/入·月，', ['764元/入·月']],
    ['共2O5户', ['2O5']],
    ['共l50户', ['l50']],
    ['共8499 .43万元', ['8499 .43']],
    ['提高10.2496', ['10.2496']],
    ['教育\t70214:36\t101.76%', ['70214:36']],
    ['投资70:36万元', ['70:36万']],
    ['死亡率控制在8%以内。', ['8%']],
    ['增长率9.7%0，', ['9.7%0']],
    ['出生率1%0', ['1%0']],
    ['死亡率25.3％o。', ['25.3％o']],
    ['自然增长率31%/年', ['31%/']],
    ['按20%、20.5%、0.6%计', ['20%', '0.6%']],
    ['每斤补助70%斤。', ['70%斤']],
    ['共涉及85%户，', ['85%户']],
  ])('stand where a figure looks misread: %s', (text, expected) => {
    expect(looksOf(text)).toEqual(expected);
  });

  test.each([
    '安排资金8499.43万元，增长41.16%，每人158元。',
    '占35.5%，提高60%户均收入，完成103.2%。',
    '城市为764.4元/人·月，农村为4560元/人·年。',
    '上午8:30至12:00，下午14:30至18:00。',
    '教育\t67500\t68930.55\t102.12%',
    '一头补助三百元，15万元以上；2019年7月1日起。',
    '执行GB 5749标准，第3.1条。',
  ])('stand nowhere in sound text: %s', (text) => {
    expect(looksOf(text)).toEqual([]);
  });

  test('stand where the model was not sure of a character of a figure, or of its unit', () => {
    const doubted = (text: string, low: Record<string, number>) =>
      unsureSpans(charactersOf(scanned(text, { low }))).map(({ start, end }) => text.slice(start, end));
    expect(doubted('提高到588元，增幅9.70%。', { 7: 0.85 })).toEqual(['幅9.70%']);
    expect(doubted('提高到588元，增幅9.70%。', { 元: 0.6 })).toEqual(['到588元']);
    expect(doubted('提高到588元，增幅9.70%。', { 增: 0.6, 幅: 0.95 })).toEqual([]);
    expect(doubted('补助三百元', { 三: 0.6 })).toEqual(['三百元']);
    expect(doubted('不得享受', { 不: 0.3 })).toEqual(['不']);
  });
});

describe('a scanned page', () => {
  test('gives runs in points of its page: Han characters tell the size', () => {
    const { page: layout } = readScan(page([scanned('关于提高低保标准的通知')]), { number: 3 });
    const scale = 842 / 1754;
    expect(layout).toMatchObject({ number: 3, height: 842 });
    expect(layout.runs).toHaveLength(1);
    const [run] = layout.runs;
    expect(run).toMatchObject({ text: '关于提高低保标准的通知', isScanned: true });
    expect(run?.size).toBeCloseTo(25 * scale, 5);
    expect(run?.x).toBeCloseTo(100 * scale, 5);
    expect(run?.width).toBeCloseTo(275 * scale, 5);
  });

  test('parts a line where a gutter goes through it', () => {
    const left = scanned('左栏的文字');
    const right = scanned('右栏的文字', { x: 300 });
    const both: ScanLine = {
      ...left,
      text: left.text + right.text,
      width: 325,
      characters: [...left.characters, ...right.characters],
    };
    expect(readScan(page([both]), { number: 1 }).page.runs.map(({ text }) => text)).toEqual([
      '左栏的文字',
      '右栏的文字',
    ]);
  });

  test('leaves out what cannot be read, and doubts what is half as high as the rest', () => {
    const { page: layout, unread } = readScan(
      page([
        scanned('关于提高低保标准的通知'),
        { ...scanned('圅舒', { y: 200 }), confidence: 0.4 },
        { ...scanned('.', { y: 250 }), confidence: 0.9 },
        scanned('城市为764.4元', { y: 300, height: 15 }),
      ]),
      { number: 1 },
    );
    expect(unread).toEqual(['圅舒', '.']);
    expect(layout.runs.map(({ text, doubts }) => [text, doubts])).toEqual([
      ['关于提高低保标准的通知', undefined],
      ['城市为764.4元', [{ start: 0, end: 9 }]],
    ]);
  });
});

describe('a picture', () => {
  test('becomes lines with their page; doubts and their number are told', async () => {
    const scans = [
      page([scanned('一、提高标准', { x: 150 }), scanned('每人每月588元。', { x: 150, y: 150 })], [], 2),
      page([scanned('共849943万元。', { x: 150 })], [], 2),
    ];
    const told: string[] = [];
    const { lines, notes } = await readPicture(
      new Uint8Array(),
      scannerOf(...scans),
      undefined,
      (done, total) => told.push(`${done}/${total}`),
    );
    expect(told).toEqual(['1/2', '2/2']);
    expect(lines.map(({ text, doubts, origins }) => ({ text, doubts, page: origins?.[0]?.page }))).toEqual([
      { text: '一、提高标准', doubts: undefined, page: 1 },
      { text: '每人每月588元。', doubts: undefined, page: 1 },
      { text: '共849943万元。', doubts: [{ start: 1, end: 9 }], page: 2 },
    ]);
    expect(lines.every(({ origins }) => origins?.[0]?.isScanned)).toBe(true);
    expect(notes).toEqual(['本文是扫描件，文字由机器识别；有 1 处没有把握，不会引用，请对照原件']);
  });

  test.each([
    ['damaged', undefined, '图片打不开或者已经损坏，请重新保存一份'],
    ['empty', page([]), '图片里没有认出文字；如果是文件的照片，请重新拍得清楚一些，或者放原来的文件'],
    ['of hundreds of pages', page([], [], 301), '图片超过 300 页，请分成几个文件'],
  ])('that is %s is refused', async (_, scan, reason) => {
    const refusal = await readPicture(new Uint8Array(), scannerOf(scan)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UnreadableReport);
    expect((refusal as UnreadableReport).reason).toBe(reason);
  });

  test('has the faults of its scanner told as they are', async () => {
    const fault = new Error('no memory');
    const scanner: Scanner = { scan: () => Promise.reject(fault), close: async () => {} };
    await expect(readPicture(new Uint8Array(), scanner)).rejects.toBe(fault);
  });
});
