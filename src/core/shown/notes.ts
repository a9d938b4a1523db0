import { wording } from '../../wording.ts';
import type { Answer } from '../types.ts';

/** The line before an answer to a question that is misspelt: what it was read as. None of any other. */
export function readAsNote({ readAs }: Pick<Answer, 'readAs'>): string[] {
  return readAs === undefined ? [] : [wording.answer.readAs([...new Set(readAs.map(({ read }) => read))])];
}
