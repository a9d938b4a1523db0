import { describe, expect, test } from 'vitest';
import type { ChatMessage, ChatModel } from '../../../src/core/ports.ts';
import type { Answer, Answered } from '../../../src/core/types.ts';
import { AppError } from '../../../src/errors.ts';
import { expectGrounded } from '../../fakes/grounded.ts';
import { createRandom } from '../../fakes/random.ts';
import { sceneOf, TWO_COUNTIES } from '../../fakes/small-knowledge.ts';

/** A model that says its reply a few characters at a time, and may fail behind them. */
function streamingModel(random = createRandom(3)) {
  let reply = '';
  let fails = false;
  const asked: string[] = [];
  const model: ChatModel = {
    id: 'streaming',
    async complete(messages, { onText } = {}) {
      const text = marked(reply, messages);
      asked.push(text);
      for (let end = 0; end < text.length; ) {
        end = Math.min(text.length, end + 1 + random.below(4));
        onText?.(text.slice(0, end));
        await undefined;
      }
      if (fails) throw new AppError('chat-model-failed', { details: 'the connection was lost' });
      return text;
    },
  };
  return {
    model,
    asked,
    says(next: string, { thenFails = false } = {}) {
      reply = next;
      fails = thenFails;
    },
  };
}

/** `{词}` turned into the marker of the first passage shown that holds the word. */
function marked(reply: string, messages: readonly ChatMessage[]): string {
  const shown = messages.at(-1)!.content.split(/^(?=\[\d+\] )/mu);
  return reply.replaceAll(/\{([^}]+)\}/gu, (_, word: string) => {
    const found = shown.find((part) => part.startsWith('[') && part.includes(word));
    if (found === undefined) throw new Error(`no passage shown holds ${word}`);
    return found.slice(0, found.indexOf(']') + 1);
  });
}

const streaming = streamingModel();
const scene = await sceneOf(TWO_COUNTIES, streaming.model);

async function drafted(
  question: string,
  reply: string,
  options: { thenFails?: boolean } = {},
): Promise<{ answer: Answer; drafts: Answered[] }> {
  streaming.says(reply, options);
  const drafts: Answered[] = [];
  const { answer } = await scene.ask(question, { onDraft: (draft) => drafts.push(draft) });
  for (const one of [...drafts, answer]) expectGrounded(one, scene.knowledge);
  return { answer, drafts };
}

/** Each draft, and the answer behind them, begins with the one before: its text, its markers and its citations. */
function expectToGrow(drafts: readonly Answered[], answer: Answered): void {
  for (const [at, draft] of drafts.entries()) {
    const next = drafts[at + 1] ?? answer;
    expect(next.text.startsWith(draft.text), `${draft.text}\n--\n${next.text}`).toBe(true);
    expect(next.citations.slice(0, draft.citations.length)).toEqual(draft.citations);
    // A table stands on all that is said.
    const { table: _, ...said } = answer;
    expect({ ...draft, text: '', citations: [] }).toEqual({ ...said, text: '', citations: [] });
  }
}

const ASKED = '汝城脱贫了多少人';
const FIRST = '汝城县（2018年3月15日）：汝城县有63510人脱贫[1]。';
const BOTH = '汝城和桂东的低保标准';

