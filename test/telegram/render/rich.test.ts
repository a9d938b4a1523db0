import { describe, expect, test } from 'vitest';
import type { AnswerTable } from '../../../src/core/shown/table.ts';
import type { Answered, Citation, NonEmpty } from '../../../src/core/types.ts';
import type { RichMessage } from '../../../src/telegram/methods.ts';
import { forOlder, renderRich } from '../../../src/telegram/render/rich.ts';
import { renderAnswer } from '../../../src/telegram/render.ts';
import { readRich } from '../../fakes/bot-api/rich.ts';
import type { BotApiVersion } from '../../fakes/bot-api/version.ts';
import { createRandom, type Random } from '../../fakes/random.ts';

function citation(marker: number, quote: string, more: Partial<Citation> = {}): Citation {
  return {
    marker,
    documentId: 'a',
    document: 'a.txt',
    title: '某县低保通知',
    place: '某县',
    number: '某政发〔2024〕3号',
    date: '2024-03-05',
    span: { start: 0, end: quote.length },
    quote,
    ...more,
  };
}

function answered(
  text: string,
  citations: NonEmpty<Citation>,
  more: Partial<Omit<Answered, 'kind'>> = {},
): Answered {
  return { kind: 'answered', method: 'extracted', text, citations, corpusVersion: 'v1', ...more };
}

const TABLE: AnswerTable = {
  caption: '2024年',
  columns: ['地方', '低保标准（每人每月）'],
  rows: [
    { name: '甲县', cells: [{ text: '560元', marker: 1 }] },
    { name: '乙县', cells: [{ text: '未找到' }] },
  ],
};
const LIST = '某县：下列情形停发：（一）死亡的[1]。\n（二）搬走的[2]。\n以上[1]。';
const CREDIT = '[1] 某县 · 某县低保通知 · 某政发〔2024〕3号 · 2024年3月5日';

/** What a member would copy, block by block: the line of a source before its quote, as HTML has them. */
function wordsIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(wordsIn).join('');
  if (typeof value !== 'object' || value === null) return '';
  const { credit, summary, caption, text, cells, items, blocks } = value as Record<string, unknown>;
  return [credit, summary, caption, text, cells, items, blocks].map(wordsIn).join('');
}

const withoutTables = ({ blocks = [] }: RichMessage) => blocks.filter(({ type }) => type !== 'table');
const typesOf = (messages: readonly RichMessage[] | null) =>
  (messages ?? []).map(({ blocks = [] }) => blocks.map(({ type }) => type));

