import { describe, expect, test } from 'vitest';
import { readOfd } from '../../../src/corpus/read/ofd/ofd.ts';
import { lineObject, packOfd, textObject } from './ofd-writer.ts';

async function textsOf(bytes: Uint8Array): Promise<string[]> {
  return (await readOfd(bytes)).lines.map(({ text }) => text);
}

/** What stands on one page of these objects. */
function page(...objects: string[]): Promise<string[]> {
  return textsOf(packOfd({ pages: [objects.join('')] }));
}

/** A TextObject as another program writes it. */
function object(attributes: string, content: string): string {
  return `<ofd:TextObject ID="9" Font="1" ${attributes}>${content}</ofd:TextObject>`;
}

describe('what a page shows', () => {
  test('distances may be written g n d, from each character to the next', async () => {
    expect(
      await page(
        object(
          'Boundary="30 40 100 8" Size="5"',
          '<ofd:TextCode X="0" Y="5" DeltaX="g 5 5 g 3 2.5 5">补助标准为每260元</ofd:TextCode>',
        ),
      ),
    ).toEqual(['补助标准为每260元']);
  });

  test('a TextCode without X and Y goes on where the one before ended; with Y alone it begins at the X before', async () => {
    expect(
      await page(
        object(
          'Boundary="30 40 100 20" Size="5"',
          '<ofd:TextCode X="2" Y="5" DeltaX="5 5 5">低保标准</ofd:TextCode><ofd:TextCode>为每月</ofd:TextCode>',
        ),
        object(
          'Boundary="30 90 100 20" Size="5"',
          '<ofd:TextCode X="2" Y="5" DeltaX="5 5">第一行</ofd:TextCode><ofd:TextCode Y="65" DeltaX="5 5">第二行</ofd:TextCode>',
        ),
      ),
    ).toEqual(['低保标准为每月', '第一行', '第二行']);
  });

  test('characters that each are an object, enlarged by a matrix, are one line', async () => {
    const letters = [...'全县1.2万户'].map((letter, at) => {
      const x = 30 + [0, 5, 10, 12.5, 13.75, 16.25, 21.25][at]!;
      return object(
        `Boundary="${x} 60 5 6" Size="14.17" CTM="0.3528 0 0 0.3528 -${x} 100"`,
        `<ofd:TextCode X="${(x / 0.3528).toFixed(3)}" Y="-269.3">${letter}</ofd:TextCode>`,
      );
    });
    expect(await page(...letters)).toEqual(['全县1.2万户']);
  });

  test('the words of TextCode count, not its glyphs', async () => {
    expect(
      await page(
        object(
          'Boundary="30 40 100 8" Size="5"',
          '<ofd:CGTransform CodePosition="0" CodeCount="3" GlyphCount="3"><ofd:Glyphs>17 18 19</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="5" DeltaX="5 5">民政局</ofd:TextCode>',
        ),
      ),
    ).toEqual(['民政局']);
  });

  test('a character beyond U+FFFF counts as one or as two, as the program counted', async () => {
    const line = (distances: string) =>
      object(
        'Boundary="30 40 100 8" Size="5"',
        `<ofd:TextCode X="0" Y="5" DeltaX="${distances}">𠮷祥村</ofd:TextCode>`,
      );
    expect(await page(line('5 5'))).toEqual(['𠮷祥村']);
    expect(await page(line('5 0 5'))).toEqual(['𠮷祥村']);
  });

  test('letters that are drawn twice within half a mm to make them bold are read once', async () => {
    expect(
      await page(
        textObject('一、提高补助标准', 30, 60),
        textObject('一、提高补助标准', 30.3, 60.1),
        textObject('人人享有', 30, 80),
      ),
    ).toEqual(['一、提高补助标准', '人人享有']);
  });

  test('radicals that stand for characters are characters', async () => {
    expect(await page(textObject('⼀⼆⽉⼈⼝⼾', 30, 60))).toEqual(['一二月人口户']);
  });

  test('pages of a broad table that lie on their side are read as a reader turns them', async () => {
    const down = (text: string, x: number, y: number) =>
      object(
        `Boundary="${x} ${y} 6 60" Size="5" CTM="0 1 -1 0 5 0"`,
        `<ofd:TextCode X="0" Y="5" DeltaX="g ${text.length - 1} 5">${text}</ofd:TextCode>`,
      );
    expect(await page(down('第一行补助标准', 150, 40), down('第二行资金来源', 130, 40))).toEqual([
      '第一行补助标准',
      '第二行资金来源',
    ]);
  });

  test('characters that stand below each other are one word, in the cell where it begins', async () => {
    const down = object(
      'Boundary="31 60 6 30" Size="5"',
      '<ofd:TextCode X="0" Y="5" DeltaX="0 0 0" DeltaY="6 6 6">填表说明</ofd:TextCode>',
    );
    const right = object(
      'Boundary="51 60 6 30" Size="5" ReadDirection="90"',
      '<ofd:TextCode X="0" Y="5">按季度</ofd:TextCode>',
    );
    const grid = [30, 50, 90].map((x) => lineObject(x, 60, x, 120)).join('');
    const rows = [60, 90, 120].map((y) => lineObject(30, y, 90, y)).join('');
    const below = textObject('发放方式', 31, 97, { size: 4 }) + textObject('一卡通', 51, 97, { size: 4 });
    expect(await page(grid, rows, down, right, below)).toEqual(['填表说明\t按季度', '发放方式\t一卡通']);
  });

  test('words and figures in fonts of their own, and each letter an object, are one sentence', async () => {
    let x = 30;
    const pieces = ['全县推广', 'WPS', ' ', 'Office', '软件', '，比上年增长', '8.84%', '。'].flatMap(
      (piece) =>
        [...piece].flatMap((letter) => {
          const width =
            { W: 4.7, f: 1.7, i: 1.4, '.': 1.3, '%': 4.2 }[letter] ?? (letter > '\u2000' ? 5 : 2.6);
          const from = x;
          x += width;
          const font = letter > '\u2000' ? 'Font="1"' : 'Font="2"';
          const box = `Boundary="${from.toFixed(3)} 60 ${width} 6"`;
          return letter === ' '
            ? []
            : [
                `<ofd:TextObject ID="9" ${font} ${box} Size="5"><ofd:TextCode X="0" Y="5">${letter}</ofd:TextCode></ofd:TextObject>`,
              ];
        }),
    );
    expect(await page(...pieces)).toEqual(['全县推广WPS Office软件，比上年增长8.84%。']);
  });

  test('what stands in nested blocks and composite units is read', async () => {
    const unit = `<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="77" Width="60" Height="10"><ofd:Content>${textObject('组合图元里的文字', 0, 5)}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>`;
    const content = `<ofd:PageBlock ID="5"><ofd:PageBlock ID="6">${textObject('块里的文字', 30, 60)}</ofd:PageBlock></ofd:PageBlock><ofd:CompositeObject ID="7" ResourceID="77" Boundary="30 80 60 10"/>`;
    expect(await textsOf(packOfd({ pages: [content], resources: unit }))).toEqual([
      '块里的文字',
      '组合图元里的文字',
    ]);
  });

  test('the corner of the page box is where the page begins', async () => {
    const parts = { pages: [textObject('框内', 130, 260) + textObject('框外', 30, 60)] };
    const { lines, notes } = await readOfd(packOfd({ ...parts, physicalBox: '100 200 210 297' }));
    expect(lines.map(({ text }) => text)).toEqual(['框内']);
    expect(notes).toEqual(['第1页有看不见的文字（页面以外），没有读']);
    const area = '<ofd:Area><ofd:PhysicalBox>0 0 420 297</ofd:PhysicalBox></ofd:Area>';
    const wide = await readOfd(packOfd({ pages: [textObject('右半页', 330, 60)], area }));
    expect(wide.lines.map(({ text }) => text)).toEqual(['右半页']);
  });
});

