import type { Sentence } from '../../facts/sentence.ts';
import { extremeAsked } from '../../language/figures/extremes.ts';
import { contains } from '../../language/text.ts';
import type { Knowledge, LedSentence, Reader } from '../../ports.ts';
import type { Wanted } from '../../question/forms.ts';
import type { AskedQuestion } from '../../question/question.ts';
import { MIN_COVERAGE } from '../answering.ts';
import { isOfAspect } from '../aspects.ts';
import type { Evidence } from '../evidence.ts';
import { documentOf } from '../excerpts/around.ts';
import { isCountAsked } from '../figures/counted.ts';
import { HELD_BY_CELLS, rowsToRead, tableOf, textOf, titleOf } from './cells.ts';

/**
 * What a reader's logit counts beside what was weighed without it. Logits lie in another band for every reader, and the
 * confidence for every embedding model: it belongs to both.
 */
export interface Reading {
  /** Of the log-odds of the confidence that was weighed. */
  readonly weighed: number;
  /** Of the logit above `usualLogit`, in log-odds. */
  readonly logit: number;
  /** The logit that says neither yes nor no. */
  readonly usualLogit: number;
  /** What one of the logit counts where sentences are put in order. */
  readonly order: number;
  /** From this logit on a sentence answers in other words than the question's: how many it shares counts no more. */
  readonly sure: number;
  /**
   * From this logit on a sentence with the form asked for answers a question of a place where nothing else does, unless it is
   * asked how many there are.
   */
  readonly alone: number;
}

export interface ReadDeps {
  readonly knowledge: Knowledge;
  /** Nobody reads when null or absent. */
  readonly reader?: Reader | null;
  readonly onFault: (part: 'reader', fault: unknown) => void;
}

/** Sentences that are read for one question, the best by all that was weighed and by meaning alone: each costs some 20 ms. */
const MOST_READ = { weighed: 12, ofAspect: 4, similar: 4 } as const;
/** A question of no place may be chatter: a logit says so much less for an answer to it. */
const UNPLACED = 1;
/** What the reader takes for no answer at all, and all else for a good one, is left to all else, but where a value is asked for. */
const MOST_DOUBT = -1.8;
/** So much surer must the reader be of a sentence that shares no word with the question; the fewer too few are, the more. */
const SURER_UNSHARED = 2;
/** What it counts, in log-odds, that a sentence has what is asked for, of the very conditions asked. */
const OF_ASKED = 1;
/** Logits count in the order up to this, on either side. */
const MOST_LOGIT = 5;
/**
 * Where a value is asked for, many a sentence has another one and shares all words with the question: what one of the logit
 * counts more, in log-odds, below the usual one and so much above it.
 */
const OF_VALUE = { slope: 1, above: 0.6 } as const;
/** Where log-odds are cut off. */
const SUREST = 1 - 1e-9;

/**
 * The evidence with the reader's word on the best sentences that may answer, in the order that follows from it. The
 * evidence as it was where nobody reads, nothing may answer, or the reader fails, which `onFault` is told.
 * @param isOfSeveral it is asked of other places as well: what answers of one makes the same of another likely.
 */
