import type { RichBlock } from '@grammyjs/types';
import { describe, expect, test } from 'vitest';
import { richWords } from '../../../src/telegram/addressing/rich-words.ts';

const user = { id: 777, is_bot: true, first_name: '明白' };
const paragraph = (text: unknown) => ({ type: 'paragraph', text });
const read = (...blocks: readonly unknown[]) => richWords({ blocks });
const textOf = (...blocks: readonly unknown[]) => read(...blocks).text;
const cell = (text: string) => ({ text, align: 'left', valign: 'middle' }) as const;

/** One of every kind of block, and what it says. */
const BLOCKS: { readonly [K in RichBlock['type']]: readonly [Extract<RichBlock, { type: K }>, string] } = {
  paragraph: [{ type: 'paragraph', text: ['低保', { type: 'bold', text: '标准' }] }, '低保标准'],
  heading: [{ type: 'heading', text: '救助', size: 2 }, '救助'],
  pre: [{ type: 'pre', text: '一\n二' }, '一\n二'],
  footer: [{ type: 'footer', text: '以原文为准' }, '以原文为准'],
  divider: [{ type: 'divider' }, ''],
  mathematical_expression: [{ type: 'mathematical_expression', expression: 'a+b' }, 'a+b'],
  anchor: [{ type: 'anchor', name: 'a' }, ''],
  list: [
    {
      type: 'list',
      items: [
        {
          label: '1.',
          blocks: [
            { type: 'paragraph', text: '低保' },
            { type: 'paragraph', text: '城市的' },
          ],
        },
        {
          label: '2.',
          blocks: [{ type: 'list', items: [{ label: '•', blocks: [{ type: 'footer', text: '特困' }] }] }],
        },
        { label: '3.', blocks: [] },
      ],
    },
    '1. 低保\n城市的\n2. • 特困\n3.',
  ],
  blockquote: [
    { type: 'blockquote', blocks: [{ type: 'paragraph', text: '补到户' }], credit: '某文件' },
    '补到户\n某文件',
  ],
  expandable_blockquote: [
    { type: 'expandable_blockquote', text: '补到户', credit: '某文件' },
    '补到户\n某文件',
  ],
  pullquote: [{ type: 'pullquote', text: '补到户' }, '补到户'],
  collage: [
    {
      type: 'collage',
      blocks: [{ type: 'photo', photo: [], caption: { text: '门牌' } }],
      caption: { text: '两张', credit: '王' },
    },
    '门牌\n两张\n王',
  ],
  slideshow: [{ type: 'slideshow', blocks: [], caption: { text: '两张' } }, '两张'],
  table: [
    {
      type: 'table',
      caption: '两县对照',
      cells: [
        [cell('项目'), cell('安平县')],
        [cell('低保'), { align: 'left', valign: 'top' }, cell('300元')],
        [{ align: 'left', valign: 'top' }, cell('特困')],
      ],
    },
    '两县对照\n项目 安平县\n低保 300元\n特困',
  ],
  details: [
    { type: 'details', summary: '问题', blocks: [{ type: 'paragraph', text: '低保多少' }] },
    '问题\n低保多少',
  ],
  map: [
    {
      type: 'map',
      location: { latitude: 1, longitude: 2 },
      zoom: 13,
      width: 1,
      height: 1,
      caption: { text: '村部' },
    },
    '村部',
  ],
  animation: [{ type: 'animation', animation: {} as never, caption: { text: '看' } }, '看'],
  audio: [{ type: 'audio', audio: { title: '歌' } as never, caption: { text: '听' } }, '听'],
  document: [{ type: 'document', document: { file_name: 'a.doc' } as never, caption: { text: '表' } }, '表'],
  photo: [{ type: 'photo', photo: [] }, ''],
  video: [{ type: 'video', video: {} as never, caption: { text: '录像' } }, '录像'],
  voice_note: [{ type: 'voice_note', voice_note: {} as never, caption: { text: '录音' } }, '录音'],
  buttons: [{ type: 'buttons', buttons: [{ text: '查看原文', callback_data: 'a' }] }, ''],
  thinking: [{ type: 'thinking', text: '在想' }, '在想'],
};

