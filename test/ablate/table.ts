import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Switch } from './switches.ts';

/** What came of switching one rule off. */
export interface AblatedRule extends Omit<Switch, 'id'> {
  /** Cases that were asked: those in which it changes a value. */
  readonly met: number;
  /** Of these, those whose answer has another text. */
  readonly changed: number;
  /** Answers that became dangerous, and those that were and are no more. */
  readonly dangerous: number;
  readonly harmless: number;
  /** Cases that threw: what calls the rule cannot do without its value. They count as lost. */
  readonly failed: number;
  /** It changes what is read once of a whole corpus. */
  readonly isOnce: boolean;
  /** It cost so many cases that the others were not asked any more. */
  readonly isStopped: boolean;
  /** Ids of cases that are right with the rule alone, and without it alone, by file; of held-back files '' for each. */
  readonly lost: Readonly<Record<string, readonly string[]>>;
  readonly won: Readonly<Record<string, readonly string[]>>;
}

/** What comes of a rule that changes no value in any case. */
export const NOTHING: Omit<AblatedRule, keyof Switch> = {
  ...{ met: 0, changed: 0, dangerous: 0, harmless: 0, failed: 0, isOnce: false, isStopped: false },
  ...{ lost: {}, won: {} },
};

/** What names a switch while the lines around it move. */
export function keyOf({ file, name, to }: Pick<Switch, 'file' | 'name' | 'to'>): string {
  return `${file} ${name} ${to}`;
}

const countOf = (of: AblatedRule['lost']) => Object.values(of).flat().length;

/** Cases that a rule is worth: lost without it, less those won. */
export function worthOf({ lost, won }: Pick<AblatedRule, 'lost' | 'won'>): number {
  return countOf(lost) - countOf(won);
}

/** A rule without the reader and with it, and the tests that fail without it; undefined where it was not asked. */
export interface Row {
  readonly weighed: AblatedRule;
  readonly read?: AblatedRule | undefined;
  readonly tests?: readonly string[] | undefined;
}

/** The rows, those that are worth most first. */
export function sortedRows(rows: readonly Row[]): Row[] {
  const most = ({ weighed, read }: Row) => Math.max(worthOf(weighed), read === undefined ? 0 : worthOf(read));
  return rows.toSorted((a, b) => most(b) - most(a) || b.weighed.changed - a.weighed.changed);
}

/** Writes the rows as they are to `table.json`, and for people to `table.txt`. */
export function writeTable(folder: string, rows: readonly Row[]): void {
  writeFileSync(join(folder, 'table.json'), JSON.stringify(rows));
  const lines = rows.map(({ weighed, read, tests }) => {
    const { to, lines, file, line, name, lost } = weighed;
    const files = Object.entries(lost).map(([of, ids]) => `${of} ${ids.length}`);
    const held = tests === undefined ? '' : tests.length === 0 ? 'no test' : `held by ${tests.length} tests`;
    return [
      ...[told(weighed).padEnd(26), (read === undefined ? '' : told(read)).padEnd(26), held.padEnd(18)],
      ...[
        to.padEnd(9),
        String(lines).padStart(4),
        `${file.replace('src/core/', '')}:${line}`,
        name,
        files.join(', '),
      ],
    ].join('  ');
  });
  const head =
    'without the reader, then with it: -lost +won without the rule, !more-fewer dangerous, ~texts changed/cases in which it changes a value, > not asked further';
  writeFileSync(join(folder, 'table.txt'), `${[head, '', ...lines].join('\n')}\n`);
}

function told({ isStopped, lost, won, dangerous, harmless, changed, met }: AblatedRule): string {
  return `${isStopped ? '>' : ' '}-${countOf(lost)} +${countOf(won)} !${dangerous}-${harmless} ~${changed}/${met}`;
}
