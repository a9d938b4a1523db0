import { describe, expect, test } from 'vitest';
import { clean } from '../../../src/corpus/clean.ts';
import { papersOf } from '../../../src/corpus/detect.ts';
import { normaliseCharacters } from '../../../src/corpus/lines.ts';
import { gazetteer, isWord } from '../fixture.ts';

function read(raw: string) {
  const { text, setAside } = clean(raw, { isWord });
  const rawLines = normaliseCharacters(raw).split('\n');
  return { text, ...papersOf({ path: 'a.txt', text, setAside, rawLines }, gazetteer) };
}

describe('a paper that names a month alone', () => {
  const body = '一、门诊限额每年380元，从2021年开始实行。\n二、计划2026年提高到500元。';
  test.each([
    ['below its office', `松阳县报销须知\n${body}\n松阳县医疗保障局\n2023年10月`],
    ['behind its office', `松阳县报销须知\n${body}\n松阳县医疗保障局 2023年10月`],
    ['in Han figures', `松阳县报销须知\n${body}\n松阳县医疗保障局\n二〇二三年十月`],
    [
      'above a line of telephone',
      `松阳县报销须知\n${body}\n松阳县医疗保障局\n2023年10月\n咨询电话：0578-8061234`,
    ],
    ['below its title', `松阳县报销须知\n松阳县医疗保障局 2023年10月\n${body}`],
    ['in brackets below its title', `松阳县报销须知\n（2023年10月）\n${body}`],
  ])('is of that month, %s', (_, raw) => {
    expect(read(raw).paper).toMatchObject({ title: '松阳县报销须知', issuedOn: '2023-10' });
  });

  test.each([
    ['a stretch of time', `松阳县报销须知\n办理时间：\n2023年10月\n${body}`],
    [
      'a heading among months',
      `松阳县防汛大事记\n${body}\n2023年9月\n降雨两百毫米。\n2023年10月\n降雨八十毫米。\n雨量减少。`,
    ],
  ])('but not of %s', (_, raw) => {
    expect(read(raw).paper.issuedOn).not.toBe('2023-10');
  });
});

describe('a byline below a title', () => {
  test.each([
    [
      'lines of one width',
      '松阳县残疾补贴公告\n松阳县民政局 2024年1月1日\n第一档：重度，每月95元\n第二档：一般，每月55元\n第三档：其他，不补贴',
    ],
    ['a sentence', '松阳县渔业公告\n松阳县农业农村局 2024年1月1日\n禁渔期为四月至六月，违者罚款二百元。'],
    [
      'a bracket',
      '松阳县渔业公告\n（松阳县农业农村局 2024年1月1日）\n禁渔期为四月至六月，其间不得垂钓，违者罚款二百元。\n其余时间可以垂钓。',
    ],
  ])('stays a line of its own above %s', (_, raw) => {
    const { text, paper } = read(raw);
    expect(text.split('\n')).toContain(raw.split('\n')[1]);
    expect(paper.issuedOn).toBe('2024-01-01');
  });
});
