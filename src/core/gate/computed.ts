import { wording } from '../../wording.ts';
import { foldedAt } from '../facts/document.ts';
import { type Amount, missedIn, standsIn } from '../language/figures/bands.ts';
import { scaleOf } from '../language/numerals.ts';
import { slice } from '../language/text.ts';
import type { NonEmpty, Source } from '../types.ts';
import { nameOf } from './tables.ts';
import {
  type GateContext,
  isOfUntoldYear,
  kindOf,
  type Operand,
  periodOf,
  type Told,
  told,
  yearOf,
  yearsOf,
} from './told.ts';
import { isSame, isSameSource } from './verbatim.ts';

/** What may be said beyond the reports. */
export type Computation = Difference | Miss;

/** How much two stated figures differ. `change`: one place, the earlier figure first. `comparison`: two places. */
export interface Difference {
  readonly kind: 'change' | 'comparison';
  readonly first: Operand;
  readonly second: Operand;
  /** Of a change: whether it says of what it is, as others stand beside it. */
  readonly isNamed?: boolean;
}

/** That what a question names is in no class that a stretch draws: below the nearest, or above it. */
export interface Miss {
  readonly kind: 'miss';
  readonly amount: Amount;
  readonly source: Source;
}

/** Why two figures may not be subtracted from each other. */
export type Obstacle =
  /** No figure stands there, or it is negated, or no quantity that a difference makes sense of. */
  | 'no-figure'
  | 'unit'
  | 'rate'
  /** They do not count the same thing in the same words: of the same people, of all of the place, over a year. */
  | 'label'
  /** One of them says by how much something rose or fell, not where it stands: 提高30元. */
  | 'change'
  /** One of them is still to come. */
  | 'planned'
  /** 近300户, 3至5户. */
  | 'inexact'
  | 'place'
  /** Two places' figures are of different years. */
  | 'year'
  /** Which of them is the earlier is not told. */
  | 'order';

/** Digits that a difference keeps: more would show how doubles round. */
const DIGITS = 12;

/** The sentence that two figures allow, with the working in it, or a class that is missed; else what stands in the way. */
export function compute(
  computation: Computation,
  context: GateContext,
): { readonly text: string } | { readonly obstacle: Obstacle } {
  if (computation.kind === 'miss') return missed(computation, context);
  const { kind, first, second } = computation;
  const a = told(first, context);
  const b = told(second, context);
  if (a === null || b === null) return { obstacle: 'no-figure' };
  const obstacle = obstacleTo(kind, a, b);
  if (obstacle !== null) return { obstacle };
  return { text: kind === 'change' ? changeOf(a, b, computation.isNamed) : comparisonOf(a, b) };
}

/** The nearest end of a class that is missed, in the stretch itself or in what rules it. */
function missed(
  { amount, source: { documentId, span, lead = [] } }: Miss,
  { knowledge: { documentById } }: GateContext,
): { readonly text: string } | { readonly obstacle: Obstacle } {
  const document = documentById.get(documentId);
  const told =
    document === undefined ? [] : [span, ...lead].map((part) => ({ part, read: foldedAt(document, part) }));
  if (told.some(({ read }) => standsIn(amount, read) === 'fits')) return { obstacle: 'no-figure' };
  for (const { part, read } of told) {
    const end = missedIn(amount, read);
    if (end === undefined || document === undefined) continue;
    const at = { start: part.start + end.span.start, end: part.start + end.span.end };
    return { text: wording.answer.missed(amount.unit, end.side, slice(document.text, at)) };
  }
  return { obstacle: 'no-figure' };
}

/** What a computed sentence must cite: the sources of what it is worked out from, each once. */
export function sourcesOf(computation: Computation): NonEmpty<Source> {
  if (computation.kind === 'miss') return [computation.source];
  const { first, second } = computation;
  return isSameSource(first.source, second.source) ? [first.source] : [first.source, second.source];
}

