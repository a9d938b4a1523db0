import { readUnder, type Sentence } from '../../facts/sentence.ts';
import { overlaps } from '../../language/text.ts';
import { blockAt, lastBegun } from '../../papers/blocks.ts';
import type { Knowledge } from '../../ports.ts';
import type { AskedQuestion } from '../../question/question.ts';
import type { Lead, SourceDocument } from '../../types.ts';
import type { Evidence } from '../evidence.ts';
import type { WeighedTerm } from '../wanted.ts';
import { listAround } from './enumeration.ts';
import { type Excerpt, type ExtractSettings, excerptOf } from './excerpt.ts';
import { type HeadedList, headedList } from './heads.ts';
import { itemsAround, partsAround, pointsAround, sentencesIn, stepsAround } from './runs.ts';

/**
 * The counted list that the best sentence opens or stands in, the sentence itself before it.
 * @param answers what answers beside it.
 */
export function listExcerpts(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  { sentence, score }: Evidence,
  knowledge: Knowledge,
  settings: ExtractSettings,
  answers: readonly Evidence[],
): Excerpt[] {
  const each = (items: readonly Sentence[], start: number): Excerpt[] =>
    items
      .slice(0, settings.maxListItems)
      .flatMap((item) => excerptOf(asked, subject, item, score, knowledge, settings) ?? [])
      .map((excerpt) => ({ ...excerpt, list: { start, items: items.length, isOpened: false } }));
  const points = asked.wanted === 'list' ? pointsAround(sentence, knowledge) : [];
  const announced = headedList(sentence, knowledge);
  const headed = announced ?? headedPoints(sentence, points, answers);
  if (headed !== null) {
    const isWhole = headed.items.every((item) => points.includes(item));
    return each(isWhole ? points : headed.items, headed.head.start).map((excerpt) => ({
      ...excerpt,
      lead: withHead(excerpt.lead, announced === null ? headingOf(sentence) : sentence.listHead),
    }));
  }
  const parts = partsAround(sentence, knowledge);
  const [first, last] = [parts[0], parts.at(-1)];
  if (first !== undefined && last !== undefined) {
    const span = { start: first.span.start, end: last.span.end };
    if (span.end - span.start > settings.maxQuoteCharacters) return each(parts, span.start);
    const whole = excerptOf(asked, subject, { ...first, span }, score, knowledge, settings);
    return whole === undefined ? [] : [whole];
  }
  const counted = itemsAround(sentence, knowledge);
  if (counted.length > 1) return each(counted, counted[0]?.span.start ?? sentence.span.start);
  const document = knowledge.documentById.get(sentence.passage.documentId);
  if (document === undefined || isOwnPoint(sentence, document)) return [];
  const { text } = document;
  const all = listAround(text, sentence.span);
  const items = all.slice(0, settings.maxListItems);
  if (items.length === 0) return [];
  const opening = items.some((item) => overlaps(item, sentence.span)) ? [] : [sentence.span];
  const start = (opening[0] ?? items[0] ?? sentence.span).start;
  const list = { start, items: all.length, isOpened: opening.length > 0 };
  return [...opening, ...items]
    .flatMap((span) => excerptOf(asked, subject, { ...sentence, span }, score, knowledge, settings) ?? [])
    .map((excerpt) => ({ ...excerpt, list }));
}

