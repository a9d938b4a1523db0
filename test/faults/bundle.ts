import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Makes a script of this folder one file that starts in a fifth of the time; it stays where packages are found.
 * @returns its path.
 */
export async function bundleChild(name: string): Promise<string> {
  const outfile = fileURLToPath(new URL(`../../node_modules/.cache/mingbai/${name}.mjs`, import.meta.url));
  await build({
    entryPoints: [fileURLToPath(new URL(`${name}.ts`, import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['@photostructure/sqlite', 'vitest'],
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    logLevel: 'error',
  });
  return outfile;
}
