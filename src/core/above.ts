import type { Evidence } from './evidence/evidence.ts';
import type { Excerpt } from './evidence/excerpts/excerpt.ts';
import type { PlaceAnswer } from './evidence/extract.ts';
import { countsAs, type WeighedTerm } from './evidence/wanted.ts';
import type { ReadDocument } from './facts/document.ts';
import type { Sentence } from './facts/sentence.ts';
import type { Figure } from './language/figures.ts';
import { clauses, fold, slice } from './language/text.ts';
import { placesAboveIn } from './papers/naming.ts';
import { setsRules } from './papers/titles.ts';
import { paperAt, titleAt } from './papers.ts';
import type { Tier } from './places/place.ts';
import type { Gazetteer, PlaceMention } from './places/places.ts';
import type { Knowledge } from './ports.ts';
import type { Wanted } from './question/forms.ts';
import type { AskedQuestion } from './question/question.ts';
import { asksChange, asksComparison } from './question/relation.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import type { Paper, Refused, Span } from './types.ts';

export interface AboveDeps {
  readonly knowledge: Knowledge;
  readonly gazetteer: Gazetteer;
  /** The product's own, uncalibrated, when absent. */
  readonly settings?: Settings;
}

/** More places than this are not asked for what is above each of them. */
const MOST_PLACES = 3;

/**
 * What is asked, in this order, where the places asked do not answer: the asker's own place, where others were assumed; what
 * is above them; the whole corpus, where they were assumed and the asker has no place.
 */
export function nextToAsk(asked: AskedQuestion, refused: Refused, deps: AboveDeps): AskedQuestion[] {
  const other = askedOtherwise(asked);
  const above = (one: AskedQuestion) => askedAbove(one, refused, deps);
  if (other === null) return above(asked);
  if (other.places.length === 0) return [...above(asked), other];
  return [other, ...above(asked), ...above(other)];
}

/** The same question of the places that come next where the assumed ones do not answer; null where there are none. */
function askedOtherwise({ otherwise, ...asked }: AskedQuestion): AskedQuestion | null {
  if (!asked.placesAreAssumed || otherwise?.places.length === 0) return null;
  const { places = [], ownPlace } = otherwise ?? {};
  return { ...asked, places, silentPlaces: asked.places, ...(ownPlace === undefined ? {} : { ownPlace }) };
}

/**
 * What is searched for without the places asked, near which nothing is written that is above them or of none; undefined where
 * it names none.
 */
export function withoutPlaces(
  { searchText, places, missingPlaces }: Pick<AskedQuestion, 'searchText' | 'places' | 'missingPlaces'>,
  { gazetteer }: Pick<AboveDeps, 'gazetteer'>,
): string | undefined {
  const among = new Set([...places, ...missingPlaces.map(({ name }) => name)]);
  const named = gazetteer
    .findPlaces(searchText, { among, unlisted: true })
    .filter(({ place }) => among.has(place.name));
  if (named.length === 0) return undefined;
  return named.reduceRight((text, { span }) => text.slice(0, span.start) + text.slice(span.end), searchText);
}

/** The same question of what is above its places; none where nothing is, or it is no question for papers. */
function askedAbove(
  asked: AskedQuestion,
  { reason }: Refused,
  { settings = DEFAULT_SETTINGS, ...deps }: AboveDeps,
): AskedQuestion[] {
  const { rules } = settings;
  if (!rules.placeFilter || !rules.above || reason === 'damaged') return [];
  if (reason === 'off-topic' && !asked.says.place) return [];
  const above = tiersAbove(asked, deps);
  const { toldOf: _, otherwise: __, ...rest } = asked;
  return above.length === 0 ? [] : [{ ...rest, placesAreAssumed: false, above }];
}

/**
 * The nearest place above each of those asked, then the next, then papers of no place. Only what the corpus has; empty
 * where nothing above can answer: of no place, of many, of what changed or differs between places, of what was left unsaid.
 */
function tiersAbove(
  { places, missingPlaces, exceptPlaces, alreadySaid, written }: AskedQuestion,
  { knowledge, gazetteer }: AboveDeps,
): readonly Tier[] {
  const named = places.length + missingPlaces.length;
  if (named === 0 || named > MOST_PLACES || exceptPlaces.length > 0 || alreadySaid !== '') return [];
  if (asksChange(written) || asksComparison(written)) return [];
  const chains = [
    ...places.map(placesAboveIn(gazetteer)),
    ...missingPlaces.map(({ parents }) => parents),
  ].map((parents) => [...parents].reverse());
  const longest = Math.max(...chains.map(({ length }) => length));
  const taken = new Set(places);
  const placed = Array.from({ length: longest }, (_, at) => {
    const level = new Set(chains.flatMap((chain) => chain[at] ?? []));
    const tier = [...level].filter((name) => knowledge.ordinalsByPlace.has(name) && !taken.has(name));
    for (const name of tier) taken.add(name);
    return tier;
  });
  const hasPlaceless = knowledge.placeless.length > 0;
  return [...placed.filter(({ length }) => length > 0), ...(hasPlaceless ? [[undefined]] : [])];
}

