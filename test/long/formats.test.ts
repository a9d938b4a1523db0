import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { SourceDocument } from '../../src/core/types.ts';
import { type Case, readCases } from '../../src/eval/cases.ts';
import { runCases } from '../../src/eval/run.ts';
import {
  documentsOf,
  hasProgram,
  renamed,
  renamedSources,
  TARGETS,
  type Target,
  writePages,
} from '../formats/convert.ts';

/*
 * What a text answers, it answers in every format: the five reports and the papers of test/eval/office, written by
 * LibreOffice and Chromium, are read, and the cases of documents that came out in anything but their file otherwise than from
 * the text are asked, with those that no document answers. Where nothing differs, the answers cannot.
 */

const EVAL = fileURLToPath(new URL('../eval/', import.meta.url));
const OFFICE = join(EVAL, 'office');
const CORPORA = [
  {
    name: 'seeds',
    folder: fileURLToPath(new URL('../../seeds', import.meta.url)),
    cases: join(EVAL, 'cases.jsonl'),
  },
  ...readdirSync(OFFICE)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => parse(name).name)
    .map((name) => ({ name, folder: join(OFFICE, name), cases: join(OFFICE, `${name}.jsonl`) })),
];
type CorpusOfCases = (typeof CORPORA)[number];

/** Of the sentences and of the cases. */
const LEAST_SAME = 0.98;

const work = mkdtempSync(join(tmpdir(), 'mingbai-formats-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const texts = new Map<string, readonly SourceDocument[]>();

beforeAll(async () => {
  for (const { name, folder } of CORPORA) {
    const documents = await documentsOf(folder);
    texts.set(name, documents);
    // One folder of pages for all: a program is started once.
    writePages(
      documents.map((document) => ({ ...document, path: `${name}@${document.path}` })),
      join(work, 'pages'),
    );
  }
});

/** A document without what its file alone decides. */
function content({ id: _, path: __, sha256: ___, origins: ____, ...document }: SourceDocument): unknown {
  return document;
}

function hasTable({ blocks }: SourceDocument): boolean {
  return blocks.some(({ kind }) => kind === 'row');
}

function linesOf({ text }: SourceDocument): string[] {
  return text
    .split('\n')
    .map((line) => line.replaceAll(/\s/gu, ''))
    .filter((line) => line !== '');
}

async function answersOf(folder: string, index: string, cases: readonly Case[]) {
  const app = await createApp(
    readConfig({ CORPUS_DIR: folder, INDEX_DIR: join(work, index), READER_MODEL: 'none' }),
    { log: () => undefined, build: 'stale' },
  );
  try {
    return await runCases(app, cases);
  } finally {
    await app.close();
  }
}

/** The cases of a corpus told of its files in another format. */
function told(cases: readonly Case[], ending: string): Case[] {
  return cases.map((one) => ({
    ...one,
    relevant: one.relevant.map((relevant) => ({ ...relevant, document: renamed(relevant.document, ending) })),
  }));
}

function copyCorpus({ name, folder }: CorpusOfCases, { ending }: Target, converted: string): string {
  const own = join(converted, 'corpora', name);
  mkdirSync(own, { recursive: true });
  for (const file of readdirSync(converted).filter((one) => one.startsWith(`${name}@`)))
    copyFileSync(join(converted, file), join(own, file.slice(name.length + 1)));
  for (const [file, change] of [
    ['sources.json', (text: string) => renamedSources(text, ending)],
    ['synonyms.json', (text: string) => text],
  ] as const)
    if (existsSync(join(folder, file)))
      writeFileSync(join(own, file), change(readFileSync(join(folder, file), 'utf8')));
  return own;
}

describe.each(TARGETS)('$name', (target) => {
  const runs = target.needs === undefined || hasProgram(target.needs) ? test : test.skip;

  runs('gives the sentences of the texts, and their answers', async () => {
    const converted = join(work, target.name.replaceAll(' ', '-'));
    mkdirSync(converted);
    target.convert(join(work, 'pages'), converted);
    const lines = { all: 0, same: 0 };
    const answers = { all: 0, same: 0 };
    const differing: unknown[] = [];
    for (const corpus of CORPORA) {
      if (target.isForTables && !texts.get(corpus.name)?.every(hasTable)) continue;
      const own = copyCorpus(corpus, target, converted);
      const before = texts.get(corpus.name) ?? [];
      const cases = await readCases(corpus.cases);
      answers.all += cases.length;
      const documents = await documentsOf(own);
      for (const text of before) {
        const found = documents.find(({ path }) => parse(path).name === parse(text.path).name);
        const read = new Set(found === undefined ? [] : linesOf(found));
        const missing = linesOf(text).filter((line) => !read.has(line));
        lines.all += linesOf(text).length;
        lines.same += linesOf(text).length - missing.length;
        differing.push(...missing.map((line) => ({ path: text.path, line: line.slice(0, 60) })));
      }
      const changed = new Set(
        before
          .filter(
            (text, at) =>
              JSON.stringify(content(text)) !== JSON.stringify(documents[at] && content(documents[at])),
          )
          .map(({ path }) => path),
      );
      const concerned = cases.filter(
        ({ relevant }) => relevant.length === 0 || relevant.some(({ document }) => changed.has(document)),
      );
      const asked = changed.size === 0 && documents.length === before.length ? [] : concerned;
      answers.same += cases.length - asked.length;
      if (asked.length === 0) continue;
      const first = await answersOf(corpus.folder, corpus.name, asked);
      const results = await answersOf(own, `${target.name}-${corpus.name}`, told(asked, target.ending));
      for (const [at, { id, right, answer }] of first.entries()) {
        const other = results[at];
        if (other?.right === right) answers.same++;
        else differing.push({ id, right, answer, other: other?.answer });
      }
    }
    const shown = `${lines.same} of ${lines.all} lines, ${answers.same} of ${answers.all} answers: ${JSON.stringify(differing.slice(0, 20), null, 1)}`;
    expect(lines.same / lines.all, shown).toBeGreaterThanOrEqual(LEAST_SAME);
    expect(answers.same / answers.all, shown).toBeGreaterThanOrEqual(LEAST_SAME);
  });
});
