import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Line } from '../../../src/corpus/lines.ts';
import type { FileLines } from '../../../src/corpus/read/file-lines.ts';
import { UnreadableReport } from '../../../src/corpus/read/reader.ts';
import { createReaders, readerFor } from '../../../src/corpus/read/readers.ts';
import { readCsv } from '../../../src/corpus/read/sheets/csv.ts';
import { readWorkbook } from '../../../src/corpus/read/sheets/workbook.ts';
import { reportReaderContract } from '../../contracts/report-reader.ts';

const file = (name: string) =>
  new Uint8Array(readFileSync(new URL(`./files/sheets/${name}`, import.meta.url)));
/** `header 县|标准`, `- 单位：元`: what a line is, and its cells. */
const shown = ({ form, text }: Line) => `${form?.kind ?? '-'} ${text.replaceAll('\t', '|')}`;
const linesOf = ({ lines }: FileLines) => lines.map(shown);
const csv = (text: string) => readCsv(strToU8(text));

const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

interface Parts {
  readonly sheet: string;
  readonly styles?: string;
  readonly strings?: string;
  readonly book?: string;
  readonly others?: Record<string, string>;
}

/** A workbook of one sheet from its XML. */
function workbook({ sheet, styles = '', strings = '', book = '', others = {} }: Parts): Uint8Array {
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="r1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${SHEET}" xmlns:r="${RELATION}">${book}<sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="r1" Type="${RELATION}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${RELATION}/styles" Target="/xl/styles.xml"/><Relationship Id="r3" Type="${RELATION}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${SHEET}">${sheet}</worksheet>`,
    'xl/styles.xml': `<styleSheet xmlns="${SHEET}">${styles}</styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${SHEET}">${strings}</sst>`,
    ...others,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)])));
}

const text = (reference: string, words: string) =>
  `<c r="${reference}" t="inlineStr"><is><t>${words}</t></is></c>`;
const number = (reference: string, value: string | number, style = 0) =>
  `<c r="${reference}" s="${style}"><v>${value}</v></c>`;
const row = (at: number, ...cells: string[]) => `<row r="${at}">${cells.join('')}</row>`;
const data = (...rows: string[]) => listed(rows);
const listed = (rows: readonly string[]) => `<sheetData>${rows.join('')}</sheetData>`;

async function refusalOf(bytes: Uint8Array): Promise<string> {
  const refusal: unknown = await readWorkbook(bytes).catch((error: unknown) => error);
  return refusal instanceof UnreadableReport ? refusal.reason : `not refused: ${String(refusal)}`;
}

const STANDARDS = [
  'heading 城乡低保',
  '- 云岭县2017年城乡低保标准一览表',
  '- 单位：元/人·月',
  'header 序号|县（市、区）|农村低保标准||备注',
  'header ||2016年|2017年',
  'row 1|和安县|110|260|自2017年9月起 执行',
  'row 2|青禾县|120|270|270元',
  'row 3|合计|230',
  '- 注：本表数据以县民政局公布为准。',
  '- 附表：资金安排',
  'header 县|乡镇|增幅|资金|拨付日期|账号',
  'row 和安县|东乡镇|10.03%|7810.8万元|2017年9月14日|622202199001011000',
  'row |西乡镇|2.64%|1,000,000|2018年1月1日',
  'row 青禾县|河口镇|6.00%|3,500,000|2018年4月1日',
  'heading 医疗救助',
  'header 类别|报销比例|说明',
  'row 特困人员|住院费用全额救助|由乡镇受理',
  'row 低保对象|住院费用按比例救助|县民政局审批',
];
const CALCULATED = STANDARDS.with(7, 'row 3|合计|230|530');

const NOTICES = [
  '- 青禾县民政局关于开展社会救助对象核查的通知',
  '- 各乡镇人民政府：',
  '- 为做好社会救助工作，现将有关事项通知如下。',
  '- 一、核查对象',
  '- 城乡低保对象、特困人员。',
  '- 二、核查时间',
  '- 2018年3月1日至3月31日。',
  'heading 问答',
  'header 问题|答复',
  'row 临时救助怎么申请？|向户籍所在地乡镇人民政府提出申请。',
  'row 多久办结？|乡镇自受理之日起办理，紧急情况当天办理。',
  'heading 补贴',
  '- 白石县耕地地力保护补贴标准',
  'header 乡镇|面积（亩）|标准（元/亩）',
  'row 石桥镇|1200|98.5',
  'row 河口镇|860|98.5',
  '- 白石县农机购置补贴标准',
  'header 机具|档次|补贴额（元）',
  'row 微耕机|一档|600',
  'row 收割机|二档|12000',
  '- 填表人：县农业农村局',
  '- 填表日期：2018年4月',
  'heading 任务',
  'header 序号|任务|责任单位|完成时限',
  'row 一、产业发展',
  'row 1|建设蔬菜大棚|县农业农村局|6月底',
  'row 二、住房安全',
  'row 2|改造危房|县住建局|10月底',
];

