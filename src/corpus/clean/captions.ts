import { fold, sentences } from '../../core/language/text.ts';
import { type Paragraph, usualGap } from '../lines.ts';

/** Blank lines beyond the usual that leave room for a picture. */
export const PICTURE_GAP = 2;
export const MAX_CAPTION = 44;

/** A single short sentence without a figure. */
export function looksLikeCaption(text: string): boolean {
  return (
    text.length <= MAX_CAPTION &&
    /[。.]$/u.test(text) &&
    !/\d/u.test(fold(text)) &&
    sentences(text).length === 1
  );
}

/**
 * Takes out the captions that the layout shows: a lone short sentence behind the space of a picture, and the short
 * ones that follow it directly.
 */
export function captionsOut(blocks: readonly Paragraph[], setAside: string[]): Paragraph[] {
  const usual = usualGap(blocks);
  const kept: Paragraph[] = [];
  let afterCaption = false;
  for (const block of blocks) {
    const pictured = kept.length > 0 && block.gap >= usual + PICTURE_GAP;
    if (
      block.form === undefined &&
      looksLikeCaption(block.text) &&
      (pictured || (afterCaption && block.text.length <= MAX_CAPTION / 2))
    ) {
      setAside.push(block.text);
      afterCaption = true;
      continue;
    }
    kept.push(afterCaption ? { ...block, afterAside: true } : block);
    afterCaption = false;
  }
  return kept;
}
