import type { ChatAddress } from '../../core/ports.ts';
import type { Clock } from '../clock.ts';
import { BURST_GAP } from '../delivery/bursts.ts';
import { createOncePer } from '../once.ts';
import { chatKey, type Place, type Surface } from '../surface.ts';

/** Questions that wait, chat by chat: how many there may be, and what they are told. */
export interface QueueNotices {
  /**
   * A question came. 'full': its chat has as many waiting as it may, and this one is not among them. One that still
   * waits after eight seconds is told its place, once, while the chat has room; where many wait, one line tells all.
   * @param place aside: the notice is for whoever asked; what all are told is told to all.
   * @param member whose limits count; of one that asks on and on no more count a minute than get answered in it.
   */
  arrived(id: string, place: Place, member: string): 'waits' | 'full';
  /** The same for a question that waited before a restart: it is counted, and told nothing again. */
  resumed(id: string, place: Place, member: string): void;
  /** How many questions of its chat were before it when it came; 0 for one that is not known. */
  before(id: string): number;
  /** The question is being answered now. @returns the notice, which the answer takes the place of; undefined when none was sent. */
  begun(id: string): Promise<string | undefined>;
  /** The question is off the queue, answered or not. */
  finished(id: string): void;
  stop(): void;
}

/** Questions of a chat that wait, the one being answered included. */
const MOST_WAITING_IN_A_CHAT = 60;
/** What counts of one member in a minute: as many as the quota lets through; the surplus it drops at its turn. */
const MEMBER_A_MINUTE = 6;
const MINUTE = 60_000;
const NOTICE_AFTER = 8_000;
/** Messages that a chat must have left in the minute for a line to one of those who wait: the answers themselves come first. */
export const LEAST_ROOM = 10;
/** Questions from which on all are told in one line that they wait. */
const CROWD = 5;
/** Milliseconds until that is said again. */
const CROWD_EVERY = 120_000;

interface Waiting {
  readonly place: Place;
  readonly member: string;
  readonly at: number;
  readonly before: number;
  readonly begun: AbortController;
  readonly notice: Promise<string | undefined>;
}

export function createQueueNotices({
  surface,
  clock,
  /** Questions of other chats that wait for a free place. */
  waitingElsewhere,
}: {
  readonly surface: Pick<Surface, 'words' | 'lines' | 'room' | 'send'>;
  readonly clock: Clock;
  readonly waitingElsewhere: () => number;
}): QueueNotices {
  const queue = new Map<string, Waiting>();
  const isCrowdDue = createOncePer(CROWD_EVERY, clock);
  let isStopped = false;

  function ofChat(chat: ChatAddress): Waiting[] {
    return [...queue.values()].filter(({ place }) => chatKey(place) === chatKey(chat));
  }

  function ahead(id: string, chat: ChatAddress): number {
    let count = 0;
    for (const [other, { place }] of queue) {
      if (other === id) break;
      if (chatKey(place) === chatKey(chat)) count++;
    }
    return count;
  }

  async function notify(id: string, place: Place, signal: AbortSignal): Promise<string | undefined> {
    await clock.sleep(NOTICE_AFTER, signal);
    if (surface.room(place) < LEAST_ROOM) return undefined;
    const position = Math.max(1, ahead(id, place) + waitingElsewhere());
    const [line] = surface.lines([surface.words.queued(position)]);
    if (line === undefined) return undefined;
    const delivery = await surface.send(place, line);
    // What one member is shown cannot become the answer, which is a message of its own then.
    return delivery.kind === 'sent' ? delivery.messageId : undefined;
  }

  /** Where the chat's pace will not reach all that wait within the minute. */
  function tellCrowd(place: Place): void {
    const waiting = ofChat(place).length;
    if (waiting < CROWD || waiting <= surface.room(place) || !isCrowdDue(chatKey(place))) return;
    const [line] = surface.lines([surface.words.crowded(waiting)]);
    const { replyTo: _, aside: __, ...everybody } = place;
    if (line !== undefined) surface.send(everybody, line).catch(() => undefined);
  }

  function add(id: string, place: Place, member: string, before: number, isNew: boolean): void {
    const begun = new AbortController();
    const notice = isNew
      ? notify(id, place, begun.signal).catch(() => undefined)
      : Promise.resolve(undefined);
    queue.set(id, { place, member, at: clock.now(), before, begun, notice });
  }

  return {
    arrived(id, place, member) {
      if (isStopped) return 'waits';
      const waiting = ofChat(place);
      const own = waiting.filter((one) => one.member === member);
      if (own.filter(({ at }) => clock.now() - at < MINUTE).length >= MEMBER_A_MINUTE) return 'waits';
      // More of a question that is being written is no further one.
      const isMore = clock.now() - (own.at(-1)?.at ?? Number.NEGATIVE_INFINITY) <= BURST_GAP;
      if (waiting.length >= MOST_WAITING_IN_A_CHAT && !isMore) return 'full';
      add(id, place, member, waiting.length, true);
      tellCrowd(place);
      return 'waits';
    },
    resumed(id, place, member) {
      if (!isStopped) add(id, place, member, ofChat(place).length, false);
    },
    before: (id) => queue.get(id)?.before ?? 0,
    async begun(id) {
      const waiting = queue.get(id);
      waiting?.begun.abort();
      return await waiting?.notice;
    },
    finished(id) {
      queue.get(id)?.begun.abort();
      queue.delete(id);
    },
    stop() {
      isStopped = true;
      for (const { begun } of queue.values()) begun.abort();
    },
  };
}
