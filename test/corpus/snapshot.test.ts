import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PassageSettings } from '../../src/core/settings.ts';
import { openKnowledge, sweepIndex } from '../../src/corpus/snapshot.ts';
import { watchedDisk } from '../fakes/index/faulty-disk.ts';
import { createDigestEmbedder, createSimpleEngines } from '../fakes/index/simple-engines.ts';
import { EDITIONS, report, temporaryFolder } from '../fakes/index/small-corpus.ts';
import { ingestSmall, namesIn, openSmall } from '../fakes/index/small-ingest.ts';

const edition = (year: number) => [report('甲县', String(year), 4)];

/** An index whose serving generation is damaged, with whole ones of `years` behind it. */
async function damagedIndex(...years: number[]) {
  const indexDir = await temporaryFolder();
  for (const year of years) await ingestSmall(indexDir, edition(year));
  const { knowledge } = await ingestSmall(indexDir, EDITIONS.new);
  const file = join(indexDir, `gen-${knowledge.version}`, 'vectors.f32');
  await writeFile(file, (await readFile(file)).subarray(4));
  return { indexDir, file, version: knowledge.version };
}

describe('opening an index', () => {
  test('that is not there says so and what to run', async () => {
    const indexDir = join(await temporaryFolder(), 'nothing');
    await expect(openSmall(indexDir)).rejects.toMatchObject({ code: 'index-missing' });
  });

  test('of another model, other dimensions or other settings names what was built and what is wanted', async () => {
    const indexDir = await temporaryFolder();
    await ingestSmall(indexDir, EDITIONS.old);
    const { model } = createDigestEmbedder();
    const open = (change: object, settings = {}) =>
      openKnowledge(indexDir, { engines: createSimpleEngines(settings), model: { ...model, ...change } });
    await expect(open({ sha256: 'd'.repeat(64), id: 'other' })).rejects.toMatchObject({
      code: 'index-mismatch',
      message: expect.stringMatching(/模型 digest（.*aaaaaaaaaaaa.*模型 other（.*dddddddddddd/s),
    });
    await expect(open({ dimensions: 9 })).rejects.toMatchObject({ code: 'index-mismatch' });
    await expect(open({}, { m: 32 })).rejects.toThrow(/m 未设.*m 32/s);
    await expect(open({})).resolves.toMatchObject({ skipped: [] });
  });

  test('cut or embedded in another way is not opened', async () => {
    const indexDir = await temporaryFolder();
    await ingestSmall(indexDir, EDITIONS.old, { passages: { maxCharacters: 120, placeBefore: false } });
    const { model } = createDigestEmbedder();
    const open = (passages?: PassageSettings) =>
      openKnowledge(indexDir, { engines: createSimpleEngines(), model, ...(passages && { passages }) });
    await expect(open()).rejects.toThrow(
      /passageCharacters 120，placeBefore no.*passageCharacters 250，placeBefore yes/su,
    );
    await expect(open({ maxCharacters: 120, placeBefore: true })).rejects.toMatchObject({
      code: 'index-mismatch',
    });
    const { knowledge } = await open({ maxCharacters: 120, placeBefore: false });
    expect(knowledge.passages.length).toBeGreaterThan(0);
  });

  test('of another format says so before it looks at anything else', async () => {
    const indexDir = await temporaryFolder();
    const { knowledge } = await ingestSmall(indexDir, EDITIONS.old);
    const manifest = join(indexDir, `gen-${knowledge.version}`, 'manifest.json');
    await writeFile(manifest, JSON.stringify({ format: 99, other: true }));
    await expect(openSmall(indexDir)).rejects.toMatchObject({
      code: 'index-mismatch',
      message: expect.stringContaining('第 99 版格式'),
    });
  });

  test('whose serving generation is damaged gives the newest whole one and names the damage', async () => {
    const { indexDir, version } = await damagedIndex(2017, 2018);
    const { knowledge, skipped } = await openSmall(indexDir);
    expect(knowledge.documents).toEqual(edition(2018));
    expect(skipped).toMatchObject([
      { generation: `gen-${version}`, reason: expect.stringContaining('vectors.f32') },
    ]);
  });

  test('without a whole generation refuses and names the file', async () => {
    const { indexDir } = await damagedIndex();
    await expect(openSmall(indexDir)).rejects.toMatchObject({
      code: 'index-damaged',
      message: expect.stringContaining('vectors.f32 有'),
    });
  });

  test.each(['', '\n', 'gen-', '../../etc\n', '\u0000\u0000\u0000\u0000'])(
    'whose CURRENT holds %j serves the newest whole generation and names the damage',
    async (text) => {
      const indexDir = await temporaryFolder();
      await ingestSmall(indexDir, edition(2017), { now: () => new Date('2026-01-01T00:00:00Z') });
      await ingestSmall(indexDir, edition(2018), { now: () => new Date('2026-01-02T00:00:00Z') });
      await writeFile(join(indexDir, 'CURRENT'), text);
      const { knowledge, skipped } = await openSmall(indexDir);
      expect(knowledge.documents).toEqual(edition(2018));
      expect(skipped[0]?.reason).toContain('CURRENT');
      await ingestSmall(indexDir, EDITIONS.new);
      expect((await openSmall(indexDir)).skipped).toEqual([]);
    },
  );

  test('while a writer swaps and sweeps under the reader still gives one whole generation', async () => {
    const indexDir = await temporaryFolder();
    await ingestSmall(indexDir, edition(2010));
    let swaps: Promise<unknown> | undefined;
    const fileSystem = watchedDisk((_nth, operation, path) => {
      if (operation === 'read' && path.endsWith('manifest.json') && !swaps) swaps = swapOften();
    });
    const swapOften = async () => {
      for (const year of [2011, 2012, 2013, 2014]) await ingestSmall(indexDir, edition(year));
    };
    const slowed = {
      ...fileSystem,
      read: async (path: string) => {
        const reading = fileSystem.read(path);
        await swaps;
        return reading;
      },
    };
    const { model } = createDigestEmbedder();
    const options = { engines: createSimpleEngines(), model, fileSystem: slowed };
    expect((await openKnowledge(indexDir, options)).knowledge.documents).toEqual(edition(2014));
  });
});

