import { firstDate } from '../../dates.ts';
import type { Line } from '../../lines.ts';
import { defined } from '../../papers/detected.ts';
import type { FileLines } from '../file-lines.ts';
import { UnreadableReport } from '../reader.ts';
import { articleOf } from './article.ts';
import { part, withAttachments, withoutFoot, withTitle } from './edges.ts';
import { boxOf, type Ended, endedBy, type Label, metaLabels, tellingLabels } from './labels.ts';
import { measure } from './measure.ts';
import { decodePage } from './page/charset.ts';
import { looksLikeMime, readMime } from './page/mime.ts';
import { type Page, readPage } from './page/page.ts';
import { revealed } from './page/revealed.ts';
import { titleOf } from './title.ts';
import { walk } from './walk.ts';

/**
 * The report that a web page shows, without what surrounds it: its labels first (发文字号：…), then its title, its text and the
 * names of the files that it offers. Of several pages in one file the one with most text counts. Linear in the bytes.
 * @throws UnreadableReport where it shows no text: a frame, a page that a script fills, pictures alone.
 */
export async function readHtml(bytes: Uint8Array): Promise<FileLines> {
  const read = pagesOf(bytes).map((page) => ({ page, lines: linesOf(page) }));
  const best = read.reduce<(typeof read)[number] | undefined>(
    (most, one) => (most === undefined || sizeOf(one.lines) > sizeOf(most.lines) ? one : most),
    undefined,
  );
  if (best === undefined) throw new UnreadableReport('文件里没有网页，请在浏览器里重新保存这个网页');
  if (best.lines.lines.length === 0) throw new UnreadableReport(reasonOf(best.page, best.lines.pictures));
  const { pictures: _, ...lines } = best.lines;
  return lines;
}

function sizeOf({ lines }: FileLines): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0);
}

function pagesOf(bytes: Uint8Array): Page[] {
  if (!looksLikeMime(bytes.subarray(0, 4096))) return [readPage(decodePage(bytes))];
  const parts = readMime(bytes);
  const sheets = parts
    .filter(({ type }) => type === 'text/css')
    .map((part) => new TextDecoder().decode(part.bytes));
  return parts
    .filter(({ type, bytes: { length } }) => /html/u.test(type) && length > 0)
    .map((part) => readPage(decodePage(part.bytes, part.charset), sheets));
}

function reasonOf({ frames, hasScripts }: Page, pictures: number): string {
  if (frames > 0)
    return '这个网页由框架组成，正文不在这个文件里：请在浏览器里单独打开正文所在的框架，再另存为网页或者 PDF';
  if (pictures > 0) return '这个网页里只有图片，没有文字：请把图片里的文字整理成文档';
  if (hasScripts)
    return '这个网页的文字要在浏览器里才显示，文件里没有：请在浏览器里打开，等文字出来以后另存为“网页，单个文件”（.mhtml）或者打印成 PDF';
  return '这个网页里没有文字';
}

function linesOf(page: Page): FileLines & { readonly pictures: number } {
  const { page: root, hidden } = revealed(page.root);
  const box = boxOf(root, measure(root));
  const { entries, aside, pictures } = walk(articleOf(root, box?.element));
  const parted = part(entries);
  const { kept, foot } = withoutFoot(parted.report);
  const labels = [...(box?.labels ?? []), ...parted.labels];
  const told = labels.find(({ kind, value }) => kind === 'title' && value !== '')?.value;
  const telling = tellingLabels([...labels, ...metaLabels(page.meta)]);
  const { title, lines: body } = withTitle(
    withAttachments(kept, parted.outside),
    titleOf(page, root, told) ?? headingOf(kept[0]?.line),
  );
  const lines = (kept.length === 0 ? [] : [...telling.map(lineOf), ...body]).map(withDoubts);
  const written = telling.find(({ kind }) => kind === 'written')?.value;
  const ended = endedBy(telling);
  return {
    lines,
    setAside: [...aside, ...parted.aside, ...foot],
    given: defined({
      title,
      issuedOn: written === undefined ? undefined : firstDate(written),
      isAbolished: ended?.isWhole ? (true as const) : undefined,
    }),
    notes: notesOf({ lines, ended, hidden, pictures }),
    pictures,
  };
}

function headingOf(line: Line | undefined): string | undefined {
  return line?.form?.kind === 'heading' && line.form.level === 1 ? line.text : undefined;
}

function lineOf({ name, value }: Label): Line {
  return { text: `${name}：${value}`, indent: 0, gap: 0 };
}

/** A character that the file has lost. */
const LOST = /\ufffd+/gu;

function withDoubts(line: Line): Line {
  if (!line.text.includes('\ufffd')) return line;
  const doubts = [...line.text.matchAll(LOST)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  return { ...line, doubts: [...(line.doubts ?? []), ...doubts].sort((a, b) => a.start - b.start) };
}

interface Told {
  readonly lines: readonly Line[];
  readonly ended: Ended | undefined;
  readonly hidden: number;
  readonly pictures: number;
}

/** So many characters that are not shown are worth a word. */
const MUCH_HIDDEN = 200;
/** A report of fewer characters than this may stand in its pictures. */
const FEW_WORDS = 300;

function endedNote({ label: { name, value }, isWhole }: Ended): string {
  return `网页上标明“${name}：${value}”，${isWhole ? '按已经废止处理，请核对' : '请核对还能不能用'}`;
}

function notesOf({ lines, ended, hidden, pictures }: Told): string[] {
  const size = lines.reduce((sum, { text }) => sum + text.length, 0);
  const lost = lines.reduce((sum, { text }) => sum + [...text.matchAll(LOST)].length, 0);
  return [
    ...(ended === undefined ? [] : [endedNote(ended)]),
    ...(lost === 0 ? [] : [`有 ${lost} 处文字已经损坏，请重新下载这个网页`]),
    ...(hidden < MUCH_HIDDEN ? [] : [`网页里约有 ${hidden} 字没有显示出来，这些没有读`]),
    ...(pictures === 0 || size >= FEW_WORDS ? [] : [`网页里有 ${pictures} 张图片，图片里的文字没有读`]),
  ];
}
