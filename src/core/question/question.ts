import { wording } from '../../wording.ts';
import { wordTerms } from '../language/terms.ts';
import { bare, fold, hasWords, normaliseInput } from '../language/text.ts';
import type { Tier } from '../places/place.ts';
import type { Place } from '../places/places.ts';
import type { NonEmpty, Question } from '../types.ts';
import type { Wanted } from './forms.ts';
import { MAX_QUESTION_CHARACTERS, type OneQuestion, type QuestionContext, readOne } from './one-question.ts';
import { type EarlierTurn, ofChosen, placesOf, type Scope, scope } from './scope.ts';
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
} from './turns/follow-up.ts';
import { restated } from './turns/restated.ts';

/** A question as the rest of the product sees it: what is asked in its own turn, and what earlier turns say of it. */
export interface AskedQuestion extends OneQuestion, Scope {
  /** What was typed, normalised. */
  readonly text: string;
  /** What is searched for: the written question, with the subject of the turn before it where it leans on that. */
  readonly searchText: string;
  /** The question behind the earlier ones that it leans on. */
  readonly inFull: string;
  /** How it is put to who reads sentences for it: each way counts alike. */
  readonly readings: NonEmpty<string>;
  /** Content words taken over from earlier turns: they help to find, and are not demanded. */
  readonly carried: readonly string[];
  /** Of a question that leans on earlier turns: what these said and it does not, of which row of a table was asked. */
  readonly kept?: Kept | undefined;
  /** What the text says itself, or was chosen for it, and not the turns before it. */
  readonly says: { readonly place: boolean; readonly subject: boolean; readonly form: boolean };
  /** What was answered before, bare and folded, where the question asks for more than that; else empty. */
  readonly alreadySaid: string;
  /** The same where it leans on that and names something: what was answered tells of it only where it names it. */
  readonly toldBefore: string;
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
 * newest turns that have them. One for the source of an answer asks the question before once more: that gives its citations
 * again.
 */
export function understand(question: Question, context: QuestionContext): AskedQuestion {
  const text = normaliseInput(question.text);
  const history = recentTurns(question.history);
  const read = readOne(text, context);
  const last = history.findLastIndex(({ role }) => role === 'user');
  const points = last < 0 ? undefined : pointsAt(read.written);
  if (points?.kind === 'source') {
    const { text: _, chosen: __, ...given } = question;
    const { content = '', role: ___, ...choice } = history[last] ?? {};
    return understand({ ...given, ...choice, text: content, history: history.slice(0, last) }, context);
  }
  const said = lastAnswer(history);
  const meant = points === undefined ? read : { ...read, ...pointed(points, said, context) };
  const isOfBefore = last >= 0 && meant.tellsWhereabouts;
  const typed = ofChosen(isOfBefore ? { ...meant, named: [] } : meant, question.chosen, context);
  const earlier: EarlierTurn[] = [];
  for (const [at, turn] of history.entries()) {
    if (turn.role !== 'user') continue;
    const reply = history[at + 1];
    const isRefused = reply?.role === 'assistant' && wording.answer.isRefusal(reply.content);
    const asked = ofChosen(readOne(normaliseInput(turn.content), context), turn.chosen, context);
    earlier.unshift({ ...(standing(asked, earlier, context) ?? asked), isRefused });
  }
  const stated = points === undefined ? standing(typed, earlier, context) : undefined;
  const own = stated ?? typed;
  const leans = stated === undefined && earlier.length > 0 && leansBack(text, meant);

  const withSubject = leans ? earlier.filter((turn) => turn.subject.length > 0) : [];
  const [before] = withSubject;
  // 那城市呢, which leans itself, leaves what it does not say to the turn that it leans on.
  const older = before !== undefined && leansBack(before.written, before) ? withSubject[1] : undefined;
  const keeps = before !== undefined || (!leans && mayKeepRow(own, earlier));
  const saysSubject = own.subject.length > 0;
  const subject = saysSubject ? own.subject : (before?.subject ?? []);
  const lent = [...(saysSubject ? (before?.subject ?? []) : []), ...(older?.subject ?? [])];
  const carried = [...new Set(lent)].filter((word) => !subject.includes(word));
  const asker = before?.wanted === 'statement' ? (older ?? before) : before;
  const inherits = asker !== undefined && own.wanted === 'statement' && !ASKS_ITSELF.test(own.written);
  const repeats = !saysSubject && asker?.wanted === own.wanted;

  const scoped = scope(own, earlier, leans, { ...question, history }, context);
  return {
    ...own,
    ...scoped,
    text,
    searchText: [own.written, ...(saysSubject ? [] : [before?.placeless ?? '']), ...carried].join(' ').trim(),
    inFull: [older, before, own].flatMap((turn) => turn?.written ?? []).join(' '),
    readings: before === undefined ? [own.written] : [own.written, `${before.written} ${own.written}`],
    wanted: inherits ? asker.wanted : own.wanted,
    units: own.units.size === 0 && (inherits || repeats) ? (asker?.units ?? own.units) : own.units,
    subject,
    carried,
    kept: keeps ? keptOf(own, earlier) : undefined,
    says: {
      place: typed.named.length > 0 || typed.asksOwn,
      subject: typed.subject.length > 0,
      form: typed.wanted !== 'statement',
    },
    rates: inherits && own.rates.length === 0 ? asker.rates : own.rates,
    unitsOfOne: inherits && own.unitsOfOne.size === 0 ? asker.unitsOfOne : own.unitsOfOne,
    conditions: before === undefined ? own.conditions : conditionsKept(own, earlier),
    alreadySaid: points?.kind === 'more' ? bare(fold(said)) : '',
    toldBefore: before !== undefined && namesAnother(own) ? bare(fold(said)) : '',
    isOwnUnknown: own.asksOwn && scoped.places.length === 0 && scoped.missingPlaces.length === 0,
    silentPlaces: [],
  };
}

/** A turn that leans on the one before it (newest first) as `restated`, where that leans on none itself. */
function standing(
  turn: OneQuestion,
  [before]: readonly OneQuestion[],
  context: QuestionContext,
): OneQuestion | undefined {
  if (before === undefined || before.subject.length === 0) return undefined;
  if (!leansBack(turn.written, turn) || leansBack(before.written, before)) return undefined;
  const text = restated(turn, before);
  return text === undefined ? undefined : readOne(text, context);
}

/** Asks something in a form of its own: 怎么申请 behind how much is given. */
const ASKS_ITSELF = /怎|如何|什么|[哪谁啥]/u;

/** Forms in which a follow-up asks something else of the very thing that was told: 去哪办, 打哪个电话. */
const OF_THE_SAME: ReadonlySet<Wanted> = new Set(['where', 'phone', 'time', 'hours', 'person', 'list']);
/** 按月还是按年, 最多贷多少: name what the answer need not. */
const ASKS_OF_SAME = /还是|最[多少高低大长短]|上限|封顶/u;

/** Whether a follow-up names something, and may be of something else than was told. */
function namesAnother({ subject, wanted, written, conditions }: OneQuestion): boolean {
  // 我家就两亩半 is of what was told for so much.
  const hasAmount = conditions.amounts.length > 0;
  return subject.length > 0 && !hasAmount && !OF_THE_SAME.has(wanted) && !ASKS_OF_SAME.test(written);
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

/** The one place that is asked about, of the corpus or not; undefined for none and for several. */
export function onlyPlace({ places, missingPlaces }: AskedQuestion): string | undefined {
  const [first, ...others] = [...places, ...missingPlaces.map(({ name }) => name)];
  return others.length === 0 ? first : undefined;
}

/** Nothing in it could be asked: empty, only emoji, only punctuation. */
export function isEmptyQuestion(text: string): boolean {
  return !hasWords(normaliseInput(text));
}
