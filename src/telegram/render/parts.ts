import type { Citation } from '../../core/types.ts';
import { chineseDate, wording } from '../../wording.ts';

/** One Telegram message, in HTML and, for a server that refuses the HTML, in plain text. Both within 4096 units. */
export interface Rendered {
  readonly html: string;
  readonly plain: string;
}

/** Telegram's limit counts the text without tags; we count with tags, which is never less. UTF-16 units. */
export const MESSAGE_LIMIT = 4096;

/** A piece that stays whole if it can: the text of one sentence, or one line of the footer with its quote. */
export interface Piece {
  readonly before: string;
  readonly text: string;
  readonly quote?: string;
}

/** Escapes what Telegram's HTML would read as markup. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (unit) => ESCAPES[unit] ?? unit);
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control and direction characters and lone surrogates out; line breaks stay, and a blank where a tab parts two cells. */
export function clean(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll('\t', ' ')
    .replaceAll(/[^\P{Cc}\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu, '');
}

/** Whose report it is, its number, and of when, on one line. */
export function aboutLine({
  place,
  title,
  number,
  date,
  origin,
}: Pick<Citation, 'place' | 'title' | 'number' | 'date' | 'origin'>): string {
  const parts = [place, title, number, date && chineseDate(date), origin && wording.answer.origin(origin)];
  return clean(parts.filter((part) => part !== undefined && part !== '').join(' · ')).replaceAll('\n', ' ');
}

/** Characters of a title under an answer: with place and date, two lines of a phone. */
const MOST_OF_TITLE = 24;

/** A long title without its subtitle, cut where it is long still; the original shows it whole. */
function shortTitle(title: string): string {
  if (title.length <= MOST_OF_TITLE) return title;
  const main = title.replace(/(?<=[\p{L}\p{N}”》）)])(?:\s*——|\s+[—-]).*$/su, '');
  return main.length <= MOST_OF_TITLE ? main : `${[...main].slice(0, MOST_OF_TITLE - 1).join('')}…`;
}

/** A citation's line under an answer, behind its number. */
export function sourceLine(citation: Citation): string {
  return `[${citation.marker}] ${aboutLine({ ...citation, title: shortTitle(citation.title) })}`;
}

/** What is quoted under that line: the quote under what it must be read under, a line each. */
export function quoteOf({ lead = [], quote }: Citation): string {
  return clean([...lead.map((one) => one.quote), quote].join('\n')).trim();
}

/** Fills messages with whole pieces, in order. */
export function pack(pieces: readonly Piece[]): Rendered[] {
  const messages: Rendered[] = [];
  let html = '';
  let plain = '';
  const flush = () => {
    if (plain.trim() !== '') messages.push({ html: html.trim(), plain: plain.trim() });
    html = '';
    plain = '';
  };
  for (const piece of pieces.flatMap(cut)) {
    const next = write(piece);
    if (html.length + next.html.length > MESSAGE_LIMIT || plain.length + next.plain.length > MESSAGE_LIMIT)
      flush();
    html += next.html;
    plain += next.plain;
  }
  flush();
  return messages;
}

function write({ before, text, quote }: Piece): Rendered {
  if (quote === undefined || quote === '') {
    return { html: before + escapeHtml(text), plain: before + text };
  }
  return {
    html: `${before}${escapeHtml(text)}\n<blockquote expandable>${escapeHtml(quote)}</blockquote>`,
    plain: `${before}${text}\n「${quote}」`,
  };
}

/** The piece, or where it is longer than a message, pieces that are not; each part of a quote keeps its number. */
function cut(piece: Piece): Piece[] {
  if (write(piece).html.length <= MESSAGE_LIMIT) return [piece];
  if (piece.quote === undefined) {
    return portions(piece.text, MESSAGE_LIMIT - piece.before.length).map((text, at) => ({
      before: at === 0 ? piece.before : '',
      text,
    }));
  }
  const line = portions(piece.text, MESSAGE_LIMIT / 4)[0] ?? '';
  const frame = write({ ...piece, text: `${line}${wording.telegram.continued}`, quote: '.' }).html.length - 1;
  return portions(piece.quote, MESSAGE_LIMIT - frame).map((quote, at) => ({
    before: piece.before,
    text: at === 0 ? line : `${line}${wording.telegram.continued}`,
    quote,
  }));
}

/** Cuts at code points, `[n]` markers kept whole, so that each portion's HTML is at most `limit` units. */
export function portions(text: string, limit: number): string[] {
  const parts: string[] = [];
  let part = '';
  let length = 0;
  for (const [unit] of text.matchAll(/\[\d{1,3}\]|[\s\S]/gu)) {
    const cost = escapeHtml(unit).length;
    if (length + cost > limit) {
      parts.push(part);
      part = '';
      length = 0;
    }
    part += unit;
    length += cost;
  }
  if (part !== '') parts.push(part);
  return parts;
}