describe('an index folder', () => {
  test('keeps two generations behind the serving one, and no drafts', async () => {
    const indexDir = await temporaryFolder();
    const versions: string[] = [];
    for (const year of [2015, 2016, 2017, 2018, 2019])
      versions.push((await ingestSmall(indexDir, edition(year))).knowledge.version);
    expect(await namesIn(indexDir)).toEqual(['CURRENT', 'gen', 'gen', 'gen']);
    const names = (await readFile(join(indexDir, 'CURRENT'), 'utf8')).trim().split('\n');
    expect(names).toEqual(
      versions
        .slice(-3)
        .toReversed()
        .map((version) => `gen-${version}`),
    );
  });

  test('goes back to an earlier corpus by its generation, which stands once', async () => {
    const indexDir = await temporaryFolder();
    const first = await ingestSmall(indexDir, edition(2017));
    await ingestSmall(indexDir, edition(2018));
    const again = await ingestSmall(indexDir, edition(2017));
    expect(again.knowledge.version).toBe(first.knowledge.version);
    expect((await openSmall(indexDir)).knowledge.documents).toEqual(edition(2017));
    expect(await namesIn(indexDir)).toEqual(['CURRENT', 'gen', 'gen']);
  });

  test('is mended by an ingest of the same corpus when its serving generation is damaged', async () => {
    const { indexDir, version } = await damagedIndex(2018);
    const { knowledge } = await ingestSmall(indexDir, EDITIONS.new);
    expect(knowledge.version).toBe(version);
    const opened = await openSmall(indexDir);
    expect(opened.skipped).toEqual([]);
    expect(opened.knowledge.version).toBe(version);
    expect(await namesIn(indexDir)).toEqual(['CURRENT', 'gen', 'gen']);
  });

  test('is swept of drafts and of generations nobody refers to, and of nothing else', async () => {
    const indexDir = await temporaryFolder();
    await ingestSmall(indexDir, edition(2017));
    await ingestSmall(indexDir, edition(2018));
    const before = await readdir(indexDir);
    await mkdir(join(indexDir, 'tmp-1-draft'));
    await mkdir(join(indexDir, `gen-${'0'.repeat(16)}`));
    await writeFile(join(indexDir, 'CURRENT.tmp'), 'gen-');
    await writeFile(join(indexDir, 'README.md'), 'kept');
    expect((await sweepIndex(indexDir)).toSorted()).toEqual([
      'CURRENT.tmp',
      `gen-${'0'.repeat(16)}`,
      'tmp-1-draft',
    ]);
    expect((await readdir(indexDir)).toSorted()).toEqual([...before, 'README.md'].toSorted());
    expect(await sweepIndex(join(indexDir, 'nothing'))).toEqual([]);
  });

  test('forces every file and folder of a generation to the disk before CURRENT names it', async () => {
    const indexDir = await temporaryFolder();
    const log: string[] = [];
    const fileSystem = watchedDisk((_nth, operation, path) => {
      log.push(`${operation} ${path.slice(indexDir.length + 1).replace(/^tmp-[^/]*/, 'draft')}`);
    });
    const { knowledge } = await ingestSmall(indexDir, EDITIONS.old, { fileSystem });
    const swap = log.indexOf('rename CURRENT');
    const placed = log.indexOf(`rename gen-${knowledge.version}`);
    const files = await readdir(join(indexDir, `gen-${knowledge.version}`));
    expect(files).toHaveLength(9);
    for (const file of files) {
      const synced = log.indexOf(`sync draft/${file}`);
      expect(synced).toBeGreaterThan(log.indexOf(`write draft/${file}`));
      expect(synced).toBeLessThan(log.indexOf('sync draft'));
    }
    expect(log.indexOf('sync draft')).toBeLessThan(placed);
    expect(log.indexOf('sync ', placed)).toBeLessThan(swap);
    expect(log.indexOf('sync CURRENT.tmp')).toBeLessThan(swap);
    expect(log.indexOf('sync ', swap)).toBeGreaterThan(swap);
  });
});

