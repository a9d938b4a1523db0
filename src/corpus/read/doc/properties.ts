import { type Colour, isUnseen, WHITE } from '../unseen.ts';
import type { RowDefinition, TextSetting } from '../word/flow.ts';
import { raisedPosition } from '../word/raised.ts';
import { longAt, signedAt, sprmsOf, wordAt } from './sprms.ts';

/** A switch of a run: on, off, as its style has it, or the other way round. */
type Toggle = boolean | 'same' | 'opposite';

export interface RunProperties {
  readonly isHidden?: Toggle;
  readonly isStruck?: Toggle;
  readonly isDoublyStruck?: Toggle;
  readonly isDeleted?: boolean;
  readonly colour?: Colour | 'auto';
  /** Something is drawn under its characters. */
  readonly isFilled?: boolean;
  readonly isSpecial?: boolean;
  readonly position?: TextSetting['position'];
  /** Half points above the line (below 0: under it), and the size of its characters. */
  readonly raise?: number;
  readonly size?: number;
  /** The number of its character style. */
  readonly style?: number;
  /** A character of a font of symbols, with the font's number. */
  readonly symbol?: { readonly font: number; readonly code: number };
}

export interface ParagraphProperties {
  readonly style?: number;
  /** From 1: of the list that counts it; 0 for none. */
  readonly list?: number;
  /** From 0: of the list. */
  readonly level?: number;
  /** From 0 to 8; 9 for none. */
  readonly outline?: number;
  readonly isIndented?: boolean;
  readonly isInTable?: boolean;
  /** Something is drawn under its text. */
  readonly isFilled?: boolean;
  /** How many tables it stands in. */
  readonly depth?: number;
  readonly endsRow?: boolean;
  readonly endsInnerCell?: boolean;
  readonly endsInnerRow?: boolean;
  readonly row?: RowDefinition;
}

/** @param bytes the changes of properties of a run. */
export function runProperties(bytes: Uint8Array): RunProperties {
  const found: { -readonly [Key in keyof RunProperties]: RunProperties[Key] } = {};
  for (const { code, at } of sprmsOf(bytes)) {
    const byte = bytes[at] ?? 0;
    if (code === 0x0800) found.isDeleted = (byte & 1) === 1;
    else if (code === 0x083c) found.isHidden = toggle(byte);
    else if (code === 0x0837) found.isStruck = toggle(byte);
    else if (code === 0x2a53) found.isDoublyStruck = toggle(byte);
    else if (code === 0x6870) found.colour = (bytes[at + 3] ?? 0) === 0xff ? 'auto' : colourAt(bytes, at);
    else if (code === 0x2a42) found.colour = byte === WHITE_NUMBER ? WHITE : 'auto';
    else if (code === 0x2a0c || code === 0x4866 || code === 0xca71)
      found.isFilled = isFilled(code, bytes, at);
    else if (code === 0x0855) found.isSpecial = byte === 1;
    else if (code === 0x2a48)
      found.position = byte === 1 ? 'superscript' : byte === 2 ? 'subscript' : 'baseline';
    else if (code === 0x4845) found.raise = signedAt(bytes, at);
    else if (code === 0x4a43) found.size = wordAt(bytes, at);
    else if (code === 0x4a30) found.style = wordAt(bytes, at);
    else if (code === 0x6a09) {
      found.symbol = { font: wordAt(bytes, at), code: wordAt(bytes, at + 2) };
      found.isSpecial = true;
    }
  }
  return found;
}

/** Of the 16 colours that have a number. */
const WHITE_NUMBER = 8;

function colourAt(bytes: Uint8Array, at: number): Colour {
  return ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
}

/** Whether a highlight or a shading draws anything: its value says so, or a colour that is not the program's choice. */
function isFilled(code: number, bytes: Uint8Array, at: number): boolean {
  if (code === 0x2a0c) return bytes[at] !== 0;
  if (code === 0x4866 || code === 0x442d) return wordAt(bytes, at) !== 0;
  return bytes[at + 8] !== 0xff || wordAt(bytes, at + 9) !== 0;
}

function toggle(byte: number): Toggle {
  if (byte === 0x80) return 'same';
  return byte === 0x81 ? 'opposite' : byte !== 0;
}

