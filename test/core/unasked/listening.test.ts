import { describe, expect, test } from 'vitest';
import type { AnswerDeps } from '../../../src/core/answer.ts';
import type { Explained } from '../../../src/core/explained.ts';
import type { ChatModel } from '../../../src/core/ports.ts';
import { NEVER } from '../../../src/core/settings.ts';
import { mayAskReports } from '../../../src/core/unasked/at-hand.ts';
import { overhear, sureness } from '../../../src/core/unasked/listening.ts';
import { expectGrounded } from '../../fakes/grounded.ts';
import { createSharingReader } from '../../fakes/sharing-reader.ts';
import { SETTINGS, sceneOf, script, TWO_COUNTIES, vocabulary } from '../../fakes/small-knowledge.ts';

const scene = await sceneOf(TWO_COUNTIES);
const LISTENING = { ...SETTINGS, listening: 0.8 };
const QUESTION = '请问哪个晓得汝城农村低保标准是多少？';

const heard = (text: string, change: Partial<AnswerDeps> = {}, place?: string) =>
  overhear(
    { text, history: [], ...(place === undefined ? {} : { place }) },
    { ...scene.deps, settings: LISTENING, ...change },
  );

describe('a line that nobody addressed to the bot may ask reports', () => {
  test.each([
    '汝城低保标准是多少',
    '请问有没有人晓得桂东脱贫了好多人？',
    '你们哪个清楚汝城易地搬迁投了好多钱',
    '各位领导，想请教一下桂东光伏电站有几座',
    '我想问下汝城有多少个贫困村',
    '我县低保标准是多少？',
    '咱们县建了几个安置点？',
    '其他县的低保标准是多少？',
    '七免三补是什么？',
    '村医是不是每月都有补助？',
    '汝城集中上门走访了多少户？',
    '汝城脱贫有哪几点经验？',
    '汝城的基本队伍有多少人？',
  ])('where it says %s', (text) => expect(mayAskReports(written(text))).toBe(true));

  test.each([
    ['asks nothing', '汝城低保标准提高了'],
    ['passes on a notice', '请各村上报危房改造情况'],
    ['asks of those who are there', '你们村低保户走访完了吗？'],
    ['asks of somebody', '他家的低保标准是多少？'],
    ['asks of something pointed at', '这户能不能纳入低保？'],
    ['asks of a village', '我们村脱贫了多少户？'],
    ['asks of an office', '本单位帮扶多少户？'],
    ['asks for oneself', '低保那个表谁发我一下？'],
    ['asks of today', '今天几点开会？'],
    ['asks of this year, whichever that is', '今年低保标准是多少？'],
    ['asks of now, which no report tells', '汝城贫困发生率现在是多少？'],
    ['asks of now in another word', '目前汝城还有多少贫困户？'],
    ['asks whether it has been done', '低保金发了没？'],
    ['asks whether it has been done, in dialect', '报表交了没得？'],
    ['has no words', '？？？'],
    ['is longer than people ask', `${'低保标准是多少，'.repeat(20)}？`],
  ])('and not where it %s', (_, text) => expect(mayAskReports(written(text))).toBe(false));

  function written(text: string): string {
    return vocabulary.toWritten(script.toSimplified(text));
  }
});

