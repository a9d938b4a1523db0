import type { PageRun, Rule } from './page.ts';
import { isAcross } from './tables/grids.ts';
import { widthIn } from './wraps.ts';

/** Parts of a font's size: how far above the baseline a line strikes text out, and how far from its ends the text's may be. */
const LOWEST = 0.18;
const HIGHEST = 0.55;
const SAME_END = 0.5;
/** So many lines are looked at for a run: more than cross any text. */
const MOST_LOOKS = 30;

interface Strike {
  readonly rule: Rule;
  readonly runs: {
    readonly at: number;
    readonly start: number;
    readonly end: number;
    readonly from: number;
    readonly to: number;
  }[];
}

/** Runs without what a line through its middle strikes out, and that, from above. N log n in runs and rules. */
export function withoutStruck(
  runs: readonly PageRun[],
  rules: readonly Rule[],
): { readonly runs: readonly PageRun[]; readonly struck: readonly string[] } {
  const across = rules.filter(isAcross).sort((a, b) => a.y1 - b.y1);
  const strikes = across.map((rule): Strike => ({ rule, runs: [] }));
  if (across.length > 0) for (const [at, run] of runs.entries()) find(run, at, strikes);
  const cuts = new Map<number, { start: number; end: number }[]>();
  const struck: string[] = [];
  for (const { rule, runs: over } of strikes) {
    if (over.length === 0) continue;
    over.sort((a, b) => a.from - b.from);
    const size = runs[over[0]?.at ?? 0]?.size ?? 0;
    const right = over.reduce((most, { to }) => Math.max(most, to), 0);
    // A border, or a line that a word stands on, ends elsewhere.
    if (
      Math.abs((over[0]?.from ?? 0) - rule.x1) > SAME_END * size ||
      Math.abs(right - rule.x2) > SAME_END * size
    )
      continue;
    struck.push(
      over
        .map(({ at, start, end }) => unitsOf(runs[at]).slice(start, end).join(''))
        .join('')
        .trim(),
    );
    for (const { at, start, end } of over) cuts.set(at, [...(cuts.get(at) ?? []), { start, end }]);
  }
  if (cuts.size === 0) return { runs, struck: [] };
  const kept: PageRun[] = [];
  runs.forEach((run, at) => {
    const own = cuts.get(at);
    if (own === undefined) kept.push(run);
    else keepRest(run, own, kept);
  });
  return { runs: kept, struck: [...new Set(struck)].filter((text) => text !== '') };
}

function unitsOf(run: PageRun | undefined): string[] {
  return Array.from(run?.text ?? '');
}

function find(run: PageRun, at: number, strikes: readonly Strike[]): void {
  let [low, high] = [0, strikes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((strikes[middle]?.rule.y1 ?? 0) < run.y - HIGHEST * run.size) low = middle + 1;
    else high = middle;
  }
  for (let look = low; look < Math.min(strikes.length, low + MOST_LOOKS); look++) {
    const strike = strikes[look];
    if (strike === undefined || strike.rule.y1 > run.y - LOWEST * run.size) break;
    const { x1, x2 } = strike.rule;
    if (x2 <= run.x || x1 >= run.x + run.width || run.text.trim() === '') continue;
    const edges = edgesOf(run);
    const isIn = (unit: number) => {
      const middle = ((edges[unit] ?? 0) + (edges[unit + 1] ?? 0)) / 2;
      return middle > x1 && middle < x2;
    };
    let start = 0;
    while (start + 1 < edges.length && !isIn(start)) start++;
    let end = start;
    while (end + 1 < edges.length && isIn(end)) end++;
    if (end > start) strike.runs.push({ at, start, end, from: edges[start] ?? 0, to: edges[end] ?? 0 });
  }
}

/** Where each character of a run begins, and the last one ends. */
function edgesOf(run: PageRun): number[] {
  const part = run.width / Math.max(0.1, widthIn(run.text));
  let x = run.x;
  return [x, ...unitsOf(run).map((unit) => (x += part * widthIn(unit)))];
}

/** Adds the parts of a run between what is cut out of it. Each takes the place of what stood behind it: no space is seen there. */
function keepRest(
  run: PageRun,
  cuts: readonly { readonly start: number; readonly end: number }[],
  kept: PageRun[],
): void {
  const units = unitsOf(run);
  const edges = edgesOf(run);
  let open = 0;
  let left = run.x;
  const keep = (end: number) => {
    const text = units.slice(open, end).join('');
    if (text.trim() === '') return;
    const offset = units.slice(0, open).join('').length;
    const doubts = (run.doubts ?? [])
      .map((span) => ({
        start: Math.max(0, span.start - offset),
        end: Math.min(text.length, span.end - offset),
      }))
      .filter((span) => span.end > span.start);
    kept.push({ ...run, text, x: left, width: (edges[end] ?? left) - left, ...(run.doubts && { doubts }) });
  };
  for (const { start, end } of [...cuts].sort((a, b) => a.start - b.start)) {
    keep(start);
    open = Math.max(open, end);
    const right = edges[open] ?? left;
    const last = kept.at(-1);
    if (last === undefined || !isBefore(last, run, edges[start] ?? 0)) continue;
    kept[kept.length - 1] = { ...last, width: right - last.x };
    left = right;
  }
  keep(units.length);
}

/** Whether a run ends on another's line where something begins. */
function isBefore(last: PageRun, { y, size }: PageRun, x: number): boolean {
  return Math.abs(last.y - y) <= SAME_END * size && Math.abs(last.x + last.width - x) <= size;
}
