import { beforeEach, describe, expect, test } from 'vitest';
import type { Decision } from '../../../src/chat/decision.ts';
import { wording } from '../../../src/wording.ts';
import { type CommandScene, createCommandScene, GROUP, OPERATOR, OTHER, QUESTION_ID } from './scene.ts';

const words = wording.telegram.commands.why;
const LINK = `https://t.me/c/1234567890/${QUESTION_ID}`;
const TEXT = '开头。农村低保标准提高到260元。结尾。';
const SPAN = { start: 3, end: 17 };
const FULL: Partial<Decision> = {
  outcome: 'answered',
  by: 'mention',
  method: 'extracted',
  fallback: 'unsupported-figure',
  place: '汝城县',
  corpusVersion: 'v1',
  ms: 34.4,
  evidence: [
    { document: '汝城.txt', span: SPAN, confidence: 0.934, isEligible: true },
    { document: '没了.txt', span: SPAN, confidence: 0.4, isEligible: false },
  ],
  retrieved: [
    { document: '汝城.txt', span: SPAN, score: 0.03, similarity: 0.9123, ranks: { dense: 1, bigrams: 2 } },
    { document: '汝城.txt', span: SPAN, score: 0.02, similarity: null, ranks: { words: 4 } },
  ],
};

let scene: CommandScene;

beforeEach(() => {
  scene = createCommandScene();
  scene.serve({ '汝城.txt': TEXT });
});

const ask = (replyTo = QUESTION_ID) => scene.say('/why', { replyTo, from: OTHER });