/** Tells what of the papers above the places asked, or of no place, may be told for these. */
export interface Above {
  /** Whether a sentence holds for the places asked, or tells of them by name, and of no place beside them. */
  holds(evidence: Evidence): boolean;
  /** What the nearest that answer say, cut to the clauses of the places asked where others are told of beside. */
  nearest(answering: readonly PlaceAnswer[], subject: readonly WeighedTerm[]): readonly PlaceAnswer[];
  /** Whether what was found stands in passages that name no place beside: whatever is made of them is of no other. */
  areAlone(found: readonly PlaceAnswer[]): boolean;
  /** Official names of the places above. */
  readonly places: ReadonlySet<string>;
}

/** A paper of no place that speaks of its own county, city or province is somebody's, and nobody knows whose. */
const OF_ITSELF = /[我本全该][县区旗市州盟省](?![城域位场])|县(?:委|政府|人民政府)/u;

/** Reads what of the papers above may be told. @param tiers of the places above those asked, nearest first. */
export function aboveOf(
  asked: AskedQuestion,
  tiers: readonly Tier[],
  { knowledge, gazetteer }: AboveDeps,
): Above {
  const names = [...asked.places, ...asked.missingPlaces.map(({ name }) => name)];
  const known = new Set(names);
  const chain = new Set([
    ...names.flatMap(placesAboveIn(gazetteer)),
    ...asked.missingPlaces.flatMap(({ parents }) => parents),
  ]);
  const among = new Set([...knowledge.places, ...names]);
  const mentions = (text: string) => gazetteer.findPlaces(text, { among, unlisted: true });
  const isAsked = ({ place }: PlaceMention) => known.has(place.name);
  const isOther = ({ place }: PlaceMention) => !known.has(place.name) && !chain.has(place.name);
  const isOfOthers = (text: string) => {
    const found = mentions(text);
    return found.some(isOther) && !found.some(isAsked);
  };

  /** The clauses from the first that names a place asked up to the next that names another; whole where none does. */
  function ofAsked(text: string, span: Span): Span | undefined {
    const found = mentions(slice(text, span));
    if (!found.some(isOther)) return span;
    const parts = clauses(text, span);
    const first = parts.findIndex((part) => mentions(slice(text, part)).some(isAsked));
    if (first < 0) return undefined;
    const rest = parts.slice(first);
    const end = rest.findIndex((part) => isOfOthers(slice(text, part)));
    const last = end < 0 ? rest.at(-1) : rest[end - 1];
    return last && { start: rest[0]?.start ?? span.start, end: last.end };
  }

  const ofSomebody = new Map<string, boolean>();
  /** Of no place that is known, and yet plainly of one that was not asked, or of one that nothing names. */
  function isSomebodys(document: ReadDocument, span: Span): boolean {
    const paper = paperAt(document, span);
    if (paper.place !== undefined) return false;
    const key = JSON.stringify([document.id, paper.title]);
    const before = ofSomebody.get(key);
    if (before !== undefined) return before;
    const { plain, plainOf } = document.facts;
    const text = [plainOf(paper.title), plainOf(paper.issuer ?? ''), plain].join('\n');
    const found = mentions(text);
    const isOf = found.some(isOther) || (OF_ITSELF.test(text) && !found.some(isAsked));
    ofSomebody.set(key, isOf);
    return isOf;
  }

  function holds({ sentence, hasWanted }: Evidence): boolean {
    const { passage, span, folded, ruling, beside, headings } = sentence;
    const document = knowledge.documentById.get(passage.documentId);
    if (document === undefined || isSomebodys(document, span)) return false;
    const led = [ruling, ...headings].join('\n');
    const isNamed = mentions(folded).some(isAsked);
    if (!isNamed && [folded, led, beside].some(isOfOthers)) return false;
    if (isNamed || mentions(led).some(isAsked)) return true;
    const paper = paperAt(document, span);
    const title = document.facts.plainOf(paper.title);
    return holdsForEach(asked, sentence, hasWanted, { ...paper, title });
  }

  /** An excerpt, cut to its clauses of the places asked; undefined where nothing is left, or less of the subject. */
  function quotable(excerpt: Excerpt, subject: readonly WeighedTerm[]): Excerpt | undefined {
    const { documentId, lead, cells, passage } = excerpt;
    const document = knowledge.documentById.get(documentId);
    if (document === undefined) return undefined;
    const { plain, plainOf } = document.facts;
    const textOf = (part: Span) => slice(plain, part);
    const led = lead.map(textOf);
    if (cells !== undefined)
      return isOfOthers([...led, textOf(excerpt.span)].join('\n')) ? undefined : excerpt;
    const span = led.some(isOfOthers) ? undefined : ofAsked(plain, excerpt.span);
    if (span === undefined) return undefined;
    const [whole, left] = [fold(textOf(excerpt.span)), fold(textOf(span))];
    const title = fold([...led, ...passage.headings.map(plainOf), titleAt(document, span)].join('\n'));
    const isNamed = mentions(left).some(isAsked);
    const isLess = subject.some(({ topicWeight, spellings }) => {
      const stands = (text: string) => spellings.some((word) => text.includes(word));
      // Of what is named, what stands beside tells nothing: that is of the place above.
      return !stands(left) && (stands(whole) || (isNamed && topicWeight > 0 && !stands(title)));
    });
    return isLess ? undefined : { ...excerpt, span };
  }

  return {
    holds,
    places: new Set(tiers.flat().flatMap((place) => place ?? [])),
    areAlone: (found) =>
      found
        .flatMap(({ excerpts }) => excerpts.map(({ passage }) => passage))
        .every(({ text }) => !mentions(text).some(isOther)),
    nearest: (answering, subject) => {
      const kept = answering.flatMap(({ excerpts: [best, ...more], ...one }): PlaceAnswer[] => {
        const first = quotable(best, subject);
        const rest = more.flatMap((excerpt) => quotable(excerpt, subject) ?? []);
        return first === undefined ? [] : [{ ...one, excerpts: [first, ...rest] }];
      });
      const ofTier = (tier: Tier) => kept.filter(({ place }) => tier.includes(place));
      return tiers.map(ofTier).find(({ length }) => length > 0) ?? [];
    },
  };
}

