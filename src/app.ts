import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Config, PROJECT_DIR } from './config.ts';
import { answer } from './core/answer.ts';
import { prepareNames } from './core/evidence/quoted-names.ts';
import { createSpeller, type Speller } from './core/language/spelling.ts';
import type { App, Embedder, IngestProgress, Knowledge, ReloadReport, Store } from './core/ports.ts';
import type { NonEmpty } from './core/types.ts';
import { type Corpus, readCorpus } from './corpus/corpus.ts';
import { loadGazetteer } from './corpus/gazetteer.ts';
import { type Ingested, ingest, staleReason } from './corpus/ingest.ts';
import { createLiveKnowledge } from './corpus/knowledge.ts';
import { openKnowledge, sweepIndex } from './corpus/snapshot.ts';
import { createChatModel } from './engines/chat-model.ts';
import { createEmbedder } from './engines/embedder.ts';
import { createIndexEngines } from './engines/index-engines.ts';
import { createPinyinReader } from './engines/pinyin-reader.ts';
import { createSegmenter } from './engines/segmenter.ts';
import { AppError, messageOf } from './errors.ts';
import type { Log } from './log.ts';
import { createStore } from './state/store.ts';

/**
 * When the index is built before the app serves: `stale`, where the corpus or a setting changed since; `unusable`,
 * where there is none or it is of another model or format; `never`, where it must be there.
 */
export type BuildWhen = 'stale' | 'unusable' | 'never';

export interface AppOptions {
  readonly log: Log;
  readonly build: BuildWhen;
  readonly onProgress?: (progress: IngestProgress) => void;
  /** Told why the index is built, before it is. */
  readonly onBuild?: (reason: string) => void;
  /** Ends the making of the app, not the app: `createApp` rejects with its reason and leaves nothing half-written. */
  readonly signal?: AbortSignal;
}

