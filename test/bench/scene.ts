import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_DIR, readConfig } from '../../src/config.ts';
import { type Bundled, bundleBench } from './bundled.ts';
import { type Command, costOf, jsonOf, type Running, running } from './processes.ts';
import { textsOf } from './texts.ts';

/** What the measures share: the built product, the bare scripts beside it, and what both were given to read. */
export interface Scene {
  readonly bundled: Bundled;
  readonly probe: string;
  /** A folder of its own. */
  folder(name: string): string;
  /** A command of the product over the reports in seeds/ and their index, or over what `env` says. */
  ours(args: readonly string[], env?: Readonly<Record<string, string>>): Command;
  bare(...args: readonly string[]): Command;
  /** Makes the index of the reports in seeds/. */
  index(): Promise<void>;
  /** The folder of an index of the bare scripts over the same texts. */
  bareIndex(): Promise<string>;
  /** The JSON file of what is embedded of the reports. */
  texts(): Promise<string>;
  /** The environment of a large made corpus of so many counties, with its index. */
  made(counties: number): Promise<Readonly<Record<string, string>>>;
  serve(env?: Readonly<Record<string, string>>): Promise<Served>;
  remove(): void;
}

/** The product as it serves over HTTP. */
export interface Served extends Running {
  /** Milliseconds to an answer. */
  ask(question: string): Promise<number>;
}

const { modelsDir, embeddingModel } = readConfig({});
export const MODEL = join(modelsDir, embeddingModel);
/** Where the product says that it serves. */
const ADDRESS = /http:\/\/[\d.]+:\d+/u;
/** Of a bare ingest, as many as the product has. */
export const THREADS = availableParallelism();

/** @param kept a folder in which large corpora are kept from run to run; absent: they are made anew. */
export async function createScene(kept?: string): Promise<Scene> {
  const bundled = await bundleBench();
  const root = mkdtempSync(join(tmpdir(), 'mingbai-bench-'));
  const probe = bundled.fileOf('probe');
  const folder = (name: string) => {
    const path = join(root, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const own = {
    INDEX_DIR: join(root, 'index'),
    DATA_DIR: join(root, 'data'),
    HTTP_PORT: '0',
    LOG_LEVEL: 'silent',
  };
  const ours: Scene['ours'] = (args, env) => ({
    file: bundled.fileOf('main'),
    flags: flagsOf(args[0]),
    args,
    env: { ...own, ...env },
  });
  const bare: Scene['bare'] = (...args) => ({ file: bundled.fileOf('bare'), args });
  const texts = once(async () => {
    const file = join(folder('texts'), 'texts.json');
    writeFileSync(file, JSON.stringify(await textsOf(readConfig({ INDEX_DIR: folder('texts/index') }))));
    return file;
  });
  const bareIndex = once(async () => {
    const to = folder('bare');
    await costOf(bare('ingest', MODEL, await texts(), to), probe);
    return to;
  });
  const index = once(async () => void (await costOf(ours(['ingest']), probe)));
  const mades = new Map<number, Promise<Readonly<Record<string, string>>>>();
  return {
    ...{ bundled, probe, folder, ours, bare, index, texts, bareIndex },
    made(counties) {
      const at = join(kept ?? root, `made-${counties}`);
      const env = { ...own, CORPUS_DIR: join(at, 'corpus'), INDEX_DIR: join(at, 'index') };
      const made =
        mades.get(counties) ??
        jsonOf({ file: bundled.fileOf('make'), args: [String(counties)], env }).then(() => env);
      mades.set(counties, made);
      return made;
    },
    async serve(env) {
      const served = await running(ours(['start', '--no-terminal'], env), probe, (said) =>
        ADDRESS.test(said),
      );
      const address = ADDRESS.exec(served.said())?.[0];
      return {
        ...served,
        async ask(question) {
          const began = performance.now();
          const response = await fetch(`${address}/api/ask`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ question }),
          });
          await response.json();
          if (!response.ok) throw new Error(`the answer to ${question} was ${response.status}`);
          return performance.now() - began;
        },
      };
    },
    remove() {
      bundled.remove();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** The reports in seeds/ with other figures in each sentence: every text of them is embedded anew. */
export function writeOtherFigures(folder: string): void {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt'))) {
    const text = readFileSync(join(folder, name), 'utf8');
    const other = text.replaceAll(/\d(?=\d)/gu, (digit) => String((Number(digit) % 9) + 1));
    writeFileSync(join(folder, name), other.replaceAll('。', '等。'));
  }
}

export function copySeeds(folder: string): void {
  cpSync(join(PROJECT_DIR, 'seeds'), folder, { recursive: true });
}

/** What npm runs a command with. */
function flagsOf(command = ''): string[] {
  const { scripts } = JSON.parse(readFileSync(join(PROJECT_DIR, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  return scripts[command]?.split(' ').filter((word) => word.startsWith('--')) ?? [];
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}
