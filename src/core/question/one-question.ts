import { CONDITION_WORDS, type Conditions, conditionsOf } from '../language/figures/conditions.ts';
import { extremeAsked, SUPERLATIVES } from '../language/figures/extremes.ts';
import { unitsOfOne } from '../language/figures/measured.ts';
import { type Figure, findFigures } from '../language/figures.ts';
import { relativeYearsOf, relativeYearWords } from '../language/relative-years.ts';
import type { Misspelling } from '../language/spelling/misspelling.ts';
import { type Correction, corrected, quotedSpans, type Speller } from '../language/spelling.ts';
import { contentWords } from '../language/terms.ts';
import { fold, overlaps, slice } from '../language/text.ts';
import type { Vocabulary } from '../language/vocabulary.ts';
import { areWhereabouts, withoutOrigins } from '../places/context.ts';
import type { Gazetteer, Place, PlaceMention } from '../places/places.ts';
import type { ScriptConverter, Segmenter } from '../ports.ts';
import type { Span } from '../types.ts';
import {
  isMeasureWord,
  isPremise,
  type Rate,
  ratesOf,
  type Scale,
  scaleOf,
  topicOf,
  UNNAMED_PLACES,
  unitsOf,
  type Wanted,
  wantedOf,
  yearsOf,
} from './forms.ts';
import { grantAskedAt } from './relation.ts';
import { askedOfEach } from './sides.ts';

/** One turn read for itself. */
export interface OneQuestion {
  /** The same in simplified characters, dialect and misspellings turned into written words: its form is read from this. */
  readonly written: string;
  /** The misspellings in it: as they were written, and as they were read. */
  readonly readAs: readonly Misspelling[];
  readonly wanted: Wanted;
  /** Canonical units that the figure may have; empty when any will do. */
  readonly units: ReadonlySet<string>;
  /** The question without places and question words, as it was typed. */
  readonly topic: string;
  /** Content words of the question, folded, in order, without places and question words. */
  readonly subject: readonly string[];
  /** 每人, 每月 …: the figure must be a rate of this kind. */
  readonly rates: readonly Rate[];
  /** 一吨, 每头 …: what the figure must be a rate by, where it is one by something counted (`language/figures/measured.ts`). */
  readonly unitsOfOne: ReadonlySet<string>;
  /** Years that the answer must be of (2019年, 19年); none in a yes-or-no question, where a year is a premise. */
  readonly years: readonly number[];
  /** Who or what is asked of, where the question says: an age, a grade. */
  readonly conditions: Conditions;
  /** 去年, 今年 …: years that the answer must be of, counted from the date of its document. */
  readonly relativeYears: readonly number[];
  /** The figures that a yes-or-no question brings (低保是300元吧): what the reports say is held against them. */
  readonly premises: readonly Figure[];
  /** It asks of the country, the province or the city as a whole. */
  readonly scale?: Scale;
  /** It asks of places that were not asked before. */
  readonly asksOthers: boolean;
  /** It asks of the asker's own place without naming it. */
  readonly asksOwn: boolean;
  /** `written` with blanks for the places. */
  readonly placeless: string;
  /** What is asked of each of several places that are named, without their names; once, where it is the same. Empty for fewer. */
  readonly ofEach: readonly string[];
  readonly named: readonly Place[][];
  /** The places that it names may only tell where somebody is: 去成都住院的呢 behind a question of a place. */
  readonly tellsWhereabouts: boolean;
}

/** What a question is read with. */
export interface QuestionContext {
  readonly gazetteer: Gazetteer;
  /** Places that the corpus has reports of. */
  readonly corpusPlaces: ReadonlySet<string>;
  readonly segmenter: Segmenter;
  readonly speller: Speller;
  readonly vocabulary: Vocabulary;
  readonly script: ScriptConverter;
  /** Whether the reports use a word: one that they never use may be the name of another county. */
  readonly isUsedWord: (word: string) => boolean;
  /** Whether two characters stand side by side in the reports. */
  readonly isUsedPair?: (pair: string) => boolean;
  /** The turns of the message that were read, by their texts. */
  readonly turns?: Map<string, OneQuestion>;
}

