import { describe, expect, test } from 'vitest';
import type { Answer, Citation, SourceDocument } from '../../src/core/types.ts';
import { parseCases } from '../../src/eval/cases.ts';
import { judge } from '../../src/eval/judge.ts';
import { createLocator } from '../../src/eval/relevance.ts';

const documents: SourceDocument[] = [
  ['a', '桂东县', '全县低保标准由每人每月310元提高到345元，惠及9011人。'],
  ['b', '汝城县', '全县低保标准为每人每月310元。'],
].map(([id = '', place = '', text = '']) => ({
  ...{
    id,
    path: `${id}.txt`,
    title: place,
    place,
    issuedOn: '2019-06',
    sha256: '',
    text,
    blocks: [],
    damage: [],
  },
}));
const byId = new Map(documents.map((document) => [document.id, document]));
const locator = createLocator(documents);

function cited(id: string, marker: number, from = 0, to?: number): Citation {
  const { text, path, title, place = '', issuedOn: date = '' } = byId.get(id)!;
  const span = { start: from, end: to ?? text.length };
  const quote = text.slice(span.start, span.end);
  return { marker, documentId: id, document: path, title, place, date, span, quote };
}

const answered = (text: string, first: Citation, ...more: Citation[]): Answer => ({
  ...{ kind: 'answered', method: 'extracted', text, citations: [first, ...more], corpusVersion: 'v' },
});

const refused = (text: string, nearest: readonly Citation[] = []): Answer => ({
  ...{ kind: 'refused', reason: 'not-in-corpus', text, nearest, corpusVersion: 'v' },
});

const line = {
  ...{
    id: '1',
    question: '桂东低保标准多少',
    kind: 'figure',
    expect: 'answer',
    points: ['345元|三百四十五'],
  },
  ...{ relevant: [{ document: 'a.txt', quote: '提高到345元' }], forbidden: ['汝城'] },
};

function verdict(answer: Answer, more: object = {}) {
  const [one] = parseCases(JSON.stringify({ ...line, ...more }), 'cases.jsonl');
  return judge(one!, { answer }, locator.locate(one!.relevant).targets, byId);
}

