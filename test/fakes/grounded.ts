import { expect } from 'vitest';
import type { Knowledge } from '../../src/core/ports.ts';
import type { Answer, Answered, Citation } from '../../src/core/types.ts';
import type { Scene } from './small-knowledge.ts';

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
 * cited quote, or is the difference of two that do, with the working beside it; one county a sentence, two where two are
 * subtracted; each cell of a table stands in the quote of its marker, in the row of its place or year; nothing clickable
 * and no invisible character.
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
  for (const { name, cells } of answer.table?.rows ?? []) {
    const cited = cells.flatMap(({ text, marker }) => {
      if (marker === undefined) return [];
      const citation = citations.find((one) => one.marker === marker);
      expect(citation?.quote, text).toContain(text);
      return citation ?? [];
    });
    const from = cited.flatMap(({ place, quote, date }) => [place, quote, date]).join('\n');
    for (const [digits] of name.matchAll(/\d{2,}/gu)) expect(from, name).toContain(digits);
    const places = new Set(cited.map(({ place }) => place));
    expect(places.size, name).toBeLessThanOrEqual(1);
    const [place] = places;
    if (place !== undefined && !/\d/u.test(name))
      expect(place.startsWith(name.slice(0, -1)), name).toBe(true);
  }
  for (const { line, said, cited } of citedLines({ text: answer.text, citations })) {
    expect(cited.length, line).toBeGreaterThan(0);
    const working = /（([^（）]+)－([^（）]+)＝([^（）]+)）/u.exec(said);
    if (working === null) expect(new Set(cited.map(({ place }) => place)).size, line).toBe(1);
    const quotes = cited
      .flatMap(({ quote, date, lead = [] }) => [quote, date, ...lead.map((one) => one.quote)])
      .join('\n');
    const stated = working === null ? said : withoutResult(working, said, quotes);
    for (const [figure] of stated.matchAll(/\d[\d.,]*(?:万|亿)?(?:元|户|人|个|名|%)?/gu))
      expect(quotes, line).toContain(figure.replace(/名$/u, '人'));
  }
}

/** The sentence without the difference that its working gives, once both figures stand in the quotes and it is right. */
function withoutResult([, more = '', less = '', result = '']: RegExpExecArray, said: string, quotes: string) {
  for (const stated of [more, less]) expect(quotes, said).toContain(stated);
  const [a = 0, b = 0, difference = 0] = [more, less, result].map(amountOf);
  expect(Math.abs(a - b - difference), said).toBeLessThan(1e-6 * Math.max(1, a));
  return said.replaceAll(/\d[\d.]*/gu, (number) => (result.startsWith(number) ? '' : number));
}

function amountOf(written: string): number {
  const scale = written.includes('亿') ? 1e8 : written.includes('万') ? 1e4 : 1;
  return Number.parseFloat(written) * scale;
}

/** The answer of a scene to a question that it must answer, held to what every answer promises. */
export async function answeredIn({ ask, knowledge }: Scene, question: string): Promise<Answered> {
  const { answer } = await ask(question);
  expect(answer.kind, `${question}: ${answer.text}`).toBe('answered');
  expectGrounded(answer, knowledge);
  return answer as Answered;
}
