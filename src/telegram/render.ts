import type { Answer, Citation } from '../core/types.ts';
import { chineseDate, wording } from '../wording.ts';

/** One Telegram message, in HTML and, for a server that refuses the HTML, in plain text. Both within 4096 units. */
export interface Rendered {
  readonly html: string;
  readonly plain: string;
}

/** Telegram's limit counts the text without tags; we count with tags, which is never less. UTF-16 units. */
export const MESSAGE_LIMIT = 4096;

/** A piece that stays whole if it can: the text of one sentence, or one line of the footer with its quote. */
interface Piece {
  readonly before: string;
  readonly text: string;
  readonly quote?: string;
}

/** The messages that say an answer, first to last, each at most 4096 UTF-16 units. Pure. */
export function renderAnswer(answer: Answer): Rendered[] {
  switch (answer.kind) {
    case 'answered':
      return pack([
        ...(answer.fallback === undefined
          ? []
          : [{ before: '', text: wording.answer.fallback(answer.fallback) }]),
        ...sentencesOf(answer.text).map((piece, at) =>
          at === 0 && answer.fallback !== undefined ? { ...piece, before: '\n' } : piece,
        ),
        ...footer(answer.citations),
      ]);
    case 'refused':
      return pack([...sentencesOf(answer.text), ...footer(answer.nearest)]);
    case 'clarify':
      return pack([
        ...sentencesOf(answer.text),
        ...answer.options.map(({ label }, at) => ({
          before: at === 0 ? '\n\n' : '\n',
          text: `· ${clean(label)}`,
        })),
      ]);
  }
}

/** Lines of our own wording as messages; a line is never parted unless it is longer than a message. */
export function renderLines(lines: readonly string[]): Rendered[] {
  return pack(lines.map((line) => ({ before: '\n', text: clean(line) })));
}

/** Escapes what Telegram's HTML would read as markup. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (unit) => ESCAPES[unit] ?? unit);
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control and direction characters and lone surrogates out; line breaks stay. */
function clean(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(/[^\P{Cc}\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu, '');
}

/** Sentences with the markers and closing brackets that follow them. */
function sentencesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const [at, paragraph] of clean(text).trim().split('\n').entries()) {
    const parts = paragraph.match(
      /.+?(?:[。！？；!?;]+[”’」』）)】》]*(?:\s*\[\d+\])*[。！？；]*|$)\s*/gu,
    ) ?? [''];
    for (const [index, part] of parts.entries()) {
      pieces.push({ before: index === 0 && at > 0 ? '\n' : '', text: part });
    }
  }
  return pieces;
}

function footer(citations: readonly Citation[]): Piece[] {
  return citations.map(({ marker, place, title, date, quote }, at) => ({
    before: at === 0 ? '\n\n' : '\n',
    text: `[${marker}] ${clean([place, title, date && chineseDate(date)].filter((part) => part !== undefined && part !== '').join(' · ')).replaceAll('\n', ' ')}`,
    quote: clean(quote).trim(),
  }));
}

/** Fills messages with whole pieces, in order. */
function pack(pieces: readonly Piece[]): Rendered[] {
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
function portions(text: string, limit: number): string[] {
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
