import { describe, expect, test } from 'vitest';
import { joinAnswers } from '../../../src/core/reply/join.ts';
import type { Answer, Answered, Citation } from '../../../src/core/types.ts';

const corpusVersion = 'gen-1';

function citation(marker: number, documentId: string, start: number): Citation {
  const span = { start, end: start + 5 };
  return { marker, documentId, document: `${documentId}.txt`, title: documentId, span, quote: '五个字的话' };
}

function answered(text: string, citations: Answered['citations'], more: Partial<Answered> = {}): Answered {
  return { kind: 'answered', method: 'extracted', text, citations, corpusVersion, ...more };
}

const refused = (reason: 'off-topic' | 'not-in-corpus', text: string): Answer => ({
  ...{ kind: 'refused', reason, text, nearest: [], corpusVersion },
});
const LOW = answered('低保260元[1]。', [citation(1, 'a', 0)]);
const HOUSE = answered('危房10户[1]。\n危房20户[2]。', [citation(1, 'b', 0), citation(2, 'a', 0)]);

function markersOf({ text, citations }: Answered) {
  const inline = [...text.matchAll(/\[(\d+)\]/gu)].map(([, number]) => Number(number));
  return { inline, footer: citations.map(({ marker }) => marker) };
}

describe('answers to the questions of one message', () => {
  test('stand one behind the other, their markers counted on, each span cited once', () => {
    const joined = joinAnswers([
      { question: '低保标准？', answer: LOW },
      { question: '危房多少户？', answer: HOUSE },
    ]);
    if (joined.kind !== 'answered') throw new Error('expected an answer');
    expect(joined.text).toBe('低保260元[1]。\n危房10户[2]。\n危房20户[1]。');
    expect(joined.citations.map(({ marker, documentId }) => [marker, documentId])).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
    const { inline, footer } = markersOf(joined);
    expect(new Set(inline)).toEqual(new Set(footer));
  });

  test('that say the same say it once', () => {
    const joined = joinAnswers([
      { question: '低保标准？', answer: LOW },
      { question: '低保多少钱？', answer: LOW },
    ]);
    expect(joined).toEqual(LOW);
  });

  test('are extracted where one of them is, and keep the reason', () => {
    const joined = joinAnswers([
      { question: '一？', answer: { ...LOW, method: 'generated' } },
      { question: '二？', answer: { ...HOUSE, fallback: 'model-failed' } },
    ]);
    expect(joined).toMatchObject({ method: 'extracted', fallback: 'model-failed' });
  });

  test('name what is not answered before what is', () => {
    const joined = joinAnswers([
      { question: '今天天气怎么样？', answer: refused('off-topic', '不是政策问题') },
      { question: '低保标准？', answer: LOW },
    ]);
    expect(joined.kind).toBe('answered');
    expect(joined.text).toMatch(/^（“今天天气怎么样”[^\n]*）低保260元\[1\]。$/u);
  });

  test('say that further questions were left out', () => {
    const joined = joinAnswers([{ question: '低保标准？', answer: LOW }], true);
    expect(joined.text).toMatch(/^（[^\n]*其余[^\n]*）低保260元\[1\]。$/u);
  });

  test('are the question back before a refusal, and the refusal about policy before another', () => {
    const clarify: Answer = {
      ...{ kind: 'clarify', text: '哪个县？', corpusVersion },
      options: [{ place: '蓬安县', label: '蓬安县' }],
    };
    const off = { question: '天气？', answer: refused('off-topic', '不是政策问题') };
    const missing = { question: '低保？', answer: refused('not-in-corpus', '没有写明') };
    expect(joinAnswers([off, missing]).text).toBe('没有写明');
    expect(joinAnswers([off, off]).text).toBe('不是政策问题');
    expect(joinAnswers([missing, { question: '脱贫？', answer: clarify }])).toBe(clarify);
  });

  test('repeat a question shortened, without what would read as a marker, a mention or a link', () => {
    const question = `[1]@所有人 https://evil.example ${'很长'.repeat(40)}？`;
    const joined = joinAnswers([
      { question, answer: refused('off-topic', '') },
      { question: '低保标准？', answer: LOW },
    ]);
    if (joined.kind !== 'answered') throw new Error('expected an answer');
    expect(joined.text).not.toMatch(/@|:\/\//u);
    expect(joined.text.length).toBeLessThan(80);
    expect(markersOf(joined).inline).toEqual([1]);
  });
});
