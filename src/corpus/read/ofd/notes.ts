import { papers, stretches } from '../../../wording/papers.ts';
import type { LeftOut } from './page.ts';

/** What there is to tell of the pages of a file, each with the numbers of the pages. */
export type Told =
  | LeftOut
  | 'damaged'
  | 'missing'
  | 'unread'
  | 'garbled'
  | 'outlined'
  | 'recognised'
  | 'jbig2';

const WORDS: Readonly<Record<Told, (pages: string) => string>> = {
  damaged: (pages) => `${pages}已经损坏，没有读，请重新保存一份`,
  missing: (pages) => `${pages}在文件里找不到，没有读，请重新保存一份`,
  unread: (pages) => `${pages}是图片，没有读，请改放带文字的文件`,
  garbled: (pages) => `${pages}的文字是乱码，没有读，请改放带文字的文件`,
  outlined: (pages) => `${pages}的文字画成了线条，没有读，请改放带文字的文件`,
  jbig2: (pages) => `${pages}是 JBIG2 图片，没有读，请改存为带文字的文件或者 JPEG、PNG 图片`,
  recognised: (pages) => `${pages}是扫描件，文字由机器识别，数字请核对原件`,
  hidden: (pages) => papers.unseen(['hidden'], { pages }),
  white: (pages) => papers.unseen(['white'], { pages }),
  outside: (pages) => papers.unseen(['outside'], { pages }),
  aslant: (pages) => `${pages}有斜排的文字（多半是水印），没有读`,
};

export interface PageNotes {
  add(what: Told, page: number): void;
  pagesOf(what: Told): readonly number[];
  /** In Chinese, the worst first. */
  notes(): string[];
}

export function createPageNotes(): PageNotes {
  const told = new Map<Told, number[]>();
  return {
    add(what, page) {
      const pages = told.get(what);
      if (pages === undefined) told.set(what, [page]);
      else pages.push(page);
    },
    pagesOf: (what) => told.get(what) ?? [],
    notes: () =>
      (Object.keys(WORDS) as Told[])
        .filter((what) => told.has(what))
        .map((what) => WORDS[what](`第${stretches(told.get(what) ?? [])}页`)),
  };
}
