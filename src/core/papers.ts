import { stretchAt } from './papers/blocks.ts';
import { plainNumber, plainTitle, sentOut, subjectOf } from './papers/titles.ts';
import type { Paper, Repeal, Section, SourceDocument, Span } from './types.ts';

/** How it stands with a paper on a day; `by` is the paper that abolished or replaced it. */
export interface Standing {
  readonly kind: 'in-force' | 'not-yet' | 'repealed' | 'expired' | 'superseded';
  readonly by?: { readonly documentId: string; readonly title: string };
}

export interface Standings {
  /** How it stands with the paper that a stretch belongs to; without a stretch, with the document's own. */
  of(document: SourceDocument, span?: Span): Standing;
}

/**
 * What the paper that holds a stretch says of itself. A section of the same title (a county's part of one paper) has
 * the rest from its document; a section with a title of its own is a paper of its own and inherits nothing but the place.
 */
export function paperAt(document: SourceDocument, span: Span): Paper {
  const section = sectionAt(document, span);
  if (section === undefined) return ownPaper(document);
  const { span: _, ...own } = section;
  if (!sharesPaper(document, section))
    return document.place === undefined ? own : { place: document.place, ...own };
  return { ...ownPaper(document), ...own };
}

/** The section that a stretch lies in: the one that holds its first character. */
export function sectionAt(
  { sections = [] }: Pick<SourceDocument, 'sections'>,
  { start }: Span,
): Section | undefined {
  return stretchAt(sections, start);
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

/** A paper with what others name it by, and what it names others by. */
interface Held {
  readonly documentId: string;
  readonly paper: Paper;
  readonly key: string;
  readonly number?: string;
  /** The titles that it is cited by. */
  readonly titles: readonly string[];
  readonly repeals: readonly Pick<Repeal, 'number' | 'title'>[];
}

/**
 * How it stands with every paper of a corpus on a day. Papers are looked up by number, title and subject: the work grows
 * with their count, not with its square.
 * @param today an ISO date (`2026-03-01`).
 */
export function standingOf(documents: readonly SourceDocument[], today: string): Standings {
  const papers = documents.flatMap(papersOfDocument);
  const repealersOf = repealIndex(papers);
  const editionsOf = editionIndex(papers);
  const standings = new Map(
    papers.map((held) => [held.key, standing(held, { repealersOf, editionsOf, today })]),
  );
  return {
    of(document, span) {
      const section = span && sectionAt(document, span);
      const own = section !== undefined && !sharesPaper(document, section);
      return standings.get(own ? keyOf(document, section) : keyOf(document)) ?? { kind: 'in-force' };
    },
  };
}

/** Papers that abolish each other, each pair once: a slip of the pen, which the report of an ingest tells. */
export function mutualRepeals(documents: readonly SourceDocument[]): (readonly [Paper, Paper])[] {
  const papers = documents.flatMap(papersOfDocument);
  const repealersOf = repealIndex(papers);
  const order = new Map(papers.map((held, at) => [held, at]));
  return papers.flatMap((one, at) =>
    repealersOf(one)
      .filter((other) => (order.get(other) ?? at) > at && abolishes(one, other))
      .map((other) => [one.paper, other.paper] as const),
  );
}

function keyOf({ id }: SourceDocument, section?: Section): string {
  return section === undefined ? id : `${id}\n${section.span.start}`;
}

/** A paper's county parts are the paper itself; pieces of one paper around them count once. */
function papersOfDocument(document: SourceDocument): Held[] {
  const others = (document.sections ?? []).filter((section) => !sharesPaper(document, section));
  return [
    heldOf(document.id, ownPaper(document), keyOf(document)),
    ...others.map((section) =>
      heldOf(document.id, paperAt(document, section.span), keyOf(document, section)),
    ),
  ];
}

function heldOf(documentId: string, paper: Paper, key: string): Held {
  const { number, title, issuer, repeals = [] } = paper;
  const own = plainTitle(title);
  const sent = sentOut(own);
  return {
    ...{ documentId, paper, key },
    ...(number === undefined ? {} : { number: plainNumber(number) }),
    titles: [
      own,
      ...(sent === undefined ? [] : [sent]),
      ...(issuer === undefined ? [] : [plainTitle(issuer) + own]),
    ],
    repeals: repeals.map((repeal) => ({
      ...(repeal.number === undefined ? {} : { number: plainNumber(repeal.number) }),
      ...(repeal.title === undefined ? {} : { title: plainTitle(repeal.title) }),
    })),
  };
}

/** The papers that abolish one, in the order of the corpus. */
function repealIndex(papers: readonly Held[]): (of: Held) => Held[] {
  const naming = new Map<string, Set<number>>();
  papers.forEach(({ repeals }, at) => {
    for (const name of repeals.flatMap(({ number, title }) => namesBy(number, title)))
      naming.set(name, (naming.get(name) ?? new Set()).add(at));
  });
  return (of) => {
    const found = new Set(namesBy(of.number, ...of.titles).flatMap((name) => [...(naming.get(name) ?? [])]));
    return [...found]
      .sort((a, b) => a - b)
      .flatMap((at) => papers[at] ?? [])
      .filter((other) => abolishes(other, of));
  };
}

/** Titles and numbers in one table. */
function namesBy(number: string | undefined, ...titles: readonly (string | undefined)[]): string[] {
  return [
    ...(number === undefined ? [] : [`n${number}`]),
    ...titles.flatMap((title) => (title === undefined ? [] : [`t${title}`])),
  ];
}

/** The papers of one place that rule one subject, the latest first. */
function editionIndex(papers: readonly Held[]): (of: Held) => readonly Held[] {
  const groups = new Map<string, Held[]>();
  const groupOf = ({ paper }: Held): string | undefined => {
    const subject = paper.place === undefined ? undefined : subjectOf(paper);
    return subject === undefined ? undefined : `${paper.place}\n${subject}`;
  };
  const keys = new Map(papers.map((held) => [held, groupOf(held)]));
  for (const [held, key] of keys) {
    if (key === undefined || startOf(held.paper) === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [held]);
    else group.push(held);
  }
  for (const group of groups.values())
    group.sort((a, b) => (startOf(b.paper) ?? '').localeCompare(startOf(a.paper) ?? ''));
  return (of) => groups.get(keys.get(of) ?? '') ?? [];
}

interface Corpus {
  readonly repealersOf: (of: Held) => readonly Held[];
  readonly editionsOf: (of: Held) => readonly Held[];
  readonly today: string;
}

function standing(held: Held, { repealersOf, editionsOf, today }: Corpus): Standing {
  const { paper } = held;
  const by = (other: Held) => ({ documentId: other.documentId, title: other.paper.title });
  const repealer = repealersOf(held).find(
    (other) => other !== held && !isYetToCome(other.paper, today) && !abolishes(held, other),
  );
  if (repealer !== undefined) return { kind: 'repealed', by: by(repealer) };
  if (isBefore(paper.validUntil, today) && !contradictsItself(paper)) return { kind: 'expired' };
  const next = laterEdition(held, editionsOf(held), today);
  if (next !== undefined) return { kind: 'superseded', by: by(next) };
  return { kind: isYetToCome(paper, today) ? 'not-yet' : 'in-force' };
}

function laterEdition({ paper }: Held, editions: readonly Held[], today: string): Held | undefined {
  const start = startOf(paper);
  if (start === undefined) return undefined;
  for (const edition of editions) {
    // Behind it stand only earlier ones.
    if ((startOf(edition.paper) ?? '') <= start) return undefined;
    if (!isYetToCome(edition.paper, today) && replaces(edition.paper, paper)) return edition;
  }
  return undefined;
}

function isYetToCome({ effectiveFrom }: Paper, today: string): boolean {
  return effectiveFrom !== undefined && effectiveFrom > today;
}

/** Whether a date, or the whole of a month or year, is over on a day. */
function isBefore(date: string | undefined, today: string): boolean {
  return date !== undefined && date < today && !today.startsWith(date);
}

/** A paper that ends before it begins: which of the two is wrong cannot be told. */
export function contradictsItself({ effectiveFrom, validUntil }: Paper): boolean {
  return effectiveFrom !== undefined && validUntil !== undefined && validUntil < effectiveFrom;
}

/** Whether a paper says that it abolishes another one: by its number where both have one, else by its exact title. */
function abolishes({ repeals }: Held, other: Held): boolean {
  return repeals.some(({ number, title }) =>
    number !== undefined && other.number !== undefined
      ? number === other.number
      : title !== undefined && other.titles.includes(title),
  );
}

/** Whether a paper is the later edition of a rule, of the same office, where both are of one place and subject. */
function replaces(later: Paper, earlier: Paper): boolean {
  if (later.issuer !== undefined && earlier.issuer !== undefined && !sameOffice(later.issuer, earlier.issuer))
    return false;
  const [from, before] = [startOf(later), startOf(earlier)];
  return from !== undefined && before !== undefined && from > before && !from.startsWith(before);
}

function sameOffice(a: string, b: string): boolean {
  return a === b || a.endsWith(b) || b.endsWith(a);
}

function startOf({ issuedOn, effectiveFrom }: Paper): string | undefined {
  return issuedOn ?? effectiveFrom;
}

/** When a paper was issued, or else the day that its figures are of; undefined where neither is known. */
export function dateOf({ issuedOn, asOf }: Pick<Paper, 'issuedOn' | 'asOf'>): string | undefined {
  return issuedOn ?? asOf;
}
