import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LedSentence, Reader } from '../../src/core/ports.ts';

const led = (text: string, lead = ''): LedSentence => ({ title: '邵东县高龄津贴发放办法', lead, text });

/** What every `Reader` promises. @param create a fresh one; the suite closes it. */
export function readerContract(name: string, create: () => Promise<Reader>): void {
  describe(`${name} as a Reader`, () => {
    let reader: Reader;
    beforeAll(async () => {
      reader = await create();
    });
    afterAll(() => reader.close());

    test('says which model it is', () => {
      expect(reader.model.id).not.toBe('');
      expect(reader.model.sha256).toMatch(/^[0-9a-f]{64}$/);
    });

    test.each([
      ['a question', '高龄津贴每月多少'],
      ['nothing', ''],
      ['a lone surrogate', 'a\ud800b'],
      ['10,000 characters', '高龄津贴'.repeat(2_500)],
    ])('gives each sentence one number for %s', async (_, question) => {
      const sentences = [
        led('80至89周岁的老人每人每月发放50元。'),
        led('', ''),
        led('津'.repeat(5_000), '一、'),
      ];
      const logits = await reader.score(question, sentences);
      expect(logits).toBeInstanceOf(Float32Array);
      expect(logits).toHaveLength(sentences.length);
      for (const logit of logits) expect(Number.isFinite(logit)).toBe(true);
    });

    test('gives no sentences no numbers', async () => {
      expect(await reader.score('高龄津贴每月多少', [])).toHaveLength(0);
    });

    test('gives a sentence the same number in any order and company', async () => {
      const sentences = [
        led('80至89周岁的老人每人每月发放50元。', '发放标准'),
        led('申请人到户籍所在地的村委会登记。'),
        led('本办法由县民政局负责解释，自印发之日起施行，原有规定同时废止，有关经费列入县级财政预算。'),
        led('90至99周岁的老人每人每月发放100元。', '发放标准'),
        led('津贴按季发放。'),
      ];
      const question = '高龄津贴每月多少';
      const together = await reader.score(question, sentences);
      const turned = await reader.score(question, [...sentences].reverse());
      for (const [at, sentence] of sentences.entries()) {
        const [alone = Number.NaN] = await reader.score(question, [sentence]);
        expect(alone).toBeCloseTo(together[at] ?? Number.NaN, 4);
        expect(turned[sentences.length - 1 - at]).toBeCloseTo(alone, 4);
      }
    });
  });
}
