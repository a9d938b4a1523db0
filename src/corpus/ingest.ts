import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { unlessAborted } from '../abort.ts';
import type {
  DocumentReport,
  Embedder,
  EmbeddingModel,
  IndexEngines,
  IngestProgress,
  Knowledge,
  ReloadReport,
  ScriptConverter,
  Segmenter,
  VectorRows,
} from '../core/ports.ts';
import type { PassageSettings } from '../core/settings.ts';
import { type CorpusChanges, changesBetween } from '../core/shown/documents.ts';
import type { NonEmpty, Passage, SourceDocument } from '../core/types.ts';
import { AppError, reasonOf } from '../errors.ts';
import type { Corpus, ReadingProgress } from './corpus.ts';
import { checkKnowledge } from './generation/check.ts';
import { type Cuts, cutPassages } from './generation/cut.ts';
import { embedAll, type KeptVectors } from './generation/embed.ts';
import type { FileSystem } from './generation/file-system.ts';
import { indexSettings } from './generation/form.ts';
import { buildKeywords, termReader } from './generation/keywords.ts';
import type { Wanted } from './generation/manifest.ts';
import { documentLines } from './generation/serialised.ts';
import {
  type GenerationParts,
  NATIVE_INDEX,
  type NativeIndex,
  readGeneration,
  type StoredGeneration,
  writeGeneration,
} from './generation/stored.ts';
import { assembleKnowledge } from './knowledge.ts';
import { withPassages } from './papers/document.ts';
import { asWriter, type IndexWriter } from './snapshot.ts';

export interface IngestOptions {
  /** Called once this process is the only writer, so that no older reading of the corpus replaces a newer one. */
  readonly corpus: (onFile: (progress: ReadingProgress) => void) => Promise<Corpus>;
  /** Where the corpus is: absolute, for it tells the generations of one corpus from those of another. */
  readonly corpusPath: string;
  readonly indexDir: string;
  readonly engines: IndexEngines;
  /** All of one model; the passages are shared out among them. */
  readonly embedders: NonEmpty<Embedder>;
  readonly segmenter: Segmenter;
  readonly passages?: PassageSettings;
  readonly script: ScriptConverter;
  /** Whether one file that cannot be read fails all, before anything is written. */
  readonly isStrict?: boolean;
  /** What earlier ingests of this process left for this one, by the same settings and parts. */
  readonly memo?: IngestMemo;
  readonly onProgress?: (progress: IngestProgress) => void;
  /** Gives up before the swap, at once or after the step that runs; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly fileSystem?: FileSystem;
  readonly now?: () => Date;
}

export interface IngestMemo {
  readonly cuts: Cuts;
  /** The generation that was published or opened last. */
  stored?: StoredGeneration;
}

export interface Ingested {
  readonly report: ReloadReport;
  /** What is other than in the generation before. */
  readonly changes: CorpusChanges;
  /** Id of the generation before; null where there was none that could be read. */
  readonly previous: string | null;
  /** The new generation, opened as it was checked: ready to serve. */
  readonly knowledge: Knowledge;
}

/**
 * Builds the next generation of `indexDir` beside the serving one, checks it as a reader would open it, and makes it
 * current by one rename. Whatever fails, and wherever the process dies, the previous generation stays whole.
 * Passages and sentences whose embedded text did not change keep their vectors.
 * @throws AppError `corpus-empty`, `files-refused`, `index-locked`, `index-changed`, `index-write`, `index-unproven`, and what reading
 * the corpus and embedding throw.
 */
export async function ingest(options: IngestOptions): Promise<Ingested> {
  const started = performance.now();
  const { indexDir, engines, signal, memo } = options;
  const [{ model }] = options.embedders;
  const progress = options.onProgress ?? (() => undefined);
  if (options.embedders.some((embedder) => embedder.model.sha256 !== model.sha256)) {
    throw new TypeError('The embedders of one ingest run different models; expected one model.');
  }

  return asWriter(
    indexDir,
    async (writer) => {
      const corpus = await options.corpus((reading) => progress({ phase: 'reading', ...reading }));
      const files = corpus.documents.length + corpus.refused.length;
      progress({ phase: 'reading', done: files, total: files });
      if (options.isStrict === true && corpus.refused.length > 0) throw refusedFiles(corpus);
      const cut = await cutPassages(corpus.documents, options.passages, signal, memo?.cuts);
      if (cut.passages.length === 0) throw nothingToIndex(options.corpusPath, corpus);
      signal?.throwIfAborted();

      const kept = keptVectors(writer.previous, model);
      const passageCount = cut.passages.length;
      const all = await embedAll({
        textOf: (row) => (row < passageCount ? cut.textOf(row) : cut.sentenceTextOf(row - passageCount)),
        keys: [...cut.keys.map(({ key }) => key), ...cut.keys.flatMap(({ sentenceKeys }) => sentenceKeys)],
        kept,
        embedders: options.embedders,
        onEmbedded: (done, total) => progress({ phase: 'embedding', done, total }),
        ...(signal && { signal }),
      });
      const vectors = all.subarray(0, passageCount * model.dimensions);
      const sentenceVectors = all.subarray(vectors.length);

      progress({ phase: 'indexing', done: 0, total: 3 });
      const native = buildNativeIndex(engines, vectors, model.dimensions, writer.draft);
      const wanted = { model, settings: indexSettings(engines, options.passages) };
      const { synonyms } = corpus;
      const termsOf = termReader(options.segmenter, options.script, synonyms);
      const keywords = await buildKeywords(cut, {
        ...{ engines, termsOf, synonyms, settings: wanted.settings, before: writer.previous, signal },
      });
      progress({ phase: 'indexing', done: 2, total: 3 });
      signal?.throwIfAborted();
      const writing = writeGeneration(
        writer.fs,
        writer.draft,
        {
          documents: corpus.documents,
          passages: cut.passages,
          synonyms,
          keys: cut.keys,
          vectors,
          sentenceVectors,
          ...keywords,
        },
        native,
        { ...wanted, corpus: options.corpusPath, builtAt: (options.now ?? (() => new Date()))() },
      );
      const changes = changesBetween(writer.previous?.documents ?? [], corpus.documents, isSame);
      // Left alone, it goes on in a draft that is gone and that nothing names.
      const { manifest, parts } = await unlessAborted(writing, signal);
      progress({ phase: 'indexing', done: 3, total: 3 });

      progress({ phase: 'checking', done: 0, total: 1 });
      const stored = await readBack(writer, indexDir, wanted, parts);
      await breathe();
      const opened = assembleKnowledge(stored, engines, options.script);
      await breathe();
      await checkKnowledge(indexDir, opened, {
        documents: corpus.documents.length,
        passages: passageCount,
        vectors,
        sentenceVectors,
        termsOf: (ordinal) => termsOf(cut.textOf(ordinal)),
      });
      signal?.throwIfAborted();
      const { builtAt } = await writer.publish(manifest);
      if (memo !== undefined) memo.stored = stored;
      progress({ phase: 'checking', done: 1, total: 1 });

      const knowledge = Object.freeze({ ...opened.knowledge, builtAt });
      const report: ReloadReport = {
        corpusVersion: knowledge.version,
        documents: withPassageCounts(corpus, cut.passages),
        refusedFiles: corpus.refused,
        passages: cut.passages.length,
        embedded: cut.keys.filter(({ key }) => !kept.has(key)).length,
        changes: pathsOf(changes),
        seconds: (performance.now() - started) / 1000,
      };
      return { report, knowledge, changes, previous: writer.previous?.manifest.id ?? null };
    },
    options.fileSystem,
    memo?.stored,
  );
}

