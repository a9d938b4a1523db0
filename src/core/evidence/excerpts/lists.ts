import type { Sentence } from '../../facts/sentence.ts';
import { readNumber } from '../../language/numerals.ts';
import { contains, overlaps, sentences, slice } from '../../language/text.ts';
import { blockAt, lastBegun } from '../../papers/blocks.ts';
import type { Knowledge } from '../../ports.ts';
import type { Block, BlockKind, Span } from '../../types.ts';
import { documentOf, sentencesIn } from './around.ts';

/** The signs that reports count items with; the captured number is Han or digits. One list keeps to one style. */
const STYLES: readonly RegExp[] = [
  /(?:^|[:：]\s*)([一二三四五六七八九十])是/u,
  /^第([一二三四五六七八九十])步?[,，、:：]/u,
  /^[（(]([一二三四五六七八九十])[）)]/u,
  /^([一二三四五六七八九十])、/u,
  /^[（(]?(\d{1,2})[）).．、](?!\d)/u,
];

/** The sign that counts a text, and its number; null where none does. */
function numberOf(text: string): { style: number; number: number } | null {
  for (const [style, pattern] of STYLES.entries()) {
    const written = pattern.exec(text)?.[1];
    if (written !== undefined) return { style, number: readNumber(written).value };
  }
  return null;
}

/** The first item stands at most this many characters behind what it spells out. */
const REACH = 400;
/** A counted list ends within this many characters. */
const LONGEST_LIST = 8000;
/** Characters between a sentence and the list that it opens: white space and line ends. */
const ADJACENT = 3;

/**
 * The items of the counted list (一是…二是…, （一）…, 1. …) that begins within 400 characters after `from`: the sentence
 * that opens each item. Lists within items are passed over, as they begin anew with the first number.
 */
export function itemsAfter(text: string, from: number): Span[] {
  const following = sentences(text, { start: from, end: Math.min(text.length, from + LONGEST_LIST) });
  const first = following.findIndex((span) => numberOf(slice(text, span)) !== null);
  const opening = following[first];
  const begin = opening && numberOf(slice(text, opening));
  if (opening === undefined || opening.start > from + REACH || begin?.number !== 1) return [];
  const items = [opening];
  for (const span of following.slice(first + 1)) {
    const sign = numberOf(slice(text, span));
    if (sign?.style !== begin.style) continue;
    if (sign.number === items.length + 1) items.push(span);
    else if (sign.number > 1) break;
  }
  return items;
}

/**
 * The counted list that a sentence opens or stands in; empty when there is none. The list may begin up to 400
 * characters before the sentence, or right after it.
 */
export function listAround(text: string, sentence: Span): Span[] {
  for (const from of [sentence.start, Math.max(0, sentence.start - REACH)]) {
    const items = itemsAfter(text, from);
    const [first] = items;
    const opens =
      first !== undefined && first.start >= sentence.end && first.start - sentence.end <= ADJACENT;
    if (items.length >= 2 && (opens || items.some((item) => overlaps(item, sentence)))) return items;
  }
  return [];
}

/** A list that a head announces, with the sentence that opens each of its items, in their order. */
export interface HeadedList {
  readonly head: Span;
  readonly items: readonly Sentence[];
}

/** The list that a sentence announces, or stands in; of lists within lists the innermost. Null where there is none. */
export function headedList(sentence: Sentence, knowledge: Knowledge): HeadedList | null {
  const head = sentence.isHead ? sentence.span : sentence.listHead;
  if (head === undefined) return null;
  // The sentence that a head within it begins holds the first of its parts.
  const first = knowledge
    .sentencesOf(sentence.passage)
    .filter(({ span, isHead }) => !isHead && contains(span, head));
  const items = [...first, ...sentencesUnder(head, sentence, knowledge)];
  return items.length < 2 ? null : { head, items };
}

