import { describe, expect, test } from 'vitest';
import { buildBm25Index, openBm25Index } from '../../src/engines/bm25-index.ts';
import { keywordIndexContract } from '../contracts/keyword-index.ts';
import { seededRandom } from '../fakes/vectors.ts';

keywordIndexContract('BM25', (terms) => openBm25Index(buildBm25Index(terms)));

/** Passages of terms that are common and rare as words are (Zipf). */
function randomPassages(count: number, seed: number): string[][] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () =>
    Array.from({ length: Math.floor(random() * 60) }, () => `词${Math.floor(1 / (random() + 0.003))}`),
  );
}

describe('BM25', () => {
  test('scores by the formula, written out plainly', () => {
    const passages = randomPassages(120, 5);
    const average = passages.reduce((sum, terms) => sum + terms.length, 0) / passages.length;
    const index = openBm25Index(buildBm25Index(passages));
    const query = ['词1', '词2', '词7', '词40'];
    const expected = passages
      .map((terms, ordinal) => {
        let score = 0;
        for (const term of query) {
          const f = terms.filter((other) => other === term).length;
          const n = passages.filter((other) => other.includes(term)).length;
          const idf = Math.log(1 + (passages.length - n + 0.5) / (n + 0.5));
          score += (idf * f * 2.2) / (f + 1.2 * (1 - 0.75 + (0.75 * terms.length) / average));
        }
        return { ordinal, score };
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || a.ordinal - b.ordinal);
    const hits = index.search(query, 1_000);
    expect(hits.map(({ ordinal }) => ordinal)).toEqual(expected.map(({ ordinal }) => ordinal));
    for (const [at, { score }] of hits.entries()) expect(score).toBeCloseTo(expected[at]!.score, 10);
  });

  test('a term that the query repeats counts once', () => {
    const index = openBm25Index(buildBm25Index(randomPassages(50, 1)));
    expect(index.search(['词1', '词2', '词1'], 10)).toEqual(index.search(['词1', '词2'], 10));
  });

  test('built on an index before has the bytes that it has when built anew', () => {
    const random = seededRandom(11);
    for (let round = 0; round < 30; round++) {
      const old = randomPassages(1 + Math.floor(random() * 60), round);
      const added = randomPassages(Math.floor(random() * 8), 1000 + round);
      const kept = old.flatMap((_, ordinal) => (random() < 0.8 ? [ordinal] : []));
      const next: (number | string[])[] = [...kept, ...added, ...kept.slice(0, 2)];
      if (round % 2 === 1) next.sort(() => random() - 0.5);
      const terms = next.map((one) => (typeof one === 'number' ? (old[one] ?? []) : one));
      expect(buildBm25Index(next, buildBm25Index(old))).toEqual(buildBm25Index(terms));
    }
  });

  test('refuses a passage that the index before does not have', () => {
    expect(() => buildBm25Index([2], buildBm25Index([['甲'], ['乙']]))).toThrow(RangeError);
    expect(() => buildBm25Index([0])).toThrow(RangeError);
  });

  test('a rarer term weighs more', () => {
    const index = openBm25Index(
      buildBm25Index([
        ['常', '罕'],
        ['常', '甲'],
        ['常', '乙'],
        ['罕', '丙'],
      ]),
    );
    const score = (term: string) => index.search([term], 1)[0]!.score;
    expect(score('罕')).toBeGreaterThan(score('常'));
  });

  test('keeps terms apart that share a beginning, and terms beyond the basic plane', () => {
    const index = openBm25Index(buildBm25Index([['低'], ['低保'], ['低保户'], ['𠮷'], ['\ud842']]));
    for (const [ordinal, term] of ['低', '低保', '低保户', '𠮷', '\ud842'].entries())
      expect(index.search([term], 10).map((hit) => hit.ordinal)).toEqual([ordinal]);
    expect(index.documentFrequency('低保户口')).toBe(0);
  });

  test('a term that a passage repeats beyond 65,535 times is still found', () => {
    const index = openBm25Index(buildBm25Index([Array.from({ length: 70_000 }, () => '低保'), ['公路']]));
    expect(index.search(['低保'], 5)).toEqual([{ ordinal: 0, score: expect.any(Number) }]);
  });
});

describe('the bytes of a keyword index', () => {
  const bytes = buildBm25Index(randomPassages(60, 9));

  test('are the same for the same passages', () => {
    expect(Buffer.compare(bytes, buildBm25Index(randomPassages(60, 9)))).toBe(0);
  });

  test('open wherever they lie in memory', () => {
    const expected = openBm25Index(bytes).search(['词1', '词3'], 5);
    for (const shift of [1, 2, 3, 4]) {
      const memory = new Uint8Array(bytes.length + shift);
      memory.set(bytes, shift);
      expect(openBm25Index(memory.subarray(shift)).search(['词1', '词3'], 5)).toEqual(expected);
    }
    expect(openBm25Index(Buffer.from(bytes)).search(['词1', '词3'], 5)).toEqual(expected);
  });

  test('throw when any one of them is flipped', () => {
    for (let at = 0; at < bytes.length; at += at < 32 ? 1 : 53) {
      // The last header word is reserved.
      if (at >= 28 && at < 32) continue;
      const flipped = bytes.slice();
      flipped[at]! ^= 1 << (at % 8);
      expect(() => openBm25Index(flipped), `byte ${at}`).toThrow(/已损坏/);
    }
  });

  test('throw when they are cut short or run on', () => {
    for (const length of [0, 1, 31, 32, 100, bytes.length - 1])
      expect(() => openBm25Index(bytes.slice(0, length))).toThrow(/已损坏/);
    expect(() => openBm25Index(new Uint8Array([...bytes, 0]))).toThrow(/已损坏/);
    expect(() => openBm25Index(new Uint8Array(4_096).fill(0xff))).toThrow(/已损坏/);
  });
});