describe('what is overheard', () => {
  test('is strong where the reports plainly answer', async () => {
    const { explained, isStrong, threshold } = await heard(QUESTION);
    expect(explained.answer).toMatchObject({ kind: 'answered', method: 'extracted' });
    expect(explained.answer.text).toContain('310元');
    expectGrounded(explained.answer, scene.knowledge);
    expect({ isStrong, threshold }).toEqual({ isStrong: true, threshold: 0.8 });
  });

  test('is held against the threshold of the settings', async () => {
    const sure = sureness((await heard(QUESTION)).explained);
    const with_ = async (listening: number) =>
      (await heard(QUESTION, { settings: { ...SETTINGS, listening } })).isStrong;
    expect(await with_(sure)).toBe(true);
    expect(await with_(sure + 1e-9)).toBe(false);
  });

  test('is read for the county of the group', async () => {
    const { explained, isStrong } = await heard('咱们县低保标准是多少？', {}, '桂东');
    expect(isStrong).toBe(true);
    expect(explained.answer).toMatchObject({ kind: 'answered', ownPlace: '桂东县' });
    expect(explained.answer.text).toContain('345元');
  });

  test.each([
    ['a place alone', '汝城？'],
    ['small talk', '中午吃什么？'],
    ['a county that no report speaks of', '凤凰县低保标准是多少？'],
    ['a question that the reports do not answer', '汝城高铁站什么时候通车？'],
    ['a policy of which the reports have the name alone', '七免三补是什么？'],
    ['the county that it leaves open', '我县低保标准是多少？'],
    ['two questions of which one stays open', '汝城低保标准是多少？汝城的高铁票多少钱？'],
    ['thanks', '谢谢'],
  ])('is never strong for %s', async (_, text) => expect((await heard(text)).isStrong).toBe(false));

  test('goes on with nothing that was said before', async () => {
    const history = [{ role: 'user' as const, content: '汝城低保标准是多少' }];
    const deps = { ...scene.deps, settings: LISTENING };
    expect((await overhear({ text: '那贫困发生率是多少呢？', history }, deps)).explained).toEqual(
      (await heard('那贫困发生率是多少呢？')).explained,
    );
  });

  test('is never shown to the chat model', async () => {
    const asked: unknown[] = [];
    const chatModel: ChatModel = {
      id: 'told',
      complete: async (messages) => {
        asked.push(messages);
        return '低保标准是310元[1]。';
      },
    };
    const { explained, isStrong } = await heard(QUESTION, { chatModel });
    expect(isStrong).toBe(true);
    expect(explained.answer).toMatchObject({ method: 'extracted' });
    await heard('汝城的扶贫车间补助政策是什么？', { chatModel });
    expect(asked).toEqual([]);
  });

  test('is not embedded where it asks nothing of reports, or nothing is ever said', async () => {
    const before = scene.embedder.embedded.length;
    await heard('明天几点开会？');
    await heard('收到');
    await heard('低'.repeat(100_000));
    const { isStrong, threshold } = await heard(QUESTION, { settings: { ...SETTINGS, listening: NEVER } });
    expect({ isStrong, threshold }).toEqual({ isStrong: false, threshold: NEVER });
    expect(scene.embedder.embedded).toHaveLength(before);
  });

  test('is not strong without the vector of the question', async () => {
    scene.embedder.fail();
    const { explained, isStrong } = await heard(QUESTION).finally(() => scene.embedder.recover());
    expect(explained.answer.kind).toBe('answered');
    expect(isStrong).toBe(false);
  });
});

describe('how sure an overheard answer is', () => {
  test('is the confidence of the surest sentence that it quotes', async () => {
    const { explained } = await heard(QUESTION);
    const [citation] = explained.answer.kind === 'answered' ? explained.answer.citations : [];
    const quoted = explained.evidence.filter(({ span }) => span.start === citation!.span.start);
    expect(sureness(explained)).toBe(quoted[0]!.confidence);
    const others = explained.evidence.filter((one) => !quoted.includes(one));
    expect(sureness({ ...explained, evidence: others })).toBe(0);
  });

  test('is nothing where a model worded it, too little of the question is found, or its form is not', async () => {
    const { explained } = await heard(QUESTION);
    const changed = (change: (one: Explained['evidence'][number]) => Explained['evidence'][number]) =>
      sureness({ ...explained, evidence: explained.evidence.map(change) });
    expect(changed((one) => one)).toBeGreaterThan(0.8);
    expect(changed((one) => ({ ...one, isEligible: false }))).toBe(0);
    expect(changed((one) => ({ ...one, signals: { ...one.signals, coverage: 0.5 } }))).toBe(0);
    const { answer } = explained;
    if (answer.kind !== 'answered') throw new Error(answer.text);
    expect(sureness({ ...explained, answer: { ...answer, method: 'generated' } })).toBe(0);
  });
});

test("the reader's word makes nothing surer to be said unasked: it takes talk for a question", async () => {
  const reading = { weighed: 1, logit: 0.5, usualLogit: -1, order: 0.1, sure: 2, alone: 9 };
  const settings = { ...LISTENING, reading };
  const alone = await heard(QUESTION);
  const read = await heard(QUESTION, { settings, reader: createSharingReader({ 低保标准: 4 }) });
  expect(read.explained.evidence[0]!.confidence).toBeGreaterThan(alone.explained.evidence[0]!.confidence);
  expect(sureness(read.explained)).toBe(sureness(alone.explained));
});