/** The first sentence of each block whose innermost head this is; what an item goes on to say is not repeated. */
function sentencesUnder(head: Span, sentence: Sentence, knowledge: Knowledge): Sentence[] {
  const document = documentOf(sentence, knowledge);
  const isHead = ({ start, end }: Span) => start === head.start && end === head.end;
  const items: Sentence[] = [];
  const begun = new Set<number>();
  for (const passage of knowledge.passagesOf(document.id)) {
    if (passage.span.end <= head.start) continue;
    for (const one of knowledge.sentencesOf(passage)) {
      if (one.listHead === undefined || !isHead(one.listHead)) continue;
      const begins = blockAt(one.span, document)?.span.start ?? one.span.start;
      // The parts of a list within one sentence share its block with its head.
      if (begins > head.start && begun.has(begins)) continue;
      begun.add(begins);
      items.push(one);
    }
    // What a head rules stands together right behind it: where it ends, the rest of the document need not be read.
    const last = passage.sentences.at(-1);
    if (last !== undefined && last.span.start > head.end && !last.lead.some(isHead)) break;
  }
  return items;
}

/** Whether a sentence announces a list, is an item of one or a counted point, names three things or more, or says how many they are (共3处：…). */
export function tellsList({ folded, isHead, listHead, lead }: Sentence): boolean {
  const isPoint = numberOf(folded) !== null && lead.some(({ kind }) => kind === 'heading');
  const isCounted = /共有?\d+\p{Script=Han}{1,3}:./u.test(folded);
  return isHead || listHead !== undefined || isPoint || isCounted || (folded.match(/、/gu)?.length ?? 0) >= 2;
}

/** How parts of one enumeration go on to the next within a block: 甲；乙；丙。 */
const GOES_ON = /[;；]$/u;

/** The parts of one block that semicolons join, the sentence among them, in their order; empty where it is none. */
export function partsAround(sentence: Sentence, knowledge: Knowledge): Sentence[] {
  const document = documentOf(sentence, knowledge);
  const block = blockAt(sentence.span, document);
  if (block === undefined || sentence.cells !== undefined) return [];
  const inBlock = sentencesIn(block.span, document.id, knowledge);
  const at = inBlock.findIndex(({ span }) => span.start === sentence.span.start);
  if (at < 0) return [];
  const isLast = ({ folded }: Sentence) => !GOES_ON.test(folded);
  const first = inBlock.slice(0, at).findLastIndex(isLast) + 1;
  const last = inBlock.slice(at).findIndex(isLast);
  const parts = inBlock.slice(first, last < 0 ? undefined : at + last + 1);
  return parts.length < 2 ? [] : parts;
}

const ITEMS: ReadonlySet<BlockKind> = new Set(['item']);
/** Items, and what may be counted as these are: 1.申请：…, （一）申请。…. */
const POINTS: ReadonlySet<BlockKind> = new Set(['item', 'field', 'paragraph']);

/**
 * The sentences that open the items, or steps of whatever form, which are counted in one run (1. 2. 3., 第一步 第二步) with that of
 * a sentence; empty where it is in none.
 */
export function itemsAround(sentence: Sentence, knowledge: Knowledge): Sentence[] {
  return countedRun(sentence, isCountedStep(sentence) ? POINTS : ITEMS, knowledge);
}

/** The sentences that open the points under one heading which are counted in one run with a sentence, whatever their form. */
export function pointsAround(sentence: Sentence, knowledge: Knowledge): Sentence[] {
  const isUnderHeading = sentence.lead.some(({ kind }) => kind === 'heading');
  return isUnderHeading ? countedRun(sentence, POINTS, knowledge) : [];
}

/** 1.60周岁以上的: a sign, and no decimal, among neighbours that count on. */
const BEFORE_FIGURE = /^(\d{1,2}[.．])(?=\d)/u;

/** The sentences that open the neighbouring blocks of some kinds which signs of one kind count on, that of a sentence among them. */
function countedRun(sentence: Sentence, kinds: ReadonlySet<BlockKind>, knowledge: Knowledge): Sentence[] {
  const document = documentOf(sentence, knowledge);
  const { blocks, text } = document;
  const at = lastBegun(blocks, sentence.span.start, (block) => block.span.start);
  const signOf = (block: Block | undefined) =>
    block !== undefined && kinds.has(block.kind)
      ? numberOf(slice(text, block.span).replace(BEFORE_FIGURE, '$1 '))
      : null;
  const own = signOf(blocks[at]);
  if (own === null) return [];
  const isCounted = (nth: number) => {
    const sign = signOf(blocks[nth]);
    return sign?.style === own.style && sign.number === own.number + nth - at;
  };
  let first = at;
  while (isCounted(first - 1)) first--;
  let last = at;
  while (isCounted(last + 1)) last++;
  return blocks.slice(first, last + 1).flatMap((block) => openingOf(block, document.id, knowledge));
}