describe('the words of a rich message', () => {
  test.each(Object.entries(BLOCKS))('of %s', (_, [block, text]) => {
    expect(textOf(block)).toBe(text);
    expect(textOf(paragraph('前'), block, paragraph('后'))).toBe(
      ['前', text, '后'].filter((one) => one !== '').join('\n'),
    );
  });

  test('of every kind of text', () => {
    const parts = [
      ...[
        'bold',
        'italic',
        'underline',
        'strikethrough',
        'spoiler',
        'subscript',
        'superscript',
        'marked',
        'code',
      ],
      ...['date_time', 'url', 'email_address', 'phone_number', 'bank_card_number', 'hashtag', 'cashtag'],
      ...['bot_command', 'anchor_link', 'reference', 'reference_link'],
    ].map((type, at) => ({ type, text: [String.fromCodePoint(0x4e00 + at)] }));
    const others = [
      { type: 'custom_emoji', alternative_text: '👍' },
      { type: 'mathematical_expression', expression: 'x' },
      { type: 'anchor', name: 'a' },
      { type: 'button', button: { text: '按', callback_data: 'a' } },
    ];
    const said = parts.map(({ text }) => text.join('')).join('');
    expect(textOf(paragraph([...parts, ...others]))).toBe(`${said}👍x`);
  });

  test('of kinds that are not known are read by the fields that known ones have', () => {
    expect(
      textOf(
        { type: 'card', blocks: [{ type: 'line', text: { type: 'glow', text: ['低保', ['多少']] } }] },
        { type: 'grid', cells: [[{ text: '甲' }, '乙']] },
        ['一', '行'],
        '另一行',
      ),
    ).toBe('低保多少\n甲 乙\n一行\n另一行');
  });

  test.each([
    ['nothing', undefined],
    ['text', '低保'],
    ['a number', 7],
    [
      'nulls',
      [
        null,
        { type: 'paragraph', text: null },
        { type: 'list', items: [null, 3] },
        { type: 'table', cells: [null, 1] },
      ],
    ],
  ])('are none where the blocks are %s', (_, blocks) => {
    expect(richWords({ blocks })).toEqual({ text: '', entities: [] });
  });

  test('are read as deep as Telegram nests, and no stack ends on what is deeper', () => {
    const nested = (depth: number, kind: (inner: unknown) => unknown) => {
      let inner: unknown = paragraph('底');
      for (let at = 0; at < depth; at++) inner = kind(inner);
      return inner;
    };
    const details = (inner: unknown) => ({ type: 'details', summary: '', blocks: [inner] });
    expect(textOf(nested(16, details))).toBe('底');
    expect(textOf(nested(50_000, details))).toBe('');
    expect(textOf(nested(50_000, (inner) => ({ type: 'bold', text: [inner] })))).toBe('');
  });
});

describe('what is marked in them', () => {
  const marks = (...blocks: readonly unknown[]) => {
    const { text, entities } = read(...blocks);
    return entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)]);
  };

  test('are the mentions, where they stand', () => {
    const { text, entities } = read(
      paragraph('🙏您好'),
      {
        type: 'list',
        items: [
          {
            label: '1.',
            blocks: [
              paragraph([
                { type: 'bold', text: { type: 'mention', text: '@MingbaiBot', username: 'MingbaiBot' } },
                ' 低保',
              ]),
            ],
          },
        ],
      },
      paragraph(['请', { type: 'text_mention', text: ['明', '白'], user }]),
    );
    expect(text).toBe('🙏您好\n1. @MingbaiBot 低保\n请明白');
    expect(entities).toEqual([
      { type: 'mention', offset: 8, length: 11 },
      { type: 'text_mention', offset: 24, length: 2, user },
    ]);
  });

  test('a name under other words is read as the name', () => {
    expect(
      textOf(paragraph(['请', { type: 'mention', text: '这个机器人', username: 'MingbaiBot' }, '答'])),
    ).toBe('请@MingbaiBot答');
    expect(
      marks(
        paragraph('前'),
        paragraph({ type: 'mention', text: { type: 'code', text: '它' }, username: '@MingbaiBot' }),
      ),
    ).toEqual([['mention', '@MingbaiBot']]);
  });

  test('and what is no prose: code, and addresses as they are', () => {
    expect(
      marks(
        paragraph([
          { type: 'code', text: '@MingbaiBot' },
          { type: 'url', text: 't.me/MingbaiBot', url: 'https://t.me/MingbaiBot' },
        ]),
        { type: 'pre', text: '@MingbaiBot' },
        paragraph([
          { type: 'email_address', text: 'a@b.cn', email_address: 'a@b.cn' },
          { type: 'url', text: '办法全文', url: 'https://a.cn' },
        ]),
      ),
    ).toEqual([
      ['code', '@MingbaiBot'],
      ['url', 't.me/MingbaiBot'],
      ['pre', '@MingbaiBot'],
      ['email', 'a@b.cn'],
    ]);
  });

  test('a mention of nobody is text', () => {
    expect(read(paragraph({ type: 'text_mention', text: '明白' }))).toEqual({ text: '明白', entities: [] });
  });
});
