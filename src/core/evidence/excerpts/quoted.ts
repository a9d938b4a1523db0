import { readUnder, type Sentence } from '../../facts/sentence.ts';
import { overlaps } from '../../language/text.ts';
import { blockAt, lastBegun } from '../../papers/blocks.ts';
import type { Knowledge } from '../../ports.ts';
import type { Lead } from '../../types.ts';
import type { Evidence } from '../evidence.ts';
import type { WeighedTerm } from '../wanted.ts';
import { documentOf, sentencesIn } from './around.ts';
import { type Excerpt, excerptsOf, type Quoting } from './excerpt.ts';
import {
  type HeadedList,
  headedList,
  itemsAround,
  listAround,
  partsAround,
  pointsAround,
  stepsAround,
} from './lists.ts';

/**
 * The counted list that the best sentence opens or stands in, the sentence itself before it.
 * @param answers what answers beside it.
 */
export function listExcerpts(
  { sentence, score }: Evidence,
  answers: readonly Evidence[],
  quoting: Quoting,
): Excerpt[] {
  const { asked, knowledge, settings } = quoting;
  const points = asked.wanted === 'list' ? pointsAround(sentence, knowledge) : [];
  const announced = headedList(sentence, knowledge);
  const headed = announced ?? headedPoints(sentence, points, answers);
  if (headed !== null) {
    const isWhole = headed.items.every((item) => points.includes(item));
    const heading = announced === null ? headingOf(sentence) : sentence.listHead;
    return listed(isWhole ? points : headed.items, score, quoting, headed.head.start).map((excerpt) => ({
      ...excerpt,
      lead: withHeading(excerpt.lead, heading),
    }));
  }
  const parts = partsAround(sentence, knowledge);
  const [first, last] = [parts[0], parts.at(-1)];
  if (first !== undefined && last !== undefined) {
    const span = { start: first.span.start, end: last.span.end };
    const isLong = span.end - span.start > settings.maxQuoteCharacters;
    return isLong
      ? listed(parts, score, quoting, span.start)
      : excerptsOf([{ ...first, span }], score, quoting);
  }
  const counted = itemsAround(sentence, knowledge);
  if (counted.length > 1) return listed(counted, score, quoting, counted[0]?.span.start);
  if (isOwnPoint(sentence, knowledge)) return [];
  const items = listAround(documentOf(sentence, knowledge).text, sentence.span);
  const [opening] = items;
  if (opening === undefined) return [];
  const quoted = items.slice(0, settings.maxListItems);
  const isOpened = !quoted.some((item) => overlaps(item, sentence.span));
  const list = { start: isOpened ? sentence.span.start : opening.start, items: items.length, isOpened };
  const spans = isOpened ? [sentence.span, ...quoted] : quoted;
  return excerptsOf(
    spans.map((span) => ({ ...sentence, span })),
    score,
    quoting,
  ).map((excerpt) => ({ ...excerpt, list }));
}

/** The steps that a sentence is one of, each by itself and in their order; none where it is none. */
export function stepExcerpts({ sentence, score }: Evidence, quoting: Quoting): Excerpt[] {
  return listed(stepsAround(sentence, quoting.knowledge), score, quoting);
}

/** Sentences as the items of one list. @param start of it: else where what rules the first of them begins, or this itself. */
function listed(items: readonly Sentence[], score: number, quoting: Quoting, start?: number): Excerpt[] {
  const excerpts = excerptsOf(items.slice(0, quoting.settings.maxListItems), score, quoting);
  const [first] = excerpts;
  const from = start ?? first?.lead.at(-1)?.start ?? first?.span.start ?? 0;
  return excerpts.map((one) => ({ ...one, list: { start: from, items: items.length, isOpened: false } }));
}

/** The points under one heading as what this lists, where most of them answer by themselves. */
function headedPoints(
  sentence: Sentence,
  points: readonly Sentence[],
  answers: readonly Evidence[],
): HeadedList | null {
  const head = headingOf(sentence);
  const answering = points.filter((point) => answers.some((one) => one.sentence === point));
  if (head === undefined || points.length < 2 || answering.length * 2 <= points.length) return null;
  return { head, items: points };
}

function headingOf({ lead }: Sentence): Lead | undefined {
  return lead.findLast(({ kind }) => kind === 'heading');
}

/** The heading that announces a list is quoted with its items. */
function withHeading(lead: readonly Lead[], head: Lead | undefined): readonly Lead[] {
  if (head?.kind !== 'heading' || lead.some(({ start }) => start === head.start)) return lead;
  return [...lead, head].sort((a, b) => a.start - b.start);
}

/** A numbered point of a paper (三、补贴标准。…, 三、补贴标准：…) tells of a matter of its own, and is no item of a list with the others. */
function isOwnPoint(sentence: Sentence, knowledge: Knowledge): boolean {
  const block = blockAt(sentence.span, documentOf(sentence, knowledge));
  return block !== undefined && block.kind !== 'item' && (block.mark ?? block.topic) !== undefined;
}

