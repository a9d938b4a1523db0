import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Jieba } from '@node-rs/jieba';
import type { Segmenter } from '../core/ports.ts';

/** Package and version: its dictionary decides which terms an index holds. */
export const SEGMENTER = '@node-rs/jieba 2.0.3';

/** The tagger's words for what its dictionary lacks: `x` unknown, `eng` letters and digits. */
const UNKNOWN = new Set(['x', 'eng']);

/** The module of the package that reads it keeps its 11 MB, of which jieba makes its own. */
const DICTIONARY = createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt');

/** Chinese words by jieba's dictionary; the dictionary (0.2 s) is read at the first call. */
export function createSegmenter(): Segmenter {
  let loaded: Jieba | undefined;
  const jieba = () => {
    loaded ??= Jieba.withDict(readFileSync(DICTIONARY));
    return loaded;
  };

  return {
    words(text) {
      const cut = jieba().cut(text.toWellFormed(), true);
      const words: string[] = [];
      let at = 0;
      // Words are cut from the text itself: jieba sees U+FFFD where the text has a lone surrogate.
      for (const { length } of cut) {
        words.push(text.slice(at, at + length));
        at += length;
      }
      if (at !== text.length)
        throw new Error(
          `the words of a text of ${text.length} units have ${at}; expected the same. Reinstall (npm ci)`,
        );
      return words;
    },
    partOfSpeech(word) {
      const [tagged, ...others] = jieba().tag(word, false);
      if (!tagged || others.length > 0 || UNKNOWN.has(tagged.tag)) return undefined;
      return tagged.tag;
    },
  };
}
