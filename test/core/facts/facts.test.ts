import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { factsOf } from '../../../src/core/facts/facts.ts';
import type { LabelledFigure } from '../../../src/core/language/labelled.ts';
import { fold, overlaps, sentences, slice } from '../../../src/core/language/text.ts';
import { documentOf } from '../../fakes/small-knowledge.ts';

const FOLDER = new URL('../../eval/three-counties/', import.meta.url);
const TEXTS = readdirSync(FOLDER).map((name) => readFileSync(new URL(name, FOLDER), 'utf8'));

const TEXT = '下一步，全县计划新建卫生室24个，培训村医120人次。2022年全县改造危房310户，发放补助465万元。';
const report = documentOf('永兴', { place: '永兴县', date: '2023-02', text: TEXT });
const spanOf = (words: string) => {
  const start = TEXT.indexOf(words);
  return { start, end: start + words.length };
};

/** What a figure is told as, whatever its text begins with. */
function told({ figure, label, isPlanned, year, direction, isChange }: LabelledFigure) {
  const { value, upTo, unit, per, bound } = figure;
  return { value, upTo, unit, per, bound, own: label.own, isPlanned, year, direction, isChange };
}

describe('what a text says', () => {
  test('of one sentence is what the line around it says of that', () => {
    const lines = TEXTS.flatMap((text) => fold(text).split('\n'));
    for (const line of lines) {
      const { quantities } = factsOf(line);
      for (const sentence of sentences(line)) {
        const inLine = quantities.filter(({ figure }) => overlaps(figure.span, sentence));
        expect(factsOf(slice(line, sentence)).quantities.map(told)).toEqual(inLine.map(told));
      }
    }
  });

  test('is read once', () => {
    const facts = factsOf(fold(TEXT));
    for (const part of ['figures', 'quantities', 'dates', 'planned', 'sentences'] as const)
      expect(facts[part]).toBe(facts[part]);
  });

  test('tells what is still to come from what was done', () => {
    const facts = factsOf(fold(TEXT));
    expect(facts.quantities.map(({ figure, isPlanned }) => [figure.value, isPlanned])).toEqual([
      [24, true],
      [120, true],
      [310, false],
      [4_650_000, false],
    ]);
    expect(facts.quantities.every(({ figure, isPlanned }) => facts.isToCome(figure) === isPlanned)).toBe(
      true,
    );
  });
});

describe('what a document says', () => {
  test('of a stretch is kept', () => {
    const sentence = spanOf('2022年全县改造危房310户，发放补助465万元。');
    expect(report.facts.of(sentence)).toBe(report.facts.of({ ...sentence }));
    expect(report.facts.of(sentence).folded).toBe('2022年全县改造危房310户,发放补助465万元。');
  });

  test('around a stretch is what its whole sentence says', () => {
    const { start, facts } = report.facts.around(spanOf('发放补助465万元'));
    expect(start).toBe(TEXT.indexOf('2022年'));
    expect(facts).toBe(report.facts.of(spanOf('2022年全县改造危房310户，发放补助465万元。')));
  });

  test('under its title is still to come', () => {
    const plan = documentOf('计划', { title: '永兴县2023年工作计划', text: '改造危房310户。' });
    const [quantity] = plan.facts.of({ start: 0, end: plan.text.length }).quantities;
    expect(quantity?.isPlanned).toBe(true);
  });
});
