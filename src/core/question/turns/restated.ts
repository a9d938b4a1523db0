import type { OneQuestion } from '../one-question.ts';

/** What stands around the thing that a follow-up names in place of the one before: 那…的呢, 换成…. */
const BEFORE = /^(?:那么?|要是|如果|换成?|还有|再问问?|请问|我们?问的?是?|\s)*/u;
const BEHIND = /(?:那边|这边|那里|的话|的|又|是|要|嘛|呢|咧|嘞|哩|喃|啊|呀|[\s,，。.?？!！~～])*$/u;

const DIGIT = '[零一二两三四五六七八九十百千万亿\\d.]';
const NUMERAL = '(?:[零一二两三四五六七八九十百千万]+|\\d+(?:\\.\\d+)?)';
/** 二级, 第三遍, 五十公斤; 82. No year, month or 个, which count and name many things. */
const COUNTED = new RegExp(
  `^第?${NUMERAL}((?![年月个万亿半零一二两三四五六七八九十百千])\\p{Script=Han}{1,3})?$`,
  'u',
);
/** What a bare number stands for: an age, or else an amount. */
const AGE = `${NUMERAL}(?=周?岁)`;
const AMOUNT = `${NUMERAL}(?=[公千]?斤|亩|天|口人|公里|平方|度)`;
const DATE = /\d{1,2}月\d{1,2}[日号]/u;
const YEAR = /(?:大?前|去|上|今|本|明|来)年|(?:19|20)\d{2}年?/u;

/**
 * A follow-up as somebody would ask it who said nothing before: the earlier question with what the follow-up names in place of
 * the one thing like it (二级的 behind 一级残疾人补多少: 二级残疾人补多少). Undefined where the earlier one has nothing like it,
 * or several, or the follow-up says more.
 */
export function restated(own: OneQuestion, before: OneQuestion): string | undefined {
  if (own.wanted !== 'statement') return undefined;
  if (own.named.length > 0) return ofPlace(own, before);
  const named = withoutFrame(own.written);
  return ofTime(named, before.written) ?? ofCount(named, before.written);
}

function withoutFrame(text: string): string {
  return text.replace(BEFORE, '').replace(BEHIND, '');
}

/** The earlier question of another place, where both name one and the follow-up nothing else. */
function ofPlace({ named: [own = [], ...more], placeless }: OneQuestion, before: OneQuestion) {
  const [place] = own;
  const isOne = place !== undefined && more.length === 0 && before.named.length === 1;
  if (!isOne || withoutFrame(placeless) !== '') return undefined;
  const changed = [...before.written].findIndex((_, at) => before.written[at] !== before.placeless[at]);
  const name = before.named.flat().find((one) => isAt(before.written, changed, one));
  if (name === undefined) return undefined;
  const length = before.written.startsWith(name.name, changed) ? name.name.length : name.short.length;
  return before.written.slice(0, changed) + place.short + before.written.slice(changed + length);
}

function isAt(text: string, at: number, { name, short }: { readonly name: string; readonly short: string }) {
  return at >= 0 && (text.startsWith(name, at) || text.startsWith(short, at));
}

function ofTime(named: string, before: string): string | undefined {
  const like = [DATE, YEAR].find((one) => one.exec(named)?.[0] === named && before.split(one).length === 2);
  return like && before.replace(like, named);
}

function ofCount(named: string, before: string): string | undefined {
  const counted = COUNTED.exec(named);
  if (counted === null) return undefined;
  const [, unit] = counted;
  const likes = unit === undefined ? [AGE, AMOUNT] : [`第?${NUMERAL}${unit}`];
  for (const like of likes) {
    const found = [...before.matchAll(new RegExp(`(?<!${DIGIT})${like}(?![万亿])`, 'gu'))];
    const [only, ...others] = found;
    if (only === undefined) continue;
    if (others.length > 0) return undefined;
    return before.slice(0, only.index) + named + before.slice(only.index + only[0].length);
  }
  return undefined;
}
