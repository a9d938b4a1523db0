import { wording } from '../../wording.ts';
import { shareOf, stands, type WeighedTerm } from '../evidence/wanted.ts';
import type { HeldPaper, PaperNumber } from '../facts/corpus.ts';
import { fold, overlaps, slice } from '../language/text.ts';
import type { Standing } from '../papers.ts';
import { yearsOf } from '../question/forms.ts';
import type { AskedQuestion } from '../question/question.ts';
import { answered, leadOf, type ReplyDeps } from '../reply/parts.ts';
import { refuse } from '../reply/refusals.ts';
import type { Answer, Paper, Repeal, SourceDocument, Span } from '../types.ts';
import type { DraftSentence } from '../verify.ts';
import {
  isSameNumber,
  namingWords,
  numberIn,
  type PaperQuestion,
  type PartName,
  paperAsked,
} from './asked.ts';
import { BY_TEXT, BY_TITLE, NAMED, papersIn, papersMeant, papersOfNumber } from './meant.ts';
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
  const wanted = paperAsked(question);
  if (wanted === null || question.toldOf !== undefined) return null;
  // 2019年那个办法还管用吗: of a paper the year tells which one, and is nothing to be borne out.
  const isOfToday = question.years.length === 0;
  const asked = isOfToday ? { ...question, years: yearsOf(question.written) } : question;
  const number = 'number' in wanted ? wanted.number : undefined;
  const say = (lines: readonly DraftSentence[]) => answered('extracted', lines, deps);
  const repealed = () =>
    number === undefined ? repealingTitle(asked, subject, deps) : repealing(number, asked, deps);
  const abolished = wanted.kind === 'validity' && wanted.asksStanding ? say(repealed()) : null;
  if (abolished !== null) return abolished;
  const meant = papersWanted(wanted, asked, subject, deps);
  if (meant.length > MOST_PAPERS) return null;
  const said = say(meant.flatMap((held) => linesOf(held, wanted, isOfToday, deps)));
  if (said !== null) return said;
  if (wanted.kind === 'title') return say(repealed());
  const silence = silenceOf(
    wanted,
    meant.map(({ paper }) => paper.title),
  );
  return meant.length === 0 || silence === null ? null : refuse('not-in-corpus', silence, deps.knowledge);
}

/** The papers of the number of a question, else those that it names and that may say what it asks. */
function papersWanted(
  wanted: PaperQuestion,
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  deps: ReplyDeps,
): HeldPaper[] {
  if ('number' in wanted && wanted.number !== undefined) return papersOfNumber(wanted.number, asked, deps);
  const meant = papersMeant(asked, subject, deps, wanted.kind === 'number' ? BY_TEXT : BY_TITLE);
  if (wanted.kind === 'part')
    return meant.filter(({ document, span }) => hasParts(document, span, wanted.part.unit));
  const isNamed = wanted.kind !== 'repeals' || namingWords(subject, asked.written).length > 0;
  return isNamed ? meant : meant.filter(({ paper: { repeals = [] } }) => repeals.length > 0);
}

/** What a paper says of what is asked. @param isOfToday it is asked of today, and not of some year. */
function linesOf(
  held: HeldPaper,
  wanted: PaperQuestion,
  isOfToday: boolean,
  deps: ReplyDeps,
): DraftSentence[] {
  switch (wanted.kind) {
    case 'part':
      return partLines(held, wanted.part, deps);
    case 'number':
      return numberLine(held, deps);
    case 'title':
      return [...numberLine(held, deps), ...(wanted.asksContent ? firstSentence(held, deps) : [])];
    case 'issue':
      return issueLine(held, deps);
    case 'repeals':
      return repealLines([held], () => true, deps).slice(0, MOST_BLOCKS);
    case 'validity':
      return validityLines(held, wanted.asksStanding && isOfToday, deps);
  }
}

/** That papers do not say what is asked; null of what need not be told. */
function silenceOf(wanted: PaperQuestion, titles: readonly string[]): string | null {
  const { noNumber, noRepeals, noPart, partName } = wording.answer;
  if (wanted.kind === 'number') return noNumber(titles);
  if (wanted.kind === 'repeals') return noRepeals(titles);
  return wanted.kind === 'part' ? noPart(titles, partName(wanted.part.number, wanted.part.unit)) : null;
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
  if (title !== undefined) return [line(document, [title], number, deps)];
  const said = line(document, [], number, deps);
  return [{ ...said, lead: `${said.lead}${wording.answer.title(paper.title)}` }];
}

