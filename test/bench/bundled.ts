import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIR } from '../../src/config.ts';

const CHILDREN = ['answers', 'bare', 'make', 'probe', 'rest'] as const;
export type Child = (typeof CHILDREN)[number] | 'main';

export interface Bundled {
  /** The file of a module: of the product's command line, or of one in children/. */
  readonly fileOf: (child: Child) => string;
  remove(): void;
}

/** The product as it is built for its users, with what measures it, in a folder of their own. */
export async function bundleBench(): Promise<Bundled> {
  // @ts-expect-error A script without types.
  const { bundle } = await import('../../scripts/build.mjs');
  const dist = join(PROJECT_DIR, 'dist');
  mkdirSync(dist, { recursive: true });
  const folder = mkdtempSync(join(dist, 'draft-bench-'));
  await bundle(folder, Object.fromEntries(CHILDREN.map((name) => [name, `test/bench/children/${name}.ts`])));
  return {
    fileOf: (child) => join(folder, `${child}.js`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
