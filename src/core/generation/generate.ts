import { AppError } from '../../errors.ts';
import { type Excerpt, holdsPlannedFigure } from '../evidence/excerpts/excerpt.ts';
import type { DroppedSentence } from '../explained.ts';
import { type Facts, factsOf } from '../facts/facts.ts';
import { keptBy } from '../facts/once.ts';
import type { Sentence } from '../facts/sentence.ts';
import { rulingLead } from '../facts/sentences.ts';
import type { GateContext } from '../gate/told.ts';
import { findFigures } from '../language/figures.ts';
import { bare, fold, hasWords, overlaps, slice } from '../language/text.ts';
import { paperAt } from '../papers.ts';
import type { ChatModel, Knowledge } from '../ports.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { Fallback, NonEmpty, Passage, Source, Turn } from '../types.ts';
import { type DraftSentence, violationOf } from '../verify.ts';
import {
  type ClaimedSentence,
  claimedSentences,
  fittingPassages,
  headingOf,
  messagesFor,
  NO_ANSWER,
  type NumberedPassage,
  settledSentences,
} from './prompt.ts';
import { isWordedBy, provingSentences, saysUnstated, withoutFrame, withoutVerdict } from './proof.ts';

export interface GenerateOptions {
  readonly model: ChatModel;
  readonly template: string;
  readonly fence: string;
  readonly history: readonly Turn[];
  readonly knowledge: Knowledge;
  readonly context: GateContext;
  /** That a stretch does not hold, and why; empty where it does. */
  readonly standingOf: (source: Source) => readonly string[];
  /** What stands before a sentence of this document: place, date, and what is to be known of where it was taken from. */
  readonly leadOf: (source: Source, marks: Marks) => string;
  /** Told, while the model writes, what would be kept if it ended there. Must not throw. */
  readonly onKept?: ((sentences: NonEmpty<DraftSentence>, leavesOpen: boolean) => void) | undefined;
}

/** Why nothing of a model's text may be said: it was left out, or says itself that the passages do not state it. */
export type Unworded = Fallback | 'unstated';

/** What may be said, or why nothing may; and what was left out. */
type Kept = ({ readonly sentences: NonEmpty<DraftSentence> } | { readonly fallback: Unworded }) & {
  readonly dropped: readonly DroppedSentence[];
  /** The model says of a part of the question that the passages do not state it. */
  readonly leavesOpen: boolean;
};

/** A sentence that may be said, or why it may not. */
type Checked = DraftSentence | DroppedSentence['why'];

/** What is to be known of the stretches that a sentence was taken from, as of an excerpt. */
export type Marks = Pick<Excerpt, 'damaged' | 'planned'>;

/**
 * Lets the model word an answer from the passages, and keeps what they prove. Each kept sentence is narrowed to the
 * sentences of the passage that hold its figures and its words.
 * @returns the sentences, or why there are none that may be said.
 */
export async function generate(
  asked: AskedQuestion,
  passages: readonly Passage[],
  options: GenerateOptions,
): Promise<Kept & { readonly fault?: unknown }> {
  const { model, onKept } = options;
  const shown = fittingPassages(
    passages.map((passage, index) => numberedPassage(passage, index + 1, options)),
  );
  const keep = createKeeper(asked, shown, passages.slice(0, shown.length), options);
  let settled = 0;
  const onText = (textSoFar: string) => {
    const claimed = settledSentences(textSoFar);
    if (claimed.length <= settled) return;
    settled = claimed.length;
    const kept = keep(claimed);
    if ('sentences' in kept) onKept?.(kept.sentences, kept.leavesOpen);
  };
  const ask = (history: readonly Turn[]) =>
    model.complete(messagesFor(asked.text, history, shown, options.template, options.fence), {
      onText: onKept && onText,
    });
  let text: string;
  try {
    text = await ask(options.history).catch((fault) => {
      // What a server does not take may stand in an earlier turn.
      if (!isDeclined(fault) || options.history.length === 0) throw fault;
      return ask([]);
    });
  } catch (fault) {
    return { fallback: 'model-failed', dropped: [], leavesOpen: false, fault };
  }
  return keep(claimedSentences(text));
}

function isDeclined(fault: unknown): boolean {
  return fault instanceof AppError && fault.code === 'chat-model-declined';
}

/** Keeps of a model's sentences what the passages prove. A sentence is checked once, however often it is asked about. */
function createKeeper(
  asked: AskedQuestion,
  shown: readonly NumberedPassage[],
  passages: readonly Passage[],
  options: GenerateOptions,
): (claimed: readonly ClaimedSentence[]) => Kept {
  /** A sentence without its frame, and where that is not proven without its yes or no; null where nothing is left. */
  const checkOnce = keptBy(JSON.stringify, ({ text, numbers }: ClaimedSentence): Checked | null => {
    let checked: Checked | null = null;
    const body = withoutFrame(text, asked.written);
    for (const said of new Set([body, withoutVerdict(body, asked.written)])) {
      if (!hasWords(said) || isReference(said, shown)) continue;
      checked = check({ text: said, numbers }, passages, options);
      if (typeof checked !== 'string') break;
    }
    return checked;
  });
  return (sentences) => {
    const claimed = sentences.filter(
      (one, at) =>
        !one.text.includes(NO_ANSWER) && !isReference(one.text, shown) && !opens(one, sentences[at + 1]),
    );
    const dropped: DroppedSentence[] = [];
    const kept: DraftSentence[] = [];
    for (const one of claimed) {
      const checked = checkOnce(one);
      if (typeof checked === 'string') dropped.push({ text: one.text, why: checked });
      else if (checked !== null) kept.push(checked);
    }
    const leavesOpen = sentences.some(({ text }) => saysUnstated(text));
    const nothing = (fallback: Unworded): Kept => ({ fallback, dropped, leavesOpen });
    const lost = dropped[0]?.why;
    const [first, ...rest] = kept;
    if (first === undefined) {
      const opening = sentences.find(({ text }) => hasWords(text));
      const isUnstated = opening !== undefined && saysUnstated(opening.text);
      return nothing(isUnstated ? 'unstated' : (lost ?? 'model-refused'));
    }
    if (asked.wanted === 'figure' && !kept.some(({ text }) => saysFigure(text, asked.units)))
      return nothing(lost ?? 'unsupported-claim');
    return { sentences: [first, ...rest], dropped, leavesOpen };
  };
}

