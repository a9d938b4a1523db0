import {
  type ParagraphProperties,
  paragraphProperties,
  type RunProperties,
  runProperties,
} from './properties.ts';
import { wordAt } from './sprms.ts';

export interface Style {
  /** From 1 to 9: of a heading. */
  readonly heading?: number;
  readonly isTitle: boolean;
  readonly isContents: boolean;
  readonly paragraph: ParagraphProperties;
  /** With what it takes over from the one that it is made from. */
  readonly run: RunProperties;
}

const NO_STYLE: Style = { isTitle: false, isContents: false, paragraph: {}, run: {} };
const NO_BASE = 0xfff;
const PARAGRAPH = 1;
const CHARACTER = 2;
/** Numbers of the styles that every Word has. */
const TITLE = 62;
const FIRST_CONTENTS = 19;
const LAST_CONTENTS = 27;
/** A style that is made from another is no further from the first one. */
const DEEPEST = 12;

interface Entry {
  readonly own: Style;
  readonly base: number;
}

/** The styles of a file by their numbers. @param bytes its table of styles (STSH). */
export function stylesOf(bytes: Uint8Array): (number: number) => Style {
  const entries: (Entry | undefined)[] = [];
  const count = wordAt(bytes, 2);
  const head = wordAt(bytes, 4);
  let at = 2 + wordAt(bytes, 0);
  for (let index = 0; index < count && at < bytes.length; index++) {
    const size = wordAt(bytes, at);
    entries.push(size === 0 ? undefined : entryOf(bytes.subarray(at + 2, at + 2 + size), head));
    at += 2 + size;
  }
  const known = new Map<number, Style>();
  return (number) => {
    const found = known.get(number) ?? resolve(entries, number);
    known.set(number, found);
    return found;
  };
}

function resolve(entries: readonly (Entry | undefined)[], number: number): Style {
  const chain: Entry[] = [];
  for (
    let entry = entries[number];
    entry !== undefined && chain.length < DEEPEST;
    entry = entries[entry.base]
  )
    chain.push(entry);
  return chain.reduceRight((base, { own }): Style => {
    const heading = own.heading ?? base.heading;
    return {
      ...(heading === undefined ? {} : { heading }),
      isTitle: own.isTitle,
      isContents: own.isContents,
      paragraph: { ...base.paragraph, ...own.paragraph },
      run: { ...base.run, ...own.run },
    };
  }, NO_STYLE);
}

function entryOf(bytes: Uint8Array, head: number): Entry {
  const number = wordAt(bytes, 0) & 0xfff;
  const kind = wordAt(bytes, 2) & 0xf;
  const length = wordAt(bytes, head);
  const name = Buffer.from(bytes.subarray(head + 2, head + 2 + length * 2)).toString('utf16le');
  const parts: Uint8Array[] = [];
  let at = head + 2 + length * 2 + 2;
  for (let part = wordAt(bytes, 4) & 0xf; part > 0 && at < bytes.length; part--) {
    at += at % 2;
    const size = wordAt(bytes, at);
    parts.push(bytes.subarray(at + 2, at + 2 + size));
    at += 2 + size;
  }
  const [first = new Uint8Array(), second = new Uint8Array()] = parts;
  const named = /^(?:heading|标题|標題)\s*([1-9])$/iu.exec(name)?.[1];
  const heading = number >= 1 && number <= 9 ? number : named === undefined ? undefined : Number(named);
  return {
    base: wordAt(bytes, 2) >> 4 === NO_BASE ? -1 : wordAt(bytes, 2) >> 4,
    own: {
      ...(heading === undefined ? {} : { heading }),
      isTitle: number === TITLE || /^(?:title|标题|標題)$/iu.test(name),
      isContents: number >= FIRST_CONTENTS && number <= LAST_CONTENTS,
      paragraph: kind === PARAGRAPH ? paragraphProperties(first.subarray(2)) : {},
      run: kind === CHARACTER ? runProperties(first) : kind === PARAGRAPH ? runProperties(second) : {},
    },
  };
}