/** Longest question that is read, in characters after normalisation. */
export const MAX_QUESTION_CHARACTERS = 500;

/** Reads one turn: its words, its form, the places that it names. Once, where the context keeps the turns of a message. */
export function readOne(text: string, context: QuestionContext): OneQuestion {
  const known = context.turns?.get(text);
  if (known !== undefined) return known;
  const read = readTurn(text, context);
  context.turns?.set(text, read);
  return read;
}

function readTurn(text: string, context: QuestionContext): OneQuestion {
  const { gazetteer, corpusPlaces, segmenter, vocabulary, script } = context;
  const typed = vocabulary.toWritten(script.toSimplified(text));
  const corrections = spelled(typed, context);
  const written = corrected(typed, corrections);
  const mentions = withoutOrigins(
    gazetteer.findPlaces(written, { ...context, among: corpusPlaces, unlisted: true }),
    written,
    corpusPlaces,
  );
  const named = [...new Map(mentions.map(({ span }) => [span.start, span])).values()];
  const unnamed = Object.values(UNNAMED_PLACES).flatMap((words) => {
    const match = words.exec(written);
    return match === null ? [] : [{ start: match.index, end: match.index + match[0].length }];
  });
  const scale = scaleOf(written);
  const placeless = withoutSpans(written, [
    ...mentions.map(({ span }) => withoutOffice(written, span)),
    ...unnamed,
  ]);
  const wanted = wantedOf(written);
  const granted = grantAskedAt(placeless);
  // 能不能承办100人以上的席: how many it is of, and nothing to be borne out.
  const isBand = ({ bound, unit }: Figure) => granted >= 0 && bound !== 'exact' && unit !== '元';
  const premises = findFigures(placeless).filter(
    (figure) => figure.span.start >= granted && isPremise(figure, placeless) && !isBand(figure),
  );
  const topic = topicOf(
    withoutSpans(
      placeless,
      premises.map(({ span }) => span),
    ),
  )
    .replaceAll(CONDITION_WORDS, ' ')
    .replaceAll(SUPERLATIVES, (word) => (extremeAsked(written) === undefined ? word : ' '))
    .replaceAll(WAY_TO, (way, place: string) => (isNameBehind(way, place, context) ? ` ${place}` : way));
  const isWord = (word: string) => segmenter.partOfSpeech(word) !== undefined;
  const years = new Set(yearsOf(written).flatMap((year) => [String(year), String(year % 100)]));
  return {
    written,
    readAs: corrections.map(({ span, read }) => ({ written: slice(typed, span), read })),
    placeless,
    ofEach: named.length < 2 ? [] : askedOfEach(written, named),
    asksOthers: UNNAMED_PLACES.others.test(written),
    asksOwn: UNNAMED_PLACES.own.test(written),
    ...(scale === undefined ? {} : { scale }),
    wanted: wanted === 'yes-no' && premises.length > 0 ? 'figure' : wanted,
    units:
      wanted === 'yes-no'
        ? new Set(premises.flatMap(({ unit }) => (unit === '' ? [] : [unit])))
        : unitsOf(written),
    rates: ratesOf(written),
    unitsOfOne: unitsOfOne(written),
    years: wanted === 'yes-no' ? [] : yearsOf(written),
    conditions: conditionsOf(placeless),
    // 我妈今年88 tells an age, and asks of no year.
    relativeYears: wanted === 'yes-no' ? [] : relativeYearsOf(written.replaceAll(CONDITION_WORDS, ' ')),
    premises: wanted === 'yes-no' ? premises : [],
    topic,
    subject: withoutMeasures(
      [
        ...new Set(
          joinSingles(
            contentWords(vocabulary.joinWords(segmenter.words(fold(topic)), isWord), vocabulary.hasWord),
            topic,
          ),
        ),
      ].filter((word) => !years.has(word)),
    ),
    named: candidatesBySpan(mentions),
    tellsWhereabouts: areWhereabouts(mentions, written, corpusPlaces),
  };
}