describe('the lock of an index', () => {
  const otherProcess = (script: string) =>
    spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout.trim();

  test('of a living process refuses a second writer by its id, and a reader is not refused', async () => {
    const indexDir = await temporaryFolder();
    await ingestSmall(indexDir, EDITIONS.old);
    let second: Promise<unknown> | undefined;
    await ingestSmall(indexDir, EDITIONS.new, {
      onProgress: ({ phase }) => {
        if (phase === 'embedding') second ??= ingestSmall(indexDir, edition(2001)).catch((error) => error);
      },
    });
    expect(await second).toMatchObject({ code: 'index-locked', fields: { pid: process.pid } });
    expect((await openSmall(indexDir)).knowledge.documents).toEqual(EDITIONS.new);
  });

  test.each([
    ['of a process that is gone', () => ({ pid: Number(otherProcess('console.log(process.pid)')) })],
    ['of an earlier process with this id', () => ({ pid: process.pid, startTime: '1' })],
    ['of an earlier process with the id of a living one', () => ({ pid: process.ppid, startTime: '1' })],
  ])('%s is taken over', async (_, owner) => {
    const indexDir = await temporaryFolder();
    await writeFile(join(indexDir, 'LOCK'), JSON.stringify({ startTime: '1', token: 'another', ...owner() }));
    await ingestSmall(indexDir, EDITIONS.old);
    expect(await namesIn(indexDir)).toEqual(['CURRENT', 'gen']);
  });

  test('that a power cut left empty is taken over', async () => {
    const indexDir = await temporaryFolder();
    await writeFile(join(indexDir, 'LOCK'), '');
    await ingestSmall(indexDir, EDITIONS.old);
    expect(await namesIn(indexDir)).toEqual(['CURRENT', 'gen']);
  });

  test.each([
    ['that still holds', 'link', 'LOCK', { code: 'index-locked', fields: { pid: process.ppid } }],
    ['that is gone again', 'link', '', { version: expect.any(String) }],
    ['that took over the same dead lock and still holds', 'rename', 'LOCK', { code: 'index-locked' }],
    ['that took over the same dead lock and is gone again', 'rename', '', { version: expect.any(String) }],
  ])(
    'whose draft is swept by a quicker writer %s is either refused by name or tried again',
    async (_, call, left, outcome) => {
      const indexDir = await temporaryFolder();
      await ingestSmall(indexDir, EDITIONS.old);
      const lock = join(indexDir, 'LOCK');
      if (call === 'rename')
        await writeFile(lock, JSON.stringify({ pid: 2 ** 22 + 1, startTime: '1', token: 'dead' }));
      const stat = await readFile(`/proc/${process.ppid}/stat`, 'utf8');
      const startTime = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
      const fileSystem = watchedDisk(() => undefined);
      let swept = false;
      const sweptOnce = async (existing: string, path: string) => {
        if (!swept && path === lock) {
          swept = true;
          await rm(existing);
          await rm(lock, { force: true });
          if (left !== '')
            await writeFile(lock, JSON.stringify({ pid: process.ppid, startTime, token: 'quicker' }));
        }
      };
      const writing = ingestSmall(indexDir, EDITIONS.new, {
        fileSystem: {
          ...fileSystem,
          link: async (existing, path) => {
            if (call === 'link') await sweptOnce(existing, path);
            await fileSystem.link(existing, path);
          },
          rename: async (from, to) => {
            if (call === 'rename') await sweptOnce(from, to);
            await fileSystem.rename(from, to);
          },
        },
      });
      const result: unknown = await writing.then(({ knowledge }) => knowledge).catch((error) => error);
      expect(swept).toBe(true);
      expect(result).toMatchObject(outcome);
    },
  );

  test('lost to another writer stops the swap', async () => {
    const indexDir = await temporaryFolder();
    await ingestSmall(indexDir, EDITIONS.old);
    const thief = { pid: process.ppid, startTime: '1', token: 'thief' };
    const fileSystem = watchedDisk(() => undefined);
    const stolen = ingestSmall(indexDir, EDITIONS.new, {
      fileSystem: {
        ...fileSystem,
        sync: async (path) => {
          if (path.endsWith('manifest.json')) await writeFile(join(indexDir, 'LOCK'), JSON.stringify(thief));
          await fileSystem.sync(path);
        },
      },
    });
    await expect(stolen).rejects.toMatchObject({ code: 'index-locked', fields: { pid: process.ppid } });
    expect((await openSmall(indexDir)).knowledge.documents).toEqual(EDITIONS.old);
    expect(JSON.parse(await readFile(join(indexDir, 'LOCK'), 'utf8'))).toEqual(thief);
  });

  test('apart, a swap that came between is not undone: the later writer gives up', async () => {
    const indexDir = await temporaryFolder();
    await ingestSmall(indexDir, edition(2017));
    const before = await readFile(join(indexDir, 'CURRENT'), 'utf8');
    await ingestSmall(indexDir, edition(2018));
    const between = await readFile(join(indexDir, 'CURRENT'), 'utf8');
    await writeFile(join(indexDir, 'CURRENT'), before);
    const fileSystem = watchedDisk(() => undefined);
    const late = ingestSmall(indexDir, EDITIONS.new, {
      fileSystem: {
        ...fileSystem,
        sync: async (path) => {
          if (path.endsWith('manifest.json')) await writeFile(join(indexDir, 'CURRENT'), between);
          await fileSystem.sync(path);
        },
      },
    });
    await expect(late).rejects.toMatchObject({ code: 'index-changed' });
    expect(await readFile(join(indexDir, 'CURRENT'), 'utf8')).toBe(between);
  });
});
