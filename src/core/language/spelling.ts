import { groupBy, keptBy, once } from '../facts/once.ts';
import type { Knowledge, Pronouncer, Segmenter } from '../ports.ts';
import type { Span } from '../types.ts';
import {
  areTwoWords,
  besides,
  isCoinedAsOne,
  isOfPerson,
  type Run,
  runOf,
  standsIn,
} from './spelling/words.ts';
import { bigramTerms } from './terms.ts';
import { fold, overlaps, slice } from './text.ts';

/** A stretch of a text that was read as another word, which is as long. */
export interface Correction {
  readonly span: Span;
  readonly read: string;
}

/** Corrects what is no word and stands nowhere, where it sounds or looks like a word of the corpus. */
export interface Speller {
  /** What is read otherwise than it is written, in order; spans are of the text. */
  corrections(text: string): readonly Correction[];
}

/** Reads everything as it is written. */
export const NO_SPELLER: Speller = { corrections: () => [] };

const LONGEST = 4;
const SHORTEST = 2;
/** Beside whole words a stretch is longer, and so like what was typed that no doubt is needed. */
const LONGEST_NAME = 8;
const SHORTEST_NAME = 3;
/** Passages that must hold a word that the dictionary lacks: a segmenter coins words where two only meet. */
const USUAL = 3;
/** A word of two or three characters is one of the corpus's subjects where more than this share of its passages holds it. */
const OF_SUBJECT = 0.001;
/** Times, pronouns and words of grammar by their part of speech, and words of asking: none is a subject. */
const NO_SUBJECT = /^[trdcpmuy]/u;
const ASKING = /[怎什么哪]/u;
/** Han characters side by side, without the unit behind a figure. */
const RUN = /(?<![\d.%])\p{Script=Han}{2,}/gu;
/** What a word of the speller is. */
const OF_HAN = new RegExp(`^\\p{Script=Han}{${SHORTEST},${LONGEST_NAME}}$`, 'u');
/** What stands in quotation marks, or names a paper. */
const QUOTED = /“[^”]*”|‘[^’]*’|"[^"]*"|「[^」]*」|『[^』]*』|《[^》]*》|〈[^〉]*〉|【[^】]*】/gu;

/**
 * A speller over the words of a corpus, the names of its places and the vocabulary. What stands in the dictionary, in the
 * corpus or in quotation marks is never touched. A stretch of two to four Han characters that no word of the dictionary
 * covers becomes the word of the corpus that sounds the same and shares a character in its place (底保 becomes 低保), or
 * differs by one character that looks alike (信货 becomes 信贷); a longer one may hold whole words that stay as they are
 * (合作设, 末成年人). Sounds that southern speakers merge (zh/z, sh/s, ch/c, -ng/-n, n/l) count as the same.
 * @param names of places that the corpus speaks of; they win over words.
 * @param isName a stretch that is another place's name is left alone.
 */
