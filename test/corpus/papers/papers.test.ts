import { describe, expect, test } from 'vitest';
import { clean } from '../../../src/corpus/clean.ts';
import { type Given, papersOf } from '../../../src/corpus/detect.ts';
import { normaliseCharacters } from '../../../src/corpus/lines.ts';
import { gazetteer, isWord } from '../fixture.ts';

function read(raw: string, { path = 'paper.txt', given = {} as Given } = {}) {
  const { text, setAside } = clean(raw, { isWord });
  const rawLines = normaliseCharacters(raw).split('\n');
  const { paper, sections } = papersOf({ path, text, setAside, rawLines, given }, gazetteer);
  const said = (spans: readonly { start: number; end: number }[] = []) =>
    spans.map(({ start, end }) => text.slice(start, end));
  return {
    paper,
    sections,
    text,
    validity: said(paper.validity),
    texts: said(sections.map(({ span }) => span)),
  };
}

const paper = (raw: string, path?: string) => read(raw, path === undefined ? {} : { path }).paper;

const COVER = `沿河土家族自治县人民政府办公室文件

沿府办发〔2023〕41号

沿河土家族自治县人民政府办公室
关于印发《沿河土家族自治县农村公路养护管理办法（试行）》的通知

各乡镇人民政府，县直各部门：

《沿河土家族自治县农村公路养护管理办法（试行）》已经县人民政府第30次常务会议研究同意，现印发给你们。

沿河土家族自治县人民政府办公室
2023年6月9日

（此件公开发布）

沿河土家族自治县农村公路养护管理办法（试行）

第一条 为加强农村公路养护，根据《公路法》《贵州省公路条例》（黔府发〔2019〕2号）等规定，制定本办法。
第二条 乡道每公里每年补助3000元。
第三条 养护合同有效期三年。
第四条 本办法自2023年7月1日起施行，试行两年。原《沿河县农村公路养护办法》（沿府办发〔2015〕17号）、《沿河县乡道管理规定》同时废止。`;

describe('the title', () => {
  test('of a covering notice is its own, over two lines, below letterhead and number', () => {
    expect(paper(COVER).title).toBe(
      '沿河土家族自治县人民政府办公室关于印发《沿河土家族自治县农村公路养护管理办法（试行）》的通知',
    );
  });

  test('is put together where its genre stands in a line of its own', () => {
    const raw =
      '关于做好2024年度城乡居民基本医疗保险\n参保缴费工作的通知\n淳医保〔2023〕9号\n各乡镇：\n请抓紧办理。\n淳安县医疗保障局\n2023年9月20日';
    expect(paper(raw)).toMatchObject({
      title: '关于做好2024年度城乡居民基本医疗保险参保缴费工作的通知',
      number: '淳医保〔2023〕9号',
      place: '淳安县',
    });
  });

  test('is not a heading of its text', () => {
    expect(
      paper('霍山县茶园改造补贴办法\n\n一、补贴标准\n每亩300元。\n二、申请办法\n向村委会申请。').title,
    ).toBe('霍山县茶园改造补贴办法');
  });

  test.each([
    '霍山县各乡镇护林员人数表（2022年6月）\n乡镇\t人数\n大化坪镇\t30\n\n护林员补助标准\n类别\t标准（元）\n专职\t900',
    '霍山县各乡镇供水情况表\n\n乡镇\t户数\n大化坪镇\t300\n\n供水收费办法\n类别\t标准（元）\n居民\t2',
  ])('is that of the first of two tables', (raw) => {
    expect(paper(raw).title).toBe(raw.split('\n')[0]);
  });

  test('carries its number in brackets without it becoming part of it', () => {
    expect(
      paper('霍山县民政局关于提高孤儿养育标准的通知（霍民〔2022〕7号）\n各乡镇：\n提高到1200元。'),
    ).toMatchObject({
      title: '霍山县民政局关于提高孤儿养育标准的通知',
      number: '霍民〔2022〕7号',
    });
  });
});

test('an order is titled by what it issues', () => {
  const raw = `玉环市人民政府令

第9号

《玉环市海塘保护规定》已经市人民政府第8次常务会议通过，现予公布，自2022年10月1日起施行。

市长 张三
2022年8月20日

玉环市海塘保护规定

第一条 海塘禁止取土。`;
  expect(read(raw)).toMatchObject({
    paper: {
      title: '玉环市海塘保护规定',
      number: '第9号',
      issuer: '玉环市人民政府',
      issuedOn: '2022-08-20',
      effectiveFrom: '2022-10-01',
    },
    sections: [],
  });
});

