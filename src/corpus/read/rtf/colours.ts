import type { Colour } from '../unseen.ts';

/** The table of colours, each ended by a sign: `{\\colortbl;\\red255\\green0\\blue0;}`. The first one is the program's choice. */
export class RtfColours {
  readonly #colours: (Colour | undefined)[] = [];
  #open: Colour | undefined;

  /** @param number of a colour; undefined, or one of no colour, is the program's choice. */
  of(number: number | undefined): Colour | undefined {
    return number === undefined ? undefined : this.#colours[number];
  }

  control(word: string, value = 0): void {
    const bits = word === 'red' ? 16 : word === 'green' ? 8 : word === 'blue' ? 0 : undefined;
    if (bits !== undefined) this.#open = (this.#open ?? 0) | ((value & 0xff) << bits);
  }

  add(text: string): void {
    for (const sign of text)
      if (sign === ';') {
        this.#colours.push(this.#open);
        this.#open = undefined;
      }
  }
}
