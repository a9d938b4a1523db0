import { chineseDate, wording } from '../../wording.ts';
import type { Answer, Citation } from '../types.ts';

/** What an answer cites: a refusal, what comes nearest; a question back, nothing. */
export function citationsOf(answer: Answer): readonly Citation[] {
  if (answer.kind === 'answered') return answer.citations;
  return answer.kind === 'refused' ? answer.nearest : [];
}

/** Where a quote is from, on one line: place, title, date, file with page or row, as far as they are known. */
export function aboutCitation({ place, title, date, document, origin }: Omit<Citation, 'quote'>): string {
  const where = origin === undefined ? document : `${document} ${wording.answer.origin(origin)}`;
  const about = [place, title, date === undefined ? undefined : chineseDate(date), where];
  return about.filter((part) => part !== undefined).join(' · ');
}

/** Whether a text holds a quote, its markers, white space and the quote's last stop aside. */
export function saysQuote(text: string, quote: string): boolean {
  const bare = (words: string) => words.replaceAll(/\[\d+\]|\s/gu, '');
  return bare(text).includes(bare(quote).replace(/[。！？；;.!?]+$/u, ''));
}

/**
 * What is to be known before an answer, one line each: what the question was read as, whose county was taken, why a quote
 * stands for a wording.
 * @param ownPlace says whose county was taken.
 */
export function notesOn(answer: Answer, ownPlace: (place: string) => string): string[] {
  const fallback = answer.kind === 'answered' ? answer.fallback : undefined;
  return [
    ...readAsNote(answer),
    ...(answer.ownPlace === undefined ? [] : [ownPlace(answer.ownPlace)]),
    ...(fallback === undefined ? [] : [wording.answer.fallback(fallback)]),
  ];
}

/** The line before an answer to a question that is misspelt: what it was read as. None of any other. */
export function readAsNote({ readAs }: Pick<Answer, 'readAs'>): string[] {
  return readAs === undefined ? [] : [wording.answer.readAs([...new Set(readAs.map(({ read }) => read))])];
}
