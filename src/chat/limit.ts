export interface Limit {
  /** @param signal ends the wait for a place: the task is not begun then. @throws its reason. */
  <T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Tasks that wait for a place. */
  readonly waiting: number;
}

/**
 * Runs at most `most` tasks at a time, the others in order of arrival. Each begins in a turn of the event loop of its
 * own: tasks that wait for nothing would follow one another in a single one, and nothing else would get its turn.
 */
export function createLimit(most: number): Limit {
  let running = 0;
  const waiting = new Set<() => void>();
  let turn: Promise<void> = Promise.resolve();
  function ownTurn(): Promise<void> {
    turn = turn.then(() => new Promise((go) => setImmediate(go)));
    return turn;
  }
  function place(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        waiting.delete(go);
        reject(signal?.reason);
      };
      const go = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      waiting.add(go);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }
  async function limit<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    if (running >= most) await place(signal);
    else running++;
    try {
      await ownTurn();
      signal?.throwIfAborted();
      return await task();
    } finally {
      // The place goes straight to the next in line, so that a newcomer cannot take it in between.
      const [next] = waiting;
      if (next) {
        waiting.delete(next);
        next();
      } else running--;
    }
  }
  return Object.defineProperty(limit, 'waiting', { get: () => waiting.size }) as Limit;
}
