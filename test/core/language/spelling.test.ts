import { describe, expect, test } from 'vitest';
import { spellerOver } from './fixture.ts';

const speller = spellerOver(
  [
    '农村低保标准从285元上调到340元',
    '低保对象按月领取低保金',
    '全面落实基本医疗和住房安全',
    '健康扶贫：医疗救助覆盖全部贫困人口',
    '产业扶贫带动贫困户增收',
    '易地搬迁安置房全部建成',
  ],
  ['通江县', '通江', '互助县', '互助'],
);

describe('a speller', () => {
  test.each([
    ['底保标准是多少', '低保标准是多少'],
    ['低宝标准', '低保标准'],
    ['健康服贫', '健康扶贫'],
    ['医疗就助', '医疗救助'],
    ['移地搬迁', '易地搬迁'],
  ])('turns a word that sounds like one of the corpus into it: %s', (typed, meant) => {
    expect(speller.correct(typed)).toBe(meant);
  });

  test.each([
    ['小额信货怎么还', '小额信贷怎么还'],
    ['教育资肋发多少', '教育资助发多少'],
    ['特因供养标准', '特困供养标准'],
    ['末成年人保护', '未成年人保护'],
    ['养老保检交多少', '养老保险交多少'],
    ['产业扶待资金', '产业扶持资金'],
    ['贪困户有多少', '贫困户有多少'],
    ['易地般迁', '易地搬迁'],
  ])('turns a word that looks like one of the corpus into it: %s', (typed, meant) => {
    const seen = spellerOver(
      [
        '脱贫户可申请小额信贷',
        '教育资助按学期发放',
        '特困供养人员集中供养',
        '未成年人保护工作站',
        '城乡居民养老保险缴费',
        '产业扶持资金到户',
        '贫困户全部脱贫',
        '易地搬迁安置房全部建成',
      ],
      [],
    );
    expect(seen.correct(typed)).toBe(meant);
  });

  test.each([
    '“底保”标准是多少',
    '"底保"标准是多少',
    '「底保」标准是多少',
    '《农村底保实施办法》说的什么',
    '‘健康服贫’是哪年的',
  ])('leaves what stands in quotation marks: %s', (text) => {
    expect(speller.correct(text)).toBe(text);
  });

  test.each([
    ['a word of the dictionary', ['农村新貌展示', '义务教育有保障', '共养共育'], '农村信贸发声共养'],
    ['what the corpus writes itself', ['低保政策宣讲', '堡底寨农家乐', '堡底寨保底分红'], '堡底寨有几家'],
    [
      'verbs beside nouns',
      ['年终考核', '群众满意度', '现有脱贫户', '达到标准'],
      '19年种了几亩 县有几个乡 钱打到卡上',
    ],
    ['somebody’s given name', ['扶贫车间吸纳就业', '低保对象'], '王福贫是村干部吗'],
    ['a village in no table', ['产业大道建成', '石桥镇产业园'], '大垭口村 尖山子组 刘家坪村 岩脚湾'],
    [
      'dialect',
      ['学生补助', '群众就医', '家庭收入', '老年人补贴', '务工人员'],
      '崽伢子读书 细妹子 冇得钱看病咋整 屋里头老汉 婆娘生娃儿 俺娘 恁家 啷个搞 莫得工作 做么子 ' +
        '咋个办 晓得不 么子事 搞莫子 俺们村里头 伢崽 阿婆 阿公 老倌子 堂客 闺女 后生 中不中 得行不',
    ],
  ] as const)('leaves %s', (_, sentences, text) => {
    expect(spellerOver([...sentences], []).correct(text)).toBe(text);
  });

  test('tells each stretch that it reads otherwise, and as what', () => {
    expect(speller.corrections('通姜县底保，低宝')).toEqual([
      { span: { start: 0, end: 3 }, read: '通江县' },
      { span: { start: 3, end: 5 }, read: '低保' },
      { span: { start: 6, end: 8 }, read: '低保' },
    ]);
    expect(speller.corrections('低保标准')).toEqual([]);
  });

  test('hears zh, ch, sh as z, c, s and -ng as -n, as southern speakers type', () => {
    const southern = spellerOver(['教育资助发放'], ['双城县']);
    expect(southern.correct('教育知助')).toBe('教育资助');
    expect(southern.correct('双陈县脱贫')).toBe('双城县脱贫');
  });

  test('corrects the name of a place that the corpus speaks of', () => {
    expect(speller.correct('通姜县脱贫了吗')).toBe('通江县脱贫了吗');
  });

  test('leaves right words, other counties, and words that only sound alike', () => {
    for (const text of ['低保标准', '石柱脱贫', '朋友安全', '底', '', '260元', 'abc']) {
      expect(speller.correct(text)).toBe(text);
    }
  });

  test('leaves a verb with its complement alone, though both sound like a word', () => {
    const pipes = spellerOver(['供水管道由村里维护', '管道检修', '管道更换', '道路硬化'], []);
    expect(pipes.correct('供水办法管到哪年')).toBe('供水办法管到哪年');
  });

  test('reads what stands in the corpus because two words meet there, but not what somebody wrote there', () => {
    const met = spellerOver(['彻底保障住房', '低保标准提高'], []);
    expect(met.correct('底保标准')).toBe('低保标准');
    const written = spellerOver(['底保巷道路硬化', '低保标准提高', '低保对象', '低保金'], []);
    expect(written.correct('底保标准')).toBe('底保标准');
  });

  test('leaves a word that the corpus writes behind the name of a place', () => {
    const roads = spellerOver(['乡道 每公里4100元', '县道 每公里9300元'], ['通江县', '通江']);
    expect(roads.correct('通江乡道谁来修')).toBe('通江乡道谁来修');
    expect(roads.correct('通江线有几个')).toBe('通江县有几个');
  });

  test('keeps every other character where it is, folded', () => {
    expect(speller.correct('ＡＢ底保，２６０元')).toBe('ab低保,260元');
    expect(speller.correct('\ud800底保😀')).toBe('\ud800低保😀');
  });

  test('reads ten thousand characters to the end', () => {
    expect(speller.correct(`${'保'.repeat(9_998)}，底保`)).toMatch(/,低保$/u);
  });
});

describe('names of things that the vocabulary knows', () => {
  const other = spellerOver(['当地群众生活改善'], []);

  test.each([
    ['围房改造', '危房改造'],
    ['合作设几个', '合作社几个'],
    ['注村工作队', '驻村工作队'],
    ['公益性冈位', '公益性岗位'],
    ['自来税', '自来水'],
    ['扶贫小额信代', '扶贫小额信贷'],
  ])('are what %s was meant for, though no report has them', (typed, meant) =>
    expect(other.correct(typed)).toBe(meant),
  );

  test.each([
    '合作设立公司',
    '合作社',
    '村超是多少',
    '莲花白',
    '张三丰',
    '茅坪村',
    '直播带货',
    '粮食直补是多少',
  ])('are not heard in %s', (text) => expect(other.correct(text)).toBe(text));

  test('are the most frequent of those that sound alike', () => {
    const often = spellerOver(['驻村干部', '驻村帮扶', '驻村工作', '逐村排查'], []);
    expect(often.correct('注村帮扶')).toBe('驻村帮扶');
  });

  test('a word that the segmenter coined where two only meet is none', () => {
    const coined = spellerOver(['改革一直不断深化', '做到一直不松劲'], []);
    expect(coined.correct('粮食直补')).toBe('粮食直补');
  });
});
