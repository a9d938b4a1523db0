import { Hono } from 'hono';
import { afterEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../src/http/access.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { createHttpServer, type HttpServer, type Mounted } from '../../src/http/server.ts';
import { wording } from '../../src/wording.ts';
import { openRequest, talk } from './requests.ts';

const TOKEN = 'a-token-of-the-house.0123';
const KEYS = [
  { name: 'school', key: 'key-of-the-school-1', aMinute: 30 },
  { name: 'office', key: 'key-of-the-office-2', aMinute: 30 },
];

const open: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** What the apps tell of a request: where it came to, who sent it, what it carries. */
function tells(name: string): Hono<{ Bindings: Caller }> {
  return new Hono<{ Bindings: Caller }>()
    .get('/own', (c) => c.html('<p>own</p>', 200, { 'content-security-policy': "default-src 'self'" }))
    .all('*', async (c) => {
      const by = c.env.kind === 'key' ? c.env.key.name : c.env.kind;
      return c.json({ name, path: c.req.path, by, length: (await c.req.text()).length });
    });
}

const MOUNTED: readonly Mounted[] = [
  { path: '/', app: tells('page') },
  { path: '/api', app: tells('api'), isApi: true },
  { path: '/v1', app: tells('v1'), isApi: true },
];

async function serve(options: Partial<Parameters<typeof createHttpServer>[0]> = {}): Promise<string> {
  const server = await createHttpServer({
    host: '127.0.0.1',
    port: 0,
    health: () => ({ corpus: { version: 'gen-1', passages: 12 } }),
    metrics: createMetrics(),
    routes: { '/hook': async () => new Response('hooked') },
    mounted: MOUNTED,
    log: () => undefined,
    ...options,
  });
  open.push(server);
  return server.url;
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

/** The status line and body of a request whose Host header says something of its own. */
async function askAs(url: string, host: string, path: string, more = ''): Promise<string> {
  return talk(url, `GET ${path} HTTP/1.1\r\nhost: ${host}\r\n${more}connection: close\r\n\r\n`);
}

describe('what is mounted', () => {
  test.each([
    ['/', 'page'],
    ['/a/1?x=2', 'page'],
    ['/apiary', 'page'],
    ['/api', 'api'],
    ['/api/ask', 'api'],
    ['/v1/models', 'v1'],
  ])('at %s is the app %s, which gets the whole path', async (path, name) => {
    const url = await serve();
    const { pathname } = new URL(path, url);
    expect(await (await fetch(`${url}${path}`)).json()).toMatchObject({ name, path: pathname, by: 'owner' });
  });

  test('keeps the policy that it set itself, and has one that allows nothing else', async () => {
    const url = await serve();
    const policy = async (path: string) =>
      (await fetch(`${url}${path}`)).headers.get('content-security-policy');
    expect(await policy('/own')).toBe("default-src 'self'");
    expect(await policy('/')).toBe("default-src 'none'; frame-ancestors 'none'");
  });

  test('does not hide health, metrics and routes', async () => {
    const url = await serve();
    expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ status: 'ok' });
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('mingbai_');
    expect(await (await fetch(`${url}/hook`)).text()).toBe('hooked');
  });

  test('gives other origins no leave to read', async () => {
    const url = await serve();
    for (const method of ['GET', 'OPTIONS']) {
      const { headers } = await fetch(`${url}/api/ask`, { method, headers: { origin: 'https://a.example' } });
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('a body', () => {
  test.each([
    [64 * 1024, 200],
    [64 * 1024 + 1, 413],
  ])('of %i bytes is %i', async (length, status) => {
    const url = await serve();
    const response = await fetch(`${url}/api/ask`, { method: 'POST', body: 'x'.repeat(length) });
    expect(response.status).toBe(status);
    const said = await response.json();
    if (status === 200) expect(said).toMatchObject({ length });
    else expect(said).toEqual({ error: { code: 'too-large', message: wording.http.errors['too-large'] } });
  });

  test('that does not say its length arrives whole', async () => {
    const url = await serve();
    const { sending, answered } = openRequest(`${url}/api/ask`);
    for (let part = 0; part < 64; part++) sending.write('x'.repeat(1024));
    sending.end();
    const { status, body } = await answered;
    expect([status, JSON.parse(body)]).toMatchObject([200, { length: 64 * 1024 }]);
  });

  test('that does not say its length is counted as it comes, and the next request is answered', async () => {
    const url = await serve();
    const { sending, answered } = openRequest(`${url}/v1/chat/completions`);
    for (let part = 0; part < 80; part++) sending.write('x'.repeat(1024));
    sending.end();
    const { status, body } = await answered;
    expect(status).toBe(413);
    expect(JSON.parse(body)).toMatchObject({ error: { code: 'too-large', type: 'invalid_request_error' } });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});

describe('without a token', () => {
  test.each(['localhost', 'LOCALHOST:80', '127.0.0.1:8080', '127.3.2.1', '[::1]:8080'])(
    'a browser that names %s is served',
    async (host) => {
      expect(await askAs(await serve(), host, '/')).toMatch(/^HTTP\/1\.1 200 /u);
    },
  );

  test.each([
    'rebound.example',
    '127.0.0.1.rebound.example',
    'localhost.rebound.example:8080',
    '10.0.0.7',
    '[::2]',
  ])('one that was led here as %s is refused, page, API and metrics alike', async (host) => {
    const url = await serve();
    for (const path of ['/', '/api/ask', '/metrics']) {
      const said = await askAs(url, host, path);
      expect(said).toMatch(/^HTTP\/1\.1 421 /u);
      expect(said).toContain('"code":"misdirected"');
    }
  });

  test.each([
    [{ origin: 'https://other.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{}, 200],
  ])('what another site sends (%o) is %i', async (headers, status) => {
    const url = await serve();
    const { answered, sending } = openRequest(`${url}/ask`, { headers: headers as Record<string, string> });
    sending.end('x');
    expect((await answered).status).toBe(status);
  });

  test('its own form is taken, over https at a proxy too', async () => {
    const url = await serve();
    for (const scheme of ['http', 'https']) {
      const origin = `${scheme}://${new URL(url).host}`;
      expect((await fetch(`${url}/ask`, { method: 'POST', headers: { origin } })).status).toBe(200);
    }
  });
});

describe('with a token', () => {
  test.each([
    ['nothing', '', {}, 401],
    ['the token in the URL', `?token=${TOKEN}&access_token=${TOKEN}`, {}, 401],
    ['another token', '', bearer(`${TOKEN}x`), 401],
    ['a cookie that holds the token itself', '', { cookie: `mingbai_session=${TOKEN}` }, 401],
    ['the token', '', bearer(TOKEN), 200],
  ])('%s brings %s', async (_, query, headers, status) => {
    const url = await serve({ token: TOKEN });
    for (const path of ['/', '/documents', '/api/ask', '/v1/models', '/metrics']) {
      const response = await fetch(`${url}${path}${query}`, { headers: headers as Record<string, string> });
      expect([path, response.status]).toEqual([path, status]);
    }
  });

  test('any host is served that brings it, health and routes without it', async () => {
    const url = await serve({ token: TOKEN });
    const authorization = `authorization: Bearer ${TOKEN}\r\n`;
    expect(await askAs(url, 'mingbai.example', '/', authorization)).toMatch(/^HTTP\/1\.1 200 /u);
    expect(await askAs(url, 'mingbai.example', '/')).toMatch(/^HTTP\/1\.1 401 /u);
    expect(await askAs(url, 'mingbai.example', '/healthz')).toMatch(/^HTTP\/1\.1 200 /u);
    expect(await askAs(url, 'mingbai.example', '/hook')).toMatch(/^HTTP\/1\.1 200 /u);
  });

  test('a person gets a form in its place, and with it a cookie that says nothing of the token', async () => {
    const url = await serve({ token: TOKEN });
    const asked = await fetch(`${url}/d/1?x=2`, { headers: { accept: 'text/html,*/*' } });
    expect(asked.status).toBe(401);
    const form = await asked.text();
    expect(form).toContain('name="to" value="/d/1?x=2"');

    const enter = (token: string, to: string) =>
      fetch(`${url}/login`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ token, to }) });
    const wrong = await enter('wrong', '/d/1');
    expect([wrong.status, wrong.headers.get('set-cookie')]).toEqual([401, null]);
    expect(await wrong.text()).toContain(wording.http.login.wrong);

    const entered = await enter(TOKEN, '/d/1?x=2');
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/d/1?x=2']);
    const cookie = entered.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^mingbai_session=[\w-]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/u);
    expect(cookie).not.toContain(TOKEN);
    const [session = ''] = cookie.split(';');
    expect((await fetch(`${url}/d/1`, { headers: { cookie: session } })).status).toBe(200);
  });

  test.each(['//other.example', '/\\other.example', 'https://other.example', '/a\r\nset-cookie: x=1', ''])(
    'the form leads to no other site: %j',
    async (to) => {
      const url = await serve({ token: TOKEN });
      const body = new URLSearchParams({ token: TOKEN, to });
      const { headers } = await fetch(`${url}/login`, { method: 'POST', redirect: 'manual', body });
      expect(headers.get('location')).toBe('/');
    },
  );

  test('the form executes nothing of the path that was asked for', async () => {
    const url = await serve({ token: TOKEN });
    const response = await fetch(`${url}/a?"><script>alert(1)</script>`, {
      headers: { accept: 'text/html' },
    });
    expect(await response.text()).not.toMatch(/<script/u);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('with keys', () => {
  test.each([
    ['nothing', {}, 401, undefined],
    ['a wrong key', bearer('key-of-the-school-2'), 401, undefined],
    ['a key', bearer(KEYS[1]!.key), 200, 'office'],
  ])('the API answers who brings %s', async (_, headers, status, by) => {
    const url = await serve({ apiKeys: KEYS });
    for (const path of ['/api/ask', '/v1/models']) {
      const response = await fetch(`${url}${path}`, { headers: headers as Record<string, string> });
      const said = (await response.json()) as { by?: string; error?: { code: string } };
      expect([response.status, said.by, said.error?.code]).toEqual([
        status,
        by,
        status === 401 ? 'unauthorized' : undefined,
      ]);
    }
  });

  test('the page is open at this machine still, and not elsewhere', async () => {
    const url = await serve({ apiKeys: KEYS });
    expect((await fetch(`${url}/`)).status).toBe(200);
    expect(await askAs(url, 'mingbai.example', '/')).toMatch(/^HTTP\/1\.1 421 /u);
    const authorization = `authorization: Bearer ${KEYS[0]!.key}\r\n`;
    expect(await askAs(url, 'mingbai.example', '/api/ask', authorization)).toMatch(/^HTTP\/1\.1 200 /u);
  });

  test('and a token, a key opens the API and nothing else', async () => {
    const url = await serve({ apiKeys: KEYS, token: TOKEN });
    const statusOf = async (path: string, key: string) =>
      (await fetch(`${url}${path}`, { headers: bearer(key) })).status;
    expect(await statusOf('/api/ask', KEYS[0]!.key)).toBe(200);
    expect(await statusOf('/api/ask', TOKEN)).toBe(200);
    for (const path of ['/', '/documents', '/metrics']) {
      expect(await statusOf(path, KEYS[0]!.key)).toBe(401);
      expect(await statusOf(path, TOKEN)).toBe(200);
    }
  });
});
