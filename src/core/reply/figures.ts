import { wording } from '../../wording.ts';
import type { PlaceAnswer } from '../evidence/extract.ts';
import { isOfUnits, shareOf, stands } from '../evidence/wanted.ts';
import type { Miss } from '../gate/computed.ts';
import type { DraftRow, DraftTable } from '../gate/tables.ts';
import { kindOf, type Operand, type Told, told, yearOf } from '../gate/told.ts';
import type { LabelledFigure } from '../language/labelled.ts';
import { contains } from '../language/text.ts';
import { paperAt } from '../papers.ts';
import { placeLabel } from '../places/place.ts';
import { asksChange, asksComparison } from '../question/relation.ts';
import type { Source } from '../types.ts';
import type { DraftSentence } from '../verify.ts';
import { gateContext, placeOfSource, type ReplyDeps, type Replying, workedOut } from './parts.ts';

/** Quantities of one place that are tried in pairs: each pair is worked out. */
export const MOST_TRIED = 6;
/** Columns of figures; of more, it is not told which are meant. */
const MOST_COLUMNS = 3;

/** A quantity of a quote, as something to work with. */
export interface Quantity extends LabelledFigure {
  readonly operand: Operand;
  /** The share of the subject, by weight, that stands in its own words; of the only one, in its sentence. 0 to 1. */
  readonly fit: number;
}

/** The quantities of a quote that may be what is asked: in a unit that is asked for, where one is. */
export function quantitiesOf(
  { documentId, span }: Source,
  { asked, subject, ...deps }: Replying,
): Quantity[] {
  const document = deps.knowledge.documentById.get(documentId);
  if (document === undefined) return [];
  const { start, facts } = document.facts.around(span);
  const { place } = paperAt(document, span);
  const name = place === undefined ? '' : placeLabel(place, deps);
  const meant = facts.quantities.filter(({ figure }) => isOfUnits(figure, asked.units));
  return meant.flatMap((labelled) => {
    const { span: own } = labelled.figure;
    const figure = { start: own.start + start, end: own.end + start };
    if (!contains(span, figure)) return [];
    const operand: Operand = { source: { documentId, span }, figure, name };
    // The only one that may be meant is told by all of its sentence.
    const label = meant.length === 1 ? labelled.label.around : labelled.label.own;
    return [{ ...labelled, operand, fit: shareOf(subject, (word) => stands(word, label)) }];
  });
}

/** How much of the subject the words of the quantity hold that speaks most of it. 0 to 1. */
export function bestFit(quantities: readonly Quantity[]): number {
  return Math.max(0, ...quantities.map(({ fit }) => fit));
}

/** Those that speak most of the subject; none where none speaks of it. */
export function speakingMost<T extends Quantity>(quantities: readonly T[]): T[] {
  const most = bestFit(quantities);
  return quantities.filter(({ fit }) => fit > 0 && fit === most);
}

/** A quantity that may be held against others of its kind. */
export interface OfKind extends Quantity {
  readonly told: Told;
  readonly kind: string;
}

/** Those of some quantities that may be held against others. */
export function ofKinds(quantities: readonly Quantity[], deps: ReplyDeps): OfKind[] {
  const context = gateContext(deps);
  return quantities.flatMap((one) => {
    const own = told(one.operand, context);
    const kind = own === null ? undefined : kindOf(own);
    return own === null || kind === undefined ? [] : [{ ...one, told: own, kind }];
  });
}

/** Says of a place by whose classes what is asked of is missed that it is; nothing of any other. */
export function missOf({ outside, excerpts: [nearest] }: PlaceAnswer, deps: ReplyDeps): DraftSentence[] {
  if (outside === undefined) return [];
  const { documentId, span, lead } = nearest;
  const source = { documentId, span, ...(lead.length === 0 ? {} : { lead }) };
  const computation: Miss = { kind: 'miss', amount: outside, source };
  const worked = workedOut(computation, wording.answer.missedLead, deps);
  return 'sentence' in worked ? [worked.sentence] : [];
}

/** What is quoted of a place. */
interface OfPlace {
  /** The figures that speak most of what is asked and may stand beside others. */
  readonly meant: readonly OfKind[];
  readonly hasFigures: boolean;
}

