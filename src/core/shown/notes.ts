import { wording } from '../../wording.ts';
import type { Answer } from '../types.ts';

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
