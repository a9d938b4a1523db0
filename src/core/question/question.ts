import { findFigures } from '../language/figures.ts';
import type { Speller } from '../language/spelling.ts';
import { wordTerms } from '../language/terms.ts';
import { hasWords, normaliseInput } from '../language/text.ts';
import { toWritten } from '../language/vocabulary.ts';
import type { Gazetteer, Place, PlaceMention } from '../places/places.ts';
import type { Segmenter } from '../ports.ts';
import type { Question, Span, Turn } from '../types.ts';
import {
  bare,
  isMeasureWord,
  type Rate,
  ratesOf,
  topicOf,
  unitsOf,
  type Wanted,
  wantedOf,
  yearsOf,
} from './forms.ts';

/** A question as the rest of the product sees it. */
export interface AskedQuestion {
  /** What was typed, normalised. */
  readonly text: string;
  /** What is searched for: the written question, with the subject of the turn before it where it leans on that. */
  readonly searchText: string;
  readonly wanted: Wanted;
  /** Canonical units that the figure may have; empty when any will do. */
  readonly units: ReadonlySet<string>;
  /** The question without places and question words, as it was typed. */
  readonly topic: string;
  /** Content words of the question, folded, in order, without places and question words. */
  readonly subject: readonly string[];
  /** Content words taken over from earlier turns: they help to find, and are not demanded. */
  readonly carried: readonly string[];
  /** Official names of the corpus's places that are asked about. */
  readonly places: readonly string[];
  /**
   * The places were taken from earlier turns though the question does not lean on them: where they do not answer, the
   * question is asked of the whole corpus.
   */
  readonly placesAreAssumed: boolean;
  /** Named places that no report speaks of, and that are no part of `places`' own address. */
  readonly missingPlaces: readonly Place[];
  /** 每人, 每月 …: the figure must be a rate of this kind. */
  readonly rates: readonly Rate[];
  /** Years that the answer must be of (2019年, 19年); none in a yes-or-no question, where a year is a premise. */
  readonly years: readonly number[];
  /** Places taken over from earlier turns whose reports were found not to answer; the answer says so. */
  readonly silentPlaces: readonly string[];
}

export interface QuestionContext {
  readonly gazetteer: Gazetteer;
  /** Places that the corpus has reports of. */
  readonly corpusPlaces: ReadonlySet<string>;
  readonly segmenter: Segmenter;
  readonly speller: Speller;
  /** Whether the reports use a word: one that they never use may be the name of another county. */
  readonly isUsedWord: (word: string) => boolean;
}

/** Longest question that is read, in characters after normalisation. */
export const MAX_QUESTION_CHARACTERS = 500;
/** Turns of the history that are read, and characters of each. */
const MAX_TURNS = 6;
const MAX_PLACE_CHARACTERS = 20;

/** A question that leans on the one before: it starts or ends like one, and says little of its own. */
const LEANING = /^(?:那么?|还有|另外|然后|再|这个|它|其他|其它|别的)|呢$/u;

/** A question of so few characters that names no place says too little to stand alone after another. */
const SHORT_QUESTION = 6;

/**
 * Reads a question: what is asked, of which places, in which form. Follow-ups take place and subject from the
 * newest turns that have them.
 */
export function understand(question: Question, context: QuestionContext): AskedQuestion {
  const text = normaliseInput(question.text);
  const own = readOne(text, context);
  const earlier = question.history
    .slice(-MAX_TURNS)
    .filter((turn) => turn.role === 'user')
    .map((turn) => readOne(normaliseInput(turn.content.slice(0, MAX_QUESTION_CHARACTERS)), context))
    .reverse();
  const says = bare(text);
  const isShort = says.length <= SHORT_QUESTION && own.named.length === 0;
  const leans = earlier.length > 0 && (LEANING.test(says) || own.subject.length === 0 || isShort);

  const before = leans ? earlier.find((turn) => turn.subject.length > 0) : undefined;
  const subject = own.subject.length > 0 ? own.subject : (before?.subject ?? []);
  const carried =
    own.subject.length > 0 && before !== undefined
      ? before.subject.filter((word) => !subject.includes(word))
      : [];
  const inherits = before !== undefined && own.wanted === 'statement';

  const { places, missingPlaces, isAssumed } = scope(own, earlier, leans, question, context);
  return {
    text,
    searchText: [own.written, ...(own.subject.length === 0 ? [before?.placeless ?? ''] : carried)]
      .join(' ')
      .trim(),
    wanted: inherits ? before.wanted : own.wanted,
    units: own.units.size === 0 && inherits ? before.units : own.units,
    topic: own.topic,
    subject,
    carried,
    places,
    placesAreAssumed: isAssumed,
    missingPlaces,
    rates: inherits && own.rates.length === 0 ? before.rates : own.rates,
    years: own.years,
    silentPlaces: [],
  };
}

/** Nothing in it could be asked: empty, only emoji, only punctuation. */
export function isEmptyQuestion(text: string): boolean {
  return !hasWords(normaliseInput(text));
}

