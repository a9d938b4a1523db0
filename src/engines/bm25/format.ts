import { crc32 } from 'node:zlib';

/*
 * One keyword index as bytes, opened in place. 32-bit words in the machine's byte order (little-endian; the magic word
 * refuses the other), largest element first so that every section is aligned:
 *
 *   header       8 words: magic, version, CRC-32 of all that follows the header, passages, terms, postings, term bytes, 0
 *   termOffsets  terms + 1 words: where each term begins in termBytes; terms ascend by their UTF-8 bytes
 *   starts       terms + 1 words: where each term's postings begin
 *   ordinals     postings words: passages that hold the term, ascending
 *   lengths      passages words: terms in each passage
 *   frequencies  postings half-words: how often the passage holds the term, 1 to 65535
 *   termBytes    UTF-8
 */

const MAGIC = 0x354d424d;
export const KEYWORD_FORMAT = 1;
const HEADER_BYTES = 32;

export interface Postings {
  /** Every term, in the order of their bytes. */
  terms(): string[];
  /** Passages. */
  readonly size: number;
  readonly lengths: Uint32Array;
  readonly starts: Uint32Array;
  readonly ordinals: Uint32Array;
  readonly frequencies: Uint16Array;
  /** Position of a term in the dictionary; -1 for one that no passage holds. */
  find(term: string): number;
}

interface Posting {
  readonly ordinals: number[];
  readonly frequencies: number[];
}

/**
 * @param passages the terms of each passage, in order of ordinals; or the ordinal in `before` of a passage that has the
 * same. The bytes are those that the terms of all would give.
 * @throws Error when `before` is damaged, or has no such ordinal.
 */
export function encodePostings(
  passages: readonly (readonly string[] | number)[],
  before?: Uint8Array,
): Uint8Array {
  const byTerm = new Map<string, Posting>();
  const lengthsBefore = keepPostings(byTerm, passages, before);
  passages.forEach((terms, ordinal) => {
    if (typeof terms === 'number') return;
    for (const [term, frequency] of countTerms(terms)) {
      let posting = byTerm.get(term);
      if (!posting) {
        posting = { ordinals: [], frequencies: [] };
        byTerm.set(term, posting);
      }
      posting.ordinals.push(ordinal);
      posting.frequencies.push(Math.min(frequency, 0xffff));
    }
  });
  const dictionary = [...byTerm]
    .map(([term, posting]) => ({ utf8: Buffer.from(term), posting: inOrder(posting) }))
    .sort((a, b) => Buffer.compare(a.utf8, b.utf8));
  const termBytes = dictionary.reduce((sum, { utf8 }) => sum + utf8.length, 0);

  const postings = dictionary.reduce((sum, { posting }) => sum + posting.ordinals.length, 0);
  const sections = layout({ size: passages.length, terms: dictionary.length, postings, termBytes });
  const bytes = new Uint8Array(sections.bytes);
  const { termOffsets, starts, ordinals, lengths, frequencies, utf8 } = sections.view(bytes);
  passages.forEach((terms, ordinal) => {
    lengths[ordinal] = typeof terms === 'number' ? (lengthsBefore[terms] as number) : terms.length;
  });
  let term = 0;
  let byte = 0;
  let posting = 0;
  for (const entry of dictionary) {
    termOffsets[term] = byte;
    starts[term] = posting;
    utf8.set(entry.utf8, byte);
    ordinals.set(entry.posting.ordinals, posting);
    frequencies.set(entry.posting.frequencies, posting);
    term++;
    byte += entry.utf8.length;
    posting += entry.posting.ordinals.length;
  }
  termOffsets[term] = byte;
  starts[term] = posting;
  new Uint32Array(bytes.buffer, 0, HEADER_BYTES / 4).set([
    MAGIC,
    KEYWORD_FORMAT,
    crc32(bytes.subarray(HEADER_BYTES)),
    passages.length,
    dictionary.length,
    postings,
    termBytes,
  ]);
  return bytes;
}

/** Takes over the postings of passages that are kept. @returns how many terms each passage of `before` has. */
function keepPostings(
  byTerm: Map<string, Posting>,
  passages: readonly (readonly string[] | number)[],
  before: Uint8Array | undefined,
): Uint32Array {
  if (before === undefined && !passages.some((terms) => typeof terms === 'number')) return new Uint32Array();
  if (before === undefined) throw new RangeError('Passages of an index before are named, and none is given.');
  const { size, lengths, starts, ordinals, frequencies, terms } = decodePostings(before);
  const ordinalsNow: number[][] = Array.from({ length: size }, () => []);
  passages.forEach((kept, ordinal) => {
    if (typeof kept !== 'number') return;
    const now = ordinalsNow[kept];
    if (now === undefined)
      throw new RangeError(`The index before has ${size} passages, not one of ordinal ${kept}.`);
    now.push(ordinal);
  });
  terms().forEach((term, index) => {
    const posting: Posting = { ordinals: [], frequencies: [] };
    for (let at = starts[index] as number; at < (starts[index + 1] as number); at++)
      for (const ordinal of ordinalsNow[ordinals[at] as number] as number[]) {
        posting.ordinals.push(ordinal);
        posting.frequencies.push(frequencies[at] as number);
      }
    if (posting.ordinals.length > 0) byTerm.set(term, posting);
  });
  return lengths;
}