/** A switch of a run above what its style says. */
export function switched(own: Toggle | undefined, base: boolean): boolean {
  if (own === undefined || own === 'same') return base;
  return own === 'opposite' ? !base : own;
}

/** Half points, where a file states no size. */
const USUAL_SIZE = 20;

/**
 * How a run is set, above how its style and the paragraph's are.
 * @param isOnPage whether nothing but the page is under the paragraph.
 */
export function settingOf(
  own: RunProperties,
  styles: readonly RunProperties[],
  isOnPage: boolean,
): TextSetting {
  const all = [...styles, own];
  const colour = all.findLast((one) => one.colour !== undefined)?.colour;
  const hasFill = all.findLast((one) => one.isFilled !== undefined)?.isFilled ?? false;
  const isOn = (name: 'isHidden' | 'isStruck' | 'isDoublyStruck') =>
    all.reduce((base, one) => switched(one[name], base), false);
  const usual = styles[0]?.size ?? USUAL_SIZE;
  return {
    isHidden: isOn('isHidden'),
    isStruck: isOn('isStruck') || isOn('isDoublyStruck'),
    isDeleted: own.isDeleted ?? false,
    isPale: isOnPage && !hasFill && colour !== 'auto' && isUnseen(colour, WHITE),
    position:
      all.findLast(({ position }) => position !== undefined)?.position ??
      raisedPosition(own.raise ?? 0, own.size ?? usual, usual),
  };
}

/**
 * @param bytes the changes of properties of a paragraph.
 * @param data the stream with those that were too many for their place.
 */
export function paragraphProperties(bytes: Uint8Array, data?: Uint8Array): ParagraphProperties {
  const found: { -readonly [Key in keyof ParagraphProperties]: ParagraphProperties[Key] } = {};
  let isHeader = false;
  for (const { code, at, size } of sprmsOf(bytes)) {
    const byte = bytes[at] ?? 0;
    if (code === 0x6646 || code === 0x6645) {
      const place = longAt(bytes, at);
      const huge = data?.subarray(place + 2, place + 2 + Math.min(wordAt(data, place), MOST_HUGE));
      if (huge !== undefined) Object.assign(found, paragraphProperties(huge));
    } else if (code === 0x4600) found.style = wordAt(bytes, at);
    else if (code === 0x460b) found.list = wordAt(bytes, at);
    else if (code === 0x260a) found.level = byte;
    else if (code === 0x2640) found.outline = byte;
    else if (code === 0x8411 || code === 0x8460) found.isIndented = signedAt(bytes, at) > 0;
    else if (code === 0x4455 || code === 0x4457) found.isIndented = signedAt(bytes, at) > 0;
    else if (code === 0x442d || code === 0xc64d) found.isFilled = isFilled(code, bytes, at);
    else if (code === 0x2416) found.isInTable = byte !== 0;
    else if (code === 0x2417) found.endsRow = byte !== 0;
    else if (code === 0x6649) found.depth = longAt(bytes, at);
    else if (code === 0x244b) found.endsInnerCell = byte !== 0;
    else if (code === 0x244c) found.endsInnerRow = byte !== 0;
    else if (code === 0x3404) isHeader = byte !== 0;
    else if (code === 0xd608) found.row = rowOf(bytes.subarray(at, at + size));
  }
  if (found.row !== undefined) found.row.isHeader ||= isHeader;
  return found;
}

/** A row of as many columns as there may be needs no more bytes. */
const MOST_HUGE = 8192;
/** Word has no more columns than this. */
const MOST_COLUMNS = 63;
const CELL_SIZE = 20;

/** What TDefTableOperand says: where cells end, and which are merged. */
function rowOf(bytes: Uint8Array): RowDefinition {
  const count = Math.min(bytes[2] ?? 0, MOST_COLUMNS);
  const cells = Array.from({ length: count }, (_, at) => {
    const flags = wordAt(bytes, 3 + (count + 1) * 2 + at * CELL_SIZE);
    const isVertical = (flags & 0x20) !== 0;
    return {
      right: signedAt(bytes, 3 + (at + 1) * 2),
      isContinued: (flags & 0x2) !== 0 && (flags & 0x1) === 0,
      vertical: isVertical
        ? (flags & 0x40) !== 0
          ? ('restart' as const)
          : ('continue' as const)
        : undefined,
    };
  });
  return { left: signedAt(bytes, 3), isHeader: false, cells };
}
