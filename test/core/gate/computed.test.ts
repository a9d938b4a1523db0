import { describe, expect, test } from 'vitest';
import {
  compute,
  type Difference,
  type Miss,
  provesComputation,
  sourcesOf,
} from '../../../src/core/gate/computed.ts';
import type { GateContext, Operand } from '../../../src/core/gate/told.ts';
import { type DraftSentence, verify, violationOf } from '../../../src/core/verify.ts';
import { gazetteer, knowledgeOf } from '../../fakes/small-knowledge.ts';

const HERE = '汝城县';
const THERE = '桂东县';
const LINES = {
  here: [
    '2017年，汝城县实现63510人脱贫，贫困发生率降至1.37%。',
    '将农村低保标准由285元/人·月上调至340元/人·月，覆盖8106户。',
    '2016年发放小额贷款9800万元，2018年发放小额贷款1.2亿元。',
    '2018年，全县计划建成卫生室52个，近三年建成文化室40余个。',
    '2016—2018年劳务收入分别为3120元、3450元和3980元。',
    '改造危房300户，不再改造土坯房20户。',
    '公益岗补贴每人每月500元，交通补贴每户500元，伙食补贴500元。',
    '养殖户120户，其中贫困户30户。种植蚕桑2亩。种植蚕桑4亩。',
    '全县累计修建水渠50000米。2014年以来，新修公路900公里，2018年修建桥梁7座。',
    '2016年投入教育资金2800万元，2018年累计投入教育资金5000万元。2014—2018年修建水池40口。',
    '2016年特困供养标准提高30元，2018年特困供养标准提高50元。',
    '去年，发放种苗800株。截至2018年底，医保报销比例85%。',
    '2016年全市投资基金30亿元，2018年全县投资基金4亿元。',
    '2016年游客300万人次，2018年1-6月游客200万人次。',
    '高龄津贴每人每月60元（80周岁以上）。农村妇女方面，参加培训300人。',
  ],
  there: [
    '2017年，桂东县实现21480人脱贫，贫困发生率降至0.92%。',
    '农村低保标准提高到每人每月345元，发放小额贷款0.5亿元。',
    '全县建成卫生室30个，文化室40个，改造危房300户。',
    '贫困户200户，全县低收入户500户，增收120元。',
    '全县修建水渠2000米。2018年新修公路100公里。2014年以来修建桥梁30座。',
    '2018年修建水池10口，发放种苗500株，医保报销比例80%。',
    '桂东县累计修建水渠3000米。2017年发放小额贷款6000万元。',
    '2016年桂东县、汝城县种油茶分别为100亩、200亩，2018年分别为300亩、400亩。',
    '高龄津贴每人每月100元，发给90周岁以上老人。参加培训500人。',
  ],
};
const knowledge = await knowledgeOf({
  here: { place: HERE, date: '2019-03', text: LINES.here.join('\n') },
  there: { place: THERE, date: '2019-06', text: LINES.there.join('\n') },
  later: { place: HERE, date: '2021-05', text: '汝城县实现70000人脱贫。' },
  early: { place: '资兴市', date: '2016-02', text: '累计修建水渠900米。' },
  undated: { place: '安仁县', text: '贫困户70户。' },
  unplaced: { title: '问答', text: '建成卫生室20个。' },
});
const among = new Set(knowledge.ordinalsByPlace.keys());
const context: GateContext = {
  knowledge,
  placesIn: (text) => gazetteer.findPlaces(text, { among }).map(({ place }) => place.name),
};

/** A figure as it is written, in the one line that holds `quote`. */
function operand(documentId: string, quote: string, written: string): Operand {
  const { text, place = '' } = knowledge.documentById.get(documentId)!;
  const at = text.indexOf(quote);
  expect(at, quote).toBeGreaterThanOrEqual(0);
  const start = text.indexOf(written, at);
  expect(start + written.length, written).toBeLessThanOrEqual(at + quote.length);
  return {
    source: { documentId, span: { start: at, end: at + quote.length } },
    figure: { start, end: start + written.length },
    name: place,
  };
}

const change = (first: Operand, second: Operand): Difference => ({ kind: 'change', first, second });
const comparison = (first: Operand, second: Operand): Difference => ({ kind: 'comparison', first, second });

