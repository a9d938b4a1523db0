import { describe, expect, test } from 'vitest';
import { weighEvidence } from '../../../src/core/evidence/evidence.ts';
import { EXTRACT, excerptOf } from '../../../src/core/evidence/excerpts/excerpt.ts';
import { inReportOrder, selectByPlace } from '../../../src/core/evidence/extract.ts';
import { weighSubject } from '../../../src/core/evidence/subject.ts';
import { meetingOf } from '../../../src/core/evidence/weighing/meeting.ts';
import { contains } from '../../../src/core/language/text.ts';
import { retrieve, searchForms } from '../../../src/core/retrieve.ts';
import {
  askedOf,
  createNearEmbedder,
  knowledgeOf,
  segmenter,
  TWO_COUNTIES,
} from '../../fakes/small-knowledge.ts';

const LONG = [
  '资兴市把群众冷暖、群众安危放在心头上，强化组织领导，压实各级责任，健全工作机制，',
  '全市上下齐心协力，党员干部深入一线，走村入户宣讲政策，帮助群众解决实际困难，',
  '累计发放小额信贷资金2.17亿元，惠及贫困户5312户，',
  '同时加强基础设施建设，改善人居环境，提升公共服务水平，丰富群众文化生活，增强发展后劲，群众满意度不断提高。',
].join('');
const knowledge = await knowledgeOf({
  ...TWO_COUNTIES,
  zixing: {
    place: '资兴市',
    date: '2018-05',
    text: `${LONG}\n资兴市危房改造补助每户最高，共改造。`,
    lost: ['每户最高，共'],
  },
  guiyang: {
    place: '桂阳县',
    date: '2018-05',
    text: [
      '桂阳县力争到2020年底，贫困村全部退出，农民人均收入达到9000元。',
      `${LONG.slice(0, 40)}力争${LONG.slice(40, 79).replaceAll('，', '、')}，${LONG.slice(40, 79)}人均水费降到80元，${LONG.slice(40, 79)}`,
      '多方争取“暖冬行动”等捐款63.8万元。',
    ].join('\n'),
  },
});
const embedder = createNearEmbedder();

async function work(text: string) {
  const asked = askedOf(text, knowledge);
  const vector = await embedder.embedQuery(asked.searchText);
  const ranked = retrieve(
    searchForms(asked.searchText, vector, knowledge, segmenter),
    knowledge,
    asked.places,
  );
  const subject = weighSubject(asked, knowledge, segmenter);
  const evidence = weighEvidence(meetingOf(asked, subject, knowledge, segmenter), ranked, knowledge, vector);
  return { asked, subject, found: selectByPlace(asked, subject, evidence, knowledge) };
}

const sentenceWith = (part: string) =>
  knowledge.passages
    .flatMap((passage) => knowledge.sentencesOf(passage))
    .find(({ folded }) => folded.includes(part))!;
const quoteOf = ({ documentId, span }: { documentId: string; span: { start: number; end: number } }) =>
  knowledge.documentById.get(documentId)!.text.slice(span.start, span.end);

test('the head of a list is never quoted beside another sentence, without its items', async () => {
  const quarries = await knowledgeOf({
    linwu: {
      place: '临武县',
      date: '2020-05',
      text: '石材厂由县里统一规划，白天可以生产。\n下列石材厂不得生产：\n（一）没有除尘设备的；\n（二）靠近学校的。',
    },
  });
  const asked = askedOf('临武石材厂生产怎么规定', quarries);
  const subject = weighSubject(asked, quarries, segmenter);
  const ranked = retrieve(searchForms(asked.searchText, null, quarries, segmenter), quarries, asked.places);
  const evidence = weighEvidence(meetingOf(asked, subject, quarries, segmenter), ranked, quarries, null);
  const prose = evidence.find(({ sentence }) => sentence.folded.includes('规划'))!;
  const head = evidence.find(({ sentence }) => sentence.isHead)!;
  const alike = [prose, { ...head, score: prose.score, confidence: prose.confidence }];
  const [found] = selectByPlace(asked, subject, alike, quarries, 0);
  const { text } = quarries.documentById.get('linwu')!;
  const quotes = found!.excerpts.map(({ span }) => text.slice(span.start, span.end));
  expect(quotes).toContain('石材厂由县里统一规划，白天可以生产。');
  expect(quotes).not.toContain('下列石材厂不得生产：');
});

