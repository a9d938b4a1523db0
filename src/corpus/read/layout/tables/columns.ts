import { setEnd } from '../wraps.ts';
import { alignedTable } from './aligned.ts';
import type { Item, TableItem } from './items.ts';
import { type Segment, sideBySide } from './segments.ts';
import type { Table } from './tables.ts';

/** Lines that follow each other, or a table. */
export type Block = TextBlock | { readonly table: Table };

export interface TextBlock {
  readonly lines: readonly Segment[];
  /** The edges of its column; undefined for text over the whole width of the page. */
  readonly column?: { readonly left: number; readonly right: number };
}

/** Parts of a font's size: the least space between columns of text, the least width of such a column. */
const GUTTER = 1.5;
const NARROWEST = 8;
/** So many lines of both sides tell a gutter, and so many are looked at. */
const LEAST_ROWS = 3;
const MOST_ROWS = 300;
const DEEPEST = 4;
/** So many lines are looked at on a page for columns: many times those that a page has. */
const MOST_LOOKS = 50_000;
/** So many items may stand beside the first one of two columns. */
const NEIGHBOURS = 8;
/** Parts of a font's size: how much lower the other column may begin. */
const BESIDE = 2;
/** Columns whose lines stand on other heights: the share of lines that meet, how far from the edge a full line ends, and how far
 * apart lines stand (parts of the size). */
const MEETING = 0.25;
const NEAR_EDGE = 1.6;
const WIDEST_PITCH = 2.5;
/** The share of a side's lines that are full, and of all rows that have words on each side. */
const FULL_SHARE = 0.4;
const DENSE = 0.8;
/** Lines whose distance is larger than the usual one by this factor are no neighbours. */
const APART = 1.25;

interface Looks {
  left: number;
}

interface Gutter {
  left: number;
  right: number;
  /** The first item behind. */
  to: number;
}

/** The blocks of a page in reading order: columns one after the other. Linear in the items. */
export function blocksOf(items: readonly Item[], page: number): Block[] {
  return blocksWithin(items, page, 0, { left: MOST_LOOKS });
}

function blocksWithin(items: readonly Item[], page: number, depth: number, looks: Looks): Block[] {
  const blocks: Block[] = [];
  let lines: Segment[] = [];
  const column = depth > 0 ? { column: edgesOf(items) } : {};
  const close = () => {
    if (lines.length > 0) blocks.push({ lines, ...column });
    lines = [];
  };
  for (let at = 0; at < items.length; ) {
    const item = items[at];
    if (item === undefined) break;
    const sides = depth < DEEPEST ? sidesAt(items, at, looks) : undefined;
    if (sides !== undefined) {
      close();
      for (const side of [sides.left, sides.right])
        for (const block of blocksWithin(side, page, depth + 1, looks)) blocks.push(block);
      at = sides.to;
      continue;
    }
    if ('table' in item) {
      close();
      blocks.push({ table: item.table });
      at++;
      continue;
    }
    const aligned = looks.left > 0 ? alignedTable(items, at, page) : undefined;
    looks.left -= aligned === undefined ? 1 : 0;
    if (aligned !== undefined) {
      close();
      blocks.push({ table: aligned.table });
      at = aligned.to;
      continue;
    }
    lines.push(sideBySide(item.row.segments));
    at++;
  }
  close();
  return blocks;
}

function edgesOf(items: readonly Item[]): { left: number; right: number } {
  let left = Number.POSITIVE_INFINITY;
  let right = 0;
  for (const item of items)
    for (const span of spansOf(item)) {
      left = Math.min(left, span.left);
      right = Math.max(right, 'text' in span ? setEnd(span) : span.right);
    }
  return { left, right };
}

function spansOf(item: Item): readonly (Segment | TableItem)[] {
  return 'row' in item ? item.row.segments : [item];
}

function sizeOf(item: Item): number {
  return 'row' in item ? item.row.size : 0;
}

