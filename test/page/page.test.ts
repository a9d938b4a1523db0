import { describe, expect, test } from 'vitest';
import { createAsking } from '../../src/chat/asking.ts';
import { createPage } from '../../src/page/page.ts';
import { readStatic } from '../../src/page/static.ts';
import { createStore } from '../../src/state/store.ts';
import { createScriptedApp } from '../fakes/scripted-app.ts';
import { guard } from './scene.ts';

const HERE = 'http://127.0.0.1:8787';

function pageOf(status: Parameters<typeof createScriptedApp>[0] = {}) {
  const app = createScriptedApp(status);
  const asking = createAsking({ app, store: createStore(':memory:') })('page');
  const page = createPage({ app, asking, log: () => undefined });
  return { get: (path: string) => page.request(`${HERE}${path}`), page };
}

describe('every response of the page', () => {
  test('says that nothing but its own styles and scripts may be loaded, and nobody may frame it', async () => {
    const response = await pageOf().get('/nothing');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.status).toBe(404);
  });

  test('holds no style and no script of its own, and names no other host', async () => {
    const text = await (await pageOf().get('/nothing')).text();
    expect(text).not.toMatch(/<style|style=|<script(?! type="module" src="\/static\/)|\son\w+=|https?:/u);
    expect(text).toContain('<html lang="zh-CN">');
  });

  test('tells why the corpus is older than the reports, where it is', async () => {
    const text = await (await pageOf({ staleBecause: '上次重新载入失败<b>' }).get('/nothing')).text();
    expect(text).toContain('上次重新载入失败&lt;b&gt;');
  });
});

test('files have their hash in the address and may be kept for ever', async () => {
  const { get } = pageOf();
  const url = readStatic().url('page.css');
  expect(url).toMatch(/^\/static\/page\.[0-9a-f]{12}\.css$/u);
  const response = await get(url);
  expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect((await response.text()).length).toBeLessThan(40_000);
  expect((await get('/static/page.000000000000.css')).status).toBe(404);
});

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const send = (headers: Record<string, string>) =>
  guard(pageOf().page).request(`${HERE}/new`, {
    method: 'POST',
    headers: { ...FORM, host: new URL(HERE).host, ...headers },
  });

test.each([
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
  ['another port of this machine', { origin: 'http://127.0.0.1:9999' }],
])('a form that is sent by %s is refused', async (_, headers) => {
  expect((await send(headers as Record<string, string>)).status).toBe(403);
  expect((await send({ origin: HERE })).status).toBe(303);
});

test('its own form is taken where a proxy speaks https and the browser tells its origin alone', async () => {
  const host = 'mingbai.example';
  expect((await send({ host, origin: `https://${host}` })).status).toBe(303);
});
