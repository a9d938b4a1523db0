import { expect, test } from 'vitest';
import { HEAD_BYTES } from '../../../src/corpus/read/reader.ts';
import { createReaders, readerFor } from '../../../src/corpus/read/readers.ts';
import { type ReportSample, reportReaderContract } from '../../contracts/report-reader.ts';
import { encode, isWord, WRAPPED } from '../fixture.ts';

const readers = createReaders({ isWord });
const [text, markdown] = readers;

const NOTICE =
  '青禾县民政局关于提高高龄津贴标准的\n通知\n各乡镇人民政府：\n　　高龄津贴提高到每人每月1\n080元。\n乡镇\t户数\n东山乡\t12\n　　　　青禾县民政局\n　　　　2024年1月5日\n';
const MARKDOWN =
  '---\ntitle: 关于低保: 通知\n---\n# 标准\n\n低保**每月**420元，见[办法](a.html)。\n\n1. 申请\n2. 审核\n\n| 项目 | 标准 |\n|---|---|\n| 甲 | 12 |\n|  | 13 |\n\n> 引文一句。\n\n![照片](a.png)<!-- 备注 -->\n';
const LONG = Array.from({ length: 400 }, (_, at) => `第${at}批补助困难群众，每人每月1\n080元。`).join('\n');
const sample = (name: string, bytes: Uint8Array, ...words: string[]): ReportSample => ({
  name,
  bytes,
  words,
});
const others = [
  { name: 'a PDF', bytes: Buffer.from('%PDF-1.7\n1 0 obj') },
  { name: 'a ZIP archive', bytes: Buffer.from('PK\u0003\u0004rest') },
  { name: 'zeros', bytes: Buffer.alloc(64) },
];
const broken = [
  { name: 'UTF-8 cut inside a character', bytes: Buffer.from(NOTICE).subarray(0, -2) },
  {
    name: 'UTF-8 with a stray byte',
    bytes: Buffer.concat([Buffer.from(NOTICE), Buffer.of(0xff), Buffer.from(NOTICE)]),
  },
  { name: 'a text that lost characters before', bytes: Buffer.from('低保\ufffd标准') },
  ...others,
];

const words = ['标准的通知', '每月1080元', '东山乡', '青禾县民政局', '2024年1月5日'];
reportReaderContract('the reader of text', text!, {
  own: [
    sample('a notice', Buffer.from(NOTICE), ...words),
    sample('a notice in GB18030', encode(NOTICE.replaceAll('\t', '  '), 'gb18030'), ...words),
    sample(
      'a wrapped report',
      Buffer.from(WRAPPED),
      '发布时间：2022年05月18日',
      '责任编辑：李明',
      '４８６５．２万元',
    ),
    sample('a long text', Buffer.from(LONG), '第399批补助困难群众，每人每月1080元。'),
    sample('one line', Buffer.from('低保'), '低保'),
  ],
  others,
  broken,
});

reportReaderContract('the reader of Markdown', markdown!, {
  own: [
    sample(
      'a notice',
      Buffer.from(MARKDOWN),
      '关于低保: 通知',
      '低保每月420元，见办法。',
      '2. 审核',
      '引文一句。',
      '照片',
      '备注',
    ),
    sample('a text without marks', Buffer.from('低保标准由\n360元提高。'), '低保标准由360元提高。'),
    sample(
      'a long text',
      Buffer.from(`# 甲\n\n${'乙丙丁。\n\n- 一\n- 二\n\n'.repeat(800)}`),
      '乙丙丁。',
      '- 二',
    ),
  ],
  others,
  broken,
});

test('no two readers claim an ending', () => {
  const endings = readers.flatMap((reader) => reader.endings);
  expect(new Set(endings).size).toBe(endings.length);
});

test('the ending says which reader reads a file, whatever its case', () => {
  const head = Buffer.from('低保').subarray(0, HEAD_BYTES);
  expect(readerFor('a/B.TXT', head, readers)).toBe(text);
  expect(readerFor('a.md', head, readers)).toBe(markdown);
  for (const path of ['a.docx', 'a', 'a.constructor', 'txt'])
    expect(readerFor(path, head, readers)).toBeUndefined();
});

test('the content wins over the ending where it tells, and a file that nobody knows goes to its ending', () => {
  const magic = { endings: ['mgc'], sniff: (head: Uint8Array) => head[0] === 0x25, read: text!.read };
  const known = [magic, ...readers];
  expect(readerFor('a.txt', Buffer.from('%PDF-1.7'), known)).toBe(magic);
  expect(readerFor('a.mgc', Buffer.from('低保标准'), known)).toBe(text);
  expect(readerFor('a.txt', Buffer.alloc(9), known)).toBe(text);
});
