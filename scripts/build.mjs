// Bundles src/ into dist/: a command that loads four files starts in a fifth of the time that 240 modules take.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const markFile = join(dist, 'sources.sha256');

/** The modules that run as a process or a thread of their own: src/built.ts names them. */
const ENTRIES = {
  main: 'src/main.ts',
  'embedding-worker': 'src/engines/embedding/worker.ts',
  'hnsw-builder': 'src/engines/hnsw-builder.ts',
};

/**
 * Stay where they are installed: packages with binaries or dictionaries of their own, and telegraf, whose `punycode` and
 * `url.parse` Node warns of anywhere but within node_modules.
 */
const EXTERNAL = ['@node-rs/jieba', '@photostructure/sqlite', 'hnswlib-node', 'onnxruntime-node', 'telegraf'];

/** Builds where dist/ was not made of the sources as they are. */
export async function ensureBuilt() {
  const sources = hashSources();
  if (readMark() !== sources) await build(sources);
}

/** What a run of the tests begins with. */
export const setup = ensureBuilt;

function readMark() {
  try {
    return readFileSync(markFile, 'utf8');
  } catch {
    return null;
  }
}

/** Of everything that decides what the bundle holds: the sources, the packages' versions, and this script. */
function hashSources() {
  const hash = createHash('sha256');
  const paths = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const path of [...paths, join(root, 'package-lock.json'), fileURLToPath(import.meta.url)])
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path));
  return hash.digest('hex');
}

/** Beside the old bundle, then in its place: a command that starts meanwhile finds one whole. */
async function build(sources) {
  const esbuild = await import('esbuild');
  const draft = join(root, `dist-${process.pid}`);
  mkdirSync(draft, { recursive: true });
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: ENTRIES,
      outdir: draft,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      external: EXTERNAL,
      // Packages in CommonJS that are bundled into a module call `require`.
      banner: {
        js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
      },
      minifySyntax: true,
      minifyWhitespace: true,
      logLevel: 'error',
    });
    writeFileSync(join(draft, 'sources.sha256'), sources);
    rmSync(dist, { recursive: true, force: true });
    renameSync(draft, dist);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
