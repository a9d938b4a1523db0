import { pinyin } from 'pinyin-pro';
import type { Pronouncer } from '../core/ports.ts';

/** Mandarin readings by `pinyin-pro`, which knows the words in which a character is read another way (重庆, 重量). */
export function createPronouncer(): Pronouncer {
  return {
    readings: (text) => pinyin(text, { toneType: 'none', type: 'array', nonZh: 'spaced' }),
  };
}
