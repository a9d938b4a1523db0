import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { getRequestListener, RequestError } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { HTTPException } from 'hono/http-exception';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { AppError, messageOf, reasonOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { type Access, type ApiKey, type Caller, createAccess } from './access.ts';
import { clientGone, errorResponse } from './errors.ts';
import { bounded, headers, sameOrigin } from './guards.ts';
import { createLogin, loginForm, SESSION_COOKIE } from './login.ts';
import type { Metrics } from './metrics.ts';

/** Answers one request; a mounted one reads its body itself, with a cap of its own, and refuses methods. */
export type Route = (request: Request) => Promise<Response>;

/** An app that answers every path from `path` on: `/api` has `/api` and `/api/ask`, `/` has whatever no other one has. */
export interface Mounted {
  readonly path: string;
  /** Gets each request whole, its path unshortened, and who sent it as its environment; tells itself what it does not have. */
  readonly app: { fetch(request: Request, caller: Caller): Response | Promise<Response> };
  /** Keys open it. */
  readonly isApi?: boolean;
}

/** What `/healthz` tells. It is open to whoever can reach the port: nothing secret goes in. */
export interface Health {
  /** Absent where there is no bot. */
  readonly telegram?: { readonly isUp: boolean; readonly detail: string };
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
  /** Without a byte either way, a client that reads nothing included; longer than the longest answer takes. */
  idle: 200_000,
  close: 5_000,
};
const MOST_CONNECTIONS = 1_000;

/**
 * `/healthz` (200, or 503 where a part is down) and the routes, by exact path, for whoever can reach the port; behind
 * the guards `/metrics` and what is mounted. 404 and 405 for everything else.
 * @throws AppError `http-unusable` when it cannot listen there.
 */
export async function createHttpServer(options: {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Asked of everybody but for `/healthz` and the routes; absent: nobody is asked who names this machine as the host. */
  readonly token?: string | undefined;
  readonly apiKeys?: readonly ApiKey[] | undefined;
  readonly health: () => Health;
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>;
  /** Path -> what answers there, whatever the method. */
  readonly routes: Readonly<Record<string, Route>>;
  readonly mounted?: readonly Mounted[];
  readonly log: Log;
  readonly limits?: Partial<typeof LIMITS>;
}): Promise<HttpServer> {
  const { host, port, health, metrics, log } = options;
  const limits = { ...LIMITS, ...options.limits };
  const routes = new Map(Object.entries(options.routes));
  const access = createAccess(options);
  const mounted = (options.mounted ?? []).toSorted((one, other) => other.path.length - one.path.length);
  const mountedAt = (path: string) => mounted.find((one) => isUnder(path, one.path));
  const running = new Set<ServerResponse>();
  let isClosing = false;

  const app = new Hono<{ Variables: { caller: Caller } }>();
  for (const guard of headers()) app.use(guard);
  app.use(async (c, next) => {
    await next();
    if (isClosing) c.header('connection', 'close');
  });
  app.use(methodNotAllowed({ app, onMethodNotAllowed: (c, methods) => refuseMethod(c, methods) }));
  // By the path as it was sent: Hono's patterns would give `:` and `*` in a configured path a meaning.
  app.use(async (c, next) => routes.get(new URL(c.req.url).pathname)?.(c.req.raw) ?? next());
  app.get('/healthz', (c) => tellHealth(c, health()));
  app.use(bounded, sameOrigin);
  if (access.session !== undefined) app.route('/', createLogin(access));
  app.use(async (c, next) => {
    const admitted = admit(c, access, mountedAt(c.req.path)?.isApi === true);
    if (admitted.kind === 'unauthorized') return refuse(c, access);
    if (admitted.kind === 'misdirected') return errorResponse(c.req.path, 'misdirected');
    c.set('caller', admitted);
    return next();
  });
  app.get('/metrics', async (c) =>
    c.body(await metrics.text(), 200, { 'content-type': metrics.contentType }),
  );
  app.use(async (c, next) => (await mountedAt(c.req.path)?.app.fetch(c.req.raw, c.get('caller'))) ?? next());
  app.notFound((c) => errorResponse(c.req.path, 'not-found'));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (c.req.raw.signal.aborted) return clientGone();
    log('error', 'http-failed', { path: c.req.path, reason: messageOf(error) });
    return errorResponse(c.req.path, 'failed');
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
  server.setTimeout(limits.idle);
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

function admit(c: Context, access: Access, isApi: boolean) {
  return access.admit(
    {
      host: c.req.header('host') ?? '',
      authorization: c.req.header('authorization'),
      session: getCookie(c, SESSION_COOKIE),
    },
    isApi,
  );
}

/** A person gets the form that takes the token, a program an error. */
function refuse(c: Context, { session }: Access): Response | Promise<Response> {
  const isPerson = c.req.method === 'GET' && (c.req.header('accept') ?? '').includes('text/html');
  if (isPerson && session !== undefined) {
    const { pathname, search } = new URL(c.req.url);
    return loginForm(c, { to: `${pathname}${search}` });
  }
  return errorResponse(c.req.path, 'unauthorized', { headers: { 'www-authenticate': 'Bearer' } });
}

function refuseMethod(c: Context, methods: readonly string[]): Response {
  return errorResponse(c.req.path, 'method-not-allowed', { headers: { allow: methods.join(', ') } });
}

function isUnder(path: string, base: string): boolean {
  return base === '/' || path === base || path.startsWith(`${base}/`);
}

function tellHealth(c: Context, { telegram, corpus }: Health): Response {
  const isUp = telegram?.isUp ?? true;
  return c.json(
    {
      status: isUp ? 'ok' : 'degraded',
      ...(telegram && { telegram: { status: telegram.isUp ? 'up' : 'down', detail: telegram.detail } }),
      corpus,
    },
    isUp ? 200 : 503,
  );
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
