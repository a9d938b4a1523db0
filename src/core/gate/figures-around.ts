import { foldedAt, type ReadDocument } from '../facts/document.ts';
import { type LabelledFigure, labelledFigures } from '../language/labelled.ts';
import { lineAround } from '../language/text.ts';
import { toldAbove } from '../papers/headed/headed.ts';
import type { Span } from '../types.ts';

export interface FiguresAround {
  /** Where the text that was read begins in its document. */
  readonly start: number;
  readonly folded: string;
  /** Their spans count from `start`. */
  readonly figures: readonly LabelledFigure[];
}

/** Quotes of one document whose figures are kept; an answer compares each pair of a few quotes. */
const MOST_KEPT = 32;
const kept = new WeakMap<ReadDocument, Map<string, FiguresAround>>();

/** The quantities of a quote and of the text around it, which says what and when they are of; read once a quote. */
export function figuresAround(document: ReadDocument, { start, end }: Span): FiguresAround {
  const ofDocument = kept.get(document) ?? new Map<string, FiguresAround>();
  kept.set(document, ofDocument);
  const key = `${start}-${end}`;
  const known = ofDocument.get(key);
  if (known !== undefined) return known;
  const line = lineAround(document.facts.plain, { start, end });
  const folded = foldedAt(document, line);
  const isUnderPlan = toldAbove({ start, end }, document).standing === 'planned';
  const around = { start: line.start, folded, figures: labelledFigures(folded, isUnderPlan) };
  if (ofDocument.size >= MOST_KEPT) ofDocument.clear();
  ofDocument.set(key, around);
  return around;
}
