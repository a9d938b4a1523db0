import type { HeldPaper } from '../facts/corpus.ts';
import type { ReadDocument } from '../facts/document.ts';
import type { Edition } from '../facts/sentence.ts';
import { contains, fold } from '../language/text.ts';
import { paperAt } from '../papers.ts';
import type { Paper, Section, Source, Span } from '../types.ts';
import { numberIn } from './asked.ts';
import { yearlyMatterOf } from './titles.ts';

/** Every paper of the documents, first to last. */
export function papersOf(documents: readonly ReadDocument[]): HeldPaper[] {
  return documents.flatMap((document): HeldPaper[] => {
    const whole = { start: 0, end: document.text.length };
    const own = wholePapers((document.sections ?? []).filter(({ title }) => title !== document.title));
    return own.length > 0
      ? own.map((span) => heldOf(document, paperAt(document, span), span))
      : [heldOf(document, document, whole)];
  });
}

/** The stretches of the papers that sections make: the pieces of one paper, carved by its county parts, are one. */
function wholePapers(sections: readonly Section[]): Span[] {
  const papers: { span: Span; of: Section }[] = [];
  for (const section of sections) {
    const last = papers.at(-1);
    const isSame = last?.of.title === section.title && last.of.number === section.number;
    if (last !== undefined && isSame) last.span = { start: last.span.start, end: section.span.end };
    else papers.push({ span: section.span, of: section });
  }
  return papers.map(({ span }) => span);
}

function heldOf(document: ReadDocument, paper: Paper, span: Span): HeldPaper {
  const number = paper.number === undefined ? undefined : numberIn(paper.number);
  const folded = fold(document.facts.plainOf(paper.title));
  return { document, paper, span, folded, number, year: yearOf(folded, paper) };
}

/** The year that a title names, else that in which the paper was issued; '' where neither tells. */
export function yearOf(title: string, { issuedOn = '' }: Paper): string {
  const named = new Set(title.match(/(?<!\d)(?:19|20)\d{2}(?!\d)/gu));
  const [only] = named;
  return named.size === 1 && only !== undefined ? only : issuedOn.slice(0, 4);
}

/** The places that have papers of several years. */
export function placesOfEditions(papers: readonly HeldPaper[]): ReadonlySet<string | undefined> {
  const years = new Map<string | undefined, string>();
  const several = new Set<string | undefined>();
  for (const { paper, year } of papers) {
    if (year === '') continue;
    const other = years.get(paper.place);
    if (other !== undefined && other !== year) several.add(paper.place);
    years.set(paper.place, year);
  }
  return several;
}

/**
 * For a stretch of a document the edition that its paper is, by place and title but for the year; undefined where the corpus has
 * no such papers of several years.
 */
export function editionsOf(papers: readonly HeldPaper[]): (of: Source) => Edition | undefined {
  const byMatter = new Map<string, HeldPaper[]>();
  for (const held of papers) {
    const matter = held.paper.place === undefined ? undefined : yearlyMatterOf(held.paper);
    if (matter === undefined || held.year === '') continue;
    const key = `${held.paper.place}\n${matter}`;
    byMatter.set(key, [...(byMatter.get(key) ?? []), held]);
  }
  const byDocument = new Map<string, { readonly span: Span; readonly edition: Edition }[]>();
  for (const [matter, alike] of byMatter) {
    const years = alike.map(({ year }) => Number(year));
    const newest = Math.max(...years);
    if (Math.min(...years) === newest) continue;
    for (const { document, span, year } of alike) {
      const own = { span, edition: { matter, year: Number(year), newest } };
      byDocument.set(document.id, [...(byDocument.get(document.id) ?? []), own]);
    }
  }
  return ({ documentId, span }) =>
    byDocument.get(documentId)?.find(({ span: whole }) => contains(whole, span))?.edition;
}
