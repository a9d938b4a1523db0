import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { getRequestListener, RequestError } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { HTTPException } from 'hono/http-exception';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { secureHeaders } from 'hono/secure-headers';
import { AppError, messageOf, reasonOf } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Metrics } from './metrics.ts';

/** Answers one request; a mounted one reads its body itself, with a cap of its own, and refuses methods. */
export type Route = (request: Request) => Promise<Response>;

/** What `/healthz` tells. It is open to whoever can reach the port: nothing secret goes in. */
export interface Health {
  readonly telegram: { readonly isUp: boolean; readonly detail: string };
  readonly corpus: { readonly version: string; readonly passages: number };
}

export interface HttpServer {
  /** With the port that it really listens on. */
  readonly url: string;
  /** Takes nothing new, gives what is being answered `LIMITS.close`, then cuts every connection. */
  close(): Promise<void>;
}

/** Milliseconds: for a request's headers and for all of it, so that nobody holds a connection by sending slowly. */
const LIMITS = {
  headers: 10_000,
  request: 30_000,
  /** Between two requests of a connection; longer than nginx and the Caddyfile of `deploy/` keep theirs open. */
  keepAlive: 65_000,
  /** How often the two above are looked after. */
  check: 5_000,
  close: 5_000,
};
const MOST_CONNECTIONS = 1_000;

/**
 * `/healthz` (200, or 503 where a part is down), `/metrics` (with a bearer token where one is set) and the mounted
 * routes, by exact path; 405 and 404 for everything else.
 * @throws AppError `http-unusable` when it cannot listen there.
 */
export async function createHttpServer(options: {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Asked of whoever reads `/metrics`; absent: nobody is asked. */
  readonly token?: string | undefined;
  readonly health: () => Health;
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>;
  /** Path -> what answers there, whatever the method. */
  readonly routes: Readonly<Record<string, Route>>;
  readonly log: Log;
  readonly limits?: Partial<typeof LIMITS>;
}): Promise<HttpServer> {
  const { host, port, token, health, metrics, log } = options;
  const limits = { ...LIMITS, ...options.limits };
  const routes = new Map(Object.entries(options.routes));
  const running = new Set<ServerResponse>();
  let isClosing = false;

  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      // For the proxy to say: it would hold for every name of its domain.
      strictTransportSecurity: false,
    }),
  );
  app.use(async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
    if (isClosing) c.header('connection', 'close');
  });
  app.use(methodNotAllowed({ app }));
  // By the path as it was sent: Hono's patterns would give `:` and `*` in a configured path a meaning.
  app.use(async (c, next) => routes.get(new URL(c.req.url).pathname)?.(c.req.raw) ?? next());
  app.get('/healthz', (c) => tellHealth(c, health()));
  const readMetrics = async (c: Context) =>
    c.body(await metrics.text(), 200, { 'content-type': metrics.contentType });
  if (token === undefined) app.get('/metrics', readMetrics);
  else app.get('/metrics', bearerAuth({ token }), readMetrics);
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    log('error', 'http-failed', { path: c.req.path, reason: messageOf(error) });
    return c.body(null, 500);
  });

  const listener = getRequestListener(app.fetch, {
    hostname: host,
    overrideGlobalObjects: false,
    errorHandler: (error) => new Response(null, { status: error instanceof RequestError ? 400 : 500 }),
  });
  const server = createServer(
    {
      headersTimeout: limits.headers,
      requestTimeout: limits.request,
      keepAliveTimeout: limits.keepAlive,
      connectionsCheckingInterval: limits.check,
    },
    (request, response) => {
      running.add(response);
      response.once('close', () => running.delete(response));
      void listener(request, response);
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (thrown) {
    throw new AppError('http-unusable', { host, port, details: reasonOf(thrown) }, thrown);
  }
  server.on('error', (error) => log('error', 'http-failed', { reason: messageOf(error) }));
  const url = urlOf(server.address() as AddressInfo);
  log('info', 'http-listening', { url });

  return {
    url,
    async close() {
      isClosing = true;
      const closed = once(server, 'close');
      server.close();
      const answered = Promise.allSettled([...running].map((response) => once(response, 'close')));
      const done = new AbortController();
      await Promise.race([
        answered,
        wait(limits.close, undefined, { signal: done.signal }).catch(() => undefined),
      ]);
      done.abort();
      server.closeAllConnections();
      await closed;
    },
  };
}

function tellHealth(c: Context, { telegram, corpus }: Health): Response {
  const { isUp, detail } = telegram;
  return c.json(
    {
      status: isUp ? 'ok' : 'degraded',
      telegram: { status: isUp ? 'up' : 'down', detail },
      corpus,
    },
    isUp ? 200 : 503,
  );
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
