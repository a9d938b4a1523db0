import { describe, expect, test } from 'vitest';
import { contentWords } from '../../../src/core/language/terms.ts';
import { fold } from '../../../src/core/language/text.ts';
import { topicOf } from '../../../src/core/question/forms.ts';
import { lexiconOf } from '../../../src/corpus/words/lexicon.ts';
import { gazetteer, LEXICON, script, segmenter, vocabulary } from '../fixture.ts';

const { same, near, meant, spoken } = LEXICON;
const groups = [...same, ...near];
const words = [...new Set([...groups.flat(), ...Object.keys(meant), ...Object.values(meant).flat()])];
const said = Object.values(spoken).flat();

/** The rate that they begin with is read for itself; as names of what papers tell they count all the same. */
const NEVER_ALONE = ['人均可支配收入', '农民人均可支配收入', '农村居民人均可支配收入'];

describe('lists of words', () => {
  test('become a table: a group a line, people’s words before what they may mean', () => {
    const files = [
      { name: 'aid.txt', text: '# Aid.\n[same]\n低保 最低生活保障\n\n[meant]\n娃 崽 > 学生 儿童\n' },
      {
        name: 'town.txt',
        text: '[near]\n火灾 着火\n  房租 租金\n[meant]\n娃 > 幼儿\n[spoken]\n啥子 么子 > 什么',
      },
    ];
    expect(lexiconOf(files)).toEqual({
      same: [['低保', '最低生活保障']],
      near: [
        ['火灾', '着火'],
        ['房租', '租金'],
      ],
      meant: { 娃: ['学生', '儿童', '幼儿'], 崽: ['学生', '儿童'] },
      spoken: { 什么: ['啥子', '么子'] },
    });
  });

  test.each([
    ['[meant]\n娃 学生', 'aid.txt:2: “娃 学生”: 应是“说法 > 写法”'],
    ['[meant]\n> 学生', '应是“说法 > 写法”'],
    ['[meant]\n娃 >', '应是“说法 > 写法”'],
    ['[meant]\n娃 > 学生 > 儿童', '应是“说法 > 写法”'],
    ['[spoken]\n啥 > 什么 哪个', '“>”后面应只有一个词'],
    ['[near]\n娃 > 学生', '应有两个以上的词'],
    ['[same]\n\n低保', 'aid.txt:3'],
    ['低保 最低生活保障', '应在 [same] [near] [meant] [spoken] 之一下面'],
    ['[same]\n[neer]\n娃 崽', 'aid.txt:2'],
  ])('of another form are refused, with file and line: %s', (text, fault) => {
    expect(() => lexiconOf([{ name: 'aid.txt', text }])).toThrow(fault);
  });
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

  test.each([
    ['低保', '特困供养'],
    ['低保', '医保'],
    ['高龄津贴', '养老金'],
    ['高龄津贴', '护理补贴'],
    ['生活补贴', '护理补贴'],
    ['城市', '农村'],
    ['城镇居民', '农村居民'],
    ['集中供养', '分散供养'],
    ['散居', '集中'],
    ['一级', '二级'],
    ['禁牧', '草畜平衡'],
    ['禁牧补助', '草畜平衡奖励'],
    ['滴灌', '喷灌'],
    ['微耕机', '旋耕机'],
    ['能繁母牛', '奶牛'],
    ['羔羊', '能繁母羊'],
    ['普通高中', '中等职业学校'],
    ['小学', '初中'],
    ['奖学金', '助学金'],
    ['职工医保', '居民医保'],
    ['门诊', '住院'],
    ['病历', '诊断证明'],
    ['起付线', '封顶线'],
    ['二孩', '三孩'],
    ['孤儿', '事实无人抚养儿童'],
    ['学生', '未成年人'],
    ['失业保险金', '失业补助金'],
    ['抵押', '担保'],
    ['翻建', '加固'],
    ['煤改电', '煤改气'],
    ['禁养区', '限养区'],
    ['滑坡', '崩塌'],
    ['酒驾', '醉驾'],
    ['轮椅', '助听器'],
    ['电鱼', '毒鱼'],
    ['香菇', '食用菌'],
    ['喷灌', '高效节水灌溉'],
    ['小班', '大班'],
    ['公租房', '保障性租赁住房'],
    ['最高', '最低'],
    ['停发', '退还'],
    ['罚款', '补助'],
    ['宿根蔗', '新植蔗'],
    ['陪产假', '护理假'],
    ['法定代表人', '法人'],
    ['网格员', '网格长'],
    ['高温津贴', '降温费'],
    ['早稻', '晚稻'],
    ['深松', '深翻'],
    ['机插秧', '抛秧'],
    ['鳝鱼', '泥鳅'],
    ['锂离子电池', '铅酸电池'],
    ['电动自行车', '电动三轮车'],
    ['电动自行车', '电动摩托车'],
    ['首次登记', '转移登记'],
    ['公办幼儿园', '民办幼儿园'],
    ['首班车', '末班车'],
    ['自来水', '污水'],
    ['烈性犬', '大型犬'],
    ['拐杖', '轮椅'],
    ['补领', '换领'],
    ['炸药', '雷管'],
    ['乡道', '村道'],
  ])('never takes one for the other: %s and %s', (one, other) => {
    expect(vocabulary.synonymsOf(one)).not.toContain(other);
    expect(vocabulary.synonymsOf(other)).not.toContain(one);
  });
});

test('a word names no place, but those few that name one', () => {
  const named = words.filter((word) =>
    [word, `${word}补贴多少`].some(
      (text) =>
        gazetteer.findPlaces(text, { unlisted: true, isUsedWord: () => false, isUsedPair: () => false })
          .length > 0,
    ),
  );
  expect(named).toEqual(['下广东', '到北京告', '北京炉']);
});
