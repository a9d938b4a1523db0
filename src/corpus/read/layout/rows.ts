import { symbol } from '../word/symbols.ts';
import type { PageRun } from './page.ts';
import { foldRadicals } from './radicals.ts';
import { COLUMN_SPACE, gapOf, isSpread, type Piece, type Segment, segmentOf } from './tables/segments.ts';
import { widthIn } from './wraps.ts';

/** The segments on one height, from left to right; at least one. */
export interface Row {
  readonly segments: readonly Segment[];
  readonly y: number;
  readonly size: number;
}

/** Parts of a font's size: how far apart the baselines of one line may be. */
const LEVEL = 0.5;
/** The lines of runs, from above. N log n in the runs. */
export function rowsOf(runs: readonly PageRun[]): Row[] {
  const sorted = inOrder(runs.map(trimmed), (run) => run.y);
  const rows: Row[] = [];
  let open: PageRun[] = [];
  let y = 0;
  let size = 0;
  const close = () => {
    const row = rowOf(open);
    if (row !== undefined) rows.push(row);
  };
  for (const run of sorted) {
    const near = LEVEL * Math.max(size, run.size);
    if (open.length > 0 && run.y - y > near) {
      close();
      open = [];
    }
    if (open.length === 0 || run.size > size) {
      y = open.length === 0 ? run.y : Math.min(run.y, y + near);
      size = run.size;
    }
    open.push(run);
  }
  close();
  return rows;
}

/** Runs by their places; as they are where they are so already, as most lines of a file. */
function inOrder(runs: readonly PageRun[], place: (run: PageRun) => number): readonly PageRun[] {
  for (let at = 1; at < runs.length; at++)
    if (place(runs[at] as PageRun) < place(runs[at - 1] as PageRun))
      return [...runs].sort((a, b) => place(a) - place(b));
  return runs;
}

/** What is written otherwise, or cut off at the ends of a run. */
const UNUSUAL = /[\s\u2e80-\u2fd5\u3b35\ue000-\uf8ff]/u;

/** Without blanks at its ends: the run begins where its first character does. */
function trimmed(run: PageRun): PageRun {
  if (!UNUSUAL.test(run.text)) return run;
  const text = withoutChosen(foldRadicals(run.text.replaceAll(/[\t\n\r]/gu, ' ')), run.font ?? '');
  const bare = text.trim();
  if (bare === '' || bare === text) return { ...run, text };
  const start = text.indexOf(bare);
  const part = run.width / Math.max(1, widthIn(text));
  const doubts = (run.doubts ?? [])
    .map((span) => ({ start: Math.max(0, span.start - start), end: Math.min(bare.length, span.end - start) }))
    .filter((span) => span.end > span.start);
  return {
    ...run,
    text: bare,
    x: run.x + part * widthIn(text.slice(0, start)),
    width: part * widthIn(bare),
    ...(run.doubts && { doubts }),
  };
}

const CHOSEN = /[\ue000-\uf8ff]/u;

/** Signs of symbol fonts as characters: what is not known stands before items, as a rule. */
function withoutChosen(text: string, font: string): string {
  if (!CHOSEN.test(text)) return text;
  const name = font
    .replace(/^[A-Z]{6}\+/u, '')
    .replace(/[-,].*$/u, '')
    .replaceAll('_', ' ');
  return text.replaceAll(/[\ue000-\uf8ff]/gu, (sign) => {
    const known = symbol(name, sign.charCodeAt(0));
    return known === '' || /[\ue000-\uf8ff]/u.test(known) ? '•' : known;
  });
}

function rowOf(runs: readonly PageRun[]): Row | undefined {
  const pieces: Piece[] = [];
  let hasBlankBefore = false;
  for (const run of inOrder(runs, (run) => run.x)) {
    const isBlank = run.text.trim() === '';
    if (!isBlank) pieces.push(hasBlankBefore ? { ...run, hasBlankBefore } : run);
    hasBlankBefore = isBlank;
  }
  const parts: Piece[][] = [];
  const isOneWord = isSpread(pieces);
  let part: Piece[] = [];
  let last: Piece | undefined;
  for (const piece of pieces) {
    if (last !== undefined && (isOneWord || gapOf(last, piece) < COLUMN_SPACE)) part.push(piece);
    else {
      part = [piece];
      parts.push(part);
    }
    last = piece;
  }
  const segments = parts.map((part) => segmentOf(part, isOneWord));
  const widest = segments.reduce<Segment | undefined>(
    (most, segment) => (most !== undefined && most.text.length >= segment.text.length ? most : segment),
    undefined,
  );
  return widest && { segments, y: widest.y, size: widest.size };
}
