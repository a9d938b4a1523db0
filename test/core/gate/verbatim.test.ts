import { describe, expect, test } from 'vitest';
import { readDocument } from '../../../src/core/facts/read.ts';
import type { GateContext } from '../../../src/core/gate/told.ts';
import type { Section, Span } from '../../../src/core/types.ts';
import { type DraftSentence, violationOf } from '../../../src/core/verify.ts';
import { documentOf } from '../../fakes/small-knowledge.ts';

/** A gate over one document, and spans of it by their text. */
function gateOf(text: string, sections: readonly Section[] = []) {
  const document = readDocument({
    ...documentOf('one', { place: '汝城县', title: '补贴办法', text }),
    sections,
  });
  const at = (part: string, from = 0) => {
    const start = text.indexOf(part, from);
    expect(start, part).toBeGreaterThanOrEqual(0);
    return { start, end: start + part.length };
  };
  const check = (sentence: DraftSentence, placesIn: GateContext['placesIn'] = () => []) =>
    violationOf(sentence, { knowledge: { documentById: new Map([['one', document]]) }, placesIn });
  return { at, check };
}

describe('a sentence that is put together from stretches of its source', () => {
  const ROWS = '乡镇\t2023年\t2024年\n甲乡\t1200元\t1350元\n乙乡\t980元\t1010元';
  const { at, check } = gateOf(ROWS);
  const row = at('甲乡\t1200元\t1350元');
  const header = at('乡镇\t2023年\t2024年');
  const source = { documentId: 'one', span: row, lead: [header] };
  const said = (text: string, ...parts: Span[]) => check({ lead: '', text, parts, sources: [source] });

  test('is its source where the stretches are cited ones or whole cells, in the order of the report', () => {
    const parts = ['甲乡', '2023年', '1200元', '2024年', '1350元'].map((cell) => at(cell));
    expect(said('甲乡：2023年 1200元，2024年 1350元', ...parts)).toBeNull();
    expect(said('甲乡 · 1200元', at('甲乡'), at('1200元'))).toBeNull();
  });

  test('says a name of columns again for each that it goes over, and a cell of the row once', () => {
    const text = '乡镇\t城市\t\n\t人数\t资金\n甲乡\t12\t3.5';
    const table = gateOf(text);
    const [upper, lower, own] = ['乡镇\t城市', '人数\t资金', '甲乡\t12\t3.5'].map((part) => table.at(part));
    const parts = ['甲乡', '城市', '人数', '12', '城市', '资金', '3.5'].map((cell) => table.at(cell));
    const sources = [{ documentId: 'one', span: own!, lead: [lower!, upper!] }] as const;
    const check = (text: string, parts: readonly Span[]) =>
      table.check({ lead: '', text, parts, sources }, (words) => (words === text ? ['桂东县'] : []));
    expect(check('甲乡：城市 人数 12，城市 资金 3.5', parts)).toBeNull();
    expect(check('甲乡：12，12', [table.at('甲乡'), table.at('12'), table.at('12')])).not.toBeNull();
  });

  test.each([
    ['a part of a cell', '乡：2023年 1200元', [at('乡', row.start), at('2023年'), at('1200元')]],
    ['a cell cut within its figure', '甲乡：2023年 200元', [at('甲乡'), at('2023年'), at('200元')]],
    ['cells against their order', '1350元，1200元', [at('1350元'), at('1200元')]],
    ['a cell twice', '甲乡：1200元，1200元', [at('甲乡'), at('1200元'), at('1200元')]],
    ['a cell of another row', '甲乡：980元', [at('甲乡'), at('980元')]],
    ['words of its own between them', '甲乡低于1200元', [at('甲乡'), at('1200元')]],
    ['a part that is left out of the text', '甲乡：1350元', [at('甲乡'), at('1200元'), at('1350元')]],
  ])('is not its source by %s', (_, text, parts) => {
    expect(made(text, parts)).toBe(false);
  });

  /** Told from a sentence that the quote proves by a place that only a verbatim one may name. */
  function made(text: string, parts: readonly Span[]): boolean {
    const placesIn = (words: string) => (words === text ? ['桂东县'] : []);
    return check({ lead: '', text, parts, sources: [source] }, placesIn) === null;
  }

  test('keeps the marks within its figures', () => {
    const amounts = gateOf('每亩1,200元，最高3.5万元，比例2/3。');
    const span = amounts.at('每亩1,200元，最高3.5万元，比例2/3。');
    const one = (text: string) =>
      amounts.check({ lead: '', text, parts: [span], sources: [{ documentId: 'one', span }] });
    expect(one('每亩1,200元，最高3.5万元，比例2/3。')).toBeNull();
    for (const spoiled of ['每亩1,200元，最高35万元，比例2/3。', '每亩1.200元，最高3.5万元，比例2/3。'])
      expect(one(spoiled)).not.toBeNull();
  });

  test('does not run two figures together', () => {
    const { at: of, check: gate } = gateOf('名额\n3\t5');
    const span = of('3\t5');
    const sentence = (text: string): DraftSentence => ({
      ...{ lead: '', text, parts: [of('3'), of('5')], sources: [{ documentId: 'one', span }] },
    });
    expect(gate(sentence('3，5'))).toBeNull();
    expect(gate(sentence('35'))).not.toBeNull();
  });
});

describe('what rules a quote is of its own paper', () => {
  const TEXT = '总则：一律先建后补。\n禁止事项：\n甲办法：每户3000元。\n可以事项：\n乙办法：每户5000元。';
  const sectionFrom = (from: string, to: string, title: string): Section => ({
    ...{ title, place: '汝城县' },
    span: { start: TEXT.indexOf(from), end: TEXT.indexOf(to) + to.length },
  });
  const ruled = (title: string, head: string, quote: string) => {
    const { at, check } = gateOf(TEXT, [
      sectionFrom('禁止事项', '3000元。', title),
      sectionFrom('可以事项', '5000元。', title),
    ]);
    const parts = [at(head), at(quote)] as const;
    const sources = [{ documentId: 'one', span: parts[1], lead: [parts[0]] }] as const;
    return check({ lead: '', text: `${head}${quote}`, parts, sources });
  };

  test('its section’s, or the document’s where the section is a part of it', () => {
    expect(ruled('乙办法', '可以事项：', '乙办法：每户5000元。')).toBeNull();
    expect(ruled('补贴办法', '总则：一律先建后补。', '乙办法：每户5000元。')).toBeNull();
  });

  test('and never another’s', () => {
    expect(ruled('乙办法', '禁止事项：', '乙办法：每户5000元。')).toBe('mixed-sources');
    expect(ruled('补贴办法', '禁止事项：', '乙办法：每户5000元。')).toBe('mixed-sources');
    expect(ruled('乙办法', '总则：一律先建后补。', '乙办法：每户5000元。')).toBe('mixed-sources');
  });
});
