import { sentencesOf } from '../evidence.ts';
import { findFigures, supportsFigure } from '../language/figures.ts';
import { bigramTerms } from '../language/terms.ts';
import { fold } from '../language/text.ts';
import type { ChatModel, Knowledge } from '../ports.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { Fallback, NonEmpty, Passage, Turn } from '../types.ts';
import { type DraftSentence, type Source, type VerifyContext, violationOf } from '../verify.ts';
import {
  type ClaimedSentence,
  claimedSentences,
  messagesFor,
  NO_ANSWER,
  type NumberedPassage,
} from './prompt.ts';

export interface GenerateOptions {
  readonly model: ChatModel;
  readonly template: string;
  readonly fence: string;
  readonly history: readonly Turn[];
  readonly context: VerifyContext;
  /** What stands before a sentence of this document: place and date. */
  readonly leadOf: (documentId: string) => string;
}

/** Least share of a sentence's character pairs that its cited passages or the question must hold. */
const MIN_OVERLAP = 0.6;

/**
 * Lets the model word an answer from the passages, and keeps what they prove. Each kept sentence is narrowed to the
 * sentences of the passage that hold its figures and most of its words.
 * @returns the sentences, or why there are none that may be said.
 */
export async function generate(
  asked: AskedQuestion,
  passages: readonly Passage[],
  options: GenerateOptions,
): Promise<{ sentences: NonEmpty<DraftSentence> } | { fallback: Fallback; fault?: unknown }> {
  const { knowledge } = options.context;
  const numbered = passages.map((passage, index) => numberedPassage(passage, index + 1, knowledge));
  let text: string;
  try {
    text = await options.model.complete(
      messagesFor(asked.text, options.history, numbered, options.template, options.fence),
    );
  } catch (fault) {
    return { fallback: 'model-failed', fault };
  }
  const claimed = claimedSentences(text);
  if (claimed.length === 0 || claimed.every(({ text: sentence }) => sentence.includes(NO_ANSWER)))
    return { fallback: 'model-refused' };

  const kept: DraftSentence[] = [];
  let lost: Fallback | undefined;
  for (const sentence of claimed) {
    const checked = check(sentence, asked, passages, options);
    if (typeof checked === 'string') lost ??= checked;
    else kept.push(checked);
  }
  const [first, ...rest] = kept;
  if (first === undefined) return { fallback: lost ?? 'no-citation' };
  const saysFigure = kept.some(({ text: sentence }) =>
    findFigures(sentence).some(({ unit }) => unit !== '年'),
  );
  if (asked.wanted === 'figure' && !saysFigure) return { fallback: lost ?? 'unsupported-claim' };
  return { sentences: [first, ...rest] };
}

function numberedPassage(passage: Passage, number: number, knowledge: Knowledge): NumberedPassage {
  return {
    number,
    ...(passage.place === undefined ? {} : { place: passage.place }),
    title: knowledge.documentById.get(passage.documentId)?.title ?? '',
    ...(passage.period === undefined ? {} : { date: passage.period }),
    text: passage.text,
  };
}

function check(
  claimed: ClaimedSentence,
  asked: AskedQuestion,
  passages: readonly Passage[],
  { context, leadOf }: GenerateOptions,
): DraftSentence | Fallback {
  const cited = [...new Set(claimed.numbers)].map((number) => passages[number - 1]);
  if (cited.length === 0 || cited.some((passage) => passage === undefined)) return 'no-citation';
  const whole = cited.filter((passage) => passage !== undefined);
  if (new Set(whole.map(({ place }) => place)).size > 1) return 'unsupported-claim';

  const known = new Set(
    bigramTerms(
      [asked.text, ...whole.map(({ text, headings, place }) => [place, ...headings, text].join('\n'))].join(
        '\n',
      ),
    ),
  );
  const pairs = bigramTerms(claimed.text).filter((term) => /\p{Script=Han}/u.test(term));
  const overlap = pairs.filter((pair) => known.has(pair)).length / Math.max(1, pairs.length);
  if (overlap < MIN_OVERLAP) return 'unsupported-claim';

  const [first, ...rest] = whole.flatMap((passage) => provingSentences(claimed.text, passage));
  if (first === undefined) return 'unsupported-claim';
  const sentence: DraftSentence = {
    lead: leadOf(first.documentId),
    text: claimed.text,
    sources: [first, ...rest],
  };
  const violation = violationOf(sentence, context);
  if (violation === null) return sentence;
  return violation === 'unsupported-figure' ? 'unsupported-figure' : 'unsupported-claim';
}

/** The fewest sentences of a passage that hold the figures of a claim, the one with most of its words first. */
function provingSentences(claim: string, passage: Passage): Source[] {
  const pairs = new Set(bigramTerms(claim));
  let open = findFigures(claim);
  const ordered = sentencesOf(passage)
    .map((sentence) => {
      const shared = bigramTerms(fold(sentence.folded)).filter((term) => pairs.has(term));
      const figures = open.filter((figure) => supportsFigure(sentence.figures, figure)).length;
      return { sentence, worth: new Set(shared).size + 10 * figures };
    })
    .sort((a, b) => b.worth - a.worth);
  const sources: Source[] = [];
  for (const { sentence, worth } of ordered) {
    const left = open.filter((figure) => !supportsFigure(sentence.figures, figure));
    if (worth === 0 || (sources.length > 0 && left.length === open.length)) continue;
    sources.push({ documentId: passage.documentId, span: sentence.span });
    open = left;
  }
  return sources.sort((a, b) => a.span.start - b.span.start);
}
