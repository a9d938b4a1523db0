import { rowKeyOf, yearOfRow } from '../../facts/rows.ts';
import { readUnder, type Sentence } from '../../facts/sentence.ts';
import { saysWhich, withoutCarriers } from '../../gate/told.ts';
import { namedIn } from '../../language/figures/conditions.ts';
import { extremeAsked } from '../../language/figures/extremes.ts';
import { figuresIn } from '../../language/figures.ts';
import { slice } from '../../language/text.ts';
import { isLaterDate } from '../../papers/naming.ts';
import { dateOf, paperAt, type Standing, type Standings } from '../../papers.ts';
import type { Knowledge } from '../../ports.ts';
import type { AskedQuestion } from '../../question/question.ts';
import { asksChange, asksComparison } from '../../question/relation.ts';
import { askedOfRows } from '../../question/turns/follow-up.ts';
import type { Evidence } from '../evidence.ts';
import { isOfUnits, shareOf, stands, type WeighedTerm } from '../wanted.ts';
import { documentOf } from './around.ts';

/** Asks for what holds today. */
const ASKS_NOW = /现在|目前|现行|当前|如今|最新|眼下|今年/u;
/** Asks for what held before. */
const ASKS_PAST = /以前|原来|过去|之前|从前|[老旧](?:标准|办法|规定|政策)/u;
/** Asks for what held at other times than now. */
const ASKS_TIMES =
  /以前|原来|过去|之前|从前|[老旧]标准|历[年次]|[各每]年|哪[一]?年|几几年|什么时候|何时|往年|分年/u;

/** How well a paper stands for what holds: what ended by itself was replaced by nothing that is known. */
const RANK: Readonly<Record<Standing['kind'], number>> = {
  'in-force': 0,
  disputed: 1,
  amended: 1,
  'not-yet': 2,
  expired: 2,
  repealed: 3,
  superseded: 3,
  dropped: 3,
};

/** What is asked, and of which papers: what holds among the evidence is told by this. */
export interface Holding {
  readonly asked: AskedQuestion;
  readonly subject: readonly WeighedTerm[];
  readonly knowledge: Knowledge;
  readonly standingOf: Standings['of'];
}

/**
 * What stands best before what does not; what was replaced or is told for a later year as well, or with now asked for what is past,
 * not at all where a place has better.
 */
export function inForceFirst(
  evidence: readonly Evidence[],
  { asked: { written, years, relativeYears }, knowledge, standingOf }: Holding,
): readonly Evidence[] {
  if (years.length > 0 || relativeYears.some((offset) => offset !== 0)) return evidence;
  const newest = evidence.filter(({ sentence }) => isNewest(sentence));
  const told = new Set(newest.map(({ sentence }) => sentence.edition?.matter));
  const ranked = evidence.map((one) => {
    const { sentence } = one;
    const { kind } = standingOf(documentOf(sentence, knowledge), sentence.span);
    const isOlder =
      sentence.edition !== undefined && told.has(sentence.edition.matter) && !isNewest(sentence);
    return { one, place: sentence.passage.place, rank: Math.max(RANK[kind], isOlder ? RANK.superseded : 0) };
  });
  const least = Math.min(...ranked.map(({ rank }) => rank));
  const best = ranked.filter(({ rank }) => rank === least);
  const placed = new Set(best.map(({ place }) => place));
  const past = ASKS_NOW.test(written) ? RANK.expired : RANK.repealed;
  const others = ranked.filter(
    ({ rank, place }) => rank > least && (ASKS_PAST.test(written) || rank < past || !placed.has(place)),
  );
  return [...best, ...others].map(({ one }) => one);
}

function isNewest({ edition }: Sentence): boolean {
  return edition !== undefined && edition.year === edition.newest;
}

/**
 * The evidence with what is told of the newest year in place of what differs from it by nothing but that: each row of a table, and
 * each sentence that gives the figure asked. Who names no year asks for what holds; as it was where a year or a change is asked.
 */
export function newestOf(evidence: readonly Evidence[], holding: Holding): readonly Evidence[] {
  const { asked, knowledge } = holding;
  const rows = askedOfRows(asked);
  const isOfRows = asksWhatHolds(rows) && extremeAsked(rows.written) === undefined;
  const ofRows = isOfRows ? newestRows(evidence, knowledge) : evidence;
  const isOfFigures = asked.wanted === 'figure' || asksComparison(asked.written);
  if (!isOfFigures || !asksWhatHolds(asked)) return ofRows;
  const told = toldBySeveral(ofRows, holding);
  return [...new Set(ofRows.map((one) => newestLike(one, told)))];
}

/** Whether it is asked what holds: no time is named, nor several, nor how they differ; places may be held against each other. */
function asksWhatHolds({ years, relativeYears, places, written, wanted }: AskedQuestion): boolean {
  if (years.length + relativeYears.length > 0 || ASKS_TIMES.test(written) || wanted === 'time') return false;
  return !asksChange(written) && (places.length > 1 || !asksComparison(written));
}

function newestRows(evidence: readonly Evidence[], knowledge: Knowledge): readonly Evidence[] {
  const bySentence = new Map(evidence.map((one) => [one.sentence, one]));
  const newest = new Map<Sentence, Evidence>();
  for (const one of evidence) {
    const sentence = newestRow(one.sentence, knowledge);
    if (!newest.has(sentence)) newest.set(sentence, bySentence.get(sentence) ?? { ...one, sentence });
  }
  return [...newest.values()];
}

