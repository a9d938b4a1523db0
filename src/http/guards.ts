import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { errorResponse } from './errors.ts';

/** Bytes of a body. */
export const MOST_BODY = 64 * 1024;

/** Headers against other sites, and against keeping what was said; what an app set itself stays. */
export function headers(): readonly MiddlewareHandler[] {
  return [
    secureHeaders({
      overwrite: false,
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      // Without an Origin, which no-referrer takes from forms, a form of ours could not be told from another site's.
      referrerPolicy: 'same-origin',
      xFrameOptions: 'DENY',
      // For the proxy to say: it would hold for every name of its domain.
      strictTransportSecurity: false,
    }),
    async (c, next) => {
      await next();
      if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
    },
  ];
}

/** Refuses what another site's page makes a browser send, where it changes something. */
export const sameOrigin: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const isForeign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (origin !== undefined && hostOf(origin) !== c.req.header('host'));
  return isForeign ? errorResponse(c.req.path, 'forbidden') : next();
};

/** Refuses a body that is longer than `MOST_BODY`, told beforehand or not. */
export const bounded: MiddlewareHandler = async (c, next) => {
  const { raw } = c.req;
  const refuse = () => errorResponse(c.req.path, 'too-large', { headers: { connection: 'close' } });
  const told = c.req.header('content-length');
  if (told !== undefined) return Number(told) > MOST_BODY ? refuse() : next();
  if (raw.body === null) return next();
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of raw.body) {
    length += part.byteLength;
    if (length > MOST_BODY) return refuse();
    parts.push(part);
  }
  // Hono's own limit copies the request, which the adapter's is too light for.
  const { method, headers: sent, signal } = raw;
  c.req.raw = new Request(c.req.url, { method, headers: sent, signal, body: Buffer.concat(parts) });
  return next();
};

/** With its port, as a Host header names it; a proxy may have spoken https, so the scheme does not count. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