function firstSentence({ document, span }: HeldPaper, deps: ReplyDeps): DraftSentence[] {
  const passage = deps.knowledge.passagesOf(document.id).find((one) => overlaps(one.span, span));
  const first = passage?.sentences.find(({ isHead }) => isHead !== true);
  return first === undefined ? [] : [line(document, [], first.span, deps)];
}

/** The sentences that abolish the paper of a number. */
function repealing(
  number: PaperNumber,
  asked: Pick<AskedQuestion, 'places'>,
  deps: ReplyDeps,
): DraftSentence[] {
  const isMeant = ({ number: written = '' }: Repeal) => {
    const own = numberIn(written);
    return own !== undefined && isSameNumber(own, number);
  };
  return repealLines(papersIn(asked, deps), isMeant, deps);
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
  const isMeant = ({ title = '', number = '' }: Repeal) =>
    (years.length === 0 || years.some((year) => `${title}${number}`.includes(String(year)))) &&
    shareOf(naming, (word) => stands(word, fold(title))) >= NAMED;
  return repealLines(papersIn(asked, deps), isMeant, deps);
}

/** The sentences in which papers abolish others that are meant, or the items under what announces their list, each once. */
function repealLines(
  papers: readonly HeldPaper[],
  isMeant: (repeal: Repeal) => boolean,
  deps: ReplyDeps,
): DraftSentence[] {
  return papers.flatMap(({ document, paper: { repeals = [] } }) => {
    const meant = new Map(repeals.filter(isMeant).map((repeal) => [repeal.span.start, repeal]));
    return [...meant.values()].map(({ span, head }) =>
      line(document, head === undefined ? [] : [head], span, deps),
    );
  });
}

/** The day that a paper was issued on, behind its title where that stands before. */
function issueLine(held: HeldPaper, deps: ReplyDeps): DraftSentence[] {
  const day = dateLineOf(held.document, held.span);
  if (day === undefined) return [];
  const title = titleSpan(held);
  const isBehind = title !== undefined && title.start <= day.start;
  return [line(held.document, isBehind ? [title] : [], day, deps)];
}

/** Since when and how long a paper holds, and who abolished it. */
function validityLines(held: HeldPaper, asksStanding: boolean, deps: ReplyDeps): DraftSentence[] {
  const { document, paper, span } = held;
  const { kind } = deps.standingOf(document, span);
  const abolished = kind === 'repealed' ? held.number : undefined;
  const by = abolished === undefined ? [] : repealing(abolished, { places: [] }, deps);
  const own = (paper.validity ?? []).map((one) => line(document, [], one, deps));
  const verdict = asksStanding ? verdictOf(kind, paper) : '';
  return [...by, ...own].map((one, at) => (at === 0 ? { ...one, lead: `${verdict}${one.lead}` } : one));
}

/** What a day tells of a paper; nothing where the paper does not say until when it holds. */
function verdictOf(kind: Standing['kind'], { validUntil }: Paper): string {
  if (kind === 'amended' || kind === 'dropped' || (kind === 'in-force' && validUntil === undefined))
    return '';
  return wording.answer.standingOfPaper[kind];
}

/** The article or chapter: its first line that the gate passes tells whose it is, each other block stands under that. */
function partLines({ document, span }: HeldPaper, part: PartName, deps: ReplyDeps): DraftSentence[] {
  const blocks = partOf(document, span, part);
  const shown = blocks.slice(0, MOST_BLOCKS);
  const notes =
    blocks.length > shown.length ? [wording.answer.firstOfItems(shown.length, blocks.length)] : [];
  const said = shown.map((block) => line(document, [], block.span, deps, notes));
  const first = said.findIndex((one) => answered('extracted', [one], deps) !== null);
  const head = shown[first]?.span;
  if (head === undefined) return said;
  return said.slice(first).map((one, at): DraftSentence => {
    if (at === 0) return one;
    const [source] = one.sources;
    return { ...one, lead: '', sources: [{ ...source, lead: [head] }] };
  });
}

/** A stretch of a paper, cited under those before it. */
function line(
  document: SourceDocument,
  lead: readonly Span[],
  cited: Span,
  deps: ReplyDeps,
  notes: readonly string[] = [],
): DraftSentence {
  const parts = [...lead, cited];
  const source = { documentId: document.id, span: cited };
  return {
    lead: leadOf(source, deps, notes),
    text: parts.map((part) => slice(document.text, part).replaceAll(/\s*\n\s*/gu, '')).join(' '),
    parts,
    sources: [lead.length === 0 ? source : { ...source, lead }],
  };
}