/**
 * The figures that an extract quotes of several places, or of several years of one place, beside each other; undefined where it
 * is not told which figure of a quote is meant.
 */
export function draftTable(
  found: readonly PlaceAnswer[],
  extract: readonly DraftSentence[],
  replying: Replying,
): DraftTable | undefined {
  const { written, wanted } = replying.asked;
  const isOfFigures = wanted === 'figure' || asksChange(written) || asksComparison(written);
  const places = [...new Set(found.map(({ place }) => place))];
  if (wanted === 'list' || !isOfFigures || places.length === 0) return undefined;
  const quotes = extract.flatMap(({ computation, sources: [source] }) => (computation ? [] : [source]));
  const ofPlace = (place: string | undefined): OfPlace => {
    const own = quotes.filter((source) => placeOfSource(source, replying.knowledge) === place);
    const quantities = own.flatMap((quote) => quantitiesOf(quote, replying));
    return {
      meant: ofKinds(speakingMost(quantities), replying),
      hasFigures: own.some((quote) => hasFigures(quote, replying)),
    };
  };
  if (places.length > 1) return placesOf(new Map(places.map((place) => [place, ofPlace(place)])), replying);
  return asksChange(written) ? yearsOf(ofPlace(places[0]).meant) : undefined;
}

function hasFigures({ documentId, span }: Source, { knowledge }: ReplyDeps): boolean {
  const document = knowledge.documentById.get(documentId);
  if (document === undefined) return false;
  const { start, facts } = document.facts.around(span);
  return facts.quantities.some(({ figure: { span: own } }) =>
    contains(span, { start: own.start + start, end: own.end + start }),
  );
}

/** A row a place, in the order asked; those that nothing was found of have no figures. */
function placesOf(
  found: ReadonlyMap<string | undefined, OfPlace>,
  { asked, ...deps }: Replying,
): DraftTable | undefined {
  const answering = [...found.values()].filter((one) => one.hasFigures);
  const kinds = [...new Set(answering[0]?.meant.map(({ kind }) => kind))];
  const columns = kinds.filter((kind) =>
    answering.every(({ meant }) => isOneFigure(meant.filter((one) => one.kind === kind))),
  );
  if (columns.length === 0 || columns.length > MOST_COLUMNS) return undefined;
  const rowOf = (place: string): DraftRow => ({
    name: placeLabel(place, deps),
    figures: columns.flatMap(
      (kind) => found.get(place)?.meant.find((one) => one.kind === kind)?.operand ?? [],
    ),
  });
  const answered = [...found.keys()].flatMap((place) => place ?? []);
  const places = new Set([...asked.places, ...answered, ...asked.silentPlaces]);
  const missing = asked.missingPlaces.map(({ name }) => ({ name, figures: [] }));
  return { kind: 'places', rows: [...[...places].map(rowOf), ...missing] };
}

/** A row a year. */
function yearsOf(meant: readonly OfKind[]): DraftTable | undefined {
  const byKind = new Map<string, Map<number, OfKind[]>>();
  for (const one of meant) {
    const year = yearOf(one.told);
    if (year === undefined) continue;
    const ofKind = byKind.get(one.kind) ?? new Map<number, OfKind[]>();
    byKind.set(one.kind, ofKind.set(year, [...(ofKind.get(year) ?? []), one]));
  }
  const series = [...byKind.values()].filter(({ size }) => size > 1);
  const years = [...(series[0]?.keys() ?? [])].sort((a, b) => a - b);
  const isEven = series.every(
    (one) => one.size === years.length && years.every((year) => isOneFigure(one.get(year) ?? [])),
  );
  if (series.length === 0 || series.length > MOST_COLUMNS || !isEven) return undefined;
  return {
    kind: 'years',
    rows: years.map((year) => {
      const figures = series.flatMap((one) => one.get(year)?.[0]?.operand ?? []);
      return { name: figures[0]?.name ?? '', figures };
    }),
  };
}

/** One figure, however often it is told. */
function isOneFigure(meant: readonly OfKind[]): boolean {
  const told = meant.map(({ told: { figure, year } }) =>
    JSON.stringify([figure.value, figure.upTo, figure.bound, year]),
  );
  return new Set(told).size === 1;
}
