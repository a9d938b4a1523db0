import type { PageFrame } from './page.ts';
import type { PlacedLine } from './style.ts';
import type { TextBlock } from './tables/columns.ts';
import type { Segment } from './tables/segments.ts';
import { isWrapped, setEnd } from './wraps.ts';

/** The edges that the lines of a block were set to. */
export interface Column {
  readonly left: number;
  readonly right: number;
}

/** Parts of the font's size: what begins or ends at one place, and how unlike the two margins of a page may be. */
const SAME_EDGE = 0.7;
const UNLIKE = 3;
/** So many lines that end at one place tell an edge; a page of fewer lines tells none. */
const EDGE_LINES = 3;
const PAGE_LINES = 8;

/**
 * The edges of each block: of its own lines where it is a column beside others, else of all its page; a page with few lines has those
 * of the other pages.
 */
export function columnsOf(
  blocks: readonly { readonly block: TextBlock; readonly page: PageFrame }[],
): ReadonlyMap<TextBlock, Column> {
  const byPage = new Map<PageFrame, Segment[]>();
  for (const { block, page } of blocks) {
    if (block.column !== undefined) continue;
    const lines = byPage.get(page) ?? [];
    for (const line of block.lines) lines.push(line);
    byPage.set(page, lines);
  }
  const edges = new Map([...byPage].map(([page, lines]) => [page, edgesOf(lines, page)]));
  const sure = [...byPage].flatMap(([page, lines]) => {
    const column = edges.get(page);
    return column !== undefined && lines.length >= PAGE_LINES ? [{ page, column }] : [];
  });
  const usual = usualByWidth(sure);
  return new Map(
    blocks.map(({ block, page }) => {
      const own = block.column ?? edges.get(page) ?? { left: 0, right: page.width };
      const others = block.column === undefined ? usual.get(Math.round(page.width)) : undefined;
      return [block, others === undefined ? own : fromOthers(own, others, byPage.get(page) ?? [])];
    }),
  );
}

/** What most pages of a width (points) have. */
function usualByWidth(
  pages: readonly { readonly page: PageFrame; readonly column: Column }[],
): Map<number, Column> {
  const byWidth = new Map<number, Column[]>();
  for (const { page, column } of pages) {
    const width = Math.round(page.width);
    const columns = byWidth.get(width);
    if (columns === undefined) byWidth.set(width, [column]);
    else columns.push(column);
  }
  return new Map(
    [...byWidth].map(([width, columns]) => {
      const left = median(columns.map((column) => column.left));
      return [width, { left, right: left + median(columns.map((column) => column.right - column.left)) }];
    }),
  );
}

function edgesOf(lines: readonly Segment[], page: PageFrame): Column {
  const left = leftOf(lines);
  let right = 0;
  for (const line of lines) right = Math.max(right, setEnd(line));
  const size = lines[Math.floor(lines.length / 2)]?.size ?? 1;
  const ending = lines.filter((line) => right - setEnd(line) <= SAME_EDGE * size).length;
  const mirrored = page.width - left;
  const isEdge = ending >= EDGE_LINES || mirrored - right <= UNLIKE * size;
  return { left, right: isEdge ? right : Math.max(right, mirrored) };
}

/** Where several lines begin furthest left; where the only ones do that are. */
function leftOf(lines: readonly Segment[]): number {
  const lefts = lines.map(({ left }) => left).sort((a, b) => a - b);
  const size = lines[Math.floor(lines.length / 2)]?.size ?? 1;
  for (let at = 0; at + 1 < lefts.length; at++)
    if ((lefts[at + 1] ?? 0) - (lefts[at] ?? 0) <= SAME_EDGE * size) return lefts[at] ?? 0;
  return lefts[0] ?? 0;
}

/** A page whose lines tell less than those of others has their width, and their left edge where it has none of its own. */
function fromOthers(own: Column, usual: Column, lines: readonly Segment[]): Column {
  const width = usual.right - usual.left;
  if (lines.length >= PAGE_LINES && own.right - own.left >= 0.95 * width) return own;
  const near = lines.filter(({ left, size }) => Math.abs(left - own.left) <= SAME_EDGE * size).length;
  const left = near >= EDGE_LINES ? own.left : Math.min(own.left, usual.left);
  return { left, right: Math.max(own.right, left + width) };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** The lines of a block with their places in its column. */
export function placedLines(block: TextBlock, page: PageFrame, { left, right }: Column): PlacedLine[] {
  const { lines } = block;
  const pitch = pitchOf(lines, right);
  return lines.map((line, at): PlacedLine => {
    const above = lines[at - 1];
    const distance = above && line.y - above.y;
    // A larger font has larger steps.
    const usual = pitch === undefined || line.size > 1.2 * pitch.size ? 1.8 * line.size : pitch.step;
    return {
      text: line.text,
      doubts: line.doubts,
      left: line.left,
      right: line.right,
      y: line.y,
      size: line.size,
      font: line.font,
      isScanned: line.isScanned,
      page: page.number,
      indent: (line.left - left) / line.size,
      room: (right - line.right) / line.size,
      step: distance === undefined ? undefined : distance / usual,
    };
  });
}

/** The usual distance of lines that wrapped, and the size of their font. */
function pitchOf(lines: readonly Segment[], right: number): { step: number; size: number } | undefined {
  const all: { step: number; size: number }[] = [];
  const wrapped: typeof all = [];
  lines.forEach((line, at) => {
    const above = lines[at - 1];
    if (above === undefined || Math.abs(above.size - line.size) > 0.1 * line.size) return;
    const step = { step: line.y - above.y, size: line.size };
    all.push(step);
    if (isWrapped((right - above.right) / above.size, line.text)) wrapped.push(step);
  });
  const steps = (wrapped.length > 0 ? wrapped : all).sort((a, b) => a.step - b.step);
  return steps[Math.floor(steps.length / 2)];
}
