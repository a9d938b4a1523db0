import { type Archive, readArchive } from '../containers/archive.ts';
import { readXml, type XmlElement } from '../containers/xml.ts';
import { UnreadableReport } from '../reader.ts';

/** The parts of an OFD file by the places that they name each other by. */
export interface OfdPackage {
  /**
   * The path of a part, as it stands in the archive; undefined where there is none.
   * @param from the path of the part that names it: places are relative to its folder, or to the archive's where they begin with `/`.
   */
  find(from: string, place: string | undefined): string | undefined;
  /** @throws UnreadableReport where the part is damaged or absent, or parts are read again and again. */
  xml(path: string): XmlElement;
  /** What of these paths is there, inflated. */
  files(paths: ReadonlySet<string>): Archive;
}

const XML = /\.xml$/iu;
/** Bytes of XML that are read: each part of the largest archive once, and a few again. */
const MOST_READ = 300 * 1024 * 1024;

/**
 * @throws UnreadableReport where the archive is damaged or too large.
 */
export function openPackage(bytes: Uint8Array): OfdPackage {
  const byName = new Map<string, string>();
  const parts = readArchive(bytes, (path) => {
    const name = path.toLowerCase();
    if (!byName.has(name)) byName.set(name, path);
    return XML.test(path);
  });
  let left = MOST_READ;
  const lookUp = (path: string | undefined) =>
    path === undefined ? undefined : byName.get(path.toLowerCase());
  return {
    find(from, place = '') {
      const named = place.trim().replaceAll('\\', '/');
      if (named === '') return undefined;
      const folder = from.slice(0, from.lastIndexOf('/') + 1);
      const isRooted = named.startsWith('/');
      // Some programs write places from the archive's root, without the `/`.
      return (isRooted ? undefined : lookUp(normalise(folder + named))) ?? lookUp(normalise(named));
    },
    xml(path) {
      const part = parts.get(path);
      if (part === undefined) throw new UnreadableReport(`文件里缺少 ${path}，请重新保存一份`);
      left -= part.length;
      if (left < 0) throw new UnreadableReport('同样的内容反复出现太多次，不像一份公文，请另存一份再试');
      return readXml(part, path);
    },
    files(paths) {
      return paths.size === 0 ? new Map() : readArchive(bytes, (path) => paths.has(path));
    },
  };
}

/** A path without `.`, `..` and doubled `/`; undefined where it leads out of the archive. */
function normalise(path: string): string | undefined {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.join('/');
}
