import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Answer } from '../../../src/core/types.ts';
import { AppError } from '../../../src/errors.ts';
import { createKeyQuota } from '../../../src/http/api/quota.ts';
import { answerOf, createScriptedApp } from '../../fakes/scripted-app.ts';
import { openRequest } from '../requests.ts';
import { eventsOf, type ServedApi, serveApi } from './scene.ts';

const KEYS = [
  { name: 'school', key: 'key-of-the-school-1', aMinute: 2 },
  { name: 'office', key: 'key-of-the-office-2', aMinute: 30 },
];
const SAID = answerOf('低保标准是310元[1]。', '低保标准是310元');

const open: ServedApi[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((api) => api.close()));
});

async function serve(options: Parameters<typeof serveApi>[1] = {}) {
  const app = createScriptedApp();
  app.on('低保多少', SAID);
  app.onPlace('某地', { kind: 'unknown' });
  const api = await serveApi(app, options);
  open.push(api);
  return { ...api, app };
}

const PATHS = ['/api/ask', '/v1/chat/completions'];
const asked = (path: string, text = '低保多少', more: object = {}) =>
  path === '/api/ask'
    ? { question: text, ...more }
    : { model: 'mingbai', messages: [{ role: 'user', content: text }], ...more };

describe.each(PATHS)('POST %s', (path) => {
  test.each([
    ['no JSON', '{"question": ', 400, 'bad-request'],
    ['no object', '[]', 400, 'bad-request'],
    ['nothing', '', 400, 'bad-request'],
    ['nothing that is asked', '{}', 400, 'bad-request'],
    ['numbers for words', '{"question": 1, "model": 2, "messages": 3}', 400, 'bad-request'],
  ])('with %s is told in Chinese', async (_, body, status, code) => {
    const { post, app } = await serve();
    const response = await post(path, body);
    const { error } = (await response.json()) as { error: { code: string; message: string } };
    expect([response.status, error.code]).toEqual([status, code]);
    expect(error.message).toMatch(/\p{Script=Han}/u);
    expect(app.questions).toEqual([]);
  });

  test('in another encoding, or as another type, is refused', async () => {
    const { url, post } = await serve();
    const bytes = Buffer.from(JSON.stringify(asked(path)), 'utf16le');
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${url}${path}`, { method: 'POST', headers, body: bytes })).status).toBe(400);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', '']) {
      expect((await post(path, asked(path), { 'content-type': type })).status).toBe(415);
    }
    expect(
      (await post(path, asked(path), { 'content-type': 'application/json; charset=utf-8' })).status,
    ).toBe(200);
  });

  test('beyond 64 KB is 413', async () => {
    const { post } = await serve();
    expect((await post(path, asked(path, '低保'.repeat(12_000)))).status).toBe(413);
  });

  test('by another method is 405, with the one that is', async () => {
    const { url } = await serve();
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const { status, headers } = await fetch(`${url}${path}`, { method });
      expect([status, headers.get('allow')]).toEqual([405, 'POST']);
    }
  });

  test('that fails inside is 500, and tells its cause to the log alone', async () => {
    const { post, app, logged } = await serve();
    app.on('故障', new Error('inner secret'));
    const response = await post(path, asked(path, '故障'));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('inner secret');
    expect(logged.join('\n')).toContain('inner secret');
  });

  test('that fails as a stream says so in it', async () => {
    const { post, app } = await serve();
    app.on('故障', new AppError('asking-late', { seconds: 1 }));
    const stream = path === '/api/ask' ? {} : { stream: true };
    const response = await post(path, asked(path, '故障', stream), { accept: 'text/event-stream' });
    const { event, data } = (await eventsOf(response)).at(-1) ?? { event: '', data: '{}' };
    expect(event).toBe(path === '/api/ask' ? 'fault' : '');
    expect(JSON.parse(data)).toMatchObject({ error: { code: 'late' } });
  });

  test('with a key is answered as often as the key allows; others are not held up', async () => {
    const { post } = await serve({ apiKeys: KEYS });
    const by = (key: string) => post(path, asked(path), { authorization: `Bearer ${key}` });
    expect((await by('key-of-nobody-at-all')).status).toBe(401);
    expect((await by(KEYS[0]!.key)).status).toBe(200);
    expect((await by(KEYS[0]!.key)).status).toBe(200);
    const refused = await by(KEYS[0]!.key);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ error: { code: 'quota' } });
    expect((await by(KEYS[1]!.key)).status).toBe(200);
  });

  test('beyond the queue is 503 with a time to come back', async () => {
    const { post, app } = await serve({ most: { answering: 1, waiting: 1 } });
    let settle: (answer: Answer) => void = () => undefined;
    app.on(
      '慢',
      () =>
        new Promise((resolve) => {
          settle = resolve;
        }),
    );
    const first = post(path, asked(path, '慢'));
    await vi.waitFor(() => expect(app.questions.length).toBe(1));
    const two = [post(path, asked(path)), post(path, asked(path))];
    const busy = await Promise.race(two);
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '30']);
    settle(SAID);
    expect((await first).status).toBe(200);
    expect((await Promise.all(two)).map(({ status }) => status).toSorted()).toEqual([200, 503]);
  });

  test('whose client is gone ends its work, is no fault, and leaves nothing', async () => {
    const said = vi.spyOn(console, 'info').mockImplementation(() => undefined);
    const { url, app, logged } = await serve();
    let signal: AbortSignal | undefined;
    app.explain = (question, options) => {
      app.questions.push(question);
      signal = options?.signal;
      return new Promise((_, reject) => {
        // As a server that is asked for a part of the answer does.
        signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
    };
    for (const stream of [false, true]) {
      const tab = new AbortController();
      const before = app.questions.length;
      const request = fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(stream && { accept: 'text/event-stream' }) },
        body: JSON.stringify(asked(path, '慢', path === '/api/ask' ? {} : { stream })),
        signal: tab.signal,
      }).then((response) => response.text());
      await vi.waitFor(() => expect(app.questions.length).toBe(before + 1));
      tab.abort();
      await expect(request).rejects.toThrow();
      await vi.waitFor(() => expect(signal?.aborted).toBe(true));
    }
    await wait(20);
    expect(logged.filter((line) => /failed/u.test(line))).toEqual([]);
    expect(said.mock.calls).toEqual([]);
    said.mockRestore();
  });
});

describe('/api/ask', () => {
  test('refuses what it does not know, places among it', async () => {
    const { post } = await serve();
    expect((await post('/api/ask', { question: '低保多少', qestion: '' })).status).toBe(400);
    const response = await post('/api/ask', { question: '低保多少', place: '某地' });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('某地')]);
    expect((await post('/api/ask', { question: '低保多少', conversation: '../x' })).status).toBe(400);
  });

  test('keeps conversations of one key from those of another', async () => {
    const { post, app } = await serve({ apiKeys: KEYS });
    for (const { key } of KEYS)
      await post('/api/ask', { question: '低保多少', conversation: 'c' }, { authorization: `Bearer ${key}` });
    expect(app.questions.map(({ history }) => history.length)).toEqual([0, 0]);
  });

  test('sends drafts as they come, each before the answer', async () => {
    const { post, app } = await serve();
    app.on('慢', async (_, onDraft) => {
      onDraft({ ...SAID, text: '低保' });
      await wait(20);
      onDraft({ ...SAID, text: '低保标准' });
      await wait(20);
      return SAID;
    });
    const response = await post('/api/ask', { question: '慢' }, { accept: 'text/event-stream' });
    const events = await eventsOf(response);
    expect(events.map(({ event }) => event)).toEqual(['draft', 'draft', 'answer']);
    expect(events.slice(0, 2).map(({ data }) => JSON.parse(data).text)).toEqual(['低保', '低保标准']);
  });

  test('serves 200 streams at once, a slow reader among them, and answers each', async () => {
    const { url, post, app } = await serve();
    app.on('慢', async (_, onDraft) => {
      for (let sentence = 1; sentence <= 20; sentence++) {
        onDraft({ ...SAID, text: '低保标准是310元[1]。'.repeat(sentence) });
        await wait(1);
      }
      return { ...SAID, text: '低保标准是310元[1]。'.repeat(20) };
    });
    const slow = openRequest(`${url}/api/ask`, {
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    });
    slow.sending.on('response', (response) => response.pause());
    slow.sending.end(JSON.stringify({ question: '慢' }));
    const ends = await Promise.all(
      Array.from({ length: 200 }, async () =>
        (await eventsOf(await post('/api/ask', { question: '慢' }, { accept: 'text/event-stream' }))).at(-1),
      ),
    );
    expect(ends.map((last) => last?.event)).toEqual(Array.from({ length: 200 }, () => 'answer'));
    expect(new Set(ends.map((last) => JSON.parse(last?.data ?? '').id)).size).toBe(200);
    slow.sending.destroy();
  });
});

test('what a key says of answers counts as what it asks', async () => {
  const { post } = await serve({ apiKeys: KEYS });
  const by = (path: string, body: object) => post(path, body, { authorization: `Bearer ${KEYS[0]!.key}` });
  const { id } = (await (await by('/api/ask', { question: '低保多少' })).json()) as { id: string };
  const judge = () => by(`/api/answers/${id}/feedback`, { verdict: 'good' });
  expect((await judge()).status).toBe(204);
  expect((await judge()).status).toBe(429);
});

test('a key has its questions again a minute after the first of them', () => {
  let now = 0;
  const quota = createKeyQuota(() => now);
  const take = () => quota.take({ kind: 'key', key: KEYS[0]! });
  take();
  now = 30_000;
  take();
  now = 59_000;
  expect(take).toThrow(expect.objectContaining({ headers: { 'retry-after': '1' } }));
  now = 60_000;
  take();
  expect(take).toThrow(expect.objectContaining({ headers: { 'retry-after': '30' } }));
  expect(() => quota.take({ kind: 'owner' })).not.toThrow();
});
