import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/core/facts/read.ts';
import type { GateContext } from '../../src/core/gate/told.ts';
import { slice } from '../../src/core/language/text.ts';
import { cite, type DraftSentence, verify, violationOf } from '../../src/core/verify.ts';
import { createRandom } from '../fakes/random.ts';
import { gazetteer, knowledgeOf, TWO_COUNTIES } from '../fakes/small-knowledge.ts';

const knowledge = await knowledgeOf({
  ...TWO_COUNTIES,
  notes: {
    place: '汝城县',
    date: '2018-03-15',
    text: '全县脱贫[3]任务已经完成。详见政务网 www.rucheng.gov.cn，或邮件 fupin@rucheng.cn。公路用C20混凝土，气温25℃。',
  },
  unknown: { title: '另一份问答', text: '补助标准为每户6000元。' },
  unplaced: { title: '帮扶政策问答', text: '补助标准为每户5000元。' },
});
const among = new Set(knowledge.ordinalsByPlace.keys());
const context: GateContext = {
  knowledge,
  placesIn: (text) => gazetteer.findPlaces(text, { among }).map(({ place }) => place.name),
};

function sourceOf(documentId: string, quote: string) {
  const start = knowledge.documentById.get(documentId)!.text.indexOf(quote);
  expect(start).toBeGreaterThanOrEqual(0);
  return { documentId, span: { start, end: start + quote.length } };
}

function draft(text: string, documentId: string, ...quotes: [string, ...string[]]): DraftSentence {
  const [first, ...rest] = quotes.map((quote) => sourceOf(documentId, quote));
  return { lead: '', text, sources: [first!, ...rest] };
}

const POVERTY = '2017年，汝城县实现63510人脱贫，贫困发生率降至1.37%。';
const ALLOWANCE = '该县农村低保标准提高到每人每月310元，保障低保对象8106户17342人。';
const MOVING = '全县投入易地搬迁资金4.26亿元，搬迁贫困群众2870户11304人。';
const PLAN = '2018年，全县计划新建村级卫生室52个。';
const COUNTIES_FUND = '全县发放产业奖补资金3150万元，覆盖贫困户6234户。';

