import { join } from 'node:path';
import type { SynonymTable } from '../../core/language/vocabulary.ts';
import type { VectorRows } from '../../core/ports.ts';
import type { Passage, SourceDocument } from '../../core/types.ts';
import { AppError, reasonOf } from '../../errors.ts';
import type { z } from '../../forms.ts';
import { type FileSystem, sha256OfLines, writeSynced } from './file-system.ts';
import {
  assertFiled,
  bytesOf,
  checkFile,
  filedAs,
  filedAt,
  openChecked,
  parsedLines,
  readChecked,
  rowsOf,
} from './files/checked.ts';
import {
  documentForm,
  FILES,
  MANIFEST,
  type Manifest,
  passageForm,
  type StoredPassage,
  synonymsForm,
} from './form.ts';
import { assertWanted, createManifest, damaged, readManifest, serialised, type Wanted } from './manifest.ts';
import { documentLines, type PassageKeys, passageLines, synonymLine } from './serialised.ts';

/** What the texts of a generation were made of: it is served in place of what its files give, which is the same. */
export type Made = Pick<BuiltGeneration, 'documents' | 'passages' | 'keys'>;

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
  const parts = readWritten(fs, folder, filed, dimensions, content);
  // Told where it is awaited.
  parts.catch(() => undefined);
  try {
    await native.built;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('index-write', { path: folder, details: reasonOf(error) }, error);
  }
  await fs.sync(native.file);
  const files = { ...filed, [NATIVE_INDEX]: await filedAt(fs, native.file) };
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
    'documents.jsonl': bytesOfLines(documentLines(content.documents)),
    'passages.jsonl': bytesOfLines(passageLines(content.passages, content.keys)),
    'synonyms.json': Buffer.from(synonymLine(content.synonyms)),
    'vectors.f32': bytesOf(content.vectors),
    'sentences.f32': bytesOf(content.sentenceVectors),
    'words.bm25': Buffer.from(content.words),
    'bigrams.bm25': Buffer.from(content.bigrams),
  };
  for (const name of PARTS) await writeSynced(fs, join(folder, name), bytes[name]);
  return Object.fromEntries(PARTS.map((name) => [name, filedAs(bytes[name])])) as FiledParts;
}

function bytesOfLines(lines: Iterable<string>): Buffer {
  return Buffer.concat(Array.from(lines, (line) => Buffer.from(line)));
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
 * @param made what is served in place of what stands in its files, where these hold the same.
 * @throws AppError `index-damaged` that names the file, `index-mismatch`.
 */
export async function readGeneration(
  fs: FileSystem,
  folder: string,
  wanted?: Wanted,
  { before, made }: { readonly before?: GenerationParts; readonly made?: Made | null } = {},
): Promise<StoredGeneration> {
  const manifest = await readManifest(fs, folder);
  if (wanted) assertWanted(folder, manifest, wanted);
  const { counts, files, model } = manifest;
  const same = made && (await isOf(made, files)) ? made : undefined;
  const [{ filed, ...content }] = await Promise.all([
    before ?? readParts(fs, folder, files, model.dimensions, same),
    checkFile(fs, folder, NATIVE_INDEX, files[NATIVE_INDEX]),
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

/** Whether the files of documents and passages hold just this. */
async function isOf({ documents, passages, keys }: Made, filed: FiledParts): Promise<boolean> {
  return (
    filed['documents.jsonl'].sha256 === (await sha256OfLines(documentLines(documents))) &&
    filed['passages.jsonl'].sha256 === (await sha256OfLines(passageLines(passages, keys)))
  );
}

/**
 * Reads what was just written as a reader would that knows nothing of it, proves that it says the same, and keeps what it was
 * made of.
 */
async function readWritten(
  fs: FileSystem,
  folder: string,
  filed: FiledParts,
  dimensions: number,
  { documents, passages, keys }: Made,
): Promise<GenerationParts> {
  const read = await readParts(fs, folder, filed, dimensions);
  const other = passages.find((passage, ordinal) => !isSamePassage(passage, read.passages[ordinal]));
  if (other !== undefined) throw damaged(folder, `段落 ${other.id} 读回来不一样`);
  if (!(await isOf(read, filed))) throw damaged(folder, '资料或段落读回来不一样');
  return { ...read, documents, passages, keys };
}

/** In what is not written down of a passage, but made of its document. */
function isSamePassage({ id, text }: Passage, other: Passage | undefined): boolean {
  return id === other?.id && text === other.text;
}

/**
 * @param made what its documents and passages are, where that is known: the files are held against their checksums alone.
 * @throws AppError `index-damaged` that names the file.
 */
async function readParts(
  fs: FileSystem,
  folder: string,
  filed: FiledParts,
  dimensions: number,
  made?: Made,
): Promise<GenerationParts> {
  const opened = (name: PartName) => openChecked(fs, folder, name, filed[name]);
  const read = (name: PartName) => readChecked(fs, folder, name, filed[name]);
  const check = (name: PartName) => checkFile(fs, folder, name, filed[name]);
  const [vectors, sentenceVectors] = await Promise.all([opened('vectors.f32'), opened('sentences.f32')]);
  const [words, bigrams] = await Promise.all([read('words.bm25'), read('bigrams.bm25')]);
  const [synonyms] = await parsedLines(folder, 'synonyms.json', synonymsForm, await read('synonyms.json'));
  if (synonyms === undefined) throw damaged(folder, 'synonyms.json 是空的');
  if (made !== undefined) await Promise.all([check('documents.jsonl'), check('passages.jsonl')]);
  const { documents, passages, keys } = made ?? (await readTexts(folder, read));
  const sentences = keys.reduce((sum, { sentenceKeys }) => sum + sentenceKeys.length, 0);
  return {
    ...{ filed, documents, passages, keys, synonyms, words, bigrams },
    vectors: rowsOf(folder, 'vectors.f32', vectors, passages.length, dimensions),
    sentenceVectors: rowsOf(folder, 'sentences.f32', sentenceVectors, sentences, dimensions),
  };
}

async function readTexts(folder: string, read: (name: PartName) => Promise<Buffer>): Promise<Made> {
  const lines = <T>(name: PartName, form: z.ZodType<T>) =>
    read(name).then((bytes) => parsedLines(folder, name, form, bytes));
  const documents = await lines('documents.jsonl', documentForm);
  const stored = await lines('passages.jsonl', passageForm);
  return {
    documents,
    passages: withTexts(folder, stored, documents),
    keys: stored.map(({ key, sentences }) => ({ key, sentenceKeys: sentences.map((one) => one.key) })),
  };
}

function withTexts(
  folder: string,
  stored: readonly StoredPassage[],
  documents: readonly SourceDocument[],
): Passage[] {
  const byId = new Map(documents.map((document) => [document.id, document]));
  if (byId.size !== documents.length) throw damaged(folder, 'documents.jsonl 里有重复的编号');
  return stored.map(({ documentId, ordinal, headings, span, sentences, place, period }) => {
    const document = byId.get(documentId);
    if (!document || span.start >= span.end || span.end > document.text.length) {
      throw damaged(folder, `passages.jsonl 里的 ${documentId}#${ordinal} 超出了资料的范围`);
    }
    return {
      id: `${documentId}#${ordinal}`,
      ...{ documentId, ordinal, headings, span },
      text: document.text.slice(span.start, span.end),
      sentences: sentences.map(({ key: _, ...sentence }) => sentence),
      ...(place === undefined ? {} : { place }),
      ...(period === undefined ? {} : { period }),
    };
  });
}
