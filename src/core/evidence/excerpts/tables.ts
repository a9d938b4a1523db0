import type { Sentence } from '../../facts/sentence.ts';
import { fitOf } from '../../language/figures/conditions.ts';
import type { Figure } from '../../language/figures.ts';
import { contains, slice } from '../../language/text.ts';
import { columnTexts, headerOf } from '../../papers/rows.ts';
import type { Knowledge } from '../../ports.ts';
import type { AskedQuestion } from '../../question/question.ts';
import type { WeighedTerm } from '../wanted.ts';
import { documentOf } from './around.ts';

/** Names of columns are short, and people shorten them: each pair of characters that they share counts. @param all the names of the columns that may be meant. */
export function worthOf(name: string, all: readonly string[], subject: readonly WeighedTerm[]): number {
  return subject.reduce((sum, { spellings, weight }) => {
    const found = spellings.find((spelling) => name.includes(spelling));
    if (found !== undefined) {
      // A word that every column has tells none from the others.
      return all.length > 1 && all.every((other) => other.includes(found)) ? sum : sum + weight;
    }
    const pairs = spellings.flatMap((word) => [...word].slice(1).map((_, at) => word.slice(at, at + 2)));
    return pairs.some((pair) => name.includes(pair)) ? sum + weight * 0.6 : sum;
  }, 0);
}

/** The one that is worth something, and more than each of the others. */
export function meantAlone<T extends { readonly worth: number }>(all: readonly T[]): T | undefined {
  const [best, next] = [...all].sort((a, b) => b.worth - a.worth);
  return best !== undefined && best.worth > (next?.worth ?? 0) ? best : undefined;
}

/** Nothing stands in it, or a sign for nothing. */
const EMPTY = /^[\s—–\-/／无]*$/u;

/** The cell of a row in the one column that a subject names: what it counts, if it does. */
export interface CellAsked {
  readonly isEmpty: boolean;
  readonly figure: Figure | undefined;
}

/** What it is worth that a column is counted in the unit asked for. */
export const UNIT_WORTH = 0.5;

/** What it is worth that the name of a column is of whom or what is asked (3000人以上), or is said whole. */
export const ASKED_WORTH = 1;

/** Undefined where neither the subject nor the conditions name a column before the others, nor the unit asked for tells it. */
export function cellAsked(
  { units, conditions }: Pick<AskedQuestion, 'units' | 'conditions'>,
  row: Sentence,
  subject: readonly WeighedTerm[],
  knowledge: Pick<Knowledge, 'documentById'>,
): CellAsked | undefined {
  const document = documentOf(row, knowledge);
  const header = headerOf(document, row.lead);
  if (header === undefined) return undefined;
  const names = columnTexts(header, document);
  const meant = meantAlone(
    names.map((name, column) => {
      const figure = figureIn(row, column);
      const isCounted = figure !== undefined && units.has(figure.unit);
      const isOfAsked = fitOf({ ...conditions, classes: [] }, name) === 'fits';
      const worth =
        worthOf(name, names, subject) + (isCounted ? UNIT_WORTH : 0) + (isOfAsked ? ASKED_WORTH : 0);
      return { cell: row.cells?.[column], figure, worth };
    }),
  );
  if (meant === undefined) return undefined;
  const { cell, figure } = meant;
  return { isEmpty: cell === undefined || EMPTY.test(slice(document.facts.plain, cell)), figure };
}

/** The first figure in the cell of a row. */
export function figureIn({ cells, span, figures }: Sentence, column: number): Figure | undefined {
  const cell = cells?.[column];
  if (cell === undefined) return undefined;
  const own = { start: cell.start - span.start, end: cell.end - span.start };
  return figures.find((figure) => contains(own, figure.span));
}