/** Says, of no passage, what the next sentence says of one: 30万亩。油茶种了30万亩[1]。 */
function opens({ text, numbers }: ClaimedSentence, next: ClaimedSentence | undefined): boolean {
  return numbers.length === 0 && next !== undefined && bare(fold(next.text)).includes(bare(fold(text)));
}

/** A footnote: the heading of a passage, or its title, and nothing said. */
function isReference(text: string, shown: readonly NumberedPassage[]): boolean {
  const said = bare(fold(text)).replace(/^(?:资料|数据)?(?:来源|出处|参考|引自|摘自|见)(?:资料|于)?/u, '');
  return shown.some((passage) => bare(fold(headingOf(passage))).includes(said));
}

function saysFigure(text: string, units: ReadonlySet<string>): boolean {
  return findFigures(text).some(({ unit }) => (units.size > 0 ? units.has(unit) : unit !== '年'));
}

function numberedPassage(
  passage: Passage,
  number: number,
  { knowledge, standingOf }: GenerateOptions,
): NumberedPassage {
  const { documentId, span } = passage;
  const document = knowledge.documentById.get(documentId);
  const paper = document && paperAt(document, span);
  return {
    number,
    ...(passage.place === undefined ? {} : { place: passage.place }),
    title: paper?.title ?? '',
    ...(paper?.number === undefined ? {} : { paperNumber: paper.number }),
    ...(passage.period === undefined ? {} : { date: passage.period }),
    notes: standingOf({ documentId, span }),
    under: document === undefined ? [] : standsAbove(passage, document.text),
    text: passage.text,
  };
}

/** What the first sentences of a passage must be read under and does not stand in it, but for its title. */
function standsAbove({ sentences, span }: Passage, text: string): string[] {
  const leads = sentences.flatMap(({ lead }) => lead).filter(({ kind }) => kind !== 'title');
  const above = leads.filter(({ end }) => end <= span.start).sort((a, b) => a.start - b.start);
  return [...new Set(above.map((one) => slice(text, one).trim()))];
}

/** Passages that do not say of which place, or of when, they are count as one only within one document. */
function originOf({ documentId, place, period }: Passage): string {
  return JSON.stringify([place ?? { documentId }, period ?? { documentId }]);
}

function check(
  claimed: ClaimedSentence,
  shown: readonly Passage[],
  { knowledge, context, leadOf }: GenerateOptions,
): Checked {
  const cited = [...new Set(claimed.numbers)].map((number) => shown[number - 1]);
  const passages = cited.filter((passage) => passage !== undefined);
  if (passages.length === 0 || passages.length < cited.length) return 'no-citation';
  if (new Set(passages.map(originOf)).size > 1) return 'unsupported-claim';

  const plain = passages.reduce(
    (text, { documentId }) => knowledge.documentById.get(documentId)?.facts.plainOf(text) ?? text,
    claimed.text,
  );
  const read = factsOf(fold(plain));
  const proof = passages.flatMap((passage) => provingSentences(read, passage, knowledge));
  const proven = proof.flatMap((one) => provenBy(one, read, knowledge) ?? []);
  const [first, ...rest] = proven.map(({ source }) => source);
  if (first === undefined) return 'unsupported-claim';
  const marks = {
    damaged: proven.some(({ damaged }) => damaged),
    planned: proven.some(({ planned }) => planned),
  };
  const sentence = { lead: leadOf(first, marks), text: claimed.text, sources: [first, ...rest] } as const;
  const violation = violationOf(sentence, context);
  if (violation === 'unsupported-figure') return violation;
  return violation === null && isWordedBy(read, proof) ? sentence : 'unsupported-claim';
}

/** A sentence as the proof of a claim, with what rules it; the report lost text there, or a figure of the claim was planned there. */
function provenBy(
  sentence: Sentence,
  { figures }: Facts,
  { documentById }: Knowledge,
): ({ readonly source: Source } & Marks) | undefined {
  const { passage, span } = sentence;
  const document = documentById.get(passage.documentId);
  if (document === undefined) return undefined;
  const lead = rulingLead(sentence, span, document);
  return {
    source: { documentId: document.id, span, ...(lead.length > 0 && { lead }) },
    damaged: document.damage.some((lost) => overlaps(lost, span)),
    planned: holdsPlannedFigure(document, span, span, figures),
  };
}
