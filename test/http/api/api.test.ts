import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from '../../../src/forms.ts';
import { OPERATIONS } from '../../../src/http/api/openapi.ts';
import * as schemas from '../../../src/http/api/schemas.ts';
import { type SmallApp, startSmallApp } from '../../fakes/small-app.ts';
import { TWO_COUNTIES } from '../../fakes/small-knowledge.ts';
import { eventsOf, type ServedApi, serveApi } from './scene.ts';

const allowance = (place: string, yuan: number) => ({
  ...{ place, date: '2019-06-01' },
  text: `该县农村低保标准提高到每人每月${yuan}元，保障低保对象${yuan * 20}人。`,
});
/** So many counties that a question of none of them is asked back. */
const OTHERS = { yizhang: allowance('宜章县', 330), linwu: allowance('临武县', 350) };

let small: SmallApp;
let api: ServedApi;
beforeAll(async () => {
  small = await startSmallApp({ ...TWO_COUNTIES, ...OTHERS });
  api = await serveApi(small.app, {
    links: {
      answer: (key) => `/a/${key}`,
      quote: (documentId, { start, end }, { key, marker }) =>
        `/d/${encodeURIComponent(documentId)}?a=${key}&n=${marker}#${start}-${end}`,
    },
  });
});
afterAll(async () => {
  await api?.close();
  await small?.close();
});

const ASKED = '汝城县农村低保标准是多少';
const get = async (path: string) => {
  const response = await fetch(`${api.url}${path}`);
  return { status: response.status, body: await response.json() };
};
async function ask(body: object): Promise<z.output<typeof schemas.Reply>> {
  const response = await api.post('/api/ask', body);
  const said = await response.json();
  expect(response.status, JSON.stringify(said)).toBe(200);
  return told(schemas.Reply, said);
}

/** What a response says, which has nothing that its schema does not tell of. */
function told<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const read = schema.parse(body);
  expect(body).toEqual(read);
  return read;
}

