import { overlaps } from '../../language/text.ts';
import { blockAt } from '../../papers/blocks.ts';
import type { Knowledge } from '../../ports.ts';
import type { AskedQuestion } from '../../question/question.ts';
import type { SourceDocument } from '../../types.ts';
import { listAround } from '../enumeration.ts';
import type { Evidence } from '../evidence.ts';
import { type Sentence, sentencesOf } from '../sentences.ts';
import type { WeighedTerm } from '../wanted.ts';
import { type Excerpt, type ExtractSettings, excerptOf } from './excerpt.ts';
import { headedList } from './heads.ts';

/** The counted list that the best sentence opens or stands in, the sentence itself before it. */
export function listExcerpts(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  { sentence, score }: Evidence,
  knowledge: Knowledge,
  settings: ExtractSettings,
): Excerpt[] {
  const headed = headedList(sentence, knowledge);
  if (headed !== null) {
    const { head, items } = headed;
    return items
      .slice(0, settings.maxListItems)
      .flatMap((item) => excerptOf(asked, subject, item, score, knowledge, settings) ?? [])
      .map((excerpt) => ({
        ...excerpt,
        list: { start: head.start, items: items.length, isOpened: false },
      }));
  }
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

/** A numbered point of a paper (三、补贴标准。…) tells of a matter of its own, and is no item of a list with the others. */
function isOwnPoint({ span }: Sentence, document: SourceDocument): boolean {
  const block = blockAt(span, document);
  return block !== undefined && block.kind !== 'item' && block.mark !== undefined;
}

/** The sentence that goes on behind one, of a point, item, row or value within the same block; never what announces others. */
export function sequelOf(sentence: Sentence, knowledge: Knowledge): Sentence | undefined {
  const inPassage = sentencesOf(sentence.passage, knowledge);
  const next = inPassage[inPassage.findIndex(({ span }) => span.start === sentence.span.start) + 1];
  const document = knowledge.documentById.get(sentence.passage.documentId);
  if (next === undefined || next.isHead || document === undefined) return undefined;
  const [own, other] = [sentence, next].map(({ span }) => blockAt(span, document));
  const isProse = [own, other].every((block) => block?.kind === 'paragraph' && block.mark === undefined);
  return own === other || isProse ? next : undefined;
}

/** Adds to what stands before it: 在上述标准上每户增加…, 年满75周岁的另外加发…. */
const ADDS = /上述|在此基础上|基础上.{0,8}(?:增加|提高|上浮|再)|额外|另外?(?:再|加)|再增加|加发|加补/u;

/** The sentence of the same block that adds to a figure of this one, where it follows. */
export function additionTo(sentence: Sentence, knowledge: Knowledge): Sentence | undefined {
  const inPassage = sentencesOf(sentence.passage, knowledge);
  const behind = inPassage.slice(inPassage.findIndex(({ span }) => span.start === sentence.span.start) + 1);
  const document = knowledge.documentById.get(sentence.passage.documentId);
  if (document === undefined) return undefined;
  const own = blockAt(sentence.span, document);
  return behind
    .filter(({ span, isHead }) => !isHead && blockAt(span, document) === own)
    .find(({ folded, figures }) => figures.length > 0 && ADDS.test(folded));
}
