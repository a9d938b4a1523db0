import { type CleanOptions, cleanLines } from '../clean.ts';
import { looksLikeText } from './decode.ts';
import type { OfficeFiles, OfficeFormat } from './office.ts';
import type { ReportReader } from './reader.ts';
import { looksLikeDoc } from './sniff/doc.ts';
import { looksLikeDocx } from './sniff/docx.ts';
import { looksLikeHtml } from './sniff/html.ts';
import { looksLikeOfd, looksLikePdf, looksLikePicture, looksLikeWorkbook } from './sniff/others.ts';
import { looksLikeRtf } from './sniff/rtf.ts';
import { createTextReader } from './text.ts';

export interface ReaderOptions extends CleanOptions {
  /** What reads files of office programs; they are refused where there is none. */
  readonly office?: OfficeFiles | undefined;
}

/** Why a file of a folder is not read, by its ending; in Chinese. */
export function unreadable(path: string): string {
  return /\.jsonl$/iu.test(path)
    ? '文件夹里的 .jsonl 不读，请把 CORPUS_DIR 直接设为这个 .jsonl 文件'
    : `不认识这种格式，可以读的是 ${KNOWN}`;
}

const KNOWN = 'txt、md、docx、doc、rtf、pdf、ofd、xlsx、xls、csv、html 和图片（jpg、png、tif）';

/** The formats of office programs: the endings of their files, and how such a file begins. */
const FORMATS: readonly {
  readonly format: OfficeFormat;
  readonly endings: readonly string[];
  readonly sniff: (head: Uint8Array) => boolean;
}[] = [
  { format: 'pdf', endings: ['pdf'], sniff: looksLikePdf },
  { format: 'ofd', endings: ['ofd'], sniff: looksLikeOfd },
  { format: 'docx', endings: ['docx', 'docm', 'dotx'], sniff: looksLikeDocx },
  { format: 'doc', endings: ['doc', 'wps', 'dot'], sniff: looksLikeDoc },
  { format: 'workbook', endings: ['xlsx', 'xlsm', 'xls', 'et'], sniff: looksLikeWorkbook },
  { format: 'rtf', endings: ['rtf'], sniff: looksLikeRtf },
  { format: 'html', endings: ['html', 'htm', 'shtml', 'xhtml', 'mht', 'mhtml'], sniff: looksLikeHtml },
  {
    format: 'picture',
    endings: ['jpg', 'jpeg', 'png', 'tif', 'tiff', 'bmp', 'webp'],
    sniff: looksLikePicture,
  },
];

/** Text is of one of these by its ending alone. */
const TEXT_FORMATS: typeof FORMATS = [{ format: 'csv', endings: ['csv', 'tsv'], sniff: looksLikeText }];

/** A reader for each format. Where several know a file by its beginning, the first one is meant: what is any text comes last. */
export function createReaders(options: ReaderOptions): readonly ReportReader[] {
  const { office } = options;
  const texts = [createTextReader(options), markdownReader(options)];
  if (office === undefined) return texts;
  const of = (formats: typeof FORMATS) => formats.map((format) => officeReader(format, office, options));
  return [...of(FORMATS), ...texts, ...of(TEXT_FORMATS)];
}

/** Whether files of this ending are read at all, whatever they hold. */
export function isReadable(path: string, readers: readonly ReportReader[]): boolean {
  return byEnding(path, readers) !== undefined;
}

/** Whether files of this ending are plain text, or text with marks. */
export function isText(path: string): boolean {
  return /\.(?:txt|text|md|markdown)$/iu.test(path);
}

/** Its libraries are loaded with the first such file. */
function markdownReader(options: CleanOptions): ReportReader {
  return {
    endings: ['md', 'markdown'],
    sniff: looksLikeText,
    async read(bytes, signal) {
      const { readMarkdown } = await import('./markdown.ts');
      signal?.throwIfAborted();
      return readMarkdown(bytes, options);
    },
  };
}

/** A reader that has its bytes read by `office`, and cleans the lines. */
function officeReader(
  { format, endings, sniff }: (typeof FORMATS)[number],
  office: OfficeFiles,
  options: CleanOptions,
): ReportReader {
  return {
    endings,
    sniff,
    async read(bytes, signal, onPage) {
      const { lines, setAside, given, notes } = await office.read(format, bytes, { signal, onPage });
      const cleaned = cleanLines(lines, options, { wrapped: false });
      return {
        ...cleaned,
        setAside: [...setAside, ...cleaned.setAside],
        given,
        rawLines: lines.map(({ text }) => text),
        notes,
      };
    },
  };
}

/**
 * The reader of a file: the one of its ending, unless its content is plainly of another format.
 * @param head its first bytes.
 */
export function readerFor(
  path: string,
  head: Uint8Array,
  readers: readonly ReportReader[],
): ReportReader | undefined {
  const named = byEnding(path, readers);
  // A page looks like text as well; Markdown may begin as one does.
  const isPage = /\.(?:txt|text|csv|tsv)$/iu.test(path) && looksLikeHtml(head);
  if (named === undefined || (named.sniff(head) && !isPage)) return named;
  return readers.find((reader) => reader.sniff(head)) ?? named;
}

function byEnding(path: string, readers: readonly ReportReader[]): ReportReader | undefined {
  const ending = /\.([^./]+)$/u.exec(path)?.[1]?.toLowerCase();
  return ending === undefined ? undefined : readers.find(({ endings }) => endings.includes(ending));
}
