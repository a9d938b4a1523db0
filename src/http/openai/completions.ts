import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { AskedText } from '../../chat/asking.ts';
import { newestOnly, streamed } from '../../chat/asking-stream.ts';
import { citationsOf } from '../../core/shown/citations.ts';
import type { Answer, Answered, Turn } from '../../core/types.ts';
import type { z } from '../../forms.ts';
import { wording } from '../../wording.ts';
import type { Caller } from '../access.ts';
import { callerName } from '../api/ask.ts';
import { readBody } from '../api/body.ts';
import type { ApiDeps } from '../api/deps.ts';
import { refusalOf } from '../api/faults.ts';
import { errorBody, Refusal } from '../errors.ts';
import { placeOfModel } from './models.ts';
import { type Annotation, type ChatMessage, ChatRequest } from './schemas.ts';
import { markersIn, saidText, wholeText, withoutSources } from './text.ts';

const NO_USAGE = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };

/** `POST /v1/chat/completions`, whole or as a stream: for bridges to chats that speak to OpenAI. */
export function completionRoutes(deps: ApiDeps): Hono<{ Bindings: Caller }> {
  const { app, asking, quota, log } = deps;
  const routes = new Hono<{ Bindings: Caller }>();

  routes.post('/v1/chat/completions', async (c) => {
    const { model, messages, n, stream, stream_options: options } = await readBody(c.req, ChatRequest);
    if (n != null && n !== 1) throw new Refusal('bad-request', { details: wording.http.oneChoice });
    const asked: AskedText = { ...questionOf(messages), place: placeOfModel(model, app) };
    quota.take(c.env);
    const caller = callerName(c.env);
    const created = Math.floor(Date.now() / 1000);

    if (stream !== true) {
      const { key, explained } = await asking.ask(null, asked, {
        signal: c.req.raw.signal,
        caller,
      });
      const content = wholeText(explained.answer);
      const annotations = annotationsOf(content, explained.answer, key, c, deps);
      return c.json({
        ...{ id: `chatcmpl-${key}`, object: 'chat.completion', created, model },
        choices: [
          {
            index: 0,
            message: { role: 'assistant', content, refusal: null, annotations },
            ...{ logprobs: null, finish_reason: 'stop' },
          },
        ],
        usage: NO_USAGE,
      });
    }
    return streamSSE(c, (sink) =>
      streamed(sink, c.req.raw.signal, async ({ send, signal }) => {
        let id = 'chatcmpl-draft';
        let withdrawn = '';
        let said = '';
        const chunk = (delta: object, finish: 'stop' | null = null) => ({
          ...{ id, object: 'chat.completion.chunk', created, model },
          choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
          ...(options?.include_usage === true ? { usage: null } : {}),
        });
        const say = async (content: string) => {
          let more = content.slice(said.length);
          if (!content.startsWith(said)) {
            const instead = `\n\n${wording.http.instead}\n`;
            withdrawn += `${said}${instead}`;
            more = `${instead}${content}`;
          }
          said = content;
          if (more !== '') await send(chunk({ content: more }));
        };
        const drafts = newestOnly((draft: Answered) => say(saidText(draft)));
        try {
          await send(chunk({ role: 'assistant', content: '' }));
          const kept = await asking.ask(null, asked, { signal, caller, onDraft: drafts.offer });
          await drafts.settled();
          id = `chatcmpl-${kept.key}`;
          const { answer } = kept.explained;
          await say(wholeText(answer));
          const annotations = annotationsOf(said, answer, kept.key, c, deps, withdrawn.length);
          await send(chunk({ annotations }));
          await send(chunk({}, 'stop'));
          if (options?.include_usage === true) await send({ ...chunk({}), choices: [], usage: NO_USAGE });
          await send('[DONE]');
        } catch (thrown) {
          await drafts.settled();
          if (!signal.aborted) await send(errorBody(c.req.path, refusalOf(thrown, log)));
        }
      }),
    );
  });
  return routes;
}

/** The last message of a user is the question. @throws Refusal where there is none in words. */
function questionOf(messages: readonly z.output<typeof ChatMessage>[]): {
  readonly text: string;
  readonly history: readonly Turn[];
} {
  const turns = messages.flatMap(({ role, content }): Turn[] => {
    if (role !== 'user' && role !== 'assistant') return [];
    const text = textOf(content);
    if (text === '') return [];
    return [{ role, content: role === 'assistant' ? withoutSources(text) : text }];
  });
  const at = turns.findLastIndex(({ role }) => role === 'user');
  const asked = turns[at];
  if (asked === undefined) throw new Refusal('bad-request', { details: wording.http.noQuestion });
  return { text: asked.content, history: turns.slice(0, at) };
}

/** What a bridge adds to the words of a person, in a part of its own: `<system_reminder>…</system_reminder>`. */
const ADDED = /^\s*<([a-z][\w -]*)>.*<\/\1>\s*$/isu;

function textOf(content: z.output<typeof ChatMessage>['content']): string {
  if (content == null) return '';
  if (typeof content === 'string') return content;
  const texts = content.flatMap(({ text }) => text ?? []);
  const words = texts.filter((text) => !ADDED.test(text));
  return (words.length > 0 ? words : texts).join('\n');
}

/** @param from where the content begins in what was said, in UTF-16 units. */
function annotationsOf(
  content: string,
  answer: Answer,
  key: string,
  c: Context,
  { links }: ApiDeps,
  from = 0,
): z.output<typeof Annotation>[] {
  const origin = originOf(c);
  return markersIn(content).flatMap(({ marker, start, end }) => {
    const citation = citationsOf(answer).find((one) => one.marker === marker);
    if (citation === undefined) return [];
    const { documentId, span, title, quote, document, place, date } = citation;
    const path =
      links?.quote(documentId, span, { key, marker }) ?? `/api/documents/${encodeURIComponent(documentId)}`;
    return {
      type: 'url_citation' as const,
      url_citation: {
        ...{ start_index: from + start, end_index: from + end },
        ...{ title, url: `${origin}${path}`, quote, document },
        ...(place === undefined ? {} : { place }),
        ...(date === undefined ? {} : { date }),
      },
    };
  });
}

/** As whoever asked reaches this server, through a proxy or not. */
function originOf(c: Context): string {
  const { protocol, host } = new URL(c.req.url);
  return `${c.req.header('x-forwarded-proto') === 'https' ? 'https:' : protocol}//${host}`;
}