describe('a workbook', () => {
  test('of openpyxl is read as a person sees it, without what is hidden, struck out or only commented', async () => {
    const read = await readWorkbook(file('standards.xlsx'));
    expect(linesOf(read)).toEqual(STANDARDS);
    expect(read.setAside).toEqual(['260元', '已取消的对象']);
  });

  test('kept by LibreOffice as xls gives the same lines, and the result of its formula', async () => {
    const read = await readWorkbook(file('standards.xls'));
    expect(linesOf(read)).toEqual(CALCULATED);
    expect(read.setAside).toEqual(['260元', '已取消的对象']);
  });

  test('tells what was not read, and where: hidden parts, formulas without results, errors, lost digits', async () => {
    expect((await readWorkbook(file('standards.xlsx'))).notes).toEqual([
      '工作表“过程稿”是隐藏的，没有读',
      '工作表“城乡低保”：第15行是隐藏的，没有读',
      '工作表“城乡低保”：第7行D列、第14行“账号”没有算出结果，请用 Excel 打开、保存一次',
      '工作表“城乡低保”：第13行“账号”超过 15 位，后面几位已经丢失，请改成文本格式',
      '工作表“城乡低保”：有划掉的文字，共 4 个字，没有读',
      '工作表“医疗救助”：D列是隐藏的，没有读',
      '工作表“医疗救助”：有划掉的文字，共 6 个字，没有读',
    ]);
    expect((await readWorkbook(file('standards.xls'))).notes).toContain(
      '工作表“城乡低保”：第14行“账号”是错误值（#DIV/0! 等），没有读',
    );
  });

  test('leaves a number doubtful whose last digits are lost', async () => {
    const { lines } = await readWorkbook(file('standards.xlsx'));
    const doubtful = lines.filter(({ doubts }) => doubts !== undefined);
    expect(
      doubtful.map(({ text, doubts }) => doubts?.map(({ start, end }) => text.slice(start, end))),
    ).toEqual([['622202199001011000']]);
  });

  test('says of each line its sheet, its row as shown, and its table where there are several', async () => {
    const { lines } = await readWorkbook(file('standards.xlsx'));
    const origins = lines.map(({ origins: [first] = [] }) => first);
    expect(origins[1]).toEqual({ at: 0, sheet: '城乡低保', row: 1 });
    expect(origins[3]).toEqual({ at: 0, sheet: '城乡低保', table: 1, row: 3 });
    expect(origins[11]).toEqual({ at: 0, sheet: '城乡低保', table: 2, row: 13 });
    expect(origins[16]).toEqual({ at: 0, sheet: '医疗救助', row: 2 });
  });

  test('says how many empty rows stand before a title, and which cell holds below another', async () => {
    const { lines } = await readWorkbook(file('standards.xlsx'));
    expect(lines.map(({ gap }) => gap).filter((gap) => gap > 0)).toEqual([2]);
    expect(lines[9]?.gap).toBe(2);
    expect(lines[4]?.form?.cells?.map(({ above }) => above)).toEqual([1, 1, undefined, undefined, 1]);
    expect(lines[12]?.form?.cells?.[0]).toEqual({ text: '', above: 1 });
  });

  test('may be a notice, questions behind a frozen row, two tables parted by a title, tasks under headings', async () => {
    expect(linesOf(await readWorkbook(file('notices.xlsx')))).toEqual(NOTICES);
  });

  test('from an ods that LibreOffice keeps as xlsx is the same, but for rows that it does not keep frozen', async () => {
    const read = await readWorkbook(file('notices-libreoffice.xlsx'));
    expect(linesOf(read)).toEqual(NOTICES.with(8, 'row 问题|答复'));
  });

  const FORMATS = [
    ...[
      '10.03%',
      '11%',
      '7810.8万元',
      '12345.7',
      '12,345.68',
      '1,234,567.50',
      '260元',
      '¥1,200.00',
      '(1,200)',
    ],
    ...['-260', '减少5%', '260', '1/2', '1.01', '0.333333333', '2017年9月14日', '2017年9月14日', '2017/9/14'],
    ...[
      '2017年9月14日',
      '2017年9月',
      '1900-02-29',
      '23:59:59',
      '2017/9/14 18:00',
      '36:00',
      undefined,
      '1.5万',
    ],
  ];

  test.each(['formats.xlsx', 'formats.xls'])('shows numbers as their formats do (%s)', async (name) => {
    const { lines } = await readWorkbook(file(name));
    expect(lines.map((line) => line.text.split('\t')[1])).toEqual(FORMATS);
  });
});

