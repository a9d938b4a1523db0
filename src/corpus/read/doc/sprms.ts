/** One change of a property: which, and where its operand stands. */
export interface Sprm {
  readonly code: number;
  readonly at: number;
  readonly size: number;
}

const DEFINE_TABLE = 0xd608;
const CHANGE_TABS = 0xc615;
/** By the uppermost bits of the code; 0 for one that states its size. */
const SIZES = [1, 1, 2, 4, 2, 2, 0, 3];

/** The changes of properties that stand one after another. Ends where one is cut off. */
export function* sprmsOf(bytes: Uint8Array, from = 0): Generator<Sprm> {
  for (let at = from; at + 2 < bytes.length; ) {
    const code = wordAt(bytes, at);
    at += 2;
    let size = SIZES[code >> 13] ?? 1;
    if (size === 0) {
      size = code === DEFINE_TABLE ? wordAt(bytes, at) + 1 : (bytes[at] ?? 0) + 1;
      if (code === CHANGE_TABS && bytes[at] === 0xff) return;
    }
    if (at + size > bytes.length) return;
    yield { code, at, size };
    at += size;
  }
}

/** An unsigned number of 16 bits; 0 behind the end. */
export function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

export function signedAt(bytes: Uint8Array, at: number): number {
  return (wordAt(bytes, at) << 16) >> 16;
}

/** An unsigned number of 32 bits; 0 behind the end. */
export function longAt(bytes: Uint8Array, at: number): number {
  return wordAt(bytes, at) + wordAt(bytes, at + 2) * 0x10000;
}
