import { bare } from '../language/text.ts';
import type { Segmenter } from '../ports.ts';
import type { AskedQuestion } from '../question/question.ts';
import { asks } from '../question/split.ts';
import { goesOn } from '../question/turns/follow-up.ts';
import { isOfNow, isOfSomebody } from '../unasked/at-hand.ts';
import type { WeighedTerm } from './wanted.ts';

/**
 * How far a question that nothing answers is one of the corpus's matters. `plain`: what the corpus says nearby helps;
 * `near`: it is told that nothing answers, and no more; `none`: chatter.
 */
export type Matter = 'plain' | 'near' | 'none';

/** Words that make a question one of policy, whatever the reports hold. */
const POLICY =
  /补贴|补助|补偿|直补|津贴|奖补|抚恤|低保|五保|特困|救助|医保|新农合|养老(?:金|保险)|社保|公积金|贷款|扶贫|脱贫|贫困|搬迁|危房|残疾|助学|公益岗|驻村|帮扶|承包地|宅基地|户籍|政策|乡村振兴/u;

/** Words that no name of a matter holds: they tell, wish, bid or count on somebody. */
const TELLING: ReadonlySet<string> = new Set(
  '了 着 过 是 要 不 没 没有 都 已 已经 很 最 把 被 请 莫 别 得 不能 不要 不得 一下 可以 应该 必须 需要 正在 我们 你 你们 大家 各位'.split(
    ' ',
  ),
);
/** Adverbs and particles of mood in jieba's tag set; nouns, verbs, idioms and what the dictionary lacks. */
const ADVERB = /^(?:d|ad|y)$/u;
const NAMING = /^(?:n|vn|v|l|j|$)/u;
const LONGEST_NAME = 14;
const THIS_OR_NOT = /(\p{Script=Han})[不没]\1/u;
/** One case that the corpus cannot know, in a question of policy: 你们村的, 张大爷家的, 这户, 那张表. */
const OF_ONE_CASE =
  /[你您]们?(?:村|家|组|乡|镇|单位|那)|(?<!其)[他她]家|[这那](?:一?户|一?家|张|份|位|笔|批|个(?:表|材料|文件|通知|系统|群))|\p{Script=Han}(?:大爷|大娘|大妈|大叔|婆婆|爷爷|奶奶|婶|嫂|老师|书记|主任)家?的/u;
/** Least coverage of the question by a sentence of the corpus. 0 to 1. */
const COVERED = 0.5;
/** The same for a question that names neither a place nor a policy to be plainly one for the corpus. 0 to 1. */
const WELL_COVERED = 0.75;

/**
 * Judges a question by its form and its words.
 * @param subject what each of its words is worth in the corpus.
 * @param covered how much of it the best sentence speaks of, 0 to 1. @param similar a passage is near it in meaning.
 */
export function matterOf(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  { covered, similar }: { readonly covered: number; readonly similar: boolean },
  segmenter: Pick<Segmenter, 'words' | 'partOfSpeech'>,
): Matter {
  const { written } = asked;
  const isPolicy = POLICY.test(asked.topic);
  const asksByForm = asks(written) || asked.says.form || THIS_OR_NOT.test(written);
  // A remark that follows a question of a county is not of that county.
  const isOfPlace =
    asked.places.length > 0 &&
    !asked.placesAreAssumed &&
    (asked.says.place || asksByForm || !asked.says.subject || goesOn(written));
  if (!isOfPlace && !isPolicy && covered < COVERED && !similar) return 'none';
  const isAtHand =
    isPolicy && asksByForm
      ? OF_ONE_CASE.test(written)
      : isOfSomebody(written) || (!isPolicy && isOfNow(written));
  const isNamed = isPolicy || (isOfPlace && asked.says.place);
  const isPlain = asksByForm
    ? isNamed || (covered >= WELL_COVERED && subject.some(({ topicWeight }) => topicWeight > 0))
    : isNamed && isName(written, segmenter);
  if (isPlain && !isAtHand) return 'plain';
  return isPolicy || isOfPlace || (asksByForm && !isAtHand) ? 'near' : 'none';
}

/** A matter by its name alone: 某县高龄津贴. */
function isName(written: string, segmenter: Pick<Segmenter, 'words' | 'partOfSpeech'>): boolean {
  if (bare(written).length > LONGEST_NAME || /[,，。；;!！]./u.test(written)) return false;
  const tagged = segmenter.words(bare(written)).map((word) => ({
    word,
    tag: segmenter.partOfSpeech(word) ?? '',
  }));
  if (tagged.some(({ word, tag }) => TELLING.has(word) || ADVERB.test(tag))) return false;
  return NAMING.test(tagged.at(-1)?.tag ?? '');
}