async function readBest(
  asked: AskedQuestion,
  evidence: readonly Evidence[],
  reading: Reading | null,
  { knowledge, reader, onFault }: ReadDeps,
  isOfSeveral = false,
): Promise<readonly Evidence[]> {
  if (reader == null || reading === null) return evidence;
  // One count of a report is easily taken for another, by the reader as well.
  const how = { isCounted: isCountAsked(asked), isValueAsked: !isOfSeveral && isValueAsked(asked) };
  const isExtreme = extremeAsked(asked.written) !== undefined;
  const rows = rowsToRead(asked, evidence, knowledge);
  const named = new Set(rows.map(({ row }) => row));
  const tables = new Set(rows.map(({ row }) => tableOf(row.sentence)));
  // Where a question names rows of a table, it asks of none of those beside. Of which has most, none tells by itself.
  const isBeside = (one: Evidence) => !isExtreme && !named.has(one) && tables.has(tableOf(one.sentence));
  const best = worthReading(
    evidence.filter((one) => !isBeside(one) && !(isExtreme && one.sentence.cells !== undefined)),
  );
  const sentences = [
    ...best.map(({ sentence }) => ledSentence(sentence, knowledge)),
    ...rows.flatMap(({ cells }) => cells.map(({ led }) => led)),
  ];
  if (sentences.length === 0) return evidence;
  try {
    const logits = await scoreEach(asked.readings, sentences, reader);
    const withWord = (one: Evidence, logit = 0) => withLogit(one, logit, reading, how);
    const read = new Map(best.map((one, at) => [one, withWord(one, logits[at])]));
    let at = best.length;
    for (const { row, cells } of rows) {
      const own = cells.map(({ column }, nth) => ({ column, logit: logits[at + nth] ?? 0 }));
      read.set(row, withCells(asked, row, own, read.get(row), withWord));
      at += cells.length;
    }
    return evidence
      .map((one) => read.get(one) ?? (isBeside(one) ? { ...one, columnRead: null } : one))
      .sort((a, b) => b.score - a.score);
  } catch (fault) {
    onFault('reader', fault);
    return evidence;
  }
}

/** The mean of the logits that a question has in each of its readings. */
async function scoreEach(
  readings: AskedQuestion['readings'],
  sentences: readonly LedSentence[],
  reader: Reader,
): Promise<Float32Array> {
  const all = await Promise.all(readings.map((text) => reader.score(text, sentences)));
  return Float32Array.from(
    sentences,
    (_, at) => all.reduce((sum, logits) => sum + (logits[at] ?? 0), 0) / all.length,
  );
}

/** From this logit on a cell is what is asked; or from the lower one, where no other cell comes near it. */
const TELLS = -1.2;
const MAY_TELL = -3.4;
const APART = 1;

/**
 * A row with the reader's word on its cells: the one that is asked, or that none is.
 * @param whole with the reader's word on all of it; undefined where that was not read.
 */
function withCells(
  asked: AskedQuestion,
  row: Evidence,
  cells: readonly { readonly column: number; readonly logit: number }[],
  whole: Evidence | undefined,
  withWord: (one: Evidence, logit: number) => Evidence,
): Evidence {
  const isExtreme = extremeAsked(asked.written) !== undefined;
  const [best, next] = [...cells].sort((a, b) => b.logit - a.logit);
  const isApart = best !== undefined && (next === undefined || best.logit - next.logit >= APART);
  const isTold = best !== undefined && (isApart ? best.logit >= MAY_TELL : best.logit >= TELLS && !isExtreme);
  if (!isTold) {
    const isByWords = row.hasWanted && row.isOfColumn;
    const mayTell = isByWords || isExtreme || !HELD_BY_CELLS.has(asked.wanted);
    return mayTell ? (whole ?? row) : { ...row, columnRead: null };
  }
  const logit = Math.max(best.logit, whole?.signals.logit ?? best.logit);
  const told = { ...row, hasWanted: true, isOfOthers: false, isOfAsked: true };
  return { ...withWord(told, logit), isReadAsAnswer: true, columnRead: best.column };
}

/** The same of what is asked of each of several places, each of which is read for itself. */
export async function readSides(
  sides: readonly AskedQuestion[],
  evidence: readonly Evidence[],
  reading: Reading | null,
  deps: ReadDeps,
): Promise<readonly Evidence[]> {
  const [only, ...others] = sides;
  if (only !== undefined && others.length === 0) return readBest(only, evidence, reading, deps);
  const read = await Promise.all(
    sides.map((side) =>
      readBest(
        side,
        evidence.filter(({ sentence: { passage } }) => passage.place === side.places[0]),
        reading,
        deps,
        true,
      ),
    ),
  );
  return read.flat().sort((a, b) => b.score - a.score);
}

