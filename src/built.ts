import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The modules that run as a process or a thread of their own; `scripts/build.mjs` makes a file of each. */
export type BuiltModule = 'main' | 'embedding-worker' | 'reading-worker' | 'hnsw-builder' | 'file-reader';

/**
 * Where a module lies that is started as a process or a thread of its own: beside the bundle that runs, whatever has been
 * built since; from src/, as the tests run it, in the newest build.
 */
export function builtModule(name: BuiltModule): URL {
  return pathToFileURL(join(buildFolder(), `${name}.js`));
}

/** The folder of what browsers are sent: the styles, scripts and pictures of the page. */
export function builtPage(): string {
  return join(buildFolder(), 'page');
}

function buildFolder(): string {
  const here = import.meta.dirname;
  if (basename(here) !== 'src') return here;
  const dist = join(dirname(here), 'dist');
  return join(dist, readFileSync(join(dist, 'CURRENT'), 'utf8').trim());
}