describe('an excerpt', () => {
  test('of a short sentence is the whole sentence', async () => {
    const { asked, subject } = await work('汝城低保标准是多少');
    const sentence = sentenceWith('310元');
    expect(excerptOf(asked, subject, sentence, 1, knowledge)).toMatchObject({
      span: sentence.span,
      place: '汝城县',
      damaged: false,
    });
  });

  test('of a long sentence is a run of its clauses, no longer than allowed, that has the figure asked for', async () => {
    const { asked, subject } = await work('资兴发放小额信贷资金多少钱');
    const sentence = sentenceWith('2.17亿元');
    expect(sentence.folded.length).toBeGreaterThan(EXTRACT.maxQuoteCharacters);
    const excerpt = excerptOf(asked, subject, sentence, 1, knowledge)!;
    expect(contains(sentence.span, excerpt.span)).toBe(true);
    const quote = quoteOf(excerpt);
    expect(quote).toContain('小额信贷资金2.17亿元');
    expect(quote.length).toBeLessThanOrEqual(EXTRACT.maxQuoteCharacters);
    expect(quote).toMatch(/[，。]$/u);
  });

  test('says when a figure in it is a plan, by the whole sentence, and takes money won for none', async () => {
    const { asked, subject } = await work('桂阳农民人均收入是多少元');
    const plannedIn = (part: string) => excerptOf(asked, subject, sentenceWith(part), 1, knowledge)!.planned;
    expect(plannedIn('9000元')).toBe(true);
    expect(plannedIn('63.8万元')).toBe(false);
    const cut = { ...EXTRACT, maxQuoteCharacters: 60 };
    const excerpt = excerptOf(asked, subject, sentenceWith('80元'), 1, knowledge, cut)!;
    expect(quoteOf(excerpt)).toContain('80元');
    expect(quoteOf(excerpt)).not.toContain('力争');
    expect(excerpt.planned).toBe(true);
  });

  test('says when the report lost text in it', async () => {
    const { asked, subject } = await work('资兴危房改造补助');
    expect(excerptOf(asked, subject, sentenceWith('每户最高'), 1, knowledge)!.damaged).toBe(true);
    expect(excerptOf(asked, subject, sentenceWith('2.17亿元'), 1, knowledge)!.damaged).toBe(false);
  });
});

describe('what is selected', () => {
  test('is by place, each with excerpts of its own reports alone', async () => {
    const { found } = await work('汝城和桂东的低保标准');
    expect(found.map(({ place }) => place).toSorted()).toEqual(['桂东县', '汝城县']);
    for (const { place, excerpts } of found)
      for (const excerpt of excerpts)
        expect(knowledge.documentById.get(excerpt.documentId)!.place).toBe(place);
  });

  test('never overlaps itself and keeps to its numbers', async () => {
    for (const text of ['汝城低保标准是多少', '汝城做了哪些工作', '低保标准', '脱贫人数']) {
      const { found } = await work(text);
      for (const { excerpts } of found) {
        expect(excerpts.length).toBeLessThanOrEqual(
          found.length > 1 ? EXTRACT.maxSentencesOfSeveral : EXTRACT.maxListSentences,
        );
        const spans = excerpts.map(({ documentId, span }) => `${documentId} ${span.start}`);
        expect(new Set(spans).size).toBe(spans.length);
      }
    }
  });

  test('for an amount has the amount in its unit', async () => {
    const { found } = await work('桂东发放产业奖补资金多少钱');
    expect(quoteOf(found[0]!.excerpts[0])).toContain('3150万元');
  });

  test('is nothing where no sentence answers', async () => {
    expect((await work('汝城高铁票价是多少')).found).toEqual([]);
    expect((await work('汝城县长是谁')).found).toEqual([]);
  });
});

test('quotes stand report by report, the one with the best quote first, each in its own order', async () => {
  const { asked, subject } = await work('汝城低保标准是多少');
  const template = excerptOf(asked, subject, sentenceWith('310元'), 1, knowledge)!;
  const at = (documentId: string, start: number, score: number) => ({
    ...{ ...template, documentId, score },
    span: { start, end: start + 5 },
  });
  const quotes = [at('a', 90, 0.9), at('b', 40, 0.8), at('a', 10, 0.7), at('b', 20, 0.75), at('c', 0, 0.85)];
  const orders = quotes.map((_, turn) => [...quotes.slice(turn), ...quotes.slice(0, turn)]);
  for (const order of orders)
    expect(inReportOrder(order).map(({ documentId, span }) => [documentId, span.start])).toEqual([
      ['a', 10],
      ['a', 90],
      ['c', 0],
      ['b', 20],
      ['b', 40],
    ]);
});
