import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { EmbeddingModel, IndexEngines, ScriptConverter } from '../core/ports.ts';
import type { PassageSettings } from '../core/settings.ts';
import { AppError, type ErrorCode, reasonOf } from '../errors.ts';
import {
  codeOf,
  type FileSystem,
  nodeFileSystem,
  reportingFailures,
  writeSynced,
} from './generation/file-system.ts';
import { GENERATION_NAME, indexSettings, MANIFEST, type Manifest } from './generation/form.ts';
import { acquireLock } from './generation/lock.ts';
import { readManifest } from './generation/manifest.ts';
import { assertOwn, type Ownership } from './generation/ownership.ts';
import { type Made, readGeneration, type StoredGeneration } from './generation/stored.ts';
import { assembleKnowledge, type OpenedKnowledge } from './knowledge.ts';

/** Names the serving generation on its first line and the ones kept behind it, newest first, on the next. */
const CURRENT = 'CURRENT';
const CURRENT_DRAFT = 'CURRENT.tmp';
const KEPT_BEHIND = 2;
const READ_ATTEMPTS = 3;

export interface OpenOptions {
  readonly engines: IndexEngines;
  /** The model that questions are embedded with. */
  readonly model: EmbeddingModel;
  /** How its passages must have been cut and embedded; the product's own way when absent. */
  readonly passages?: PassageSettings;
  /** Passages in traditional characters are matched by their simplified form; as they are written when absent. */
  readonly script?: ScriptConverter;
  /** What is served in place of what it holds, where that is the same. */
  readonly made?: Made | null;
  /** The corpus that it must be of; any when absent. */
  readonly own?: Ownership;
  readonly fileSystem?: FileSystem;
}

/** Whole, but not what is asked for: what lies behind it is older still. */
const UNLIKE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['index-mismatch', 'index-foreign']);

const AS_WRITTEN: ScriptConverter = { toSimplified: (text) => text };

export interface OpenedIndex extends OpenedKnowledge {
  /** What the serving structures were opened from. */
  readonly stored: StoredGeneration;
  /** Newer generations that are damaged and were passed over, newest first. */
  readonly skipped: readonly { readonly generation: string; readonly reason: string }[];
}

/**
 * Opens the serving generation of `indexDir`, or the newest whole one behind it where that is damaged.
 * @throws AppError `index-missing`; `index-mismatch` when it was built for another model, format or settings;
 * `index-foreign` when it is of another corpus; `index-damaged` when no generation is whole; what reading the corpus
 * throws, where that has to tell.
 */
export async function openKnowledge(indexDir: string, options: OpenOptions): Promise<OpenedIndex> {
  const fs = options.fileSystem ?? nodeFileSystem;
  const wanted = { model: options.model, settings: indexSettings(options.engines, options.passages) };
  let faults: { generation: string; error: AppError }[] = [];
  for (let attempt = 0; attempt < READ_ATTEMPTS; attempt++) {
    const pointer = await readPointer(fs, indexDir);
    if (pointer === null) throw new AppError('index-missing', { path: indexDir });
    faults = [];
    if (pointer.names === null) faults.push({ generation: CURRENT, error: damagedPointer(indexDir) });
    for (const generation of pointer.names ?? (await generationsByAge(fs, indexDir))) {
      try {
        const stored = await readGeneration(fs, join(indexDir, generation), wanted, {
          made: options.made ?? null,
        });
        if (options.own) await assertOwn(indexDir, stored, options.own);
        const opened = assembleKnowledge(stored, options.engines, options.script ?? AS_WRITTEN);
        const skipped = faults.map((fault) => ({
          generation: fault.generation,
          reason: fault.error.message,
        }));
        return { ...opened, stored, skipped };
      } catch (error) {
        // The corpus itself may be at fault, where it is read to tell whose index this is.
        if (!(error instanceof AppError && error.code.startsWith('index-'))) throw error;
        if (UNLIKE.has(error.code) && faults.length === 0) throw error;
        faults.push({ generation, error });
      }
    }
    // A writer may have swapped and swept while this reader was at an old generation.
    if ((await readPointer(fs, indexDir))?.text === pointer.text) break;
  }
  throw faults[0]?.error ?? damagedPointer(indexDir);
}

