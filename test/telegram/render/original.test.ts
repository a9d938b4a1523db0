import { describe, expect, test } from 'vitest';
import type { Original } from '../../../src/core/reply/original.ts';
import type { Citation } from '../../../src/core/types.ts';
import { type FoundOriginal, renderOriginals } from '../../../src/telegram/render/original.ts';
import { MESSAGE_LIMIT } from '../../../src/telegram/render.ts';
import { parseHtml } from '../../fakes/bot-api/html.ts';
import { createRandom } from '../../fakes/random.ts';

/** The original of `quote` in `text`, which stands in its document from `from`. */
function found(
  marker: number,
  text: string,
  quote: string,
  { from = 0, ...more }: Partial<Original> & { from?: number } = {},
): FoundOriginal {
  const at = text.indexOf(quote);
  const about = { document: 'a.txt', title: '汝城县工作纪实', place: '汝城县', date: '2018-03-15' };
  const citation: Citation = {
    ...about,
    marker,
    documentId: 'a',
    span: { start: from + at, end: from + at + quote.length },
    quote,
  };
  return {
    citation,
    original: {
      ...about,
      headings: [],
      span: { start: from, end: from + text.length },
      text,
      quote: { start: at, end: at + quote.length },
      isDamaged: false,
      ...more,
    },
  };
}

function shown(html: string) {
  const parsed = parseHtml(html);
  if ('error' in parsed) throw new Error(parsed.error);
  const of = (kind: string) =>
    parsed.entities
      .filter(({ type }) => type === kind)
      .map(({ offset, length }) => parsed.text.slice(offset, offset + length));
  return { text: parsed.text, bold: of('bold'), quoted: of('expandable_blockquote') };
}

