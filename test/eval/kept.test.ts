import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keepRun } from '../../src/eval/kept.ts';
import { retrievalReport } from '../../src/eval/report.ts';

const reportOf = (at: Date) => retrievalReport([], { at, files: ['cases.jsonl'], statuses: [] });

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'mingbai-evals-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

test('a run is kept whole under the time that it was made at', async () => {
  const runs = join(await folder(), 'evals');
  const report = reportOf(new Date('2026-03-01T08:15:30.120Z'));
  const file = await keepRun(runs, report);
  expect(await readdir(runs)).toEqual(['2026-03-01T08-15-30-120Z.json']);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(report);
});

test('of more than a hundred the oldest go, and files of other names stay', async () => {
  const runs = await folder();
  await writeFile(join(runs, 'of-somebody.json'), '{}');
  for (let at = 0; at < 103; at++) await keepRun(runs, reportOf(new Date(Date.UTC(2026, 0, 1, 0, at))));
  const names = await readdir(runs);
  expect(names).toHaveLength(101);
  expect(names).toContain('of-somebody.json');
  expect(names.filter((name) => name.startsWith('2026')).toSorted()[0]).toBe('2026-01-01T00-03-00-000Z.json');
});

test('where it cannot be kept, no part of it stays', async () => {
  const runs = await folder();
  await writeFile(join(runs, 'file'), '');
  await expect(keepRun(join(runs, 'file'), reportOf(new Date()))).rejects.toThrow();
  expect(await readdir(runs)).toEqual(['file']);
});