/**
 * The manifest of the serving generation, its other files unread.
 * @throws AppError `index-missing`, `index-damaged`, `index-mismatch` (format alone).
 */
export async function readCurrentManifest(indexDir: string, fs = nodeFileSystem): Promise<Manifest> {
  const pointer = await readPointer(fs, indexDir);
  if (pointer === null) throw new AppError('index-missing', { path: indexDir });
  const [serving] = pointer.names ?? [];
  if (serving === undefined) throw damagedPointer(indexDir);
  return readManifest(fs, join(indexDir, serving));
}

/** The only writer of an index, from the reading of the corpus to the swap. */
export interface IndexWriter {
  /** Every failure of it is AppError `index-write`. */
  readonly fs: FileSystem;
  /** An empty folder in which the next generation is built. */
  readonly draft: string;
  /** The newest whole generation of any model and settings, whose vectors may be kept; null when there is none. */
  readonly previous: StoredGeneration | null;
  /**
   * Makes the generation in `draft` the serving one by one rename, and sweeps what nothing refers to any more.
   * @returns the manifest that serves: an earlier one where the same content had been built before.
   * @throws AppError `index-changed` or `index-locked` when another writer came between; nothing is swapped then.
   */
  publish(manifest: Manifest): Promise<Manifest>;
}

/**
 * Runs `work` as the only writer of `indexDir`, after sweeping what a crash left there. Whatever is not published
 * is removed. A failure of the disk becomes AppError `index-write`.
 * @param remembered a generation that this process read: it is not read again where it is the serving one.
 * @throws AppError `index-locked` at once when another process is writing.
 */
export async function asWriter<T>(
  indexDir: string,
  work: (writer: IndexWriter) => Promise<T>,
  fileSystem: FileSystem = nodeFileSystem,
  remembered?: StoredGeneration,
): Promise<T> {
  const fs = reportingFailures(fileSystem, indexDir);
  await fs.makeFolder(indexDir);
  const lock = await acquireLock(indexDir, fs);
  const draft = join(indexDir, `tmp-${process.pid}-${randomUUID()}`);
  try {
    const pointer = await readPointer(fs, indexDir);
    await sweep(fs, indexDir, pointer?.names ?? null);
    const isServing = remembered !== undefined && pointer?.names?.[0] === `gen-${remembered.manifest.id}`;
    const previous = isServing ? remembered : await newestWhole(fs, indexDir, pointer);
    await fs.makeFolder(draft);
    const publish = async (manifest: Manifest): Promise<Manifest> => {
      const name = `gen-${manifest.id}`;
      const published = await placeGeneration(fs, indexDir, draft, manifest);
      await lock.assertHeld();
      const found = await readPointer(fs, indexDir);
      if (found?.text !== pointer?.text) throw changed(indexDir, pointer, found);
      const behind = (pointer?.names ?? []).filter((other) => other !== name).slice(0, KEPT_BEHIND);
      await writePointer(fs, indexDir, [name, ...behind]);
      // The swap is done: what cannot be removed now is removed by the next writer.
      await sweep(fs, indexDir, [name, ...behind]).catch(() => undefined);
      return published;
    };
    return await work({ fs, draft, previous, publish });
  } catch (error) {
    // A writer that was taken for dead loses its draft to the sweep of the next: say that, not "no such file".
    const lost: unknown = await lock.assertHeld().catch((fault: unknown) => fault);
    throw lost instanceof AppError && lost.code === 'index-locked' ? lost : error;
  } finally {
    await fs.remove(draft).catch(() => undefined);
    await lock.release();
  }
}

/**
 * Removes what crashed writers left in `indexDir`: drafts, and generations that `CURRENT` does not name.
 * @returns the names removed; none when there is no index or another process is writing it.
 * @throws AppError `index-write`
 */
