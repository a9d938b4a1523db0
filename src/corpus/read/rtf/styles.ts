/** What a style says of its paragraphs. */
export interface RtfStyle {
  /** From 1: of a heading. */
  readonly level: number | undefined;
  readonly isTitle: boolean;
}

const LONGEST_NAME = 200;

/** The styles of `\\stylesheet`, whose groups end with their name: `{\\s1 … heading 1;}`. */
export class RtfStyles {
  readonly #styles = new Map<number, RtfStyle>();
  #id = 0;
  #level: number | undefined;
  #name = '';

  /** @param id of a paragraph, 0 for the usual one. */
  of(id: number): RtfStyle | undefined {
    return this.#styles.get(id);
  }

  control(word: string, value: number | undefined): void {
    if (word === 's' && value !== undefined) this.#begin(value);
    // Styles of characters, tables and sections are numbered by themselves.
    else if (word === 'cs' || word === 'ts' || word === 'ds') this.#begin(-1);
    else if (word === 'outlinelevel' && value !== undefined && value < 9) this.#level = value + 1;
  }

  add(text: string): void {
    const end = text.indexOf(';');
    const piece = end < 0 ? text : text.slice(0, end);
    if (this.#name.length < LONGEST_NAME) this.#name += piece.slice(0, LONGEST_NAME);
    if (end < 0) return;
    const name = this.#name.trim();
    const level = /^(?:heading|标题|標題)\s*([1-9])$/iu.exec(name)?.[1];
    const isTitle = /^(?:title|标题|標題)$/iu.test(name);
    this.#styles.set(this.#id, {
      level: this.#level ?? (level === undefined ? undefined : Number(level)),
      isTitle,
    });
    this.#begin(0);
  }

  #begin(id: number): void {
    this.#id = id;
    this.#level = undefined;
    this.#name = '';
  }
}