/** The steps that a sentence is one of, each by itself and in their order; none where it is none. */
export function stepExcerpts(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  { sentence, score }: Evidence,
  knowledge: Knowledge,
  settings: ExtractSettings,
): Excerpt[] {
  const steps = stepsAround(sentence, knowledge);
  const excerpts = steps
    .slice(0, settings.maxListItems)
    .flatMap((step) => excerptOf(asked, subject, step, score, knowledge, settings) ?? []);
  const [first] = excerpts;
  // What rules all of them stands before the first.
  const start = first?.lead.at(-1)?.start ?? first?.span.start ?? 0;
  return excerpts.map((one) => ({ ...one, list: { start, items: steps.length, isOpened: false } }));
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
function withHead(lead: readonly Lead[], head: Lead | undefined): readonly Lead[] {
  if (head?.kind !== 'heading' || lead.some(({ start }) => start === head.start)) return lead;
  return [...lead, head].sort((a, b) => a.start - b.start);
}

/** A numbered point of a paper (三、补贴标准。…, 三、补贴标准：…) tells of a matter of its own, and is no item of a list with the others. */
function isOwnPoint({ span }: Sentence, document: SourceDocument): boolean {
  const block = blockAt(span, document);
  return block !== undefined && block.kind !== 'item' && (block.mark ?? block.topic) !== undefined;
}

/** The sentence that goes on behind one, of a point, item, row or value within the same block; never what announces others. */
export function sequelOf(sentence: Sentence, knowledge: Knowledge): Sentence | undefined {
  const inPassage = knowledge.sentencesOf(sentence.passage);
  const next = inPassage[inPassage.findIndex(({ span }) => span.start === sentence.span.start) + 1];
  const document = knowledge.documentById.get(sentence.passage.documentId);
  if (next === undefined || next.isHead || document === undefined) return undefined;
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
function behindList({ passage, span, listHead }: Sentence, knowledge: Knowledge): Sentence[] {
  const document = knowledge.documentById.get(passage.documentId);
  if (document === undefined || listHead === undefined) return [];
  const { blocks } = document;
  let at = lastBegun(blocks, span.start, (block) => block.span.start);
  while (blocks[at]?.kind === 'item') at++;
  const block = blocks[at];
  return block?.kind === 'paragraph' ? sentencesIn(block.span, document.id, knowledge) : [];
}

/** The sentences behind one in its block, as far as its passage goes. */
function behindInBlock({ passage, span: { start } }: Sentence, knowledge: Knowledge): Sentence[] {
  const document = knowledge.documentById.get(passage.documentId);
  if (document === undefined) return [];
  const own = blockAt({ start, end: start }, document);
  return knowledge
    .sentencesOf(passage)
    .filter(({ span }) => span.start > start && blockAt(span, document) === own);
}

/** Takes something out of what stands above it: 不受前款限制, 上述规定不适用于…, 但…的除外. */
const EXCEPTS =
  /(?:不受|不适用)(?:前|上|本|此|该)[款项述条列]?|前[款项条][^。;]{0,16}(?:除外|不适用|不受)|(?:上述|以上)[^。;]{0,16}(?:除外|不适用|不受)|不在此限|^(?:但|但是)[^。]{2,60}(?:除外|不受)/u;

/** The sentence of the same article or point that takes something out of the list of a sentence. */
export function exceptionTo(
  { span, passage, listHead, isHead }: Sentence,
  knowledge: Knowledge,
): Sentence | undefined {
  const document = knowledge.documentById.get(passage.documentId);
  if (document === undefined || (listHead === undefined && !isHead)) return undefined;
  const own = blockAt(span, document);
  const behind = document.blocks.filter((block) => own !== undefined && block.span.start >= own.span.start);
  const end = behind
    .slice(1)
    .find(({ kind, mark }) => kind !== 'item' && (kind !== 'paragraph' || mark !== undefined));
  const within = { start: span.end, end: end?.span.start ?? document.text.length };
  return sentencesIn(within, document.id, knowledge).find(({ folded }) => EXCEPTS.test(folded));
}

/** Suspends what is permitted: 每年3月至5月停止审批, 森林高火险期一律不予批准. */
const SUSPENDS = /(?:停止|暂停|不再|一律不(?:予|得)?|不予)(?:审批|受理|批准|办理|许可)/u;

/** The sentence behind a permission, in the same block, that suspends it: the one is never told without the other. */
export function suspensionOf(sentence: Sentence, knowledge: Knowledge): Sentence | undefined {
  if (sentence.facts.grant !== 'granted') return undefined;
  return behindInBlock(sentence, knowledge).find(({ folded }) => SUSPENDS.test(folded));
}

/** More that a sentence cites is not told beside it. */
const MOST_CITED = 2;

/** What a sentence cites of its own paper, where it is little and says something by itself: the deed that is fined. */
export function citedBy({ cited, passage }: Sentence, knowledge: Knowledge): readonly Sentence[] {
  const told = cited.flatMap((span) => sentencesIn(span, passage.documentId, knowledge));
  return told.length > MOST_CITED || told.some(({ isHead }) => isHead) ? [] : told;
}
