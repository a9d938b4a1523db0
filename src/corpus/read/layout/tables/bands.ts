import type { PageRun, Rule } from '../page.ts';
import { isAcross, merged, turned } from './grids.ts';

/** So many rows make a table, each between two lines across, that nothing parts from side to side. */
const LEAST_ROWS = 3;
const MOST_RULES = 500;
const MOST_SPACES = 60;
/** Points: lines that begin and end at one place. */
const SAME = 3;
/** Parts of the font's size: the least space between two columns, the highest row. */
const SPACE = 0.4;
const HIGHEST = 24;
/** The share of rows that has words on both sides of a space for it to part columns. */
const BOTH_SIDES = 0.5;

interface Span {
  readonly left: number;
  readonly right: number;
}

/** What stands between two lines across, and the spaces beside and between its words. */
interface Band {
  readonly top: number;
  readonly bottom: number;
  readonly words: readonly Span[];
  readonly spaces: readonly Span[];
}

/**
 * The borders that a table leaves out whose rows are parted by lines and whose columns by space alone: vertical lines
 * through the spaces that rows below each other have in common.
 */
export function missingBorders(rules: readonly Rule[], runs: readonly PageRun[]): Rule[] {
  const across = rules.filter(isAcross);
  const size = runs[Math.floor(runs.length / 2)]?.size;
  if (size === undefined || across.length <= LEAST_ROWS || across.length > MOST_RULES) return [];
  const down = rules.filter((rule) => !isAcross(rule)).slice(0, MOST_RULES);
  return stacksOf(merged(across.map(turned)).map(turned)).flatMap((stack) =>
    tablesOf(bandsOf(stack, down, runs, size)),
  );
}

/** Lines of one length below each other, from above. */
function stacksOf(across: readonly Rule[]): Rule[][] {
  const stacks = new Map<string, Rule[]>();
  for (const rule of [...across].sort((a, b) => a.y1 - b.y1)) {
    const key = `${Math.round(rule.x1 / SAME)} ${Math.round(rule.x2 / SAME)}`;
    const stack = stacks.get(key);
    if (stack === undefined) stacks.set(key, [rule]);
    else stack.push(rule);
  }
  return [...stacks.values()].filter(({ length }) => length > LEAST_ROWS);
}

/** The rows of a stack; undefined for one that is no such row: very high, or with a border of its own. */
function bandsOf(
  stack: readonly Rule[],
  down: readonly Rule[],
  runs: readonly PageRun[],
  size: number,
): (Band | undefined)[] {
  const words = stack.map((): Span[] => []);
  const [first] = stack;
  if (first === undefined) return [];
  for (const run of runs) {
    const at = lastAbove(stack, run.y);
    if (at >= 0 && run.x >= first.x1 - SAME && run.x < first.x2)
      words[at]?.push({ left: run.x, right: run.x + run.width });
  }
  return stack.slice(0, -1).map((rule, at) => {
    const [top, bottom] = [rule.y1, stack[at + 1]?.y1 ?? rule.y1];
    const isDrawn = down.some(
      ({ x1, y1, y2 }) => x1 > rule.x1 + SAME && x1 < rule.x2 - SAME && y1 < bottom - SAME && y2 > top + SAME,
    );
    if (isDrawn || bottom - top > HIGHEST * size) return undefined;
    const held = [...(words[at] ?? [])].sort((a, b) => a.left - b.left);
    return { top, bottom, words: held, spaces: spacesOf(held, rule.x1, rule.x2, SPACE * size) };
  });
}

/** The place of the last line above a height; -1 without any. */
function lastAbove(stack: readonly Rule[], y: number): number {
  let from = 0;
  let to = stack.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((stack[middle]?.y1 ?? 0) <= y) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

function spacesOf(words: readonly Span[], left: number, right: number, least: number): Span[] {
  const found: Span[] = [];
  let edge = left;
  for (const word of [...words, { left: right, right }]) {
    if (word.left - edge >= least && found.length < MOST_SPACES) found.push({ left: edge, right: word.left });
    edge = Math.max(edge, word.right);
  }
  return found;
}

/** Rows that follow each other as long as they have a space in common that parts words. */
function tablesOf(bands: readonly (Band | undefined)[]): Rule[] {
  const borders: Rule[] = [];
  let open: Band[] = [];
  let spaces: readonly Span[] = [];
  const close = () => {
    if (open.length >= LEAST_ROWS) borders.push(...bordersOf(open, spaces));
    open = [];
  };
  for (const band of bands) {
    if (band === undefined) {
      close();
      continue;
    }
    const common = open.length === 0 ? band.spaces : inCommon(spaces, band.spaces);
    if (open.length > 0 && !common.some((space) => parts([...open, band], space) > 0)) {
      close();
      spaces = band.spaces;
    } else spaces = common;
    open.push(band);
  }
  close();
  return borders;
}

function inCommon(some: readonly Span[], others: readonly Span[]): Span[] {
  return some.flatMap((one) =>
    others.flatMap((other) => {
      const span = { left: Math.max(one.left, other.left), right: Math.min(one.right, other.right) };
      return span.right - span.left >= 1 ? [span] : [];
    }),
  );
}

/** How many rows have words on both sides of a space. */
function parts(bands: readonly Band[], { left, right }: Span): number {
  return bands.filter(
    ({ words }) => words.some((word) => word.left < left) && words.some((word) => word.left >= right),
  ).length;
}

function bordersOf(bands: readonly Band[], spaces: readonly Span[]): Rule[] {
  const [top, bottom] = [bands[0]?.top ?? 0, bands.at(-1)?.bottom ?? 0];
  return spaces
    .filter((space) => parts(bands, space) >= BOTH_SIDES * bands.length)
    .map(({ left, right }) => ({ x1: (left + right) / 2, x2: (left + right) / 2, y1: top, y2: bottom }));
}
