import { CLASS_KINDS, type ClassKind } from '../../lexicon/classes.ts';
import type { Span } from '../../types.ts';

/** What a sentence says of the conditions asked: it is of these, of more than these, of others, or names none. */
export type Fit = 'fits' | 'wider' | 'other' | 'untold';

/** One of others makes all of others; then one of more; one that fits, all that say nothing. */
export function toldFit(fits: readonly Fit[]): Fit {
  return (['other', 'wider', 'fits'] as const).find((one) => fits.includes(one)) ?? 'untold';
}

/** Of one kind, the classes that a question names: any of them is asked of. */
export interface AskedClass {
  readonly kind: ClassKind;
  readonly names: ReadonlySet<string>;
}

/** A text with nothing of the classes that are not asked of: these are blanked, every character at its place. */
export interface OfAsked {
  readonly fit: Fit;
  readonly kept: string;
}

interface Mention {
  readonly span: Span;
  /** The classes that it names: several where it is a wider name. */
  readonly names: readonly string[];
  readonly isWider: boolean;
}

/** The classes that a folded question names. */
export function classesAsked(folded: string): AskedClass[] {
  return CLASS_KINDS.flatMap((kind): AskedClass[] => {
    const named = mentionsIn(folded, kind).filter(({ isWider }) => !isWider);
    const told = () => kind.asked.filter(({ sign }) => sign.test(folded)).map(({ name }) => name);
    const names = new Set(named.length > 0 ? named.flatMap((one) => one.names) : told());
    return names.size === 0 ? [] : [{ kind, names }];
  });
}

/**
 * Holds what is asked of against the classes of a folded text: its clauses, each of the class that it names, or else the one
 * before it does. What rules a text says of which class it is where it names none itself.
 * @param read what rules a text, a line end, and the text; or the text alone.
 */
export function ofAsked(asked: readonly AskedClass[], read: string): OfAsked {
  let kept = read;
  const fits = asked.map((one): Fit => {
    const held = heldAgainst(one, kept);
    kept = held.kept;
    return held.fit;
  });
  return { fit: toldFit(fits), kept };
}

/** How a clause goes on that leaves to the one before what it is of: 初中不超过90分钟. */
const ELLIPTIC = /^(?:的|级|每|不|达|为|是|可|按|应|须|由|补|奖|减|免|报|\d)/u;

/**
 * Whether a text of several classes tells the one asked of something else: 维修水闸 where 维修山塘 and 新建水闸 stand.
 * @param words of the question.
 */
export function tellsOtherThing(
  asked: readonly AskedClass[],
  read: string,
  words: readonly string[],
): boolean {
  const modifying = asked.filter(({ kind }) => kind.isModifier);
  if (modifying.length === 0) return false;
  const { fit, kept } = ofAsked(modifying, read);
  if (fit !== 'fits' || kept === read) return false;
  const behind = (text: string) =>
    modifying.flatMap(({ kind }) => mentionsIn(text, kind).map(({ span }) => text.slice(span.end)));
  if (behind(kept).some((rest) => ELLIPTIC.test(rest))) return false;
  return words.some(
    (word) =>
      !kept.includes(word) && behind(read).some((rest) => rest.slice(0, word.length + 1).includes(word)),
  );
}

const CLAUSE = /[^,;。\t\n]+[,;。\t\n]?/gu;

function heldAgainst({ kind, names }: AskedClass, read: string): OfAsked {
  const mentions = mentionsIn(read, kind);
  const own = read.lastIndexOf('\n') + 1;
  const told = mentions.filter(({ span }) => span.start >= own);
  const telling = told.length > 0 ? told : mentions;
  if (telling.length === 0 || !tellsApart(kind, telling, read)) return { fit: 'untold', kept: read };
  const isAsked = (one: Mention) => one.names.some((name) => names.has(name));
  if (!telling.some((one) => isAsked(one) && !one.isWider))
    return { fit: telling.some(isAsked) ? 'wider' : 'other', kept: read };
  let isOther = false;
  const kept = read.replaceAll(CLAUSE, (clause, index: number) => {
    const end = index + clause.length;
    const inside = mentions.filter(({ span }) => span.start >= index && span.start < end);
    if (inside.length > 0) isOther = !inside.some(isAsked);
    else if (/[。\t\n]/u.test(read.charAt(index - 1))) isOther = false;
    return isOther ? ' '.repeat(clause.length) : clause;
  });
  return { fit: 'fits', kept };
}

/** What may stand before a class that opens a clause: looked for backwards, from where the class begins. */
const OPENS =
  /(?<=(?:^|[,;。:\n、]|的)\s*(?:(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.]|[-·•●○◆□■▪*]|对|给|其中|凡|[全我本][县市区旗州省])\s*)?)/uy;

function opensClause(read: string, { start }: Span): boolean {
  OPENS.lastIndex = start;
  return OPENS.test(read);
}

/** 低保对象:护理费减收50%: behind a class that is the label of what is told of it. */
const LABELS = /^[^,。;:]{0,16}:/u;

/** Whether those classes are what a text draws the line by: they only stand in it, else. */
function tellsApart({ told }: ClassKind, mentions: readonly Mention[], read: string): boolean {
  if (told === 'named' || new Set(mentions.flatMap(({ names }) => names)).size > 1) return true;
  return mentions.some(
    ({ span }) => opensClause(read, span) && (told === 'opening' || LABELS.test(read.slice(span.end))),
  );
}

function mentionsIn(read: string, { sign, named }: ClassKind): Mention[] {
  return [...read.matchAll(sign)].flatMap((match) => {
    const [written, ...groups] = match;
    const { index } = match;
    const one = named[groups.findIndex((group) => group !== undefined)];
    return one === undefined ? [] : [{ span: { start: index, end: index + written.length }, ...one }];
  });
}
