import { papers, stretches } from '../../../wording/papers.ts';
import type { Line } from '../../lines.ts';
import type { PdfPage } from './page.ts';

/** What is told of a page apart from what is said on it. */
export interface PageNotes extends Omit<PdfPage, 'page'> {
  /** From 1. */
  readonly number: number;
}

function pagesWith(read: readonly PageNotes[], holds: (page: PageNotes) => boolean): number[] {
  return read.filter(holds).map(({ number }) => number);
}

/** Why a file has no lines. */
export function reasonOf(read: readonly PageNotes[], canScan: boolean): string {
  const of = (unread: PdfPage['unread']) => pagesWith(read, (page) => page.unread === unread).length;
  if (of('font') > 0)
    return '里面的字体没有文字对照，复制出来是乱码，读不了：请改放原来的 Word 文件，或者另外导出一份';
  if (of('picture') > 0)
    return canScan
      ? '这份 PDF 是扫描件，图片上认不出文字：请换一份清楚的，或者改放原来的 Word 文件'
      : '这份 PDF 是扫描件，只有图片没有文字：请改放原来的 Word 文件，或者装上并打开文字识别再读';
  return of('damaged') > 0 ? '各页都已经损坏，请重新下载或者重新导出一份' : '里面没有文字';
}

/** What is told of pages that were not read whole. */
export function notesOf(read: readonly PageNotes[], lines: readonly Line[], canScan: boolean): string[] {
  const notes: string[] = [];
  const doubts = lines.reduce((sum, line) => sum + (line.doubts?.length ?? 0), 0);
  const tell = (pages: readonly number[], note: (pages: string) => string) => {
    if (pages.length > 0) notes.push(note(`第${stretches(pages)}页`));
  };
  tell(
    pagesWith(read, ({ unread }) => unread === 'picture'),
    (pages) =>
      canScan
        ? `${pages}是图片，认不出文字，没有读`
        : `${pages}是图片，没有读：要装上并打开文字识别，或者改放带文字的文件`,
  );
  tell(
    pagesWith(read, ({ unread }) => unread === 'font'),
    (pages) => `${pages}的字体没有文字对照，复制出来是乱码，没有读：请改放原来的 Word 文件`,
  );
  tell(
    pagesWith(read, ({ unread }) => unread === 'damaged'),
    (pages) => `${pages}已经损坏，没有读`,
  );
  tell(
    pagesWith(read, ({ isRecognised }) => isRecognised),
    (pages) =>
      `${pages}是扫描件，文字由机器识别${doubts > 0 ? `；有 ${doubts} 处没有把握，不会引用，请对照原件` : ''}`,
  );
  tell(
    pagesWith(read, ({ hidden }) => hidden.length > 0),
    (pages) => papers.unseen(['white', 'outside', 'layer'], { pages }),
  );
  tell(
    pagesWith(read, ({ slanted }) => slanted.length > 0),
    (pages) => `${pages}有斜放的文字（多半是水印），没有读`,
  );
  return notes;
}
