import type { Box, Rule } from '../page.ts';

/** A table that rules draw: where its columns and rows meet, and which of its fields are one cell. */
export interface Grid extends Box {
  /** From the left and from above, one more than there are columns and rows. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** Row by row from the left, apart from each other; together they cover the table. */
  readonly cells: readonly GridPlace[];
}

/** From 0: the first field of a cell, and over how many it goes. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** Points: lines that are nearer are one, and touch. */
const NEAR = 3;
/** Nobody draws so many lines on a page but for a picture. */
const MOST_RULES = 20_000;
const MOST_FIELDS = 100_000;

/** The tables of a page, from above. A frame of one column is none. */
export function gridsOf(rules: readonly Rule[]): Grid[] {
  if (rules.length < 4 || rules.length > MOST_RULES) return [];
  const across = merged(rules.filter(isAcross).map(turned)).map(turned);
  const down = merged(rules.filter((rule) => !isAcross(rule)));
  return componentsOf(across, down)
    .map(({ across: rows, down: columns }) => gridOf(rows, columns))
    .filter((grid): grid is Grid => grid !== undefined)
    .sort((a, b) => a.y - b.y);
}

export function isAcross({ x1, x2, y1, y2 }: Rule): boolean {
  return x2 - x1 >= y2 - y1;
}

export function turned({ x1, y1, x2, y2 }: Rule): Rule {
  return { x1: y1, y1: x1, x2: y2, y2: x2 };
}

/** Vertical lines that go on from each other as one. */
export function merged(rules: readonly Rule[]): Rule[] {
  const found: Rule[] = [];
  for (const column of clusters(rules, ({ x1, x2 }) => (x1 + x2) / 2)) {
    const x = column.reduce((sum, { x1, x2 }) => sum + (x1 + x2) / 2, 0) / column.length;
    let open: Rule | undefined;
    for (const { y1, y2 } of [...column].sort((a, b) => a.y1 - b.y1)) {
      if (open !== undefined && y1 <= open.y2 + NEAR) open = { ...open, y2: Math.max(open.y2, y2) };
      else {
        if (open !== undefined) found.push(open);
        open = { x1: x, x2: x, y1, y2 };
      }
    }
    if (open !== undefined) found.push(open);
  }
  return found;
}

/** What has nearly one value, in order of it. */
function clusters<Item>(items: readonly Item[], placeOf: (item: Item) => number): Item[][] {
  const found: Item[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const item of [...items].sort((a, b) => placeOf(a) - placeOf(b))) {
    const value = placeOf(item);
    if (value - last <= NEAR) found.at(-1)?.push(item);
    else found.push([item]);
    last = value;
  }
  return found;
}

interface Component {
  readonly across: Rule[];
  readonly down: Rule[];
}

/** Lines that meet each other, be it through others. At most as many meetings are looked at as a page can have fields. */
function componentsOf(across: readonly Rule[], down: readonly Rule[]): Component[] {
  const parent = Array.from({ length: across.length + down.length }, (_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (parent[root] !== root) root = parent[root] ?? root;
    for (let step = at; step !== root; ) {
      const next = parent[step] ?? root;
      parent[step] = root;
      step = next;
    }
    return root;
  };
  let looks = 0;
  const byHeight = across.map((rule, at) => ({ rule, at })).sort((a, b) => a.rule.y1 - b.rule.y1);
  down.forEach((column, at) => {
    let from = firstAt(byHeight, column.y1 - NEAR);
    for (
      let row = byHeight[from];
      row !== undefined && row.rule.y1 <= column.y2 + NEAR;
      row = byHeight[++from]
    ) {
      if (++looks > 10 * MOST_FIELDS) return;
      if (row.rule.x1 - NEAR <= column.x1 && column.x1 <= row.rule.x2 + NEAR)
        parent[rootOf(across.length + at)] = rootOf(row.at);
    }
  });
  const found = new Map<number, Component>();
  const componentOf = (at: number): Component => {
    const root = rootOf(at);
    const component = found.get(root) ?? { across: [], down: [] };
    found.set(root, component);
    return component;
  };
  across.forEach((rule, at) => {
    componentOf(at).across.push(rule);
  });
  down.forEach((rule, at) => {
    componentOf(across.length + at).down.push(rule);
  });
  return [...found.values()].filter((one) => one.across.length >= 2 && one.down.length >= 1);
}

function firstAt(sorted: readonly { readonly rule: Rule }[], y: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle]?.rule.y1 ?? 0) < y) from = middle + 1;
    else to = middle;
  }
  return from;
}

