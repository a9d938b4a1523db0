import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SourceDocument } from '../../src/core/types.ts';
import { readCorpus } from '../../src/corpus/corpus.ts';
import { loadGazetteer } from '../../src/corpus/gazetteer/gazetteer.ts';
import { createOfficeFiles } from '../../src/corpus/read/read-office.ts';
import { createScriptConverter } from '../../src/engines/script-converter.ts';
import { createSegmenter } from '../../src/engines/segmenter.ts';
import { type OfdBlock, writeOfd } from '../corpus/read/ofd-writer.ts';

/*
 * The same reports in other formats, made by real programs: LibreOffice and Chromium. What a program is given is a page
 * of paragraphs and tables, and nothing that says what a paragraph is.
 */

export type Program = 'soffice' | 'chromium';

/** Whether a program is on this machine; what needs it is skipped elsewhere. */
export function hasProgram(program: Program): boolean {
  return (process.env.PATH ?? '')
    .split(':')
    .some((folder) => folder !== '' && existsSync(join(folder, program)));
}

export interface Target {
  readonly name: string;
  readonly ending: string;
  readonly needs?: Program;
  /** Whether it is a format for tables alone. */
  readonly isForTables?: boolean;
  /** Makes `to/NAME.ending` of each page of `from`. */
  readonly convert: (from: string, to: string) => void;
}

export const TARGETS: readonly Target[] = [
  { name: 'html', ending: 'html', convert: copyPages },
  { name: 'ofd', ending: 'ofd', convert: writeOfds },
  {
    name: 'docx by LibreOffice',
    ending: 'docx',
    needs: 'soffice',
    convert: bySoffice('docx:MS Word 2007 XML'),
  },
  { name: 'doc by LibreOffice', ending: 'doc', needs: 'soffice', convert: bySoffice('doc:MS Word 97') },
  { name: 'rtf by LibreOffice', ending: 'rtf', needs: 'soffice', convert: bySoffice('rtf:Rich Text Format') },
  { name: 'pdf by LibreOffice', ending: 'pdf', needs: 'soffice', convert: pdfBySoffice },
  {
    name: 'xlsx by LibreOffice',
    ending: 'xlsx',
    needs: 'soffice',
    isForTables: true,
    convert: bySoffice('xlsx:Calc MS Excel 2007 XML', 'HTML (StarCalc)'),
  },
  {
    name: 'xls by LibreOffice',
    ending: 'xls',
    needs: 'soffice',
    isForTables: true,
    convert: bySoffice('xls:MS Excel 97', 'HTML (StarCalc)'),
  },
  { name: 'pdf by Chromium', ending: 'pdf', needs: 'chromium', convert: byChromium },
];

const segmenter = createSegmenter();
const isWord = (word: string) => segmenter.partOfSpeech(word) !== undefined;
const gazetteer = loadGazetteer((word) => segmenter.partOfSpeech(word), createScriptConverter().toSimplified);

/** The documents of a folder, as they are read. @throws Error where a file is refused. */
export async function documentsOf(folder: string): Promise<readonly SourceDocument[]> {
  const office = createOfficeFiles({ scanner: null });
  const { documents, refused } = await readCorpus(folder, gazetteer, { isWord, office });
  if (refused.length > 0) throw new Error(refused.map(({ path, reason }) => `${path}: ${reason}`).join('\n'));
  return documents;
}

/** Writes a page for each document: `NAME.html`. */
export function writePages(documents: readonly SourceDocument[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const document of documents)
    writeFileSync(join(folder, `${parse(document.path).name}.html`), pageOf(document));
}

