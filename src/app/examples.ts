/** Milliseconds after a corpus began to serve: a command that asks one thing is done by then. */
const AFTER = 2_000;

/** Example questions of the serving corpus, looked for once for each. */
export interface Examples<K extends object> {
  /** Never rejects: none where they cannot be found now; the next call then looks again. */
  of(corpus: K): Promise<readonly string[]>;
  /** Looks for them in a while. */
  soon(corpus: K): void;
  stop(): void;
}

/** @param find rejects where questions could not be tried. */
export function createExamples<K extends object>(
  find: (corpus: K) => Promise<readonly string[]>,
): Examples<K> {
  const found = new WeakMap<K, Promise<readonly string[]>>();
  let timer: NodeJS.Timeout | undefined;
  const of = (corpus: K): Promise<readonly string[]> => {
    const known = found.get(corpus);
    if (known !== undefined) return known;
    const finding = find(corpus).catch(() => {
      found.delete(corpus);
      return [];
    });
    found.set(corpus, finding);
    return finding;
  };
  const stop = () => clearTimeout(timer);
  return {
    of,
    soon(corpus) {
      stop();
      timer = setTimeout(() => void of(corpus), AFTER).unref();
    },
    stop,
  };
}
