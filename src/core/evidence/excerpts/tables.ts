import type { Sentence } from '../../facts/sentence.ts';
import { fitOf } from '../../language/figures/conditions.ts';
import type { Figure } from '../../language/figures.ts';
import { slice } from '../../language/text.ts';
import { columnTexts, headerOf } from '../../papers/rows.ts';
import type { Knowledge } from '../../ports.ts';
import type { AskedQuestion } from '../../question/question.ts';
import type { WeighedTerm } from '../wanted.ts';

/** Names of columns are short, and people shorten them: each pair of characters that they share counts. */
export function worthOf(
  name: string,
  subject: readonly WeighedTerm[],
  columns: number,
  inColumns: (word: string) => number,
): number {
  return subject.reduce((sum, { spellings, weight }) => {
    const found = spellings.find((spelling) => name.includes(spelling));
    const whole = found !== undefined;
    // A word that every column has tells none from the others.
    if (found !== undefined && columns > 1 && inColumns(found) === columns) return sum;
    const pairs = spellings.flatMap((word) => [...word].slice(1).map((_, at) => word.slice(at, at + 2)));
    const shared = pairs.some((pair) => name.includes(pair));
    return sum + weight * (whole ? 1 : shared ? 0.6 : 0);
  }, 0);
}

/** Nothing stands in it, or a sign for nothing. */
const EMPTY = /^[\s—–\-/／无]*$/u;

/** The cell of a row in the one column that a subject names: what it counts, if it does. */
export interface CellAsked {
  readonly isEmpty: boolean;
  readonly figure?: Figure;
}

/** What it is worth that a column is counted in the unit asked for. */
export const UNIT_WORTH = 0.5;

/** What it is worth that the name of a column is of whom or what is asked: 3000人以上. */
const ASKED_WORTH = 1;

/** Undefined where neither the subject nor the conditions name a column before the others, nor the unit asked for tells it. */
export function cellAsked(
  { units, conditions }: Pick<AskedQuestion, 'units' | 'conditions'>,
  row: Sentence,
  subject: readonly WeighedTerm[],
  knowledge: Pick<Knowledge, 'documentById'>,
): CellAsked | undefined {
  const document = knowledge.documentById.get(row.passage.documentId);
  const header = document && headerOf(document, row.lead);
  if (document === undefined || header === undefined || row.cells === undefined) return undefined;
  const names = columnTexts(header, document);
  const inColumns = (word: string) => names.filter((name) => name.includes(word)).length;
  const [best, next] = names
    .map((name, column) => {
      const unit = figureIn(row, column)?.unit;
      const isCounted = unit !== undefined && units.has(unit);
      const isOfAsked = fitOf({ ...conditions, classes: [] }, name) === 'fits';
      const worth =
        worthOf(name, subject, names.length, inColumns) +
        (isCounted ? UNIT_WORTH : 0) +
        (isOfAsked ? ASKED_WORTH : 0);
      return { column, worth };
    })
    .sort((a, b) => b.worth - a.worth);
  if (best === undefined || best.worth <= (next?.worth ?? 0)) return undefined;
  const cell = row.cells[best.column];
  const figure = figureIn(row, best.column);
  return {
    isEmpty: cell === undefined || EMPTY.test(slice(document.facts.plain, cell)),
    ...(figure === undefined ? {} : { figure }),
  };
}

/** The first figure in the cell of a row. */
export function figureIn({ cells, span, figures }: Sentence, column: number): Figure | undefined {
  const cell = cells?.[column];
  if (cell === undefined) return undefined;
  const [from, to] = [cell.start - span.start, cell.end - span.start];
  return figures.find((figure) => from <= figure.span.start && figure.span.end <= to);
}
