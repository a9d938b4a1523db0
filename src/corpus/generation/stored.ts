import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { SynonymTable } from '../../core/language/vocabulary.ts';
import type { VectorRows } from '../../core/ports.ts';
import type { Passage, SourceDocument } from '../../core/types.ts';
import { AppError, reasonOf } from '../../errors.ts';
import type { z } from '../../forms.ts';
import { type FileSystem, type OpenFile, sha256, sha256OfFile, writeSynced } from './file-system.ts';
import {
  documentForm,
  FILES,
  type FileName,
  MANIFEST,
  type Manifest,
  passageForm,
  type StoredPassage,
  synonymsForm,
} from './form.ts';
import {
  assertWanted,
  createManifest,
  damaged,
  fitting,
  parsed,
  reading,
  readManifest,
  readWhole,
  serialised,
  type Wanted,
} from './manifest.ts';
import { documentLines, type PassageKeys, passageLines, synonymLine } from './serialised.ts';

/** Lines between two turns of the event loop: a reload in a serving process must not hold up its answers. */
const LINES_A_TURN = 256;

/** What one generation holds. @template V how its vectors are kept. */
interface GenerationContent<V> {
  readonly documents: readonly SourceDocument[];
  readonly passages: readonly Passage[];
  /** The corpus's words and the product's. */
  readonly synonyms: SynonymTable;
  /** What was embedded of each passage, in order of ordinals. */
  readonly keys: readonly PassageKeys[];
  /** One unit vector a passage, row after row. */
  readonly vectors: V;
  /** One unit vector a sentence, row after row, passage after passage. */
  readonly sentenceVectors: V;
  /** Opaque to all but the engine that built them. */
  readonly words: Uint8Array;
  readonly bigrams: Uint8Array;
}

/** A generation as it was built, all of it in memory. */
export type BuiltGeneration = GenerationContent<Float32Array>;

/** A generation read back, every file of it compared with its checksum. Its vectors stay in their files. */
export interface StoredGeneration extends GenerationContent<VectorRows> {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Path of the native index, whose bytes are the ones that were built. */
  readonly nativeIndex: string;
}

/** The file of the native index. */
export const NATIVE_INDEX = 'hnsw.bin';

/** The native index while it is built. */
export interface NativeIndex {
  readonly file: string;
  /** Rejects where it cannot be built. */
  readonly built: Promise<void>;
}

/** Size and SHA-256 of a file. */
type Filed = Manifest['files'][FileName];

/** Of the files that are written before the native index is built. */
type FiledParts = Omit<Manifest['files'], typeof NATIVE_INDEX>;
type PartName = keyof FiledParts;

const PARTS = FILES.filter((name): name is PartName => name !== NATIVE_INDEX);

/** What a generation holds but for its native index, read back, every file of it compared with its checksum. */
export interface GenerationParts extends GenerationContent<VectorRows> {
  readonly filed: FiledParts;
}

export interface WrittenGeneration {
  readonly manifest: Manifest;
  /** Read back from the disk, while the native index is waited for. Rejects with AppError `index-damaged`. */
  readonly parts: Promise<GenerationParts>;
}

/**
 * Writes a whole generation into the folder `folder`, which holds its native index alone, each file forced to the disk,
 * the manifest last.
 */
export async function writeGeneration(
  fs: FileSystem,
  folder: string,
  content: BuiltGeneration,
  native: NativeIndex,
  options: Wanted & Pick<Manifest, 'corpus'> & { readonly builtAt: Date },
): Promise<WrittenGeneration> {
  const { dimensions } = options.model;
  const filed = await writeParts(fs, folder, content);
  const parts = readParts(fs, folder, filed, dimensions);
  // Told where it is awaited.
  parts.catch(() => undefined);
  try {
    await native.built;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('index-write', { path: folder, details: reasonOf(error) }, error);
  }
  await fs.sync(native.file);
  const files = { ...filed, [NATIVE_INDEX]: await filedOf(await fs.open(native.file)) };
  const { documents, passages } = content;
  const sentences = content.sentenceVectors.length / dimensions;
  const counts = { documents: documents.length, passages: passages.length, sentences };
  const manifest = createManifest({ ...options, counts, files: inOrder(files) });
  await writeSynced(fs, join(folder, MANIFEST), serialised(manifest));
  await fs.sync(folder);
  return { manifest, parts };
}

