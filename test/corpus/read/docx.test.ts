import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readDocx } from '../../../src/corpus/read/docx/docx.ts';
import { HEAD_BYTES, UnreadableReport } from '../../../src/corpus/read/reader.ts';
import { looksLikeDocx } from '../../../src/corpus/read/sniff/docx.ts';
import {
  cell,
  DOCX_SAMPLES,
  type DocxParts,
  docx,
  fileOf,
  paragraph,
  row,
  run,
  table,
} from './word-files.ts';

const read = (body: string, parts?: DocxParts) => readDocx(docx(body, parts));
const textsOf = async (body: string, parts?: DocxParts) =>
  (await read(body, parts)).lines.map(({ text }) => text);

const level = (at: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const list = (id: number, levels: string, more = '') =>
  `<w:abstractNum w:abstractNumId="${id}">${more}${levels}</w:abstractNum>`;
const num = (id: number, definition: number, overrides = '') =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${definition}"/>${overrides}</w:num>`;
const inList = (id: number, at = 0) => `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${id}"/></w:numPr>`;
const style = (id: string, name: string, inner: string, type = 'paragraph') =>
  `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${name}"/>${inner}</w:style>`;

const RULES = [
  '云民发〔2023〕17号',
  '云岭县农村低保实施办法',
  '第一章 总则',
  '第一条 为了规范农村低保工作，制定本办法。',
  '第二条 农村低保标准为每人每月260元。',
  '第二章 待遇',
  '第三条 下列人员可以申请：',
  '（一）年满60周岁的老年人；',
  '（二）重度残疾人。',
  '第四条 本办法自2024年1月1日起施行。',
];
const NOTICE = [
  '青禾县民政局关于提高农村低保标准的通知',
  '各乡镇人民政府：',
  '一、提高标准',
  '低保标准由300元/人·月执行，面积10^4亩，2016‑2020年有效。',
  '高龄津贴由100元起发。“”‘’——',
  '二、发放办法',
  '（一）按月发放；',
  '（二）打卡到人。',
  '1. 每月15日前；',
  '- 携带身份证',
  '乡镇\t年份\t标准（元）',
  '东山乡\t2016\t155',
  '\t2017\t260 （含配套30元）',
  '合计\t\t415',
  '文本框前。',
  '咨询地点：县政务大厅。',
  '青禾县民政局',
  '2024年3月15日',
];

describe('documents of real programs', () => {
  test('a rule of python-docx is read with its articles counted, and its number from the head of its pages', async () => {
    const { lines, setAside, given, notes } = await readDocx(fileOf('docx/rules.docx'));
    expect(lines.map(({ text }) => text)).toEqual(RULES);
    expect(given).toEqual({ title: '云岭县农村低保实施办法' });
    expect(setAside).toEqual(['云岭县民政局']);
    expect(notes).toEqual([]);
  });

  test.each(['docx/notice.docx', 'docx/libreoffice.docx'])(
    '%s: changes accepted, struck words aside, merged cells in their place, the box behind its paragraph',
    async (path) => {
      const { lines, setAside, notes } = await readDocx(fileOf(path));
      expect(lines.map(({ text }) => text)).toEqual(NOTICE);
      expect(setAside).toEqual(['80']);
      expect(notes).toEqual([
        '文件里有修订痕迹，按全部接受以后的文字读',
        '有看不见的文字（隐藏），共 6 个字，没有读',
        '有划掉的文字，共 2 个字，没有读',
      ]);
      expect(lines[9]?.form).toEqual({ kind: 'item', mark: 1 });
      expect(lines[10]).toMatchObject({
        gap: 1,
        form: { kind: 'header' },
        origins: [{ at: 0, table: 1, row: 1 }],
      });
      expect(lines[12]?.form?.cells?.[0]).toEqual({ text: '', above: 1 });
    },
  );

  test.each(DOCX_SAMPLES.own)('knows $name by its beginning', ({ bytes }) => {
    expect(looksLikeDocx(bytes.subarray(0, HEAD_BYTES))).toBe(true);
  });

  test('a document is known when its folder stands behind a long list of kinds', () => {
    const entries = unzipSync(docx(paragraph('一')));
    const kinds = Buffer.from(entries['[Content_Types].xml'] ?? []).toString();
    // Bytes that nothing can make smaller push the folder out of the beginning.
    let seed = 1;
    const filler = Array.from({ length: 9000 }, () => {
      seed = (seed * 48271) % 2147483647;
      return (seed % 36).toString(36);
    }).join('');
    const long = { '[Content_Types].xml': strToU8(kinds.replace('</Types>', `<!--${filler}--></Types>`)) };
    const bytes = zipSync({ ...long, 'word/document.xml': entries['word/document.xml'] ?? new Uint8Array() });
    expect(Buffer.from(bytes.subarray(0, HEAD_BYTES)).includes('word/')).toBe(false);
    expect(looksLikeDocx(bytes.subarray(0, HEAD_BYTES))).toBe(true);
  });

  test.each([...DOCX_SAMPLES.others, { name: 'a zip', bytes: zipSync({ 'xl/workbook.xml': strToU8('a') }) }])(
    'does not take $name for its own',
    ({ bytes }) => expect(looksLikeDocx(bytes.subarray(0, HEAD_BYTES))).toBe(false),
  );

  test.each(DOCX_SAMPLES.broken)('refuses $name and says why in Chinese', async ({ bytes }) => {
    const refusal = await readDocx(bytes).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UnreadableReport);
    expect((refusal as UnreadableReport).reason).toMatch(/\p{Script=Han}{4}/u);
  });

  test('says of an older or an encrypted document what to do', async () => {
    await expect(readDocx(fileOf('doc/rules.doc'))).rejects.toThrow('旧版 Word');
    const encrypted = Buffer.concat([
      fileOf('doc/rules.doc').subarray(0, 512),
      Buffer.from('EncryptedPackage\0', 'utf16le'),
    ]);
    await expect(readDocx(new Uint8Array(encrypted))).rejects.toThrow('密码');
  });
});

