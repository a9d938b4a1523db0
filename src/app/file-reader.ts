import { Worker } from 'node:worker_threads';
import type { Scanner } from '../core/ports/scanner.ts';
import type { FileLines } from '../corpus/read/file-lines.ts';
import type { OfficeFormat } from '../corpus/read/office.ts';
import { createOfficeFiles } from '../corpus/read/read-office.ts';
import { UnreadableReport } from '../corpus/read/reader.ts';
import { hasScanner } from '../engines/scanner/installed.ts';
import { reasonOf } from '../errors.ts';
import { createDocConverter } from './libre-office.ts';

/*
 * The child process of `createOfficeFilesApart`: reads one file of an office program after the other. What a file does to a reader (a
 * crash, no end, no memory left) it does to this process, which is then killed. It exits when its parent is gone.
 */

export interface FileReaderSettings {
  /** Whether pictures of text are read, where the models for it are installed. */
  readonly ocr: boolean;
  /** The LibreOffice program; null: .doc files of before Word 97 are not read. */
  readonly libreOffice: string | null;
  /** For files between; the parent removes it. */
  readonly folder: string;
}

export type FileRequest =
  | { readonly settings: FileReaderSettings }
  | { readonly format: OfficeFormat; readonly bytes: Uint8Array };

export type FileReply =
  | { readonly lines: FileLines }
  /** Told of the file. */
  | { readonly refused: string }
  | { readonly fault: string }
  | { readonly page: number; readonly pages: number };

let files: ReturnType<typeof createOfficeFiles> | undefined;

process.on('message', (request: FileRequest) => {
  if ('settings' in request) {
    const { ocr, libreOffice, folder } = request.settings;
    new Worker(WATCH, { eval: true, workerData: { folder } }).unref();
    files = createOfficeFiles({
      scanner: ocr && hasScanner() ? lateScanner() : null,
      ...(libreOffice === null ? {} : { toDocx: createDocConverter(libreOffice, folder) }),
    });
    return;
  }
  read(request.format, request.bytes).then((reply) => process.send?.(reply));
});

/**
 * Ends this process with everything that it started (its group is its own) once its parent is gone, and removes its folder. On a
 * thread of its own, for a file may hold this one for ever.
 */
const WATCH = `const { rmSync } = require('node:fs');
const { workerData } = require('node:worker_threads');
const parent = process.ppid;
setInterval(() => {
  if (process.ppid === parent) return;
  rmSync(workerData.folder, { recursive: true, force: true });
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    process.kill(process.pid, 'SIGKILL');
  }
}, 500);`;

/** A scanner whose models and libraries are loaded with the first picture: most files have none. */
function lateScanner(): Scanner {
  let opening: Promise<Scanner> | undefined;
  const open = async (): Promise<Scanner> => {
    const { openScanner } = await import('../engines/scanner/scanner.ts');
    const opened = openScanner();
    if (opened === null) throw new Error('the models of the scanner are gone');
    return opened;
  };
  return {
    async scan(image, signal) {
      opening ??= open();
      return (await opening).scan(image, signal);
    },
    async close() {
      await (await opening)?.close();
    },
  };
}

async function read(format: OfficeFormat, bytes: Uint8Array): Promise<FileReply> {
  try {
    if (files === undefined) throw new Error('no settings came before the first file');
    const onPage = (page: number, pages: number) => void process.send?.({ page, pages });
    return { lines: await files.read(format, bytes, { onPage }) };
  } catch (error) {
    return error instanceof UnreadableReport ? { refused: error.reason } : { fault: reasonOf(error) };
  }
}
