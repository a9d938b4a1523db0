import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clean } from '../../../src/corpus/clean.ts';
import { readCorpus } from '../../../src/corpus/corpus.ts';
import { papersOf } from '../../../src/corpus/detect.ts';
import { normaliseCharacters } from '../../../src/corpus/lines.ts';
import { gazetteer, isWord, temporaryFolder } from '../fixture.ts';

function read(raw: string, path = '合编.txt') {
  const { text, setAside } = clean(raw, { isWord });
  const rawLines = normaliseCharacters(raw).split('\n');
  const { paper, sections } = papersOf({ path, text, setAside, rawLines }, gazetteer);
  return {
    paper,
    sections,
    parts: sections.map(({ span, place }) => [place, text.slice(span.start, span.end)] as const),
  };
}

const NOTICE = (county: string, figure: number, day: string) =>
  `${county}民政局关于调整高龄津贴标准的通知\n\n各乡镇：\n全县八十岁以上老人每人每月${figure}元，从2023年1月1日起执行。\n${county}民政局\n${day}\n`;

describe('papers one behind the other', () => {
  test('each have their own title, place, office and date', () => {
    const { paper, sections } = read(
      `${NOTICE('遂昌县', 60, '2023年2月3日')}\n${NOTICE('松阳县', 55, '2023年2月8日')}\n${NOTICE('云和县', 50, '二〇二三年三月一日')}`,
    );
    expect(sections.map(({ title, place, issuer, issuedOn }) => [title, place, issuer, issuedOn])).toEqual([
      ['遂昌县民政局关于调整高龄津贴标准的通知', '遂昌县', '遂昌县民政局', '2023-02-03'],
      ['松阳县民政局关于调整高龄津贴标准的通知', '松阳县', '松阳县民政局', '2023-02-08'],
      ['云和县民政局关于调整高龄津贴标准的通知', '云和县', '云和县民政局', '2023-03-01'],
    ]);
    expect(sections.map(({ effectiveFrom }) => effectiveFrom)).toEqual([
      '2023-01-01',
      '2023-01-01',
      '2023-01-01',
    ]);
    expect(paper).toMatchObject({ title: '合编', titleBy: 'file' });
    expect(paper).not.toHaveProperty('place');
    expect(paper).not.toHaveProperty('issuedOn');
  });

  test('are told though their titles stand between rules', () => {
    const ruled = (county: string) => NOTICE(county, 60, '2023年2月3日').replace(/^.*/u, '=== $& ===');
    expect(read(`${ruled('遂昌县')}\n${ruled('松阳县')}`).sections.map(({ title }) => title)).toEqual([
      '遂昌县民政局关于调整高龄津贴标准的通知',
      '松阳县民政局关于调整高龄津贴标准的通知',
    ]);
  });

  test('of one county are papers too, and the file is of that county', () => {
    const raw = `遂昌县民政局关于调整孤儿养育标准的通知\n遂民〔2022〕4号\n各乡镇：\n孤儿每人每月1300元。\n遂昌县民政局\n2022年4月1日\n\n${NOTICE('遂昌县', 60, '2023年2月3日')}`;
    const { paper, sections } = read(raw);
    expect(sections.map(({ number, issuedOn }) => [number, issuedOn])).toEqual([
      ['遂民〔2022〕4号', '2022-04-01'],
      [undefined, '2023-02-03'],
    ]);
    expect(paper.place).toBe('遂昌县');
  });

  const COUNTED: readonly (readonly [string, readonly string[]])[] = [
    ['above all of them', ['一、', '二、', '三、']],
    ['in figures', ['1．', '2．', '3．']],
    ['in brackets', ['（一）', '（二）', '（三）']],
  ];
  test.each(COUNTED)('are papers where a compilation counts their titles, %s', (_, [a, b, c]) => {
    const { sections } = read(
      `各县公告选编\n\n${a}${NOTICE('遂昌县', 60, '2023年2月3日')}\n${b}${NOTICE('松阳县', 55, '2023年2月8日')}\n${c}${NOTICE('云和县', 50, '2023年3月1日')}`,
    );
    expect(sections.map(({ title, place, issuer, issuedOn }) => [title, place, issuer, issuedOn])).toEqual([
      ['遂昌县民政局关于调整高龄津贴标准的通知', '遂昌县', '遂昌县民政局', '2023-02-03'],
      ['松阳县民政局关于调整高龄津贴标准的通知', '松阳县', '松阳县民政局', '2023-02-08'],
      ['云和县民政局关于调整高龄津贴标准的通知', '云和县', '云和县民政局', '2023-03-01'],
    ]);
  });

  test.each([
    ['【一】', '【二】'],
    ['（1）', '（2）'],
  ])('are papers where %s stands alone above the first', (a, b) => {
    const { paper, sections } = read(
      `${a}\n${NOTICE('遂昌县', 60, '2023年2月3日')}\n${b}\n${NOTICE('松阳县', 55, '2023年2月8日')}`,
    );
    expect(sections.map(({ title }) => title)).toEqual([
      '遂昌县民政局关于调整高龄津贴标准的通知',
      '松阳县民政局关于调整高龄津贴标准的通知',
    ]);
    expect(paper.title).not.toContain(a);
  });

  test('are papers behind a list of their counted titles', () => {
    const titles = ['遂昌县', '松阳县'].map((county) => `${county}民政局关于调整高龄津贴标准的通知`);
    const { sections } = read(
      `高龄津贴文件汇编\n目录\n一、${titles[0]}\n二、${titles[1]}\n\n一、${NOTICE('遂昌县', 60, '2023年2月3日')}\n二、${NOTICE('松阳县', 55, '2023年2月8日')}`,
    );
    expect(sections.map(({ title, place }) => [title, place])).toEqual([
      [titles[0], '遂昌县'],
      [titles[1], '松阳县'],
    ]);
  });

  test('are none where one paper counts what it speaks of', () => {
    const { sections } = read(
      `遂昌县民政局工作要点\n一、关于高龄津贴的说明\n八十岁以上老人每人每月60元。\n二、关于临时救助的说明\n每户不超过3000元。\n遂昌县民政局\n2023年2月3日`,
    );
    expect(sections).toEqual([]);
  });

  test('below the title of a compilation leave it its own', () => {
    const { paper, sections } = read(
      `丽水市高龄津贴文件汇编\n\n${NOTICE('遂昌县', 60, '2023年2月3日')}\n${NOTICE('松阳县', 55, '2023年2月8日')}`,
    );
    expect(paper).toMatchObject({ title: '丽水市高龄津贴文件汇编', place: '丽水市' });
    expect(sections.map(({ place }) => place)).toEqual(['遂昌县', '松阳县']);
  });

  const yearly = (year: number, byline: string, body = `居民取暖每平方米${year - 2000}元，按套内面积收。`) =>
    `遂昌县${year}年供热价格通知\n${byline}${body}\n`;
  test.each([
    ['an office and a day below each title', (year: number) => `遂昌县发展和改革局 ${year}年1月1日\n`],
    ['an office and a day, each in its line', (year: number) => `遂昌县发展和改革局\n${year}年1月1日\n`],
    ['a day in brackets', (year: number) => `（${year}年1月1日）\n`],
    ['an office in brackets with the day', (year: number) => `（遂昌县发展和改革局 ${year}年1月1日）\n`],
  ])('of one title and two years are parted, with %s', (_, byline) => {
    const { paper, sections } = read(`${yearly(2022, byline(2022))}\n${yearly(2023, byline(2023))}`);
    expect(sections.map(({ title, issuedOn }) => [title, issuedOn])).toEqual([
      ['遂昌县2022年供热价格通知', '2022-01-01'],
      ['遂昌县2023年供热价格通知', '2023-01-01'],
    ]);
    expect(paper).toMatchObject({ place: '遂昌县' });
    expect(paper).not.toHaveProperty('issuedOn');
  });

  test('of one title and two years are parted though nobody dated them', () => {
    const { sections } = read(`${yearly(2022, '')}\n${yearly(2023, '')}\n${yearly(2024, '')}`);
    expect(sections.map(({ title, asOf }) => [title, asOf])).toEqual([
      ['遂昌县2022年供热价格通知', '2022'],
      ['遂昌县2023年供热价格通知', '2023'],
      ['遂昌县2024年供热价格通知', '2024'],
    ]);
  });

  test('are told by their titles where nobody signed them', () => {
    const raw =
      '遂昌县2023年水稻补贴公告\n每亩补贴120元，按实际种植面积发放。\n\n松阳县2023年水稻补贴公告\n每亩补贴110元，按实际种植面积发放。';
    expect(read(raw).sections.map(({ place, title }) => [place, title])).toEqual([
      ['遂昌县', '遂昌县2023年水稻补贴公告'],
      ['松阳县', '松阳县2023年水稻补贴公告'],
    ]);
  });
});