describe('POST /api/ask', () => {
  test('answers with exact quotes, their documents, how it stands with them, and where the page shows them', async () => {
    const { id, question, answer, url, answeredAt } = await ask({ question: ASKED });
    expect(question).toBe(ASKED);
    expect(url).toBe(`/a/${id}`);
    expect(Date.parse(answeredAt)).toBeGreaterThan(0);
    if (answer.kind !== 'answered') throw new Error(answer.text);
    expect(answer.text).toContain('310元');
    const [citation] = answer.citations;
    expect(citation).toMatchObject({
      marker: 1,
      document: 'rucheng.txt',
      place: '汝城县',
      date: '2018-03-15',
      standing: { kind: 'in-force' },
    });
    const { documentId, span, quote } = citation!;
    expect(citation?.url).toBe(`/d/${documentId}?a=${id}&n=1#${span.start}-${span.end}`);
    const { body } = await get(`/api/documents/${documentId}`);
    const document = told(schemas.DocumentDetail, body);
    expect(document.text.slice(span.start, span.end)).toBe(quote);
  });

  test('asks back, and takes what was chosen, or the county that is set', async () => {
    const { answer } = await ask({ question: '农村低保标准是多少' });
    if (answer.kind !== 'clarify') throw new Error(answer.text);
    expect(answer.options.map(({ place }) => place)).toContain('桂东县');
    const chosen = await ask({ question: '农村低保标准是多少', chosen: ['桂东县'] });
    expect(chosen.answer).toMatchObject({ kind: 'answered', citations: [{ place: '桂东县' }] });
    expect(chosen.answer.ownPlace).toBeUndefined();
    const own = await ask({ question: '农村低保标准是多少', place: '汝城' });
    expect(own).toMatchObject({
      place: '汝城县',
      answer: { kind: 'answered', ownPlace: expect.stringContaining('汝城') },
    });
  });

  test('tells what a misspelt question was read as', async () => {
    const { answer } = await ask({ question: '汝城县农村底保标准是多少' });
    expect(answer).toMatchObject({ kind: 'answered', readAs: [{ written: '底保', read: '低保' }] });
  });

  test('follows a conversation of the caller, or the history that comes along', async () => {
    await ask({ question: ASKED, conversation: 'c-1' });
    const followed = await ask({ question: '那桂东呢', conversation: 'c-1' });
    expect(followed.answer).toMatchObject({ kind: 'answered', citations: [{ place: '桂东县' }] });
    const history = [
      { role: 'user', content: ASKED },
      { role: 'assistant', content: '汝城县低保标准是310元[1]。' },
    ];
    expect((await ask({ question: '那桂东呢', history })).answer.kind).toBe('answered');
    expect((await ask({ question: '那桂东呢' })).answer.kind).not.toBe('answered');
  });

  test('refuses as a value, with what is near', async () => {
    expect((await ask({ question: '今天天气怎么样' })).answer).toMatchObject({
      kind: 'refused',
      reason: 'off-topic',
      nearest: [],
    });
    expect((await ask({ question: '资溪县低保标准是多少' })).answer).toMatchObject({ kind: 'refused' });
    expect((await ask({ question: '' })).answer).toMatchObject({ reason: 'empty' });
    expect((await ask({ question: '低保'.repeat(1_000) })).answer).toMatchObject({ reason: 'too-long' });
  });

  test('takes HTML and control characters for what they are: text', async () => {
    const question = '<script>alert(1)</script>\u0000\u001b[31m\u202e汝城县农村低保标准是多少\ud800';
    const { answer, id } = await ask({ question });
    expect(JSON.stringify(answer)).not.toContain('script');
    const response = await fetch(`${api.url}/api/answers/${id}`);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/u);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('as events ends with the answer', async () => {
    const response = await api.post('/api/ask', { question: ASKED }, { accept: 'text/event-stream' });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const events = await eventsOf(response);
    expect(events.map(({ event }) => event)).toEqual(['answer']);
    expect(told(schemas.Reply, JSON.parse(events[0]?.data ?? '')).answer.kind).toBe('answered');
  });
});

describe('an answer', () => {
  test('is found again by its id, and is judged', async () => {
    const reply = await ask({ question: ASKED });
    expect(await get(`/api/answers/${reply.id}`)).toEqual({ status: 200, body: reply });
    const judged = await api.post(`/api/answers/${reply.id}/feedback`, {
      verdict: 'outdated',
      member: 'm-1',
    });
    expect([judged.status, await judged.text()]).toEqual([204, '']);
    expect(api.store.feedback.find(reply.id, 'api:owner/m-1')).toBe('outdated');
  });

  test.each([
    ['GET', '/api/answers/none'],
    ['POST', '/api/answers/none/feedback'],
    ['GET', '/api/documents/none'],
    ['GET', '/api/documents/..%2f..%2fpackage'],
    ['GET', '/api/nothing'],
    ['GET', '/api'],
  ])('that is none is 404: %s %s', async (method, path) => {
    const response = await (method === 'GET'
      ? fetch(`${api.url}${path}`)
      : api.post(path, { verdict: 'good' }));
    expect(response.status).toBe(404);
    expect(told(schemas.ErrorBody, await response.json()).error.code).toBe('not-found');
  });
});

test('the documents are listed with what they say of themselves, and each has its text', async () => {
  const { body } = await get('/api/documents');
  const list = told(schemas.DocumentList, body);
  expect(list.documents.map(({ path }) => path)).toEqual([
    ...['guidong.txt', 'linwu.txt', 'rucheng.txt', 'yizhang.txt'],
  ]);
  for (const { id, sentences, characters } of list.documents) {
    const detail = told(schemas.DocumentDetail, (await get(`/api/documents/${id}`)).body);
    expect(detail.text).toHaveLength(characters);
    expect(sentences).toBeGreaterThan(0);
    for (const { span } of detail.blocks) expect(span.end).toBeLessThanOrEqual(characters);
  }
});

describe('GET /openapi.json', () => {
  test('describes every route there is, and nothing that its schemas do not have', async () => {
    const { body } = await get('/openapi.json');
    const description = body as {
      openapi: string;
      paths: Record<string, Record<string, object>>;
      components: { schemas: Record<string, object> };
    };
    expect(description.openapi).toBe('3.1.0');
    const described = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(described).toEqual(
      Object.entries(OPERATIONS).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method} ${path}`),
      ),
    );
    for (const [path, methods] of Object.entries(description.paths))
      for (const method of Object.keys(methods)) {
        const url = `${api.url}${path.replace('{id}', 'none')}`;
        const response = await fetch(url, { method, ...(method === 'post' && { body: '{}' }) });
        expect([path, response.status]).not.toEqual([path, 405]);
        const { code = '' } = ((await response.json()) as { error?: { code: string } }).error ?? {};
        expect(code).not.toBe('method-not-allowed');
      }
    const named = new Set(
      [...JSON.stringify(description).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/gu)].map(
        ([, id]) => id,
      ),
    );
    expect([...named].filter((id) => !(id! in description.components.schemas))).toEqual([]);
    expect(named.size).toBeGreaterThan(15);
    const ids = Object.values(description.paths).flatMap((methods) =>
      Object.values(methods).map((one) => (one as { operationId: string }).operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});
