import { describe, expect, test } from 'vitest';
import { MAX_QUESTION_CHARACTERS } from '../../src/core/question/one-question.ts';
import type { Answer, Answered, Citation } from '../../src/core/types.ts';
import { answerOf } from '../fakes/scripted-app.ts';
import { documentOf } from '../fakes/small-knowledge.ts';
import { createScene, foreignIn, HERE, HOSTILE, spanOf } from './scene.ts';

const TEXT = '松坪县低保标准为每人每月560元。特困供养每人每月900元。';
const DOCUMENT = documentOf('松坪/低保#1', {
  place: '松坪县',
  title: '松坪县低保通知',
  date: '2024-03-05',
  text: TEXT,
});
const QUOTE = '松坪县低保标准为每人每月560元。';
const CITATION: Citation = {
  ...{ marker: 1, documentId: DOCUMENT.id, document: DOCUMENT.path, title: DOCUMENT.title },
  ...{ place: '松坪县', date: '2024-03-05', span: spanOf(TEXT, QUOTE), quote: QUOTE },
};
const ANSWER: Answered = {
  ...answerOf('松坪县（2024年3月5日）：低保标准为每人每月560元[1]。', QUOTE),
  citations: [CITATION],
};
const refusal = (text: string, nearest: readonly Citation[] = []): Answer => ({
  ...{ kind: 'refused', reason: 'not-in-corpus', text, nearest, corpusVersion: 'v1' },
});
const status = {
  documents: [{ path: 'a.txt', title: 'a', place: '松坪县', passages: 1 }],
};

async function askAt(
  scene: ReturnType<typeof createScene>,
  question: string,
  form: Record<string, string> = {},
) {
  const response = await scene.post('/ask', { question, ...form });
  expect(response.status).toBe(303);
  return response.headers.get('location') ?? '';
}

describe('the empty page', () => {
  test('offers examples, the counties of the corpus and a form that needs no script', async () => {
    const scene = createScene({ status });
    scene.app.onExamples(async () => ['松坪县低保标准是多少？']);
    const { said, one } = await scene.see('/');
    expect(said('.examples button')).toEqual(['松坪县低保标准是多少？']);
    expect(said('#place option')).toEqual(['全部地方', '松坪县']);
    expect(one('#ask')?.getAttribute('action')).toBe('/ask');
    expect(one('#ask')?.getAttribute('method')).toBe('post');
    expect(one('#question')?.getAttribute('maxlength')).toBe(String(MAX_QUESTION_CHARACTERS));
  });

  test('does not wait for examples that are still looked for', async () => {
    const scene = createScene();
    scene.app.onExamples(() => new Promise(() => undefined));
    expect((await scene.see('/')).said('.welcome h2')).toHaveLength(1);
  });
});

describe('a question that is asked without script', () => {
  test('leads to its answer, whose sentences and cards open the document at the quote', async () => {
    const scene = createScene({ documents: [DOCUMENT] });
    scene.app.on('低保多少', ANSWER);
    const url = await askAt(scene, '低保多少');
    const { said, one } = await scene.see(url);
    expect(said('.asked')).toEqual(['问：低保多少']);
    expect(said('.said p')).toEqual(['松坪县（2024年3月5日）：低保标准为每人每月560元\u2060[1]。']);
    const link = `/d/${encodeURIComponent(DOCUMENT.id)}?a=${url.slice(3)}&n=1#0-${QUOTE.length}`;
    expect(one('.marker a')?.getAttribute('href')).toBe(link);
    expect(one('.source a')?.getAttribute('href')).toBe(link);
    expect(said('.source .facts span')).toEqual(['松坪县', '2024年3月5日']);
  });

  test('leads to a table of its figures where the answer sets them beside each other', async () => {
    const scene = createScene({ documents: [DOCUMENT] });
    const table = {
      caption: '2024年3月',
      columns: ['地方', '低保标准（每人每月）'],
      rows: [
        { name: '松坪县', cells: [{ text: '560元', marker: 1 }] },
        { name: '<b>云岭县', cells: [{ text: '未找到' }] },
      ],
    };
    scene.app.on('低保多少', { ...ANSWER, table });
    const { said, one } = await scene.see(await askAt(scene, '低保多少'));
    expect(said('.compared caption')).toEqual(['2024年3月']);
    expect(said('.compared th')).toEqual(['地方', '低保标准（每人每月）', '松坪县', '<b>云岭县']);
    expect(said('.compared td')).toEqual(['560元\u2060[1]', '未找到']);
    expect(one('.compared .marker a')?.getAttribute('href')).toBe(
      one('.said .marker a')?.getAttribute('href'),
    );
  });

  test('is kept in a cookie that scripts and other sites do not see, and followed by the next', async () => {
    const scene = createScene();
    scene.app.on('低保多少', ANSWER);
    scene.app.on('那特困呢', ANSWER);
    const first = await scene.post('/ask', { question: '低保多少' });
    expect(first.headers.get('set-cookie')).toMatch(
      /^mingbai-talk=[\w-]{22}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/u,
    );
    await askAt(scene, '那特困呢');
    expect(scene.app.questions[1]?.history.map(({ content }) => content)).toEqual(['低保多少', ANSWER.text]);
    await scene.post('/new', {});
    await askAt(scene, '低保多少');
    expect(scene.app.questions[2]?.history).toEqual([]);
  });

  test('sets a cookie for https alone where a proxy speaks https', async () => {
    const proxied = { headers: { 'x-forwarded-proto': 'https' } };
    expect((await createScene().post('/new', {}, proxied)).headers.get('set-cookie')).toMatch(
      /; HttpOnly; Secure; SameSite=Strict$/u,
    );
  });

  test('comes with the county that was chosen, where the corpus has it', async () => {
    const scene = createScene({ status });
    scene.app.on('低保多少', { ...ANSWER, ownPlace: '松坪县' });
    const url = await askAt(scene, '低保多少', { place: '松坪县' });
    expect(scene.app.questions[0]?.place).toBe('松坪县');
    const { said, one } = await scene.see(url);
    expect(said('.note')).toEqual(['问题没写县名，按您选的松坪县回答']);
    expect(one('#place option[selected]')?.getAttribute('value')).toBe('松坪县');
    await askAt(scene, '低保多少', { place: '别处' });
    expect(scene.app.questions[1]?.place).toBeUndefined();
  });

  test('says what a misspelt question was read as', async () => {
    const scene = createScene({ status });
    scene.app.on('底保多少', { ...ANSWER, readAs: [{ written: '底保', read: '低保' }] });
    const { said } = await scene.see(await askAt(scene, '底保多少'));
    expect(said('.note')).toEqual(['（按“低保”查）']);
  });

  test('that fails says so, with nothing of the fault', async () => {
    const scene = createScene();
    scene.app.on('坏', new Error('secret path'));
    const response = await scene.post('/ask', { question: '坏' });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(scene.events).toEqual(['page-failed']);
  });
});

