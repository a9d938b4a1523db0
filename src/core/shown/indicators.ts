import { groupBy } from '../facts/once.ts';
import type { ShownFigure } from './figures.ts';

/** Figures that count the same: label, rows and conditions meant, unit and rate agree word by word. */
export interface Indicator {
  /** Made of what they agree in: the same in every corpus. */
  readonly key: string;
  readonly label: string;
  readonly of?: string;
  readonly unit: string;
  readonly per?: string;
  /** In the order of the corpus. */
  readonly figures: readonly ShownFigure[];
  /** Official names of the places that have a figure, in the order of the corpus. */
  readonly places: readonly string[];
}

/** Groups the figures of a corpus; first what most places tell, then what is told most often. */
export function indicatorsOf(figures: readonly ShownFigure[]): Indicator[] {
  return [...groupBy(figures, keyOf)]
    .map(([key, group]): Indicator => {
      const [{ label, of, unit, per }] = group as [ShownFigure];
      return {
        ...{ key, label, unit, figures: group },
        ...(of === undefined ? {} : { of }),
        ...(per === undefined ? {} : { per }),
        places: [...new Set(group.flatMap(({ place }) => place ?? []))],
      };
    })
    .toSorted((a, b) => b.places.length - a.places.length || b.figures.length - a.figures.length);
}

const PART = '|';

function keyOf({ label, of = '', unit, per = '' }: ShownFigure): string {
  return [label, of, unit, per].map((part) => part.replaceAll(PART, '')).join(PART);
}

/**
 * Figures of one indicator that may stand beside each other: of the same year or years, all reached or all planned. Those
 * whose sentence names no year are apart, and so are those that a change started from without saying when.
 */
export interface Comparison {
  readonly key: string;
  readonly year?: string;
  readonly isPlan: boolean;
  readonly isFrom: boolean;
  /** In the order of the places given; no figure where the place's documents tell none. Several may be told of one. */
  readonly rows: readonly { readonly place: string; readonly figures: readonly ShownFigure[] }[];
  /** Of no known place. */
  readonly unplaced: readonly ShownFigure[];
}

/**
 * What of an indicator can be compared, by year: the years that most places tell first, then the newest; what names no year
 * last. @param places official names of all places that are compared.
 */
export function comparisonsOf(
  { figures }: Pick<Indicator, 'figures'>,
  places: readonly string[],
): Comparison[] {
  return [...groupBy(figures, comparisonKey)]
    .map(([key, group]): Comparison => {
      const [{ year, isPlan }] = group as [ShownFigure];
      return {
        ...{ key, isPlan, isFrom: key.startsWith(BEFORE) },
        ...(year === undefined ? {} : { year }),
        rows: places.map((place) => ({
          place,
          figures: distinct(group.filter((figure) => figure.place === place)),
        })),
        unplaced: distinct(group.filter(({ place }) => place === undefined || !places.includes(place))),
      };
    })
    .toSorted(
      (a, b) =>
        Number(a.year === undefined) - Number(b.year === undefined) ||
        told(b) - told(a) ||
        Number(a.isPlan) - Number(b.isPlan) ||
        (b.year ?? '').localeCompare(a.year ?? ''),
    );
}

const BEFORE = 'before';

function comparisonKey({ year, isPlan, isFrom }: ShownFigure): string {
  return [year ?? (isFrom ? BEFORE : 'untold'), isPlan ? 'plan' : 'done'].join('-');
}

function told({ rows }: Comparison): number {
  return rows.filter(({ figures }) => figures.length > 0).length;
}

/** A document that says the same twice is shown once. */
function distinct(figures: readonly ShownFigure[]): ShownFigure[] {
  const seen = new Set<string>();
  return figures.filter(({ documentId, value, upTo, bound }) => {
    const said = JSON.stringify([documentId, value, upTo, bound]);
    return !seen.has(said) && seen.add(said);
  });
}
