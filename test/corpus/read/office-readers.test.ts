import { readdirSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { createOfficeFiles } from '../../../src/corpus/read/read-office.ts';
import { HEAD_BYTES, type ReportReader } from '../../../src/corpus/read/reader.ts';
import { createReaders, readerFor } from '../../../src/corpus/read/readers.ts';
import { type ReaderSamples, reportReaderContract } from '../../contracts/report-reader.ts';
import { isWord } from '../fixture.ts';
import { DOC_SAMPLES, DOCX_SAMPLES, fileOf, RTF_SAMPLES } from './word-files.ts';

const readers = createReaders({ isWord, office: createOfficeFiles({ scanner: null }) });
const readerOf = (name: string): ReportReader => readerFor(name, new Uint8Array(), readers)!;

const real = (path: string, ...words: string[]) => ({ name: path, bytes: fileOf(path), words });
const others = [
  { name: 'a text', bytes: new TextEncoder().encode('低保标准：每月100元。') },
  { name: 'a picture', bytes: fileOf('scan/budget-worn.jpg') },
];
const cut = (path: string, bytes: number) => ({
  name: `${path}, cut off`,
  bytes: fileOf(path).subarray(0, bytes),
});

const SAMPLES: readonly (readonly [string, ReaderSamples])[] = [
  [
    'pdf',
    {
      own: [
        real('pdf/plain-table.pdf', '白石县2023年临时救助标准', '急难救助', '500'),
        real('pdf/chromium-notice.pdf', '提高2017年农村低保标准', '第30镇', '8499.43万元'),
      ],
      others: [...others, { name: 'an OFD', bytes: fileOf('ofd/ofdrw-table.ofd') }],
      broken: [
        cut('pdf/plain-table.pdf', 300),
        { name: 'a file that asks for a password', bytes: fileOf('pdf/user-password.pdf') },
      ],
    },
  ],
  [
    'ofd',
    {
      own: [
        real('ofd/ofdrw-table.ofd', '白石县2024年各乡镇高龄津贴发放标准', '90—99周岁', '100'),
        real('ofd/ofdrw-notice.ofd', '由每人每月430元提高到468元', '2024年6月18日'),
      ],
      others: [...others, { name: 'a document of Word', bytes: fileOf('docx/notice.docx') }],
      broken: [cut('ofd/ofdrw-table.ofd', 2000)],
    },
  ],
  [
    'docx',
    { ...DOCX_SAMPLES, others: [...others, { name: 'an OFD', bytes: fileOf('ofd/ofdrw-table.ofd') }] },
  ],
  ['doc', { ...DOC_SAMPLES, others }],
  ['rtf', { ...RTF_SAMPLES, others }],
  [
    'html',
    {
      own: [
        real(
          'html/trs.html',
          '云政办发〔2024〕3号',
          '由430元提高到480元/人·月',
          '附件：1.农村低保申请表.docx',
        ),
        real('html/chromium.mhtml', '每亩补助1600元'),
      ],
      others: [...others, { name: 'a PDF', bytes: fileOf('pdf/plain-table.pdf') }],
      broken: [
        {
          name: 'a page without words',
          bytes: new TextEncoder().encode('<html><body><script>a</script></body></html>'),
        },
      ],
    },
  ],
];
for (const [ending, samples] of SAMPLES)
  reportReaderContract(`the reader of ${ending}`, readerOf(`a.${ending}`), samples);

test('a file that says more than a library is refused', async () => {
  const row = `<row>${'<c t="s"><v>0</v></c>'.repeat(200)}</row>`;
  const book = workbookOf('补'.repeat(25_000), row);
  expect(book.length).toBeLessThan(10_000);
  await expect(readerOf('a.xlsx').read(book)).rejects.toThrow('文字超过 400 万字');
});

/** A workbook of one sheet with one shared text. */
function workbookOf(text: string, rows: string): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = (...targets: [string, string][]) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
      .map(([kind, target], at) => `<Relationship Id="r${at}" Type="${office}/${kind}" Target="${target}"/>`)
      .join('')}</Relationships>`;
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="表" sheetId="1" r:id="r0"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      ['worksheet', 'worksheets/sheet1.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ),
    'xl/sharedStrings.xml': `<sst xmlns="${main}"><si><t>${text}</t></si></sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, part]) => [path, strToU8(part)])));
}

describe('a file is what its content says', () => {
  const FOLDERS: Readonly<Record<string, readonly string[]>> = {
    pdf: ['pdf'],
    ofd: ['ofd'],
    docx: ['docx'],
    doc: ['doc'],
    rtf: ['rtf'],
    xlsx: ['sheets'],
    html: ['html'],
    jpg: ['scan'],
  };
  const endings: Readonly<Record<string, RegExp>> = {
    pdf: /\.pdf$/u,
    ofd: /\.ofd$/u,
    docx: /\.docx$/u,
    doc: /\.doc$/u,
    rtf: /\.rtf$/u,
    xlsx: /\.xlsx$/u,
    html: /\.(?:html?|mhtml)$/u,
    jpg: /\.(?:jpg|png)$/u,
  };
  const files = Object.entries(FOLDERS).flatMap(([ending, folders]) =>
    folders.flatMap((folder) =>
      readdirSync(new URL(`files/${folder}`, import.meta.url))
        // What is locked is a compound file of its own kind.
        .filter((name) => endings[ending]?.test(name) && !name.startsWith('locked'))
        .map((name) => ({ ending, path: `${folder}/${name}` })),
    ),
  );

  test.each(files)('$path is read as $ending, whatever its name ends with', ({ ending, path }) => {
    const head = fileOf(path).subarray(0, HEAD_BYTES);
    for (const name of ['a.txt', 'a.pdf', `a.${ending}`])
      expect(readerFor(name, head, readers)?.endings, name).toContain(ending);
  });

  test('a text stays a text, whatever its name ends with', () => {
    const head = new TextEncoder().encode('青禾县低保标准为每月100元。');
    for (const name of ['a.docx', 'a.pdf', 'a.xls', 'a.html'])
      expect(readerFor(name, head, readers)?.endings, name).toContain('txt');
    expect(readerFor('a.csv', head, readers)?.endings).toContain('csv');
  });

  test('a page that is named doc or xls is read as a page', () => {
    const head = fileOf('html/book.xls').subarray(0, HEAD_BYTES);
    for (const name of ['a.xls', 'a.doc']) expect(readerFor(name, head, readers)?.endings).toContain('html');
  });
});
