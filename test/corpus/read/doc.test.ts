import { describe, expect, test } from 'vitest';
import { openCompound } from '../../../src/corpus/read/doc/compound.ts';
import { readDoc } from '../../../src/corpus/read/doc/doc.ts';
import { runProperties, settingOf } from '../../../src/corpus/read/doc/properties.ts';
import { segmentsOf } from '../../../src/corpus/read/doc/text.ts';
import { readDocx } from '../../../src/corpus/read/docx/docx.ts';
import type { FileLines } from '../../../src/corpus/read/file-lines.ts';
import { HEAD_BYTES, UnreadableReport } from '../../../src/corpus/read/reader.ts';
import { readRtf } from '../../../src/corpus/read/rtf/rtf.ts';
import { looksLikeDoc } from '../../../src/corpus/read/sniff/doc.ts';
import { looksLikeRtf } from '../../../src/corpus/read/sniff/rtf.ts';
import { DOC_SAMPLES, fileOf, RTF_SAMPLES } from './word-files.ts';

const told = ({ lines }: FileLines) => lines.map(({ text, form }) => [text, form?.kind, form?.level]);
const texts = ({ lines }: FileLines) => lines.map(({ text }) => text);
const PLAN = [
  ['青禾县2024年产业帮扶实施方案', 'heading', 1],
  ['一、总体目标', 'heading', 2],
  ['到2024年底，带动800户增收，户均增收2000元。', undefined, undefined],
  ['注：含易返贫户120户。', undefined, undefined],
  ['二、重点任务', 'heading', 2],
  ['（一）种植业', 'heading', 3],
  ['每亩补助300元。', undefined, undefined],
  ['每户不超过5亩。', undefined, undefined],
  ['（二）养殖业', 'heading', 3],
  ['每头补助1500元。', undefined, undefined],
  ['注：能繁母牛。', undefined, undefined],
  ['乡镇\t任务（户）\t责任单位', 'header', undefined],
  ['东山乡\t300\t县农业农村局', 'row', undefined],
  ['西山乡\t500', 'row', undefined],
  ['框外。', undefined, undefined],
  ['附件另发。', undefined, undefined],
];
/** A change of a property: its code, and its operand. */
const sprm = (code: number, ...operand: number[]) => [code & 0xff, code >> 8, ...operand];
const COLOUR = (red: number, green: number, blue: number) => sprm(0x6870, red, green, blue, 0);
const AUTOMATIC = sprm(0x6870, 0, 0, 0, 0xff);
const readers = { docx: readDocx, doc: readDoc, rtf: readRtf };
const ENDINGS = ['docx', 'doc', 'rtf'] as const;

describe.each(ENDINGS)('%s', (ending) => {
  const read = (name: string) => readers[ending](fileOf(`${ending}/${name}.${ending}`));

  test('a plan: counted headings, notes behind their paragraph, a box, changes accepted, no table of contents', async () => {
    const plan = await read('plan');
    expect(told(plan)).toEqual(PLAN);
    expect(plan.given).toEqual({ title: '青禾县2024年产业帮扶实施方案' });
    expect(plan.notes).toEqual([
      '文件里有修订痕迹，按全部接受以后的文字读',
      '有看不见的文字（隐藏），共 4 个字，没有读',
    ]);
    expect(plan.lines[13]?.form?.cells?.[2]).toEqual({ text: '', above: 1 });
  });

  test('a leaflet: lists within lists, raised figures, struck ones aside, two rows of names, a table in a cell', async () => {
    const leaflet = await read('leaflet');
    const lines = texts(leaflet);
    expect(lines.slice(0, 19)).toEqual([
      '白石县城乡居民医保政策问答',
      '（2024年版）',
      '一、参保缴费',
      '问：2024年缴费标准是多少？',
      '答：个人缴费380元，财政补助不低于640元，合计1 020元。详见通知。',
      '问：哪些人可以减免？',
      '答：特困人员全额资助，低保对象资助190元注，占10^4人以上。',
      '1. 携带身份证；',
      '2. 填写申请表：',
      '- 一式两份',
      '- 加盖公章',
      '3. 审核。',
      '二、报销比例',
      '医院级别\t报销比例\t\t起付线（元）',
      '\t县内\t县外',
      '一级\t90%\t80%\t100',
      '\t85%\t75%\t200 （二次住院）',
      '三级\t60%\t\t1000',
      '注：门诊慢特病另行规定。',
    ]);
    expect(lines.slice(-3)).toEqual(['由300元。', '首行缩进的一段话。', '第二页的内容。']);
    for (const word of ['外层甲', '内一', '内四', '外层乙', '丁']) expect(lines.join('\n')).toContain(word);
    expect(leaflet.setAside).toEqual(['260']);
  });
});