describe('the originals of an answer', () => {
  test('are the report, the part of it, and the text with the quote marked', () => {
    const one = found(1, '干部入户走访。低保标准310元。公示名单。', '低保标准310元。', {
      headings: ['一、总体', '（二）社会救助'],
    });
    expect(renderOriginals([one])).toEqual([
      {
        html: '原文（粗体是引用的话）：\n[1] 汝城县 · 汝城县工作纪实 · 2018年3月15日\n所在部分：（二）社会救助\n<blockquote expandable>干部入户走访。<b>低保标准310元。</b>公示名单。</blockquote>',
        plain:
          '原文（【】里是引用的话）：\n[1] 汝城县 · 汝城县工作纪实 · 2018年3月15日\n所在部分：（二）社会救助\n干部入户走访。【低保标准310元。】公示名单。',
      },
    ]);
  });

  test('of several citations are one message, each under its numbers', () => {
    const messages = renderOriginals([
      found(1, '甲文。甲引。', '甲引。'),
      found(2, '乙文。乙引。', '乙引。', { document: 'b.txt', title: '另一份' }),
    ]);
    expect(messages).toHaveLength(1);
    const { text, bold, quoted } = shown(messages[0]!.html);
    expect(text).toMatch(/\[1\] 汝城县[\s\S]*\[2\] 汝城县 · 另一份/u);
    expect(quoted).toEqual(['甲文。甲引。', '乙文。乙引。']);
    expect(bold).toEqual(['甲引。', '乙引。']);
  });

  test('that overlap are one text with all the quotes, whatever their order', () => {
    const text = '一句。二句。三句。四句。五句。';
    const window = (marker: number, from: number, to: number, quote: string) =>
      found(marker, text.slice(from, to), quote, { from });
    const parts = [window(1, 6, 12, '四句。'), window(2, 0, 6, '一句。'), window(3, 3, 9, '三句。')];
    const [message] = renderOriginals(parts);
    const { quoted, bold } = shown(message!.html);
    expect(quoted).toEqual(['一句。二句。三句。四句。']);
    expect(bold).toEqual(['一句。', '三句。四句。']);
    expect(message?.plain).toContain('[1][2][3] 汝城县');
    expect(message?.plain).toContain('【一句。】二句。【三句。四句。】');
  });

  test('say of a quote that a newer corpus lost that it is not found, beside those that are', () => {
    const lost: FoundOriginal = { ...found(2, '乙引。', '乙引。'), original: null };
    const [message] = renderOriginals([found(1, '甲引。', '甲引。'), lost]);
    expect(message?.plain).toContain(
      '[2] 汝城县 · 汝城县工作纪实 · 2018年3月15日（资料更新过，找不到这段原文了。）',
    );
  });

  test('say that the report lost text there', () => {
    const [message] = renderOriginals([found(1, '甲引。', '甲引。', { isDamaged: true })]);
    expect(message?.plain).toContain('（原文此处有缺损）');
  });

  test('keep markup, control characters and emoji of a report harmless', () => {
    const [message] = renderOriginals([
      found(1, '前<b>文</b> & 后\u202e\u0000。引</blockquote>文👍🏽。', '引</blockquote>文👍🏽。', {
        title: 'A<i>',
      }),
    ]);
    const { text, bold } = shown(message!.html);
    expect(text).toContain('前<b>文</b> & 后。');
    expect(bold).toEqual(['引</blockquote>文👍🏽。']);
  });

  test('that are long are cut to whole sentences around the quotes, into one message', () => {
    const filler = (at: number) => `第${at}户按月足额领取补助并公示名单。`;
    const texts = Array.from({ length: 6 }, (_, of) =>
      [...Array(40)].map((_none, at) => (at === 20 ? `引文${of}号。` : filler(of * 100 + at))).join(''),
    );
    const messages = renderOriginals(
      texts.map((text, of) => found(of + 1, text, `引文${of}号。`, { document: `${of}.txt` })),
    );
    expect(messages).toHaveLength(1);
    const { quoted, bold } = shown(messages[0]!.html);
    expect(bold).toEqual(texts.map((_, of) => `引文${of}号。`));
    for (const [of, text] of quoted.entries()) {
      expect(text).toMatch(/^……第[\s\S]+。……$/u);
      expect(texts[of]).toContain(text.slice(2, -2));
    }
    expect(messages[0]!.html.length).toBeGreaterThan(MESSAGE_LIMIT / 2);
  });

  test('whose quotes alone are longer than a message go on in the next', () => {
    const quote = '贫困户按月领取补助，'.repeat(900);
    const messages = renderOriginals([
      found(1, `前文。${quote}`, quote),
      found(2, '乙引。', '乙引。', { document: 'b' }),
    ]);
    expect(messages.length).toBeGreaterThan(1);
    const all = messages.flatMap(({ html }) => shown(html).quoted).join('');
    expect(all).toBe(`${quote}乙引。`);
  });

  test('never break: any number of quotes anywhere in any text', () => {
    const random = createRandom(11);
    const units = ['低保', '。', '\n', '<', '&', '"', '😀', '\u202e', '310元', '；', '”', ' ', '[1]', '】'];
    for (let round = 0; round < 150; round++) {
      const length = 1 + random.below(random.pick([10, 300, 2_500]));
      const document = Array.from({ length }, () => random.pick(units)).join('');
      const edge = () => {
        const at = random.below(document.length + 1);
        return /[\uDC00-\uDFFF]/u.test(document.charAt(at)) ? at - 1 : at;
      };
      const parts = Array.from({ length: 1 + random.below(8) }, (_, at): FoundOriginal | undefined => {
        const [from, start, end, to] = [edge(), edge(), edge(), edge()].sort((a, b) => a - b);
        if (from === undefined || start === undefined || end === undefined || to === undefined)
          return undefined;
        if (start === end) return undefined;
        const one = found(at + 1, document.slice(from, to), document.slice(start, end), { from });
        return {
          ...one,
          original: one.original && { ...one.original, quote: { start: start - from, end: end - from } },
        };
      }).filter((one) => one !== undefined);
      if (parts.length === 0) continue;
      const messages = renderOriginals(parts);
      expect(messages.length).toBeGreaterThan(0);
      for (const { html, plain } of messages) {
        expect(html.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
        expect(plain.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
        expect(html.isWellFormed()).toBe(true);
        shown(html);
      }
      const all = messages.map(({ html }) => shown(html).text).join('');
      for (const { citation } of parts) expect(all).toContain(`[${citation.marker}]`);
    }
  });
});
