import { describe, expect, test } from 'vitest';
import { standingOf } from '../../../src/core/papers.ts';
import { shownDocuments } from '../../../src/core/shown/documents.ts';
import { knowledgeOfDocuments } from '../../fakes/small-knowledge.ts';
import { PAPERS, readPapers } from './papers.ts';

const REPEALING = [
  '松坪县人民政府办公室关于废止部分文件的通知',
  '松政办发〔2024〕2号',
  '各乡镇人民政府：',
  '《松坪县生态护林员管理办法》（松政办发〔2022〕9号）自本通知印发之日起废止。',
  '松坪县人民政府办公室',
  '2024年2月1日',
].join('\n');

async function shown(files: Readonly<Record<string, string>>, today = '2024-06-01') {
  const knowledge = await knowledgeOfDocuments([...(await readPapers(files)).values()]);
  const all = shownDocuments(knowledge, standingOf(knowledge.documents, today));
  return new Map(all.map((document) => [document.path, document]));
}

describe('the list of documents', () => {
  test('tells title, number, office, day and place of each', async () => {
    const documents = await shown(PAPERS);
    expect([...documents.keys()]).toEqual(expect.arrayContaining(Object.keys(PAPERS)));
    expect(documents.get('松坪县护林办法.txt')).toMatchObject({
      title: '松坪县人民政府办公室关于印发松坪县生态护林员管理办法的通知',
      number: '松政办发〔2022〕9号',
      issuer: '松坪县人民政府办公室',
      issuedOn: '2022-03-08',
      places: ['松坪县'],
      standing: { kind: 'in-force' },
      damaged: 0,
      papers: 0,
      isScanned: false,
    });
  });

  test('counts sentences by the kind of block that they stand in', async () => {
    const documents = await shown(PAPERS);
    const table = documents.get('江畔县补贴.csv');
    expect(table?.sentencesByKind.row).toBe(3);
    const rule = documents.get('松坪县护林办法.txt');
    expect(rule?.sentencesByKind.item).toBe(2);
    for (const { sentences, sentencesByKind } of documents.values())
      expect(Object.values(sentencesByKind).reduce((sum, count) => sum + count, 0)).toBe(sentences);
  });

  test('tells what a later paper abolished, and which paper did', async () => {
    const documents = await shown({ ...PAPERS, '松坪县废止.txt': REPEALING });
    expect(documents.get('松坪县护林办法.txt')?.standing).toEqual({
      kind: 'repealed',
      by: { documentId: '松坪县废止', title: '松坪县人民政府办公室关于废止部分文件的通知' },
    });
  });

  test('tells of no date and no place that a document does not have', async () => {
    const [document] = (
      await shown({ '无名.txt': '会议纪要\n会议研究了道路维护问题，决定尽快施工。' })
    ).values();
    expect(document?.places).toEqual([]);
    expect(Object.keys(document ?? {})).not.toContain('issuedOn');
  });
});
