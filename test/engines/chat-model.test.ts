import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChatModel } from '../../src/core/ports.ts';
import { type ChatModelOptions, createChatModel } from '../../src/engines/chat-model.ts';
import { AppError } from '../../src/errors.ts';
import { type ChatOutcome, chatModelContract } from '../contracts/chat-model.ts';
import { type ChatReply, type ChatServer, chunk, completion, startChatServer } from '../fakes/chat-server.ts';

const KEY = 'sk-very-secret-key';
const messages = [{ role: 'user', content: '低保标准是多少？' }] as const;
/** Long enough for a loaded machine; a test of one deadline shortens that one. */
const deadlines = { headersMs: 8_000, firstContentMs: 8_000, idleMs: 8_000, totalMs: 10_000 };

const hurried = (short: Partial<typeof deadlines>) => ({ deadlines: { ...deadlines, ...short } });

function modelOf(server: { url: string }, options: Partial<ChatModelOptions> = {}): ChatModel {
  return createChatModel({
    apiKey: KEY,
    baseUrl: server.url,
    model: 'test-model',
    deadlines,
    retryDelayMs: 10,
    ...options,
  });
}

const OUTCOMES: Record<Extract<ChatOutcome, string>, ChatReply> = {
  fails: { status: 500 },
  'stops-early': { text: '低保标准为', finish: 'length' },
  'says-nothing': { text: '' },
  'never-answers': 'silence',
};
chatModelContract('the OpenAI-compatible client', async (outcome, use) => {
  const server = await startChatServer();
  server.otherwise(typeof outcome === 'string' ? OUTCOMES[outcome] : { text: outcome.says });
  await use(modelOf(server, hurried({ headersMs: 1_000 }))).finally(() => server.close());
});

