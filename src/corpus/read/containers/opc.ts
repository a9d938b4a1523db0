import type { Archive } from './archive.ts';
import { elementsOf, readXml } from './xml.ts';

/* Archives of parts that refer to each other (Open Packaging Conventions, ECMA-376 part 2): docx, xlsx. */

/** What a part refers to. */
export interface Relationship {
  readonly id: string;
  /** The last part of its address: `styles`, `worksheet`. */
  readonly type: string;
  /** Of a part of the archive, in lower case. */
  readonly path: string;
  /** It refers to something outside of the archive. */
  readonly isExternal: boolean;
}

/** An archive by paths in lower case: some programs write them in other letters than they name them by. */
export function lowerCased(archive: Archive): Archive {
  return new Map(Array.from(archive, ([path, content]) => [path.toLowerCase(), content]));
}

/**
 * The relationships of a part.
 * @param archive with paths in lower case. @param path of the part; empty for the archive itself.
 * @throws UnreadableReport where they are damaged.
 */
export function relationshipsOf(archive: Archive, path: string): Relationship[] {
  const slash = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, slash).toLowerCase();
  const own = `${folder}_rels/${path.slice(slash).toLowerCase()}.rels`;
  const content = archive.get(own);
  if (content === undefined) return [];
  return elementsOf(readXml(content, '目录')).map(({ attributes }) => ({
    id: attributes.Id ?? '',
    type: (attributes.Type ?? '').split('/').at(-1) ?? '',
    path: resolved(folder, (attributes.Target ?? '').toLowerCase()),
    isExternal: attributes.TargetMode === 'External',
  }));
}

function resolved(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