async function writeParts(fs: FileSystem, folder: string, content: BuiltGeneration): Promise<FiledParts> {
  const bytes: Record<PartName, Buffer> = {
    'documents.jsonl': Buffer.from(documentLines(content.documents)),
    'passages.jsonl': Buffer.from(passageLines(content.passages, content.keys)),
    'synonyms.json': Buffer.from(synonymLine(content.synonyms)),
    'vectors.f32': bytesOf(content.vectors),
    'sentences.f32': bytesOf(content.sentenceVectors),
    'words.bm25': Buffer.from(content.words),
    'bigrams.bm25': Buffer.from(content.bigrams),
  };
  for (const name of PARTS) await writeSynced(fs, join(folder, name), bytes[name]);
  return Object.fromEntries(PARTS.map((name) => [name, filedAs(bytes[name])])) as FiledParts;
}

function filedAs(bytes: Buffer): Filed {
  return { sha256: sha256(bytes), bytes: bytes.byteLength };
}

async function filedOf(file: OpenFile): Promise<Filed> {
  return { sha256: await sha256OfFile(file), bytes: file.bytes };
}

/** The manifest's checksum is of its fields in one order. */
function inOrder(files: Manifest['files']): Manifest['files'] {
  return Object.fromEntries(FILES.map((name) => [name, files[name]])) as Manifest['files'];
}

/**
 * Reads a generation whole. Size and SHA-256 of every file are compared before anything is made of its bytes, the
 * native index included, whose library would load a damaged file without a word.
 * @param wanted refuses a generation of another model or other settings before its files are read.
 * @param before parts of it that this process read back; those that the manifest names otherwise are damaged.
 * @throws AppError `index-damaged` that names the file, `index-mismatch`.
 */
export async function readGeneration(
  fs: FileSystem,
  folder: string,
  wanted?: Wanted,
  before?: GenerationParts,
): Promise<StoredGeneration> {
  const manifest = await readManifest(fs, folder);
  if (wanted) assertWanted(folder, manifest, wanted);
  const { counts, files, model } = manifest;
  const [{ filed, ...content }] = await Promise.all([
    before ?? readParts(fs, folder, files, model.dimensions),
    openChecked(fs, folder, NATIVE_INDEX, files[NATIVE_INDEX]),
  ]);
  for (const name of PARTS) assertFiled(folder, name, filed[name], files[name]);
  const { documents, passages, sentenceVectors } = content;
  if (
    documents.length !== counts.documents ||
    passages.length !== counts.passages ||
    sentenceVectors.size !== counts.sentences
  ) {
    throw damaged(folder, `${MANIFEST} 记的资料、段落或句子数与文件里的不符`);
  }
  return { ...content, folder, manifest, nativeIndex: join(folder, NATIVE_INDEX) };
}

/** @throws AppError `index-damaged` that names the file. */
async function readParts(
  fs: FileSystem,
  folder: string,
  filed: FiledParts,
  dimensions: number,
): Promise<GenerationParts> {
  const read = <N extends PartName>(name: N) => readChecked(fs, folder, name, filed[name]);
  const [vectors, sentenceVectors] = await Promise.all(
    (['vectors.f32', 'sentences.f32'] as const).map((name) => openChecked(fs, folder, name, filed[name])),
  );
  const [words, bigrams] = await Promise.all([read('words.bm25'), read('bigrams.bm25')]);
  const documents = await parsedLines(folder, 'documents.jsonl', documentForm, await read('documents.jsonl'));
  const stored = await parsedLines(folder, 'passages.jsonl', passageForm, await read('passages.jsonl'));
  const [synonyms] = await parsedLines(folder, 'synonyms.json', synonymsForm, await read('synonyms.json'));
  if (synonyms === undefined) throw damaged(folder, 'synonyms.json 是空的');
  const sentenceCount = stored.reduce((sum, { sentences }) => sum + sentences.length, 0);
  return {
    filed,
    documents,
    synonyms,
    passages: withTexts(folder, stored, documents),
    keys: stored.map(({ key, sentences }) => ({ key, sentenceKeys: sentences.map((one) => one.key) })),
    vectors: rowsOf(folder, 'vectors.f32', vectors as OpenFile, stored.length, dimensions),
    sentenceVectors: rowsOf(folder, 'sentences.f32', sentenceVectors as OpenFile, sentenceCount, dimensions),
    words,
    bigrams,
  };
}

