import type { Line } from '../../lines.ts';
import type { Page } from '../layout/page.ts';
import { withLooks } from '../scan/doubts.ts';
import { readScan } from '../scan/page.ts';
import type { Scan, Scanner } from '../scan.ts';
import type { PageNotes } from './notes.ts';
import type { OfdPackage } from './package.ts';
import type { OfdPage } from './page.ts';

export interface ScanOptions {
  /** Reads pages that are only pictures; absent or null: they are told as unread. */
  readonly scanner?: Scanner | null | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told how many of the pages are read. */
  readonly onPage?: ((done: number, total: number) => void) | undefined;
}

/** What nobody decodes here. */
const JBIG2 = /^(?:jb2|jbig2?|gbig2)$/u;

/** The pages for the layout: of those that show only a picture, what the scanner reads of the largest. */
export async function withScans(
  file: OfdPackage,
  found: readonly OfdPage[],
  told: PageNotes,
  { scanner, signal, onPage }: ScanOptions,
): Promise<Page[]> {
  const pictures = found.map((page) => (scanner ? pictureOf(page) : undefined));
  const contents = file.files(new Set(pictures.filter((path) => path !== undefined)));
  const pages: Page[] = [];
  for (const [at, { page, unread, isRecognised, images }] of found.entries()) {
    signal?.throwIfAborted();
    const { number } = page;
    const content = contents.get(pictures[at] ?? '');
    const scan = scanner && content ? await scanOf(content, scanner, signal) : undefined;
    const read = scan && readScan(scan, page).page;
    const isRead = read !== undefined && read.runs.length > 0;
    if (isRead || isRecognised) told.add('recognised', number);
    if (!isRead && unread !== undefined)
      told.add(unread === 'unread' && JBIG2.test(images[0]?.file?.format ?? '') ? 'jbig2' : unread, number);
    pages.push(isRead ? read : page);
    onPage?.(pages.length, found.length);
  }
  return pages;
}

function pictureOf({ unread, images }: OfdPage): string | undefined {
  const file = images[0]?.file;
  return unread === undefined || file === undefined || JBIG2.test(file.format) ? undefined : file.path;
}

async function scanOf(
  bytes: Uint8Array,
  scanner: Scanner,
  signal: AbortSignal | undefined,
): Promise<Scan | undefined> {
  try {
    return await scanner.scan({ bytes }, signal);
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}

/** Lines with doubts where they were read from a picture, and a figure looks as if it was misread. */
export function withDoubts(lines: readonly Line[]): Line[] {
  return lines.map((line) =>
    line.origins?.some(({ isScanned }) => isScanned === true) ? withLooks(line) : line,
  );
}