/** By ascending ordinals. */
function inOrder(posting: Posting): Posting {
  const { ordinals, frequencies } = posting;
  if (ordinals.every((ordinal, at) => at === 0 || (ordinals[at - 1] as number) < ordinal)) return posting;
  const order = ordinals.map((_, at) => at).sort((a, b) => (ordinals[a] as number) - (ordinals[b] as number));
  const sorted = (values: readonly number[]) => order.map((at) => values[at] as number);
  return { ordinals: sorted(ordinals), frequencies: sorted(frequencies) };
}

/**
 * Opens bytes of `encodePostings` in place (copied only when they are not aligned to 4 bytes).
 * @throws Error when they are truncated, damaged, of another format, or inconsistent in themselves: what is returned
 * never leads a search out of range.
 */
export function decodePostings(bytes: Uint8Array): Postings {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  if (aligned.length < HEADER_BYTES) throw damaged(`只有 ${aligned.length} 字节，不够一个文件头`);
  const header = new Uint32Array(aligned.buffer, aligned.byteOffset, HEADER_BYTES / 4);
  const [magic = 0, version = 0, checksum = 0, size = 0, terms = 0, postings = 0, termBytes = 0] = header;
  if (magic !== MAGIC) throw damaged('开头不对');
  if (version !== KEYWORD_FORMAT) throw damaged(`是第 ${version} 版格式，应为第 ${KEYWORD_FORMAT} 版`);
  const sections = layout({ size, terms, postings, termBytes });
  if (sections.bytes !== aligned.length)
    throw damaged(`有 ${aligned.length} 字节，应为 ${sections.bytes} 字节`);
  if (crc32(aligned.subarray(HEADER_BYTES)) !== checksum) throw damaged('与校验值不符');

  const { termOffsets, starts, ordinals, lengths, frequencies, utf8 } = sections.view(aligned);
  checkAscending(termOffsets, termBytes, '词的位置');
  checkAscending(starts, postings, '词表的位置');
  for (let term = 0; term < terms; term++) {
    let previous = -1;
    for (let at = starts[term] as number; at < (starts[term + 1] as number); at++) {
      const ordinal = ordinals[at] as number;
      if (ordinal <= previous || ordinal >= size) throw damaged(`第 ${term} 个词的次序乱了`);
      if (frequencies[at] === 0) throw damaged(`第 ${term} 个词的次数是 0`);
      previous = ordinal;
    }
  }

  const encoder = new TextEncoder();
  let wanted = new Uint8Array(64);
  return {
    size,
    terms: () =>
      Array.from({ length: terms }, (_, term) =>
        utf8.toString('utf8', termOffsets[term], termOffsets[term + 1]),
      ),
    lengths,
    starts,
    ordinals,
    frequencies,
    find(term) {
      // A character takes three bytes at most; a lone surrogate becomes U+FFFD.
      if (wanted.length < 3 * term.length) wanted = new Uint8Array(3 * term.length);
      const { written } = encoder.encodeInto(term, wanted);
      let low = 0;
      let high = terms - 1;
      while (low <= high) {
        const middle = (low + high) >>> 1;
        const order = compared(wanted, written, utf8, termOffsets[middle] ?? 0, termOffsets[middle + 1] ?? 0);
        if (order === 0) return middle;
        if (order < 0) low = middle + 1;
        else high = middle - 1;
      }
      return -1;
    },
  };
}

/**
 * How a term stands to one of the dictionary in the order of their bytes: above 0 where that comes first.
 * @param length of `term`, in bytes. @param from where the other begins in `utf8`. @param to where it ends.
 */
function compared(term: Uint8Array, length: number, utf8: Uint8Array, from: number, to: number): number {
  const shared = Math.min(length, to - from);
  for (let at = 0; at < shared; at++) {
    const order = (utf8[from + at] as number) - (term[at] as number);
    if (order !== 0) return order;
  }
  return to - from - length;
}

function countTerms(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) {
    // UTF-8 has no lone surrogates: terms that differ only in them are one.
    const key = term.toWellFormed();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

interface Counts {
  readonly size: number;
  readonly terms: number;
  readonly postings: number;
  readonly termBytes: number;
}

function layout({ size, terms, postings, termBytes }: Counts) {
  const words = [terms + 1, terms + 1, postings, size];
  const bytes = HEADER_BYTES + 4 * words.reduce((sum, count) => sum + count, 0) + 2 * postings + termBytes;
  return {
    bytes,
    view(within: Uint8Array) {
      let at = within.byteOffset + HEADER_BYTES;
      const take = (count: number) => {
        const section = new Uint32Array(within.buffer, at, count);
        at += 4 * count;
        return section;
      };
      const termOffsets = take(terms + 1);
      const starts = take(terms + 1);
      const ordinals = take(postings);
      const lengths = take(size);
      const frequencies = new Uint16Array(within.buffer, at, postings);
      const utf8 = Buffer.from(within.buffer, at + 2 * postings, termBytes);
      return { termOffsets, starts, ordinals, lengths, frequencies, utf8 };
    },
  };
}

function checkAscending(offsets: Uint32Array, last: number, name: string): void {
  let previous = 0;
  for (const offset of offsets) {
    if (offset < previous) throw damaged(`${name}的次序乱了`);
    previous = offset;
  }
  if (offsets[0] !== 0 || previous !== last) throw damaged(`${name}应从 0 到 ${last}`);
}

function damaged(details: string): Error {
  return new Error(`关键词索引已损坏：${details}`);
}