describe('an answer', () => {
  test('shows the place to choose as buttons that are the next question', async () => {
    const scene = createScene();
    const options = [
      { place: '松坪县', label: '松坪县' },
      { place: '江畔县', label: '江畔县' },
    ] as const;
    scene.app.on('低保多少', { kind: 'clarify', text: '请问您问的是哪个县？', options, corpusVersion: 'v1' });
    const { all } = await scene.see(await askAt(scene, '低保多少'));
    expect(
      all('.choices button').map((one) => [one.getAttribute('name'), one.getAttribute('value')]),
    ).toEqual([
      ['question', '松坪县'],
      ['question', '江畔县'],
    ]);
  });

  test('that is a refusal leads to the nearest quotes and to the titles that it names', async () => {
    const scene = createScene({ documents: [DOCUMENT] });
    scene.app.on('近', refusal('资料没有写明。最接近的原文：560元[1]', [CITATION]));
    const near = await scene.see(await askAt(scene, '近'));
    expect(near.said('.sources h3')).toEqual(['最接近的资料']);
    expect(near.all('.marker a')).toHaveLength(1);
    scene.app.on('远', refusal('没有写明。\n相关资料：《松坪县低保通知》、《没有这份》'));
    const far = await scene.see(await askAt(scene, '远'));
    expect(far.all('.said a').map((one) => one.getAttribute('href'))).toEqual([
      `/d/${encodeURIComponent(DOCUMENT.id)}`,
    ]);
  });

  test('from a paper that is repealed has its title struck through, and says so', async () => {
    const scene = createScene({ documents: [DOCUMENT], standingOf: () => ({ kind: 'repealed' }) });
    scene.app.on('低保多少', ANSWER);
    const { said } = await scene.see(await askAt(scene, '低保多少'));
    expect(said('.source .is-void')).toEqual(['松坪县低保通知']);
    expect(said('.source .chip.is-bad')).toEqual(['已废止']);
  });

  test('of a document that is gone says so; an unknown one is none', async () => {
    const scene = createScene();
    scene.app.on('低保多少', ANSWER);
    const gone = await scene.see(await askAt(scene, '低保多少'));
    expect(gone.said('.source .chip')).toEqual(['现在的资料里没有了']);
    expect(gone.all('.source a')).toHaveLength(0);
    expect(gone.said('.source blockquote').join()).toContain(ANSWER.citations[0].quote);
    const [marker] = gone.all('.marker a');
    expect(gone.all(`[id="${marker?.getAttribute('href')?.slice(1)}"]`)).toHaveLength(1);
    expect((await scene.get('/a/nothing')).status).toBe(404);
    expect((await scene.get('/a/nothing/why')).status).toBe(404);
    expect((await scene.post('/a/nothing/feedback', { verdict: 'good' })).status).toBe(404);
  });
});

