import { wording } from '../../wording.ts';
import { sentencesIn } from '../evidence/excerpts/around.ts';
import { EXTRACT, type Excerpt, excerptOf } from '../evidence/excerpts/excerpt.ts';
import type { PlaceAnswer } from '../evidence/extract.ts';
import { shareOf, stands, TELLING, type WeighedTerm } from '../evidence/wanted.ts';
import type { HeldPaper } from '../facts/corpus.ts';
import { readUnder, type Sentence } from '../facts/sentence.ts';
import type { Difference } from '../gate/computed.ts';
import { ofAsked } from '../language/figures/classes.ts';
import { MEASURED_BY } from '../language/figures/measured.ts';
import { bigramTerms } from '../language/terms.ts';
import type { AskedQuestion } from '../question/question.ts';
import { editionsMeant } from '../sides/sides.ts';
import type { DraftSentence } from '../verify.ts';
import { type OfKind, ofKinds, quantitiesOf } from './figures.ts';
import { quoteList } from './lists.ts';
import { quote, type ReplyDeps, type Replying, workedOut } from './parts.ts';

/** Forms that ask for one thing of two papers, and not how they differ. */
const OF_ONE: ReadonlySet<string> = new Set(['figure', 'time']);
/** Figures that are told of two papers. */
const MOST_FIGURES = 6;
const WHOLE = { ...EXTRACT, maxQuoteCharacters: Number.POSITIVE_INFINITY };

/** What two papers of one place answer, the earlier first; undefined where the answers are none of such. */
export function editionsAmong(
  found: readonly PlaceAnswer[],
): readonly [PlaceAnswer, PlaceAnswer] | undefined {
  const [earlier, later] = found;
  return earlier === undefined || later === undefined || earlier.place !== later.place
    ? undefined
    : [earlier, later];
}

/** What two papers of one place tell of what is asked, the earlier first, and by how much it changed where two figures allow it. */
export function quoteBoth(
  [earlier, later]: readonly [PlaceAnswer, PlaceAnswer],
  replying: Replying,
): DraftSentence[] {
  const { asked } = replying;
  const whole = quoteEditions(editionsMeant(asked, later.excerpts[0], replying), replying);
  if (whole !== undefined) return whole;
  const both = [earlier.excerpts, later.excerpts] as const;
  if (asked.wanted === 'list') return both.flatMap((excerpts) => quoteList(excerpts, replying));
  return [
    ...both.flatMap((excerpts) => excerpts.map((excerpt) => quote(excerpt, replying))),
    ...changesBetween(...both, replying),
  ];
}

/**
 * Every figure that two papers of one matter and place give otherwise, that of the earlier beside that of the later, and by how
 * much it changed: of the years asked, else of the two newest. Undefined where one figure is asked, there are no such papers, or
 * they give nothing alike.
 */
export function quoteEditions(
  [earlier, later]: readonly HeldPaper[],
  replying: Replying,
): DraftSentence[] | undefined {
  const { asked, subject } = replying;
  if (earlier === undefined || later === undefined || OF_ONE.has(asked.wanted)) return undefined;
  const pairs = pairsOf(figuresOf(earlier, replying), figuresOf(later, replying)).filter(
    (pair) => !isSame(pair),
  );
  const meant = ofUnitAsked(ofSubject(pairs, subject, later), asked).slice(0, MOST_FIGURES);
  if (meant.length === 0) return undefined;
  const quoted = new Map(
    meant.flatMap(({ first, second }) => [first, second]).map((one) => [keyOf(one.excerpt), one.excerpt]),
  );
  return [
    ...[...quoted.values()].map((excerpt) => quote(excerpt, replying)),
    ...changesIn(ofClassAsked(meant, asked), replying),
  ];
}

/**
 * By how much the figures changed that two quotes of one matter both give, each by its name where there are several; that it is the
 * same, of the only one.
 */
function changesBetween(
  earlier: readonly Excerpt[],
  later: readonly Excerpt[],
  replying: Replying,
): DraftSentence[] {
  const kindsIn = (excerpts: readonly Excerpt[]) =>
    ofKinds(
      excerpts.flatMap((excerpt) => quantitiesOf(excerpt, replying)),
      replying,
    );
  const pairs = ofClassAsked(pairsOf(kindsIn(earlier), kindsIn(later)), replying.asked);
  return changesIn(
    pairs.filter((pair) => pairs.length === 1 || !isSame(pair)),
    replying,
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

/** A figure of a sentence of a paper. */
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

function keyOf({ documentId, span: { start, end } }: Excerpt): string {
  return `${documentId} ${start} ${end}`;
}

/** Every figure of a paper that may be held against one of another. */
function figuresOf({ document, span }: HeldPaper, replying: Replying): OfPaper[] {
  const { asked, subject, knowledge } = replying;
  return sentencesIn(span, document.id, knowledge).flatMap((sentence) => {
    const excerpt = excerptOf(asked, subject, sentence, 0, knowledge, WHOLE);
    if (excerpt === undefined || sentence.cells !== undefined) return [];
    return ofKinds(quantitiesOf(excerpt, replying), replying).map((one) => ({ ...one, excerpt, sentence }));
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
