import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Scan, Scanner } from '../../../src/core/ports/scanner.ts';
import { readOfd } from '../../../src/corpus/read/ofd/ofd.ts';
import { UnreadableReport } from '../../../src/corpus/read/reader.ts';
import { looksLikeOfd } from '../../../src/corpus/read/sniff/others.ts';
import { lineObject, packOfd, textObject, writeOfd } from './ofd-writer.ts';

const file = (name: string) => readFileSync(join(import.meta.dirname, 'files/ofd', name));

async function textsOf(bytes: Uint8Array): Promise<string[]> {
  return (await readOfd(bytes)).lines.map(({ text }) => text);
}

/** What stands on one page of these objects. */
function page(...objects: string[]): Promise<string[]> {
  return textsOf(packOfd({ pages: [objects.join('')] }));
}

async function refusal(bytes: Uint8Array): Promise<string> {
  const error = await readOfd(bytes).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnreadableReport);
  return (error as UnreadableReport).reason;
}

describe('files of OFD R&W (ofdrw 2.3.1)', () => {
  test('a notice is read paragraph by paragraph, its watermark left out and its attachment told', async () => {
    const { lines, notes, setAside } = await readOfd(file('ofdrw-notice.ofd'));
    expect(lines.map(({ text }) => text).slice(-11)).toEqual([
      '为进一步做好全县农村居民最低生活保障工作，经县人民政府第32次常务会议研究同意，现就提高2024年农村低保标准的有关事项通知如下：',
      '一、提高标准。从2024年7月1日起，全县农村低保标准由每人每月430元提高到468元，年保障标准达到5616元，提高8.84%。',
      '二、资金来源。所需资金由省级财政补助70%，县级财政配套30%，通过惠民惠农“一卡通”系统在每月10日前发放到户。',
      '三、动态管理。各乡镇要对照标准逐户复核家庭收入，符合条件的及时纳入，不再符合条件的按程序退出，做到应保尽保、应退尽退。',
      ...['社会救助股', '养老服务股', '儿童福利股', '财务审计股', '信访信息股'].map(
        (office, at) =>
          `（${'一二三四五'[at]}）${office}于每月${5 + 2 * at}日前核对低保对象增减变化情况，逾期不报的在全县范围内通报，并与年度考核结果挂钩，确保数据真实、准确、完整。`,
      ),
      '云岭县民政局',
      '2024年6月18日',
    ]);
    expect(
      lines
        .map(({ text }) => text)
        .slice(0, -11)
        .join(''),
    ).toBe('云岭县民政局关于提高2024年农村低保标准的通知各乡镇人民政府，县直有关单位：');
    expect(notes).toEqual(['附件“低保对象花名册”没有读，请另存出来放进文件夹']);
    expect(setAside).toEqual([]);
  });

  test('a paragraph over two pages is one line that tells where the second begins', async () => {
    const { lines } = await readOfd(file('ofdrw-notice.ofd'));
    const line = lines.find(({ text }) => text.startsWith('（三）'));
    expect(line?.origins).toEqual([
      { at: 0, page: 1 },
      { at: 24, page: 2 },
    ]);
    expect(line?.text.slice(24)).toMatch(/^增减变化情况|^[^（]/u);
  });

  test('a table of bordered boxes is read row by row, a merged cell for all its rows, aslant text told', async () => {
    const { lines, notes } = await readOfd(file('ofdrw-table.ofd'));
    expect(lines.map(({ text }) => text)).toEqual([
      '白石县2024年各乡镇高龄津贴发放标准',
      '乡镇\t年龄\t标准（元/人·月）\t备注',
      '青坪镇\t80—89周岁\t50\t含县级财政配套资金20元，由乡镇按季度发放',
      '\t90—99周岁\t100\t含县级财政配套资金40元',
      '大河乡\t80周岁以上\t60\t按月发放',
      '注：标准自2024年1月1日起执行。',
    ]);
    expect(lines[3]?.form?.cells?.[0]).toEqual({ text: '', above: 1 });
    expect(lines[3]?.origins).toEqual([{ at: 0, page: 1, table: 1, row: 3 }]);
    expect(notes).toEqual(['第1页有斜排的文字（多半是水印），没有读']);
  });

  test('a text file that was converted is read as it was', async () => {
    expect(await textsOf(file('ofdrw-text.ofd'))).toEqual([
      '青禾县医保参保缴费明白纸',
      '一、缴费标准是多少？',
      '2025年度城乡居民基本医疗保险个人缴费标准为每人400元，财政补助标准为每人每年不低于670元。',
      '二、什么时候缴费？',
      '集中缴费期为2024年9月1日至12月31日。超过集中缴费期的，需按个人缴费和财政补助的全额标准1070元缴纳，并自缴费之日起60日后享受待遇。',
    ]);
  });

  test('a PDF that was converted has its letters as outlines: it is refused and told so', async () => {
    expect(await refusal(file('ofdrw-outlined.ofd'))).toBe(
      '文字都画成了线条，没有可读的文字，请改放带文字的文件',
    );
  });

  test('a page that is a picture is told by its number, and the others are read', async () => {
    const { lines, notes } = await readOfd(file('ofdrw-scan.ofd'));
    expect(lines.map(({ text }) => text)).toEqual(['附件：青禾县农机购置补贴公示表']);
    expect(notes).toEqual(['第2页是图片，没有读，请改放带文字的文件']);
  });

  test('the picture of a page goes to the scanner, and what it reads stands on that page', async () => {
    const pictures: Uint8Array[] = [];
    const progress: string[] = [];
    const { lines, notes } = await readOfd(file('ofdrw-scan.ofd'), {
      scanner: scannerOf((bytes) => {
        pictures.push(bytes);
        return ['清水镇购置拖拉机补贴12000元。'];
      }),
      onPage: (done, total) => progress.push(`${done}/${total}`),
    });
    expect(pictures.map((bytes) => [...bytes.subarray(1, 4)])).toEqual([[0x50, 0x4e, 0x47]]);
    expect(progress).toEqual(['1/2', '2/2']);
    expect(lines.map(({ text }) => text)).toEqual([
      '附件：青禾县农机购置补贴公示表',
      '清水镇购置拖拉机补贴12000元。',
    ]);
    expect(lines[1]?.origins).toEqual([{ at: 0, page: 2, isScanned: true }]);
    expect(notes).toEqual(['第2页是扫描件，文字由机器识别，数字请核对原件']);
  });

  test('a scanner that fails leaves the page unread', async () => {
    const { notes } = await readOfd(file('ofdrw-scan.ofd'), {
      scanner: scannerOf(() => {
        throw new Error('no picture');
      }),
    });
    expect(notes).toEqual(['第2页是图片，没有读，请改放带文字的文件']);
  });
});

