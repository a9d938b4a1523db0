import { fold } from '../../core/language/text.ts';
import { unclosed, unopened } from '../structure/headings.ts';
import { isDateLine, isLabelled, startsAnew, startsItem } from './forms.ts';

/*
 * Signs that a line, page or column ended within a sentence, a figure or a word.
 */

/** A unit or what follows a figure directly; 元旦 and 元江 begin with none. */
export const UNIT =
  /^(?:[万亿]?元(?![旦宵素件老首勋帅凶年月代江谋阳氏宝])|[万亿](?:[元人户亩吨株头只斤]|[,，。、;；])|%|％|℃|公里|平方米|平方公里|千米|公斤|千瓦|兆瓦|余[元人户亩名个家公]|[户人亩个名家只头株吨册所处座项](?=[,，。、;；:：)）]))/u;
const FIGURE_END = /[\d０-９〇零一二三四五六七八九十百千万亿两余多几数]$/u;
/** What may follow a figure that a line ended with, unless it opens a word: 人 of 人工. */
const MEASURE = /^[年月日时分岁天元户人个名亩处座所条项次批期件级类吨头只株台套辆家村组层倍成折间张户]/u;
/** A sentence does not end with these. */
const DANGLING = /(?:按照|根据|通过|关于|为了|以及|不得|应当|必须|[由从对把被将向于以与和及或按到至])$/u;
/** Behind these more must follow, be it before a colon: 以下情形不予 / 奖补：; ，但 / 不超过. */
const LACKS_REST = /(?:不予|不得|应当|必须|予以|[，,；;。][但且并而则即可应须如经凡])$/u;
/** Words of the dictionary that a sentence does not end with either; others that end so, such as 参与, may end one. */
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  '按照 根据 通过 关于 为了 以及 不得 应当 必须 对于 由于 至于 用于 位于 低于 高于 或者 直至 达到 直到'.split(
    ' ',
  ),
);
/** A figure with its unit; a year or a number of the list is none. */
const FIGURE_START =
  /^\d+(?:[.,]\d+)*\s*(?:[%％‰]|[万亿余]|元|户|人|个|名|亩|公里|吨|处|座|所|条|项|台|头|只)/u;
/** A number that stands for itself, at the beginning of a row: 2,西河镇,98 or 2 西河镇 98. */
const OPENS_ROW = /^\d{1,4}(?:[,、]\D|\s+(?![元万亿户人亩%]))/u;
/** A sentence that ended within the line, and the beginning of the next. */
const BEGUN = /[。；！？][^。；！？”）)]+$/u;
const CONTINUES = /^[,，。、;；:：！？!?”》)）%％]/u;
const PROSE = /[，,、；;。：（“《\d%％]/u;
const SHORTEST_PROSE = 10;

/** Whether a line that begins like this continues another one: a closing mark. */
export function continuesMark(text: string): boolean {
  return CONTINUES.test(text);
}

/** Whether `before` ends with a figure, or with 每, and `after` begins with the unit that belongs to it. */
export function unitFollows(before: string, after: string): boolean {
  return UNIT.test(after) && (FIGURE_END.test(before) || /[每各]$/u.test(before));
}

/** Whether a sentence that ends like this lacks its rest: 将, 按照, 、. */
export function dangles(text: string, isWord: (word: string) => boolean): boolean {
  if (/[、（(《“]$/u.test(text)) return true;
  if (!DANGLING.test(text)) return false;
  const last = text.slice(-2);
  return FUNCTION_WORDS.has(last) || !isWord(last);
}

/**
 * Whether the sentence of one line goes on in the next for sure, by the words around the break.
 * @param isWord whether a dictionary holds the word.
 */
export function cutSurely(before: string, after: string, isWord: (word: string) => boolean): boolean {
  if (CONTINUES.test(after) || figureIsCut(fold(before), fold(after), isWord)) return true;
  if (isDateLine(after)) return false;
  const open = unclosed(before);
  const closed = unopened(after);
  if ('《（('.includes(open || ' ') && '》）)'.includes(closed || ' ')) return true;
  if (startsItem(after)) return false;
  if (LACKS_REST.test(before) && /^\p{Script=Han}/u.test(after)) return true;
  if (startsAnew(after)) return false;
  if (/[,，、]$/u.test(before)) return true;
  const isProse = before.length >= SHORTEST_PROSE && (PROSE.test(before) || /[，,；;。]/u.test(after));
  if (!isProse) return false;
  if (unitFollows(before, after) || (/[，,]/u.test(before) && FIGURE_START.test(after))) return true;
  if (BEGUN.test(before) && /[，,；;。%％\d]/u.test(after)) return true;
  return crossesWord(before, after, isWord) || (dangles(before, isWord) && /[，,；;。：:\d]/u.test(after));
}

/** 每人每月1 / 080元; 总投资6, / 380万元; 4.2 / 万人; 2024年6 / 月底. */
function figureIsCut(before: string, after: string, isWord: (word: string) => boolean): boolean {
  if (isDateLine(after) || !/\p{Script=Han}/u.test(before) || isListedFigure(before)) return false;
  if (OPENS_ROW.test(after)) return false;
  if (/\d[,.]$/u.test(before) && /^\d/u.test(after)) return true;
  if (/\d年$/u.test(before) && /^\d{1,2}月/u.test(after)) return true;
  if (/\d月$/u.test(before) && /^\d{1,2}日/u.test(after)) return true;
  if (!/\d$/u.test(before)) return false;
  if (/^(?:19|20)\d{2}年/u.test(after)) return false;
  if (/^\.?\d|^%/u.test(after)) return !/^\d{1,2}[、.](?!\d)/u.test(after);
  if (UNIT.test(after)) return true;
  if (/^[年月日]/u.test(after)) return /(?<!\d)(?:\d{1,2}|(?:19|20)\d{2})$/u.test(before);
  return MEASURE.test(after) && !isWord(after.slice(0, 2));
}

/** A label or a name with its figure, such as 联系电话：12345: nothing of it is missing. */
function isListedFigure(before: string): boolean {
  return (
    /^[^，。；,;]{1,16}[:：\s][\d\s-]+$/u.test(before) || (isLabelled(before) && /\d{5,}$/u.test(before))
  );
}

/** Whether a dictionary word of up to four characters runs over the break. */
export function crossesWord(before: string, after: string, isWord: (word: string) => boolean): boolean {
  for (let left = 1; left <= 3; left++) {
    for (let right = 1; left + right <= 4; right++) {
      const word = before.slice(-left) + after.slice(0, right);
      if (word.length === left + right && /^\p{Script=Han}+$/u.test(word) && isWord(word)) return true;
    }
  }
  return false;
}
