import { formatCount } from './number-format.ts';

/** A list has no more levels. */
export const LEVELS = 9;

/** A level of a list: how its paragraphs are counted. */
export interface Level {
  /** A value of ST_NumberFormat. */
  readonly format: string;
  /** With `%1` to `%9` for the counts of the levels: `第%1条`. */
  readonly text: string;
  readonly start: number;
  /** From 1: the count begins anew only behind a paragraph of this level or one further out; 0 for never. */
  readonly restart?: number;
  /** The counts of the levels further out are decimal figures, whatever their own format. */
  readonly isLegal: boolean;
  readonly suffix: 'tab' | 'space' | 'nothing';
  readonly isHidden: boolean;
  /** The id of the paragraph style that stands on this level. */
  readonly style?: string;
}

/** A list as a paragraph names it. Lists of one definition are counted together. */
export interface List {
  readonly definition: string;
  /** By level, from 0. */
  readonly levels: ReadonlyMap<number, Level>;
  /** By level: where this list begins to count by itself. */
  readonly starts: ReadonlyMap<number, number>;
}

/** By the name that paragraphs have for a list. */
export type Lists = ReadonlyMap<string, List>;

/** What stands before a paragraph of a list. */
export interface ListNumber {
  /** With the blank that parts it from the words where one is needed; `- ` for a bullet. */
  readonly text: string;
  readonly isBullet: boolean;
}

/** The level on which paragraphs of a style stand. */
export function levelOfStyle({ levels }: List, style: string): number | undefined {
  for (const [at, level] of levels) if (level.style === style) return at;
  return undefined;
}

/** Counts the paragraphs of lists in the order of the text. */
export class ListCounter {
  /** By definition, then by level: the last count. */
  readonly #counts = new Map<string, Map<number, number>>();
  /** `id level` of the lists that have begun to count by themselves. */
  readonly #begun = new Set<string>();
  readonly #lists: Lists;

  constructor(lists: Lists) {
    this.#lists = lists;
  }

  /** What stands before the next paragraph of a list; undefined where nothing does. */
  next(id: string, at: number): ListNumber | undefined {
    const list = this.#lists.get(id);
    const level = list?.levels.get(at);
    if (list === undefined || level === undefined) return undefined;
    const counts = this.#counts.get(list.definition) ?? new Map<number, number>();
    this.#counts.set(list.definition, counts);
    const own = list.starts.get(at);
    const key = `${id} ${at}`;
    if (own !== undefined && !this.#begun.has(key)) counts.set(at, own - 1);
    this.#begun.add(key);
    counts.set(at, (counts.get(at) ?? level.start - 1) + 1);
    for (const inner of counts.keys())
      if (inner > at && restarts(list.levels.get(inner), at)) counts.delete(inner);
    return numberText(list, level, counts);
  }
}

function restarts(level: Level | undefined, behind: number): boolean {
  return level?.restart === undefined || behind < level.restart;
}

function numberText(list: List, level: Level, counts: ReadonlyMap<number, number>): ListNumber | undefined {
  if (level.isHidden || level.text === '') return undefined;
  // A bullet is a letter of a symbol font; where it is words, they are meant: 注：.
  if (level.format === 'bullet' && !/\p{Script=Han}/u.test(level.text)) return { text: '- ', isBullet: true };
  const text = level.text.replaceAll(/%([1-9])/gu, (_, digit: string) => {
    const at = Number(digit) - 1;
    const outer = list.levels.get(at);
    const count = counts.get(at) ?? list.starts.get(at) ?? outer?.start ?? 1;
    return formatCount(level.isLegal && outer !== level ? 'decimal' : (outer?.format ?? 'decimal'), count);
  });
  if (text.trim() === '') return undefined;
  return { text: text + suffixOf(text, level.suffix), isBullet: false };
}

/** Behind a full-width mark (一、 （一）) no blank is needed; 1. 2017年 would be another figure without one. */
function suffixOf(text: string, suffix: Level['suffix']): string {
  if (/[、。．：）】〕》\s]$/u.test(text)) return '';
  return suffix === 'nothing' && !/[\d.]$/u.test(text) ? '' : ' ';
}

/**
 * What stands before a paragraph, where the file has it as it is shown.
 * @param isSymbol whether it is set in a font of symbols.
 */
export function shownNumber(shown: string, isSymbol: boolean): ListNumber | undefined {
  const text = shown.trim();
  if (text === '') return undefined;
  if (isSymbol || !/[\p{L}\p{N}]/u.test(text)) return { text: '- ', isBullet: true };
  return { text: text + suffixOf(text, 'tab'), isBullet: false };
}
