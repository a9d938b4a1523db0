import type { Clock } from '../../chat/clock.ts';
import type { BotApi } from '../api.ts';
import { createQueue, type Queue } from './jobs.ts';

/** Milliseconds between two calls to a chat: Telegram allows about one message a second. */
const SPACING = 1_100;
/** Messages and edits a minute in a group, of the 20 that Telegram allows. */
const GROUP_A_MINUTE = 15;
const MINUTE = 61_000;
/** What the spacing leaves for a minute of a private chat. */
const PRIVATE_A_MINUTE = Math.floor(MINUTE / SPACING);
/**
 * Milliseconds between two calls over all chats: 25 a second, of the 30 that Telegram allows. Evenly, because 25 at
 * once each second may reach Telegram as 50 within one.
 */
const SLOT = 40;
/**
 * Calls over all chats that Telegram may count within one second: when it does lies between a call and its answer, so
 * all that are on their way count with those answered in the last second. The pace alone would not do: slots that a busy
 * process slept through went all at once.
 */
const MOST_A_SECOND = 28;
/** Milliseconds between two drafts over all chats: out of what is left of the 30, so that no message waits for one. */
const DRAFT_SLOT = 250;
const MOST_CONNECTIONS = 30;
/** Chats that wait out a retry_after at the same time before it is taken to mean the whole bot. */
const CHATS_OF_A_GLOBAL_FLOOD = 3;
/** Waited beyond a retry_after, which Telegram rounds. */
const MARGIN = 250;
const MOST_IDLE_LANES = 1_000;

/** One chat: what waits for it and what it has had. Times are the clock's milliseconds. */
export interface Lane {
  readonly chat: number;
  readonly queue: Queue;
  /** Something of the queue is being sent, or waits for its turn. */
  isWorking: boolean;
  /** When messages, edits and removals of the last minute went. */
  calls: number[];
  draftAt: number;
  /** The end of a retry_after. */
  floodedUntil: number;
  /** The end of a wait after a call without an answer. */
  restsUntil: number;
  /** Settles when no chat action and no draft is on its way: it may come back with a retry_after. */
  beside: Promise<unknown>;
}

export interface Budgets {
  /** The lane of the chat, made where there is none. */
  lane(chat: number): Lane;
  /** Messages that an earlier run of the process sent count as well. @param at the clock's time. */
  wasSent(lane: Lane, at: number, count: number): void;
  /** Waits until something of the lane's queue may go, and counts it. False when nothing waits any more. */
  clearance(lane: Lane): Promise<boolean>;
  /** Takes a connection for a call beside the queue, if that disturbs nobody. */
  tryBeside(lane: Lane): boolean;
  /** A cleared call was answered, or not made at all: its connection is free again. */
  release(): void;
  /** The same for a call beside the queue. */
  releaseBeside(): void;
  /** Milliseconds until a draft may go. Leaves room for a message that comes at once. */
  draftWait(lane: Lane): number;
  countDraft(lane: Lane): void;
  /** Nothing to the chat for `retryAfter` seconds; nothing at all, when several chats are told so at once. */
  flooded(lane: Lane, retryAfter: number): void;
  /** What may still go to the chat in this minute before it has to wait. */
  room(chat: number): number;
}

