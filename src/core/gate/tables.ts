import { wording } from '../../wording.ts';
import { foldedAt } from '../facts/document.ts';
import { contains, fold, overlaps, slice } from '../language/text.ts';
import { dateOf } from '../papers.ts';
import { shortName } from '../places/place.ts';
import { indicatorLabel } from '../shown/labels.ts';
import type { AnswerTable, TableCell } from '../shown/table.ts';
import type { Citation } from '../types.ts';
import { namesNothing } from './fit.ts';
import {
  type GateContext,
  kindOf,
  type Operand,
  ofWhom,
  sentenceAround,
  type Told,
  told,
  yearOf,
} from './told.ts';
import { isSame } from './verbatim.ts';

/** Figures that want to stand beside each other: a row a place, or a year of one place, a column what is counted. */
export interface DraftTable {
  readonly kind: 'places' | 'years';
  readonly rows: readonly DraftRow[];
}

export interface DraftRow {
  /** What the place is called. */
  readonly name: string;
  /** One a column; none where nothing was found of the place. */
  readonly figures: readonly Operand[];
}

/** A figure with the citation that it stands in. */
interface Cited extends Told {
  readonly citation: Citation;
}

interface Row {
  readonly name: string;
  readonly figures: readonly Cited[];
}

/**
 * The table that a draft gives, with the markers of the answer's citations: each figure as it is written there, under what all
 * of its column count in the same words; each row under the place of its paper, or under its year. Null where anything of it
 * does not hold.
 */
export function tableOf(
  { kind, rows: draft }: DraftTable,
  citations: readonly Citation[],
  context: GateContext,
): AnswerTable | null {
  const rows = draft.map(({ name, figures }) => ({
    name,
    figures: figures.flatMap((figure) => cited(figure, citations, context) ?? []),
  }));
  const filled = rows.filter(({ figures }) => figures.length > 0);
  const [first] = filled;
  if (first === undefined || filled.length < 2) return null;
  const isWhole = rows.every(
    ({ name, figures }, at) =>
      figures.length === draft[at]?.figures.length &&
      figures.every((figure) => figure.name === name) &&
      (figures.length === 0 || figures.length === first.figures.length),
  );
  const isOrdered = first.figures.every((_, column) =>
    isOneKind(filled.flatMap(({ figures }) => figures[column] ?? [])),
  );
  const labels = first.figures.map(labelOf);
  if (!isWhole || !isOrdered || labels.includes('')) return null;
  return kind === 'places' ? placesTable(rows, labels, context) : yearsTable(rows, labels);
}

function cited(operand: Operand, citations: readonly Citation[], context: GateContext): Cited | null {
  const { documentId, span } = operand.source;
  const ofDocument = citations.filter((one) => one.documentId === documentId);
  const citation =
    ofDocument.find((one) => isSame(one.span, span)) ??
    ofDocument.find((one) => contains(one.span, operand.figure));
  if (citation === undefined) return null;
  const found = told({ ...operand, source: { documentId, span: citation.span } }, context);
  if (found === null || found.document.damage.some((lost) => overlaps(lost, citation.span))) return null;
  const standing = context.standingOf?.(found.document, citation.span).kind ?? 'in-force';
  return standing === 'in-force' || citation.ended !== undefined ? { ...found, citation } : null;
}

/** All count the same, and are quoted under the same: 城市低保 above one, and another above the next, are two things. */
function isOneKind(column: readonly Cited[]): boolean {
  const kinds = new Set(column.map(kindOf));
  return kinds.size === 1 && !kinds.has(undefined) && new Set(column.map(rulingOf)).size === 1;
}

/** What rules the quote of a figure and does not stand in its own words. */
function rulingOf({ citation: { lead = [] }, label, document }: Cited): string {
  return lead
    .map(({ span }) => foldedAt(document, span).replaceAll(/[^\p{Script=Han}a-z\d]/gu, ''))
    .filter((words) => !label.own.includes(words))
    .join('\n');
}

/**
 * What a column counts, in the words of its first figure, with which ones of these, per what, and whether it is still to come;
 * '' where the words stand apart from each other, or say of nothing what it is or of whom.
 */
