import { fold } from './text.ts';

/** Which words mean one thing: the content of a synonym table (the product's in `lexicon/`, a folder's `synonyms.json`). */
export interface SynonymTable {
  /** Names of the very same thing, the usual one first: one search term for the index and for the question. */
  readonly same: readonly (readonly string[])[];
  /** Words by which people ask for what reports call otherwise: they count for the question alone. */
  readonly near: readonly (readonly string[])[];
  /** Words of people, each with the words of papers that it may stand for; a word of papers stands for none of them. */
  readonly meant: Readonly<Record<string, readonly string[]>>;
  /** Words of speech and dialect by the written word that they stand for. */
  readonly spoken: Readonly<Record<string, readonly string[]>>;
}

export const NO_SYNONYMS: SynonymTable = { same: [], near: [], meant: {}, spoken: {} };

/** What words mean: made of a table, the same for the index of a corpus and the questions to it. */
export interface Vocabulary {
  /** The words that may stand for `word` (folded), without itself. */
  synonymsOf(word: string): readonly string[];
  /** The search terms of the named things in a text, which is given as its words in order; one for each mention. */
  groupTerms(words: readonly string[]): string[];
  /** The words of a text in order, those that together are a name of a thing as one: 最低|生活|保障. */
  joinNames(words: readonly string[]): string[];
  /**
   * The same of every word of the table: 自己|掏. What the segmenter guessed, and no dictionary has, is taken apart where a
   * word of the table needs it: 垃圾处理|费有.
   * @param isWord whether the dictionary has a word.
   */
  joinWords(words: readonly string[], isWord: (word: string) => boolean): string[];
  /** The names and near words of the table, without what people say for them. */
  readonly words: readonly string[];
  /** Whether the table has a word, what people say too. */
  hasWord(word: string): boolean;
  /** The question in written words: dialect turned, nothing else changed. */
  toWritten(text: string): string;
}

/** Before the name of a group: no word of a text begins like it. */
const GROUP_MARK = '=';

export function createVocabulary(table: SynonymTable): Vocabulary {
  const same = table.same.map(foldedGroup);
  const near = table.near.map(foldedGroup);
  const meant = new Map(
    Object.entries(table.meant).map(([said, words]) => [fold(said), foldedGroup(words)] as const),
  );
  const synonyms = synonymLists([...same, ...near], meant);
  const groupOf = new Map(
    same.flatMap(([name = '', ...others]) =>
      [name, ...others].map((member) => [member, `${GROUP_MARK}${name}`]),
    ),
  );
  const names = runsOf(groupOf.keys());
  const all = runsOf(synonyms.keys());
  const written = new Map(
    Object.entries(table.spoken).flatMap(([word, said]) => said.map((one) => [fold(one), fold(word)])),
  );
  const said = anyOf([...written.keys()]);

  return {
    words: [...new Set([...same, ...near].flat())],
    hasWord: (word) => synonyms.has(word),
    synonymsOf: (word) => synonyms.get(word) ?? [],
    groupTerms: (words) => joined(words, names).flatMap((word) => groupOf.get(word) ?? []),
    joinNames: (words) => joined(words, names),
    joinWords: (words, isWord) => joinedPieces(words, all, isWord),
    toWritten(text) {
      const plain = text.replaceAll(said, (word) => written.get(word) ?? word);
      return TURNS.reduce((turned, [spoken, word]) => turned.replaceAll(spoken, word), plain);
    },
  };
}

/** Words that may be written as several: themselves, and the length of the longest. */
interface Runs {
  readonly members: ReadonlySet<string>;
  readonly longest: number;
}

function runsOf(words: Iterable<string>): Runs {
  const members = new Set(words);
  return { members, longest: Math.max(0, ...[...members].map(({ length }) => length)) };
}

