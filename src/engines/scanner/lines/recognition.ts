import { type Models, runModel } from '../models.ts';
import { type Crop, LINE_HEIGHT } from './crops.ts';

/** So many pixels of width, all lines of a run together; its memory grows with them. */
const MOST_WIDTH = 2_400;
const MOST_LINES = 8;

/** A character of a line; `center` and the lengths are pixels of its crop. */
export interface Read {
  readonly text: string;
  readonly center: number;
  /** How sure the model is of it, 0 to 1. */
  readonly probability: number;
  /** The most that it gave to another character between this one and the next, 0 to 1. */
  readonly missed: number;
}

/** What lines say, each from left to right. Lines of a like width are read at a time. */
export async function recogniseLines(
  models: Models,
  crops: readonly Crop[],
  checkStop: () => void,
): Promise<Read[][]> {
  const order = crops.map((_, at) => at).sort((a, b) => (crops[a]?.width ?? 0) - (crops[b]?.width ?? 0));
  const read: Read[][] = crops.map(() => []);
  for (let from = 0; from < order.length; ) {
    const batch: number[] = [];
    let widest = 0;
    for (let at = order[from]; at !== undefined; at = order[from + batch.length]) {
      const wider = Math.max(widest, crops[at]?.width ?? 0);
      if (batch.length > 0 && (batch.length === MOST_LINES || wider * (batch.length + 1) > MOST_WIDTH)) break;
      widest = wider;
      batch.push(at);
    }
    checkStop();
    const lines = await recogniseBatch(
      models,
      batch.flatMap((at) => crops[at] ?? []),
      widest,
    );
    batch.forEach((at, line) => {
      read[at] = lines[line] ?? [];
    });
    from += batch.length;
  }
  return read;
}

/** Lines as the model takes them: blue, green, red from -1 to 1; what is left of the width is 0. */
export function toInput(crops: readonly Crop[], width: number, height = LINE_HEIGHT): Float32Array {
  const plane = width * height;
  const input = new Float32Array(crops.length * 3 * plane);
  crops.forEach((crop, line) => {
    for (let channel = 0; channel < 3; channel++)
      for (let row = 0; row < height; row++) {
        const to = (3 * line + channel) * plane + row * width;
        const from = 3 * row * crop.width + 2 - channel;
        for (let column = 0; column < Math.min(width, crop.width); column++)
          input[to + column] = (crop.rgb[from + 3 * column] ?? 0) / 127.5 - 1;
      }
  });
  return input;
}

async function recogniseBatch(models: Models, crops: readonly Crop[], widest: number): Promise<Read[][]> {
  const width = 8 * Math.ceil(widest / 8);
  const { data, shape } = await runModel(models.recognition, toInput(crops, width), [
    crops.length,
    3,
    LINE_HEIGHT,
    width,
  ]);
  const [, steps = 0, classes = 0] = shape;
  return crops.map((_, line) =>
    decode(data.subarray(line * steps * classes, (line + 1) * steps * classes), {
      steps,
      classes,
      characters: models.characters,
      stepWidth: width / Math.max(1, steps),
    }),
  );
}

interface Output {
  readonly steps: number;
  readonly classes: number;
  readonly characters: readonly string[];
  /** Pixels. */
  readonly stepWidth: number;
}

/** The likeliest characters: of steps that say the same one only the surest counts, and class 0 parts two that are alike. */
function decode(data: Float32Array, { steps, classes, characters, stepWidth }: Output): Read[] {
  const read: { text: string; class: number; center: number; probability: number; missed: number }[] = [];
  let before = 0;
  /** Steps of none since the last character: what else they may be. */
  let others = new Map<number, number>();
  const settle = (next: number) => {
    const last = read.at(-1);
    if (last !== undefined)
      for (const [other, probability] of others)
        if (other !== last.class && other !== next) last.missed = Math.max(last.missed, probability);
    others = new Map();
  };
  for (let step = 0; step < steps; step++) {
    const row = data.subarray(step * classes, (step + 1) * classes);
    const [best, second] = bestTwo(row);
    const probability = row[best] ?? 0;
    const last = read.at(-1);
    if (best === 0) others.set(second, Math.max(others.get(second) ?? 0, row[second] ?? 0));
    else if (best !== before || last === undefined) {
      settle(best);
      read.push({
        text: characters[best] ?? '',
        class: best,
        center: (step + 0.5) * stepWidth,
        probability,
        missed: 0,
      });
    } else if (probability > last.probability) {
      last.probability = probability;
      last.center = (step + 0.5) * stepWidth;
    }
    before = best;
  }
  settle(0);
  return read;
}

/** The classes of the two highest values. */
function bestTwo(row: Float32Array): [number, number] {
  let [best, second] = [0, 1];
  let [highest, next] = [-Infinity, -Infinity];
  for (let at = 0; at < row.length; at++) {
    const value = row[at] ?? 0;
    if (value > highest) {
      [second, next] = [best, highest];
      [best, highest] = [at, value];
    } else if (value > next) [second, next] = [at, value];
  }
  return [best, second];
}
