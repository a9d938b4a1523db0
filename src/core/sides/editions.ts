import type { Evidence } from '../evidence/evidence.ts';
import type { HeldPaper } from '../facts/corpus.ts';
import { contains } from '../language/text.ts';
import { subjectOf } from '../papers/titles.ts';
import type { Standings } from '../papers.ts';
import type { Knowledge } from '../ports.ts';
import type { AskedQuestion } from '../question/question.ts';
import { asksChange } from '../question/relation.ts';
import type { Source } from '../types.ts';

export interface EditionDeps {
  readonly knowledge: Pick<Knowledge, 'papers' | 'placesOfEditions'>;
  readonly standingOf: Standings['of'];
}

/** Asks of more papers than two. */
const OF_MANY = /历年|逐年|[各每]年|[几三四五六七八九十]年/u;

/** Whether a question may hold two papers against each other: it asks how something changed, and some place has papers of several years. */
export function mayMeanEditions(
  { written }: Pick<AskedQuestion, 'written'>,
  { placesOfEditions }: Pick<Knowledge, 'placesOfEditions'>,
): boolean {
  return placesOfEditions.size > 0 && asksChange(written) && !OF_MANY.test(written);
}

/**
 * The two papers of one matter and place that a question holds against each other, the earlier first: that of a stretch, and those
 * that rule the same or that one of them replaced; of the years asked, else the two newest. None where it asks no such thing.
 */
export function editionsMeant(
  asked: AskedQuestion,
  { documentId, span }: Source,
  { knowledge, standingOf }: EditionDeps,
): readonly HeldPaper[] {
  if (!mayMeanEditions(asked, knowledge)) return [];
  const own = knowledge.papers.find((held) => held.document.id === documentId && contains(held.span, span));
  if (own === undefined) return [];
  const matter = subjectOf(own.paper);
  const replacerOf = ({ document, span: whole }: HeldPaper) => standingOf(document, whole).by;
  const replaced = (by: HeldPaper, one: HeldPaper) =>
    replacerOf(one)?.documentId === by.document.id && replacerOf(one)?.title === by.paper.title;
  const alike = knowledge.papers
    .filter(
      (held) =>
        held.year !== '' &&
        held.paper.place === own.paper.place &&
        ((matter !== undefined && subjectOf(held.paper) === matter) ||
          held === own ||
          replaced(held, own) ||
          replaced(own, held)),
    )
    .sort((a, b) => a.year.localeCompare(b.year));
  const years = asked.years.map(String);
  const isAsked = ({ year }: HeldPaper) => years.length < 2 || years.includes(year);
  const newest = years.length === 1 ? (years[0] ?? '') : '9999';
  const among = alike.filter((one) => isAsked(one) && one.year <= newest);
  const held = among.length > 1 || years.length > 1 ? among : alike;
  const [first, last] = years.length < 2 ? held.slice(-2) : [held[0], held.at(-1)];
  return first === undefined || last === undefined || first.year === last.year ? [] : [first, last];
}

/** Whether evidence is of a paper. */
export function isOfPaper({ document, span }: HeldPaper): (one: Evidence) => boolean {
  return ({ sentence }) => sentence.passage.documentId === document.id && contains(span, sentence.span);
}
