import { describe, expect, test } from 'vitest';
import { fillsOffice, namesPerson } from '../../../src/core/language/people.ts';
import { segmenter } from '../../corpus/fixture.ts';

const names = (text: string, ...asked: string[]) => namesPerson(text, asked, segmenter);

describe('a text names a person', () => {
  test.each([
    ['县长王大明带队走访', '县长'],
    ['县委书记李建国同志说', '书记'],
    ['县委书记欧阳明说', '书记'],
    ['县长向明华介绍', '县长'],
    ['村主任石拔专', '主任'],
    ['书记、县长刘伟', '县长'],
    ['县长　刘　伟', '县长'],
    ['副县长张三调研', '县长'],
    ['组长为副县长覃志明,副组长为县水利局局长', '组长'],
    ['主任由副局长潘定国担任', '主任'],
    ['股长：陆永康', '股长'],
    ['首席养蜂专家：古良材，逢五到场', '专家'],
  ])('%s', (text, office) => expect(names(text, office)).toBe(true));

  test('after whichever office stands there, when none is asked', () => {
    expect(names('记者李晓红报道')).toBe(true);
    expect(names('李晓红在报道中说')).toBe(false);
    expect(names('首席茶叶专家:陆永康,每月到村')).toBe(true);
  });

  test('only after the office that is asked', () => {
    expect(names('县长谭学文说', '书记')).toBe(false);
    expect(names('县长谭学文说', '县长')).toBe(true);
  });
});

describe('a text names no person', () => {
  test.each([
    ['县长办公室', '县长'],
    ['主任：高标准农田建设', '主任'],
    ['组长：向全县通报', '组长'],
    ['县长高度重视', '县长'],
    ['书记带头', '书记'],
    ['县长负责制', '县长'],
    ['第一书记安排到村', '书记'],
    ['县委书记任组长', '书记'],
    ['组长向全县通报', '组长'],
    ['会长都说', '会长'],
    ['县长于2018年到村', '县长'],
    ['主任医师', '主任'],
    ['组长为副县长,办公室设在县水利局', '组长'],
    ['副组长为副县长覃志明', '主任'],
    ['', '县长'],
  ])('%s', (text, office) => expect(names(text, office)).toBe(false));
});

describe('a text says who fills an office', () => {
  test.each([
    ['副县长、教育局长任组长', '组长', true],
    ['镇长王大明切实履行“双队长”责任', '双队长', true],
    ['由镇领导担任片区长', '片区长', true],
    ['支部书记带头当“巡逻队长”', '队长', true],
    ['领导小组下设办公室，组长负责日常工作', '组长', false],
    ['县长向组长汇报', '组长', false],
    ['县委书记任组长', '镇长', false],
    ['县委书记任组长', '经费', false],
  ])('%s: %s, %s', (text, office, expected) => expect(fillsOffice(text, [office])).toBe(expected));
});
