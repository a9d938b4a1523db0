import { wording } from '../../wording.ts';
import { EXTRACT, type Excerpt, excerptOf } from '../evidence/excerpts/excerpt.ts';
import { sentencesIn } from '../evidence/excerpts/runs.ts';
import { shareOf, stands, TELLING, type WeighedTerm } from '../evidence/wanted.ts';
import type { HeldPaper } from '../facts/corpus.ts';
import { readUnder, type Sentence } from '../facts/sentence.ts';
import { kindOf } from '../gate/alike.ts';
import type { Difference } from '../gate/computed.ts';
import { told } from '../gate/told.ts';
import { ofAsked } from '../language/figures/classes.ts';
import { MEASURED_BY } from '../language/figures/measured.ts';
import { bigramTerms } from '../language/terms.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { DraftSentence } from '../verify.ts';
import { type Quantity, quantitiesOf } from './figures/quantities.ts';
import { quote, type ReplyDeps, verifyContext, workedOut } from './parts.ts';

/** Forms that ask for one thing of two papers, and not how they differ. */
const OF_ONE: ReadonlySet<string> = new Set(['figure', 'time']);
/** Figures that are told of two papers. */
const MOST_FIGURES = 6;
const WHOLE = { ...EXTRACT, maxQuoteCharacters: Number.POSITIVE_INFINITY };

/**
 * Every figure that two papers of one matter and place give otherwise, that of the earlier beside that of the later, and by how
 * much it changed: of the years asked, else of the two newest. Undefined where one figure is asked, there are no such papers, or
 * they give nothing alike.
 */
export function quoteEditions(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  [earlier, later]: readonly HeldPaper[],
  deps: ReplyDeps,
): DraftSentence[] | undefined {
  if (earlier === undefined || later === undefined || OF_ONE.has(asked.wanted)) return undefined;
  const pairs = pairsOf(
    figuresOf(earlier, asked, subject, deps),
    figuresOf(later, asked, subject, deps),
  ).filter((pair) => !isSame(pair));
  const meant = ofUnitAsked(ofSubject(pairs, subject, later), asked).slice(0, MOST_FIGURES);
  if (meant.length === 0) return undefined;
  const quoted = new Map(
    meant.flatMap(({ first, second }) => [first, second]).map((one) => [keyOf(one.excerpt), one.excerpt]),
  );
  return [
    ...[...quoted.values()].map((excerpt) => quote(excerpt, deps)),
    ...changesIn(ofClassAsked(meant, asked), deps),
  ];
}

/**
 * By how much the figures changed that two quotes of one matter both give, each by its name where there are several; that it is the
 * same, of the only one.
 */
export function changesBetween(
  earlier: readonly Excerpt[],
  later: readonly Excerpt[],
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  deps: ReplyDeps,
): DraftSentence[] {
  const [before, after] = [earlier, later].map((excerpts) =>
    excerpts.flatMap((excerpt) => kindsIn(excerpt, asked, subject, deps)),
  );
  const pairs = ofClassAsked(pairsOf(before ?? [], after ?? []), asked);
  return changesIn(
    pairs.filter((pair) => pairs.length === 1 || !isSame(pair)),
    deps,
  );
}

/** The pairs of the class that is asked of: 农村低保标准, and not 城市低保标准. */
function ofClassAsked<T extends OfKind>(
  pairs: readonly PairOf<T>[],
  { conditions }: AskedQuestion,
): readonly PairOf<T>[] {
  const ofClass = pairs.filter(({ first }) => ofAsked(conditions.classes, first.label.own).fit !== 'other');
  return ofClass.length > 0 ? ofClass : pairs;
}

function changesIn(pairs: readonly PairOf<OfKind>[], deps: ReplyDeps): DraftSentence[] {
  const isNamed = pairs.length > 1;
  return pairs.flatMap(({ first, second }) => {
    const change: Difference = { kind: 'change', first: first.operand, second: second.operand, isNamed };
    const worked = workedOut(change, wording.answer.changeLead, deps);
    return 'sentence' in worked ? [worked.sentence] : [];
  });
}

