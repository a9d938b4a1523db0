import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Scan, Scanner, ScanPixels } from '../../../src/core/ports/scanner.ts';
import type { Line } from '../../../src/corpus/lines.ts';
import { readPdf, renderPage } from '../../../src/corpus/read/pdf/pdf.ts';
import { UnreadableReport } from '../../../src/corpus/read/reader.ts';
import { pacedProgress } from '../../../src/corpus/read/scan/progress.ts';

const file = (name: string) =>
  new Uint8Array(readFileSync(new URL(`./files/pdf/${name}.pdf`, import.meta.url)));
const texts = (lines: readonly Line[]) => lines.map(({ text }) => text);

const TITLE = '云岭县人民政府办公室关于提高2017年农村低保标准的通知';
const AIM =
  '为切实保障困难群众基本生活，根据省民政厅、省财政厅有关文件要求，经县政府同意，现就提高2017年农村最低生活保障标准有关事项通知如下。';
const STANDARD =
  '从2017年9月1日起，和安乡等33个乡镇（街道）农村低保标准由每人每月110元提高到260元/人·月，特困人员基本生活标准不低于低保标准的1.3倍，全县共有1.2万户低保家庭受益。';
const LEAD =
  '（一）加强领导。各乡镇要成立工作专班，做到应保尽保、应退尽退，县民政局每季度通报一次进度，对工作不力的予以约谈。';
const CHECK =
  '（二）严格审核。入户调查覆盖率达到100%，公示时间不少于7日，群众对结果有异议的，由乡镇在10个工作日内复核并书面答复申请人。';
const FUNDS =
  '1.资金发放。县财政局于每月10日前将补助资金通过“一卡通”发放到户，配套资金8499.43万元，不得截留、挪用；高龄老人、小学生、日用品由乡镇人民政府另行登记，黄金周期间照常办理。';
const AUDIT =
  '2.监督检查。县纪委监委、审计局不定期抽查，发现问题按照《农村最低生活保障工作条例》第二十三条处理。';
const TOWNS = Array.from({ length: 30 }, (_, at) => `第${at + 1}镇\t${101 + at}\t${251 + at}\t按月拨付`);
const MERGED = [
  '和安乡（含经济技术开发区和高新区）\t110\t260\t含县级财政配套资金30元，按季度拨付',
  '和康镇\t120\t265',
];

describe('a notice of Chromium', () => {
  test('is read as it was written: titles, paragraphs and rows whole, radicals as characters, no page numbers', async () => {
    const { lines, setAside, notes } = await readPdf(file('chromium-notice'));
    expect(texts(lines)).toEqual([
      TITLE,
      '各乡镇人民政府，县直各部门：',
      AIM,
      '一、提高标准',
      STANDARD,
      '各乡镇标准见下表：',
      '乡镇\t标准（元/人·月）\t\t备注',
      '\t2016年\t2017年',
      ...MERGED,
      ...TOWNS,
      FUNDS,
      '云岭县人民政府办公室',
      '2017年9月14日',
    ]);
    expect(setAside).toEqual(['— 1 —', '— 2 —', '— 3 —']);
    expect(notes).toEqual([]);
  });

  test('tells the page of each line, the row of its table, and where the next page begins', async () => {
    const { lines } = await readPdf(file('chromium-notice'));
    expect(lines[0]?.origins).toEqual([{ at: 0, page: 1 }]);
    expect(lines.find(({ text }) => text.startsWith('第30镇'))?.origins).toEqual([
      { at: 0, page: 2, table: 1, row: 34 },
    ]);
    const funds = lines.find(({ text }) => text === FUNDS);
    expect(funds?.origins).toEqual([
      { at: 0, page: 2 },
      { at: FUNDS.indexOf('用；'), page: 3 },
    ]);
  });

  test('has the names of its columns and what merged cells say for the rows below', async () => {
    const { lines } = await readPdf(file('chromium-notice'));
    const table = lines.filter(({ form }) => form !== undefined);
    expect(table.map(({ form }) => form?.kind)).toEqual([
      'header',
      'header',
      ...Array.from({ length: 32 }, () => 'row'),
    ]);
    expect(table[1]?.form?.cells).toEqual([
      { text: '', above: 1 },
      { text: '2016年' },
      { text: '2017年' },
      { text: '', above: 1 },
    ]);
    expect(table[3]?.form?.cells?.[3]).toEqual({ text: '', above: 1 });
  });

  test('sets a space before paragraphs that begin with one', async () => {
    const { lines } = await readPdf(file('chromium-notice'));
    expect(lines.slice(0, 4).map(({ indent }) => indent)).toEqual([0, 0, 2, 2]);
  });
});

test('a notice of LibreOffice is read as it was written: no blanks between Han and figures, the repeated header once', async () => {
  const { lines, setAside } = await readPdf(file('libreoffice-notice'));
  expect(texts(lines)).toEqual([
    TITLE,
    '云政办发〔2017〕45号',
    '各乡镇人民政府，县直各部门：',
    AIM,
    '一、提高标准',
    STANDARD,
    '二、工作要求',
    LEAD,
    CHECK,
    '乡镇\t2016年\t2017年\t备注',
    ...MERGED,
    ...TOWNS,
    AUDIT,
    '云岭县人民政府办公室',
    '2017年9月14日',
  ]);
  expect(setAside).toEqual(['- 1 -', '- 2 -']);
});

