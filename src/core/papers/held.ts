import type { HeldPaper } from '../facts/corpus.ts';
import type { ReadDocument } from '../facts/document.ts';
import { groupBy } from '../facts/once.ts';
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
  const dated = papers.filter(({ year }) => year !== '');
  const several = [...groupBy(dated, ({ paper }) => paper.place)].filter(([, [first, ...others]]) =>
    others.some(({ year }) => year !== first?.year),
  );
  return new Set(several.map(([place]) => place));
}

/**
 * For a stretch of a document the edition that its paper is, by place and title but for the year; undefined where the corpus has
 * no such papers of several years.
 */
export function editionsOf(papers: readonly HeldPaper[]): (of: Source) => Edition | undefined {
  const yearly = papers.flatMap(({ document, paper, span, year }) => {
    const matter = paper.place === undefined || year === '' ? undefined : yearlyMatterOf(paper);
    const key = `${paper.place}\n${matter}`;
    return matter === undefined ? [] : [{ documentId: document.id, span, matter: key, year: Number(year) }];
  });
  const matters = [...new Set(yearly.map(({ matter }) => matter))].sort((a, b) => a.length - b.length);
  const commonOf = (matter: string) => matters.find((other) => isNearly(other, matter)) ?? matter;
  const editions = [...groupBy(yearly, ({ matter }) => commonOf(matter)).values()].flatMap((alike) => {
    const newest = Math.max(...alike.map(({ year }) => year));
    return alike.some(({ year }) => year < newest) ? alike.map((one) => ({ ...one, newest })) : [];
  });
  const byDocument = groupBy(editions, ({ documentId }) => documentId);
  return ({ documentId, span }) => {
    const found = byDocument.get(documentId)?.find((one) => contains(one.span, span));
    return found && { matter: found.matter, year: found.year, newest: found.newest };
  };
}

/** Words that a title of one year has and that of another leaves out, of the same matter; 民办 or 农村 make another of it. */
const OPTIONAL = /^(?:困难|重度|特殊|全[县市区]|县级|部分|有关|相关|新一?轮)+$/u;

/** Whether a matter is another but for such words in one spot: 残疾人家庭改造 and 困难残疾人家庭改造, of one place. */
function isNearly(matter: string, longer: string): boolean {
  const more = longer.length - matter.length;
  if (more <= 0) return more === 0 && matter === longer;
  let at = 0;
  while (at < matter.length && matter[at] === longer[at]) at++;
  const isPlace = at <= longer.indexOf('\n');
  return (
    !isPlace && OPTIONAL.test(longer.slice(at, at + more)) && longer.slice(at + more) === matter.slice(at)
  );
}
