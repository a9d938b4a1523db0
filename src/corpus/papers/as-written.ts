import type { Amendment, Paper, Repeal } from '../../core/types.ts';
import { defined, type Papers } from './detected.ts';

/** Traditional characters as simplified ones: as long as the text. */
export type ToSimplified = (text: string) => string;

/** A text as it is written, and as long in simplified characters. */
interface Written {
  readonly text: string;
  readonly plain: string;
}

/**
 * Papers that were read in simplified characters, each called as it is written: titles, issuers and numbers in the characters
 * of the texts that they stand in.
 */
export function asWritten(papers: Papers, texts: readonly Written[]): Papers {
  const pairs = texts.filter((one) => one.plain !== one.text);
  if (pairs.length === 0) return papers;
  const found = (words: string) => {
    for (const { text, plain } of pairs) {
      const at = plain.indexOf(words);
      if (at >= 0) return text.slice(at, at + words.length);
    }
    return undefined;
  };
  // A title that stands on two lines has a blank between them.
  const written = (words: string) =>
    found(words) ??
    words
      .split(' ')
      .map((part) => found(part) ?? part)
      .join(' ');
  const named = <T extends Repeal | Amendment>(one: T): T => ({
    ...one,
    ...defined({ number: one.number && written(one.number), title: one.title && written(one.title) }),
  });
  const called = <T extends Paper>(paper: T): T => ({
    ...paper,
    title: written(paper.title),
    ...defined({
      issuer: paper.issuer && written(paper.issuer),
      number: paper.number && written(paper.number),
      repeals: paper.repeals?.map(named),
      amends: paper.amends?.map(named),
    }),
  });
  const { paper, blocks, sections } = papers;
  return { paper: called(paper), blocks, sections: sections.map(called) };
}
