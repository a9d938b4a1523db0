import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UNMEASURED } from '../../src/core/evidence/confidence.ts';
import { readCalibration, writeCalibration } from '../../src/engines/embedding/calibration.ts';
import { hashModelFiles } from '../../src/engines/models/model-files.ts';
import { readReading, writeReading } from '../../src/engines/reading/calibration.ts';
import { ROOT } from '../source/modules.ts';

const SHA256 = 'a'.repeat(64);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingbai-calibration-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('what was written for a model is read for it, and for no other', async () => {
  const file = await writeCalibration(folder, { id: 'm', sha256: SHA256 }, UNMEASURED);
  expect(file).toBe(join(folder, 'calibration.json'));
  expect(await readdir(folder)).toEqual(['calibration.json']);
  expect(await readCalibration(folder, SHA256)).toEqual(UNMEASURED);
  expect(await readCalibration(folder, 'b'.repeat(64))).toBeNull();
});

test('the threshold for unaddressed lines is kept beside the rest, and is missing where it was not learned', async () => {
  await writeCalibration(folder, { id: 'm', sha256: SHA256 }, { ...UNMEASURED, listening: 0.9 });
  expect(await readCalibration(folder, SHA256)).toEqual({ ...UNMEASURED, listening: 0.9 });
  await writeCalibration(folder, { id: 'm', sha256: SHA256 }, UNMEASURED);
  expect(await readCalibration(folder, SHA256)).not.toHaveProperty('listening');
});

test('a model without one is unmeasured', async () => {
  expect(await readCalibration(folder, SHA256)).toBeNull();
});

test.each([
  ['no JSON', '{'],
  [
    'a threshold above every confidence',
    JSON.stringify({ model: { id: 'm', sha256: SHA256 }, ...UNMEASURED, listening: 1.5 }),
  ],
  ['another form', JSON.stringify({ model: { id: 'm', sha256: SHA256 }, minConfidence: 2 })],
])('a file of %s is told, with what to do', async (_, content) => {
  await writeFile(join(folder, 'calibration.json'), content);
  await expect(readCalibration(folder, SHA256)).rejects.toMatchObject({ code: 'calibration-invalid' });
});

test('the model that comes with the product has one that fits its files', async () => {
  const model = join(ROOT, 'models', 'multilingual-e5-small-zh');
  expect(await readCalibration(model, await hashModelFiles(model))).not.toBeNull();
  expect(await readFile(join(model, 'calibration.json'), 'utf8')).toContain('multilingual-e5-small-zh');
});

const MODELS = { reader: { id: 'r', sha256: SHA256 }, embedder: { id: 'e', sha256: 'c'.repeat(64) } };
const READING = { weighed: 1, logit: 0.5, usualLogit: -1, order: 0.1, sure: 2, alone: 9 };

test('what was measured for a reader is read for it beside one embedding model, and for no other', async () => {
  const file = await writeReading(folder, MODELS, { reading: READING, listening: 0.9 });
  expect(file).toBe(join(folder, 'calibration.json'));
  expect(await readdir(folder)).toEqual(['calibration.json']);
  expect(await readReading(folder, MODELS)).toEqual({ reading: READING, listening: 0.9 });
  const other = { id: 'o', sha256: 'd'.repeat(64) };
  expect(await readReading(folder, { ...MODELS, reader: other })).toBeNull();
  expect(await readReading(folder, { ...MODELS, embedder: other })).toBeNull();
});

test('a reader without one is unmeasured, and one of another form is told', async () => {
  expect(await readReading(folder, MODELS)).toBeNull();
  await writeFile(join(folder, 'calibration.json'), JSON.stringify({ ...MODELS, reading: { logit: 1 } }));
  await expect(readReading(folder, MODELS)).rejects.toMatchObject({ code: 'calibration-invalid' });
});

test('the reader that comes with the product has one that fits its files and those of the embedding model', async () => {
  const named = async (id: string) => ({ id, sha256: await hashModelFiles(join(ROOT, 'models', id)) });
  const models = { reader: await named('reader-zh'), embedder: await named('multilingual-e5-small-zh') };
  const measured = await readReading(join(ROOT, 'models', 'reader-zh'), models);
  expect(measured?.listening).toBeGreaterThan(0.5);
  expect(measured?.reading.logit).toBeGreaterThan(0);
});
