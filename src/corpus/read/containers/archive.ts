import { unzipSync } from 'fflate';
import { UnreadableReport } from '../reader.ts';

/** What an office file may grow to (bytes) and how many entries it may have; ordinary ones are far below. */
const MOST_BYTES = 200 * 1024 * 1024;
const MOST_ENTRIES = 100_000;

/** The entries of a zip that are wanted, by their paths with `/`, inflated. */
export type Archive = ReadonlyMap<string, Uint8Array>;

/** Whether bytes begin as a zip does. */
export function looksLikeZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;
}

/**
 * Inflates the entries of an archive that are wanted. Sizes are compared before anything is inflated, and nothing
 * inflates beyond the size that the archive states. Paths are names only: nothing is ever written.
 * @throws UnreadableReport where it is no whole archive, is encrypted, or grows beyond 200 MB or 100,000 entries.
 */
export function readArchive(bytes: Uint8Array, isWanted: (path: string) => boolean): Archive {
  let entries = 0;
  let size = 0;
  let found: Record<string, Uint8Array>;
  try {
    found = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        entries++;
        size += originalSize;
        if (entries > MOST_ENTRIES) throw new UnreadableReport(`压缩包里的文件超过 ${MOST_ENTRIES} 个`);
        if (size > MOST_BYTES)
          throw new UnreadableReport(`解开以后超过 ${MOST_BYTES / 1024 / 1024} MB，不像一份办公文件`);
        return isWanted(pathOf(name));
      },
    });
  } catch (error) {
    if (error instanceof UnreadableReport) throw error;
    throw new UnreadableReport('文件不完整或者已经损坏，请重新下载或者重新保存一份', { cause: error });
  }
  return new Map(Object.entries(found).map(([name, content]) => [pathOf(name), content]));
}

/** Some programs write `\` between folders, or a `/` or `./` before the first. */
function pathOf(name: string): string {
  return name.replaceAll('\\', '/').replace(/^(?:\.?\/)+/u, '');
}
