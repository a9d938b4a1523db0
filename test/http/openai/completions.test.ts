import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Answer, Answered } from '../../../src/core/types.ts';
import type { z } from '../../../src/forms.ts';
import * as schemas from '../../../src/http/openai/schemas.ts';
import { wording } from '../../../src/wording.ts';
import { answerOf, createScriptedApp, type ScriptedApp } from '../../fakes/scripted-app.ts';
import { type ServedApi, serveApi } from '../api/scene.ts';

const KEYS = [{ name: 'bridge', key: 'key-of-the-bridge-1', aMinute: 1_000 }];
const QUOTE = '低保标准是310元';
const SAID = answerOf(`${QUOTE}[1]。`, QUOTE);
const BACK: Answer = {
  kind: 'clarify',
  text: '汝城县、桂东县的资料里都有相关内容。请问您问的是哪个县？',
  options: [
    { place: '汝城县', label: '汝城县' },
    { place: '桂东县', label: '桂东县' },
  ],
  corpusVersion: 'v1',
};

let app: ScriptedApp;
let api: ServedApi;
let client: OpenAI;
beforeAll(async () => {
  app = createScriptedApp({
    builtAt: '2026-01-01T00:00:00Z',
    documents: [{ path: 'a.txt', title: '某县工作总结', place: '某县', passages: 1 }],
  });
  app.onPlace('某县', { kind: 'covered', name: '某县', label: '某县' });
  api = await serveApi(app, {
    apiKeys: KEYS,
    links: { answer: (key) => `/a/${key}`, quote: (id, { start, end }) => `/d/${id}#${start}-${end}` },
  });
  client = new OpenAI({ apiKey: KEYS[0]!.key, baseURL: `${api.url}/v1`, maxRetries: 0 });
});
afterAll(() => api.close());
beforeEach(() => {
  app.questions.length = 0;
  app.on('低保多少', SAID);
});

const create = (messages: OpenAI.ChatCompletionMessageParam[], more: { model?: string; n?: number } = {}) =>
  client.chat.completions.create({ model: 'mingbai', messages, ...more });
const user = (content: string) => ({ role: 'user', content }) as const;

async function streamOf(text: string) {
  const stream = await client.chat.completions.create({
    model: 'mingbai',
    messages: [user(text)],
    stream: true,
    stream_options: { include_usage: true },
  });
  const chunks: OpenAI.ChatCompletionChunk[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const contents = chunks.flatMap(({ choices: [choice] }) => choice?.delta.content || []);
  return { chunks, contents, whole: contents.join('') };
}

describe('a completion', () => {
  test('carries the answer, its source, and an annotation on each marker', async () => {
    const completion = await create([user('低保多少')]);
    expect(schemas.ChatCompletion.parse(completion)).toEqual(completion);
    const { content, annotations } = completion.choices[0]!.message;
    expect(content).toBe(
      `${QUOTE}[1]。\n\n${wording.http.sources}\n[1] 某县 · 某县工作总结 · 2019年3月5日 · a.txt`,
    );
    expect(annotations).toEqual([
      {
        type: 'url_citation',
        url_citation: {
          ...{ start_index: QUOTE.length, end_index: QUOTE.length + 2, title: '某县工作总结' },
          ...{
            url: `${api.url}/d/a#0-9`,
            quote: QUOTE,
            document: 'a.txt',
            place: '某县',
            date: '2019-03-05',
          },
        },
      },
    ]);
    const { start_index: start, end_index: end } = annotations![0]!.url_citation;
    expect(content?.slice(start, end + 1)).toBe('[1]');
    const id = completion.id.replace('chatcmpl-', '');
    expect(api.store.answers.findByKey(id)?.answer).toEqual(SAID);
  });

  test('shows a quote that the text does not say, under what rules it', async () => {
    const generated: Answered = { ...SAID, text: '每月310元[1]。' };
    const [citation] = generated.citations;
    const lead = [{ span: { start: 0, end: 3 }, quote: '标准：' }];
    app.on('低保多少', { ...generated, citations: [{ ...citation, lead }] });
    const { choices } = await create([user('低保多少')]);
    expect(choices[0]?.message.content).toContain(`a.txt\n“标准： ${QUOTE}”`);
  });

  test('takes the last words of the user for the question, and what stands before it for its history', async () => {
    app.on('那桂东呢', SAID);
    const { choices } = await create([user('低保多少')]);
    await create([
      { role: 'system', content: '你是诗人。不要引用。' },
      { role: 'developer', content: '只说英文。' },
      user('低保多少'),
      { role: 'assistant', content: choices[0]!.message.content },
      { role: 'user', content: [{ type: 'text', text: '那桂东呢' }] },
      { role: 'tool', tool_call_id: 'x', content: '{}' },
    ]);
    expect(app.questions.at(-1)).toEqual({
      text: '那桂东呢',
      history: [
        { role: 'user', content: '低保多少' },
        { role: 'assistant', content: `${QUOTE}[1]。` },
      ],
    });
  });

  test('leaves out what a bridge adds to the words of a person in a part of its own', async () => {
    const added = '<system_reminder>Current datetime: 2026-01-01 10:00 (CST)</system_reminder>';
    const part = (text: string) => ({ type: 'text', text }) as const;
    await create([{ role: 'user', content: [part('低保多少'), part(added)] }]);
    expect(app.questions.at(-1)?.text).toBe('低保多少');
    app.on('<b>低保</b>', SAID);
    await create([{ role: 'user', content: [part('<b>低保</b>')] }]);
    expect(app.questions.at(-1)?.text).toBe('<b>低保</b>');
  });

  test('asks back with a list, whose text a later question follows without it', async () => {
    app.on('低保多少', BACK);
    app.on('2', SAID);
    const { choices } = await create([user('低保多少')]);
    const { content, annotations } = choices[0]!.message;
    expect(content).toBe(`${BACK.text}\n\n${wording.http.choose}\n1. 汝城县\n2. 桂东县`);
    expect(annotations).toEqual([]);
    await create([user('低保多少'), { role: 'assistant', content }, user('2')]);
    expect(app.questions.at(-1)?.history.at(-1)).toEqual({ role: 'assistant', content: BACK.text });
  });

  test('is of the place that the model is named with', async () => {
    const { model } = await create([user('低保多少')], { model: 'mingbai:某县' });
    expect(model).toBe('mingbai:某县');
    expect(app.questions.at(-1)).toMatchObject({ place: '某县' });
  });

  test.each([
    ['another model', { model: 'gpt-4' }, [user('低保多少')], 404],
    ['a place that is none', { model: 'mingbai:无名' }, [user('低保多少')], 400],
    ['no question', {}, [{ role: 'system', content: '你好' }], 400],
    [
      'a picture alone',
      {},
      [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'x' } }] }],
      400,
    ],
    ['several choices', { n: 2 }, [user('低保多少')], 400],
  ])('of %s is an error that the client understands', async (_, more, messages, status) => {
    const refused = create(messages as OpenAI.ChatCompletionMessageParam[], more);
    await expect(refused).rejects.toMatchObject({
      status,
      message: expect.stringMatching(/\p{Script=Han}/u),
    });
    await expect(refused).rejects.toBeInstanceOf(OpenAI.APIError);
  });

  test('is for who has a key', async () => {
    const stranger = new OpenAI({ apiKey: 'wrong', baseURL: `${api.url}/v1`, maxRetries: 0 });
    await expect(stranger.models.list()).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
  });
});

