import { describe, expect, test } from 'vitest';
import { readDocument } from '../../../src/core/facts/read.ts';
import { figuresOfPassage, type ShownFigure } from '../../../src/core/shown/figures.ts';
import { comparisonsOf, indicatorsOf } from '../../../src/core/shown/indicators.ts';
import { cutPassages } from '../../../src/corpus/generation/cut.ts';
import { gazetteer, script } from '../../fakes/small-knowledge.ts';
import { PAPERS, readPapers } from './papers.ts';

function placeCalled(name: string): string | undefined {
  const [place, ...more] = gazetteer.lookup(name);
  return more.length === 0 ? place?.name : undefined;
}

async function figuresOf(files: Readonly<Record<string, string>>): Promise<ShownFigure[]> {
  const documents = [...(await readPapers(files)).values()].map((document) =>
    readDocument(document, script.toSimplified),
  );
  const { passages } = await cutPassages(documents);
  const within = {
    documentById: new Map(documents.map((document) => [document.id, document])),
    placeCalled,
  };
  return passages.flatMap((passage) => figuresOfPassage(passage, within));
}

/** The figures of a report of a county, as short lines: label, what was said, year, what it is. */
async function told(text: string, date = '2019-12-20'): Promise<string[]> {
  const figures = await figuresOf({
    '云岭县.txt': ['云岭县工作情况', `发布时间：${date}　来源：云岭县人民政府`, '', text].join('\n'),
  });
  return figures.map(line);
}

function line({ label, of, said, year, isPlan, isFrom }: ShownFigure): string {
  const kind = isPlan ? '计划' : isFrom ? '原为' : '';
  const name = of === undefined ? label : `${label}（${of}）`;
  return [name, said, year ?? '', kind].filter((part) => part !== '').join(' ');
}

describe('the figures of a report', () => {
  test('are told with what they count, their year, and whether they are a plan or a start', async () => {
    const figures = await figuresOf({ '云岭县.txt': PAPERS['云岭县.txt'] });
    expect(figures.map(line)).toEqual([
      '贫困村 46个',
      '脱贫 3120户 2018',
      '脱贫 11240人 2018',
      '贫困发生率 16.8% 2014 原为',
      '贫困发生率 1.9% 2018',
      '脱贫 412户 2019',
      '脱贫 1386人 2019',
      '贫困发生率 0.6% 2019',
      '脱贫 95户 2020 计划',
      '脱贫 260人 2020 计划',
    ]);
  });

  test('are exact: the quote is the slice of its document, the words said stand in it', async () => {
    const documents = await readPapers();
    const figures = await figuresOf(PAPERS);
    expect(figures.length).toBeGreaterThan(20);
    const byId = new Map([...documents.values()].map((document) => [document.id, document]));
    for (const { documentId, span, quote, said, at } of figures) {
      expect(byId.get(documentId)?.text.slice(span.start, span.end)).toBe(quote);
      expect(said.startsWith(quote.slice(at.start, at.end).trim()), said).toBe(true);
    }
  });

  test('are none where nothing labels them, no unit counts them, they are denied or a way of speaking', async () => {
    expect(await told('云岭县还有3户没有脱贫。一份出色的答卷，三大体系，四梁八柱。编号为20190301。')).toEqual(
      [],
    );
  });

  test('take a year from 去年, and none that they are compared with', async () => {
    expect(await told('去年全县发放低保金620万元。')).toEqual(['发放低保金 620万元 2018']);
    expect(await told('2014年以来，全县共发放临时救助金276万元。')).toEqual(['发放临时救助金 276万元']);
    expect(await told('粮食产量较2015年增加1200吨。')).toEqual(['粮食产量…增加 1200吨']);
    expect(await told('2019年，危房比2016年减少860户。')).toEqual(['危房…减少 860户 2019']);
  });

  test('take the years of a range for what was reached in it, and none for what it started from', async () => {
    expect(await told('从2016年至2017年，全县脱贫2417户，贫困发生率从18.26%降至11.34%。')).toEqual([
      '脱贫 2417户 2016-2017',
      '贫困发生率 18.26% 原为',
      '贫困发生率 11.34% 2016-2017',
    ]);
  });

  test('leave a gap in their label where the figure stands within it', async () => {
    expect(await told('全县选聘216名脱贫人口担任护林员。')).toEqual(['选聘…脱贫人口担任护林员 216名']);
  });

  test('take their label from what rules them where they stand alone', async () => {
    const figures = await told(['补助对象：全县在校学生。', '补助标准：800元。'].join('\n'));
    expect(figures).toEqual(['补助标准 800元']);
  });

  test('of a table are told by column and row, with the unit of the column', async () => {
    const figures = await figuresOf({ '江畔县补贴.csv': PAPERS['江畔县补贴.csv'] });
    expect(figures.map(line)).toEqual([
      '补贴标准（油茶） 800元/亩',
      '面积（油茶） 12000亩',
      '补贴标准（猕猴桃） 1200元/亩',
      '面积（猕猴桃） 3400亩',
      '面积（茶叶） 900亩',
    ]);
    expect(figures.every(({ place }) => place === '江畔县')).toBe(true);
  });

  test('of a table of years belong to the year of their column', async () => {
    const rows = ['指标,单位,2018年,2019年', '农村低保对象,人,8800,8100', '贫困发生率,%,1.9,0.6'];
    const figures = await figuresOf({ '云岭县指标.csv': rows.join('\n') });
    expect(figures.map(line)).toEqual([
      '农村低保对象 8800人 2018',
      '农村低保对象 8100人 2019',
      '贫困发生率 1.9% 2018',
      '贫困发生率 0.6% 2019',
    ]);
  });

  test('of a table under a year, or with a year in each row, belong to that year', async () => {
    const under = await figuresOf({
      '云岭县.txt': [
        '云岭县农业情况',
        '',
        '2018年种植面积',
        '',
        '作物\t面积（亩）',
        '油茶\t800',
        '茶叶\t900',
      ].join('\n'),
      '云岭县年度.csv': ['年份,低保对象（人）', '2018,8800', '2019,8100'].join('\n'),
    });
    expect(under.filter(({ documentId }) => documentId === '云岭县年度').map(line)).toEqual([
      '低保对象 8800人 2018',
      '低保对象 8100人 2019',
    ]);
    expect(under.filter(({ documentId }) => documentId === '云岭县').map(line)).toEqual([
      '面积（油茶） 800亩 2018',
      '面积（茶叶） 900亩 2018',
    ]);
  });

  test('of a table of counties belong to the county of their row', async () => {
    const rows = ['县名,贫困村数（个）', '汝城县,80', '桂东县,61'];
    const figures = await figuresOf({ '各县情况.csv': rows.join('\n') });
    expect(figures.map(({ place, label, value }) => [place, label, value])).toEqual([
      ['汝城县', '贫困村数', 80],
      ['桂东县', '贫困村数', 61],
    ]);
  });

  test('are none of a sentence that lost text', async () => {
    const documents = [...(await readPapers({ '云岭县.txt': PAPERS['云岭县.txt'] })).values()];
    const damaged = documents.map((document) => {
      const start = document.text.indexOf('云岭县共有');
      return readDocument({ ...document, damage: [{ start: start + 2, end: start + 4 }] });
    });
    const { passages } = await cutPassages(damaged);
    const within = {
      documentById: new Map(damaged.map((document) => [document.id, document])),
      placeCalled,
    };
    const labels = passages.flatMap((passage) => figuresOfPassage(passage, within)).map(({ label }) => label);
    expect(labels).toContain('脱贫');
    expect(labels).not.toContain('贫困村');
  });
});

