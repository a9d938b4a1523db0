/** What rich texts and blocks there are, and what each of them holds. */

export interface Kind {
  /** The version that it came with; absent: the first that had blocks at all. */
  readonly since?: string;
  readonly needs: readonly string[];
  readonly may?: readonly string[];
}

const WORDS: Kind = { needs: ['text'] };
const wordsAnd = (...names: string[]): Kind => ({ needs: ['text', ...names] });

/** What only the server's own detection makes: of what is sent so, the words alone are kept. */
export const DETECTED: Readonly<Record<string, Kind>> = {
  mention: wordsAnd('username'),
  hashtag: wordsAnd('hashtag'),
  cashtag: wordsAnd('cashtag'),
  bot_command: wordsAnd('bot_command'),
  bank_card_number: wordsAnd('bank_card_number'),
};

export const TEXTS: Readonly<Record<string, Kind>> = {
  bold: WORDS,
  italic: WORDS,
  underline: WORDS,
  strikethrough: WORDS,
  spoiler: WORDS,
  code: WORDS,
  marked: WORDS,
  subscript: WORDS,
  superscript: WORDS,
  url: wordsAnd('url'),
  email_address: wordsAnd('email_address'),
  phone_number: wordsAnd('phone_number'),
  text_mention: wordsAnd('user'),
  date_time: { ...wordsAnd('unix_time'), may: ['date_time_format'] },
  custom_emoji: { needs: ['custom_emoji_id', 'alternative_text'] },
  mathematical_expression: { needs: ['expression'] },
  anchor: { needs: ['name'] },
  anchor_link: wordsAnd('anchor_name'),
  reference: wordsAnd('name'),
  reference_link: wordsAnd('reference_name'),
  button: { needs: ['button'], since: '10.3' },
  ...DETECTED,
};

const media = (name: string): Kind => ({ needs: [name], may: ['caption'] });

export const BLOCKS: Readonly<Record<string, Kind>> = {
  paragraph: WORDS,
  heading: wordsAnd('size'),
  pre: { ...WORDS, may: ['language'] },
  footer: WORDS,
  divider: { needs: [] },
  mathematical_expression: { needs: ['expression'] },
  anchor: { needs: ['name'] },
  list: { needs: ['items'] },
  blockquote: { needs: ['blocks'], may: ['credit'] },
  expandable_blockquote: { ...WORDS, may: ['credit'], since: '10.3' },
  pullquote: { ...WORDS, may: ['credit'] },
  table: { needs: ['cells'], may: ['caption', 'is_bordered', 'is_striped', 'is_compact'] },
  details: { needs: ['summary', 'blocks'], may: ['is_open'] },
  buttons: { needs: ['buttons'], may: ['align'], since: '10.3' },
  thinking: WORDS,
  collage: media('blocks'),
  slideshow: media('blocks'),
  map: { needs: ['location', 'zoom', 'width', 'height'], may: ['caption'] },
  animation: media('animation'),
  audio: media('audio'),
  photo: media('photo'),
  video: media('video'),
  voice_note: media('voice_note'),
  document: { ...media('document'), since: '10.3' },
};

export const ITEM: Kind = { needs: ['blocks'], may: ['has_checkbox', 'is_checked', 'value', 'type'] };
export const CELL: Kind = { needs: [], may: ['text', 'is_header', 'colspan', 'rowspan', 'align', 'valign'] };

/** What a button does: exactly one of them. */
export const ACTIONS = [
  'url',
  'callback_data',
  'copy_text',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'login_url',
  'web_app',
  'disabled',
] as const;
export const BUTTON: Kind = { needs: ['text'], may: ['style', ...ACTIONS] };

/** Names inside of blocks that came later than the blocks. */
export const NEWER_NAMES: Readonly<Record<string, string>> = { is_compact: '10.3' };
