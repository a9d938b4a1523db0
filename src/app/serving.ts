import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Config, PROJECT_DIR } from '../config.ts';
import type { Embedder, IngestProgress, Knowledge } from '../core/ports.ts';
import { DEFAULT_SETTINGS, type PassageSettings } from '../core/settings.ts';
import type { NonEmpty } from '../core/types.ts';
import { type Corpus, readCorpus } from '../corpus/corpus.ts';
import { loadGazetteer } from '../corpus/gazetteer.ts';
import { type Ingested, ingest, staleReason } from '../corpus/ingest.ts';
import { openKnowledge, sweepIndex } from '../corpus/snapshot.ts';
import { loadSynonyms } from '../corpus/synonyms.ts';
import { createEmbedder } from '../engines/embedder.ts';
import { createIndexEngines } from '../engines/index-engines.ts';
import { createScriptConverter } from '../engines/script-converter.ts';
import { createSegmenter } from '../engines/segmenter.ts';
import { AppError, messageOf } from '../errors.ts';
import type { Log } from '../log.ts';

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
  /** Another way of cutting and embedding, for an index of its own; the product's own when absent. */
  readonly passages?: PassageSettings;
  /** Ends the making of the app, not the app: `createApp` rejects with its reason and leaves nothing half-written. */
  readonly signal?: AbortSignal;
}

export interface BuildOptions {
  readonly onProgress?: ((progress: IngestProgress) => void) | undefined;
  /** Gives up the build; the promise rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Every part that reading and building need; made once a process. */
export type Parts = Awaited<ReturnType<typeof createParts>>;

export async function createParts(config: Config, passages: PassageSettings = DEFAULT_SETTINGS.passages) {
  const segmenter = createSegmenter();
  return {
    segmenter,
    passages,
    script: createScriptConverter(),
    synonyms: await loadSynonyms(join(PROJECT_DIR, 'seeds', 'synonyms.json')),
    gazetteer: loadGazetteer((word) => segmenter.partOfSpeech(word)),
    engines: createIndexEngines(),
    embedder: await createEmbedder({ modelsDir: config.modelsDir, model: config.embeddingModel }),
  };
}

export async function build(
  config: Config,
  parts: Parts,
  { onProgress, signal }: BuildOptions,
): Promise<Ingested> {
  signal?.throwIfAborted();
  return ingest({
    corpus: () => readReports(config, parts, signal),
    corpusPath: config.corpusPath,
    indexDir: config.indexDir,
    engines: parts.engines,
    embedders: sideBySide(parts.embedder),
    segmenter: parts.segmenter,
    passages: parts.passages,
    script: parts.script,
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
  });
}

/** The embedder once for each core: it shares passages out among as many threads. */
function sideBySide(embedder: Embedder): NonEmpty<Embedder> {
  return [embedder, ...Array<Embedder>(availableParallelism() - 1).fill(embedder)];
}

/** What serves first: the index as it is, or built where `options.build` says so. */
export async function firstKnowledge(config: Config, parts: Parts, options: AppOptions): Promise<Knowledge> {
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
  const { documents, synonyms } = await readReports(config, parts, signal);
  return staleReason({
    indexDir: config.indexDir,
    documents,
    synonyms,
    engines: parts.engines,
    model: parts.embedder.model,
    passages: parts.passages,
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

async function openServing(
  config: Config,
  { engines, embedder, script, passages }: Parts,
  log: Log,
): Promise<Knowledge> {
  const { knowledge, skipped, exactBecause } = await openKnowledge(config.indexDir, {
    engines,
    model: embedder.model,
    passages,
    script,
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
  { gazetteer, segmenter, synonyms }: Parts,
  signal: AbortSignal | undefined,
): Promise<Corpus> {
  return readCorpus(config.corpusPath, gazetteer, {
    synonyms,
    isWord: (word) => segmenter.partOfSpeech(word) !== undefined,
    ...(signal && { signal }),
  });
}
