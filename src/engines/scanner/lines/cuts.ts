import type { ScanRule } from '../../../core/ports/scanner.ts';
import type { Box } from '../types.ts';

/** Radians; a box that leans more is no line of a table. */
const LEVEL = 0.03;
/** What part of a box's height a rule must go through. */
const THROUGH = 0.6;
/** Pixels that a rule takes on each side of its middle. */
const THICK = 3;
/** A part of a box that is narrower than this part of its height holds nothing. */
const NARROWEST = 0.35;

/** The parts of a level line between the vertical rules that go through it: each stands in a cell of its own. */
export function cutAtRules(box: Box, rules: readonly ScanRule[]): Box[] {
  if (Math.abs(box.angle) > LEVEL) return [box];
  const [left, right] = [box.centerX - box.width / 2, box.centerX + box.width / 2];
  const [top, bottom] = [box.centerY - box.height / 2, box.centerY + box.height / 2];
  const cuts = rules
    .filter(
      ({ x1, x2, y1, y2 }) =>
        x1 === x2 &&
        x1 > left - THICK &&
        x1 < right + THICK &&
        Math.min(y2, bottom) - Math.max(y1, top) > THROUGH * box.height,
    )
    .map(({ x1 }) => x1)
    .sort((a, b) => a - b);
  if (cuts.length === 0) return [box];
  const parts: Box[] = [];
  let start = left;
  for (const end of [...cuts.map((cut) => cut - THICK), right]) {
    if (end - start > NARROWEST * box.height)
      parts.push({ ...box, centerX: (start + end) / 2, width: end - start });
    start = Math.max(start, end + 2 * THICK);
  }
  return parts;
}