/** Paragraphs and tables, as a person would have typed them. */
export function pageOf({ text, blocks }: SourceDocument): string {
  const rows = new Map(
    blocks.filter(({ cells }) => cells !== undefined).map((block) => [block.span.start, block]),
  );
  const body: string[] = [];
  let table: string[] = [];
  const closeTable = () => {
    if (table.length > 0) body.push(`<table border="1">\n${table.join('\n')}\n</table>`);
    table = [];
  };
  let start = 0;
  for (const line of text.split('\n')) {
    const row = rows.get(start + line.length - line.trimStart().length) ?? rows.get(start);
    start += line.length + 1;
    if (row?.cells !== undefined) {
      const cells = line.split('\t').map((cell) => `<td>${escaped(cell)}</td>`);
      const empty = Array.from({ length: Math.max(0, row.cells.length - cells.length) }, () => '<td></td>');
      table.push(`<tr>${[...cells, ...empty].join('')}</tr>`);
      continue;
    }
    closeTable();
    if (line.trim() !== '') body.push(`<p>${escaped(line)}</p>`);
  }
  closeTable();
  return `<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<style>
body { font-family: 'Noto Serif CJK SC'; font-size: 12pt } p { margin: 0; text-indent: 24pt; line-height: 1.6 }
table { border-collapse: collapse } td { padding: 2pt 6pt }
</style>\n</head>\n<body>\n${body.join('\n')}\n</body>\n</html>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function pagesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.html'));
}

function copyPages(from: string, to: string): void {
  for (const name of pagesIn(from)) writeFileSync(join(to, name), readFileSync(join(from, name)));
}

/** On A4 pages with numbers, the title in the middle. */
function writeOfds(from: string, to: string): void {
  for (const name of pagesIn(from)) {
    const page = readFileSync(join(from, name), 'utf8');
    const blocks = [...page.matchAll(/<p>(.*?)<\/p>|<table[^>]*>(.*?)<\/table>/gsu)].map(
      ([, text, table = '']): OfdBlock => (text === undefined ? ofdTable(table) : { text: unescaped(text) }),
    );
    writeFileSync(join(to, `${parse(name).name}.ofd`), writeOfd(blocks, { hasPageNumbers: true }));
  }
}

function ofdTable(table: string): OfdBlock {
  const rows = [...table.matchAll(/<tr>(.*?)<\/tr>/gsu)].map(([, row = '']) =>
    [...row.matchAll(/<td>(.*?)<\/td>/gsu)].map(([, cell = '']) => unescaped(cell)),
  );
  const columns = Math.max(...rows.map(({ length }) => length));
  return { columns: Array.from({ length: columns }, () => 156 / columns), rows };
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function bySoffice(filter: string, from = 'HTML (StarWriter)'): Target['convert'] {
  return (pages, to) =>
    runSoffice(
      pagesIn(pages).map((name) => join(pages, name)),
      to,
      [`--infilter=${from}`, '--convert-to', filter],
    );
}

/** As an office does: a document is written, and printed. */
function pdfBySoffice(from: string, to: string): void {
  const between = mkdtempSync(join(tmpdir(), 'mingbai-soffice-'));
  try {
    bySoffice('docx:MS Word 2007 XML')(from, between);
    const documents = readdirSync(between).map((name) => join(between, name));
    runSoffice(documents, to, ['--convert-to', 'pdf:writer_pdf_Export']);
  } finally {
    rmSync(between, { recursive: true, force: true });
  }
}

function runSoffice(files: readonly string[], to: string, options: readonly string[]): void {
  const profile = mkdtempSync(join(tmpdir(), 'mingbai-soffice-'));
  try {
    execFileSync(
      'soffice',
      [
        ...[`-env:UserInstallation=${pathToFileURL(profile).href}`, '--headless', '--norestore'],
        ...[...options, '--outdir', to, ...files],
      ],
      { stdio: 'ignore', timeout: 300_000 },
    );
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

function byChromium(from: string, to: string): void {
  const profile = mkdtempSync(join(tmpdir(), 'mingbai-chromium-'));
  try {
    for (const name of pagesIn(from)) {
      const target = join(profile, 'page.pdf');
      execFileSync(
        'chromium',
        [
          ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
          ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
          ...[`--user-data-dir=${profile}`, '--no-pdf-header-footer', `--print-to-pdf=${target}`],
          pathToFileURL(join(from, name)).href,
        ],
        { stdio: 'ignore', timeout: 120_000 },
      );
      renameSync(target, join(to, `${parse(name).name}.pdf`));
    }
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

/** What a folder says of its reports, told of the files in another format. */
export function renamedSources(content: string, ending: string): string {
  const sources = JSON.parse(content) as Record<string, unknown>;
  return JSON.stringify(
    Object.fromEntries(Object.entries(sources).map(([path, told]) => [renamed(path, ending), told])),
  );
}

/** The name of a report in another format. */
export function renamed(path: string, ending: string): string {
  return path.replace(/\.[^./]+$/u, `.${ending}`);
}
