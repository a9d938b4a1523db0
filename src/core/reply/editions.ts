import { wording } from '../../wording.ts';
import { EXTRACT, type Excerpt, excerptOf } from '../evidence/excerpts/excerpt.ts';
import { sentencesIn } from '../evidence/excerpts/runs.ts';
import type { PlaceAnswer } from '../evidence/extract.ts';
import { shareOf, stands, type WeighedTerm } from '../evidence/wanted.ts';
import type { HeldPaper } from '../facts/corpus.ts';
import { readUnder, type Sentence } from '../facts/sentence.ts';
import { kindOf } from '../gate/alike.ts';
import type { Difference } from '../gate/computed.ts';
import { told } from '../gate/told.ts';
import { bigramTerms } from '../language/terms.ts';
import { contains } from '../language/text.ts';
import { subjectOf } from '../papers/titles.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { DraftSentence } from '../verify.ts';
import { type Quantity, quantitiesOf } from './figures/quantities.ts';
import { quote, type ReplyDeps, verifyContext, workedOut } from './parts.ts';

/** Figures that are told of two papers. */
const MOST_FIGURES = 6;
/** Asks of more papers than two. */
const OF_MANY = /历年|逐年|[各每]年|[几三四五六七八九十]年/u;
const WHOLE = { ...EXTRACT, maxQuoteCharacters: Number.POSITIVE_INFINITY };

/**
 * Every figure that two papers of one matter and place give otherwise, that of the earlier beside that of the later, and by how
 * much it changed: of the years asked, else of the two newest. Undefined where one figure is asked, there are no such papers, or
 * they give nothing alike.
 */
export function quoteEditions(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  { excerpts: [best] }: PlaceAnswer,
  deps: ReplyDeps,
): DraftSentence[] | undefined {
  const isOfTwo = asked.wanted !== 'figure' && !OF_MANY.test(asked.written);
  const [earlier, later] = isOfTwo ? editionsMeant(asked, best, deps) : [];
  if (earlier === undefined || later === undefined) return undefined;
  const before = figuresOf(earlier, asked, subject, deps);
  const pairs = figuresOf(later, asked, subject, deps).flatMap((second) => {
    const alike = before.filter(({ kind }) => kind === second.kind);
    const [first] = alike;
    return first === undefined || alike.length > 1 || isSameFigure(first, second) ? [] : [{ first, second }];
  });
  const meant = ofSubject(pairs, subject, later).slice(0, MOST_FIGURES);
  if (meant.length === 0) return undefined;
  const quoted = new Map(
    meant.flatMap(({ first, second }) => [first, second]).map((one) => [keyOf(one.excerpt), one.excerpt]),
  );
  return [
    ...[...quoted.values()].map((excerpt) => quote(excerpt, deps)),
    ...meant.flatMap(({ first, second }) => {
      const isNamed = meant.length > 1;
      const change: Difference = { kind: 'change', first: first.operand, second: second.operand, isNamed };
      const worked = workedOut(change, wording.answer.changeLead, deps);
      return 'sentence' in worked ? [worked.sentence] : [];
    }),
  ];
}

/** A figure of a paper with what it counts. */
interface OfPaper extends Quantity {
  readonly excerpt: Excerpt;
  readonly sentence: Sentence;
  readonly kind: string;
}

interface Pair {
  readonly first: OfPaper;
  readonly second: OfPaper;
}

function isSameFigure({ figure: a }: OfPaper, { figure: b }: OfPaper): boolean {
  return a.value === b.value && a.upTo === b.upTo && a.bound === b.bound;
}

function keyOf({ documentId, span: { start, end } }: Excerpt): string {
  return `${documentId} ${start} ${end}`;
}

/** The papers of one matter with that of an excerpt, which are of different years: two of the years asked, else the newest two. */
function editionsMeant(asked: AskedQuestion, best: Excerpt, { knowledge }: ReplyDeps): HeldPaper[] {
  const own = knowledge.papers.find(
    ({ document, span }) => document.id === best.documentId && contains(span, best.span),
  );
  const matter = own && subjectOf(own.paper);
  if (own === undefined || matter === undefined) return [];
  const alike = knowledge.papers
    .filter(({ paper }) => paper.place === own.paper.place && subjectOf(paper) === matter)
    .flatMap((held) => ({ held, year: yearOf(held) }))
    .filter(({ year }) => year !== '')
    .sort((a, b) => a.year.localeCompare(b.year));
  const years = asked.years.map(String);
  const isAsked = ({ year }: { readonly year: string }) => years.length < 2 || years.includes(year);
  const newest = years.length === 1 ? (years[0] ?? '') : '9999';
  const among = alike.filter((one) => isAsked(one) && one.year <= newest);
  const [first, last] = years.length < 2 ? among.slice(-2) : [among[0], among.at(-1)];
  return first === undefined || last === undefined || first.year === last.year ? [] : [first.held, last.held];
}

/** The year that a title names, else that in which the paper was issued; '' where neither tells. */
function yearOf({ folded, paper: { issuedOn = '' } }: HeldPaper): string {
  const named = new Set(folded.match(/(?<!\d)(?:19|20)\d{2}(?!\d)/gu));
  const [only] = named;
  return named.size === 1 && only !== undefined ? only : issuedOn.slice(0, 4);
}

/** Every figure of a paper that may be held against one of another. */
function figuresOf(
  { document, span }: HeldPaper,
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  deps: ReplyDeps,
): OfPaper[] {
  const context = verifyContext(deps);
  return sentencesIn(span, document.id, deps.knowledge).flatMap((sentence) => {
    const excerpt = excerptOf(asked, subject, sentence, 0, deps.knowledge, WHOLE);
    if (excerpt === undefined || sentence.cells !== undefined) return [];
    return quantitiesOf(excerpt, asked, subject, deps).flatMap((one) => {
      const own = told(one.operand, context);
      const kind = own === null ? undefined : kindOf(own);
      return kind === undefined ? [] : [{ ...one, excerpt, sentence, kind }];
    });
  });
}

/** All where the papers' title names all that is asked of, else those whose sentences hold most of what it does not name. */
function ofSubject(
  pairs: readonly Pair[],
  subject: readonly WeighedTerm[],
  { folded }: HeldPaper,
): readonly Pair[] {
  const specific = subject.filter((term) => isTopic(term) && !isNamedIn(folded, term));
  if (specific.length === 0) return pairs;
  const held = pairs.map((pair) => {
    const read = readUnder(pair.second.sentence);
    return { pair, share: shareOf(specific, (word) => stands(word, read)) };
  });
  const most = Math.max(...held.map(({ share }) => share));
  return held.flatMap(({ pair, share }) => (share > 0 && share === most ? [pair] : []));
}

/** Words that weigh less only carry a question. */
const LEAST_WEIGHT = 0.3;
const OF_CHANGES = /^(?:不同|区别|差别|变化|变动|调整)$/u;

function isTopic({ term, weight }: WeighedTerm): boolean {
  return weight >= LEAST_WEIGHT && !OF_CHANGES.test(term);
}

/** By the word itself or a longer form of it: 地力补贴 in 耕地地力保护补贴. */
function isNamedIn(title: string, { term, spellings }: WeighedTerm): boolean {
  const pairs = bigramTerms(term);
  const isForm = (word: string) => pairs.some((pair) => word.includes(pair));
  return spellings.some((word) => isForm(word) && stands(word, title));
}
