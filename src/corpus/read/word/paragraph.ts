import type { Line } from '../../lines.ts';
import { join } from '../../unwrap.ts';
import type { ListNumber } from './lists.ts';
import { type Pages, settle } from './settle.ts';

/** A paragraph of a word processor. */
export interface Paragraph {
  /** With its signs. */
  readonly text: string;
  readonly number: ListNumber | undefined;
  /** From 1: of its heading style, or of the outline. */
  readonly level: number | undefined;
  /** It has the style of a title. */
  readonly isTitle: boolean;
  readonly isIndented: boolean;
  /** It stands in a cell, or in a note: it heads nothing. */
  readonly isCell: boolean;
  /** Empty paragraphs before it. */
  readonly gap: number;
}

/** A line of a heading has no more characters; what is longer is a paragraph that was only set so. */
const LONGEST_HEADING = 60;

/** Whether anything of a text with signs can be seen. */
export function hasText(text: string): boolean {
  return /[^\s\u0001-\u0007]/u.test(text);
}

/** The lines of a paragraph, with their form; of an empty one nothing, but in a cell its number. */
export function paragraphLines(paragraph: Paragraph, pages: Pages): Line[] {
  const { text, number, level, isTitle, isIndented, isCell, gap } = paragraph;
  const isHeading = hasText(text) && (level !== undefined || isTitle) && !isCell;
  // A heading is one line, however it is broken on the page.
  const marked = isHeading ? text.split('\n').reduce((a, b) => join(a, b.trimStart())) : text;
  const lines = settle(marked, hasText(text) || isCell ? (number?.text ?? '') : '', pages);
  return lines.map((line, at) => {
    if (at > 0) return line;
    const form = formOf(line.text, number, isHeading, isTitle ? 1 : (level ?? 0) + 1);
    return { ...line, indent: line.indent === 0 && isIndented ? 2 : line.indent, gap, ...form };
  });
}

function formOf(
  text: string,
  number: ListNumber | undefined,
  isHeading: boolean,
  level: number,
): Pick<Line, 'form'> {
  const isSentence = text.length > LONGEST_HEADING || /[。；;]|[，,、]$/u.test(text);
  if (isHeading && !isSentence) return { form: { kind: 'heading', level } };
  return number?.isBullet === true ? { form: { kind: 'item', mark: 1 } } : {};
}
