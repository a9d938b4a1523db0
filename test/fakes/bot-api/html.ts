/** Telegram's HTML parse mode, as strict as the server: what it refuses is an error, what it drops is dropped. */

export interface ParsedEntity {
  readonly type: string;
  /** UTF-16 units. */
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}

export type ParsedHtml =
  | { readonly text: string; readonly entities: readonly ParsedEntity[] }
  | { readonly error: string };

const ENTITY_TYPES: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  pre: 'pre',
  a: 'text_link',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
  'tg-emoji': 'custom_emoji',
  blockquote: 'blockquote',
};
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  span: ['class'],
  'tg-emoji': ['emoji-id'],
  blockquote: ['expandable'],
  code: ['class'],
};
const NAMED: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' };

interface Open {
  readonly tag: string;
  readonly type: string;
  readonly offset: number;
  readonly url?: string;
}

export function parseHtml(html: string): ParsedHtml {
  const entities: ParsedEntity[] = [];
  const open: Open[] = [];
  let text = '';
  let at = 0;
  const fail = (why: string): ParsedHtml => ({
    error: `Bad Request: can't parse entities: ${why} at byte offset ${Buffer.byteLength(html.slice(0, at))}`,
  });

  while (at < html.length) {
    const unit = html.charAt(at);
    if (unit === '&') {
      const [reference] = /^&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-f]{1,6});?/i.exec(html.slice(at)) ?? [];
      text += reference === undefined ? '&' : (NAMED[reference] ?? numeric(reference));
      at += reference?.length ?? 1;
    } else if (unit !== '<') {
      text += unit;
      at++;
    } else {
      const tag =
        /^<(\/?)([a-z0-9-]*)((?:\s+[a-z-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[a-z0-9.:/-]+))?)*)\s*>/i.exec(
          html.slice(at),
        );
      if (!tag) return fail('Unclosed or malformed start tag');
      const [whole, slash, name = '', attributeText = ''] = tag;
      const lower = name.toLowerCase();
      if (slash === '/') {
        const last = open.pop();
        if (last === undefined) return fail('Unexpected end tag');
        if (lower !== '' && lower !== last.tag) {
          return fail(`Unmatched end tag, expected "</${last.tag}>", found "</${lower}>"`);
        }
        const length = text.length - last.offset;
        if (length > 0) {
          entities.push({
            type: last.type,
            offset: last.offset,
            length,
            ...(last.url === undefined ? {} : { url: last.url }),
          });
        }
      } else {
        const type = ENTITY_TYPES[lower];
        if (type === undefined) return fail(`Unsupported start tag "${lower}"`);
        const attributes = new Map(
          [...attributeText.matchAll(/([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+)))?/gi)].map((found) => [
            found[1]!.toLowerCase(),
            found[2] ?? found[3] ?? found[4] ?? '',
          ]),
        );
        for (const attribute of attributes.keys()) {
          // Telegram ignores these; a client that sends one means something that will not happen.
          if (!(ATTRIBUTES[lower] ?? []).includes(attribute)) return fail(`Unknown attribute "${attribute}"`);
        }
        if (lower === 'span' && attributes.get('class') !== 'tg-spoiler') {
          return fail('Tag "span" must have class "tg-spoiler"');
        }
        if (open.some(({ tag: outer }) => outer === 'code' || (outer === 'pre' && lower !== 'code'))) {
          return fail(`Entity "${lower}" inside "code" or "pre"`);
        }
        if (type === 'blockquote' && open.some(({ tag: outer }) => outer === 'blockquote')) {
          return fail('Nested blockquote');
        }
        const url = attributes.get('href');
        open.push({
          tag: lower,
          type: attributes.has('expandable') ? 'expandable_blockquote' : type,
          offset: text.length,
          ...(url === undefined ? {} : { url }),
        });
      }
      at += whole.length;
    }
  }
  const left = open.at(-1);
  if (left) return fail(`Can't find end tag corresponding to start tag "${left.tag}"`);
  return { text, entities: entities.sort((a, b) => a.offset - b.offset || b.length - a.length) };
}

function numeric(reference: string): string {
  const digits = reference.replaceAll(/[&#;]/g, '');
  const code = digits.toLowerCase().startsWith('x') ? Number.parseInt(digits.slice(1), 16) : Number(digits);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : reference;
}

/**
 * The entities that Telegram finds in text typed by a person. A mention must not touch a word character of any
 * script on either side (TDLib, `match_mentions`), so 请问@bot has none.
 */
export function typedEntities(text: string): ParsedEntity[] {
  const found: ParsedEntity[] = [];
  for (const match of text.matchAll(/(?<![\p{L}\p{N}_])@[a-zA-Z0-9_]{2,32}(?![\p{L}\p{N}_])/gu)) {
    found.push({ type: 'mention', offset: match.index, length: match[0].length });
  }
  const command = /(?<![\p{L}\p{N}_/<>])\/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\p{L}\p{N}_/<>])/gu;
  for (const match of text.matchAll(command)) {
    found.push({ type: 'bot_command', offset: match.index, length: match[0].length });
  }
  return found.sort((a, b) => a.offset - b.offset);
}
