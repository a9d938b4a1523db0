import type { ReadDocument } from './facts/document.ts';
import { stretchAt } from './papers/blocks.ts';
import {
  editionIndex,
  isLater,
  isNameOf,
  isYetToCome,
  laterEdition,
  type NamedPaper,
  namedPaper,
  namingIndex,
  type PlacesAbove,
} from './papers/naming.ts';
import { articleAt } from './papers/parts.ts';
import type { Amendment, Citation, Paper, Section, SourceDocument, Span } from './types.ts';

/** An article may be `dropped`; what ran out without another in its place is `expired`. */
type Ended = NonNullable<Citation['ended']>;

/**
 * How it stands with a paper on a day, or with one of its articles: `dropped`, `amended`. `disputed`: it and another one
 * abolish each other. `by` is the paper that abolished, replaced or changed it; a paper may say of itself that it is `repealed`.
 */
export interface Standing {
  readonly kind: 'in-force' | 'not-yet' | 'disputed' | 'amended' | Ended;
  readonly by?: { readonly documentId: string; readonly title: string };
}

export interface Standings {
  /** How it stands with the paper that a stretch belongs to; without a stretch, with the document's own. */
  of(document: SourceDocument, span?: Span): Standing;
}

/** Whether what is quoted may hold today, if with a caveat. */
export function mayHold({ kind }: Standing): boolean {
  return kind === 'in-force' || kind === 'disputed' || kind === 'amended';
}

/** How a paper ended, or one of its articles; undefined where it did not, or has not begun. */
export function endOf({ kind }: Standing): Ended | undefined {
  return mayHold({ kind }) || kind === 'not-yet' ? undefined : (kind as Ended);
}

/**
 * What the paper that holds a stretch says of itself. A section of the same title (a county's part of one paper) has
 * the rest from its document; a section with a title of its own is a paper of its own and inherits nothing but the place,
 * and that all of the document is abolished.
 */
export function paperAt(document: SourceDocument, span: Span): Paper {
  const section = sectionAt(document, span);
  if (section === undefined) return ownPaper(document);
  const { span: _, ...own } = section;
  const { place, isAbolished } = document;
  if (!sharesPaper(document, section))
    return { ...(place !== undefined && { place }), ...(isAbolished && { isAbolished }), ...own };
  return { ...ownPaper(document), ...own };
}

/** The title of the paper that a stretch belongs to, in simplified characters. */
export function titleAt(document: ReadDocument, span: Span): string {
  return document.facts.plainOf(paperAt(document, span).title);
}

/** The section that a stretch lies in: the one that holds its first character. */
export function sectionAt(
  { sections = [] }: Pick<SourceDocument, 'sections'>,
  { start }: Span,
): Section | undefined {
  return stretchAt(sections, start);
}

/** The places of a document and of the papers in it, each once. */
export function placesOf({ place, sections = [] }: Pick<SourceDocument, 'place' | 'sections'>): string[] {
  return [...new Set([place, ...sections.map((section) => section.place)])].filter(
    (name) => name !== undefined,
  );
}

/** A part of the document's own paper rather than another paper. */
function sharesPaper(document: Paper, section: Paper): boolean {
  return section.title === document.title;
}

function ownPaper(document: SourceDocument): Paper {
  const {
    id: _,
    path: __,
    sha256: ___,
    text: ____,
    blocks: _____,
    sections: ______,
    damage: _______,
    ...paper
  } = document;
  return paper;
}

/**
 * How it stands with every paper of a corpus on a day. Papers are looked up by number, title and subject: the work grows
 * with their count, not with its square.
 * @param today an ISO date (`2026-03-01`).
 * @param placesAbove a paper of a place above may abolish one by its title alone.
 */
