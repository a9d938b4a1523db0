import { AppError } from '../../errors.ts';
import { type Excerpt, holdsPlannedFigure } from '../evidence/excerpts/excerpt.ts';
import type { PlaceAnswer } from '../evidence/extract.ts';
import type { DroppedSentence } from '../explained.ts';
import { type Facts, factsOf } from '../facts/facts.ts';
import { keptBy } from '../facts/once.ts';
import type { Sentence } from '../facts/sentence.ts';
import { rulingLead } from '../facts/sentences.ts';
import { findFigures } from '../language/figures.ts';
import { bare, fold, hasWords, overlaps, slice } from '../language/text.ts';
import { paperAt } from '../papers.ts';
import type { ExplainOptions } from '../ports/app.ts';
import type { ChatModel, Knowledge } from '../ports.ts';
import * as reply from '../reply.ts';
import type { Ranked } from '../retrieve.ts';
import type { Fallback, Passage, Source, Turn } from '../types.ts';
import { type DraftSentence, violationOf } from '../verify.ts';
import {
  type ClaimedSentence,
  claimedSentences,
  fittingPassages,
  headingOf,
  messagesFor,
  NO_ANSWER,
  type NumberedPassage,
  passagesToRead,
  settledSentences,
} from './prompt.ts';
import { isWordedBy, provingSentences, saysUnstated, withoutFrame, withoutVerdict } from './proof.ts';

export interface WordDeps extends reply.Replying {
  readonly chatModel: ChatModel;
  readonly template: string;
  readonly makeFence: () => string;
  readonly onFault: (part: 'chat-model' | 'draft', fault: unknown) => void;
  readonly onDraft?: ExplainOptions['onDraft'];
}

/** Why nothing of a model's text may be said: it was left out, or says itself that the passages do not state it. */
type Unworded = Fallback | 'unstated';

/** What of a model's wording may be said, or why nothing may; and what was left out of it. */
export type Worded = ({ readonly sentences: readonly DraftSentence[] } | { readonly fallback: Unworded }) & {
  readonly dropped: readonly DroppedSentence[];
};

/** The same before it is held against what was found. */
type Kept = Worded & {
  /** The model says of a part of the question that the passages do not state it. */
  readonly leavesOpen: boolean;
};

/** A sentence that may be said, or why it may not. */
type Checked = DraftSentence | DroppedSentence['why'];

/**
 * The model's wording of what it reads in the best passages, those that the rules would quote first: the sentences that they
 * prove, each narrowed to the sentences of a passage that hold its figures and its words. It must speak of every place found,
 * unless it says what is not stated, and of the quote that the question's own figure was held against.
 */
export async function wordFound(
  found: readonly PlaceAnswer[],
  ranked: readonly Ranked[],
  history: readonly Turn[],
  deps: WordDeps,
): Promise<Worded> {
  const { asked, knowledge } = deps;
  const places = new Set(found.map(({ place }) => place));
  const quoted = found.flatMap(({ excerpts }) => excerpts.map(({ passage }) => passage));
  const passages = passagesToRead(quoted, ranked, knowledge).filter(
    ({ place }) =>
      (asked.toldOf === undefined || places.has(place)) &&
      (place === undefined || !asked.exceptPlaces.includes(place)),
  );
  const verdict = reply.verdictOn(found, deps);
  const held = (kept: Kept): Worded => {
    if (!('sentences' in kept)) return kept;
    const { leavesOpen, dropped } = kept;
    const sentences = reply.wordedWithVerdict(verdict, kept.sentences);
    const spoken = sentences && reply.placesSpoken(sentences, deps);
    const isWhole = spoken && (leavesOpen || [...places].every((place) => spoken.has(place)));
    return sentences && isWhole ? { sentences, dropped } : { fallback: 'unsupported-claim', dropped };
  };
  const handOn = drafts(deps);
  const shown = fittingPassages(passages.map((passage, at) => numberedPassage(passage, at + 1, deps)));
  const keep = createKeeper(shown, passages.slice(0, shown.length), deps);
  let settled = 0;
  const onText = (textSoFar: string) => {
    const claimed = settledSentences(textSoFar);
    if (claimed.length <= settled) return;
    settled = claimed.length;
    const worded = held(keep(claimed));
    if ('sentences' in worded) handOn?.(worded.sentences);
  };
  const fence = deps.makeFence();
  const ask = (turns: readonly Turn[]) =>
    deps.chatModel.complete(messagesFor(asked.text, turns, shown, deps.template, fence), {
      onText: handOn && onText,
    });
  let text: string;
  try {
    text = await ask(history).catch((fault) => {
      // What a server does not take may stand in an earlier turn.
      if (!isDeclined(fault) || history.length === 0) throw fault;
      return ask([]);
    });
  } catch (fault) {
    deps.onFault('chat-model', fault);
    return { fallback: 'model-failed', dropped: [] };
  }
  return held(keep(claimedSentences(text)));
}

