/** A stretch of set pixels in one row. `end` is the first pixel behind it. */
export interface PixelRun {
  readonly row: number;
  readonly start: number;
  readonly end: number;
}

/** Stretches in order of rows, within one from the left, apart. */
export function pixelRuns(width: number, height: number, isSet: (at: number) => boolean): PixelRun[] {
  const runs: PixelRun[] = [];
  for (let row = 0, at = 0; row < height; row++) {
    let start = -1;
    for (let column = 0; column < width; column++, at++) {
      if (isSet(at)) {
        if (start < 0) start = column;
      } else if (start >= 0) {
        runs.push({ row, start, end: column });
        start = -1;
      }
    }
    if (start >= 0) runs.push({ row, start, end: width });
  }
  return runs;
}

/** The stretches of each patch of pixels that touch each other, corners too. Linear in the stretches. */
export function components(runs: readonly PixelRun[]): PixelRun[][] {
  const parent = Int32Array.from(runs, (_, at) => at);
  const root = (at: number): number => {
    let top = at;
    while (parent[top] !== top) top = parent[top] ?? top;
    for (let step = at; step !== top; ) {
      const next = parent[step] ?? top;
      parent[step] = top;
      step = next;
    }
    return top;
  };
  let above = 0;
  runs.forEach((run, at) => {
    for (let other = runs[above]; other !== undefined && isPassed(other, run); other = runs[++above]);
    for (let next = above; ; next++) {
      const other = runs[next];
      if (other === undefined || other.row >= run.row || other.start > run.end) break;
      parent[root(next)] = root(at);
    }
  });
  const found = new Map<number, PixelRun[]>();
  runs.forEach((run, at) => {
    const top = root(at);
    const patch = found.get(top);
    if (patch === undefined) found.set(top, [run]);
    else patch.push(run);
  });
  return [...found.values()];
}

/** Whether nothing from `run` on can touch `other`. */
function isPassed(other: PixelRun, run: PixelRun): boolean {
  return other.row < run.row - 1 || (other.row === run.row - 1 && other.end < run.start);
}
