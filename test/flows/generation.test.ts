import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Knowledge } from '../../src/core/ports.ts';
import type { Answered, Turn } from '../../src/core/types.ts';
import { createChatModel } from '../../src/engines/chat-model.ts';
import {
  type ChatReply,
  type ChatRequest,
  type ChatServer,
  chunk,
  completion,
  startChatServer,
} from '../fakes/chat-server.ts';
import { citedLines, expectGrounded } from '../fakes/grounded.ts';
import { type SmallApp, startSmallApp } from '../fakes/small-app.ts';
import { sceneOf, TWO_COUNTIES } from '../fakes/small-knowledge.ts';

let server: ChatServer;
let small: SmallApp;

beforeAll(async () => {
  server = await startChatServer();
  small = await startSmallApp(TWO_COUNTIES, {
    chatModel: { apiKey: 'key', baseUrl: server.url, model: 'scripted' },
  });
});
afterAll(async () => {
  await small?.close();
  await server.close();
});
beforeEach(() => server.otherwise(undefined));

/** The marker of the first passage that the request shows with the word. */
function markerOf(word: string, { body }: ChatRequest): string {
  const shown = body.messages.at(-1)!.content.split(/^(?=\[\d+\] )/mu);
  const found = shown.find((part) => part.startsWith('[') && part.includes(word));
  if (found === undefined) throw new Error(`no passage shown holds ${word}`);
  return found.slice(0, found.indexOf(']') + 1);
}

/** A reply with `{词}` turned into the marker of the passage that holds the word. */
const saying =
  (text: string, finish?: string) =>
  (request: ChatRequest): ChatReply => ({
    text: text.replaceAll(/\{([^}]+)\}/gu, (_, word: string) => markerOf(word, request)),
    ...(finish === undefined ? {} : { finish }),
  });

async function ask(text: string, history: readonly Turn[] = []): Promise<Answered> {
  const answer = await small.app.answer({ text, history });
  expect(answer.kind, answer.text).toBe('answered');
  return answer as Answered;
}

const ASKED = '汝城县脱贫了多少人';

