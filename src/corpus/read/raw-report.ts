import type { Given } from '../detect.ts';

/** The text of a report in one format, and what its frame says of it. */
export interface RawReport {
  readonly text: string;
  readonly given: Given;
}
