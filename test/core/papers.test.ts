import { describe, expect, test } from 'vitest';
import { mutualRepeals, paperAt, standingOf } from '../../src/core/papers.ts';
import type { Section, SourceDocument } from '../../src/core/types.ts';

const NOWHERE = { start: 0, end: 1 };

function document(id: string, fields: Partial<SourceDocument>): SourceDocument {
  return {
    id,
    path: `${id}.txt`,
    title: id,
    sha256: '',
    text: '字'.repeat(100),
    blocks: [],
    damage: [],
    ...fields,
  };
}

const repeal = (fields: { number?: string; title?: string }) => ({ ...fields, span: NOWHERE });

function kinds(documents: readonly SourceDocument[], today = '2025-06-01') {
  const standings = standingOf(documents, today);
  return documents.map((one) => standings.of(one).kind);
}

const OLD = document('old', {
  title: '嘉善县水价办法',
  number: '嘉政发〔2015〕3号',
  place: '嘉善县',
  issuedOn: '2015-03-01',
});

describe('a paper is repealed', () => {
  test.each([
    [{ number: '嘉政发[2015]3号' }],
    [{ number: '嘉政发〔2015〕 3 号', title: '另一个名字' }],
    [{ title: '嘉善县水价办法' }],
  ])('where another names its number, else its title: %j', (named) => {
    const next = document('next', { title: '嘉善县水费规则', repeals: [repeal(named)] });
    const standings = standingOf([OLD, next], '2025-06-01');
    expect(standings.of(OLD)).toEqual({
      kind: 'repealed',
      by: { documentId: 'next', title: '嘉善县水费规则' },
    });
    expect(standings.of(next)).toEqual({ kind: 'in-force' });
  });

  test('where it says so itself, with the papers within it', () => {
    const section: Section = { title: '嘉善县水费规则', span: { start: 50, end: 100 } };
    const old: SourceDocument = { ...OLD, isAbolished: true, validUntil: '2020-01-01', sections: [section] };
    const standings = standingOf([old], '2025-06-01');
    expect(standings.of(old)).toEqual({ kind: 'repealed' });
    expect(standings.of(old, { start: 60, end: 70 })).toEqual({ kind: 'repealed' });
  });

  test('by the name of what it sent out', () => {
    const sent = document('sent', { title: '嘉善县人民政府关于印发《嘉善县水价办法》的通知' });
    const next = document('next', { repeals: [repeal({ title: '嘉善县水价办法' })] });
    expect(kinds([sent, next])).toEqual(['repealed', 'in-force']);
  });

  test('never where numbers differ, however alike the titles are', () => {
    const next = document('next', {
      repeals: [repeal({ number: '嘉政发〔2014〕9号', title: '嘉善县水价办法' })],
    });
    expect(kinds([OLD, next])).toEqual(['in-force', 'in-force']);
  });

  test('from the day on which the one that repeals it holds', () => {
    const next = document('next', { effectiveFrom: '2025-07-01', repeals: [repeal({ title: OLD.title })] });
    expect(kinds([OLD, next], '2025-06-30')).toEqual(['in-force', 'not-yet']);
    expect(kinds([OLD, next], '2025-07-01')).toEqual(['repealed', 'in-force']);
  });

  test('never by itself, nor where two repeal each other, which is told', () => {
    const itself = document('itself', { repeals: [repeal({ title: 'itself' })] });
    const one = document('one', { repeals: [repeal({ title: 'two' })] });
    const two = document('two', { repeals: [repeal({ title: 'one' })] });
    expect(kinds([itself, one, two])).toEqual(['in-force', 'disputed', 'disputed']);
    expect(standingOf([one, two], '2025-06-01').of(one).by?.title).toBe('two');
    expect(mutualRepeals([itself, one, two]).map(([a, b]) => [a.title, b.title])).toEqual([['one', 'two']]);
  });
});

describe('a title alone names the paper', () => {
  const ABOVE: Readonly<Record<string, readonly string[]>> = { 嘉善县: ['浙江省', '嘉兴市'] };
  const kindWith = (place: string | undefined, old: Partial<SourceDocument> = {}) => {
    const next = document('next', {
      repeals: [repeal({ title: OLD.title })],
      ...(place === undefined ? {} : { place }),
    });
    return standingOf([{ ...OLD, ...old }, next], '2025-06-01', (name) => ABOVE[name] ?? []).of(OLD).kind;
  };
  test.each([
    ['of its own county', '嘉善县', 'repealed'],
    ['where the city above says so', '嘉兴市', 'repealed'],
    ['where the province above says so', '浙江省', 'repealed'],
    ['where nobody knows whose word it is', undefined, 'repealed'],
    ['but not of another county', '平湖市', 'in-force'],
  ])('%s', (_, place, kind) => expect(kindWith(place)).toBe(kind));

  test('of a place above never where a county says so', () => {
    const city = document('city', { title: '城乡水价办法', place: '嘉兴市' });
    const county = document('county', { place: '嘉善县', repeals: [repeal({ title: '城乡水价办法' })] });
    expect(standingOf([city, county], '2025-06-01', (name) => ABOVE[name] ?? []).of(city).kind).toBe(
      'in-force',
    );
  });
});

