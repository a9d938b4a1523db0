import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { AskOptions } from '../../chat/asking.ts';
import { newestOnly, streamed } from '../../chat/asking-stream.ts';
import type { App } from '../../core/ports/app.ts';
import type { Answered } from '../../core/types.ts';
import { wording } from '../../wording.ts';
import type { Caller } from '../access.ts';
import { errorBody, Refusal } from '../errors.ts';
import { readBody } from './body.ts';
import type { ApiDeps } from './deps.ts';
import { refusalOf } from './faults.ts';
import { answerBody, replyBody } from './reply.ts';
import { AskRequest } from './schemas.ts';

/** `POST /api/ask`: the answer as JSON, or with drafts of it as they come where server-sent events are wanted. */
export function askRoutes(deps: ApiDeps): Hono<{ Bindings: Caller }> {
  const { app, asking, quota, log } = deps;
  const routes = new Hono<{ Bindings: Caller }>();

  routes.post('/api/ask', async (c) => {
    const asked = await readBody(c.req, AskRequest);
    const { conversation, ...question } = asked;
    const place = asked.place === undefined ? undefined : officialPlace(asked.place, app);
    quota.take(c.env);
    const ask = (options: AskOptions) =>
      asking.ask(
        conversation === undefined ? null : `${callerName(c.env)}/${conversation}`,
        { text: question.question, place, chosen: question.chosen, history: question.history },
        { ...options, caller: callerName(c.env) },
      );
    if (!wantsEvents(c.req.header('accept')))
      return c.json(replyBody(await ask({ signal: c.req.raw.signal }), deps));
    return streamSSE(c, (sink) =>
      streamed(sink, c.req.raw.signal, async ({ send, signal }) => {
        const drafts = newestOnly((draft: Answered) => send(answerBody(draft, deps), 'draft'));
        try {
          const kept = await ask({ signal, onDraft: drafts.offer });
          await drafts.settled();
          await send(replyBody(kept, deps), 'answer');
        } catch (thrown) {
          await drafts.settled();
          if (!signal.aborted) await send(errorBody(c.req.path, refusalOf(thrown, log)), 'fault');
        }
      }),
    );
  });
  return routes;
}

/** Names a caller where conversations are kept, and who says what of an answer. */
export function callerName(caller: Caller): string {
  return caller.kind === 'key' ? `key:${caller.key.name}` : caller.kind;
}

/** @throws Refusal where it is no place, or not one alone. */
export function officialPlace(written: string, app: Pick<App, 'findPlace'>): string {
  const found = app.findPlace(written);
  if (found.kind === 'covered' || found.kind === 'not-covered') return found.name;
  const details = wording.http.unknownPlace(written);
  throw new Refusal('bad-request', { details });
}

function wantsEvents(accept = ''): boolean {
  return /text\/event-stream/iu.test(accept);
}
