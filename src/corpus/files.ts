import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { reasonOf } from '../errors.ts';
import { isText } from './read/readers.ts';
import { SOURCES_FILE } from './sources.ts';
import { SYNONYMS_FILE } from './words/synonyms.ts';

export interface RefusedFile {
  readonly path: string;
  readonly reason: string;
}

/** What a folder says of its reports, and of its words. */
const NOT_REPORTS: ReadonlySet<string> = new Set([SOURCES_FILE, SYNONYMS_FILE]);
/** What office programs and file managers leave beside the files. */
const LEFT_BEHIND = /^(?:~\$.*|thumbs\.db|desktop\.ini)$/iu;

/** The files of a folder that may be reports, in order of their paths with `/`, and those that may not be read at all. */
export async function listFiles(
  root: string,
): Promise<{ readonly paths: readonly string[]; readonly refused: readonly RefusedFile[] }> {
  const paths: string[] = [];
  const refused: RefusedFile[] = [];
  const realRoot = await realpath(root);
  const list = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (NOT_REPORTS.has(path) || isPassedOver(entry.name)) continue;
      if (entry.isDirectory()) await list(path);
      else if (entry.isFile()) paths.push(path);
      else if (entry.isSymbolicLink()) {
        const fault = await linkFault(join(root, path), realRoot);
        if (fault === undefined) paths.push(path);
        else refused.push({ path, reason: fault });
      } else refused.push({ path, reason: '不是普通文件' });
    }
  };
  await list('');
  paths.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return { paths, refused };
}

function isPassedOver(name: string): boolean {
  return name.startsWith('.') || LEFT_BEHIND.test(name) || /^readme(\.|$)/iu.test(name);
}

async function linkFault(path: string, realRoot: string): Promise<string | undefined> {
  try {
    const target = await realpath(path);
    const inside = relative(realRoot, target);
    if (inside === '..' || inside.startsWith(`..${sep}`)) {
      return '这个链接指向资料文件夹外面，请把文件本身放进来';
    }
    return (await stat(target)).isFile() ? undefined : '这个链接指向一个文件夹，请把文件夹本身放进来';
  } catch {
    return '这个链接指向的文件不存在，请把文件本身放进来';
  }
}

/** Bytes of a file of text, and of one of an office program, which may hold pictures. */
const MAX_FILE = 20 * 1024 * 1024;
const MAX_OFFICE_FILE = 100 * 1024 * 1024;

/** The most bytes that are read of a file by its ending. */
export function limitOf(path: string): number {
  return isText(path) ? MAX_FILE : MAX_OFFICE_FILE;
}

export type FileBytes = { readonly content: Buffer } | { readonly refused: string };

/** A file whole, unless it is larger than `limit` (bytes). */
export async function readBytes(path: string, limit: number): Promise<FileBytes> {
  try {
    const { size } = await stat(path);
    if (size > limit) {
      return { refused: `文件太大：${size} 字节，最多 ${limit} 字节，请拆成几个文件` };
    }
    return { content: await readFile(path) };
  } catch (error) {
    return { refused: `读不了：${reasonOf(error)}` };
  }
}

/** So many files are read at once, and so many wait to be taken, each no larger than that (bytes). */
const AT_ONCE = 8;
const FILES_AHEAD = 256;
const AHEAD_LIMIT = 256 * 1024;

/**
 * Reads files of a folder in the order given, small ones while whoever takes them is at work on those before.
 * @param limitOf the most bytes of a file.
 */
export async function* filesInTurn(
  root: string,
  paths: readonly string[],
  limitOf: (path: string) => number,
): AsyncGenerator<FileBytes> {
  const lanes: Promise<unknown>[] = Array(AT_ONCE).fill(Promise.resolve());
  const ahead: Promise<FileBytes>[] = [];
  let next = 0;
  const readNext = (path: string): void => {
    const lane = next++ % AT_ONCE;
    const reading = Promise.resolve(lanes[lane]).then(() =>
      readBytes(join(root, path), Math.min(AHEAD_LIMIT, limitOf(path))),
    );
    lanes[lane] = reading;
    ahead.push(reading);
  };
  for (const path of paths) {
    for (const one of paths.slice(next, next + FILES_AHEAD - ahead.length)) readNext(one);
    const early = await ahead.shift();
    // What is too large to wait, or could not be read, is read in its turn.
    yield early !== undefined && 'content' in early
      ? early
      : await readBytes(join(root, path), limitOf(path));
  }
}