describe('columns', () => {
  test('are read one after the other, below a title that is spread', async () => {
    const { lines } = await readPdf(file('chromium-columns'));
    expect(texts(lines)).toEqual([
      '惠民政策明白纸',
      ...Array.from({ length: 5 }, () => [AIM, STANDARD]).flat(),
    ]);
  });

  test('are read so also where a program drew them line by line, and broke lines after so many characters', async () => {
    const { lines } = await readPdf(file('columns-by-line'));
    expect(texts(lines)).toEqual(['青禾县惠民政策明白纸', AIM, STANDARD, LEAD, CHECK]);
  });
});

test('a table without lines has rows and the names of its columns', async () => {
  const { lines } = await readPdf(file('plain-table'));
  expect(lines.map(({ text, form }) => [form?.kind, text])).toEqual([
    [undefined, '白石县2023年临时救助标准如下，由乡镇人民政府受理。'],
    ['header', '类别\t标准（元）\t办理时限'],
    ['row', '一般困难\t1000\t10个工作日'],
    ['row', '特别困难\t3000\t5个工作日'],
    ['row', '急难救助\t500\t24小时'],
    [undefined, '以上标准自2023年3月1日起执行。'],
  ]);
});

test('a page whose text lies on its side is read as if it were turned', async () => {
  const { lines } = await readPdf(file('sideways'));
  expect(texts(lines)).toEqual([
    '白石县临时救助标准见附表。',
    '类别\t标准\t时限',
    '一般困难\t1000元\t10日',
    '特别困难\t3000元\t5日',
  ]);
});

describe('passwords', () => {
  test('of an owner keep nobody from reading', async () => {
    expect(texts((await readPdf(file('owner-password'))).lines)).toEqual(
      texts((await readPdf(file('plain-table'))).lines),
    );
  });

  test('of a reader are told, with what to do', async () => {
    await expect(readPdf(file('user-password'))).rejects.toThrow(
      new UnreadableReport('文件加了打开密码，读不了：请去掉密码，另存一份再放进来'),
    );
  });
});

describe('what nobody sees', () => {
  test('is left out and told: white text, text off the page, watermarks', async () => {
    const { lines, setAside, notes } = await readPdf(file('hidden'));
    expect(texts(lines)).toEqual(['每人每月补助260元。', '申请人向乡镇人民政府提出书面申请。']);
    expect(setAside).toEqual(['白字：每人每月补助999元。', '页外：每人每月补助888元。', '内部资料']);
    expect(notes).toEqual([
      '第1页有看不见的文字（白字、页面以外、关闭的图层），没有读',
      '第1页有斜放的文字（多半是水印），没有读',
    ]);
  });

  test('is a layer that is switched off', async () => {
    const { lines, setAside } = await readPdf(file('layer-off'));
    expect(texts(lines)).toEqual(['每人每月补助260元。', '申请人向乡镇人民政府提出书面申请。']);
    expect(setAside).toContain('旧标准每人每月155元。');
  });

  test('is no white text on a dark ground', async () => {
    const { lines, notes } = await readPdf(file('on-dark'));
    expect(texts(lines)).toEqual(['白石县救助政策要点']);
    expect(notes).toEqual([]);
  });
});

/** Reads one line of any picture, and keeps what it was shown. */
function fakeScanner(text: string): Scanner & { readonly shown: ScanPixels[] } {
  const shown: ScanPixels[] = [];
  return {
    shown,
    async scan(image): Promise<Scan> {
      if (!('pixels' in image)) throw new Error('no pixels');
      shown.push(image);
      const characters = Array.from(text, (_, at) => ({ x: 200 + at * 40, width: 40, confidence: 0.999 }));
      const line = {
        text,
        x: 200,
        y: 200,
        width: text.length * 40,
        height: 48,
        characters,
        confidence: 0.999,
      };
      return { width: image.width, height: image.height, pages: 1, lines: [line], rules: [] };
    },
    async close() {},
  };
}

