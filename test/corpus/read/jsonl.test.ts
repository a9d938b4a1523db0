import { describe, expect, test } from 'vitest';
import { readJsonl } from '../../../src/corpus/read/jsonl.ts';
import { encode } from '../fixture.ts';

function reportsOf(bytes: Uint8Array) {
  const content = readJsonl(bytes);
  if (!('reports' in content)) throw new Error(content.refused);
  return content;
}

const line = (id: string, text: string) => JSON.stringify({ id, title: '题', text });

describe('a .jsonl', () => {
  test('refuses a bad line by its number and reads the others', () => {
    const content = [
      '{"id":"a","title":"题","text":"甲。","place":"蓬安县","date":"2018-12"}',
      'no json',
      '',
      '{"id":"b","title":"题"}',
      '{"id":7,"title":"","text":"乙。","place":null}',
      '{"id":"c","title":"题","text":"  "}',
      '{"id":"d","title":"题","text":"丙。","date":"去年"}',
    ].join('\n');
    const { reports, refused } = reportsOf(Buffer.from(content));
    expect(reports).toEqual([
      { number: 1, id: 'a', title: '题', text: '甲。', place: '蓬安县', date: '2018-12' },
      { number: 5, id: '7', title: '', text: '乙。' },
    ]);
    expect(refused.map(({ number }) => number)).toEqual([2, 4, 6, 7]);
    expect(refused[1]?.reason).toContain('text');
  });

  test('reads a date however it is written', () => {
    const content = ['2018年', '2018年6月3日', '2018/6/3', '2018.6.3'].map((date, at) =>
      JSON.stringify({ id: String(at), title: '题', text: '甲。', date }),
    );
    expect(reportsOf(Buffer.from(content.join('\r\n'))).reports.map(({ date }) => date)).toEqual([
      '2018',
      '2018-06-03',
      '2018-06-03',
      '2018-06-03',
    ]);
  });

  test('leaves out the lines with lost characters or damaged bytes, and no other', () => {
    const damaged = Buffer.concat([Buffer.from('{"id":"c","title":"题","text":"低'), Buffer.of(0xff, 0xe4)]);
    const bytes = Buffer.concat([
      Buffer.from(`\ufeff${line('a', '低保标准。')}\n${line('b', '低\ufffd保。')}\n`),
      damaged,
      Buffer.from(`"}\n{"id":"d","title":"题","text":"低\\ufffd保。"}\n${line('e', '医疗救助。')}\n`),
    ]);
    const { reports, refused } = reportsOf(bytes);
    expect(reports.map(({ id }) => id)).toEqual(['a', 'e']);
    expect(refused.map(({ number }) => number)).toEqual([2, 3, 4]);
    for (const { reason } of refused) expect(reason).toMatch(/损坏的字节|丢失的字符/u);
  });

  test('in GB18030 is read too, but for a damaged line', () => {
    const bytes = Buffer.concat([
      encode(`${line('a', '农村低保标准提高到四百二十元。')}\n`, 'gb18030'),
      Buffer.of(0x7b, 0xff, 0x22, 0x0a),
      encode(line('b', '全县实现村村通公路。'), 'gb18030'),
    ]);
    const { reports, refused } = reportsOf(bytes);
    expect(reports.map(({ text }) => text)).toEqual([
      '农村低保标准提高到四百二十元。',
      '全县实现村村通公路。',
    ]);
    expect(refused.map(({ number }) => number)).toEqual([2]);
  });

  test.each([
    ['an empty file', Buffer.alloc(0)],
    ['a PDF', Buffer.from('%PDF-1.7\n{"id":1}')],
    ['zeros', Buffer.alloc(64)],
  ])('is refused as a whole where it is %s', (_, bytes) => {
    expect(readJsonl(bytes)).toEqual({ refused: expect.stringMatching(/\p{Script=Han}{4}/u) });
  });
});
