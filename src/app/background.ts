/** Work that waits for people's questions. */
export interface Background {
  /** Runs something that a person waits for. */
  foreground<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when nobody waits; rejects with the signal's reason once it is aborted. */
  idle(): Promise<void>;
}

export function createBackground(signal: AbortSignal): Background {
  let running = 0;
  let waiting: (() => void)[] = [];
  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const resume of woken) resume();
  };
  signal.addEventListener('abort', wake, { once: true });
  return {
    async foreground(work) {
      running++;
      try {
        return await work();
      } finally {
        running--;
        if (running === 0) wake();
      }
    },
    async idle() {
      do {
        // A turn of the event loop: a question that has just come in is counted before it is looked.
        await new Promise<void>((resolve) => setImmediate(resolve));
        if (running > 0 && !signal.aborted)
          await new Promise<void>((resolve) => {
            waiting.push(resolve);
          });
        signal.throwIfAborted();
      } while (running > 0);
    },
  };
}
