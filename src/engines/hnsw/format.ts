import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/*
 * The file that `saveIndex` of hnswlib 0.8.0 writes (hnswalg.h): a header, then for each point its links on level 0, its vector
 * and its label, then what stands of it on higher levels. Little-endian.
 */

export interface HnswShape {
  readonly dimensions: number;
  /** Links a point keeps to others; level 0 keeps twice as many. */
  readonly m: number;
  readonly efConstruction: number;
}

const HEADER_BYTES = 96;
const LABEL_BYTES = 8;

/** Bytes of the links of a point on level 0, which stand before its vector, and of all that stands of it there. */
function pointBytes({ dimensions, m }: Pick<HnswShape, 'dimensions' | 'm'>) {
  const links = 2 * m * 4 + 4;
  return { links, whole: links + dimensions * Float32Array.BYTES_PER_ELEMENT + LABEL_BYTES };
}

/**
 * Holds the header of a file against what it should hold, 64-bit words but for the two of the top level.
 * @throws Error when the file is missing, truncated, or of another size or shape.
 */
export function checkHeader(file: string, size: number, shape: HnswShape): void {
  const header = Buffer.alloc(HEADER_BYTES);
  const descriptor = openSync(file, 'r');
  let bytes: number;
  try {
    bytes = fstatSync(descriptor).size;
    readSync(descriptor, header, 0, header.length, 0);
  } finally {
    closeSync(descriptor);
  }
  const word = (at: number) => Number(header.readBigUInt64LE(at));
  const { links, whole } = pointBytes(shape);
  const facts: readonly (readonly [string, number, number])[] = [
    ['起点', word(0), 0],
    ['容量', word(8), size],
    ['个数', word(16), size],
    ['每点字节数', word(24), whole],
    ['编号位置', word(32), whole - LABEL_BYTES],
    ['向量位置', word(40), links],
    ['连线数', word(56), shape.m],
    ['底层连线数', word(64), 2 * shape.m],
    ['m', word(72), shape.m],
    ['efConstruction', word(88), shape.efConstruction],
  ];
  for (const [name, found, expected] of facts) {
    if (found !== expected) throw new Error(`${file} 的文件头不对：${name} 是 ${found}，应为 ${expected}`);
  }
  if (header.readUInt32LE(52) >= size) throw new Error(`${file} 的文件头不对：入口超出了范围`);
  if (bytes < header.length + size * (whole + 4)) throw new Error(`${file} 不完整，只有 ${bytes} 字节`);
}

/**
 * What is wrong with the points in the bytes of a file: each holds its vector, bit by bit, and its ordinal as its label.
 * The library hands them out ten times slower.
 * @returns undefined where nothing is.
 */
export function faultOfPoints(
  file: Buffer,
  vectors: Float32Array,
  shape: Pick<HnswShape, 'dimensions' | 'm'>,
): string | undefined {
  const { links, whole } = pointBytes(shape);
  const given = Buffer.from(vectors.buffer, vectors.byteOffset, vectors.byteLength);
  const length = shape.dimensions * Float32Array.BYTES_PER_ELEMENT;
  for (let ordinal = 0; ordinal * length < given.length; ordinal++) {
    const at = HEADER_BYTES + ordinal * whole + links;
    const label = at + length;
    if (label + LABEL_BYTES > file.length) return `没有第 ${ordinal} 个向量`;
    if (file.compare(given, ordinal * length, (ordinal + 1) * length, at, label) !== 0)
      return `第 ${ordinal} 个向量和加进去的不一样`;
    if (file.readBigUInt64LE(label) !== BigInt(ordinal)) return `第 ${ordinal} 个向量的编号不对`;
  }
  return undefined;
}