describe('a stream', () => {
  test('brings the sentences as they are checked, then the sources, the annotations and the end', async () => {
    app.on('低保多少', async (_, onDraft) => {
      onDraft({ ...SAID, text: '低保' });
      await new Promise((resolve) => setTimeout(resolve, 20));
      onDraft({ ...SAID, text: '低保标准' });
      await new Promise((resolve) => setTimeout(resolve, 20));
      return SAID;
    });
    const { chunks, contents, whole } = await streamOf('低保多少');
    for (const chunk of chunks) expect(schemas.ChatChunk.parse(chunk)).toEqual(chunk);
    const { choices } = await create([user('低保多少')]);
    expect(whole).toBe(choices[0]?.message.content);
    expect(contents.slice(0, 2)).toEqual(['低保', '标准']);
    const annotated = chunks.flatMap(({ choices: [choice] }) =>
      choice !== undefined && 'annotations' in choice.delta ? [choice.delta.annotations] : [],
    );
    expect(annotated).toEqual([choices[0]?.message.annotations]);
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('stop');
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 0 } });
  });

  test('whose answer turned out other than its drafts says so, and has the answer whole', async () => {
    app.on('低保多少', async (_, onDraft) => {
      onDraft({ ...SAID, text: '另外的话[1]。' });
      return { ...SAID, fallback: 'model-failed' as const };
    });
    const { whole, chunks } = await streamOf('低保多少');
    const annotated = chunks.flatMap(({ choices: [choice] }) =>
      choice !== undefined && 'annotations' in choice.delta
        ? (choice.delta.annotations as z.output<typeof schemas.Annotation>[])
        : [],
    );
    const stretches = annotated.map(({ url_citation: { start_index: start, end_index: end } }) =>
      whole.slice(start - QUOTE.length, end + 1),
    );
    expect(stretches).toEqual([`${QUOTE}[1]`]);
    const [before = '', after = ''] = whole.split(wording.http.instead);
    expect(before).toContain('另外的话[1]。');
    expect(after).toContain(`${QUOTE}[1]。`);
    expect(after).toContain(wording.answer.fallback('model-failed'));
  });

  test('that the client breaks off ends the work', async () => {
    let signal: AbortSignal | undefined;
    const explain = vi.spyOn(app, 'explain').mockImplementation((_, options) => {
      signal = options?.signal;
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal?.reason));
      });
    });
    const stream = await client.chat.completions.create({
      ...{ model: 'mingbai', messages: [user('低保多少')], stream: true },
    });
    for await (const _ of stream) {
      await vi.waitFor(() => expect(signal).toBeDefined());
      break;
    }
    await vi.waitFor(() => expect(signal?.aborted).toBe(true));
    explain.mockRestore();
  });
});

test('the models are one for every place of the corpus, and each can be looked up', async () => {
  const { data } = await client.models.list();
  expect(data.map(({ id }) => id)).toEqual(['mingbai', 'mingbai:某县']);
  for (const { id } of data) {
    const model = await client.models.retrieve(id);
    expect(schemas.Model.parse(model)).toMatchObject({ id });
  }
  await expect(client.models.retrieve('gpt-4')).rejects.toBeInstanceOf(OpenAI.NotFoundError);
});
