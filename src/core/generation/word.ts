import type { PlaceAnswer } from '../evidence/extract.ts';
import type { DroppedSentence } from '../explained.ts';
import type { ExplainOptions } from '../ports/app.ts';
import type { ChatModel } from '../ports.ts';
import * as reply from '../reply.ts';
import type { Ranked } from '../retrieve.ts';
import type { Turn } from '../types.ts';
import type { DraftSentence } from '../verify.ts';
import { generate, type Unworded } from './generate.ts';
import { passagesToRead } from './prompt.ts';

export interface WordDeps extends reply.Replying {
  readonly chatModel: ChatModel;
  readonly template: string;
  readonly makeFence: () => string;
  readonly onFault: (part: 'chat-model' | 'draft', fault: unknown) => void;
  readonly onDraft?: ExplainOptions['onDraft'];
}

/** What of a model's wording may be said, or why nothing may; and what was left out of it. */
export type Worded = ({ readonly sentences: readonly DraftSentence[] } | { readonly fallback: Unworded }) & {
  readonly dropped: readonly DroppedSentence[];
};

/**
 * The model's wording of what it reads in the best passages, those that the rules would quote first, checked sentence by
 * sentence; it must speak of every place found, unless it says what is not stated, and of the quote that the question's own
 * figure was held against.
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
  const ordered = (kept: readonly DraftSentence[], leavesOpen: boolean) => {
    const sentences = reply.wordedWithVerdict(verdict, kept);
    if (sentences === null || leavesOpen) return sentences;
    const spoken = reply.placesSpoken(sentences, deps);
    return [...places].every((place) => spoken.has(place)) ? sentences : null;
  };
  const handOn = drafts(deps);
  const worded = await generate(asked, passages, {
    model: deps.chatModel,
    template: deps.template,
    fence: deps.makeFence(),
    history,
    knowledge,
    context: reply.gateContext(deps),
    standingOf: (source) => reply.standingNotes(source, deps),
    leadOf: (source, marks) => reply.leadOf(source, deps, reply.notesOn(marks)),
    onKept: handOn && ((kept, leavesOpen) => handOn(ordered(kept, leavesOpen))),
  });
  if ('fault' in worded) deps.onFault('chat-model', worded.fault);
  if (!('sentences' in worded)) return worded;
  const sentences = ordered(worded.sentences, worded.leavesOpen);
  const { dropped } = worded;
  return sentences === null ? { fallback: 'unsupported-claim', dropped } : { sentences, dropped };
}

/** Hands on what may be said so far as the answer would say it; to a listener that threw, nothing more. */
function drafts(deps: WordDeps) {
  const { asked, onDraft } = deps;
  if (onDraft === undefined) return undefined;
  let said = '';
  let isListening = true;
  return (sentences: readonly DraftSentence[] | null): void => {
    if (!isListening || sentences === null) return;
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
