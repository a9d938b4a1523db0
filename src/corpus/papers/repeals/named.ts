import { fold } from '../../../core/language/text.ts';
import { numbersIn } from '../numbers.ts';

/** A paper that a text names. */
export interface Named {
  readonly number?: string;
  readonly title?: string;
}

interface NamedTitle {
  readonly title: string;
  readonly start: number;
  readonly end: number;
}

/** A title that is cited, not abolished. */
const CITED = /(?:根据|依据|按照|依照|自|以|参照)(?:原)?$/u;
/** What stands behind the title of a paper of which only a part is meant, or what it grants. */
const OF_A_PART =
  /^(?:[(（][^()（）]*[)）])?(?:第.{1,6}[条章款项]|(?:中|里|内)?的?(?:部分|有关|相关|规定|所列|所附|明确|确定)|中)/u;

/** The papers that a piece of a sentence names as a whole, each title with the number behind it. */
export function namedIn(piece: string): Named[] {
  const titles = titlesIn(piece).filter(
    ({ start, end }) => !CITED.test(piece.slice(0, start)) && !OF_A_PART.test(fold(piece).slice(end)),
  );
  const numbers = numbersIn(piece).filter(({ start }) => !CITED.test(piece.slice(0, start)));
  const taken = new Set<number>();
  const named = titles.map(({ title, end }): Named => {
    const at = numbers.findIndex((number) => number.start > end - 1 && number.start - end <= 3);
    const number = at < 0 ? undefined : numbers[at];
    if (at >= 0) taken.add(at);
    return { ...(number === undefined ? {} : { number: number.number }), title };
  });
  const all = titlesIn(piece);
  const isOfTitle = ({ start }: { start: number }) =>
    all.some((title) => title.start <= start && start < title.end + 3);
  const alone = numbers.filter((number, at) => !taken.has(at) && !isOfTitle(number));
  return [...named, ...alone.map(({ number }) => ({ number }))];
}

/** Titles in 《》, one within another counting as part of it. */
export function titlesIn(text: string): NamedTitle[] {
  const titles: NamedTitle[] = [];
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