const LOANS = '2016年发放小额贷款9800万元，2018年发放小额贷款1.2亿元。';
const LOANS_THERE = '2017年发放小额贷款6000万元。';
const INCOMES = '2016—2018年劳务收入分别为3120元、3450元和3980元。';
const STANDARD = '将农村低保标准由285元/人·月上调至340元/人·月';
const CANALS = '累计修建水渠50000米';
const SCHOOLING = '2016年投入教育资金2800万元，2018年累计投入教育资金5000万元。';
const CARE = '2016年特困供养标准提高30元，2018年特困供养标准提高50元。';
const FUNDS = '2016年全市投资基金30亿元，2018年全县投资基金4亿元。';
const GUESTS = '2016年游客300万人次，2018年1-6月游客200万人次。';
const OIL = '2016年桂东县、汝城县种油茶分别为100亩、200亩，2018年分别为300亩、400亩。';
const HERE_OUT = '汝城县实现63510人脱贫，贫困发生率降至1.37%。';
const THERE_OUT = '桂东县实现21480人脱贫，贫困发生率降至0.92%。';

describe('two figures give', () => {
  test.each([
    [
      'a change that one sentence tells',
      change(operand('here', STANDARD, '285元/人·月'), operand('here', STANDARD, '340元/人·月')),
      '由285元/人·月到340元/人·月，增加55元/人·月（340元/人·月－285元/人·月＝55元）',
    ],
    [
      'a change over years, in the larger scale',
      change(operand('here', LOANS, '9800万元'), operand('here', LOANS, '1.2亿元')),
      '由2016年的9800万元到2018年的1.2亿元，增加0.22亿元（1.2亿元－9800万元＝0.22亿元）',
    ],
    [
      'a change in a list of years',
      change(operand('here', INCOMES, '3120元'), operand('here', INCOMES, '3980元')),
      '由2016年的3120元到2018年的3980元，增加860元（3980元－3120元＝860元）',
    ],
    [
      'a comparison of one year, the larger first',
      comparison(operand('there', THERE_OUT, '21480人'), operand('here', HERE_OUT, '63510人')),
      '2017年，汝城县比桂东县多42030人（63510人－21480人＝42030人）',
    ],
    [
      'a comparison of shares in percentage points, without the noise of doubles',
      comparison(operand('here', HERE_OUT, '1.37%'), operand('there', THERE_OUT, '0.92%')),
      '2017年，汝城县比桂东县高0.45个百分点（1.37%－0.92%＝0.45个百分点）',
    ],
    [
      'a comparison of what is equal, with the dates of the reports where no year is told',
      comparison(operand('here', '改造危房300户', '300户'), operand('there', '改造危房300户', '300户')),
      '汝城县（2019年3月资料）与桂东县（2019年6月资料）相同',
    ],
    [
      'a comparison of what both count up over the years',
      comparison(operand('here', CANALS, '50000米'), operand('there', '累计修建水渠3000米', '3000米')),
      '汝城县（2019年3月资料）比桂东县（2019年6月资料）多47000米（50000米－3000米＝47000米）',
    ],
    [
      'a comparison of shares, of which 截至 only says when they stood there',
      comparison(operand('here', '医保报销比例85%', '85%'), operand('there', '医保报销比例80%', '80%')),
      '2018年，汝城县比桂东县高5个百分点（85%－80%＝5个百分点）',
    ],
    [
      'a change over two reports of one place',
      change(operand('here', HERE_OUT, '63510人'), operand('later', '汝城县实现70000人脱贫', '70000人')),
      '由63510人到70000人，增加6490人（70000人－63510人＝6490人）',
    ],
  ])('%s', (_, computation, text) => {
    expect(compute(computation, context)).toEqual({ text });
  });
});

