import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Config, PROJECT_DIR } from '../config.ts';
import type { Embedder, IngestProgress, Knowledge } from '../core/ports.ts';
import { DEFAULT_SETTINGS, type PassageSettings } from '../core/settings.ts';
import type { NonEmpty } from '../core/types.ts';
import { type Corpus, type ReadingProgress, readCorpus } from '../corpus/corpus.ts';
import { loadGazetteer } from '../corpus/gazetteer/gazetteer.ts';
import { type Cut, cutPassages } from '../corpus/generation/cut.ts';
import { buildReason, staleReason } from '../corpus/generation/staleness.ts';
import { type Ingested, type IngestMemo, ingest } from '../corpus/ingest.ts';
import { createReadingMemo } from '../corpus/papers/memo.ts';
import { type KeptOfficeFiles, keepLines } from '../corpus/read/kept-lines.ts';
import { type OpenOptions, openKnowledge, readCurrentManifest, sweepIndex } from '../corpus/snapshot.ts';
import { readLexicon } from '../corpus/words/lexicon.ts';
import { createEmbedder } from '../engines/embedder.ts';
import { createIndexEngines } from '../engines/index-engines.ts';
import { hasScanner } from '../engines/scanner/installed.ts';
import { createScriptConverter } from '../engines/script-converter.ts';
import { createSegmenter } from '../engines/segmenter.ts';
import { AppError, type ErrorCode, messageOf, toldOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { wording } from '../wording.ts';
import { keepReload } from './last-reload.ts';
import type { Models } from './models.ts';
import { createOfficeFilesApart, type OfficeFilesApart } from './office-files.ts';

/**
 * When the index is built before the app serves: `stale`, where the corpus or a setting changed since; `unusable`,
 * where there is none or it is of another model, format or corpus; `never`, where it must be there and is taken as it is.
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
  /** Models of whoever closes them after the app; absent: its own, as `Config` names them. */
  readonly models?: Models;
  /** Ends the making of the app, not the app: `createApp` rejects with its reason and leaves nothing half-written. */
  readonly signal?: AbortSignal;
}

export interface BuildOptions {
  readonly onProgress?: ((progress: IngestProgress) => void) | undefined;
  /** Gives up the build; the promise rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Whether one file that cannot be read fails the build. */
  readonly isStrict?: boolean | undefined;
}

/** Every part that reading and building need; made once a process. */
export type Parts = Awaited<ReturnType<typeof createParts>>;

export interface PartsOptions {
  readonly passages?: PassageSettings | undefined;
  /** Absent: the one that `config` names. */
  readonly embedder?: Models['embedder'] | undefined;
  /** No question is asked of it: see `EmbedderOptions`. */
  readonly passagesAlone?: boolean;
}

export async function createParts(
  config: Config,
  { passages = DEFAULT_SETTINGS.passages, embedder, passagesAlone = false }: PartsOptions = {},
) {
  const { modelsDir, embeddingModel: model } = config;
  const synonyms = await readLexicon(join(PROJECT_DIR, 'lexicon'));
  // Loads on a thread of its own while this one reads dictionaries.
  const opening = embedder ?? createEmbedder({ modelsDir, model, passagesAlone });
  const segmenter = createSegmenter();
  segmenter.words('');
  const script = createScriptConverter();
  const ingested: IngestMemo = { cuts: new WeakMap() };
  return {
    segmenter,
    passages,
    script,
    synonyms,
    gazetteer: loadGazetteer((word) => segmenter.partOfSpeech(word), script.toSimplified),
    engines: createIndexEngines(),
    embedder: await opening,
    files: openFiles(config),
    memo: createReadingMemo(),
    ingested,
  };
}

/** Reads files of office programs apart from this process, and keeps what it read beside the index. */
function openFiles({ indexDir, reading }: Config): KeptOfficeFiles & Pick<OfficeFilesApart, 'close'> {
  const { ocr, libreOffice } = reading;
  const apart = createOfficeFilesApart({ ocr, libreOffice }, reading);
  const settings = JSON.stringify({ ocr: ocr && hasScanner(), libreOffice: libreOffice !== null });
  return { ...keepLines(apart, join(indexDir, KEPT_LINES), settings), close: apart.close };
}

/** The folder of an index that holds what was read of files. */
const KEPT_LINES = 'lines';

export async function build(
  config: Config,
  parts: Parts,
  { onProgress, signal, isStrict = false }: BuildOptions,
): Promise<Ingested> {
  signal?.throwIfAborted();
  const built = await ingest({
    corpus: (onFile) => readReports(config, parts, { signal, onFile }),
    corpusPath: config.corpusPath,
    indexDir: config.indexDir,
    engines: parts.engines,
    embedders: sideBySide(parts.embedder),
    segmenter: parts.segmenter,
    passages: parts.passages,
    script: parts.script,
    isStrict,
    memo: parts.ingested,
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
  });
  // The index is whole without it.
  await keepReload(config.indexDir, built).catch(() => undefined);
  await parts.files.forgetOthers(new Set(built.knowledge.documents.map(({ sha256 }) => sha256)));
  return built;
}

/** The embedder once for each core: it shares passages out among as many threads. */
function sideBySide(embedder: Embedder): NonEmpty<Embedder> {
  return [embedder, ...Array<Embedder>(availableParallelism() - 1).fill(embedder)];
}