export function createBudgets(options: {
  readonly api: BotApi;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}): Budgets {
  const { api, clock, signal } = options;
  const lanes = new Map<number, Lane>();
  /** When the next call over all chats may go: those that wait have the times before it. */
  let nextSlot = Number.NEGATIVE_INFINITY;
  let nextDraftSlot = Number.NEGATIVE_INFINITY;
  /** When the calls of the last second were answered, over all chats. */
  let answeredAt: number[] = [];
  /** Messages, edits and removals on their way. */
  let unanswered = 0;
  let inFlight = 0;
  const freed: (() => void)[] = [];

  function callsOfMinute(lane: Lane): readonly number[] {
    const now = clock.now();
    lane.calls = lane.calls.filter((at) => now - at < MINUTE);
    return lane.calls;
  }

  function forgetIdle(): void {
    const now = clock.now();
    for (const lane of lanes.values()) {
      const isQuiet = callsOfMinute(lane).length === 0 && now - lane.draftAt > MINUTE;
      if (!lane.isWorking && lane.queue.size === 0 && isQuiet && now > lane.floodedUntil) {
        lanes.delete(lane.chat);
      }
    }
  }

  /** Milliseconds for which nothing may go to the chat, whatever it is. */
  function heldBack(lane: Lane): number {
    const now = clock.now();
    return Math.max(api.held(), lane.floodedUntil - now, lane.restsUntil - now, 0);
  }

  /** Milliseconds until the chat's own limits let something go. */
  function waitOf(lane: Lane): number {
    const now = clock.now();
    const calls = callsOfMinute(lane);
    const nextInGroup = calls.at(-GROUP_A_MINUTE);
    return Math.max(
      heldBack(lane),
      (calls.at(-1) ?? Number.NEGATIVE_INFINITY) + SPACING - now,
      lane.chat < 0 && nextInGroup !== undefined ? nextInGroup + MINUTE - now : 0,
    );
  }

  /** Takes the next time of its own in the pace over all chats, in order of arrival; milliseconds until then. */
  function takeSlot(): number {
    const now = clock.now();
    const slot = Math.max(now, nextSlot);
    nextSlot = slot + SLOT;
    return slot - now;
  }

  /** Milliseconds until one more call is not one too many within a second; Infinity until one is answered. */
  function crowdWait(): number {
    const now = clock.now();
    answeredAt = answeredAt.filter((at) => now - at < 1_000);
    const free = MOST_A_SECOND - unanswered;
    if (free <= 0) return Number.POSITIVE_INFINITY;
    const inTheWay = answeredAt.at(-free);
    return inTheWay === undefined ? 0 : inTheWay + 1_000 - now;
  }

  function free(): void {
    inFlight--;
    // All of them look again: one that was stopped must not keep the place from the others.
    for (const go of freed.splice(0)) go();
  }

  return {
    lane(chat) {
      const known = lanes.get(chat);
      if (known) return known;
      if (lanes.size >= MOST_IDLE_LANES) forgetIdle();
      const lane: Lane = {
        chat,
        queue: createQueue(),
        isWorking: false,
        calls: [],
        draftAt: Number.NEGATIVE_INFINITY,
        floodedUntil: Number.NEGATIVE_INFINITY,
        restsUntil: Number.NEGATIVE_INFINITY,
        beside: Promise.resolve(),
      };
      lanes.set(chat, lane);
      return lane;
    },
    wasSent(lane, at, count) {
      lane.calls = [...lane.calls, ...Array<number>(count).fill(at)].sort((a, b) => a - b);
    },
    async clearance(lane) {
      let hasSlot = false;
      for (;;) {
        signal.throwIfAborted();
        if (lane.queue.size === 0) return false;
        let wait = waitOf(lane);
        if (wait <= 0 && !hasSlot) {
          wait = takeSlot();
          hasSlot = true;
        } else if (wait > 0) hasSlot = false;
        const crowded = wait > 0 ? 0 : crowdWait();
        if (Number.isFinite(crowded)) wait = Math.max(wait, crowded);
        if (wait > 0) await clock.sleep(wait, signal);
        else if (inFlight >= MOST_CONNECTIONS || !Number.isFinite(crowded)) {
          await new Promise<void>((go) => freed.push(go));
          hasSlot = false;
        } else break;
      }
      inFlight++;
      unanswered++;
      lane.calls.push(clock.now());
      return true;
    },
    tryBeside(lane) {
      const isFree = !lane.isWorking && heldBack(lane) === 0 && inFlight < MOST_CONNECTIONS;
      if (isFree) inFlight++;
      return isFree;
    },
    release() {
      unanswered--;
      answeredAt.push(clock.now());
      free();
    },
    releaseBeside: free,
    draftWait(lane) {
      const now = clock.now();
      return Math.max(
        heldBack(lane),
        lane.draftAt + SPACING - now,
        // Twice: with less, a message sent right after the draft would be one too many.
        (lane.calls.at(-1) ?? Number.NEGATIVE_INFINITY) + 2 * SPACING - now,
        nextSlot - now,
        nextDraftSlot - now,
      );
    },
    countDraft(lane) {
      lane.draftAt = clock.now();
      nextDraftSlot = lane.draftAt + DRAFT_SLOT;
      answeredAt.push(lane.draftAt);
    },
    flooded(lane, retryAfter) {
      const now = clock.now();
      lane.floodedUntil = Math.max(lane.floodedUntil, now + retryAfter * 1_000 + MARGIN);
      const held = [...lanes.values()].filter(({ floodedUntil }) => floodedUntil > now);
      if (held.length >= CHATS_OF_A_GLOBAL_FLOOD) api.holdAll(retryAfter);
    },
    room(chat) {
      const lane = lanes.get(chat);
      const most = chat < 0 ? GROUP_A_MINUTE : PRIVATE_A_MINUTE;
      if (!lane) return api.held() > 0 ? 0 : most;
      if (heldBack(lane) > 0) return 0;
      return Math.max(0, most - callsOfMinute(lane).length - lane.queue.size);
    },
  };
}