describe('what the program counts', () => {
  test.each([
    ['chineseCounting', '%1、', '十一、甲'],
    ['chineseCountingThousand', '第%1条', '第十一条 甲'],
    ['ideographDigital', '（%1）', '（一一）甲'],
    ['japaneseCounting', '%1、', '十一、甲'],
    ['decimal', '%1.', '11. 甲'],
    ['decimalFullWidth', '%1．', '１１．甲'],
    ['decimalEnclosedCircle', '%1', '⑪ 甲'],
    ['upperRoman', '%1.', 'XI. 甲'],
    ['lowerRoman', '(%1)', '(xi) 甲'],
    ['upperLetter', '%1.', 'K. 甲'],
    ['lowerLetter', '%1)', 'k) 甲'],
    ['chineseLegalSimplified', '%1、', '拾壹、甲'.replace('拾壹', '壹拾壹')],
    ['ideographTraditional', '%1、', '11、甲'],
    ['bullet', '\uf0b7', '- 甲'],
    ['none', '', '甲'],
  ])('%s %s shows the eleventh as %s', async (format, text, shown) => {
    const numbering = list(1, level(0, format, text)) + num(1, 1);
    const lines = await textsOf(paragraph('甲', inList(1)).repeat(11), { numbering });
    expect(lines.at(-1)).toBe(shown);
  });

  test('levels count within each other, each begins anew, and isLgl shows figures', async () => {
    const numbering =
      list(
        1,
        level(0, 'chineseCounting', '%1、') +
          level(1, 'decimal', '%1.%2') +
          level(2, 'decimal', '%1.%2.%3', '<w:isLgl/>'),
      ) + num(1, 1);
    const body = [0, 1, 1, 2, 0, 1, 2].map((at) => paragraph('甲', inList(1, at))).join('');
    expect(await textsOf(body, { numbering })).toEqual([
      '一、甲',
      '一.1 甲',
      '一.2 甲',
      '1.2.1 甲',
      '二、甲',
      '二.1 甲',
      '2.1.1 甲',
    ]);
  });

  test('lists of one definition go on with each other unless one begins by itself; a level may never begin anew', async () => {
    const numbering =
      list(
        1,
        level(0, 'chineseCounting', '%1、') + level(1, 'decimal', '第%2条', '<w:lvlRestart w:val="0"/>'),
      ) +
      num(1, 1) +
      num(2, 1) +
      num(3, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>');
    const body = [inList(1), inList(1, 1), inList(2), inList(2, 1), inList(3), inList(3), inList(1)];
    expect(await textsOf(body.map((one) => paragraph('甲', one)).join(''), { numbering })).toEqual([
      '一、甲',
      '第1条 甲',
      '二、甲',
      '第2条 甲',
      '五、甲',
      '六、甲',
      '七、甲',
    ]);
  });

  test('styles number paragraphs, also through the style that they are made from; numId 0 takes the number away', async () => {
    const numbering =
      list(
        1,
        level(0, 'chineseCounting', '%1、', '<w:pStyle w:val="A"/>') +
          level(1, 'decimal', '%2.', '<w:pStyle w:val="B"/>'),
      ) + num(1, 1);
    const styles =
      style('A', '章', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') +
      style('B', '节', '<w:basedOn w:val="A"/>') +
      style('C', '环', '<w:basedOn w:val="D"/>') +
      style('D', '环', '<w:basedOn w:val="C"/>');
    const of = (id: string, more = '') => paragraph('甲', `<w:pStyle w:val="${id}"/>${more}`);
    const body = of('A') + of('B') + of('B') + of('A', '<w:numPr><w:numId w:val="0"/></w:numPr>') + of('C');
    expect(await textsOf(body, { numbering, styles })).toEqual(['一、甲', '1. 甲', '2. 甲', '甲', '甲']);
  });

  test('a number is parted from a figure, and a deleted, struck or empty paragraph is shown as it is counted', async () => {
    const numbering = list(1, level(0, 'decimal', '%1.', '<w:suff w:val="nothing"/>')) + num(1, 1);
    const gone = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>';
    const body =
      paragraph('2017年', inList(1)) +
      paragraph(
        '<w:del w:id="2" w:author="a"><w:r><w:delText>乙</w:delText></w:r></w:del>',
        inList(1) + gone,
      ) +
      paragraph('丙', inList(1)) +
      paragraph('', inList(1)) +
      paragraph(run('丁', '<w:strike/>'), inList(1)) +
      paragraph('戊', inList(1)) +
      table(
        row(cell(paragraph('', inList(1))) + cell('己')),
        row(cell(paragraph('', inList(1))) + cell('庚')),
      );
    const { lines, setAside } = await read(body, { numbering });
    expect(lines.map(({ text }) => text)).toEqual(['1. 2017年', '2. 丙', '5. 戊', '6.\t己', '7.\t庚']);
    expect(setAside).toEqual(['丁']);
  });
});

describe('text', () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    [
      'insertions in, deletions and what was moved away out',
      `${run('由')}<w:del><w:r><w:delText>260</w:delText></w:r></w:del><w:moveFrom>${run('旧')}</w:moveFrom><w:ins>${run('300')}</w:ins><w:moveTo>${run('元')}</w:moveTo>`,
      ['由300元'],
      [],
    ],
    [
      'hidden text out, through a style as well',
      run('甲') +
        run('乙', '<w:vanish/>') +
        run('丙', '<w:rStyle w:val="H"/>') +
        run('丁', '<w:rStyle w:val="H"/><w:vanish w:val="0"/>'),
      ['甲丁'],
      [],
    ],
    [
      'struck text aside, once for each stretch',
      run('由') + run('26', '<w:strike/>') + run('0', '<w:dstrike/>') + run('300元'),
      ['由300元'],
      ['260'],
    ],
    [
      'a power of ten, a unit and a mark typed by hand',
      run('10') +
        run('4', '<w:vertAlign w:val="superscript"/>') +
        run('亩5m') +
        run('2', '<w:vertAlign w:val="superscript"/>') +
        run('，CO') +
        run('2', '<w:vertAlign w:val="subscript"/>'),
      ['10^4亩5m²，CO2'],
      [],
    ],
    [
      'raised figures never run into the next ones',
      run('10') + run('4', '<w:vertAlign w:val="superscript"/>') + run('5'),
      ['10^4 5'],
      [],
    ],
    [
      'the mark of a note, typed by hand, is no power, and one figure however programs part it',
      run('300') +
        run('1', '<w:vertAlign w:val="superscript"/>') +
        run('2', '<w:vertAlign w:val="superscript"/>') +
        run('元，210') +
        run('4', '<w:vertAlign w:val="superscript"/>') +
        run('户'),
      ['300[12]元，210[4]户'],
      [],
    ],
    [
      'figures that are raised by hand, but not those that only stand higher',
      run('10') +
        run('4', '<w:position w:val="8"/><w:sz w:val="14"/>') +
        run('亩') +
        run('5', '<w:position w:val="8"/>') +
        run('户'),
      ['10^4亩5户'],
      [],
    ],
    [
      'signs of hyphens, breaks and tabs',
      '<w:r><w:t>甲</w:t><w:noBreakHyphen/><w:t>乙</w:t><w:softHyphen/><w:t>丙</w:t><w:tab/><w:t>丁</w:t><w:br/><w:t>戊</w:t><w:cr/><w:t>己</w:t></w:r>',
      ['甲‑乙丙 丁', '戊', '己'],
      [],
    ],
    [
      'ticks of symbol fonts',
      `<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Wingdings 2" w:char="F052"/><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>${run('R', '<w:rFonts w:ascii="Wingdings 2"/>')}`,
      ['✓☑□☑'],
      [],
    ],
    [
      'the base of ruby, results of fields, formulas',
      '<w:r><w:ruby><w:rt><w:r><w:t>gǒng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>珙</w:t></w:r></w:rubyBase></w:ruby></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple><m:oMath><m:r><m:t>2.64%</m:t></m:r></m:oMath>',
      ['珙32.64%'],
      [],
    ],
    [
      'codes of fields out, what EQ draws in',
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>第3条</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> eq \\o\\ac(○,3)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
      ['第3条③'],
      [],
    ],
    [
      'words within links, directions, controls and smart tags; placeholders out',
      `<w:hyperlink>${run('甲')}</w:hyperlink><w:bdo>${run('乙')}</w:bdo><w:sdt><w:sdtContent>${run('丙')}</w:sdtContent></w:sdt><w:smartTag>${run('丁')}</w:smartTag><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${run('单击此处输入文字。')}</w:sdtContent></w:sdt>`,
      ['甲乙丙丁'],
      [],
    ],
  ])('%s', async (_, inner, expected, struck) => {
    const styles = style('H', '隐藏', '<w:rPr><w:vanish/></w:rPr>', 'character');
    const { lines, setAside } = await read(paragraph(inner), { styles });
    expect(lines.map(({ text }) => text)).toEqual(expected);
    expect(setAside).toEqual(struck);
  });

  test('figures that meet where something between them is struck out are not read for sure', async () => {
    const { lines } = await read(paragraph(run('标准1') + run('2', '<w:strike/>') + run('3元')));
    expect(lines).toEqual([{ text: '标准13元', indent: 0, gap: 0, doubts: [{ start: 2, end: 4 }] }]);
    const cells = [cell('石桥镇'), cell(paragraph(run('3') + run('0', '<w:strike/>') + run('50元')))];
    const table = await read(`<w:tbl>${row(cells.join(''))}${row(cell('南湾乡') + cell('260元'))}</w:tbl>`);
    expect(table.lines.map(({ text, doubts }) => ({ text, doubts }))).toEqual([
      { text: '石桥镇\t350元', doubts: [{ start: 4, end: 7 }] },
      { text: '南湾乡\t260元', doubts: undefined },
    ]);
  });

  describe('in the colour of its ground', () => {
    const WHITE = '<w:color w:val="FFFFFF"/>';
    const shaded = (fill: string, more = '') =>
      `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"${more}/>`;
    const tableStyle = (id: string, inner = '') => style(id, id, inner, 'table');
    const styled = (id: string, ...rows: string[]) =>
      `<w:tbl><w:tblPr><w:tblStyle w:val="${id}"/></w:tblPr>${rows.join('')}</w:tbl>`;
    const white = (words: string) => paragraph(run(words, WHITE));
    const head = (fill: string) =>
      row(cell(white('乡镇'), fill) + cell(white('标准'), fill)) + row(cell('东山乡') + cell('260元'));

    test.each<[string, string]>([
      ['white on the page', run('白字', WHITE)],
      ['nearly white', run('白字', '<w:color w:val="FDFDFD"/>')],
      ['white by the theme', run('白字', '<w:color w:val="000000" w:themeColor="background1"/>')],
      ['white by its style', run('白字', '<w:rStyle w:val="W"/>')],
      ['white on white shading', run('白字', WHITE + shaded('FFFFFF'))],
      ['red on red shading', run('白字', `<w:color w:val="C00000"/>${shaded('C00000')}`)],
      ['yellow on a yellow highlight', run('白字', '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>')],
      ['white on the white of the theme', run('白字', WHITE + shaded('auto', ' w:themeFill="background1"'))],
    ])('%s is not read, and told', async (_, hidden) => {
      const styles = style('W', '白', `<w:rPr>${WHITE}</w:rPr>`, 'character');
      const { lines, notes } = await read(paragraph(run('每月260元') + hidden), { styles });
      expect(lines.map(({ text }) => text)).toEqual(['每月260元']);
      expect(notes).toEqual(['有看不见的文字（与底色同色的字），共 2 个字，没有读']);
    });

    test.each<[string, string, string?]>([
      ['of the automatic colour', paragraph(run('看得见', '<w:color w:val="auto"/>'))],
      [
        'automatic where its style is white',
        paragraph(run('看得见', '<w:rStyle w:val="W"/><w:color w:val="auto"/>')),
      ],
      [
        'white darkened by the theme',
        paragraph(run('看得见', '<w:color w:val="BFBFBF" w:themeColor="background1" w:themeShade="BF"/>')),
      ],
      ['white on a dark run', paragraph(run('看得见', WHITE + shaded('1F4E79')))],
      ['white on a dark paragraph', paragraph(run('看得见', WHITE), shaded('1F4E79'))],
      [
        'white on a paragraph that is dark by its style',
        paragraph(run('看得见', WHITE), '<w:pStyle w:val="D"/>'),
      ],
      [
        'white on a pattern',
        paragraph(run('看得见', WHITE), '<w:shd w:val="pct50" w:color="auto" w:fill="FFFFFF"/>'),
      ],
      [
        'white on a colour of the theme',
        paragraph(run('看得见', WHITE), shaded('auto', ' w:themeFill="accent1"')),
      ],
      ['white on a dark frame', table(row(cell(white('看得见'), shaded('1F4E79'))))],
      [
        'white in a text box',
        paragraph(
          `<w:r><w:pict><v:textbox><w:txbxContent>${white('看得见')}</w:txbxContent></v:textbox></w:pict></w:r>`,
        ),
      ],
      [
        'white over a picture',
        `${paragraph('<w:r><w:drawing><wp:anchor behindDoc="1"/></w:drawing></w:r>')}${white('看得见')}`,
      ],
    ])('%s is read', async (_, body) => {
      const styles =
        style('W', '白', `<w:rPr>${WHITE}</w:rPr>`, 'character') +
        style('D', '深', `<w:pPr>${shaded('1F4E79')}</w:pPr>`);
      const { lines, notes } = await read(body, { styles });
      expect(lines.map(({ text }) => text)).toEqual(['看得见']);
      expect(notes).toEqual([]);
    });

    test.each<[string, string, string]>([
      ['shaded cells', table(head(shaded('1F4E79'))), ''],
      ['a shaded table', `<w:tbl><w:tblPr>${shaded('1F4E79')}</w:tblPr>${head('')}</w:tbl>`, ''],
      [
        'a style that shades',
        styled('S', head('')),
        tableStyle(
          'S',
          `<w:tblStylePr w:type="firstRow"><w:tcPr>${shaded('1F4E79')}</w:tcPr></w:tblStylePr>`,
        ),
      ],
      [
        'a style made from one that shades',
        styled('T', head('')),
        tableStyle('S', `<w:tcPr>${shaded('1F4E79')}</w:tcPr>`) + tableStyle('T', '<w:basedOn w:val="S"/>'),
      ],
      ['a style that the file does not hold', styled('GridTable4', head('')), ''],
    ])('the names of columns are read, white on dark: %s', async (_, body, styles) => {
      expect(await textsOf(body, { styles })).toEqual(['乡镇\t标准', '东山乡\t260元']);
    });

    test.each<[string, string, string]>([
      [
        'a plain table',
        table(row(cell('东山乡') + cell(white('999元'))) + row(cell('西山乡') + cell('260元'))),
        '',
      ],
      [
        'a style that shades nothing',
        styled('G', row(cell('东山乡') + cell(white('999元'))) + row(cell('西山乡') + cell('260元'))),
        tableStyle('G', '<w:tblPr/>'),
      ],
      [
        'a style that shades, under a cell that is white itself',
        styled(
          'S',
          row(cell('东山乡') + cell(white('999元'), shaded('FFFFFF'))) + row(cell('西山乡') + cell('260元')),
        ),
        tableStyle('S', `<w:tcPr>${shaded('1F4E79')}</w:tcPr>`),
      ],
    ])('a white cell is not read: %s', async (_, body, styles) => {
      const { lines, notes } = await read(body, { styles });
      expect(lines.map(({ text }) => text)).toEqual(['东山乡', '西山乡\t260元']);
      expect(notes).toEqual(['有看不见的文字（与底色同色的字），共 4 个字，没有读']);
    });

    test('a paragraph of a list that nobody sees still counts, and figures beside it do not meet for sure', async () => {
      const numbering = list(0, level(0, 'decimal', '%1.')) + num(1, 0);
      const body =
        paragraph('甲', inList(1)) +
        paragraph(run('乙', WHITE), inList(1)) +
        paragraph(run('1') + run('9', WHITE) + run('3元'), inList(1));
      const { lines } = await read(body, { numbering });
      expect(lines.map(({ text }) => text)).toEqual(['1. 甲', '3. 13元']);
      expect(lines[1]?.doubts).toEqual([{ start: 3, end: 5 }]);
    });
  });

  test('what is left out is told once, with its characters', async () => {
    const body =
      paragraph(
        run('甲') +
          run('不 看', '<w:vanish/>') +
          run('白字', '<w:color w:val="FFFFFF"/>') +
          run('26', '<w:strike/>'),
      ) +
      paragraph(run('乙') + run('也不看', '<w:vanish/>')) +
      table(
        row(cell('丙') + cell('丁')) +
          row(cell('藏') + cell('起来'), '<w:hidden/>') +
          row(cell('戊') + cell('己')),
      );
    const { lines, notes } = await read(body);
    expect(lines.map(({ text }) => text)).toEqual(['甲', '乙', '丙\t丁', '戊\t己']);
    expect(notes).toEqual([
      '有看不见的文字（隐藏、与底色同色的字），共 10 个字，没有读',
      '有划掉的文字，共 2 个字，没有读',
    ]);
  });

  test('a paragraph whose end is deleted or hidden goes on with the next one', async () => {
    const end = (mark: string) => `<w:rPr>${mark}</w:rPr>`;
    const body =
      paragraph('标准为2', end('<w:del w:id="1"/>')) +
      paragraph('60元', end('<w:vanish/>')) +
      paragraph('。') +
      paragraph('尾', end('<w:del/>'));
    expect(await textsOf(body)).toEqual(['标准为260元。', '尾']);
  });

  test('a field that never ends takes no text with it', async () => {
    const begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>';
    expect(await textsOf(paragraph(begin + run('甲')) + paragraph('乙'))).toEqual(['甲', '乙']);
  });

  test('a table of contents is out, as a field over paragraphs, as a part and by its styles', async () => {
    const sign = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const body =
      paragraph(
        `${sign('begin')}<w:r><w:instrText> TOC \\o </w:instrText></w:r>${sign('separate')}${run('一、甲	1')}`,
      ) +
      paragraph('二、乙	2') +
      paragraph(sign('end')) +
      `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${paragraph('目录')}</w:sdtContent></w:sdt>` +
      paragraph('三、丙	3', '<w:pStyle w:val="T"/>') +
      paragraph('一、甲');
    expect(await textsOf(body, { styles: style('T', 'toc 1', '') })).toEqual(['一、甲']);
  });

  test('notes stand behind their paragraph, apart from its figures; comments are never text', async () => {
    const reference = (kind: string, id: number) =>
      `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:${kind}Reference w:id="${id}"/></w:r>`;
    const note = (kind: string, id: number, text: string) =>
      `<w:${kind} w:id="${id}">${paragraph(`<w:r><w:${kind}Ref/></w:r>${run(text)}`)}</w:${kind}>`;
    const body =
      paragraph(
        `${run('标准260') + reference('footnote', 2) + run('元') + reference('endnote', 1)}<w:r><w:commentReference w:id="0"/></w:r>`,
      ) +
      table(
        row(cell(paragraph(run('甲') + reference('footnote', 3))) + cell('乙')),
        row(cell('丙') + cell('5')),
      ) +
      paragraph('后。');
    expect(
      await textsOf(body, {
        footnotes: note('footnote', 2, ' 含县级配套。') + note('footnote', 3, '注：不含城区。'),
        endnotes: note('endnote', 1, '2017年起。'),
        comments: `<w:comment w:id="0">${paragraph('批注')}</w:comment>`,
      }),
    ).toEqual([
      '标准260元',
      '注：含县级配套。',
      '注：2017年起。',
      '甲\t乙',
      '丙\t5',
      '注：不含城区。',
      '后。',
    ]);
  });

  test('a footnote stands on the page that refers to it, an endnote on none', async () => {
    const reference = (kind: string) => `<w:r><w:${kind}Reference w:id="2"/></w:r>`;
    const note = (kind: string, text: string) => `<w:${kind} w:id="2">${paragraph(text)}</w:${kind}>`;
    const turn = '<w:r><w:lastRenderedPageBreak/></w:r>';
    const body = paragraph(
      `${run('甲') + reference('footnote') + turn + run('乙') + reference('endnote') + turn}${run('丙')}`,
    );
    const { lines } = await readDocx(
      docx(body, { footnotes: note('footnote', '丁'), endnotes: note('endnote', '戊') }),
    );
    expect(lines.map(({ text, origins }) => [text, origins?.map(({ page }) => page)])).toEqual([
      ['甲乙丙', [1, 2, 3]],
      ['注：丁', [1]],
      ['注：戊', undefined],
    ]);
  });

  test('a text box is read once, be it in a choice, in its fallback, in both, or bare', async () => {
    const box = (text: string) => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`;
    const drawing = (text: string) =>
      `<w:drawing><wp:anchor><a:graphic><wps:wsp><wps:txbx>${box(text)}</wps:txbx></wps:wsp></a:graphic></wp:anchor></w:drawing>`;
    const pict = (text: string) => `<w:pict><v:shape><v:textbox>${box(text)}</v:textbox></v:shape></w:pict>`;
    const either = (choice: string, fallback: string) =>
      `<mc:AlternateContent><mc:Choice Requires="wps">${choice}</mc:Choice>${fallback === '' ? '' : `<mc:Fallback>${fallback}</mc:Fallback>`}</mc:AlternateContent>`;
    const anchored = (inner: string, text: string) => paragraph(`<w:r>${inner}</w:r>${run(text)}`);
    const body =
      anchored(either(drawing('甲'), pict('甲')), '一。') +
      anchored(either(drawing('乙'), ''), '二。') +
      anchored(pict('丙'), '三。') +
      anchored(drawing('丁'), '四。') +
      anchored(either('', pict('戊')), '五。') +
      anchored('<w:pict><v:shape><v:textpath string="青禾县文件"/></v:shape></w:pict>', '六。');
    expect(await textsOf(body)).toEqual([
      '一。',
      '甲',
      '二。',
      '乙',
      '三。',
      '丙',
      '四。',
      '丁',
      '五。',
      '戊',
      '六。',
      '青禾县文件',
    ]);
  });
});

describe('form, space and pages', () => {
  test('headings by style, outline and localised name; a paragraph that is only set so stays one; a broken title is one line', async () => {
    const styles =
      style('1', 'heading 1', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') +
      style('a', '标题 2', '') +
      style('T', 'Title', '') +
      style('b', '我的标题', '<w:basedOn w:val="a"/>');
    const of = (id: string, text: string) => paragraph(text, `<w:pStyle w:val="${id}"/>`);
    const { lines, given } = await read(
      paragraph(
        '<w:r><w:t>青禾县民政局关于提高标准的</w:t><w:br/><w:t>通知</w:t></w:r>',
        '<w:pStyle w:val="T"/>',
      ) +
        of('1', '总则') +
        of('a', '范围') +
        of('b', '对象') +
        paragraph('标准', '<w:outlineLvl w:val="2"/>') +
        of('1', '第一条 为了规范低保工作，制定本办法。') +
        paragraph('正文', '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>'),
      { styles },
    );
    expect(lines.map(({ text, form }) => [text, form?.kind, form?.level])).toEqual([
      ['青禾县民政局关于提高标准的通知', 'heading', 1],
      ['总则', 'heading', 2],
      ['范围', 'heading', 3],
      ['对象', 'heading', 3],
      ['标准', 'heading', 4],
      ['第一条 为了规范低保工作，制定本办法。', undefined, undefined],
      ['正文', undefined, undefined],
    ]);
    expect(given).toEqual({ title: '青禾县民政局关于提高标准的通知' });
  });

  test('a title that is broken into paragraphs is one line, its last word spread or not; what opens something new is not joined', async () => {
    const office = '青禾县民政局关于提高高龄津贴标准的';
    const of = (...texts: string[]) => textsOf(texts.map((text) => paragraph(text)).join(''));
    expect(await of('青禾县民政局', '关于提高高龄津贴', '标准的', '通　知', '各乡镇：')).toEqual([
      '青禾县民政局',
      '关于提高高龄津贴标准的通知',
      '各乡镇：',
    ]);
    expect(await of(office, '通知', '正文。')).toEqual([`${office}通知`, '正文。']);
    expect(await of(office, '一、通知', '正文。')).toEqual([office, '一、通知', '正文。']);
    expect(await of(office, '', '通知')).toEqual([office, '通知']);
  });

  test('gaps count empty paragraphs, not hidden ones; indents are those of the first line', async () => {
    const body =
      paragraph('') +
      paragraph('甲') +
      paragraph(run('隐', '<w:vanish/>')) +
      paragraph('乙', '<w:ind w:firstLineChars="200"/>') +
      paragraph('') +
      paragraph(' ') +
      paragraph('　　丙');
    const { lines } = await read(body);
    expect(lines).toEqual([
      { text: '甲', indent: 0, gap: 1 },
      { text: '乙', indent: 2, gap: 0 },
      { text: '丙', indent: 4, gap: 2 },
    ]);
  });

  test('pages are those that the last program marked, once for a break by will that it marked as well', async () => {
    const soft = '<w:r><w:lastRenderedPageBreak/></w:r>';
    const { lines } = await read(
      paragraph('甲') +
        paragraph(run('乙一') + soft + run('乙二')) +
        paragraph('<w:r><w:br w:type="page"/></w:r>') +
        paragraph(soft + run('丙')) +
        table(row(cell('丁') + cell('1')), row(cell(paragraph(soft + run('戊'))) + cell('2'))),
    );
    expect(lines.map(({ text, origins }) => [text, origins])).toEqual([
      ['甲', [{ at: 0, page: 1 }]],
      [
        '乙一乙二',
        [
          { at: 0, page: 1 },
          { at: 2, page: 2 },
        ],
      ],
      ['丙', [{ at: 0, page: 3 }]],
      ['丁\t1', [{ at: 0, page: 3, table: 1, row: 1 }]],
      ['戊\t2', [{ at: 0, page: 4, table: 1, row: 2 }]],
    ]);
  });

  test.each([
    [2, [[{ at: 0, page: 1 }], [{ at: 0, page: 2 }]]],
    [14, [undefined, undefined]],
  ])('breaks by will alone tell pages only where they are all of %s pages', async (pages, origins) => {
    const body = paragraph('<w:r><w:t>甲</w:t><w:br w:type="page"/></w:r>') + paragraph('乙');
    expect((await read(body, { pages })).lines.map((line) => line.origins)).toEqual(origins);
  });

  test('heads and feet are set aside once; a number that the text has itself is not told twice', async () => {
    const parts = { header: paragraph('青政发〔2024〕3号'), footer: paragraph('- 1 -') + paragraph('- 1 -') };
    const own = await read(paragraph('青政发〔2024〕3号') + paragraph('甲'), parts);
    expect(own.lines.map(({ text }) => text)).toEqual(['青政发〔2024〕3号', '甲']);
    expect(own.setAside).toEqual(['青政发〔2024〕3号', '- 1 -']);
    expect(await textsOf(paragraph('甲'), parts)).toEqual(['青政发〔2024〕3号', '甲']);
  });

  test('says what was not read: pictures, charts, files within', async () => {
    const picture =
      '<w:r><w:drawing><wp:inline><wp:extent cx="5000000" cy="3000000"/><a:graphic><pic:pic/></a:graphic></wp:inline></w:drawing></w:r>';
    expect(
      (await read(`${paragraph('甲' + '').replace('</w:p>', `${picture}</w:p>`)}<w:altChunk r:id="r9"/>`))
        .notes,
    ).toEqual(['有 1 张图片，图片里的文字没有读', '有 1 个嵌入的文件，没有读，请把它单独放进来']);
    await expect(read(paragraph(picture))).rejects.toThrow('只有图片');
  });
});

describe('tables', () => {
  test('cells stand under their columns: before and behind the row, over columns, over rows, old merges', async () => {
    const { lines } = await read(
      table(
        row(cell('县') + cell('2016年') + cell('2017年') + cell('备注'), '<w:tblHeader/>'),
        row(cell('110') + cell('260'), '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        row(
          cell('和安县', '<w:vMerge w:val="restart"/>') + cell('120', '<w:gridSpan w:val="2"/>') + cell(''),
        ),
        row(
          cell('', '<w:vMerge/>') +
            cell('130', '<w:hMerge w:val="restart"/>') +
            cell('', '<w:hMerge/>') +
            cell('甲'),
        ),
      ),
    );
    expect(lines.map(({ text, form }) => [text, form?.kind])).toEqual([
      ['县\t2016年\t2017年\t备注', 'header'],
      ['\t110\t260', 'row'],
      ['和安县\t120', 'row'],
      ['\t130\t\t甲', 'row'],
    ]);
    expect(lines[3]?.form?.cells?.[0]).toEqual({ text: '', above: 1 });
  });

  test('rows in content controls and custom XML are read, deleted ones are not', async () => {
    const two = (a: string, b: string, more = '') => row(cell(a) + cell(b), more);
    const body = table(
      two('甲', '1'),
      `<w:sdt><w:sdtContent>${two('乙', '2')}</w:sdtContent></w:sdt>`,
      `<w:customXml>${two('丙', '3')}</w:customXml>`,
      two('旧行县', '999', '<w:del w:id="1" w:author="a"/>'),
    );
    expect(await textsOf(body)).toEqual(['甲\t1', '乙\t2', '丙\t3']);
  });

  test('a table within a cell stands behind the table, one of a row in the cell; a frame is no table', async () => {
    const inner = table(row(cell('户') + cell('元')), row(cell('张湾') + cell('5')));
    const single = table(row(cell('一') + cell('二')));
    const body =
      table(row(cell(`${paragraph('甲')}${inner}`) + cell('乙')), row(cell(`<w:p/>${single}`) + cell('丁'))) +
      table(row(cell(`${paragraph('框内一段。')}${inner}`)));
    expect(await textsOf(body)).toEqual([
      '甲\t乙',
      '一 二\t丁',
      '户\t元',
      '张湾\t5',
      '框内一段。',
      '户\t元',
      '张湾\t5',
    ]);
  });

  test('lines that are typed as a table with tabs are one', async () => {
    const line = (...cells: string[]) =>
      paragraph(`<w:r>${cells.map((text) => `<w:t>${text}</w:t>`).join('<w:tab/>')}</w:r>`);
    const { lines } = await read(
      paragraph('如下：') + line('乡镇', '户数') + line('东山乡', '12') + line('西山乡', '8'),
    );
    expect(lines.map(({ text, form }) => [text, form?.kind])).toEqual([
      ['如下：', undefined],
      ['乡镇\t户数', 'header'],
      ['东山乡\t12', 'row'],
      ['西山乡\t8', 'row'],
    ]);
  });
});

describe('files that mean harm', () => {
  test.each([
    [
      'a span beyond all columns',
      table(
        row(cell('甲', '<w:gridSpan w:val="999999"/>') + cell('乙'), '<w:gridBefore w:val="999999"/>').repeat(
          50,
        ),
      ),
      '甲',
    ],
    [
      'levels within levels',
      '<w:sdt><w:sdtContent>'.repeat(400) + paragraph('甲') + '</w:sdtContent></w:sdt>'.repeat(400),
      '甲',
    ],
    [
      'fields within fields',
      paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'.repeat(20_000) + run('甲')),
      '甲',
    ],
    [
      'branches within branches',
      paragraph(
        `<w:r>${'<mc:AlternateContent><mc:Choice>'.repeat(300)}<w:t>甲</w:t>${'</mc:Choice><mc:Fallback/></mc:AlternateContent>'.repeat(300)}</w:r>`,
      ),
      '甲',
    ],
    ['many small paragraphs', paragraph('甲').repeat(30_000), '甲'],
    [
      'one paragraph of many signs',
      paragraph('<w:r><w:lastRenderedPageBreak/><w:tab/></w:r>'.repeat(30_000) + run('甲')),
      '甲',
    ],
  ])('%s are read in time', async (_, body, word) => {
    const texts = await textsOf(body);
    expect(texts.join('\n')).toContain(word);
  });
});