/** The one row of the newest year that is told as this one but for its year and its figures; itself where there is none. */
function newestRow(row: Sentence, knowledge: Knowledge): Sentence {
  if (row.cells === undefined) return row;
  const document = documentOf(row, knowledge);
  const year = yearOfRow(row, document);
  const key = rowKeyOf(row, document);
  if (year === undefined || key === undefined) return row;
  const like = knowledge.datedRowsOf(document.id).get(key) ?? [];
  const newest = Math.max(year, ...like.map((one) => one.year));
  const [first, ...others] = like.filter((one) => one.year === newest);
  const isFuller = row.figures.length === 0 || (first?.sentence.figures.length ?? 0) > 0;
  return newest > year && first !== undefined && others.length === 0 && isFuller ? first.sentence : row;
}

/** What a sentence tells of what is asked, and when. */
interface Told {
  /** The date of its paper, or its beginning. */
  readonly date: string;
  /** What each of its figures that may be meant counts, in which unit and of whom. */
  readonly kinds: ReadonlySet<string>;
  /** The years that these figures are of: their own, else that of the paper. */
  readonly years: readonly number[];
}

/** The sentence of the newest paper of the place that tells all that this one tells; itself where there is none. */
function newestLike(one: Evidence, told: ReadonlyMap<Evidence, Told>): Evidence {
  const own = told.get(one);
  if (own === undefined) return one;
  let newest = { one, date: own.date };
  for (const [other, { date, kinds, years }] of told) {
    const replaces =
      other.sentence.passage.place === one.sentence.passage.place &&
      isLaterDate(date, own.date) &&
      Math.min(...years) >= Math.max(...own.years) &&
      [...own.kinds].every((kind) => kinds.has(kind));
    if (replaces && isLaterDate(date, newest.date)) newest = { one: other, date };
  }
  return newest.one;
}

/** What the sentences tell of places that have papers of several dates, but for rows and for what has no date: no other is replaced. */
function toldBySeveral(
  evidence: readonly Evidence[],
  { asked, subject, knowledge, standingOf }: Holding,
): ReadonlyMap<Evidence, Told> {
  const dated = evidence.flatMap((one) => {
    const { cells, passage, span } = one.sentence;
    const document = documentOf(one.sentence, knowledge);
    const date = cells === undefined ? dateOf(paperAt(document, span)) : undefined;
    return date === undefined ? [] : [{ one, date, document, place: passage.place }];
  });
  const oneDate = new Map(dated.map(({ place, date }) => [place, date]));
  const isOther = ({ place, date }: (typeof dated)[number]) => date !== oneDate.get(place);
  const several = new Set(dated.filter(isOther).map(({ place }) => place));
  return new Map(
    dated
      .filter(({ place }) => several.has(place))
      .filter(({ one, document }) => standingOf(document, one.sentence.span).kind === 'in-force')
      .flatMap(({ one, date }) => {
        const told = toldBy(one.sentence, date, asked, subject);
        return told === undefined ? [] : [[one, told] as const];
      }),
  );
}

/** Undefined where no figure is labelled with what is asked. @param date of its paper. */
function toldBy(
  sentence: Sentence,
  date: string,
  { units }: AskedQuestion,
  subject: readonly WeighedTerm[],
): Told | undefined {
  const all = sentence.facts.quantities
    .filter(({ figure }) => isOfUnits(figure, units))
    .map((one) => ({ ...one, fit: shareOf(subject, (word) => stands(word, one.label.own)) }));
  const most = Math.max(...all.map(({ fit }) => fit));
  const meant = all.filter(({ fit }) => fit === most && fit > 0);
  const level = meant.filter((one) => !one.isFrom && !one.isChange && !one.isPlanned && !one.isNegated);
  if (level.length === 0 || level.length < meant.filter(({ isFrom }) => !isFrom).length) return undefined;
  const place = sentence.passage.place ?? '';
  const read = readUnder(sentence);
  const { grades, townships, numbered, seasons } = namedIn(read);
  const bounds = figuresIn(read)
    .filter((figure) => saysWhich(figure, read))
    .map(({ span }) => slice(read, span));
  const ofWhom = [grades, townships, numbered, seasons, bounds];
  const kinds = level.map(({ figure: { unit, per }, label }) => {
    const conditions = label.conditions.map(({ value }) => value);
    return JSON.stringify([withoutCarriers(label.own, place, place), unit, per, conditions, ofWhom]);
  });
  const years = level.map(({ year }) => Number(year?.split('-').at(-1) ?? date.slice(0, 4)));
  return { date, kinds: new Set(kinds), years };
}

/**
 * The evidence without rows of tables that stand under other captions than the one that the question names: of two rows that are
 * told by the same names, the one under 初中 answers what is asked of 初中.
 */
export function rowsUnderNamed(
  subject: readonly WeighedTerm[],
  evidence: readonly Evidence[],
  knowledge: Knowledge,
): readonly Evidence[] {
  const rows = evidence.flatMap((one) => {
    const { sentence } = one;
    const document = documentOf(sentence, knowledge);
    const key = sentence.cells && rowKeyOf(sentence, document, false);
    if (key === undefined) return [];
    const isNamed = ({ spellings: [word = ''] }: WeighedTerm) =>
      sentence.ruling.includes(word) || sentence.above.includes(word);
    return [{ one, key: `${document.id}\n${key}`, named: new Set(subject.filter(isNamed)) }];
  });
  const alike = new Map<string, typeof rows>();
  for (const row of rows) alike.set(row.key, [...(alike.get(row.key) ?? []), row]);
  const isUnderOther = ({ key, named }: (typeof rows)[number]) =>
    alike
      .get(key)
      ?.some((other) => other.named.size > named.size && [...named].every((word) => other.named.has(word)));
  const left = new Set(rows.filter(isUnderOther).map(({ one }) => one));
  return evidence.filter((one) => !left.has(one));
}
