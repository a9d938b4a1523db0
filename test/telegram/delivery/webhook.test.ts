import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Update } from 'telegraf/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMetrics } from '../../../src/http/metrics.ts';
import { createHttpServer, type HttpServer } from '../../../src/http/server.ts';
import { createWebhookReceiver, MAX_BODY } from '../../../src/telegram/delivery/webhook.ts';
import { openRequest } from '../../http/requests.ts';

const SECRET = 'a_secret-of_the-webhook';
const WITH_SECRET = { 'x-telegram-bot-api-secret-token': SECRET };
const MB = 1_048_576;

const update = (id: number, text = '低保标准是多少') => ({ update_id: id, message: { text } });

/** Frees what nobody holds, so that memory is what is held. */
const collectGarbage = (() => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
})();

let accepted: Update[] = [];
let logged: string[] = [];
let isDraining = false;
let fault: Error | undefined;
const metrics = createMetrics();
const receive = createWebhookReceiver({
  secret: SECRET,
  accept: (updates) => {
    if (fault) throw fault;
    accepted.push(...updates);
  },
  isDraining: () => isDraining,
  log: (level, event, fields) => logged.push(JSON.stringify({ level, event, ...fields })),
  meter: metrics.meter,
});

let server: HttpServer;
let url = '';

/** The receiver at `/hook` of a server of its own. */
const serve = (limits: Parameters<typeof createHttpServer>[0]['limits'] = {}) =>
  createHttpServer({
    host: '127.0.0.1',
    port: 0,
    health: () => ({ telegram: { isUp: true, detail: '' }, corpus: { version: '', passages: 0 } }),
    metrics,
    routes: { '/hook': receive },
    log: () => undefined,
    limits,
  });

beforeEach(async () => {
  [accepted, logged, isDraining, fault] = [[], [], false, undefined];
  server = await serve();
  url = `${server.url}/hook`;
});
afterEach(() => server.close());

const post = (body: string | Buffer, headers: Record<string, string> = WITH_SECRET) =>
  fetch(url, { method: 'POST', headers, body });

describe('a request of Telegram', () => {
  test('is 200 once its update is kept, as it was sent', async () => {
    const response = await post(JSON.stringify(update(1)));
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(accepted).toEqual([update(1)]);
  });

  test('that comes again is handed on again: the inbox knows what it has', async () => {
    for (let time = 0; time < 2; time++) expect((await post(JSON.stringify(update(7)))).status).toBe(200);
    expect(accepted.map(({ update_id }) => update_id)).toEqual([7, 7]);
  });

  test('keeps every character, wherever the network cuts its bytes', async () => {
    const body = Buffer.from(JSON.stringify(update(2, '政策问答😀，蔬菜大棚')));
    const { sending, answered } = openRequest(url, { headers: WITH_SECRET });
    for (const byte of body) {
      sending.write(Buffer.of(byte));
      await new Promise((next) => setImmediate(next));
    }
    sending.end();
    expect((await answered).status).toBe(200);
    expect(accepted).toEqual([update(2, '政策问答😀，蔬菜大棚')]);
  });

  test('may be as long as the cap', async () => {
    const frame = JSON.stringify(update(3, ''));
    const body = JSON.stringify(update(3, 'x'.repeat(MAX_BODY - frame.length)));
    expect(Buffer.byteLength(body)).toBe(MAX_BODY);
    expect((await post(body)).status).toBe(200);
    expect((await post(`${body} `)).status).toBe(413);
    expect(accepted).toHaveLength(1);
  });
});