interface BuildOptions {
  readonly onProgress?: ((progress: IngestProgress) => void) | undefined;
  /** Gives up the build; the promise rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The whole product behind one interface: every part is made here, by hand, and handed what it needs.
 * @throws AppError when the model, the corpus or the index cannot be used; the signal's reason.
 */
export async function createApp(config: Config, options: AppOptions): Promise<App> {
  const { log } = options;
  const parts = await createParts(config);
  const { embedder, gazetteer, segmenter } = parts;
  const closing = new AbortController();
  try {
    options.signal?.throwIfAborted();
    const live = createLiveKnowledge(await firstKnowledge(config, parts, options));
    const reader = createPinyinReader();
    const chatModel = config.chatModel === null ? null : createChatModel(config.chatModel);
    const template = await readFile(join(PROJECT_DIR, 'prompts', 'answer.md'), 'utf8');

    const spellers = new WeakMap<Knowledge, Speller>();
    const spellerOf = (knowledge: Knowledge): Speller => {
      const known = spellers.get(knowledge);
      if (known !== undefined) return known;
      const names = [...knowledge.ordinalsByPlace.keys()].flatMap((name) =>
        gazetteer.lookup(name).map(({ short }) => short),
      );
      const speller = createSpeller(
        knowledge,
        names,
        reader,
        segmenter,
        (text) => gazetteer.findPlaces(text).length > 0,
      );
      spellers.set(knowledge, speller);
      return speller;
    };
    // Built before the first question of a corpus, which would wait for them.
    const prepare = (knowledge: Knowledge): void => {
      spellerOf(knowledge);
      prepareNames(knowledge);
    };
    prepare(live.current());

    let reloading: Promise<ReloadReport> | undefined;
    const explain: App['explain'] = (question) => {
      const knowledge = live.current();
      return answer(question, {
        knowledge,
        gazetteer,
        segmenter,
        speller: spellerOf(knowledge),
        embedder,
        chatModel,
        template,
        makeFence: () => `=====${randomBytes(9).toString('hex')}=====`,
        onFault: (part, fault) => log('warn', 'part-failed', { part, reason: messageOf(fault) }),
      });
    };
    return {
      explain,
      answer: async (question) => (await explain(question)).answer,
      reload(onProgress) {
        reloading ??= build(config, parts, { onProgress, signal: closing.signal })
          .then(({ knowledge, report }) => {
            prepare(knowledge);
            live.swap(knowledge);
            log('info', 'reloaded', {
              corpusVersion: report.corpusVersion,
              passages: report.passages,
              seconds: report.seconds,
            });
            return report;
          })
          .finally(() => {
            reloading = undefined;
          });
        return reloading;
      },
      status() {
        const { version, builtAt, documents, passages, embeddingModel, vectorSearch } = live.current();
        const counts = new Map<string, number>();
        for (const { documentId } of passages) counts.set(documentId, (counts.get(documentId) ?? 0) + 1);
        return {
          corpusVersion: version,
          builtAt,
          documents: documents.map((document) => {
            const date = document.publishedOn ?? document.asOf;
            return {
              path: document.path,
              title: document.title,
              ...(document.place === undefined ? {} : { place: document.place }),
              ...(date === undefined ? {} : { date }),
              passages: counts.get(document.id) ?? 0,
            };
          }),
          passages: passages.length,
          embeddingModel: embeddingModel.id,
          chatModel: chatModel?.id ?? null,
          vectorSearch,
        };
      },
      async close() {
        closing.abort(new AppError('stopped'));
        await reloading?.catch(() => undefined);
        await embedder.close();
      },
    };
  } catch (error) {
    await embedder.close();
    throw error;
  }
}

/** Builds the index of `config` and nothing else; for `ingest`. */
export async function buildIndex(config: Config, options: BuildOptions): Promise<ReloadReport> {
  const parts = await createParts(config);
  try {
    return (await build(config, parts, options)).report;
  } finally {
    await parts.embedder.close();
  }
}

/**
 * What must survive a restart, for the surfaces that need it; closed by whoever opened it.
 * @throws AppError `state-*` when the file cannot be used.
 */
export function openStore(config: Config): Store {
  return createStore(join(config.dataDir, 'mingbai.sqlite'));
}

type Parts = Awaited<ReturnType<typeof createParts>>;

async function createParts(config: Config) {
  const segmenter = createSegmenter();
  return {
    segmenter,
    gazetteer: loadGazetteer((word) => segmenter.partOfSpeech(word)),
    engines: createIndexEngines(),
    embedder: await createEmbedder({ modelsDir: config.modelsDir, model: config.embeddingModel }),
  };
}

async function build(config: Config, parts: Parts, { onProgress, signal }: BuildOptions): Promise<Ingested> {
  signal?.throwIfAborted();
  return ingest({
    corpus: () => readReports(config, parts, signal),
    corpusPath: config.corpusPath,
    indexDir: config.indexDir,
    engines: parts.engines,
    embedders: sideBySide(parts.embedder),
    segmenter: parts.segmenter,
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
  });
}

/** The embedder once for each core: it shares passages out among as many threads. */
function sideBySide(embedder: Embedder): NonEmpty<Embedder> {
  return [embedder, ...Array<Embedder>(availableParallelism() - 1).fill(embedder)];
}

async function firstKnowledge(config: Config, parts: Parts, options: AppOptions): Promise<Knowledge> {
  const { log } = options;
  const stale = options.build === 'stale' ? await whyStale(config, parts, options.signal) : null;
  if (stale !== null) return buildOrServe(stale, config, parts, options);
  await sweepIndex(config.indexDir).catch((error: unknown) =>
    log('warn', 'index-not-swept', { reason: messageOf(error) }),
  );
  try {
    return await openServing(config, parts, log);
  } catch (error) {
    if (options.build === 'never' || !(error instanceof AppError) || !isMended(error, options.build))
      throw error;
    return buildOrServe(error.message, config, parts, options);
  }
}

/** Whether building again is the mend: `ask` leaves a damaged index for somebody to look at, `start` has to serve. */
function isMended({ code }: AppError, build: BuildWhen): boolean {
  return (
    code === 'index-missing' || code === 'index-mismatch' || (code === 'index-damaged' && build === 'stale')
  );
}

async function whyStale(config: Config, parts: Parts, signal?: AbortSignal): Promise<string | null> {
  const { documents } = await readReports(config, parts, signal);
  return staleReason({
    indexDir: config.indexDir,
    documents,
    engines: parts.engines,
    model: parts.embedder.model,
  });
}

/** Builds; where that fails and an older generation can serve, it does, and the log says why. */
async function buildOrServe(
  reason: string,
  config: Config,
  parts: Parts,
  options: AppOptions,
): Promise<Knowledge> {
  const { log, onBuild, signal } = options;
  signal?.throwIfAborted();
  onBuild?.(reason);
  try {
    return (await build(config, parts, options)).knowledge;
  } catch (error) {
    signal?.throwIfAborted();
    const serving = await openServing(config, parts, log).catch(() => null);
    if (serving === null) throw error;
    log('error', 'index-not-built', { reason: messageOf(error), serving: serving.version });
    return serving;
  }
}

async function openServing(config: Config, { engines, embedder }: Parts, log: Log): Promise<Knowledge> {
  const { knowledge, skipped, exactBecause } = await openKnowledge(config.indexDir, {
    engines,
    model: embedder.model,
  });
  for (const fault of skipped) log('error', 'generation-skipped', { ...fault });
  if (exactBecause !== undefined)
    log('warn', 'exact-search', {
      reason: `${exactBecause}. Exact search serves in its place, slower from some thousand passages on. Run \`npm run ingest\`; if this repeats, reinstall (\`npm ci\`).`,
    });
  return knowledge;
}

function readReports(
  config: Config,
  { gazetteer, segmenter }: Parts,
  signal: AbortSignal | undefined,
): Promise<Corpus> {
  return readCorpus(config.corpusPath, gazetteer, {
    isWord: (word) => segmenter.partOfSpeech(word) !== undefined,
    ...(signal && { signal }),
  });
}
