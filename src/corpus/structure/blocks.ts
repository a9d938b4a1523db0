import type { Block, Span } from '../../core/types.ts';
import { isHeadingLine, levelOf, plainHeading, UNNUMBERED } from './headings.ts';

/** One line of a cleaned text. */
export interface TextLine {
  readonly span: Span;
  /** What the format of the file says that it is, where it does. */
  readonly is?: LineForm;
}

/** What a format says of a line. */
export type LineForm = Pick<Block, 'kind' | 'level' | 'mark' | 'cells'>;

/** This many short lines without text between them are a list or a verse, not headings. */
const LIST_RUN = 4;

/** The lines of a text that have words, without the blanks around them. */
export function linesOf(text: string): TextLine[] {
  const lines: TextLine[] = [];
  let start = 0;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const from = start + raw.indexOf(line);
    start += raw.length + 1;
    if (line !== '') lines.push({ span: { start: from, end: from + line.length } });
  }
  return lines;
}

/**
 * What each stretch of a cleaned text is.
 * @param title of the document: its own line is no heading of what follows.
 * @param damage where text was lost: such a line is no heading.
 */
export function blocksOf(
  text: string,
  { title, damage = [] }: { readonly title: string; readonly damage?: readonly Span[] },
  lines: readonly TextLine[] = linesOf(text),
): Block[] {
  const found = lines.map(({ span }): HeadedLine => {
    const line = text.slice(span.start, span.end);
    const damaged = damage.some((lost) => lost.start < span.end && span.start < lost.end);
    return { span, text: line, level: isHeadingLine(line) && !damaged ? levelOf(line) : undefined };
  });
  return withoutLists(found, title).map(({ span, text: line, level }): Block => {
    if (level === undefined) return { kind: 'paragraph', span };
    return { kind: isTitle(title, line) ? 'title' : 'heading', span, level };
  });
}

interface HeadedLine {
  readonly span: Span;
  readonly text: string;
  /** Undefined for a line of the document's sentences. */
  readonly level: number | undefined;
}

/** Whether a line is the document's title, or one of the two lines that the title was put together from. */
function isTitle(title: string, line: string): boolean {
  const text = plainHeading(line);
  return text === title || (text.length >= 6 && (title.startsWith(`${text} `) || title.endsWith(` ${text}`)));
}

/** Takes the headings back that are a list's items, a verse's lines, or stand over no text. */
function withoutLists(lines: readonly HeadedLine[], title: string): HeadedLine[] {
  const kept = [...lines];
  const titled = (line: HeadedLine) => isTitle(title, line.text);
  for (let from = 0; from < kept.length; from++) {
    if (kept[from]?.level === undefined) continue;
    let to = from;
    while (kept[to]?.level !== undefined) to++;
    const run = kept.slice(from, to);
    const untitled = run.filter((line) => !titled(line));
    const isList = untitled.length >= LIST_RUN && untitled.every((line) => (line.level ?? 0) >= UNNUMBERED);
    run.forEach((line, at) => {
      const next = run[at + 1];
      const previous = run[at - 1];
      const level = line.level ?? UNNUMBERED;
      const item = level >= 10 && level < UNNUMBERED && (next?.level === level || previous?.level === level);
      const overNothing = next === undefined ? to === kept.length : level < 10 && (next.level ?? 0) <= level;
      const listed = isList && line !== untitled[0] && !titled(line);
      if ((item || overNothing || listed) && !(titled(line) && from === 0))
        kept[from + at] = { ...line, level: undefined };
    });
    from = to;
  }
  return kept;
}
