import { describe, expect, test } from 'vitest';
import { stretchAt } from '../../../src/core/papers/blocks.ts';

/** Stretches of three characters with a gap of one between them. */
const stretches = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ span: { start: at * 4, end: at * 4 + 3 } }));

describe('the stretch that holds a character', () => {
  test('is found wherever it stands, and none in a gap, before the first or behind the last', () => {
    for (const count of [0, 1, 2, 3, 7, 8]) {
      const all = stretches(count);
      for (let offset = -1; offset <= count * 4 + 1; offset++)
        expect(stretchAt(all, offset)).toBe(
          all.find(({ span }) => span.start <= offset && offset < span.end),
        );
    }
  });

  test('is found among thousands without looking at each', () => {
    let looked = 0;
    const watched = new Proxy(stretches(5000), {
      get(target, key, receiver) {
        if (typeof key === 'string' && /^\d+$/u.test(key)) looked++;
        return Reflect.get(target, key, receiver);
      },
    });
    expect(stretchAt(watched, 4 * 4321)?.span.start).toBe(4 * 4321);
    expect(looked).toBeLessThan(20);
  });
});
