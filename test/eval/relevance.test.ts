import { describe, expect, test } from 'vitest';
import type { SourceDocument } from '../../src/core/types.ts';
import {
  covered,
  createLocator,
  holds,
  ndcg,
  plain,
  rankingOf,
  reciprocalRank,
} from '../../src/eval/relevance.ts';

const document = (id: string, text: string): SourceDocument => ({
  ...{ id, path: `${id}.txt`, title: id, sha256: '', blocks: [], damage: [] },
  text,
});

test('texts are compared without white space, normalised, in lower case', () => {
  expect(plain('１１０元∕人·月\n　ＡBc')).toBe('110元/人·月abc');
});

describe('what is relevant', () => {
  const locator = createLocator([
    document('甲县', '低保标准由110元\n提高到260元。又说一遍：低保标准由１１０元提高到260元。'),
    document('乙县', '无关。'),
  ]);

  test('is found wherever its quote stands, by path or id, over lines and full-width', () => {
    const quote = '低保标准由110元提高到260元';
    const { targets, lost } = locator.locate([{ document: '甲县.txt', quote }]);
    expect(lost).toEqual([]);
    expect(targets).toEqual([
      {
        documentId: '甲县',
        spans: [
          { start: 0, end: 17 },
          { start: 23, end: 39 },
        ],
      },
    ]);
    expect(locator.locate([{ document: '甲县', quote }]).targets).toEqual(targets);
  });

  test('without a quote is the whole document', () => {
    expect(locator.locate([{ document: '乙县' }]).targets).toEqual([{ documentId: '乙县', spans: null }]);
  });

  test('that the corpus lacks is told', () => {
    const relevant = [{ document: '丙县.txt' }, { document: '乙县.txt', quote: '低保' }];
    expect(locator.locate(relevant)).toEqual({ targets: [], lost: relevant });
  });
});

describe('a stretch', () => {
  const target = { documentId: 'a', spans: [{ start: 100, end: 120 }] };
  const at = (start: number, end: number, documentId = 'a') => ({ documentId, span: { start, end } });

  test('holds a quote of which it has half, or of which it is half', () => {
    expect(holds(at(0, 110), target)).toBe(true);
    expect(holds(at(0, 109), target)).toBe(false);
    expect(holds(at(104, 108), target)).toBe(true);
    expect(holds(at(118, 122), target)).toBe(true);
    expect(holds(at(119, 123), target)).toBe(false);
    expect(holds(at(0, 300, 'b'), target)).toBe(false);
  });

  test('of a document that is relevant whole is relevant', () => {
    expect(holds(at(7, 8), { documentId: 'a', spans: null })).toBe(true);
    expect(holds(at(7, 8, 'b'), { documentId: 'a', spans: null })).toBe(false);
  });
});

describe('a ranking', () => {
  const target = (start: number) => ({ documentId: 'a', spans: [{ start, end: start + 10 }] });
  const passage = (start: number, end: number) => ({ documentId: 'a', span: { start, end } });
  const passages = [passage(500, 600), passage(0, 100), passage(0, 100), passage(100, 200)];

  test('says where each relevant text stands first', () => {
    expect(rankingOf(passages, [target(10), target(110), target(900)])).toEqual({
      first: 2,
      ranks: [2, 4, null],
    });
    expect(rankingOf(passages, [target(900)])).toEqual({ first: null, ranks: [null] });
  });

  test('has the reciprocal of its first relevant rank', () => {
    expect(reciprocalRank({ first: 4, ranks: [4] })).toBe(0.25);
    expect(reciprocalRank({ first: null, ranks: [null] })).toBe(0);
  });

  test('has the nDCG of its gains, each relevant text counted once', () => {
    // Found at 2 and 4 of three: (1/log2 3 + 1/log2 5) / (1 + 1/log2 3 + 1/log2 4) = 1.06161 / 2.13093.
    expect(ndcg({ first: 2, ranks: [2, 4, null] }, 5)).toBeCloseTo(0.49819, 5);
    expect(ndcg({ first: 2, ranks: [2, 4, null] }, 3)).toBeCloseTo(0.63093 / 2.13093, 5);
    expect(ndcg({ first: 1, ranks: [1, 2] }, 5)).toBe(1);
    expect(ndcg({ first: null, ranks: [null] }, 5)).toBe(0);
  });

  test('is ideal where one passage holds two relevant texts, and where more are relevant than are looked at', () => {
    expect(ndcg({ first: 1, ranks: [1, 1] }, 5)).toBe(1);
    expect(ndcg({ first: 1, ranks: [1, 2, 3] }, 2)).toBe(1);
  });

  test('covers a share of what is relevant', () => {
    expect(covered({ first: 2, ranks: [2, 4, null, 6] }, 5)).toBe(0.5);
  });
});
