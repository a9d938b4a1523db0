import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface ChatRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly temperature?: number;
    readonly stream?: boolean;
  };
}

/** What is written to an open stream: an event's data, raw bytes, a pause, or the end of the connection. */
export type StreamPart =
  | { readonly data: unknown }
  | { readonly raw: string }
  | { readonly pauseMs: number }
  | 'hang'
  | 'reset';

/** One scripted response. */
export type ChatReply =
  /** A well-formed completion, streamed or whole as the request asks. `finish` null: it just ends. */
  | { readonly text: string; readonly finish?: string | null }
  /** Server-sent events as given; without a `[DONE]` unless `raw` writes one. */
  | { readonly stream: readonly StreamPart[] }
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  /** The request is taken and nothing comes back, not even headers. */
  | 'silence'
  /** The socket is closed before any header. */
  | 'reset';

export type ChatScript = ChatReply | ((request: ChatRequest) => ChatReply);

export interface ChatServer {
  /** For `OPENAI_BASE_URL`. */
  readonly url: string;
  /** Every request that came, unscripted ones included. */
  readonly requests: readonly ChatRequest[];
  /** Requests that found no reply in the script: each was refused with 400. */
  readonly refused: readonly ChatRequest[];
  /** Connections that the client closed before the reply ended. */
  readonly abandoned: number;
  /** Replies to the next requests, in order. */
  script(...replies: ChatScript[]): void;
  /** The reply to every request that finds the script empty. */
  otherwise(reply: ChatScript | undefined): void;
  close(): Promise<void>;
}

/** A chat completions server on loopback that says what it was told to, and nothing else. */
export async function startChatServer(): Promise<ChatServer> {
  const requests: ChatRequest[] = [];
  const refused: ChatRequest[] = [];
  const script: ChatScript[] = [];
  let standing: ChatScript | undefined;
  let abandoned = 0;
  const closing = new AbortController();

  const server = createServer(async (incoming, response) => {
    let text = '';
    for await (const part of incoming) text += part;
    const request: ChatRequest = {
      path: `${incoming.method} ${incoming.url}`,
      headers: incoming.headers,
      body: JSON.parse(text || '{}'),
    };
    requests.push(request);
    response.once('close', () => {
      if (!response.writableFinished && !closing.signal.aborted) abandoned++;
    });
    const next = request.path === 'POST /v1/chat/completions' ? (script.shift() ?? standing) : undefined;
    if (next === undefined) {
      refused.push(request);
      sendJson(response, 400, { error: { message: `unscripted request: ${request.path}` } });
      return;
    }
    const reply = typeof next === 'function' ? next(request) : next;
    await send(reply, request, response, closing.signal).catch((thrown: unknown) => {
      if (!closing.signal.aborted) throw thrown;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    refused,
    get abandoned() {
      return abandoned;
    },
    script(...replies) {
      script.push(...replies);
    },
    otherwise(reply) {
      standing = reply;
    },
    async close() {
      closing.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One chunk of a streamed completion. */
export function chunk(delta: Record<string, unknown>, finish: string | null = null): StreamPart {
  return {
    data: {
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta, finish_reason: finish }],
    },
  };
}

async function send(reply: ChatReply, request: ChatRequest, response: ServerResponse, closing: AbortSignal) {
  if (reply === 'silence') return;
  if (reply === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if ('status' in reply) {
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    response.end(reply.body ?? JSON.stringify({ error: { message: `status ${reply.status}` } }));
    return;
  }
  if ('text' in reply && request.body.stream !== true) {
    sendJson(response, 200, completion(reply.text, reply.finish === undefined ? 'stop' : reply.finish));
    return;
  }
  const parts = 'text' in reply ? streamOf(reply.text, reply.finish) : reply.stream;
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
  for (const part of parts) {
    if (response.destroyed) return;
    if (part === 'hang') return;
    if (part === 'reset') {
      response.socket?.resetAndDestroy();
      return;
    }
    if ('pauseMs' in part) await delay(part.pauseMs, undefined, { signal: closing });
    else response.write('raw' in part ? part.raw : `data: ${JSON.stringify(part.data)}\n\n`);
  }
  response.end();
}

/** A few characters an event, as models stream; ends as OpenAI does: usage with no choices, then `[DONE]`. */
function streamOf(text: string, finish: string | null = 'stop'): StreamPart[] {
  const parts: StreamPart[] = [chunk({ role: 'assistant', content: '' })];
  for (let at = 0; at < text.length; at += 5) parts.push(chunk({ content: text.slice(at, at + 5) }));
  if (finish === null) return parts;
  const usage = { data: { id: 'chatcmpl-1', choices: [], usage: { total_tokens: text.length } } };
  return [...parts, chunk({}, finish), usage, { raw: 'data: [DONE]\n\n' }];
}

/** A whole completion, as a server without streaming sends it. */
export function completion(content: string | null, finish: string | null = 'stop') {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }],
  };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
