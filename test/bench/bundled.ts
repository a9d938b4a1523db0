import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIR } from '../../src/config.ts';

const CHILDREN = ['answers', 'make', 'probe', 'rest'] as const;
export type Child = (typeof CHILDREN)[number] | 'bare' | 'main';

export interface Bundled {
  /** The file of a module: of the product's command line, or of one in children/. */
  readonly fileOf: (child: Child) => string;
  remove(): void;
}

/** The product as it is built for its users, with what measures it, in a folder of their own. */
export async function bundleBench(): Promise<Bundled> {
  // @ts-expect-error A script without types.
  const { bundle, ENTRIES } = await import('../../scripts/build.mjs');
  const dist = join(PROJECT_DIR, 'dist');
  mkdirSync(dist, { recursive: true });
  const folder = mkdtempSync(join(dist, 'draft-bench-'));
  const sourceOf = (name: string) => [name, `test/bench/children/${name}.ts`] as const;
  await bundle(folder, { ...ENTRIES, ...Object.fromEntries(CHILDREN.map(sourceOf)) });
  // The floor is the whole library, with nothing left out.
  const bare = join(folder, 'bare');
  await bundle(bare, Object.fromEntries([sourceOf('bare')]), []);
  return {
    fileOf: (child) => join(child === 'bare' ? bare : folder, `${child}.js`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