describe('a verified answer', () => {
  test('numbers its citations in order of first use, and one span has one number however often it is cited', () => {
    const said = verify(
      [
        draft(MOVING, 'rucheng', MOVING),
        draft(POVERTY, 'rucheng', POVERTY),
        draft('搬迁2870户。', 'rucheng', MOVING),
        draft(COUNTIES_FUND, 'guidong', COUNTIES_FUND),
      ],
      context,
    )!;
    const inline = [...said.text.matchAll(/\[(\d+)\]/gu)].map(([, number]) => Number(number));
    expect(inline).toEqual([1, 2, 1, 3]);
    expect(said.citations.map(({ marker }) => marker)).toEqual([1, 2, 3]);
    expect(said.citations.map(({ quote }) => quote)).toEqual([MOVING, POVERTY, COUNTIES_FUND]);
  });

  test('quotes exact slices and names document, title, place and date', () => {
    const { citations } = verify([draft(POVERTY, 'rucheng', POVERTY)], context)!;
    const { text } = knowledge.documentById.get('rucheng')!;
    expect(citations).toEqual([
      {
        ...{ marker: 1, documentId: 'rucheng', document: 'rucheng.txt', title: '汝城县脱贫攻坚工作纪实' },
        ...{ place: '汝城县', date: '2018-03-15', span: sourceOf('rucheng', POVERTY).span, quote: POVERTY },
      },
    ]);
    expect(slice(text, citations[0].span)).toBe(POVERTY);
  });

  test('says of what was read from a picture that it was, and on which page it stands', () => {
    const document = knowledge.documentById.get('rucheng')!;
    const { start } = sourceOf('rucheng', ALLOWANCE).span;
    const scanned = readDocument({
      ...document,
      origins: [
        { start: 0, page: 1 },
        { start, page: 2, isScanned: true },
        { start: start + ALLOWANCE.length, page: 3 },
      ],
    });
    const documentById = new Map([...knowledge.documentById, ['rucheng', scanned]]);
    const said = verify(
      [
        { ...draft('标准提高到每人每月310元。', 'rucheng', ALLOWANCE), lead: '汝城县：' },
        draft(POVERTY, 'rucheng', POVERTY),
      ],
      { ...context, knowledge: { ...knowledge, documentById } },
    )!;
    expect(said.text).toContain('汝城县：（据扫描件识别）标准提高到每人每月310元[1]。');
    expect(said.text.split('据扫描件识别')).toHaveLength(2);
    expect(said.citations.map(({ origin }) => origin)).toEqual([{ page: 2, isScanned: true }, { page: 1 }]);
  });

  test('has the markers before the closing mark of each sentence, and the lead before it', () => {
    const tone = { ...draft('实现63510人脱贫！', 'rucheng', POVERTY), lead: '汝城县：' };
    expect(verify([tone, draft('实现63510人脱贫，', 'rucheng', POVERTY)], context)!.text).toBe(
      '汝城县：实现63510人脱贫[1]！\n实现63510人脱贫[1]。',
    );
  });

  test('puts several sources of one sentence side by side, each once', () => {
    const both = draft('实现63510人脱贫，搬迁2870户', 'rucheng', POVERTY, MOVING, POVERTY);
    expect(verify([both], context)!.text).toBe('实现63510人脱贫，搬迁2870户[1][2]。');
  });

  test("turns a report's own bracketed numbers so that they never read as markers", () => {
    const { text, citations } = verify(
      [draft('全县脱贫[3]任务已经完成。', 'notes', '全县脱贫[3]任务已经完成。')],
      context,
    )!;
    expect(text).toBe('全县脱贫〔3〕任务已经完成[1]。');
    expect(citations[0].quote).toBe('全县脱贫[3]任务已经完成。');
  });

  test('has the marker behind the notes of a report and before the stop', async () => {
    const text = '【对象】脱贫户可以申请。[1]\n【标准】每户补助3000元。[2]';
    const small = await knowledgeOf({ one: { place: '汝城县', text } });
    const lines = text.split('\n').map((line): DraftSentence => {
      const start = small.documents[0]!.text.indexOf(line);
      const span = { start, end: start + line.length };
      return { lead: '', text: line, sources: [{ documentId: 'one', span }] };
    });
    expect(verify(lines, { ...context, knowledge: small })!.text).toBe(
      '【对象】脱贫户可以申请〔1〕[1]。\n【标准】每户补助3000元〔2〕[2]。',
    );
  });

  test('says a repeated sentence once', () => {
    expect(
      verify([draft(POVERTY, 'rucheng', POVERTY), draft(POVERTY, 'rucheng', POVERTY)], context)!.text.match(
        /63510/gu,
      ),
    ).toHaveLength(1);
  });

  test('leaves out what may not be said with its citation, and is null when nothing is left', () => {
    const bad = draft('实现63511人脱贫。', 'rucheng', POVERTY);
    const { text, citations } = verify([bad, draft(MOVING, 'rucheng', MOVING)], context)!;
    expect(text).not.toContain('63511');
    expect(citations.map(({ quote }) => quote)).toEqual([MOVING]);
    expect(verify([bad], context)).toBeNull();
    expect(verify([], context)).toBeNull();
  });

  test('citing a document that the corpus lacks is a RangeError', () => {
    expect(() => cite({ documentId: 'nowhere', span: { start: 0, end: 1 } }, 1, { knowledge })).toThrow(
      RangeError,
    );
  });
});

