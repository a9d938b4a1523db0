import { mkdir, readdir, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AppOptions, BuildWhen } from '../src/app/serving.ts';
import { createApp } from '../src/app.ts';
import type { Config } from '../src/config.ts';
import type { Answer } from '../src/core/types.ts';
import type { AppError } from '../src/errors.ts';
import { shareModels } from './fakes/models.ts';
import { type SmallApp, startSmallApp } from './fakes/small-app.ts';
import { TWO_COUNTIES } from './fakes/small-knowledge.ts';

const { rucheng, guidong } = TWO_COUNTIES;
const ASKED = { text: '汝城县农村低保标准是多少', history: [] };
const edition = (allowance: number) => ({
  ...rucheng,
  text: rucheng.text.replace('310元', `${allowance}元`),
});

/** For apps that are about their index; the others load their own, as the product does. */
const models = shareModels();
const openOver = async (config: Config, options: Omit<AppOptions, 'log' | 'models'>) =>
  createApp(config, { log: () => undefined, models: await models(config), ...options });

let small: SmallApp;
beforeAll(async () => {
  small = await startSmallApp({ rucheng, guidong });
});
afterAll(() => small?.close());

const versionOf = () => small.app.status().corpusVersion;

async function answered(): Promise<Answer & { kind: 'answered' }> {
  const answer = await small.app.answer(ASKED);
  expect(answer.kind, answer.text).toBe('answered');
  return answer as Answer & { kind: 'answered' };
}

describe('the app', () => {
  test('answers from the corpus that it built, and says which', async () => {
    const answer = await answered();
    expect(answer.text).toContain('310元');
    expect(answer.corpusVersion).toBe(versionOf());
    expect(small.app.status()).toMatchObject({
      chatModel: null,
      vectorSearch: 'hnsw',
      embeddingModel: 'multilingual-e5-small-zh',
      documents: [
        { path: 'guidong.txt', place: '桂东县', date: '2019-06' },
        { path: 'rucheng.txt', place: '汝城县', date: '2018-03-15' },
      ],
    });
  });

  test('explains what was retrieved: exact spans of whole passages with scores, similarities and ranks', async () => {
    const { answer, retrieved } = await small.app.explain(ASKED);
    expect(answer).toEqual(await small.app.answer(ASKED));
    expect(retrieved.length).toBeGreaterThan(0);
    expect(retrieved.every(({ document }) => document === 'rucheng.txt')).toBe(true);
    for (const [at, { score, similarity, ranks, text, span }] of retrieved.entries()) {
      expect(score).toBeLessThanOrEqual(retrieved[at - 1]?.score ?? 1);
      expect(similarity).toBeGreaterThan(0);
      expect(Object.keys(ranks).length).toBeGreaterThan(0);
      expect(text).toHaveLength(span.end - span.start);
    }
  });

  test('opens the index that is there, without building, as the same corpus', async () => {
    const progress: unknown[] = [];
    const again = await openOver(small.config, {
      build: 'stale',
      onProgress: (one) => one.phase !== 'reading' && progress.push(one),
    });
    try {
      expect(again.status().corpusVersion).toBe(versionOf());
      expect(progress).toEqual([]);
      expect(await again.answer(ASKED)).toEqual(await answered());
    } finally {
      await again.close();
    }
  });
});

describe('the reader', () => {
  const opened = async (config: Config) => {
    const events: { event: string; fields: Readonly<Record<string, unknown>> }[] = [];
    const app = await createApp(config, {
      log: (_level, event, fields = {}) => events.push({ event, fields }),
      build: 'stale',
    });
    return { app, events };
  };

  test('reads what was weighed, and the answer stands on it', async () => {
    const { app, events } = await opened({ ...small.config, readerModel: 'reader-zh' });
    try {
      const { answer, evidence } = await app.explain(ASKED);
      expect(answer.text).toContain('310元');
      expect(evidence.some(({ signals }) => signals.logit !== undefined)).toBe(true);
      expect(events).toEqual([]);
    } finally {
      await app.close();
    }
  });

  test('whose files are not there is told of, and the app answers as one without a reader', async () => {
    const { app, events } = await opened({ ...small.config, readerModel: 'none-such' });
    try {
      expect(await app.explain(ASKED)).toEqual(await small.app.explain(ASKED));
      expect(events).toEqual([
        {
          event: 'part-failed',
          fields: { part: 'reader', reason: expect.stringContaining('reader-missing') },
        },
      ]);
    } finally {
      await app.close();
    }
  });
});

describe('a start', () => {
  test('over an emptied corpus serves the last index', async () => {
    const { app, config, remove, close } = await startSmallApp({ rucheng }, { models });
    const { corpusVersion } = app.status();
    await remove('rucheng.txt');
    const again = await openOver(config, { build: 'stale' });
    expect(again.status()).toMatchObject({
      corpusVersion,
      staleBecause: expect.stringContaining('（corpus-empty）'),
    });
    await again.close();
    await close();
  });
});

