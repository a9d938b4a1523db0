import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { hasWords } from '../core/language/text.ts';
import { NO_SYNONYMS, type SynonymTable } from '../core/language/vocabulary.ts';
import type { Gazetteer } from '../core/places/places.ts';
import type { SourceDocument } from '../core/types.ts';
import { AppError, reasonOf } from '../errors.ts';
import { maskPersonsIn } from '../personal-data.ts';
import { type Given, papersOf } from './detect.ts';
import { type FileBytes, filesInTurn, limitOf, listFiles, type RefusedFile, readBytes } from './files.ts';
import { sha256 } from './generation/file-system.ts';
import { asWritten, type ToSimplified } from './papers/as-written.ts';
import { withoutPersons } from './papers/detected.ts';
import { documentOf, type ReadingReport, reportOf, withMutualRepeals } from './papers/document.ts';
import { createReadingMemo, type MadeDocument, type ReadingMemo } from './papers/memo.ts';
import { readJsonl } from './read/jsonl.ts';
import type { OnPage } from './read/office.ts';
import { HEAD_BYTES, type RawReport, type ReportReader, UnreadableReport } from './read/reader.ts';
import {
  createReaders,
  isReadable,
  isText,
  type ReaderOptions,
  readerFor,
  unreadable,
} from './read/readers.ts';
import { readPlainText } from './read/text.ts';
import {
  type Correction,
  loadSources,
  loadSourcesOf,
  placeGiven,
  SOURCES_FILE,
  type Sources,
} from './sources.ts';
import { blocksOf } from './structure/blocks.ts';
import { addSynonyms, SYNONYMS_FILE } from './words/synonyms.ts';

export interface Corpus {
  /** The product's words, and the folder's own. */
  readonly synonyms: SynonymTable;
  /** In order of their paths. */
  readonly documents: readonly SourceDocument[];
  /** One for each document, in the same order. */
  readonly reports: readonly ReadingReport[];
  readonly refused: readonly RefusedFile[];
}

export interface ReadOptions extends ReaderOptions {
  /** Told before each file how many of them are read, and of a long one after each of its pages. */
  readonly onFile?: ((progress: ReadingProgress) => void) | undefined;
  /** The words that every corpus has; a folder's own are added. */
  readonly synonyms?: SynonymTable;
  /** Traditional characters as simplified ones, at the same length; what a paper says is read as it is written when absent. */
  readonly toSimplified?: ToSimplified;
  /** What earlier readings by the same readers made, and where this one keeps what it makes. */
  readonly memo?: ReadingMemo;
  readonly signal?: AbortSignal;
}

export interface ReadingProgress {
  /** Files that were read. */
  readonly done: number;
  readonly total: number;
  /** The one that is being read. */
  readonly file: string;
  readonly page?: { readonly done: number; readonly total: number };
}

/** Bytes of a `.jsonl`, which may hold many reports. */
const MAX_JSONL = 1024 * 1024 * 1024;
/** Reports of a `.jsonl` between two turns of the event loop. */
const REPORTS_A_TURN = 16;

/**
 * Reads a folder of reports, one `.jsonl` of them, or one report with what stands about it in the files beside it. What
 * cannot be read is refused by name and the others go on; an empty corpus is no error here.
 * @throws AppError `corpus-missing`, `sources-invalid`, `synonyms-invalid`; the signal's reason, between two reports.
 */
export async function readCorpus(
  path: string,
  gazetteer: Gazetteer,
  options: ReadOptions = {},
): Promise<Corpus> {
  const found = await stat(path).catch((error: unknown) => {
    throw new AppError('corpus-missing', { path }, error);
  });
  const { memo = createReadingMemo(), toSimplified } = options;
  const collector = createCollector(gazetteer, memo, toSimplified);
  let { synonyms = NO_SYNONYMS } = options;
  if (found.isDirectory()) {
    synonyms = await addSynonyms(synonyms, join(path, SYNONYMS_FILE));
    await readFolder(path, gazetteer, collector, options);
  } else if (/\.jsonl$/iu.test(path)) await readLines(path, collector, options);
  else if (found.isFile()) {
    const [root, name] = [dirname(path), basename(path)];
    synonyms = await addSynonyms(synonyms, join(root, SYNONYMS_FILE));
    const sources = await loadSourcesOf(join(root, SOURCES_FILE), name, gazetteer);
    const readers = createReaders(options);
    const reading = { sources, readers, collector, signal: options.signal };
    if (!isReadable(name, readers)) collector.refuse(name, unreadable(name));
    else await addReport(name, await readBytes(path, limitOf(name)), reading);
  } else throw new AppError('corpus-missing', { path });
  memo.forgetOthers();
  return { ...collector.read(), synonyms };
}