/** The words in order; from each on, the longest run of them that is a member is one. */
function joined(words: readonly string[], { members, longest }: Runs): string[] {
  const result: string[] = [];
  for (let at = 0; at < words.length; ) {
    let run = '';
    let [found, count] = [words[at] ?? '', 1];
    for (let end = at; end < words.length; end++) {
      run += words[end] ?? '';
      if (run.length > longest) break;
      if (members.has(run)) [found, count] = [run, end - at + 1];
    }
    result.push(found);
    at += count;
  }
  return result;
}

/** The same, also of parts of what was guessed; the rest of a guess stays together. */
function joinedPieces(words: readonly string[], runs: Runs, isWord: (word: string) => boolean): string[] {
  const { members } = runs;
  const isGuess = (word: string) =>
    GUESS.test(word) && !NAMES_PLACE.test(word) && !members.has(word) && !isWord(word);
  const pieces = words.flatMap((word, at) => {
    if (!isGuess(word)) return [{ text: word, of: -1 }];
    const characters = [...word];
    // 娃奖: each of its characters is a word of the table.
    const isOfWords = characters.every((han) => members.has(han));
    const verb = word.search(VERB);
    return characters.map((text, part) => ({ text, of: isOfWords || part === verb ? -1 : at }));
  });
  const result: { text: string; of: number }[] = [];
  let at = 0;
  for (const text of joined(
    pieces.map(({ text }) => text),
    runs,
  )) {
    const from = at;
    for (let left = text.length; left > 0; at++) left -= pieces[at]?.text.length ?? left;
    const [of, last] = [at - from > 1 ? -1 : (pieces[from]?.of ?? -1), result.at(-1)];
    if (of >= 0 && last?.of === of) last.text += text;
    else result.push({ text, of });
  }
  return result.map(({ text }) => text);
}

const GUESS = /^\p{Script=Han}{2,}$/u;
/** 枫林村: the name of a place, whatever its characters mean. */
const NAMES_PLACE = /(?:[镇乡村寨屯]|街道|社区)$/u;
/** What is asked of the word before it, or whether what is behind it may be, is no part of a word: 猪要, 羊有, 能报. */
const VERB = /(?<=.)[有要能会]$|^[能要还没先来去](?=.$)/u;

/** The words that may stand for each: all others of its groups, and what it may mean. */
function synonymLists(
  groups: readonly (readonly string[])[],
  meant: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, Set<string>>();
  const add = (word: string, others: readonly string[]) => {
    const list = lists.get(word) ?? new Set();
    for (const other of others) if (other !== word) list.add(other);
    lists.set(word, list);
  };
  for (const group of groups) for (const word of group) add(word, group);
  for (const [word, others] of meant) add(word, others);
  return new Map([...lists].map(([word, list]) => [word, [...list]]));
}

function foldedGroup(group: readonly string[]): string[] {
  return [...new Set(group.map(fold))];
}

/** Any of the words, the longest that fits. */
function anyOf(words: readonly string[]): RegExp {
  const longestFirst = words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  return new RegExp(longestFirst.join('|'), 'gu');
}

/**
 * One table out of two: a group that shares a name with another of its kind becomes one with it, under the first one's
 * usual name, and words of speech are added to those of the same written word. A word that the tables read for two
 * written words is left to the caller to refuse.
 */
export function mergeSynonyms(base: SynonymTable, more: SynonymTable): SynonymTable {
  return {
    same: joinGroups([...base.same, ...more.same]),
    near: [
      ...base.near,
      ...more.near.filter((group) => !base.near.some((other) => other.join() === group.join())),
    ],
    meant: joinLists(base.meant, more.meant),
    spoken: joinLists(base.spoken, more.spoken),
  };
}

type Lists = Readonly<Record<string, readonly string[]>>;

/** The lists of both, each word of them once: a word that both have a list for keeps those of either. */
function joinLists(base: Lists, more: Lists): Lists {
  const joined = new Map<string, Set<string>>();
  for (const [word, list] of [...Object.entries(base), ...Object.entries(more)])
    joined.set(word, new Set([...(joined.get(word) ?? []), ...list]));
  return Object.fromEntries([...joined].map(([word, list]) => [word, [...list]]));
}