describe('scans', () => {
  test('with a layer of text that a machine has read are marked and told, and a page without is told as unread', async () => {
    const { lines, notes } = await readPdf(file('ocr-layer'));
    expect(texts(lines)).toEqual(['白石县临时救助公告', '每户最高救助3000元。']);
    expect(lines.map(({ origins }) => origins)).toEqual([
      [{ at: 0, page: 1, isScanned: true }],
      [{ at: 0, page: 1, isScanned: true }],
    ]);
    expect(notes).toEqual([
      '第2页是图片，没有读：要装上并打开文字识别，或者改放带文字的文件',
      '第1页是扫描件，文字由机器识别',
    ]);
  });

  test('are read by a scanner where they have no text: what it reads stands in its place', async () => {
    const scanner = fakeScanner('第二页没有文字层。');
    const { lines, notes } = await readPdf(file('ocr-layer'), { scanner });
    expect(texts(lines)).toEqual(['白石县临时救助公告', '每户最高救助3000元。', '第二页没有文字层。']);
    expect(lines[2]?.origins).toEqual([{ at: 0, page: 2, isScanned: true }]);
    expect(notes).toEqual(['第1—2页是扫描件，文字由机器识别']);
    expect(scanner.shown.map(({ width, height }) => [width, height])).toEqual([[1240, 1754]]);
  });

  test.each(['scan', 'outlined'])('without any text are refused, with what to do: %s', async (name) => {
    await expect(readPdf(file(name))).rejects.toThrow(
      new UnreadableReport(
        '这份 PDF 是扫描件，只有图片没有文字：请改放原来的 Word 文件，或者装上并打开文字识别再读',
      ),
    );
  });

  test('that a scanner cannot read are refused so', async () => {
    const scanner = { ...fakeScanner(''), scan: () => Promise.reject(new Error('unreadable')) };
    await expect(readPdf(file('scan'), { scanner })).rejects.toThrow(/图片上认不出文字/u);
  });
});

test('fonts that tell no characters are refused: what they hold would read as other words', async () => {
  await expect(readPdf(file('no-unicode'))).rejects.toThrow(/里面的字体没有文字对照/u);
  const scanner = fakeScanner('每人每月补助260元。');
  expect(texts((await readPdf(file('no-unicode'), { scanner })).lines)).toEqual(['每人每月补助260元。']);
});

describe('a page as a picture', () => {
  test('has so many pixels an inch, dark where text is drawn, in the order of its colours', async () => {
    const { width, height, pixels } = await renderPage(file('on-dark'), 1, 72);
    expect([width, height, pixels.length]).toEqual([595, 842, 595 * 842 * 4]);
    const at = 4 * (842 - 702) * width + 4 * 460;
    expect([...pixels.subarray(at, at + 4)]).toEqual([26, 51, 153, 255]);
    expect([...pixels.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
  });

  test('is refused where the file has no such page', async () => {
    await expect(renderPage(file('on-dark'), 2, 72)).rejects.toThrow(UnreadableReport);
  });
});

/** A file of so many empty pages. */
function emptyPages(count: number): Uint8Array {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${count}/Kids[${Array.from({ length: count }, (_, at) => `${at + 3} 0 R`).join(' ')}]/MediaBox[0 0 595 842]>>`,
    ...Array.from({ length: count }, () => '<</Type/Page/Parent 2 0 R>>'),
  ];
  const body = objects.map((object, at) => `${at + 1} 0 obj${object}endobj\n`).join('');
  return new TextEncoder().encode(
    `%PDF-1.4\n${body}trailer<</Root 1 0 R/Size ${objects.length + 1}>>\n%%EOF`,
  );
}

describe('many pages', () => {
  test('are refused beyond all use, before any is read', async () => {
    await expect(readPdf(emptyPages(20_001))).rejects.toThrow(
      new UnreadableReport('超过 20000 页，请拆成几份'),
    );
  });

  test('are told a few times only, the last one always', async () => {
    const told: number[] = [];
    const began = performance.now();
    await readPdf(emptyPages(2000), { onPage: (done) => told.push(done) }).catch(() => undefined);
    expect(told[0]).toBe(1);
    expect(told.at(-1)).toBe(2000);
    expect(told.length).toBeLessThan(3 + (performance.now() - began) / 100);
  });

  test('are told where they were scanned', () => {
    const told: number[] = [];
    let now = 0;
    const tell = pacedProgress(
      (done) => told.push(done),
      9,
      () => now,
    );
    for (let page = 1; page <= 9; page++) {
      tell(page, page === 3 || page === 4);
      now += 40;
    }
    expect(told).toEqual([1, 3, 4, 7, 9]);
  });
});

describe('files', () => {
  test.each([
    ['an empty file', new Uint8Array()],
    ['no PDF', new TextEncoder().encode('云岭县人民政府')],
    ['half a PDF', file('columns-by-line').subarray(0, 300)],
  ])('that are damaged are refused: %s', async (_, bytes) => {
    await expect(readPdf(bytes)).rejects.toThrow(/文件不完整或者已经损坏/u);
  });

  test('are left as they are, and read alike twice', async () => {
    const bytes = file('plain-table');
    const first = await readPdf(bytes);
    expect(await readPdf(bytes)).toEqual(first);
    expect(bytes).toEqual(file('plain-table'));
  });

  test('are read page by page, and stop with the reason of the signal', async () => {
    const told: [number, number][] = [];
    await readPdf(file('sideways'), { onPage: (done, total) => told.push([done, total]) });
    expect(told).toEqual([
      [1, 2],
      [2, 2],
    ]);
    const reason = new Error('stopped');
    await expect(readPdf(file('scan'), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const stop = new AbortController();
    const onPage = () => stop.abort(reason);
    await expect(readPdf(file('sideways'), { signal: stop.signal, onPage })).rejects.toBe(reason);
  });
});
