import { describe, expect, test } from 'vitest';
import { paperAsked } from '../../../src/core/papers/asked.ts';

const kind = (written: string) => paperAsked({ text: written, written })?.kind ?? null;

describe('a question of a paper', () => {
  test.each([
    ['养犬办法什么时候施行', 'validity'],
    ['这个办法有效期到哪年', 'validity'],
    ['取暖补贴政策还有效吗', 'validity'],
    ['2019年的水价通知作废了没有', 'validity'],
    ['泸政发〔2016〕5号过期了吗', 'validity'],
    ['水价什么时候开始施行', 'validity'],
    ['水价方案文号', 'number'],
    ['渡口管理规定废止了哪个文件', 'repeals'],
    ['渡口规定把什么文件废止了', 'repeals'],
    ['哪些文件被渡口规定废止', 'repeals'],
    ['去年的27号文还算数吗', 'validity'],
    ['泸农发9号还能用不', 'validity'],
    ['泸政办发第5号是哪个文件', 'title'],
    ['27号通知讲的什么', 'title'],
  ])('%s', (written, expected) => expect(kind(written)).toBe(expected));

  test.each([
    '狂犬疫苗有效吗',
    '身份证过期了怎么办',
    '医保什么时候生效',
    '残疾证有效期多久',
    '贷款什么时候到期',
    '健康证失效了还能上班吗',
    '会员卡管用到几月',
    '低保多少钱',
    '工资是每月发15号还是20号',
    '6月18号文化站开门吗',
    '这话还算数吗',
    '有没有办法让旧医保卡还能用',
  ])('is not one of something else: %s', (written) => expect(kind(written)).toBeNull());
});
