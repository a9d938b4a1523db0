import { describe, expect, test } from 'vitest';
import type { PlaceAnswer } from '../../src/core/evidence/extract.ts';
import * as reply from '../../src/core/reply.ts';
import { expectGrounded } from '../fakes/grounded.ts';
import { ALL_IN_FORCE, gazetteer, knowledgeOf, TWO_COUNTIES } from '../fakes/small-knowledge.ts';

const knowledge = await knowledgeOf({
  ...TWO_COUNTIES,
  luocheng: { place: '罗城仫佬族自治县', date: '2020', text: '罗城发放补贴77万元。' },
  unplaced: { title: '帮扶政策问答', text: '补助标准为每户5000元。' },
});
const deps = { knowledge, gazetteer, standingOf: ALL_IN_FORCE };

function found(
  documentId: string,
  quote: string,
  more: { damaged?: boolean; planned?: boolean } = {},
): PlaceAnswer {
  const { text, place } = knowledge.documentById.get(documentId)!;
  const start = text.indexOf(quote);
  const passage = knowledge.passages.find((one) => one.documentId === documentId)!;
  const excerpt = {
    passage,
    documentId,
    place,
    span: { start, end: start + quote.length },
    damaged: false,
    planned: false,
    lead: [],
    score: 1,
    ...more,
  };
  return { place, excerpts: [excerpt], score: 1 };
}

describe('what stands before a quote', () => {
  test.each([
    ['rucheng', '汝城县（2018年3月15日）：'],
    ['guidong', '桂东县（2019年6月）：'],
    ['luocheng', '罗城县（2020年）：'],
    ['unplaced', '《帮扶政策问答》：'],
    ['nowhere', ''],
  ])('is place and date, the title where there is no place: %s', (id, lead) => {
    expect(reply.leadOf({ documentId: id, span: { start: 0, end: 1 } }, deps)).toBe(lead);
  });

  test('says when the report lost text there', () => {
    const [sentence] = reply.quotePlaces([found('rucheng', '全县共有贫困村87个', { damaged: true })], deps);
    expect(sentence!.lead).toContain('缺损');
  });
});

describe('an answer of quotes', () => {
  test('is verbatim, one line a quote, and carries the version', () => {
    const sentences = reply.quotePlaces(
      [found('guidong', '当地建成光伏电站109座'), found('luocheng', '罗城发放补贴77万元。')],
      deps,
    );
    const answer = reply.answered('extracted', sentences, deps)!;
    expectGrounded(answer, knowledge);
    expect(answer).toMatchObject({ kind: 'answered', method: 'extracted', corpusVersion: knowledge.version });
    expect(answer).not.toHaveProperty('fallback');
    expect(answer.text).toBe(
      '桂东县（2019年6月）：当地建成光伏电站109座[1]。\n罗城县（2020年）：罗城发放补贴77万元[2]。',
    );
  });

  test('says why the wording of a model did not come', () => {
    const sentences = reply.quotePlaces([found('guidong', '当地建成光伏电站109座')], deps);
    expect(reply.answered('extracted', sentences, deps, { fallback: 'model-failed' })).toMatchObject({
      fallback: 'model-failed',
    });
  });

  test('of nothing that may be said is none', () => {
    expect(reply.answered('extracted', [], deps)).toBeNull();
    const sources = [{ documentId: 'guidong', span: { start: 0, end: 5 } }] as const;
    expect(reply.answered('generated', [{ lead: '', text: '发放99元', sources }], deps)).toBeNull();
  });
});

test('the places to choose from are offered by the names that people use', () => {
  const answer = reply.clarify([found('rucheng', '贫困村'), found('luocheng', '补贴')], deps);
  expect(answer).toMatchObject({
    kind: 'clarify',
    options: [
      { place: '汝城县', label: '汝城县' },
      { place: '罗城仫佬族自治县', label: '罗城县' },
    ],
    corpusVersion: knowledge.version,
  });
  expect(answer.text).toContain('汝城县、罗城县');
});

test('the surest place is offered first, and those that are as sure as each other in the order of the corpus', () => {
  const [first, second, third] = [
    found('luocheng', '补贴'),
    { ...found('guidong', '光伏'), score: 2 },
    found('rucheng', '贫困村'),
  ];
  expect(reply.clarify([first, second, third], deps)).toMatchObject({
    options: [{ place: '桂东县' }, { place: '汝城县' }, { place: '罗城仫佬族自治县' }],
  });
});

test('where no place is known there is nothing to choose, and the question is refused', () => {
  expect(reply.clarify([found('unplaced', '补助标准')], deps)).toMatchObject({
    kind: 'refused',
    reason: 'not-in-corpus',
  });
});

test('a text names the places of the corpus and others, for the gate', () => {
  const { placesIn } = reply.gateContext(deps);
  expect(placesIn('汝城的标准比罗城县高')).toEqual(['汝城县', '罗城仫佬族自治县']);
  expect(placesIn('北京市')).toEqual(['北京市']);
  expect(placesIn('全县共有贫困村')).toEqual([]);
});