function labelOf(told: Cited): string {
  const { figure, isPlanned, cumulative } = told;
  const own = nameOf(told);
  if (own === '') return '';
  if (ofWhom(told).some((words) => !fold(own).includes(words))) return '';
  const conditions = sentenceAround(told).conditions.map(({ span }) => slice(told.facts.folded, span));
  const isRateTold = own.includes('每');
  return wording.answer.table.column(own, conditions, isRateTold ? undefined : figure.per, {
    isPlanned,
    cumulative,
  });
}

/** What a figure counts, in its own words; '' where these stand apart from each other, or say of nothing what it is. */
export function nameOf({ label, paper, name }: Told): string {
  const short = paper.place === undefined ? name : shortName(paper.place);
  const names = [paper.place ?? name, name, `${short}县`, short].filter(({ length }) => length > 1);
  const own = indicatorLabel(label.own, false, names);
  return own.includes('…') || namesNothing(own) ? '' : own;
}

function placesTable(
  rows: readonly Row[],
  labels: readonly string[],
  { placesIn }: GateContext,
): AnswerTable | null {
  const words = wording.answer.table;
  const places = rows.map(({ figures }) => new Set(figures.map(({ paper }) => paper.place)));
  const all = places.flatMap((own) => [...own]);
  const isPlaced = places.every((own) => own.size <= 1 && !own.has(undefined));
  const isApart =
    new Set(all).size === all.length && new Set(rows.map(({ name }) => name)).size === rows.length;
  const isNoOther = rows.every(
    ({ name, figures }) =>
      name !== '' && (figures.length > 0 || placesIn(name).every((place) => !all.includes(place))),
  );
  const times = rows.map(({ figures }) => new Set(figures.map(timeOf)));
  if (!isPlaced || !isApart || !isNoOther || times.some(({ size }) => size > 1)) return null;
  const told = new Set(times.flatMap((own) => [...own]));
  const [time = ''] = told;
  const isOneTime = told.size === 1;
  return {
    ...(isOneTime && time !== '' ? { caption: time } : {}),
    columns: [words.place, ...labels, ...(isOneTime ? [] : [words.time])],
    rows: rows.map(({ name, figures }, at) => ({
      name,
      cells: [
        ...labels.map((_, column) => cellOf(figures[column])),
        ...(isOneTime ? [] : [{ text: [...(times[at] ?? [])].join('') || words.untold }]),
      ],
    })),
  };
}

function yearsTable(rows: readonly Row[], labels: readonly string[]): AnswerTable | null {
  const figures = rows.flatMap((row) => row.figures);
  const [first] = figures;
  if (first === undefined) return null;
  const { paper, document, name } = first;
  const isOnePlace = figures.every((one) =>
    paper.place === undefined ? one.document === document : one.paper.place === paper.place,
  );
  const years = rows.map((row) => {
    const [year, ...others] = new Set(row.figures.map(yearOf));
    return others.length > 0 ? undefined : year;
  });
  const isAscending = years.every(
    (year, at) => year !== undefined && (at === 0 || year > (years[at - 1] ?? year)),
  );
  if (!isOnePlace || !isAscending) return null;
  return {
    ...(paper.place === undefined ? {} : { caption: name }),
    columns: [wording.answer.table.time, ...labels],
    rows: rows.map((row) => ({
      name: row.figures[0] === undefined ? '' : timeOf(row.figures[0]),
      cells: labels.map((_, column) => cellOf(row.figures[column])),
    })),
  };
}

function cellOf(figure: Cited | undefined): TableCell {
  if (figure === undefined) return { text: wording.answer.table.nothing };
  return { text: figure.written, marker: figure.citation.marker };
}

/** Of when a figure is, and whether its paper ended; of one that is counted up, when it was told. */
function timeOf(told: Cited): string {
  const { year, paper, cumulative } = told;
  const month = dateOf(paper)?.slice(0, 'yyyy-mm'.length);
  const ofPaper = month === undefined ? '' : wording.answer.dated(month);
  const time = year === undefined || cumulative ? ofPaper : wording.answer.years(year);
  return wording.answer.table.timed(time, told.citation.ended);
}
