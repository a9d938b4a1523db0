import { describe, expect, test } from 'vitest';
import type { Fit } from '../../../../src/core/language/figures/classes.ts';
import { conditionsOf, fitOf } from '../../../../src/core/language/figures/conditions.ts';

const fitting = (question: string, text: string): Fit => fitOf(conditionsOf(question), text);

describe('a township in a question', () => {
  test.each<[string, string, Fit]>([
    ['普乐镇分了几户', '乡镇\t低保老人\t小计\n普乐镇\t35\t71', 'fits'],
    ['普乐镇分了几户', '乡镇\t低保老人\t小计\n寨前镇\t12\t40', 'other'],
    ['普乐镇分了几户', '乡镇\t低保老人\t小计\n合计\t47\t111', 'other'],
    ['向家镇有几户', '乡镇\t户数\n向家镇\t35', 'fits'],
    ['向家镇有几户', '乡镇\t户数\n由义镇\t12', 'other'],
    ['河口镇的向谁交', '向河口镇交申请', 'fits'],
    ['河口镇的向谁交', '向本镇交申请', 'untold'],
  ])('%s: %s: %s', (question, text, fit) => {
    expect(fitting(question, text)).toBe(fit);
  });
});

describe('a grade in Roman figures', () => {
  test.each<[string, string, Fit]>([
    ['二级响应谁启动', 'Ⅱ级响应:由指挥长启动', 'fits'],
    ['二级响应谁启动', 'Ⅲ级响应:由副指挥长启动', 'other'],
    ['II级响应谁启动', 'Ⅱ级响应:由指挥长启动', 'fits'],
    ['iv级响应谁启动', 'Ⅰ级响应:由县长启动', 'other'],
    ['一级响应谁启动', 'wifi级联', 'untold'],
  ])('%s: %s: %s', (question, text, fit) => {
    expect(fitting(question, text)).toBe(fit);
  });
});

describe('an amount in a question', () => {
  test.each<[string, string, Fit]>([
    ['我爸83岁能领多少', '80-89岁的老人每月60元', 'fits'],
    ['一千多公斤的补多少', '1000公斤以上的,每台1.6万元', 'fits'],
    ['一千多公斤的补多少', '300公斤至1000公斤的,每台8000元', 'other'],
    ['不到60岁的补多少', '60周岁以上的每月100元', 'other'],
    ['每小时80公斤的机子', '50公斤至100公斤的,每台1500元', 'fits'],
    ['娃1米35要票吗', '身高1.2米以下儿童免票', 'other'],
    ['一亩补多少', '100亩以上的每亩80元', 'untold'],
    ['57岁的女的', '男性不超过60周岁,女性不超过55周岁', 'other'],
    ['57岁的男的', '男性不超过60周岁,女性不超过55周岁', 'fits'],
    ['我爸83岁能领多少', '90-99岁的老人每月120元', 'other'],
    ['我爸93岁能领多少', '90周岁以上的每月120元', 'fits'],
    ['我爸83岁能领多少', '年满90周岁的每月120元', 'other'],
    ['我爸83,能领多少', '80-89岁的老人每月60元', 'fits'],
    ['俺娘都93了能领多少', '80-89岁的老人每月60元', 'other'],
    ['我今年83能领多少', '80-89岁的老人每月60元', 'fits'],
    ['我今年83，能领多少', '90-99岁的老人每月120元', 'other'],
    ['给我83块', '90-99岁的老人每月120元', 'untold'],
    ['我爸60年的党龄', '90-99岁的老人每月120元', 'untold'],
    ['17岁能参加吗', '未满18周岁的不能参加', 'fits'],
    ['18岁能参加吗', '未满18周岁的不能参加', 'other'],
    ['85岁补多少', '80周岁以上不满90周岁的每月60元', 'fits'],
    ['95岁补多少', '80周岁以上不满90周岁的每月60元', 'other'],
    ['83岁补多少', '80至89岁60元,90至99岁120元,100岁以上500元', 'fits'],
    ['83岁补多少', '每人每月60元', 'untold'],
    ['70马力的拖拉机补多少', '50马力以上80马力以下', 'fits'],
    ['110马力的拖拉机补多少', '50马力以上80马力以下', 'other'],
    ['种了30亩补多少', '每亩补贴90元', 'untold'],
    ['种了30亩补多少', '连片种植50亩以上的每亩补贴90元', 'other'],
    ['种了30亩补多少', '全县推广2万亩以上,每亩补贴90元', 'untold'],
    ['住了95平方米补多少', '面积不足95.5平方米的每平方米补20元', 'fits'],
    ['死了头70公斤的猪补多少', '60公斤以上的每头80元', 'fits'],
    ['死了头70公斤的猪补多少', '25公斤以上不足60公斤的每头45元', 'other'],
    ['干村医23年了能领多少', '服务满20年不满30年的每月340元', 'fits'],
    ['干村医23年了能领多少', '服务满10年不满20年的每月230元', 'other'],
    ['种粮补贴22年发了多少', '服务满10年不满20年的每月230元', 'untold'],
    ['他是不是低保户，轮椅报几成', '低保家庭的轮椅补贴100%', 'untold'],
    ['我们没纳入低保，临时救助多少', '未纳入低保的困难家庭2000元', 'untold'],
    ['23年低保标准', '服务满10年不满20年的每月230元', 'untold'],
    ['住了95.5平方米补多少', '面积不足95.5平方米的每平方米补20元', 'other'],
    ['78岁每个月有多少', '80-89岁的老人每月60元', 'other'],
    ['家庭月人均收入900元能认定吗', '家庭月人均收入低于800元的', 'other'],
    ['家庭月人均收入800元能认定吗', '家庭月人均收入低于800元的', 'other'],
    ['家庭月人均收入700元能认定吗', '家庭月人均收入低于800元的', 'fits'],
    ['家庭年人均收入7000元能认定吗', '家庭月人均收入低于800元的', 'untold'],
    ['收入700元能认定吗', '自付费用超过5000元的', 'untold'],
  ])('of %s is held against the bands of %s', (question, text, expected) => {
    expect(fitting(question, text)).toBe(expected);
  });
});