function scannerOf(read: (bytes: Uint8Array) => readonly string[]): Scanner {
  return {
    async scan(image): Promise<Scan> {
      const texts = 'bytes' in image ? read(image.bytes) : [];
      return {
        width: 1000,
        height: 1400,
        pages: 1,
        rules: [],
        lines: texts.map((text, at) => ({
          text,
          x: 100,
          y: 100 + 60 * at,
          width: 40 * text.length,
          height: 48,
          confidence: 0.99,
          characters: [...text].map((_, place) => ({ x: 100 + 40 * place, width: 40, confidence: 0.99 })),
        })),
      };
    },
    close: async () => undefined,
  };
}

test('a file that easyofd made of a PDF is read, though its sizes stand in attributes of other names', async () => {
  const texts = await textsOf(file('easyofd.ofd'));
  expect(texts.slice(0, 4).join('')).toBe(
    '第一条　为规范全县高标准农田建设和管护工作，保障粮食生产能力，根据有关规定，结合本县实际，制定本办法。第二条　本办法适用于本县行政区域内2021 年以来建成的12.6 万亩高标准农田的日常管护，管护经费按每亩15 元安排。',
  );
});

describe('a whole file', () => {
  test('has its paragraphs, tables over pages and sign-off as they were written', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => [
      `${at + 1}`,
      `青坪镇第${at + 1}村道路硬化项目`,
      `${(at + 1) * 12.5}`,
      at === 39 ? '县交通运输局（含公路养护中心、农村公路站）' : '县交通运输局',
    ]);
    const head = ['序号', '项目名称', '资金（万元）', '责任单位'];
    const first =
      '一、项目资金由县乡村振兴局会同县财政局按照工程进度拨付，首次拨付比例不超过合同价款的50%，竣工验收后拨付至97%，其余3%作为质量保证金。';
    const { lines } = await readOfd(
      writeOfd(
        [
          { text: '白石县2024年项目资金安排方案', align: 'centre', size: 7.8, bold: true },
          { text: first },
          { text: '二、项目清单见下表：' },
          { columns: [20, 50, 40, 46], rows: [head, ...rows] },
          { text: '三、本方案自印发之日起执行。' },
          { text: '白石县乡村振兴局', align: 'right' },
          { text: '2024年3月12日', align: 'right' },
        ],
        { hasPageNumbers: true },
      ),
    );
    expect(lines.map(({ text }) => text)).toEqual([
      '白石县2024年项目资金安排方案',
      first,
      '二、项目清单见下表：',
      head.join('\t'),
      ...rows.map((row) => row.join('\t')),
      '三、本方案自印发之日起执行。',
      '白石县乡村振兴局',
      '2024年3月12日',
    ]);
    const last = lines.find(({ text }) => text.startsWith('40\t'));
    expect(last?.origins).toEqual([{ at: 0, page: expect.any(Number), table: 1, row: 41 }]);
  });

  test('has two columns of questions and answers read one after the other', async () => {
    const left = [
      ['问：哪些老人可以领取高龄', '津贴？'],
      [
        '答：具有本县户籍、年满80',
        '周岁的老人，由本人或者委',
        '托人向户籍所在地村（社区）',
        '提出申请，乡镇审核后报县',
        '民政局备案，从申请当月起',
        '发放。',
      ],
    ];
    const right = [
      ['问：标准是多少？'],
      [
        '答：80—89周岁每人每月50',
        '元，90—99周岁每人每月100',
        '元，100周岁以上每人每月',
        '300元，按季度通过一卡通',
        '发放到户。',
      ],
      ['问：去世后怎么办？'],
      ['答：次月起停发。'],
    ];
    const column = (paragraphs: string[][], x: number) =>
      paragraphs.flat().map((line, at) => textObject(line, x, 70 + 8 * at, { size: 5 }));
    const title = textObject('高龄津贴政策问答', 75, 50, { size: 7 });
    expect(await page(title, ...column(left, 25), ...column(right, 115))).toEqual([
      '高龄津贴政策问答',
      ...[...left, ...right].map((lines) => lines.join('')),
    ]);
  });

  test('has what its template draws once a page; running heads and page numbers are set aside', async () => {
    const blocks = Array.from({ length: 40 }, (_, at) => ({
      text: `第${at + 1}条　各乡镇应当在每年${(at % 12) + 1}月底前完成第${at + 1}批对象的核查，并将结果报县民政局备案。`,
    }));
    const { lines, setAside } = await readOfd(
      writeOfd(blocks, { runningHead: '云岭县社会救助办法', hasPageNumbers: true }),
    );
    expect(lines.map(({ text }) => text)).toEqual(blocks.map(({ text }) => text));
    expect(setAside).toEqual([1, 2, 3, 4].flatMap((number) => ['云岭县社会救助办法', `— ${number} —`]));
  });

  test('has the words of a template that one page alone uses in their place', async () => {
    const bytes = packOfd({
      pages: [textObject('填表说明', 30, 100), textObject('第二页', 30, 100)],
      templates: [textObject('申请表', 90, 60)],
      templatesOf: (number) => (number === 0 ? [0] : []),
    });
    expect(await textsOf(bytes)).toEqual(['申请表', '填表说明', '第二页']);
  });

  test('has the title that it gives itself, if that stands in its text and is no name of a file', async () => {
    const title = '白石县养老服务设施建设补贴办法';
    const given = async (name: string) =>
      (await readOfd(packOfd({ pages: [textObject(title, 40, 60)], title: name }))).given;
    expect(await given(title)).toEqual({ title });
    expect(await given('青禾县某某办法')).toEqual({});
    expect(await given('白石县养老服务设施建设补贴办法.docx')).toEqual({});
    expect(await given(' ')).toEqual({});
  });

  test('may hold several documents: their pages are numbered through', async () => {
    const body = (root: string) => `<ofd:DocBody><ofd:DocRoot>${root}</ofd:DocRoot></ofd:DocBody>`;
    const document = (place: string) =>
      `<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData/><ofd:Pages><ofd:Page ID="1" BaseLoc="${place}"/></ofd:Pages></ofd:Document>`;
    const bytes = packOfd({
      pages: [textObject('正文', 30, 60), textObject('附件', 30, 60)],
      files: {
        'OFD.xml': `<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016">${body('Doc_0/Document.xml')}${body('/Doc_1/Document.xml')}</ofd:OFD>`,
        'Doc_0/Document.xml': document('Pages/Page_0/Content.xml'),
        'Doc_1/Document.xml': document('../Doc_0/Pages/Page_1/Content.xml'),
      },
    });
    const { lines } = await readOfd(bytes);
    expect(lines.map(({ text, origins }) => [text, origins?.[0]?.page])).toEqual([
      ['正文', 1],
      ['附件', 2],
    ]);
  });

  test('may be written in GB 18030, with other prefixes, and with places from its root', async () => {
    // 标准 in GB 18030.
    const words = [0xb1, 0xea, 0xd7, 0xbc];
    const content = new Uint8Array([
      ...Buffer.from(
        '<?xml version="1.0" encoding="GB2312"?><Page xmlns="http://www.ofdspec.org"><Content><Layer><TextObject Boundary="30 40 100 8" Size="5"><TextCode X="0" Y="5" DeltaX="5">',
      ),
      ...words,
      ...Buffer.from('</TextCode></TextObject></Layer></Content></Page>'),
    ]);
    const bytes = packOfd({
      pages: [''],
      files: {
        'Doc_0/Pages/Page_0/Content.xml': content,
        'Doc_0/Document.xml':
          '<Document><Pages><Page ID="1" BaseLoc="Doc_0\\pages\\Page_0\\Content.xml"/></Pages></Document>',
      },
    });
    expect(await textsOf(bytes)).toEqual(['标准']);
  });

  test('tells a damaged and a missing page, and reads the others', async () => {
    const bytes = packOfd({
      pages: [textObject('第一页', 30, 60), textObject('第二页', 30, 60), textObject('第三页', 30, 60)],
      files: { 'Doc_0/Pages/Page_1/Content.xml': '<ofd:Page><ofd:Content>' },
    });
    const { lines, notes } = await readOfd(bytes);
    expect(lines.map(({ text, origins }) => [text, origins?.[0]?.page])).toEqual([
      ['第一页', 1],
      ['第三页', 3],
    ]);
    expect(notes).toEqual(['第2页已经损坏，没有读，请重新保存一份']);
  });

  test('whose characters Unicode does not know is refused as garbled', async () => {
    expect(await refusal(packOfd({ pages: [textObject('\ue123\ue124\ue125标准', 30, 60)] }))).toBe(
      '文字是乱码，请改放带文字的文件',
    );
  });
});

