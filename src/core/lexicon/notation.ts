import type { SynonymTable } from '../language/vocabulary.ts';

/** The words of one matter as they are written down, a group a line, words with blanks between them. */
export interface WordLists {
  /** Names of the very same thing, the usual one first. */
  readonly same?: string;
  /** Words that stand for each other in questions. */
  readonly near?: string;
  /** `娃 娃儿 > 学生 儿童`: words of people, and the words of papers that each of them may stand for, none of them for another. */
  readonly meant?: string;
  /** `啥子 么子 > 什么`: words of speech, and the written word that is read for each of them wherever it stands. */
  readonly spoken?: string;
}

/** One table of all the lists. @throws Error for a line of `meant` or `spoken` that is no two sides of `>`. */
export function tableOf(lists: readonly WordLists[]): SynonymTable {
  const groups = (kind: 'same' | 'near') => lists.flatMap((list) => linesOf(list[kind]).map(wordsOf));
  const meant = new Map<string, Set<string>>();
  for (const [said, papers] of lists.flatMap(({ meant }) => linesOf(meant).map(sidesOf)))
    for (const word of said) {
      const known = meant.get(word) ?? new Set();
      for (const other of papers) if (other !== word) known.add(other);
      meant.set(word, known);
    }
  const spoken = new Map<string, string[]>();
  for (const [said, [written = '']] of lists.flatMap(({ spoken }) => linesOf(spoken).map(sidesOf)))
    spoken.set(written, [...(spoken.get(written) ?? []), ...said]);
  return {
    same: groups('same'),
    near: groups('near'),
    meant: Object.fromEntries([...meant].map(([word, others]) => [word, [...others]])),
    spoken: Object.fromEntries(spoken),
  };
}

function linesOf(text = ''): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function wordsOf(line: string): string[] {
  return line.trim().split(/\s+/u);
}

function sidesOf(line: string): readonly [string[], string[]] {
  const [left, right, ...more] = line.split('>').map((side) => side.trim());
  if (!left || !right || more.length > 0)
    throw new Error(`“${line}” is no line of words; expected “said > written”`);
  return [wordsOf(left), wordsOf(right)];
}
