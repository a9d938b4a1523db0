import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVocabulary } from '../../src/core/language/vocabulary.ts';
import { loadGazetteer } from '../../src/corpus/gazetteer/gazetteer.ts';
import { readLexicon } from '../../src/corpus/words/lexicon.ts';
import { createScriptConverter } from '../../src/engines/script-converter.ts';
import { createSegmenter } from '../../src/engines/segmenter.ts';
import { ROOT } from '../source/modules.ts';

export const segmenter = createSegmenter();
/** The product's own words. */
export const LEXICON = await readLexicon(join(ROOT, 'lexicon'));
export const vocabulary = createVocabulary(LEXICON);
export const script = createScriptConverter();
export const gazetteer = loadGazetteer(segmenter.partOfSpeech, script.toSimplified);
export const isWord = (word: string) => segmenter.partOfSpeech(word) !== undefined;

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'mingbai-corpus-'));
}

/** Bytes of a text in an encoding that Node only reads: its decoder's table turned round. */
export function encode(text: string, encoding: 'gb18030' | 'big5' | 'utf-16be' | 'utf-16le'): Buffer {
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  const table = new Map<string, [number, number]>();
  const decoder = new TextDecoder(encoding);
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) {
      const unit = decoder.decode(Uint8Array.of(high, low));
      if (unit.length === 1 && unit !== '\ufffd' && !table.has(unit)) table.set(unit, [high, low]);
    }
  return Buffer.from(
    [...text].flatMap((unit) => {
      if (unit.charCodeAt(0) < 0x80) return [unit.charCodeAt(0)];
      const bytes = table.get(unit);
      if (bytes === undefined) throw new Error(`${encoding} lacks ${unit}`);
      return bytes;
    }),
  );
}

/** A made-up county report: full-width marks, lines broken at 40 characters, two pages, indented paragraphs. */
export const WRAPPED = [
  '　　　　　　让好政策照进每一座山寨',
  '　　　　　——恭城瑶族自治县兜底保障工作纪实',
  '发布时间：2022年05月18日　来源：恭城县民政局',
  '',
  '　　恭城瑶族自治县地处都庞岭余脉，辖九个乡镇。近年来，县委、县政府坚持以人民为中心，把兜底保',
  '障作为民生大事来抓，农村低保标准从每人每月３６０元提高到４２０元，全县共有低保对象６１０３户１',
  '２４５８人，做到应保尽保、应退尽退。',
  '一、低保救助',
  '　　该县全面落实《最低生活保障审核确认办法》，简化程序，压缩时限，从申请到确认不超过二十个工作',
  '日。２０２１年累计发放低保金４８６５．２',
  '- 3 -',
  '',
  '万元，惠及困难群众１２４５８人；对重度残疾人和重病患者，可以参照“单人户”纳入保障，确保不落',
  '一户、不漏一人。',
  '二、临时救助',
  '　　对遭遇突发困难的家庭，乡镇可以先行救助，每户一次给付不超过２０００元，情况紧急的二十四小时',
  '内办结。全县设立备用金１０８万元，九个乡镇全部开通绿色通道，群众少跑腿、',
  '',
  '',
  '',
  '工作人员走进瑶寨宣讲政策。',
  '',
  '好办事。到２０２５年，救助服务站将覆盖所有行政村。',
  '',
  '［责任编辑：李明］',
].join('\r\n');