/** Two columns of text that begin with an item. */
function sidesAt(
  items: readonly Item[],
  from: number,
  looks: Looks,
): { left: Item[]; right: Item[]; to: number } | undefined {
  if (looks.left <= 0) return undefined;
  const gutter = gutterAt(items, from);
  looks.left -= gutter === undefined ? 1 : gutter.to - from;
  if (gutter === undefined) return undefined;
  const middle = (gutter.left + gutter.right) / 2;
  const to = endOf(items, from, gutter.to, middle);
  const left: Item[] = [];
  const right: Item[] = [];
  for (const item of items.slice(from, to)) {
    if ('table' in item) {
      (item.left < middle ? left : right).push(item);
      continue;
    }
    for (const [side, segments] of [
      [left, item.row.segments.filter((segment) => segment.left < middle)],
      [right, item.row.segments.filter((segment) => segment.left >= middle)],
    ] as const) {
      const [first] = segments;
      if (first !== undefined) side.push({ row: { segments, y: first.y, size: first.size }, y: item.y });
    }
  }
  return areColumns(left, right, to - from) ? { left, right, to } : undefined;
}

/** The space between columns that goes furthest down from an item. */
function gutterAt(items: readonly Item[], from: number): Gutter | undefined {
  const first = items[from];
  if (first === undefined) return undefined;
  const spans = [...spansOf(first)];
  let size = sizeOf(first);
  // Neighbours may stand a line lower, and beside a table all along it.
  for (const next of items.slice(from + 1, from + 1 + NEIGHBOURS)) {
    size = Math.max(size, sizeOf(next));
    if (next.y - first.y >= BESIDE * size && !('table' in first && next.y < first.bottom)) break;
    spans.push(...spansOf(next));
  }
  if (haveCommon(spans)) return undefined;
  const least = GUTTER * size;
  let open: Gutter[] = gapsOf(spans, least).map((gap) => ({ ...gap, to: from }));
  let best: Gutter | undefined;
  for (let at = from; at < items.length && at < from + MOST_ROWS && open.length > 0; at++) {
    const item = items[at];
    if (item === undefined) break;
    open = open.flatMap((gutter) => {
      const rest = narrowed(gutter, item);
      return rest.right - rest.left >= Math.max(least, GUTTER * sizeOf(item))
        ? [{ ...rest, to: at + 1 }]
        : [];
    });
    for (const gutter of open)
      if (
        best === undefined ||
        gutter.to > best.to ||
        (gutter.to === best.to && widthOf(gutter) > widthOf(best))
      )
        best = gutter;
  }
  return best !== undefined && best.to - from >= LEAST_ROWS ? best : undefined;
}

/** Whether there is a place that all stand over: no space goes down between them. */
function haveCommon(spans: readonly { readonly left: number; readonly right: number }[]): boolean {
  let left = Number.NEGATIVE_INFINITY;
  let right = Number.POSITIVE_INFINITY;
  for (const span of spans) {
    left = Math.max(left, span.left);
    right = Math.min(right, span.right);
  }
  return left < right;
}

function widthOf({ left, right }: Gutter): number {
  return right - left;
}

function gapsOf(
  spans: readonly { readonly left: number; readonly right: number }[],
  least: number,
): { left: number; right: number }[] {
  const sorted = [...spans].sort((a, b) => a.left - b.left);
  let edge = sorted[0]?.right ?? 0;
  return sorted.slice(1).flatMap(({ left, right }) => {
    const gap = { left: edge, right: left };
    edge = Math.max(edge, right);
    return gap.right - gap.left >= least ? [gap] : [];
  });
}

/** What an item leaves of a gutter: the wider part where it stands within. */
function narrowed(gutter: Gutter, item: Item): Gutter {
  let { left, right } = gutter;
  for (const span of spansOf(item)) {
    if (span.right <= left || span.left >= right) continue;
    const before = span.left - left;
    const behind = right - span.right;
    if (before >= behind) right = Math.max(left, span.left);
    else left = Math.min(right, span.right);
  }
  return { left, right, to: gutter.to };
}

