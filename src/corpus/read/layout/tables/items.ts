import type { Row } from '../rows.ts';
import type { Table } from './tables.ts';

/** What stands on a page beside and below other things: a line, or a table. */
export type Item = RowItem | TableItem;

export interface RowItem {
  readonly row: Row;
  /** The baseline. */
  readonly y: number;
}

export interface TableItem {
  readonly table: Table;
  /** Its upper border. */
  readonly y: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}
