import { AppError } from '../errors.ts';
import { type Clock, monotonicClock } from './clock.ts';
import { createLimit, type Limit } from './limit.ts';

/** How many questions are answered at a time, how many wait for it, and how many of one caller do. */
export interface QueueSizes {
  readonly answering: number;
  readonly waiting: number;
  readonly ofCaller: number;
}

/** Runs questions in order of arrival. */
export interface AskingQueue {
  /**
   * @param caller names who asks; null: nobody that could be told from others.
   * @param conversation its questions follow each other; null: what is asked follows nothing.
   * @param signal ends the wait, and takes the question out of the queue.
   * @throws AppError `asking-busy`, of what has waited too long as well; the signal's reason.
   */
  run<T>(
    who: { readonly caller: string | null; readonly conversation: string | null },
    task: () => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>;
}

/** Milliseconds a question waits at most; with the deadline of the answer less than a silent connection is kept open. */
const PATIENCE = 60_000;

export function createAskingQueue(
  most: QueueSizes,
  {
    clock = monotonicClock,
    patience = PATIENCE,
  }: { readonly clock?: Clock | undefined; readonly patience?: number | undefined } = {},
): AskingQueue {
  const turn = createLimit(most.answering);
  const talks = new Map<string, { readonly turn: Limit; users: number }>();
  const waitingOf = new Map<string, number>();
  let waiting = 0;

  /** Counts one that waits until it is called. */
  function wait(caller: string | null): () => void {
    const change = (by: number) => {
      waiting += by;
      if (caller === null) return;
      const left = (waitingOf.get(caller) ?? 0) + by;
      if (left === 0) waitingOf.delete(caller);
      else waitingOf.set(caller, left);
    };
    change(1);
    let isWaiting = true;
    return () => {
      if (isWaiting) change(-1);
      isWaiting = false;
    };
  }

  /** One after the other within a conversation. */
  async function after<T>(
    conversation: string | null,
    task: () => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    if (conversation === null) return task();
    const own = talks.get(conversation) ?? { turn: createLimit(1), users: 0 };
    talks.set(conversation, own);
    own.users++;
    try {
      return await own.turn(task, signal);
    } finally {
      own.users--;
      if (own.users === 0) talks.delete(conversation);
    }
  }

  return {
    async run({ caller, conversation }, task, signal) {
      signal?.throwIfAborted();
      const own = caller === null ? 0 : (waitingOf.get(caller) ?? 0);
      if (waiting >= most.waiting) throw new AppError('asking-busy', { waiting });
      if (own >= most.ofCaller) throw new AppError('asking-busy', { waiting: own });
      const counted = wait(caller);
      const over = new AbortController();
      const tooLong = new AbortController();
      const leave = signal === undefined ? tooLong.signal : AbortSignal.any([signal, tooLong.signal]);
      clock.sleep(patience, over.signal).then(
        () => tooLong.abort(new AppError('asking-busy', { waiting })),
        () => undefined,
      );
      const waited = () => {
        counted();
        over.abort();
      };
      try {
        const begin = () => {
          waited();
          return task();
        };
        return await after(conversation, () => turn(begin, leave), leave);
      } finally {
        waited();
      }
    },
  };
}
