import { describe, expect, test } from 'vitest';
import type { Hit, KeywordIndex, Knowledge, VectorIndex } from '../../src/core/ports.ts';
import {
  explainRanked,
  RETRIEVAL,
  retrieve,
  type SearchForms,
  searchForms,
} from '../../src/core/retrieve.ts';
import { createNearEmbedder, knowledgeOf, segmenter, TWO_COUNTIES } from '../fakes/small-knowledge.ts';

const real = await knowledgeOf(TWO_COUNTIES);
const FORMS: SearchForms = { vector: new Float32Array(1), words: ['词'], bigrams: ['词组'] };

interface Asked {
  readonly k: number;
  readonly among: readonly number[] | undefined;
}

/** The knowledge with searches that return what they are told, and keep what they were asked. */
function scripted(dense: readonly Hit[], words: readonly number[], bigrams: readonly number[]) {
  const asked: Asked[] = [];
  const returning = (hits: readonly Hit[]) => (_: unknown, k: number, among?: Uint32Array) => {
    asked.push({ k, among: among && [...among] });
    return hits.slice(0, k);
  };
  const hits = (ordinals: readonly number[]) => ordinals.map((ordinal, at) => ({ ordinal, score: 9 - at }));
  const knowledge: Knowledge = {
    ...real,
    vectors: { ...real.vectors, search: returning(dense) } as VectorIndex,
    words: { ...real.words, search: returning(hits(words)) } as KeywordIndex,
    bigrams: { ...real.bigrams, search: returning(hits(bigrams)) } as KeywordIndex,
  };
  return { knowledge, asked };
}

const near = (...ordinals: number[]): Hit[] =>
  ordinals.map((ordinal, at) => ({ ordinal, score: 0.9 - at / 100 }));

describe('rank fusion', () => {
  test('sums 1 / (60 + rank) over the lists, best first', () => {
    const { knowledge } = scripted(near(4, 7), [7, 5], [7, 4, 5]);
    const ranked = retrieve(FORMS, knowledge, []);
    expect(ranked.map(({ ordinal, ranks }) => [ordinal, ranks])).toEqual([
      [7, { dense: 2, words: 1, bigrams: 1 }],
      [4, { dense: 1, bigrams: 2 }],
      [5, { words: 2, bigrams: 3 }],
    ]);
    const expected = [1 / 62 + 1 / 61 + 1 / 61, 1 / 61 + 1 / 62, 1 / 62 + 1 / 63];
    for (const [at, { score }] of ranked.entries()) expect(score).toBeCloseTo(expected[at]!, 12);
  });

  test('lets a list weigh more and flattens ranks with a larger constant', () => {
    const { knowledge } = scripted(near(1), [2], []);
    const settings = { ...RETRIEVAL, fusionK: 9, weights: { dense: 1, words: 3, bigrams: 1 } };
    const [first, second] = retrieve(FORMS, knowledge, [], settings);
    expect([first!.ordinal, second!.ordinal]).toEqual([2, 1]);
    expect(first!.score).toBeCloseTo(0.3, 12);
    expect(second!.score).toBeCloseTo(0.1, 12);
  });

  test('has the cosine of what dense search saw, and null for the rest', () => {
    const { knowledge } = scripted(near(3), [3, 8], []);
    expect(retrieve(FORMS, knowledge, []).map(({ ordinal, similarity }) => [ordinal, similarity])).toEqual([
      [3, 0.9],
      [8, null],
    ]);
  });

  test('puts equal scores in order of the corpus, the same every time', () => {
    const { knowledge } = scripted(near(9), [2], [5]);
    for (let round = 0; round < 5; round++)
      expect(retrieve(FORMS, knowledge, []).map(({ ordinal }) => ordinal)).toEqual([2, 5, 9]);
  });

  test('without a vector ranks by terms alone and never asks dense search', () => {
    const { knowledge, asked } = scripted(near(1, 2), [5], [6]);
    const ranked = retrieve({ ...FORMS, vector: null }, knowledge, []);
    expect(ranked.map(({ ordinal, similarity }) => [ordinal, similarity])).toEqual([
      [5, null],
      [6, null],
    ]);
    expect(asked).toHaveLength(2);
  });

  test('of nothing found is empty', () => {
    expect(retrieve(FORMS, scripted([], [], []).knowledge, [])).toEqual([]);
  });
});

describe('the place of a question', () => {
  const ordinalsOf = (...places: string[]) =>
    [...real.passages.keys()].filter((ordinal) => places.includes(real.passages[ordinal]!.place!));

  test('is a filter of every list', () => {
    const { knowledge, asked } = scripted(near(0), [0], [0]);
    retrieve(FORMS, knowledge, ['桂东县']);
    expect(asked).toEqual(Array(3).fill({ k: RETRIEVAL.depth, among: ordinalsOf('桂东县') }));
  });

  test('may be several, each passage once and ascending, however they are named', () => {
    const { knowledge, asked } = scripted(near(0), [0], [0]);
    retrieve(FORMS, knowledge, ['桂东县', '汝城县', '桂东县']);
    expect(asked[0]!.among).toEqual(ordinalsOf('汝城县', '桂东县'));
  });

  test('that no passage has finds nothing', async () => {
    const vector = await createNearEmbedder().embedQuery('低保标准');
    expect(retrieve(searchForms('低保标准', vector, real, segmenter), real, ['北京市'])).toEqual([]);
  });

  test('keeps every passage of another county out, in the real searches', async () => {
    const vector = await createNearEmbedder().embedQuery('低保标准');
    const forms = searchForms('低保标准', vector, real, segmenter);
    const whole = retrieve(forms, real, []).map(({ ordinal }) => real.passages[ordinal]!.place);
    expect(new Set(whole)).toEqual(new Set(['汝城县', '桂东县']));
    const scoped = retrieve(forms, real, ['汝城县']);
    expect(scoped.length).toBeGreaterThan(0);
    expect(scoped.every(({ ordinal }) => real.passages[ordinal]!.place === '汝城县')).toBe(true);
  });
});

test('what a tester sees is the passage with its exact span, scores and ranks', () => {
  const [shown] = explainRanked({ ordinal: 0, score: 0.03, similarity: null, ranks: { words: 2 } }, real);
  const { span, text, documentId } = real.passages[0]!;
  expect(shown).toEqual({
    documentId,
    document: 'rucheng.txt',
    span,
    text,
    score: 0.03,
    similarity: null,
    ranks: { words: 2 },
  });
  expect(real.documentById.get(documentId)!.text.slice(span.start, span.end)).toBe(text);
  expect(explainRanked({ ordinal: 99, score: 0, similarity: null, ranks: {} }, real)).toEqual([]);
});
