import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { link, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import { AppError, reasonOf } from '../../errors.ts';

/** What the index needs of a disk; every failure is a rejection with Node's `code` (`ENOENT`, `ENOSPC` …). */
export interface FileSystem {
  read(path: string): Promise<Buffer>;
  /** Opens a file to be read in parts, whatever its name becomes. One that nobody closes is, once nothing refers to it. */
  open(path: string): Promise<OpenFile>;
  /** Creates the file or replaces what it held; not yet safe from a power cut, see `sync`. */
  write(path: string, bytes: Uint8Array | string): Promise<void>;
  /** Returns once a file's bytes, or a folder's names, are on the disk. */
  sync(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** A second name for a file; rejects with `EEXIST` when the name is taken, which makes it a lock's primitive. */
  link(existing: string, path: string): Promise<void>;
  list(folder: string): Promise<string[]>;
  makeFolder(path: string): Promise<void>;
  /** Removes a file or a whole folder; one that is not there is no error. */
  remove(path: string): Promise<void>;
}

export interface OpenFile {
  readonly bytes: number;
  /** Fills `into` with what stands from `position` on. @throws where the file ends before, or cannot be read. */
  read(position: number, into: Uint8Array): void;
  /** Nothing more is read of it. */
  close(): void;
}

export const nodeFileSystem: FileSystem = {
  read: (path) => readFile(path),
  // Windows renames no folder in which a file is open.
  open: async (path) => (process.platform === 'win32' ? fileOf(await readFile(path)) : openFile(path)),
  write: (path, bytes) => writeFile(path, bytes),
  async sync(path) {
    // Windows neither opens a folder nor flushes through a handle that may only read.
    if (process.platform === 'win32') return;
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  rename,
  link,
  list: (folder) => readdir(folder),
  async makeFolder(path) {
    await mkdir(path, { recursive: true });
  },
  remove: (path) => rm(path, { recursive: true, force: true }),
};

const forgotten = new FinalizationRegistry<number>((descriptor) => closeSync(descriptor));

function openFile(path: string): OpenFile {
  const descriptor = openSync(path, 'r');
  const { size: bytes } = fstatSync(descriptor);
  const file: OpenFile = {
    bytes,
    read(position, into) {
      for (let at = 0; at < into.length; ) {
        const read = readSync(descriptor, into, at, into.length - at, position + at);
        if (read === 0) throw new RangeError(`${path} ends before its byte ${position + into.length}`);
        at += read;
      }
    },
    close() {
      if (forgotten.unregister(file)) closeSync(descriptor);
    },
  };
  forgotten.register(file, descriptor, file);
  return file;
}

/** Bytes in memory as a file. */
export function fileOf(held: Uint8Array): OpenFile {
  return {
    bytes: held.length,
    read(position, into) {
      if (position + into.length > held.length) throw new RangeError('the file ends before');
      into.set(held.subarray(position, position + into.length));
    },
    close: () => undefined,
  };
}

/**
 * The same disk, whose failures are AppError `index-write`; only "not there" of `read` and "taken" of `link` stay as
 * they are, being answers.
 */
export function reportingFailures(fs: FileSystem, indexDir: string): FileSystem {
  const reported =
    <A extends unknown[], R>(work: (...args: A) => Promise<R>, answer?: string) =>
    async (...args: A): Promise<R> => {
      try {
        return await work(...args);
      } catch (error) {
        if (answer !== undefined && codeOf(error) === answer) throw error;
        throw new AppError('index-write', { path: indexDir, details: reasonOf(error) }, error);
      }
    };
  return {
    read: reported(fs.read, 'ENOENT'),
    open: reported(fs.open, 'ENOENT'),
    write: reported(fs.write),
    sync: reported(fs.sync),
    rename: reported(fs.rename),
    link: reported(fs.link, 'EEXIST'),
    list: reported(fs.list),
    makeFolder: reported(fs.makeFolder),
    remove: reported(fs.remove),
  };
}

export async function writeSynced(fs: FileSystem, path: string, bytes: Uint8Array | string): Promise<void> {
  await fs.write(path, bytes);
  await fs.sync(path);
}

/** Bytes of a file that are hashed between two turns of the event loop. */
const HASHED_A_TURN = 1 << 20;

/** The hash of a file that is not held in memory, hex. */
export async function sha256OfFile(file: OpenFile): Promise<string> {
  const hash = createHash('sha256');
  const part = new Uint8Array(Math.min(HASHED_A_TURN, file.bytes));
  for (let at = 0; at < file.bytes; at += part.length) {
    const next = part.subarray(0, Math.min(part.length, file.bytes - at));
    file.read(at, next);
    hash.update(next);
    await breathe();
  }
  return hash.digest('hex');
}

/** Lines that are made and hashed between two turns of the event loop. */
const LINES_A_TURN = 256;

/** The hash of lines as a file would hold them, hex. */
export async function sha256OfLines(lines: Iterable<string>): Promise<string> {
  const hash = createHash('sha256');
  let nth = 0;
  for (const line of lines) {
    hash.update(line);
    if (++nth % LINES_A_TURN === 0) await breathe();
  }
  return hash.digest('hex');
}

/** Hex, 64 digits. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Node's code of a failed call (`ENOENT` …), undefined for anything else that was thrown. */
export function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : undefined;
}
