/** The modules that run as a process or a thread of their own; `scripts/build.mjs` makes a file in dist/ of each. */
export type BuiltModule = 'main' | 'embedding-worker' | 'hnsw-builder';

/** Where a module lies that is started as a process or a thread of its own, seen from src/ and from dist/ alike. */
export function builtModule(name: BuiltModule): URL {
  return new URL(`../dist/${name}.js`, import.meta.url);
}
