import { metFigures } from '../../clean/doubts.ts';
import type { Line, LineOrigin } from '../../lines.ts';
import { ABOVE, BELOW, HARD_PAGE, LEVEL, NOTE, SOFT_PAGE, STRUCK } from './marks.ts';
import { raised } from './raised.ts';

/** The page that is being read, as far as the file tells where pages begin. */
export class Pages {
  readonly #isKnown: boolean;
  #page = 1;
  /** The last program marks the page that begins by will as well. */
  #isHard = false;
  readonly #references: (number | undefined)[] = [];

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

  /** A note is referred to on the page. */
  refer(): void {
    this.#references.push(this.page);
  }

  /** The pages of the references since the last call, in order. */
  takeReferences(): (number | undefined)[] {
    return this.#references.splice(0);
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
const SIGNS = /([\u0001-\u0007\n])/u;
/** Where what is set high or low goes on alike: programs part it anywhere. */
const GOES_ON = /\u0006(?<=([\u0004\u0005])[^\u0004-\u0006]*\u0006)\1/gu;

/**
 * The lines of a paragraph: parted at its line ends and trimmed, with tabs. Small figures are written so that they never
 * run into the others: 10^4, m², 300[1]. Lines of blanks alone stay out.
 * @param marked the text with its signs.
 * @param number what stands before the first line.
 */
export function settle(marked: string, number: string, pages: Pages): Line[] {
  let draft = new Draft(number);
  const drafts = [draft];
  let small = '';
  for (const part of marked.replaceAll(GOES_ON, '').split(SIGNS)) {
    if (part === HARD_PAGE || part === SOFT_PAGE) pages.turn(part);
    else if (part === NOTE) pages.refer();
    else if (part === STRUCK) draft.cuts.push(draft.text.length);
    else if (part === ABOVE || part === BELOW || part === LEVEL) small = part;
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

/** A part of the text as it is written behind the end of what stands before it. */
function written(before: string, part: string, small: string): string {
  if (small === ABOVE) return raised(before, part);
  if (!/^[-+−]?\d/u.test(part)) return part;
  if (small === LEVEL) return /\d$/u.test(before) && /[\^_][-+−]?\d{1,9}$/u.test(before) ? ` ${part}` : part;
  return small === BELOW && /\d$/u.test(before) ? `_${part}` : part;
}

function toLine({ text: raw, origins, cuts }: Draft): Line {
  const text = raw.trim();
  const lead = raw.length - raw.trimStart().length;
  const within = (at: number) => Math.min(Math.max(0, at - lead), text.length);
  const doubts = cuts.flatMap((cut) => metFigures(text, within(cut)));
  return {
    text,
    indent: [...raw.slice(0, lead)].reduce((width, blank) => width + (blank === '\u3000' ? 2 : 1), 0),
    gap: 0,
    ...(origins.length === 0 ? {} : { origins: origins.map((one) => ({ ...one, at: within(one.at) })) }),
    ...(doubts.length === 0 ? {} : { doubts }),
  };
}