describe('while a model words the answer', () => {
  test('each sentence that was checked is drafted once the next has begun', async () => {
    const { answer, drafts } = await drafted(
      ASKED,
      '汝城县有63510人脱贫。{63510}\n贫困发生率降至1.37%{63510}。全县共有贫困村87个{87个}。',
    );
    expect(answer).toMatchObject({ kind: 'answered', method: 'generated' });
    expect(drafts.map(({ text }) => text.split('\n').length)).toEqual([1, 2]);
    expect(drafts[0]!.text).toBe(FIRST);
    expectToGrow(drafts, answer as Answered);
    expect(answer.text.split('\n')).toHaveLength(3);
  });

  test('a sentence that is not proven stands in no draft', async () => {
    const { answer, drafts } = await drafted(
      ASKED,
      '汝城县有63510人脱贫{63510}。其中党员干部9999人{63510}。全县共有贫困村87个{87个}。贫困发生率降至1.37%{63510}。',
    );
    expect(drafts.length).toBeGreaterThan(1);
    expectToGrow(drafts, answer as Answered);
    for (const { text } of [...drafts, answer]) expect(text).not.toContain('9999');
  });

  test('none comes before the figure that is asked for', async () => {
    const { drafts } = await drafted(
      ASKED,
      '汝城县地处罗霄山脉南麓{罗霄山脉}。汝城县有63510人脱贫{63510}。贫困发生率降至1.37%{63510}。',
    );
    expect(drafts.map(({ text }) => text.includes('63510人'))).toEqual([true]);
  });

  test('none comes before the sentence that the verdict on a figure stands before, and that one is first', async () => {
    const judged = await sceneOf(
      {
        here: {
          place: '汝城县',
          date: '2019-03',
          text: '汝城县农村低保标准提高到每人每月260元。\n全县发放产业奖补资金3150万元。\n全县共有贫困村87个。',
        },
      },
      streaming.model,
    );
    streaming.says('共有贫困村87个[1]。农村低保标准提高到每人每月260元[1]。发放产业奖补资金3150万元[1]。');
    const drafts: Answered[] = [];
    const { answer } = await judged.ask('汝城低保标准是每人每月300元吗', {
      onDraft: (draft) => drafts.push(draft),
    });
    expect(answer).toMatchObject({ method: 'generated' });
    expect(drafts).toHaveLength(1);
    expect(drafts[0]!.text).toMatch(/^资料里不是这个数，是：.*260元\[1\]。\n.*87个/u);
    expectToGrow(drafts, answer as Answered);
  });

  test('none comes before each county that was asked about is spoken of', async () => {
    const { answer, drafts } = await drafted(
      BOTH,
      '汝城县农村低保标准为每人每月310元{310元}。桂东县农村低保标准为每人每月345元{345元}。汝城县保障低保对象8106户{8106户}。',
    );
    expect(drafts).toHaveLength(1);
    expect(drafts[0]!.citations.map(({ place }) => place)).toEqual(['汝城县', '桂东县']);
    // The extract's table stands on what the model cites.
    expect((answer as Answered).table?.rows.map(({ name }) => name)).toEqual(['汝城县', '桂东县']);
    expectToGrow(drafts, answer as Answered);
  });

  test('a model that fails midway leaves the extract, and no draft comes behind it', async () => {
    const { answer, drafts } = await drafted(
      ASKED,
      '汝城县有63510人脱贫{63510}。贫困发生率降至1.37%{63510}。全县',
      { thenFails: true },
    );
    expect(answer).toMatchObject({ method: 'extracted', fallback: 'model-failed' });
    const before = drafts.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect([before, drafts.length]).toEqual([2, 2]);
  });

  test('what is said twice is drafted once', async () => {
    const { drafts } = await drafted(ASKED, `${'汝城县有63510人脱贫{63510}。'.repeat(3)}全县`);
    expect(drafts.map(({ text }) => text)).toEqual([FIRST]);
  });

  test('of 200 seeded replies cut anywhere each draft begins with the one before, and the answer with the last', async () => {
    const random = createRandom(23);
    const sentences = Object.values(TWO_COUNTIES).flatMap(({ text }) => text.split('\n'));
    const bad = ['其中党员9999人', '详见https://evil.example', '桂东县有63510人脱贫', '资料没有写明'];
    let seen = 0;
    for (let round = 0; round < 200; round++) {
      const lines = Array.from({ length: 1 + random.below(5) }, () => {
        const said = random.below(4) === 0 ? random.pick(bad) : random.pick(sentences).replace(/。$/u, '');
        const markers = `[${1 + random.below(3)}]`;
        return random.pick([
          `${said}${markers}。`,
          `${said}。${markers}`,
          `${said}${markers}；`,
          `**${said}**。 ${markers}\n`,
        ]);
      });
      const question = random.pick([
        ASKED,
        BOTH,
        '汝城脱贫人数是5万人吗',
        '汝城低保标准',
        '桂东产业奖补资金',
      ]);
      const { answer, drafts } = await drafted(question, lines.join(random.pick(['', '\n'])));
      if (answer.kind === 'answered' && answer.method === 'generated') expectToGrow(drafts, answer);
      else expect(drafts).toEqual([]);
      seen += drafts.length;
    }
    expect(seen).toBeGreaterThan(20);
  });
});

describe('no draft is made', () => {
  test('without a model', async () => {
    const drafts: Answered[] = [];
    const plain = await sceneOf(TWO_COUNTIES);
    const { answer } = await plain.ask(ASKED, { onDraft: (draft) => drafts.push(draft) });
    expect([answer.kind, drafts]).toEqual(['answered', []]);
  });

  test('of several questions in one message', async () => {
    const { answer, drafts } = await drafted(
      '汝城脱贫了多少人？汝城贫困发生率是多少？',
      '汝城县有63510人脱贫{63510}。贫困发生率降至1.37%{63510}。全县',
    );
    expect([answer.kind, drafts]).toEqual(['answered', []]);
  });
});

test('a listener that throws harms no answer, is told no more, and the fault is told', async () => {
  streaming.says('汝城县有63510人脱贫{63510}。贫困发生率降至1.37%{63510}。全县共有贫困村87个{87个}。');
  const fault = new Error('no such chat');
  let calls = 0;
  const before = scene.faults.length;
  const { answer } = await scene.ask(ASKED, {
    onDraft: () => {
      calls++;
      throw fault;
    },
  });
  expect(answer).toMatchObject({ kind: 'answered', method: 'generated' });
  expect(calls).toBe(1);
  expect(scene.faults.slice(before)).toEqual([{ part: 'draft', fault }]);
});
