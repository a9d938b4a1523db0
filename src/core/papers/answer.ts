import { wording } from '../../wording.ts';
import { shareOf, type WeighedTerm } from '../evidence/wanted.ts';
import type { HeldPaper, PaperNumber } from '../facts/corpus.ts';
import { fold, overlaps, slice } from '../language/text.ts';
import type { Standing } from '../papers.ts';
import { yearsOf } from '../question/forms.ts';
import type { AskedQuestion } from '../question/question.ts';
import { answered, leadOf, type ReplyDeps } from '../reply/parts.ts';
import { refuse } from '../reply/refusals.ts';
import type { Answer, Paper, Repeal, SourceDocument, Span } from '../types.ts';
import type { DraftSentence } from '../verify.ts';
import { isSameNumber, namingWords, numberIn, type PaperQuestion, paperAsked } from './asked.ts';
import { papersIn } from './held.ts';
import { BY_TEXT, holds, NAMED, papersMeant, papersOfNumber } from './meant.ts';
import { dateLineOf, hasParts, partOf } from './parts.ts';

/** Papers that one answer tells of. */
const MOST_PAPERS = 3;
/** Lines that a title may have. */
const LINES_OF_TITLE = 3;
/** Blocks of one part that are quoted. */
const MOST_BLOCKS = 14;

/**
 * The answer to a question about a paper itself: a part by its number, the paper's own number, the paper of a number,
 * since when and how long it holds. Null where the question asks of something else, or no paper is plainly meant.
 */
export function answerOfPaper(
  question: AskedQuestion,
  subject: readonly WeighedTerm[],
  deps: ReplyDeps,
): Answer | null {
  const meant = paperAsked(question);
  if (meant === null || question.toldOf !== undefined) return null;
  // 2019年那个办法还管用吗: of a paper the year tells which one, and is nothing to be borne out.
  const asked = question.years.length > 0 ? question : { ...question, years: yearsOf(question.written) };
  switch (meant.kind) {
    case 'title':
      return answerOfNumber(meant, asked, deps);
    case 'validity':
      return answerOfValidity(meant, asked, question.years.length === 0, subject, deps);
    case 'issue':
      return answered('extracted', issueLines(meant, asked, subject, deps), deps);
    case 'repeals': {
      const mayMean = ({ paper: { repeals = [] } }: HeldPaper) =>
        repeals.length > 0 || namingWords(subject, asked.written).length > 0;
      return answerOf(
        papersMeant(asked, subject, deps).filter(mayMean),
        (held) => repealLines(held, deps),
        wording.answer.noRepeals,
        deps,
      );
    }
    case 'number':
      return answerOf(
        papersMeant(asked, subject, deps, BY_TEXT),
        (held) => numberLine(held, deps),
        wording.answer.noNumber,
        deps,
      );
    case 'part': {
      const { part } = meant;
      const written = wording.answer.partName(part.number, part.unit);
      return answerOf(
        papersMeant(asked, subject, deps).filter(({ document, span }) => hasParts(document, span, part.unit)),
        (held) => partLines(held, part, deps),
        (titles) => wording.answer.noPart(titles, written),
        deps,
      );
    }
  }
}

/** What the papers meant say, or that they do not say it; null of none or too many. */
function answerOf(
  meant: readonly HeldPaper[],
  linesOf: (held: HeldPaper) => DraftSentence[],
  silent: (titles: readonly string[]) => string,
  deps: ReplyDeps,
): Answer | null {
  if (meant.length === 0 || meant.length > MOST_PAPERS) return null;
  const said = answered('extracted', meant.flatMap(linesOf), deps);
  if (said !== null) return said;
  return refuse('not-in-corpus', silent(meant.map(({ paper }) => paper.title)), deps.knowledge);
}

function titleSpan({ document, paper, span }: HeldPaper): Span | undefined {
  const bare = (text: string) => text.replaceAll(/\s/gu, '');
  const titles = document.blocks.filter(({ kind, span: at }) => kind === 'title' && overlaps(at, span));
  // A title may stand on two lines.
  for (const [at, { span: first }] of titles.entries())
    for (const { span: last } of titles.slice(at, at + LINES_OF_TITLE)) {
      const found = { start: first.start, end: last.end };
      if (bare(slice(document.text, found)) === bare(paper.title)) return found;
    }
  const at = document.text.indexOf(paper.title, span.start);
  return at < 0 || at > span.end ? undefined : { start: at, end: at + paper.title.length };
}