/** An index that was opened or built, with what is known of its age. */
export interface Serving {
  readonly knowledge: Knowledge;
  /** Why the reports of before serve, or may: sentences for a person; absent where the present ones do, as far as is known. */
  readonly staleBecause?: string;
}

/**
 * What serves first: the index as it is, or built where `options.build` says so. An index of another corpus never
 * serves, unless `build` is `never`: that one is taken as it is.
 */
export async function firstKnowledge(config: Config, parts: Parts, options: AppOptions): Promise<Serving> {
  const { log, build: when, signal } = options;
  const onFile = (reading: ReadingProgress) => options.onProgress?.({ phase: 'reading', ...reading });
  const reports = memoised(() => readReports(config, parts, { signal, onFile }));
  const own = { corpusPath: config.corpusPath, documents: async () => (await reports()).documents };
  const open = (made: Cut | null = null) =>
    openServing(config, parts, log, { made, ...(when !== 'never' && { own }) });
  const read = when === 'stale' ? await reports() : null;
  const stale = read && (await whyStale(config, parts, read));
  if (stale !== null) return buildOrServe(stale, open, config, parts, options);
  await sweepIndex(config.indexDir).catch((error: unknown) =>
    log('warn', 'index-not-swept', { reason: messageOf(error) }),
  );
  // What read the documents and what serves them hold them once.
  const made = read && (await cutPassages(read.documents, parts.passages, signal, parts.ingested.cuts));
  try {
    return await open(made);
  } catch (error) {
    if (when === 'never' || !(error instanceof AppError) || !isMended(error, when)) throw error;
    return buildOrServe(buildReason(error), open, config, parts, options);
  }
}

/** Whether building again is the mend: `ask` leaves a damaged index for somebody to look at, `start` has to serve. */
function isMended({ code }: AppError, build: BuildWhen): boolean {
  return MENDED.has(code) || (code === 'index-damaged' && build === 'stale');
}

const MENDED: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'index-missing',
  'index-mismatch',
  'index-foreign',
]);

async function whyStale(
  config: Config,
  parts: Parts,
  { documents, synonyms }: Corpus,
): Promise<string | null> {
  return staleReason({
    indexDir: config.indexDir,
    documents,
    synonyms,
    engines: parts.engines,
    model: parts.embedder.model,
    passages: parts.passages,
    cuts: parts.ingested.cuts,
  });
}

/** Builds; where that fails and an older generation of the same corpus can serve, it does, and says why. */
async function buildOrServe(
  reason: string,
  open: () => Promise<Serving>,
  config: Config,
  parts: Parts,
  options: AppOptions,
): Promise<Serving> {
  const { log, onBuild, signal } = options;
  signal?.throwIfAborted();
  onBuild?.(reason);
  try {
    return { knowledge: (await build(config, parts, options)).knowledge };
  } catch (error) {
    signal?.throwIfAborted();
    const serving = await open().catch(() => null);
    if (serving === null) throw error;
    log('error', 'index-not-built', { reason: messageOf(error), serving: serving.knowledge.version });
    return { ...serving, staleBecause: wording.stale.notBuilt(toldOf(error)) };
  }
}

/**
 * Why `serving` is, or may be, older than the reports after a reload failed by `fault`; undefined where it is known to be
 * what the present reports give.
 */
export async function staleAfter(
  fault: unknown,
  serving: Knowledge,
  config: Config,
  parts: Parts,
  signal: AbortSignal,
): Promise<string | undefined> {
  const isPresent = async (): Promise<boolean> => {
    const isNewest = (await readCurrentManifest(config.indexDir)).id === serving.version;
    return isNewest && (await whyStale(config, parts, await readReports(config, parts, { signal }))) === null;
  };
  // What cannot be read cannot be compared.
  return (await isPresent().catch(() => false)) ? undefined : wording.stale.notReloaded(toldOf(fault));
}

async function openServing(
  config: Config,
  { engines, embedder, script, passages, ingested }: Parts,
  log: Log,
  options: Pick<OpenOptions, 'own' | 'made'>,
): Promise<Serving> {
  const { knowledge, stored, skipped, exactBecause } = await openKnowledge(config.indexDir, {
    engines,
    model: embedder.model,
    passages,
    script,
    ...options,
  });
  ingested.stored = stored;
  for (const fault of skipped) log('error', 'generation-skipped', { ...fault });
  if (exactBecause !== undefined)
    log('warn', 'exact-search', {
      reason: `${exactBecause}。已改用逐段精确查找，几千段以上会慢一些。请运行 npm run ingest；如果反复出现，请重新安装（npm ci）。`,
    });
  const [newest] = skipped;
  return newest === undefined
    ? { knowledge }
    : { knowledge, staleBecause: wording.stale.damaged(newest.reason) };
}

/** `work`, done at the first call and no more: every call gives the same promise. */
function memoised<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}

/** The process that reads files ends with the reading. */
async function readReports(
  config: Config,
  { gazetteer, segmenter, script, synonyms, files, memo }: Parts,
  {
    signal,
    onFile,
  }: {
    readonly signal: AbortSignal | undefined;
    readonly onFile?: ((progress: ReadingProgress) => void) | undefined;
  },
): Promise<Corpus> {
  try {
    return await readCorpus(config.corpusPath, gazetteer, {
      synonyms,
      office: files,
      memo,
      onFile,
      isWord: (word) => segmenter.partOfSpeech(word) !== undefined,
      toSimplified: script.toSimplified,
      ...(signal && { signal }),
    });
  } finally {
    files.close();
  }
}
