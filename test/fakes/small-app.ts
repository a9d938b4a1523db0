import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app.ts';
import { type ChatModelConfig, type Config, readConfig } from '../../src/config.ts';
import type { App } from '../../src/core/ports/app.ts';
import type { ModelsFor } from './models.ts';
import type { SmallReport } from './small-knowledge.ts';

export interface SmallApp {
  readonly app: App;
  readonly config: Config;
  /** Events that were logged, in order. */
  readonly events: readonly { readonly event: string; readonly fields: Readonly<Record<string, unknown>> }[];
  /** Writes a report into the corpus folder. */
  put(name: string, report: SmallReport): Promise<void>;
  /** Writes bytes as they are. */
  putRaw(name: string, content: string | Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
  /** Closes the app and erases its files. */
  close(): Promise<void>;
}

export interface SmallAppOptions {
  readonly chatModel?: ChatModelConfig;
  /** Models that are in memory already; absent: its own embedding model, which is closed with it. */
  readonly models?: ModelsFor;
}

/** The whole product over a small corpus in a folder of its own, with the real embedding model and no reader. */
export async function startSmallApp(
  reports: Readonly<Record<string, SmallReport>>,
  { chatModel, models }: SmallAppOptions = {},
): Promise<SmallApp> {
  const folder = await mkdtemp(join(tmpdir(), 'mingbai-app-'));
  const corpus = join(folder, 'reports');
  await mkdir(corpus);
  const putRaw = (name: string, content: string | Uint8Array) => writeFile(join(corpus, name), content);
  const put = (name: string, report: SmallReport) => putRaw(`${name}.txt`, asFile(report));
  for (const [name, report] of Object.entries(reports)) await put(name, report);
  const config: Config = {
    ...readConfig({ CORPUS_DIR: corpus, INDEX_DIR: join(folder, 'index'), DATA_DIR: join(folder, 'data') }),
    chatModel: chatModel ?? null,
    readerModel: null,
  };
  const events: { event: string; fields: Readonly<Record<string, unknown>> }[] = [];
  const app = await createApp(config, {
    log: (_level, event, fields = {}) => events.push({ event, fields }),
    build: 'stale',
    ...(models && { models: await models(config) }),
  });
  return {
    ...{ app, config, events, put, putRaw },
    remove: (name) => rm(join(corpus, name)),
    async close() {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A report as its office would send it: the title, the line of publication, the text. */
function asFile({ place, title, date, text }: SmallReport): string {
  const published = date === undefined ? [] : [`发布时间：${date}　来源：${place ?? ''}人民政府`];
  return [title ?? `${place ?? ''}帮扶工作情况`, ...published, '', text].join('\n');
}
