import { describe, expect, test } from 'vitest';
import type { Excerpt } from '../../../src/core/evidence/excerpts/excerpt.ts';
import type { WeighedTerm } from '../../../src/core/evidence/wanted.ts';
import { quoteChange } from '../../../src/core/reply/changes.ts';
import type { Replying } from '../../../src/core/reply/parts.ts';
import { quoteComparison } from '../../../src/core/reply/places.ts';
import { ALL_IN_FORCE, askedOf, gazetteer, knowledgeOf } from '../../fakes/small-knowledge.ts';

const USES = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'];
const dense = (first: number) =>
  `${USES.map((use, at) => `投入资金${first + at}万元用于${use}渠`).join('，')}。`;
const YEARLY =
  '2010—2018年分别发放奖金11万元、12万元、13万元、14万元、15万元、16万元、17万元、18万元和19万元。';

const knowledge = await knowledgeOf({
  here: { place: '汝城县', date: '2019-03', text: dense(100) },
  there: { place: '桂东县', date: '2019-06', text: dense(500) },
  yearly: { place: '资兴市', date: '2019-06', text: YEARLY },
});
const asked = askedOf('汝城和桂东哪个投入资金多，多少万元', knowledge);
const subjectOf = (word: string): WeighedTerm[] => [
  { term: word, spellings: [word], weight: 1, topicWeight: 0 },
];

function answerOf(id: string) {
  const { text, place } = knowledge.documentById.get(id)!;
  const excerpt: Excerpt = {
    ...{ documentId: id, span: { start: 0, end: text.length }, place, score: 1 },
    ...{ damaged: false, planned: false, lead: [] },
    passage: knowledge.passages.find(({ documentId }) => documentId === id)!,
  };
  return { place, excerpts: [excerpt] as const, score: 1 };
}

/** Each figure that is worked with has its place's name read once. */
function counting(word: string): { replying: Replying; worked: () => number } {
  let worked = 0;
  const findPlaces: typeof gazetteer.findPlaces = (text, options) => {
    worked++;
    return gazetteer.findPlaces(text, options);
  };
  return {
    replying: {
      ...{ knowledge, standingOf: ALL_IN_FORCE, gazetteer: { ...gazetteer, findPlaces } },
      ...{ asked, subject: subjectOf(word), evidence: [] },
    },
    worked: () => worked,
  };
}

describe('of a report of many figures only a few are worked with', () => {
  test('in a comparison', () => {
    const { replying, worked } = counting('投入');
    const sentences = quoteComparison([answerOf('here'), answerOf('there')], replying);
    expect(sentences.map(({ sources }) => sources[0].documentId)).toContain('there');
    expect(worked()).toBeGreaterThan(0);
    expect(worked()).toBeLessThan(USES.length ** 2);
  });

  test('in a change', () => {
    const { replying, worked } = counting('投入');
    quoteChange(answerOf('here'), replying);
    expect(worked()).toBeGreaterThan(0);
    expect(worked()).toBeLessThan((USES.length * (USES.length - 1)) / 2);
  });

  test('and the first and the last of many years are among them', () => {
    const { replying } = counting('奖金');
    const sentences = quoteChange(answerOf('yearly'), replying);
    expect(sentences.at(-1)?.text).toBe(
      '由2010年的11万元到2018年的19万元，增加8万元（19万元－11万元＝8万元）',
    );
  });
});
