import { fold, sentences, slice } from '../../../core/language/text.ts';
import type { Repeal, Span } from '../../../core/types.ts';
import { numbersIn } from '../numbers.ts';
import { deedsIn } from './deeds.ts';
import { listedRepeals } from './lists.ts';
import { namedIn } from './named.ts';

/** A list of papers abolished within a sentence is no longer than this. */
const MAX_SENTENCE = 4000;

/**
 * The papers that stretches of a text abolish: 《X》（文号）同时废止, 原…文件废止, 决定废止《X》, and lists under 废止下列文件.
 * One that is only partly abolished is none.
 */
export function repealsIn(text: string, within: readonly Span[]): Repeal[] {
  const listed = within.flatMap((stretch) => listedRepeals(text, stretch));
  const told = within
    .flatMap((stretch) => sentences(text, stretch))
    .filter(({ start, end }) => end - start <= MAX_SENTENCE)
    .flatMap((span) => inSentence(slice(text, span), span));
  const known = new Set(listed.map(keyOf));
  return [...listed, ...told.filter((repeal) => !known.has(keyOf(repeal)))].sort(
    (a, b) => a.span.start - b.span.start,
  );
}

function keyOf({ number, title }: Repeal): string {
  return `${number ?? ''}\n${title ?? ''}`;
}

function inSentence(sentence: string, span: Span): Repeal[] {
  const folded = fold(sentence);
  return deedsIn(folded).flatMap(({ start, end, word }) => {
    const behind = folded.slice(end);
    if (word === '废止' && /^(?:以下|下列|原)?\s*《/u.test(behind)) {
      const until =
        /[,。;]|$/u.exec(behind.replaceAll(/《[^》]*》+/gu, (title) => '·'.repeat(title.length)))?.index ??
        behind.length;
      return namedIn(sentence.slice(end, end + until)).map((named) => ({ ...named, span }));
    }
    const from = listStart(folded.slice(0, start));
    return namedIn(sentence.slice(from, start)).map((named) => ({ ...named, span }));
  });
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
