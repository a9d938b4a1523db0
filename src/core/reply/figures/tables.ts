import type { PlaceAnswer } from '../../evidence/extract.ts';
import type { WeighedTerm } from '../../evidence/wanted.ts';
import { kindOf } from '../../gate/alike.ts';
import type { DraftRow, DraftTable } from '../../gate/tables.ts';
import { type Operand, type Told, told, yearOf } from '../../gate/told.ts';
import { contains } from '../../language/text.ts';
import { placeLabel } from '../../places/place.ts';
import type { AskedQuestion } from '../../question/question.ts';
import { asksChange, asksComparison } from '../../question/relation.ts';
import type { Source } from '../../types.ts';
import type { DraftSentence } from '../../verify.ts';
import { placeOfSource, type ReplyDeps, verifyContext } from '../parts.ts';
import { quantitiesOf } from './quantities.ts';

/** Columns of figures; of more, it is not told which are meant. */
const MOST_COLUMNS = 3;

/** A figure that may be what is asked, with what it counts. */
interface Meant {
  readonly operand: Operand;
  readonly told: Told;
  readonly kind: string;
}

/** What is quoted of a place. */
interface OfPlace {
  readonly meant: readonly Meant[];
  readonly hasFigures: boolean;
}

/**
 * The figures that an extract quotes of several places, or of several years of one place, beside each other; undefined where it
 * is not told which figure of a quote is meant.
 */
export function draftTable(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  found: readonly PlaceAnswer[],
  extract: readonly DraftSentence[],
  deps: ReplyDeps,
): DraftTable | undefined {
  const { written, wanted } = asked;
  const isOfFigures = wanted === 'figure' || asksChange(written) || asksComparison(written);
  const [only, ...others] = new Map(found.map((one) => [one.place, one])).values();
  if (wanted === 'list' || !isOfFigures || only === undefined) return undefined;
  const quotes = extract.flatMap(({ computation, sources: [source] }) => (computation ? [] : [source]));
  const ofPlace = ({ place }: PlaceAnswer): OfPlace => {
    const own = quotes.filter((source) => placeOfSource(source, deps.knowledge) === place);
    return {
      meant: meantOf(own, asked, subject, deps),
      hasFigures: own.some((quote) => hasFigures(quote, deps)),
    };
  };
  if (others.length > 0) return placesOf(asked, new Map(found.map((one) => [one.place, ofPlace(one)])), deps);
  return asksChange(written) ? yearsOf(ofPlace(only).meant) : undefined;
}

function hasFigures({ documentId, span }: Source, { knowledge }: ReplyDeps): boolean {
  const document = knowledge.documentById.get(documentId);
  if (document === undefined) return false;
  const { start, facts } = document.facts.around(span);
  return facts.quantities.some(({ figure: { span: own } }) =>
    contains(span, { start: own.start + start, end: own.end + start }),
  );
}

/** The figures of some quotes that speak most of what is asked and may stand beside others. */
function meantOf(
  quotes: readonly Source[],
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  deps: ReplyDeps,
): Meant[] {
  const all = quotes.flatMap((quote) => quantitiesOf(quote, asked, subject, deps));
  const most = Math.max(...all.map(({ fit }) => fit));
  const context = verifyContext(deps);
  return all
    .filter(({ fit }) => fit === most && fit > 0)
    .flatMap(({ operand }) => {
      const own = told(operand, context);
      const kind = own === null ? undefined : kindOf(own);
      return own === null || kind === undefined ? [] : [{ operand, told: own, kind }];
    });
}

/** A row a place, in the order asked; those that nothing was found of have no figures. */
function placesOf(
  asked: AskedQuestion,
  found: ReadonlyMap<string | undefined, OfPlace>,
  deps: ReplyDeps,
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
function yearsOf(meant: readonly Meant[]): DraftTable | undefined {
  const byKind = new Map<string, Map<number, Meant[]>>();
  for (const one of meant) {
    const year = yearOf(one.told);
    if (year === undefined) continue;
    const ofKind = byKind.get(one.kind) ?? new Map<number, Meant[]>();
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
function isOneFigure(meant: readonly Meant[]): boolean {
  const told = meant.map(({ told: { figure, year } }) =>
    JSON.stringify([figure.value, figure.upTo, figure.bound, year]),
  );
  return new Set(told).size === 1;
}
