import { setMaxListeners } from 'node:events';
import type { Clock } from '../chat/clock.ts';
import { type Meter, silentMeter } from '../core/ports/meter.ts';
import type { Log } from '../log.ts';
import type { Abilities } from './abilities.ts';
import { type BotApi, backoff } from './api.ts';
import { createAsides } from './outbox/aside.ts';
import { type Beside, createBeside } from './outbox/beside.ts';
import { createBudgets, type Lane } from './outbox/budgets.ts';
import { createCalls } from './outbox/calls.ts';
import {
  type AnyJob,
  type AsideJob,
  abandon,
  type EditJob,
  NEW_JOB,
  type RemoveJob,
  reject,
  type Waiter,
} from './outbox/jobs.ts';
import type {
  AsideDelivery,
  AsideMessage,
  Basis,
  Delivery,
  Edited,
  Keyboard,
  Outgoing,
  RichRefused,
} from './outbox/messages.ts';
import type { Standing } from './outbox/standing.ts';
import { createWaiting } from './outbox/waiting.ts';

export * from './outbox/messages.ts';

/**
 * Everything that goes to a chat, at Telegram's pace: messages, edits and removals share 15 a minute in a group, one
 * a second in a chat and 25 a second over all, and every retry_after is waited out. Messages go in order and before
 * changes that wait. The promises reject when Telegram stays out of reach, refuses the token, or the outbox is stopped.
 */
export interface Outbox extends Pick<Beside, 'draft' | 'typing'> {
  send(message: Outgoing): Promise<Delivery>;
  /**
   * Shows a message to one member of a group; before what else waits, where it is for some seconds alone. Nothing of it
   * goes to anybody else: 'not-aside' where the server does not keep it from the others, or the bot may not do it there.
   */
  aside(message: AsideMessage): Promise<AsideDelivery>;
  /** Whether `aside` would be tried there, as far as is known without asking. */
  canAside(chat: number, basis?: Basis): boolean;
  /** Takes the sign of an earlier `aside` off a message that all see. Never rejects. */
  unsign(chat: number, messageId: number): Promise<void>;
  /**
   * Replaces what is said, and the buttons, of one of the bot's messages. Of several edits of a message that wait, only the
   * newest is sent; the promises of the others resolve with it. 'gone': deleted, or can't be edited any more.
   */
  edit(message: Edited): Promise<'edited' | 'gone' | RichRefused>;
  /** Only the buttons change; joined with an edit of the same message that waits. An empty keyboard takes them away. */
  editKeyboard(chat: number, messageId: number, keyboard: Keyboard): Promise<'edited' | 'gone'>;
  /** Edits of the message that wait go first. 'refused': older than Telegram lets a bot delete (48 h), or no right to. */
  remove(chat: number, messageId: number): Promise<'removed' | 'gone' | 'refused'>;
  /** An earlier run of the process sent so many messages to the chat: they count in its minute. @param at the clock's time. */
  wasSent(chat: number, at: number, count: number): void;
  /** From now on messages to `from` go to `to`, those that wait included. Ids of messages of `from` mean nothing there. */
  moved(from: number, to: number): void;
  /** How many messages and edits may still go to the chat in this minute before they have to wait; 0 while it is held off. */
  room(chat: number): number;
  stop(): void;
}

const MOST_TRIES = 6;
const NOT_ASIDE: AsideDelivery = { kind: 'not-aside' };

