import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAsking } from '../../src/chat/asking.ts';
import { createEvalRuns } from '../../src/page/evals/runs.ts';
import { turnsBetween } from '../../src/page/evals/turns.ts';
import { createPage } from '../../src/page/page.ts';
import { createStore } from '../../src/state/store.ts';
import { createScriptedApp } from '../fakes/scripted-app.ts';
import { rightCase, runOf, share, wrongCase } from './runs.ts';

const HOSTILE = `<img src=x onerror="alert(1)">'"&<script>alert(2)</script>`;
let folder: string;
let get: (path: string) => Promise<{ status: number; text: string }>;
const keep = (name: string, content: unknown) =>
  writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingbai-runs-'));
  const app = createScriptedApp();
  const page = createPage({
    ...{ app, asking: createAsking({ app, store: createStore(':memory:') })('page'), log: () => undefined },
    evals: createEvalRuns(folder),
  });
  get = async (path) => {
    const response = await page.request(`http://127.0.0.1:8787${path}`);
    return { status: response.status, text: await response.text() };
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = (text: string) =>
  text
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();

describe('evaluations', () => {
  test('are told how to be made where there are none', async () => {
    expect(read((await get('/evals')).text)).toContain('npm run eval');
  });

  test('are listed the newest first, with shares and intervals, and compared with the one before of the same cases', async () => {
    await keep('b.json', runOf('2026-01-01T00:00:00.000Z', [rightCase, wrongCase]));
    await keep(
      'a.json',
      runOf('2026-02-01T00:00:00.000Z', [
        { ...rightCase, right: false, outcome: 'refuse' },
        { ...wrongCase, right: true, missing: [], wrongPlaces: [] },
        { ...rightCase, id: 'new' },
      ]),
    );
    await keep('c.json', runOf('2026-01-15T00:00:00.000Z', [], { files: ['others.jsonl'] }));
    const { text } = await get('/evals');
    const told = read(text);
    expect([...told.matchAll(/2026-\d\d-\d\d 08:00/gu)].map(([day]) => day)).toEqual([
      '2026-02-01 08:00',
      '2026-01-15 08:00',
      '2026-01-01 08:00',
    ]);
    expect(told).toContain('75.0% （65.0% – 85.0%）');
    expect(text.replaceAll('&amp;', '&')).toContain('/evals/compare?before=b&after=a');
  });

  test('are shown whole: metrics, kinds and cases, wrong ones alone where that is asked', async () => {
    const { text } = await get('/evals/run/b');
    const told = read(text);
    for (const words of [
      '回答正确 75.0%',
      '引用了别的县 1',
      '数字 50.0%',
      '低保标准是多少 right 对',
      '改造了多少危房 wrong 错',
    ])
      expect(told).toContain(words);
    const wrong = read((await get('/evals/run/b?only=wrong')).text);
    expect(wrong).toContain('改造了多少危房');
    expect(wrong).not.toContain('低保标准是多少');
    expect(read((await get('/evals/run/b?kind=list')).text)).toContain('没有这样的题');
  });

  test('show a case with its expected quote, the answer given, the verdict and why', async () => {
    const told = read((await get('/evals/run/b/2')).text);
    for (const words of [
      ...[
        '改造了多少危房',
        '缺少：512户',
        '引用了别的县：江畔县',
        '答案里要有：512户',
        '依据的原文',
        '每人每月560元',
      ],
      ...['改造了97户[1]。', '前 10 段里没有依据的原文', '把握 0.91', '错'],
    ])
      expect(told).toContain(words);
    expect(read((await get('/evals/run/b/1')).text)).toContain('处理方式符合预期');
    expect((await get('/evals/run/b/3')).status).toBe(404);
    expect((await get('/evals/run/b/0')).status).toBe(404);
    expect((await get('/evals/run/nothing')).status).toBe(404);
  });

  test('are compared by what turned, the worse first', async () => {
    const told = read((await get('/evals/compare?before=b&after=a')).text);
    expect(told).toMatch(/由对变错 1 题.*低保标准是多少.*回答 → 拒答.*由错变对 1 题.*改造了多少危房/u);
    expect(told).toContain('只在前一次的题 0 道，只在后一次的题 1 道');
    expect(read((await get('/evals/compare?before=b&after=gone')).text)).toContain('请选两次评测');
    expect(read((await get('/evals/compare')).text)).toContain('请选两次评测');
  });
});

describe('files that are no runs', () => {
  test.each([
    ['no-json.json', '{"format":1', /不是 JSON/u],
    ['other.json', { name: 'mingbai' }, /format/u],
    ['newer.json', runOf('2026-01-01T00:00:00.000Z', [], { format: 2 }), /format/u],
    ['no-time.json', runOf('yesterday', []), /at：/u],
    [
      'odd-case.json',
      runOf('2026-01-01T00:00:00.000Z', [{ ...rightCase, question: { a: 1 } }]),
      /cases\.0\.question/u,
    ],
    [
      'long.json',
      runOf('2026-01-01T00:00:00.000Z', [{ ...rightCase, answer: 'x'.repeat(30_000) }]),
      /cases\.0\.answer/u,
    ],
    ['array.json', [], /对象/u],
  ])('%s is refused with a reason, and nothing else suffers', async (name, content, reason) => {
    await keep(name, content);
    const { status, text } = await get('/evals');
    expect(status).toBe(200);
    const told = read(text);
    expect(told.slice(told.indexOf('不是评测记录'))).toMatch(new RegExp(`${name} .*${reason.source}`, 'u'));
    expect(told).toContain('2026-02-01 08:00');
    expect((await get(`/evals/run/${name.replace('.json', '')}`)).status).toBe(404);
    await rm(join(folder, name));
  });

  test('a link that leads out of the folder, and a folder, are refused', async () => {
    await writeFile(
      join(tmpdir(), 'outside-run.json'),
      JSON.stringify(runOf('2026-03-01T00:00:00.000Z', [])),
    );
    await symlink(join(tmpdir(), 'outside-run.json'), join(folder, 'link.json'));
    await mkdir(join(folder, 'sub.json'));
    const told = read((await get('/evals')).text);
    expect(told).toContain('link.json 不是普通文件');
    expect(told).toContain('sub.json 不是普通文件');
    expect((await get('/evals/run/link')).status).toBe(404);
    await rm(join(folder, 'link.json'));
    await rm(join(folder, 'sub.json'), { recursive: true });
    await rm(join(tmpdir(), 'outside-run.json'));
  });

  test.each(['..%2F..%2Fpackage', '%2Fetc%2Fhostname', 'a%00', '..', 'x'.repeat(300)])(
    'an address cannot leave the folder by %s',
    async (id) => {
      expect((await get(`/evals/run/${id}`)).status).toBe(404);
      expect((await get(`/evals/compare?before=${id}&after=${id}`)).status).toBe(200);
    },
  );

  test('keys that every object has are names like others', async () => {
    const metrics = `{"right":${JSON.stringify(share(0.5))},"__proto__":${JSON.stringify(share(0.1))},"constructor":${JSON.stringify(share(0.2))}}`;
    const run = JSON.stringify(runOf('2026-04-01T00:00:00.000Z', [{ ...rightCase, kind: 'constructor' }]));
    await keep('keys.json', run.replace(/"total":\{.*?\},"byKind"/u, `"total":${metrics},"byKind"`));
    const { status, text } = await get('/evals/run/keys');
    expect(status).toBe(200);
    expect(text).not.toContain('native code');
    await rm(join(folder, 'keys.json'));
  });
});

test('what a run holds is text: nothing of it is read as markup', async () => {
  const hostile = {
    ...rightCase,
    ...{
      id: HOSTILE,
      kind: HOSTILE,
      question: HOSTILE,
      answer: HOSTILE,
      history: [HOSTILE],
      points: [HOSTILE],
    },
    ...{
      missing: [HOSTILE],
      forbidden: [HOSTILE],
      wrongPlaces: [HOSTILE],
      wrongFigures: [HOSTILE],
      inexact: [HOSTILE],
    },
    ...{ relevant: [{ document: HOSTILE, quote: HOSTILE }], lost: [{ document: HOSTILE }] },
    quotes: [{ marker: 1, about: HOSTILE, quote: HOSTILE }],
  };
  const more = {
    files: [HOSTILE],
    embeddingModel: HOSTILE,
    chatModel: HOSTILE,
    total: { [HOSTILE]: share(0.5) },
  };
  await keep(`${'&<b>'}.json`, runOf('2026-05-01T00:00:00.000Z', [hostile], more));
  const id = encodeURIComponent('&<b>');
  for (const path of [
    '/evals',
    `/evals/run/${id}`,
    `/evals/run/${id}/1`,
    `/evals/compare?before=${id}&after=${id}`,
  ]) {
    const { status, text } = await get(path);
    expect(status).toBe(200);
    expect(text).toContain('&lt;img');
    expect(text).not.toMatch(/<img src=x|<script>|\son\w+="|style="|<b>/u);
  }
});

test('cases that were not judged in both runs have not turned', () => {
  const one = { ...rightCase, right: undefined } as never;
  const other = rightCase as never;
  expect(turnsBetween({ cases: [one] }, { cases: [other] })).toMatchObject({
    toWrong: [],
    toRight: [],
    bothRight: 0,
  });
});