test('a start over a damaged index serves the one before, and says so', async () => {
  const { app, config, put, close } = await startSmallApp({ rucheng }, { models });
  const before = app.status().corpusVersion;
  await put('rucheng', edition(999));
  const { corpusVersion } = await app.reload();
  await truncate(join(config.indexDir, `gen-${corpusVersion}`, 'passages.jsonl'), 10);
  const again = await openOver(config, { build: 'stale' });
  expect(again.status()).toMatchObject({
    corpusVersion: before,
    staleBecause: expect.stringMatching(
      /^索引有损坏，.*前一份.*原因：.*passages\.jsonl.*（index-damaged）$/u,
    ),
  });
  await again.close();
  await close();
});

describe('an index', () => {
  /** Keeps whoever comes next from writing it: root may write whatever the permissions say. */
  const keepUnwritten = (config: Config) => mkdir(join(config.indexDir, 'LOCK'));
  const starting = (config: Config, build: BuildWhen, reasons: string[] = []) =>
    openOver(config, { build, onBuild: (reason) => reasons.push(reason) });

  test('of another corpus never serves: it is built anew, or the fault is told', async () => {
    const one = await startSmallApp({ rucheng }, { models });
    const other = await startSmallApp({ guidong }, { models });
    const config = { ...one.config, corpusPath: other.config.corpusPath };
    await keepUnwritten(config);
    for (const build of ['stale', 'unusable'] as const)
      await expect(starting(config, build)).rejects.toMatchObject({ code: 'index-write' });

    const asItIs = await starting(config, 'never');
    expect(asItIs.status().documents.map(({ place }) => place)).toEqual(['汝城县']);
    await asItIs.close();

    await rm(join(config.indexDir, 'LOCK'), { recursive: true });
    const reasons: string[] = [];
    const built = await starting(config, 'unusable', reasons);
    expect(reasons).toEqual([`原来的索引是用别的资料建立的：${one.config.corpusPath}`]);
    expect(built.status().documents.map(({ place }) => place)).toEqual(['桂东县']);
    expect(built.status().staleBecause).toBeUndefined();
    await built.close();
    await Promise.all([one.close(), other.close()]);
  });

  test('of the same corpus that cannot be built anew serves, and says that it is older and why', async () => {
    const { app, config, put, close } = await startSmallApp({ rucheng }, { models });
    await put('rucheng', edition(999));
    await keepUnwritten(config);
    const again = await starting(config, 'stale');
    expect((await again.answer(ASKED)).text).toContain('310元');
    expect(again.status()).toMatchObject({
      corpusVersion: app.status().corpusVersion,
      staleBecause: expect.stringMatching(/^没有建成新索引.*原因：索引写不进 .*（index-write）$/u),
    });
    await rm(join(config.indexDir, 'LOCK'), { recursive: true });
    await again.reload();
    expect((await again.answer(ASKED)).text).toContain('999元');
    expect(again.status().staleBecause).toBeUndefined();
    await again.close();
    await close();
  });
});