/** Hands on what may be said so far as the answer would say it; to a listener that threw, nothing more. */
function drafts(deps: WordDeps) {
  const { asked, onDraft } = deps;
  if (onDraft === undefined) return undefined;
  let said = '';
  let isListening = true;
  return (sentences: readonly DraftSentence[]): void => {
    if (!isListening) return;
    const draft = reply.answered('generated', sentences, deps, { note: reply.noteOnPlaces(sentences, deps) });
    if (draft === null || draft.text === said) return;
    said = draft.text;
    try {
      onDraft(reply.asRead(reply.ofOwnPlace(draft, asked, deps), asked));
    } catch (fault) {
      isListening = false;
      deps.onFault('draft', fault);
    }
  };
}

function isDeclined(fault: unknown): boolean {
  return fault instanceof AppError && fault.code === 'chat-model-declined';
}

/** Keeps of a model's sentences what the passages prove. A sentence is checked once, however often it is asked about. */
function createKeeper(
  shown: readonly NumberedPassage[],
  passages: readonly Passage[],
  deps: WordDeps,
): (claimed: readonly ClaimedSentence[]) => Kept {
  const { asked } = deps;
  /** A sentence without its frame, and where that is not proven without its yes or no; null where nothing is left. */
  const checkOnce = keptBy(JSON.stringify, ({ text, numbers }: ClaimedSentence): Checked | null => {
    let checked: Checked | null = null;
    const body = withoutFrame(text, asked.written);
    for (const said of new Set([body, withoutVerdict(body, asked.written)])) {
      if (!hasWords(said) || isReference(said, shown)) continue;
      checked = check({ text: said, numbers }, passages, deps);
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

function numberedPassage(passage: Passage, number: number, deps: WordDeps): NumberedPassage {
  const { documentId, span } = passage;
  const document = deps.knowledge.documentById.get(documentId);
  const paper = document && paperAt(document, span);
  return {
    number,
    ...(passage.place === undefined ? {} : { place: passage.place }),
    title: paper?.title ?? '',
    ...(paper?.number === undefined ? {} : { paperNumber: paper.number }),
    ...(passage.period === undefined ? {} : { date: passage.period }),
    notes: reply.standingNotes(passage, deps),
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

function check(claimed: ClaimedSentence, shown: readonly Passage[], deps: WordDeps): Checked {
  const { knowledge } = deps;
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
  const notes = reply.notesOn({
    damaged: proven.some(({ damaged }) => damaged),
    planned: proven.some(({ planned }) => planned),
  });
  const lead = reply.leadOf(first, deps, notes);
  const sentence = { lead, text: claimed.text, sources: [first, ...rest] } as const;
  const violation = violationOf(sentence, reply.gateContext(deps));
  if (violation === 'unsupported-figure') return violation;
  return violation === null && isWordedBy(read, proof) ? sentence : 'unsupported-claim';
}

/** A sentence as the proof of a claim, with what rules it; the report lost text there, or a figure of the claim was planned there. */
function provenBy(
  sentence: Sentence,
  { figures }: Facts,
  { documentById }: Knowledge,
): (Pick<Excerpt, 'damaged' | 'planned'> & { readonly source: Source }) | undefined {
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
