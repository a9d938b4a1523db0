import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { hasWords } from '../core/language/text.ts';
import { NO_SYNONYMS, type SynonymTable } from '../core/language/vocabulary.ts';
import type { Gazetteer } from '../core/places/places.ts';
import type { SourceDocument } from '../core/types.ts';
import { AppError, reasonOf } from '../errors.ts';
import { maskPersonsIn } from '../personal-data.ts';
import type { CleanOptions } from './clean.ts';
import { type Given, papersOf } from './detect.ts';
import { sha256 } from './generation/file-system.ts';
import { documentOf, type ReadingReport, reportOf, withMutualRepeals } from './papers/document.ts';
import { readJsonl } from './read/jsonl.ts';
import { HEAD_BYTES, type RawReport, UnreadableReport } from './read/reader.ts';
import { createReaders, isReadable, readerFor, unreadable } from './read/readers.ts';
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
import { addSynonyms, SYNONYMS_FILE } from './synonyms.ts';

export interface RefusedFile {
  readonly path: string;
  readonly reason: string;
}

export interface Corpus {
  /** The product's words, and the folder's own. */
  readonly synonyms: SynonymTable;
  /** In order of their paths. */
  readonly documents: readonly SourceDocument[];
  /** One for each document, in the same order. */
  readonly reports: readonly ReadingReport[];
  readonly refused: readonly RefusedFile[];
}

export interface ReadOptions extends CleanOptions {
  /** The words that every corpus has; a folder's own are added. */
  readonly synonyms?: SynonymTable;
  readonly signal?: AbortSignal;
}

/** A report is no larger than this (bytes); a `.jsonl` may hold many. */
const MAX_FILE = 20 * 1024 * 1024;
const MAX_JSONL = 1024 * 1024 * 1024;
/** What a folder says of its reports, and of its words. */
const NOT_REPORTS: ReadonlySet<string> = new Set([SOURCES_FILE, SYNONYMS_FILE]);
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
  const collector = createCollector(gazetteer);
  let { synonyms = NO_SYNONYMS } = options;
  if (found.isDirectory()) {
    synonyms = await addSynonyms(synonyms, join(path, SYNONYMS_FILE));
    await readFolder(path, gazetteer, collector, options);
  } else if (/\.jsonl$/iu.test(path)) await readLines(path, collector, options);
  else if (found.isFile()) {
    const [root, name] = [dirname(path), basename(path)];
    synonyms = await addSynonyms(synonyms, join(root, SYNONYMS_FILE));
    const sources = await loadSourcesOf(join(root, SOURCES_FILE), name, gazetteer);
    await readReport(root, name, sources, collector, options);
  } else throw new AppError('corpus-missing', { path });
  return { ...collector.read(), synonyms };
}

interface Report {
  readonly id: string;
  readonly path: string;
  readonly sha256: string;
  readonly raw: RawReport;
  readonly correction?: Correction;
}

interface Collector {
  add(report: Report): void;
  refuse(path: string, reason: string): void;
  read(): Omit<Corpus, 'synonyms'>;
}

function createCollector(gazetteer: Gazetteer): Collector {
  const documents: SourceDocument[] = [];
  const reports: ReadingReport[] = [];
  const refused: RefusedFile[] = [];
  const firstWith = { content: new Map<string, string>(), id: new Map<string, string>() };

  function add(report: Report): void {
    const refuse = (reason: string) => refused.push({ path: report.path, reason });
    const sameContent = firstWith.content.get(report.sha256);
    if (sameContent !== undefined) return void refuse(`内容和 ${sameContent} 完全一样，留一份就够`);
    const sameId = firstWith.id.get(report.id);
    if (sameId !== undefined)
      return void refuse(`编号（${report.id}）和 ${sameId} 相同，请改掉其中一个的名字`);
    const { lines, damage, origins, notes } = report.raw;
    const { place: placed, ...otherwise } = report.raw.given;
    const givenPlace = placed === undefined ? undefined : placeGiven('place', placed, gazetteer);
    if (givenPlace?.fault !== undefined && report.correction?.place === undefined)
      return void refuse(givenPlace.fault);
    // Masked before anything is read from it: nothing that is kept, shown, searched or logged tells of a person.
    const text = maskPersonsIn(report.raw.text);
    const setAside = report.raw.setAside.map(maskPersonsIn);
    const rawLines = maskPersonsIn(report.raw.rawLines.join('\n')).split('\n');
    if (!hasWords(text)) return void refuse('里面没有文字');
    const place = givenPlace?.name;
    const given: Given = withoutPersons(place === undefined ? otherwise : { ...otherwise, place });
    const correction = report.correction && withoutPersons(report.correction);
    const input = { path: report.path, text, setAside, rawLines, given };
    const found = papersOf(input, gazetteer, (title) =>
      blocksOf(text, { title: correction?.title ?? title, damage }, lines),
    );
    const document = documentOf({ ...report, ...(correction && { correction }) }, found, {
      text,
      damage,
      ...(origins && { origins }),
    });
    firstWith.content.set(report.sha256, report.path);
    firstWith.id.set(report.id, report.path);
    documents.push(document);
    reports.push(
      reportOf(document, found, { ...report, ...(correction && { correction }), notes, setAside }, gazetteer),
    );
  }

  return {
    add,
    refuse: (path, reason) => void refused.push({ path, reason }),
    read: () => ({ documents, reports: withMutualRepeals(documents, reports, gazetteer), refused }),
  };
}

