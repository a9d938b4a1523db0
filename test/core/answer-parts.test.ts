import { describe, expect, test } from 'vitest';
import { answeredIn } from '../fakes/grounded.ts';
import { sceneOfFiles } from '../fakes/small-knowledge.ts';

const RULE = `木兰县乡村公益性岗位管理办法
（木人社发〔2025〕19号，2025年4月2日印发）

第一章 总则
第一条 为规范乡村公益性岗位开发和管理，制定本办法。
第二章 聘用
第二条 年满18周岁的脱贫人口，可以报名。
第三条 有下列情形之一的，不得聘用：
（一）已在企业稳定就业的；
（二）家庭成员中有财政供养人员的。
第四条 报名应当提交身份证复印件、村民委员会出具的家庭情况说明。
第五条 报名于每年1月20日前结束，乡镇人民政府自收到材料之日起10个工作日内提出聘用意见。
第三章 待遇
第六条 岗位补贴每人每月700元。
`;
const LEAFLET = `洛川县苹果防雹网补贴明白纸
（洛川县苹果产业发展中心 2026年2月）

【补给谁】在本县种植苹果5亩以上的果农和合作社。
【补多少】新搭防雹网每亩补贴1200元。
【哪样不补】
1．网架用竹木搭的；
2．2023年以后领过防雹网补贴的。
【拿啥来】身份证、果园承包合同、购网发票。
【咋领钱】先向村委会报名，验收合格后把钱打到“一卡通”。
【啥时候报】3月10日至4月20日，过了不补报。
【咨询】0911-3622790
【监督】0911-3621188
【报修】0911-3625566
`;
const NOTICE = `临泽县2025年母羊扩群补助通知
临农发〔2025〕31号

一、补助标准。每只羊羔补助60元。
二、本通知自印发之日起施行，《关于做好2024年母羊扩群补助工作的通知》（临农发〔2024〕18号）同时废止。
联系人：畜牧中心 0936-5521704
临泽县农业农村局
2025年3月6日
`;
const ANSWERS = `珲春市边境村补助政策问答
珲春市民政局 2026年1月

1.问：哪些人可以领取补助？
答：户籍在边境村、每年居住6个月以上的居民。
2.问：在校学生能领取吗？
答：全日制在校学生照常发放补助。
`;
const PAYING = `仪征市2026年度城乡居民医保缴费方案
仪征市医疗保障局 2025年9月22日

一、缴费时间
（一）集中缴费期。集中缴费期为2025年10月1日至2025年12月31日，期内缴费的，从2026年1月1日起享受待遇。
（二）补缴期。2026年1月1日至2月28日补缴的，从缴费满30日后享受待遇。
`;
const scene = await sceneOfFiles({
  '岗位.txt': RULE,
  '防雹网.txt': LEAFLET,
  '扩群.txt': NOTICE,
  '边境.txt': ANSWERS,
  '缴费.txt': PAYING,
});

const said = async (question: string) => (await answeredIn(scene, question)).text;

describe('the part of the rules that is asked for answers, however it is headed', () => {
  test.each([
    ['木兰公益性岗位报名要交些啥', '身份证复印件', '1月20日'],
    ['木兰公益性岗位什么人不要', '财政供养人员', '身份证'],
    ['木兰公益性岗位报名什么时候截止', '1月20日', '身份证'],
    ['洛川防雹网补贴要带啥', '购网发票', '1200元'],
    ['洛川防雹网补贴哪些人家补不上', '竹木', '5亩以上'],
    ['洛川防雹网补贴给哪些人', '5亩以上', '1200元'],
    ['洛川防雹网补贴最晚哪天报名', '4月20日', '2023年'],
    ['洛川有人冒领防雹网补贴打哪个电话举报', '0911-3621188', '0911-3622790'],
    ['洛川防雹网坏了打哪个电话', '0911-3625566', '0911-3621188'],
  ])('%s', async (question, right, other) => {
    const text = await said(question);
    expect(text).toContain(right);
    expect(text).not.toContain(other);
  });
});

test('what a paper repeals does not date what stands behind it', async () => {
  expect(await said('临泽2025年母羊扩群补助联系电话')).toContain('0936-5521704');
});

test.each(['临泽母羊扩群补助那个文是多少号', '临泽母羊扩群补助是多少号文'])(
  'the number of a paper is told as people ask for it: %s',
  async (question) => {
    expect(await said(question)).toContain('〔2025〕31号');
  },
);

test('where somebody studies is not the place that is asked about', async () => {
  expect(await said('我儿子在长春念大学，户口在边境村，补助还发不发')).toContain('珲春市');
});

test('a day from which something is given takes no deadline from its sentence', async () => {
  expect(await said('仪征医保集中缴费几号截止')).toContain('2025年12月31日');
});
