import { describe, expect, test } from 'vitest';
import { type DraftTable, tableOf } from '../../../src/core/gate/tables.ts';
import type { Operand } from '../../../src/core/gate/told.ts';
import type { Standing } from '../../../src/core/papers.ts';
import type { SourceDocument } from '../../../src/core/types.ts';
import { cite } from '../../../src/core/verify.ts';
import { gazetteer, knowledgeOf } from '../../fakes/small-knowledge.ts';

const knowledge = await knowledgeOf({
  云和: {
    place: '云和县',
    date: '2024-03-05',
    text: '云和县茶园补贴每亩300元，油茶补贴每亩350元。2021年种茶50亩，2022年种茶70亩。',
  },
  青田: { place: '青田县', date: '2024-04-01', text: '青田县茶园补贴每亩400元。' },
  缺损: { place: '遂昌县', date: '2024-04-01', text: '遂昌县茶园补贴每亩420元。', lost: ['茶园'] },
  标题: { place: '松阳县', date: '2024-04-01', text: '茶园补贴标准：\n茶园补贴每亩440元。' },
});
const among = new Set(knowledge.ordinalsByPlace.keys());
const placesIn = (text: string) => gazetteer.findPlaces(text, { among }).map(({ place }) => place.name);

/** A figure as it is written, cited with its whole line. */
function operand(documentId: string, written: string, line = ''): Operand {
  const { text, place = '' } = knowledge.documentById.get(documentId)!;
  const [quote = ''] = text.split('\n').filter((one) => one.includes(written) && one.includes(line));
  const from = text.indexOf(quote);
  const start = text.indexOf(written, from);
  return {
    source: { documentId, span: { start: from, end: from + quote.length } },
    figure: { start, end: start + written.length },
    name: place,
  };
}

const HERE = operand('云和', '300元');
const THERE = operand('青田', '400元');
const row = (figure: Operand, name = figure.name) => ({ name, figures: [figure] });
const PLACES: DraftTable = { kind: 'places', rows: [row(HERE), row(THERE)] };

/** The table of a draft, where each of its figures is cited as it wants to be, from marker 7 on. */
function proven(
  draft: DraftTable,
  {
    kinds = {},
    without = [],
  }: { kinds?: Readonly<Record<string, Standing['kind']>>; without?: readonly string[] } = {},
) {
  const standingOf = ({ id }: SourceDocument): Standing => ({ kind: kinds[id] ?? 'in-force' });
  const sources = draft.rows.flatMap(({ figures }) => figures.map(({ source }) => source));
  const citations = sources
    .filter(({ documentId }) => !without.includes(documentId))
    .map((source, at) => cite(source, 7 + at, { knowledge, standingOf }));
  return tableOf(draft, citations, { knowledge, placesIn, standingOf });
}

describe('the gate', () => {
  test('writes a table with the markers of the answer', () => {
    expect(proven(PLACES)).toEqual({
      columns: ['地方', '茶园补贴（每亩）', '时间'],
      rows: [
        { name: '云和县', cells: [{ text: '300元', marker: 7 }, { text: '2024年3月资料' }] },
        { name: '青田县', cells: [{ text: '400元', marker: 8 }, { text: '2024年4月资料' }] },
      ],
    });
  });

  test('takes a citation of more that holds the figure, as a model quotes it, and of nothing else', () => {
    const short = { ...HERE, source: { ...HERE.source, span: { start: 0, end: HERE.figure.end } } };
    const citations = [HERE, THERE].map(({ source }, at) => cite(source, at + 1, { knowledge }));
    const draft: DraftTable = { kind: 'places', rows: [row(short), row(THERE)] };
    expect(tableOf(draft, citations, { knowledge, placesIn })?.rows[0]?.cells[0]?.marker).toBe(1);
    expect(proven(PLACES, { without: ['青田'] })).toBeNull();
  });

  test('tells of a paper that ended, and puts up with none that it could not tell of', () => {
    const ended = proven(PLACES, { kinds: { 云和: 'repealed' } });
    expect(ended?.rows.map(({ cells }) => cells.at(-1)?.text)).toEqual([
      '2024年3月资料，已废止',
      '2024年4月资料',
    ]);
    for (const kind of ['not-yet', 'disputed', 'amended'] as const)
      expect(proven(PLACES, { kinds: { 云和: kind } })).toBeNull();
  });

  test('a place of which nothing was found has its row', () => {
    const { rows = [] } =
      proven({ ...PLACES, rows: [...PLACES.rows, { name: '缙云县', figures: [] }] }) ?? {};
    expect(rows.at(-1)).toEqual({ name: '缙云县', cells: [{ text: '未找到' }, { text: '—' }] });
  });

  test('years stand under each other in their order', () => {
    const years = [operand('云和', '50亩'), operand('云和', '70亩')];
    const rows = years.map((figure) => row(figure));
    expect(proven({ kind: 'years', rows })).toMatchObject({
      caption: '云和县',
      rows: [{ name: '2021年' }, { name: '2022年' }],
    });
    expect(proven({ kind: 'years', rows: rows.toReversed() })).toBeNull();
    expect(proven({ kind: 'years', rows: [row(HERE), row(THERE)] })).toBeNull();
  });

  const OTHER = operand('云和', '350元');
  const CUT = { ...THERE, figure: { start: THERE.figure.start + 1, end: THERE.figure.end } };
  test.each([
    ['under the name of another place', [row(HERE, '云和县'), row({ ...THERE, name: '云和县' })]],
    ['in the row of another place', [row(HERE), row(THERE, '遂昌县')]],
    ['of two things', [row(OTHER), row(THERE)]],
    ['of one place alone', [row(HERE)]],
    ['of one place twice', [row(HERE), row({ ...HERE, name: '云和' })]],
    ['that is cut out of another', [row(HERE), row(CUT)]],
    ['of a text that lost some of it', [row(HERE), row(operand('缺损', '420元'))]],
    ['not found of a place that is told', [row(HERE), row(THERE), { name: '青田', figures: [] }]],
    ['of rows that do not have as many', [row(HERE), { ...row(THERE), figures: [THERE, THERE] }]],
    ['of a place without a name', [row(HERE), row(THERE), { name: '', figures: [] }]],
  ])('puts down no figure %s', (_, rows) => {
    expect(proven({ kind: 'places', rows })).toBeNull();
  });

  test('puts no figure beside one that is quoted under another head', () => {
    const { text } = knowledge.documentById.get('标题')!;
    const under = (lead: string): DraftTable => {
      const start = text.indexOf(lead);
      const figure = operand('标题', '440元', '每亩');
      const source = { ...figure.source, lead: [{ start, end: start + lead.length }] };
      return { kind: 'places', rows: [row(HERE), row({ ...figure, source })] };
    };
    expect(proven(under('茶园补贴'))).not.toBeNull();
    expect(proven(under('茶园补贴标准'))).toBeNull();
  });
});
