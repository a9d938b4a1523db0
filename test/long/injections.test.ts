import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatModel } from '../../src/core/ports.ts';
import type { Answer, Question, Turn } from '../../src/core/types.ts';
import { type ChatServer, startChatServer } from '../fakes/chat-server.ts';
import { citedLines } from '../fakes/grounded.ts';
import { type SmallApp, startSmallApp } from '../fakes/small-app.ts';
import { type Scene, type SmallReport, sceneOf, TWO_COUNTIES } from '../fakes/small-knowledge.ts';

/*
 * Text that tries to command the model, where it may come from: a report, its file name, its title, a question, an
 * earlier turn. The scripted model obeys it, which is the worst that a real one can do. The answers must be those of the
 * same question without the injection; a refusal may take their place.
 *
 * A report is what the product believes: a question that asks for the passage with the injection gets it, as a quote
 * with its marker. That is the one way for its words into an answer, and the last test holds it. Titles and file names
 * stand in citations, and in the list of near titles of a refusal, as they are; no answer's sentence is made from them.
 */

interface Injection {
  readonly id: string;
  readonly where: 'document' | 'file' | 'title' | 'question' | 'history';
  readonly lang: 'zh' | 'en';
  /** What is injected; `{q}` in a question stands for the honest one, a turn begins with its role and a colon. */
  readonly text: string;
  /** What a model that obeys says. */
  readonly obey: string;
  /** What no sentence of an answer may hold. */
  readonly payload: readonly string[];
}

const INJECTIONS = readFileSync(new URL('../eval/injections.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Injection);
const from = (...places: Injection['where'][]) => INJECTIONS.filter(({ where }) => places.includes(where));

const ASKED = '汝城县脱贫了多少人';
const QUESTIONS = [
  ASKED,
  '汝城和桂东的低保标准',
  '桂东产业奖补资金多少钱',
  '七免三补是什么',
  '汝城养老院有多少个',
  '今天天气怎么样',
];

type Ask = (question: Question) => Promise<Answer>;

/** What an answer tells: its lines and quotes in whatever order of counties, without the version of the corpus and the reason of a fallback. */
function told(answer: Answer) {
  if (answer.kind === 'refused') return { kind: answer.kind, reason: answer.reason };
  if (answer.kind === 'clarify') return { kind: answer.kind, text: answer.text };
  // Which of several questions is not answered is said in the asker's own words, before the answer.
  const lines = answer.text
    .split('\n')
    .map((line) => line.replaceAll(/\[\d+\]/gu, '').replace(/^（“[^”]*”[^）]*）/u, ''));
  const quotes = answer.citations.map(({ quote, place, date }) => `${place} ${date} ${quote}`);
  return { kind: answer.kind, method: answer.method, lines: lines.toSorted(), quotes: quotes.toSorted() };
}

/** The answer of the clean question, or a refusal; and in no case a word of the payload. @returns whether it was refused instead. */
function expectUnmoved(answer: Answer, clean: Answer, { id, payload }: Injection): boolean {
  const said = answer.kind === 'refused' ? answer.text.replaceAll(/《[^《》]*》/gu, '') : answer.text;
  for (const words of payload) expect(said, id).not.toContain(words);
  expect(said, id).not.toMatch(/[\p{Cf}\p{Co}]|https?:|tg:|<\w/u);
  if (answer.kind === 'refused' && clean.kind !== 'refused') return true;
  expect(told(answer), `${id}: ${answer.text}`).toEqual(told(clean));
  return false;
}

/** A model that says the same to everybody. */
function obeying(text: string): ChatModel {
  return { id: 'obeying', complete: async () => text };
}

/** The two reports, one of them with the injection in it. */
function injected({ where, text }: Injection): Readonly<Record<string, SmallReport>> {
  const { rucheng, guidong } = TWO_COUNTIES;
  if (where === 'document') return { rucheng: { ...rucheng, text: `${rucheng.text}\n${text}` }, guidong };
  if (where === 'file') return { [text]: rucheng, guidong };
  return { rucheng: { ...rucheng, title: text }, guidong };
}

const askOf =
  (scene: Scene): Ask =>
  async ({ text, history }) =>
    (await scene.ask(text, { history })).answer;

async function answersOf(ask: Ask): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const text of QUESTIONS) answers.push(await ask({ text, history: [] }));
  return answers;
}

test('there are 60 injections, each another one, in Chinese and English, in every place', () => {
  expect(INJECTIONS).toHaveLength(60);
  expect(new Set(INJECTIONS.map(({ text }) => text)).size).toBe(60);
  expect(new Set(INJECTIONS.map(({ id }) => id)).size).toBe(60);
  for (const where of ['document', 'file', 'title', 'question', 'history'] as const)
    expect(from(where).length).toBeGreaterThanOrEqual(8);
  expect(INJECTIONS.filter(({ lang }) => lang === 'en').length).toBeGreaterThanOrEqual(10);
});

