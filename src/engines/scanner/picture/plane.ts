export interface Plane {
  readonly width: number;
  readonly height: number;
  /** How bright each pixel is, 0 to 255. */
  readonly brightness: Uint8Array;
}

export interface DarkPixels {
  readonly width: number;
  readonly height: number;
  /** 1 where a pixel is darker than what is around it. */
  readonly dark: Uint8Array;
}

/** Half the side of the square whose mean a pixel is held against, and what part of the mean is dark. Pixels. */
const AROUND = 12;
const DARK = 0.85;
/** Turns a picture about its middle, by which its text becomes level; what comes from outside is white. */
export function levelled({ width, height, brightness }: Plane, skew: number): Plane {
  if (skew === 0) return { width, height, brightness };
  const level = new Uint8Array(brightness.length);
  const [cosine, sine] = [Math.cos(skew), Math.sin(skew)];
  const valueAt = (column: number, row: number) =>
    column < 0 || row < 0 || column >= width || row >= height
      ? 255
      : (brightness[row * width + column] ?? 255);
  for (let row = 0, to = 0; row < height; row++)
    for (let column = 0; column < width; column++, to++) {
      const [u, v] = [column - width / 2, row - height / 2];
      const x = width / 2 + u * cosine - v * sine;
      const y = height / 2 + u * sine + v * cosine;
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [right, low] = [x - left, y - top];
      const upper = valueAt(left, top) * (1 - right) + valueAt(left + 1, top) * right;
      const lower = valueAt(left, top + 1) * (1 - right) + valueAt(left + 1, top + 1) * right;
      level[to] = upper * (1 - low) + lower * low;
    }
  return { width, height, brightness: level };
}

/** What is drawn, however dark or bright its part of the page is. Linear in the pixels. */
export function darkPixels({ width, height, brightness }: Plane): DarkPixels {
  const dark = new Uint8Array(width * height);
  const columns = new Uint32Array(width);
  for (let row = -AROUND; row < height; row++) {
    const [enters, leaves] = [row + AROUND, row - AROUND - 1];
    for (let column = 0; column < width; column++) {
      let sum = columns[column] ?? 0;
      if (enters < height) sum += brightness[enters * width + column] ?? 0;
      if (leaves >= 0) sum -= brightness[leaves * width + column] ?? 0;
      columns[column] = sum;
    }
    if (row < 0) continue;
    const rows = Math.min(height, row + AROUND + 1) - Math.max(0, row - AROUND);
    let sum = 0;
    for (let column = 0; column < AROUND && column < width; column++) sum += columns[column] ?? 0;
    for (let column = 0; column < width; column++) {
      if (column + AROUND < width) sum += columns[column + AROUND] ?? 0;
      if (column - AROUND - 1 >= 0) sum -= columns[column - AROUND - 1] ?? 0;
      const count = rows * (Math.min(width, column + AROUND + 1) - Math.max(0, column - AROUND));
      if ((brightness[row * width + column] ?? 0) * count < DARK * sum) dark[row * width + column] = 1;
    }
  }
  return { width, height, dark };
}
