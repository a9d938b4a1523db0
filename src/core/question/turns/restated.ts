import type { OneQuestion } from '../one-question.ts';

/** What stands around the thing that a follow-up names in place of the one before: 那…的呢, 换成…. */
const BEFORE = /^(?:那么?|要是|如果|换成?|还有|再问问?|请问|我们?问的?是?)*/u;
const BEHIND = /(?:的话|的|又|是|要|嘛|呢|咧|嘞|哩|喃|啊|呀|[\s,，。.?？!！~～])*$/u;

const NUMERAL = '[零一二两三四五六七八九十百千万半\\d]+(?:\\.\\d+)?';
/** 二级, 第三遍, 五十公斤; 82. */
const COUNTED = new RegExp(`^第?${NUMERAL}(\\p{Script=Han}{0,3})$`, 'u');
/** What a bare number stands for: the age told before, else an amount. */
const BARE = `${NUMERAL}(?=周?岁)|(?<!每|一个?)${NUMERAL}(?=[公千]?斤|亩|天|户|口人|公里|平方?米?|元|块|万|度)`;
const DATE = /\d{1,2}月\d{1,2}[日号]/u;
const YEAR = /(?:大?前|去|上|今|本|明|来)年|(?:19|20)\d{2}年?/u;

/**
 * A follow-up as somebody would ask it who said nothing before: the earlier question with what the follow-up names in place of
 * the like in it (二级的 behind 一级残疾人补多少: 二级残疾人补多少). Undefined where the earlier one has nothing like it.
 * @param head what the earlier one leans on itself.
 */
export function restated(
  own: OneQuestion,
  before: OneQuestion,
  head: OneQuestion | undefined,
): string | undefined {
  const [place] = own.named.flat();
  const named = own.written.replace(BEFORE, '').replace(BEHIND, '');
  if (own.wanted !== 'statement' || named === '') return undefined;
  if (place !== undefined) {
    const asked = [head?.topic ?? '', before.placeless].join(' ').replaceAll(/\s+/gu, ' ').trim();
    // 易搬呢 leaves its form to what it leans on, and takes the place of its matter.
    const isWhole = head === undefined || before.wanted !== 'statement';
    const isAlone = isWhole && own.subject.length === 0 && (head ?? before).named.length > 0;
    return isAlone ? `${place.short}${asked}` : undefined;
  }
  for (const like of [DATE, YEAR]) {
    const isOneForOne = like.exec(named)?.[0] === named && before.written.split(like).length === 2;
    if (isOneForOne) return before.written.replace(like, named);
  }
  const [, unit] = COUNTED.exec(named) ?? [];
  if (unit === undefined) return undefined;
  const counted = unit === '' ? BARE : `第?${NUMERAL}${unit}`;
  const all = [...before.written.matchAll(new RegExp(counted, 'gu'))];
  const last =
    all.find(({ index, 0: said }) => /^周?岁/u.test(before.written.slice(index + said.length))) ?? all.at(-1);
  return (
    last && before.written.slice(0, last.index) + named + before.written.slice(last.index + last[0].length)
  );
}
