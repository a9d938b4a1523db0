import { type Figure, findFigures } from '../language/figures.ts';
import type { Speller } from '../language/spelling.ts';
import { wordTerms } from '../language/terms.ts';
import { fold, hasWords, normaliseInput } from '../language/text.ts';
import { toWritten } from '../language/vocabulary.ts';
import type { Gazetteer, Place, PlaceMention } from '../places/places.ts';
import type { Segmenter } from '../ports.ts';
import type { Question, Span, Turn } from '../types.ts';

/** What form of answer a question asks for. */
export type Wanted = 'figure' | 'time' | 'person' | 'list' | 'definition' | 'yes-no' | 'statement';

/** A question as the rest of the product sees it. */
export interface AskedQuestion {
  /** What was typed, normalised. */
  readonly text: string;
  /** What is searched for: the written question, with the subject of the turn before it where it leans on that. */
  readonly searchText: string;
  readonly wanted: Wanted;
  /** Canonical units that the figure may have; empty when any will do. */
  readonly units: ReadonlySet<string>;
  /** Content words of the question, folded, in order, without places and question words. */
  readonly subject: readonly string[];
  /** Content words taken over from earlier turns: they help to find, and are not demanded. */
  readonly carried: readonly string[];
  /** Official names of the corpus's places that are asked about. */
  readonly places: readonly string[];
  /** Named places that no report speaks of, and that are no part of `places`' own address. */
  readonly missingPlaces: readonly Place[];
  /** 每人, 每月 …: the figure must be a rate of this kind. */
  readonly rates: readonly Rate[];
  /** Years that the answer must be of (2019年, 19年); none in a yes-or-no question, where a year is a premise. */
  readonly years: readonly number[];
  /** Figures in the question itself: a premise to be compared with the report. */
  readonly premises: readonly Figure[];
}

export type Rate = 'person' | 'household' | 'month' | 'year' | 'mu';

const RATES: readonly (readonly [RegExp, Rate])[] = [
  [/每个?人|人均|一个人/u, 'person'],
  [/每户|户均|每家/u, 'household'],
  [/每个?月|一个月|月均|按月/u, 'month'],
  [/每年|一年|年均/u, 'year'],
  [/每亩|亩均|一亩地/u, 'mu'],
];

export interface QuestionContext {
  readonly gazetteer: Gazetteer;
  /** Places that the corpus has reports of. */
  readonly corpusPlaces: ReadonlySet<string>;
  readonly segmenter: Segmenter;
  readonly speller: Speller;
}

/** Longest question that is read, in characters after normalisation. */
export const MAX_QUESTION_CHARACTERS = 500;

/** Counters that 多少个 may stand for. */
const COUNTERS = [
  '个',
  '家',
  '所',
  '处',
  '座',
  '项',
  '件',
  '条',
  '次',
  '人',
  '村',
  '场',
  '间',
  '支',
  '类',
  '期',
  '套',
  '批',
  '口',
  '组',
];

/** Nouns that name a measure: what is asked is a figure in these units, and the word itself may be missing in a report. */
const MEASURES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/人数|多少(?:个)?人(?![口员均])|多少名|多少位|几(?:个)?人|几名|几位/u, ['人', '人次', '个']],
  [/多少人次/u, ['人次']],
  [/人(?:更|最)?[多少](?:些)?$/u, ['人', '人次']],
  [/户数|多少(?:个)?户|几户/u, ['户', '个']],
  [/面积|多少(?:万)?亩|几亩/u, ['亩', '平方米', '公顷', '平方公里']],
  [/多少(?:万)?平(?:方|米)?/u, ['平方米', '平方公里']],
  [/比例|占比|百分之(?:多少|几)|几成/u, ['%', '成']],
  [/里程|多少公里|多长|几公里/u, ['公里', '米']],
  [/金额|多少(?:万|亿)?(?:块钱|块|钱|元|资金|经费|款)/u, ['元']],
  [/多少(?:千|兆)?瓦/u, ['千瓦', '兆瓦', '万千瓦']],
  [/多少(?:个)?村|几个村|村数/u, ['个', '村']],
  [/多少家|几家/u, ['家', '个', '户']],
  [/多少(?:所|座|处|项|件|条|次|场|间|支|类|期|套|批|笔|张|辆|台|吨|斤|只|头|群|箱|株|倍|岁|天)/u, []],
  [/(?:多少|(?<!哪)几)个/u, COUNTERS],
  [
    /(?:发|领|补|花|奖|掏|交|给|贴|赔|退|挣|赚|资助|补助|补贴|分红|拨|投入|投|贷|放)(?:了|到|出|过)?多少|(?:补助|补贴|津贴|资金|低保金|收入|分红)(?:标准)?(?:是|有|发)?多少/u,
    ['元'],
  ],
];