/** The sentence that goes on behind one, of a point, item, row or value within the same block; never what announces others. */
export function sequelOf(sentence: Sentence, knowledge: Knowledge): Sentence | undefined {
  const inPassage = knowledge.sentencesOf(sentence.passage);
  const next = inPassage[inPassage.findIndex(({ span }) => span.start === sentence.span.start) + 1];
  if (next === undefined || next.isHead) return undefined;
  const document = documentOf(sentence, knowledge);
  const [own, other] = [sentence, next].map(({ span }) => blockAt(span, document));
  const isProse = [own, other].every((block) => block?.kind === 'paragraph' && block.mark === undefined);
  return own === other || isProse ? next : undefined;
}

/** Adds to what stands before it: 在上述标准上每户增加…, 年满75周岁的另外加发…. */
const ADDS = /上述|在此基础上|基础上.{0,8}(?:增加|提高|上浮|再)|额外|另外?(?:再|加)|再增加|加发|加补/u;

/**
 * The sentence that adds to a figure of this one: of the same block, where it follows, else of the one behind the list that this
 * one is an item of, where that names somebody whom the question names and this one does not.
 */
export function additionTo(
  sentence: Sentence,
  subject: readonly WeighedTerm[],
  knowledge: Knowledge,
): Sentence | undefined {
  const adds = ({ folded, figures, isHead }: Sentence) => !isHead && figures.length > 0 && ADDS.test(folded);
  const isNamed = ({ folded }: Sentence) =>
    subject.some(
      ({ term, spellings }) =>
        term.length > 1 &&
        spellings.some((word) => folded.includes(word)) &&
        !spellings.some((word) => readUnder(sentence).includes(word)),
    );
  return (
    behindInBlock(sentence, knowledge).find(adds) ??
    behindList(sentence, knowledge).find((one) => adds(one) && isNamed(one))
  );
}

/** The sentences of the paragraph right behind the list that a sentence is an item of. */
function behindList(sentence: Sentence, knowledge: Knowledge): Sentence[] {
  if (sentence.listHead === undefined) return [];
  const { blocks, id } = documentOf(sentence, knowledge);
  let at = lastBegun(blocks, sentence.span.start, (block) => block.span.start);
  while (blocks[at]?.kind === 'item') at++;
  const block = blocks[at];
  return block?.kind === 'paragraph' ? sentencesIn(block.span, id, knowledge) : [];
}

/** The sentences behind one in its block, as far as its passage goes. */
function behindInBlock(sentence: Sentence, knowledge: Knowledge): Sentence[] {
  const { passage, span: own } = sentence;
  const document = documentOf(sentence, knowledge);
  const block = blockAt(own, document);
  return knowledge
    .sentencesOf(passage)
    .filter(({ span }) => span.start > own.start && blockAt(span, document) === block);
}

/** More that a sentence cites is not told beside it. */
const MOST_CITED = 2;

/**
 * What a sentence is never told without: what it cites of its own paper (the deed that is fined), where that is little and says
 * something by itself; and what takes something out of its list, or suspends what it permits.
 */
export function boundTo(sentence: Sentence, knowledge: Knowledge): readonly Sentence[] {
  const { cited, passage } = sentence;
  const told = cited.flatMap((span) => sentencesIn(span, passage.documentId, knowledge));
  const isTold = told.length <= MOST_CITED && !told.some(({ isHead }) => isHead);
  const taken = exceptionTo(sentence, knowledge) ?? suspensionOf(sentence, knowledge);
  return [...(isTold ? told : []), ...(taken === undefined ? [] : [taken])];
}

/** Takes something out of what stands above it: 不受前款限制, 上述规定不适用于…, 但…的除外. */
const EXCEPTS =
  /(?:不受|不适用)(?:前|上|本|此|该)[款项述条列]?|前[款项条][^。;]{0,16}(?:除外|不适用|不受)|(?:上述|以上)[^。;]{0,16}(?:除外|不适用|不受)|不在此限|^(?:但|但是)[^。]{2,60}(?:除外|不受)/u;

/** The sentence of the same article or point that takes something out of the list of a sentence. */
function exceptionTo(sentence: Sentence, knowledge: Knowledge): Sentence | undefined {
  if (sentence.listHead === undefined && !sentence.isHead) return undefined;
  const document = documentOf(sentence, knowledge);
  const { blocks, id, text } = document;
  const own = blockAt(sentence.span, document);
  const end = blocks.find(
    ({ kind, mark, span }) =>
      own !== undefined &&
      span.start > own.span.start &&
      kind !== 'item' &&
      (kind !== 'paragraph' || mark !== undefined),
  );
  const within = { start: sentence.span.end, end: end?.span.start ?? text.length };
  return sentencesIn(within, id, knowledge).find(({ folded }) => EXCEPTS.test(folded));
}

/** Suspends what is permitted: 每年3月至5月停止审批, 森林高火险期一律不予批准. */
const SUSPENDS = /(?:停止|暂停|不再|一律不(?:予|得)?|不予)(?:审批|受理|批准|办理|许可)/u;

/** The sentence behind a permission, in the same block, that suspends it: the one is never told without the other. */
function suspensionOf(sentence: Sentence, knowledge: Knowledge): Sentence | undefined {
  if (sentence.facts.grant !== 'granted') return undefined;
  return behindInBlock(sentence, knowledge).find(({ folded }) => SUSPENDS.test(folded));
}
