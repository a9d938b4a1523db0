import type { Sentence } from '../../facts/sentence.ts';
import { overlaps, slice } from '../../language/text.ts';
import { blockAt, lastBegun } from '../../papers/blocks.ts';
import type { Knowledge } from '../../ports.ts';
import type { Block, SourceDocument, Span } from '../../types.ts';
import { numberOf } from './enumeration.ts';

/** How parts of one enumeration go on to the next within a block: 甲；乙；丙。 */
const GOES_ON = /[;；]$/u;
/** What heads the steps of something to be done, and signs that count them. */
const OF_STEPS =
  /(?:流程|程序|步骤|手续|方式|方法|怎么\p{Script=Han}{0,4}|如何\p{Script=Han}{0,4}|办理|申请|申报|申领)[】:：。\s]*$/u;
const STEP = /^第[一二三四五六七八九十\d]{1,2}步/u;

/** The parts of one block that semicolons join, the sentence among them, in their order; empty where it is none. */
export function partsAround(sentence: Sentence, knowledge: Knowledge): Sentence[] {
  const document = knowledge.documentById.get(sentence.passage.documentId);
  const block = document && blockAt(sentence.span, document);
  if (document === undefined || block === undefined || sentence.cells !== undefined) return [];
  const inBlock = sentencesIn(block.span, document.id, knowledge);
  const at = inBlock.findIndex(({ span }) => span.start === sentence.span.start);
  if (at < 0) return [];
  const goesOn = (one: Sentence | undefined) => one !== undefined && GOES_ON.test(one.folded);
  let first = at;
  while (first > 0 && goesOn(inBlock[first - 1])) first--;
  let last = at;
  while (last + 1 < inBlock.length && goesOn(inBlock[last])) last++;
  return last === first ? [] : inBlock.slice(first, last + 1);
}

/**
 * The sentences that open the items which are counted in one run (1. 2. 3., 第一步 第二步) with that of a sentence; empty where
 * it is in none.
 */
export function itemsAround(sentence: Sentence, knowledge: Knowledge): Sentence[] {
  const document = knowledge.documentById.get(sentence.passage.documentId);
  if (document === undefined) return [];
  const run = countedRun(sentence, document);
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return [];
  const opening = new Map<Block, Sentence>();
  for (const one of sentencesIn({ start: first.span.start, end: last.span.end }, document.id, knowledge)) {
    const block = blockAt(one.span, document);
    if (block !== undefined && !opening.has(block)) opening.set(block, one);
  }
  return [...opening.values()];
}

/** Whether a sentence is one of the steps of something to be done: it is counted as one, or headed by what names them. */
export function isStep({ folded, heading, headings }: Sentence): boolean {
  return STEP.test(folded) || OF_STEPS.test(heading) || OF_STEPS.test(headings.at(-1) ?? '');
}

/** The neighbouring items, or steps of whatever form (1.申请：…, （一）申请。…), that are counted by signs of one kind with the block of a sentence. */
function countedRun(sentence: Sentence, { blocks, text }: SourceDocument): Block[] {
  const at = lastBegun(blocks, sentence.span.start, (block) => block.span.start);
  const styleOf = (block: Block | undefined) =>
    block?.kind === 'item' || ((block?.kind === 'field' || block?.kind === 'paragraph') && isStep(sentence))
      ? numberOf(slice(text, block.span))?.style
      : undefined;
  const style = styleOf(blocks[at]);
  if (style === undefined) return [];
  let first = at;
  while (styleOf(blocks[first - 1]) === style) first--;
  let last = at;
  while (styleOf(blocks[last + 1]) === style) last++;
  return blocks.slice(first, last + 1);
}

/** The sentences that begin in a stretch of a document, in their order. */
export function sentencesIn(within: Span, documentId: string, knowledge: Knowledge): Sentence[] {
  return knowledge
    .passagesOf(documentId)
    .filter(({ span }) => overlaps(span, within))
    .flatMap((passage) => knowledge.sentencesOf(passage))
    .filter(({ span }) => span.start >= within.start && span.start < within.end);
}
