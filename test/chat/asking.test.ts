import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAsking } from '../../src/chat/asking.ts';
import type { Store } from '../../src/core/ports.ts';
import type { Answer } from '../../src/core/types.ts';
import { createStore } from '../../src/state/store.ts';
import { answerOf, createScriptedApp, type ScriptedApp } from '../fakes/scripted-app.ts';

let store: Store;
let app: ScriptedApp;
beforeEach(() => {
  store = createStore(':memory:');
  app = createScriptedApp();
});
afterEach(() => store.close());

const ALLOWANCE = answerOf('低保标准是310元[1]。', '低保标准是310元');
const asking = (more: Partial<Parameters<typeof createAsking>[0]> = {}) =>
  createAsking({ app, store, ...more })('page');

/** A question that is answered when the test says so. */
function held(text: string): { readonly begun: () => boolean; readonly answer: (answer?: Answer) => void } {
  let isBegun = false;
  let settle: (answer: Answer) => void = () => undefined;
  app.on(text, () => {
    isBegun = true;
    return new Promise<Answer>((resolve) => {
      settle = resolve;
    });
  });
  return { begun: () => isBegun, answer: (answer = ALLOWANCE) => settle(answer) };
}

describe('an answer', () => {
  test('is kept under a key that nobody guesses, with what was considered, and found by every surface', async () => {
    app.on('低保多少', ALLOWANCE);
    const { ask, find } = asking();
    const { key, explained } = await ask('c1', { text: '低保多少', place: '汝城县' });
    expect(key).toMatch(/^[\w-]{12}$/u);
    expect(explained.answer).toEqual(ALLOWANCE);
    const found = find(key);
    expect(found?.sent).toMatchObject({
      surface: 'page',
      question: '低保多少',
      place: '汝城县',
      answer: ALLOWANCE,
    });
    expect(found?.why).toEqual(explained);
    expect(createAsking({ app, store })('api').find(key)).toEqual(found);
    expect(find(`${key}x`)).toBeUndefined();
    const again = await ask('c1', { text: '低保多少' });
    expect(again.key).not.toBe(key);
  });

  test('that was taken back is found no more', async () => {
    app.on('低保多少', ALLOWANCE);
    const { ask, find } = asking();
    const { key } = await ask('c1', { text: '低保多少' });
    store.answers.record({ ...store.answers.findByKey(key)!, recalledAt: 1 });
    expect(find(key)).toBeUndefined();
  });

  test('is judged by members, each once', async () => {
    app.on('低保多少', ALLOWANCE);
    const { ask, judge } = asking();
    const { key } = await ask('c1', { text: '低保多少' });
    expect(judge(key, 'm1', 'good')).toBe('good');
    expect(judge(key, 'm1', 'outdated')).toBe('outdated');
    expect(judge(key, 'm2', 'good')).toBe('good');
    expect(judge('none', 'm1', 'good')).toBeUndefined();
    expect(store.feedback.counts()).toEqual({ outdated: 1, good: 1 });
  });

  test('that was called wrong with a reason keeps the reason; what changes is counted and logged', async () => {
    app.on('低保多少', ALLOWANCE);
    const counted: unknown[] = [];
    const logged: unknown[] = [];
    const { ask, judge, verdictOf } = asking({
      meter: {
        count: (name, ...labels) => {
          if (name === 'feedback') counted.push(...labels);
        },
        observe: () => undefined,
        gauge: () => undefined,
      },
      log: (_level, event, fields) => logged.push([event, fields]),
    });
    const { key } = await ask('c1', { text: '低保多少' });
    for (const verdict of ['outdated', 'bad', 'outdated'] as const)
      expect(judge(key, 'm1', verdict)).toBe('outdated');
    expect(verdictOf(key, 'm1')).toBe('outdated');
    expect(judge(key, 'm1', 'good')).toBe('good');
    expect(judge(key, 'm1', 'bad')).toBe('bad');
    expect(counted).toEqual([{ verdict: 'outdated' }, { verdict: 'good' }, { verdict: 'bad' }]);
    expect(logged).toEqual(counted.map((fields) => ['page-feedback', fields]));
  });

  test('that was taken back is judged no more', async () => {
    app.on('低保多少', ALLOWANCE);
    const { ask, judge } = asking();
    const { key } = await ask('c1', { text: '低保多少' });
    store.answers.record({ ...store.answers.findByKey(key)!, recalledAt: 1 });
    expect(judge(key, 'm1', 'good')).toBeUndefined();
    expect(store.feedback.counts()).toEqual({});
  });
});