describe('one paper', () => {
  test('with what it sends out and its annexes stays one', () => {
    const raw = `遂昌县人民政府办公室关于印发《遂昌县茶叶产业扶持办法》的通知\n遂政办发〔2022〕8号\n各乡镇：\n现将《遂昌县茶叶产业扶持办法》印发给你们。\n遂昌县人民政府办公室\n2022年5月5日\n\n遂昌县茶叶产业扶持办法\n\n第一条 每亩补助400元。\n第二条 本办法自2022年6月1日起施行。\n\n附件1\n遂昌县茶叶补助标准表\n新植每亩400元。`;
    const { paper, sections } = read(raw);
    expect(sections).toEqual([]);
    expect(paper).toMatchObject({ issuedOn: '2022-05-05', effectiveFrom: '2022-06-01', place: '遂昌县' });
  });

  test('that passes on a notice of the city stays one', () => {
    const raw = `云和县民政局关于转发《丽水市民政局关于做好临时救助工作的通知》的通知\n各乡镇：\n现转发给你们，请执行。\n云和县民政局\n2022年5月5日\n\n丽水市民政局关于做好临时救助工作的通知\n\n各县民政局：\n救助不超过一万元。`;
    expect(read(raw).sections).toEqual([]);
  });

  test.each([
    [
      'a report that compares itself with others',
      '遂昌县茶叶工作报告\n全县茶园十万亩。松阳县、云和县前来学习。\n一、主要做法\n松阳县结对帮扶，云和县提供种苗。\n二、下一步\n继续努力。',
    ],
    [
      'a press report with one name before a colon',
      '遂昌县：茶叶香飘四方\n遂昌县的茶园达到十万亩。\n松阳县是近邻，两县共建市场，互通有无。',
    ],
    [
      'the table of another year below its text',
      '遂昌县2024年供热价格通知\n价格不变，仍按《遂昌县2023年供热价格通知》执行，原文如下。\n\n遂昌县2023年供热价格通知\n每平方米23元，按面积收。',
    ],
    [
      'a list of links',
      '遂昌县2023年水稻补贴公告\n每亩补贴120元，按实际面积发放。\n松阳县2023年水稻补贴公告\n云和县2023年水稻补贴公告',
    ],
    ['townships', '遂昌县水稻补贴公告\n一、妙高街道\n每亩120元。\n二、云峰街道\n每亩110元。'],
  ])('has no sections for %s', (_, raw) => expect(read(raw).sections).toEqual([]));
});

