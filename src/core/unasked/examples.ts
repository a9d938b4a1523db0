import { exampleWording } from '../../wording/examples.ts';
import type { AnswerDeps } from '../answer.ts';
import { foldedAt } from '../facts/document.ts';
import { factsOf } from '../facts/facts.ts';
import { namesIn } from '../facts/names.ts';
import type { LabelledFigure } from '../language/labelled.ts';
import { fold } from '../language/text.ts';
import { placeLabel } from '../places/place.ts';
import type { Segmenter } from '../ports.ts';
import { answerByQuotes, sureness } from './listening.ts';

const MAX_EXAMPLES = 3;
/** Places, passages of each, and questions for each that are tried. */
const PLACES = 12;
const PASSAGES = 60;
const TRIES = 8;
/** How sure an answer must be for its question to be shown. 0 to 1. */
const SURE_ENOUGH = 0.8;
/** Characters of a name that reads well in a question. */
const SHORTEST_NAME = 4;
const LONGEST_NAME = 10;

/** A question that reports of a place may answer. */
export interface ExampleCandidate {
  readonly question: string;
  /** What it asks about, as the reports write it, folded. */
  readonly name: string;
  /** In which way it asks. */
  readonly shape: keyof typeof exampleWording;
  /** Higher reads better: names that people know before words of one report. */
  readonly worth: number;
}

/** What a benefit, a rate, a grant and a deed are called at the end. */
const BENEFIT = /(?:标准|补贴|补助|津贴|养老金|奖补|生活费)$/u;
const RATE = /率$/u;
const GRANT = /(?:信贷|贷款|补贴|补助|津贴|[助奖]学金)$/u;
const DEED = /(?:改造|搬迁)$/u;
const COUNTERS = new Set([...'个家所座处支']);
/** A programme of several points: 三大工程, 八项行动. */
const PROGRAMME =
  /^[一二三四五六七八九十][大项个]?\p{Script=Han}{0,4}(?:行动|工程|计划|活动|机制|政策|制度|负责制)$/u;
/** Before a name, and between a name and its figure, what is no part of the name. */
const OPENING = /^.*(?:全县|该县|发放|落实|实施|将)/u;
const CLOSING =
  /(?:从今年|起|由|从|按|为|是|均?达到?|高达|降[至到]|提高[至到]|[均共约]|每(?:平方米|[人月年天日户生亩头])|\s)+$/u;
/** Nouns, what stands before them as part of a name (贫困, 深度), and words that the dictionary lacks. */
const NOUN = /^(?:n(?![rs])|vn|l|j|b|a|$)/u;

/**
 * Up to three questions that the corpus answers, of different places and subjects where it has them: each was answered,
 * surely, from its place alone, with a quote that holds what it asks about. None where the question's vector fails.
 * @param patience awaited before each step, so that people's questions go first; its rejection ends the search.
 */
export async function findExamples(deps: AnswerDeps, patience: () => Promise<void>): Promise<string[]> {
  const { knowledge } = deps;
  const places = [...knowledge.places].slice(0, PLACES);
  const found: ExampleCandidate[] = [];
  const tried = new Set<string>();
  // Once for each place, then again where there are fewer places than examples.
  for (let round = 0; round < MAX_EXAMPLES && found.length < MAX_EXAMPLES; round++) {
    const before = found.length;
    for (const place of places) {
      if (found.length === MAX_EXAMPLES) break;
      await patience();
      const next = await firstAnswered(place, candidatesOf(place, deps), found, tried, deps, patience);
      if (next !== undefined) found.push(next);
    }
    if (found.length === before) break;
  }
  return found.map(({ question }) => question);
}

/** The best candidate of a place, of another subject than those found, in another shape where there is one. */
async function firstAnswered(
  place: string,
  candidates: readonly ExampleCandidate[],
  found: readonly ExampleCandidate[],
  tried: Set<string>,
  deps: AnswerDeps,
  patience: () => Promise<void>,
): Promise<ExampleCandidate | undefined> {
  const isNewShape = ({ shape }: ExampleCandidate) => !found.some((one) => one.shape === shape);
  const open = candidates
    .filter(({ name }) => !found.some((one) => one.name.includes(name) || name.includes(one.name)))
    .filter(({ question }) => !tried.has(question))
    .sort((a, b) => Number(isNewShape(b)) - Number(isNewShape(a)) || b.worth - a.worth);
  for (const candidate of open.slice(0, TRIES)) {
    tried.add(candidate.question);
    await patience();
    if (await isAnswered(candidate, place, deps)) return candidate;
  }
  return undefined;
}

async function isAnswered(
  { question, name }: ExampleCandidate,
  place: string,
  deps: AnswerDeps,
): Promise<boolean> {
  const explained = await answerByQuotes({ text: question, history: [] }, deps);
  const { answer: said } = explained;
  return (
    said.kind === 'answered' &&
    sureness(explained) >= SURE_ENOUGH &&
    said.citations.every((citation) => citation.place === place) &&
    said.citations.some(({ quote }) => fold(quote).replaceAll(/\s/gu, '').includes(name))
  );
}

