/** Small figures have at most this share of the size of the others. */
const SMALL = 0.85;

/**
 * Where characters stand that are raised or lowered by hand: only smaller ones are an index, others were moved for their looks.
 * @param raise in half points; below 0 for lowered ones.
 * @param size of the characters, as `usual` in half points.
 */
export function raisedPosition(
  raise: number,
  size: number,
  usual: number,
): 'superscript' | 'subscript' | 'baseline' {
  if (raise === 0 || size > usual * SMALL) return 'baseline';
  return raise > 0 ? 'superscript' : 'subscript';
}
