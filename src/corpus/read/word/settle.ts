import type { Span } from '../../../core/types.ts';
import type { Line, LineOrigin } from '../../lines.ts';
import { ABOVE, BELOW, HARD_PAGE, LEVEL, SOFT_PAGE, STRUCK } from './marks.ts';

/** The page that is being read, as far as the file tells where pages begin. */
export class Pages {
  readonly #isKnown: boolean;
  #page = 1;
  /** The last program marks the page that begins by will as well. */
  #isHard = false;

  constructor(isKnown: boolean) {
    this.#isKnown = isKnown;
  }

  /** From 1; undefined where the file does not tell. */
  get page(): number | undefined {
    return this.#isKnown ? this.#page : undefined;
  }

  turn(mark: string): void {
    if (mark === HARD_PAGE || !this.#isHard) this.#page++;
    this.#isHard = mark === HARD_PAGE;
  }

  /** Something stands on the page. */
  write(): void {
    this.#isHard = false;
  }
}

/** A line of a paragraph while its text is put together. */
class Draft {
  text = '';
  readonly origins: LineOrigin[] = [];
  /** Where something struck out stood. */
  readonly cuts: number[] = [];
  /** The end of the text, as much as tells how the next part is written. */
  #end = '';

  constructor(text: string) {
    this.#append(text);
  }

  add(part: string, small: string, page: number | undefined): void {
    if (part.trim() !== '' && page !== undefined && page !== this.origins.at(-1)?.page)
      this.origins.push({ at: this.origins.length === 0 ? 0 : this.text.length, page });
    this.#append(written(this.#end, part, small));
  }

  #append(text: string): void {
    this.text += text;
    this.#end = (this.#end + text.slice(-LONGEST_END)).slice(-LONGEST_END);
  }
}

const LONGEST_END = 12;
const SIGNS = /([\u0001-\u0006\n])/u;

/**
 * The lines of a paragraph: parted at its line ends and trimmed, with tabs. Small figures are written so that they never
 * run into the others: 10^4, m². Lines of blanks alone stay out.
 * @param marked the text with its signs.
 * @param number what stands before the first line.
 */
export function settle(marked: string, number: string, pages: Pages): Line[] {
  let draft = new Draft(number);
  const drafts = [draft];
  let small = '';
  for (const part of marked.split(SIGNS)) {
    if (part === HARD_PAGE || part === SOFT_PAGE) pages.turn(part);
    else if (part === STRUCK) draft.cuts.push(draft.text.length);
    else if (part === ABOVE || part === BELOW) small = small === LEVEL ? '' : part;
    else if (part === LEVEL) small = LEVEL;
    else if (part === '\n') {
      draft = new Draft('');
      drafts.push(draft);
    } else if (part !== '') {
      if (part.trim() !== '') pages.write();
      draft.add(part, small, pages.page);
      if (small === LEVEL) small = '';
    }
  }
  return drafts.map(toLine).filter(({ text }) => text !== '');
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A part of the text as it is written behind the end of what stands before it. */
function written(before: string, part: string, small: string): string {
  const isFigure = /^[-+−]?\d/u.test(part);
  if (!isFigure) return part;
  if (small === LEVEL) return /\d$/u.test(before) && /[\^_][-+−]?\d{1,9}$/u.test(before) ? ` ${part}` : part;
  if (small === ABOVE) {
    if (/[A-Za-z]$/u.test(before) && /^\d+$/u.test(part))
      return part.replaceAll(/\d/gu, (digit) => SUPERSCRIPTS.charAt(Number(digit)));
    return `^${part}`;
  }
  return small === BELOW && /\d$/u.test(before) ? `_${part}` : part;
}

function toLine({ text: raw, origins, cuts }: Draft): Line {
  const text = raw.trim();
  const lead = raw.length - raw.trimStart().length;
  const within = (at: number) => Math.min(Math.max(0, at - lead), text.length);
  const doubts = cuts.flatMap((cut) => doubtAt(text, within(cut)));
  return {
    text,
    indent: [...raw.slice(0, lead)].reduce((width, blank) => width + (blank === '\u3000' ? 2 : 1), 0),
    gap: 0,
    ...(origins.length === 0 ? {} : { origins: origins.map((one) => ({ ...one, at: within(one.at) })) }),
    ...(doubts.length === 0 ? {} : { doubts }),
  };
}

/** So many characters belong to one figure at most. */
const LONGEST_FIGURE = 40;

/** Figures that meet where something between them is struck out may be one or two. */
function doubtAt(text: string, at: number): Span[] {
  const before = /[\d.,]+$/u.exec(text.slice(Math.max(0, at - LONGEST_FIGURE), at))?.[0];
  const after = /^[\d.,]+/u.exec(text.slice(at, at + LONGEST_FIGURE))?.[0];
  if (before === undefined || after === undefined || !/\d/u.test(before) || !/\d/u.test(after)) return [];
  return [{ start: at - before.length, end: at + after.length }];
}
