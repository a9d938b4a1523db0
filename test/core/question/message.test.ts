import { describe, expect, test } from 'vitest';
import { sceneOf, TWO_COUNTIES } from '../../fakes/small-knowledge.ts';

const scene = await sceneOf(TWO_COUNTIES);
const said = async (text: string, more?: Parameters<typeof scene.ask>[1]) =>
  (await scene.ask(text, more)).answer;

/** The markers of a text and those of its footer are the same, and every quote stands in its document. */
function expectCited(answer: Awaited<ReturnType<typeof said>>) {
  if (answer.kind !== 'answered') throw new Error(`expected an answer, got ${answer.kind}: ${answer.text}`);
  const inline = [...answer.text.matchAll(/\[(\d+)\]/gu)].map(([, number]) => Number(number));
  expect(new Set(inline)).toEqual(new Set(answer.citations.map(({ marker }) => marker)));
  for (const { documentId, span, quote } of answer.citations)
    expect(scene.knowledge.documentById.get(documentId)?.text.slice(span.start, span.end)).toBe(quote);
  return answer;
}

describe('a message with two questions', () => {
  test('gets both answers, of the county that the first names', async () => {
    const answer = expectCited(await said('汝城低保标准是多少？易地搬迁投入多少资金？'));
    expect(answer.text).toContain('310元');
    expect(answer.text).toContain('4.26亿元');
    expect(answer.citations.every(({ place }) => place === '汝城县')).toBe(true);
  });

  test('on two lines gets both answers, each of its county', async () => {
    const answer = expectCited(await said('汝城低保标准是多少\n桂东光伏电站建了多少座'));
    expect(answer.text).toContain('310元');
    expect(answer.text).toContain('109座');
    const one = expectCited(await said('汝城\n低保标准是多少'));
    expect(one.text).toContain('310元');
    expect(one.citations.every(({ place }) => place === '汝城县')).toBe(true);
  });

  test('gets what the reports have, and the word that they lack the other', async () => {
    const answer = expectCited(await said('汝城低保标准是多少？今天天气怎么样？'));
    expect(answer.text).toMatch(/^（“今天天气怎么样”[^）]*）/u);
    expect(answer.text).toContain('310元');
  });

  test('of a county without a report gets none', async () => {
    expect(await said('蓬安低保标准是多少？危房改造补多少钱？')).toMatchObject({
      kind: 'refused',
      reason: 'place-not-in-corpus',
    });
  });
});

describe('a figure that the question brings', () => {
  test('is set right where the report has another', async () => {
    const answer = expectCited(await said('汝城低保标准是200元吧？'));
    expect(answer.text).toMatch(/^资料里不是这个数[^\n]*310元/u);
  });

  test('is borne out where the report has the same', async () => {
    expect(expectCited(await said('桂东低保标准是345元吧？')).text).toMatch(/^资料里也是这个数/u);
  });

  test('is not judged where none was brought', async () => {
    expect(expectCited(await said('汝城低保标准是多少')).text).not.toMatch(/^资料里/u);
  });
});

describe('the asker’s own county', () => {
  test('is asked for where nothing tells which that is', async () => {
    expect(await said('我县低保标准是多少')).toMatchObject({ kind: 'clarify' });
  });

  test('is the group’s', async () => {
    const answer = expectCited(await said('我县低保标准是多少', { place: '桂东' }));
    expect(answer.text).toContain('345元');
  });
});

test('a county’s figure is no answer for the whole country', async () => {
  expect((await said('全国低保标准是多少')).kind).toBe('refused');
});

describe('traditional characters', () => {
  test('in a question are read as simplified ones', async () => {
    expect(await said('汝城縣低保標準是多少')).toEqual(await said('汝城县低保标准是多少'));
  });

  test('in a report are found by simplified ones, and quoted as they are written', async () => {
    const { ask, knowledge } = await sceneOf({
      ...TWO_COUNTIES,
      zixing: {
        place: '资兴市',
        date: '2019',
        text: '資興市農村危房改造補助標準為每戶三萬元，完成危房改造2731戶。\n全市新修農村公路316公里。',
      },
    });
    const { answer } = await ask('资兴危房改造了多少户');
    if (answer.kind !== 'answered') throw new Error(`expected an answer: ${answer.text}`);
    expect(answer.text).toContain('完成危房改造2731戶');
    const [{ documentId, span, quote }] = answer.citations;
    expect(knowledge.documentById.get(documentId)?.text.slice(span.start, span.end)).toBe(quote);
  });
});
