import { wording } from '../../wording.ts';
import type { Conditions } from '../language/figures/conditions.ts';
import { wordTerms } from '../language/terms.ts';
import { bare, fold, hasWords, normaliseInput } from '../language/text.ts';
import type { Tier } from '../places/place.ts';
import type { Place } from '../places/places.ts';
import type { Question } from '../types.ts';
import { MAX_QUESTION_CHARACTERS, type QuestionContext } from './context.ts';
import {
  conditionsKept,
  type Kept,
  keptOf,
  lastAnswer,
  leansBack,
  mayKeepRow,
  type PointsAt,
  pointsAt,
  recentTurns,
} from './follow-up.ts';
import { type OneQuestion, readOne, type TurnContext } from './one-question.ts';
import { ofChosen, placesOf, type Scope, scope } from './scope.ts';
import type { PartReading } from './split.ts';

export { MAX_QUESTION_CHARACTERS, type QuestionContext } from './context.ts';

/** A question as the rest of the product sees it. */
export interface AskedQuestion
  extends Pick<Scope, 'ownPlace' | 'otherwise'>,
    Omit<OneQuestion, 'subject' | 'asksOthers' | 'asksOwn' | 'placeless' | 'named'> {
  /** What was typed, normalised. */
  readonly text: string;
  /** What is searched for: the written question, with the subject of the turn before it where it leans on that. */
  readonly searchText: string;
  /** As somebody would ask it who said nothing before: behind the earlier question, where it leans on one. */
  readonly inFull: string;
  /** Content words of the question, folded, in order, without places and question words. */
  readonly subject: readonly string[];
  /** Content words taken over from earlier turns: they help to find, and are not demanded. */
  readonly carried: readonly string[];
  /** Of a question that leans on earlier turns: what these said and it does not, of which row of a table was asked. */
  readonly kept?: Kept;
  /** Official names of the corpus's places that are asked about. */
  readonly places: readonly string[];
  /**
   * The places were taken from earlier turns though the question does not lean on them: where they do not answer, the
   * question is asked of the whole corpus.
   */
  readonly placesAreAssumed: boolean;
  /** What the text says itself, or was chosen for it, and not the turns before it. */
  readonly says: { readonly place: boolean; readonly subject: boolean; readonly form: boolean };
  /** Named places that no report speaks of, and that are no part of `places`' own address. */
  readonly missingPlaces: readonly Place[];
  /** What was answered before, bare and folded, where the question asks for more than that; else empty. */
  readonly alreadySaid: string;
  /** Places that the question sets aside (其他县呢). */
  readonly exceptPlaces: readonly string[];
  /** It asks of the asker's own county, and nothing tells which that is. */
  readonly isOwnUnknown: boolean;
  /** Places taken over from earlier turns whose reports were found not to answer; the answer says so. */
  readonly silentPlaces: readonly string[];
  /** Places without a report of their own: only sentences of other reports that name one of them answer. */
  readonly toldOf?: readonly Place[];
  /**
   * Asked of these in place of `places`, whose own papers do not answer: the nearest that answers tells what holds for
   * them.
   */
  readonly above?: readonly Tier[];
  /** The township or village that is asked about, as it is written. */
  readonly township?: string;
}

/**
 * Reads a question: what is asked, of which places, in which form. Follow-ups take place and subject from the
 * newest turns that have them.
 */
export function understand(question: Question, context: TurnContext): AskedQuestion {
  const { text, history, read, points, chosen } = askedOnceMore(question, context);
  const said = lastAnswer(history);
  const meant = points === undefined ? read : { ...read, ...pointed(points, said, context) };
  const own = ofChosen(meant, chosen, context);
  const earlier = history
    .flatMap((turn, at) => {
      if (turn.role !== 'user') return [];
      const reply = history[at + 1];
      const isRefused = reply?.role === 'assistant' && wording.answer.isRefusal(reply.content);
      const asked = ofChosen(readOne(normaliseInput(turn.content), context), turn.chosen, context);
      return [{ ...asked, isRefused }];
    })
    .reverse();
  const leans = earlier.length > 0 && leansBack(text, meant);

  const withSubject = leans ? earlier.filter((turn) => turn.subject.length > 0) : [];
  const [before] = withSubject;
  // 那城市呢, which leans itself, leaves what it does not say to the turn that it leans on.
  const older = before !== undefined && leansBack(before.written, before) ? withSubject[1] : undefined;
  const keeps = before !== undefined || (!leans && mayKeepRow(own, earlier));
  const kept = keeps ? keptOf(own, earlier) : undefined;
  const subject = own.subject.length > 0 ? own.subject : (before?.subject ?? []);
  const lent = [...(own.subject.length > 0 ? (before?.subject ?? []) : []), ...(older?.subject ?? [])];
  const carried = [...new Set(lent)].filter((word) => !subject.includes(word));
  const asker = before?.wanted === 'statement' ? (older ?? before) : before;
  const inherits = asker !== undefined && own.wanted === 'statement';
  const repeats = own.subject.length === 0 && asker?.wanted === own.wanted;

  const { places, missingPlaces, isAssumed, exceptPlaces, ...given } = scope(
    own,
    earlier,
    leans,
    { ...question, history },
    context,
  );
  return {
    text,
    written: own.written,
    readAs: own.readAs,
    searchText: [own.written, ...(own.subject.length === 0 ? [before?.placeless ?? ''] : []), ...carried]
      .join(' ')
      .trim(),
    inFull: [older, before, own].flatMap((turn) => turn?.written ?? []).join(' '),
    wanted: inherits ? asker.wanted : own.wanted,
    units: own.units.size === 0 && (inherits || repeats) ? (asker?.units ?? own.units) : own.units,
    topic: own.topic,
    ofEach: own.ofEach,
    subject,
    carried,
    ...(kept === undefined ? {} : { kept }),
    places,
    placesAreAssumed: isAssumed,
    says: {
      place: own.named.length > 0 || own.asksOwn,
      subject: own.subject.length > 0,
      form: own.wanted !== 'statement',
    },
    ...given,
    missingPlaces,
    rates: inherits && own.rates.length === 0 ? asker.rates : own.rates,
    unitsOfOne: inherits && own.unitsOfOne.size === 0 ? asker.unitsOfOne : own.unitsOfOne,
    years: own.years,
    conditions:
      leans && before !== undefined
        ? conditionsKept({ ...own, conditions: inUnitOf(own, before) }, earlier)
        : own.conditions,
    relativeYears: own.relativeYears,
    alreadySaid: points?.kind === 'more' ? bare(fold(said)) : '',
    exceptPlaces,
    isOwnUnknown: own.asksOwn && places.length === 0 && missingPlaces.length === 0,
    ...(own.scale === undefined ? {} : { scale: own.scale }),
    premises: own.premises,
    silentPlaces: [],
  };
}

