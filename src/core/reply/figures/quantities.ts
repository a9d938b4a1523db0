import { isOfUnits, shareOf, stands, type WeighedTerm } from '../../evidence/wanted.ts';
import type { Operand } from '../../gate/told.ts';
import type { LabelledFigure } from '../../language/labelled.ts';
import { contains } from '../../language/text.ts';
import { paperAt } from '../../papers.ts';
import { placeLabel } from '../../places/place.ts';
import type { AskedQuestion } from '../../question/question.ts';
import type { Source } from '../../types.ts';
import type { ReplyDeps } from '../parts.ts';

/** Quantities of one place that are tried in pairs: each pair is worked out. */
export const MOST_TRIED = 6;

/** A quantity of a quote, as something to work with. */
export interface Quantity extends LabelledFigure {
  readonly operand: Operand;
  /** The share of the subject, by weight, that stands in its own words; of the only one, in its sentence. 0 to 1. */
  readonly fit: number;
}

/** The quantities of a quote that may be what is asked: in a unit that is asked for, where one is. */
export function quantitiesOf(
  { documentId, span }: Source,
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  deps: ReplyDeps,
): Quantity[] {
  const document = deps.knowledge.documentById.get(documentId);
  if (document === undefined) return [];
  const { start, facts } = document.facts.around(span);
  const { place } = paperAt(document, span);
  const name = place === undefined ? '' : placeLabel(place, deps);
  const meant = facts.quantities.filter(({ figure }) => isOfUnits(figure, asked.units));
  return facts.quantities.flatMap((labelled) => {
    const figure = {
      start: labelled.figure.span.start + start,
      end: labelled.figure.span.end + start,
    };
    if (!isOfUnits(labelled.figure, asked.units) || !contains(span, figure)) return [];
    const operand: Operand = { source: { documentId, span }, figure, name };
    // The only one that may be meant is told by all of its sentence.
    const label = meant.length === 1 ? labelled.label.around : labelled.label.own;
    return [{ ...labelled, operand, fit: shareOf(subject, (word) => stands(word, label)) }];
  });
}
