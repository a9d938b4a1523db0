import type { Clock } from './clock.ts';

/** Keys kept before those that may be told again are thrown out. */
const MOST_KEYS = 10_000;

/** True for a key at most once in so many milliseconds: what is said to somebody, and not said again and again. */
export function createOncePer(milliseconds: number, clock: Clock): (key: string) => boolean {
  const told = new Map<string, number>();
  return (key) => {
    const now = clock.now();
    if (told.size >= MOST_KEYS) {
      for (const [other, at] of told) if (now - at >= milliseconds) told.delete(other);
    }
    if (now - (told.get(key) ?? Number.NEGATIVE_INFINITY) < milliseconds) return false;
    told.set(key, now);
    return true;
  };
}