/** A question for the source of an answer asks the question before once more: that gives its citations again. */
function askedOnceMore(question: Question, context: TurnContext) {
  let text = normaliseInput(question.text);
  let history = recentTurns(question.history);
  let { chosen } = question;
  for (;;) {
    const read = readOne(text, context);
    const asker = history.findLastIndex(({ role }) => role === 'user');
    const points = asker < 0 ? undefined : pointsAt(read.written);
    if (points?.kind !== 'source') return { text, history, read, points, chosen };
    text = normaliseInput(history[asker]?.content ?? '');
    chosen = history[asker]?.chosen;
    history = history.slice(0, asker);
  }
}

/** 二是, （二）, 2. before an item. */
const ITEM_SIGN = /^\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[一二三四五六七八九十]{1,2}是)/u;

/** What a question that points back takes from the last answer, in place of its own words. */
function pointed(points: PointsAt, said: string, context: QuestionContext): Partial<OneQuestion> {
  if (points.kind !== 'nth')
    return { subject: [], ...(points.kind === 'reason' ? { wanted: 'reason' } : {}) };
  const places = placesOf(said, context);
  const place = context.gazetteer.lookup(places[points.nth - 1] ?? '');
  if (places.length > 1 && place.length > 0) return { subject: [], named: [place] };
  const [first = ''] = (said.split('\n')[points.nth - 1] ?? '')
    .replace(/^[^:：]{0,40}[:：]/u, '')
    .replace(ITEM_SIGN, '')
    .slice(0, MAX_QUESTION_CHARACTERS)
    .split(/[,，。；;]/u);
  return { subject: wordTerms(first.replaceAll(/\[\d+\]/gu, ''), context.segmenter), wanted: 'statement' };
}

/** The same question of the places that come next where the assumed ones do not answer; null where there are none. */
export function askedOtherwise(asked: AskedQuestion): AskedQuestion | null {
  const { otherwise, ...rest } = asked;
  if (!asked.placesAreAssumed || otherwise?.places.length === 0) return null;
  const { places = [], ownPlace } = otherwise ?? {};
  return { ...rest, places, silentPlaces: asked.places, ...(ownPlace === undefined ? {} : { ownPlace }) };
}

/** The one place that is asked about, of the corpus or not; undefined for none and for several. */
export function onlyPlace({ places, missingPlaces }: AskedQuestion): string | undefined {
  const [first, ...others] = [...places, ...missingPlaces.map(({ name }) => name)];
  return others.length === 0 ? first : undefined;
}

/** What tells the questions of one message apart. */
export function readPart(text: string, context: TurnContext): PartReading {
  const { subject, named } = readOne(text, context);
  return { subject, namesPlace: named.length > 0 };
}

/** Nothing in it could be asked: empty, only emoji, only punctuation. */
export function isEmptyQuestion(text: string): boolean {
  return !hasWords(normaliseInput(text));
}

/** 那68的呢 goes on from 82岁的能领多少: an amount that names no unit has the unit of the turn before. */
function inUnitOf({ conditions, written }: OneQuestion, before: OneQuestion): Conditions {
  const [amount] = before.conditions.amounts;
  const bare = BARE_AMOUNT.exec(written)?.[1];
  if (conditions.amounts.length > 0 || amount === undefined || bare === undefined) return conditions;
  return { ...conditions, amounts: [{ ...amount, value: Number(bare) }] };
}

const BARE_AMOUNT =
  /^(?:那|那么|要是|如果|换成|满|过了?|刚){0,3}\s*(\d{1,4})(?:的|以上的?)?(?:呢|咧|嘞|哩|喃|啊)?[?？]?$/u;
