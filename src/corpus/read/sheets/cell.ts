import type { Span } from '../../../core/types.ts';
import { metFigures, movedDoubts, withDoubts } from '../../clean/doubts.ts';
import { type Colour, charactersIn, type Ground, isUnseen, WHITE } from '../unseen.ts';
import type { SheetCell } from './sheet.ts';
import { hasLostDigits } from './shown/decimal.ts';
import { type NumberFormat, parseFormat } from './shown/number-format.ts';
import { shownNumber, shownText } from './shown/shown-value.ts';

/** What a file keeps of a cell. */
export type Value =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'text'; readonly runs: readonly Run[] }
  | { readonly kind: 'boolean'; readonly isTrue: boolean }
  | { readonly kind: 'error' }
  /** A formula without its result. */
  | { readonly kind: 'uncalculated' };

/** A part of a text that looks alike. */
export interface Run {
  readonly text: string;
  /** As its cell is where absent. */
  readonly isStruck?: boolean;
  readonly colour?: Colour | 'auto';
}

export interface CellStyle {
  readonly format: NumberFormat;
  readonly isBold: boolean;
  readonly isStruck: boolean;
  readonly colour: Colour | 'auto';
  /** What its text stands on; undefined where the file does not tell it. */
  readonly ground: Ground;
}

/** How a workbook shows its cells. */
export interface Showing {
  readonly is1904: boolean;
  /** Whether a nought is shown. */
  readonly hasZeros: boolean;
}

export const PLAIN: CellStyle = {
  format: parseFormat('General'),
  isBold: false,
  isStruck: false,
  colour: 'auto',
  ground: WHITE,
};

/** What of a sheet is not read though its cells are shown. */
export interface CellsLeftOut {
  /** Texts and numbers that are struck out. */
  readonly struck: string[];
  /** Characters in the colour of their ground. */
  pale: number;
}

/** A cell as it is shown; undefined for one that shows nothing. What is struck out, or has the colour of its ground, is left out. */
export function shownCell(
  column: number,
  value: Value,
  style: CellStyle,
  showing: Showing,
  leftOut: CellsLeftOut,
): SheetCell | undefined {
  if (value.kind === 'error' || value.kind === 'uncalculated') return { column, text: '', fault: value.kind };
  const runs = value.kind === 'text' ? value.runs : [{ text: shownValue(value, style.format, showing) }];
  let kept = '';
  let out = '';
  const cuts = new Set<number>();
  for (const { text, isStruck = style.isStruck, colour = style.colour } of runs)
    if (colour !== 'auto' && text.trim() !== '' && isUnseen(colour, style.ground)) {
      leftOut.pale += charactersIn(text);
      cuts.add(kept.length);
    } else if (isStruck) {
      out += text;
      cuts.add(kept.length);
    } else kept += text;
  if (out.trim() !== '') leftOut.struck.push(out.replaceAll(/\s+/gu, ' ').trim());
  const own = value.kind === 'text' ? closeUp(kept) : kept;
  if (own === '') return undefined;
  const text = value.kind === 'text' ? shownText(own, style.format) : own;
  const isInexact = value.kind === 'number' && hasLostDigits(value.number);
  const doubts: Span[] = isInexact
    ? [{ start: 0, end: text.length }]
    : movedDoubts({ text: kept, doubts: [...cuts].flatMap((cut) => metFigures(kept, cut)) }, text);
  return {
    column,
    ...withDoubts(text, doubts),
    ...(style.isBold && { isBold: true }),
    ...(isInexact && { fault: 'digits' }),
  };
}

function shownValue(
  value: Value & { kind: 'number' | 'boolean' },
  format: NumberFormat,
  showing: Showing,
): string {
  if (value.kind === 'boolean') return value.isTrue ? 'TRUE' : 'FALSE';
  if (value.number === 0 && !showing.hasZeros) return '';
  return shownNumber(value.number, format, showing.is1904);
}

/** Without blanks around lines, and 序　号, 合 计 without those that spread a word over its cell; 年 月 日 is left to fill in. */
function closeUp(text: string): string {
  if (!/\s/u.test(text)) return text;
  const trimmed = text
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
  return SPREAD.test(trimmed) && !/^[\s年月日时分]+$/u.test(trimmed)
    ? trimmed.replaceAll(/\s/gu, '')
    : trimmed;
}

const SPREAD = /^\p{Script=Han}(?:\s{1,20}\p{Script=Han}){1,7}$/u;