describe('an old workbook', () => {
  test('whose container is damaged is read, or refused, but never read for ever', async () => {
    const whole = file('standards.xls');
    // The table of small sectors, by the container's header: an entry that points back makes a circle.
    const table = 512 * (1 + new DataView(whole.buffer).getUint32(60, true));
    for (let at = table; at < table + 64; at += 4) {
      const damaged = whole.slice();
      damaged.set([0, 0, 0, 0], at);
      const read = await readWorkbook(damaged).catch((error: unknown) => error);
      expect(read instanceof UnreadableReport || linesOf(read as FileLines).length > 0).toBe(true);
    }
  });

  test('may be the XML of Excel 2003', async () => {
    const xml =
      '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>' +
      '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">' +
      '<Styles><Style ss:ID="s1"><NumberFormat ss:Format="0.00%"/></Style><Style ss:ID="s2"><NumberFormat ss:Format="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></Style></Styles>' +
      '<Worksheet ss:Name="Sheet1"><Table>' +
      '<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">白石县增长情况</Data></Cell></Row>' +
      '<Row><Cell><Data ss:Type="String">乡镇</Data></Cell><Cell><Data ss:Type="String">增幅</Data></Cell><Cell><Data ss:Type="String">日期</Data></Cell></Row>' +
      '<Row><Cell><Data ss:Type="String">石桥镇</Data></Cell><Cell ss:StyleID="s1"><Data ss:Type="Number">0.1003</Data></Cell><Cell ss:StyleID="s2"><Data ss:Type="DateTime">2017-09-14T00:00:00.000</Data></Cell></Row>' +
      '</Table></Worksheet></Workbook>';
    expect(linesOf(await readWorkbook(strToU8(xml)))).toEqual([
      '- 白石县增长情况',
      'header 乡镇|增幅|日期',
      'row 石桥镇|10.03%|2017年9月14日',
    ]);
  });
});