/** What may be asked of a place, by what its reports count, pay and name; each question once. */
export function candidatesOf(place: string, deps: NameDeps): ExampleCandidate[] {
  const { documentById, ordinalsByPlace, passages } = deps.knowledge;
  const of = placeLabel(place, deps);
  const known = new Map<string, ExampleCandidate>();
  for (const ordinal of ordinalsByPlace.get(place)?.subarray(0, PASSAGES) ?? []) {
    const passage = passages[ordinal];
    const document = passage && documentById.get(passage.documentId);
    if (passage === undefined || document === undefined) continue;
    const folded = foldedAt(document, passage.span);
    for (const figure of factsOf(folded).quantities) {
      const candidate = ofFigure(of, figure, folded, deps);
      if (candidate !== null && !known.has(candidate.question)) known.set(candidate.question, candidate);
    }
    for (const name of namesIn(folded).filter((one) => PROGRAMME.test(one))) {
      const question = exampleWording.meant(of, name);
      known.set(question, { question, name, shape: 'meant', worth: 2 });
    }
  }
  return [...known.values()];
}

function ofFigure(
  of: string,
  { figure, label, isPlanned, isNegated, isFrom, isChange }: LabelledFigure,
  folded: string,
  deps: NameDeps,
): ExampleCandidate | null {
  if (figure.han || isPlanned || isNegated || isFrom || isChange || label.conditions.length > 0) return null;
  const { start, end } = figure.span;
  const [before = '', after = ''] = label.own.split(/\s+(?=\S*$)/u);
  const counter = folded.slice(start, end).replace(/以上$/u, '').at(-1) ?? '';
  const isBefore = !/\p{Script=Han}/u.test(folded.charAt(end));
  const name = isBefore ? nameAtEnd(before, deps) : nameAtStart(after, deps);
  if (name === null) return null;
  const isCommon = deps.knowledge.vocabulary.groupTerms(wordsOf(name, deps)).length > 0;
  const candidate = (shape: ExampleCandidate['shape'], worth: number): ExampleCandidate => ({
    question: exampleWording[shape](of, name, counter),
    ...{ name, shape },
    worth: worth + (isCommon ? 3 : 0),
  });
  if (figure.unit === '元' && isBefore) {
    if (BENEFIT.test(name) && figure.per !== undefined) return candidate('is', 4);
    return GRANT.test(name) && /发放/u.test(before) ? candidate('paid', 2) : null;
  }
  if (figure.unit === '%' && isBefore) return RATE.test(name) ? candidate('rate', 2) : null;
  if (figure.unit === '户' && isBefore && DEED.test(name)) return candidate('done', 3);
  return COUNTERS.has(counter) && !RATE.test(name) && isThing(name, deps.segmenter)
    ? candidate('count', 0)
    : null;
}

type NameDeps = Pick<AnswerDeps, 'knowledge' | 'gazetteer' | 'segmenter'>;

/** The nouns at the end of a label, without what is done to them (培育企业). */
function nameAtEnd(label: string, deps: NameDeps): string | null {
  const words = wordsOf(label.replace(CLOSING, '').replace(OPENING, ''), deps);
  const isRate = words.at(-1)?.endsWith('率') === true;
  const isPart = (word: string) => isPartOfName(word, deps, isRate);
  const run = words.slice(words.findLastIndex((word) => !isPart(word)) + 1);
  const isDone = (word: string) =>
    !isRate && !isCommonName([word], deps) && /^v/u.test(deps.segmenter.partOfSpeech(word) ?? '');
  const from = isCommonName(run, deps) ? 0 : run.findIndex((word) => !isDone(word));
  return nameOf(run.slice(Math.max(0, from)), deps);
}

/** A name of the table at the start of what follows a figure, or all of that where it is nouns. */
function nameAtStart(label: string, deps: NameDeps): string | null {
  const words = wordsOf(label, deps);
  const ends = words.map((_, at) => at + 1).reverse();
  const common = ends.find((end) => isCommonName(words.slice(0, end), deps));
  if (common !== undefined) return words.slice(0, common).join('');
  return words.every((word) => isPartOfName(word, deps, false)) ? nameOf(words, deps) : null;
}

/** Dictionary words, the names of the table whole. */
function wordsOf(text: string, { segmenter, knowledge }: NameDeps): string[] {
  return knowledge.vocabulary.joinNames(segmenter.words(text));
}

/** A name of the table, however short; another one where it tells by itself what it is of, and names no place. */
function nameOf(words: readonly string[], deps: NameDeps): string | null {
  const name = words.join('');
  if (isCommonName(words, deps)) return name;
  const isLongEnough = name.length >= SHORTEST_NAME && name.length <= LONGEST_NAME;
  return isLongEnough && deps.gazetteer.findPlaces(name).length === 0 ? name : null;
}

function isCommonName(words: readonly string[], { knowledge }: NameDeps): boolean {
  return words.length > 0 && knowledge.vocabulary.groupTerms([words.join('')]).length > 0;
}

/** @param isRate 就业 in 就业率 is part of a name, too. */
function isPartOfName(word: string, deps: NameDeps, isRate: boolean): boolean {
  if (!/^\p{Script=Han}+$/u.test(word)) return false;
  if (word.length === 1) return /[村户站点所率员县乡室]/u.test(word);
  const speech = deps.segmenter.partOfSpeech(word) ?? '';
  return (
    NOUN.test(speech) || (isRate && /^v/u.test(speech)) || BENEFIT.test(word) || isCommonName([word], deps)
  );
}

/** Ends in a word for a thing or for people, not in one for something that is done. */
function isThing(name: string, segmenter: Segmenter): boolean {
  return /^(?:n(?!r)|$)/u.test(segmenter.partOfSpeech(segmenter.words(name).at(-1) ?? '') ?? '');
}
