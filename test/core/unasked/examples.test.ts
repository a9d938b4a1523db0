import { describe, expect, test } from 'vitest';
import { answer } from '../../../src/core/answer.ts';
import { candidatesOf, findExamples } from '../../../src/core/unasked/examples.ts';
import { sceneOf, TWO_COUNTIES } from '../../fakes/small-knowledge.ts';

const noWait = async () => undefined;
const scene = await sceneOf({
  ...TWO_COUNTIES,
  luocheng: {
    place: '罗城仫佬族自治县',
    date: '2020',
    text: '罗城全县完成危房改造1520户。\n公益性岗位开发了316个。\n计划到2021年建成村卫生室90个。',
  },
});

describe('example questions', () => {
  test('are three, of different counties and subjects, each answered from its county alone', async () => {
    const examples = await findExamples(scene.deps, noWait);
    expect(examples).toHaveLength(3);
    const places = new Set<string | undefined>();
    for (const text of examples) {
      const { answer: said } = await answer({ text, history: [] }, scene.deps);
      if (said.kind !== 'answered') throw new Error(`${text}: ${said.text}`);
      expect(new Set(said.citations.map(({ place }) => place)).size, text).toBe(1);
      places.add(said.citations[0].place);
    }
    expect(places.size).toBe(3);
    expect(new Set(examples.map((text) => text.replace(/^\p{Script=Han}+?县/u, ''))).size).toBe(3);
  });

  test('ask what people call things, of counties as people call them', () => {
    const asked = (place: string) => candidatesOf(place, scene.deps).map(({ question }) => question);
    expect(asked('汝城县')).toEqual(
      expect.arrayContaining(['汝城县有多少个贫困村？', '汝城县贫困发生率是多少？']),
    );
    expect(asked('罗城仫佬族自治县')).toContain('罗城县危房改造了多少户？');
  });

  test('ask for nothing that is still to come', () => {
    const names = candidatesOf('罗城仫佬族自治县', scene.deps).map(({ name }) => name);
    expect(names).toContain('危房改造');
    expect(names).not.toContain('村卫生室');
  });

  test('of one county alone are of several subjects', async () => {
    const { deps } = await sceneOf({ rucheng: TWO_COUNTIES.rucheng });
    const examples = await findExamples(deps, noWait);
    expect(examples.length).toBeGreaterThan(1);
    expect(new Set(examples).size).toBe(examples.length);
  });

  test('are none where reports count nothing', async () => {
    const { deps } = await sceneOf({ one: { place: '汝城县', text: '汝城县山清水秀，民风淳朴。' } });
    expect(await findExamples(deps, noWait)).toEqual([]);
  });

  test('are none without vectors', async () => {
    const { deps, embedder } = await sceneOf(TWO_COUNTIES);
    embedder.fail();
    expect(await findExamples(deps, noWait)).toEqual([]);
  });

  test('are looked for without the chat model', async () => {
    const asked: unknown[] = [];
    const chatModel = {
      id: 'told',
      complete: async (messages: unknown) => {
        asked.push(messages);
        return '好的。';
      },
    };
    expect(await findExamples({ ...scene.deps, chatModel }, noWait)).toHaveLength(3);
    expect(asked).toEqual([]);
  });

  test('wait before each question, and stop when they must', async () => {
    const { deps, embedder } = await sceneOf(TWO_COUNTIES);
    let waits = 0;
    const before = embedder.embedded.length;
    const stopped = findExamples(deps, async () => {
      waits++;
      expect(embedder.embedded.length - before).toBeLessThan(waits);
      if (waits === 4) throw new Error('closing');
    });
    await expect(stopped).rejects.toThrow('closing');
    expect(waits).toBe(4);
  });
});
