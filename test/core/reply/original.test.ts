import { describe, expect, test } from 'vitest';
import type { ReadDocument } from '../../../src/core/facts/document.ts';
import { readDocument } from '../../../src/core/facts/read.ts';
import { originalOf } from '../../../src/core/reply/original.ts';
import type { SourceDocument } from '../../../src/core/types.ts';
import { blocksOf } from '../../../src/corpus/structure/blocks.ts';
import { passagesOf } from '../../../src/corpus/structure/passages.ts';
import { createRandom } from '../../fakes/random.ts';

const PARAGRAPH = (name: string) =>
  `${name}工作稳步推进，${'干部入户走访并逐户登记造册，'.repeat(6)}${name}补助标准提高到每人每月310元。${'各村公示名单并接受群众监督，'.repeat(5)}全年没有一例投诉。`;

function documentOf(text: string, more: Partial<SourceDocument> = {}): ReadDocument {
  return readDocument({
    id: 'rucheng',
    path: '汝城.txt',
    title: '汝城县脱贫攻坚工作纪实',
    place: '汝城县',
    issuedOn: '2018-03-15',
    sha256: '',
    text,
    blocks: blocksOf(text, { title: '汝城县脱贫攻坚工作纪实' }),
    damage: [],
    ...more,
  });
}

const knowledgeOf = (...documents: ReadDocument[]) => ({
  documentById: new Map(documents.map((document) => [document.id, document])),
  passages: documents.flatMap((document) => passagesOf(document)),
});

const citationOf = (document: SourceDocument, quote: string) => {
  const start = document.text.indexOf(quote);
  return { documentId: document.id, span: { start, end: start + quote.length }, quote };
};

const REPORT = documentOf(
  [
    '一、社会救助',
    PARAGRAPH('低保'),
    PARAGRAPH('特困供养'),
    PARAGRAPH('临时救助'),
    '二、医疗保障',
    PARAGRAPH('医疗'),
  ].join('\n'),
);

describe('the original of a quote', () => {
  test('is its passage with the ones before and after, and says whose report it is', () => {
    const quote = '特困供养补助标准提高到每人每月310元';
    const original = originalOf(citationOf(REPORT, quote), knowledgeOf(REPORT));
    expect(original).toMatchObject({
      title: REPORT.title,
      place: '汝城县',
      date: '2018-03-15',
      document: '汝城.txt',
      headings: ['一、社会救助'],
      isDamaged: false,
    });
    expect(original?.text.slice(original.quote.start, original.quote.end)).toBe(quote);
    expect(original?.text).toContain('低保补助标准');
    expect(original?.text).toContain('临时救助工作');
  });

  test('never runs over a heading', () => {
    const last = originalOf(citationOf(REPORT, '临时救助补助标准'), knowledgeOf(REPORT));
    expect(last?.text).toContain('特困供养');
    expect(last?.text).not.toContain('医疗');
    const first = originalOf(citationOf(REPORT, '医疗补助标准'), knowledgeOf(REPORT));
    expect(first?.headings).toEqual(['二、医疗保障']);
    expect(first?.text).not.toContain('临时救助');
  });

  test('is an exact slice of the document wherever the quote stands', () => {
    const random = createRandom(3);
    const knowledge = knowledgeOf(REPORT, documentOf(PARAGRAPH('教育'), { id: 'other' }));
    for (let round = 0; round < 500; round++) {
      const start = random.below(REPORT.text.length - 1);
      const end = start + 1 + random.below(Math.min(200, REPORT.text.length - start));
      const quote = REPORT.text.slice(start, end);
      const original = originalOf({ documentId: REPORT.id, span: { start, end }, quote }, knowledge);
      if (original === null) throw new Error(`lost: ${quote}`);
      expect(original.text).toBe(REPORT.text.slice(original.span.start, original.span.end));
      expect(original.text.slice(original.quote.start, original.quote.end)).toBe(
        REPORT.text.slice(start, end),
      );
    }
  });

  test('is bounded to whole sentences, the quote whole and about in the middle', () => {
    const sentence = (at: number) => `第${at}户领取补助${'并按月发放到一卡通账户'.repeat(8)}。`;
    const long = documentOf(Array.from({ length: 60 }, (_, at) => sentence(at)).join(''));
    const passages = [
      { ...passagesOf(long)[0]!, span: { start: 0, end: long.text.length }, text: long.text },
    ];
    const original = originalOf(citationOf(long, '第30户领取补助'), {
      documentById: new Map([[long.id, long]]),
      passages,
    });
    expect(original?.text.length).toBeLessThanOrEqual(1_200);
    expect(original?.text.length).toBeGreaterThan(900);
    expect(original?.text).toMatch(/^第\d+户[\s\S]*。$/u);
    const middle = (original?.quote.start ?? 0) / (original?.text.length ?? 1);
    expect(middle).toBeGreaterThan(0.3);
    expect(middle).toBeLessThan(0.7);
  });

  test('keeps a quote whole that is longer than an original may be', () => {
    const long = documentOf(`${'按月足额发放并公示名单，'.repeat(300)}不落一户。`);
    const quote = long.text.slice(10, 3_000);
    const original = originalOf(citationOf(long, quote), knowledgeOf(long));
    expect(original?.text.slice(original.quote.start, original.quote.end)).toBe(quote);
  });

  test('is found again where a reload moved it', () => {
    const citation = citationOf(REPORT, '特困供养补助标准提高到每人每月310元');
    const moved = documentOf(`前言：本年度工作情况如下。\n${REPORT.text}`);
    const original = originalOf(citation, knowledgeOf(moved));
    expect(original?.text.slice(original.quote.start, original.quote.end)).toBe(citation.quote);
  });

  test('is where it was, though the same words stand elsewhere too', () => {
    const twice = documentOf(`${REPORT.text}\n三、其他\n${PARAGRAPH('低保')}`);
    const quote = '低保补助标准提高到每人每月310元';
    const second = twice.text.lastIndexOf(quote);
    const original = originalOf(
      { documentId: twice.id, span: { start: second, end: second + quote.length }, quote },
      knowledgeOf(twice),
    );
    expect(original?.headings).toEqual(['三、其他']);
  });

  test('is none where the document or the words are gone, or the words stand twice and no more where they were', () => {
    const citation = citationOf(REPORT, '低保补助标准提高到每人每月310元');
    expect(originalOf(citation, knowledgeOf(documentOf(REPORT.text, { id: 'other' })))).toBeNull();
    const changed = documentOf(REPORT.text.replaceAll('310元', '345元'));
    expect(originalOf(citation, knowledgeOf(changed))).toBeNull();
    const twice = documentOf(`前言。${PARAGRAPH('低保')}\n${REPORT.text}`);
    expect(originalOf(citation, knowledgeOf(twice))).toBeNull();
    expect(originalOf({ ...citation, quote: '' }, knowledgeOf(REPORT))).toBeNull();
  });

  test('shows a heading that was quoted as it stands', () => {
    const original = originalOf(citationOf(REPORT, '二、医疗保障'), knowledgeOf(REPORT));
    expect(original).toMatchObject({ text: '二、医疗保障', headings: [] });
  });

  test('tells that the report lost text within it', () => {
    const start = REPORT.text.indexOf('各村公示');
    const damaged = documentOf(REPORT.text, { damage: [{ start, end: start + 4 }] });
    const near = originalOf(citationOf(damaged, '低保补助标准'), knowledgeOf(damaged));
    expect(near?.isDamaged).toBe(true);
    const far = originalOf(citationOf(damaged, '医疗补助标准'), knowledgeOf(damaged));
    expect(far?.isDamaged).toBe(false);
  });
});
