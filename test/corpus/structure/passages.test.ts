import { describe, expect, test } from 'vitest';
import type { SourceDocument } from '../../../src/core/types.ts';
import { readCorpus } from '../../../src/corpus/corpus.ts';
import { blocksOf } from '../../../src/corpus/structure/blocks.ts';
import { isHeadingLine, plainHeading } from '../../../src/corpus/structure/headings.ts';
import { embeddingText, passagesOf } from '../../../src/corpus/structure/passages.ts';
import { gazetteer } from '../fixture.ts';

function documentOf(text: string, rest: Partial<SourceDocument> = {}): SourceDocument {
  const { title = '标题', damage = [] } = rest;
  const blocks = blocksOf(text, { title, damage });
  return { id: 'a', path: 'a.txt', title, sha256: '0'.repeat(64), text, blocks, damage, ...rest };
}

describe('passages', () => {
  test('loses no character of any seed report, repeats none, and keeps to exact spans', async () => {
    const { documents } = await readCorpus('seeds', gazetteer);
    expect(documents).toHaveLength(5);
    for (const document of documents) {
      const passages = passagesOf(document);
      let end = 0;
      for (const passage of passages) {
        expect(passage.text).toBe(document.text.slice(passage.span.start, passage.span.end));
        const between = document.text
          .slice(end, passage.span.start)
          .split('\n')
          .map((line) => line.trim());
        for (const line of between.filter((skipped) => skipped !== '')) {
          expect([document.title, ...passages.flatMap(({ headings }) => headings)]).toContain(
            plainHeading(line),
          );
        }
        expect(passage.text.length).toBeLessThanOrEqual(250);
        expect(passage.place).toBe(document.place);
        end = passage.span.end;
      }
      expect(document.text.slice(end).trim()).toBe('');
      expect(passages.map(({ ordinal }) => ordinal)).toEqual(passages.map((_, at) => at));
      expect(passages.map(({ id }) => id)).toEqual(passages.map((_, at) => `${document.id}#${at}`));
    }
  });

  test('gathers the headings above a passage, outermost first', () => {
    const text = '# 总标题\n## 第一部分\n### 低保\n标准提高了。\n### 医疗\n报销提高了。\n## 第二部分\n修路。';
    const headings = passagesOf(documentOf(text, { title: '总标题' })).map((passage) => passage.headings);
    expect(headings).toEqual([['第一部分', '低保'], ['第一部分', '医疗'], ['第二部分']]);
  });

  test('puts (一) under 一、 and a pair of plain headings under each other', () => {
    const text =
      '一、保障政策\n(一)农村低保\n按月发放。\n(二)临时救助\n先行救助。\n“做强产业”\n发展特色产业 促农增收\n种了茶。';
    expect(passagesOf(documentOf(text)).map((passage) => passage.headings)).toEqual([
      ['一、保障政策', '(一)农村低保'],
      ['一、保障政策', '(二)临时救助'],
      ['一、保障政策', '(二)临时救助', '“做强产业”', '发展特色产业 促农增收'],
    ]);
  });

  test('never runs over a heading or a blank line', () => {
    const passages = passagesOf(documentOf('甲事办完。\n\n乙事办完。\n新的一节\n丙事办完。'));
    expect(passages.map(({ text }) => text)).toEqual(['甲事办完。', '乙事办完。', '丙事办完。']);
  });

  test('keeps a sentence longer than the maximum whole, cuts one beyond twice it at clauses', () => {
    const long = `${'修了一条路,'.repeat(5)}通车。`;
    expect(passagesOf(documentOf(long), { maxCharacters: 20 }).map(({ text }) => text)).toEqual([long]);
    const huge = `${'修了一条路,'.repeat(9)}通车。`;
    const passages = passagesOf(documentOf(huge), { maxCharacters: 20 });
    expect(passages.map(({ text }) => text).join('')).toBe(huge);
    for (const { text } of passages) expect(text.length).toBeLessThanOrEqual(20);
  });

  test('cuts a list without commas between its items, never within a figure', () => {
    const items = Array.from({ length: 60 }, (_, at) => `第${at + 1}批投入${14998 + at}万元`);
    for (const [mark, most] of [
      ['、', 20],
      ['', 23],
      ['', 24],
      ['', 25],
    ] as const) {
      const text = `${items.join(mark)}。`;
      const passages = passagesOf(documentOf(text), { maxCharacters: most });
      expect(passages.map((passage) => passage.text).join('')).toBe(text);
      expect(passages.length).toBeGreaterThan(5);
      for (const { span } of passages) {
        expect(text.slice(Math.max(0, span.start - 1), span.start + 2)).not.toMatch(/^\d[\d万]|^万元/u);
        if (mark !== '') expect(text.slice(span.start)).toMatch(/^第/u);
      }
    }
  });

  test('cuts prose without any mark between two characters, never inside one', () => {
    const text = '😀'.repeat(300);
    const passages = passagesOf(documentOf(text), { maxCharacters: 25 });
    expect(passages.map((passage) => passage.text).join('')).toBe(text);
    for (const passage of passages) expect(passage.text.isWellFormed()).toBe(true);
  });

  test('keeps a short opening sentence with what it opens', () => {
    const body = '全县成立十六个指挥部并由县领导任指挥长。';
    const text = `${body.repeat(2)}加强督导。${body}`;
    const passages = passagesOf(documentOf(text), { maxCharacters: 50 });
    expect(passages.map((passage) => passage.text)).toEqual([body.repeat(2), `加强督导。${body}`]);
  });

  test('makes passages of list items, and of a heading with no text below', () => {
    const text = '办理材料\n身份证\n户口本\n收入证明\n银行卡复印件';
    expect(passagesOf(documentOf(text))[0]).toMatchObject({
      headings: ['办理材料'],
      text: '身份证\n户口本\n收入证明\n银行卡复印件',
    });
    expect(passagesOf(documentOf('正文到此。\n下一步打算')).at(-1)?.text).toContain('下一步打算');
  });

  test('still makes passages of damaged text', () => {
    const text = '出台了《某某县办法';
    const passages = passagesOf(documentOf(text, { damage: [{ start: 0, end: text.length }] }));
    expect(passages.map((passage) => passage.text)).toEqual([text]);
  });

  test('dates a passage by publication, else by its figures, and makes none of nothing', () => {
    expect(passagesOf(documentOf('好。', { issuedOn: '2018', asOf: '2017-12' }))[0]?.period).toBe('2018');
    expect(passagesOf(documentOf('好。', { asOf: '2017-12' }))[0]?.period).toBe('2017-12');
    expect(passagesOf(documentOf(''))).toEqual([]);
  });
});

test('embeddingText puts place, title and headings before the text', () => {
  const document = documentOf('低保\n全县提高了。', { place: '某某县' });
  const [passage] = passagesOf(document);
  expect(embeddingText(passage!, document)).toBe('某某县 标题 低保\n全县提高了。');
});

describe('isHeadingLine', () => {
  test.each([
    '“政策措施到人头”',
    '一是精准实施“五个一批”,分类扶持、靶向发力',
    '夯实基础 精准“出招”',
    '# 标题。',
    '一、低保救助',
  ])('knows a heading: %s', (line) => expect(isHeadingLine(line)).toBe(true));
  test.each([
    '一是扶持生产。',
    '低保标准:420元',
    '- 身份证',
    '| 低保 | 420 |',
    '2020年5月3日',
    '出台了《某某办法',
    '包括:',
    '为什么?搬得出。',
    '123',
  ])('knows what is none: %s', (line) => expect(isHeadingLine(line)).toBe(false));
});
