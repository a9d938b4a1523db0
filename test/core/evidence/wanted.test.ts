import { describe, expect, test } from 'vitest';
import { type Evidence, rankByEvidence, weighEvidence } from '../../../src/core/evidence/evidence.ts';
import { selectByPlace } from '../../../src/core/evidence/extract.ts';
import { weighSubject } from '../../../src/core/evidence/subject.ts';
import { meetingOf } from '../../../src/core/evidence/weighing/meeting.ts';
import { townshipIn } from '../../../src/core/places/find.ts';
import { retrieve, searchForms } from '../../../src/core/retrieve.ts';
import {
  askedOf,
  createNearEmbedder,
  gazetteer,
  knowledgeOf,
  segmenter,
} from '../../fakes/small-knowledge.ts';

const knowledge = await knowledgeOf({
  rucheng: {
    place: '汝城县',
    date: '2019',
    text: [
      '全县开展“清风和美”行动，由县长任组长、副县长抓总。',
      '发放种苗补贴5240户，其中贫困户1976户。',
      '党员干部走村入院，分片联系贫困户4306户。',
      '2019年3月，全县以第三方测评满意率96.4%的成绩，经省里专项核查，正式摘掉贫困县帽子。',
      '建成文化广场12个，总结推广热水镇经验。',
      '在热水镇新建卫生室3个。',
      '水（电）站改造18座。',
      '2018年低保标准为每月310元。',
      '重度残疾人护理补贴在2020年涨到85元。',
      '开发公益岗341个，依托“扶贫车间”安排群众就业158人。',
      '先后实现5310人脱贫。',
      '五年评出脱贫攻坚模范个人127名。',
      '建成冷链市场2处，脐橙年销售额为3.6亿元。',
    ].join('\n'),
  },
  guidong: {
    place: '桂东县',
    date: '2019',
    text: '桂东县修通公路30公里。\n郴州市共有深度贫困乡镇7个，桂东县占2个。',
  },
});
const embedder = createNearEmbedder();

async function work(
  text: string,
  change: { readonly toldOf?: string; readonly units?: readonly string[] } = {},
) {
  const read = askedOf(text, knowledge);
  const township = townshipIn(read.topic, knowledge);
  const asked = {
    ...read,
    ...(township === null ? {} : { places: [township.place], township: township.name }),
    ...(change.toldOf === undefined ? {} : { toldOf: gazetteer.lookup(change.toldOf) }),
  };
  const vector = await embedder.embedQuery(asked.searchText);
  const retrieved = retrieve(
    searchForms(asked.searchText, vector, knowledge, segmenter),
    knowledge,
    asked.places,
  );
  const subject = weighSubject(asked, knowledge, segmenter);
  const evidence = weighEvidence(
    meetingOf(asked, subject, knowledge, segmenter),
    retrieved,
    knowledge,
    vector,
  );
  return { asked, subject, evidence, retrieved };
}

const of = (evidence: readonly Evidence[], part: string) =>
  evidence.find(({ sentence }) => sentence.folded.includes(part))!;

describe('a sentence', () => {
  test('that counts a whole stands before one that counts a part of something else', async () => {
    const { evidence } = await work('汝城贫困户有多少户');
    expect(of(evidence, '4306户').score).toBeGreaterThan(of(evidence, '其中').score);
  });

  test('is told of the date that opens it, however far away the verb is', async () => {
    const { evidence } = await work('汝城什么时候摘掉贫困县帽子');
    expect(of(evidence, '正式摘掉').hasWanted).toBe(true);
    expect(of(evidence, '正式摘掉').signals.nearness).toBeGreaterThan(0.5);
  });

  test('counts for a township only what stands behind its name', async () => {
    expect(of((await work('热水镇卫生室有几个')).evidence, '卫生室').hasWanted).toBe(true);
    const { evidence, asked } = await work('热水镇文化广场有几个');
    expect(asked.township).toBe('热水镇');
    expect(of(evidence, '文化广场').hasWanted).toBe(false);
    expect(of((await work('汝城文化广场有几个')).evidence, '文化广场').hasWanted).toBe(true);
  });

  test('is read through the brackets and quotation marks within it', async () => {
    expect(of((await work('汝城电站改造了几座')).evidence, '18座').signals.coverage).toBe(1);
    expect(of((await work('汝城清风和美行动')).evidence, '清风和美').signals.coverage).toBe(1);
  });

  test('has its figures nearer to the words of their own clause', async () => {
    const { evidence } = await work('汝城扶贫车间就业多少人');
    const { nearness: own } = of(evidence, '扶贫车间').signals;
    const { evidence: others } = await work('汝城扶贫车间一共几个');
    expect(own).toBeGreaterThan(of(others, '扶贫车间').signals.nearness!);
  });

  test('that tells the amount of a year has a rate of the year', async () => {
    expect(of((await work('汝城脐橙一年销售额多少')).evidence, '年销售额').hasWanted).toBe(true);
  });

  test('says who leads by an office as well as by a name', async () => {
    expect(of((await work('汝城清风和美行动组长是谁')).evidence, '任组长').hasWanted).toBe(true);
    expect(of((await work('汝城镇长是谁')).evidence, '任组长')?.hasWanted ?? false).toBe(false);
  });
});

test('a quoted name in a question is one word of full weight, whatever the segmenter makes of it', async () => {
  const { subject } = await work('汝城清风和美是哪个村搞的');
  expect(subject[0]).toMatchObject({ term: '清风和美' });
  expect(subject[0]!.weight).toBeGreaterThan(0.6);
  expect(subject.some(({ term }) => term !== '清风和美' && '清风和美'.includes(term))).toBe(false);
});

test('a figure that is labelled with what is asked stands alone, without others near the same word', async () => {
  const { asked, subject, evidence } = await work('汝城脱贫了多少人');
  const [found] = selectByPlace(asked, subject, evidence, knowledge, 0);
  const quotes = (found?.excerpts ?? []).map(({ documentId, span }) =>
    knowledge.documentById.get(documentId)!.text.slice(span.start, span.end),
  );
  expect(quotes).toEqual(['先后实现5310人脱贫。']);
});

test('what is not asked of the year that is told answers nothing, where another year tells what is asked', async () => {
  const { asked, subject, evidence } = await work('汝城2020年低保标准多少元');
  expect(of(evidence, '310元').hasWanted).toBe(false);
  expect(of(evidence, '85元').hasWanted).toBe(true);
  expect(selectByPlace(asked, subject, evidence, knowledge, 0)).toEqual([]);
});

test('of a place without a report only sentences that name it are evidence', async () => {
  const { evidence } = await work('郴州深度贫困乡镇有几个', { toldOf: '郴州市' });
  expect(evidence.length).toBeGreaterThan(0);
  for (const { sentence } of evidence) expect(sentence.folded).toContain('郴州');
});

describe('the ranking by evidence', () => {
  test('puts the passage of the best sentence first, keeps every passage, and the order of those without evidence', async () => {
    const { evidence, retrieved } = await work('汝城贫困户有多少户');
    const worst = [...retrieved].reverse();
    const ranked = rankByEvidence(worst, evidence, knowledge);
    expect(new Set(ranked)).toEqual(new Set(retrieved));
    expect(knowledge.passages[ranked[0]!.ordinal]).toBe(evidence[0]!.sentence.passage);
    expect(rankByEvidence(worst, [], knowledge)).toEqual(worst);
  });
});
