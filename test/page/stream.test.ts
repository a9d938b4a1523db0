import { afterEach, expect, test } from 'vitest';
import type { Asking } from '../../src/chat/asking.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { createPage } from '../../src/page/page.ts';
import { createScriptedApp } from '../fakes/scripted-app.ts';

let server: HttpServer | undefined;
afterEach(async () => server?.close());

test.each([
  ['that waits for the stream of its answer', 'text/event-stream'],
  ['that waits for its answer', 'text/html'],
])('a tab %s ends the work on it when it is closed, and is no fault', async (_, accept) => {
  let ended: (reason: unknown) => void = () => undefined;
  const over = new Promise((resolve) => {
    ended = resolve;
  });
  let begun: () => void = () => undefined;
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const asking: Asking = {
    ask: (_conversation, _asked, { signal } = {}) =>
      new Promise((_resolve, reject) => {
        begun();
        signal?.addEventListener('abort', () => {
          ended('aborted');
          reject(new Error('cut short'));
        });
      }),
    find: () => undefined,
    judge: () => undefined,
    verdictOf: () => undefined,
  };
  const logged: string[] = [];
  const log = (level: string, event: string) => logged.push(`${level} ${event}`);
  const page = createPage({ app: createScriptedApp(), asking, log });
  server = await createHttpServer({
    ...{ host: '127.0.0.1', port: 0, metrics: createMetrics(), routes: {}, log },
    health: () => ({ corpus: { version: 'v1', passages: 0 } }),
    mounted: [{ path: '/', app: page }],
  });
  const tab = new AbortController();
  const asked = fetch(`${server.url}/ask`, {
    method: 'POST',
    headers: { accept, origin: server.url },
    body: new URLSearchParams({ question: '问' }),
    signal: tab.signal,
  }).catch(() => undefined);
  await started;
  tab.abort();
  await asked;
  expect(await over).toBe('aborted');
  await server.close();
  expect(logged.filter((line) => line.startsWith('error'))).toEqual([]);
});
