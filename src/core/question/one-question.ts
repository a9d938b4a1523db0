import { CONDITION_WORDS, type Conditions, conditionsOf } from '../language/figures/conditions.ts';
import { extremeAsked, SUPERLATIVES } from '../language/figures/extremes.ts';
import { unitsOfOne } from '../language/figures/measured.ts';
import { type Figure, findFigures } from '../language/figures.ts';
import { relativeYearsOf } from '../language/relative-years.ts';
import type { Misspelling } from '../language/spelling/misspelling.ts';
import { corrected } from '../language/spelling.ts';
import { contentWords } from '../language/terms.ts';
import { fold, slice } from '../language/text.ts';
import { withoutOrigins } from '../places/context.ts';
import type { Place } from '../places/places.ts';
import type { Span } from '../types.ts';
import type { QuestionContext } from './context.ts';
import { isTimePointer, otherPlaces } from './follow-up.ts';
import {
  amongPlacesIn,
  isMeasureWord,
  isPremise,
  ownPlaceIn,
  type Rate,
  ratesOf,
  type Scale,
  scaleOf,
  topicOf,
  unitsOf,
  type Wanted,
  wantedOf,
  yearsOf,
} from './forms.ts';
import { grantAskedAt } from './relation.ts';
import { candidatesBySpan, spelled } from './scope.ts';
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
}

/** What the turns of a message are read with. */
export interface TurnContext extends QuestionContext {
  /** Those that were read, by their texts. */
  readonly turns?: Map<string, OneQuestion>;
}

/** Reads one turn: its words, its form, the places that it names. Once, where the context keeps the turns of a message. */
export function readOne(text: string, context: TurnContext): OneQuestion {
  const known = context.turns?.get(text);
  if (known !== undefined) return known;
  const read = readTurn(text, context);
  context.turns?.set(text, read);
  return read;
}

function readTurn(text: string, context: TurnContext): OneQuestion {
  const { gazetteer, corpusPlaces, segmenter, vocabulary, script, speller: _, turns: __, ...used } = context;
  const typed = vocabulary.toWritten(script.toSimplified(text));
  const corrections = spelled(typed, context);
  const written = corrected(typed, corrections);
  const mentions = withoutOrigins(
    gazetteer.findPlaces(written, { among: corpusPlaces, unlisted: true, ...used }),
    written,
    corpusPlaces,
  );
  const named = [...new Map(mentions.map(({ span }) => [span.start, span])).values()];
  const others = otherPlaces(written);
  const ownPlace = ownPlaceIn(written);
  const among = amongPlacesIn(written);
  const scale = scaleOf(written);
  const placeless = withoutSpans(written, [
    ...mentions.map(({ span }) => withoutOffice(written, span)),
    ...(others === undefined ? [] : [others]),
    ...(ownPlace === undefined ? [] : [ownPlace]),
    ...(among === undefined ? [] : [among]),
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
    .replaceAll(SUPERLATIVES, (word) => (extremeAsked(written) === undefined ? word : ' '));
  const isWord = (word: string) => segmenter.partOfSpeech(word) !== undefined;
  const years = new Set(yearsOf(written).flatMap((year) => [String(year), String(year % 100)]));
  return {
    written,
    readAs: corrections.map(({ span, read }) => ({ written: slice(typed, span), read })),
    placeless,
    ofEach: named.length < 2 ? [] : askedOfEach(written, named),
    asksOthers: others !== undefined,
    asksOwn: ownPlace !== undefined,
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
  };
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
  return text
    .split('')
    .map((unit, at) => (spans.some(({ start, end }) => start <= at && at < end) ? ' ' : unit))
    .join('');
}