describe('what is no OFD file to read', () => {
  test('an encrypted one is told as such', async () => {
    const files = { 'Encryptions.xml': '<Encryptions/>', 'Doc_0/Document.xml': '<Document/>' };
    expect(await refusal(packOfd({ pages: [''], files }))).toBe(
      '文件加了密，请用阅读器输入密码打开，另存一份不加密的',
    );
  });

  test('a scan without a scanner, and one whose pictures are JBIG2', async () => {
    const picture = '<ofd:ImageObject ID="31" ResourceID="30" Boundary="0 0 210 297" CTM="210 0 0 297 0 0"/>';
    const scan = (name: string, format: string) =>
      packOfd({
        pages: [picture],
        resources: `<ofd:MultiMedias><ofd:MultiMedia ID="30" Type="Image" Format="${format}"><ofd:MediaFile>${name}</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>`,
        files: { [`Doc_0/Res/${name}`]: new Uint8Array([1]) },
      });
    expect(await refusal(scan('a.jpg', 'JPEG'))).toBe(
      '这是扫描件，没有可读的文字，要装上并打开文字识别才读得了（见 README）',
    );
    expect(await refusal(scan('a.jb2', 'JB2'))).toBe(
      '这是扫描件，图片是 JBIG2 格式，读不了，请改放带文字的文件',
    );
  });

  test('an empty page, no bytes, another archive', async () => {
    expect(await refusal(packOfd({ pages: [lineObject(30, 60, 90, 60)] }))).toBe('里面没有文字');
    expect(await refusal(new Uint8Array())).toBe('文件不完整或者已经损坏，请重新下载或者重新保存一份');
    expect(await refusal(packOfd({ pages: [], files: { 'OFD.xml': '<OFD/>' } }))).toBe(
      '里面没有可读的页，请重新下载或者重新保存',
    );
  });

  test('the signal stops the reading with its reason', async () => {
    const reason = new Error('stopped');
    await expect(readOfd(file('ofdrw-text.ofd'), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test('its beginning tells it', () => {
    for (const name of ['ofdrw-notice.ofd', 'ofdrw-scan.ofd', 'easyofd.ofd'])
      expect(looksLikeOfd(file(name).subarray(0, 4096))).toBe(true);
  });
});