test('a rule has the number of the order in the bracket below its title', () => {
  const raw =
    '玉环市农机管理规定（试行）\n（2021年9月10日市人民政府第60次常务会议通过，2021年9月20日玉环市人民政府令第3号公布，自2021年11月1日起施行）\n\n第一条 农机可以共享。\n第二条 本规定试行期两年。';
  expect(paper(raw)).toMatchObject({
    number: '玉环市人民政府令第3号',
    issuedOn: '2021-09-20',
    effectiveFrom: '2021-11-01',
    validUntil: '2023-10-31',
  });
});

test('the table of labels above a paper says title, number and date', () => {
  const raw = `索引号：11330000-2023-001    主题分类：民政
发文机关：天台县人民政府    成文日期：2023年4月12日
标  题：天台县人民政府关于发展养老服务的实施意见
发文字号：天政发〔2023〕15号    发布日期：2023年4月18日

各乡镇人民政府：
每张床位补贴6000元。`;
  expect(paper(raw)).toMatchObject({
    title: '天台县人民政府关于发展养老服务的实施意见',
    number: '天政发〔2023〕15号',
    issuer: '天台县人民政府',
    issuedOn: '2023-04-12',
  });
});

describe('the number', () => {
  test.each([
    ['嘉府规〔2021〕4号', '嘉府规〔2021〕4号'],
    ['嘉府规[2021]4号', '嘉府规[2021]4号'],
    ['嘉府规【2021】4号', '嘉府规【2021】4号'],
    ['嘉府规（2021）4号', '嘉府规（2021）4号'],
    ['（嘉府规〔2021〕 4 号）', '嘉府规〔2021〕4号'],
    ['第12号', '第12号'],
    ['嘉善县人民政府令第12号', '嘉善县人民政府令第12号'],
    ['文号：嘉府规〔2021〕4号', '嘉府规〔2021〕4号'],
  ])('is read as it is written: %s', (line, number) => {
    expect(
      paper(`嘉善县户外广告管理规定\n${line}\n2021年5月6日\n\n第一条 户外广告应当经过批准。`).number,
    ).toBe(number);
  });

  test('is never one that the text cites', () => {
    const raw =
      '嘉善县教育局关于免除学杂费的通知\n各学校：\n根据《关于免除学杂费的意见》（浙教财〔2020〕11号），从秋季起免除学杂费。\n嘉善县教育局\n2020年8月3日';
    expect(paper(raw)).not.toHaveProperty('number');
  });

  test('stands beside an office in a letterhead', () => {
    expect(
      paper('嘉善县教育局文件 嘉教〔2020〕3号\n嘉善县教育局关于免除学杂费的通知\n各学校：\n请执行。').number,
    ).toBe('嘉教〔2020〕3号');
  });
});