/** Whether the title of a paper names all that is asked of: its matter itself is asked of. */
export function isAskedWhole(subject: readonly WeighedTerm[], { folded }: HeldPaper): boolean {
  const topics = subject.filter(isTopic);
  return topics.length > 0 && topics.every((term) => isNamedIn(folded, term));
}

/** A figure with what it counts. */
interface OfKind extends Quantity {
  readonly kind: string;
}

/** The same of a sentence of a paper. */
interface OfPaper extends OfKind {
  readonly excerpt: Excerpt;
  readonly sentence: Sentence;
}

interface PairOf<T extends OfKind> {
  readonly first: T;
  readonly second: T;
}
type Pair = PairOf<OfPaper>;

/** Figures of the later that one of the earlier, and no other one, is of a kind with. */
function pairsOf<T extends OfKind>(before: readonly T[], after: readonly T[]): PairOf<T>[] {
  return after.flatMap((second) => {
    const alike = before.filter(({ kind }) => kind === second.kind);
    const [first] = alike;
    return first === undefined || alike.length > 1 ? [] : [{ first, second }];
  });
}

function isSame({ first: { figure: a }, second: { figure: b } }: PairOf<OfKind>): boolean {
  return a.value === b.value && a.upTo === b.upTo && a.bound === b.bound;
}

/** The figures of a quote that may be held against those of another. */
function kindsIn(
  excerpt: Excerpt,
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  deps: ReplyDeps,
): OfKind[] {
  const context = verifyContext(deps);
  return quantitiesOf(excerpt, asked, subject, deps).flatMap((one) => {
    const own = told(one.operand, context);
    const kind = own === null ? undefined : kindOf(own);
    return kind === undefined ? [] : [{ ...one, kind }];
  });
}

function keyOf({ documentId, span: { start, end } }: Excerpt): string {
  return `${documentId} ${start} ${end}`;
}

/** Every figure of a paper that may be held against one of another. */
function figuresOf(
  { document, span }: HeldPaper,
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  deps: ReplyDeps,
): OfPaper[] {
  return sentencesIn(span, document.id, deps.knowledge).flatMap((sentence) => {
    const excerpt = excerptOf(asked, subject, sentence, 0, deps.knowledge, WHOLE);
    if (excerpt === undefined || sentence.cells !== undefined) return [];
    return kindsIn(excerpt, asked, subject, deps).map((one) => ({ ...one, excerpt, sentence }));
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

/** Asks whether one figure rose or fell, and not what has changed. */
const ASKS_RISE = /[涨升降跌]|提高|降低|[增减](?:加|少)|[多少]了/u;

/** 补贴涨了没: where it is asked whether something rose, those in the unit that it is spoken of in, where there are any. */
function ofUnitAsked(pairs: readonly Pair[], { written }: AskedQuestion): readonly Pair[] {
  if (!ASKS_RISE.test(written)) return pairs;
  const spoken = pairs.filter(({ second }) => MEASURED_BY.get(second.figure.unit)?.test(written));
  return spoken.length > 0 ? spoken : pairs;
}

const OF_CHANGES =
  /^(?:不同|区别|差别|变化|变动|调整|[新老旧]{1,2}(?:办法|政策|标准|规定|文件|方案)?|办法|政策|规定|文件)$/u;

function isTopic({ term, weight }: WeighedTerm): boolean {
  return weight >= TELLING && !OF_CHANGES.test(term);
}

/** By the word itself or a longer form of it: 地力补贴 in 耕地地力保护补贴. */
function isNamedIn(title: string, { term, spellings }: WeighedTerm): boolean {
  const pairs = bigramTerms(term);
  const isForm = (word: string) => pairs.some((pair) => word.includes(pair));
  return spellings.some((word) => isForm(word) && stands(word, title));
}
