/** Example questions of the serving corpus, looked for once for each. */
export interface Examples<K extends object> {
  /** Never rejects: none where they cannot be found now; the next call then looks again. */
  of(corpus: K): Promise<readonly string[]>;
  /** Another corpus serves: its own are looked for now where those of one before it were wanted. */
  renew(corpus: K): void;
}

/** @param find rejects where questions could not be tried. */
export function createExamples<K extends object>(
  find: (corpus: K) => Promise<readonly string[]>,
): Examples<K> {
  const found = new WeakMap<K, Promise<readonly string[]>>();
  let areWanted = false;
  const of = (corpus: K): Promise<readonly string[]> => {
    areWanted = true;
    const known = found.get(corpus);
    if (known !== undefined) return known;
    const finding = find(corpus).catch(() => {
      found.delete(corpus);
      return [];
    });
    found.set(corpus, finding);
    return finding;
  };
  return {
    of,
    renew(corpus) {
      if (areWanted) void of(corpus);
    },
  };
}
