import { describe, expect, test } from 'vitest';
import { createVocabulary, mergeSynonyms, NO_SYNONYMS } from '../../../src/core/language/vocabulary.ts';
import { segmenter, vocabulary } from '../../corpus/fixture.ts';

const { synonymsOf, toWritten } = vocabulary;

describe('dialect becomes written words', () => {
  test.each([
    ['低保好多钱', '低保多少钱'],
    ['低保好多块钱一个月', '低保多少钱一个月'],
    ['发了多少块钱', '发了多少钱'],
    ['有好多户', '有多少户'],
    ['啥子是低保', '什么是低保'],
    ['低保是么子', '低保是什么'],
    ['咋个申请', '怎么申请'],
    ['低保啷个办', '低保怎么'],
    ['几时脱贫', '什么时候脱贫'],
    ['啥时候脱贫', '什么时候脱贫'],
    ['有冇得补助', '有没有补助'],
    ['没得房子', '没有房子'],
    ['娃儿读书', '孩子读书'],
    ['放鞭炮罚不罚', '放鞭炮是否罚'],
    ['办证要不要钱', '办证是否要钱'],
    ['许不许养狗', '能不能养狗'],
    ['边度办，使唔使盖章', '哪里办，需不需要盖章'],
    ['这个文件还算数不', '这个文件是否有效'],
    ['凭啥不给我办', '为什么不给我们办'],
    ['卡户有哪些补助', '建档立卡户有哪些补助'],
    ['劳力多的人家', '劳动力多的人家'],
    ['晓得不', '知道不'],
    ['办证要带啥子东西', '办证要带哪些材料'],
    ['报名得拿些什么', '报名要带哪些材料'],
    ['落户要交什么材料', '落户需要提交哪些材料'],
    ['退押金要走哪几步', '退押金有哪些流程'],
    ['一亩自己掏多少', '一亩个人支付多少'],
    ['自己掏好多', '个人支付多少'],
  ])('%s is %s', (spoken, written) => expect(toWritten(spoken)).toBe(written));

  test.each([
    '怎么样',
    '什么样的房子',
    '自我发展能力',
    '忘我工作',
    '多少钱',
    '好多人说',
    '乡里乡亲',
    '低保标准是多少',
    '',
    '能带什么东西进去',
    '要交什么费用',
    '哪些东西不能带',
    '建卡户有哪些补助',
    '怎么个交法',
    '这点钱吃不消',
    '哪个人口多',
    '壮劳力',
    '低保怎么办理',
    '房屋怎么整改',
  ])('%s is written as it is', (text) => expect(toWritten(text)).toBe(text));

  test('what is written already does not change again', () => {
    for (const text of ['低保好多块钱', '啥子时候', '咋个办', '么样搞', '我们县', '冇得'])
      expect(toWritten(toWritten(text))).toBe(toWritten(text));
  });
});

describe('synonyms', () => {
  test('go both ways and never hold the word itself', () => {
    expect(synonymsOf('低保')).toContain('最低生活保障');
    expect(synonymsOf('最低生活保障')).toContain('低保');
    for (const word of ['低保', '脱贫', '学生', '公路']) {
      expect(synonymsOf(word)).not.toContain(word);
      for (const other of synonymsOf(word)) expect(synonymsOf(other)).toContain(word);
    }
  });

  test('of a word in two groups come from both', () => {
    expect(synonymsOf('脱贫')).toEqual(expect.arrayContaining(['减贫', '出列']));
  });

  test('of a word in no group are none', () => {
    expect(synonymsOf('天气')).toEqual([]);
    expect(synonymsOf('constructor')).toEqual([]);
  });

  test('never mean another policy', () => {
    expect(synonymsOf('低保')).not.toContain('医保');
    expect(synonymsOf('医保')).not.toContain('养老');
  });
});

describe('names of one thing', () => {
  const terms = (text: string) => vocabulary.groupTerms(segmenter.words(text));

  test('are one search term, however they are written', () => {
    expect(terms('低保标准')).toEqual(terms('最低生活保障标准'));
    expect(terms('易地搬迁')).toEqual(terms('异地扶贫搬迁'));
    expect(terms('参加医保的人')).toEqual(terms('参加城乡居民基本医疗保险的人'));
    expect(terms('低保标准')).toHaveLength(1);
  });

  test('are found as whole words: the longest that stands there, once for each mention', () => {
    expect(terms('低保和低保')).toHaveLength(2);
    expect(terms('五保户')).not.toEqual(terms('五保'));
    expect(terms('提高就医保障水平')).toEqual([]);
  });

  test('are no words of the text, so that no word is mistaken for one', () => {
    for (const term of terms('低保医保')) expect(segmenter.words('低保医保')).not.toContain(term);
  });

  test('that are only near are no search term', () => expect(terms('盖房子')).toEqual([]));
});

describe('the words of a name', () => {
  const join = (text: string) => vocabulary.joinNames(segmenter.words(text));

  test('are one word where they stand side by side', () => {
    expect(join('最低生活保障标准')).toEqual(['最低生活保障', '标准']);
    expect(vocabulary.joinNames(['最低', '的', '生活', '保障'])).toEqual(['最低', '的', '生活', '保障']);
  });

  test('lose nothing of the text', () => {
    for (const text of ['', '低保', '易地扶贫搬迁补助标准', '今天天气', '城乡居民基本医疗保险'])
      expect(join(text).join('')).toBe(text);
  });
});

