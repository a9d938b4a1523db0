import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { createApp } from '../../src/app.ts';
import { filesUnder, ROOT } from '../source/modules.ts';
import { installRecorder } from './recorder.ts';
import { type Switch, type Switched, switchable } from './switches.ts';

/** Folders of core whose rules are switched off. The gate and a model's wording are left whole. */
const FOLDERS = [
  'evidence',
  'question',
  'reply',
  'papers',
  'above',
  'places',
  'language',
  'unasked',
  'facts',
];
/** And files beside these folders. */
const FILES = ['papers.ts', 'reply.ts', 'retrieve.ts', 'parts.ts', 'conversation.ts', 'answer.ts'];

/** The product, whose rules can be watched and switched off. */
export interface Product extends Pick<Switched, 'switches' | 'without'> {
  readonly createApp: typeof createApp;
  /** Of the sources of core that have switches. */
  readonly hash: string;
  /** Tells which switches would have changed a value meanwhile. */
  watch<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly met: ReadonlySet<number> }>;
  /** Does something with one rule switched off. */
  off<T>(one: Switch, work: () => Promise<T>): Promise<T>;
}

/** Paths of the files whose rules are switched off. */
export function ruledFiles(): string[] {
  return filesUnder('src/core').filter((path) => {
    const [, , folder = ''] = path.split('/');
    return FOLDERS.includes(folder) || FILES.includes(folder);
  });
}

/** Bundles src/app.ts twice, to be watched and to be switched, and loads both into this process. */
export async function loadProduct(): Promise<{ watched: Product; switched: Product }> {
  const files = ruledFiles();
  return { watched: await load(files, true), switched: await load(files, false) };
}

async function load(files: readonly string[], watched: boolean): Promise<Product> {
  const { switches, texts, without } = switchable(files, watched);
  const hash = createHash('sha256')
    .update([...texts.values()].join(''))
    .digest('hex')
    .slice(0, 12);
  const { ablate, seen } = installRecorder(switches.map(({ to }) => to));
  const outfile = join(ROOT, 'dist', `ablate-${process.pid}-${watched ? 'watched' : 'switched'}.js`);
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/app.ts'],
    outfile,
    ...{ bundle: true, format: 'esm', platform: 'node', target: 'node20.19', packages: 'external' },
    supported: { 'regexp-unicode-property-escapes': true },
    logLevel: 'error',
    plugins: [
      {
        name: 'switches',
        setup: ({ onLoad }) => {
          onLoad({ filter: /\.ts$/ }, async ({ path }) => {
            const own = path.slice(ROOT.length + 1);
            const text = texts.get(own) ?? (await readFile(path, 'utf8'));
            return { contents: shared(own, text), loader: 'ts' };
          });
        },
      },
    ],
  });
  try {
    const { createApp: create } = (await import(pathToFileURL(outfile).href)) as {
      createApp: typeof createApp;
    };
    return {
      ...{ switches, without, hash, createApp: create },
      async watch(work) {
        seen.clear();
        const value = await work();
        return { value, met: new Set(seen) };
      },
      async off({ id }, work) {
        ablate.off = id;
        try {
          return await work();
        } finally {
          ablate.off = 0;
        }
      },
    };
  } finally {
    rmSync(outfile, { force: true });
  }
}

/** Engines that many apps of one process may share, by what makes them: they know nothing of a corpus. */
const SHARED: Readonly<Record<string, string>> = {
  'src/engines/segmenter.ts': 'createSegmenter',
  'src/engines/script-converter.ts': 'createScriptConverter',
  'src/engines/pronouncer.ts': 'createPronouncer',
  'src/corpus/generation/stored.ts': 'readGeneration',
};

/** A source whose maker makes one thing for the same text of arguments, whose answers to a text are kept. */
function shared(path: string, text: string): string {
  const name = SHARED[path];
  if (name === undefined) return text;
  const made = text.replace(new RegExp(`export (async )?function ${name}\\b`, 'u'), `$1function ${name}Anew`);
  return `${made}
const $known = new Map();
const $keeping = (of) => Object.fromEntries(Object.entries(of).map(([key, value]) => {
  if (typeof value !== 'function') return [key, value];
  const answers = new Map();
  return [key, (text) => {
    if (!answers.has(text)) answers.set(text, value(text));
    return answers.get(text);
  }];
}));
export function ${name}(...given) {
  const key = String(given[1] ?? '');
  if (!$known.has(key)) $known.set(key, ${name === 'readGeneration' ? '' : '$keeping'}(${name}Anew(...given)));
  return $known.get(key);
}
`;
}
