import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Hono } from 'hono';
import { afterEach, describe, expect, test } from 'vitest';
import { createMetrics } from '../../src/http/metrics.ts';
import { createHttpServer, type Health, type HttpServer } from '../../src/http/server.ts';
import { wording } from '../../src/wording.ts';
import { openRequest, talk } from './requests.ts';

const HEALTHY: Health = {
  telegram: { isUp: true, detail: 'polling' },
  corpus: { version: 'gen-1', passages: 12 },
};
const FAILED = JSON.stringify({ error: { code: 'failed', message: wording.http.errors.failed } });
const TOKEN = 'a-token-for-the-metrics.0123';

const LONG = '长'.repeat(9_000_000);

const open: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(options: Partial<Parameters<typeof createHttpServer>[0]> = {}) {
  const logged: string[] = [];
  const server = await createHttpServer({
    host: '127.0.0.1',
    port: 0,
    health: () => HEALTHY,
    metrics: createMetrics(),
    routes: {},
    log: (level, event, fields) => logged.push(JSON.stringify({ level, event, ...fields })),
    ...options,
  });
  open.push(server);
  return { ...server, logged };
}

/** A promise and what settles it. */
function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}

describe('/healthz', () => {
  test('is 200 with what serves while Telegram is up', async () => {
    const { url } = await serve();
    const response = await fetch(`${url}/healthz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: 'ok',
      telegram: { status: 'up', detail: 'polling' },
      corpus: { version: 'gen-1', passages: 12 },
    });
  });

  test('is 503 while Telegram is down, with the reason, and 200 again after that', async () => {
    let isUp = false;
    const { url } = await serve({
      health: () => ({ ...HEALTHY, telegram: { isUp, detail: isUp ? 'polling' : 'unreachable' } }),
    });
    const down = await fetch(`${url}/healthz`);
    expect(down.status).toBe(503);
    expect(await down.json()).toMatchObject({
      status: 'degraded',
      telegram: { status: 'down', detail: 'unreachable' },
    });
    isUp = true;
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test('is 200 without a word of Telegram where there is no bot', async () => {
    const { corpus } = HEALTHY;
    const { url } = await serve({ health: () => ({ corpus }) });
    const response = await fetch(`${url}/healthz`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok', corpus }]);
  });

  test('asks nobody for the token of the metrics', async () => {
    const { url } = await serve({ token: TOKEN });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});

describe('/metrics', () => {
  test('tells what was measured in the text form of Prometheus, the process included', async () => {
    const metrics = createMetrics();
    metrics.meter.count('questions', { outcome: 'answered', by: 'mention' });
    metrics.meter.gauge('outbox_waiting', 3);
    const { url } = await serve({ metrics });
    const response = await fetch(`${url}/metrics`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const lines = (await response.text()).split('\n');
    expect(lines).toContain('mingbai_questions_total{outcome="answered",by="mention"} 1');
    expect(lines).toContain('mingbai_outbox_waiting 3');
    expect(lines.some((line) => line.startsWith('nodejs_eventloop_lag_p99_seconds '))).toBe(true);
    expect(lines.some((line) => line.startsWith('process_resident_memory_bytes '))).toBe(true);
  });

  test.each([
    ['nothing', {}, 401],
    ['another token', { authorization: `Bearer ${TOKEN}x` }, 401],
    ['the beginning of it', { authorization: `Bearer ${TOKEN.slice(0, -1)}` }, 401],
    ['another scheme', { authorization: `Basic ${TOKEN}` }, 401],
    ['the token', { authorization: `Bearer ${TOKEN}` }, 200],
  ])('with a token set, answers who brings %s', async (_, headers, status) => {
    const { url } = await serve({ token: TOKEN });
    const response = await fetch(`${url}/metrics`, { headers: headers as Record<string, string> });
    expect(response.status).toBe(status);
    expect((await response.text()).includes('mingbai_')).toBe(status === 200);
  });

  test('that cannot be told are 500, and the log says why', async () => {
    const { url, logged } = await serve({
      metrics: { contentType: 'text/plain', text: async () => Promise.reject(new Error('no numbers')) },
    });
    const response = await fetch(`${url}/metrics`);
    expect([response.status, await response.text()]).toEqual([500, FAILED]);
    expect(logged.join('\n')).toContain('"reason":"no numbers"');
  });
});

describe('every answer', () => {
  test.each([
    ['GET', '/', 404],
    ['GET', '/healthz/', 404],
    ['POST', '/nowhere', 404],
    ['GET', '/hook:x/more', 404],
    ['POST', '/healthz', 405],
    ['DELETE', '/metrics', 405],
    ['HEAD', '/healthz', 200],
    ['PUT', '/hook:x', 200],
  ])('to %s %s is %i, is kept by nobody and runs nothing in a browser', async (method, path, status) => {
    const { url } = await serve({ routes: { '/hook:x': async () => new Response('hooked') } });
    const { status: given, headers } = await fetch(`${url}${path}`, { method });
    expect(given).toBe(status);
    expect(headers.get('allow')).toBe(status === 405 ? 'GET, HEAD' : null);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  test('of a route is found by its path alone, query or not, and a fault of it is 500 without its text', async () => {
    const { url, logged } = await serve({
      routes: { '/hook': async () => Promise.reject(new Error('inner secret')) },
    });
    const response = await fetch(`${url}/hook?x=1`, { method: 'POST' });
    expect([response.status, await response.text()]).toEqual([500, FAILED]);
    expect(logged.join('\n')).toContain('inner secret');
  });

  test('to a request that is none is 400, and the next one is answered', async () => {
    const { url } = await serve();
    expect(await talk(url, 'this is no HTTP\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /u);
    expect(await talk(url, 'GET /\\..\\x HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 /u,
    );
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});

describe('whoever sends slowly', () => {
  const limits = { headers: 300, request: 600, check: 50 };

  test('the headers is cut off with 408', async () => {
    const { url } = await serve({ limits });
    expect(await talk(url, 'GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow: ')).toMatch(/^HTTP\/1\.1 408 /u);
  });

  test('nothing, and reads nothing of a long answer, is cut off', async () => {
    const { url } = await serve({
      limits: { ...limits, idle: 300 },
      mounted: [{ path: '/', app: new Hono().get('/long', (c) => c.text(LONG)) }],
    });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let heard = 0;
    socket.on('data', ({ length }) => {
      heard += length;
    });
    socket.on('error', () => undefined).pause();
    socket.write('GET /long HTTP/1.1\r\nhost: localhost\r\n\r\n');
    await wait(2_000);
    socket.resume();
    await once(socket, 'close');
    expect(heard).toBeGreaterThan(0);
    expect(heard).toBeLessThan(LONG.length * 3);
  });

  test('the body is cut off, and the others are answered meanwhile', async () => {
    const reading = signal();
    const { url } = await serve({
      limits,
      routes: {
        '/hook': async (request) => {
          reading.give();
          await request.text();
          return new Response(null, { status: 200 });
        },
      },
    });
    const { sending, answered } = openRequest(`${url}/hook`, { headers: { 'content-length': 100 } });
    sending.write('the beginning');
    await reading.given;
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const outcome = await answered.then(
      ({ status }) => status,
      () => 'cut',
    );
    expect([408, 500, 'cut']).toContain(outcome);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});

describe('close', () => {
  test('waits for what is being answered, takes nothing new, and ends idle connections', async () => {
    const [reached, release] = [signal(), signal()];
    const { url, close } = await serve({
      routes: {
        '/hook': async () => {
          reached.give();
          await release.given;
          return new Response('whole', { status: 200 });
        },
      },
    });
    const idle = connect(Number(new URL(url).port), '127.0.0.1');
    await once(idle, 'connect');
    const answering = openRequest(`${url}/hook`);
    answering.sending.end();
    await reached.given;

    let isClosed = false;
    const closed = close().then(() => {
      isClosed = true;
    });
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    expect(isClosed).toBe(false);
    release.give();
    expect(await answering.answered).toMatchObject({
      status: 200,
      body: 'whole',
      headers: { connection: 'close' },
    });
    await closed;
    if (!idle.destroyed) await once(idle, 'close');
    open.length = 0;
  });

  test('cuts what is not answered in time', async () => {
    const reached = signal();
    const { url, close } = await serve({
      limits: { close: 100 },
      routes: {
        '/hook': () => {
          reached.give();
          return new Promise<Response>(() => undefined);
        },
      },
    });
    const { sending, answered } = openRequest(`${url}/hook`);
    sending.end();
    await reached.given;
    await close();
    open.length = 0;
    await expect(answered).rejects.toThrow(/socket hang up|ECONNRESET/u);
  });
});

test('a port that is taken is told with the address, what was expected and what to set', async () => {
  const other = createServer();
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  await expect(serve({ port })).rejects.toMatchObject({
    code: 'http-unusable',
    message: expect.stringMatching(
      new RegExp(`127\\.0\\.0\\.1、端口 ${port}：.*EADDRINUSE.*请设置 HTTP_HOST 和 HTTP_PORT`, 'u'),
    ),
  });
  other.close();
});
