import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceDocument } from '../../../src/core/types.ts';
import { readCorpus } from '../../../src/corpus/corpus.ts';
import { createOfficeFiles } from '../../../src/corpus/read/read-office.ts';
import { gazetteer, segmenter } from '../../fakes/small-knowledge.ts';

/** Papers of invented counties in the genres that offices write, by file name. */
export const PAPERS = {
  /** A report of a county's work. */
  '云岭县.txt': [
    '云岭县2019年脱贫攻坚工作情况',
    '发布时间：2019-12-20　来源：云岭县人民政府',
    '',
    '一、基本情况',
    '云岭县共有贫困村46个。截至2018年底，全县脱贫3120户11240人，贫困发生率由2014年的16.8%下降到1.9%。2019年，全县脱贫412户1386人，贫困发生率降至0.6%。',
    '二、下一步打算',
    '力争2020年脱贫95户260人。',
  ].join('\n'),
  '江畔县.txt': [
    '江畔县2019年脱贫攻坚工作情况',
    '发布时间：2019-12-25　来源：江畔县人民政府',
    '',
    '2019年，江畔县脱贫655户2017人，贫困发生率降至0.9%，新建产业路37公里。',
    '计划2020年脱贫130户402人。全县改造危房1200户，改造农村危房面积超过8万平方米。',
  ].join('\n'),
  /** A rule with chapters, articles and a signature. */
  '松坪县护林办法.txt': [
    '松坪县人民政府办公室关于印发松坪县生态护林员管理办法的通知',
    '松政办发〔2022〕9号',
    '各乡镇人民政府：',
    '现将《松坪县生态护林员管理办法》印发给你们，请认真贯彻执行。',
    '第一章　总则',
    '第一条　为加强生态护林员管理，制定本办法。',
    '第二章　待遇',
    '第二条　护林员补助标准为每人每年9600元。有下列情形之一的，扣发当月补助：',
    '（一）无故缺勤5天以上的；',
    '（二）瞒报火情的。',
    '松坪县人民政府办公室',
    '2022年3月8日',
  ].join('\n'),
  /** Questions and answers. */
  '云岭县低保问答.txt': [
    '云岭县农村低保政策问答',
    '发布日期：2023-06-01',
    '问：低保标准是多少？',
    '答：2023年农村低保标准为每人每月560元。',
    '咨询电话：0000-1234567',
  ].join('\n'),
  /** A table. */
  '江畔县补贴.csv': [
    '项目,补贴标准（元/亩）,面积（亩）',
    '油茶,800,12000',
    '猕猴桃,1200,3400',
    '茶叶,,900',
  ].join('\n'),
} as const;

/** The papers as an ingest reads them, by the name of their file. */
export async function readPapers(
  files: Readonly<Record<string, string>> = PAPERS,
): Promise<ReadonlyMap<string, SourceDocument>> {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-papers-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const isWord = (word: string) => segmenter.partOfSpeech(word) !== undefined;
    const { documents } = await readCorpus(folder, gazetteer, {
      isWord,
      office: createOfficeFiles({ scanner: null }),
    });
    return new Map(documents.map((document) => [document.path, document]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
