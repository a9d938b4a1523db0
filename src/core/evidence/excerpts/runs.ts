import type { Sentence } from '../../facts/sentence.ts';
import { overlaps, slice } from '../../language/text.ts';
import { blockAt, lastBegun } from '../../papers/blocks.ts';
import type { Knowledge } from '../../ports.ts';
import type { Block, SourceDocument, Span } from '../../types.ts';
import { numberOf } from './enumeration.ts';
import { headedList } from './heads.ts';

/** How parts of one enumeration go on to the next within a block: 甲；乙；丙。 */
const GOES_ON = /[;；]$/u;
/** What heads the steps of something to be done, and signs that count them. */
const OF_STEPS =
  /(?:流程|程序|步骤|手续|方式|方法|怎么\p{Script=Han}{0,4}|如何\p{Script=Han}{0,4}|办理|申请|申报|申领|报案|理赔)[】:：。\s]*$/u;
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
  return openingOf(countedRun(sentence, document), document, knowledge);
}

/** The sentence that opens each of some blocks which follow each other. */
function openingOf(run: readonly Block[], document: SourceDocument, knowledge: Knowledge): Sentence[] {
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
  return STEP.test(folded) || OF_STEPS.test(heading) || isUnderSteps({ headings });
}

function isUnderSteps({ headings }: Pick<Sentence, 'headings'>): boolean {
  return OF_STEPS.test(headings.at(-1) ?? '');
}

/** Opens a step told in prose: 先…，再…，最后…; 审核通过后，…. */
const ORDER =
  /^(?:[^,。;]{0,16},)?(?:首先|先(?![进行锋])|再(?![就生次])|然后|其次|接着|接下来|之后|最后|最终)/u;
/** What heads the articles that say how something is applied for and decided. */
const OF_ARTICLES = /申请.{0,6}(?:审[核批查]|受理|确认)|审[核批].{0,6}(?:确认|程序)/u;

/**
 * The steps that a sentence is one of, in their order: counted ones, the articles under a heading of steps, or the sentences of a
 * paragraph that follow each other as first and next. Empty where it is none.
 */
export function stepsAround(sentence: Sentence, knowledge: Knowledge): Sentence[] {
  const document = knowledge.documentById.get(sentence.passage.documentId);
  const block = document && blockAt(sentence.span, document);
  if (document === undefined || block === undefined || sentence.cells !== undefined) return [];
  // A numbered point of a paper (四、申领。…) goes on with others that are no steps.
  const isOwn = block.kind !== 'item' && block.mark !== undefined;
  if (isOwn ? isUnderSteps(sentence) || STEP.test(sentence.folded) : isStep(sentence)) {
    const counted = itemsAround(sentence, knowledge);
    const items =
      counted.length > 1
        ? counted
        : (headedList(sentence, knowledge)?.items ?? partsAround(sentence, knowledge));
    if (items.length > 1) return [...items];
  }
  if (isArticle(block, document) && isOfArticles(sentence)) return articlesAround(block, document, knowledge);
  const inBlock = sentencesIn(block.span, document.id, knowledge);
  const first = inBlock.findIndex(({ folded }) => ORDER.test(folded));
  const ordered = inBlock.filter(({ folded }) => ORDER.test(folded)).length;
  return first < 0 || ordered < 2 ? [] : inBlock.slice(first);
}

function isOfArticles({ headings }: Sentence): boolean {
  return isUnderSteps({ headings }) || OF_ARTICLES.test(headings.at(-1) ?? '');
}

function isArticle({ mark }: Block, { text }: SourceDocument): boolean {
  return mark !== undefined && /^第.+条$/u.test(slice(text, mark).trim());
}

/** The first sentences of the articles that stand together with one under its heading. */
function articlesAround(block: Block, document: SourceDocument, knowledge: Knowledge): Sentence[] {
  const { blocks } = document;
  const at = blocks.indexOf(block);
  const isHeading = ({ kind }: Block) => kind === 'heading' || kind === 'title';
  const first = blocks.slice(0, at).findLastIndex(isHeading) + 1;
  const behind = blocks.slice(at).findIndex(isHeading);
  const among = blocks.slice(first, behind < 0 ? undefined : at + behind);
  return among
    .filter((one) => isArticle(one, document))
    .flatMap((one) => sentencesIn(one.span, document.id, knowledge).slice(0, 1));
}

/** The neighbouring items, or steps of whatever form (1.申请：…, （一）申请。…), that are counted by signs of one kind with the block of a sentence. */
function countedRun(sentence: Sentence, document: SourceDocument): Block[] {
  const isAmongSteps = isUnderSteps(sentence) || STEP.test(sentence.folded);
  return runOf(sentence, document, ({ kind }) => kind === 'item' || (isPoint(kind) && isAmongSteps));
}

function isPoint(kind: Block['kind']): boolean {
  return kind === 'field' || kind === 'paragraph';
}

/** 1.60周岁以上的: a sign, and no decimal, among neighbours that count on. */
const BEFORE_FIGURE = /^(\d{1,2}[.．])(?=\d)/u;

/** The neighbouring blocks that count on by signs of one kind from the first to the last, that of a sentence among them. */
function runOf(
  { span }: Sentence,
  { blocks, text }: SourceDocument,
  isOfRun: (block: Block) => boolean,
): Block[] {
  const at = lastBegun(blocks, span.start, (block) => block.span.start);
  const signOf = (block: Block | undefined) =>
    block !== undefined && isOfRun(block)
      ? numberOf(slice(text, block.span).replace(BEFORE_FIGURE, '$1 '))
      : null;
  const own = signOf(blocks[at]);
  if (own === null) return [];
  const counts = (to: number, number: number) => {
    const sign = signOf(blocks[to]);
    return sign?.style === own.style && sign.number === number;
  };
  let first = at;
  while (counts(first - 1, own.number - (at - first) - 1)) first--;
  let last = at;
  while (counts(last + 1, own.number + (last - at) + 1)) last++;
  return blocks.slice(first, last + 1);
}

/** The sentences that open the points under one heading which are counted in one run with a sentence, whatever their form. */
export function pointsAround(sentence: Sentence, knowledge: Knowledge): Sentence[] {
  const document = knowledge.documentById.get(sentence.passage.documentId);
  if (document === undefined || !sentence.lead.some(({ kind }) => kind === 'heading')) return [];
  return openingOf(
    runOf(sentence, document, ({ kind }) => kind === 'item' || isPoint(kind)),
    document,
    knowledge,
  );
}

/** The sentences that begin in a stretch of a document, in their order. */
export function sentencesIn(within: Span, documentId: string, knowledge: Knowledge): Sentence[] {
  return knowledge
    .passagesOf(documentId)
    .filter(({ span }) => overlaps(span, within))
    .flatMap((passage) => knowledge.sentencesOf(passage))
    .filter(({ span }) => span.start >= within.start && span.start < within.end);
}