describe('what was said before', () => {
  test('is followed within a conversation, and in no other one, nor on another surface', async () => {
    app.on('低保多少', ALLOWANCE);
    app.on('那桂东呢', ALLOWANCE);
    const { ask } = asking();
    await ask('c1', { text: '低保多少' });
    await ask('c1', { text: '那桂东呢' });
    await ask('c2', { text: '那桂东呢' });
    await ask(null, { text: '那桂东呢' });
    await createAsking({ app, store })('api').ask('c1', { text: '那桂东呢' });
    expect(app.questions.map(({ history }) => history.length)).toEqual([0, 2, 0, 0, 0]);
    expect(app.questions[1]?.history).toEqual([
      { role: 'user', content: '低保多少' },
      { role: 'assistant', content: ALLOWANCE.text },
    ]);
  });

  test('is the answer before, of questions that are asked at once', async () => {
    const first = held('低保多少');
    app.on('那桂东呢', ALLOWANCE);
    const { ask } = asking();
    const gone = new AbortController();
    const asked = [ask('c1', { text: '低保多少' }), ask('c1', { text: '那桂东呢' })];
    const left = ask('c1', { text: '不问了' }, { signal: gone.signal });
    await vi.waitFor(() => expect(first.begun()).toBe(true));
    await ask('c2', { text: '那桂东呢' });
    gone.abort(new Error('tab closed'));
    await expect(left).rejects.toThrow('tab closed');
    first.answer();
    await Promise.all(asked);
    expect(app.questions.map(({ history }) => history.length)).toEqual([0, 0, 2]);
  });

  test('is what whoever asks says where they say it, and is not kept then', async () => {
    app.on('那桂东呢', ALLOWANCE);
    const { ask } = asking();
    const history = [{ role: 'user', content: '医保呢' }] as const;
    await ask('c1', { text: '那桂东呢', history });
    await ask('c1', { text: '那桂东呢' });
    expect(app.questions.map((question) => question.history)).toEqual([history, []]);
  });

  test('holds no number of a person, nor does what is asked', async () => {
    app.on('低保多少', ALLOWANCE);
    const { ask, find } = asking();
    const { key } = await ask('c1', { text: '我的身份证号是110101199003077475，低保多少' });
    expect(app.questions[0]?.text).toBe('低保多少');
    expect(find(key)?.sent.question).not.toMatch(/\d{6}/u);
  });

  test('holds no number of a person where whoever asks says it', async () => {
    app.on('那桂东呢', ALLOWANCE);
    const history = [
      { role: 'user', content: '我的身份证号是110101199003077475，低保多少' },
      { role: 'assistant', content: '您的手机号是13812345678。' },
    ] as const;
    await asking().ask('c1', { text: '那桂东呢', history });
    const [question] = app.questions;
    expect(question?.history.map(({ role }) => role)).toEqual(['user', 'assistant']);
    expect(question?.history[0]?.content).toContain('低保多少');
    expect(JSON.stringify(question)).not.toMatch(/\d{6}/u);
  });
});

describe('whoever is gone', () => {
  test('has nothing kept, and the parts are told', async () => {
    const gone = new AbortController();
    let told: AbortSignal | undefined;
    const { ask } = createAsking({
      store,
      app: {
        explain: (_, options) => {
          told = options?.signal;
          return new Promise((__, reject) => {
            told?.addEventListener('abort', () => reject(told?.reason));
          });
        },
      },
    })('page');
    const asked = ask('c1', { text: '低保多少' }, { signal: gone.signal });
    await vi.waitFor(() => expect(told).toBeDefined());
    gone.abort(new Error('tab closed'));
    await expect(asked).rejects.toThrow('tab closed');
    expect(told?.aborted).toBe(true);
    expect(store.turns.recent({ surface: 'page', chat: 'c1', thread: '', member: 'c1' }, 0, 9)).toEqual([]);
  });

  test('before the turn came is not asked for at all', async () => {
    const first = held('第一');
    const gone = new AbortController();
    const { ask } = asking({ most: { answering: 1, waiting: 9 } });
    const answered = ask(null, { text: '第一' });
    await vi.waitFor(() => expect(first.begun()).toBe(true));
    const second = ask(null, { text: '第二' }, { signal: gone.signal });
    gone.abort(new Error('tab closed'));
    first.answer();
    await answered;
    await expect(second).rejects.toThrow('tab closed');
    expect(app.questions.map(({ text }) => text)).toEqual(['第一']);
  });
});

