import { describe, expect, test } from 'vitest';
import { decode } from '../../src/corpus/read/decode.ts';
import { encode } from './fixture.ts';

const REPORT =
  '某某县2021年农村低保标准提高到每人每月420元，全县共有低保对象6103户，累计发放补助资金4865.2万元。\n医疗救助全面落实，村村实现有卫生室。';
const TRADITIONAL =
  '縣政府關於農村低保標準的報告，全縣共有低保對象六千戶，補助資金已經發放到戶，醫療救助全面實現。';

describe('decode', () => {
  test.each([
    ['UTF-8', Buffer.from(REPORT)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${REPORT}`)],
    ['GB18030', encode(REPORT, 'gb18030')],
    ['UTF-16LE', encode(REPORT, 'utf-16le')],
    ['UTF-16BE', encode(REPORT, 'utf-16be')],
    ['UTF-16LE with a mark', encode(`\ufeff${REPORT}`, 'utf-16le')],
    ['UTF-16BE with a mark', encode(`\ufeff${REPORT}`, 'utf-16be')],
  ])('gives the same text from %s', (_, bytes) => {
    expect(decode(bytes)).toMatchObject({ text: REPORT });
  });

  test('tells Big5 from GB18030', () => {
    expect(decode(encode(TRADITIONAL, 'big5'))).toEqual({ text: TRADITIONAL, encoding: 'big5' });
    expect(decode(encode(TRADITIONAL, 'gb18030'))).toEqual({ text: TRADITIONAL, encoding: 'gb18030' });
  });

  test('reads a GB18030 report of a few characters', () => {
    expect(decode(encode('村级道路已通车', 'gb18030'))).toMatchObject({ text: '村级道路已通车' });
  });

  test.each([
    ['UTF-8 cut inside a character', Buffer.from(REPORT).subarray(0, -4)],
    ['UTF-8 with a stray byte', Buffer.concat([Buffer.from(REPORT), Buffer.of(0xff), Buffer.from(REPORT)])],
    ['UTF-8 followed by GB18030', Buffer.concat([Buffer.from(REPORT), encode('低保标准', 'gb18030')])],
    ['UTF-16 with half a character', encode(`\ufeff${REPORT}`, 'utf-16le').subarray(0, -1)],
    [
      'UTF-16 with a lone surrogate',
      Buffer.concat([encode(`\ufeff${REPORT}`, 'utf-16le'), Buffer.of(0x3d, 0xd8)]),
    ],
    ['a text that lost characters before', Buffer.from('低保\ufffd标准')],
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj')],
    ['a ZIP archive', Buffer.from('PK\u0003\u0004rest')],
    ['zeros', Buffer.alloc(64)],
    ['noise', Buffer.from(Array.from({ length: 512 }, (_, at) => (at * 7919 + 13 * at * at) % 256))],
    ['control characters', Buffer.from('\u0001\u0002\u0003\u0004\u0005abc')],
    ['nothing', Buffer.alloc(0)],
  ])('refuses %s and says why', (_, bytes) => {
    const decoded = decode(bytes);
    expect(decoded).not.toHaveProperty('text');
    expect('refused' in decoded && decoded.refused).toMatch(/\p{Script=Han}{4}/u);
  });
});
