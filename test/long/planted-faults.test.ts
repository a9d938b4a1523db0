import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { readCases } from '../../src/eval/cases.ts';
import { type Answers, type Judged, type Measured, measure, type Wording } from '../eval/planted/measure.ts';

const SUITES = [
  { file: 'cases.jsonl', corpus: undefined },
  { file: 'three-counties.jsonl', corpus: 'three-counties' },
] as const;

/** What the answerable cases are answered with, sentence by sentence. */
async function answersTo({ file, corpus }: (typeof SUITES)[number]): Promise<Answers> {
  const index = mkdtempSync(join(tmpdir(), 'mingbai-planted-'));
  const corpusDir =
    corpus === undefined ? {} : { CORPUS_DIR: fileURLToPath(new URL(`../eval/${corpus}`, import.meta.url)) };
  const app = await createApp(readConfig({ INDEX_DIR: index, ...corpusDir }), {
    log: () => undefined,
    build: 'stale',
  });
  const cited = new Map<string, Answers['sentences'][number]>();
  for (const { expect: expected, question, history = [] } of await readCases(
    new URL(`../eval/${file}`, import.meta.url),
  )) {
    if (expected !== 'answer') continue;
    const answer = await app.answer({ text: question, history });
    if (answer.kind !== 'answered') continue;
    for (const { documentId, span, quote } of answer.citations)
      cited.set(`${documentId} ${span.start}-${span.end}`, { documentId, span, quote });
  }
  const documents = app.documents();
  await app.close();
  rmSync(index, { recursive: true, force: true });
  return { documents, sentences: [...cited.values()] };
}

const WORDINGS = readFileSync(new URL('../eval/planted/wordings.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Wording);

const told = (judged: readonly Judged[]) =>
  judged.map(({ way, text, quote, by }) => `[${way}] ${by ?? ''}\n  ${text}\n  < ${quote}`).join('\n');

let measured: Readonly<Record<'tune' | 'judge', Measured>>;

beforeAll(async () => {
  const corpora: Answers[] = [];
  for (const suite of SUITES) corpora.push(await answersTo(suite));
  measured = measure(corpora, WORDINGS);
  for (const [part, { faults, rights }] of Object.entries(measured)) {
    const caught = faults.filter(({ by }) => by !== null).length;
    const rejected = rights.filter(({ by }) => by !== null).length;
    process.stdout.write(
      `planted faults, ${part}: ${caught} of ${faults.length} caught, ${rejected} of ${rights.length} right ones rejected\n`,
    );
  }
});

describe.each([
  ['tune', 21],
  // What no answer cites has no target, and no range that a part of may be told.
  ['judge', 19],
] as const)('of the sentences to %s by', (part, kinds) => {
  test('at least 200 have one wrong figure, of every kind, and the gate catches them all', () => {
    const { faults } = measured[part];
    const missed = faults.filter(({ by }) => by === null);
    expect(faults.length).toBeGreaterThanOrEqual(200);
    expect(new Set(faults.map(({ way }) => way)).size).toBeGreaterThanOrEqual(kinds);
    expect(missed, told(missed)).toEqual([]);
  });

  test('at least 200 say what is right in other words, and the gate rejects at most 1 in 100 of them', () => {
    const { rights } = measured[part];
    const rejected = rights.filter(({ by }) => by !== null);
    expect(rights.length).toBeGreaterThanOrEqual(200);
    expect(rejected.length / rights.length, told(rejected)).toBeLessThanOrEqual(0.01);
  });
});