/** A file before it is read. */
interface File {
  readonly id: string;
  readonly path: string;
  readonly sha256: string;
  /** What was said of it beside its text, by the file that it stands in. */
  readonly given?: Given;
  readonly correction?: Correction;
}

interface Collector {
  /**
   * Makes a document of a file, and refuses it by its path where that cannot be.
   * @param read called only where nothing is remembered of the file. @throws what it throws, but for `UnreadableReport`.
   */
  add(file: File, read: () => RawReport | Promise<RawReport>): Promise<void>;
  refuse(path: string, reason: string): void;
  read(): Omit<Corpus, 'synonyms'>;
}

function createCollector(gazetteer: Gazetteer, memo: ReadingMemo, toSimplified?: ToSimplified): Collector {
  const documents: SourceDocument[] = [];
  const reports: ReadingReport[] = [];
  const refused: RefusedFile[] = [];
  /** The paths of the first with each content, text and id. */
  const firstWith = {
    content: new Map<string, string>(),
    text: new Map<string, string>(),
    id: new Map<string, string>(),
  };

  async function made(file: File, read: () => RawReport | Promise<RawReport>): Promise<MadeDocument> {
    const key = JSON.stringify([file.path, file.id, file.sha256, file.given, file.correction]);
    const remembered = memo.find(key);
    if (remembered !== undefined) return remembered;
    const document = makeDocument(file, await read(), gazetteer, toSimplified);
    memo.keep(key, document);
    return document;
  }

  async function add(file: File, read: () => RawReport | Promise<RawReport>): Promise<void> {
    const refuse = (reason: string) => void refused.push({ path: file.path, reason });
    const sameContent = firstWith.content.get(file.sha256);
    if (sameContent !== undefined) return refuse(`内容和 ${sameContent} 完全一样，留一份就够`);
    const id = firstWith.id.has(file.id) ? file.path : file.id;
    const sameId = firstWith.id.get(id);
    if (sameId !== undefined) return refuse(`编号（${id}）和 ${sameId} 相同，请改掉其中一个的名字`);
    let found: MadeDocument;
    try {
      found = await made({ ...file, id }, read);
    } catch (error) {
      if (error instanceof UnreadableReport) return refuse(error.reason);
      throw error;
    }
    const sameText = firstWith.text.get(found.textSha256);
    if (sameText !== undefined) return refuse(`文字和 ${sameText} 完全一样，留一份就够`);
    firstWith.content.set(file.sha256, file.path);
    firstWith.text.set(found.textSha256, file.path);
    firstWith.id.set(id, file.path);
    documents.push(found.document);
    reports.push(found.report);
  }

  return {
    add,
    refuse: (path, reason) => void refused.push({ path, reason }),
    read: () => ({ documents, reports: withMutualRepeals(documents, reports, gazetteer), refused }),
  };
}

/** @throws UnreadableReport where the file holds no document. */
function makeDocument(
  file: File,
  raw: RawReport,
  gazetteer: Gazetteer,
  toSimplified: ToSimplified = (words) => words,
): MadeDocument {
  const { lines, damage, origins, notes } = raw;
  const { place: placed, ...otherwise } = raw.given;
  const givenPlace = placed === undefined ? undefined : placeGiven('place', placed, gazetteer);
  if (givenPlace?.fault !== undefined && file.correction?.place === undefined)
    throw new UnreadableReport(givenPlace.fault);
  // Masked before anything is read from it: nothing that is kept, shown, searched or logged tells of a person.
  const text = maskPersonsIn(raw.text);
  const setAside = raw.setAside.map(maskPersonsIn);
  const rawLines = maskPersonsIn(raw.rawLines.join('\n')).split('\n');
  if (!hasWords(text)) throw new UnreadableReport('里面没有文字');
  const place = givenPlace?.name;
  const given: Given = withoutPersons(place === undefined ? otherwise : { ...otherwise, place });
  const correction = file.correction && withoutPersons(file.correction);
  const corrected = correction === undefined ? {} : { correction };
  const plain = toSimplified(text);
  const plainLines = rawLines.map(toSimplified);
  const input = { path: file.path, text: plain, setAside: setAside.map(toSimplified), given };
  const read = papersOf({ ...input, rawLines: plainLines }, gazetteer, (title) =>
    blocksOf(plain, { title: toSimplified(correction?.title ?? title), damage }, lines),
  );
  const ofLines = { text: rawLines.join('\n'), plain: plainLines.join('\n') };
  const found = asWritten(read, [{ text, plain }, ofLines]);
  const { id, path, sha256: contentSha256 } = file;
  const document = documentOf({ id, path, sha256: contentSha256, ...corrected }, found, {
    text,
    damage,
    ...(origins && { origins }),
  });
  const report = reportOf(document, found, { ...corrected, notes, setAside }, gazetteer);
  return { document, report, textSha256: sha256(text.replaceAll(/\s/gu, '')) };
}

