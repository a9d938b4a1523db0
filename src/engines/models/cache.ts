/**
 * Keeps what was made of the last `capacity` keys, a copy of which each asking gets; equal keys asked for at once share one
 * run, a failed run is forgotten.
 */
export function createCache(
  capacity: number,
  run: (key: string) => Promise<Float32Array>,
): (key: string) => Promise<Float32Array> {
  const cache = new Map<string, Promise<Float32Array>>();
  return async (key) => {
    const made = cache.get(key) ?? run(key);
    cache.delete(key);
    cache.set(key, made);
    const [oldest] = cache.keys();
    if (cache.size > capacity && oldest !== undefined) cache.delete(oldest);
    try {
      return (await made).slice();
    } catch (thrown) {
      if (cache.get(key) === made) cache.delete(key);
      throw thrown;
    }
  };
}
