import type { ShownPart } from '../../core/shown/parts.ts';
import type { Span } from '../../core/types.ts';

/** UTF-16 units of a document that one view holds, give or take a part. */
const MOST = 16_000;
/** Of these before what it is opened at. */
const BEFORE = 5_000;

/** What of a document is shown at once. */
export interface Window {
  readonly parts: readonly ShownPart[];
  /** Where the view before this one, and the one behind it, begin; in units of the document's text. */
  readonly before?: number;
  readonly behind?: number;
}

/** The parts around a stretch, which is within them whole; else those from an offset on. */
export function windowOf(
  parts: readonly ShownPart[],
  at: { readonly quote?: Span; readonly from?: number },
): Window {
  const anchor = at.quote?.start ?? at.from ?? 0;
  const held = parts.findIndex(({ span }) => span.end > anchor);
  const first = back(
    parts,
    held < 0 ? Math.max(0, parts.length - 1) : held,
    at.quote === undefined ? 0 : BEFORE,
  );
  let end = first;
  let length = 0;
  for (const { span } of parts.slice(first)) {
    const isNeeded = at.quote !== undefined && span.start < at.quote.end;
    length += span.end - span.start;
    if (length > MOST && end > first && !isNeeded) break;
    end++;
  }
  const before = first === 0 ? undefined : parts[Math.min(first - 1, back(parts, first, MOST))]?.span.start;
  const behind = parts[end]?.span.start;
  return {
    parts: parts.slice(first, end),
    ...(before !== undefined && { before }),
    ...(behind !== undefined && { behind }),
  };
}

/** The first of the parts that stand before one and together hold at most so many units. */
function back(parts: readonly ShownPart[], from: number, most: number): number {
  let first = from;
  for (let length = 0; first > 0; first--) {
    const { start, end } = parts[first - 1]?.span ?? { start: 0, end: 0 };
    length += end - start;
    if (length > most) break;
  }
  return first;
}
