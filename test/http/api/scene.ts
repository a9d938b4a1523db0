import { createAsking } from '../../../src/chat/asking.ts';
import type { QueueSizes } from '../../../src/chat/asking-queue.ts';
import type { App } from '../../../src/core/ports/app.ts';
import type { Store } from '../../../src/core/ports.ts';
import { createApi } from '../../../src/http/api/api.ts';
import { createMetrics } from '../../../src/http/metrics.ts';
import { createHttpServer } from '../../../src/http/server.ts';
import { createStore } from '../../../src/state/store.ts';

export interface ServedApi {
  readonly url: string;
  readonly store: Store;
  /** Events that were logged, as JSON. */
  readonly logged: readonly string[];
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
}

/** The API over a real server on loopback, with a store in memory. */
export async function serveApi(
  app: App,
  options: Partial<Parameters<typeof createHttpServer>[0]> &
    Pick<Parameters<typeof createApi>[0], 'links' | 'quota'> & {
      readonly most?: Partial<QueueSizes>;
    } = {},
): Promise<ServedApi> {
  const { links, quota, most, ...served } = options;
  const store = createStore(':memory:');
  const logged: string[] = [];
  const log: Parameters<typeof createHttpServer>[0]['log'] = (level, event, fields) =>
    logged.push(JSON.stringify({ level, event, ...fields }));
  const metrics = createMetrics();
  const asking = createAsking({ app, store, meter: metrics.meter, ...(most && { most }) })('api');
  const server = await createHttpServer({
    host: '127.0.0.1',
    port: 0,
    health: () => ({ corpus: { version: 'gen-1', passages: 1 } }),
    metrics,
    routes: {},
    mounted: createApi({ app, asking, log, ...(links && { links }), ...(quota && { quota }) }),
    log,
    ...served,
  });
  const { url } = server;
  return {
    ...{ url, store, logged },
    post: (path, body, headers = {}) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async close() {
      await server.close();
      store.close();
    },
  };
}

/** The events of a stream, in order: name and data. Comments are left out. */
export async function eventsOf(response: Response): Promise<{ event: string; data: string }[]> {
  return (await response.text())
    .split('\n\n')
    .filter((part) => part.trim() !== '' && !part.startsWith(':'))
    .map((part) => ({
      event: /^event: (.*)$/mu.exec(part)?.[1] ?? '',
      data: [...part.matchAll(/^data: (.*)$/gmu)].map(([, line]) => line).join('\n'),
    }));
}
