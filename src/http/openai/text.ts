import { aboutCitation, citationsOf, readAsNote, saysQuote } from '../../core/shown/citations.ts';
import type { Answer, Citation } from '../../core/types.ts';
import { wording } from '../../wording.ts';

const words = wording.http;
/** What stands below an answer and is no part of it. */
const BELOW = [words.sources, words.choose].map((head) => `\n\n${head}\n`);

/** An answer, or a draft of one, as plain text: what was said with its markers. A draft's is the beginning of its answer's. */
export function saidText(answer: Answer): string {
  const notes = [
    ...(answer.kind === 'answered' && answer.fallback !== undefined
      ? [wording.answer.fallback(answer.fallback)]
      : []),
    ...readAsNote(answer),
    ...(answer.ownPlace === undefined ? [] : [words.ownPlace(answer.ownPlace)]),
  ];
  return [...notes, answer.text].join('\n');
}

/** The whole of it: with the places to choose from, and each source with its quote, where the text does not say it already. */
export function wholeText(answer: Answer): string {
  const closing = answer.kind === 'answered' && answer.closing !== undefined ? `\n${answer.closing}` : '';
  const said = `${saidText(answer)}${closing}`;
  if (answer.kind === 'clarify') {
    const options = answer.options.map(({ label }, at) => words.option(at + 1, label));
    return [said, '', words.choose, ...options].join('\n');
  }
  const citations = citationsOf(answer);
  if (citations.length === 0) return said;
  return [said, '', words.sources, ...citations.flatMap((one) => sourceLines(one, answer.text))].join('\n');
}

/** What was said of a text that `wholeText` made, as a later question follows it. */
export function withoutSources(text: string): string {
  const ends = BELOW.map((head) => text.indexOf(head)).filter((at) => at >= 0);
  return ends.length === 0 ? text : text.slice(0, Math.min(...ends));
}

/** Where each marker stands in a text, in UTF-16 units: `end` is its last one. */
export function markersIn(
  text: string,
): { readonly marker: number; readonly start: number; readonly end: number }[] {
  const said = withoutSources(text);
  return [...said.matchAll(/\[(\d+)\]/gu)].map(({ 0: { length }, 1: marker, index }) => ({
    marker: Number(marker),
    start: index,
    end: index + length - 1,
  }));
}

function sourceLines(citation: Citation, said: string): string[] {
  const { marker, quote, lead = [] } = citation;
  const line = words.source(marker, aboutCitation(citation));
  if (saysQuote(said, quote)) return [line];
  return [line, words.quote([...lead.map((one) => one.quote), quote].join('\n').replaceAll('\n', ' '))];
}