describe('the date of a paper', () => {
  test.each([
    [
      'a signature',
      '遂昌县水价公告\n\n每吨2.3元，10月31日前缴清。\n遂昌县发展和改革局\n2023年8月1日',
      '2023-08-01',
    ],
    [
      'Han figures',
      '遂昌县水价公告\n\n每吨2.3元。\n遂昌县发展和改革局\n二〇二三年十二月二十一日',
      '2023-12-21',
    ],
    [
      'Han figures with circles',
      '遂昌县水价公告\n\n每吨2.3元。\n遂昌县发展和改革局\n二○二三年三月十日',
      '2023-03-10',
    ],
    [
      'a signature in one line',
      '遂昌县水价公告\n\n每吨2.3元。\n\n遂昌县发展和改革局　2023年8月1日',
      '2023-08-01',
    ],
    [
      'a line below the title',
      '遂昌县水价公告\n2023年8月1日\n\n收缴期为2023年9月1日至2024年2月28日。',
      '2023-08-01',
    ],
    ['a bracket below the title', '遂昌县水价公告\n（2023年8月1日）\n\n2023年9月1日起收缴。', '2023-08-01'],
    [
      'a bracket with its office',
      '遂昌县水价公告\n（遂昌县人民政府 2023年8月1日）\n\n每吨2.3元。',
      '2023-08-01',
    ],
    [
      'the bracket of a meeting',
      '遂昌县水价办法\n（2023年8月1日遂昌县人民政府第12次常务会议通过）\n\n第一条 每吨2.3元。',
      '2023-08-01',
    ],
    [
      'a label of writing',
      '遂昌县水价公告\n成文日期：2023-08-01\n发布日期：2023-08-09\n每吨2.3元。',
      '2023-08-01',
    ],
    ['a label of publishing', '遂昌县水价公告\n发布日期：2023年8月9日\n每吨2.3元。', '2023-08-09'],
    [
      'the signature before the printing',
      '遂昌县水价公告\n\n每吨2.3元。\n遂昌县人民政府\n2023年8月1日\n遂昌县人民政府办公室 2023年8月4日印发',
      '2023-08-01',
    ],
    [
      'a line of printing',
      '遂昌县水价公告\n\n每吨2.3元，12月1日截止。\n遂昌县人民政府办公室 2023年8月4日印发',
      '2023-08-04',
    ],
    ['the covering notice', COVER, '2023-06-09'],
  ])('is that of %s', (_, raw, date) => {
    expect(paper(raw).issuedOn).toBe(date);
  });

  test.each([
    ['a deadline', '和县秸秆收储通知\n\n请于2024年11月30日前完成登记，每吨补助50元。'],
    ['a deadline in the last line', '和县秸秆收储通知\n\n每吨补助50元。\n截止时间：2024年11月30日'],
    ['a start', '和县秸秆收储通知\n\n自2024年11月1日起，每吨补助50元。'],
    ['an end of validity', '和县秸秆收储办法\n\n本办法有效期至2029年12月31日。'],
    ['a stretch of time', '和县秸秆收储通告\n\n收储时间为2024年9月10日至2025年3月31日。'],
    ['prose', '和县秸秆收储通知\n\n2024年5月6日全县召开会议，要求每吨补助50元。'],
    ['a year in the title', '和县2025年秸秆收储方案\n\n每吨补助50元。'],
    ['a labelled stretch', '和县秸秆收储通告\n时间：2024年9月10日至2025年3月31日\n每吨补助50元。'],
  ])('is never that of %s', (_, raw) => {
    expect(paper(raw)).not.toHaveProperty('issuedOn');
  });

  test.each([
    ['和县秸秆收储通知\n\n请于2024年11月30日前完成登记，每吨补助50元。'],
    ['和县秸秆收储办法\n\n本办法自2024年11月1日起施行，有效期至2029年12月31日。'],
    ['和县秸秆收储通告\n\n收储时间为2024年9月10日至2025年3月31日。'],
  ])('nor is a day that sets a term the day that its figures stand for', (raw) => {
    expect(paper(raw)).not.toHaveProperty('asOf');
  });

  test('the year of the title is that of the figures', () => {
    expect(paper('和县2025年秸秆收储标准\n\n每吨补助50元。')).toMatchObject({ asOf: '2025' });
    expect(paper('和县秸秆收储方案\n\n每吨补助50元。', '2025年方案.txt')).toMatchObject({ asOf: '2025' });
  });

  test('a press report has the date of its line of source', () => {
    const raw =
      '好日子比蜜甜\n来源：隆林融媒 2022年7月4日 记者 陈晓\n隆林各族自治县的养蜂户越来越多。全县养蜂一万箱，户均增收三千元。';
    expect(paper(raw)).toMatchObject({ issuedOn: '2022-07-04', issuer: '隆林融媒' });
  });
});

