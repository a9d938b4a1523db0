import { describe, expect, test } from 'vitest';
import { clean } from '../../src/corpus/clean.ts';
import { asOfDate, dateOfFileName, firstDate } from '../../src/corpus/dates.ts';
import { detect } from '../../src/corpus/detect.ts';
import { gazetteer, WRAPPED } from './fixture.ts';

const BODY = '该县共有低保对象六千户，全部按月发放到户。';

function detected(raw: string, path = 'report.txt') {
  const { text, setAside } = clean(raw);
  return detect({ path, text, setAside, rawLines: raw.split(/\r?\n/u) }, gazetteer);
}

describe('the county', () => {
  test('of a report in traditional characters is found', () => {
    const raw = '綏寧縣農村低保工作總結\n全縣共有低保對象六千戶，該縣全部按月發放到戶。';
    expect(detected(raw)).toMatchObject({ place: '绥宁县', placeBy: 'title' });
  });

  test.each([
    ['和康县农村低保工作总结', '和康县'],
    ['四川省云泉县农村低保工作总结', '云泉县'],
    ['郫县农村低保工作总结', '郫都区'],
  ])('that is new, in no table or renamed is found: %s', (title, place) => {
    expect(detected(`${title}\n${BODY}`)).toMatchObject({ place, placeBy: 'title' });
  });

  test.each([
    '全县惠农补贴发放情况',
    '深度贫困县富民产业通报',
    '会同财政部门核查低保对象的做法',
    '中华人民共和国成立七十年来的救助',
  ])('is none where an ordinary word looks like one: %s', (title) =>
    expect(detected(`${title}\n${BODY}`)).not.toHaveProperty('place'),
  );
});

describe('the date', () => {
  test.each([
    ['截至2018年12月10日,全县低保6924户。2016年开工。', { date: '2018-12-10', by: 'as-of' }],
    ['截至2017年底，已入住4300人。', { date: '2017-12', by: 'as-of' }],
    ['2016年完成一半，2019年5月通过验收。', { date: '2019-05', by: 'text' }],
    ['2017～2019年，人均增收828元。', { date: '2019', by: 'text' }],
    ['2014年至2018年，脱贫14697户。', { date: '2018', by: 'text' }],
    ['二〇一八年全县脱贫摘帽。', { date: '2018', by: 'text' }],
    ['2016年提高到260元，直到2020年达到300元。', { date: '2016', by: 'text' }],
    ['2017年完成一批，力争2020年全面完成。', { date: '2017', by: 'text' }],
    ['2017年制定了《2018年至2020年实施方案》。', { date: '2017', by: 'text' }],
    ['到2018年底已实现全县摘帽。', { date: '2018-12', by: 'text' }],
    ['到2020年达到100元。', undefined],
    ['共有2018户、2019人。', undefined],
  ])('of figures is the latest past one, never a plan’s: %s', (text, expected) =>
    expect(asOfDate(text)).toEqual(expected),
  );

  test('of a header and of a file name are read in their forms', () => {
    expect(firstDate('2017年9月14日')).toBe('2017-09-14');
    expect(firstDate('2017/9/14')).toBe('2017-09-14');
    expect(firstDate('2017-13-40')).toBeUndefined();
    expect(dateOfFileName('20180603_低保')).toBe('2018-06-03');
    expect(dateOfFileName('低保2018-06')).toBe('2018-06');
    expect(dateOfFileName('001_d2018fe7ec114ba1')).toBeUndefined();
  });
});

describe('the date of a paper without a signature', () => {
  const rule = (number: string, end: string) =>
    detected(
      `沿溪县高龄津贴发放办法\n${number}\n第一条 为规范发放，制定本办法。\n第二条 年满70周岁的，每月发50元。\n第三条 ${end}`,
      'rule.txt',
    );

  test('is the year of its number, and never that of what it repeals', () => {
    const end = '本办法自2023年7月1日起施行。2018年印发的《沿溪县老人津贴办法》同时废止。';
    expect(rule('沿政发〔2023〕11号', end)).toMatchObject({ issuedOn: '2023', dateBy: 'header' });
    const bare = rule('', end);
    expect(bare.issuedOn).toBeUndefined();
    expect(bare.asOf).toBeUndefined();
  });

  test('is the year of its title, where it speaks of later ones, but for what tells of a year that is over', () => {
    const text = (title: string) =>
      `${title}\n第一条 2025年治理2.1万亩，2026年治理2.6万亩。\n第二条 2027年4月再治理2.4万亩。`;
    const of = (title: string) => detected(text(title), 'plan.txt');
    expect(of('沿溪县坡地治理2026年实施方案')).toMatchObject({ asOf: '2026', dateBy: 'title' });
    expect(of('沿溪县坡地治理2025年工作情况通报')).not.toMatchObject({ dateBy: 'title' });
    expect(of('沿溪县2025年至2026年坡地治理实施方案')).not.toMatchObject({ dateBy: 'title' });
    expect(of('沿溪县2024—2026年坡地治理实施方案')).not.toMatchObject({ dateBy: 'title' });
  });

  test('is the day that its figures stand for, where it says one', () => {
    const end = '截至2024年5月31日，已有312人登记。';
    expect(rule('沿政发〔2024〕11号', end)).toMatchObject({ asOf: '2024-05-31', dateBy: 'as-of' });
  });
});

