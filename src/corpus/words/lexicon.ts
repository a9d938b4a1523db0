import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SynonymTable } from '../../core/language/vocabulary.ts';

/**
 * The product's own words, from the files of a folder: how people say what papers call otherwise. Language alone: no
 * figure, no place, no term of one report, and never two things that papers tell apart (低保 and 特困, 城市 and 农村) as one.
 * @throws Error for a folder without lists, and for a line of another form.
 */
export async function readLexicon(folder: string): Promise<SynonymTable> {
  const found = await readdir(folder, { recursive: true });
  const names = found.filter((name) => name.endsWith('.txt')).sort();
  if (names.length === 0) throw new Error(`${folder} 里没有词表`);
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return lexiconOf(names.map((name, at) => ({ name, text: texts[at] ?? '' })));
}

/** The lists of a file, each a group a line, with blanks between words. */
const LISTS = ['same', 'near', 'meant', 'spoken'] as const;
type List = (typeof LISTS)[number];

/** A file of lists by its name. */
export interface WordFile {
  readonly name: string;
  readonly text: string;
}

/**
 * One table of the lists of all files. `#` opens a comment, `[same]` names of the very same thing, the usual one first,
 * `[near]` words that stand for each other in questions, `[meant]` lines `娃 娃儿 > 学生 儿童`: words of people, and the words of
 * papers that each of them may stand for, `[spoken]` lines `啥子 么子 > 什么`: words of speech, and the written word that is read
 * for them wherever they stand.
 * @throws Error that names file and line, for a line in no list or of another form.
 */
export function lexiconOf(files: readonly WordFile[]): SynonymTable {
  const groups: Record<'same' | 'near', string[][]> = { same: [], near: [] };
  const meant = new Map<string, Set<string>>();
  const spoken = new Map<string, string[]>();
  const add = (list: List | undefined, line: string): string | undefined => {
    if (list === undefined || line.startsWith('[')) return `应在 [${LISTS.join('] [')}] 之一下面`;
    const sides = line.split('>').map(wordsOf);
    const [said = [], papers = []] = sides;
    if (list === 'same' || list === 'near') {
      if (sides.length !== 1 || said.length < 2) return '应有两个以上的词';
      groups[list].push(said);
      return undefined;
    }
    if (sides.length !== 2 || said.length === 0 || papers.length === 0) return '应是“说法 > 写法”';
    const [written = ''] = papers;
    if (list === 'spoken') {
      if (papers.length > 1) return '“>”后面应只有一个词';
      spoken.set(written, [...(spoken.get(written) ?? []), ...said]);
      return undefined;
    }
    for (const word of said)
      meant.set(word, new Set([...(meant.get(word) ?? []), ...papers.filter((other) => other !== word)]));
    return undefined;
  };
  for (const { name, text } of files) {
    let list: List | undefined;
    for (const [at, line] of text.split('\n').entries()) {
      const own = line.trim();
      const opened = LISTS.find((one) => own === `[${one}]`);
      list = opened ?? list;
      if (opened !== undefined || own === '' || own.startsWith('#')) continue;
      const fault = add(list, own);
      if (fault !== undefined) throw new Error(`${name}:${at + 1}: “${own}”: ${fault}`);
    }
  }
  return {
    ...groups,
    meant: Object.fromEntries([...meant].map(([word, others]) => [word, [...others]])),
    spoken: Object.fromEntries(spoken),
  };
}

function wordsOf(side: string): string[] {
  return side.split(/\s+/u).filter((word) => word !== '');
}
