import { Converter } from 'opencc-js/t2cn';
import type { ScriptConverter } from '../core/ports.ts';

/** Package and version: by its tables the terms of an index are simplified. */
export const SCRIPT_CONVERTER = 'opencc-js 1.4.2';

/** Characters that simplified texts write too, each in some words or names: alone they make no text traditional. */
const OF_BOTH_SCRIPTS = /[乾瞭徵於藉著麽餘夥覆迴甦昇]/u;

/**
 * Traditional to simplified characters by OpenCC's tables, which tell by the words around it what a character becomes
 * (著名 stays, 看著 becomes 看着). Where its phrases would change the length, each character is turned for itself. A
 * text without a character that is traditional alone is left as it is (乾县).
 */
export function createScriptConverter(): ScriptConverter {
  const convert = Converter({ from: 't', to: 'cn' });
  const convertCharacter = (character: string) => {
    const simplified = convert(character);
    return simplified.length === character.length ? simplified : character;
  };
  return {
    toSimplified(text) {
      const simplified = convert(text);
      if (simplified === text) return text;
      const kept = simplified.length === text.length ? simplified : [...text].map(convertCharacter).join('');
      return isTraditional(text, kept) ? kept : text;
    },
  };
}

function isTraditional(text: string, simplified: string): boolean {
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== simplified[at] && !OF_BOTH_SCRIPTS.test(text.charAt(at))) return true;
  }
  return false;
}