test('thousands of counties whose papers have one title are not compared county with county', () => {
  let asked = 0;
  const readsOf = (count: number) => {
    const documents = Array.from({ length: count }, (_, at) => {
      const place = `第${at}县`;
      const fields = { place, title: '水价规定' };
      const old = document(`old${at}`, fields);
      const next = document(`next${at}`, {
        place,
        title: '水价办法',
        repeals: [repeal({ title: '水价规定' })],
      });
      return [old, next];
    }).flat();
    asked = 0;
    const above = () => {
      asked++;
      return ['某省'];
    };
    const standings = standingOf(documents, '2025-06-01', above);
    expect(mutualRepeals(documents, above)).toEqual([]);
    expect(documents.filter((one) => standings.of(one).kind === 'repealed')).toHaveLength(count);
    return asked;
  };
  expect(readsOf(2000)).toBeLessThan(readsOf(200) * 11);
});

describe('an article', () => {
  const lines = [
    '嘉善县渔业规定',
    '第三条 渔船每艘补贴800元。',
    '每年一次。',
    '第四条 禁渔期三个月。',
    '第五条 可以垂钓。',
  ];
  const text = lines.join('\n');
  const spanOf = (line: string) => ({ start: text.indexOf(line), end: text.indexOf(line) + line.length });
  const rule = document('rule', {
    title: '嘉善县渔业规定',
    place: '嘉善县',
    issuedOn: '2019-03-01',
    text,
    blocks: lines.map((line, at) => ({
      kind: at === 0 ? 'title' : 'paragraph',
      span: spanOf(line),
      ...(line.startsWith('第') ? { mark: { start: text.indexOf(line), end: text.indexOf(line) + 3 } } : {}),
    })),
  });
  const amender = document('amender', {
    title: '关于修改《嘉善县渔业规定》的决定',
    place: '嘉善县',
    issuedOn: '2023-05-01',
    effectiveFrom: '2023-06-01',
    amends: [
      { title: '嘉善县渔业规定', article: 3, isDropped: false, span: NOWHERE },
      { title: '嘉善县渔业规定', article: 5, isDropped: true, span: NOWHERE },
    ],
  });
  const of = (line: string, documents = [rule, amender], today = '2025-06-01') =>
    standingOf(documents, today).of(rule, spanOf(line));

  test('is told as amended, or dropped, by the paper that says so; the others are as they were', () => {
    const by = { documentId: 'amender', title: amender.title };
    expect(of('第三条 渔船')).toEqual({ kind: 'amended', by });
    expect(of('每年一次')).toEqual({ kind: 'amended', by });
    expect(of('第四条')).toEqual({ kind: 'in-force' });
    expect(of('第五条')).toEqual({ kind: 'dropped', by });
    expect(of('嘉善县')).toEqual({ kind: 'in-force' });
  });

  test('is as it was before the amendment holds, and where the paper is printed again behind it', () => {
    expect(of('第三条', [rule, amender], '2023-05-31')).toEqual({ kind: 'in-force' });
    const again = { ...rule, issuedOn: '2023-08-01' };
    expect(standingOf([again, amender], '2025-06-01').of(again, spanOf('第三条'))).toEqual({
      kind: 'in-force',
    });
    const elsewhere = { ...amender, place: '平湖市' };
    expect(of('第三条', [rule, elsewhere])).toEqual({ kind: 'in-force' });
  });
});

test('a corpus of thousands of papers is not compared paper with paper', () => {
  let read = 0;
  const counted = (repeals: readonly ReturnType<typeof repeal>[]) =>
    new Proxy(repeals, {
      get(target, key, receiver) {
        read++;
        return Reflect.get(target, key, receiver);
      },
    });
  const readsOf = (count: number) => {
    const documents = Array.from({ length: count }, (_, at) =>
      document(`第${at}号水价办法`, {
        number: `嘉政发〔2015〕${at}号`,
        repeals: counted(at === 0 ? [] : [repeal({ number: `嘉政发〔2015〕${at - 1}号` })]),
      }),
    );
    read = 0;
    const standings = standingOf(documents, '2025-06-01');
    expect(mutualRepeals(documents)).toEqual([]);
    const repealed = documents.filter((one) => standings.of(one).kind === 'repealed');
    expect(repealed).toHaveLength(count - 1);
    return read;
  };
  expect(readsOf(2000)).toBeLessThan(readsOf(200) * 11);
});