describe('detect', () => {
  test('reads header, title in two lines, place and issuer of a report that it never saw', () => {
    expect(detected(WRAPPED)).toEqual({
      title: '让好政策照进每一座山寨 ——恭城瑶族自治县兜底保障工作纪实',
      titleBy: 'title',
      place: '恭城瑶族自治县',
      placeBy: 'title',
      issuer: '恭城县民政局',
      issuedOn: '2022-05-18',
      dateBy: 'header',
    });
  });

  test('takes the heading above the byline for the title when a box stands first', () => {
    const raw = `主动作为 抓好落实\n\n${BODY}\n\n好政策照进山寨\n\n张明 王小红\n\n${BODY}`;
    expect(detected(raw)).toMatchObject({ title: '好政策照进山寨', titleBy: 'byline' });
  });

  test('names a report without any title by its file', () => {
    expect(detected(`${BODY}\n${BODY}`, 'sub/2021年总结.txt')).toMatchObject({
      title: '2021年总结',
      titleBy: 'file',
      issuedOn: '2021',
      dateBy: 'file',
    });
  });

  test('titles a workbook whose first line names a sheet by its file, unless the name of the file says nothing', () => {
    const raw = `石桥镇\n乡镇 户数\n${BODY}`;
    const titled = (path: string, isUntitled: boolean) => {
      const { text, setAside } = clean(raw);
      const given = isUntitled ? { isUntitled: true as const } : {};
      return detect({ path, text, setAside, rawLines: raw.split('\n'), given }, gazetteer);
    };
    expect(titled('松溪坪县厕改台账.xlsx', true)).toMatchObject({
      title: '松溪坪县厕改台账',
      titleBy: 'file',
    });
    expect(titled('松溪坪县厕改台账.xlsx', false)).toMatchObject({ title: '石桥镇', titleBy: 'title' });
    for (const path of ['附件2.xlsx', '新建工作表(1).xlsx', 'Book1.xlsx', '汇总.xlsx'])
      expect(titled(path, true)).toMatchObject({ title: '石桥镇', titleBy: 'title' });
  });

  test('tells the county among its city, its province and its neighbours', () => {
    const raw = `低保工作总结\n四川省南充市蓬安县近年来抓好低保。${BODY}蓬安还与营山县结对。蓬安县低保提高。`;
    expect(detected(raw)).toMatchObject({ place: '蓬安县', placeBy: 'text' });
  });

  test('takes the city for a report of many counties', () => {
    const raw =
      '南充市低保工作总结\n南充市全市提高标准。蓬安县提高10元，营山县提高12元，仪陇县提高9元。全市落实。';
    expect(detected(raw)).toMatchObject({ place: '南充市' });
  });

  test('takes the county that a title opens with, whatever a village of it is called', () => {
    const raw = '灵山县石城村饮水公约\n石城村的水费每方1.5元。石城的水池每月清洗一次，石城村委会管。';
    expect(detected(raw)).toMatchObject({ place: '灵山县', placeBy: 'title' });
  });

  test('takes no bare name for another county where one is named in full', () => {
    const raw =
      '抓基层党建工作述职报告\n（新蔡县练村镇党委书记，2026年1月）\n我包任庄、平舆两个村。平舆靠烘干塔收了20万元。平舆去年修了路，平舆的水池也修了。';
    expect(detected(raw)).toMatchObject({ place: '新蔡县' });
    const other =
      '驻村帮扶工作讲话\n宁强是移民县，搬来的有岷县、和政的人。宁强去年办了三件事，宁强今年再办两件。';
    expect(detected(other)).toMatchObject({ place: '宁强县' });
  });

  test('takes no county for its own that only helps or is met', () => {
    const helped =
      '乡村振兴工作总结\n在闽侯县的帮扶下，隆德新建大棚120座。隆德特色产业增收。隆德低保标准提高。';
    expect(detected(helped)).toMatchObject({ place: '隆德县' });
    const met =
      '隆德县与蓬安县东西部协作工作方案\n蓬安县人民政府\n蓬安县派出干部，蓬安县出资金，蓬安县建车间。';
    expect(detected(met)).toMatchObject({ place: '蓬安县' });
  });

  test('takes the county of its file for a paper that names none', () => {
    const inFile = (path: string, text: string) => detected(text, path);
    const rules = '关于做好宅基地审批的通知\n各乡镇人民政府：\n一、每户一处。\n二、先批后建。';
    expect(inFile('隆德县宅基地审批通知.txt', rules)).toMatchObject({ place: '隆德县', placeBy: 'file' });
    expect(inFile('宅基地审批通知.txt', rules)).not.toHaveProperty('place');
    const other = '蓬安县宅基地审批办法\n蓬安县每户一处。蓬安县先批后建。';
    expect(inFile('隆德县学习材料.txt', other)).toMatchObject({ place: '蓬安县' });
  });

  test('tells districts that share a name by the city, and none without it', () => {
    expect(detected('低保工作总结\n长春市朝阳区提高标准。朝阳区全区落实。')).toMatchObject({
      place: '长春市朝阳区',
    });
    expect(detected('低保工作总结\n朝阳区提高标准。朝阳区全区落实。')).not.toHaveProperty('place');
  });

  test('finds no place and no date where there is none', () => {
    const found = detected('低保怎么申请\n农村资源变资产，新建一批项目。带上身份证。');
    expect(found).toEqual({ title: '低保怎么申请', titleBy: 'title' });
  });
});