function joinGroups(groups: readonly (readonly string[])[]): string[][] {
  const joined: string[][] = [];
  for (const group of groups) {
    const names = new Set(group.map(fold));
    const sharing = joined.filter((other) => other.some((word) => names.has(fold(word))));
    const [first] = sharing;
    if (first === undefined) {
      joined.push([...group]);
      continue;
    }
    const all = new Set([...sharing.flat(), ...group]);
    first.splice(0, first.length, ...all);
    for (const other of sharing.slice(1)) joined.splice(joined.indexOf(other), 1);
  }
  return joined;
}

/** Turns of speech that only their surroundings tell from written words: applied after the table's. */
const TURNS: readonly (readonly [RegExp, string])[] = [
  [/几(?:个)?(?:[十百千万]*亿|[十百]+万|千万|百万)(?![亩人户元块斤吨头只株个家名位所条])/gu, '多少元'],
  [/几(?:十|百|千|万|亿)+(?=[亩人户元块斤吨头只株个家名位所条])/gu, '多少'],
  [/好(?=[高大长久](?:[？?啊呀嘛哦咯]|$))/gu, '多'],
  [/自己?(?:要|得|还要)?(?:掏|出|付|拿)钱?(?=多少|好多|百分|几|吗|$)/gu, '个人支付'],
  [/(?:都)?(?:咯|嘞|噻|哈|撒|捏|咗|哩|喽|嘛|哦)(?=[\s？?，,。!！]|$)/gu, ''],
  [/(?<![容轻简])易搬(?!迁)/gu, '易地搬迁'],
  [/(?<![立建])卡户/gu, '建档立卡户'],
  [/(?<![动壮])劳力/gu, '劳动力'],
  [/(?:好多|几多|多少|几)[块个]钱|(?:好多|几多)钱|(?:好多|多少)块/gu, '多少钱'],
  [/(?<!很)好多(?!人[认说]|的)|好几多|几多/gu, '多少'],
  [
    /(?:(?:需要|需|要|得|该)(?:带|拿|准备)[些上点]?|(?:带|拿|准备)[些上点])(?:什么|哪些)(?:东西|材料|资料|证件|手续)?(?![费钱税款])/gu,
    '要带哪些材料',
  ],
  [
    /(?:需要|需|要|得|该)(?:交|提交|提供|出示)[些上点]?(?:什么|哪些)(?:东西|材料|资料|证件|手续)?(?![费钱税款])/gu,
    '需要提交哪些材料',
  ],
  [/一度电/gu, '每千瓦时电'],
  [/一方(?:水)?(?=[水收补要交]{0,2}(?:多少|几))/gu, '每立方米水'],
  [/几毛(?:钱)?(?!\p{Script=Han}*巾)/gu, '多少钱'],
  [/(?:要|得|需要)?(?:走|分|有)(?:哪)?几(?:个)?步骤?/gu, '有哪些流程'],
  [/怎么(?:办(?![理事卡证])|搞|整(?![改治]))/gu, '怎么'],
  [/(?<![该应])([罚赔补发收报退扣停查奖免认批])不\1/gu, '是否$1'],
  [/要不要(?=[花交收给]?钱|收费|利息)/gu, '是否要'],
  [/哪门(?:办|搞|整)|哪门(?!课)|(?<![怎什这那])么样(?:办|搞|整)?/gu, '怎么'],
  [/(?<![试重要观盲])点样(?!板)/gu, '怎么'],
  [/(?<![试重要观盲])点解(?!决|释)|凭什么(?!材料|证|票|条)/gu, '为什么'],
  [/(?<![地路河海江湖岸手身旁周街村山两])边度(?!假)/gu, '哪里'],
  [/(?<![地路河海江湖岸手身旁周街村山两])边个(?!体|人)/gu, '谁'],
  [/(?<![自忘们])我(?!们)/gu, '我们'],
  [/娃儿|娃娃(?![鱼脸])/gu, '孩子'],
  [/乡里(?!乡亲)/gu, '乡镇'],
];