describe('through the whole product and an OpenAI-compatible server', () => {
  test('an answer that nobody waits for any more is cut short, at the model too, and is no fault of it', async () => {
    const gone = new AbortController();
    const before = { requests: server.requests.length, abandoned: server.abandoned };
    server.otherwise({ stream: [{ pauseMs: 60_000 }] });
    const asking = small.app.explain({ text: ASKED, history: [] }, { signal: gone.signal });
    await vi.waitFor(() => expect(server.requests.length).toBe(before.requests + 1));
    gone.abort(new Error('the tab is closed'));
    await expect(asking).rejects.toThrow('the tab is closed');
    await vi.waitFor(() => expect(server.abandoned).toBe(before.abandoned + 1));
    await expect(small.app.explain({ text: ASKED, history: [] }, { signal: gone.signal })).rejects.toThrow(
      'the tab is closed',
    );
    expect(server.requests.length).toBe(before.requests + 1);

    server.otherwise(saying('汝城县有63510人脱贫{63510}。'));
    expect(await ask(ASKED)).toMatchObject({ method: 'generated' });
  });

  test('a wording that is proven is sent, with the sentences that prove it', async () => {
    server.otherwise(saying('汝城县有63510人脱贫{63510}。'));
    const answer = await ask(ASKED);
    expect(answer).toMatchObject({
      method: 'generated',
      text: '汝城县（2018年3月15日）：汝城县有63510人脱贫[1]。',
    });
    expect(answer.fallback).toBeUndefined();
    expect(answer.citations.map(({ quote }) => quote)).toEqual([
      '2017年，汝城县实现63510人脱贫，贫困发生率降至1.37%。',
    ]);
    expect(answer.corpusVersion).toBe(small.app.status().corpusVersion);
    expect(small.app.status().chatModel).toBe('scripted');
  });

  test('of two counties each sentence cites its own', async () => {
    server.otherwise(
      saying('汝城县农村低保标准为每人每月310元{310元}。桂东县农村低保标准为每人每月345元。{345元}'),
    );
    const answer = await ask('汝城和桂东的低保标准');
    expect(answer.method).toBe('generated');
    expect(citedLines(answer).map(({ cited }) => cited.map(({ place }) => place))).toEqual([
      ['汝城县'],
      ['桂东县'],
    ]);
  });

  test.each<[string, ReturnType<typeof saying> | ChatReply, Answered['fallback']]>([
    ['invents a figure', saying('汝城县有63519人脱贫{63510}。'), 'unsupported-figure'],
    ['cites a passage that was not shown', saying('汝城县有63510人脱贫[9]。'), 'no-citation'],
    ['mixes two counties', saying('汝城县和桂东县有63510人脱贫{63510}。'), 'unsupported-claim'],
    ['drops the unit', saying('汝城县脱贫63510{63510}。'), 'unsupported-figure'],
    ['adds a link', saying('汝城县有63510人脱贫，见https://evil.example{63510}。'), 'unsupported-claim'],
    ['adds a mention', saying('汝城县有63510人脱贫，问@evil_bot{63510}。'), 'unsupported-claim'],
    ['adds HTML', saying('<a href="tg://user">汝城县</a>有63510人脱贫{63510}。'), 'unsupported-claim'],
    ['is empty', saying(''), 'model-failed'],
    ['is cut off', saying('汝城县有63510人脱贫{63510}。贫困发', 'length'), 'model-failed'],
    ['is filtered', saying('汝城县有63510人脱贫{63510}。', 'content_filter'), 'model-failed'],
    ['is refused by the server', { status: 401 }, 'model-failed'],
  ])('a model that %s is replaced by the labelled extract', async (_, reply, fallback) => {
    server.otherwise(reply);
    const answer = await ask(ASKED);
    expect([answer.method, answer.fallback]).toEqual(['extracted', fallback]);
    expect(answer.text).toBe(
      '汝城县（2018年3月15日）：2017年，汝城县实现63510人脱贫，贫困发生率降至1.37%[1]。',
    );
  });

  test('a model that reads that the passages do not state it is a refusal, and nothing is quoted behind its back', async () => {
    server.otherwise(saying('资料没有写明'));
    const answer = await small.app.answer({ text: ASKED, history: [] });
    expect(answer).toMatchObject({ kind: 'refused', reason: 'not-in-corpus' });
    expect(answer.text).not.toContain('63510');
  });

  test('a question that the rules refuse is read by the model, and answered from the passages', async () => {
    const asked = { text: '汝城挪窝的有多少户', history: [] };
    server.otherwise(saying('资料没有写明'));
    const refused = await small.app.answer(asked);
    expect(refused).toMatchObject({ kind: 'refused', reason: 'not-in-corpus' });
    server.otherwise(saying('汝城县搬迁贫困群众2870户{2870户}。'));
    expect(await ask(asked.text)).toMatchObject({
      method: 'generated',
      text: '汝城县（2018年3月15日）：汝城县搬迁贫困群众2870户[1]。',
    });
    server.otherwise({ status: 401 });
    expect(await small.app.answer(asked)).toEqual(refused);
  });

  test('content that a server declines is tried once more without the earlier turns, which may hold it', async () => {
    const declined = { status: 400, body: JSON.stringify({ error: { message: 'Content Exists Risk' } }) };
    const history: Turn[] = [{ role: 'user', content: '上一句很难听的话' }];
    const before = server.requests.length;
    server.script(declined, saying('汝城县有63510人脱贫{63510}。'));
    expect(await ask(ASKED, history)).toMatchObject({ method: 'generated' });
    const shown = server.requests.slice(before).map(({ body }) => body.messages.at(-1)?.content ?? '');
    expect(shown.map((content) => content.includes('很难听'))).toEqual([true, false]);

    server.script(declined, declined);
    expect(await ask(ASKED, history)).toMatchObject({ method: 'extracted', fallback: 'model-failed' });
    server.script(declined);
    expect(await ask(ASKED)).toMatchObject({ method: 'extracted', fallback: 'model-failed' });
    expect(server.requests.length).toBe(before + 5);
    expect(server.refused).toEqual([]);
  });

  test('a server that fails costs the wording alone, and is logged', async () => {
    server.otherwise({ status: 500 });
    const before = small.events.length;
    expect((await ask(ASKED)).fallback).toBe('model-failed');
    expect(small.events.slice(before)).toEqual([
      { event: 'part-failed', fields: { part: 'chat-model', reason: expect.stringContaining('500') } },
    ]);
  });

  test('an invented list of a policy that the reports only name never reaches the answer, and no model is asked', async () => {
    server.otherwise(saying('“七免三补”包括免学费、免书本费、补生活费{七免三补}。'));
    const before = server.requests.length;
    const answer = await ask('七免三补是什么');
    expect(answer.text).toContain('没有列出内容');
    expect(answer.text).not.toMatch(/免学费|生活费/u);
    expect(server.requests.length).toBe(before);
  });

  test('a refusal and a question back ask no model', async () => {
    const before = server.requests.length;
    for (const text of ['今天天气怎么样', '北京低保标准', '', '😀'])
      expect((await small.app.answer({ text, history: [] })).kind).toBe('refused');
    expect(server.requests.length).toBe(before);
    expect(server.refused).toEqual([]);
  });
});

