/** Milliseconds that somebody who greets waits for examples. */
const MOMENT = 600;

/** Example questions of the serving corpus, looked for once for each. */
export interface Examples<K extends object> {
  /** Never rejects: none where they cannot be found now; the next call then looks again. */
  of(corpus: K): Promise<readonly string[]>;
  /** The same for somebody who waits: ahead of other questions, and none where that takes longer than a moment. */
  atOnce(corpus: K): Promise<readonly string[]>;
  /** Another corpus serves: its own are looked for now where those of one before it were wanted. */
  renew(corpus: K): void;
}

/**
 * @param find rejects where questions could not be tried; awaits `patience` between them.
 * @param idle resolves when nobody waits for an answer.
 */
export function createExamples<K extends object>(
  find: (corpus: K, patience: () => Promise<void>) => Promise<readonly string[]>,
  idle: () => Promise<void> = async () => undefined,
): Examples<K> {
  const found = new WeakMap<K, Promise<readonly string[]>>();
  let areWanted = false;
  let hurrying = 0;
  const paused = new Set<() => void>();
  const patience = async (): Promise<void> => {
    if (hurrying > 0) return;
    let resume = (): void => undefined;
    const hurried = new Promise<void>((resolve) => {
      resume = resolve;
    });
    paused.add(resume);
    try {
      await Promise.race([idle(), hurried]);
    } finally {
      paused.delete(resume);
    }
  };
  const of = (corpus: K): Promise<readonly string[]> => {
    areWanted = true;
    const known = found.get(corpus);
    if (known !== undefined) return known;
    const finding = find(corpus, patience).catch(() => {
      found.delete(corpus);
      return [];
    });
    found.set(corpus, finding);
    return finding;
  };
  return {
    of,
    async atOnce(corpus) {
      hurrying++;
      for (const resume of paused) resume();
      let late: NodeJS.Timeout | undefined;
      try {
        const none = new Promise<readonly string[]>((resolve) => {
          late = setTimeout(() => resolve([]), MOMENT);
        });
        return await Promise.race([of(corpus), none]);
      } finally {
        clearTimeout(late);
        hurrying--;
      }
    },
    renew(corpus) {
      if (areWanted) void of(corpus);
    },
  };
}
