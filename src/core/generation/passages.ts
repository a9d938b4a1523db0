import { fold } from '../language/text.ts';
import type { Knowledge } from '../ports.ts';
import type { Ranked } from '../retrieve.ts';
import type { Passage } from '../types.ts';

/** Passages that the model is shown. */
export const MODEL_PASSAGES = 6;
/** Of one document, before other documents had theirs. */
const OF_ONE_DOCUMENT = 2;
const DATE =
  /(?:19|20)?\d{2}[年.\-/]\d{1,2}(?:[月.\-/]\d{1,2}日?|月)|[〇零一二三四五六七八九十]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日/gu;
const OFFICE = /^[^\d,，。:：；;、]{0,30}(?:局|厅|部|委|会|政府|办|办公室|中心|院|站|社|行|公司)$/u;

/**
 * The passages that the model reads, best first: what the rules would quote, then what was ranked; of one document two
 * before the best of other documents, and none that only says who signed it, and when.
 */
export function passagesToRead(
  quoted: readonly Passage[],
  ranked: readonly Ranked[],
  { passages }: Pick<Knowledge, 'passages'>,
): Passage[] {
  const best = new Set([...quoted, ...ranked.flatMap(({ ordinal }) => passages[ordinal] ?? [])]);
  const counts = new Map<string, number>();
  const [first, later]: [Passage[], Passage[]] = [[], []];
  for (const passage of best) {
    if (isDateLine(passage.text)) continue;
    const count = counts.get(passage.documentId) ?? 0;
    counts.set(passage.documentId, count + 1);
    (count < OF_ONE_DOCUMENT ? first : later).push(passage);
  }
  return [...first, ...later].slice(0, MODEL_PASSAGES);
}

/** Whether a text says a day, and at most which office signed or printed it then: 某某县医保局 2025年9月10日印制. */
export function isDateLine(text: string): boolean {
  const said = fold(text);
  const rest = said.replaceAll(DATE, '');
  if (rest === said) return false;
  const signed = rest.replaceAll(/印[发制]|(?:发布|成文|印发)?(?:时间|日期)[:：]?|[\s()（）]/gu, '');
  return signed === '' || OFFICE.test(signed);
}
