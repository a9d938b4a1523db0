import type { Given } from '../detect.ts';
import type { Line } from '../lines.ts';

/** What a file of an office program says, before it is cleaned. */
export interface FileLines {
  /**
   * In reading order, each a whole paragraph, heading, item or row of a table: what the page only wrapped is joined. What
   * the program counts stands in the text (一、, 第五条). `indent` and `gap` are 0 where the layout tells nothing by them.
   */
  readonly lines: readonly Line[];
  /** Words of the file that are no part of its sentences: running heads, captions of pictures, what is struck out. */
  readonly setAside: readonly string[];
  /** What the file says of the report apart from its text. */
  readonly given: Given;
  /** In Chinese: what was not read, or is doubtful, for whoever put the file there. */
  readonly notes: readonly string[];
}