export function standingOf(
  documents: readonly SourceDocument[],
  today: string,
  placesAbove: PlacesAbove = () => [],
): Standings {
  const papers = documents.flatMap(papersOfDocument);
  const repealersOf = namingIndex(papers, ({ repeals }) => repeals, placesAbove);
  const amendersOf = namingIndex(papers, ({ amends }) => amends, placesAbove);
  const editionsOf = editionIndex(papers);
  const known = new Map(
    papers.map((one) => [one.key, { standing: standing(one), amendments: amendmentsOf(one) }]),
  );

  function standing(one: NamedPaper): Standing {
    const { paper } = one;
    const repealers = repealersOf(one).filter((other) => other !== one && !isYetToCome(other.paper, today));
    const repealer = repealers.find((other) => !abolishes(one, other, placesAbove));
    if (repealer !== undefined) return { kind: 'repealed', by: by(repealer) };
    if (paper.isAbolished) return { kind: 'repealed' };
    if (isBefore(paper.validUntil, today) && !contradictsItself(paper)) return { kind: 'expired' };
    const [rival] = isYetToCome(paper, today) ? [] : repealers;
    if (rival !== undefined) return { kind: 'disputed', by: by(rival) };
    const next = laterEdition(one, editionsOf(one), today);
    if (next !== undefined) return { kind: 'superseded', by: by(next) };
    return { kind: isYetToCome(paper, today) ? 'not-yet' : 'in-force' };
  }

  /** What papers in force change of one; one that is dated behind them has taken it in. */
  function amendmentsOf(one: NamedPaper): AppliedAmendment[] {
    return amendersOf(one)
      .filter(
        (other) => other !== one && !isYetToCome(other.paper, today) && !isLater(one.paper, other.paper),
      )
      .flatMap((other) =>
        other.amends
          .filter((amendment) => isNameOf(amendment, other, one, placesAbove))
          .map((amendment) => ({ ...amendment, by: by(other) })),
      );
  }

  return {
    of(document, span) {
      const section = span && sectionAt(document, span);
      const own = section !== undefined && !sharesPaper(document, section);
      const found = known.get(own ? keyOf(document, section) : keyOf(document));
      if (found === undefined) return { kind: 'in-force' };
      const { standing, amendments } = found;
      const isWhole = span === undefined || amendments.length === 0 || standing.kind !== 'in-force';
      return isWhole ? standing : (standingOfPart(document, span, amendments) ?? standing);
    },
  };
}

/** Papers that abolish each other, each pair once: a slip of the pen, which the report of an ingest tells. */
export function mutualRepeals(
  documents: readonly SourceDocument[],
  placesAbove: PlacesAbove = () => [],
): (readonly [Paper, Paper])[] {
  const papers = documents.flatMap(papersOfDocument);
  const repealersOf = namingIndex(papers, ({ repeals }) => repeals, placesAbove);
  const order = new Map(papers.map((one, at) => [one, at]));
  return papers.flatMap((one, at) =>
    repealersOf(one)
      .filter((other) => (order.get(other) ?? at) > at && abolishes(one, other, placesAbove))
      .map((other) => [one.paper, other.paper] as const),
  );
}

function keyOf({ id }: SourceDocument, section?: Section): string {
  return section === undefined ? id : `${id}\n${section.span.start}`;
}

/** A paper's county parts are the paper itself; pieces of one paper around them count once. */
function papersOfDocument(document: SourceDocument): NamedPaper[] {
  const others = (document.sections ?? []).filter((section) => !sharesPaper(document, section));
  return [
    namedPaper(document.id, ownPaper(document), keyOf(document)),
    ...others.map((section) =>
      namedPaper(document.id, paperAt(document, section.span), keyOf(document, section)),
    ),
  ];
}

function by({ documentId, paper: { title } }: NamedPaper): NonNullable<Standing['by']> {
  return { documentId, title };
}

/** Whether a paper says that it abolishes another one. */
function abolishes(one: NamedPaper, other: NamedPaper, placesAbove: PlacesAbove): boolean {
  return one.repeals.some((name) => isNameOf(name, one, other, placesAbove));
}

interface AppliedAmendment extends Amendment {
  readonly by: NonNullable<Standing['by']>;
}

/** How it stands with the article that a stretch lies in; undefined where it is as it was. */
function standingOfPart(
  document: SourceDocument,
  span: Span,
  amendments: readonly AppliedAmendment[],
): Standing | undefined {
  const article = articleAt(document, span);
  const found = amendments.filter((one) => one.article === article);
  const last = found.find(({ isDropped }) => isDropped) ?? found.at(-1);
  return last && { kind: last.isDropped ? 'dropped' : 'amended', by: last.by };
}

/** Whether a date, or the whole of a month or year, is over on a day. */
function isBefore(date: string | undefined, today: string): boolean {
  return date !== undefined && date < today && !today.startsWith(date);
}

/** A paper that ends before it begins: which of the two is wrong cannot be told. */
export function contradictsItself({ issuedOn, effectiveFrom = issuedOn, validUntil }: Paper): boolean {
  if (effectiveFrom === undefined || validUntil === undefined) return false;
  return validUntil < effectiveFrom && !effectiveFrom.startsWith(validUntil);
}

/** When a paper was issued, or else the day that its figures are of; undefined where neither is known. */
export function dateOf({ issuedOn, asOf }: Pick<Paper, 'issuedOn' | 'asOf'>): string | undefined {
  return issuedOn ?? asOf;
}
