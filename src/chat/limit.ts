export interface Limit {
  <T>(task: () => Promise<T>): Promise<T>;
  /** Tasks that wait for a place. */
  readonly waiting: number;
}

/**
 * Runs at most `most` tasks at a time, the others in order of arrival. Each begins in a turn of the event loop of its
 * own: tasks that wait for nothing would follow one another in a single one, and nothing else would get its turn.
 */
export function createLimit(most: number): Limit {
  let running = 0;
  const waiting: (() => void)[] = [];
  let turn: Promise<void> = Promise.resolve();
  function ownTurn(): Promise<void> {
    turn = turn.then(() => new Promise((go) => setImmediate(go)));
    return turn;
  }
  async function limit<T>(task: () => Promise<T>): Promise<T> {
    if (running >= most) await new Promise<void>((go) => waiting.push(go));
    else running++;
    try {
      await ownTurn();
      return await task();
    } finally {
      // The place goes straight to the next in line, so that a newcomer cannot take it in between.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  }
  return Object.defineProperty(limit, 'waiting', { get: () => waiting.length }) as Limit;
}
