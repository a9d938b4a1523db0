import type { Line } from '../../lines.ts';
import type { FileLines } from '../file-lines.ts';
import { layoutLines } from '../layout/lines.ts';
import { UnreadableReport } from '../reader.ts';
import { withScanDoubts } from '../scan/doubts.ts';
import type { PageOptions } from '../scan/progress.ts';
import { type OfdDocument, readDocuments } from './document.ts';
import { createPageNotes, type PageNotes } from './notes.ts';
import { openPackage } from './package.ts';
import { readPages } from './pages.ts';
import { withScans } from './scans.ts';

/**
 * The text of an OFD file (GB/T 33190), page by page: what is printed, without stamps, annotations and watermarks.
 * @throws UnreadableReport where the file is damaged, encrypted, no OFD file, or has no text at all; the signal's reason.
 */
export async function readOfd(bytes: Uint8Array, options: PageOptions = {}): Promise<FileLines> {
  options.signal?.throwIfAborted();
  const file = openPackage(bytes);
  const documents = readDocuments(file);
  const told = createPageNotes();
  const found = readPages(file, documents, told, options.signal);
  const pages = await withScans(file, found, told, options);
  const { lines, setAside } = layoutLines(pages);
  if (lines.length === 0) throw new UnreadableReport(reasonOf(told, Boolean(options.scanner)));
  const title = titleIn(documents, lines);
  const doubted = withScanDoubts(lines);
  return {
    lines: doubted,
    setAside,
    given: title === undefined ? {} : { title },
    notes: [...told.notes(), ...doubtsOf(doubted), ...documents.flatMap(notesOf)],
  };
}

/** The title that DocInfo gives, if it stands in the text: programs keep those of files that were written over. */
function titleIn(documents: readonly OfdDocument[], lines: readonly Line[]): string | undefined {
  const title = documents.length === 1 ? documents[0]?.title : undefined;
  if (title === undefined) return undefined;
  const words = lines.slice(0, FIRST_LINES).map(({ text }) => text);
  return bare(words.join('')).includes(bare(title)) ? title : undefined;
}

/** A title stands among these. */
const FIRST_LINES = 20;

function bare(text: string): string {
  return text.replaceAll(/\s/gu, '');
}

function doubtsOf(lines: readonly Line[]): string[] {
  const doubts = lines.reduce((sum, line) => sum + (line.doubts?.length ?? 0), 0);
  return doubts === 0 ? [] : [`有 ${doubts} 处没有把握，不会引用，请对照原件`];
}

function notesOf({ attachments, isDamaged }: OfdDocument): string[] {
  const shown = attachments.slice(0, MOST_NAMES).map((name) => `“${name.slice(0, LONGEST_NAME)}”`);
  const more = attachments.length > MOST_NAMES ? `等${attachments.length}个` : '';
  return [
    ...(shown.length > 0 ? [`附件${shown.join('、')}${more}没有读，请另存出来放进文件夹`] : []),
    ...(isDamaged ? ['文件的一部分已经损坏，没有读，请核对原件'] : []),
  ];
}

const MOST_NAMES = 10;
const LONGEST_NAME = 60;

/** Why a file has no lines. */
function reasonOf(told: PageNotes, isScanned: boolean): string {
  if (told.pagesOf('jbig2').length > 0) return '这是扫描件，图片是 JBIG2 格式，读不了，请改放带文字的文件';
  if (told.pagesOf('outlined').length > 0) return '文字都画成了线条，没有可读的文字，请改放带文字的文件';
  if (told.pagesOf('garbled').length > 0) return '文字是乱码，请改放带文字的文件';
  if (told.pagesOf('unread').length > 0)
    return isScanned
      ? '这是扫描件，没有认出文字'
      : '这是扫描件，没有可读的文字，要装上并打开文字识别才读得了（见 README）';
  if (told.pagesOf('damaged').length > 0) return '各页都已经损坏，请重新下载或者重新保存一份';
  return '里面没有文字';
}
