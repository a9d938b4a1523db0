import { describe, expect, test } from 'vitest';
import { readDocument } from '../../../src/core/facts/read.ts';
import { readRow } from '../../../src/core/papers/rows.ts';
import { clean } from '../../../src/corpus/clean.ts';
import { blocksOf } from '../../../src/corpus/structure/blocks.ts';

/** The rows of a table in a text, each as it is read. */
function rowsOf(title: string, table: readonly string[]): (string | undefined)[] {
  const { text, lines } = clean(`${title}\n\n${table.join('\n')}\n`);
  const blocks = blocksOf(text, { title }, lines);
  return blocks
    .filter(({ kind }) => kind === 'row')
    .map(({ span }) => readRow(span, readDocument({ text, blocks } as never)));
}

describe('a row as one reads it', () => {
  test('has each cell behind the name of its column, with the unit that the name gives', () => {
    expect(
      rowsOf('松溪县补助一览表', ['乡镇\t户数\t标准（元/人·月）', '石桥镇\t120\t85', '南湾乡\t96\t90']),
    ).toEqual(['乡镇石桥镇，户数120户，标准85元/人·月', '乡镇南湾乡，户数96户，标准90元/人·月']);
  });

  test('has of several units above the table the one that its column is counted in', () => {
    const [row] = rowsOf('松溪县建设任务表', [
      '单位：万亩、眼、公里、万元',
      '',
      '乡镇\t建设面积\t其中：新建\t机井\t生产路\t投资',
      '石桥镇\t1.2\t0.8\t36\t14.5\t2140',
      '南湾乡\t2.1\t1.3\t61\t27.4\t3720',
    ]);
    expect(row).toBe('乡镇石桥镇，建设面积1.2万亩，其中：新建0.8，机井36眼，生产路14.5公里，投资2140万元');
  });

  test('has the names of both rows of names, the upper one for all columns that it goes over', () => {
    expect(
      rowsOf('白石县救助标准表', [
        '乡镇\t城市\t\t农村\t',
        '\t2019年\t2020年\t2019年\t2020年',
        '松溪乡\t500\t520\t300\t320',
        '石桥镇\t510\t530\t310\t330',
      ]),
    ).toEqual([
      '乡镇松溪乡，城市2019年500，城市2020年520，农村2019年300，农村2020年320',
      '乡镇石桥镇，城市2019年510，城市2020年530，农村2019年310，农村2020年330',
    ]);
  });
});
