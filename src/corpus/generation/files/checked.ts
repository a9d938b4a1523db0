import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { VectorRows } from '../../../core/ports.ts';
import { reasonOf } from '../../../errors.ts';
import type { z } from '../../../forms.ts';
import { type FileSystem, type OpenFile, sha256, sha256OfFile } from '../file-system.ts';
import type { FileName, Manifest } from '../form.ts';
import { damaged, fitting, parsed, reading } from '../manifest.ts';

/** Lines between two turns of the event loop: a reload in a serving process must not hold up its answers. */
const LINES_A_TURN = 256;
const NEWLINE = 0x0a;

/** Size and SHA-256 of a file. */
export type Filed = Manifest['files'][FileName];

/** The size and hash of bytes, as those of the file that will hold them. */
export function filedAs(bytes: Buffer): Filed {
  return { sha256: sha256(bytes), bytes: bytes.byteLength };
}

/** The size and hash of the file that has a path. @throws what the disk says. */
export async function filedAt(fs: FileSystem, path: string): Promise<Filed> {
  const file = await fs.open(path);
  try {
    return await filedOf(file);
  } finally {
    file.close();
  }
}

async function filedOf(file: OpenFile): Promise<Filed> {
  return { sha256: await sha256OfFile(file), bytes: file.bytes };
}

/** Vectors that stay in their file. @throws AppError `index-damaged`, also when they are read. */
export function rowsOf(
  folder: string,
  name: FileName,
  file: OpenFile,
  size: number,
  dimensions: number,
): VectorRows {
  const row = dimensions * Float32Array.BYTES_PER_ELEMENT;
  if (file.bytes !== size * row) throw damaged(folder, `${name} 里不是 ${size} 个 ${dimensions} 维的向量`);
  return {
    size,
    dimensions,
    read(first, into) {
      try {
        file.read(first * row, bytesOf(into));
      } catch (error) {
        throw damaged(folder, `${name} 读不了（${reasonOf(error)}）`, error);
      }
    },
  };
}

/** The bytes of vectors, which stay where they are. */
export function bytesOf(vectors: Float32Array): Buffer {
  return Buffer.from(vectors.buffer, vectors.byteOffset, vectors.byteLength);
}

/** Opens a file that holds what the manifest says. @throws AppError `index-damaged` that names it. */
export async function openChecked(
  fs: FileSystem,
  folder: string,
  name: FileName,
  wanted: Filed,
): Promise<OpenFile> {
  const file = await reading(folder, name, fs.open(join(folder, name)));
  try {
    assertFiled(folder, name, await reading(folder, name, filedOf(file)), wanted);
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

/** The bytes of a file that holds what the manifest says. @throws AppError `index-damaged` that names it. */
export async function readChecked(
  fs: FileSystem,
  folder: string,
  name: FileName,
  wanted: Filed,
): Promise<Buffer> {
  const file = await openChecked(fs, folder, name, wanted);
  const whole = async () => wholeOf(file);
  try {
    return await reading(folder, name, whole());
  } finally {
    file.close();
  }
}

/** @throws AppError `index-damaged` that names a file which holds something else than the manifest says. */
export async function checkFile(
  fs: FileSystem,
  folder: string,
  name: FileName,
  wanted: Filed,
): Promise<void> {
  assertFiled(folder, name, await reading(folder, name, filedAt(fs, join(folder, name))), wanted);
}

/** @throws AppError `index-damaged` that names the file. */
export function assertFiled(folder: string, name: FileName, found: Filed, wanted: Filed): void {
  if (found.bytes !== wanted.bytes)
    throw damaged(folder, `${name} 有 ${found.bytes} 字节，应为 ${wanted.bytes} 字节`);
  if (found.sha256 !== wanted.sha256) throw damaged(folder, `${name} 与校验值不符`);
}

/** The lines of a file as values of a form. @throws AppError `index-damaged` that names it. */
export async function parsedLines<T>(
  folder: string,
  name: FileName,
  form: z.ZodType<T>,
  bytes: Buffer,
): Promise<T[]> {
  const values: T[] = [];
  for (let from = 0, to = bytes.indexOf(NEWLINE); to >= 0; from = to + 1, to = bytes.indexOf(NEWLINE, from)) {
    values.push(fitting(folder, name, form, parsed(folder, name, bytes.toString('utf8', from, to))));
    if (values.length % LINES_A_TURN === 0) await breathe();
  }
  return values;
}

function wholeOf(file: OpenFile): Buffer {
  // Of its own: a small one is else a part of a buffer of others, at an offset that need not fit a number's width.
  const bytes = Buffer.allocUnsafeSlow(file.bytes);
  file.read(0, bytes);
  return bytes;
}
