import { describe, expect, test } from 'vitest';
import { readRich } from './rich.ts';
import { textOfRich } from './rich-words.ts';
import type { BotApiVersion } from './version.ts';

/** What a server makes of blocks. */
const read = (blocks: readonly unknown[], version: BotApiVersion = '10.3', inDraft = false) =>
  readRich({ blocks, skip_entity_detection: true }, { version, inDraft });
const refusalOf = (...blocks: readonly unknown[]) => {
  const reading = read(blocks);
  return 'unreadable' in reading ? reading.unreadable : reading.refused;
};
const messageOf = (...blocks: readonly unknown[]) => {
  const reading = read(blocks);
  if ('unreadable' in reading) throw new Error(reading.unreadable);
  return reading.message;
};

const paragraph = (text: unknown) => ({ type: 'paragraph', text });
const table = (...cells: readonly (readonly unknown[])[]) => ({ type: 'table', cells });
const list = (...items: readonly object[]) => ({ type: 'list', items });
const item = (text: string, more: object = {}) => ({ blocks: [paragraph(text)], ...more });
const nested = (depth: number): object =>
  depth === 0 ? paragraph('底') : { type: 'details', summary: '层', blocks: [nested(depth - 1)] };

describe('rich text', () => {
  test('is a string, a list, or what has a type', () => {
    const text = ['甲县', { type: 'bold', text: ['260', { type: 'marked', text: '元' }] }, '。'];
    expect(messageOf(paragraph(text)).blocks).toEqual([paragraph(text)]);
  });

  test('has no type for plain text', () => {
    expect(refusalOf(paragraph({ type: 'plain', text: '甲' }))).toBe(
      'Bad Request: Unsupported rich text type',
    );
  });

  test('must be whole characters, and links must be addresses', () => {
    expect(refusalOf(paragraph('\ud83d'))).toBe('Bad Request: strings must be encoded in UTF-8');
    expect(refusalOf(paragraph({ type: 'url', text: '甲', url: '甲县' }))).toContain(
      'RICH_MESSAGE_URL_INVALID',
    );
  });

  test('keeps the words alone of what only detection makes', () => {
    const mention = { type: 'mention', text: '@someone', username: 'someone' };
    expect(messageOf(paragraph(['问 ', mention])).blocks).toEqual([paragraph(['问 ', '@someone'])]);
  });
});

describe('a block', () => {
  test.each([
    [{ type: 'section_heading', text: '甲', size: 1 }, 'type "section_heading" is unsupported'],
    [{ type: 'heading', text: '甲' }, 'Can\'t find field "size"'],
    [{ type: 'heading', text: '甲', size: 7 }, 'invalid section heading size specified'],
    [paragraph(' '), 'block must be non-empty'],
    [{ type: 'blockquote', blocks: [] }, 'block must be non-empty'],
    [table(), 'block must be non-empty'],
    [table([{ text: '' }]), 'table cell must be non-empty'],
    [table([{ text: '甲', colspan: -1 }]), 'invalid table cell colspan specified'],
    [list(item('甲', { type: '1' }), item('乙')), 'list must be either ordered or unordered'],
    [list({ blocks: [] }), 'list item must be non-empty'],
    [{ type: 'thinking', text: '想' }, 'thinking blocks'],
    [{ type: 'buttons', buttons: [] }, 'button row must be non-empty'],
    [{ type: 'buttons', buttons: [{ text: '甲' }] }, 'exactly one action'],
    [{ type: 'buttons', buttons: [{ text: '甲', url: 'https://example.org', style: 'link' }] }, 'link style'],
    [{ type: 'buttons', buttons: [{ text: '甲', callback_data: '县'.repeat(22) }] }, 'BUTTON_DATA_INVALID'],
  ])('%j is refused', (block, why) => {
    expect(refusalOf(block)).toContain(why);
  });

  test('may be any of the others', () => {
    const blocks = [
      { type: 'heading', text: '甲', size: 2 },
      { type: 'divider' },
      { type: 'blockquote', blocks: [paragraph('引')], credit: '某县' },
      { type: 'expandable_blockquote', text: '引', credit: '某县' },
      { type: 'details', summary: '更多', blocks: [paragraph('文')], is_open: true },
      { type: 'buttons', align: 'left', buttons: [{ text: '好', callback_data: 'a', style: 'link' }] },
      { type: 'footer', text: '末' },
    ];
    expect(messageOf(...blocks).blocks).toEqual(blocks);
  });

  test('comes back with the labels of its items, and where its cells stand', () => {
    expect(messageOf(list(item('甲'), item('乙'))).blocks).toMatchObject([
      { items: [{ label: '•' }, { label: '•' }] },
    ]);
    expect(
      messageOf(list(item('甲', { type: '1', value: 3 }), item('乙', { type: '1' }))).blocks,
    ).toMatchObject([{ items: [{ label: '3.' }, { label: '2.' }] }]);
    expect(
      messageOf(
        table([
          { text: '甲', is_header: true },
          { text: '乙', align: 'right' },
        ]),
      ).blocks,
    ).toEqual([
      table([
        { text: '甲', is_header: true, align: 'center', valign: 'middle' },
        { text: '乙', align: 'right', valign: 'middle' },
      ]),
    ]);
  });

  test('thinks in drafts alone', () => {
    expect(read([{ type: 'thinking', text: '想' }], '10.3', true)).not.toHaveProperty('refused');
  });
});