describe('the parts of a city’s paper', () => {
  test.each([
    ['numbered', '一、遂昌县', '二、松阳县'],
    ['numbered in brackets', '（一）遂昌县', '（二）松阳县'],
    ['with a colon', '遂昌县：', '松阳县：'],
    ['bare', '遂昌县', '松阳县'],
    ['in brackets', '【遂昌县】', '【松阳县】'],
    ['with the same words behind', '一、遂昌县补贴标准', '二、松阳县补贴标准'],
  ])('under headings that are %s are of their counties', (_, first, second) => {
    const raw = `丽水市各县水稻补贴标准\n丽水市农业农村局\n2023年5月1日\n\n${first}\n每亩补贴120元，农户自愿申报。\n\n${second}\n每亩补贴110元，农户自愿申报。`;
    const { paper, parts, sections } = read(raw);
    expect(paper).toMatchObject({ place: '丽水市', issuedOn: '2023-05-01' });
    expect(parts.map(([place]) => place)).toEqual(['遂昌县', '松阳县']);
    expect(parts[0]?.[1]).toContain('120元');
    expect(parts[0]?.[1]).not.toContain('110元');
    expect(sections.every(({ title }) => title === '丽水市各县水稻补贴标准')).toBe(true);
  });

  test('in a table are its rows alone, though two of them have the same figures', async () => {
    const rows = ['遂昌县\t400', '丽水经济开发区\t500', '松阳县\t400', '市直农场\t300', '云和县\t600'];
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.txt'), `丽水市水稻补贴标准表\n\n地区\t标准（元）\n${rows.join('\n')}`);
    const { documents } = await readCorpus(folder, gazetteer, { isWord });
    const { text = '', sections = [] } = documents[0] ?? {};
    expect(sections.map(({ place, span }) => [place, text.slice(span.start, span.end)])).toEqual([
      ['遂昌县', rows[0]],
      ['松阳县', rows[2]],
      ['云和县', rows[4]],
    ]);
  });

  test('in lines of their own end with their line', () => {
    const raw =
      '丽水市各县补贴标准\n一、水稻\n遂昌县：每亩120元，农户申报。\n松阳县：每亩110元，农户申报。\n二、茶叶\n遂昌县：每亩400元，农户申报。\n松阳县：每亩380元，农户申报。\n以上标准自2023年1月1日起执行。\n丽水市农业农村局\n2023年5月1日';
    const { parts, paper } = read(raw);
    expect(parts).toEqual([
      ['遂昌县', '遂昌县：每亩120元，农户申报。'],
      ['松阳县', '松阳县：每亩110元，农户申报。'],
      ['遂昌县', '遂昌县：每亩400元，农户申报。'],
      ['松阳县', '松阳县：每亩380元，农户申报。'],
    ]);
    expect(paper).toMatchObject({ effectiveFrom: '2023-01-01', issuedOn: '2023-05-01' });
  });

  test('leave to the city what follows for all', () => {
    const raw =
      '丽水市水稻补贴方案\n一、遂昌县\n每亩120元，农户申报。\n二、松阳县\n每亩110元，农户申报。\n三、工作要求\n全市统一验收，资金直达农户。\n丽水市农业农村局\n2023年5月1日';
    const { parts } = read(raw);
    expect(parts).toHaveLength(2);
    expect(parts.at(-1)?.[1]).toBe('二、松阳县\n每亩110元，农户申报。');
  });

  test('are rows of a table where these name counties', () => {
    const raw =
      '丽水市水稻补贴标准\n\n| 县区 | 标准 |\n| 遂昌县 | 120元 |\n| 松阳县 | 110元 |\n| 丽水市 | 115元 |';
    const { parts } = read(raw);
    expect(parts).toEqual([
      ['遂昌县', '遂昌县\t120元'],
      ['松阳县', '松阳县\t110元'],
    ]);
  });

  test('have what they say of their own term', () => {
    const raw =
      '丽水市水稻补贴标准\n一、遂昌县\n每亩120元，自2023年3月1日起执行。\n二、松阳县\n每亩110元，自2023年6月1日起执行。';
    expect(read(raw).sections.map(({ effectiveFrom }) => effectiveFrom)).toEqual([
      '2023-03-01',
      '2023-06-01',
    ]);
    expect(read(raw).paper).not.toHaveProperty('effectiveFrom');
  });
});