export async function sweepIndex(
  indexDir: string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<string[]> {
  const fs = reportingFailures(fileSystem, indexDir);
  if ((await readPointer(fs, indexDir)) === null) return [];
  try {
    const lock = await acquireLock(indexDir, fs);
    try {
      return await sweep(fs, indexDir, (await readPointer(fs, indexDir))?.names ?? null);
    } finally {
      await lock.release();
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'index-locked') return [];
    throw error;
  }
}

interface Pointer {
  readonly text: string;
  /** Null when the file does not hold names of generations. */
  readonly names: readonly string[] | null;
}

/** Null when there is no `CURRENT`. */
async function readPointer(fs: FileSystem, indexDir: string): Promise<Pointer | null> {
  try {
    const text = (await fs.read(join(indexDir, CURRENT))).toString('utf8');
    const names = text.split('\n').slice(0, -1);
    const whole = text.endsWith('\n') && names.every((name) => GENERATION_NAME.test(name));
    return { text, names: whole ? names : null };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    if (error instanceof AppError) throw error;
    throw new AppError('index-unreadable', { path: indexDir, details: reasonOf(error) }, error);
  }
}

async function writePointer(fs: FileSystem, indexDir: string, names: readonly string[]): Promise<void> {
  const draft = join(indexDir, CURRENT_DRAFT);
  await writeSynced(fs, draft, names.map((name) => `${name}\n`).join(''));
  await fs.rename(draft, join(indexDir, CURRENT));
  // The swap is done. Should the folder not reach the disk, a power cut leaves the old pointer, which is whole too.
  await fs.sync(indexDir).catch(() => undefined);
}

/**
 * Gives the draft its final name, unless the same generation is there already and whole: of that the manifest alone is
 * replaced, where it was built from another place.
 */
async function placeGeneration(
  fs: FileSystem,
  indexDir: string,
  draft: string,
  manifest: Manifest,
): Promise<Manifest> {
  const name = `gen-${manifest.id}`;
  const folder = join(indexDir, name);
  if ((await fs.list(indexDir)).includes(name)) {
    try {
      const { manifest: found } = await readGeneration(fs, folder);
      if (found.corpus === manifest.corpus) return found;
      await fs.rename(join(draft, MANIFEST), join(folder, MANIFEST));
      await fs.sync(folder);
      return manifest;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await fs.rename(folder, join(indexDir, `tmp-${process.pid}-${randomUUID()}`));
    }
  }
  await fs.rename(draft, folder);
  await fs.sync(indexDir);
  return manifest;
}

/** Removes drafts, and every generation that `kept` does not name; with `kept` unknown, drafts alone. */
async function sweep(fs: FileSystem, indexDir: string, kept: readonly string[] | null): Promise<string[]> {
  const orphans = (await fs.list(indexDir)).filter(
    (name) =>
      name.startsWith('tmp-') ||
      name === CURRENT_DRAFT ||
      (kept !== null && GENERATION_NAME.test(name) && !kept.includes(name)),
  );
  for (const name of orphans) await fs.remove(join(indexDir, name));
  return orphans;
}

async function newestWhole(
  fs: FileSystem,
  indexDir: string,
  pointer: Pointer | null,
): Promise<StoredGeneration | null> {
  for (const name of pointer?.names ?? (await generationsByAge(fs, indexDir))) {
    try {
      return await readGeneration(fs, join(indexDir, name));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return null;
}

/** Names of the generations whose manifest can be read, the newest first: the order when `CURRENT` is lost. */
async function generationsByAge(fs: FileSystem, indexDir: string): Promise<string[]> {
  const found: { name: string; builtAt: string }[] = [];
  for (const name of (await fs.list(indexDir)).filter((entry) => GENERATION_NAME.test(entry))) {
    try {
      found.push({ name, builtAt: (await readManifest(fs, join(indexDir, name))).builtAt });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return found.toSorted((a, b) => (a.builtAt < b.builtAt ? 1 : -1)).map(({ name }) => name);
}

function damagedPointer(indexDir: string): AppError {
  return new AppError('index-damaged', { path: indexDir, details: `${CURRENT} 里没有写明用哪一份索引` });
}

function changed(indexDir: string, expected: Pointer | null, found: Pointer | null): AppError {
  const first = (pointer: Pointer | null) => pointer?.names?.[0] ?? '无';
  return new AppError('index-changed', { path: indexDir, expected: first(expected), found: first(found) });
}