/** 去夏馆: where somebody goes to, by a name that reports use and that no dictionary parts from the way. */
const WAY_TO = /(?<!\p{Script=Han})[去到往](\p{Script=Han}{2})/gu;

function isNameBehind(way: string, place: string, { isUsedPair }: QuestionContext): boolean {
  return isUsedPair?.(place) === true && !isUsedPair(way.slice(0, 2));
}

/**
 * What is read otherwise than it is written, but no name of a place with its kind. A name in no table becomes the place of
 * the corpus that sounds like it (汝成县 for 汝城县), and nothing else: it may be a county that no report speaks of.
 */
function spelled(text: string, { gazetteer, corpusPlaces, speller }: QuestionContext): Correction[] {
  const isOfCorpus = (name: string) => gazetteer.lookup(name).some((place) => corpusPlaces.has(place.name));
  const corrections = speller.corrections(text);
  const named = gazetteer
    .findPlaces(text, { among: corpusPlaces, unlisted: true })
    .filter(({ form }) => form !== 'short');
  const names = named.flatMap(({ form, span }) => {
    if (form !== 'unlisted') return [];
    const within = corrections.filter((one) => span.start <= one.span.start && one.span.end <= span.end);
    const name = text.slice(span.start, span.end);
    const isQuoted = quotedSpans(fold(text)).some((quoted) => overlaps(quoted, span));
    const alone = isQuoted ? [] : speller.corrections(name.slice(0, -1));
    const meant = [
      corrected(text, within).slice(span.start, span.end),
      corrected(name.slice(0, -1), alone) + name.slice(-1),
    ].find(isOfCorpus);
    return meant === undefined || meant === name ? [] : [{ span, read: meant }];
  });
  const others = corrections.filter((one) => !named.some(({ span }) => overlaps(span, one.span)));
  return [...others, ...names].sort((a, b) => a.span.start - b.span.start);
}

/** A name that several places share is one mention with several candidates. */
export function candidatesBySpan(mentions: readonly PlaceMention[]): Place[][] {
  const bySpan = new Map<number, Place[]>();
  for (const { place, span } of mentions) bySpan.set(span.start, [...(bySpan.get(span.start) ?? []), place]);
  return [...bySpan.values()];
}

const TIME_POINTERS: ReadonlySet<string> = new Set(
  '之前 以前 原来 原先 当时 那时 后来 以后 今后 未来 将来 之后 过去 目前 现在 眼下 眼前 如今 当前 现阶段'.split(
    ' ',
  ),
);

/** 以前, 去年 …: tells when, and is no subject. */
export function isTimePointer(word: string): boolean {
  return TIME_POINTERS.has(word) || relativeYearWords(word)[0] === word;
}

/** 面积 in 油茶面积 says what is counted; alone, it is what is asked. */
function withoutMeasures(words: readonly string[]): readonly string[] {
  const others = words.filter((word) => !isMeasureWord(word));
  if (words.every((word) => isMeasureWord(word) || isTimePointer(word)) && words.some(isTimePointer))
    return [];
  return others.length > 0 ? others : words.filter((word) => word.length > 1);
}

/** Runs of single characters that stand side by side are one word that the dictionary lacks: 中|益|乡. */
function joinSingles(words: readonly string[], topic: string): string[] {
  const joined: { word: string; isRun: boolean }[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    const isSingle = /^\p{Script=Han}$/u.test(word);
    if (isSingle && last?.isRun === true && topic.includes(last.word + word)) last.word += word;
    else joined.push({ word, isRun: isSingle });
  }
  return joined.map(({ word }) => word);
}

/** 某某县长 names the county and asks for its 县长. */
function withoutOffice(text: string, span: Span): Span {
  const isOffice = /[县市区旗州]/u.test(text.charAt(span.end - 1)) && /[长委]/u.test(text.charAt(span.end));
  return isOffice ? { start: span.start, end: span.end - 1 } : span;
}

function withoutSpans(text: string, spans: readonly Span[]): string {
  return spans.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    text,
  );
}