describe('/why as a reply', () => {
  test('tells outcome, sign, county, model, sentences with their confidence, ranks, time and corpus', async () => {
    scene.decided(FULL);
    expect(await ask()).toBe(
      [
        '结果：已回答（原文摘录）',
        '怎么看出是问我的：@ 了我',
        '问题没写县名时按本群设置：汝城县',
        '模型的措辞没有采用：有的数字在原文里找不到',
        words.evidence,
        '1. 《汝城工作总结》 把握 93%：农村低保标准提高到260元。',
        '2. 《没了.txt》 把握 40%，不是所问的形式',
        words.retrieved,
        '1. 《汝城工作总结》 向量第1，字第2，相似度 0.912',
        '2. 《汝城工作总结》 词第4',
        '时间：3月5日 14:02，用时 34 毫秒，资料版本 v1',
      ].join('\n'),
    );
  });

  test('to an answer tells what was decided on its question, by any of its messages', async () => {
    scene.decided(FULL);
    const { messageIds } = await scene.answered(['一', '二']);
    expect(await ask(Number(messageIds[1]))).toBe(await ask(QUESTION_ID));
  });

  test('tells why nothing was said of a line that was overheard, and what it was held against', async () => {
    scene.decided({
      outcome: 'silent',
      by: 'overheard',
      reason: 'weak-evidence',
      threshold: 0.85,
      evidence: [{ document: '汝城.txt', span: SPAN, confidence: 0.6, isEligible: true }],
      corpusVersion: 'v1',
    });
    const told = await ask();
    expect(told).toContain('结果：没有出声\n原因：没有点我名，资料里的依据不够充分');
    expect(told).toContain('把握 60%');
    expect(told).toContain(words.threshold(0.85));
  });

  test('shows no sentence once another corpus serves, and says so', async () => {
    scene.decided({ ...FULL, corpusVersion: 'v0' });
    const told = await ask();
    expect(told).not.toContain('260');
    expect(told).toContain(words.otherCorpus);
    expect(told).toContain('《汝城工作总结》 把握 93%\n');
  });

  test('cuts a long sentence and shows nothing for a span beyond the text', async () => {
    scene.serve({ '汝城.txt': '长'.repeat(500) });
    const evidence = [
      { document: '汝城.txt', span: { start: 0, end: 500 }, confidence: 0.5, isEligible: true },
      { document: '汝城.txt', span: { start: 900, end: 950 }, confidence: 0.4, isEligible: true },
    ];
    scene.decided({ ...FULL, evidence });
    const told = await ask();
    expect(told).toContain(`把握 50%：${'长'.repeat(120)}…\n2.`);
    expect(told).toMatch(/把握 40%$/mu);
  });

  test('has words for every outcome, sign, reason and fallback', async () => {
    const reasons: Record<NonNullable<Decision['reason']>, true> = {
      ...{
        courtesy: true,
        'off-topic': true,
        'not-in-corpus': true,
        'place-not-in-corpus': true,
        damaged: true,
      },
      ...{ empty: true, 'too-long': true, bot: true, service: true, 'channel-post': true, forwarded: true },
      ...{ 'other-bot': true, 'not-addressed': true, 'not-a-question': true, 'not-listening': true },
      'direct-messages': true,
      ...{
        'weak-evidence': true,
        'hop-limit': true,
        'too-old': true,
        member: true,
        group: true,
        queue: true,
        full: true,
      },
    };
    const signs: Record<Decision['by'], true> = {
      ...{ private: true, mention: true, reply: true, ask: true, overheard: true, choice: true, none: true },
    };
    const outcomes: Record<Decision['outcome'], true> = {
      ...{ answered: true, clarify: true, refused: true, silent: true, limited: true, stale: true },
      ...{ failed: true, stopped: true },
    };
    const fallbacks: Record<NonNullable<Decision['fallback']>, true> = {
      ...{ 'model-failed': true, 'model-refused': true, 'no-citation': true, 'unsupported-figure': true },
      'unsupported-claim': true,
    };
    const told: (string | null)[] = [];
    const tell = async (decision: object) => {
      scene.decided(decision);
      told.push(await ask());
    };
    for (const reason of Object.keys(reasons)) await tell({ reason });
    for (const by of Object.keys(signs)) await tell({ by });
    for (const outcome of Object.keys(outcomes)) await tell({ outcome });
    for (const fallback of Object.keys(fallbacks)) await tell({ fallback });
    expect(told).toHaveLength(43);
    // Every line of such a decision is Chinese: a code would be Latin.
    expect(told.filter((text) => /[a-z-]{3,}/u.test((text ?? '').replaceAll('/ask', '')))).toEqual([]);
  });

  test('to a message of which nothing is kept says how long decisions are kept', async () => {
    expect(await ask(4_321)).toBe(words.nothingKept);
    scene.decided(FULL);
    expect(await scene.say('/why', { chat: null, replyTo: QUESTION_ID })).toBe(words.nothingKept);
  });

  test('alone, or with anything but a link, says how it is used', async () => {
    expect(await scene.say('/why')).toBe(words.usage);
    expect(await scene.say('/why 为什么', { replyTo: QUESTION_ID })).toBe(words.usage);
  });
});

describe('/why by link', () => {
  const byLink = (link: string, from = OPERATOR, chat: number | null = null) =>
    scene.say(`/why ${link}`, { from, chat });

  test('tells an operator, in private, of any chat: the question or its answer', async () => {
    scene.decided(FULL);
    const { messageIds } = await scene.answered(['一']);
    const told = await byLink(LINK);
    expect(told).toContain('把握 93%');
    expect(await byLink(`https://t.me/c/1234567890/7/${QUESTION_ID}`)).toBe(told);
    expect(await byLink(`https://t.me/c/1234567890/${messageIds[0]}`)).toBe(told);
  });

  test('tells nobody else, and not where others read along', async () => {
    scene.decided(FULL);
    expect(await byLink(LINK, OTHER)).toBe(words.operatorsOnly);
    expect(await byLink(LINK, OTHER, GROUP)).toBe(words.operatorsOnly);
    expect(await byLink(LINK, OPERATOR, GROUP)).toBe(words.privateOnly);
    expect(scene.logged.filter((line) => line.includes('why-by-link-denied'))).toHaveLength(2);
  });

  test('understands private links alone, and says so', async () => {
    expect(await byLink('https://t.me/some_group/89')).toBe(words.privateLinksOnly);
    expect(await byLink('https://t.me/c/1234567890/4321')).toBe(words.nothingKept);
  });
});
