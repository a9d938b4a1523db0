import type { FileLines } from '../file-lines.ts';
import { layoutLines } from '../layout/lines.ts';
import { foldRadicals } from '../layout/radicals.ts';
import { UnreadableReport } from '../reader.ts';
import { withLooks } from '../scan/doubts.ts';
import { readScan } from '../scan/page.ts';
import type { Scan, Scanner } from '../scan.ts';
import { type PdfFile, withPdf } from './library.ts';
import { notesOf, pagesWith, reasonOf } from './notes.ts';
import { type PdfPage, readPage } from './page.ts';
import { renderOf } from './render.ts';

export { renderPage } from './render.ts';

export interface PdfOptions {
  /** Reads pages whose text is in pictures; absent or null: they are told as unread. */
  readonly scanner?: Scanner | null | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told how many of the pages are read. */
  readonly onPage?: ((done: number, total: number) => void) | undefined;
}

/** Pixels an inch that text is read from. */
const DPI = 150;

/**
 * The text of a PDF, page by page: what is seen, without watermarks.
 * @returns `unreadPages`: those, from 1, whose text is in a picture that nothing read, or in no characters of Unicode.
 * @throws UnreadableReport where the file is damaged, needs a password, or has no text at all; the signal's reason.
 */
export async function readPdf(
  bytes: Uint8Array,
  { scanner, signal, onPage }: PdfOptions = {},
): Promise<FileLines & { readonly unreadPages: readonly number[] }> {
  signal?.throwIfAborted();
  return withPdf(bytes, async (file) => {
    const read: PdfPage[] = [];
    for (let number = 1; number <= file.pages; number++) {
      signal?.throwIfAborted();
      const page = pageOf(file, number);
      read.push(page.unread && scanner ? await scanned(file, page, scanner, signal) : page);
      onPage?.(number, file.pages);
    }
    return linesOf(read, Boolean(scanner));
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
  if (found.unread === 'damaged') return found;
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

function linesOf(
  read: readonly PdfPage[],
  canScan: boolean,
): FileLines & { readonly unreadPages: readonly number[] } {
  const { lines, setAside } = layoutLines(read.map(({ page }) => page));
  if (lines.length === 0) throw new UnreadableReport(reasonOf(read, canScan));
  const aside = read.flatMap(({ hidden, slanted }) => [...hidden, ...slanted]);
  const doubted = lines.map((line) =>
    line.origins?.some(({ isScanned }) => isScanned === true) ? withLooks(line) : line,
  );
  return {
    lines: doubted,
    setAside: [...setAside, ...new Set(aside.map(foldRadicals))],
    given: {},
    notes: notesOf(read, doubted, canScan),
    unreadPages: pagesWith(read, ({ unread }) => unread !== undefined),
  };
}