describe('too much', () => {
  test('is told to the caller who fills the queue, and leaves room to the others', async () => {
    const first = held('第一');
    app.on('别的', ALLOWANCE);
    const askingOf = createAsking({ app, store, most: { answering: 1, waiting: 9, ofCaller: 2 } });
    const { ask } = askingOf('api');
    const begun = ask('c1', { text: '第一' }, { caller: 'bridge' });
    await vi.waitFor(() => expect(first.begun()).toBe(true));
    const waiting = ['c2', 'c3'].map((name) => ask(name, { text: '别的' }, { caller: 'bridge' }));
    await expect(ask('c4', { text: '别的' }, { caller: 'bridge' })).rejects.toMatchObject({
      code: 'asking-busy',
    });
    const others = [ask('c5', { text: '别的' }), askingOf('page').ask('bridge', { text: '别的' })];
    first.answer();
    const answers = await Promise.all([begun, ...waiting, ...others]);
    expect(answers.map(({ explained }) => explained.answer.kind)).toEqual(Array(5).fill('answered'));
  });

  test('is not what was asked from tabs that are closed', async () => {
    const first = held('第一');
    app.on('第二', ALLOWANCE);
    const { ask } = asking({ most: { answering: 1, waiting: 1 } });
    const begun = ask(null, { text: '第一' });
    await vi.waitFor(() => expect(first.begun()).toBe(true));
    const gone = new AbortController();
    const closed = ask(null, { text: '关了' }, { signal: gone.signal });
    gone.abort(new Error('tab closed'));
    await expect(closed).rejects.toThrow('tab closed');
    const second = ask(null, { text: '第二' });
    first.answer();
    await Promise.all([begun, second]);
    expect(app.questions.map(({ text }) => text)).toEqual(['第一', '第二']);
  });

  test('is told to who asks beyond the queue, and the others are answered in order', async () => {
    const first = held('第一');
    app.on('第二', ALLOWANCE);
    app.on('第三', ALLOWANCE);
    const { ask } = asking({ most: { answering: 1, waiting: 2 } });
    const answered = [ask(null, { text: '第一' })];
    await vi.waitFor(() => expect(first.begun()).toBe(true));
    answered.push(ask(null, { text: '第二' }), ask(null, { text: '第三' }));
    await expect(ask(null, { text: '第四' })).rejects.toMatchObject({ code: 'asking-busy' });
    first.answer();
    await Promise.all(answered);
    expect(app.questions.map(({ text }) => text)).toEqual(['第一', '第二', '第三']);
  });

  test('waiting is told, and leaves the queue', async () => {
    const first = held('第一');
    app.on('第三', ALLOWANCE);
    const { ask } = asking({ most: { answering: 1, waiting: 1 }, patience: 50 });
    const begun = ask(null, { text: '第一' });
    await vi.waitFor(() => expect(first.begun()).toBe(true));
    await expect(ask(null, { text: '第二' })).rejects.toMatchObject({ code: 'asking-busy' });
    const third = ask(null, { text: '第三' });
    first.answer();
    await Promise.all([begun, third]);
    expect(app.questions.map(({ text }) => text)).toEqual(['第一', '第三']);
  });

  test('time is told, and gives its place to the next', async () => {
    held('第一');
    app.on('第二', ALLOWANCE);
    const { ask } = asking({ most: { answering: 1, waiting: 2 }, deadline: 50 });
    const late = ask(null, { text: '第一' });
    const next = ask(null, { text: '第二' });
    await expect(late).rejects.toMatchObject({ code: 'asking-late' });
    expect((await next).explained.answer).toEqual(ALLOWANCE);
  });
});
