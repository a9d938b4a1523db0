import { describe, expect, test } from 'vitest';
import { answerLines } from '../../src/cli/print.ts';
import type { Answer, Answered, Citation, Clarify, Fallback, NonEmpty } from '../../src/core/types.ts';
import { MESSAGE_LIMIT, renderAnswer, renderLines } from '../../src/telegram/render.ts';
import { parseHtml } from '../fakes/bot-api/html.ts';

function citation(marker: number, quote: string, more: Partial<Citation> = {}): Citation {
  return {
    marker,
    documentId: 'a',
    document: 'a.txt',
    title: '某县工作总结',
    place: '某县',
    date: '2019-03-05',
    span: { start: 0, end: quote.length },
    quote,
    ...more,
  };
}

function answered(text: string, citations: NonEmpty<Citation>): Answered {
  return { kind: 'answered', method: 'extracted', text, citations, corpusVersion: 'v1' };
}

function textsOf(rendered: readonly { html: string }[]): string[] {
  return rendered.map(({ html }) => {
    const parsed = parseHtml(html);
    if ('error' in parsed) throw new Error(parsed.error);
    return parsed.text;
  });
}

describe('an answer as Telegram messages', () => {
  test('keeps the markers in the text and puts each citation with its quote below', () => {
    const [message, ...more] = renderAnswer(
      answered('标准为260元[1]。', [citation(1, '农村低保标准260元/人·月')]),
    );
    expect(more).toEqual([]);
    expect(message).toEqual({
      html: '标准为260元[1]。\n\n[1] 某县 · 某县工作总结 · 2019年3月5日\n<blockquote expandable>农村低保标准260元/人·月</blockquote>',
      plain: '标准为260元[1]。\n\n[1] 某县 · 某县工作总结 · 2019年3月5日\n「农村低保标准260元/人·月」',
    });
  });

  test('names the number of a paper behind its title', () => {
    const [message] = renderAnswer(
      answered('句[1]。', [citation(1, '原文', { number: '某政发〔2019〕3号' })]),
    );
    expect(message?.plain).toContain('[1] 某县 · 某县工作总结 · 某政发〔2019〕3号 · 2019年3月5日\n');
  });

  test('keeps the cells of a quoted row apart', () => {
    const [message] = renderAnswer(answered('句[1]。', [citation(1, '甲乡\t12\t560')]));
    expect(message?.plain).toContain('「甲乡 12 560」');
  });

  test('leaves out what a report does not say of itself', () => {
    const { place: _, date: __, ...bare } = citation(1, '原文');
    expect(renderAnswer(answered('句[1]。', [bare]))[0]?.plain).toContain('\n[1] 某县工作总结\n');
  });

  test.each([
    [{ page: 3 }, '第3页'],
    [{ page: 2, table: 1, row: 5 }, '第2页 表1 第5行'],
    [{ sheet: '2024年', row: 12 }, '工作表“2024年” 第12行'],
    [{ page: 1, isScanned: true }, '第1页 扫描件'],
  ])('says where in its file a quote stands: %o', (origin, where) => {
    const answer = answered('标准为260元[1]。', [citation(1, '原文', { origin })]);
    expect(renderAnswer(answer)[0]?.plain).toContain(`[1] 某县 · 某县工作总结 · 2019年3月5日 · ${where}\n`);
    expect(answerLines(answer).join('\n')).toContain(`a.txt ${where}`);
  });

  test('says above a quote why it stands where a model was asked, as the terminal does', () => {
    const quoted = answered('标准为260元[1]。', [citation(1, '原文')]);
    const first = (fallback: Fallback) =>
      renderAnswer({ ...quoted, fallback })[0]
        ?.plain.split('\n')
        .slice(0, 2);
    expect(first('model-failed')).toEqual(['（模型暂时不可用，以下是原文摘录。）', '标准为260元[1]。']);
    expect(first('model-refused')?.[0]).toContain('模型没有给出答案');
    expect(first('unsupported-figure')?.[0]).toContain('没有通过核对');
    expect(answerLines({ ...quoted, fallback: 'model-failed' }).slice(0, 2)).toEqual(first('model-failed'));
  });

  test('escapes markup of reports and titles', () => {
    const [message] = renderAnswer(
      answered('收入<3000元 & "稳定"[1]。', [citation(1, '<b>原文</b> & </blockquote>', { title: 'A<B>' })]),
    );
    expect(message?.html).not.toMatch(/<(?!\/?blockquote)/);
    expect(textsOf([message!])[0]).toContain('<b>原文</b> & </blockquote>');
  });

  test('lets no control or direction character and no lone surrogate through, and keeps lines and emoji', () => {
    const [message] = renderAnswer(
      answered('好\u202e的\u0000\u0007\ud800\n第二行👍🏽[1]。', [citation(1, '原\u2066文\ufeff')]),
    );
    expect(message?.plain.startsWith('好的\n第二行👍🏽[1]。')).toBe(true);
    expect(message?.plain).toContain('「原文」');
  });

  test('refusals show what the corpus says nearby', () => {
    const refused = renderAnswer({
      kind: 'refused',
      reason: 'not-in-corpus',
      text: '没有写明。最接近的[1]：',
      nearest: [citation(1, '临近的话')],
      corpusVersion: 'v1',
    });
    expect(refused[0]?.plain).toContain('「临近的话」');
  });

  test('a friendly line closes the answer, before its sources', () => {
    const said = answered('标准为260元[1]。', [citation(1, '原文')]);
    const [message] = renderAnswer({ ...said, closing: '不客气。' });
    expect(message?.plain).toMatch(/^标准为260元\[1\]。\n不客气。\n\n\[1\] /u);
  });

  test('a question back leaves the places to its buttons, and names those that have none', () => {
    const options = Array.from({ length: 14 }, (_, at) => ({ place: `${at}县`, label: `第${at}县` }));
    const clarify = (count: number) =>
      renderAnswer({
        kind: 'clarify',
        text: '问哪个县？',
        options: options.slice(0, count) as unknown as Clarify['options'],
        corpusVersion: 'v1',
      });
    expect(clarify(2)[0]?.plain).toBe('问哪个县？\n\n点一下按钮就行，也可以直接回复名称，或者回复第几个。');
    const many = clarify(14)[0]?.plain;
    expect(many).toContain('没有按钮的请直接回复名称：第12县、第13县');
    expect(many).not.toContain('第11县');
  });

  test('the county that a chat has set is named before an answer, a refusal and a question back', () => {
    const note = '（没写地方，按这里设置的蓬安回答）';
    const own = answered('标准为260元[1]。', [citation(1, '原文')]);
    const first = (answer: Answer) => renderAnswer({ ...answer, ownPlace: '蓬安' })[0]?.plain.split('\n');
    expect(first(own)?.slice(0, 2)).toEqual([note, '标准为260元[1]。']);
    expect(first({ ...own, fallback: 'model-failed' })?.slice(0, 3)).toEqual([
      note,
      '（模型暂时不可用，以下是原文摘录。）',
      '标准为260元[1]。',
    ]);
    const refused = { kind: 'refused', reason: 'not-in-corpus', text: '没有写明。', nearest: [] } as const;
    expect(first({ ...refused, corpusVersion: 'v1' })).toEqual([note, '没有写明。']);
    expect(renderAnswer(own)[0]?.plain).not.toContain('按这里设置的');
  });

  test('what a misspelt question was read as is said before an answer, a refusal and a question back', () => {
    const readAs = [
      { written: '底保', read: '低保' },
      { written: '补帖', read: '补贴' },
    ] as const;
    const own = { ...answered('标准为260元[1]。', [citation(1, '原文')]), readAs };
    const first = (answer: Answer) => renderAnswer(answer)[0];
    expect(first(own)?.plain.split('\n').slice(0, 2)).toEqual(['（按“低保”“补贴”查）', '标准为260元[1]。']);
    expect(first(own)?.html.split('\n')[0]).toBe('（按“低保”“补贴”查）');
    const refused = {
      kind: 'refused',
      reason: 'not-in-corpus',
      text: '没有写明。',
      nearest: [],
      readAs,
    } as const;
    expect(first({ ...refused, corpusVersion: 'v1' })?.plain).toBe('（按“低保”“补贴”查）\n没有写明。');
    expect(first(answered('标准为260元[1]。', [citation(1, '原文')]))?.plain).not.toContain('查）');
  });

  test('a long title stands below without its subtitle, and is cut where it is long still', () => {
    const line = (title: string) =>
      renderAnswer(answered('句[1]。', [citation(1, '原文', { title })]))[0]?.plain.split('\n')[2];
    expect(line('实干显担当 ——记先进集体中共某县委员会在脱贫攻坚中的一线工作')).toBe(
      '[1] 某县 · 实干显担当 · 2019年3月5日',
    );
    expect(line('长'.repeat(40))).toBe(`[1] 某县 · ${'长'.repeat(23)}… · 2019年3月5日`);
    expect(line('长'.repeat(24))).toContain(`${'长'.repeat(24)} · `);
    expect(line('——'.repeat(20))).toContain('…');
  });

  test('an empty answer text is still a footer, and blank lines are no message', () => {
    expect(renderLines(['', ' '])).toEqual([]);
    expect(renderAnswer(answered('', [citation(1, '原文')]))).toHaveLength(1);
  });
});

