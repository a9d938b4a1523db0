import { describe, expect, test } from 'vitest';
import { contentWords } from '../../../src/core/language/terms.ts';
import { fold } from '../../../src/core/language/text.ts';
import { LEXICON } from '../../../src/core/lexicon/lexicon.ts';
import { tableOf } from '../../../src/core/lexicon/notation.ts';
import { topicOf } from '../../../src/core/question/forms.ts';
import { gazetteer, script, segmenter, vocabulary } from '../../corpus/fixture.ts';

const { same, near, meant, spoken } = LEXICON;
const groups = [...same, ...near];
const words = [...new Set([...groups.flat(), ...Object.keys(meant), ...Object.values(meant).flat()])];
const said = Object.values(spoken).flat();

/** The rate that they begin with is read for itself; as names of what papers tell they count all the same. */
const NEVER_ALONE = ['人均可支配收入', '农民人均可支配收入', '农村居民人均可支配收入'];

describe('lists of words', () => {
  test('become a table: a group a line, people’s words before what they may mean', () => {
    const lists = [
      { same: '\n低保 最低生活保障\n', meant: '娃 崽 > 学生 儿童' },
      { near: '火灾 着火\n\n  房租 租金', meant: '娃 > 幼儿', spoken: '啥子 么子 > 什么' },
    ];
    expect(tableOf(lists)).toEqual({
      same: [['低保', '最低生活保障']],
      near: [
        ['火灾', '着火'],
        ['房租', '租金'],
      ],
      meant: { 娃: ['学生', '儿童', '崽', '幼儿'], 崽: ['学生', '儿童', '娃'] },
      spoken: { 什么: ['啥子', '么子'] },
    });
  });

  test.each(['娃 学生', '> 学生', '娃 >', '娃 > 学生 > 儿童'])(
    'without two sides are refused: %s',
    (meant) => {
      expect(() => tableOf([{ meant }])).toThrow('expected “said > written”');
    },
  );
});

describe('the lexicon', () => {
  test('is wide, in simplified characters, a word a word', () => {
    expect(groups.length + Object.keys(meant).length).toBeGreaterThan(200);
    for (const word of [...words, ...said, ...Object.keys(spoken)]) {
      expect(word).toMatch(/^[\p{Script=Han}a-z\d]+$/u);
      expect(script.toSimplified(word)).toBe(word);
      expect(fold(word)).toBe(word);
    }
  });

  test('has no word twice in one group, and no group twice', () => {
    for (const group of groups) expect(new Set(group).size, group.join()).toBe(group.length);
    const lines = near.map((group) => group.toSorted().join());
    expect(lines.filter((line, at) => lines.indexOf(line) !== at)).toEqual([]);
  });

  test('has a name of a thing under one thing only', () => {
    const names = same.flat();
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test('reads a word of speech for one written word, which is none of speech itself', () => {
    expect(said.filter((word, at) => said.indexOf(word) !== at)).toEqual([]);
    expect(said.filter((word) => word in spoken)).toEqual([]);
  });

  test('has no word that is turned into another before it is looked up', () => {
    const turned = words.filter((word) => !vocabulary.toWritten(`我们村${word}的事`).includes(word));
    expect(turned).toEqual([]);
  });

  test('names no place and no figure', () => {
    for (const word of words) {
      expect(gazetteer.lookup(word), word).toEqual([]);
      expect(word).not.toMatch(/\d{2}|[十百千万亿]元/u);
    }
  });

  test('has no word of people that is never found in a question', () => {
    const isWord = (word: string) => segmenter.partOfSpeech(word) !== undefined;
    const said = [...same.flat(), ...near.flat(), ...Object.keys(meant)];
    const asked = ['我们那里，', '请问', '今年'].flatMap((before) =>
      ['', '的事', '怎么办理'].map((after) => (word: string) => topicOf(`${before}${word}${after}`)),
    );
    const isFound = (text: string, word: string) =>
      contentWords(vocabulary.joinWords(segmenter.words(text), isWord), vocabulary.hasWord).includes(word);
    const lost = said.filter((word) => !asked.some((ask) => isFound(ask(word), word)));
    expect([...new Set(lost)]).toEqual(NEVER_ALONE);
  });
});