/** Lines of the left side alone at the end are the left column's only where nothing follows them closely. */
function endOf(items: readonly Item[], from: number, to: number, middle: number): number {
  let last = to;
  while (last > from && spansOf(items[last - 1] as Item).every(({ left }) => left < middle)) last--;
  const [end, next] = [items[to - 1], items[to]];
  if (last === to || end === undefined || next === undefined) return to;
  if ('table' in next) {
    const lefts = items.slice(from, to).filter((item) => spansOf(item).some(({ left }) => left < middle));
    const at = lefts.length - (to - last);
    const step = (lefts[at]?.y ?? 0) - (lefts[at - 1]?.y ?? Number.NEGATIVE_INFINITY);
    return step <= APART * pitchOf(lefts) ? to : last;
  }
  return next.y - end.y <= APART * pitchOf(items.slice(from, to)) ? last : to;
}

function pitchOf(items: readonly Item[]): number {
  const steps = items.slice(1).map((item, at) => item.y - (items[at]?.y ?? 0));
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
}

/** Whether both sides are text that is set to a width, not the cells of a table. */
function areColumns(left: readonly Item[], right: readonly Item[], rows: number): boolean {
  if (left.length < LEAST_ROWS || right.length < LEAST_ROWS) return false;
  const meeting = left.length + right.length - rows;
  if (meeting <= MEETING * Math.min(left.length, right.length) && areBeside(left, right)) return true;
  const shares = [left, right].map(fullShare);
  if (shares.some((share) => share === undefined)) return false;
  const [one = 0, other = 0] = shares as number[];
  if (one >= FULL_SHARE && other >= FULL_SHARE) return true;
  const isDense = Math.min(left.length, right.length) >= DENSE * rows;
  return isDense && rows >= 2 * LEAST_ROWS && Math.max(one, other) >= FULL_SHARE + 0.1;
}

/** How many of a side's lines end where others do; undefined where it is too narrow for text. */
function fullShare(items: readonly Item[]): number | undefined {
  const segments = items.flatMap((item) => ('row' in item ? item.row.segments : []));
  if (segments.length === 0) return 1;
  const ends = new Map<number, number>();
  const endOf = ({ right, size }: Segment) => Math.round(right / size);
  const isWide = ({ left, right, size }: Segment) => right - left >= NARROWEST * size;
  const wide = segments.filter(isWide);
  if (wide.length === 0) return undefined;
  for (const segment of wide) ends.set(endOf(segment), (ends.get(endOf(segment)) ?? 0) + 1);
  const full = wide.filter((segment) => {
    const end = endOf(segment);
    return (ends.get(end) ?? 0) + (ends.get(end - 1) ?? 0) + (ends.get(end + 1) ?? 0) >= LEAST_ROWS;
  });
  return full.length / segments.length;
}

/** Whether two sides whose lines stand on other heights, as the cells of no table do, are text all along each other. */
function areBeside(left: readonly Item[], right: readonly Item[]): boolean {
  const [top, end] = [
    Math.max(left[0]?.y ?? 0, right[0]?.y ?? 0),
    Math.min(left.at(-1)?.y ?? 0, right.at(-1)?.y ?? 0),
  ];
  return [left, right].every((side) => {
    const rows = side.flatMap((item) => ('row' in item ? [item.row] : []));
    const size = rows[Math.floor(rows.length / 2)]?.size ?? 0;
    const edge = edgesOf(side).right;
    const full = rows.filter(({ segments }) => {
      const [first, last] = [segments[0], segments.at(-1)];
      if (first === undefined || last === undefined) return false;
      return edge - setEnd(last) <= NEAR_EDGE * size && last.right - first.left >= NARROWEST * size;
    });
    const along = side.filter(({ y }) => y >= top - BESIDE * size && y <= end + BESIDE * size);
    return (
      full.length >= 2 &&
      full.length >= FULL_SHARE * rows.length &&
      2 * along.length >= side.length &&
      pitchOf(side) <= WIDEST_PITCH * size
    );
  });
}