/** The sentence that opens a block; none of one without sentences. */
function openingOf({ span }: Block, documentId: string, knowledge: Knowledge): Sentence[] {
  return sentencesIn(span, documentId, knowledge).slice(0, 1);
}

/** What heads the steps of something to be done, and signs that count them. */
const OF_STEPS =
  /(?:流程|程序|步骤|手续|方式|方法|怎么\p{Script=Han}{0,4}|如何\p{Script=Han}{0,4}|办理|申请|申报|申领|报案|理赔)[】:：。\s]*$/u;
const STEP = /^第[一二三四五六七八九十\d]{1,2}步/u;
/** Opens a step told in prose: 先…，再…，最后…; 审核通过后，…. */
const ORDER =
  /^(?:[^,。;]{0,16},)?(?:首先|先(?![进行锋])|再(?![就生次])|然后|其次|接着|接下来|之后|最后|最终)/u;
/** What heads the articles that say how something is applied for and decided. */
const OF_ARTICLES = /申请.{0,6}(?:审[核批查]|受理|确认)|审[核批].{0,6}(?:确认|程序)/u;

/** Whether a sentence is one of the steps of something to be done: it is counted as one, or headed by what names them. */
export function isStep(sentence: Sentence): boolean {
  return isCountedStep(sentence) || OF_STEPS.test(sentence.heading);
}

/** It says that it is one, or the heading of its passage does. */
function isCountedStep({ folded, headings }: Sentence): boolean {
  return STEP.test(folded) || OF_STEPS.test(headings.at(-1) ?? '');
}

/**
 * The steps that a sentence is one of, in their order: counted ones, the articles under a heading of steps, or the sentences of a
 * paragraph that follow each other as first and next. Empty where it is none.
 */
export function stepsAround(sentence: Sentence, knowledge: Knowledge): readonly Sentence[] {
  const document = documentOf(sentence, knowledge);
  const block = blockAt(sentence.span, document);
  if (block === undefined || sentence.cells !== undefined) return [];
  // A numbered point of a paper (四、申领。…) goes on with others that are no steps.
  const isOwnPoint = block.kind !== 'item' && block.mark !== undefined;
  if (isOwnPoint ? isCountedStep(sentence) : isStep(sentence)) {
    const counted = itemsAround(sentence, knowledge);
    const items =
      counted.length > 1
        ? counted
        : (headedList(sentence, knowledge)?.items ?? partsAround(sentence, knowledge));
    if (items.length > 1) return items;
  }
  const heading = sentence.headings.at(-1) ?? '';
  const isArticle = ({ mark }: Block) =>
    mark !== undefined && /^第.+条$/u.test(slice(document.text, mark).trim());
  if (isArticle(block) && (OF_STEPS.test(heading) || OF_ARTICLES.test(heading)))
    return besideUnderHeading(block, document.blocks)
      .filter(isArticle)
      .flatMap((one) => openingOf(one, document.id, knowledge));
  const inBlock = sentencesIn(block.span, document.id, knowledge);
  const isOrdered = ({ folded }: Sentence) => ORDER.test(folded);
  return inBlock.filter(isOrdered).length < 2 ? [] : inBlock.slice(inBlock.findIndex(isOrdered));
}

/** The blocks between the headings before and behind one, itself among them. */
function besideUnderHeading(block: Block, blocks: readonly Block[]): readonly Block[] {
  const at = blocks.indexOf(block);
  const isHeading = ({ kind }: Block) => kind === 'heading' || kind === 'title';
  const first = blocks.slice(0, at).findLastIndex(isHeading) + 1;
  const behind = blocks.slice(at).findIndex(isHeading);
  return blocks.slice(first, behind < 0 ? undefined : at + behind);
}
