import { describe, expect, test } from 'vitest';
import {
  classesAsked,
  type Fit,
  ofAsked,
  tellsOtherThing,
} from '../../../../src/core/language/figures/classes.ts';
import { CLASS_KINDS, type ClassKind } from '../../../../src/core/lexicon/classes.ts';

const held = (question: string, text: string) => ofAsked(classesAsked(question), text);

describe('what is asked of is held against the classes of a text', () => {
  test.each<[string, string, Fit]>([
    ['小学生的', '其中小学生降到32%以下,初中生降到62%以下', 'fits'],
    ['小学生的', '全县中小学生降到46%以下', 'wider'],
    ['高中生的', '小学每天不超过60分钟,初中每天不超过90分钟', 'other'],
    ['高中生的', '每天不超过60分钟', 'untold'],
    ['高中生的', '提高中央财政补助标准', 'untold'],
    ['高中生的', '小学、初中、高中等学校的学生', 'fits'],
    ['小学生的', '每年集中学习不少于40小时', 'untold'],
    ['小学生的', '扩大学生资助范围', 'untold'],
    ['小学生的', '开展三大专项行动', 'untold'],
    ['种玉米的', '水稻每亩保费28元', 'other'],
    ['种玉米的', '粮食作物每亩保费28元', 'wider'],
    ['合作社', '农户每亩600元,家庭农场每亩450元', 'other'],
    ['合作社', '补助直接打入农户的一卡通', 'untold'],
    ['一头驴', '牛每头3000元', 'other'],
    ['一头牛', '养牛的每头补3000元', 'fits'],
    ['羊的保费', '羊角镇120户', 'untold'],
    ['省级医院', '县级医院报75%,市级医院报60%', 'other'],
    ['市级医院', '县级及以上医院报60%', 'wider'],
    ['乡镇卫生院', '县级及以下医院报80%', 'wider'],
    ['市级医院', '县级及以下医院报80%', 'other'],
    ['大专生', '高中以上文化程度的优先录用', 'wider'],
    ['小学生', '初中及以上文化程度的优先录用', 'other'],
    ['我妈的', '男性不超过60周岁,女性不超过55周岁', 'fits'],
    ['我老婆生娃，我护理假休几天', '男方享受护理假15天', 'untold'],
    ['我们老婆生娃,我们护理假休几天', '男方享受护理假15天', 'untold'],
    ['老婆生孩子男的休几天', '男方享受护理假15天', 'fits'],
    ['种苹果的社', '粮食类120万元,林果类80万元', 'wider'],
    ['残疾的孩子减几成', '脱贫户减四成,病残家庭减三成', 'fits'],
    ['住乡镇卫生院', '在乡镇、县级的起付线减半', 'fits'],
    ['耳朵聋的', '听力、言语残疾,没有护理补贴', 'fits'],
    ['盲人', '视力、听力、言语残疾人每月补100元', 'fits'],
    ['智力残疾的', '视力、听力残疾人每月补100元', 'other'],
    ['新打了多少眼井', '打机井412眼,修复旧井189眼', 'fits'],
    ['想查结婚档', '离婚后一方查原婚姻档案', 'untold'],
    ['大姐，护理假休几天', '男方享受护理假15天', 'untold'],
    ['我妈和我爸的', '男性不超过60周岁,女性不超过55周岁', 'fits'],
    ['我想问下我妈', '男性不超过60周岁', 'other'],
    ['我们村我妈', '男性不超过60周岁', 'other'],
    ['小车停一天', '小型车2小时内5元,全天最高15元', 'fits'],
    ['小车停一天', '大客车全天20元', 'other'],
    ['三轮车换新', '报废电动自行车每辆补450元', 'other'],
    ['电费怎么交', '水费每吨2.8元', 'other'],
    ['停车费', '住宿费每晚60元,停车费每天10元', 'fits'],
    ['免费查宫颈癌', '乳腺癌每年检查一次', 'other'],
    ['免费查宫颈癌', '两癌每年检查一次', 'wider'],
    ['打流感疫苗', '狂犬病疫苗每针65元', 'other'],
    ['失业保险补多少', '养老保险补贴60%', 'other'],
    ['失业保险补多少', '社保补贴60%', 'wider'],
    ['头一回办证要带什么', '补领证件的,带身份证', 'other'],
    ['头一回办证要带什么', '首次登记的,带身份证', 'fits'],
    ['报废收割机补多少', '拖拉机报废补贴1500元', 'other'],
    ['报废收割机补多少', '农机报废补贴1500元', 'untold'],
    ['摆喜酒提前几天报', '丧事聚餐12小时内报告', 'other'],
    ['生二胎奖多少', '生育一孩奖励1000元', 'other'],
    ['生二胎奖多少', '二孩及以上每月500元', 'wider'],
    ['打五针的', '四针法:当天打2针,每针82元', 'other'],
    ['社保卡丢了重办', '补卡每张16元,首次办卡不收费', 'fits'],
    ['证掉了怎么办', '补证的,须登报声明', 'fits'],
    ['扯了离婚证', '结婚登记当场办结', 'other'],
    ['低保户', '残疾人每人每月80元', 'untold'],
    ['低保户', '低保边缘家庭成员:护理费减收20%', 'other'],
    ['低保户', '低保对象:护理费减收50%', 'fits'],
    ['低保户', '脱贫户每户500元,监测户每户800元', 'other'],
  ])('%s in %s', (question, text, fit) => {
    expect(held(question, text).fit).toBe(fit);
  });

  test('no pattern captures a group', () => {
    const groupsOf = ({ sign }: ClassKind) => new RegExp(`${sign.source}|`, 'u').exec('')?.slice(1).length;
    expect(CLASS_KINDS.map(groupsOf)).toEqual(CLASS_KINDS.map(({ named }) => named.length));
  });

  test('what rules a text says it where the text does not', () => {
    expect(held('初中生', '小学:\n每天不超过60分钟').fit).toBe('other');
    expect(held('初中生', '各中小学校:\n初中每天不超过90分钟').fit).toBe('fits');
  });

  test('a class opens its clause behind the whole of a place, too', () => {
    expect(held('农村低保标准', '从2024年7月1日起,全县农村低保标准为468元').fit).toBe('fits');
    expect(held('城市低保标准', '从2024年7月1日起,全县农村低保标准为468元').fit).toBe('other');
  });

  test('clauses of others are blanked, and every character kept at its place', () => {
    const text = '男性不超过60周岁,女性不超过55周岁,自愿报名';
    const { kept } = held('女的', text);
    expect(kept).toHaveLength(text.length);
    expect(kept.trim()).toBe('女性不超过55周岁,自愿报名');
    expect(kept.indexOf('女性')).toBe(text.indexOf('女性'));
  });
});

test.each([
  ['维修一座水闸', '新建山塘每口3万元,维修山塘每口8000元,新建水闸每座1.2万元', ['水闸'], true],
  ['维修一口山塘', '新建山塘每口3万元,维修山塘每口8000元,新建水闸每座1.2万元', ['山塘'], false],
  ['维修一座水闸', '新建水闸每座补3万元,维修的补8000元', ['水闸'], false],
])('%s is told of something else or not by %s', (question, text, words, expected) => {
  expect(tellsOtherThing(classesAsked(question), text, words)).toBe(expected);
});