describe('what a reader says of an answer', () => {
  const judged = async () => {
    const scene = createScene();
    scene.app.on('低保多少', ANSWER);
    const url = await askAt(scene, '低保多少');
    const say = (verdict: string) => scene.post(`${url}/feedback`, { verdict });
    const pressed = async () =>
      (await scene.see(url)).all('.verdict [aria-pressed="true"]').map((one) => one.getAttribute('value'));
    return { scene, url, say, pressed };
  };

  test('is kept, and taken back by what is said later', async () => {
    const { say, pressed, url, scene } = await judged();
    expect(await pressed()).toEqual([]);
    expect((await say('good')).headers.get('location')).toBe(url);
    expect(await pressed()).toEqual(['good']);
    await say('bad');
    expect((await scene.see(url)).said('fieldset button')).toEqual([
      '数字错',
      '县错',
      '过期',
      '答非所问',
      '不全',
    ]);
    await say('outdated');
    expect(await pressed()).toEqual(['bad', 'outdated']);
  });

  test('with a reason is not made less by saying again that it is wrong', async () => {
    const { say, pressed } = await judged();
    await say('outdated');
    await say('bad');
    expect(await pressed()).toEqual(['bad', 'outdated']);
  });

  test('that is no verdict is refused', async () => {
    const { say, pressed } = await judged();
    expect((await say('<b>')).status).toBe(400);
    expect(await pressed()).toEqual([]);
  });
});

describe('a question that is asked with script', () => {
  const eventsOf = (text: string) =>
    text
      .split('\n\n')
      .filter((block) => block.startsWith('event: '))
      .map((block) => ({
        event: /^event: (.*)$/mu.exec(block)?.[1] ?? '',
        data: [...block.matchAll(/^data: (.*)$/gmu)].map(([, line]) => line).join('\n'),
      }));
  const asking = { headers: { accept: 'text/event-stream' } };

  test('comes as it was asked, as drafts of it that only grow, and as the answer with its address', async () => {
    const scene = createScene({ documents: [DOCUMENT] });
    scene.app.on('低保多少', async (_, onDraft) => {
      onDraft({ ...ANSWER, text: '甲[1]。' });
      onDraft({ ...ANSWER, text: '甲[1]。\n乙[1]。' });
      return ANSWER;
    });
    const response = await scene.post('/ask', { question: '低保多少' }, asking);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const events = eventsOf(await response.text());
    expect(events.map(({ event }) => event)).toEqual(['asked', 'draft', 'draft', 'answer']);
    expect(events[0]?.data).toContain('低保多少');
    const { url, html } = JSON.parse(events[3]?.data ?? '') as { url: string; html: string };
    expect(html).toBe(await (await scene.get(`${url}?part`)).text());
  });

  test('that fails ends with a line that says so', async () => {
    const scene = createScene();
    scene.app.on('坏', new Error('secret path'));
    const events = eventsOf(await (await scene.post('/ask', { question: '坏' }, asking)).text());
    expect(events.map(({ event }) => event)).toEqual(['asked', 'fault']);
    expect(events[1]?.data).toContain('抱歉');
    expect(scene.events).toEqual(['page-answer-failed']);
  });
});

test('nothing that people or documents write becomes markup', async () => {
  const document = documentOf(HOSTILE, { place: HOSTILE, title: HOSTILE, text: HOSTILE });
  const scene = createScene({
    documents: [document],
    status: {
      documents: [{ path: HOSTILE, title: HOSTILE, place: HOSTILE, passages: 1 }],
      staleBecause: HOSTILE,
    },
  });
  scene.app.onExamples(async () => [HOSTILE]);
  const citation: Citation = {
    ...{ marker: 1, documentId: HOSTILE, document: HOSTILE, title: HOSTILE, place: HOSTILE, date: HOSTILE },
    ...{
      span: { start: 0, end: HOSTILE.length },
      quote: HOSTILE,
      lead: [{ span: { start: 0, end: 4 }, quote: HOSTILE }],
    },
  };
  scene.app.on(HOSTILE, {
    ...ANSWER,
    method: 'generated',
    text: `${HOSTILE}[1]`,
    closing: HOSTILE,
    ownPlace: HOSTILE,
    citations: [citation],
  });
  const url = await askAt(scene, HOSTILE);
  const paths = [
    '/',
    url,
    `${url}/why`,
    `${url}?part`,
    `/d/${encodeURIComponent(HOSTILE)}?a=${url.slice(3)}&n=1`,
    `/a/${encodeURIComponent(HOSTILE)}`,
  ];
  for (const path of paths) {
    const text = await (await scene.get(path)).text();
    expect(foreignIn(text), path).toEqual([]);
    expect(text, path).not.toMatch(/[\u0000\u202e]/u);
  }
  expect((await scene.see(url)).said('.asked')[0]).toContain('<script>alert(1)</script>');
  expect(new URL(url, HERE).origin).toBe(HERE);
});
