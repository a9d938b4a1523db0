import type { Hit } from '../core/ports.ts';

export interface TopK {
  offer(ordinal: number, score: number): void;
  /** The kept hits, best first; ties by ordinal. */
  take(): Hit[];
}

/**
 * Keeps the `k` best of what it is offered: a binary heap whose root is the worst kept hit, O(n log k).
 * @throws RangeError when `k` is not a whole number from 0 up.
 */
export function createTopK(k: number): TopK {
  if (!Number.isInteger(k) || k < 0) throw new RangeError(`k is ${k}; expected a whole number from 0 up`);
  const heap: Hit[] = [];

  function siftUp(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isWorse(heap[at], heap[parent])) return;
      swap(at, parent);
      at = parent;
    }
  }

  function siftDown(): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const right = left + 1;
      let worst = at;
      if (isWorse(heap[left], heap[worst])) worst = left;
      if (isWorse(heap[right], heap[worst])) worst = right;
      if (worst === at) return;
      swap(at, worst);
      at = worst;
    }
  }

  function swap(a: number, b: number): void {
    const first = heap[a];
    const second = heap[b];
    if (first === undefined || second === undefined) return;
    heap[a] = second;
    heap[b] = first;
  }

  return {
    offer(ordinal, score) {
      const worst = heap[0];
      if (heap.length < k) {
        heap.push({ ordinal, score });
        siftUp(heap.length - 1);
      } else if (worst && (score > worst.score || (score === worst.score && ordinal < worst.ordinal))) {
        heap[0] = { ordinal, score };
        siftDown();
      }
    },
    take: () => heap.toSorted(byScore),
  };
}

/** Best score first; ties by ordinal. */
export function byScore(a: Hit, b: Hit): number {
  return b.score - a.score || a.ordinal - b.ordinal;
}

function isWorse(a: Hit | undefined, b: Hit | undefined): boolean {
  return a !== undefined && b !== undefined && byScore(a, b) > 0;
}