describe('a sentence is refused', () => {
  const { length } = knowledge.documentById.get('rucheng')!.text;
  test.each([
    ['of an unknown document', 'nowhere', { start: 0, end: 5 }],
    ['beyond the end', 'rucheng', { start: 0, end: length + 1 }],
    ['before the start', 'rucheng', { start: -1, end: 5 }],
    ['that is empty', 'rucheng', { start: 5, end: 5 }],
    ['that is turned round', 'rucheng', { start: 9, end: 5 }],
    ['that is no number', 'rucheng', { start: Number.NaN, end: 5 }],
    ['within a character', 'rucheng', { start: 0.5, end: 5 }],
  ])('for a source %s', (_, documentId, span) => {
    expect(violationOf({ lead: '', text: '汝城县', sources: [{ documentId, span }] }, context)).toBe(
      'unknown-source',
    );
  });

  test.each([
    ['begins inside of a number', (text: string) => text.indexOf('63510') + 1, (text: string) => text.length],
    ['ends inside of a number', () => 0, (text: string) => text.indexOf('63510') + 3],
    ['ends before the scale of a number', () => 0, (text: string) => text.indexOf('亿元')],
  ])('for a quote that %s', (_, startIn, endIn) => {
    const { text } = knowledge.documentById.get('rucheng')!;
    const span = { start: startIn(text), end: endIn(text) };
    const said = text.slice(span.start, span.end);
    expect(violationOf({ lead: '', text: said, sources: [{ documentId: 'rucheng', span }] }, context)).toBe(
      'unknown-source',
    );
  });

  test.each([
    ['another digit', '实现63501人脱贫', POVERTY],
    ['a digit more', '实现635100人脱贫', POVERTY],
    ['another decimal', '贫困发生率降至1.73%', POVERTY],
    ['no percent sign', '贫困发生率降至1.37', POVERTY],
    ['percentage points for per cent', '贫困发生率降低1.37个百分点', POVERTY],
    ['亿 turned 万', '投入易地搬迁资金4.26万元', MOVING],
    ['万 turned 亿', '发放产业奖补资金3150亿元', COUNTIES_FUND],
    ['元 for 万元', '发放产业奖补资金3150元', COUNTIES_FUND],
    ['人 for 户', '搬迁贫困群众2870人', MOVING],
    ['户 for 人', '搬迁贫困群众11304户', MOVING],
    ['no unit at all', '实现脱贫63510', POVERTY],
    ['an about that the quote lacks', '实现近63510人脱贫', POVERTY],
    ['a sum', '搬迁贫困群众14174', MOVING],
    ['per year for per month', '低保标准每人每年310元', ALLOWANCE],
    ['per household for per person', '低保标准每户310元', ALLOWANCE],
    ['an amount in Han numerals without a unit', '实现脱贫六万三千', POVERTY],
    ['a loose amount', '搬迁贫困群众上万', MOVING],
    ['half', '一半群众实现脱贫', POVERTY],
    ['full-width digits', '实现６３５１１人脱贫', POVERTY],
    ['thousands', '实现63,511人脱贫', POVERTY],
  ])('for a figure that the quote lacks: %s', (_, text, quote) => {
    const documentId = quote === COUNTIES_FUND ? 'guidong' : 'rucheng';
    expect(violationOf(draft(text, documentId, quote), context)).toBe('unsupported-figure');
  });

  test('for a bare figure out of an inexact one or out of a range', async () => {
    const small = await knowledgeOf({
      one: { place: '汝城县', text: '受益群众近5000人，每村3至5户，补助300元以上。' },
    });
    const inSmall = (text: string) =>
      violationOf(
        {
          lead: '',
          text,
          sources: [{ documentId: 'one', span: { start: 0, end: small.documents[0]!.text.length } }],
        },
        { ...context, knowledge: small },
      );
    expect(['受益群众5000人', '受益群众超过5000人', '每村3户', '每村5户', '补助300元'].map(inSmall)).toEqual(
      Array(5).fill('unsupported-figure'),
    );
    expect(['受益群众近5000人', '每村3至5户', '补助300元以上'].map(inSmall)).toEqual([null, null, null]);
  });

  test('for a figure that stands in the document but not in the cited span', () => {
    expect(violationOf(draft('实现63510人脱贫', 'rucheng', MOVING), context)).toBe('unsupported-figure');
  });

  test("for a year that neither the span nor the document's date states", () => {
    expect(violationOf(draft('2016年搬迁2870户', 'rucheng', MOVING), context)).toBe('unsupported-figure');
    expect(violationOf(draft('2018年3月，搬迁2870户', 'rucheng', MOVING), context)).toBeNull();
    expect(violationOf(draft('2017年实现63510人脱贫', 'rucheng', POVERTY), context)).toBeNull();
  });

  test('for a plan told as done, and for what is done told as a plan', () => {
    expect(violationOf(draft('2018年新建村级卫生室52个', 'rucheng', PLAN), context)).toBe('changed-sense');
    expect(violationOf(draft('计划新建村级卫生室52个', 'rucheng', PLAN), context)).toBeNull();
    expect(violationOf(draft('计划搬迁2870户', 'rucheng', MOVING), context)).toBe('changed-sense');
  });

  test('for a negation that is left out or put in', () => {
    const quote = '没有一名学生因贫失学';
    expect(violationOf(draft('一名学生因贫失学', 'rucheng', quote), context)).toBe('changed-sense');
    expect(violationOf(draft('没有一名学生因贫失学', 'rucheng', quote), context)).toBeNull();
    expect(violationOf(draft('搬迁没有完成', 'rucheng', MOVING), context)).toBe('changed-sense');
  });

  test.each([
    ['累计发放助学贷款1300笔920户，没有出现逾期未还', '累计没有发放助学贷款1300笔920户，没有出现逾期未还'],
    ['尚未验收的问题12个，目前完成整改8个', '尚未验收的问题12个，目前没有完成整改8个'],
    ['贷款发放到户，未出现逾期', '贷款没有发放到户，未出现逾期'],
  ])('for a negation put into a clause where another of the quote has one: %s', async (quote, text) => {
    const one = await knowledgeOf({ one: { place: '汝城县', date: '2018-03', text: `${quote}。` } });
    const sources = [{ documentId: 'one', span: { start: 0, end: quote.length } }] as const;
    const saying = (said: string) =>
      violationOf({ lead: '', text: said, sources }, { ...context, knowledge: one });
    expect(saying(quote)).toBeNull();
    expect(saying(text)).toBe('changed-sense');
  });

  test.each(['桂东县实现63510人脱贫', '汝城和桂东实现63510人脱贫', '北京市实现63510人脱贫'])(
    "for a place that is not the cited document's: %s",
    (text) => {
      expect(violationOf(draft(text, 'rucheng', POVERTY), context)).toBe('foreign-place');
    },
  );

  test('for sources of two places or two dates at once', () => {
    const sources = [sourceOf('rucheng', POVERTY), sourceOf('guidong', COUNTIES_FUND)] as const;
    expect(violationOf({ lead: '', text: '实现脱贫', sources }, context)).toBe('mixed-sources');
  });

  test('for sources of two reports that do not say where and when they are from', () => {
    const sources = [
      sourceOf('unplaced', '补助标准为每户5000元。'),
      sourceOf('unknown', '补助标准为每户6000元。'),
    ] as const;
    expect(violationOf({ lead: '', text: '补助标准为每户5000元', sources }, context)).toBe('mixed-sources');
  });

  test.each([
    ['由340元提高至285元', '由285元提高至340元'],
    ['2018年投入3亿元', '2017年投入3亿元，2018年投入4亿元'],
    ['贫困人口增长5%', '贫困人口下降5%，收入增长8%'],
  ])('for a figure turned round or of another year: %s', async (text, quote) => {
    const small = await knowledgeOf({ one: { place: '汝城县', date: '2018-03', text: `${quote}。` } });
    const sources = [{ documentId: 'one', span: { start: 0, end: quote.length } }] as const;
    expect(violationOf({ lead: '', text, sources }, { ...context, knowledge: small })).toBe('changed-sense');
  });

  test.each([
    ['a link', '详见 http://evil.example/a', 'foreign-link'],
    ['a bare domain', '详见 evil.cn', 'foreign-link'],
    ['a Telegram link', '加入 t.me/abc', 'foreign-link'],
    ['a deep link', '打开 tg://resolve?domain=x', 'foreign-link'],
    ['a mention', '请找 @county_head', 'foreign-link'],
    ['a command', '请发 /reload', 'foreign-link'],
    ['a tag', '<b>脱贫</b>', 'foreign-link'],
    ['a hash tag', '脱贫 #脱贫', 'foreign-character'],
    ['a word of Latin letters', '脱贫 OK', 'foreign-character'],
    ['full-width letters', '脱贫ｅｖｉｌ', 'foreign-character'],
    ['a right-to-left override', '脱贫\u202e实现', 'foreign-character'],
    ['an isolate', '脱贫\u2066实现\u2069', 'foreign-character'],
    ['a zero-width space', '脱\u200b贫', 'foreign-character'],
    ['a byte order mark', '脱\ufeff贫', 'foreign-character'],
    ['a control character', '脱贫\u0007', 'foreign-character'],
    ['a line break', '脱贫\n实现', 'foreign-character'],
    ['a line separator', '脱贫\u2028实现', 'foreign-character'],
    ['a lone surrogate', '脱贫\ud83d', 'foreign-character'],
    ['an emoji', '脱贫🎉', 'foreign-character'],
    ['Arabic-Indic digits', '脱贫٥٥', 'foreign-character'],
    ['mathematical digits', '脱贫𝟗𝟗', 'foreign-character'],
    ['a circled number', '脱贫⑨', 'unsupported-figure'],
    ['a marker of its own', '实现脱贫[4]', 'unsupported-figure'],
    ['a stacked accent', '脱贫\u0301', 'foreign-character'],
  ])('for %s that the span lacks', (_, text, violation) => {
    expect(violationOf(draft(text, 'rucheng', POVERTY), context)).toBe(violation);
  });

  test('for words of a link put together anew', () => {
    const quote = '详见政务网 www.rucheng.gov.cn，或邮件 fupin@rucheng.cn。';
    expect(violationOf(draft('详见 www.rucheng.cn', 'notes', quote), context)).toBe('foreign-link');
    expect(violationOf(draft('详见政务网 www.rucheng.gov.cn', 'notes', quote), context)).toBeNull();
  });

  test.each(['', '。', '！？', '…', ' '])('that says nothing: "%s"', (text) => {
    expect(violationOf(draft(text, 'rucheng', POVERTY), context)).toBe('no-words');
  });
});

