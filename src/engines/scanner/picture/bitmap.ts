import type { ScanPixels } from '../../../core/ports/scanner.ts';

/** Bytes of the header of the file, and of the shortest header of the bitmap that says all that is needed. */
const FILE_HEADER = 14;
const INFO_HEADER = 40;

export function isBitmap(bytes: Uint8Array): boolean {
  return bytes[0] === 0x42 && bytes[1] === 0x4d && bytes.length > FILE_HEADER + INFO_HEADER;
}

/**
 * Decodes a Windows bitmap: 1, 4, 8, 24 or 32 bits a pixel, not compressed, as scanners write them.
 * @param mostPixels a larger one is refused.
 * @throws Error where it is cut off, too large, or of another kind.
 */
export function decodeBitmap(bytes: Uint8Array, mostPixels: number): ScanPixels {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = view.getUint32(10, true);
  const headerSize = view.getUint32(14, true);
  const width = view.getInt32(18, true);
  const signedHeight = view.getInt32(22, true);
  const bits = view.getUint16(28, true);
  const compression = view.getUint32(30, true);
  const height = Math.abs(signedHeight);
  const isPlain = compression === 0 || (compression === 3 && bits === 32);
  if (!isPlain || ![1, 4, 8, 24, 32].includes(bits)) throw new Error('a bitmap of another kind');
  if (width <= 0 || height === 0 || width * height > mostPixels) throw new Error('a bitmap of such a size');
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (start + stride * height > bytes.length) throw new Error('a bitmap that is cut off');
  const palette = FILE_HEADER + headerSize;
  const pixels = new Uint8Array(width * height * 4).fill(255);
  for (let row = 0; row < height; row++) {
    const from = start + stride * (signedHeight < 0 ? row : height - 1 - row);
    for (let column = 0; column < width; column++) {
      const at = bits < 24 ? palette + 4 * indexAt(bytes, from, column, bits) : from + column * (bits / 8);
      const to = 4 * (row * width + column);
      pixels[to] = bytes[at + 2] ?? 0;
      pixels[to + 1] = bytes[at + 1] ?? 0;
      pixels[to + 2] = bytes[at] ?? 0;
    }
  }
  return { width, height, pixels };
}

function indexAt(bytes: Uint8Array, from: number, column: number, bits: number): number {
  const bit = column * bits;
  const byte = bytes[from + (bit >> 3)] ?? 0;
  return (byte >> (8 - bits - (bit & 7))) & ((1 << bits) - 1);
}
