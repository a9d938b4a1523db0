import { describe, expect, test } from 'vitest';
import { answeredIn } from '../fakes/grounded.ts';
import { sceneOfFiles } from '../fakes/small-knowledge.ts';

/* Of which year a sentence is: by itself and what stands above it, not by a condition of another item. */

const scene = await sceneOfFiles({
  '庭院.txt': `城步县农业农村局
关于做好2026年庭院经济奖补工作的通知
2026年2月10日

一、对象：脱贫户和监测户。
二、已经在2023年以后领过庭院经济奖补的，不再奖补。
三、公示：庭院经济奖补名单在村里公示6天。
四、奖补资金在9月底前发放。
`,
  '适老化2025.txt': `会同县民政局
关于做好2025年困难老年人家庭适老化改造工作的通知
2025年3月1日

一、适老化改造每户补助3000元。
二、适老化改造名单在村里公示3天。
`,
  '适老化2026.txt': `会同县民政局
关于做好2026年老年人家庭适老化改造工作的通知
2026年3月5日

一、适老化改造每户补助4500元。
二、适老化改造名单在村里公示9天。
`,
  '钢瓶.txt': `城步县液化气钢瓶检验公告
城步县城市管理局 2026年5月20日

一、钢瓶检验周期：
2016年以前出厂的钢瓶，每3年检验一次。
2016年以后出厂的钢瓶，每4年检验一次。
`,
  '网络.txt': `城步县2026年电子商务工作要点
城步县商务局 2026年1月20日

一、目标。去年农产品网络零售额2.3亿元。今年农产品网络零售额达到2.9亿元。
`,
  '秸秆.txt': `会同县2025年秸秆利用工作总结和2026年打算
会同县农业农村局 2025年12月26日

一、2025年工作
全年收储秸秆4.6万吨，比2024年的3.9万吨增加0.7万吨。
二、2026年打算
（一）秸秆收储点增加到31个。
（二）打捆作业每亩补助提高到22元。
`,
  '护林.txt': `会同县2025年护林工作报告
会同县林业局 2026年1月8日

一、主要工作
护林员巡山工资每月680元。
二、下一步打算
护林员巡山工资每月提高到760元。
`,
  '路灯.txt': `会同县路灯养护情况

去年安装路灯320盏。
`,
  '桥.txt': `会同县交通运输局工作汇报
2026年2月10日

2025年，主要做了以下工作：
1.新建农村便民桥23座。
2.申报桥梁养护材料在2026年9月30日以前报送。
`,
  '公墓.txt': `城步县2025年公墓建设工作总结

一、建设情况
新建公益性公墓17处，投入资金430万元。
二、2026年打算
公益性公墓再建8处。
`,
});
const told = async (question: string) => (await answeredIn(scene, question)).text;

describe('what a year is asked of', () => {
  test.each([
    ['城步今年庭院经济奖补名单公示几天', '6天', '9天'],
    ['会同去年适老化改造名单公示几天', '3天', '9天'],
    ['会同今年适老化改造每户补助多少', '4500元', '3000元'],
    ['城步2014年出厂的钢瓶几年检验一次', '每3年', '每4年'],
    ['城步2019年出厂的钢瓶几年检验一次', '每4年', '每3年'],
    ['会同今年秸秆收储点要增加到多少个', '31个', '4.6万吨'],
    ['会同2024年收储秸秆多少吨', '3.9万吨', '31个'],
    ['会同明年护林员巡山工资每月多少', '760元', '680元'],
    ['城步去年新建公益性公墓多少处', '17处', '8处'],
    ['城步今年公益性公墓再建多少处', '8处', '17处'],
    ['城步今年农产品网络零售额要达到多少', '2.9亿元', '2.3亿元'],
  ])('is told by what is of it: %s: %s', async (question, answer, other) => {
    const text = await told(question);
    expect(text).toContain(answer);
    expect(text).not.toContain(other);
  });
});

describe('what is of another year', () => {
  test.each([
    '会同今年安装路灯多少盏',
    '会同明年安装路灯多少盏',
    '会同今年新建农村便民桥多少座',
    '会同2024年申报桥梁养护材料什么时候报送',
  ])('answers nothing: %s', async (question) => {
    const { answer } = await scene.ask(question);
    expect(answer.kind, answer.text).toBe('refused');
  });

  test('is told of the year that announces its list', async () => {
    expect(await told('会同2025年新建农村便民桥多少座')).toContain('23座');
  });
});
