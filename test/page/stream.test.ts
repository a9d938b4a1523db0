import { afterEach, expect, test } from 'vitest';
import type { Asking } from '../../src/chat/asking.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { createPage } from '../../src/page/page.ts';
import { answerOf, createScriptedApp } from '../fakes/scripted-app.ts';
import { createScene } from './scene.ts';

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

test('a reader who is slow gets the newest draft, not all that there were, and then the answer', async () => {
  const { app, post } = createScene();
  const most = 300;
  app.on('慢', async (_, onDraft) => {
    for (let nth = 1; nth <= most; nth++) {
      onDraft(answerOf(`第${nth}稿[1]。`, '低保'));
      await new Promise((resolve) => setImmediate(resolve));
    }
    return answerOf('说完了[1]。', '低保');
  });
  const response = await post('/ask', { question: '慢' }, { headers: { accept: 'text/event-stream' } });
  await new Promise((resolve) => setTimeout(resolve, 100));
  const text = await response.text();
  const events = [...text.matchAll(/^event: (\w+)$/gmu)].map(([, event]) => event);
  expect(events[0]).toBe('asked');
  expect(events.at(-1)).toBe('answer');
  const drafts = events.filter((event) => event === 'draft').length;
  expect(drafts).toBeGreaterThan(0);
  expect(drafts).toBeLessThan(most / 2);
});