const MEASURE_WORDS = new Set(
  '人数 户数 数量 数 面积 比例 占比 里程 金额 总数 总额 规模 个数 村数 数字 数据 数目 多少钱 总共 资金量 几成 平均'.split(
    ' ',
  ),
);

/** Question turns: they say what form of answer is wanted and carry no subject. */
const QUESTION_TURNS = new RegExp(
  [
    '多少(?:(?:万|亿)?(?:块钱|块|钱|元)|人次|个人(?![口员均])|个户|个村|公里|平方米|平方|千瓦|兆瓦|人(?![口员均])|[个户名位亩家所座处项件条次场间支类期套批笔张辆台吨斤只头群箱株倍岁天])?',
    '(?<!哪)几(?:块钱|公里|个|户|人|名|位|亩|家|所|座|处|项|件|条|次|场|期|笔|成|月|号|年)',
    '是什么意思|什么意思|指的是什么|指什么|是指什么|什么叫做|什么叫|叫什么名字|叫什么|什么是|是什么|具体是什么|什么时候|什么样',
    '具体(?:是)?(?:哪些|哪几个|内容)|有哪些|有?哪几个|是哪[一二三四五六七八九十几些]+[个项条免补]*|哪[一二三四五六七八九十几][个项条]|哪些|哪几|哪个|哪位|哪里|哪儿|哪家|哪天|哪月',
    '人?(?:更|最)?(?:多|少|高|低|大|小)(?:些|一点|点)?$|百分之(?:多少|几)|多大|多高|多长|多久|怎么样|怎么|如何|为什么|为何|是不是|有没有|对不对|对吗|是吗|能不能|可不可以|是否|什么|谁',
  ].join('|'),
  'gu',
);

const PERSON = /(?:是|叫)(?:谁|哪位|什么名)|谁(?:是|当|任|担任)|哪位/u;
const TIME = /什么时候|何时|哪一?年|哪天|哪个?月|几月|几号|哪一天|多久/u;
const FIGURE =
  /多少|(?<!哪)几(?=[个户人名位亩家所座处项件条次场期笔成]|公里|块)|多大|多高|多长|百分之几|比例|占比|人数|户数|面积有|数量|金额/u;
const DEFINITION =
  /什么(?:叫|是)|是(?:指)?什么(?!时候)|指(?:的是)?什么|什么意思|是哪[一二三四五六七八九十几些]|具体(?:是)?(?:哪|什么|内容)|内容(?:是|有)|包括(?:什么|哪)|有哪些内容|怎么解释/u;
const MORE_OR_LESS =
  /(?:哪个|哪边|哪里|谁|哪家)(?:的)?.{0,12}(?:多|少|高|低|大|小)(?:些|一点|点)?$|(?:比|相比).{0,12}(?:多|少|高|低)/u;
const LIST = /哪些|哪几|有什么|列举|分别是|几种|哪[一二三四五六七八九十]/u;
const YES_NO = /吗|是不是|有没有|对不对|是否|能不能|可不可以|没有$|没$|不$|么$|吧$|对吧|是吧/u;

/** A question that leans on the one before: it starts or ends like one, and says little of its own. */
const LEANING = /^(?:那么?|还有|另外|然后|再|这个|它|其他|其它|别的)|呢$/u;

/**
 * Reads a question: what is asked, of which places, in which form. Follow-ups take place and subject from the
 * newest turns that have them.
 */
export function understand(question: Question, context: QuestionContext): AskedQuestion {
  const text = normaliseInput(question.text);
  const own = readOne(text, context);
  const earlier = question.history
    .filter((turn) => turn.role === 'user')
    .map((turn) => readOne(normaliseInput(turn.content), context))
    .reverse();
  const leans = earlier.length > 0 && (LEANING.test(bare(text)) || own.subject.length === 0);

  const before = leans ? earlier.find((turn) => turn.subject.length > 0) : undefined;
  const subject = own.subject.length > 0 ? own.subject : (before?.subject ?? []);
  const carried =
    own.subject.length > 0 && before !== undefined
      ? before.subject.filter((word) => !subject.includes(word))
      : [];
  const inherits = before !== undefined && own.wanted === 'statement';

  const { places, missingPlaces } = scope(own, leans ? earlier : [], question, context);
  return {
    text,
    searchText: [...(own.subject.length === 0 ? [before?.written ?? ''] : carried), own.written]
      .join(' ')
      .trim(),
    wanted: inherits ? before.wanted : own.wanted,
    units: own.units.size === 0 && inherits ? before.units : own.units,
    subject,
    carried,
    places,
    missingPlaces,
    rates: inherits && own.rates.length === 0 ? before.rates : own.rates,
    years: own.years,
    premises: own.premises,
  };
}

