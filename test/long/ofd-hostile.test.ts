import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readOfd } from '../../src/corpus/read/ofd/ofd.ts';
import { UnreadableReport } from '../../src/corpus/read/reader.ts';
import { packOfd, textObject } from '../corpus/read/ofd-writer.ts';

/** Milliseconds: far above what a sound reading takes, far below what a trap does. */
const SOON = 20_000;

async function refusal(bytes: Uint8Array): Promise<string> {
  const error = await readOfd(bytes).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnreadableReport);
  return (error as UnreadableReport).reason;
}

async function textsOf(bytes: Uint8Array): Promise<string[]> {
  return (await readOfd(bytes)).lines.map(({ text }) => text);
}

const sound = textObject('低保标准为每月468元', 30, 60);

/** The bytes with each stated size of an entry's content replaced. */
function stating(bytes: Uint8Array, path: string, size: number): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  const name = strToU8(path);
  for (let at = 0; at + 46 < copy.length; at++) {
    const isCentral = view.getUint32(at, true) === 0x02014b50;
    const isLocal = view.getUint32(at, true) === 0x04034b50;
    if (!isCentral && !isLocal) continue;
    const start = at + (isCentral ? 46 : 30);
    if (name.every((byte, place) => copy[start + place] === byte))
      view.setUint32(at + (isCentral ? 24 : 22), size, true);
  }
  return copy;
}

describe('an archive', () => {
  test('that grows beyond 200 MB is refused before it is inflated', async () => {
    const bomb = stating(packOfd({ pages: [sound] }), 'Doc_0/Pages/Page_0/Content.xml', 0xf0000000);
    expect(await refusal(bomb)).toBe('解开以后超过 200 MB，不像一份办公文件');
  });

  test('that states less than it holds does not inflate beyond what it states', async () => {
    const padding = `<!--${' '.repeat(2_000_000)}-->`;
    const bytes = packOfd({ pages: [sound + padding] });
    expect(bytes.length).toBeLessThan(100_000);
    expect(await refusal(stating(bytes, 'Doc_0/Pages/Page_0/Content.xml', 1000))).toMatch(/已经损坏/u);
  });

  test(
    'may have tens of thousands of entries that nothing names',
    async () => {
      const files = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`a${at}.xml`, '']));
      expect(await textsOf(packOfd({ pages: [sound], files }))).toEqual(['低保标准为每月468元']);
    },
    SOON,
  );

  test('has no parts beyond its root', async () => {
    const bytes = packOfd({
      pages: [''],
      files: {
        'Doc_0/Document.xml':
          '<Document><Pages><Page ID="1" BaseLoc="../../../etc/Content.xml"/><Page ID="2" BaseLoc="Pages/../Pages/./Page_0/Content.xml"/></Pages></Document>',
        'Doc_0/Pages/Page_0/Content.xml': `<ofd:Page xmlns:ofd="o"><ofd:Content><ofd:Layer>${sound}</ofd:Layer></ofd:Content></ofd:Page>`,
        'etc/Content.xml': '<Page/>',
      },
    });
    const { lines, notes } = await readOfd(bytes);
    expect(lines.map(({ text }) => text)).toEqual(['低保标准为每月468元']);
    expect(notes).toEqual(['第1页在文件里找不到，没有读，请重新保存一份']);
  });
});

describe('the XML of a part', () => {
  const withPage = (content: string) =>
    packOfd({
      pages: ['', sound],
      files: { 'Doc_0/Pages/Page_0/Content.xml': content },
    });

  test('has no entities of its own expanded', async () => {
    const bomb = `<!DOCTYPE p [<!ENTITY a "标准标准"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><Page><Content><Layer><TextObject Boundary="0 0 9 9" Size="5"><TextCode X="0" Y="5">&b;</TextCode></TextObject></Layer></Content></Page>`;
    const { lines, notes } = await readOfd(withPage(bomb));
    expect(lines.map(({ text }) => text)).toEqual(['低保标准为每月468元']);
    expect(notes).toEqual(['第1页已经损坏，没有读，请重新保存一份']);
  });

  test('may not nest without end', async () => {
    const deep = `<Page><Content><Layer>${'<PageBlock>'.repeat(100_000)}`;
    expect((await readOfd(withPage(deep))).notes).toEqual(['第1页已经损坏，没有读，请重新保存一份']);
    const blocks = `${'<ofd:PageBlock>'.repeat(500)}${sound}${'</ofd:PageBlock>'.repeat(500)}`;
    expect(await textsOf(packOfd({ pages: [blocks, sound] }))).toEqual(['低保标准为每月468元']);
  });

  test('that is no OFD.xml, or names itself as its document, is refused', async () => {
    expect(await refusal(packOfd({ pages: [sound], files: { 'OFD.xml': '<OFD' } }))).toMatch(
      /OFD\.xml 已经损坏/u,
    );
    const self = '<OFD><DocBody><DocRoot>OFD.xml</DocRoot></DocBody></OFD>';
    expect(await refusal(packOfd({ pages: [sound], files: { 'OFD.xml': self } }))).toBe(
      '里面没有可读的页，请重新下载或者重新保存',
    );
  });
});