describe('a request of somebody else', () => {
  test.each([
    ['no secret', {}],
    ['an empty one', { 'x-telegram-bot-api-secret-token': '' }],
    ['the beginning of it', { 'x-telegram-bot-api-secret-token': SECRET.slice(0, -1) }],
    ['more than it', { 'x-telegram-bot-api-secret-token': `${SECRET}x` }],
    ['it as a bearer token', { authorization: `Bearer ${SECRET}` }],
  ])('with %s is 403', async (_, headers) => {
    expect((await post(JSON.stringify(update(1)), headers as Record<string, string>)).status).toBe(403);
    expect(accepted).toEqual([]);
  });

  test('is 403 where no secret was ever set', async () => {
    const open = createWebhookReceiver({
      secret: '',
      accept: () => expect.unreachable(),
      isDraining: () => false,
      log: () => undefined,
    });
    const init = { method: 'POST', body: JSON.stringify(update(1)) };
    expect((await open(new Request('http://127.0.0.1/hook', init))).status).toBe(403);
  });

  test('is 403 before a byte of its body is read', async () => {
    const { sending, answered } = openRequest(url, { headers: { 'content-length': 5 } });
    sending.flushHeaders();
    expect((await answered).status).toBe(403);
    sending.destroy();
  });

  test.each(['GET', 'PUT', 'DELETE'])('with %s is 405', async (method) => {
    const response = await fetch(url, { method, headers: WITH_SECRET });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('a body that is no update is 400', () => {
  test.each([
    ['nothing', ''],
    ['no JSON', '{"update_id": 1'],
    ['null', 'null'],
    ['a list', '[{"update_id": 1}]'],
    ['text', '"update_id"'],
    ['an object without an id', '{"message": {}}'],
    ['an id that is no whole number', '{"update_id": 1.5}'],
    ['an id of text', '{"update_id": "1"}'],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from('{"update_id":1,"x":"'), Buffer.of(0xe6), Buffer.from('"}')]),
    ],
  ])('%s', async (_, body) => {
    expect((await post(body)).status).toBe(400);
    expect(accepted).toEqual([]);
    expect(logged).toHaveLength(1);
  });

  test('and nothing of it is logged', async () => {
    await post('{"text": "私人的话"');
    expect(logged.join()).not.toContain('私人');
  });
});

describe('a body that never ends', () => {
  test('is cut off in time, and the next update is taken meanwhile', async () => {
    const impatient = await serve({ headers: 400, request: 400, check: 50 });
    const { sending, answered } = openRequest(`${impatient.url}/hook`, { headers: WITH_SECRET });
    sending.write('{"update_id": 1');
    expect((await post(JSON.stringify(update(2)))).status).toBe(200);
    const outcome = await answered.then(
      ({ status }) => status,
      () => 'cut',
    );
    expect([400, 408, 'cut']).toContain(outcome);
    expect(accepted).toEqual([update(2)]);
    await impatient.close();
  });

  test('and is too long is 413 at the cap, whatever length it claims to have, and holds no memory', async () => {
    const held = () => {
      collectGarbage();
      const { arrayBuffers, heapUsed } = process.memoryUsage();
      return arrayBuffers + heapUsed;
    };
    const part = Buffer.alloc(64 * 1024, 0x20);
    await post(JSON.stringify(update(1)));
    const before = held();
    const { sending, answered } = openRequest(url, { headers: WITH_SECRET });
    let status = 0;
    let atAnswer = 0;
    const told = answered.then((answer) => {
      status = answer.status;
    });
    told.catch(() => undefined);
    sending.on('response', () => {
      atAnswer = held();
    });
    for (let sent = 0; sent < 50 * MB && !sending.destroyed; sent += part.length) {
      if (!sending.write(part)) await new Promise((next) => setImmediate(next));
    }
    sending.end();
    await told;
    expect(status).toBe(413);
    expect(atAnswer - before).toBeLessThan(20 * MB);
    expect((await post(JSON.stringify(update(2)))).status).toBe(200);
  });

  test('is read no further than the cap', async () => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(MB / 8));
      },
    });
    const request = new Request('http://127.0.0.1/hook', {
      method: 'POST',
      headers: { ...WITH_SECRET, 'content-length': '10' },
      body,
      duplex: 'half',
    } as RequestInit);
    expect((await receive(request)).status).toBe(413);
    expect(pulled).toBeLessThan(12);
  });

  test('and says that it is too long is 413 before it is read', async () => {
    const headers = { ...WITH_SECRET, 'content-length': String(50 * MB) };
    const { sending, answered } = openRequest(url, { headers });
    sending.flushHeaders();
    expect((await answered).status).toBe(413);
    sending.destroy();
  });
});

describe('503 and when to try again is told', () => {
  test('while the bot drains, and the update is not taken', async () => {
    isDraining = true;
    const response = await post(JSON.stringify(update(1)));
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(accepted).toEqual([]);
    isDraining = false;
    expect((await post(JSON.stringify(update(1)))).status).toBe(200);
  });

  test('where the bot began to drain while the body came', async () => {
    const { sending, answered } = openRequest(url, { headers: WITH_SECRET });
    const body = JSON.stringify(update(1));
    sending.write(body.slice(0, 5));
    // Behind this one, the server has read what came first.
    await post(JSON.stringify(update(2)));
    isDraining = true;
    sending.end(body.slice(5));
    expect((await answered).status).toBe(503);
    expect(accepted).toEqual([update(2)]);
  });

  test('where the update could not be kept, and the log says why', async () => {
    fault = new Error('database is full');
    expect((await post(JSON.stringify(update(9)))).status).toBe(503);
    expect(logged.join()).toContain('"update":9,"reason":"database is full"');
  });
});

test('every request is counted by how it was answered', async () => {
  const counts = async (): Promise<Record<string, number>> =>
    Object.fromEntries(
      [...(await metrics.text()).matchAll(/^mingbai_webhook_requests_total\{result="(.+)"\} (\d+)$/gmu)].map(
        ([, result, count]) => [result, Number(count)],
      ),
    );
  const before = await counts();
  await post(JSON.stringify(update(1)));
  await post('x');
  await post('', {});
  await post(' '.repeat(MAX_BODY + 1));
  isDraining = true;
  await post(JSON.stringify(update(1)));
  const after = await counts();
  const more = Object.entries(after).map(([result, count]) => [result, count - (before[result] ?? 0)]);
  expect(Object.fromEntries(more)).toEqual({
    taken: 1,
    malformed: 1,
    forbidden: 1,
    'too-large': 1,
    unavailable: 1,
  });
});
