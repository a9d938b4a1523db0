import { describe, expect, test } from 'vitest';
import { type Arrival, createBursts } from '../../../src/chat/delivery/bursts.ts';

const START = 1_700_000_000;

/** An arrival `at` milliseconds after the start, of `author`, waiting for more unless told otherwise. */
function arrival(id: number, at: number, more: Partial<Arrival> = {}): Arrival {
  const sentAt = START + Math.floor(at / 1_000);
  return { id: String(id), at, sentAt, author: 'wang', merges: true, patience: 2_000, ...more };
}

function grouped(...arrivals: readonly Arrival[]) {
  const bursts = createBursts();
  for (const one of arrivals) bursts.add(one);
  const taken: (readonly number[])[] = [];
  for (let due = bursts.due(); due !== undefined; due = bursts.due()) {
    const burst = bursts.take(due);
    if (burst === undefined) throw new Error('what is due cannot be taken');
    taken.push(burst.map(Number));
  }
  return taken;
}

describe('messages of one author', () => {
  test('within two seconds of each other are one burst', () => {
    expect(grouped(arrival(1, 0), arrival(2, 2_000), arrival(3, 4_000))).toEqual([[1, 2, 3]]);
  });

  test('farther apart are bursts of their own', () => {
    expect(grouped(arrival(1, 0), arrival(2, 1_000), arrival(3, 3_100))).toEqual([[1, 2], [3]]);
  });

  test('that came in together but were sent minutes apart are bursts of their own', () => {
    expect(grouped(arrival(1, 0), arrival(2, 0, { sentAt: START + 60 }))).toEqual([[1], [2]]);
  });

  test('are no more than ten to a burst, and stay in order', () => {
    const many = Array.from({ length: 12 }, (_, at) => arrival(at, at * 1_000));
    expect(grouped(...many).map((burst) => burst.length)).toEqual([10, 2]);
  });

  test('do not join what was taken already', () => {
    const bursts = createBursts();
    bursts.add(arrival(1, 0, { patience: 0 }));
    expect(bursts.take(0)).toEqual(['1']);
    bursts.add(arrival(2, 500, { patience: 0 }));
    expect(bursts.take(500)).toEqual(['2']);
  });

  test('join what is complete and waits for its turn, without losing the turn', () => {
    const bursts = createBursts();
    bursts.add(arrival(1, 0, { patience: 0 }));
    bursts.add(arrival(2, 100, { author: 'li', patience: 0 }));
    bursts.add(arrival(3, 1_500));
    expect(bursts.take(1_500)).toEqual(['1', '3']);
  });

  test('end the waiting when one of them needs none', () => {
    const bursts = createBursts();
    bursts.add(arrival(1, 0));
    expect(bursts.take(1_000)).toBeUndefined();
    bursts.add(arrival(2, 1_000, { patience: 0 }));
    expect(bursts.take(1_000)).toEqual(['1', '2']);
  });

  test('stay in order around what cannot join', () => {
    expect(grouped(arrival(1, 0), arrival(2, 500, { merges: false }), arrival(3, 900))).toEqual([
      [1],
      [2],
      [3],
    ]);
  });
});

describe('messages of several authors', () => {
  test('never mix, and go by when each is complete', () => {
    expect(
      grouped(
        arrival(1, 0),
        arrival(2, 100, { author: 'li', patience: 0 }),
        arrival(3, 500, { patience: 0 }),
      ),
    ).toEqual([[2], [1, 3]]);
  });

  test('without a known author each stand alone', () => {
    const unknown = { author: undefined, merges: false };
    expect(grouped(arrival(1, 0, unknown), arrival(2, 0, unknown))).toEqual([[1], [2]]);
  });
});
