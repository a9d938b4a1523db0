import type { Gazetteer } from '../../../core/places/places.ts';
import type { Block, Paper, Section, Span } from '../../../core/types.ts';
import { asOfDate } from '../../dates.ts';
import { defined } from '../detected.ts';
import { frameOf } from '../frame.ts';
import { type PaperLine, paperLines, withoutCount } from '../lines.ts';
import { detectPlace } from '../place.ts';
import { amendmentsIn } from '../repeals/amends.ts';
import { repealsIn } from '../repeals/repeals.ts';
import { withoutTerms } from '../terms.ts';
import { validityOf } from '../validity.ts';
import { placedStretches } from './counties.ts';
import { stackOf } from './stack.ts';

export interface SectionInput {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/**
 * The papers within a document, and the parts of a paper that are each of one county, in order of the text and apart.
 * @param paper what the document says of itself: a part of it bears its title, a paper of its own another one.
 */
export function sectionsOf({ text, blocks }: SectionInput, paper: Paper, gazetteer: Gazetteer): Section[] {
  const lines = paperLines(text);
  const stack = stackOf(lines, gazetteer);
  if (stack === undefined) return countyParts(lines, paper);
  return stack.papers.flatMap((own) => {
    const whole = sectionOf(text, own, gazetteer);
    const parts = countyParts(own, whole);
    return parts.length === 0 ? [whole] : carved(whole, parts, own);
  });

  function countyParts(of: readonly PaperLine[], { title, place }: Paper): Section[] {
    return placedStretches(of, blocks, place, { gazetteer, text })
      .filter((part) => part.place !== place)
      .map((part): Section => ({ span: part.span, title, place: part.place, ...ownDates(part.span, of) }));
  }

  function ownDates(span: Span, of: readonly PaperLine[]): Partial<Paper> {
    const inside = linesIn(of, span).slice(1);
    const { issuedOn, issuer } = frameOf(inside);
    const { effectiveFrom, validUntil, validity } = validityOf(text, [span], { title: '' });
    return defined({
      ...(issuedOn === undefined ? {} : { issuer }),
      issuedOn,
      effectiveFrom,
      validUntil,
      validity,
    });
  }
}

/** A paper in a stack, by its own lines alone. */
function sectionOf(text: string, lines: readonly PaperLine[], gazetteer: Gazetteer): Section {
  const span = { start: lines[0]?.span.start ?? 0, end: lines.at(-1)?.span.end ?? 0 };
  const frame = frameOf(lines);
  const title = frame.title ?? withoutCount(lines[0]?.text ?? '');
  const body = text.slice(span.start, span.end);
  const place = detectPlace(`${title} ${frame.issuer ?? ''}`, body, gazetteer)?.place;
  const { issuedOn, issuer, number } = frame;
  const asOf = issuedOn === undefined ? asOfDate(withoutTerms(body))?.date : undefined;
  const { effectiveFrom, validUntil, validity } = validityOf(
    text,
    [span],
    issuedOn === undefined ? { title } : { title, issuedOn },
  );
  const repeals = repealsIn(text, [span]);
  const amends = amendmentsIn(text, [span], title);
  return {
    span,
    title,
    ...defined({ place, issuer, number, issuedOn, asOf, effectiveFrom, validUntil, validity }),
    ...(repeals.length === 0 ? {} : { repeals }),
    ...(amends.length === 0 ? {} : { amends }),
  };
}

/** The paper's lines around its county parts stay its own: pieces with its fields, before, between and behind them. */
function carved(whole: Section, parts: readonly Section[], lines: readonly PaperLine[]): Section[] {
  const { span: _, ...paper } = whole;
  const all = parts.map((part): Section => ({ ...paper, ...part }));
  const taken = new Set(parts.flatMap(({ span }) => linesIn(lines, span, 'overlapping')));
  const free = lines.filter((line) => !taken.has(line));
  let part = 0;
  for (let at = 0; at < free.length; ) {
    const start = free[at]?.span.start ?? 0;
    while ((parts[part]?.span.start ?? Number.POSITIVE_INFINITY) <= start) part++;
    const next = parts[part]?.span.start ?? Number.POSITIVE_INFINITY;
    let to = at;
    while ((free[to + 1]?.span.start ?? Number.POSITIVE_INFINITY) < next) to++;
    all.push({ ...paper, span: { start, end: free[to]?.span.end ?? start } });
    at = to + 1;
  }
  return all.sort((a, b) => a.span.start - b.span.start);
}

/** The lines that lie in a stretch, or that at least overlap it; lines stand in order. */
function linesIn(lines: readonly PaperLine[], { start, end }: Span, how = 'within'): readonly PaperLine[] {
  const isWithin = how === 'within';
  const from = firstAt(lines, ({ span }) => (isWithin ? span.start >= start : span.end > start));
  const to = firstAt(lines, ({ span }) => (isWithin ? span.end > end : span.start >= end));
  return lines.slice(from, Math.max(from, to));
}

/** The first of the lines of which something holds that holds of all behind it, too; by halving. */
function firstAt(lines: readonly PaperLine[], holds: (line: PaperLine) => boolean): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const line = lines[middle];
    if (line === undefined || holds(line)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The stretches of a text between sections. */
export function outside(text: string, sections: readonly Section[]): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const { span } of sections) {
    if (span.start > start) spans.push({ start, end: span.start });
    start = span.end;
  }
  if (start < text.length) spans.push({ start, end: text.length });
  return spans;
}