describe('what is not seen', () => {
  const shown = textObject('看得见的文字', 30, 60);
  const fill = (attributes: string) => ({ children: `<ofd:FillColor ${attributes}/>` });

  test.each([
    ['Visible="false"', textObject('隐藏', 30, 90, { attributes: 'Visible="false"' })],
    ['Alpha="0"', textObject('隐藏', 30, 90, { attributes: 'Alpha="0"' })],
    ['neither filled nor stroked', textObject('隐藏', 30, 90, { attributes: 'Fill="false"' })],
    ['a clear colour', textObject('隐藏', 30, 90, fill('Value="0 0 0" Alpha="0"'))],
    ['a clear colour of its parameters', textObject('隐藏', 30, 90, { attributes: 'DrawParam="21"' })],
  ])('text is left out and told: %s', async (_, hidden) => {
    const resources =
      '<ofd:DrawParams><ofd:DrawParam ID="20" Relative="21"><ofd:FillColor Value="0 0 0" Alpha="0"/></ofd:DrawParam><ofd:DrawParam ID="21" Relative="20"/></ofd:DrawParams>';
    const { lines, notes } = await readOfd(packOfd({ pages: [shown + hidden], resources }));
    expect(lines.map(({ text }) => text)).toEqual(['看得见的文字']);
    expect(notes).toEqual(['第1页有看不见的文字（隐藏），没有读']);
  });

  test.each(['255 255 255', '#FF #FF #FF', '255', '0 0 0 0'])(
    'white text (%s) is left out on white, and read on a filled box',
    async (value) => {
      const white = textObject('白字', 30, 90, fill(`Value="${value}"`));
      const { lines, notes } = await readOfd(packOfd({ pages: [shown + white] }));
      expect(lines.map(({ text }) => text)).toEqual(['看得见的文字']);
      expect(notes).toEqual(['第1页有看不见的文字（白字），没有读']);
      const box =
        '<ofd:PathObject ID="8" Boundary="25 80 100 20" Fill="true" Stroke="false"><ofd:FillColor Value="0 80 160"/><ofd:AbbreviatedData>M 0 0 L 100 0 L 100 20 L 0 20 C</ofd:AbbreviatedData></ofd:PathObject>';
      expect(await page(shown, box, white)).toEqual(['看得见的文字', '白字']);
    },
  );

  test('text behind the picture of its page is what a machine recognised', async () => {
    const text = '经县人民政府研究同意，低保标准提高到每人每月468元。';
    const resources =
      '<ofd:MultiMedias><ofd:MultiMedia ID="30" Type="Image" Format="JPEG"><ofd:MediaFile>scan.jpg</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>';
    const picture = '<ofd:ImageObject ID="31" ResourceID="30" Boundary="0 0 210 297" CTM="210 0 0 297 0 0"/>';
    const files = { 'Doc_0/Res/scan.jpg': new Uint8Array([0xff, 0xd8, 0xff]) };
    const hidden = textObject(text, 30, 60, { size: 4, attributes: 'Alpha="0"' });
    for (const content of [picture + hidden, textObject(text, 30, 60, { size: 4 }) + picture]) {
      const { lines, notes } = await readOfd(packOfd({ pages: [content], resources, files }));
      expect(lines.map((line) => [line.text, line.origins])).toEqual([
        [text, [{ at: 0, page: 1, isScanned: true }]],
      ]);
      expect(notes).toEqual(['第1页是扫描件，文字由机器识别，数字请核对原件']);
    }
  });

  test('annotations, stamps and signatures are not read', async () => {
    const stamp = textObject('复印无效', 30, 90);
    const bytes = packOfd({
      pages: [shown],
      behindPages: '<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>',
      files: {
        'Doc_0/Annots/Annotations.xml':
          '<Annotations><Page PageID="1000"><FileLoc>Page_0/Annotation.xml</FileLoc></Page></Annotations>',
        'Doc_0/Annots/Page_0/Annotation.xml': `<ofd:PageAnnot xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Annot ID="1" Type="Stamp"><ofd:Appearance Boundary="0 0 10 10">${stamp}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>`,
      },
    });
    expect(await readOfd(bytes)).toMatchObject({
      lines: [{ text: '看得见的文字' }],
      setAside: [],
      notes: [],
    });
  });
});