describe('an answer', () => {
  test('is right with the expected outcome, every point and nothing forbidden', () => {
    expect(verdict(answered('提高到３４５ 元[1]。', cited('a', 1)))).toEqual({
      ...{ outcome: 'answer', right: true, outcomeRight: true, missing: [], forbidden: [] },
      ...{ citedRelevant: true, citations: 1, inexact: [], wrongPlaces: [], wrongFigures: [] },
    });
    expect(verdict(answered('提高了[1]。', cited('a', 1)))).toMatchObject({
      right: false,
      outcomeRight: true,
      missing: ['345元|三百四十五'],
    });
    expect(verdict(answered('345元，比汝城高[1]。', cited('a', 1)))).toMatchObject({
      right: false,
      forbidden: ['汝城'],
    });
  });

  test('that should have been a refusal is wrong, unless either is as good', () => {
    const answer = answered('345元[1]。', cited('a', 1));
    expect(verdict(answer, { expect: 'refuse' })).toMatchObject({ right: false, outcomeRight: false });
    expect(verdict(answer, { expect: 'refuse', also: ['answer'] })).toMatchObject({ right: true });
  });

  test('cites what is relevant where a citation holds the quote', () => {
    expect(verdict(answered('345元[1]。', cited('a', 1, 0, 8)))).toMatchObject({ citedRelevant: false });
    expect(verdict(answered('345元[1]。', cited('a', 1)), { relevant: [] })).toMatchObject({
      citedRelevant: null,
    });
  });

  test('has an inexact quote where the document says otherwise at that place', () => {
    const shifted = { ...cited('a', 1), span: { start: 1, end: 5 } };
    const foreign = { ...cited('a', 1), document: 'b.txt' };
    for (const citation of [shifted, foreign])
      expect(verdict(answered('345元[1]。', citation))).toMatchObject({ inexact: [citation.quote] });
  });

  test('cites a wrong county where neither the question nor what is relevant is of it', () => {
    const answer = answered('345元[1]。\n310元[2]。', cited('a', 1), cited('b', 2));
    expect(verdict(answer)).toMatchObject({ wrongPlaces: ['汝城县'] });
    expect(verdict(answer, { question: '桂东和汝城低保多少' })).toMatchObject({ wrongPlaces: [] });
    expect(verdict(answer, { question: '低保多少', relevant: [] })).toMatchObject({ wrongPlaces: [] });
  });

  test('knows the counties of the papers in one file', () => {
    const text = '甲\n桂东县低保345元。\n乙\n汝城县低保310元。';
    const [own] = documents;
    const sections = ['桂东县', '汝城县'].map((place) => ({
      title: place,
      place,
      span: { start: text.indexOf(place), end: text.indexOf('。', text.indexOf(place)) + 1 },
    }));
    const { place: _, ...rest } = { ...own!, id: 'c', path: 'c.txt', text, sections };
    const of = (place: string, question: string, quote: string) => {
      const span = { start: text.indexOf(quote), end: text.indexOf(quote) + quote.length };
      const citation = {
        marker: 1,
        documentId: 'c',
        document: 'c.txt',
        title: '',
        place,
        date: '',
        span,
        quote,
      };
      const [one] = parseCases(
        JSON.stringify({
          ...{ id: 'x', question, kind: 'figure', expect: 'answer', points: [], forbidden: [] },
          relevant: [{ document: 'c.txt', quote: '桂东县低保345元' }],
        }),
        'cases.jsonl',
      );
      const { targets } = createLocator([rest]).locate(one!.relevant);
      const explained = { answer: answered(`${quote}[1]。`, citation) };
      return judge(one!, explained, targets, new Map([['c', rest]])).wrongPlaces;
    };
    expect(of('桂东县', '低保多少', '345元')).toEqual([]);
    expect(of('汝城县', '低保多少', '310元')).toEqual(['汝城县']);
    expect(of('汝城县', '桂东和汝城低保多少', '310元')).toEqual([]);
  });

  test('says a wrong figure where the quotes cited in that line lack it', () => {
    const two = (text: string) => verdict(answered(text, cited('a', 1), cited('b', 2))).wrongFigures;
    expect(two('每人每月345元[1]。\n每人每月310元[2]。')).toEqual([]);
    expect(two('每人每月345元[1]。\n每人每月345元[2]。')).toEqual(['345元']);
    expect(two('桂东县（2019年6月）：345元，2018年的[1]。')).toEqual(['2018年']);
    expect(two('桂东县：9011户[1]。')).toEqual(['9011户']);
  });

  test.each([
    ['一是补助999万元：甲[1]。', ['999万元']],
    ['桂东县（2019年6月）：一是补助999万元：甲[1]。', ['999万元']],
    ['全县补助999万元（2019年6月）：甲[1]。', ['999万元']],
    ['桂东县（999万元）：345元[1]。', ['999万元']],
    ['桂东县（2019年6月，含计划数）：345元[1]。', []],
    ['《2018年桂东县总结》（2018年12月31日）：345元[1]。', []],
    ['桂东县：345元[1]。', []],
    ['《2018年桂东县总结》：345元[1]。', []],
    ['桂东县（2019年6月）：“七免三补”（共7项，资料里只列出其中3项）：345元[1]。', []],
    ['桂东县（2019年6月，共12项，以下是前10项）：345元[1]。', []],
  ])('takes no more for the lead of a quote than the product puts there: %s', (text, wrong) => {
    expect(verdict(answered(text, cited('a', 1))).wrongFigures).toEqual(wrong);
  });

  test('tells the rate of a cell by the name of its column, and no other', () => {
    const lead = [{ kind: 'header' as const, span: { start: 0, end: 0 }, quote: '年限\t每人每月' }];
    const one = (text: string) => verdict(answered(text, { ...cited('a', 1), lead })).wrongFigures;
    expect(one('每人每月 345元[1]。')).toEqual([]);
    expect(one('每户每月 345元[1]。')).toEqual(['345元']);
    expect(one('每人每月 346元[1]。')).toEqual(['346元']);
  });

  test('may reckon a difference only where it shows how', () => {
    const one = (text: string) => verdict(answered(text, cited('a', 1))).wrongFigures;
    expect(one('增加：35元（345元－310元＝35元）[1]。')).toEqual([]);
    expect(one('增加：35元[1]。')).toEqual(['35元']);
    expect(one('增加：36元（345元－310元＝36元）[1]。')).toEqual(['36元', '36元']);
  });
});

describe('a refusal', () => {
  test('is right where it is expected, and is all that chatter gets', () => {
    expect(verdict(refused('没有'), { expect: 'refuse' })).toMatchObject({ right: true, outcome: 'refuse' });
    expect(verdict(refused('没有'), { expect: 'silent' })).toMatchObject({ right: true });
    expect(verdict(refused('没有'))).toMatchObject({ right: false, missing: [], citedRelevant: null });
  });

  test('that shows a forbidden text, or another county than the one asked, is wrong in that', () => {
    const shown = refused('最接近的：汝城310元[1]', [cited('b', 1)]);
    expect(verdict(shown, { expect: 'refuse' })).toMatchObject({
      right: false,
      forbidden: ['汝城'],
      wrongPlaces: ['汝城县'],
    });
    expect(verdict(shown, { expect: 'refuse', question: '低保多少' })).toMatchObject({ wrongPlaces: [] });
  });
});