export function createSpeller(
  knowledge: Pick<Knowledge, 'words' | 'bigrams' | 'vocabulary' | 'passages' | 'documentById'>,
  names: readonly string[],
  pronouncer: Pronouncer,
  segmenter: Segmenter,
  isName: (text: string) => boolean,
): Speller {
  const isPlaceName = new Set(names);
  const ofTable = new Set(knowledge.vocabulary.words);
  const isUsual = (word: string) =>
    segmenter.partOfSpeech(word) !== undefined || knowledge.words.documentFrequency(word) >= USUAL;
  const usual = knowledge.words.terms().filter((term) => OF_HAN.test(term) && isUsual(term));
  const known = new Set([...[...names, ...ofTable].filter((word) => OF_HAN.test(word)), ...usual]);
  const bySound = groupBy(known, (word) => soundsOf(word).join(' '));

  function soundsOf(text: string): string[] {
    return pronouncer.readings(text).map(merge);
  }

  /** Passages that hold the word, at most: its rarest pair of characters. */
  function frequencyOf(word: string): number {
    return Math.min(...bigramTerms(word).map((pair) => knowledge.bigrams.documentFrequency(pair)));
  }

  function readFor(run: Run, sounds: () => readonly string[], span: Span): string | undefined {
    const stretch = slice(run.text, span);
    const free = run.free.slice(span.start, span.end);
    const isFree = !free.includes(false);
    const isWhole =
      stretch.length >= SHORTEST_NAME &&
      run.edges.has(span.start) &&
      run.edges.has(span.end) &&
      !known.has(stretch);
    if (!(isFree && stretch.length <= LONGEST) && !isWhole) return undefined;
    const heardAs = sounds();
    if (heardAs.length !== run.text.length) return undefined;
    const isAlike = (word: string) => {
      const same = [...word].map((han, at) => han === stretch.charAt(at));
      const shared = same.filter(Boolean).length;
      if (shared === 0 || word === stretch) return false;
      return isFree || (shared * 3 >= 2 * word.length && same.every((is, at) => is || free[at] === true));
    };
    const heard = (bySound.get(heardAs.slice(span.start, span.end).join(' ')) ?? []).filter(isAlike);
    const alike = heard.length > 0 ? heard : seenAs(run, span).filter(isAlike);
    if (alike.length === 0 || isOfPerson(run, span) || isRight(stretch) || endsInWord(run, span))
      return undefined;
    const likely = () => alike.filter((word) => isLikely(word, run, span));
    return (
      alike.find((word) => isPlaceName.has(word)) ??
      likely().sort((a, b) => frequencyOf(b) - frequencyOf(a))[0]
    );
  }

  /** It is a word as it is written: of the dictionary, of the vocabulary, of the corpus, or another place's name. */
  function isRight(stretch: string): boolean {
    return (
      knowledge.vocabulary.hasWord(stretch) ||
      segmenter.partOfSpeech(stretch) !== undefined ||
      isName(stretch) ||
      standsIn(knowledge, stretch, segmenter)
    );
  }

  /** Its last character begins a word of the corpus that the dictionary lacks: 乡 of 乡道. */
  function endsInWord({ text, free }: Run, { end }: Span): boolean {
    const word = text.slice(end - 1, end + 1);
    return free[end - 1] === true && free[end] === true && knowledge.words.documentFrequency(word) > 0;
  }

  /**
   * Whether a short word is what the corpus is about, or stands there beside one of the words that it would stand beside:
   * by chance alone, few characters are soon like some word.
   */
  function isLikely(word: string, run: Run, span: Span): boolean {
    const isNamed = word.length >= SHORTEST_NAME && ofTable.has(word);
    if (!isNamed && (ASKING.test(word) || NO_SUBJECT.test(segmenter.partOfSpeech(word) ?? ''))) return false;
    if (areTwoWords(run, span)) return standsBeside(word, run, span);
    const isOften = frequencyOf(word) > OF_SUBJECT * knowledge.bigrams.size;
    return word.length > SHORTEST_NAME || isNamed || isOften || standsBeside(word, run, span);
  }

  /** Whether the corpus has a word beside a neighbour of the stretch that it is read for; alone in its run, there is no doubt. */
  function standsBeside(read: string, run: Run, span: Span): boolean {
    if (span.start === 0 && span.end === run.text.length) return true;
    return besides(run, span)
      .filter(({ start, end }) => end - start > 1)
      .some((word) => {
        const beside = slice(run.text, word);
        return standsIn(knowledge, word.end === span.start ? beside + read : read + beside, segmenter);
      });
  }

  /** Known words that differ by one character which looks alike; two characters must have been taken for one word. */
  function seenAs(run: Run, { start, end }: Span): string[] {
    if (end - start < SHORTEST_NAME && !isCoinedAsOne(run, { start, end })) return [];
    const having = (at: number, other: string) =>
      run.text.slice(start, at) + other + run.text.slice(at + 1, end);
    return Array.from({ length: end - start }, (_, at) => start + at)
      .filter((at) => run.free[at])
      .flatMap((at) => [...lookAlikes(run.text.charAt(at))].map((other) => having(at, other)))
      .filter((word) => known.has(word));
  }

  function inRun(text: string, offset: number): Correction[] {
    const sounds = once(() => soundsOf(text));
    const run = runOf(text, segmenter);
    const found: Correction[] = [];
    for (let at = 0; at < text.length; at++) {
      // What the dictionary covers stays as it is.
      const free = run.free.indexOf(true, at);
      if (free < 0) break;
      const shortest = Math.max(SHORTEST, free + 1 - at);
      for (let end = Math.min(at + LONGEST_NAME, text.length); end >= at + shortest; end--) {
        const read = readFor(run, sounds, { start: at, end });
        if (read === undefined) continue;
        found.push({ span: { start: offset + at, end: offset + end }, read });
        at = end - 1;
        break;
      }
    }
    return found;
  }

  return {
    corrections(text) {
      const folded = fold(text);
      const quoted = quotedSpans(folded);
      return [...folded.matchAll(RUN)].flatMap(({ 0: run, index }) =>
        quoted.some((span) => overlaps(span, { start: index, end: index + run.length }))
          ? []
          : inRun(run, index),
      );
    },
  };
}

