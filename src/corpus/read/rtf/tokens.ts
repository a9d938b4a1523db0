/** A part of a file in RTF. */
export type Token =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  /** A control word with its number, or a control symbol: `~`, `_`, `*`. */
  | { readonly kind: 'control'; readonly word: string; readonly value: number | undefined }
  /** Characters as bytes, in the encoding that holds there; `isEscaped` for one that is written `\'hh`. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly isEscaped: boolean };

const OPEN = 0x7b;
const CLOSE = 0x7d;
const BACKSLASH = 0x5c;
/** A control word has no more letters. */
const LONGEST_WORD = 40;

/** The parts of a file in order. Linear in the bytes. */
export function* tokensOf(bytes: Uint8Array): Generator<Token> {
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at];
    if (byte === OPEN || byte === CLOSE) {
      yield byte === OPEN ? { kind: 'open' } : { kind: 'close' };
      at++;
    } else if (byte === BACKSLASH) {
      const { token, to } = control(bytes, at + 1);
      if (token !== undefined) yield token;
      at = to;
    } else {
      let to = at;
      while (to < bytes.length && !isSign(bytes[to])) to++;
      const run = bytes.subarray(at, to).filter((one) => one !== 0x0a && one !== 0x0d && one !== 0);
      if (run.length > 0) yield { kind: 'bytes', bytes: run, isEscaped: false };
      at = to;
    }
  }
}

function isSign(byte: number | undefined): boolean {
  return byte === OPEN || byte === CLOSE || byte === BACKSLASH;
}

function control(bytes: Uint8Array, from: number): { token?: Token; to: number } {
  const first = bytes[from];
  if (first === undefined) return { to: from + 1 };
  if (!isLetter(first)) return symbol(bytes, from, first);
  let to = from;
  while (to < from + LONGEST_WORD && isLetter(bytes[to])) to++;
  const word = ascii(bytes, from, to);
  const digits = to;
  if (bytes[to] === 0x2d) to++;
  while (to < digits + 12 && isDigit(bytes[to])) to++;
  const value = Number.parseInt(ascii(bytes, digits, to), 10);
  if (bytes[to] === 0x20) to++;
  // Bytes of a picture stand behind \bin as they are.
  if (word === 'bin' && value > 0) return { to: to + value };
  return { token: { kind: 'control', word, value: Number.isNaN(value) ? undefined : value }, to };
}

function symbol(bytes: Uint8Array, from: number, first: number): { token?: Token; to: number } {
  if (first === 0x27) {
    const code = Number.parseInt(ascii(bytes, from + 1, from + 3), 16);
    if (Number.isNaN(code)) return { to: from + 3 };
    return { token: { kind: 'bytes', bytes: Uint8Array.of(code), isEscaped: true }, to: from + 3 };
  }
  if (isSign(first))
    return { token: { kind: 'bytes', bytes: Uint8Array.of(first), isEscaped: true }, to: from + 1 };
  if (first === 0x0a || first === 0x0d)
    return { token: { kind: 'control', word: 'par', value: undefined }, to: from + 1 };
  return { token: { kind: 'control', word: String.fromCharCode(first), value: undefined }, to: from + 1 };
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a));
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
