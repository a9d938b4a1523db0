import type { Scanner } from '../../../core/ports/scanner.ts';
import type { OnPage } from '../office.ts';

/** How a file whose pages may be pictures is read. */
export interface PageOptions {
  /** Reads pages whose text is in pictures; absent or null: they are told as unread. */
  readonly scanner?: Scanner | null | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told how many of the pages are read: ten times a second at most, behind a page that was scanned, and at the end. */
  readonly onPage?: OnPage | undefined;
}

/** A file with more pages is no report. */
export const MOST_PAGES = 20_000;
/** Milliseconds between two pages that are told. */
const PAUSE = 100;

/** Tells of pages as `PageOptions` promises. */
export function pacedProgress(
  onPage: OnPage | undefined,
  total: number,
  now: () => number = () => performance.now(),
): (done: number, isScanned: boolean) => void {
  let told = Number.NEGATIVE_INFINITY;
  return (done, isScanned) => {
    if (onPage === undefined) return;
    const time = now();
    if (!isScanned && done < total && time - told < PAUSE) return;
    told = time;
    onPage(done, total);
  };
}
