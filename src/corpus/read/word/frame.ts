import { withoutTabs } from '../../clean/tabbed.ts';
import type { Given } from '../../detect.ts';
import type { Line } from '../../lines.ts';
import { join } from '../../unwrap.ts';
import type { FileLines } from '../file-lines.ts';
import { joinTitles } from './titles.ts';

/** 青政办发〔2024〕3号: the number of a paper. */
const NUMBER = /[〔[［【(（]\s*(?:19|20)\d{2}\s*[〕\]］】)）]\s*第?\s*\d{1,5}\s*号/u;

/** The lines of a document, still with tabs. */
interface Framed {
  readonly body: readonly Line[];
  /** Those of the body that have the style of a title. */
  readonly titles: readonly Line[];
  /** The heads and feet of its pages. */
  readonly edges: readonly Line[];
}

/** Puts a paper's number that stands in the head of its pages alone above its text, and sets the rest of heads and feet aside. */
export function framed({ body, titles, edges }: Framed): Omit<FileLines, 'notes'> {
  const number = body.some(({ text }) => NUMBER.test(text))
    ? undefined
    : edges.find(({ text }) => NUMBER.test(text));
  const lines = number === undefined ? body : [{ text: number.text, indent: 0, gap: 0 }, ...body];
  const aside = edges
    .filter(({ text }) => text !== number?.text)
    .map(({ text }) => text.replaceAll('\t', ' '));
  return {
    lines: withoutTabs(joinTitles(lines)),
    setAside: [...new Set(aside)],
    given: givenOf(body, titles),
  };
}

/** A title stands above everything else, on a line or several. */
function givenOf(body: readonly Line[], titles: readonly Line[]): Given {
  const first = body.findIndex((line) => titles.includes(line));
  if (first < 0 || first > MOST_ABOVE_TITLE) return {};
  let title = '';
  for (const line of body.slice(first)) {
    if (!titles.includes(line)) break;
    title = title === '' ? line.text : join(title, line.text);
  }
  return title.length > LONGEST_TITLE ? {} : { title: title.replaceAll('\t', ' ') };
}

/** The name of an office and the number of a paper stand above its title at most. */
const MOST_ABOVE_TITLE = 3;
const LONGEST_TITLE = 120;
