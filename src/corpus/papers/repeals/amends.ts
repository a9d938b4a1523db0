import { readNumber } from '../../../core/language/numerals.ts';
import { fold, sentences, slice } from '../../../core/language/text.ts';
import type { Amendment, Span } from '../../../core/types.ts';
import { numbersIn } from '../numbers.ts';
import { type Named, titlesIn } from './named.ts';

const COUNT = '[一二三四五六七八九十百零\\d]{1,5}';
const ARTICLES = `第\\s*${COUNT}\\s*条(?:(?:、|和|及|以及|,|至|到)第\\s*${COUNT}\\s*条)*`;
/** Within an article: 第二款第三项, 中的. */
const WITHIN = `(?:第\\s*${COUNT}\\s*[款项目])+|(?:中|里)?的?(?=\\s*[“"「])|中`;
const DROPS = new RegExp(`(?:删[去除掉]|取消)\\s*(?:原)?(${ARTICLES})(${WITHIN})?`, 'gu');
const ENDS = new RegExp(`(${ARTICLES})\\s*(?:同时|予以|即行)?(?:废止|停止执行|删[去除掉])`, 'gu');
const CHANGES = new RegExp(
  `(${ARTICLES})(?:第\\s*${COUNT}\\s*[款项目])*(?:中|里)?的?(?:\\s*[“「]\\s*[”」])?[^,。;:第条]{0,12}?\\s*,?(?:修改|改为|修订为|调整为|合并|作(?:出)?(?:如下|以下)|增加(?:第?[一二三]?[款项]|\\s*[:“"])|删[去除掉]\\s*(?:第\\s*${COUNT}\\s*[款项目]|[“"\\s]))`,
  'gu',
);
/** A paper that changes another one says so in its title, or before it begins. */
const AMENDS = /修改|修正|修订|调整/u;
const OPENS = /(?:作|做)(?:出|了)?(?:如下|以下)|(?:修改|修订|修正|调整)(?:如下|为|的?内容)|予以修[改订正]/u;
/** Words that a paper takes from another one, or gives it. */
const QUOTED = /“[^“”]*”|「[^「」]*」/gu;

/**
 * The articles of other papers that stretches of a text change or drop: 删去第五条, 将第五条修改为…, 《X》第五条同时废止.
 * @param title of the paper itself: 关于修改《X》的决定 names what it changes.
 */
export function amendmentsIn(text: string, within: readonly Span[], title: string): Amendment[] {
  const [named, other] = AMENDS.test(title) ? titlesIn(title) : [];
  let target: Named | undefined =
    named !== undefined && other === undefined ? { title: named.title } : undefined;
  const plain = text.replaceAll(QUOTED, (words) => words.replaceAll(/[^“”「」\n]/gu, ' '));
  return within
    .flatMap((stretch) => sentences(plain, stretch))
    .flatMap((span) => {
      const sentence = slice(text, span);
      const folded = fold(slice(plain, span));
      const own = targetIn(sentence);
      if (own !== undefined && OPENS.test(folded)) target = sameTarget(own, target);
      const meant = own ?? target;
      if (meant === undefined) return [];
      const changes = own !== undefined || target !== undefined ? changesIn(folded, own === undefined) : [];
      return changes.map((change) => ({ ...meant, ...change, span }));
    });
}

/** The number that a later sentence gives the paper of the title. */
function sameTarget(own: Named, target: Named | undefined): Named {
  return own.title === undefined || own.title !== target?.title ? own : { ...target, ...own };
}

/** The one paper that a sentence names. */
function targetIn(sentence: string): Named | undefined {
  const [named, other] = titlesIn(sentence);
  if (named === undefined || other !== undefined) return undefined;
  const number = numbersIn(sentence).find(({ start }) => start >= named.end && start - named.end <= 3);
  return { title: named.title, ...(number === undefined ? {} : { number: number.number }) };
}

interface Change {
  readonly article: number;
  readonly isDropped: boolean;
}

/** @param isOpen whether the sentence stands below what says which paper is changed. */
function changesIn(folded: string, isOpen: boolean): Change[] {
  const found = new Map<number, Change>();
  const add = (articles: string, isDropped: boolean) => {
    for (const article of articlesIn(articles))
      if (found.get(article)?.isDropped !== true) found.set(article, { article, isDropped });
  };
  for (const match of folded.matchAll(CHANGES)) if (!isNew(folded, match.index)) add(match[1] ?? '', false);
  for (const match of folded.matchAll(DROPS)) add(match[1] ?? '', match[2] === undefined);
  if (!isOpen || found.size === 0) for (const match of folded.matchAll(ENDS)) add(match[1] ?? '', true);
  return [...found.values()];
}

/** 作为第六条, 改为第六条: the number that an article gets. */
function isNew(folded: string, at: number): boolean {
  return /(?:作为|改为|列为|成为)\s*$/u.test(folded.slice(0, at));
}

/** 第三条、第五条至第七条, each by its number. */
function articlesIn(written: string): number[] {
  const all = [...written.matchAll(new RegExp(`(至|到)?第\\s*(${COUNT})\\s*条`, 'gu'))];
  return all.flatMap((match, at) => {
    const number = readNumber(match[2] ?? '').value;
    const before = match[1] === undefined ? undefined : all[at - 1]?.[2];
    if (before === undefined) return [number];
    const from = readNumber(before).value + 1;
    return Array.from({ length: Math.max(1, number - from + 1) }, (_, step) => Math.min(from + step, number));
  });
}