describe('a paper expires', () => {
  test('on the day behind its last one', () => {
    const one = document('one', { effectiveFrom: '2020-01-01', validUntil: '2024-12-31' });
    expect(kinds([one], '2024-12-31')).toEqual(['in-force']);
    expect(kinds([one], '2025-01-01')).toEqual(['expired']);
  });

  test('not where it ends before it begins: which of both is wrong cannot be told', () => {
    expect(kinds([document('one', { effectiveFrom: '2020-01-01', validUntil: '2019-12-31' })])).toEqual([
      'in-force',
    ]);
  });
});

describe('a paper is superseded', () => {
  const notice = (year: string, fields: Partial<SourceDocument> = {}) =>
    document(year, {
      title: `松阳县民政局关于公布${year}年城乡低保标准的通知`,
      place: '松阳县',
      issuer: '松阳县民政局',
      issuedOn: `${year}-02-01`,
      ...fields,
    });

  test('by the latest edition of the same rule of the same place', () => {
    const documents = [notice('2022'), notice('2024'), notice('2023')];
    expect(kinds(documents)).toEqual(['superseded', 'in-force', 'superseded']);
    expect(standingOf(documents, '2025-06-01').of(notice('2022')).by?.documentId).toBe('2024');
  });

  test('whatever word it is issued with', () => {
    const again = notice('2024', { title: '松阳县民政局关于调整城乡低保标准的通知' });
    expect(kinds([notice('2022'), again])).toEqual(['superseded', 'in-force']);
  });

  test.each([
    ['another place', { place: '云和县' }],
    ['another office', { issuer: '松阳县财政局' }],
    ['another subject', { title: '松阳县民政局关于公布2024年孤儿养育标准的通知' }],
    ['no day', { issuedOn: undefined }],
  ])(
    'never by a paper of %s',
    (_, { issuedOn = '2024-02-01', ...fields }: Record<string, string | undefined>) => {
      const { issuedOn: __, ...undated } = notice('2024', fields as Partial<SourceDocument>);
      const other = _ === 'no day' ? undated : { ...undated, issuedOn };
      expect(kinds([notice('2022'), other])).toEqual(['in-force', 'in-force']);
    },
  );

  test.each(['松阳县民政局2022年工作总结', '松阳县2022年政府工作报告', '松阳：2022年好日子'])(
    'never where it is no rule: %s',
    (title) => {
      const report = (year: string) => notice(year, { title: title.replace('2022', year) });
      expect(kinds([report('2022'), report('2024')])).toEqual(['in-force', 'in-force']);
    },
  );
});

describe('the paper of a stretch', () => {
  const section = (start: number, fields: Partial<Section>): Section => ({
    title: '丽水市标准',
    span: { start, end: start + 10 },
    ...fields,
  });
  const whole = document('whole', {
    title: '丽水市标准',
    place: '丽水市',
    issuedOn: '2023-05-01',
    number: '丽政发〔2023〕1号',
    validUntil: '2023-12-31',
    sections: [
      section(10, { place: '遂昌县' }),
      section(30, { place: '松阳县', issuedOn: '2023-06-01' }),
      section(50, { title: '云和县公告', place: '云和县' }),
    ],
  });

  test('is the section’s over the document’s: a part inherits what it does not say itself', () => {
    expect(paperAt(whole, { start: 12, end: 14 })).toMatchObject({
      title: '丽水市标准',
      place: '遂昌县',
      issuedOn: '2023-05-01',
      number: '丽政发〔2023〕1号',
    });
    expect(paperAt(whole, { start: 32, end: 34 })).toMatchObject({ place: '松阳县', issuedOn: '2023-06-01' });
    expect(paperAt(whole, { start: 0, end: 4 })).toMatchObject({ place: '丽水市' });
    expect(paperAt(whole, { start: 0, end: 4 })).not.toHaveProperty('text');
  });

  test('with a title of its own has no date and no number of another', () => {
    expect(paperAt(whole, { start: 52, end: 54 })).toEqual({ title: '云和县公告', place: '云和县' });
  });

  test('stands by itself: a part with its paper, another paper alone', () => {
    const standings = standingOf([whole], '2025-06-01');
    expect(standings.of(whole, { start: 12, end: 14 }).kind).toBe('expired');
    expect(standings.of(whole, { start: 52, end: 54 }).kind).toBe('in-force');
  });
});