describe.each([
  ['doc', readDoc, looksLikeDoc, DOC_SAMPLES],
  ['rtf', readRtf, looksLikeRtf, RTF_SAMPLES],
] as const)('%s', (ending, read, looksLike, samples) => {
  test.each(['rules', 'notice'])('says of %s what the same document says as docx', async (name) => {
    const [own, docx] = [
      await read(fileOf(`${ending}/${name}.${ending}`)),
      await readDocx(fileOf(`docx/${name}.docx`)),
    ];
    expect(own).toEqual(docx);
    expect(own.lines.length).toBeGreaterThan(9);
  });

  test.each(samples.own)('knows $name by its beginning', ({ bytes }) => {
    expect(looksLike(bytes.subarray(0, HEAD_BYTES))).toBe(true);
  });

  test.each(samples.others)('does not take $name for its own', ({ bytes }) => {
    expect(looksLike(bytes.subarray(0, HEAD_BYTES))).toBe(false);
  });

  test.each([...samples.broken, { name: 'an empty file', bytes: new Uint8Array() }])(
    'refuses $name and says why in Chinese',
    async ({ bytes }) => {
      const refusal = await read(bytes).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(UnreadableReport);
      expect((refusal as UnreadableReport).reason).toMatch(/\p{Script=Han}{4}/u);
    },
  );

  test('reads damaged bytes to an end: a report, or why there is none', async () => {
    const whole = fileOf(`${ending}/notice.${ending}`);
    let seed = 7;
    const next = (below: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    for (let round = 0; round < 150; round++) {
      const bytes = Uint8Array.from(whole);
      for (let hit = 0; hit < 20; hit++) bytes[8 + next(bytes.length - 8)] = next(256);
      const outcome = await read(bytes).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(UnreadableReport);
    }
  }, 30_000);
});

test('a doc is told from what other programs keep in such files, and from an encrypted document', () => {
  const head = fileOf('doc/rules.doc').subarray(0, 512);
  const storing = (name: string) =>
    new Uint8Array(Buffer.concat([head, Buffer.from(`${name}\0`, 'utf16le')]));
  expect(looksLikeDoc(storing('WordDocument'))).toBe(true);
  expect(
    ['Workbook', 'PowerPoint Document', 'EncryptedPackage'].filter((name) => looksLikeDoc(storing(name))),
  ).toEqual([]);
});

describe('RTF as Word and WPS write it', () => {
  const hex = (bytes: readonly number[]) =>
    bytes.map((byte) => `\\'${byte.toString(16).padStart(2, '0')}`).join('');
  /** 低保 in GBK. */
  const DIBAO = hex([0xb5, 0xcd, 0xb1, 0xa3]);
  const rtf = (body: string) =>
    readRtf(
      new TextEncoder().encode(
        `{\\rtf1\\ansi\\ansicpg936\\deff0\\uc1{\\fonttbl{\\f0\\fcharset134 SimSun;}{\\f1\\fcharset2 Wingdings;}{\\f2\\fcharset0 Arial;}}{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 heading 1;}{\\*\\cs10 Default;}}${body}}`,
      ),
    );

  test.each<[string, string, readonly string[]]>([
    [
      'bytes of the file’s code page, with an ASCII byte in a character',
      `${DIBAO}\\loch\\f2 260${hex([0x83])}\\'5c\\par`,
      ['低保260僜'],
    ],
    [
      'characters with their fallback left out',
      "\\u20302 ?{\\uc2\\u20445\\'b1\\'a3}{\\uc2\\u26631\\'b1\\'ea}260\\par",
      ['低保标260'],
    ],
    [
      'fields, without their code; a table of contents is out',
      '{\\field{\\*\\fldinst HYPERLINK "a"}{\\fldrslt A}}{\\field{\\*\\fldinst{ TOC \\\\o }}{\\fldrslt B\\par}}{\\field{\\*\\fldinst eq \\\\o\\\\ac(\\u9675 ?,3)}{\\fldrslt }}C\\par',
      ['A③C'],
    ],
    [
      'numbers as they are shown, bullets as a sign',
      "{\\listtext\\pard\\plain\\f2 1.\\tab}2017\\par{\\pntext\\f1\\'6c\\tab}B\\par",
      ['1. 2017', '- B'],
    ],
    [
      'what is deleted, hidden or skipped is out; a deleted end joins',
      'A{\\deleted B}{\\v C}{\\*\\unknown D}{\\pict 89504e47}{\\deleted\\par}{\\revised E}\\par',
      ['AE'],
    ],
    [
      'notes behind their paragraph',
      'A260{\\super\\chftn}{\\footnote\\pard\\plain{\\super\\chftn} N}B\\par C\\par',
      ['A260B', '注：N', 'C'],
    ],
    [
      'signs that are words',
      'A\\_B\\~C\\-D\\tab E\\line F\\emdash G\\{\\}\\\\\\par',
      ['A‑B CD E', 'F—G{}\\'],
    ],
  ])('%s', async (_, body, expected) => {
    expect(texts(await rtf(body))).toEqual(expected);
  });

  test.each<[string, string, readonly string[]]>([
    ['white text', 'A{\\cf2 BC}\\par', ['A']],
    ['white text in a style of its own, until the group ends', '{\\cf2 BC}A\\par', ['A']],
  ])('%s is not read, and told', async (_, body, expected) => {
    const read = await rtf(`{\\colortbl;\\red255\\green0\\blue0;\\red255\\green255\\blue255;}${body}`);
    expect(texts(read)).toEqual(expected);
    expect(read.notes).toEqual(['有看不见的文字（与底色同色的字），共 2 个字，没有读']);
  });

  test.each<[string, string]>([
    ['of another colour', '{\\cf1 B}\\par'],
    ['of the colour that the program chooses', '{\\cf2{\\cf0 B}}\\par'],
    ['white on a highlight', '{\\cf2\\highlight1 B}\\par'],
    ['white on a paragraph that is filled', '\\pard\\cbpat1{\\cf2 B}\\par'],
    ['white in a table', '\\trowd\\clcbpat1\\cellx2000\\pard\\intbl{\\cf2 B}\\cell\\row'],
  ])('text %s is read', async (_, body) => {
    const read = await rtf(`{\\colortbl;\\red255\\green0\\blue0;\\red255\\green255\\blue255;}${body}`);
    expect(texts(read)).toEqual(['B']);
    expect(read.notes).toEqual([]);
  });

  test('rows with merged cells stand under their columns, wherever a row begins', async () => {
    const row = (definition: string, ...cells: string[]) =>
      `\\trowd\\trleft-108${definition}\\pard\\intbl ${cells.map((text) => `${text}\\cell`).join(' ')}\\row`;
    const { lines } = await rtf(
      row('\\trhdr\\cellx2000\\cellx4000\\cellx6000', 'A', 'B', 'C') +
        row('\\clvmgf\\cellx2000\\clmgf\\cellx4010\\clmrg\\cellx6000', 'D', '1', '') +
        row('\\clvmrg\\cellx1990\\cellx4000\\cellx6000', '', '2', '3\\par 4') +
        '\\pard E\\par',
    );
    expect(lines.map(({ text, form }) => [text, form?.kind])).toEqual([
      ['A\tB\tC', 'header'],
      ['D\t1', 'row'],
      ['\t2\t3 4', 'row'],
      ['E', undefined],
    ]);
    expect(lines[2]?.form?.cells?.[0]).toEqual({ text: '', above: 1 });
  });

  test('a heading by its style, and the number of a paper from the head of pages', async () => {
    const { lines, setAside } = await rtf(
      '{\\header\\pard A\\u12308 ?2024\\u12309 ?3\\u21495 ?\\par}{\\footer\\pard F\\par}\\pard\\s1 H\\par\\pard B\\par',
    );
    expect(told({ lines } as FileLines)).toEqual([
      ['A〔2024〕3号', undefined, undefined],
      ['H', 'heading', 2],
      ['B', undefined, undefined],
    ]);
    expect(setAside).toEqual(['F']);
  });

  test('the name of a style may come in many pieces, and have no end', async () => {
    const { lines } = await rtf(`{\\stylesheet{\\s2 ${'A\\f0 '.repeat(300_000)};}}\\pard\\s2 B\\par`);
    expect(lines.map(({ text }) => text)).toEqual(['B']);
  });

  test.each([
    '{',
    '}',
    '\\',
    "\\'",
    '\\u',
    '{\\field{\\*\\fldinst',
    '{\\footnote ',
    '\\cell ',
    '\\row ',
    '{\\shptxt ',
    '\\bin999999 ',
  ])('reads twenty thousand of %j in time', async (unit) => {
    const outcome = await rtf(`A\\par ${unit.repeat(20_000)}`).catch((error: unknown) => error);
    if (outcome instanceof Error) expect(outcome).toBeInstanceOf(UnreadableReport);
    else expect(texts(outcome as FileLines)[0]).toBe('A');
  });
});

describe('a compound file', () => {
  /** Sectors: the table of chains, the directory, one that follows itself. */
  const circle = (size: number) => {
    const bytes = new Uint8Array(4 * 512);
    const view = new DataView(bytes.buffer);
    view.setUint16(30, 9, true);
    view.setUint16(32, 6, true);
    view.setUint32(48, 1, true);
    view.setUint32(60, 0xfffffffe, true);
    view.setUint32(68, 0xfffffffe, true);
    for (let at = 0; at < 109; at++) view.setUint32(76 + at * 4, at === 0 ? 0 : 0xffffffff, true);
    for (let at = 0; at < 128; at++) view.setUint32(512 + at * 4, at === 2 ? 2 : 0xfffffffe, true);
    bytes.set([0x41, 0], 1024);
    view.setUint16(1024 + 64, 4, true);
    bytes[1024 + 66] = 2;
    view.setUint32(1024 + 116, 2, true);
    view.setUint32(1024 + 120, size, true);
    return bytes;
  };

  test('has no stream that is longer than the file', () => {
    expect(openCompound(circle(1024)).stream('A')).toHaveLength(1024);
    expect(() => openCompound(circle(10_000)).stream('A')).toThrow(UnreadableReport);
  });
});

test('a stretch of the characters of a doc is found among many pieces in time', () => {
  const count = 50_000;
  const pieces = Array.from({ length: count }, (_, at) => ({ start: at, end: at + 1, offset: at, width: 1 }));
  const main = new Uint8Array(count).fill(0x41);
  const file = { main } as Parameters<typeof segmentsOf>[0];
  for (let at = 0; at < count; at++)
    expect([...segmentsOf(file, pieces, [], at, at + 1)].map(({ text, start }) => [text, start])).toEqual([
      ['A', at],
    ]);
});

describe('characters of a doc', () => {
  const isPale = (own: number[], style: number[] = [], isOnPage = true) =>
    settingOf(runProperties(Uint8Array.from(own)), [runProperties(Uint8Array.from(style))], isOnPage).isPale;
  const shading = (red: number, hasColour: number) =>
    sprm(0xca71, 10, 0, 0, 0, 0xff, red, 0, 0, hasColour, 0, 0);

  test.each<[string, number[], number[]?]>([
    ['white', COLOUR(255, 255, 255)],
    ['white by its number', sprm(0x2a42, 8)],
    ['white by the style', [], COLOUR(255, 255, 255)],
    ['white, with a shading that draws nothing', [...COLOUR(255, 255, 255), ...shading(0, 0xff)]],
  ])('%s are in the colour of the page', (_, own, style) => {
    expect(isPale(own, style)).toBe(true);
  });

  test.each<[string, number[], number[]?]>([
    ['without a colour', []],
    ['red', COLOUR(255, 0, 0)],
    ['automatic where the style is white', AUTOMATIC, COLOUR(255, 255, 255)],
    ['white on a highlight', [...COLOUR(255, 255, 255), ...sprm(0x2a0c, 7)]],
    ['white on a shading', [...COLOUR(255, 255, 255), ...shading(0x1f, 0)]],
  ])('%s are seen', (_, own, style) => {
    expect(isPale(own, style)).toBe(false);
  });

  test('that are white are read where something may be under them', () => {
    expect(isPale(COLOUR(255, 255, 255), [], false)).toBe(false);
  });
});
