import type { ReadDocument } from '../facts/document.ts';
import { fold, slice } from '../language/text.ts';
import { paperAt, titleAt } from '../papers.ts';
import type { Lead, PassageSentence, SourceDocument, Span } from '../types.ts';
import { headerOf, unitOfColumn } from './rows.ts';

/** A row of a table with what stands above it and its cells, merged ones above it among them. */
export interface Row extends Pick<PassageSentence, 'span' | 'lead'> {
  readonly cells: readonly Span[];
}

const YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d)/gu;
const YEAR_CELL =
  /^(?:19|20)\d{2}(?:\s*[-—~至]\s*(?:19|20)?\d{2})?\s*(?:学?年度?)?(?:[春夏秋冬]季?|[上下]半年|第?[一二三四1-4]季度)?$/u;
/** What a column of years is called that tells since when something is there, and not of which year its row is. */
const SINCE =
  /建成|始建|建[设立校院站]|成立|设立|投[用产运入]|启用|开[办业工]|竣工|完工|购[置买]|出生|入[职党户]|加入/u;
const UNIT = /单位\s?[:：]/u;

/** Whether a cell says a year, and nothing else: 2021, 2021年度, 2023年秋季. */
export function isYearCell(cell: string): boolean {
  return YEAR_CELL.test(fold(cell).trim());
}

/**
 * The years that a row is of: by its own cells, else by what its table stands under, the nearest first, or by columns that are each
 * of a year; empty where none of them says.
 */
export function yearsOfRow(row: Row, document: ReadDocument): number[] {
  const own = yearsInCells(row, document);
  if (own.length > 0) return own;
  const textOf = (part: Span) => slice(document.facts.plain, part);
  const columns = namesOf(row, document).flatMap((name) => yearsIn(textOf(name)));
  const [above = []] = headingsOf(row.lead)
    .toReversed()
    .map((heading) => yearsIn(textOf(heading)))
    .filter((years) => years.length > 0);
  if (columns.length === 0) return above;
  return [...columns, ...above, ...yearsIn(titleAt(document, row.span))];
}

function yearsInCells({ lead, cells }: Row, document: ReadDocument): number[] {
  const header = headerOf(document, lead);
  const textOf = (part: Span) => slice(document.facts.plain, part);
  return cells.flatMap((cell, column) => {
    const text = textOf(cell);
    const isSince = header?.[column]?.some((name) => SINCE.test(textOf(name))) === true;
    if (!isYearCell(text) || isSince) return [];
    const isYear = /年/u.test(text) || unitOfColumn(header?.[column] ?? [], -1, document) === '年';
    return isYear ? yearsIn(text) : [];
  });
}

function namesOf({ lead }: Row, document: SourceDocument): Span[] {
  return (headerOf(document, lead) ?? []).flat();
}

/**
 * What of the headings and the title above a table a row cannot be told without: what names its year or its unit, where nothing
 * nearer does, and what tells its table from another one with the same names of columns.
 */
export function captionsOfRow(row: Row, document: ReadDocument): Lead[] {
  const { span, lead } = row;
  const headings = headingsOf(lead);
  const title = lead.filter(({ kind }) => kind === 'title');
  const textOf = (part: Span) => slice(document.facts.plain, part);
  const isDated =
    yearsInCells(row, document).length > 0 ||
    namesOf(row, document).some((name) => yearsIn(textOf(name)).length > 0);
  const { issuedOn, asOf } = paperAt(document, span);
  const date = (issuedOn ?? asOf ?? '').slice(0, 4);
  const dates = (part: Span) => yearsIn(textOf(part)).length > 0;
  const nearest = headings.findLast(dates) ?? title.find(dates);
  // The date of the paper is said anyway.
  const isSaid = nearest !== undefined && yearsIn(textOf(nearest)).every((year) => String(year) === date);
  const dated = isDated || isSaid ? undefined : nearest;
  const isCounted = lead.some((one) => one.kind === 'head' && UNIT.test(textOf(one)));
  const counted = isCounted ? undefined : [...title, ...headings].findLast((one) => UNIT.test(textOf(one)));
  const apart = hasLikeTable(lead, document) ? headings.at(-1) : undefined;
  return [...title, ...headings].filter((one) => one === dated || one === counted || one === apart);
}

function headingsOf(lead: readonly Lead[]): Lead[] {
  return lead.filter(({ kind }) => kind === 'heading');
}

/** The calendar years that a text writes in digits, in order. */
export function yearsIn(text: string): number[] {
  return [...fold(text).matchAll(YEAR)].map(([year]) => Number(year));
}

/** Whether another table of the document has the same names of columns. */
function hasLikeTable(lead: readonly Lead[], document: ReadDocument): boolean {
  const header = lead.find(({ kind }) => kind === 'header');
  if (header === undefined) return false;
  return (document.facts.headers().get(slice(document.text, header)) ?? 0) > 1;
}

/** How many tables of a document have the same names of columns, by these. */
export function countHeaders({ blocks, text }: SourceDocument): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { kind, span } of blocks) {
    if (kind !== 'header') continue;
    const words = slice(text, span);
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return counts;
}
