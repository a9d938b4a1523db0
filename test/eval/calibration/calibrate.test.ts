import { expect, test } from 'vitest';
import { type Calibrated, confidenceOf, type Signals } from '../../../src/core/evidence/confidence.ts';
import { calibrated, DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.ts';
import { calibrate } from '../../../src/eval/calibration/calibrate.ts';
import type { Case } from '../../../src/eval/cases.ts';
import type { CaseResult, Observed } from '../../../src/eval/run.ts';
import { createRandom } from '../../fakes/random.ts';

const SPAN = { start: 0, end: 10 };

/**
 * Questions of which every second can be answered: those have one sentence, nearer to them in words and in meaning than
 * the sentence of the others mostly is. An app is played that answers where the sentence is sure enough.
 */
function play(count: number, serving: Calibrated) {
  const { below } = createRandom(3);
  const noise = () => below(1000) / 1000 - 0.5;
  const cases = Array.from({ length: count }, (_, at) => {
    const answerable = at % 2 === 0;
    const signals: Signals = {
      coverage: Math.min(1, (answerable ? 0.8 : 0.5) + 0.5 * noise()),
      similarity: (answerable ? 0.62 : 0.55) + 0.1 * noise(),
      nearness: null,
      elsewhere: 0,
      foreign: 0,
      unplaced: 0,
      length: 60,
    };
    return { id: `c${at}`, answerable, signals };
  });
  const measure = async (
    { change = (same: Settings) => same }: { change?: (settings: Settings) => Settings },
    onAsked?: (observed: Observed) => void,
  ): Promise<CaseResult[]> => {
    const { minConfidence, calibration } = change(calibrated(DEFAULT_SETTINGS, serving)).evidence;
    return cases.map(({ id, answerable, signals }) => {
      const confidence = confidenceOf(signals, calibration);
      const said = confidence >= minConfidence;
      const one = { id, expect: answerable ? 'answer' : 'refuse', also: [] } as unknown as Case;
      onAsked?.({
        one,
        explained: {
          retrieved: [],
          evidence: [{ documentId: 'd', span: SPAN, signals, confidence, isEligible: true }],
        } as unknown as Observed['explained'],
        targets: answerable ? [{ documentId: 'd', spans: [SPAN] }] : [],
      });
      return {
        ...one,
        ...{
          outcome: said ? 'answer' : 'refuse',
          right: said === answerable,
          outcomeRight: said === answerable,
        },
        ...{
          ranking: null,
          citedRelevant: null,
          citations: 0,
          inexact: [],
          wrongPlaces: [],
          wrongFigures: [],
        },
      } as unknown as CaseResult;
    });
  };
  return measure;
}

const shareRight = (results: readonly CaseResult[]) =>
  results.filter(({ right }) => right).length / results.length;

/** As of a model whose cosines lie elsewhere. */
const STRANGE: Calibrated = {
  minConfidence: 0.6,
  calibration: { ...DEFAULT_SETTINGS.evidence.calibration, similarity: 50, usualSimilarity: 0.9 },
};

test('what is fitted answers more questions right than thresholds of another model', async () => {
  const measure = play(400, STRANGE);
  const { better, result } = await calibrate({ measure });
  expect(better).not.toBeNull();
  expect(shareRight(await measure({}))).toBeLessThan(0.6);
  expect(shareRight(result)).toBeGreaterThan(0.8);
  expect(better?.calibration.usualSimilarity).toBeGreaterThan(0.5);
  expect(better?.calibration.usualSimilarity).toBeLessThan(0.7);
  expect(better?.calibration.similarity).toBeGreaterThan(0);
  expect(better?.calibration.coverage).toBeGreaterThan(0);
  expect(better?.calibration.offTopic).toBe(1);
});

test('what serves is kept where the fit is worse', async () => {
  const played = play(400, STRANGE);
  // As if the settings of now were tuned by hand beyond what any fit reaches.
  const measure: typeof played = async (variant, onAsked) => {
    const results = await played(variant, onAsked);
    return 'change' in variant
      ? results
      : results.map((one) => ({ ...one, outcome: one.expect, right: true }));
  };
  const { better, result } = await calibrate({ measure });
  expect(better).toBeNull();
  expect(shareRight(result)).toBe(1);
});

test('too few cases of either sort are fitted to nothing', async () => {
  const { better, lines } = await calibrate({ measure: play(30, STRANGE) });
  expect(better).toBeNull();
  expect(lines.at(-1)).toContain('20');
});
