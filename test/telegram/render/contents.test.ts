import { describe, expect, test } from 'vitest';
import { asText, contentsOf } from '../../../src/telegram/render/contents.ts';
import { renderRich } from '../../../src/telegram/render/rich.ts';
import { renderAnswer } from '../../../src/telegram/render.ts';
import { answerOf } from '../../fakes/scripted-app.ts';
import { TABLE } from '../../fakes/tables.ts';

const RICH = [[{ text: '看文字版', data: 'r' }]];
const PLAIN = [[{ text: '查看原文', data: 'p' }]];
const buttons = (isRich: boolean) => (isRich ? RICH : PLAIN);
const LONG = answerOf(`标准如下[1]。${'字'.repeat(5_000)}`, '标准560元', { table: TABLE });

describe('an answer', () => {
  test('that a text says as well is texts, the last with the buttons', () => {
    const answer = answerOf(`甲[1]。${'字'.repeat(5_000)}`, '甲');
    const contents = contentsOf(answer, true, buttons);
    expect(contents.map(({ html }) => html)).toEqual(renderAnswer(answer).map(({ html }) => html));
    expect(contents.map(({ keyboard }) => keyboard)).toEqual([
      ...contents.slice(1).map(() => undefined),
      PLAIN,
    ]);
  });

  test('with a table is one message in blocks, and the texts that say it, each form with its buttons', () => {
    const contents = contentsOf(LONG, true, buttons);
    expect(contents).toHaveLength(1);
    expect(contents[0]?.rich).toEqual({ message: renderRich(LONG)?.[0], keyboard: RICH });
    const texts = contentsOf(LONG, false, buttons);
    expect(texts.length).toBeGreaterThan(1);
    expect(asText(contents[0]!).contents).toEqual(texts);
  });

  test('in several messages of blocks has for each of them the texts that say the same', () => {
    const answer = answerOf(`标准如下[1]。${'字'.repeat(40_000)}末`, '标准560元', { table: TABLE });
    const contents = contentsOf(answer, true, buttons);
    expect(contents.length).toBeGreaterThan(1);
    const texts = contents.map((content) => asText(content).contents);
    const said = texts.flat().map(({ plain }) => plain);
    expect(said.join('').match(/字/gu)).toHaveLength(40_000);
    expect(said.filter((plain) => plain.includes('末'))).toHaveLength(1);
    expect(said.at(-1)).toContain('560元');
    expect(contents.map(({ rich }) => rich?.keyboard)).toEqual([
      ...contents.slice(1).map(() => undefined),
      RICH,
    ]);
    expect(texts.flat().flatMap((text) => ('keyboard' in text ? [text.keyboard] : []))).toEqual([PLAIN]);
  });
});
