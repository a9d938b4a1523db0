import type { Run, RunCase } from './runs.ts';

/** A case that was right in one of two runs and wrong in the other; `at` is its place among the cases of the later one. */
export interface TurnedCase {
  readonly at: number;
  readonly before: RunCase;
  readonly after: RunCase;
}

export interface Turns {
  readonly toWrong: readonly TurnedCase[];
  readonly toRight: readonly TurnedCase[];
  readonly bothRight: number;
  readonly bothWrong: number;
  /** Cases of one run that the other does not have. */
  readonly onlyBefore: number;
  readonly onlyAfter: number;
}

/** What turned from one run to another, case by case; of cases that were judged in both. */
export function turnsBetween(before: Pick<Run, 'cases'>, after: Pick<Run, 'cases'>): Turns {
  const earlier = new Map(before.cases.map((one) => [one.id, one]));
  const later = new Set(after.cases.map(({ id }) => id));
  const pairs = after.cases.flatMap((one, at) => {
    const was = earlier.get(one.id);
    return was?.right === undefined || one.right === undefined ? [] : [{ at, before: was, after: one }];
  });
  return {
    toWrong: pairs.filter((pair) => pair.before.right === true && pair.after.right === false),
    toRight: pairs.filter((pair) => pair.before.right === false && pair.after.right === true),
    bothRight: pairs.filter((pair) => pair.before.right === true && pair.after.right === true).length,
    bothWrong: pairs.filter((pair) => pair.before.right === false && pair.after.right === false).length,
    onlyBefore: before.cases.filter(({ id }) => !later.has(id)).length,
    onlyAfter: after.cases.filter(({ id }) => !earlier.has(id)).length,
  };
}