describe('limits', () => {
  test.each([
    ['characters', (n: number) => [paragraph('字'.repeat(n))], 32_768, 'RICH_MESSAGE_TEXT_TOO_LONG'],
    [
      'blocks',
      (n: number) => Array.from({ length: n }, () => paragraph('字')),
      500,
      'RICH_MESSAGE_BLOCKS_TOO_MANY',
    ],
    [
      'blocks, rows among them',
      (n: number) => [table(...Array.from({ length: n }, () => [{ text: '字' }]))],
      499,
      'RICH_MESSAGE_BLOCKS_TOO_MANY',
    ],
    [
      'blocks, items among them',
      (n: number) => [list(...Array.from({ length: n }, () => item('字'))), paragraph('字')],
      249,
      'RICH_MESSAGE_BLOCKS_TOO_MANY',
    ],
    ['blocks within one another', (n: number) => [nested(n)], 15, 'RICH_MESSAGE_DEPTH_INVALID'],
    [
      'columns',
      (n: number) => [table([{ text: '字', colspan: n - 1 }, { text: '字' }])],
      20,
      'RICH_MESSAGE_TABLE_COLS_TOO_MANY',
    ],
    [
      'buttons in a row',
      (n: number) => [
        { type: 'buttons', buttons: Array.from({ length: n }, () => ({ text: '好', callback_data: 'a' })) },
      ],
      8,
      'at most 8 buttons',
    ],
  ])('%s', (_, blocks, most, why) => {
    expect(refusalOf(...blocks(most))).toBeUndefined();
    expect(refusalOf(...blocks(most + 1))).toContain(why);
  });

  test('a character of two units counts once', () => {
    expect(refusalOf(paragraph('𠮷'.repeat(32_768)))).toBeUndefined();
  });
});

describe('an older server', () => {
  test.each(['expandable_blockquote', 'buttons', 'document'])('of 10.2 knows no %s', (type) => {
    expect(read([{ type, text: '引', buttons: [], document: {} }], '10.2')).toEqual({
      unreadable: `Bad Request: can't parse InputRichBlock: type "${type}" is unsupported`,
      ignored: [],
    });
  });

  test('of 10.2 packs no table', () => {
    const reading = read([{ ...table([{ text: '甲' }]), is_compact: true }], '10.2');
    expect(reading).toMatchObject({ ignored: ['rich_message.is_compact'] });
    expect('message' in reading && reading.message.blocks[0]).not.toHaveProperty('is_compact');
  });

  test('of 10.1 reads HTML and Markdown alone, so that a message of blocks is empty', () => {
    expect(read([paragraph('甲')], '10.1')).toEqual({
      unreadable: 'Bad Request: rich message must be non-empty',
      ignored: ['rich_message.blocks'],
    });
  });
});

test.each([
  ['lets entities be detected', {}, 'a rich message whose entities are detected'],
  ['has fields that no block has', { bold: true }, 'InputRichBlock has no field bold'],
])('a bot that %s is told so', (_, more, fault) => {
  const isDetected = Object.keys(more).length === 0;
  const reading = readRich(
    { blocks: [{ ...paragraph('甲'), ...more }], skip_entity_detection: !isDetected },
    { version: '10.3' },
  );
  expect(reading).toMatchObject({ faults: [fault] });
});

test('a cell without text is seen by nobody', () => {
  expect(read([table([{ text: '甲' }, {}])])).toMatchObject({
    faults: ['a table cell without text, which nobody sees'],
  });
});

test('the words of a message are a line for each block and row', () => {
  const message = messageOf(
    { type: 'heading', text: ['低', { type: 'bold', text: '保' }], size: 1 },
    { ...table([{ text: '甲县' }, { text: '260' }], [{ text: '乙县' }, { text: '270' }]), caption: '两县' },
    list(item('一'), item('二')),
    { type: 'expandable_blockquote', text: '引文', credit: '某县' },
  );
  expect(textOfRich(message)).toBe('低保\n甲县\t260\n乙县\t270\n两县\n• 一\n• 二\n引文\n某县');
});
