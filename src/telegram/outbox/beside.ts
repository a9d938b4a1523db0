import type { Clock } from '../../chat/clock.ts';
import type { Log } from '../../log.ts';
import { type BotApi, failureOf } from '../api.ts';
import type { Budgets, Lane } from './budgets.ts';
import { textOf } from './calls.ts';
import type { BlockForm, TextForm } from './messages.ts';

/** "Typing" is shown for 5 s; a fast answer needs none. Milliseconds. */
const TYPING_AFTER = 400;
const TYPING_EVERY = 4_500;
/** Real milliseconds: a message may wait for the end of these calls. */
const TYPING_DEADLINE = 5_000;
const DRAFT_DEADLINE = 3_000;
/** How soon a draft that found no free connection looks again. */
const CROWDED = 100;

interface Draft {
  readonly topic: number | undefined;
  readonly draftId: number;
  readonly content: DraftContent;
}

export interface DraftContent extends TextForm, Partial<BlockForm> {
  /** Whether the client shows a button that stops the answer; a server that knows none shows none. */
  readonly canStop?: boolean;
}

/** What is shown while an answer is on its way. */
export interface Beside {
  /**
   * Shows the text, or the blocks in its place, as a draft in a private chat until the message is sent. Best effort: the
   * newest wins, one a second at most, none while a message of the chat waits, none for good where the server does not
   * know the method.
   */
  draft(chat: number, topic: number | undefined, draftId: number, content: DraftContent): void;
  /** Shows "typing" until the returned function is called; skipped while a message of the chat waits. */
  typing(chat: number, topic?: number): () => void;
  /** A message is on its way to the chat: a draft that waits has come too late. */
  dropDraft(lane: Lane): void;
}

/** What is shown while an answer is on its way: best effort, beside the queue, never in its way. */
export function createBeside(options: {
  readonly api: BotApi;
  readonly clock: Clock;
  readonly log: Log;
  readonly budgets: Budgets;
  /** Where messages to the chat go now. */
  readonly target: (chat: number) => number;
  readonly signal: AbortSignal;
}): Beside {
  const { api, clock, log, budgets, target, signal } = options;
  const drafts = new Map<Lane, Draft>();
  const drafting = new Set<Lane>();
  /** Chats that take no drafts. */
  const withoutDrafts = new Set<number>();
  let areDraftsKnown = true;
  let areRichDraftsKnown = true;

  /** A message that comes meanwhile waits for the outcome, which may be a retry_after. */
  async function beside(lane: Lane, call: () => Promise<unknown>): Promise<void> {
    const before = lane.beside;
    const outcome = call()
      .catch((thrown: unknown) => {
        const failure = failureOf(thrown);
        if (failure.kind === 'flood') {
          log('warn', 'telegram-flood', { chat: lane.chat, retryAfter: failure.retryAfter });
          budgets.flooded(lane, failure.retryAfter);
        }
        throw thrown;
      })
      .finally(budgets.releaseBeside);
    lane.beside = Promise.allSettled([before, outcome]);
    await outcome;
  }

  async function showTyping(chat: number, topic: number | undefined, stopped: AbortSignal): Promise<void> {
    await clock.sleep(TYPING_AFTER, stopped);
    while (!stopped.aborted) {
      const lane = budgets.lane(target(chat));
      if (budgets.tryBeside(lane)) {
        const payload = { chat_id: lane.chat, action: 'typing' } as const;
        const where = topic === undefined ? {} : { message_thread_id: topic };
        await beside(lane, () =>
          api.call('sendChatAction', { ...payload, ...where }, { signal, deadline: TYPING_DEADLINE }),
        );
      }
      await clock.sleep(TYPING_EVERY, stopped);
    }
  }

  async function showDrafts(lane: Lane): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const draft = drafts.get(lane);
      if (!draft || lane.isWorking) return;
      const wait = budgets.draftWait(lane);
      if (wait > 0) await clock.sleep(wait, signal);
      else if (!budgets.tryBeside(lane)) await clock.sleep(CROWDED, signal);
      else {
        drafts.delete(lane);
        budgets.countDraft(lane);
        await beside(lane, () => sendDraft(lane.chat, draft)).catch((thrown) =>
          draftFailed(lane, draft, thrown),
        );
      }
    }
  }

  function sendDraft(chat: number, { topic, draftId, content }: Draft): Promise<true> {
    const about = {
      chat_id: chat,
      draft_id: draftId,
      ...(topic === undefined ? {} : { message_thread_id: topic }),
      ...(content.canStop ? { can_stop: true, keep_on_stop: true } : {}),
    };
    const options = { signal, deadline: DRAFT_DEADLINE };
    if (content.rich !== undefined && areRichDraftsKnown)
      return api.call('sendRichMessageDraft', { ...about, rich_message: content.rich }, options);
    return api.call('sendMessageDraft', { ...about, ...textOf(content, false) }, options);
  }

  function draftFailed(lane: Lane, draft: Draft, thrown: unknown): void {
    const failure = failureOf(thrown);
    const isRefused = failure.kind === 'unknown-method' || failure.kind === 'refused';
    if (isRefused && draft.content.rich !== undefined && areRichDraftsKnown) {
      areRichDraftsKnown = false;
      log('info', 'telegram-rich-drafts-refused', { chat: lane.chat, reason: api.describe(thrown) });
      if (!drafts.has(lane)) drafts.set(lane, draft);
    } else if (failure.kind === 'unknown-method') {
      areDraftsKnown = false;
      log('info', 'telegram-drafts-unknown', {});
    } else if (failure.kind === 'refused' && !/can't parse entities/i.test(failure.description)) {
      withoutDrafts.add(lane.chat);
      log('info', 'telegram-drafts-refused', { chat: lane.chat, reason: failure.description });
    } else if (failure.kind !== 'flood' && !signal.aborted) {
      log('info', 'telegram-draft-lost', { chat: lane.chat, reason: api.describe(thrown) });
    }
  }

  return {
    typing(chat, topic) {
      const stopped = new AbortController();
      const stop = () => {
        signal.removeEventListener('abort', stop);
        stopped.abort();
      };
      signal.addEventListener('abort', stop);
      if (signal.aborted) stop();
      showTyping(chat, topic, stopped.signal).catch(() => undefined);
      return stop;
    },
    draft(chat, topic, draftId, content) {
      const to = target(chat);
      if (!areDraftsKnown || to < 0 || withoutDrafts.has(to)) return;
      const lane = budgets.lane(to);
      drafts.set(lane, { topic, draftId, content });
      if (drafting.has(lane)) return;
      drafting.add(lane);
      showDrafts(lane)
        .catch(() => undefined)
        .finally(() => {
          drafting.delete(lane);
          drafts.delete(lane);
        });
    },
    dropDraft: (lane) => drafts.delete(lane),
  };
}
