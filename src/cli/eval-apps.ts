import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BuildWhen } from '../app/serving.ts';
import { createApp } from '../app.ts';
import type { Config } from '../config.ts';
import type { App } from '../core/ports/app.ts';
import type { AppStatus } from '../core/ports.ts';
import type { PassageSettings } from '../core/settings.ts';
import type { Log } from '../log.ts';
import { commandLine } from '../wording/command-line.ts';
import { wording } from '../wording.ts';
import { wrongUsage } from './arguments.ts';
import { EVAL } from './commands.ts';
import { staleLines } from './print.ts';
import { createProgressBar } from './progress.ts';

/** The apps that an evaluation asks: one for each corpus, and one more for each other way of cutting it. */
export interface EvalApps {
  /** The app for the `at`th file of cases, opened when it is first asked for. */
  open(at: number, passages?: PassageSettings): Promise<App>;
  /** Of the corpora, as the product serves them. */
  statuses(): Promise<AppStatus[]>;
  /** Closes every app and removes the indexes that were made for the evaluation alone. */
  close(): Promise<void>;
}

export interface EvalAppsOptions {
  readonly config: Config;
  /** How many files of cases there are. */
  readonly files: number;
  /** None: the configured corpus. One: for every file. As many as there are files: one each. */
  readonly corpora: readonly string[];
  /** Where the indexes are; as many as corpora, or none. A corpus without one gets an index that is removed again. */
  readonly indexes: readonly string[];
  readonly log: Log;
  readonly signal: AbortSignal;
}

interface Source {
  readonly config: Config;
  readonly build: BuildWhen;
}

/** @throws AppError `usage` where corpora or indexes fit no file. */
export function createEvalApps(options: EvalAppsOptions): EvalApps {
  const { config, files, corpora, indexes, log, signal } = options;
  const count = Math.max(1, corpora.length);
  if (count !== 1 && count !== files)
    throw wrongUsage(commandLine.evaluate.corporaForCases(corpora.length, files), EVAL.run);
  if (indexes.length > 0 && indexes.length !== count)
    throw wrongUsage(commandLine.evaluate.indexesForCorpora(indexes.length, count), EVAL.run);

  const opened = new Map<number, Promise<App>>();
  const varied = new Map<number, Promise<App>>();
  let variedBy: PassageSettings | undefined;
  let folder: Promise<string> | undefined;
  async function scratch(name: string): Promise<string> {
    folder ??= mkdtemp(join(tmpdir(), 'mingbai-eval-'));
    return join(await folder, name);
  }

  async function sourceOf(at: number): Promise<Source> {
    const corpus = corpora[at];
    const index = indexes[at];
    const indexDir =
      index === undefined
        ? corpus === undefined
          ? config.indexDir
          : await scratch(`index-${at}`)
        : resolve(index);
    return {
      config: { ...config, indexDir, corpusPath: corpus === undefined ? config.corpusPath : resolve(corpus) },
      // As `ask` takes it: an index that is named alone is asked as it is.
      build: corpus === undefined && index !== undefined ? 'never' : 'stale',
    };
  }

  /** @param passages another way of cutting: its index is built as a matter of course. */
  async function start({ config: of, build }: Source, passages?: PassageSettings): Promise<App> {
    const bar = createProgressBar();
    const app = await createApp(of, {
      log,
      build,
      signal,
      onProgress: bar.update,
      ...(passages
        ? { passages }
        : { onBuild: (reason) => process.stderr.write(`${wording.terminal.building(reason)}\n`) }),
    }).finally(bar.stop);
    for (const line of staleLines(app.status().staleBecause)) process.stderr.write(`${line}\n`);
    return app;
  }

  /** Built over a copy of the product's own index: what is embedded alike keeps its vectors. */
  async function startVaried(at: number, passages: PassageSettings): Promise<App> {
    const source = await sourceOf(at);
    const indexDir = await scratch(`varied-${at}`);
    await rm(indexDir, { recursive: true, force: true });
    await cp(source.config.indexDir, indexDir, { recursive: true });
    return start({ config: { ...source.config, indexDir }, build: 'stale' }, passages);
  }

  async function closeAll(apps: Map<number, Promise<App>>): Promise<void> {
    const all = [...apps.values()];
    apps.clear();
    for (const app of all) await app.then(({ close }) => close()).catch(() => undefined);
  }

  async function open(at: number, passages?: PassageSettings): Promise<App> {
    const corpus = count === 1 ? 0 : at;
    if (passages !== undefined && passages !== variedBy) {
      await closeAll(varied);
      variedBy = passages;
    }
    const apps = passages === undefined ? opened : varied;
    const known =
      apps.get(corpus) ??
      (passages === undefined
        ? sourceOf(corpus).then((source) => start(source))
        : startVaried(corpus, passages));
    apps.set(corpus, known);
    return known;
  }

  return {
    open,
    async statuses() {
      const apps = await Promise.all(Array.from({ length: count }, (_, at) => open(at)));
      return apps.map((app) => app.status());
    },
    async close() {
      await closeAll(varied);
      await closeAll(opened);
      if (folder !== undefined) await rm(await folder, { recursive: true, force: true });
    },
  };
}
