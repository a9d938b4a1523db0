import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Reading } from '../../../src/core/evidence/reading/reading.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.ts';
import { calibrateReading, TRIED } from '../../../src/eval/calibration/reading.ts';
import type { CaseResult } from '../../../src/eval/run.ts';
import { createRandom } from '../../fakes/random.ts';

/**
 * Questions of which every second can be answered, weighed without much sense; a reader is played whose logit tells them
 * apart, or does not.
 */
function play(
  count: number,
  { tells, serving = null }: { readonly tells: boolean; readonly serving?: Reading | null },
) {
  const { below } = createRandom(5);
  const noise = () => below(1000) / 1000 - 0.5;
  const cases = Array.from({ length: count }, (_, at) => {
    const answerable = at % 2 === 0;
    return {
      id: `c${at}`,
      answerable,
      weighed: (answerable ? 0.3 : -0.3) + 3 * noise(),
      logit: tells ? (answerable ? 2 : -2.5) + noise() : 20 * noise() - 1,
    };
  });
  const asked: (Reading | null)[] = [];
  const measure = async ({
    change = (same: Settings) => same,
  }: {
    change?: (settings: Settings) => Settings;
  }) => {
    const { reading } = change({ ...DEFAULT_SETTINGS, reading: serving });
    asked.push(reading);
    return cases.map(({ id, answerable, weighed, logit }) => {
      const sum =
        reading === null ? weighed : reading.weighed * weighed + reading.logit * (logit - reading.usualLogit);
      const right = sum >= 0 === answerable;
      return {
        ...{ id, expect: answerable ? 'answer' : 'refuse', also: [], right, outcomeRight: right },
        ...{ outcome: sum >= 0 ? 'answer' : 'refuse', wrongPlaces: [], wrongFigures: [] },
      } as unknown as CaseResult;
    });
  };
  return { measure, asked };
}

const shareRight = (results: readonly CaseResult[]) =>
  results.filter(({ right }) => right).length / results.length;

test('a reader that tells answers apart is made to count, and the cases are answered better', async () => {
  const { measure, asked } = play(300, { tells: true });
  const tried: number[] = [];
  const { better, result, lines } = await calibrateReading({
    measure,
    onTried: (at, of) => tried.push(at / of),
  });
  expect(better?.logit).toBeGreaterThan(0.3);
  expect(shareRight(result)).toBeGreaterThan(shareRight(await measure({})) + 0.1);
  expect(asked[0]).toBeNull();
  expect(tried.at(-1)).toBe(1);
  expect(lines.join('\n')).toContain(JSON.stringify(better));
});

test('a reader that tells nothing is not made to count', async () => {
  const { measure } = play(300, { tells: false });
  const { better, result } = await calibrateReading({ measure });
  expect(better).toBeNull();
  expect(shareRight(result)).toBe(shareRight(await measure({})));
});

test('what was found best is found again by whoever begins with it', async () => {
  const { better } = await calibrateReading({ measure: play(300, { tells: true }).measure });
  const { measure, asked } = play(300, { tells: true, serving: better });
  expect((await calibrateReading({ measure })).better).toEqual(better);
  expect(asked.slice(0, 2)).toEqual([null, better]);
});

test('the numbers of the reader that ships are of those that are tried', () => {
  const file = new URL('../../../models/reader-zh/calibration.json', import.meta.url);
  const { reading } = JSON.parse(readFileSync(file, 'utf8')) as { readonly reading: Reading };
  expect(Object.keys(reading).sort()).toEqual(Object.keys(TRIED).sort());
  for (const [name, values] of Object.entries(TRIED))
    expect(values).toContain(reading[name as keyof Reading]);
});