/** Units that rules give: shares, ages, terms, how often. Counts of people and things are of one place. */
const OF_RULES: ReadonlySet<string> = new Set(
  '% ‰ ‱ 岁 日 工作日 小时 分钟 月 个月 年 周 季 次 倍 折 成 元'.split(' '),
);
/** What was counted, spent or reached. */
const COUNTED =
  /共|累计|合计|总[计额投量]|完成|建成|发放(?!标准|时间|方式)|投[入资]|下[达拨]|安排|筹[集措]|资金|经费|惠及|覆盖|达到|达\d|截至|截止|实现|增长|下降/u;
/** Shares that tell how far a place is. */
const REACHED = /(?:普及|覆盖|参保|发生|增长|完成|入学|巩固|达标|就业|合格|满意|到位|使用)率/u;
/** A mean of all tells how a place does, though it is told of each. */
const MEAN = /[人户亩]均/u;
/** What each may get at most. */
const LIMIT = /不超过|最高|限额|上限|封顶/u;
/** Large sums are of one place: a rule gives amounts a person, a household or a project. */
const LARGE_SUM = 10_000_000;

/** Facts of one office, which no other's stand for. */
const OF_OFFICE: ReadonlySet<Wanted> = new Set(['phone', 'hours', 'where']);

/**
 * Whether what a sentence says of no county by name holds for each: a rule, no count of the place itself, and no fact of its
 * offices.
 * @param hasWanted it has the form that is asked for.
 */
function holdsForEach(asked: AskedQuestion, sentence: Sentence, hasWanted: boolean, paper: Paper): boolean {
  if (asked.wanted === 'person') return false;
  if (OF_OFFICE.has(asked.wanted) && paper.place !== undefined) return false;
  const { folded } = sentence;
  const figures = sentence.cells === undefined ? sentence.facts.figures : sentence.figures;
  const isOfFigure = asked.wanted === 'figure' && hasWanted;
  const meant = isOfFigure ? figures.filter((figure) => countsAs(figure, asked.units, folded)) : figures;
  if (!setsRules(paper))
    return isOfFigure && !MEAN.test(folded) && meant.some(({ per }) => per !== undefined);
  const isCount = isOfFigure || COUNTED.test(folded);
  return !isCount || meant.length === 0 || meant.some((figure) => isOfRules(figure, folded));
}

/** An amount each, a share, an age, a term: what rules give, and not how much there is of something. */
function isOfRules({ per, unit, value, bound, span }: Figure, folded: string): boolean {
  if (per !== undefined) return true;
  if (!OF_RULES.has(unit)) return false;
  const clause = clauses(folded, { start: 0, end: folded.length }).find(({ end }) => end >= span.end);
  const around = clause === undefined ? folded : slice(folded, clause);
  if (unit === '元')
    return value < LARGE_SUM && (bound === 'most' || LIMIT.test(around) || !COUNTED.test(around));
  return unit !== '%' || !REACHED.test(around);
}
