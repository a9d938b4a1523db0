import { createHash } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { AppError, reasonOf } from '../../errors.ts';

/** What the index needs of a disk; every failure is a rejection with Node's `code` (`ENOENT`, `ENOSPC` …). */
export interface FileSystem {
  read(path: string): Promise<Buffer>;
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

export const nodeFileSystem: FileSystem = {
  read: (path) => readFile(path),
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
