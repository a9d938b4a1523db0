import { Hono } from 'hono';
import type { Caller } from '../access.ts';
import { Refusal } from '../errors.ts';
import { callerName } from './ask.ts';
import { readBody } from './body.ts';
import type { ApiDeps } from './deps.ts';
import { replyBody } from './reply.ts';
import { FeedbackRequest } from './schemas.ts';

/** `GET /api/answers/ID`, and what is thought of an answer by `POST /api/answers/ID/feedback`. */
export function answerRoutes(deps: ApiDeps): Hono<{ Bindings: Caller }> {
  const { asking, quota } = deps;
  const routes = new Hono<{ Bindings: Caller }>();

  routes.get('/api/answers/:id', (c) => {
    const found = asking.find(c.req.param('id'));
    if (found === undefined) throw new Refusal('not-found');
    return c.json(replyBody(found, deps));
  });

  routes.post('/api/answers/:id/feedback', async (c) => {
    const { verdict, member } = await readBody(c.req, FeedbackRequest);
    quota.take(c.env);
    const by = callerName(c.env);
    const kept = asking.judge(c.req.param('id'), member === undefined ? by : `${by}/${member}`, verdict);
    if (kept === undefined) throw new Refusal('not-found');
    return c.body(null, 204);
  });
  return routes;
}