async function readFolder(
  root: string,
  gazetteer: Gazetteer,
  collector: Collector,
  options: ReadOptions,
): Promise<void> {
  const { paths, refused } = await listFiles(root);
  for (const { path, reason } of refused) collector.refuse(path, reason);
  const sources = await loadSources(join(root, SOURCES_FILE), new Set(paths), gazetteer);
  const readers = createReaders(options);
  const isRead = (path: string) => isReadable(path, readers);
  const files = filesInTurn(root, paths.filter(isRead), limitOf);
  const reading = { sources, readers, collector, signal: options.signal };
  for (const [done, path] of paths.entries()) {
    // Files that wait already would hold up answers, one after the other.
    await breathe();
    options.signal?.throwIfAborted();
    const tell = (page?: ReadingProgress['page']) =>
      options.onFile?.({ done, total: paths.length, file: path, ...(page && { page }) });
    tell();
    const bytes = isRead(path) ? (await files.next()).value : undefined;
    if (bytes === undefined) collector.refuse(path, unreadable(path));
    else await addReport(path, bytes, reading, (pages, all) => tell({ done: pages, total: all }));
  }
}

/** Where a report is read from, and what it is read with. */
interface Reading {
  readonly sources: Sources;
  readonly readers: readonly ReportReader[];
  readonly collector: Collector;
  readonly signal: AbortSignal | undefined;
}

async function addReport(
  path: string,
  bytes: FileBytes,
  { sources, readers, collector, signal }: Reading,
  onPage?: OnPage,
): Promise<void> {
  if ('refused' in bytes) return collector.refuse(path, bytes.refused);
  const { content } = bytes;
  if (content.length === 0 && !isText(path)) return collector.refuse(path, '文件是空的');
  const correction = sources.get(path);
  const file = {
    id: path.replace(/\.[^./]+$/u, ''),
    path,
    sha256: sha256(content),
    ...(correction === undefined ? {} : { correction }),
  };
  await collector.add(file, async () => {
    const reader = readerFor(path, content.subarray(0, HEAD_BYTES), readers);
    if (reader === undefined) throw new UnreadableReport(unreadable(path));
    try {
      return await reader.read(content, signal, onPage);
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof UnreadableReport ? error : new UnreadableReport(`读不了：${reasonOf(error)}`);
    }
  });
}

async function readLines(path: string, collector: Collector, options: ReadOptions): Promise<void> {
  const name = basename(path);
  const bytes = await readBytes(path, MAX_JSONL);
  if ('refused' in bytes) return collector.refuse(name, bytes.refused);
  const content = readJsonl(bytes.content);
  if (!('reports' in content)) return collector.refuse(name, content.refused);
  for (const { number, reason } of content.refused) collector.refuse(`${name}:${number}`, reason);
  for (const [at, report] of content.reports.entries()) {
    if (at % REPORTS_A_TURN === 0) await breathe();
    options.signal?.throwIfAborted();
    const given: Given = {
      ...(report.title === '' ? {} : { title: report.title }),
      ...(report.place === undefined ? {} : { place: report.place }),
      ...(report.date === undefined ? {} : { issuedOn: report.date }),
    };
    await collector.add({ id: report.id, path: report.id, sha256: sha256(report.text), given }, () =>
      readPlainText(report.text, given, options),
    );
  }
}