/** The number of a paper behind its title. */
function numberLine(held: HeldPaper, deps: ReplyDeps): DraftSentence[] {
  const { document, paper, span } = held;
  const at = paper.number === undefined ? -1 : document.text.indexOf(paper.number, span.start);
  if (paper.number === undefined || at < 0 || at >= span.end) return [];
  const number = { start: at, end: at + paper.number.length };
  const title = titleSpan(held);
  if (title !== undefined) return [line(document, [title, number], number, deps)];
  const said = line(document, [number], number, deps);
  return [{ ...said, lead: `${said.lead}${wording.answer.title(paper.title)}` }];
}

/** A paper by its number: its title, and how it begins where its content is asked for; else who cites it. */
function answerOfNumber(
  { number, asksContent }: Extract<PaperQuestion, { kind: 'title' }>,
  asked: AskedQuestion,
  deps: ReplyDeps,
): Answer | null {
  const found = papersOfNumber(number, asked, deps);
  if (found.length > MOST_PAPERS) return null;
  const lines = found.flatMap((held) => {
    const begins = asksContent ? firstSentence(held, deps) : [];
    return [...numberLine(held, deps), ...begins];
  });
  return answered('extracted', lines, deps) ?? answered('extracted', repealing(number, asked, deps), deps);
}

function firstSentence({ document, span }: HeldPaper, deps: ReplyDeps): DraftSentence[] {
  const passage = deps.knowledge.passagesOf(document.id).find((one) => overlaps(one.span, span));
  const first = passage?.sentences.find(({ isHead }) => isHead !== true);
  return first === undefined ? [] : [line(document, [first.span], first.span, deps)];
}

/** The sentences that abolish the paper of a number. */
function repealing(
  number: PaperNumber,
  asked: Pick<AskedQuestion, 'places'>,
  deps: ReplyDeps,
): DraftSentence[] {
  return papersIn(asked, deps).flatMap(({ document, paper }) =>
    (paper.repeals ?? []).flatMap((repeal) => {
      const own = repeal.number === undefined ? undefined : numberIn(repeal.number);
      return own !== undefined && isSameNumber(own, number) ? [repealLine(document, repeal, deps)] : [];
    }),
  );
}

/** The sentence that abolishes a paper, or the item of a list under what announces it. */
function repealLine(document: SourceDocument, { span, head }: Repeal, deps: ReplyDeps): DraftSentence {
  return line(document, head === undefined ? [span] : [head, span], span, deps);
}

/** The sentences that abolish a paper by its title, and its year where one is asked, where the corpus lacks the paper. */
function repealingTitle(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  deps: ReplyDeps,
): DraftSentence[] {
  const naming = namingWords(subject, asked.written);
  const { years } = asked;
  if (naming.length === 0 || papersMeant(asked, subject, deps).length > 0) return [];
  return papersIn(asked, deps).flatMap(({ document, paper }) =>
    (paper.repeals ?? []).flatMap((repeal) => {
      const { title = '', number = '' } = repeal;
      const isOfYear = years.length === 0 || years.some((year) => `${title}${number}`.includes(String(year)));
      const share = shareOf(naming, (word) => holds(fold(title), word));
      return isOfYear && share >= NAMED ? [repealLine(document, repeal, deps)] : [];
    }),
  );
}

/** Each sentence or item in which a paper abolishes others, once. */
function repealLines({ document, paper }: HeldPaper, deps: ReplyDeps): DraftSentence[] {
  const { repeals = [] } = paper;
  const first = repeals.filter(
    ({ span }, at) => repeals.findIndex((other) => other.span.start === span.start) === at,
  );
  return first.slice(0, MOST_BLOCKS).map((repeal) => repealLine(document, repeal, deps));
}

/** The day that papers were issued on, behind their titles. */
function issueLines(
  { number }: Extract<PaperQuestion, { kind: 'issue' }>,
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  deps: ReplyDeps,
): DraftSentence[] {
  const meant = papersNamed(number, asked, subject, deps);
  if (meant.length > MOST_PAPERS) return [];
  return meant.flatMap((held) => {
    const day = dateLineOf(held.document, held.span);
    const title = titleSpan(held);
    if (day === undefined) return [];
    return [
      line(held.document, title === undefined || title.start > day.start ? [day] : [title, day], day, deps),
    ];
  });
}