describe('indicators', () => {
  test('are figures whose label, rows, unit and rate agree; what most places tell comes first', async () => {
    const indicators = indicatorsOf(await figuresOf(PAPERS));
    const [first] = indicators;
    expect(first?.places).toEqual(['云岭县', '江畔县']);
    const names = indicators.map(({ label, of, unit, per }) =>
      [label, of, unit, per].filter(Boolean).join(' '),
    );
    expect(names).toEqual(
      expect.arrayContaining(['脱贫 户', '脱贫 人', '贫困发生率 %', '补贴标准 油茶 元 亩']),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(indicators.map(({ key }) => key)).size).toBe(indicators.length);
  });

  test('are compared year by year, plans and results apart, and a place that tells nothing is there without a figure', async () => {
    const indicators = indicatorsOf(await figuresOf(PAPERS));
    const escaped = indicators.find(({ label, unit }) => label === '脱贫' && unit === '户');
    const comparisons = comparisonsOf(escaped!, ['云岭县', '江畔县', '松坪县']);
    const rows = comparisons.map(({ year, isPlan, rows: of }) => ({
      ...{ year, isPlan },
      rows: of.map(({ place, figures }) => `${place} ${figures.map(({ value }) => value).join('、')}`.trim()),
    }));
    expect(rows).toEqual([
      { year: '2019', isPlan: false, rows: ['云岭县 412', '江畔县 655', '松坪县'] },
      { year: '2020', isPlan: true, rows: ['云岭县 95', '江畔县 130', '松坪县'] },
      { year: '2018', isPlan: false, rows: ['云岭县 3120', '江畔县', '松坪县'] },
    ]);
  });

  test('show two figures that one place tells of one year both, and the same one once', async () => {
    const report = (name: string, text: string) => ({
      [name]: ['云岭县工作情况', '发布时间：2019-12-20　来源：云岭县人民政府', '', text].join('\n'),
    });
    const figures = await figuresOf({
      ...report('甲.txt', '2019年云岭县脱贫412户。会上再次通报，2019年脱贫412户。'),
      ...report('乙.txt', '2019年云岭县脱贫410户，任务完成。'),
    });
    const [indicator] = indicatorsOf(figures);
    const [comparison] = comparisonsOf(indicator!, ['云岭县']);
    expect(comparison?.rows[0]?.figures.map(({ value }) => value).toSorted()).toEqual([410, 412]);
  });

  test('keep what a change started from apart from what it reached', async () => {
    const figures = await figuresOf({
      '云岭县.txt': [
        '云岭县工作情况',
        '发布时间：2019-12-20',
        '',
        '2019年，云岭县低保标准由每月480元提高到560元。',
      ].join('\n'),
    });
    const [indicator] = indicatorsOf(figures);
    const kinds = comparisonsOf(indicator!, ['云岭县']).map(({ year, isFrom, rows }) => [
      year,
      isFrom,
      rows[0]?.figures.map(({ value }) => value),
    ]);
    expect(kinds).toEqual([
      ['2019', false, [560]],
      [undefined, true, [480]],
    ]);
  });

  test('keep what names no year apart from what does', async () => {
    const figures = await figuresOf({
      '云岭县.txt': [
        '云岭县工作情况',
        '发布时间：2019-12-20',
        '',
        '云岭县共有林地3万亩。2018年，林地2.8万亩。',
      ].join('\n'),
    });
    const [indicator] = indicatorsOf(figures);
    expect(comparisonsOf(indicator!, ['云岭县']).map(({ year }) => year)).toEqual(['2018', undefined]);
  });
});
