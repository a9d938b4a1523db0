import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import type { Caller } from '../access.ts';
import { clientGone, errorResponse } from '../errors.ts';
import { completionRoutes } from '../openai/completions.ts';
import { modelRoutes } from '../openai/models.ts';
import type { Mounted } from '../server.ts';
import { answerRoutes } from './answers.ts';
import { askRoutes } from './ask.ts';
import type { ApiDeps } from './deps.ts';
import { documentRoutes } from './documents.ts';
import { refusalOf } from './faults.ts';
import { openApi } from './openapi.ts';
import { createKeyQuota, type KeyQuota } from './quota.ts';

/** Where the API's paths begin. */
const PATHS = ['/api', '/v1', '/openapi.json'] as const;

/** The API, as the server mounts it. */
export function createApi(options: Omit<ApiDeps, 'quota'> & { readonly quota?: KeyQuota }): Mounted[] {
  const deps: ApiDeps = { quota: createKeyQuota(), ...options };
  const api = new Hono<{ Bindings: Caller }>();
  api.use(
    methodNotAllowed({
      app: api,
      onMethodNotAllowed: (c, methods) =>
        errorResponse(c.req.path, 'method-not-allowed', { headers: { allow: methods.join(', ') } }),
    }),
  );
  api.get('/openapi.json', (c) => c.json(openApi()));
  for (const routes of [askRoutes, answerRoutes, documentRoutes, completionRoutes, modelRoutes])
    api.route('/', routes(deps));
  api.notFound((c) => errorResponse(c.req.path, 'not-found'));
  api.onError((thrown, c) =>
    c.req.raw.signal.aborted ? clientGone() : errorResponse(c.req.path, refusalOf(thrown, deps.log)),
  );
  return PATHS.map((path) => ({ path, app: api, isApi: true }));
}