/** Nothing in it could be asked: empty, only emoji, only punctuation. */
export function isEmptyQuestion(text: string): boolean {
  return !hasWords(normaliseInput(text));
}

interface OneQuestion {
  readonly written: string;
  readonly wanted: Wanted;
  readonly units: ReadonlySet<string>;
  readonly subject: readonly string[];
  readonly rates: readonly Rate[];
  readonly years: readonly number[];
  readonly named: readonly Place[][];
  readonly premises: readonly Figure[];
}

function readOne(
  text: string,
  { gazetteer, corpusPlaces, segmenter, speller }: QuestionContext,
): OneQuestion {
  const written = speller.correct(toWritten(text));
  const mentions = gazetteer.findPlaces(written, { among: corpusPlaces });
  const placeless = withoutSpans(
    written,
    mentions.map(({ span }) => span),
  );
  const wanted = wantedOf(written);
  const premises = findFigures(placeless).filter(
    (figure) => !['年', '月', '日', ''].includes(figure.unit) && !figure.han,
  );
  const topic = placeless.replaceAll(QUESTION_TURNS, ' ');
  return {
    written,
    wanted: wanted === 'yes-no' && premises.length > 0 ? 'figure' : wanted,
    units: wanted === 'yes-no' ? new Set(premises.map(({ unit }) => unit)) : unitsOf(written),
    rates: RATES.filter(([pattern]) => pattern.test(written)).map(([, rate]) => rate),
    years: wanted === 'yes-no' ? [] : yearsOf(written),
    subject: [...new Set(wordTerms(topic, segmenter))].filter((word) => !MEASURE_WORDS.has(word)),
    named: candidatesBySpan(mentions),
    premises,
  };
}

function wantedOf(written: string): Wanted {
  const asked = fold(written);
  if (PERSON.test(asked)) return 'person';
  if (TIME.test(asked)) return 'time';
  if (FIGURE.test(asked) || MORE_OR_LESS.test(asked)) return 'figure';
  if (DEFINITION.test(asked)) return 'definition';
  if (LIST.test(asked)) return 'list';
  if (YES_NO.test(bare(asked))) return 'yes-no';
  return 'statement';
}

/** 2019年, 19年, 二〇一九年; not the 16年 of 16年来, nor a span of years like 3年. */
function yearsOf(written: string): number[] {
  return [...fold(written).matchAll(/(?<!\d)(?:((?:19|20)\d{2})年?|([01]\d|2\d)年(?!来|间|以))/gu)].map(
    ([, full, short]) => (full === undefined ? 2000 + Number(short) : Number(full)),
  );
}

function unitsOf(written: string): ReadonlySet<string> {
  const match = MEASURES.find(([pattern]) => pattern.test(written));
  if (match === undefined) return new Set();
  const [pattern, units] = match;
  if (units.length > 0) return new Set(units);
  const counter = pattern.exec(written)?.[0].slice(-1) ?? '';
  return new Set([counter, '个']);
}

function scope(
  own: OneQuestion,
  earlier: readonly OneQuestion[],
  question: Question,
  context: QuestionContext,
) {
  const ownScope = inCorpus(own.named, context);
  if (ownScope.places.length > 0 || ownScope.missingPlaces.length > 0) return ownScope;
  for (const turn of earlier) {
    const turnScope = inCorpus(turn.named, context);
    if (turnScope.places.length > 0) return turnScope;
  }
  const spoken = earlier.length > 0 ? onlyPlaceOf(lastAnswer(question.history), context) : undefined;
  if (spoken !== undefined) return { places: [spoken], missingPlaces: [] };
  if (question.place === undefined) return ownScope;
  return inCorpus([context.gazetteer.lookup(question.place)], context);
}

function lastAnswer(history: readonly Turn[]): string {
  return history.findLast((turn) => turn.role === 'assistant')?.content ?? '';
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
    if (inReports.length === 0 && first !== undefined) missing.set(first.name, first);
  }
  const addresses = new Set([...known.values()].flatMap(({ parents }) => parents));
  return {
    places: [...known.keys()],
    missingPlaces: [...missing.values()].filter(({ name }) => !addresses.has(name)),
  };
}

function bare(text: string): string {
  return text.replaceAll(/[\s\p{P}\p{S}]+/gu, '');
}
