import { type Box, IDENTITY, type Matrix, transform } from '../../layout/page.ts';

/** No page is so large (mm); a number beyond it is none. */
const LARGEST = 100_000;

/** The box around a box that is transformed. */
export function boxOf(matrix: Matrix, { x, y, width, height }: Box): Box {
  const corners = [
    transform(matrix, { x, y }),
    transform(matrix, { x: x + width, y }),
    transform(matrix, { x, y: y + height }),
    transform(matrix, { x: x + width, y: y + height }),
  ];
  const left = Math.min(...corners.map((corner) => corner.x));
  const top = Math.min(...corners.map((corner) => corner.y));
  return {
    x: left,
    y: top,
    width: Math.max(...corners.map((corner) => corner.x)) - left,
    height: Math.max(...corners.map((corner) => corner.y)) - top,
  };
}

export function numberOf(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) && Math.abs(value) <= LARGEST ? value : undefined;
}

/** `0 0 210 297`: x, y, width and height. */
export function readBox(text: string | undefined): Box | undefined {
  const [x, y, width, height] = numbersOf(text);
  if (x === undefined || y === undefined || width === undefined || height === undefined) return undefined;
  return width >= 0 && height >= 0 ? { x, y, width, height } : undefined;
}

/** `a b c d e f`; no change where it is absent or no matrix. */
export function readMatrix(text: string | undefined): Matrix {
  const [a, b, c, d, e, f] = numbersOf(text);
  const isWhole =
    a !== undefined &&
    b !== undefined &&
    c !== undefined &&
    d !== undefined &&
    e !== undefined &&
    f !== undefined;
  return isWhole ? { a, b, c, d, e, f } : IDENTITY;
}

function numbersOf(text = ''): (number | undefined)[] {
  return text
    .split(/[\s,]+/u, 8)
    .filter((part) => part !== '')
    .map(numberOf);
}

/**
 * Distances from each character to the next, as `4.2 4.2 g 3 2.1`: `g n d` stands for n times d. At most `most` of them;
 * linear in the text and `most`.
 */
export function readDistances(text: string | undefined, most: number): number[] {
  const distances: number[] = [];
  const parts = (text ?? '').split(/[\s,]+/u).filter((part) => part !== '');
  for (let at = 0; at < parts.length && distances.length < most; at++) {
    if (parts[at] !== 'g') {
      distances.push(numberOf(parts[at]) ?? 0);
      continue;
    }
    const times = numberOf(parts[at + 1]) ?? 0;
    const distance = numberOf(parts[at + 2]) ?? 0;
    at += 2;
    for (let time = 0; time < times && distances.length < most; time++) distances.push(distance);
  }
  return distances;
}
