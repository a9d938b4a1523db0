import { sentences } from '../../core/language/text.ts';
import type { Original } from '../../core/reply/original.ts';
import type { Citation, Span } from '../../core/types.ts';
import { wording } from '../../wording.ts';
import { aboutLine, clean, escapeHtml, MESSAGE_LIMIT, pack, type Rendered } from './parts.ts';

/** A citation of an answer with where it stands; null where the corpus no longer has it. */
export interface FoundOriginal {
  readonly citation: Citation;
  readonly original: Original | null;
}

/** Passages that touch, as one text with all the quotes in it. Spans in units of `text`. */
interface Block {
  readonly markers: readonly number[];
  readonly about: Original;
  readonly span: Span;
  readonly text: string;
  readonly quotes: readonly Span[];
  readonly isDamaged: boolean;
}

/** Characters shown on either side of a quote: as many as fit one message with all the quotes. */
const REACHES = [Number.POSITIVE_INFINITY, 400, 250, 150, 80, 40, 0];

/**
 * What a member is shown who asks for the originals: each quote marked within what stands around it in the report, under
 * the report's title. One message: around long ones and many, less is shown. More only where the quotes alone are longer.
 */
export function renderOriginals(found: readonly FoundOriginal[]): Rendered[] {
  const blocks = joined(found);
  const lost = found.flatMap(({ citation, original }) => (original === null ? [citation] : []));
  for (const reach of REACHES) {
    const message = together(blocks, lost, reach);
    if (message.html.length <= MESSAGE_LIMIT && message.plain.length <= MESSAGE_LIMIT) return [message];
  }
  return pack([
    ...blocks.map((block, at) => ({
      before: at === 0 ? '' : '\n',
      text: headOf(block),
      quote: block.quotes
        .map((quote) => clean(block.text.slice(quote.start, quote.end)))
        .join(wording.buttons.source.cut),
    })),
    ...lost.map((citation) => ({ before: '\n', text: lostLine(citation) })),
  ]);
}

function together(blocks: readonly Block[], lost: readonly Citation[], reach: number): Rendered {
  const { htmlTitle, title } = wording.buttons.source;
  const texts = blocks.map((block) => bodyOf(block, reach));
  const heads = blocks.map(headOf);
  const lostLines = lost.map(lostLine);
  return {
    html: [
      htmlTitle,
      ...texts.map(
        ({ html }, at) => `${escapeHtml(heads[at] ?? '')}\n<blockquote expandable>${html}</blockquote>`,
      ),
      ...lostLines.map(escapeHtml),
    ].join('\n'),
    plain: [title, ...texts.map(({ plain }, at) => `${heads[at]}\n${plain}`), ...lostLines].join('\n'),
  };
}

/** Originals of one document whose texts touch become one, in the order of their first marker. */
function joined(found: readonly FoundOriginal[]): Block[] {
  const blocks: Block[] = [];
  for (const { citation, original } of found) {
    if (original === null) continue;
    let block: Block = {
      markers: [citation.marker],
      about: original,
      span: original.span,
      text: original.text,
      quotes: [original.quote],
      isDamaged: original.isDamaged,
    };
    const first = blocks.findIndex((other) => touches(other, block));
    // One that lies between two joins them.
    for (const other of blocks.filter((one) => touches(one, block))) block = join(other, block);
    const rest = blocks.filter((other) => !touches(other, block));
    blocks.splice(0, blocks.length, ...rest);
    blocks.splice(first < 0 ? blocks.length : first, 0, block);
  }
  return blocks;
}

function touches(a: Block, b: Block): boolean {
  return a.about.document === b.about.document && a.span.start <= b.span.end && b.span.start <= a.span.end;
}

function join(a: Block, b: Block): Block {
  const [first, second] = a.span.start <= b.span.start ? [a, b] : [b, a];
  const shift = second.span.start - first.span.start;
  const text = first.text + second.text.slice(Math.max(0, first.span.end - second.span.start));
  const moved = second.quotes.map(({ start, end }) => ({ start: start + shift, end: end + shift }));
  return {
    markers: [...a.markers, ...b.markers].sort((one, other) => one - other),
    about: first.about,
    span: { start: first.span.start, end: first.span.start + text.length },
    text,
    quotes: [...first.quotes, ...moved],
    isDamaged: a.isDamaged || b.isDamaged,
  };
}

function headOf({ markers, about, isDamaged }: Block): string {
  const heading = about.headings.at(-1);
  return [
    `${markers.map((marker) => `[${marker}]`).join('')} ${aboutLine(about)}`,
    ...(heading === undefined ? [] : [wording.buttons.source.heading(clean(heading).replaceAll('\n', ' '))]),
    ...(isDamaged ? [`（${wording.answer.damagedNote}）`] : []),
  ].join('\n');
}

function lostLine({ marker, ...about }: Citation): string {
  return `[${marker}] ${aboutLine(about)}${wording.buttons.source.lost}`;
}

/** The text within `reach` of its quotes, which are marked; ellipses stand for what is left out. */
function bodyOf({ text, quotes }: Block, reach: number): Rendered {
  const marked = merged(quotes);
  const shown = merged(marked.map((quote) => around(quote, text, reach)));
  const cut = wording.buttons.source.cut;
  const parts: Rendered[] = [];
  const add = (from: number, to: number, isQuote: boolean) => {
    const part = clean(text.slice(from, to));
    if (part === '') return;
    const html = escapeHtml(part);
    parts.push(isQuote ? { html: `<b>${html}</b>`, plain: `【${part}】` } : { html, plain: part });
  };
  for (const { start, end } of shown) {
    if (start > 0) parts.push({ html: cut, plain: cut });
    let from = start;
    for (const quote of marked) {
      if (quote.start < start || quote.end > end) continue;
      add(from, quote.start, false);
      add(quote.start, quote.end, true);
      from = quote.end;
    }
    add(from, end, false);
  }
  if ((shown.at(-1)?.end ?? text.length) < text.length) parts.push({ html: cut, plain: cut });
  return {
    html: parts.map(({ html }) => html).join(''),
    plain: parts.map(({ plain }) => plain).join(''),
  };
}

/** The quote with whole sentences on both sides, none farther away than `reach`. */
function around(quote: Span, text: string, reach: number): Span {
  const near = sentences(text).filter(
    ({ start, end }) => start >= quote.start - reach && end <= quote.end + reach,
  );
  return {
    start: Math.min(quote.start, near[0]?.start ?? quote.start),
    end: Math.max(quote.end, near.at(-1)?.end ?? quote.end),
  };
}

/** Spans in order, those that overlap or touch as one. */
function merged(spans: readonly Span[]): Span[] {
  const inOrder: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = inOrder.at(-1);
    if (last !== undefined && span.start <= last.end)
      inOrder.splice(-1, 1, { start: last.start, end: Math.max(last.end, span.end) });
    else inOrder.push(span);
  }
  return inOrder;
}