function gridOf(across: readonly Rule[], down: readonly Rule[]): Grid | undefined {
  const left = Math.min(...across.map(({ x1 }) => x1), ...down.map(({ x1 }) => x1));
  const right = Math.max(...across.map(({ x2 }) => x2), ...down.map(({ x2 }) => x2));
  const top = Math.min(...across.map(({ y1 }) => y1));
  const bottom = Math.max(...across.map(({ y1 }) => y1));
  // A table may be open on its sides.
  const xs = positions([left, ...down.map(({ x1 }) => x1), right]);
  const ys = positions([top, ...across.map(({ y1 }) => y1), bottom]);
  if (xs.length < 3 || ys.length < 2 || xs.length * ys.length > MOST_FIELDS) return undefined;
  const isParted = bordersOf(down, xs, ys);
  const isRuled = bordersOf(across.map(turned), ys, xs);
  return {
    x: left,
    y: top,
    width: right - left,
    height: bottom - top,
    xs,
    ys,
    cells: cellsOf(
      xs.length - 1,
      ys.length - 1,
      (row, column) => isParted(column, row),
      (row, column) => isRuled(row, column),
    ),
  };
}

function positions(values: readonly number[]): number[] {
  return clusters(values, (value) => value).map(
    (group) => group.reduce((sum, value) => sum + value, 0) / group.length,
  );
}

/**
 * Whether the vertical line at the place `x` of `xs` goes along the field between the places `y` and `y + 1` of `ys`.
 */
function bordersOf(
  down: readonly Rule[],
  xs: readonly number[],
  ys: readonly number[],
): (x: number, y: number) => boolean {
  const borders = xs.map(() => new Uint8Array(Math.max(0, ys.length - 1)));
  for (const { x1, y1, y2 } of down) {
    const border = borders[nearest(xs, x1)];
    for (let row = nearest(ys, y1); border !== undefined && row < ys.length - 1; row++) {
      const middle = ((ys[row] ?? 0) + (ys[row + 1] ?? 0)) / 2;
      if (middle > y2) break;
      if (middle >= y1) border[row] = 1;
    }
  }
  return (x, y) => borders[x]?.[y] === 1;
}

/** The place of the value that is nearest. */
function nearest(values: readonly number[], value: number): number {
  const at = fieldOf(values, value);
  return Math.abs((values[at + 1] ?? Number.POSITIVE_INFINITY) - value) < Math.abs((values[at] ?? 0) - value)
    ? at + 1
    : at;
}

/** The last place whose value is not above, at least 0. */
export function fieldOf(values: readonly number[], value: number): number {
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if ((values[middle] ?? 0) <= value) from = middle;
    else to = middle - 1;
  }
  return from;
}

/** @param isParted whether a line stands left of a field; `isRuled` above it. */
function cellsOf(
  columns: number,
  rows: number,
  isParted: (row: number, column: number) => boolean,
  isRuled: (row: number, column: number) => boolean,
): GridPlace[] {
  const isTaken = new Uint8Array(columns * rows);
  const found: GridPlace[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      if (isTaken[row * columns + column] === 1) continue;
      let right = column + 1;
      while (right < columns && !isParted(row, right) && isTaken[row * columns + right] !== 1) right++;
      let below = row + 1;
      const goesOn = (next: number): boolean => {
        for (let at = column; at < right; at++)
          if (isRuled(next, at) || isTaken[next * columns + at] === 1 || (at > column && isParted(next, at)))
            return false;
        return true;
      };
      while (below < rows && goesOn(below)) below++;
      for (let y = row; y < below; y++) isTaken.fill(1, y * columns + column, y * columns + right);
      found.push({ row, column, rows: below - row, columns: right - column });
    }
  return found;
}
