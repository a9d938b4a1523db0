import { describe, expect, test } from 'vitest';
import type { Explained } from '../../src/core/explained.ts';
import type { SourceDocument } from '../../src/core/types.ts';
import { whyView } from '../../src/page/ask/why.ts';
import { answerOf, createScriptedApp, NO_CORPUS } from '../fakes/scripted-app.ts';
import { documentOf } from '../fakes/small-knowledge.ts';
import { foreignIn, HOSTILE, seen, spanOf } from './scene.ts';

const TEXT = '低保标准为每人每月560元。全县共有82个村。';
const [QUOTE, OTHER] = ['低保标准为每人每月560元。', '全县共有82个村。'] as const;
const DOCUMENT = documentOf('a', { title: '松坪县低保通知', text: TEXT });
const serving = (documents: readonly SourceDocument[], corpusVersion = 'v1') => ({
  corpus: { ...NO_CORPUS, document: (id: string) => documents.find((one) => one.id === id) },
  status: createScriptedApp({ corpusVersion }).status,
});
const app = serving([DOCUMENT]);
const signals = {
  ...{ coverage: 1, similarity: 0.912, nearness: null, elsewhere: 0, foreign: 0, unplaced: 0, length: 12 },
};
const EXPLAINED: Explained = {
  answer: answerOf(`${QUOTE}[1]`, QUOTE),
  evidence: [
    {
      documentId: 'a',
      span: spanOf(TEXT, QUOTE),
      signals: { ...signals, logit: 2.5 },
      confidence: 0.94,
      weighed: 0.71,
      isEligible: true,
    },
    {
      documentId: 'a',
      span: spanOf(TEXT, OTHER),
      signals,
      confidence: 0.18,
      weighed: 0.18,
      isEligible: false,
    },
  ],
  retrieved: [
    {
      documentId: 'a',
      document: 'a.txt',
      span: { start: 0, end: TEXT.length },
      text: TEXT,
      score: 0.0325,
      similarity: 0.9,
      ranks: { dense: 1, bigrams: 12 },
    },
  ],
};
const view = (explained: Explained | undefined, by = app) =>
  seen(`${whyView('问', 'key', explained, by, false)}`);

test('the sentences that were read stand with their confidence, the score of the reader, and whether they were quoted', () => {
  const { said, all } = view(EXPLAINED);
  expect(said('section:first-of-type .confidence')).toEqual(['把握 94%', '把握 18%']);
  expect(said('section:first-of-type .facts')[0]).toContain('阅读前 71%');
  expect(said('section:first-of-type .facts')[0]).toContain('阅读模型评分 2.50');
  expect(said('section:first-of-type .facts')[1]).toContain('阅读模型没有读');
  expect(said('section:first-of-type .chip')).toEqual(['已引用', '不是所问的形式']);
  expect(all('.ranked a')[0]?.getAttribute('href')).toBe(`/d/a?q=0-${QUOTE.length}#0-${QUOTE.length}`);
});

test('the passages that were found stand with their rank in each list', () => {
  expect(view(EXPLAINED).said('section:last-of-type .facts span')).toEqual([
    '向量榜第 1',
    '词榜未列',
    '字榜第 12',
    '相似度 0.900',
    '合计得分 0.0325',
  ]);
});

test('what the gate dropped stands with the reason', () => {
  const { said } = view({
    ...EXPLAINED,
    dropped: [{ text: '低保标准为每人每月999元。', why: 'unsupported-figure' }],
  });
  expect(said('section:first-of-type li')).toEqual(['低保标准为每人每月999元。数字在原文里找不到']);
});

test('of an answer whose reasons are not kept any more that is said', () => {
  expect(view(undefined).text).toContain('记录只保留 7 天');
});

describe('once other documents serve', () => {
  const changed = serving([documentOf('a', { title: DOCUMENT.title, text: `全都改了。${TEXT}` })], 'v2');

  test('what was read then is shown, and links lead to documents without marking what stands there now', () => {
    const { said, all } = view(EXPLAINED, changed);
    expect(said('.ranked .small')).toEqual([QUOTE, OTHER, TEXT]);
    expect(all('.ranked a').map((one) => one.getAttribute('href'))).toEqual(['/d/a', '/d/a', '/d/a']);
    expect(said('.note')).toEqual([
      '这个回答之后，资料更新过：下面是当时读到的原文，链接打开的是现在的文件。',
    ]);
    expect(view(EXPLAINED).said('.note')).toEqual([]);
  });

  test('a sentence of no passage that is kept is said to be gone, and a document that is gone is not linked to', () => {
    expect(view({ ...EXPLAINED, retrieved: [] }, changed).said('.ranked .small')).toEqual([
      '（当时的原文没有留下）',
      '（当时的原文没有留下）',
    ]);
    const { all, said } = view(EXPLAINED, serving([], 'v2'));
    expect(all('.ranked a')).toEqual([]);
    expect(said('section:last-of-type .ranked p')[1]).toBe('a.txt');
  });
});

test('the note on confidence says that it is not the reader alone that judges', () => {
  expect(view(EXPLAINED).said('section:first-of-type .aside')[0]).toContain(
    '阅读模型读过的，再按它的评分修正',
  );
});

test('what a model wrote is text', () => {
  const explained = { ...EXPLAINED, dropped: [{ text: HOSTILE, why: 'no-citation' as const }] };
  expect(foreignIn(`${whyView(HOSTILE, 'key', explained, app, true)}`)).toEqual([]);
});
