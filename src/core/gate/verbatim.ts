import { contains, slice } from '../language/text.ts';
import type { Source, Span } from '../types.ts';

/**
 * Whether a text is, word for word, stretches of a document: each of them cited, or a whole cell of what is cited, in the
 * order of the document. Marks between them are the text's own; within them nothing is.
 */
export function isVerbatim(
  said: string,
  parts: readonly Span[],
  cited: readonly Span[],
  text: string,
): boolean {
  if (!areCited(parts, cited, text)) return false;
  let left = withoutSpace(said);
  for (const [at, part] of parts.entries()) {
    const words = withoutSpace(slice(text, part)).replace(MARKS_BEFORE, '').replace(MARKS_BEHIND, '');
    const behindMarks = left.replace(MARKS_BEFORE, '');
    const isParted = behindMarks !== left || at === 0;
    const runsOn = /^\d/u.test(words) && /\d$/u.test(slice(text, parts[at - 1] ?? part));
    if (!behindMarks.startsWith(words) || (runsOn && !isParted)) return false;
    left = behindMarks.slice(words.length);
  }
  return left.replace(MARKS_BEFORE, '') === '';
}

/** Marks that the text may put between stretches, or leave out behind one. */
const MARKS_BEFORE = /^[\s。．：:；;，,、·]+/u;
const MARKS_BEHIND = /[\s。．：:；;，,、·]+$/u;

/** Without white space, but for what parts two numbers. */
function withoutSpace(text: string): string {
  return text.trim().replaceAll(/(?<!\d)\s+|\s+(?!\d)/gu, '');
}

/**
 * Each a cited stretch or a whole cell of one, none of which begins before the one before it ended; a name of columns may be
 * said again for the next of those that it goes over. @param cited what rules the quote, and last the quote itself.
 */
function areCited(parts: readonly Span[], cited: readonly Span[], text: string): boolean {
  const last = new Map<Span, Span>();
  return parts.every((part) => {
    const whole = cited.find((one) => contains(one, part));
    if (whole === undefined || cutsNumber(part, text)) return false;
    const before = last.get(whole);
    const isAgain = before !== undefined && whole !== cited.at(-1) && isSame(before, part);
    if (before !== undefined && part.start < before.end && !isAgain) return false;
    last.set(whole, part);
    return isSame(whole, part) || isCell(part, whole, text);
  });
}

export function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** Whether two sources, or citations, are of one stretch, whatever it stands under. */
export function isSameSource(a: Stretch, b: Stretch): boolean {
  return a.documentId === b.documentId && isSame(a.span, b.span);
}

type Stretch = Pick<Source, 'documentId' | 'span'>;

/** What stands between two tabs of a row, or between one and the end of it. */
function isCell(part: Span, row: Span, text: string): boolean {
  return (
    /(?:^|[\t\n])[^\S\t\n]*$/u.test(text.slice(row.start, part.start)) &&
    /^[^\S\t\n]*(?:$|[\t\n])/u.test(text.slice(part.end, row.end))
  );
}

/** A span that begins or ends inside of a number would prove another one: 4998万元 of 14998万元. */
export function cutsNumber({ start, end }: Span, text: string): boolean {
  const splits = (at: number) => /[\d.]/u.test(text.charAt(at - 1)) && /\d/u.test(text.charAt(at));
  return (
    splits(start) ||
    splits(end) ||
    (/\d/u.test(text.charAt(end - 1)) && /^(?:[%％‰万亿]|\.\d)/u.test(text.slice(end, end + 2)))
  );
}
