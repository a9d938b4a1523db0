import { type Crop, LINE_HEIGHT, part } from './lines/crops.ts';
import { type Read, recogniseLines } from './lines/recognition.ts';
import type { Models } from './models.ts';

/** What figures are made of; the same for all forms of a sign. */
const OF_FIGURE = /[\d.,:%．，：％]/u;
/** How much wider a figure is made before it is read again: the two ones of 11 are read as one where they are narrow. */
const WIDER = 1.4;
/** What is left of a probability where the second reading differs. */
const DIFFERENT = 0.5;

interface Figure {
  readonly line: number;
  /** Its characters in the line. */
  readonly start: number;
  readonly end: number;
  readonly crop: Crop;
}

/** Lines whose figures were read a second time by themselves, wider: where that says something else, no character is likely. */
export async function checkFigures(
  models: Models,
  crops: readonly Crop[],
  lines: readonly (readonly Read[])[],
  checkStop: () => void,
): Promise<Read[][]> {
  const figures = lines.flatMap((line, at) => figuresOf(line, at, crops[at]));
  const again = await recogniseLines(
    models,
    figures.map(({ crop }) => crop),
    checkStop,
  );
  const checked = lines.map((line) => [...line]);
  figures.forEach(({ line, start, end }, at) => {
    const own = checked[line] ?? [];
    if (signsOf(own.slice(start, end)) === signsOf(again[at] ?? [])) return;
    for (let index = start; index < end; index++) {
      const read = own[index];
      if (read !== undefined) own[index] = { ...read, probability: Math.min(read.probability, DIFFERENT) };
    }
  });
  return checked;
}

function signsOf(read: readonly Read[]): string {
  return read
    .filter(({ text }) => OF_FIGURE.test(text))
    .map(({ text }) => text.normalize('NFKC'))
    .join('')
    .replaceAll(/^[,.:]+|[,.:]+$/gu, '');
}

/** The figures of a line, each with a character on each side of it. */
function figuresOf(line: readonly Read[], at: number, crop: Crop | undefined): Figure[] {
  if (crop === undefined) return [];
  const figures: Figure[] = [];
  for (let start = 0; start < line.length; start++) {
    if (!/\d/u.test(line[start]?.text ?? '')) continue;
    let end = start + 1;
    while (OF_FIGURE.test(line[end]?.text ?? '')) end++;
    const [left, right] = [edgeBefore(line, start - 1, 0), edgeBefore(line, end + 1, crop.width)];
    if (right > left) figures.push({ line: at, start, end, crop: widened(part(crop, left, right)) });
    start = end;
  }
  return figures;
}

/** The middle between a character and the one before it. */
function edgeBefore(line: readonly Read[], at: number, otherwise: number): number {
  const [before, here] = [line[at - 1], line[at]];
  return before === undefined || here === undefined
    ? otherwise
    : Math.round((before.center + here.center) / 2);
}

function widened({ width, rgb }: Crop): Crop {
  const wide = Math.max(1, Math.round(width * WIDER));
  const wider = new Uint8Array(wide * LINE_HEIGHT * 3);
  for (let column = 0; column < wide; column++) {
    const x = Math.min(width - 1, Math.max(0, (column + 0.5) / WIDER - 0.5));
    const left = Math.floor(x);
    const right = Math.min(width - 1, left + 1);
    const share = x - left;
    for (let row = 0; row < LINE_HEIGHT; row++)
      for (let channel = 0; channel < 3; channel++)
        wider[3 * (row * wide + column) + channel] =
          (rgb[3 * (row * width + left) + channel] ?? 0) * (1 - share) +
          (rgb[3 * (row * width + right) + channel] ?? 0) * share;
  }
  return { width: wide, rgb: wider };
}