/** One turn read for itself. */
interface OneQuestion
  extends Pick<AskedQuestion, 'wanted' | 'units' | 'topic' | 'subject' | 'rates' | 'years'> {
  readonly written: string;
  /** `written` with blanks for the places. */
  readonly placeless: string;
  readonly named: readonly Place[][];
}

function readOne(
  text: string,
  { gazetteer, corpusPlaces, segmenter, speller, isUsedWord }: QuestionContext,
): OneQuestion {
  const written = speller.correct(toWritten(text));
  const mentions = gazetteer.findPlaces(written, { among: corpusPlaces, isUsedWord });
  const placeless = withoutSpans(
    written,
    mentions.map(({ span }) => withoutOffice(written, span)),
  );
  const wanted = wantedOf(written);
  const premises = findFigures(placeless).filter(
    (figure) => !['年', '月', '日', ''].includes(figure.unit) && !figure.han,
  );
  const topic = topicOf(
    withoutSpans(
      placeless,
      premises.map(({ span }) => span),
    ),
  );
  const years = new Set(yearsOf(written).flatMap((year) => [String(year), String(year % 100)]));
  return {
    written,
    placeless,
    wanted: wanted === 'yes-no' && premises.length > 0 ? 'figure' : wanted,
    units: wanted === 'yes-no' ? new Set(premises.map(({ unit }) => unit)) : unitsOf(written),
    rates: ratesOf(written),
    years: wanted === 'yes-no' ? [] : yearsOf(written),
    topic,
    subject: withoutMeasures(
      [...new Set(joinSingles(wordTerms(topic, segmenter), topic))].filter((word) => !years.has(word)),
    ),
    named: candidatesBySpan(mentions),
  };
}

interface Scope {
  readonly places: readonly string[];
  readonly missingPlaces: readonly Place[];
  readonly isAssumed: boolean;
}

/** The question's own places; else those of the newest turn that has some; else the place that it came with. */
function scope(
  own: OneQuestion,
  earlier: readonly OneQuestion[],
  leans: boolean,
  question: Question,
  context: QuestionContext,
): Scope {
  const ownScope = inCorpus(own.named, context);
  if (ownScope.places.length > 0 || ownScope.missingPlaces.length > 0)
    return { ...ownScope, isAssumed: false };
  const placed = earlier.find(({ named }) => named.length > 0);
  if (placed !== undefined) {
    const { places, missingPlaces } = inCorpus(placed.named, context);
    if (places.length > 0) return { places, missingPlaces: [], isAssumed: !leans };
    if (leans) return { places, missingPlaces, isAssumed: false };
  }
  const spoken = earlier.length > 0 ? onlyPlaceOf(lastAnswer(question.history), context) : undefined;
  if (spoken !== undefined) return { places: [spoken], missingPlaces: [], isAssumed: !leans };
  if (question.place === undefined) return { ...ownScope, isAssumed: false };
  const found = context.gazetteer.lookup(question.place);
  return {
    ...inCorpus([found.length > 0 ? found : [unknownPlace(question.place)]], context),
    isAssumed: false,
  };
}

/** A place that the gazetteer does not know: no report can speak of it. */
function unknownPlace(written: string): Place {
  const name = normaliseInput(written).slice(0, MAX_PLACE_CHARACTERS);
  return { name, short: name, level: 'county', code: '', parents: [] };
}

function lastAnswer(history: readonly Turn[]): string {
  return (
    history.findLast((turn) => turn.role === 'assistant')?.content.slice(0, MAX_QUESTION_CHARACTERS) ?? ''
  );
}

/** The one place of the corpus that a text names; undefined when it names none or several. */
function onlyPlaceOf(text: string, context: QuestionContext): string | undefined {
  const mentions = context.gazetteer.findPlaces(text, { among: context.corpusPlaces });
  const { places } = inCorpus(candidatesBySpan(mentions), context);
  return places.length === 1 ? places[0] : undefined;
}

/** A name that several places share is one mention with several candidates. */
function candidatesBySpan(mentions: readonly PlaceMention[]): Place[][] {
  const bySpan = new Map<number, Place[]>();
  for (const { place, span } of mentions) bySpan.set(span.start, [...(bySpan.get(span.start) ?? []), place]);
  return [...bySpan.values()];
}

/** 面积 in 油茶面积 says what is counted; alone, it is what is asked. */
function withoutMeasures(words: readonly string[]): readonly string[] {
  const others = words.filter((word) => !isMeasureWord(word));
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

/** Sorts named places into those of the corpus and those that it lacks; each mention may have several candidates. */
function inCorpus(named: readonly (readonly Place[])[], { corpusPlaces }: QuestionContext) {
  const known = new Map<string, Place>();
  const missing = new Map<string, Place>();
  for (const candidates of named) {
    const inReports = candidates.filter((place) => corpusPlaces.has(place.name));
    for (const place of inReports) known.set(place.name, place);
    const [first] = candidates;
    if (inReports.length > 0 || first === undefined) continue;
    const missed = candidates.length === 1 ? first : { ...first, name: first.short };
    missing.set(missed.name, missed);
  }
  const addresses = new Set([...known.values()].flatMap(({ parents }) => parents));
  return {
    places: [...known.keys()],
    missingPlaces: [...missing.values()].filter(({ name }) => !addresses.has(name)),
  };
}
