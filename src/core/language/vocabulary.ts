import { fold } from './text.ts';

/** Which words mean one thing: the content of a synonym table (`seeds/synonyms.json`). */
export interface SynonymTable {
  /** Names of the very same thing, the usual one first: one search term for the index and for the question. */
  readonly same: readonly (readonly string[])[];
  /** Words by which people ask for what reports call otherwise: they count for the question alone. */
  readonly near: readonly (readonly string[])[];
  /** Words of speech and dialect by the written word that they stand for. */
  readonly spoken: Readonly<Record<string, readonly string[]>>;
}

export const NO_SYNONYMS: SynonymTable = { same: [], near: [], spoken: {} };

/** What words mean: made of a table, the same for the index of a corpus and the questions to it. */
export interface Vocabulary {
  /** The words that may stand for `word` (folded), without itself. */
  synonymsOf(word: string): readonly string[];
  /** The search terms of the named things in a text, which is given as its words in order; one for each mention. */
  groupTerms(words: readonly string[]): string[];
  /** The words of a text in order, those that together are a name of the table as one: 最低|生活|保障. */
  joinNames(words: readonly string[], text: string): string[];
  /** Every name and word of the table, without those of speech. */
  readonly words: readonly string[];
  /** The question in written words: dialect turned, nothing else changed. */
  toWritten(text: string): string;
}

/** Before the name of a group: no word of a text begins like it. */
const GROUP_MARK = '=';

export function createVocabulary(table: SynonymTable): Vocabulary {
  const same = table.same.map(foldedGroup);
  const synonyms = synonymLists([...same, ...table.near.map(foldedGroup)]);
  const groupOf = new Map(
    same.flatMap(([name = '', ...others]) =>
      [name, ...others].map((member) => [member, `${GROUP_MARK}${name}`]),
    ),
  );
  const longest = Math.max(0, ...[...groupOf.keys()].map(({ length }) => length));
  const written = new Map(
    Object.entries(table.spoken).flatMap(([word, said]) => said.map((one) => [fold(one), fold(word)])),
  );
  const said = anyOf([...written.keys()]);

  return {
    words: [...synonyms.keys()],
    synonymsOf: (word) => synonyms.get(word) ?? [],
    groupTerms(words) {
      const terms: string[] = [];
      for (let at = 0; at < words.length; ) {
        const found = longestMember(words, at, groupOf, longest);
        if (found !== undefined) terms.push(found.term);
        at += found?.words ?? 1;
      }
      return terms;
    },
    joinNames(words, text) {
      const joined: string[] = [];
      for (let at = 0; at < words.length; ) {
        const count = text.includes(words.slice(at, at + 2).join(''))
          ? (longestMember(words, at, groupOf, longest)?.words ?? 1)
          : 1;
        const name = words.slice(at, at + count).join('');
        joined.push(...(text.includes(name) ? [name] : words.slice(at, at + count)));
        at += count;
      }
      return joined;
    },
    toWritten(text) {
      const plain = said === null ? text : text.replaceAll(said, (word) => written.get(word) ?? word);
      return TURNS.reduce((turned, [spoken, word]) => turned.replaceAll(spoken, word), plain);
    },
  };
}

/** The longest run of whole words from `at` that is a member of a group. */
function longestMember(
  words: readonly string[],
  at: number,
  groupOf: ReadonlyMap<string, string>,
  longest: number,
): { readonly term: string; readonly words: number } | undefined {
  let found: { term: string; words: number } | undefined;
  let run = '';
  for (let end = at; end < words.length; end++) {
    run += words[end] ?? '';
    if (run.length > longest) break;
    const term = groupOf.get(run);
    if (term !== undefined) found = { term, words: end - at + 1 };
  }
  return found;
}

function synonymLists(groups: readonly (readonly string[])[]): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, Set<string>>();
  for (const group of groups) {
    for (const word of group) {
      const list = lists.get(word) ?? new Set();
      for (const other of group) if (other !== word) list.add(other);
      lists.set(word, list);
    }
  }
  return new Map([...lists].map(([word, list]) => [word, [...list]]));
}

function foldedGroup(group: readonly string[]): string[] {
  return [...new Set(group.map(fold))];
}

/** Any of the words, the longest that fits; null for none. */
function anyOf(words: readonly string[]): RegExp | null {
  const longestFirst = words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  return words.length === 0 ? null : new RegExp(longestFirst.join('|'), 'gu');
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
    spoken: joinSpeech(base.spoken, more.spoken),
  };
}

/** The words of speech of both, each once: a written word of both tables keeps those of either. */
function joinSpeech(base: SynonymTable['spoken'], more: SynonymTable['spoken']): SynonymTable['spoken'] {
  const joined = new Map<string, Set<string>>();
  for (const [word, said] of [...Object.entries(base), ...Object.entries(more)])
    joined.set(word, new Set([...(joined.get(word) ?? []), ...said]));
  return Object.fromEntries([...joined].map(([word, said]) => [word, [...said]]));
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
  [/自己?(?:要|得|还要)?(?:掏|出|付|拿)(?:钱|好多|多少)?(?=多少|百分|几|吗|$)/gu, '个人支付'],
  [/(?:都)?(?:咯|嘞|噻|哈|撒|捏|咗|哩|喽|嘛|哦)(?=[\s？?，,。!！]|$)/gu, ''],
  [/(?<![容轻简])易搬(?!迁)/gu, '易地搬迁'],
  [/(?<!立)卡户/gu, '建档立卡户'],
  [/(?<!劳动)劳力/gu, '劳动力'],
  [/(?:好多|几多|多少|几)[块个]钱|(?:好多|几多)钱|(?:好多|多少)块/gu, '多少钱'],
  [/(?<!很)好多(?!人[认说]|的)|好几多|几多/gu, '多少'],
  [
    /(?:(?:需要|需|要|得|该)(?:带|拿|交|准备|提交|提供|出示)(?:[些上点])?|(?:带|拿|准备)(?:些|上|点))(?:什么|哪些)(?:东西|材料|资料|证件|手续)?(?![费钱税款])/gu,
    '需要哪些材料',
  ],
  [/(?:要|得|需要)?(?:走|分|有)(?:哪)?几(?:个)?步骤?/gu, '有哪些流程'],
  [/怎么(?:办|搞|整)/gu, '怎么'],
  [/哪门(?:办|搞|整)|哪门(?!课)|(?<![怎什这那])么样(?:办|搞|整)?/gu, '怎么'],
  [/(?<![自忘们])我(?!们)/gu, '我们'],
  [/娃儿|娃娃(?![鱼脸])/gu, '学生'],
  [/乡里(?!乡亲)/gu, '乡镇'],
];