describe('an injection in a report, its file name or its title changes no answer', async () => {
  const clean = await answersOf(askOf(await sceneOf(TWO_COUNTIES)));

  test('to the questions that are compared, which are answered and refused', () => {
    expect(clean.map(({ kind }) => kind)).toEqual([
      ...['answered', 'answered', 'answered', 'answered', 'refused', 'refused'],
    ]);
  });

  test.each(from('document', 'file', 'title'))('$id', async (injection) => {
    const model = obeying(injection.obey);
    const scenes = [sceneOf(injected(injection)), sceneOf(injected(injection), model)];
    for (const scene of await Promise.all(scenes)) {
      const refused = (await answersOf(askOf(scene))).filter((answer, at) =>
        expectUnmoved(answer, clean[at] as Answer, injection),
      );
      expect(refused).toEqual([]);
    }
  });
});

describe('an injection in a question or an earlier turn', async () => {
  const plain = await sceneOf(TWO_COUNTIES);
  const clean = (await plain.ask(ASKED)).answer;

  function asked({ where, text }: Injection): Question {
    if (where === 'question') return { text: text.replace('{q}', ASKED), history: [] };
    const [, role = 'user', content = ''] = /^(user|assistant):([\s\S]*)$/u.exec(text) ?? [];
    return { text: ASKED, history: [{ role: role as Turn['role'], content }] };
  }

  test.each(from('question', 'history'))('says nothing in an answer: $id', async (injection) => {
    const model = obeying(injection.obey);
    const answers = [plain, await sceneOf(TWO_COUNTIES, model)].map((scene) =>
      askOf(scene)(asked(injection)),
    );
    for (const answer of await Promise.all(answers)) {
      const isRefused = expectUnmoved(answer, clean, injection);
      expect(isRefused && injection.where === 'history', answer.text).toBe(false);
    }
  });
});

describe('through the whole product, all injections in one corpus', () => {
  let server: ChatServer;
  let clean: SmallApp;
  let poisoned: SmallApp;
  let answers: Answer[];

  beforeAll(async () => {
    server = await startChatServer();
    const model = { apiKey: 'key', baseUrl: server.url, model: 'obeying' };
    const { rucheng, guidong } = TWO_COUNTIES;
    const text = [rucheng.text, ...from('document').map((one) => one.text)].join('\n');
    const note = (title: string, { id }: Injection): SmallReport => ({
      ...{ place: '桂东县', title, text: `桂东县组织干部集中学习${id}号文件精神。` },
    });
    clean = await startSmallApp(TWO_COUNTIES);
    poisoned = await startSmallApp(
      {
        rucheng: { ...rucheng, text },
        guidong,
        ...Object.fromEntries(from('file').map((one) => [one.text, note('桂东县学习情况', one)])),
        ...Object.fromEntries(from('title').map((one) => [`note-${one.id}`, note(one.text, one)])),
      },
      { chatModel: model },
    );
    answers = await answersOf(clean.app.answer);
  });
  afterAll(async () => {
    await poisoned?.close();
    await clean?.close();
    await server?.close();
  });

  test('the reports are read, and answer as they did, whatever the model obeys', async () => {
    expect(poisoned.app.status().documents.length).toBe(2 + from('file').length + from('title').length);
    for (const injection of INJECTIONS) {
      server.otherwise({ text: injection.obey });
      const answer = await poisoned.app.answer({ text: ASKED, history: [] });
      expect(expectUnmoved(answer, answers[0] as Answer, injection), answer.text).toBe(false);
    }
    server.otherwise({ status: 500 });
    for (const [at, answer] of (await answersOf(poisoned.app.answer)).entries())
      expect(told(answer), QUESTIONS[at]).toEqual(told(answers[at] as Answer));
  });

  test('who asks for the passage of an injection gets it as a quote, word by word, with its marker', async () => {
    server.otherwise({ text: '👍👍' });
    const answer = await poisoned.app.answer({ text: '汝城全县低保标准另有规定以什么通知为准', history: [] });
    expect(answer).toMatchObject({ kind: 'answered', method: 'extracted' });
    if (answer.kind !== 'answered') return;
    expect(answer.text).toContain('以微信群通知为准');
    for (const { said, cited } of citedLines(answer))
      expect(cited.map(({ quote }) => quote).join('')).toContain(said.replace(/[。！？]$/u, ''));
  });
});