export function createOutbox(options: {
  readonly api: BotApi;
  readonly clock: Clock;
  readonly log: Log;
  /** A group became a supergroup. */
  readonly onMoved: (from: number, to: number) => void;
  /** Absent: nothing is for one member alone. */
  readonly aside?: { readonly abilities: Pick<Abilities, 'ephemeral' | 'lose'>; readonly standing: Standing };
  readonly meter?: Meter;
  readonly random?: () => number;
}): Outbox {
  const { api, clock, log, onMoved, meter = silentMeter, random } = options;
  const movedTo = new Map<number, number>();
  const stopping = new AbortController();
  const { signal } = stopping;
  // One listener for each wait, and many chats may wait.
  setMaxListeners(0, signal);
  const budgets = createBudgets({ api, clock, signal });
  const asides = options.aside && createAsides({ api, log, signal, removeLater, ...options.aside });
  const say = async (job: AsideJob, chat: number) => (await asides?.perform(job, chat)) ?? NOT_ASIDE;
  const perform = createCalls({ api, log, signal, say });
  const beside = createBeside({ api, clock, log, budgets, target, signal });

  function target(chat: number): number {
    const to = movedTo.get(chat);
    return to === undefined ? chat : target(to);
  }

  /** Works the lane's queue off, one call at a time. */
  async function work(lane: Lane): Promise<void> {
    if (lane.isWorking) return;
    lane.isWorking = true;
    beside.dropDraft(lane);
    let current: AnyJob | undefined;
    try {
      await lane.beside;
      while (await budgets.clearance(lane)) {
        current = lane.queue.take();
        if (current === undefined) budgets.release();
        else await attempt(current, lane);
        current = undefined;
      }
    } catch (thrown) {
      for (const job of [...(current ? [current] : []), ...lane.queue.clear()]) reject(job, thrown);
    } finally {
      lane.isWorking = false;
      // What came after the last look at the queue.
      if (lane.queue.size > 0) void work(lane);
    }
  }

  async function attempt(job: AnyJob, lane: Lane): Promise<void> {
    const { chat, queue } = lane;
    const outcome = await perform(job, chat).finally(budgets.release);
    switch (outcome.kind) {
      case 'settled':
        break;
      case 'again':
        queue.putBack(job);
        break;
      case 'flood':
        log('warn', 'telegram-flood', { chat, retryAfter: outcome.retryAfter });
        meter.count('floods');
        budgets.flooded(lane, outcome.retryAfter);
        queue.putBack(job);
        break;
      case 'unreachable':
        if (++job.tries >= MOST_TRIES) {
          reject(job, outcome.thrown);
          break;
        }
        log('warn', 'telegram-send-retried', {
          chat,
          tries: job.tries,
          reason: api.describe(outcome.thrown),
        });
        lane.restsUntil = clock.now() + backoff(job.tries, random);
        queue.putBack(job);
        break;
      case 'moved':
        if (target(outcome.to) === chat) {
          abandon(job);
          break;
        }
        queue.putBack(job);
        moved(chat, outcome.to);
        onMoved(chat, outcome.to);
        break;
      case 'forbidden': {
        const waiting = queue.clear();
        log('info', 'telegram-message-dropped', {
          chat,
          reason: '被拉黑或移出',
          count: waiting.length + 1,
        });
        for (const hopeless of [job, ...waiting]) abandon(hopeless);
        break;
      }
      case 'failed':
        reject(job, outcome.thrown);
    }
  }

  function moved(from: number, to: number): void {
    if (target(to) === from) return;
    movedTo.set(from, to);
    const lane = budgets.lane(target(to));
    const later = lane.queue.clear();
    for (const job of budgets.lane(from).queue.clear()) {
      if (job.kind === 'aside') abandon(job);
      else if (job.kind === 'send') {
        const { replyTo: _, topic: __, ...message } = job.message;
        lane.queue.send({ ...job, message });
      } else if (job.kind === 'edit') abandon(job);
      else for (const { resolve } of job.waiters) resolve('gone');
    }
    for (const job of later) {
      if (job.kind === 'send' || job.kind === 'aside') lane.queue.send(job);
      else lane.queue.change(job);
    }
    void work(lane);
  }

  /** Resolves with 'gone' where the message stands in a group that is none any more. */
  function change<T>(chat: number, job: (waiter: Waiter<T | 'gone'>) => EditJob | RemoveJob) {
    return new Promise<T | 'gone'>((resolve, rejected) => {
      if (movedTo.has(chat)) return resolve('gone');
      const lane = budgets.lane(chat);
      lane.queue.change(job({ resolve, reject: rejected }));
      void work(lane);
    });
  }

  const remove: Outbox['remove'] = (chat, messageId) =>
    change<'removed' | 'refused'>(chat, (waiter) => ({
      ...NEW_JOB,
      kind: 'remove',
      messageId,
      waiters: [waiter],
    }));

  async function removeLater(chat: number, messageId: number): Promise<void> {
    try {
      await remove(chat, messageId);
    } catch (thrown) {
      log('error', 'telegram-aside-not-removed', { chat, reason: api.describe(thrown) });
    }
  }

  const counted = createWaiting(meter);
  const edited = (work: Promise<'edited' | 'gone' | RichRefused>) =>
    counted(work, (result) =>
      meter.count('edits', { result: typeof result === 'string' ? result : result.kind }),
    );

  return {
    send: ({ replyTo, topic, ...rest }) => {
      const delivery = new Promise<Delivery>((resolve, rejected) => {
        const lane = budgets.lane(target(rest.chat));
        const isThere = lane.chat === rest.chat;
        const message: Outgoing = {
          ...rest,
          ...(isThere && replyTo !== undefined ? { replyTo } : {}),
          ...(isThere && topic !== undefined ? { topic } : {}),
        };
        lane.queue.send({ ...NEW_JOB, kind: 'send', message, waiters: [{ resolve, reject: rejected }] });
        void work(lane);
      });
      return counted(delivery, ({ kind }) => meter.count('sends', { result: kind }));
    },
    async aside(message) {
      const { chat, basis } = message;
      if (movedTo.has(chat) || !(await asides?.takes(message))) return NOT_ASIDE;
      const delivery = new Promise<AsideDelivery>((resolve, rejected) => {
        const lane = budgets.lane(chat);
        const waiters = [{ resolve, reject: rejected }];
        const job: AsideJob = { ...NEW_JOB, kind: 'aside', isSigned: false, message, waiters };
        if (basis === undefined) lane.queue.send(job);
        else lane.queue.putBack(job);
        void work(lane);
      });
      return counted(delivery, ({ kind }) => {
        if (kind === 'aside') meter.count('sends', { result: kind });
      });
    },
    canAside: (chat, basis) => asides?.isKnownToBeAble(target(chat), basis) ?? false,
    unsign: async (chat, messageId) => {
      if (!movedTo.has(chat)) await asides?.unsign(chat, messageId);
    },
    edit: ({ chat, messageId, keyboard, ...content }) =>
      edited(
        change<'edited' | RichRefused>(chat, (waiter) => ({
          ...NEW_JOB,
          kind: 'edit',
          messageId,
          content,
          ...(keyboard === undefined ? {} : { keyboard }),
          waiters: [waiter],
        })),
      ),
    editKeyboard: async (chat, messageId, keyboard) => {
      const result = await edited(
        change<'edited' | RichRefused>(chat, (waiter) => ({
          ...NEW_JOB,
          kind: 'edit',
          messageId,
          keyboard,
          waiters: [waiter],
        })),
      );
      // Joined with blocks that were refused: the text in their place brings its own buttons.
      return typeof result === 'string' ? result : 'edited';
    },
    remove,
    wasSent: (chat, at, count) => budgets.wasSent(budgets.lane(target(chat)), at, count),
    draft: beside.draft,
    typing: beside.typing,
    moved,
    room: (chat) => budgets.room(target(chat)),
    stop: () => stopping.abort(),
  };
}
