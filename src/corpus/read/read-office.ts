import type { Scanner } from '../../core/ports/scanner.ts';
import type { FileLines } from './file-lines.ts';
import { maskLines } from './masked.ts';
import type { OfficeFiles, OfficeFormat, OnPage } from './office.ts';
import { UnreadableReport } from './reader.ts';

export interface OfficeParts {
  /** Reads pictures of text; null: pictures are not read. */
  readonly scanner: Scanner | null;
  /** A .doc that is not read here, of Word before 97 or damaged, as a .docx; undefined where that cannot be had. */
  readonly toDocx?: (doc: Uint8Array) => Promise<Uint8Array | undefined>;
}

/** Reads files of office programs in this very process. A format's reader is loaded with its first file. */
export function createOfficeFiles(parts: OfficeParts): OfficeFiles {
  return {
    async read(format, bytes, { signal, onPage } = {}) {
      signal?.throwIfAborted();
      const read = await readLines(format, bytes, { ...parts, signal, onPage });
      if (charactersOf(read) > MOST_CHARACTERS)
        throw new UnreadableReport(`里面的文字超过 ${MOST_CHARACTERS / 10_000} 万字，请拆成几个文件`);
      return maskLines(read);
    },
  };
}

/** A long book has a million; a small file may say one text a thousand times. */
const MOST_CHARACTERS = 4_000_000;

function charactersOf({ lines, setAside, notes }: FileLines): number {
  const texts = [...lines.map(({ text }) => text), ...setAside, ...notes];
  return texts.reduce((sum, { length }) => sum + length, 0);
}

interface Reading extends OfficeParts {
  readonly signal: AbortSignal | undefined;
  readonly onPage: OnPage | undefined;
}

async function readLines(format: OfficeFormat, bytes: Uint8Array, reading: Reading): Promise<FileLines> {
  const { scanner, toDocx, signal, onPage } = reading;
  switch (format) {
    case 'pdf':
      return (await import('./pdf/pdf.ts')).readPdf(bytes, { scanner, signal, onPage });
    case 'ofd':
      return (await import('./ofd/ofd.ts')).readOfd(bytes, { scanner, signal, onPage });
    case 'picture':
      if (scanner === null) throw new UnreadableReport(NO_SCANNER);
      return (await import('./scan/picture.ts')).readPicture(bytes, scanner, signal, onPage);
    case 'docx':
      return (await import('./docx/docx.ts')).readDocx(bytes);
    case 'doc':
      return (await import('./doc/doc.ts')).readDoc(bytes).catch(async (error: unknown) => {
        // Of Word before 97, damaged, or only called so.
        const docx = error instanceof UnreadableReport ? await toDocx?.(bytes) : undefined;
        if (docx === undefined) throw error;
        return (await import('./docx/docx.ts')).readDocx(docx);
      });
    case 'rtf':
      return (await import('./rtf/rtf.ts')).readRtf(bytes);
    case 'workbook':
      return (await import('./sheets/workbook.ts')).readWorkbook(bytes);
    case 'csv':
      return (await import('./sheets/csv.ts')).readCsv(bytes);
    case 'html':
      return (await import('./html/html.ts')).readHtml(bytes);
  }
}

const NO_SCANNER = '这是图片，要装上并打开文字识别才读得了（见 README），或者请改放带文字的文件';
