import { expect } from 'vitest';
import type { Knowledge } from '../../src/core/ports.ts';
import type { Answer, Citation } from '../../src/core/types.ts';

/** The lines of an answer with the citations that their markers name; the lead up to the first full-width colon is cut off. */
export function citedLines(answer: { text: string; citations: readonly Citation[] }) {
  return answer.text.split('\n').map((line) => {
    const markers = [...line.matchAll(/\[(\d+)\]/gu)].map(([, number]) => Number(number));
    return {
      line,
      said: line.replace(/^[^：]*?(?:（[^）]*）)?：/u, '').replaceAll(/\[\d+\]/gu, ''),
      cited: markers.flatMap((marker) => answer.citations.find((one) => one.marker === marker) ?? []),
      markers,
    };
  });
}

/**
 * What every answer promises, looked at with plain string comparison and none of the product's own checks: footer and
 * inline numbers agree, in order of first use; quotes are exact slices; each number with the units after it stands in a
 * cited quote; one county a sentence; nothing clickable and no invisible character.
 */
export function expectGrounded(answer: Answer, knowledge: Knowledge): void {
  expect(answer.text, answer.text).not.toMatch(/[\p{Cf}\p{Co}\p{Cs}]|(?!\n)\p{Cc}|[<>@#]|https?:|www\./u);
  const citations =
    answer.kind === 'answered' ? answer.citations : answer.kind === 'refused' ? answer.nearest : [];
  const inline = [...answer.text.matchAll(/\[(\d+)\]/gu)].map(([, number]) => Number(number));
  expect([...new Set(inline)], answer.text).toEqual(citations.map(({ marker }) => marker));
  expect(citations.map(({ marker }) => marker)).toEqual(citations.map((_, at) => at + 1));
  for (const { documentId, span, quote, document, title } of citations) {
    const source = knowledge.documentById.get(documentId)!;
    expect(source.text.slice(span.start, span.end)).toBe(quote);
    expect([document, title]).toEqual([source.path, source.title]);
    expect(quote.length).toBeGreaterThan(0);
  }
  if (answer.kind !== 'answered') return;
  for (const { line, said, cited } of citedLines({ text: answer.text, citations })) {
    expect(cited.length, line).toBeGreaterThan(0);
    expect(new Set(cited.map(({ place }) => place)).size, line).toBe(1);
    const quotes = cited.map(({ quote, date }) => `${quote}|${date}`).join('\n');
    for (const [figure] of said.matchAll(/\d[\d.,]*(?:万|亿)?(?:元|户|人|个|名|%)?/gu))
      expect(quotes, line).toContain(figure.replace(/名$/u, '人'));
  }
}
