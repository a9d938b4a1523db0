import { describe, expect, test } from 'vitest';
import { sceneOfFiles } from '../../fakes/small-knowledge.ts';

const NOTICE = `桂东县农业农村局
关于做好2023年农业机械报废补贴和培训工作的通知

各乡镇人民政府：
为加快淘汰老旧农机，现将有关事项通知如下：

一、报废补贴机型
（一）拖拉机。报废一台补贴1000元。
（二）联合收割机。报废一台补贴5000元。
（三）铡草机。报废一台补贴500元。
二、办理时间和地点
（一）办理时间。2023年6月1日至9月30日。
（二）办理地点。各乡镇农机站，报废补贴当场登记。
三、农机培训对象
1.18至60周岁的农机手；
2.合作社理事长；
3.返乡青年。
四、农机禁用区域
1.城关水源地：东至东环路，西至西环路；
2.森林公园；
3.桥梁和堤坝。

桂东县农业农村局
2023年5月20日
`;

const CARD = `桂东县水库垂钓明白卡

桂东县水利局
2023年5月印制

【禁钓区】沤江水库大坝、取水口、泄洪道，全年禁止垂钓。
【可钓区】共3处：右岸看台、库尾浅滩、下游河段。
【处罚】
1.在禁钓区垂钓的，处200元罚款。
2.毁坏垂钓护栏的，处500元罚款。
3.向水库倾倒垃圾的，处1000元罚款。
`;

const JOBS = `桂东县茶厂招工公告

桂东县人力资源和社会保障局
2023年5月20日

一、招工岗位
茶厂招工3个岗位：
1.揉捻工，12人；
2.包装工，20人；
3.质检员，4人。
二、茶厂招工不予录用的情形
（一）患有传染病的；
（二）被茶厂招工企业辞退过的。
`;

const RELIEF = `桂东县倒房重建款发放公示

桂东县应急管理局
2023年8月20日

一、资金
倒房重建款由省里出260万元、县里出90万元，社会捐了40万元。
二、不得享受情形
房屋闲置五年以上的；过了7月31日才上报的；一处房报两户的。
三、发放
重建款分两次打到户主卡上。
`;

const KITCHENS = `桂东县民宿灶房抽查通报

桂东县市场监督管理局
2023年11月8日

一、抽查情况
抽查民宿灶房86家，共发现问题52个，已改49个。
二、扣分多的问题
1.灭火器过期。每半年要验一次，有9家没有验。
2.排烟管积油的有14家。
3.冷柜生熟混放的有11家。
三、处理
对2家民宿立案。
`;

const BEES = `桂东县中蜂养殖奖补通知

桂东县农业农村局
2023年4月10日

一、奖补
每箱奖60元。
二、申报
蜂农6月30日前向村委会报名。须带身份证、蜂场备案表或者租地合同、存折复印件。今年起另交一张蜂箱编号的照片。
`;

const scene = await sceneOfFiles({
  '通知.txt': NOTICE,
  '明白卡.txt': CARD,
  '招工.txt': JOBS,
  '倒房.txt': RELIEF,
  '灶房.txt': KITCHENS,
  '中蜂.txt': BEES,
});
const told = async (question: string) => (await scene.ask(question)).answer.text;

describe('a list that is asked for', () => {
  test.each([
    [
      'the points under a heading, where most of them answer',
      '桂东哪些农机报废有补贴',
      ['拖拉机', '联合收割机', '铡草机'],
      ['办理时间'],
    ],
    [
      'from its first item on, though that opens with a number',
      '桂东农机培训对象有哪些',
      ['18至60周岁', '合作社理事长', '返乡青年'],
      [],
    ],
    [
      'from its first item on, though that is a label with a value',
      '桂东哪些地方是农机禁用区域',
      ['城关水源地', '森林公园', '桥梁和堤坝'],
      [],
    ],
    ['where it is counted in one sentence', '桂东哪几个可钓区准垂钓', ['右岸看台', '库尾浅滩'], ['泄洪道']],
    ['where each point is a sentence', '桂东水库垂钓哪几样要罚款', ['禁钓区垂钓', '护栏', '倾倒垃圾'], []],
    ['in spoken words', '桂东茶厂都招什么工', ['揉捻工', '包装工', '质检员'], ['传染病']],
    ['of what is denied, where that is asked', '桂东茶厂招工哪些人不予录用', ['传染病', '辞退'], ['包装工']],
    [
      'of whom is left out, under a heading that alone says so',
      '桂东这次倒房的钱哪些人领不到',
      ['闲置五年', '7月31日', '报两户'],
      ['260万元'],
    ],
    [
      'with what is asked for beside it',
      '桂东报中蜂奖补要交哪些资料',
      ['身份证', '备案表', '编号的照片'],
      ['60元'],
    ],
    [
      'of faults, whatever they are called',
      '桂东抽查民宿灶房，扣分多的都是些啥毛病',
      ['灭火器过期', '积油', '生熟混放'],
      ['立案'],
    ],
  ])('is told whole: %s', async (_, question, items, others) => {
    const text = await told(question);
    for (const item of items) expect(text).toContain(item);
    for (const other of others) expect(text).not.toContain(other);
  });

  test('is none of points of which one alone answers', async () => {
    const text = await told('桂东农机报废的办理地点有哪些');
    expect(text).toContain('各乡镇农机站');
    expect(text).not.toContain('6月1日');
  });
});
