import type { Segmenter } from '../ports.ts';
import { fold } from './text.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Words that carry no subject: particles, pronouns, question words, and what every report says of itself. */
const STOP_WORDS = new Set(
  (
    '的 了 着 过 地 得 之 和 与 及 或 而 且 但 并 等 也 都 就 还 又 很 更 最 在 于 从 到 向 对 把 被 让 给 为 以 按 由 是 有 无 不 没 没有 ' +
    '我 你 他 她 它 我们 你们 他们 咱 咱们 这 那 这个 那个 这些 那些 其 该 本 各 每 某 一个 一些 一下 个 ' +
    '什么 啥 哪 哪些 哪个 哪里 谁 怎么 怎样 如何 为什么 为何 多少 几 几个 多大 多高 多长 是否 吗 呢 吧 啊 呀 嘛 么 哈 哦 嗯 ' +
    '请 请问 问 问下 问问 想 想问 知道 告诉 说 说说 讲 查 查下 看看 帮 帮忙 谢谢 您好 你好 一共 总共 共 到底 现在 目前 情况 有没有 好多 ' +
    '能 可以 会 要 应该 需要 可 将 已 已经 曾 正在 上 下 中 里 内 外 前 后 时 年 月 日'
  ).split(' '),
);

/** Dictionary words of a text, folded, without stop words and punctuation. */
export function wordTerms(text: string, segmenter: Segmenter): string[] {
  return contentWords(segmenter.words(fold(text)));
}

/**
 * The words without stop words and punctuation, and without the particle behind one.
 * @param isWhole a word that ends like a particle, and is left as it is.
 */
export function contentWords(
  words: readonly string[],
  isWhole: (word: string) => boolean = () => false,
): string[] {
  return words
    .map((word) => (isWhole(word) ? word : word.trim().replace(/(?<=\p{Script=Han})[了过的着]$/u, '')))
    .filter((word) => /[\p{L}\p{N}]/u.test(word) && !STOP_WORDS.has(word));
}

/**
 * The terms that stand in the word index: dictionary words, and one term for each thing that the vocabulary knows by
 * several names. Index and query use this one function.
 */
export function indexTerms(text: string, segmenter: Segmenter, vocabulary: Vocabulary): string[] {
  const words = segmenter.words(fold(text));
  return [...contentWords(words), ...vocabulary.groupTerms(words)];
}

/** Pairs of neighbouring Han characters, and whole runs of letters or digits. Index and query use this one function. */
export function bigramTerms(text: string): string[] {
  const terms: string[] = [];
  for (const [run] of fold(text).matchAll(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}.])+/gu)) {
    if (!/\p{Script=Han}/u.test(run)) terms.push(run);
    else if (run.length === 1) terms.push(run);
    else for (let at = 0; at + 1 < run.length; at++) terms.push(run.slice(at, at + 2));
  }
  return terms;
}