/** Texts alone: no white space, no marks around quotes, no lines that only say that a quote goes on. */
function bare(text: string): string {
  return text.replaceAll(/\[\d+\] [^\n[]*?（续）/gu, '').replaceAll(/[\s「」]/gu, '');
}

describe('an answer as rich messages', () => {
  test('begins with what a misspelt question was read as', () => {
    const said = { ...answered('句[1]。', [citation(1, '原文')]), table: TABLE };
    const [message] = renderRich({ ...said, readAs: [{ written: '底保', read: '低保' }] }) ?? [];
    expect(message?.blocks?.[0]).toEqual({ type: 'paragraph', text: '（按“低保”查）' });
  });

  test('has its sentences, its table, and a quote that folds for each citation', () => {
    const said = answered('甲县：560元[1]。\n乙县没有写明[2]。', [
      citation(1, '低保标准560元。'),
      citation(2, '乙县的话。', { lead: [{ span: { start: 0, end: 2 }, quote: '标准' }] }),
    ]);
    const messages = renderRich({ ...said, table: TABLE, closing: '不客气。', ownPlace: '甲县' });
    expect(messages).toHaveLength(1);
    const [{ blocks = [], ...rest } = {}] = messages ?? [];
    expectValid({ blocks, ...rest });
    expect(rest).toEqual({ skip_entity_detection: true });
    expect(blocks.map(({ type }) => type)).toEqual([
      ...['paragraph', 'paragraph', 'paragraph', 'table', 'paragraph'],
      ...['expandable_blockquote', 'expandable_blockquote'],
    ]);
    expect(blocks[1]).toEqual({ type: 'paragraph', text: '甲县：560元[1]。' });
    expect(blocks[5]).toEqual({
      type: 'expandable_blockquote',
      text: '低保标准560元。',
      credit: CREDIT,
    });
    expect(blocks[6]).toMatchObject({ text: '标准\n乙县的话。' });
  });

  test('has figures at the right with their markers, under a header', () => {
    const [message] = renderRich({ ...answered('句[1]。', [citation(1, '原文')]), table: TABLE }) ?? [];
    expect(message?.blocks?.find(({ type }) => type === 'table')).toEqual({
      type: 'table',
      caption: '2024年',
      is_bordered: true,
      is_striped: true,
      is_compact: true,
      cells: [
        [
          { text: '地方', is_header: true, align: 'left', valign: 'middle' },
          { text: '低保标准（每人每月）', is_header: true, align: 'right', valign: 'middle' },
        ],
        [
          { text: '甲县', align: 'left', valign: 'middle' },
          { text: '560元[1]', align: 'right', valign: 'middle' },
        ],
        [
          { text: '乙县', align: 'left', valign: 'middle' },
          { text: '未找到', align: 'right', valign: 'middle' },
        ],
      ],
    });
  });

  test('shows no cell that is empty, which a client would leave out', () => {
    const table = {
      columns: ['', '数'],
      rows: [
        { name: '甲', cells: [{ text: ' ' }] },
        { name: '乙', cells: [] },
      ],
    };
    const [message] = renderRich({ ...answered('句[1]。', [citation(1, '原文')]), table }) ?? [];
    const block = message?.blocks?.find(({ type }) => type === 'table');
    expect(block?.type === 'table' && block.cells.flat().map(({ text }) => text)).toEqual([
      '—',
      '数',
      '甲',
      '—',
      '乙',
      '—',
    ]);
  });

  test('has the items of a list behind the head of it', () => {
    const [message] = renderRich(answered(LIST, [citation(1, '死亡的'), citation(2, '搬走的')])) ?? [];
    expect(message?.blocks?.slice(0, 3)).toEqual([
      { type: 'paragraph', text: '某县：下列情形停发：' },
      {
        type: 'list',
        items: [
          { blocks: [{ type: 'paragraph', text: '（一）死亡的[1]。' }] },
          { blocks: [{ type: 'paragraph', text: '（二）搬走的[2]。' }] },
        ],
      },
      { type: 'paragraph', text: '以上[1]。' },
    ]);
  });

  test.each([
    ['1. 带身份证[1]。\n2. 带户口簿[1]。', 2],
    ['需要：1.带身份证[1]。\n2.带户口簿[1]。\n3.申请书[1]。', 3],
    ['一是修路[1]。\n二是架桥[1]。', 2],
    ['①修路[1]。\n②架桥[1]。', 2],
  ])('knows items by their signs: %s', (text, items) => {
    const [message] = renderRich(answered(text, [citation(1, '原文')])) ?? [];
    const list = message?.blocks?.find(({ type }) => type === 'list');
    expect(list?.type === 'list' && list.items.length).toBe(items);
  });

  test('strikes out what was repealed, and not what only ran out', () => {
    const ended = (how: Citation['ended']) =>
      renderRich(answered('句[1]。', [citation(1, '每月500元。', how && { ended: how })]));
    for (const how of ['repealed', 'superseded', 'dropped'] as const)
      expect(ended(how)?.[0]?.blocks?.[1]).toMatchObject({
        text: { type: 'strikethrough', text: '每月500元。' },
        credit: CREDIT,
      });
    expect(ended('expired')).toBeNull();
  });

  test.each([
    ['one item', '（一）死亡的[1]。'],
    ['figures at the beginning of lines', '12.5%的户[1]。\n13.5%的户[1]。'],
    ['items of two kinds', '（一）死亡的[1]。\n1. 搬走的[1]。'],
    ['plain sentences', '甲县560元[1]。\n乙县610元[1]。'],
  ])('is left to HTML where that says it: %s', (_, text) => {
    expect(renderRich(answered(text, [citation(1, '原文')]))).toBeNull();
  });

  test('is left to HTML where it is a refusal or a question back', () => {
    const corpusVersion = 'v1';
    const nearest = [citation(1, '原文', { ended: 'repealed' })];
    expect(
      renderRich({ kind: 'refused', reason: 'not-in-corpus', text: LIST, nearest, corpusVersion }),
    ).toBeNull();
    const options = [{ place: '甲县', label: '甲县' }] as const;
    expect(renderRich({ kind: 'clarify', text: LIST, options, corpusVersion })).toBeNull();
  });

  test('lets nothing through that is no text: control and direction characters, tabs', () => {
    const [message] =
      renderRich({
        ...answered('甲\u0007县\u202e[1]。', [citation(1, '甲乡\t560\u0000', { title: '标\n题' })]),
        table: { ...TABLE, rows: [{ name: '甲\n县\u0007', cells: [{ text: '560\u200f元', marker: 1 }] }] },
      }) ?? [];
    expect(JSON.stringify(message)).not.toMatch(/\\u|\\t/u);
    expect(message?.blocks?.[0]).toEqual({ type: 'paragraph', text: '甲县[1]。' });
    expect(message?.blocks?.at(-1)).toMatchObject({ text: '甲乡 560' });
    expect(wordsIn(message?.blocks?.[1])).toContain('甲 县560元[1]');
  });

  test('goes on in a further message at whole blocks, and a table stays in one', () => {
    const quotes = Array.from({ length: 6 }, (_, at) => citation(at + 1, '长'.repeat(9_000)));
    const [first, ...rest] = quotes as [Citation, ...Citation[]];
    const text = quotes.map(({ marker }) => `句[${marker}]。`).join('\n');
    const messages = renderRich({ ...answered(text, [first, ...rest]), table: TABLE });
    expect(typesOf(messages)).toEqual([
      [...Array(6).fill('paragraph'), 'table', ...Array(3).fill('expandable_blockquote')],
      Array(3).fill('expandable_blockquote'),
    ]);
  });

  test('a quote longer than a message goes on in the next under its line', () => {
    const messages =
      renderRich({ ...answered('句[1]。', [citation(1, '长'.repeat(40_000))]), table: TABLE }) ?? [];
    expect(typesOf(messages)).toEqual([
      ['paragraph', 'table'],
      ['expandable_blockquote'],
      ['expandable_blockquote'],
    ]);
    expect(
      messages.slice(1).map(({ blocks: [block] = [] }) => block && 'credit' in block && block.credit),
    ).toEqual([CREDIT, `${CREDIT}（续）`]);
  });

  test.each([
    ['rows', { columns: ['地方'], rows: Array.from({ length: 500 }, () => ({ name: '甲县', cells: [] })) }],
    ['columns', { columns: Array.from({ length: 21 }, () => '数'), rows: [{ name: '甲县', cells: [] }] }],
    ['characters', { columns: ['地方'], rows: [{ name: '长'.repeat(32_768), cells: [] }] }],
  ])('a table of more %s than a message may have is left out: the text says it all', (_, table) => {
    expect(renderRich({ ...answered('句[1]。', [citation(1, '原文')]), table })).toBeNull();
  });
});

describe('for a server of 10.2', () => {
  test('a quote folds as details, and a table is not packed', () => {
    const said = answered('句[1]。', [citation(1, '原文', { ended: 'repealed' })], { table: TABLE });
    const [message] = (renderRich(said) ?? []).map(forOlder);
    expect(message?.skip_entity_detection).toBe(true);
    expect(message?.blocks?.[1]).not.toHaveProperty('is_compact');
    expect(message?.blocks?.[1]).toMatchObject({ type: 'table', is_striped: true });
    expect(message?.blocks?.[2]).toEqual({
      type: 'details',
      summary: CREDIT,
      blocks: [
        {
          type: 'blockquote',
          blocks: [{ type: 'paragraph', text: { type: 'strikethrough', text: '原文' } }],
        },
      ],
    });
  });
});

describe('any answer', () => {
  test('is within the bounds of both forms, says nothing empty, and says what HTML says', () => {
    const random = createRandom(23);
    let rich = 0;
    for (let round = 0; round < 100; round++) {
      const said = anyAnswer(random);
      const messages = renderRich(said);
      if (messages === null) continue;
      rich++;
      for (const message of messages) expectValid(message);
      const plain = renderAnswer(said)
        .map((one) => one.plain)
        .join('\n');
      for (const form of [messages, messages.map(forOlder)])
        expect(bare(form.map((one) => withoutTables(one).map(wordsIn).join('\n')).join('\n'))).toBe(
          bare(plain),
        );
    }
    expect(rich).toBeGreaterThan(50);
  });
});

/** What a server of Bot API 10.3 takes, and in the other form one of 10.2. */
function expectValid(message: RichMessage): void {
  expectTaken(message, '10.3');
  expectTaken(forOlder(message), '10.2');
}

function expectTaken(message: RichMessage, version: BotApiVersion): void {
  const read = readRich({ ...message }, { version });
  if ('unreadable' in read) throw new Error(read.unreadable);
  const { refused, faults, ignored } = read;
  expect({ refused, faults, ignored }).toEqual({ refused: undefined, faults: [], ignored: [] });
}

const UNITS = [
  '低保',
  '。',
  '<',
  '&',
  '"',
  '😀',
  '\u202e',
  '310元',
  '；',
  '”',
  ' ',
  '\t',
  '【',
  '：',
  '\ud800',
];
const OPENINGS = ['', '甲县：', '（一）', '（二）', '1.', '2. ', '需要：1.', '一是', '①'];

function anyAnswer(random: Random): Answered {
  const words = (most: number) =>
    Array.from({ length: random.below(most) }, () => random.pick(UNITS)).join('');
  const [first = citation(1, '原文'), ...rest] = Array.from({ length: 1 + random.below(7) }, (_, at) => {
    const {
      number: _number,
      place: _place,
      ...bareOne
    } = citation(at + 1, words(random.pick([1, 40, 400, 20_000])));
    return {
      ...(random.below(2) === 0 ? bareOne : citation(at + 1, bareOne.quote)),
      ...(random.below(3) === 0 ? { ended: random.pick(['repealed', 'expired'] as const) } : {}),
      ...(random.below(3) === 0 ? { lead: [{ span: { start: 0, end: 1 }, quote: words(20) }] } : {}),
    };
  });
  const lines = Array.from(
    { length: random.below(random.pick([4, 12, 700])) },
    () => `${random.pick(OPENINGS)}${words(random.pick([3, 30, random.below(600) === 0 ? 40_000 : 60]))}`,
  );
  const columns = Array.from({ length: random.below(random.pick([4, 25])) }, () => words(5));
  const rows = Array.from({ length: random.below(random.pick([6, 560])) }, () => ({
    name: words(6),
    cells: columns.slice(1).map(() => ({ text: words(5), ...(random.below(2) === 0 ? { marker: 1 } : {}) })),
  }));
  return answered(lines.join('\n'), [first, ...rest], {
    ...(random.below(2) === 0 ? { table: { columns, rows, caption: words(4) } } : {}),
    ...(random.below(3) === 0 ? { closing: words(6), ownPlace: '甲县' } : {}),
  });
}