describe('what a page names', () => {
  test('templates that name each other are drawn once', async () => {
    const template = (other: number) =>
      `<ofd:Page xmlns:ofd="o"><ofd:Template TemplateID="${10 + other}"/><ofd:Content><ofd:Layer>${textObject(`模板${other}`, 30, 80 + 20 * other)}</ofd:Layer></ofd:Content></ofd:Page>`;
    const bytes = packOfd({
      pages: [sound],
      templates: ['', ''],
      files: { 'Doc_0/Tpls/Tpl_0/Content.xml': template(1), 'Doc_0/Tpls/Tpl_1/Content.xml': template(0) },
    });
    expect((await textsOf(bytes)).sort()).toEqual(['低保标准为每月468元', '模板0', '模板1']);
  });

  test('resources, templates and fonts that are not there change nothing', async () => {
    const bytes = packOfd({
      pages: [
        `<ofd:CompositeObject ID="1" ResourceID="404"/>${sound.replace('Font="1"', 'Font="404" DrawParam="404"')}`,
      ],
      templates: ['', ''],
      files: { 'Doc_0/PublicRes.xml': '<Res', 'Doc_0/Tpls/Tpl_0/Content.xml': '<Page/>' },
    });
    expect((await readOfd(bytes)).lines.map(({ text }) => text)).toEqual(['低保标准为每月468元']);
  });

  test(
    'composite units that hold each other are refused, as are templates that draw without end',
    async () => {
      const objects = (id: number) => `<ofd:CompositeObject ID="1" ResourceID="${id}"/>`.repeat(10);
      const unit = (id: number, other: number) =>
        `<ofd:CompositeGraphicUnit ID="${id}"><ofd:Content>${objects(other)}</ofd:Content></ofd:CompositeGraphicUnit>`;
      const resources = `<ofd:CompositeGraphicUnits>${unit(50, 51)}${unit(51, 50)}</ofd:CompositeGraphicUnits>`;
      expect(await refusal(packOfd({ pages: [objects(50)], resources }))).toBe(
        '画的内容太多，不像一份公文，请另存一份再试',
      );
      const template = textObject('标'.repeat(5000), 30, 60).repeat(10);
      expect(await refusal(packOfd({ pages: Array<string>(100).fill(''), templates: [template] }))).toBe(
        '画的内容太多，不像一份公文，请另存一份再试',
      );
    },
    SOON,
  );

  test('parameters that take over from each other in a circle have no colour', async () => {
    const resources =
      '<ofd:DrawParams><ofd:DrawParam ID="1" Relative="2"/><ofd:DrawParam ID="2" Relative="1"/></ofd:DrawParams>';
    const text = textObject('低保标准', 30, 60, { attributes: 'DrawParam="1"' });
    expect(await textsOf(packOfd({ pages: [text], resources }))).toEqual(['低保标准']);
  });
});

describe('numbers', () => {
  const text = (attributes: string, code: string) =>
    `<ofd:TextObject ID="9" ${attributes}><ofd:TextCode ${code}>低保标准为每月468元</ofd:TextCode></ofd:TextObject>`;

  test.each([
    ['a size', 'Boundary="30 40 100 6" Size="NaN"', 'X="0" Y="5"'],
    ['no size', 'Boundary="30 40 100 6"', 'X="0" Y="5"'],
    ['distances', 'Boundary="30 40 100 6" Size="5"', 'X="0" Y="5" DeltaX="g 1e9 x"'],
    ['endless distances', 'Boundary="30 40 100 6" Size="5"', 'X="0" Y="5" DeltaX="g 4000000000 5"'],
    ['a matrix', 'Boundary="30 40 100 6" Size="5" CTM="1 0 NaN"', 'X="0" Y="5" DeltaX="g"'],
    ['a place', 'Boundary="30 40 100 6" Size="5"', 'X="Infinity" Y="5"'],
  ])('that are none do not lose the text: %s', async (_, attributes, code) => {
    const texts = await textsOf(packOfd({ pages: [text(attributes, code)] }));
    expect(texts.join('').replaceAll(' ', '')).toBe('低保标准为每月468元');
  });

  test('that are beyond any page are none', async () => {
    const { lines } = await readOfd(
      packOfd({
        pages: [
          sound + text('Boundary="1e300 40 100 6" Size="1e300" CTM="1e200 0 0 1e200 0 0"', 'X="1e300" Y="5"'),
        ],
        physicalBox: '0 0 1e300 NaN',
      }),
    );
    expect(lines[0]?.text).toContain('低保标准为每月468元');
  });
});

test(
  'a part that thousands of pages name is read only so often',
  async () => {
    const padding = `<!--${' '.repeat(1_000_000)}-->`;
    const pages = '<Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>'.repeat(10_000);
    const bytes = packOfd({
      pages: [sound + padding],
      files: { 'Doc_0/Document.xml': `<Document><Pages>${pages}</Pages></Document>` },
    });
    const { notes } = await readOfd(bytes);
    expect(notes).toEqual([expect.stringMatching(/^第\d+—10000页已经损坏/u)]);
  },
  SOON,
);

test(
  '5,000 pages are read within seconds',
  async () => {
    const pages = Array.from({ length: 5000 }, (_, at) =>
      textObject(`第${at + 1}条　每户补助${at + 1}元。`, 30, 60),
    );
    const { lines } = await readOfd(packOfd({ pages }));
    expect(lines.length).toBe(5000);
    expect(lines.at(-1)).toMatchObject({
      text: '第5000条　每户补助5000元。',
      origins: [{ at: 0, page: 5000 }],
    });
  },
  SOON,
);