describe('two figures give nothing', () => {
  const rooms = '全县建成卫生室30个';
  test.each([
    [
      'of two units',
      'unit',
      comparison(operand('here', HERE_OUT, '63510人'), operand('there', THERE_OUT, '0.92%')),
    ],
    [
      'of two rates',
      'rate',
      comparison(operand('here', STANDARD, '340元/人·月'), operand('there', '增收120元', '120元')),
    ],
    [
      'of two things',
      'label',
      comparison(operand('here', '改造危房300户', '300户'), operand('there', '贫困户200户', '200户')),
    ],
    [
      'of a part and a whole',
      'label',
      comparison(operand('here', '其中贫困户30户', '30户'), operand('there', '贫困户200户', '200户')),
    ],
    [
      'when one is counted up over the years and the other is of one',
      'label',
      comparison(operand('here', CANALS, '50000米'), operand('there', '全县修建水渠2000米', '2000米')),
    ],
    [
      'when one is counted up since a year',
      'label',
      comparison(
        operand('here', '2014年以来，新修公路900公里', '900公里'),
        operand('there', '2018年新修公路100公里', '100公里'),
      ),
    ],
    [
      'when one is of several years',
      'label',
      comparison(
        operand('here', '2014—2018年修建水池40口', '40口'),
        operand('there', '2018年修建水池10口', '10口'),
      ),
    ],
    [
      'as a change from one year to what is counted up over many',
      'label',
      change(operand('here', SCHOOLING, '2800万元'), operand('here', SCHOOLING, '5000万元')),
    ],
    [
      'when one is of all of the city above',
      'label',
      change(operand('here', FUNDS, '30亿元'), operand('here', FUNDS, '4亿元')),
    ],
    [
      'when one is of a part of its year',
      'label',
      change(operand('here', GUESTS, '300万人次'), operand('here', GUESTS, '200万人次')),
    ],
    [
      'when they are for other ages, which stand behind them',
      'label',
      comparison(
        operand('here', '高龄津贴每人每月60元（80周岁以上）', '60元'),
        operand('there', '高龄津贴每人每月100元，发给90周岁以上老人', '100元'),
      ),
    ],
    [
      'when one is of those alone whom its sentence begins with',
      'label',
      comparison(
        operand('here', '农村妇女方面，参加培训300人', '300人'),
        operand('there', '参加培训500人', '500人'),
      ),
    ],
    [
      'when they are changes themselves and no levels',
      'change',
      change(operand('here', CARE, '30元'), operand('here', CARE, '50元')),
    ],
    [
      'when one is of 去年, which its report does not put in words',
      'order',
      comparison(operand('here', '去年，发放种苗800株', '800株'), operand('there', '发放种苗500株', '500株')),
    ],
    [
      'when they are of different years',
      'year',
      comparison(operand('here', LOANS, '1.2亿元'), operand('there', LOANS_THERE, '6000万元')),
    ],
    [
      'when one is counted up to another year',
      'year',
      comparison(
        operand('early', '累计修建水渠900米', '900米'),
        operand('there', '累计修建水渠3000米', '3000米'),
      ),
    ],
    [
      'when one is of a year and nobody says of which the other is',
      'year',
      comparison(operand('undated', '贫困户70户', '70户'), operand('there', '贫困户200户', '200户')),
    ],
    [
      'when one is planned',
      'planned',
      comparison(operand('here', '计划建成卫生室52个', '52个'), operand('there', rooms, '30个')),
    ],
    [
      'when one is not exact',
      'inexact',
      comparison(operand('here', '近三年建成文化室40余个', '40余个'), operand('there', '文化室40个', '40个')),
    ],
    [
      'when one is negated',
      'no-figure',
      comparison(operand('here', '不再改造土坯房20户', '20户'), operand('there', '改造危房300户', '300户')),
    ],
    [
      'when they are of a place that is not the one of the report',
      'no-figure',
      change(operand('there', OIL, '200亩'), operand('there', OIL, '400亩')),
    ],
    [
      'when one is no quantity',
      'no-figure',
      change(operand('here', LOANS, '2016年'), operand('here', LOANS, '1.2亿元')),
    ],
    [
      'backwards in time',
      'order',
      change(operand('here', LOANS, '1.2亿元'), operand('here', LOANS, '9800万元')),
    ],
    [
      'backwards in a change that is told',
      'order',
      change(operand('here', STANDARD, '340元/人·月'), operand('here', STANDARD, '285元/人·月')),
    ],
    [
      'from where a change began',
      'order',
      comparison(operand('here', STANDARD, '285元/人·月'), operand('there', '每人每月345元', '345元')),
    ],
    [
      'when nobody says which came first',
      'order',
      change(operand('here', '种植蚕桑2亩', '2亩'), operand('here', '种植蚕桑4亩', '4亩')),
    ],
    [
      'as a change when they are of two places',
      'place',
      change(operand('here', HERE_OUT, '63510人'), operand('there', THERE_OUT, '21480人')),
    ],
    [
      'as a comparison when they are of one place',
      'place',
      comparison(operand('here', LOANS, '9800万元'), operand('here', LOANS, '1.2亿元')),
    ],
    [
      'when a report does not say of which place it is',
      'place',
      comparison(operand('unplaced', '建成卫生室20个', '20个'), operand('there', rooms, '30个')),
    ],
  ] as const)('%s: %s', (_, obstacle, computation) => {
    expect(compute(computation, context)).toEqual({ obstacle });
  });

  test('when a figure is cut out of another, or stands outside of what is cited', () => {
    const whole = operand('there', THERE_OUT, '21480人');
    const cut = { ...whole, figure: { start: whole.figure.start + 1, end: whole.figure.end } };
    const outside = { ...whole, source: operand('there', rooms, '30个').source };
    const here = operand('here', HERE_OUT, '63510人');
    for (const second of [cut, outside])
      expect(compute(comparison(here, second), context)).toEqual({ obstacle: 'no-figure' });
  });

  test.each([THERE, '汝', '汝城县好', '汝城县 ', '[1]', '郴州市'])(
    'for a place under another name: %s',
    (name) => {
      const here = { ...operand('here', HERE_OUT, '63510人'), name };
      expect(compute(comparison(here, operand('there', THERE_OUT, '21480人')), context)).toEqual({
        obstacle: 'no-figure',
      });
    },
  );
});

