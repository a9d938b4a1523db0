import type { Clock } from '../clock.ts';
import type { Place, Surface } from '../surface.ts';

/** Tells who waits long that the question is in the queue, and where. */
export interface QueueNotices {
  /** A question came; the notice is sent when it still waits after eight seconds, once, and while the chat has room. */
  arrived(id: string, place: Place): void;
  /** The question is being answered now. @returns the notice, which the answer takes the place of; undefined when none was sent. */
  begun(id: string): Promise<string | undefined>;
  /** The question is off the queue, answered or not. */
  finished(id: string): void;
  stop(): void;
}

const NOTICE_AFTER = 8_000;
/** Messages that a chat must have left in the minute: the answers themselves come first. */
const LEAST_ROOM = 10;

interface Waiting {
  readonly place: Place;
  readonly begun: AbortController;
  notice: Promise<string | undefined>;
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
  let isStopped = false;

  function ahead(id: string, chat: string): number {
    let count = 0;
    for (const [other, { place }] of queue) {
      if (other === id) break;
      if (place.chat === chat) count++;
    }
    return count;
  }

  async function notify(id: string, place: Place, signal: AbortSignal): Promise<string | undefined> {
    await clock.sleep(NOTICE_AFTER, signal);
    if (surface.room(place) < LEAST_ROOM) return undefined;
    const position = Math.max(1, ahead(id, place.chat) + waitingElsewhere());
    const [line] = surface.lines([surface.words.queued(position)]);
    if (line === undefined) return undefined;
    const delivery = await surface.send(place, line);
    return delivery.kind === 'sent' ? delivery.messageId : undefined;
  }

  return {
    arrived(id, place) {
      if (isStopped) return;
      const begun = new AbortController();
      const notice = notify(id, place, begun.signal).catch(() => undefined);
      queue.set(id, { place, begun, notice });
    },
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
