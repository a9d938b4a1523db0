/** What a value has to reach: at most, or at least. */
export type Goal = { readonly most: number } | { readonly least: number };

/** One line of the table of speed. */
export interface Row {
  readonly name: string;
  readonly about: string;
  readonly value: number;
  readonly unit: Unit;
  /** What the same work costs without the product, measured in the same run. */
  readonly floor: { readonly value: number; readonly about: string };
  /** Of the ratio where `isRatio`, else of the value. */
  readonly goal: Goal;
  readonly goalIsOfRatio: boolean;
  /** Whether the ratio is held against the kept one: not where a run tells too little, as of a 99th percentile. */
  readonly isKept: boolean;
}

export type Unit = 'ms' | 's' | 'MB' | 'share';

/** Ratios to the floor, by the names of their rows. */
export type Kept = Readonly<Record<string, number>>;

/** By how much a ratio may be worse than the kept one. */
export const SLACK = 0.15;

export function ratioOf({ value, floor }: Pick<Row, 'value' | 'floor'>): number {
  return value / floor.value;
}

export function isMet(row: Row): boolean {
  const reached = row.goalIsOfRatio ? ratioOf(row) : row.value;
  return 'most' in row.goal ? reached <= row.goal.most : reached >= row.goal.least;
}

/** The ratios of a run that are to be held; of rows that were not measured, those of before. */
export function keptOf(rows: readonly Row[], before: Kept = {}): Kept {
  const measured = rows
    .filter(({ isKept }) => isKept)
    .map((row) => [row.name, rounded(ratioOf(row))] as const);
  return { ...before, ...Object.fromEntries(measured) };
}

/** What is worse than what was kept by more than `SLACK`, each told in a line; none where all holds. */
export function lossesOf(rows: readonly Row[], kept: Kept): string[] {
  return rows.flatMap((row) => {
    const before = kept[row.name];
    if (before === undefined || !row.isKept) return [];
    const now = ratioOf(row);
    const isLoss = 'most' in row.goal ? now > before * (1 + SLACK) : now < before * (1 - SLACK);
    return isLoss ? [`${row.name}: ${rounded(now)} times its floor, ${before} were kept`] : [];
  });
}

/** The rows as a table to read, in columns. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.name,
    row.about,
    withUnit(row.value, row.unit),
    `${withUnit(row.floor.value, row.unit)} ${row.floor.about}`,
    ratioOf(row).toFixed(2),
    `${'most' in row.goal ? '≤' : '≥'} ${goalOf(row)}`,
    isMet(row) ? 'met' : 'missed',
  ]);
  return inColumns([['name', 'measure', 'value', 'floor', 'ratio', 'goal', ''], ...cells]);
}

/** Lines of as many cells, each cell as wide as the widest of its column. */
export function inColumns(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]!.map((_, at) => Math.max(...lines.map((line) => line[at]!.length)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function goalOf({ goal, goalIsOfRatio, unit }: Row): string {
  const bound = 'most' in goal ? goal.most : goal.least;
  return goalIsOfRatio || unit === 'share' ? String(bound) : `${bound} ${unit}`;
}

function withUnit(value: number, unit: Unit): string {
  if (unit === 'share') return value.toFixed(4);
  return `${value.toFixed(unit === 'MB' ? 0 : 2)} ${unit}`;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
