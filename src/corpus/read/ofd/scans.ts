import type { Scan, Scanner } from '../../../core/ports/scanner.ts';
import type { Page } from '../layout/page.ts';
import { readScan } from '../scan/page.ts';
import { type PageOptions, pacedProgress } from '../scan/progress.ts';
import type { PageNotes } from './notes.ts';
import type { OfdPackage } from './package.ts';
import type { OfdPage } from './page.ts';

/** What nobody decodes here. */
const JBIG2 = /^(?:jb2|jbig2?|gbig2)$/u;

/** The pages for the layout: of those that show only a picture, what the scanner reads of the largest. */
export async function withScans(
  file: OfdPackage,
  found: readonly OfdPage[],
  told: PageNotes,
  { scanner, signal, onPage }: PageOptions,
): Promise<Page[]> {
  const pictures = found.map((page) => (scanner ? pictureOf(page) : undefined));
  const contents = file.files(new Set(pictures.filter((path) => path !== undefined)));
  const pages: Page[] = [];
  const tell = pacedProgress(onPage, found.length);
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
    tell(pages.length, content !== undefined);
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
