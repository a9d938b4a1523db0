import { describe, expect, test } from 'vitest';
import { aspectFits, aspectsAsked, namesAspect } from '../../../src/core/evidence/aspects.ts';

const of = (heading: string, folded: string, ruling = '') => ({ heading, folded, ruling });

describe('what a question asks for of what papers part their rules by', () => {
  test.each([
    ['报名得交些什么', ['materials']],
    ['领补贴怎么申请', ['steps']],
    ['什么时候报名截止', ['deadline']],
    ['几天能办好', ['duration']],
    ['哪些人可以领', ['whom', 'conditions']],
    ['什么样的老人不收', ['excluded']],
    ['哪些人补不上', ['excluded']],
    ['什么样的人申请急难救济不给批', ['excluded']],
    ['哪些情况优待证办不下来', ['excluded']],
    ['灶房验收都有些什么毛病', ['faults']],
    ['查出了哪几类主要隐患', ['faults']],
    ['有人冒领向谁举报', ['complaint']],
    ['水管坏了打哪个电话', ['repair']],
    ['每亩补多少钱', []],
  ])('%s', (written, expected) => {
    expect(aspectsAsked(written)).toEqual(expected);
  });

  test('nothing where it asks for three and more', () => {
    expect(aspectsAsked('哪些人可以申请，要什么材料，怎么申请，几天办好')).toEqual([]);
  });
});

describe('how a sentence stands to it', () => {
  const materials = aspectsAsked('要带什么材料');

  test.each([
    ['a heading in written words', of('三、申请材料', '身份证和户口簿。')],
    ['a label as leaflets speak', of('【拿啥来】', '身份证和户口簿。')],
    ['the question that it answers', of('', '双方身份证。', '5.问:婚检带什么去?')],
  ])('headed by %s', (_, sentence) => {
    expect(aspectFits(materials)(sentence)).toBe('headed');
  });

  test('told by its own words, where no heading says so', () => {
    expect(aspectFits(materials)(of('第二章 聘用', '报名应当提交身份证复印件。'))).toBe('told');
  });

  test('of another part under the heading of that', () => {
    expect(aspectFits(materials)(of('二、补助对象', '种植苹果5亩以上的果农。'))).toBe('other');
  });

  test('untold where neither says, and where none is asked', () => {
    expect(aspectFits(materials)(of('', '每亩补贴1200元。'))).toBe('untold');
    expect(aspectFits([])(of('三、申请材料', '身份证和户口簿。'))).toBe('untold');
  });

  test.each(['有下列情形之一的,不予补贴:', '有下列情形之一的,不给补贴:', '以下情况不补:'])(
    'a list of what is not allowed is told by its head: %s',
    (head) => {
      const excluded = aspectsAsked('什么情况不给补');
      expect(aspectFits(excluded)(of('', '已经领过的;', `第四条 ${head}`))).toBe('told');
    },
  );

  test('faults by the heading that counts them, and by the head of their list', () => {
    const faults = aspectsAsked('都是些什么毛病');
    expect(aspectFits(faults)(of('三、反复出现的问题', '1.灭火器过期的有9家。'))).toBe('headed');
    expect(aspectFits(faults)(of('', '(二)灭火器过期;', '隐患主要有三类:'))).toBe('told');
    expect(aspectFits(faults)(of('', '共发现问题52个,已改49个。'))).toBe('untold');
  });
});

test('words that name a part alone need not stand in a sentence of it', () => {
  const asked = aspectsAsked('申请低保要什么材料');
  expect(namesAspect(asked, '材料')).toBe(true);
  expect(namesAspect(asked, '低保')).toBe(false);
});
