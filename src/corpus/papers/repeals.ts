import { fold, sentences, slice } from '../../core/language/text.ts';
import type { Repeal, Span } from '../../core/types.ts';
import { numbersIn } from './numbers.ts';

const ENDS = /废止|停止执行|不再执行|停止施行|失效/gu;
/** 废止 that is spoken of rather than done: 被废止的, 废止后, 未废止. */
const NO_DEED = /(?:未|没有|不予|不|是否|如|若|被|已被|已经|早已|已)$/u;
const NO_DEED_BEHIND = /^(?:后|前|的|时|或者?|程序|情形|建议)/u;
/** A title that is cited, not abolished. */
const CITED = /(?:根据|依据|按照|依照|自|以|参照)(?:原)?$/u;

/** A list of papers abolished is no longer than this. */
const MAX_SENTENCE = 4000;

interface Named {
  readonly title: string;
  readonly start: number;
  readonly end: number;
}

/** The papers that stretches of a text abolish: 《X》（文号）同时废止, 原…文件废止, 决定废止《X》. One that is only partly abolished is none. */
export function repealsIn(text: string, within: readonly Span[]): Repeal[] {
  return within
    .flatMap((stretch) => sentences(text, stretch))
    .filter(({ start, end }) => end - start <= MAX_SENTENCE)
    .flatMap((span) => inSentence(slice(text, span), span));
}

function inSentence(sentence: string, span: Span): Repeal[] {
  const folded = fold(sentence);
  const found: Repeal[] = [];
  for (const match of folded.matchAll(ENDS)) {
    const before = folded.slice(0, match.index);
    const behind = folded.slice(match.index + match[0].length);
    if (NO_DEED.test(before)) continue;
    if (match[0] === '废止' && /^(?:以下|下列|原)?\s*《/u.test(behind)) {
      const offset = match.index + match[0].length;
      const until =
        /[,。;]|$/u.exec(behind.replaceAll(/《[^》]*》+/gu, (title) => '·'.repeat(title.length)))?.index ??
        behind.length;
      found.push(...namedIn(sentence.slice(offset, offset + until), span));
      continue;
    }
    if (NO_DEED_BEHIND.test(behind)) continue;
    const from = listStart(before);
    found.push(...namedIn(sentence.slice(from, match.index), span));
  }
  return found;
}

/** Where the list of papers begins that the words before 废止 close: back over the pieces that begin with a title or a number. */
function listStart(before: string): number {
  const pieces: { start: number; text: string }[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= before.length; at++) {
    const unit = before.charAt(at);
    if ('《('.includes(unit) && unit !== '') depth++;
    else if ('》)'.includes(unit) && unit !== '') depth = Math.max(0, depth - 1);
    if (at < before.length && (depth > 0 || !/[,。;:]/u.test(unit))) continue;
    pieces.push({ start, text: before.slice(start, at) });
    start = at + 1;
  }
  let from = pieces.length - 1;
  const namesPaper = (piece: string) => /《/u.test(piece) || numbersIn(piece).length > 0;
  if (!namesPaper(pieces[from]?.text ?? '')) from--;
  while (
    from > 0 &&
    /^\s*(?:原|《|以及|及|和)/u.test(pieces[from]?.text ?? '') &&
    /^\s*(?:原|《)/u.test(pieces[from - 1]?.text ?? '')
  )
    from--;
  return pieces[Math.max(0, from)]?.start ?? 0;
}

function namedIn(piece: string, span: Span): Repeal[] {
  const titles = titlesIn(piece).filter(
    ({ start, end }) =>
      !CITED.test(piece.slice(0, start)) &&
      !/^第.{1,6}[条章款]|^(?:中|里)?的?(?:部分|有关)/u.test(fold(piece).slice(end)),
  );
  const numbers = numbersIn(piece).filter(({ start }) => !CITED.test(piece.slice(0, start)));
  const taken = new Set<number>();
  const repeals = titles.map(({ title, end }): Repeal => {
    const at = numbers.findIndex((number) => number.start > end - 1 && number.start - end <= 3);
    const number = at < 0 ? undefined : numbers[at];
    if (at >= 0) taken.add(at);
    return { ...(number === undefined ? {} : { number: number.number }), title, span };
  });
  const inTitle = ({ start }: { start: number }) =>
    titlesIn(piece).some((title) => title.start <= start && start < title.end);
  const alone = numbers.filter((number, at) => !taken.has(at) && !inTitle(number));
  return [...repeals, ...alone.map(({ number }) => ({ number, span }))];
}

/** Titles in 《》, one within another counting as part of it. */
export function titlesIn(text: string): Named[] {
  const titles: Named[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at);
    if (unit === '《') {
      if (depth === 0) start = at;
      depth++;
    } else if (unit === '》' && depth > 0) {
      depth--;
      if (depth === 0) titles.push({ title: text.slice(start + 1, at), start, end: at + 1 });
    }
  }
  return titles;
}