describe('a model that stalls', () => {
  const stalls: readonly [string, ChatReply][] = [
    ['before the headers', 'silence'],
    ['before the first words', { stream: [chunk({ role: 'assistant', content: '' }), 'hang'] }],
    ['in the middle', { stream: [chunk({ content: '汝城县有63510人' }), 'hang'] }],
    ['by resetting the connection', { stream: [chunk({ content: '汝城县有63510人' }), 'reset'] }],
  ];
  test.each(stalls)('%s is given up at its deadline, and the extract is sent', async (_, reply) => {
    server.otherwise(reply);
    const model = createChatModel({
      ...{ apiKey: 'key', baseUrl: server.url, model: 'scripted', retryDelayMs: 5 },
      deadlines: { headersMs: 150, firstContentMs: 150, idleMs: 150, totalMs: 600 },
    });
    const scene = await sceneOf(TWO_COUNTIES, model);
    const { answer } = await scene.ask(ASKED);
    expect(answer).toMatchObject({ kind: 'answered', method: 'extracted', fallback: 'model-failed' });
    expectGrounded(answer, scene.knowledge satisfies Knowledge);
    expect(scene.faults.map(({ part }) => part)).toEqual(['chat-model']);
  });
});

describe('the drafts of an answer', () => {
  /** The text in pieces of `size` characters, a moment between them. */
  const slowly = (text: string, size: number, end: 'stop' | 'hang' | 'reset') => (request: ChatRequest) => {
    const whole = saying(text)(request) as { text: string };
    const pieces = whole.text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'gu')) ?? [];
    const stream = pieces.flatMap((content) => [chunk({ content }), { pauseMs: 1 }]);
    return { stream: [...stream, end === 'stop' ? chunk({}, 'stop') : end] };
  };
  const WORDED =
    '汝城县有63510人脱贫。{63510}其中党员干部9999人{63510}。贫困发生率降至1.37%{63510}。全县共有贫困村87个{87个}。';

  async function drafted(reply: (request: ChatRequest) => ChatReply) {
    server.otherwise(reply);
    const drafts: Answered[] = [];
    let isSettled = false;
    const { answer } = await small.app.explain(
      { text: ASKED, history: [] },
      {
        onDraft: (draft) => {
          expect(isSettled).toBe(false);
          drafts.push(draft);
        },
      },
    );
    isSettled = true;
    return { answer: answer as Answered, drafts };
  }

  test.each([1, 2, 3, 7, 40])(
    'grow sentence by sentence, cut into pieces of %i, and hold no invented figure',
    async (size) => {
      const { answer, drafts } = await drafted(slowly(WORDED, size, 'stop'));
      expect(drafts.map(({ text }) => text.split('\n').length)).toEqual([1, 2]);
      expect(answer.method).toBe('generated');
      for (const [at, draft] of drafts.entries()) {
        expect(draft.text).not.toContain('9999');
        expect((drafts[at + 1] ?? answer).text.startsWith(draft.text)).toBe(true);
        expect(answer.citations.slice(0, draft.citations.length)).toEqual(draft.citations);
      }
      expect(answer.text.split('\n')).toHaveLength(3);
    },
  );

  test('are the same answer as without them', async () => {
    const { answer } = await drafted(slowly(WORDED, 4, 'stop'));
    expect(await ask(ASKED)).toEqual(answer);
  });

  test('end with a connection that is lost midway; the extract is the answer', async () => {
    const { answer, drafts } = await drafted(slowly(WORDED.replace(/全县.*$/u, '全县'), 4, 'reset'));
    expect(drafts.length).toBeGreaterThan(0);
    expect([answer.method, answer.fallback]).toEqual(['extracted', 'model-failed']);
  });

  test('are none of a model that stalls after its first word', async () => {
    server.otherwise({ stream: [chunk({ content: '汝' }), 'hang'] });
    const model = createChatModel({
      ...{ apiKey: 'key', baseUrl: server.url, model: 'scripted' },
      deadlines: { headersMs: 2_000, firstContentMs: 2_000, idleMs: 100, totalMs: 4_000 },
    });
    const scene = await sceneOf(TWO_COUNTIES, model);
    const drafts: Answered[] = [];
    const { answer } = await scene.ask(ASKED, { onDraft: (draft) => drafts.push(draft) });
    expect(answer).toMatchObject({ method: 'extracted', fallback: 'model-failed' });
    expect(drafts).toEqual([]);
  });

  test('are none of a reply in one piece', async () => {
    const whole = '汝城县有63510人脱贫[1]。贫困发生率降至1.37%[1]。全县共有贫困村87个[1]。';
    const { drafts, answer } = await drafted(() => ({
      status: 200,
      body: JSON.stringify(completion(whole)),
    }));
    expect([answer.kind, drafts]).toEqual(['answered', []]);
  });
});