describe('a reload', () => {
  test('swaps to the new corpus and keeps the vectors of what did not change', async () => {
    const before = versionOf();
    await small.put('rucheng', edition(325));
    const report = await small.app.reload();
    expect(report.changes).toEqual({ added: [], changed: ['rucheng.txt'], removed: [] });
    expect(report.embedded).toBeLessThan(report.passages);
    expect(versionOf()).toBe(report.corpusVersion);
    expect(versionOf()).not.toBe(before);
    const answer = await answered();
    expect(answer.text).toContain('325元');
    expect(answer.corpusVersion).toBe(report.corpusVersion);
  });

  test('is one at a time: a call during a running one joins it', async () => {
    await small.put('rucheng', edition(330));
    const phases: string[] = [];
    const [first, second] = await Promise.all([
      small.app.reload(({ phase }) => phases.push(phase)),
      small.app.reload(() => phases.push('of the second')),
    ]);
    expect(second).toBe(first);
    expect(phases).not.toContain('of the second');
    expect([...new Set(phases)]).toEqual(['reading', 'embedding', 'indexing', 'checking']);
    const third = await small.app.reload();
    expect(third).not.toBe(first);
    expect(third.changes).toEqual({ added: [], changed: [], removed: [] });
  });

  test('serves the old corpus until it is done, and each answer is of one version', async () => {
    const before = await answered();
    await small.put('rucheng', edition(345));
    await small.put('new', {
      place: '罗城仫佬族自治县',
      date: '2020-01-02',
      text: '罗城仫佬族自治县发放补贴77万元。\n'.repeat(6),
    });
    let done = false;
    const reloading = small.app.reload().then((report) => {
      done = true;
      return report;
    });
    const during: Answer[] = [];
    while (!done) {
      during.push(await answered());
      await breathe();
    }
    const report = await reloading;
    const amounts: Record<string, string> = {
      [before.corpusVersion]: '330元',
      [report.corpusVersion]: '345元',
    };
    expect(during[0]!.corpusVersion).toBe(before.corpusVersion);
    for (const { corpusVersion, text } of during) expect(text).toContain(amounts[corpusVersion]);
    expect((await answered()).text).toContain('345元');
  });

  test('that fails leaves the old corpus serving, and the next one works', async () => {
    const before = await answered();
    const status = small.app.status();
    await small.putRaw('sources.json', '{ broken');
    await expect(small.app.reload()).rejects.toMatchObject({ code: 'sources-invalid' });
    expect(await answered()).toEqual(before);
    const { staleBecause, ...others } = small.app.status();
    expect(others).toEqual(status);
    expect(staleBecause).toMatch(/^上次重新载入失败.*（sources-invalid）$/u);
    await small.remove('sources.json');
    await small.put('rucheng', edition(350));
    await small.app.reload();
    expect((await answered()).text).toContain('350元');
    expect(small.app.status().staleBecause).toBeUndefined();
  });

  test('that fails makes nothing stale where the reports are the ones that serve', async () => {
    const lock = join(small.config.indexDir, 'LOCK');
    const failing = async () => {
      await mkdir(lock);
      await expect(small.app.reload()).rejects.toMatchObject({ code: 'index-write' });
      await rm(lock, { recursive: true });
      return small.app.status().staleBecause;
    };
    expect(await failing()).toBeUndefined();
    await small.put('rucheng', edition(355));
    expect(await failing()).toMatch(/^上次重新载入失败.*索引写不进/u);
    await small.put('rucheng', edition(350));
    expect(await failing()).toBeUndefined();
  });

  test('that fails by a bug says so, and nothing of it', async () => {
    await small.put('rucheng', edition(355));
    const bug = new TypeError('x is not a function');
    const reloading = small.app.reload(() => {
      throw bug;
    });
    await expect(reloading).rejects.toBe(bug);
    expect(small.app.status().staleBecause).toMatch(/^上次重新载入失败.*原因：程序出错了[^a-z]*$/u);
    await small.put('rucheng', edition(350));
    await small.app.reload();
  });

  test('names the file that does not decode and serves the others', async () => {
    await small.putRaw('broken.txt', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe, 0x81, 0, 0xff));
    const report = await small.app.reload();
    expect(report.refusedFiles.map(({ path }) => path)).toEqual(['broken.txt']);
    expect((await answered()).text).toContain('350元');
    await small.remove('broken.txt');
  });

  test('of an emptied corpus is refused and the old one serves', async () => {
    const before = await answered();
    for (const name of ['rucheng.txt', 'guidong.txt', 'new.txt']) await small.remove(name);
    await expect(small.app.reload()).rejects.toMatchObject({ code: 'corpus-empty' });
    expect(await answered()).toEqual(before);
  });
});

describe('stopping', () => {
  const many = (count: number) => ({
    ...rucheng,
    text: Array.from(
      { length: count },
      (_, at) => `第${at}个村新建水池${at + 1}口，受益群众${at + 7}户。`,
    ).join('\n'),
  });

  test('a start before its index is built rejects with the reason and leaves no half of one', async () => {
    const other = await startSmallApp({ guidong });
    await other.app.close();
    const { corpusVersion } = other.app.status();
    await other.put('rucheng', many(400));
    const stopping = new AbortController();
    const phases: string[] = [];
    const starting = createApp(other.config, {
      log: () => undefined,
      build: 'stale',
      signal: stopping.signal,
      onProgress({ phase, done }) {
        phases.push(phase);
        if (phase === 'embedding' && done === 2) stopping.abort(new Error('enough'));
      },
    });
    await expect(starting).rejects.toThrow('enough');
    expect(phases.at(-1)).toBe('embedding');
    expect((await readdir(other.config.indexDir)).sort()).toEqual([
      'CURRENT',
      `gen-${corpusVersion}`,
      'last-reload.json',
    ]);
    await other.close();
  });

  test('the app ends a reload that runs, and waits for it before the embedder goes', async () => {
    const other = await startSmallApp({ guidong });
    const { corpusVersion } = other.app.status();
    await other.put('rucheng', many(400));
    const order: string[] = [];
    let begun = () => {};
    const embedding = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const reloading = other.app
      .reload(({ phase, done }) => phase === 'embedding' && done > 0 && begun())
      .catch((error: unknown) => order.push((error as AppError).code));
    await embedding;
    await other.app.close().then(() => order.push('closed'));
    await reloading;
    expect(order).toEqual(['stopped', 'closed']);
    expect((await readdir(other.config.indexDir)).sort()).toEqual([
      'CURRENT',
      `gen-${corpusVersion}`,
      'last-reload.json',
    ]);
    await expect(other.app.reload()).rejects.toMatchObject({ code: 'stopped' });
    await other.close();
  });
});

describe('closing', () => {
  test('ends the embedder: what is asked after it is ranked by terms, never thrown', async () => {
    const other = await startSmallApp({ rucheng });
    await other.app.close();
    const { answer, retrieved } = await other.app.explain(ASKED);
    expect(answer.text).toContain('310元');
    expect(retrieved.every(({ similarity }) => similarity === null)).toBe(true);
    expect(other.events.map(({ event }) => event)).toContain('part-failed');
    await other.close();
  });
});
