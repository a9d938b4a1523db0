import type { Scan, Scanner } from '../../../core/ports/scanner.ts';
import type { FileLines } from '../file-lines.ts';
import { joinedPages, layoutPage, type PageLayout } from '../layout/lines.ts';
import { foldRadicals } from '../layout/radicals.ts';
import { UnreadableReport } from '../reader.ts';
import { withScanDoubts } from '../scan/doubts.ts';
import { readScan } from '../scan/page.ts';
import { MOST_PAGES, type PageOptions, pacedProgress } from '../scan/progress.ts';
import { type PdfFile, withPdf } from './library.ts';
import { notesOf, type PageNotes, reasonOf } from './notes.ts';
import { type PdfPage, readPage } from './page.ts';
import { renderOf } from './render.ts';

export { renderPage } from './render.ts';

/** Pixels an inch that text is read from. */
const DPI = 150;

/**
 * The text of a PDF, page by page: what is seen, without watermarks.
 * @throws UnreadableReport where the file is damaged, needs a password, has no text at all or too many pages; the signal's reason.
 */
export async function readPdf(
  bytes: Uint8Array,
  { scanner, signal, onPage }: PageOptions = {},
): Promise<FileLines> {
  signal?.throwIfAborted();
  return withPdf(bytes, async (file) => {
    if (file.pages > MOST_PAGES) throw new UnreadableReport(`超过 ${MOST_PAGES} 页，请拆成几份`);
    const read: PageNotes[] = [];
    const layouts: PageLayout[] = [];
    const tell = pacedProgress(onPage, file.pages);
    for (let number = 1; number <= file.pages; number++) {
      signal?.throwIfAborted();
      const found = pageOf(file, number);
      const reads = found.unread === undefined || found.unread === 'damaged' ? null : scanner;
      const { page, ...notes } = reads ? await scanned(file, found, reads, signal) : found;
      // At once: what is drawn on a page is many times what is said on it.
      layouts.push(layoutPage(page));
      read.push({ number, ...notes });
      tell(number, Boolean(reads));
    }
    return linesOf(read, layouts, Boolean(scanner));
  });
}

/** @param number from 1. */
function pageOf({ pdfium, document }: PdfFile, number: number): PdfPage {
  const { functions } = pdfium;
  const page = functions.FPDF_LoadPage(document, number - 1);
  if (page === 0)
    return {
      page: { number, width: 595, height: 842, runs: [] },
      hidden: [],
      slanted: [],
      unread: 'damaged',
      isRecognised: false,
    };
  const found = readPage(pdfium, page, number);
  functions.FPDF_ClosePage(page);
  return found;
}

/** What a scanner reads of a page, where it reads anything. */
async function scanned(
  file: PdfFile,
  found: PdfPage,
  scanner: Scanner,
  signal: AbortSignal | undefined,
): Promise<PdfPage> {
  let scan: Scan | undefined;
  try {
    scan = await scanner.scan(renderOf(file, found.page.number, DPI), signal);
  } catch {
    signal?.throwIfAborted();
    return found;
  }
  const page = scan && readScan(scan, found.page).page;
  if (page === undefined || page.runs.length === 0) return found;
  const { unread: _, ...rest } = found;
  return { ...rest, page, isRecognised: true };
}

function linesOf(read: readonly PageNotes[], layouts: readonly PageLayout[], canScan: boolean): FileLines {
  const { lines, setAside } = joinedPages(layouts);
  if (lines.length === 0) throw new UnreadableReport(reasonOf(read, canScan));
  const aside = read.flatMap(({ hidden, slanted }) => [...hidden, ...slanted]);
  const doubted = withScanDoubts(lines);
  return {
    lines: doubted,
    setAside: [...setAside, ...new Set(aside.map(foldRadicals))],
    given: {},
    notes: notesOf(read, doubted, canScan),
  };
}
