import { describe, expect, test } from 'vitest';
import { UNMEASURED } from '../../src/core/evidence/confidence.ts';
import { NO_SPELLER } from '../../src/core/language/spelling.ts';
import { readQuestion, usesWord } from '../../src/core/question/read.ts';
import {
  calibrated,
  DEFAULT_SETTINGS,
  evidenceSettings,
  NEVER,
  RULES,
  type Rule,
  type Settings,
  withoutRule,
} from '../../src/core/settings.ts';
import { LEXICON } from '../corpus/fixture.ts';
import { gazetteer, SETTINGS, sceneOf, script, segmenter, TWO_COUNTIES } from '../fakes/small-knowledge.ts';

const scene = await sceneOf(TWO_COUNTIES);

/** The answer with one rule off. */
async function without(rule: Rule | null, text: string, history: readonly string[] = []) {
  const settings = rule === null ? SETTINGS : withoutRule(SETTINGS, rule);
  const turns = history.map((content) => ({ role: 'user' as const, content }));
  return (await scene.ask(text, { history: turns, settings })).answer;
}

describe('the rules', () => {
  test('are all on, and one is switched off alone', () => {
    expect(Object.values(DEFAULT_SETTINGS.rules).every(Boolean)).toBe(true);
    for (const rule of RULES) {
      const { rules } = withoutRule(DEFAULT_SETTINGS, rule);
      expect(RULES.filter((one) => !rules[one])).toEqual([rule]);
    }
  });

  test.each<[Rule, string, readonly string[]]>([
    ['spelling', '汝城卫声室多少个', []],
    ['synonyms', '汝城穷村多少个', []],
    ['policyNames', '七免三补是什么', []],
    ['history', '那桂东呢', ['汝城低保标准是多少']],
    ['form', '汝城学生补贴多少元', []],
    ['foreign', '汝城村级幼儿园建多少个', []],
    ['threshold', '汝城村级幼儿园建多少个', []],
  ])('%s off answers otherwise what leans on it: %s', async (rule, text, history) => {
    const [on, off] = [await without(null, text, history), await without(rule, text, history)];
    expect(off.text).not.toBe(on.text);
  });

  test('that are signals of the confidence say nothing where they are off', () => {
    const off = (rule: Rule) => evidenceSettings(withoutRule(SETTINGS, rule));
    expect(off('sentenceVectors').fixed).toEqual({ similarity: null });
    expect(off('nearness').fixed).toEqual({ nearness: null });
    expect(off('elsewhere').fixed).toEqual({ elsewhere: 0 });
    expect(off('threshold').minConfidence).toBe(0);
    expect(off('form').checksForm).toBe(false);
    expect(evidenceSettings(SETTINGS)).toEqual(SETTINGS.evidence);
  });
});

test('without synonyms nothing of a question is read by the table', () => {
  const { knowledge } = scene;
  const deps = {
    ...{ knowledge, gazetteer, segmenter, script },
    speller: NO_SPELLER,
    settings: withoutRule(SETTINGS, 'synonyms'),
  };
  const read = (text: string, settings: Settings) =>
    readQuestion({ text, history: [] }, { ...deps, settings });
  const [spoken = '', word = ''] = Object.entries(LEXICON.spoken)
    .flatMap(([written, [said]]) => [said ?? '', written])
    .slice(0, 2);
  expect(read(`汝城低保标准${spoken}`, SETTINGS).searchText).toContain(word);
  expect(read(`汝城低保标准${spoken}`, deps.settings).searchText).toContain(spoken);
  expect(read('汝城最低生活保障标准', SETTINGS).subject).toContain('最低生活保障');
  expect(read('汝城最低生活保障标准', deps.settings).subject).not.toContain('最低生活保障');
  expect(usesWord({ knowledge, settings: SETTINGS }, '最低生活保障')).toBe(true);
  expect(usesWord(deps, '最低生活保障')).toBe(false);
});

test('without the place filter passages of other counties are ranked too', async () => {
  const places = async (settings: Settings) => {
    const { retrieved } = await scene.ask('汝城低保标准是多少', { settings });
    return new Set(retrieved.map(({ document }) => document));
  };
  expect(await places(SETTINGS)).toEqual(new Set(['rucheng.txt']));
  expect(await places(withoutRule(SETTINGS, 'placeFilter'))).toEqual(new Set(['rucheng.txt', 'guidong.txt']));
});

test('a list of weight 0 is not asked', async () => {
  const retrieval = { ...SETTINGS.retrieval, weights: { dense: 0, words: 1, bigrams: 0 } };
  const { retrieved } = await scene.ask('汝城低保标准是多少', { settings: { ...SETTINGS, retrieval } });
  expect(retrieved.length).toBeGreaterThan(0);
  for (const { ranks, similarity } of retrieved) {
    expect(Object.keys(ranks)).toEqual(['words']);
    expect(similarity).toBeNull();
  }
});

test('what was measured for a model takes the place of the careful settings', () => {
  expect(DEFAULT_SETTINGS.evidence).toMatchObject(UNMEASURED);
  const measured = { minConfidence: 0.4, calibration: { ...UNMEASURED.calibration, bias: 9 } };
  expect(calibrated(DEFAULT_SETTINGS, measured)).toEqual({
    ...DEFAULT_SETTINGS,
    evidence: { ...DEFAULT_SETTINGS.evidence, ...measured },
  });
});

test('a search finds passages for questions that are not answered from any', async () => {
  const found = await scene.search('七免三补是什么', 2);
  expect(found.length).toBe(2);
  expect(found[0]?.text).toContain('七免三补');
  expect(await scene.search('', 2)).toEqual([]);
});

test('without a threshold that was learned for the model nothing is said unasked', () => {
  expect(DEFAULT_SETTINGS.listening).toBe(NEVER);
  expect(calibrated({ ...DEFAULT_SETTINGS, listening: 0.5 }, UNMEASURED).listening).toBe(NEVER);
  expect(calibrated(DEFAULT_SETTINGS, { ...UNMEASURED, listening: 0.9 }).listening).toBe(0.9);
});