/** The stretches of a text that stand in quotation marks, with these. @param folded as `fold` folds it. */
export function quotedSpans(folded: string): Span[] {
  return [...folded.matchAll(QUOTED)].map(({ 0: quoted, index }) => ({
    start: index,
    end: index + quoted.length,
  }));
}

/** A text, folded, as it was read. */
export function corrected(text: string, corrections: readonly Correction[]): string {
  return corrections.reduce(
    (mended, { span, read }) => mended.slice(0, span.start) + read + mended.slice(span.end),
    fold(text),
  );
}

function merge(sound: string): string {
  return sound
    .replace(/^([zcs])h/u, '$1')
    .replace(/^n(?=[aeiouü])/u, 'l')
    .replace(/ng$/u, 'n');
}

/**
 * Characters that are taken for each other where they are drawn or chosen by their shape, in groups of which each may
 * stand for any other.
 */
const GROUPS = (
  '己已巳 未末 贫贪 货贷 搬般 治冶 住往佳 补朴 户卢 危厄 困囚因 扶抚夫 低抵底 财材 救教 助肋 养羊 老考 疗辽 险脸捡检验 环坏 境竟镜 ' +
  '农衣 村材 租组祖粗 贴帖粘 准淮 额颇 申甲由电 理埋 复夏 耕讲 迁迂 拆折析 档挡 拔拨 驻住柱 校较 项顶 审宙 查杳 赔陪培 偿尝赏 征证 牧收枚 畜蓄 禽离 ' +
  '渔鱼 植值 茶荼 油抽 镇填慎 县具 第策 奖桨浆 残浅践 钱线 孤狐弧 供洪拱 待侍特持 硬便更 晴睛清情请精 候侯 喝渴 船般 抄炒 拾抬 抢枪 仓仑 矛予 乒乓 ' +
  '免兔 鸟乌 辛幸 师帅 厉历 育盲 保褓堡 障瘴 遇偶寓 责贵 续读 缴激邀 测侧则 防妨访 送迭 建健 廷延 巾币 帮绑 席度 库厍 ' +
  '床庆 庄压 厕侧 垃拉 圾极级 污朽 沟构购 沽沾 什仟 代伐 优忧扰 伤份 估怙 侨桥 侵浸 促捉 储诸 偏遍 技枝 投没 拘枸 招沼 拥涌 按桉 挑桃 损捐 ' +
  '援授 摊滩 播潘 操燥躁 村衬 杆杵 标杯 栋拣 栏拦 桩粧 械诫 棉绵 楼搂 榔郎 橙澄 种钟 科料 秸桔 税锐 稻滔 穗惠 狠狼 猪诸 琼惊 瓶拼 畔胖 略咯 瘫滩 皮披 盆盒 ' +
  '盐监 眼跟 睡唾 矿旷 破坡 硕顾 祥样 秃秀 穷劳 究穷 窃窍 竟竞 章意 箱霜 篮蓝 粮粗 糠糖 纠纪 纷粉 练炼 经轻 绍招 络洛 绢捐 缓援绥 编偏 罚罗 耽枕 联朕 ' +
  '肥肌 股肢 胜性 脱税 腊蜡 艺亿 节芒 芽芬 苦若 药约 菌茵 落洛 蒜薪 蚕蛋 蜂峰 衔街 补扑 裁载栽 裕浴 览贤 触独 订钉 讨付 训驯 议仪 评坪 词祠 试诚 ' +
  '话活 详洋 语浯 误娱 账胀 超趁 趋驱 距钜 跌铁 路露 踏蹋 转传 软欠 辅铺 输愉 迅讯 违伟 选洗 透诱 途涂 造浩 逾愉 量童 针计 银跟 销消 锅祸 ' +
  '镁美 闭闲 阅悦 队认 阳阴 际标 陆击 除徐 随堕 隔融 难准 雇顾 静挣 顺训 须顺 颈劲 馒慢 驾贺 骗编 鲜鱼 鸭鸦 鹅峨 麦表 黄寅 酒洒 饮饭 ' +
  '核该'
).split(' ');

/** The characters that one may be taken for by its shape; none for most. */
const lookAlikes = keptBy(String, (character: string) =>
  GROUPS.filter((group) => group.includes(character))
    .join('')
    .replaceAll(character, ''),
);
