/** A stretch of a question that is no word, and the word that it was read as. */
export interface Misspelling {
  readonly written: string;
  readonly read: string;
}