describe('a sentence may be said', () => {
  test.each([
    ['the same amount in another scale', '投入易地搬迁资金42600万元', 'rucheng', MOVING],
    ['full-width digits of the same value', '实现６３５１０人脱贫', 'rucheng', POVERTY],
    ['thousands commas', '实现63,510人脱贫', 'rucheng', POVERTY],
    ['名 for 人', '63510名群众脱贫', 'rucheng', POVERTY],
    ['its own short place name', '汝城实现63510人脱贫', 'rucheng', POVERTY],
    ['letters and signs that the span has', '用C20混凝土，气温25℃', 'notes', '公路用C20混凝土，气温25℃。'],
    ['a document without place and date', '每户5000元', 'unplaced', '补助标准为每户5000元。'],
  ])('with %s', (_, text, documentId, quote) => {
    expect(violationOf(draft(text, documentId, quote), context)).toBeNull();
  });

  test('when it is a slice of a report, wherever it is cut between numbers, other citations beside it or not (600 seeded slices)', () => {
    const random = createRandom(20260101);
    const cut = (text: string) => {
      for (;;) {
        const start = random.below(text.length - 12);
        const end = Math.min(text.length, start + 2 + random.below(80));
        const isCut = (at: number) => /[\d.][\d.%万亿]/u.test(text.slice(at - 1, at + 1));
        if (!isCut(start) && !isCut(end)) return { start, end };
      }
    };
    for (let round = 0; round < 600; round++) {
      const { id: documentId, text } = knowledge.documents[random.below(knowledge.documents.length)]!;
      const own = { documentId, span: cut(text) };
      const sources = [own, ...(round % 2 === 0 ? [] : [{ documentId, span: cut(text) }])] as [typeof own];
      const said = slice(text, own.span);
      expect([null, 'no-words'], said).toContain(violationOf({ lead: '', text: said, sources }, context));
    }
  });
});

describe('a head that several sentences share', () => {
  const item = (quote: string, text = quote): DraftSentence => ({
    ...draft(`实施情况：${text}`, 'rucheng', quote),
    lead: '汝城县：',
    under: { head: 'a', lead: '', text },
  });

  test('stands before the first of them that is left', () => {
    const lines = (...items: DraftSentence[]) => verify(items, context)!.text.split('\n');
    expect(lines(item(POVERTY), item(MOVING))).toEqual([
      `汝城县：实施情况：${POVERTY.slice(0, -1)}[1]。`,
      `${MOVING.slice(0, -1)}[2]。`,
    ]);
    expect(lines(item(POVERTY, '实现63511人脱贫。'), item(MOVING), item(ALLOWANCE))).toEqual([
      `汝城县：实施情况：${MOVING.slice(0, -1)}[1]。`,
      `${ALLOWANCE.slice(0, -1)}[2]。`,
    ]);
  });
});
