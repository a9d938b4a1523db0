import type { Scan, Scanner } from '../../../core/ports/scanner.ts';
import type { FileLines } from '../file-lines.ts';
import { layoutLines } from '../layout/lines.ts';
import type { OnPage } from '../office.ts';
import { UnreadableReport } from '../reader.ts';
import { notesOfScan, withLooks } from './doubts.ts';
import { type ReadScan, readScan } from './page.ts';

/** Nobody sends so many pages as pictures in one file. */
const MOST_PAGES = 300;

/**
 * The lines of a picture of text, and of each page of a TIFF.
 * @param onPage told of each page.
 * @throws UnreadableReport where it is damaged, or shows no text; the signal's reason.
 */
export async function readPicture(
  bytes: Uint8Array,
  scanner: Scanner,
  signal?: AbortSignal,
  onPage?: OnPage,
): Promise<FileLines> {
  const first = await scanPage(bytes, scanner, 1, signal);
  if (first.pages > MOST_PAGES) throw new UnreadableReport(`图片超过 ${MOST_PAGES} 页，请分成几个文件`);
  const read: ReadScan[] = [readScan(first, { number: 1 })];
  onPage?.(1, first.pages);
  for (let number = 2; number <= first.pages; number++) {
    read.push(readScan(await scanPage(bytes, scanner, number, signal), { number }));
    onPage?.(number, first.pages);
  }
  const { lines, setAside } = layoutLines(read.map(({ page }) => page));
  if (lines.length === 0)
    throw new UnreadableReport('图片里没有认出文字；如果是文件的照片，请重新拍得清楚一些，或者放原来的文件');
  const unread = read.flatMap((page) => page.unread);
  const doubted = lines.map(withLooks);
  return {
    lines: doubted,
    setAside: [...setAside, ...unread],
    given: {},
    notes: notesOfScan(doubted, unread.length),
  };
}

async function scanPage(
  bytes: Uint8Array,
  scanner: Scanner,
  page: number,
  signal: AbortSignal | undefined,
): Promise<Scan> {
  const scan = await scanner.scan({ bytes, page }, signal);
  if (scan === undefined) throw new UnreadableReport('图片打不开或者已经损坏，请重新保存一份');
  return scan;
}
