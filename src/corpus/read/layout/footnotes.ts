import type { PageFrame } from './page.ts';
import type { Row } from './rows.ts';
import { isAcross } from './tables/grids.ts';

/** Notes are written smaller than the text by this factor at most. */
const SMALLER = 0.92;
/** The line above them is shorter than this part of the page's width. */
const LONGEST_RULE = 0.6;
/** And no further above their first line than so many of its font's sizes. */
const NEAR = 3;
const MARK = /^(?:[①-⑳*†※]|[[［〔(（]?\d{1,2}[\]］〕)）]?)\s*\S/u;

/**
 * The rows at the foot of a page that are notes: below a short line, smaller than the text above, the first with a mark. They stand
 * between the halves of a paragraph that goes on over the page.
 */
export function footnotesOf(page: PageFrame, rows: readonly Row[]): ReadonlySet<Row> {
  const text = rows.map(({ size }) => size).sort((a, b) => a - b);
  const usual = text[Math.floor(text.length / 2)] ?? 0;
  for (const rule of page.rules ?? []) {
    if (!isAcross(rule) || rule.x2 - rule.x1 > LONGEST_RULE * page.width || rule.y1 < page.height / 3)
      continue;
    const below = rows.filter(({ y }) => y > rule.y1);
    const [first] = below;
    if (first === undefined || below.length === rows.length) continue;
    const isSmall = below.every(({ size }) => size <= SMALLER * usual);
    const isNear = first.y - rule.y1 <= NEAR * first.size;
    if (isSmall && isNear && MARK.test(first.segments.map((segment) => segment.text).join(' ')))
      return new Set(below);
  }
  return new Set();
}