/** The papers of a number, where a question has one, else those that it names. */
function papersNamed(
  number: PaperNumber | undefined,
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  deps: ReplyDeps,
): HeldPaper[] {
  if (number === undefined) return papersMeant(asked, subject, deps);
  return papersOfNumber(number, asked, deps);
}

/**
 * Since when, how long and whether a paper holds: the sentences that say so, and who abolished it.
 * @param isOfToday whether it holds today is asked, and not in some year.
 */
function answerOfValidity(
  question: Extract<PaperQuestion, { kind: 'validity' }>,
  asked: AskedQuestion,
  isOfToday: boolean,
  subject: readonly WeighedTerm[],
  deps: ReplyDeps,
): Answer | null {
  const { number, asksStanding } = question;
  if (asksStanding) {
    const lines =
      number === undefined ? repealingTitle(asked, subject, deps) : repealing(number, asked, deps);
    const abolished = answered('extracted', lines, deps);
    if (abolished !== null) return abolished;
  }
  const meant = papersNamed(number, asked, subject, deps);
  if (meant.length === 0 || meant.length > MOST_PAPERS) return null;
  const lines = meant.flatMap((held) => validityLines(held, asksStanding && isOfToday, deps));
  return answered('extracted', lines, deps);
}

function validityLines(held: HeldPaper, asksStanding: boolean, deps: ReplyDeps): DraftSentence[] {
  const { document, paper, span } = held;
  const { kind } = deps.standingOf(document, span);
  const abolished = kind === 'repealed' ? held.number : undefined;
  const by = abolished === undefined ? [] : repealing(abolished, { places: [] }, deps);
  const own = (paper.validity ?? []).map((one) => line(document, [one], one, deps));
  const verdict = asksStanding ? verdictOf(kind, paper) : '';
  return [...by, ...own].map((one, at) => (at === 0 ? { ...one, lead: `${verdict}${one.lead}` } : one));
}

/** What a day tells of a paper; nothing where the paper does not say until when it holds. */
function verdictOf(kind: Standing['kind'], { validUntil }: Paper): string {
  if (kind === 'amended' || kind === 'dropped' || (kind === 'in-force' && validUntil === undefined))
    return '';
  return wording.answer.standingOfPaper[kind];
}

/** The article or chapter: its first line, then each block on a line of its own. */
function partLines(
  { document, span }: HeldPaper,
  part: Parameters<typeof partOf>[2],
  deps: ReplyDeps,
): DraftSentence[] {
  const blocks = partOf(document, span, part);
  const shown = blocks.slice(0, MOST_BLOCKS);
  const notes =
    blocks.length > shown.length ? [wording.answer.firstOfItems(shown.length, blocks.length)] : [];
  const said = shown.map((block) => line(document, [block.span], block.span, deps, notes));
  // What the gate refuses opens nothing: the first line that passes tells whose they are.
  const first = said.findIndex((one) => answered('extracted', [one], deps) !== null);
  const [head, ...below] = first < 0 ? [] : shown.slice(first);
  const opening = said[first];
  if (head === undefined || opening === undefined) return said;
  const lead = [head.span];
  return [
    opening,
    ...below.map((block, at): DraftSentence => {
      const source = { documentId: document.id, span: block.span, lead };
      return { ...(said[first + 1 + at] ?? opening), lead: '', sources: [source] };
    }),
  ];
}

/** Stretches of a paper, one after the other, of which the last is cited under the others. */
function line(
  document: SourceDocument,
  parts: readonly Span[],
  cited: Span,
  deps: ReplyDeps,
  notes: readonly string[] = [],
): DraftSentence {
  const source = { documentId: document.id, span: cited };
  const lead = parts.filter((part) => part !== cited);
  return {
    lead: leadOf(source, deps, notes),
    text: parts.map((part) => slice(document.text, part).replaceAll(/\s*\n\s*/gu, '')).join(' '),
    parts,
    sources: [lead.length === 0 ? source : { ...source, lead }],
  };
}
