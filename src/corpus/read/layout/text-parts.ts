import type { Span } from '../../../core/types.ts';

/** What most characters have. */
export function most<Key>(counts: ReadonlyMap<Key, number>): Key | undefined {
  let found: Key | undefined;
  let best = 0;
  for (const [key, count] of counts)
    if (count > best) {
      best = count;
      found = key;
    }
  return found;
}

/** A text that grows, with the stretches of it that were not read for sure. */
export class TextParts {
  readonly doubts: Span[] = [];
  #text = '';

  get text(): string {
    return this.#text;
  }

  get length(): number {
    return this.#text.length;
  }

  add(text: string, doubts: readonly Span[] = []): void {
    for (const { start, end } of doubts)
      this.doubts.push({ start: start + this.#text.length, end: end + this.#text.length });
    this.#text += text;
  }
}