describe('the gate', () => {
  const computation = comparison(
    operand('here', HERE_OUT, '63510人'),
    operand('there', THERE_OUT, '21480人'),
  );
  const computed = compute(computation, context);
  const text = 'text' in computed ? computed.text : '';
  const sentence: DraftSentence = { lead: '', text, sources: sourcesOf(computation), computation };

  test('lets a computed sentence pass, with both of its markers', () => {
    expect(violationOf(sentence, context)).toBeNull();
    const { text: said, citations } = verify([sentence], context)!;
    expect(said).toBe('2017年，汝城县比桂东县多42030人（63510人－21480人＝42030人）[1][2]。');
    expect(citations.map(({ quote }) => quote)).toEqual([HERE_OUT, THERE_OUT]);
  });

  test.each([
    ['another difference', { ...sentence, text: text.replaceAll('42030', '42031') }],
    ['another direction', { ...sentence, text: text.replace('多', '少') }],
    ['another place', { ...sentence, text: text.replace(HERE, THERE) }],
    ['more words', { ...sentence, text: `${text}，全省第一` }],
    ['one citation less', { ...sentence, sources: [computation.first.source] as const }],
    [
      'a citation more',
      {
        ...sentence,
        sources: [...sourcesOf(computation), operand('there', '文化室40个', '40个').source] as const,
      },
    ],
    [
      'a citation of another span',
      {
        ...sentence,
        sources: [computation.first.source, operand('there', '文化室40个', '40个').source] as const,
      },
    ],
  ])('stops it for %s', (_, wrong: DraftSentence) => {
    expect(violationOf(wrong, context)).toBe('wrong-computation');
    expect(provesComputation(wrong, computation, context)).toBe(false);
  });

  test('stops the same words where they do not say what they were worked out from', () => {
    const { computation: _, ...bare } = sentence;
    expect(violationOf(bare, context)).toBe('mixed-sources');
  });
});

describe('a class that is missed', () => {
  const CLASSES = '高龄津贴每人每月60元（80周岁以上）';
  const missBy = (value: number): Miss => ({
    kind: 'miss',
    amount: {
      ...{ value, unit: '岁', bound: 'exact', han: false },
      span: { start: 0, end: 3 },
    },
    source: operand('here', CLASSES, '60元').source,
  });

  test('is named as it is written, with the side', () => {
    expect(compute(missBy(79), context)).toEqual({ text: '问的年龄没有达到“80周岁以上”' });
  });

  test.each([
    ['where the amount is within it', missBy(80)],
    ['where nothing is drawn', { ...missBy(79), source: operand('here', STANDARD, '285元/人·月').source }],
  ])('is none %s', (_, computation: Miss) => {
    expect(compute(computation, context)).toEqual({ obstacle: 'no-figure' });
  });

  test('is stopped by the gate when it is said of another class', () => {
    const computation = missBy(79);
    const sentence = {
      lead: '',
      text: '问的年龄没有达到“80周岁以上”',
      sources: sourcesOf(computation),
      computation,
    };
    expect(violationOf(sentence, context)).toBeNull();
    const wrong = { ...sentence, text: sentence.text.replace('80', '90') };
    expect(violationOf(wrong, context)).toBe('wrong-computation');
  });
});