/** Whether a sentence says what its computation gives, word for word, and cites both of its figures. */
export function provesComputation(
  sentence: { readonly text: string; readonly sources: readonly Source[] },
  computation: Computation,
  context: GateContext,
): boolean {
  const computed = compute(computation, context);
  const cited = sourcesOf(computation);
  return (
    'text' in computed &&
    computed.text === sentence.text &&
    cited.length === sentence.sources.length &&
    cited.every((source) => sentence.sources.some((other) => isSameSource(source, other)))
  );
}

function obstacleTo(kind: Difference['kind'], a: Told, b: Told): Obstacle | null {
  const isOnePlace =
    a.paper.place === undefined ? a.document === b.document : a.paper.place === b.paper.place;
  const isPlaced = a.paper.place !== undefined && b.paper.place !== undefined;
  if (isOnePlace !== (kind === 'change') || (kind === 'comparison' && !isPlaced)) return 'place';
  if (a.figure.unit !== b.figure.unit) return 'unit';
  if (a.figure.per !== b.figure.per) return 'rate';
  if ([a, b].some(({ figure }) => figure.bound !== 'exact' || figure.upTo !== undefined)) return 'inexact';
  if (a.isPlanned || b.isPlanned) return 'planned';
  if (a.isChange || b.isChange) return 'change';
  const isFromTo =
    a.isFrom && !b.isFrom && a.next !== undefined && a.document === b.document && isSame(a.next, b.at);
  if (kind === 'change' && isFromTo) return null;
  if (a.isFrom || b.isFrom) return 'order';
  if (a.thing === '' || a.thing !== b.thing || a.cumulative !== b.cumulative) return 'label';
  if (kind === 'change' ? !isEarlier(a, b) : [a, b].some(isOfUntoldYear)) return 'order';
  const [of, ofOther] = [a, b].map(kindOf);
  if (of === undefined || of !== ofOther) return 'label';
  return kind === 'comparison' && yearsOf(a) !== yearsOf(b) ? 'year' : null;
}

/** Each is of one year, the text's or else the report's, and the first one's is the earlier. */
function isEarlier(a: Told, b: Told): boolean {
  const [first, second] = [a, b].map((one) =>
    isOfUntoldYear(one) ? undefined : yearOf({ ...one, cumulative: false }),
  );
  return first !== undefined && second !== undefined && first < second;
}

function changeOf(a: Told, b: Told, isNamed = false): string {
  const [first = '', second = ''] = isNamed || a.year !== undefined ? [a, b].map(periodOf) : [];
  const isTold = first !== '' && second !== '' && first !== second && (isNamed || b.year !== undefined);
  const [from, to] = isTold ? [first, second] : ['', ''];
  return wording.answer.change(
    { written: a.written, year: from },
    { written: b.written, year: to },
    {
      ...difference(a, b),
      isShare: a.figure.unit === '%',
      isMore: b.figure.value > a.figure.value,
      of: isNamed ? nameOf(a) : '',
    },
  );
}

function comparisonOf(a: Told, b: Told): string {
  const [more, less] = a.figure.value >= b.figure.value ? [a, b] : [b, a];
  const [first, second] = [periodOf(more), periodOf(less)];
  return wording.answer.comparison(
    { name: more.name, period: first === second ? '' : first },
    { name: less.name, period: first === second ? '' : second },
    {
      period: first === second ? first : '',
      ...difference(a, b),
      isLevel: a.figure.unit === '%' || a.figure.per !== undefined,
      isEqual: a.figure.value === b.figure.value,
    },
  );
}

/** The difference in the larger figure's own scale, and how it was worked out; the larger figure stands first. */
function difference(a: Told, b: Told): { readonly amount: string; readonly working: string } {
  const [more, less] = a.figure.value >= b.figure.value ? [a, b] : [b, a];
  const { unit, per } = more.figure;
  const read = foldedAt(more.document, more.at);
  const scale = ['亿', '万'].find((one) => read.includes(one)) ?? '';
  const value = (more.figure.value - less.figure.value) / scaleOf(scale);
  const amount = `${Number(value.toPrecision(DIGITS))}${scale}${unit === '%' ? '个百分点' : unit}`;
  return {
    amount: per === undefined ? amount : `${amount}/${per}`,
    working: wording.answer.working(more.written, less.written, amount),
  };
}