/** What a person wrote of a report, masked as the report is. */
function withoutPersons<
  T extends { readonly title?: string | undefined; readonly issuer?: string | undefined },
>(said: T): T {
  const { title, issuer } = said;
  return {
    ...said,
    ...(title === undefined ? {} : { title: maskPersonsIn(title) }),
    ...(issuer === undefined ? {} : { issuer: maskPersonsIn(issuer) }),
  };
}

async function readFolder(
  root: string,
  gazetteer: Gazetteer,
  collector: Collector,
  options: ReadOptions,
): Promise<void> {
  const paths: string[] = [];
  await listFiles(root, await realpath(root), '', paths, collector);
  paths.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const sources = await loadSources(join(root, SOURCES_FILE), new Set(paths), gazetteer);
  for (const path of paths) {
    options.signal?.throwIfAborted();
    await readReport(root, path, sources, collector, options);
  }
}

async function readReport(
  root: string,
  path: string,
  sources: Sources,
  collector: Collector,
  options: ReadOptions,
): Promise<void> {
  const readers = createReaders(options);
  if (!isReadable(path, readers)) return collector.refuse(path, unreadable(path));
  const bytes = await readBytes(join(root, path), MAX_FILE);
  if ('refused' in bytes) return collector.refuse(path, bytes.refused);
  const reader = readerFor(path, bytes.content.subarray(0, HEAD_BYTES), readers);
  let raw: RawReport | undefined;
  try {
    raw = await reader?.read(bytes.content, options.signal);
  } catch (error) {
    options.signal?.throwIfAborted();
    return collector.refuse(
      path,
      error instanceof UnreadableReport ? error.reason : `读不了：${reasonOf(error)}`,
    );
  }
  if (raw === undefined) return;
  const correction = sources.get(path);
  collector.add({
    id: path.replace(/\.[^./]+$/u, ''),
    path,
    sha256: sha256(bytes.content),
    raw,
    ...(correction === undefined ? {} : { correction }),
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
    collector.add({
      id: report.id,
      path: report.id,
      sha256: sha256(report.text),
      raw: readPlainText(report.text, given, options),
    });
  }
}

async function listFiles(
  root: string,
  realRoot: string,
  folder: string,
  paths: string[],
  collector: Collector,
): Promise<void> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  for (const entry of entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.name.startsWith('.') || NOT_REPORTS.has(path) || /^readme(\.|$)/iu.test(entry.name)) continue;
    if (entry.isDirectory()) await listFiles(root, realRoot, path, paths, collector);
    else if (entry.isFile()) paths.push(path);
    else if (entry.isSymbolicLink()) {
      const fault = await linkFault(join(root, path), realRoot);
      if (fault === undefined) paths.push(path);
      else collector.refuse(path, fault);
    } else collector.refuse(path, '不是普通文件');
  }
}

async function linkFault(path: string, realRoot: string): Promise<string | undefined> {
  try {
    const target = await realpath(path);
    const inside = relative(realRoot, target);
    if (inside === '..' || inside.startsWith(`..${sep}`)) {
      return '这个链接指向资料文件夹外面，请把文件本身放进来';
    }
    return (await stat(target)).isFile() ? undefined : '这个链接指向一个文件夹，请把文件夹本身放进来';
  } catch {
    return '这个链接指向的文件不存在，请把文件本身放进来';
  }
}

async function readBytes(path: string, limit: number): Promise<{ content: Buffer } | { refused: string }> {
  try {
    const { size } = await stat(path);
    if (size > limit) {
      return { refused: `文件太大：${size} 字节，最多 ${limit} 字节，请拆成几个文件` };
    }
    return { content: await readFile(path) };
  } catch (error) {
    return { refused: `读不了：${reasonOf(error)}` };
  }
}
