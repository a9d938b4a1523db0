import type { Line, Paragraph } from '../lines.ts';
import { isHeadingLine, unclosed, unopened } from '../structure/headings.ts';
import { isSigned } from '../structure/signatures.ts';
import { joinLines } from '../unwrap.ts';
import { looksLikeCaption, MAX_CAPTION } from './captions.ts';
import { continuesMark, crossesWord, UNIT, unitFollows } from './cuts.ts';
import { endsSentence, isDateLine, isOfficeLine, startsAnew, startsItem } from './forms.ts';
import { beginsInside, endsInside } from './loss.ts';

/** How far ahead the other half of a broken sentence is looked for. */
const REACH = 8;

/** A paragraph that stops before its sentence does: long, or with brackets open, and no heading or list item. */
function isBroken({ text, form }: Line): boolean {
  if (form !== undefined || endsSentence(text) || isSigned(text) || /[)）】\]|]$/u.test(text)) return false;
  if (/[,，、（(《“]$/u.test(text) || '《（('.includes(unclosed(text) || ' ')) return true;
  if (isHeadingLine(text) || startsItem(text)) return false;
  return /[。！？；]/u.test(text) || text.length > MAX_CAPTION;
}

/** A paragraph may lack its colon before the items that it announces. */
function introducesList(before: string, next: string): boolean {
  const item = startsItem(next) || /^[一二三四五六七八九十]+是/u.test(next);
  return item && (!isHeadingLine(next) || /(?:以下|如下|下列|下面|包括|分为)[^,，。]{0,16}$/u.test(before));
}

type Fit = 'surely' | 'possibly' | 'no';

/** Whether `after` can be the other half of the broken `before`. */
function fits(before: string, after: Line, usualIndent: number, isWord: (word: string) => boolean): Fit {
  if (after.form !== undefined) return 'no';
  if (UNIT.test(after.text)) return unitFollows(before, after.text) ? 'surely' : 'no';
  const open = unclosed(before);
  const closes = unopened(after.text);
  if ('《（('.includes(open || ' ')) return closes !== '' && '》）)'.includes(closes) ? 'surely' : 'no';
  if (closes !== '' && '》）)'.includes(closes)) return 'no';
  if (continuesMark(after.text)) return 'surely';
  if (isDateLine(after.text) || isOfficeLine(after.text)) return 'no';
  if (crossesWord(before, after.text, isWord)) return 'surely';
  if (startsAnew(after.text) || (usualIndent >= 2 && after.indent >= usualIndent)) return 'no';
  return isHeadingLine(after.text) ? 'no' : 'possibly';
}

/**
 * Joins the halves of sentences that a page, a column or a caption parted, and marks the halves whose other one is lost.
 * Captions that stood between are added to `setAside`.
 */
export function joinHalves(
  found: readonly Paragraph[],
  setAside: string[],
  isWord: (word: string) => boolean,
): Paragraph[] {
  const blocks = [...found];
  const usualIndent = usualParagraphIndent(blocks);
  for (let at = 0; at < blocks.length; at++) {
    let block = blocks[at];
    if (block === undefined) continue;
    if (at > 0 && block.form === undefined && beginsInside(block.text))
      block = blocks[at] = { ...block, lostStart: true };
    while (block.form === undefined && (isBroken(block) || UNIT.test(blocks[at + 1]?.text ?? ''))) {
      if (!isBroken(block) && fits(block.text, blocks[at + 1] ?? block, 0, isWord) !== 'surely') break;
      const half = otherHalf(blocks, at, usualIndent, isWord);
      if (half === undefined) {
        const next = blocks[at + 1];
        const nextIsHalf = next !== undefined && next.form === undefined && beginsInside(next.text);
        const lost = nextIsHalf || endsInside(block.text, isWord);
        if (lost && !introducesList(block.text, next?.text ?? ''))
          block = blocks[at] = { ...block, lostEnd: true };
        break;
      }
      const [continuation] = blocks.splice(half.at, 1);
      if (half.captions) setAside.push(...blocks.splice(at + 1, half.at - at - 1).map((line) => line.text));
      if (continuation !== undefined) block = blocks[at] = joinLines(block, continuation);
    }
  }
  return blocks;
}

/**
 * Where the other half stands: the next line, or beyond captions and headings the first one that surely fits. A
 * short sentence between is a caption when what follows it fits for sure and it does not.
 */
function otherHalf(
  blocks: readonly Paragraph[],
  at: number,
  usualIndent: number,
  isWord: (word: string) => boolean,
): { at: number; captions: boolean } | undefined {
  const text = blocks[at]?.text ?? '';
  const next = blocks[at + 1];
  if (next === undefined) return undefined;
  const nextFits = fits(text, next, usualIndent, isWord);
  if (nextFits === 'surely') return { at: at + 1, captions: false };
  let captions = looksLikeCaption(next.text) && next.text.length > 4;
  for (let ahead = at + 2; ahead <= Math.min(at + REACH, blocks.length - 1); ahead++) {
    const block = blocks[ahead];
    if (block === undefined) break;
    const between = captions || (nextFits === 'no' && isHeadingLine(blocks[ahead - 1]?.text ?? ''));
    if (between && fits(text, block, usualIndent, isWord) === 'surely') return { at: ahead, captions };
    captions &&= looksLikeCaption(block.text);
    if (!captions && !isHeadingLine(block.text)) break;
  }
  return nextFits === 'possibly' ? { at: at + 1, captions: false } : undefined;
}

/** The indent of a paragraph's first line when most paragraphs have one, else 0. */
function usualParagraphIndent(blocks: readonly Paragraph[]): number {
  const indented = blocks.filter(
    (block) => block.form === undefined && block.indent >= 2 && !isHeadingLine(block.text),
  );
  const paragraphs = blocks.filter((block) => block.form === undefined && !isHeadingLine(block.text));
  return indented.length >= paragraphs.length * 0.6 ? 2 : 0;
}
