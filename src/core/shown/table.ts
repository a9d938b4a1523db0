/** A stretch of a quote, and the `n` of the citation that it stands in; words of our own have none. */
export interface TableCell {
  readonly text: string;
  readonly marker?: number;
}

/** Figures of several places or years beside each other: each cell with a figure is, word for word, a stretch of a quote. */
export interface AnswerTable {
  readonly caption?: string;
  /** Their names, the one above the names of the rows first: one more than a row has cells. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly TableCell[] }[];
}