describe('long answers', () => {
  const sizes = [4_090, 4_095, 4_096, 4_097, 4_100, 8_191, 20_000];
  const fillers = { plain: '字', escaped: '<', astral: '𠀀', emoji: '👩‍👩‍👧' };

  test.each(
    sizes.flatMap((size) => Object.entries(fillers).map(([name, unit]) => [size, name, unit] as const)),
  )('%i units of %s text arrive whole, in messages within the limit', (size, _, unit) => {
    const text = unit.repeat(Math.ceil(size / unit.length));
    const messages = renderAnswer(answered(text, [citation(1, '原文')]));
    for (const { html, plain } of messages) {
      expect(html.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
      expect(plain.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
      expect(html.isWellFormed()).toBe(true);
    }
    expect(textsOf(messages).join('').replaceAll('\n', '')).toContain(text);
  });

  test('are parted between sentences, never within one and its marker', () => {
    const sentence = (n: number) => `${'标准提高到二百六十元'.repeat(30)}[${n}]。`;
    const messages = renderAnswer(
      answered(Array.from({ length: 30 }, (_, at) => sentence(at + 1)).join(''), [citation(1, '原文')]),
    );
    expect(messages.length).toBeGreaterThan(1);
    for (const text of textsOf(messages).slice(0, -1)) expect(text.endsWith('。')).toBe(true);
  });

  test('keep each quote in the message of its number', () => {
    const citations = Array.from({ length: 40 }, (_, at) =>
      citation(at + 1, `第${at + 1}条${'原文'.repeat(150)}`),
    );
    const texts = textsOf(renderAnswer(answered('句[1]。', citations as unknown as NonEmpty<Citation>)));
    for (const { marker } of citations) {
      const home = texts.filter((text) => text.includes(`[${marker}] 某县`));
      expect(home).toHaveLength(1);
      expect(home[0]).toContain(`第${marker}条`);
    }
  });

  test('a quote longer than a message goes on under the same number', () => {
    const quote = '一二三四五六七八九十'.repeat(900);
    const messages = renderAnswer(answered('句[7]。', [citation(7, quote)]));
    expect(messages.length).toBeGreaterThan(2);
    const parsed = messages.map(({ html }) => parseHtml(html));
    const quotes = parsed.flatMap((message) =>
      'error' in message
        ? []
        : message.entities
            .filter(({ type }) => type === 'expandable_blockquote')
            .map(({ offset, length }) => message.text.slice(offset, offset + length)),
    );
    expect(quotes.join('')).toBe(quote);
    for (const text of textsOf(messages).slice(1)) expect(text.startsWith('[7] 某县')).toBe(true);
  });

  test('a long sentence is not cut within a marker', () => {
    for (let pad = 4_085; pad <= 4_100; pad++) {
      const messages = renderAnswer(answered(`${'字'.repeat(pad)}[12][13]后文`, [citation(12, '原文')]));
      const texts = textsOf(messages);
      expect(texts.filter((text) => text.includes('[12]')).length, `pad ${pad}`).toBeGreaterThan(0);
      expect(texts.filter((text) => text.includes('[13]')).length, `pad ${pad}`).toBeGreaterThan(0);
    }
  });
});