describe('a numbered name in a question', () => {
  test.each<[string, string, Fit]>([
    ['7路车几点收班', '7路末班车18:40', 'fits'],
    ['7路车几点收班', '17路末班车18:40', 'other'],
    ['7路车几点收班', '末班车18:40', 'untold'],
    ['7路车几点收班', '10路路口设候车亭', 'other'],
    ['3标段谁中标', '1标段由甲公司承建,3标段由乙公司承建', 'fits'],
    ['8号楼租金多少', '5号楼、6号楼每平方米3元', 'other'],
    ['路灯几点亮', '7路末班车18:40', 'untold'],
  ])('of %s is held against those of %s', (question, text, expected) => {
    expect(fitting(question, text)).toBe(expected);
  });
});

describe('a hundred years', () => {
  test.each<[string, string, Fit]>([
    ['百岁老人补多少', '100周岁以上的每月600元', 'fits'],
    ['百岁老人补多少', '80-89岁的老人每月60元', 'other'],
    ['我奶奶百岁了能领多少', '80-89岁的老人每月60元', 'other'],
    ['二百岁的树', '80-89岁的老人每月60元', 'untold'],
  ])('of %s are held against the bands of %s', (question, text, expected) => {
    expect(fitting(question, text)).toBe(expected);
  });
});

describe('a part of the year in a question', () => {
  test.each<[string, string, Fit]>([
    ['秋季防火几号开始', '3月15日至5月31日为春季防火期', 'other'],
    ['秋季防火几号开始', '9月15日至11月15日为秋季防火期', 'fits'],
    ['秋季防火几号开始', '春季、秋季防火期内禁止野外用火', 'fits'],
    ['秋季防火几号开始', '防火期内禁止野外用火', 'untold'],
    ['春季和秋季防火各是几号', '9月15日至11月15日为秋季防火期', 'fits'],
    ['上半年发了多少', '下半年发放补贴90万元', 'other'],
    ['上半年发了多少', '春季发放补贴90万元', 'untold'],
  ])('of %s is held against that of %s', (question, text, expected) => {
    expect(fitting(question, text)).toBe(expected);
  });
});

describe('a grade or a township in a question', () => {
  test.each<[string, string, Fit]>([
    ['D级重建补多少', 'c级修缮每户1万元', 'other'],
    ['D级重建补多少', 'd级重建每户3万元', 'fits'],
    ['二级残疾补多少', '一级、二级残疾每月100元', 'fits'],
    ['二级残疾补多少', '三级残疾每月50元', 'other'],
    ['二级残疾补多少', '一、二级残疾每月100元', 'fits'],
    ['2级残疾补多少', '残疾等级为一级和二级的', 'fits'],
    ['三级残疾补多少', '一二级残疾每月100元', 'other'],
    ['三级伤残补多少', '一至四级伤残军人', 'fits'],
    ['五级伤残补多少', '一级至四级伤残军人', 'other'],
    ['5级伤残补多少', '5-8级伤残', 'fits'],
    ['c级危房补多少', 'c、d级危房可以申请', 'fits'],
    ['a级房子能改造吗', 'c、d级危房可以申请', 'other'],
    ['乙类补多少', '甲类800元', 'other'],
    ['二级残疾补多少', '获得一等奖的奖励', 'untold'],
    ['获奖的奖多少', '一等奖1万元', 'untold'],
    ['热水镇有多少户', '热水镇\t120', 'fits'],
    ['热水镇有多少户', '沙田镇\t98', 'other'],
    ['热水镇有多少户', '合计\t218', 'other'],
    ['全镇有多少户', '沙田镇\t98', 'untold'],
  ])('of %s is held against %s', (question, text, expected) => {
    expect(fitting(question, text)).toBe(expected);
  });
});

describe('what somebody says not to be', () => {
  test.each<[string, string, Fit]>([
    ['不是低保户，也不是监测对象，轮椅报几成', '低保、特困家庭的轮椅补贴100%', 'other'],
    ['不是低保户，也不是监测对象，轮椅报几成', '监测户的轮椅补贴100%', 'other'],
    ['不是低保户，也不是监测对象，轮椅报几成', '低保、监测户以外的轮椅补贴60%', 'untold'],
    ['我们没吃低保，轮椅报几成', '低保家庭的轮椅补贴100%', 'other'],
    ['我们吃低保，轮椅报几成', '低保家庭的轮椅补贴100%', 'untold'],
    ['轮椅报几成', '低保家庭的轮椅补贴100%', 'untold'],
    ['是不是低保户都能报', '低保家庭的轮椅补贴100%', 'untold'],
  ])('%s leaves others to: %s', (question, text, expected) => {
    expect(fitting(question, text)).toBe(expected);
  });
});
