import type { ChatAddress } from '../../core/ports.ts';
import { chatKey } from '../surface.ts';

/** Answers that are being made, so that whoever asked can have one stopped. */
export interface Stops {
  /**
   * Keeps that an answer is being made, until `end` is called. Its signal aborts when it is stopped: at once where that
   * was asked before it began, as of one that is made anew after a restart.
   * @param id of the update that asked.
   */
  begin(chat: ChatAddress, id: string): { readonly signal: AbortSignal; end(): void };
  /** Stops the answer in the chat to the update that is meant. One that is made already is sent as it is. */
  stop(chat: ChatAddress, isMeant: (id: string) => boolean): void;
}

interface Making {
  readonly address: string;
  readonly id: string;
  readonly stopped: AbortController;
}

/** Stops that met no answer: nearly all came too late, and mean none that is still to come. */
const MOST_AHEAD = 100;

export function createStops(): Stops {
  const making = new Set<Making>();
  const ahead: { readonly address: string; readonly isMeant: (id: string) => boolean }[] = [];

  return {
    begin(chat, id) {
      const one: Making = { address: chatKey(chat), id, stopped: new AbortController() };
      making.add(one);
      const before = ahead.findIndex(({ address, isMeant }) => address === one.address && isMeant(id));
      if (before >= 0) {
        ahead.splice(before, 1);
        one.stopped.abort();
      }
      return { signal: one.stopped.signal, end: () => making.delete(one) };
    },

    stop(chat, isMeant) {
      const address = chatKey(chat);
      const meant = [...making].filter((one) => one.address === address && isMeant(one.id));
      for (const { stopped } of meant) stopped.abort();
      if (meant.length > 0) return;
      ahead.push({ address, isMeant });
      if (ahead.length > MOST_AHEAD) ahead.shift();
    },
  };
}