function worthReading(evidence: readonly Evidence[]): Evidence[] {
  const behind = evidence.slice(MOST_READ.weighed);
  const ofAspect = behind.filter(({ aspect }) => isOfAspect(aspect)).slice(0, MOST_READ.ofAspect);
  const rest = behind.filter((one) => !ofAspect.includes(one));
  const similarity = ({ signals }: Evidence) => signals.similarity ?? 0;
  const similar = rest.sort((a, b) => similarity(b) - similarity(a)).slice(0, MOST_READ.similar);
  return [...evidence.slice(0, MOST_READ.weighed), ...ofAspect, ...similar];
}

/** A value of which many papers have some: a sum, a day, a number, a place. */
const VALUES: ReadonlySet<Wanted> = new Set(['figure', 'time', 'phone', 'hours', 'where']);

/** It asks in words: 低保标准 alone is a topic, to which a reader of questions knows no answer. */
const ASKS = /[几何哪啥]|多[少久长大高宽]|什么|[咋怎]/u;

/** Whether a question asks itself for a value, and does not leave it to the turn before it. */
function isValueAsked({ wanted, says, written }: AskedQuestion): boolean {
  return says.form && VALUES.has(wanted) && ASKS.test(written);
}

/** How a question is to be read. */
interface Read {
  /** It is asked how many there are. */
  readonly isCounted: boolean;
  readonly isValueAsked: boolean;
}

/** What the reader's doubt in a value counts, in log-odds. Not above 0. */
function doubtOfValue(aboveUsual: number): number {
  return OF_VALUE.slope * Math.min(0, aboveUsual - OF_VALUE.above);
}

function withLogit(
  one: Evidence,
  logit: number,
  reading: Reading,
  { isCounted, isValueAsked }: Read,
): Evidence {
  const within = Math.min(MOST_LOGIT, Math.max(-MOST_LOGIT, logit));
  const { coverage, unplaced } = one.signals;
  const placed = logit - UNPLACED * unplaced;
  const sum =
    reading.weighed * logOdds(one.confidence) +
    reading.logit * Math.max(MOST_DOUBT, placed - reading.usualLogit) +
    (isValueAsked && unplaced === 0 ? doubtOfValue(logit - reading.usualLogit) : 0) +
    (one.isOfAsked && one.hasWanted ? OF_ASKED : 0);
  return {
    ...one,
    signals: { ...one.signals, logit },
    weighed: one.confidence,
    confidence: 1 / (1 + Math.exp(-sum)),
    score: one.score + reading.order * (within - reading.usualLogit),
    isReadAlone: unplaced === 0 && !isCounted && one.hasWanted && logit >= reading.alone,
    isReadAsAnswer: placed >= reading.sure + SURER_UNSHARED * Math.max(0, 1 - coverage / MIN_COVERAGE),
  };
}

/** The inverse of the logistic function. */
export function logOdds(share: number): number {
  const within = Math.min(SUREST, Math.max(1 - SUREST, share));
  return Math.log(within / (1 - within));
}

/**
 * A sentence as the reader reads it, in simplified characters: the title of its paper, what must be read before it and what it
 * cites of its paper (for one that has neither, the sentence before), and itself.
 */
function ledSentence(sentence: Sentence, knowledge: Pick<Knowledge, 'documentById'>): LedSentence {
  const { passage, span, lead, cited, goesOnFrom } = sentence;
  const document = documentOf(sentence, knowledge);
  const ruling = lead.filter((one) => one.kind !== 'title' && !contains(span, one));
  const under = textOf([...ruling, ...cited], document);
  const isAlone = under === '' || goesOnFrom !== undefined;
  const before = isAlone && passage.sentences.findLast((one) => one.span.end <= span.start);
  return {
    title: titleOf(sentence, document),
    lead: before ? `${under} ${textOf([before.span], document)}`.trim() : under,
    text: textOf([span], document),
  };
}
