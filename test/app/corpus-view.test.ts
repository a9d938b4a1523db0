import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCorpusView } from '../../src/app/corpus-view.ts';
import type { AppOptions } from '../../src/app/serving.ts';
import { createApp } from '../../src/app.ts';
import type { Gazetteer } from '../../src/core/places/places.ts';
import type { Knowledge } from '../../src/core/ports.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { shareModels } from '../fakes/models.ts';
import { type SmallApp, startSmallApp } from '../fakes/small-app.ts';

const report = (text: string) => ({ place: '云岭县', title: '云岭县工作情况', date: '2022-03-01', text });
const FIRST = report('云岭县全县脱贫3120户11240人，贫困发生率降至1.9%。');
const OTHER = {
  ...report('江畔县新建产业路37公里，惠及群众5200人。'),
  place: '江畔县',
  title: '江畔县工作情况',
};

const models = shareModels();
let small: SmallApp;
beforeAll(async () => {
  small = await startSmallApp({ first: FIRST, other: OTHER }, { models });
});
afterAll(() => small?.close());

/** Another app over the same index. */
const openAgain = async (options: Pick<AppOptions, 'build' | 'passages'>) =>
  createApp(small.config, { log: () => undefined, models: await models(small.config), ...options });

describe('what is shown of the corpus', () => {
  test('is every document, with its standing today and its text', () => {
    const { corpus } = small.app;
    expect(corpus.documents().map(({ path, standing }) => [path, standing.kind])).toEqual([
      ['first.txt', 'in-force'],
      ['other.txt', 'in-force'],
    ]);
    expect(corpus.documents()).toBe(corpus.documents());
    expect(corpus.document('first')?.text).toContain('3120户');
    expect(corpus.standingOf('first')).toEqual({ kind: 'in-force' });
    expect(corpus.document('nowhere')).toBeUndefined();
    expect(corpus.standingOf('nowhere')).toBeUndefined();
  });

  test('is its figures by what they count, read once', async () => {
    const { corpus } = small.app;
    const indicators = await corpus.indicators();
    expect(indicators.map(({ label, unit, places }) => [label, unit, places])).toEqual(
      expect.arrayContaining([
        ['脱贫', '户', ['云岭县']],
        ['新建产业路', '公里', ['江畔县']],
      ]),
    );
    expect(await corpus.indicators()).toBe(indicators);
  });

  test('tells that the first index had everything new', async () => {
    const reload = await small.app.corpus.lastReload();
    expect(reload?.isFirst).toBe(true);
    expect(reload?.changes.added.map(({ path }) => path)).toEqual(['first.txt', 'other.txt']);
  });

  test('tells what a reload changed, and keeps telling it after one that changed nothing, and after a restart', async () => {
    await small.put('first', report('云岭县全县脱贫3120户11240人，贫困发生率降至0.6%。'));
    await small.remove('other.txt');
    await small.put('renamed', OTHER);
    await small.putRaw('broken.txt', '');
    await small.app.reload();
    const reload = await small.app.corpus.lastReload();
    expect(reload).toMatchObject({
      isFirst: false,
      changes: {
        added: [],
        changed: [{ id: 'first', what: ['text'] }],
        removed: [],
        renamed: [{ id: 'renamed', from: 'other.txt' }],
      },
      refused: [{ path: 'broken.txt' }],
    });
    await small.app.reload();
    expect(await small.app.corpus.lastReload()).toEqual(reload);
    const again = await openAgain({ build: 'never' });
    expect(await again.corpus.lastReload()).toEqual(reload);
    await again.close();
  });

  test('tells a file that cannot be read though nothing else changed', async () => {
    const reload = await small.app.corpus.lastReload();
    const broken = join(small.config.corpusPath, 'alone.txt');
    await writeFile(broken, Uint8Array.of(0, 1, 2, 0, 255, 254, 0, 9));
    await small.app.reload();
    const told = await small.app.corpus.lastReload();
    expect(told?.refused.map(({ path }) => path)).toContain('alone.txt');
    expect({ ...told, refused: reload?.refused }).toEqual(reload);
    await rm(broken);
    await small.app.reload();
    expect(await small.app.corpus.lastReload()).toEqual(reload);
  });

  test('goes on telling it where the same documents are only indexed otherwise', async () => {
    const reload = await small.app.corpus.lastReload();
    const passages = { ...DEFAULT_SETTINGS.passages, maxCharacters: 120 };
    const again = await openAgain({ build: 'stale', passages });
    expect(again.status().corpusVersion).not.toBe(small.app.status().corpusVersion);
    expect(await again.corpus.lastReload()).toEqual(reload);
    expect(await again.corpus.notesOf('first')).not.toBeNull();
    await again.close();
    await small.app.reload();
  });

  test('tells what was noticed in reading a document', async () => {
    await small.put('noted', report('云岭县决定自2022年2月30日起调整标准。'));
    await small.app.reload();
    const notes = await small.app.corpus.notesOf('noted');
    expect(notes?.warnings.join()).toContain('2月30日');
    expect(await small.app.corpus.notesOf('constructor')).toBeNull();
  });

  test('is told without what cannot be read any more', async () => {
    const file = join(small.config.indexDir, 'last-reload.json');
    const kept = await readFile(file, 'utf8');
    for (const damaged of [
      '',
      '{"format":1}',
      kept.slice(0, 100),
      kept.replace(/"version":"\w+"/u, '"version":"0"'),
    ]) {
      await writeFile(file, damaged);
      const again = await openAgain({ build: 'never' });
      expect(await again.corpus.lastReload()).toBeNull();
      expect(await again.corpus.notesOf('first')).toBeNull();
      expect(again.corpus.documents().length).toBeGreaterThan(0);
      await again.close();
    }
  });
});

test('figures that could not be read are read anew when they are asked for again', async () => {
  let isBroken = true;
  const knowledge = {
    version: 'v1',
    get passages() {
      if (isBroken) throw new Error('broken');
      return [];
    },
  } as unknown as Knowledge;
  const unused = () => {
    throw new Error('unused');
  };
  const view = createCorpusView({
    ...{ current: () => knowledge, standingsOf: unused, indexDir: '' },
    gazetteerOf: () => ({ lookup: () => [] }) as unknown as Gazetteer,
  });
  await expect(view.indicators()).rejects.toThrow('broken');
  isBroken = false;
  expect(await view.indicators()).toEqual([]);
});
