import { type FileSystem, nodeFileSystem } from '../../../src/corpus/generation/file-system.ts';

export type Operation = keyof FileSystem;

/**
 * The real disk, with something done before each call: throw there and the call fails, end the process and it never
 * happened. `nth` counts calls from 1.
 */
export function watchedDisk(before: (nth: number, operation: Operation, path: string) => void): FileSystem {
  let nth = 0;
  const watched =
    <A extends unknown[], R>(operation: Operation, work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      before(++nth, operation, String(args.at(operation === 'rename' || operation === 'link' ? 1 : 0)));
      return work(...args);
    };
  return {
    read: watched('read', nodeFileSystem.read),
    open: watched('open', nodeFileSystem.open),
    write: watched('write', nodeFileSystem.write),
    sync: watched('sync', nodeFileSystem.sync),
    rename: watched('rename', nodeFileSystem.rename),
    link: watched('link', nodeFileSystem.link),
    list: watched('list', nodeFileSystem.list),
    makeFolder: watched('makeFolder', nodeFileSystem.makeFolder),
    remove: watched('remove', nodeFileSystem.remove),
  };
}

/** What Node throws when the kernel refuses a call. */
export function diskError(code: 'EIO' | 'ENOSPC' | 'EMFILE', path: string): Error {
  return Object.assign(new Error(`${code}: refused, '${path}'`), { code });
}