describe('a sheet', () => {
  test('names its formats by number as a Chinese program shows them', async () => {
    const ids = [14, 22, 27, 28, 30, 31, 36, 50, 54, 57, 58, 10, 4, 9, 46];
    const styles = `<cellXfs>${ids.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`;
    const rows = ids.map((id, at) =>
      row(
        at + 1,
        text(`A${at + 1}`, `格式`),
        number(`B${at + 1}`, id < 11 && id !== 4 ? 0.1003 : 42992.5, at),
      ),
    );
    const { lines } = await readWorkbook(workbook({ sheet: listed(rows), styles }));
    expect(lines.map((line) => line.text.split('\t')[1])).toEqual([
      ...['2017/9/14', '2017/9/14 12:00', '2017年9月', '9月14日', '2017/9/14', '2017年9月14日', '2017年9月'],
      ...['2017年9月', '9月14日', '2017年9月', '9月14日', '10.03%', '42,992.50', '10%', '1031820:00:00'],
    ]);
  });

  test('counts days from 1904 where its workbook does', async () => {
    const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="31"/></cellXfs>';
    const sheet = data(row(1, text('A1', '日期'), number('B1', 41530, 1)));
    const book = '<workbookPr date1904="1"/>';
    expect(linesOf(await readWorkbook(workbook({ sheet, styles, book })))).toEqual([
      'row 日期|2017年9月14日',
    ]);
  });

  test('keeps apart figures that are set high, leaves struck parts and how Japanese is spoken out', async () => {
    const strings =
      '<si><r><t>面积10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>4</t></r><r><t xml:space="preserve">亩 </t></r></si>' +
      '<si><r><t>标准</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r><r><rPr><strike/></rPr><t>260</t></r><r><rPr><strike val="0"/></rPr><t>300元</t></r></si>' +
      '<si><t>和安</t><rPh sb="0" eb="1"><t>わあん</t></rPh><r><t>县_x000D_</t></r></si>' +
      '<si><r><t>300</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r><r><t>元</t></r></si>' +
      '<si><r><t>5km</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r></si>';
    const cell = (reference: string, at: number) => `<c r="${reference}" t="s"><v>${at}</v></c>`;
    const sheet = data(row(1, cell('A1', 0), cell('B1', 1), cell('C1', 2), cell('D1', 3), cell('E1', 4)));
    const read = await readWorkbook(workbook({ sheet, strings }));
    expect(linesOf(read)).toEqual(['row 面积10^4亩|标准[1]300元|和安县|300[1]元|5km²']);
    expect(read.setAside).toEqual(['260']);
  });

  test('leaves figures doubtful between which something is struck out, in tables and paragraphs', async () => {
    const struck = (before: string, after: string) =>
      `<si><r><t xml:space="preserve">${before}</t></r><r><rPr><strike/></rPr><t>2</t></r><r><rPr/><t xml:space="preserve">${after}</t></r></si>`;
    const strings =
      struck('关于每月1', '3元') + struck(' 每月 1', '3元 ') + struck('1', '4') + struck('合 计1', '5');
    const cell = (reference: string, at: number, style = 0) =>
      `<c r="${reference}" t="s" s="${style}"><v>${at}</v></c>`;
    const sheet = data(
      row(1, cell('A1', 0)),
      row(3, text('A3', '县'), text('B3', '标准'), text('C3', '备注')),
      row(4, text('A4', '和安县'), number('B4', '110'), cell('C4', 1)),
      row(5, text('A5', '和康县'), cell('B5', 2, 1), cell('C5', 3)),
    );
    const styles =
      '<numFmts><numFmt numFmtId="200" formatCode="0;0;0;&quot;约&quot;@&quot;元&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs>';
    const { lines } = await readWorkbook(workbook({ sheet, strings, styles }));
    expect(
      lines.map(({ text, doubts }) => [text, doubts?.map(({ start, end }) => text.slice(start, end))]),
    ).toEqual([
      ['关于每月13元', ['13']],
      ['县\t标准\t备注', undefined],
      ['和安县\t110\t每月 13元', ['13']],
      ['和康县\t约14元\t合 计15', ['约14元', '15']],
    ]);
  });

  describe('as the name of its sheet says', () => {
    const sheet = data(
      row(1, text('A1', '乡镇'), text('B1', '户数')),
      row(2, text('A2', '东山乡'), number('B2', 26)),
      row(3, text('A3', '西山乡'), number('B3', 31)),
    );
    const named = (name: string) => {
      const others = {
        'xl/workbook.xml': `<workbook xmlns="${SHEET}" xmlns:r="${RELATION}"><sheets><sheet name="${name}" sheetId="1" r:id="r1"/></sheets></workbook>`,
      };
      return readWorkbook(workbook({ sheet, others }));
    };

    test.each(['2023年', '2023', '2022年秋季学期'])('stands under a lone one of a year: %s', async (name) => {
      const read = await named(name);
      expect(linesOf(read)).toEqual([
        `heading ${name}`,
        'header 乡镇|户数',
        'row 东山乡|26',
        'row 西山乡|31',
      ]);
      expect(read.given).toEqual({ isUntitled: true });
    });

    test.each(['Sheet1', '改厕', '工作表1'])(
      'does not stand under a lone one of no year: %s',
      async (name) => {
        const read = await named(name);
        expect(linesOf(read)).toEqual(['header 乡镇|户数', 'row 东山乡|26', 'row 西山乡|31']);
        expect(read.given).toEqual({});
      },
    );

    test('is not titled by the name of the first of several', async () => {
      expect((await readWorkbook(file('standards.xlsx'))).given).toEqual({ isUntitled: true });
    });
  });

  describe('with text in the colour of its ground', () => {
    /** Fonts: 0 usual, 1 white, 2 white by the theme, 3 white by its number, 4 dark. Fills: 0 none, 2 dark, 3 white. */
    const xf = (font: number, fill = 0) => `<xf numFmtId="0" fontId="${font}" fillId="${fill}"/>`;
    const solid = (colour: string) =>
      `<fill><patternFill patternType="solid"><fgColor ${colour}/></patternFill></fill>`;
    const styles =
      '<fonts><font/><font><color rgb="FFFFFFFF"/></font><font><color theme="0"/></font><font><color indexed="9"/></font><font><color rgb="FF1F4E79"/></font></fonts>' +
      `<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${solid('rgb="FF1F4E79"')}${solid('rgb="FFFFFFFF"')}${solid('theme="4" tint="0.4"')}<fill><gradientFill/></fill></fills>` +
      `<cellXfs>${[xf(0), xf(1), xf(2), xf(3), xf(1, 3), xf(4, 2), xf(1, 2), xf(1, 1), xf(1, 4), xf(1, 5)].join('')}</cellXfs>`;
    const styled = (reference: string, words: string, style: number) =>
      `<c r="${reference}" s="${style}" t="inlineStr"><is><t>${words}</t></is></c>`;
    const rowsWith = (style: number) =>
      data(
        row(1, text('A1', '乡镇'), styled('B1', '标准', style)),
        row(2, text('A2', '东山乡'), number('B2', 260)),
        row(3, text('A3', '西山乡'), number('B3', 999, style)),
      );
    const SEEN = ['header 乡镇|标准', 'row 东山乡|260', 'row 西山乡|999'];

    test.each([
      ['white without a fill', 1],
      ['white by the theme', 2],
      ['white by its number', 3],
      ['white on white', 4],
      ['dark on the same', 5],
    ])('does not read it, and tells it: %s', async (_, style) => {
      const sheet = data(
        row(1, text('A1', '乡镇'), text('B1', '标准')),
        row(2, text('A2', '东山乡'), number('B2', 260)),
        row(3, text('A3', '西山乡'), number('B3', 999, style)),
      );
      const read = await readWorkbook(workbook({ sheet, styles }));
      expect(linesOf(read)).toEqual(['header 乡镇|标准', 'row 东山乡|260', 'row 西山乡']);
      expect(read.notes).toEqual(['有看不见的文字（与底色同色的字），共 3 个字，没有读']);
    });

    test.each([
      ['white on dark', 6],
      ['white on a pattern', 7],
      ['white on a colour of the theme', 8],
      ['white on a gradient', 9],
    ])('reads what is seen: %s', async (_, style) => {
      const read = await readWorkbook(workbook({ sheet: rowsWith(style), styles }));
      expect(linesOf(read)).toEqual(SEEN);
      expect(read.notes).toEqual([]);
    });

    test('reads what a rule colours, and what a table with a style does', async () => {
      const rule = (area: string) => `<conditionalFormatting sqref="${area}"/>`;
      for (const area of ['B1:B3', 'D1 B1:B3', 'A1:C9']) {
        const read = await readWorkbook(workbook({ sheet: rowsWith(1) + rule(area), styles }));
        expect(linesOf(read)).toEqual(SEEN);
        expect(read.notes).toEqual([]);
      }
      const table = (style: string) => ({
        'xl/worksheets/_rels/sheet1.xml.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="r1" Type="${RELATION}/table" Target="../tables/table1.xml"/></Relationships>`,
        'xl/tables/table1.xml': `<table xmlns="${SHEET}" ref="A1:B3">${style}</table>`,
      });
      const others = table('<tableStyleInfo name="TableStyleMedium2"/>');
      expect(linesOf(await readWorkbook(workbook({ sheet: rowsWith(1), styles, others })))).toEqual(SEEN);
      const plain = await readWorkbook(workbook({ sheet: rowsWith(1), styles, others: table('') }));
      expect(plain.notes).toEqual(['有看不见的文字（与底色同色的字），共 5 个字，没有读']);
    });

    test('reads the rest of a cell, and a run of the usual colour in a white cell', async () => {
      const runs = (...all: string[]) => `<is>${all.map((one) => `<r>${one}</r>`).join('')}</is>`;
      const sheet = data(
        row(1, text('A1', '乡镇'), text('B1', '说明')),
        row(
          2,
          text('A2', '东山乡'),
          `<c r="B2" t="inlineStr">${runs('<t>每月260元</t>', '<rPr><color rgb="FFFFFFFF"/></rPr><t>密</t>')}</c>`,
        ),
        row(
          3,
          text('A3', '西山乡'),
          `<c r="B3" s="1" t="inlineStr">${runs('<rPr><b/></rPr><t>每月300元</t>', '<t>密</t>')}</c>`,
        ),
      );
      const read = await readWorkbook(workbook({ sheet, styles }));
      expect(linesOf(read)).toEqual(['header 乡镇|说明', 'row 东山乡|每月260元', 'row 西山乡|每月300元']);
      expect(read.notes).toEqual(['有看不见的文字（与底色同色的字），共 2 个字，没有读']);
    });
  });

  test('shows what is merged over a hidden column, and counts no hidden row as an empty one', async () => {
    const sheet =
      `<cols><col min="1" max="1" hidden="1"/></cols>` +
      data(
        row(1, text('A1', '云岭县补贴标准')),
        row(2, text('A2', '1'), text('B2', '乡镇'), text('C2', '标准（元）')),
        row(3, text('B3', '东乡镇'), number('C3', 98.5)),
        `<row r="4" hidden="1">${text('B4', '西乡镇')}${number('C4', 97)}</row>`,
        row(5, text('B5', '南乡镇'), number('C5', 96)),
      ) +
      '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>';
    const read = await readWorkbook(workbook({ sheet }));
    expect(linesOf(read)).toEqual([
      '- 云岭县补贴标准',
      'header 乡镇|标准（元）',
      'row 东乡镇|98.5',
      'row 南乡镇|96',
    ]);
    expect(read.notes).toEqual(['第4行是隐藏的，没有读', 'A列是隐藏的，没有读']);
  });

  test('names its columns on three levels, goes on behind an empty row, and ends with notes', async () => {
    const sheet =
      data(
        row(1, text('A1', '乡镇'), text('B1', '基本标准'), text('F1', '护理标准')),
        row(2, text('B2', '城市'), text('D2', '农村')),
        row(3, text('B3', '2019年'), text('C3', '2020年'), text('D3', '2019年'), text('E3', '2020年')),
        row(4, text('A4', '东乡镇'), ...['B4', 'C4', 'D4', 'E4', 'F4'].map((at) => number(at, 900))),
        row(6, text('A6', '合计'), ...['B6', 'C6', 'D6', 'E6', 'F6'].map((at) => number(at, 1800))),
        row(7, text('A7', '说明：按月发放。')),
      ) +
      `<mergeCells>${['A1:A3', 'B1:E1', 'B2:C2', 'D2:E2', 'F1:F3'].map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
    expect(linesOf(await readWorkbook(workbook({ sheet })))).toEqual([
      'header 乡镇|基本标准||||护理标准',
      'header |城市||农村',
      'header |2019年|2020年|2019年|2020年',
      'row 东乡镇|900|900|900|900|900',
      'row 合计|1800|1800|1800|1800|1800',
      '- 说明：按月发放。',
    ]);
  });

  /** Rows of cells from the left; an empty text is no cell. */
  const grid = (...rows: readonly (readonly (string | number)[])[]) =>
    listed(
      rows.map((cells, at) =>
        row(
          at + 1,
          ...cells.map((value, column) => {
            const place = `${String.fromCharCode(65 + column)}${at + 1}`;
            if (value === '') return '';
            return typeof value === 'number' ? number(place, value) : text(place, value);
          }),
        ),
      ),
    );
  const sheetOf = async (sheet: string) => readWorkbook(workbook({ sheet }));

  test('may hold tables side by side, each under its own title, counted from the left', async () => {
    const read = await sheetOf(
      `${grid(
        ['云岭县救助和供水情况'],
        ['2022年临时救助', '', '', '农村供水工程', ''],
        ['乡镇', '人次', '', '工程', '受益人口（人）'],
        ['东乡镇', 86, '', '龙潭水厂', 3260],
        ['西乡镇', 53, '', '下坪水厂', 1850],
        ['', '', '', '石门水厂', 940],
      )}<mergeCells><mergeCell ref="A1:E1"/></mergeCells>`,
    );
    expect(linesOf(read)).toEqual([
      '- 云岭县救助和供水情况',
      '- 2022年临时救助',
      'header 乡镇|人次',
      'row 东乡镇|86',
      'row 西乡镇|53',
      '- 农村供水工程',
      'header 工程|受益人口（人）',
      'row 龙潭水厂|3260',
      'row 下坪水厂|1850',
      'row 石门水厂|940',
    ]);
    expect(read.lines.map(({ origins: [{ table, row } = {}] = [] }) => [table, row])).toEqual([
      ...[
        [undefined, 1],
        [undefined, 2],
        [1, 3],
        [1, 4],
        [1, 5],
      ],
      ...[
        [undefined, 2],
        [2, 3],
        [2, 4],
        [2, 5],
        [2, 6],
      ],
    ]);
  });

  test('tells tables side by side by the name above both first columns, or by one that goes on below', async () => {
    const repeated = grid(
      ['乡镇', '户数', '', '乡镇', '户数', '', '乡镇', '户数'],
      ['东乡镇', 12, '', '南乡镇', 9, '', '北乡镇', 7],
      ['西乡镇', 14, '', '中乡镇', 8, '', '', ''],
    );
    expect(linesOf(await sheetOf(repeated))).toEqual([
      ...['header 乡镇|户数', 'row 东乡镇|12', 'row 西乡镇|14'],
      ...['header 乡镇|户数', 'row 南乡镇|9', 'row 中乡镇|8'],
      ...['header 乡镇|户数', 'row 北乡镇|7'],
    ]);
    const longer = grid(
      ['类别', '水价', '', '工程', '投资'],
      ['居民用水', 2.3, '', '龙潭水厂', 480],
      ['', '', '', '下坪水厂', 265],
    );
    expect(linesOf(await sheetOf(longer))).toEqual([
      ...['header 类别|水价', 'row 居民用水|2.3'],
      ...['header 工程|投资', 'row 龙潭水厂|480', 'row 下坪水厂|265'],
    ]);
  });

  test('stays one table about a blank column, where its rows go over it', async () => {
    const figures = grid(
      ['乡镇', '面积', '', '产量', '产值'],
      ['东乡镇', 100, '', 50, 20],
      ['西乡镇', 200, '', 90, 44],
    );
    expect(linesOf(await sheetOf(figures))[1]).toBe('row 东乡镇|100|50|20');
    const persons = grid(
      ['乡镇', '面积', '', '责任单位', '资金'],
      ['东乡镇', 100, '', '林业站', 50],
      ['西乡镇', 200, '', '农技站', 90],
      ['合计', 300, '', '', ''],
    );
    expect(linesOf(await sheetOf(persons))[1]).toBe('row 东乡镇|100|林业站|50');
  });

  const WORDS = data(
    row(1, text('A1', '事项'), text('B1', '办理单位')),
    row(2, text('A2', '临时救助'), text('B2', '乡镇')),
    row(3, text('A3', '特困供养'), text('B3', '县民政局')),
  );

  test('of words alone names its columns only where the workbook uses them so', async () => {
    const table = `<table xmlns="${SHEET}" id="1" name="t" ref="A1:B3"/>`;
    const relations = `<Relationships xmlns="${PACKAGE}"><Relationship Id="r1" Type="${RELATION}/table" Target="../tables/table1.xml"/></Relationships>`;
    const titles =
      '<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">Sheet1!$A:$A,Sheet1!$1:$1</definedName></definedNames>';
    const variants: Record<string, Uint8Array> = {
      none: workbook({ sheet: WORDS }),
      filter: workbook({ sheet: `${WORDS}<autoFilter ref="A1:B3"/>` }),
      frozen: workbook({
        sheet: `<sheetViews><sheetView><pane ySplit="1" state="frozen"/></sheetView></sheetViews>${WORDS}`,
      }),
      table: workbook({
        sheet: WORDS,
        others: { 'xl/tables/table1.xml': table, 'xl/worksheets/_rels/sheet1.xml.rels': relations },
      }),
      titles: workbook({ sheet: WORDS, book: titles }),
    };
    const kinds = await Promise.all(
      Object.entries(variants).map(async ([name, bytes]) => [
        name,
        (await readWorkbook(bytes)).lines.map(({ form }) => form?.kind),
      ]),
    );
    const headed = ['header', 'row', 'row'];
    expect(Object.fromEntries(kinds)).toEqual({
      none: ['row', 'row', 'row'],
      filter: headed,
      frozen: headed,
      table: headed,
      titles: headed,
    });
  });

  test('with articles in two columns is text: the sign stands before its sentence', async () => {
    const sheet = data(
      row(1, text('A1', '白石县公租房管理办法')),
      row(3, text('A3', '第一条'), text('B3', '为规范公租房管理，制定本办法。')),
      row(4, text('A4', '（一）'), text('B4', '租金每月每平方米5元。')),
    );
    expect(linesOf(await readWorkbook(workbook({ sheet })))).toEqual([
      '- 白石县公租房管理办法',
      '- 第一条 为规范公租房管理，制定本办法。',
      '- （一）租金每月每平方米5元。',
    ]);
  });

  test('joins a word that is spread over its cell, and leaves a date to fill in', async () => {
    const sheet = data(
      row(1, text('A1', '序　号'), text('B1', '合 计'), text('C1', '年  月  日'), text('D1', '东乡 西乡')),
    );
    expect(linesOf(await readWorkbook(workbook({ sheet })))).toEqual(['row 序号|合计|年 月 日|东乡 西乡']);
  });

  test('tells what is no value: a formula without its result is empty, a text of a formula is read', async () => {
    const sheet = data(
      row(1, text('A1', '乡镇'), text('B1', '标准')),
      row(2, text('A2', '东乡镇'), '<c r="B2"><f>1+1</f></c>'),
      row(3, text('A3', '西乡镇'), '<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
      row(
        4,
        text('A4', '南乡镇'),
        '<c r="B4" t="str"><f>"a"</f><v>按月</v></c>',
        '<c r="C4" t="b"><v>1</v></c>',
      ),
      row(
        5,
        text('A5', '北乡镇'),
        '<c r="B5" t="str"><f>""</f><v></v></c>',
        '<c r="C5" t="d"><v>2017-09-14</v></c>',
      ),
    );
    const read = await readWorkbook(workbook({ sheet }));
    expect(read.lines.map(({ text }) => text)).toEqual([
      '乡镇\t标准',
      '东乡镇',
      '西乡镇',
      '南乡镇\t按月\tTRUE',
      '北乡镇\t\t42992',
    ]);
    expect(read.notes).toEqual([
      '第2行“标准”没有算出结果，请用 Excel 打开、保存一次',
      '第3行“标准”是错误值（#DIV/0! 等），没有读',
    ]);
  });

  test('takes cells and rows without addresses in the order they stand in', async () => {
    const sheet =
      '<sheetData><row><c t="inlineStr"><is><t>乡镇</t></is></c><c t="inlineStr"><is><t>标准</t></is></c></row>' +
      '<row><c t="inlineStr"><is><t>东乡镇</t></is></c><c><v>98.5</v></c></row></sheetData>';
    const { lines } = await readWorkbook(workbook({ sheet }));
    expect(lines.map(({ text, origins }) => [text, origins?.[0]?.row])).toEqual([
      ['乡镇\t标准', 1],
      ['东乡镇\t98.5', 2],
    ]);
  });

  test('of three cells at its far ends is read at once, whatever size it claims and merges', async () => {
    const sheet =
      '<dimension ref="A1:XFD1048576"/>' +
      data(
        row(1, text('A1', '乡镇'), text('XFD1', '标准')),
        row(1_048_576, text('A1048576', '东乡镇'), number('XFD1048576', 98.5)),
      ) +
      '<mergeCells><mergeCell ref="B2:XFC1048575"/><mergeCell ref="A1:XFD1048576"/></mergeCells>';
    const { lines } = await readWorkbook(workbook({ sheet }));
    expect(lines.map(({ text }) => text)).toEqual(['乡镇']);
  });

  test('that has no end is read up to 200,000 rows, and says so', async () => {
    const rows = Array.from({ length: 200_010 }, (_, at) => `<row><c><v>${at}</v></c></row>`);
    const { lines, notes } = await readWorkbook(workbook({ sheet: listed(rows) }));
    expect(lines.length).toBe(200_000);
    expect(notes).toEqual(['太长，只读了前 200000 行']);
  }, 60_000);

  test('with tables and titles by the thousand is read in the time that its cells take', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) =>
      at % 3 === 0
        ? row(2 * at + 1, text(`A${2 * at + 1}`, '标题'))
        : row(2 * at + 1, text(`A${2 * at + 1}`, '乡镇'), number(`B${2 * at + 1}`, at)),
    );
    expect((await readWorkbook(workbook({ sheet: listed(rows) }))).lines.length).toBe(20_000);
  }, 60_000);
});

describe('a file that is no workbook', () => {
  test('is refused, and says why', async () => {
    expect(await refusalOf(file('locked.xlsx'))).toBe('有打开密码，请去掉密码再放');
    expect(await refusalOf(file('standards.xlsx').subarray(0, 4000))).toBe(
      '文件不完整或者已经损坏，请重新下载或者重新保存一份',
    );
    expect(await refusalOf(zipSync({ 'word/document.xml': strToU8('<a/>') }))).toBe(
      '内容是 Word 文档，请把文件名的结尾改成 .docx',
    );
    expect(await refusalOf(workbook({ sheet: '<sheetData/>' }))).toBe('工作簿里没有内容');
    expect(await refusalOf(workbook({ sheet: '<sheetData><row>' }))).toMatch(
      /^文件里的 工作表“Sheet1” 已经损坏/u,
    );
    expect(await refusalOf(file('standards.xls').subarray(0, 1500))).toBe(
      '不是 Excel 工作簿，或者已经损坏，请用 Excel 另存为 .xlsx',
    );
    expect(await refusalOf(strToU8('乡镇 标准'))).toBe(
      '不是 Excel 工作簿，或者已经损坏，请用 Excel 另存为 .xlsx',
    );
  });
});

describe('a table as text', () => {
  test('has its title, unit, header, merged cells and notes, with the rows as a spreadsheet counts them', async () => {
    const read = await csv(
      '\ufeff云岭县2017年低保标准,,\r\n,,单位：元/人·月\r\n\r\n县,年份,标准\r\n和安县,2016,155\r\n,2017,"260\r\n（含配套）"\r\n"注：自""公布""之日起执行。",,\r\n',
    );
    expect(linesOf(read)).toEqual([
      '- 云岭县2017年低保标准',
      '- 单位：元/人·月',
      'header 县|年份|标准',
      'row 和安县|2016|155',
      'row |2017|260 （含配套）',
      '- 注：自"公布"之日起执行。',
    ]);
    expect(read.lines.map(({ origins }) => origins?.[0]?.row)).toEqual([1, 2, 4, 5, 6, 7]);
    expect(read.lines[4]?.form?.cells?.[0]).toEqual({ text: '', above: 1 });
  });

  test.each([
    [';', '县;标准\n和安县;1,5\n'],
    ['\t', '县\t标准\n和安县\t1,5\n'],
    ['|', '县|标准\n和安县|1,5\n'],
    ['sep=', 'sep=;\n县;标准\n和安县;1,5\n'],
    [',', '县,标准\n和安县,"1,5"\n'],
  ])('is parted by what parts its lines (%j)', async (_, body) => {
    expect(linesOf(await csv(body))).toEqual(['header 县|标准', 'row 和安县|1,5']);
  });

  test('is read in GB18030 and UTF-16 as in UTF-8, rare characters too', async () => {
    // 县,标准 / 㐂安,260 in GB18030.
    const gb = Uint8Array.from(Buffer.from('cfd82cb1ead7bc0a8139ef31b0b22c3236300a', 'hex'));
    const utf16 = Uint8Array.from(Buffer.from('\ufeff县,标准\n㐂安,260\n', 'utf16le'));
    for (const bytes of [gb, utf16])
      expect(linesOf(await readCsv(bytes))).toEqual(['header 县|标准', 'row 㐂安|260']);
  });

  test('keeps noughts before a number, rows of all lengths, and what a quotation mark without end takes in', async () => {
    expect(linesOf(await csv('编号,县\n="0012",和安县\n0013,青禾县,备注,多出\n0014\n'))).toEqual([
      'header 编号|县',
      'row 0012|和安县',
      'row 0013|青禾县|备注|多出',
      'row 0014',
    ]);
    const read = await csv('县,标准\n和安县,"260\n青禾县,270\n');
    expect(linesOf(read)).toEqual(['header 县|标准', 'row 和安县|260', 'row 青禾县|270']);
    expect(read.notes).toEqual(['有引号没有成对，引号里的换行和逗号可能读错，请检查']);
  });

  test.each([
    ['quotation marks', '"'.repeat(300_000)],
    ['marks and letters', '"a'.repeat(300_000)],
    ['a row without end', `${'乡,'.repeat(100_000)}\n${'镇,1\n'.repeat(20_000)}`],
  ])(
    'of hostile %s is read or refused at once',
    async (_, body) => {
      await csv(body).catch((error: unknown) => expect(error).toBeInstanceOf(UnreadableReport));
    },
    60_000,
  );
});

const readers = createReaders({
  office: {
    async read(format, bytes, { signal } = {}) {
      signal?.throwIfAborted();
      return format === 'csv' ? readCsv(bytes) : readWorkbook(bytes);
    },
  },
});
const readerOf = (name: string) => readerFor(name, new Uint8Array(), readers)!;
reportReaderContract('the reader of workbooks', readerOf('a.xlsx'), {
  own: [
    { name: 'a workbook', bytes: file('standards.xlsx'), words: STANDARDS.flatMap(wordsOf) },
    { name: 'an old workbook', bytes: file('standards.xls'), words: CALCULATED.flatMap(wordsOf) },
    {
      name: 'a notice of LibreOffice',
      bytes: file('notices-libreoffice.xlsx'),
      words: NOTICES.flatMap(wordsOf),
    },
  ],
  others: [{ name: 'text', bytes: strToU8('乡镇,标准') }],
  broken: [{ name: 'half a workbook', bytes: file('standards.xlsx').subarray(0, 4000) }],
});
reportReaderContract('the reader of csv', readerOf('a.csv'), {
  own: [
    { name: 'a csv', bytes: strToU8('乡镇,标准\n东乡镇,98.5\n'), words: ['乡镇', '标准', '东乡镇', '98.5'] },
  ],
  others: [{ name: 'a workbook', bytes: file('standards.xlsx') }],
  broken: [{ name: 'a table without words', bytes: strToU8(',,\n,,\n') }],
});

/** Without what may be the number of a person, which is masked. */
function wordsOf(line: string): string[] {
  return line
    .replace(/^\S+ /u, '')
    .split('|')
    .filter((word) => word !== '' && !/^\d{18}$/u.test(word));
}
