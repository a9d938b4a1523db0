import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { App } from '../../src/core/ports/app.ts';
import type { Paper, SourceDocument } from '../../src/core/types.ts';
import { readCases } from '../../src/eval/cases.ts';
import { runCases } from '../../src/eval/run.ts';
import { shareModels } from '../fakes/models.ts';

/** What a file of `*.sources.json` says that must be detected of a document or a section. */
interface Told {
  readonly title?: string;
  readonly place?: string;
  readonly issuedOn?: string | null;
  readonly number?: string;
  readonly effectiveFrom?: string;
  readonly validUntil?: string;
  readonly repeals?: readonly string[];
  readonly sections?: readonly (Told & { readonly from: string })[];
}

const FOLDER = new URL('office/', import.meta.url);
const CORPORA = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.jsonl'))
  .map((name) => name.replace('.jsonl', ''));

const models = shareModels();
const indexes = mkdtempSync(join(tmpdir(), 'mingbai-office-'));
afterAll(() => rmSync(indexes, { recursive: true, force: true }));

/** The fields of a paper that were told of it; null where there is none. */
function detected(paper: Paper, told: Told): Told {
  const { title, place, number, issuedOn = null, effectiveFrom, validUntil, repeals = [] } = paper;
  const found = { title, place, number, issuedOn, effectiveFrom, validUntil };
  const numbers = repeals.flatMap((repeal) => repeal.number ?? []);
  return Object.fromEntries(
    Object.entries({ ...found, repeals: numbers }).filter(([field]) => Object.hasOwn(told, field)),
  );
}

function expectDetected(document: SourceDocument, { sections, ...told }: Told): void {
  expect(detected(document, told)).toEqual(told);
  for (const { from, ...section } of sections ?? []) {
    const start = document.text.indexOf(from);
    const found = document.sections?.find(({ span }) => span.start === start);
    expect(found, from).toBeDefined();
    if (found !== undefined) expect(detected(found, section)).toEqual(section);
  }
  if (sections !== undefined) expect(document.sections).toHaveLength(sections.length);
}

/** Asks the cases of every folder of papers, and holds what is detected of these. @param environment of the app that is asked. */
export function holdPapers(how: string, environment: Readonly<Record<string, string>>): void {
  describe.each(CORPORA)(`the papers of %s, ${how}`, (name) => {
    const path = (ending: string) => new URL(`${name}${ending}`, FOLDER);
    let app: App;
    beforeAll(async () => {
      const folders = { CORPUS_DIR: fileURLToPath(path('')), INDEX_DIR: join(indexes, name) };
      const config = readConfig({ ...environment, ...folders });
      app = await createApp(config, { log: () => undefined, build: 'stale', models: await models(config) });
    });
    afterAll(() => app.close());

    test('answer every case of theirs, by exact quotes', async () => {
      const results = await runCases(app, await readCases(path('.jsonl')));
      const wrong = results.filter(({ right, inexact }) => !right || inexact.length > 0);
      expect(wrong.map(({ id, answer }) => ({ id, answer }))).toEqual([]);
      expect(results.flatMap(({ lost }) => lost)).toEqual([]);
    });

    test('are detected as they say', () => {
      const sources = readdirSync(FOLDER).includes(`${name}.sources.json`)
        ? (JSON.parse(readFileSync(path('.sources.json'), 'utf8')) as Record<string, Told>)
        : {};
      const documents = app.documents();
      for (const [file, told] of Object.entries(sources)) {
        const document = documents.find((one) => one.path === file);
        expect(document, file).toBeDefined();
        if (document !== undefined) expectDetected(document, told);
      }
      // None of these texts lost a word.
      expect(documents.flatMap(({ damage }) => damage)).toEqual([]);
    });
  });
}