/** What stands in no dictionary. */
const GUESSED: ReadonlySet<string> = new Set([
  '费有',
  '村垃圾费要',
  '石桥头',
  '猪要',
  '能报',
  '娃奖',
  '娃送',
]);

describe('words of several', () => {
  const {
    joinNames,
    joinWords: join,
    groupTerms,
  } = createVocabulary({
    ...NO_SYNONYMS,
    same: [
      ['低保', '最低生活保障'],
      ['垃圾处理费', '垃圾费'],
    ],
    near: [['自付', '自己掏']],
    meant: { 不要钱: ['免费发放'], 娃: ['学生'], 奖: ['奖励'] },
  });
  const joinWords = (words: readonly string[]) => join(words, (word) => !GUESSED.has(word));

  test('are one word of a question, whichever list has them', () => {
    expect(joinWords(['自己', '掏', '多少'])).toEqual(['自己掏', '多少']);
    expect(joinWords(['不', '要', '钱', '的', '煤'])).toEqual(['不要钱', '的', '煤']);
    expect(joinWords(['最低', '生活', '保障'])).toEqual(['最低生活保障']);
  });

  test('take apart what the segmenter guessed, and no word of a dictionary', () => {
    expect(joinWords(['垃圾', '处理', '费有'])).toEqual(['垃圾处理费', '有']);
    expect(joinWords(['村垃圾费要', '多少'])).toEqual(['村', '垃圾费', '要', '多少']);
    expect(joinWords(['石桥头', '自己', '掏'])).toEqual(['石桥头', '自己掏']);
    expect(joinWords(['猪要', '交'])).toEqual(['猪', '要', '交']);
    expect(joinWords(['车票', '能报'])).toEqual(['车票', '能', '报']);
    expect(joinWords(['娃奖', '多少'])).toEqual(['娃', '奖', '多少']);
    expect(joinWords(['娃送'])).toEqual(['娃送']);
    expect(join(['垃圾', '处理', '费有'], (word) => word === '费有')).toEqual(['垃圾', '处理', '费有']);
  });

  test('are names of a thing only where they are the very same', () => {
    expect(joinNames(['自己', '掏'])).toEqual(['自己', '掏']);
    expect(groupTerms(['自己', '掏'])).toEqual([]);
  });
});

describe('what people’s words may mean', () => {
  const { synonymsOf, words, hasWord } = createVocabulary({
    ...NO_SYNONYMS,
    near: [['儿童', '小孩']],
    meant: { 娃: ['学生', '儿童'] },
  });

  test('stands for them one way: what papers tell apart stays apart', () => {
    expect(synonymsOf('娃')).toEqual(['学生', '儿童']);
    expect(synonymsOf('学生')).toEqual([]);
    expect(synonymsOf('儿童')).toEqual(['小孩']);
  });

  test('is no name or near word, and yet a word of the table', () => {
    expect(words.toSorted()).toEqual(['儿童', '小孩'].toSorted());
    expect(hasWord('娃')).toBe(true);
    expect(hasWord('constructor')).toBe(false);
  });
});

describe('two tables', () => {
  const base = { ...NO_SYNONYMS, same: [['低保', '最低生活保障']], spoken: { 什么: ['啥子'] } };

  test('join the groups that share a name, under the first one’s usual name', () => {
    const more = {
      ...NO_SYNONYMS,
      same: [
        ['最低生活保障', '保命钱'],
        ['医保', '新农合'],
      ],
    };
    const { groupTerms, synonymsOf } = createVocabulary(mergeSynonyms(base, more));
    expect(groupTerms(['保命钱'])).toEqual(groupTerms(['低保']));
    expect(groupTerms(['新农合'])).not.toEqual(groupTerms(['低保']));
    expect(synonymsOf('保命钱')).toEqual(expect.arrayContaining(['低保', '最低生活保障']));
  });

  test('add their words of speech to each other’s, written word by written word', () => {
    const more = { ...NO_SYNONYMS, spoken: { 什么: ['么子', '啥子'], 怎么: ['咋个'] } };
    const merged = mergeSynonyms(base, more);
    expect(merged.spoken).toEqual({ 什么: ['啥子', '么子'], 怎么: ['咋个'] });
    const { toWritten } = createVocabulary(merged);
    expect(toWritten('低保是啥子，么子是五保，咋个领')).toBe('低保是什么，什么是五保，怎么领');
  });

  test('join what a word may mean', () => {
    const one = { ...NO_SYNONYMS, meant: { 娃: ['学生'] } };
    const more = { ...NO_SYNONYMS, meant: { 娃: ['儿童', '学生'], 崽: ['儿童'] } };
    expect(mergeSynonyms(one, more).meant).toEqual({ 娃: ['学生', '儿童'], 崽: ['儿童'] });
  });

  test('that are one and the same give that table', () => expect(mergeSynonyms(base, base)).toEqual(base));

  test('with nothing in them turn nothing but what grammar tells', () => {
    const { synonymsOf, toWritten } = createVocabulary(NO_SYNONYMS);
    expect(synonymsOf('低保')).toEqual([]);
    expect(toWritten('啥子是低保')).toBe('啥子是低保');
  });
});

test.each([
  '如何解决饮水问题',
  '重点解决哪些问题',
  '试点样板有哪些',
  '路边个体户交多少',
  '承包地边度假村',
  '低保该停不停谁追责',
])('ordinary words that hold a word of speech stay as they are: %s', (text) => {
  expect(vocabulary.toWritten(text)).toBe(text);
});