/** Builds in a process of its own while terms are read; of a fault it is told where the index is waited for. */
function buildNativeIndex(
  engines: IndexEngines,
  vectors: Float32Array,
  dimensions: number,
  folder: string,
): NativeIndex {
  const file = join(folder, NATIVE_INDEX);
  const built = engines.buildVectorIndex(vectors, dimensions, file);
  built.catch(() => undefined);
  return { file, built };
}

/** The vectors of the previous generation by the key of their text; none when another model made them. */
function keptVectors(
  previous: StoredGeneration | null,
  { sha256: modelSha256, dimensions }: EmbeddingModel,
): KeptVectors {
  const made = previous?.manifest.model;
  const rows = new Map<string, readonly [vectors: VectorRows, row: number]>();
  if (previous && made?.sha256 === modelSha256 && made.dimensions === dimensions) {
    for (const [row, { key }] of previous.keys.entries()) rows.set(key, [previous.vectors, row]);
    let sentence = 0;
    for (const { sentenceKeys } of previous.keys)
      for (const key of sentenceKeys) rows.set(key, [previous.sentenceVectors, sentence++]);
  }
  return {
    has: (key) => rows.has(key),
    read(key, into) {
      const [vectors, row] = rows.get(key) ?? [];
      if (vectors === undefined || row === undefined) return false;
      vectors.read(row, into);
      return true;
    },
  };
}

/** Reads the draft as a reader would read it: what does not come back as it was written was not written. */
async function readBack(
  writer: IndexWriter,
  indexDir: string,
  wanted: Wanted,
  parts: Promise<GenerationParts>,
): Promise<StoredGeneration> {
  try {
    return await readGeneration(writer.fs, writer.draft, wanted, { before: await parts });
  } catch (error) {
    const details = error instanceof AppError ? (error.fields.details ?? error.message) : reasonOf(error);
    throw new AppError('index-write', { path: indexDir, details }, error);
  }
}

function refusedFiles({ refused }: Corpus): AppError {
  const details = refused.map(({ path, reason }) => `${path}：${reason}`).join('；');
  return new AppError('files-refused', { count: refused.length, details });
}

function nothingToIndex(path: string, { documents, refused }: Corpus): AppError {
  const why = [
    ...(documents.length > 0
      ? [`${documents.length} 份资料里没有成句的文字：${namesOf(documents.map((document) => document.path))}`]
      : []),
    ...refused.map(({ path, reason }) => `${path}：${reason}`),
  ].join('；');
  return new AppError('corpus-empty', { path, details: why && `（${why}）` });
}

/** So many files are named where all of them have the same fault. */
const NAMED = 5;

function namesOf(paths: readonly string[]): string {
  return `${paths.slice(0, NAMED).join('、')}${paths.length > NAMED ? ' 等' : ''}`;
}

function withPassageCounts({ documents, reports }: Corpus, passages: readonly Passage[]): DocumentReport[] {
  const counts = new Map<string, number>();
  for (const { documentId } of passages) counts.set(documentId, (counts.get(documentId) ?? 0) + 1);
  return reports.map((report, at) => withPassages(report, counts.get(documents[at]?.id ?? '') ?? 0));
}

/** In everything that is kept of them: a title or a place that is detected otherwise is a change too. */
function isSame(one: SourceDocument, other: SourceDocument): boolean {
  const [line, otherLine] = [...documentLines([one, other])];
  return line === otherLine;
}

/** Paths of documents; a file with another name came, and the one of the old name went. */
function pathsOf({ added, changed, removed, renamed }: CorpusChanges): ReloadReport['changes'] {
  return {
    added: [...added, ...renamed].map(({ path }) => path),
    changed: changed.map(({ path }) => path),
    removed: [...removed.map(({ path }) => path), ...renamed.map(({ from }) => from)],
  };
}
