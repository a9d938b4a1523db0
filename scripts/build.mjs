// Bundles src/ into dist/: a command that loads four files starts in a fifth of the time that 240 modules take.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { extname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { checkWritable, root } from './checkout.mjs';

/*
 * dist/ holds a folder for each build, named by a hash of its sources and never changed: a process that runs loads the
 * rest of its modules from its own, whatever is built meanwhile. CURRENT names the newest, and main.js runs that.
 */
const dist = join(root, 'dist');
const CURRENT = 'CURRENT';
const MAIN = 'main.js';
/** In each build: its files with their sizes, so that one that lost some is known. */
const FILES = 'files.json';
const RUN_CURRENT = `import { existsSync, readFileSync } from 'node:fs';
let build = '';
try {
  build = readFileSync(new URL('${CURRENT}', import.meta.url), 'utf8').trim();
} catch {}
const main = new URL(\`./\${build}/${MAIN}\`, import.meta.url);
if (!/^[0-9a-f]{16}$/.test(build) || !existsSync(main)) {
  console.error('程序没有打包好。请在项目文件夹里运行 node scripts/ensure-installed.mjs，再运行同样的命令。');
  console.error('There is no whole build. Run node scripts/ensure-installed.mjs in the project, then the same command again.');
  process.exit(1);
}
await import(main.href);
`;
/** How long a build is kept that is no more the newest, or a draft of one. Milliseconds. */
const KEPT = 24 * 3_600_000;

/** The sources may change while they are built, and another process may sweep what was. */
const MOST_TRIES = 5;

/** The modules that run as a process or a thread of their own: src/built.ts names them. */
export const ENTRIES = {
  main: 'src/main.ts',
  'embedding-worker': 'src/engines/embedding/worker.ts',
  'reading-worker': 'src/engines/reading/worker.ts',
  'hnsw-builder': 'src/engines/hnsw-builder.ts',
  'file-reader': 'src/app/file-reader.ts',
};

/** What browsers are sent, in `page/` of the build: src/built.ts names the folder. */
const PAGE = 'page';
const PAGE_ENTRIES = [
  'src/page/styles/page.css',
  'src/page/styles/icon.svg',
  'src/page/browser/ask.ts',
  'src/page/browser/document.ts',
];
/** The browsers of the last five years. */
const BROWSERS = ['chrome103', 'firefox102', 'safari15.4'];
/** Of the files that decide what the bundle holds. */
const SOURCES = new Set(['.ts', '.css', '.svg']);

/**
 * Stay where they are installed: packages with binaries or dictionaries of their own, and telegraf, whose `punycode` and
 * `url.parse` Node warns of anywhere but within node_modules.
 */
const EXTERNAL = [
  '@embedpdf/pdfium',
  '@node-rs/jieba',
  '@photostructure/sqlite',
  'hnswlib-node',
  'onnxruntime-node',
  'sharp',
  'telegraf',
];

/**
 * Builds where there is no build of the sources as they are. Several processes may do it at once.
 * @returns the address of its main module.
 */
export async function ensureBuilt() {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const name = nameOfSources();
    if (readCurrent() === name && isWhole(name) && existsSync(join(dist, MAIN)))
      return pathToFileURL(join(dist, name, MAIN)).href;
    checkWritable(dist);
    mkdirSync(dist, { recursive: true });
    await make(name);
    sweep();
  }
  throw new Error('the sources changed again and again while they were built');
}

/** What a run of the tests begins with. */
export const setup = async () => {
  await ensureBuilt();
};

function readCurrent() {
  try {
    return readFileSync(join(dist, CURRENT), 'utf8').trim();
  } catch {
    return null;
  }
}

/** A hash of everything that decides what the bundle holds: the sources, the packages' versions, and this script. */
function nameOfSources() {
  const hash = createHash('sha256');
  const paths = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCES.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const path of [...paths, join(root, 'package-lock.json'), fileURLToPath(import.meta.url)])
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}

/** Makes the build of that name the newest, of an earlier one where it is still there. */
async function make(name) {
  const draft = mkdtempSync(join(dist, 'draft-'));
  try {
    if (!isWhole(name)) {
      await bundle(join(draft, name));
      // Sources that changed meanwhile may be in it: it is not the build of that name.
      if (nameOfSources() !== name) return;
      putInPlace(name, draft);
    }
    writeFileSync(join(draft, MAIN), RUN_CURRENT);
    writeFileSync(join(draft, CURRENT), `${name}\n`, { flush: true });
    // From now on the one before is kept for a day more: what runs may run from it.
    for (const build of [name, readCurrent()]) if (build !== null) touch(join(dist, build));
    renameSync(join(draft, MAIN), join(dist, MAIN));
    renameSync(join(draft, CURRENT), join(dist, CURRENT));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** transformers.js takes in sharp for pictures: no model of text needs it, and each thread would load it. */
const withoutPictures = {
  name: 'without-pictures',
  setup(build) {
    build.onResolve({ filter: /^sharp$/ }, ({ importer, path }) =>
      importer.includes(join('@xenova', 'transformers')) ? { path, namespace: 'unused' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/**
 * Bundles the sources as they are into a folder within the project.
 * @param entries modules by the names of their files. @param plugins of esbuild.
 */
export async function bundle(outdir, entries = ENTRIES, plugins = [withoutPictures]) {
  const esbuild = await import('esbuild');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: entries,
    plugins,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // esbuild holds that Node knows no \p{Han}, and would make each expression anew wherever it is used.
    supported: { 'regexp-unicode-property-escapes': true },
    external: EXTERNAL,
    // Packages in CommonJS that are bundled into a module call `require`.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'error',
  });
  await bundlePage(esbuild, join(outdir, PAGE));
  const sizes = readdirSync(outdir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(outdir, path), statSync(path).size]);
  writeFileSync(join(outdir, FILES), JSON.stringify(Object.fromEntries(sizes)));
}

/** Each style and script whole in one file, small enough to be read before the page is. */
async function bundlePage(esbuild, outdir) {
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: PAGE_ENTRIES,
    outdir,
    entryNames: '[name]',
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: BROWSERS,
    loader: { '.svg': 'copy' },
    minify: true,
    logLevel: 'error',
  });
}

function isWhole(name) {
  const folder = join(dist, name);
  try {
    const files = Object.entries(JSON.parse(readFileSync(join(folder, FILES), 'utf8')));
    return files.length > 0 && files.every(([file, size]) => statSync(join(folder, file)).size === size);
  } catch {
    return false;
  }
}

/** Another process may have been quicker: of the same sources it has made the same. */
function putInPlace(name, draft) {
  const [from, to] = [join(draft, name), join(dist, name)];
  if (existsSync(to) && !isWhole(name)) renameSync(to, join(draft, 'damaged'));
  try {
    renameSync(from, to);
  } catch (error) {
    if (!isWhole(name)) throw error;
  }
}

function touch(path) {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    // It is gone, or belongs to another user, who sweeps it.
  }
}

/** Removes what is neither of the newest build nor younger than a day. */
function sweep() {
  const kept = [CURRENT, MAIN, readCurrent()];
  const oldest = Date.now() - KEPT;
  for (const name of readdirSync(dist).filter((entry) => !kept.includes(entry))) {
    const path = join(dist, name);
    try {
      if (statSync(path).mtimeMs > oldest) continue;
      // Under another name first: nobody meets half a build.
      const doomed = mkdtempSync(join(dist, 'draft-'));
      renameSync(path, join(doomed, name));
      rmSync(doomed, { recursive: true, force: true });
    } catch {
      // Another process sweeps too, or the next one will.
    }
  }
}
