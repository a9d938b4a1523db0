import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Embedder } from '../../src/core/ports.ts';

/** What every `Embedder` promises. @param create a fresh one; the suite closes it. */
export function embedderContract(name: string, create: () => Promise<Embedder>): void {
  describe(`${name} as an Embedder`, () => {
    let embedder: Embedder;
    beforeAll(async () => {
      embedder = await create();
    });
    afterAll(() => embedder.close());

    test('says which model it is', () => {
      const { id, sha256, dimensions, maxInputTokens } = embedder.model;
      expect(id).not.toBe('');
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(dimensions).toBeGreaterThan(0);
      expect(maxInputTokens).toBeGreaterThan(0);
    });

    test.each([
      ['a question', '农村低保标准是多少？'],
      ['a passage', '2017年，农村最低生活保障标准提高到每人每年3,500元。'],
      ['nothing', ''],
      ['an emoji', '👍'],
      ['a lone surrogate', 'a\ud800b'],
      ['a NUL', '低保\u0000标准'],
      ['10,000 characters', '低保标准'.repeat(2_500)],
    ])('gives %s a unit vector of its dimensions', async (_, text) => {
      for (const vector of [await embedder.embedQuery(text), await embedder.embedPassage(text)]) {
        expect(vector).toBeInstanceOf(Float32Array);
        expect(vector).toHaveLength(embedder.model.dimensions);
        expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
      }
    });

    test('gives the same text the same vector, alone and beside others', async () => {
      const texts = ['低保标准', '危房改造补助', '健康扶贫', '低保标准'];
      const alone = [];
      for (const text of texts) alone.push(await embedder.embedPassage(text));
      expect(await Promise.all(texts.map((text) => embedder.embedPassage(text)))).toEqual(alone);
      expect(await embedder.embedQuery('低保标准')).toEqual(await embedder.embedQuery('低保标准'));
    });

    test('hands out vectors that the caller may change', async () => {
      const first = await embedder.embedQuery('产业扶贫');
      const kept = first.slice();
      first.fill(0);
      expect(await embedder.embedQuery('产业扶贫')).toEqual(kept);
    });

    test('places a question nearer to the passage that shares its subject', async () => {
      const query = await embedder.embedQuery('低保标准');
      const near = await embedder.embedPassage('全县农村低保标准提高到每人每年三千五百元。');
      const far = await embedder.embedPassage('新修通村公路八十公里，桥梁十二座。');
      expect(dot(query, near)).toBeGreaterThan(dot(query, far));
    });
  });

  test(`${name} rejects what is asked after it was closed, and may be closed twice`, async () => {
    const embedder = await create();
    await embedder.close();
    await embedder.close();
    await expect(embedder.embedQuery('低保')).rejects.toMatchObject({ code: 'embedder-failed' });
    await expect(embedder.embedPassage('低保')).rejects.toMatchObject({ code: 'embedder-failed' });
  });
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}