describe('the chat model', () => {
  let server: ChatServer;
  beforeEach(async () => {
    server = await startChatServer();
  });
  afterEach(async () => {
    await server.close();
    expect(server.refused).toEqual([]);
  });

  async function faultOf(model: ChatModel): Promise<AppError> {
    const error = await model.complete(messages).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    return error as AppError;
  }

  test('sends the messages, the model, temperature 0 and the key, and asks for a stream', async () => {
    server.script({ text: '好' });
    await modelOf(server).complete(messages);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({
      path: 'POST /v1/chat/completions',
      headers: { authorization: `Bearer ${KEY}` },
      body: { model: 'test-model', messages, temperature: 0, stream: true },
    });
  });

  test('understands a server that answers whole instead of streaming', async () => {
    server.script({ status: 200, body: JSON.stringify(completion('标准为3500元。')) });
    expect(await modelOf(server).complete(messages)).toBe('标准为3500元。');
  });

  test('leaves out reasoning, wherever the server puts it', async () => {
    server.script({
      stream: [
        chunk({ reasoning_content: '我想想' }),
        chunk({ content: '<think>用户问' }),
        chunk({ content: '低保</think>\n\n' }),
        chunk({ content: '标准为3500元。' }),
        chunk({}, 'stop'),
      ],
    });
    expect(await modelOf(server).complete(messages)).toBe('标准为3500元。');
  });

  test('tells the text so far with every piece, and nothing of a reply in one piece', async () => {
    const told: string[] = [];
    const onText = (text: string) => told.push(text);
    server.script({
      stream: [chunk({ content: '标准为' }), chunk({ content: '3500元。' }), chunk({}, 'stop')],
    });
    await modelOf(server).complete(messages, { onText });
    server.script({ status: 200, body: JSON.stringify(completion('标准为3500元。')) });
    await modelOf(server).complete(messages, { onText });
    expect(told).toEqual(['标准为', '标准为3500元。']);
  });

  test('tells nothing more of its text once the caller has given up', async () => {
    const controller = new AbortController();
    const told: string[] = [];
    const pieces = Array.from({ length: 50 }, () => chunk({ content: '字' }));
    server.script({ stream: [...pieces, chunk({}, 'stop')] });
    const reply = modelOf(server).complete(messages, {
      signal: controller.signal,
      onText: (text) => {
        told.push(text);
        controller.abort();
      },
    });
    await expect(reply).rejects.toBeInstanceOf(AppError);
    expect(told).toHaveLength(1);
  });

  test('of a model whose reasoning ends in its text and was never opened tells nothing from then on', async () => {
    const model = modelOf(server);
    const told: string[] = [];
    server.otherwise({ text: '看资料。应该是3500元。</think>标准为3500元。' });
    await model.complete(messages);
    await model.complete(messages, { onText: (text) => told.push(text) });
    expect(told).toEqual([]);
  });

  test('passes over comments, events without choices and empty deltas', async () => {
    server.script({
      stream: [
        { raw: ': keep-alive\n\n' },
        { data: { choices: [] } },
        { data: { choices: [{ index: 0, delta: {} }] } },
        { data: { choices: [{ index: 0 }] } },
        chunk({ content: null }),
        chunk({ content: '好的' }),
        chunk({}, 'stop'),
      ],
    });
    expect(await modelOf(server).complete(messages)).toBe('好的');
  });

  test('is done at the finish reason, though the server keeps the connection open', async () => {
    server.script({ stream: [chunk({ content: '好的' }), chunk({}, 'stop'), 'hang'] });
    expect(await modelOf(server).complete(messages)).toBe('好的');
    await expect.poll(() => server.abandoned).toBe(1);
  });

  describe('gives up in time', () => {
    test('on a server that sends no headers', async () => {
      server.script('silence');
      expect(await faultOf(modelOf(server, hurried({ headersMs: 400 })))).toMatchObject({
        code: 'chat-model-timeout',
        fields: { stage: '等响应', milliseconds: 400 },
      });
      await expect.poll(() => server.abandoned).toBe(1);
    });

    test.each([
      ['sends nothing after its headers', ['hang']],
      [
        'sends keep-alive comments for ever',
        Array.from({ length: 100 }, () => [{ raw: ': keep-alive\n\n' }, { pauseMs: 50 }]).flat(),
      ],
      [
        'reasons for ever',
        Array.from({ length: 100 }, () => [chunk({ reasoning_content: '想' }), { pauseMs: 50 }]).flat(),
      ],
      [
        'sends empty words for ever',
        Array.from({ length: 100 }, () => [chunk({ content: '' }), { pauseMs: 50 }]).flat(),
      ],
    ] satisfies [string, Extract<ChatReply, { stream: unknown }>['stream']][])(
      'on one that %s',
      async (_, stream) => {
        server.script({ stream });
        expect(await faultOf(modelOf(server, hurried({ firstContentMs: 500 })))).toMatchObject({
          code: 'chat-model-timeout',
          fields: { stage: '等第一个字' },
        });
        await expect.poll(() => server.abandoned).toBe(1);
      },
    );

    test('on one that stops in the middle, comments or not', async () => {
      const comments = Array.from({ length: 100 }, () => [
        { raw: ': keep-alive\n\n' },
        { pauseMs: 50 },
      ]).flat();
      server.script({ stream: [chunk({ content: '低保' }), ...comments] });
      expect(await faultOf(modelOf(server, hurried({ idleMs: 400 })))).toMatchObject({
        code: 'chat-model-timeout',
        fields: { stage: '等后面的字', milliseconds: 400 },
      });
    });

    test('on one that dribbles words beyond the total', async () => {
      const words = Array.from({ length: 200 }, () => [chunk({ content: '嗯' }), { pauseMs: 50 }]).flat();
      server.script({ stream: words });
      const model = modelOf(server, hurried({ totalMs: 1_000 }));
      expect(await faultOf(model)).toMatchObject({
        code: 'chat-model-timeout',
        fields: { stage: '总共', milliseconds: 1_000 },
      });
    });

    test('when the caller does, and closes the connection', async () => {
      server.script({ stream: [chunk({ content: '低保' }), 'hang'] });
      const controller = new AbortController();
      const answer = modelOf(server).complete(messages, { signal: controller.signal });
      await expect.poll(() => server.requests.length).toBe(1);
      controller.abort();
      await expect(answer).rejects.toMatchObject({ code: 'chat-model-failed' });
      await expect.poll(() => server.abandoned).toBe(1);
    });
  });

  describe('takes nothing for an answer that is not a whole one', () => {
    test.each([
      ['a stream that ends without a finish reason', { text: '低保标准为3500', finish: null }, 'none'],
      ['one cut off by its length', { text: '低保标准为', finish: 'length' }, 'length'],
      ['one stopped by a filter', { text: '低保', finish: 'content_filter' }, 'content_filter'],
      ['one that ends in a tool call', { text: '', finish: 'tool_calls' }, 'tool_calls'],
      [
        'a whole response without a finish reason',
        { status: 200, body: JSON.stringify(completion('低保', null)) },
        'none',
      ],
    ] satisfies [string, ChatReply, string][])('%s', async (_, reply, reason) => {
      server.script(reply);
      expect(await faultOf(modelOf(server))).toMatchObject({
        code: 'chat-model-incomplete',
        fields: { reason },
      });
    });

    test.each([
      ['an empty answer', { text: '' }, /没有写出文字/],
      ['white space', { text: ' \n\u3000' }, /没有写出文字/],
      ['reasoning alone', { text: '<think>想</think>' }, /没有写出文字/],
      ['an empty stream', { stream: [] }, /没有写出文字/],
      ['a stream that is done at once', { stream: [{ raw: 'data: [DONE]\n\n' }] }, /没有写出文字/],
      [
        'a login page',
        { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html>登录' },
        /text\/html.*OPENAI_BASE_URL/,
      ],
      [
        'a login page that calls itself a stream',
        { status: 200, headers: { 'content-type': 'text/event-stream' }, body: '<html>登录' },
        /没有写出文字/,
      ],
      [
        'a malformed chunk',
        { stream: [chunk({ content: '低' }), { raw: 'data: {"choices": [\n\n' }] },
        /发来的 JSON 不对/,
      ],
      ['a chunk that is no object', { stream: [{ data: null }, { data: 7 }, { data: 'x' }] }, /没有写出文字/],
      ['an error in the stream', { stream: [{ data: { error: { message: 'overloaded' } } }] }, /overloaded/],
      ['a body that is no JSON', { status: 200, body: '{"choices":' }, /发来的 JSON 不对/],
      ['JSON that is no completion', { status: 200, body: 'null' }, /没有写出文字/],
      ['an error with status 200', { status: 200, body: '{"error":{"message":"quota"}}' }, /quota/],
      [
        'a connection lost in the middle',
        { stream: [chunk({ content: '低保' }), { pauseMs: 50 }, 'reset'] },
        /连接中途断了/,
      ],
      ['an answer without end', { text: '很'.repeat(9_000) }, /写了 8000 个字还没有写完/],
      [
        'a whole answer without end',
        { status: 200, body: JSON.stringify(completion('很'.repeat(9_000))) },
        /写了 8000 个字还没有写完/,
      ],
    ] satisfies [string, ChatReply, RegExp][])('%s', async (_, reply, message) => {
      server.script(reply);
      const error = await faultOf(modelOf(server));
      expect(error.code).toBe('chat-model-failed');
      expect(error.message).toMatch(message);
      expect(server.requests).toHaveLength(1);
    });
  });

  describe('asks a second time', () => {
    test.each([
      ['after 500', { status: 500 }],
      ['after 503 without a word on when', { status: 503, headers: { 'retry-after': 'soon' } }],
      ['after 429', { status: 429, headers: { 'retry-after': '0' } }],
      ['after a lost connection', 'reset'],
      [
        'after a connection lost before any word',
        { stream: [chunk({ role: 'assistant' }), { pauseMs: 50 }, 'reset'] },
      ],
    ] satisfies [string, ChatReply][])('%s', async (_, reply) => {
      server.script(reply, { text: '好的' });
      expect(await modelOf(server).complete(messages)).toBe('好的');
      expect(server.requests).toHaveLength(2);
    });

    test('and not a third time', async () => {
      server.script({ status: 500 }, { status: 500 });
      expect((await faultOf(modelOf(server))).message).toMatch(/HTTP 500/);
      expect(server.requests).toHaveLength(2);
    });

    test('no sooner than the server asks for', async () => {
      server.script({ status: 429, headers: { 'retry-after': '0.3' } }, { text: '好的' });
      const startedAt = performance.now();
      await modelOf(server).complete(messages);
      expect(performance.now() - startedAt).toBeGreaterThan(290);
    });

    test.each([
      ['seconds', '600'],
      ['a date', new Date(Date.now() + 600_000).toUTCString()],
    ])('not at all when that is long, given as %s', async (_, retryAfter) => {
      server.script({ status: 429, headers: { 'retry-after': retryAfter } });
      expect((await faultOf(modelOf(server))).message).toMatch(/HTTP 429/);
      expect(server.requests).toHaveLength(1);
    });

    test('not beyond the total', async () => {
      server.script({ status: 503, headers: { 'retry-after': '4' } });
      expect((await faultOf(modelOf(server, hurried({ totalMs: 3_000 })))).message).toMatch(/HTTP 503/);
      expect(server.requests).toHaveLength(1);
    });

    test('not when the caller gives up while it waits', async () => {
      server.script({ status: 429, headers: { 'retry-after': '2' } });
      const controller = new AbortController();
      const answer = modelOf(server).complete(messages, { signal: controller.signal });
      await expect.poll(() => server.requests.length).toBe(1);
      setTimeout(() => controller.abort(), 50);
      await expect(answer).rejects.toMatchObject({ code: 'chat-model-failed' });
      expect(server.requests).toHaveLength(1);
    });

    test.each([400, 401, 403, 404, 422])('not after %i', async (status) => {
      server.script({ status });
      expect((await faultOf(modelOf(server))).message).toMatch(`HTTP ${status}`);
      expect(server.requests).toHaveLength(1);
    });
  });

  test('says that nobody listens at the address', async () => {
    const gone = await startChatServer();
    await gone.close();
    const error = await faultOf(modelOf(gone));
    expect(error).toMatchObject({ code: 'chat-model-failed' });
    expect(error.message).toMatch(/连不上（.*ECONNREFUSED/);
  });

  test('never tells the key, though the server quotes it', async () => {
    server.script({ status: 401, body: JSON.stringify({ error: { message: `Incorrect API key: ${KEY}` } }) });
    const error = await faultOf(modelOf(server));
    expect(error.message).toMatch(/HTTP 401 .*\*\*\*/);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(KEY);
  });

  describe('after failures in a row', () => {
    const breaker = { failures: 2, pauseMs: 1_000 };

    test('fails at once, then tries one call, and is whole again when that succeeds', async () => {
      const model = modelOf(server, { breaker });
      server.script({ status: 400 }, { status: 400 });
      await faultOf(model);
      await faultOf(model);
      expect((await faultOf(model)).message).toMatch(/连续失败 2 次/);
      expect(server.requests).toHaveLength(2);

      await new Promise((resolve) => setTimeout(resolve, breaker.pauseMs + 20));
      server.script({ text: '好的' }, { text: '又好' });
      const [trial, other] = await Promise.allSettled([model.complete(messages), model.complete(messages)]);
      expect(trial).toEqual({ status: 'fulfilled', value: '好的' });
      expect(other.status).toBe('rejected');
      expect(await model.complete(messages)).toBe('又好');
    });

    test('pauses again when the trial fails', async () => {
      const model = modelOf(server, { breaker });
      server.script({ status: 400 }, { status: 400 }, { status: 400 });
      await faultOf(model);
      await faultOf(model);
      await new Promise((resolve) => setTimeout(resolve, breaker.pauseMs + 20));
      await faultOf(model);
      await faultOf(model);
      expect(server.requests).toHaveLength(3);
    });

    test.each([
      ['OpenAI', { code: 'content_policy_violation', message: 'Your request was rejected.' }],
      ['Azure', { code: 'content_filter', message: 'The response was filtered.' }],
      [
        'DashScope',
        { code: 'data_inspection_failed', message: 'Input data may contain inappropriate content.' },
      ],
      ['DeepSeek', { code: 'invalid_request_error', message: 'Content Exists Risk' }],
      ['Zhipu', { code: '1301', message: '系统检测到输入或生成内容可能包含不安全或敏感内容' }],
      ['one that has no room', { code: 'context_length_exceeded', message: 'maximum context length' }],
    ])('counts no content that %s does not take: other questions are answered', async (_, error) => {
      const model = modelOf(server, { breaker: { failures: 1, pauseMs: 60_000 } });
      server.script({ status: 400, body: JSON.stringify({ error }) }, { text: '好的' });
      expect(await faultOf(model)).toMatchObject({ code: 'chat-model-declined' });
      expect(await model.complete(messages)).toBe('好的');
      expect(server.requests).toHaveLength(2);
    });

    test('counts neither a caller that gives up nor an answer that was cut off', async () => {
      const model = modelOf(server, { breaker: { failures: 1, pauseMs: 60_000 } });
      server.script({ text: '低', finish: 'length' }, { text: '好的' });
      await faultOf(model);
      await expect(model.complete(messages, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(
        AppError,
      );
      expect(await model.complete(messages)).toBe('好的');
    });
  });
});

test('the scripted server refuses and records a request that it was not told of', async () => {
  const server = await startChatServer();
  await expect(modelOf(server).complete(messages)).rejects.toThrow(/unscripted request/);
  expect(server.refused).toHaveLength(1);
  await server.close();
});