function withTexts(
  folder: string,
  stored: readonly StoredPassage[],
  documents: readonly SourceDocument[],
): Passage[] {
  const byId = new Map(documents.map((document) => [document.id, document]));
  if (byId.size !== documents.length) throw damaged(folder, 'documents.jsonl 里有重复的编号');
  return stored.map(({ key: _, sentences, ...passage }) => {
    const { documentId, ordinal, span } = passage;
    const document = byId.get(documentId);
    if (!document || span.start >= span.end || span.end > document.text.length) {
      throw damaged(folder, `passages.jsonl 里的 ${documentId}#${ordinal} 超出了资料的范围`);
    }
    return {
      ...passage,
      id: `${documentId}#${ordinal}`,
      text: document.text.slice(span.start, span.end),
      sentences: sentences.map(({ key: __, ...sentence }) => sentence),
    };
  });
}

function rowsOf(
  folder: string,
  name: FileName,
  file: OpenFile,
  size: number,
  dimensions: number,
): VectorRows {
  const row = dimensions * Float32Array.BYTES_PER_ELEMENT;
  if (file.bytes !== size * row) throw damaged(folder, `${name} 里不是 ${size} 个 ${dimensions} 维的向量`);
  return {
    size,
    dimensions,
    read(first, into) {
      try {
        file.read(first * row, bytesOf(into));
      } catch (error) {
        throw damaged(folder, `${name} 读不了（${reasonOf(error)}）`, error);
      }
    },
  };
}

function bytesOf(vectors: Float32Array): Buffer {
  return Buffer.from(vectors.buffer, vectors.byteOffset, vectors.byteLength);
}

async function openChecked(fs: FileSystem, folder: string, name: FileName, wanted: Filed): Promise<OpenFile> {
  const file = await reading(folder, name, fs.open(join(folder, name)));
  if (file.bytes !== wanted.bytes) assertFiled(folder, name, { ...wanted, bytes: file.bytes }, wanted);
  assertFiled(folder, name, await filedOf(file), wanted);
  return file;
}

async function readChecked(fs: FileSystem, folder: string, name: FileName, wanted: Filed): Promise<Buffer> {
  const bytes = await readWhole(fs, folder, name);
  assertFiled(folder, name, filedAs(bytes), wanted);
  return bytes;
}

/** @throws AppError `index-damaged` that names the file. */
function assertFiled(folder: string, name: FileName, found: Filed, wanted: Filed): void {
  if (found.bytes !== wanted.bytes)
    throw damaged(folder, `${name} 有 ${found.bytes} 字节，应为 ${wanted.bytes} 字节`);
  if (found.sha256 !== wanted.sha256) throw damaged(folder, `${name} 与校验值不符`);
}

async function parsedLines<T>(
  folder: string,
  name: FileName,
  form: z.ZodType<T>,
  bytes: Buffer,
): Promise<T[]> {
  const values: T[] = [];
  for (const [at, line] of bytes.toString('utf8').split('\n').slice(0, -1).entries()) {
    values.push(fitting(folder, name, form, parsed(folder, name, line)));
    if (at % LINES_A_TURN === LINES_A_TURN - 1) await breathe();
  }
  return values;
}