describe('since when and how long it holds', () => {
  const rule = (sentence: string) =>
    read(`平阴县玫瑰种植补贴办法\n2023年11月20日\n\n第一条 每亩补贴500元。\n第二条 ${sentence}`);
  test.each([
    ['本办法自2024年1月1日起施行，有效期五年。', '2024-01-01', '2028-12-31'],
    ['本办法自2024年1月1日起施行，有效期至2026年6月30日。', '2024-01-01', '2026-06-30'],
    ['本办法从2024年3月1日起试行，试行两年。', '2024-03-01', '2026-02-28'],
    ['本办法自发布之日起施行，有效期3年。', '2023-11-20', '2026-11-19'],
    ['本办法自印发之日起30日后施行。', '2023-12-20', undefined],
    ['自2024年1月1日起执行。', '2024-01-01', undefined],
    ['本办法自2024年1月1日起施行。有效期两年。', '2024-01-01', '2025-12-31'],
    ['本办法有效期自2024年1月1日至2026年12月31日。', '2024-01-01', '2026-12-31'],
    ['本办法自2024年1月1日起施行至2025年12月31日止。', '2024-01-01', '2025-12-31'],
    ['本办法自2024年1月1日起实施，暂行18个月。', '2024-01-01', '2025-06-30'],
    ['本办法自2024年1月1日起施行，有效期一年半。', '2024-01-01', '2025-06-30'],
    ['本办法自2024年1月1日起施行，有效期为两年半。', '2024-01-01', '2026-06-30'],
    ['本办法自2024年1月1日起试行，试行期半年。', '2024-01-01', '2024-06-30'],
    ['本办法自2024年1月1日起施行，有效期六个月。', '2024-01-01', '2024-06-30'],
  ])('is reckoned from its own sentence: %s', (sentence, from, until) => {
    const { paper, validity } = rule(sentence);
    expect([paper.effectiveFrom, paper.validUntil]).toEqual([from, until]);
    expect(validity.join('')).toContain(sentence.slice(0, 8));
  });

  test.each([
    ['《山东省花卉条例》自2022年5月1日起施行。'],
    ['种植合同有效期三年。'],
    ['补贴资格证书自发放之日起，有效期十年。'],
    ['实施时间为2024年3月1日至2024年11月30日。'],
    ['自2024年3月1日起受理申请，每户限报一次。'],
  ])('is not that of something else: %s', (sentence) => {
    const { paper, validity } = rule(sentence);
    expect([paper.effectiveFrom, paper.validUntil, validity]).toEqual([undefined, undefined, []]);
  });

  test.each([
    '本办法□□□□□□7月1日起施行，有效期5年。',
    '本办法□□□□□□7月1日起施行。有效期5年。',
    '本办法自2024年1月1□起施行，有效期五年。',
    '本办法自2024年□月1日起施行，有效期至2026年6月30日。',
    '本办法自□□□□起施行，有效期五年。',
    '本办法自2024年1月1日起施行，有效期□年。',
    '本办法自二□二四年一月一日起施行，有效期五年。',
  ])('is nothing where a character of its day was not read: %s', (sentence) => {
    const { paper } = rule(sentence);
    expect([paper.effectiveFrom, paper.validUntil]).toEqual([undefined, undefined]);
  });

  test('stays where what was not read is something else', () => {
    const { paper } = rule('补贴从□□提高到□□，本办法自2024年1月1日起施行，有效期五年。');
    expect([paper.effectiveFrom, paper.validUntil]).toEqual(['2024-01-01', '2028-12-31']);
  });

  test('the paper’s own sentence wins over the day of a figure', () => {
    const raw =
      '关于调整平阴县基础养老金的通知\n从2023年7月1日起，基础养老金提高到每人每月180元。\n本通知自2023年9月1日起施行。\n平阴县人民政府\n2023年8月15日';
    expect(paper(raw).effectiveFrom).toBe('2023-09-01');
  });

  test('a notice that says no more holds from the day of its figures', () => {
    const raw =
      '关于调整平阴县基础养老金的通知\n从2023年7月1日起，基础养老金提高到每人每月180元。\n平阴县人民政府\n2023年8月15日';
    expect(paper(raw)).toMatchObject({ effectiveFrom: '2023-07-01', issuedOn: '2023-08-15' });
  });

  test('of a measure under a covering notice is the measure’s', () => {
    const { paper, sections } = read(COVER);
    expect(paper).toMatchObject({
      effectiveFrom: '2023-07-01',
      validUntil: '2025-06-30',
      number: '沿府办发〔2023〕41号',
    });
    expect(paper.issuer).toBe('沿河土家族自治县人民政府办公室');
    expect(sections).toEqual([]);
  });

  test('a press report sets nothing in force', () => {
    const raw = '平阴玫瑰香飘四方\n本报讯 从2023年7月1日起，平阴县基础养老金提高到每人每月180元。';
    expect(paper(raw)).not.toHaveProperty('effectiveFrom');
  });
});

describe('what a paper abolishes', () => {
  const repeals = (sentence: string) =>
    (paper(`平阴县玫瑰种植补贴办法\n2023年11月20日\n\n第一条 ${sentence}`).repeals ?? []).map(
      ({ number, title }) => [title, number],
    );
  test.each([
    ['《平阴县玫瑰办法》（平政发〔2018〕6号）同时废止。', [['平阴县玫瑰办法', '平政发〔2018〕6号']]],
    [
      '本办法自2024年1月1日起施行，有效期五年，原《平阴县玫瑰办法》同时废止。',
      [['平阴县玫瑰办法', undefined]],
    ],
    ['平政发〔2018〕6号文件同时废止。', [[undefined, '平政发〔2018〕6号']]],
    [
      '《甲办法》（平政发〔2018〕6号）、《乙办法》和《丙办法》（平政发〔2019〕7号）同时废止。',
      [
        ['甲办法', '平政发〔2018〕6号'],
        ['乙办法', undefined],
        ['丙办法', '平政发〔2019〕7号'],
      ],
    ],
    [
      '《关于印发〈平阴县玫瑰办法〉的通知》（平政发〔2018〕6号）自本办法施行之日起废止。',
      [['关于印发〈平阴县玫瑰办法〉的通知', '平政发〔2018〕6号']],
    ],
    ['根据《山东省花卉条例》，《甲办法》予以废止。', [['甲办法', undefined]]],
    ['决定废止《甲办法》（平政发〔2018〕6号）。', [['甲办法', '平政发〔2018〕6号']]],
  ])('is named in the sentence: %s', (sentence, expected) => expect(repeals(sentence)).toEqual(expected));

  test.each([
    ['与本办法不一致的，以本办法为准，原有规定同时废止。'],
    ['依据《山东省花卉条例》制定本办法。'],
    ['《甲办法》第三条废止。'],
    ['《甲办法》未废止前继续执行。'],
  ])('and nothing else is: %s', (sentence) => expect(repeals(sentence)).toEqual([]));
});
