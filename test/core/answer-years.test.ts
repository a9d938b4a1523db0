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
});
const told = async (question: string) => (await answeredIn(scene, question)).text;

describe('what a year is asked of', () => {
  test.each([
    ['城步今年庭院经济奖补名单公示几天', '6天', '9天'],
    ['会同去年适老化改造名单公示几天', '3天', '9天'],
    ['会同今年适老化改造每户补助多少', '4500元', '3000元'],
    ['城步2014年出厂的钢瓶几年检验一次', '每3年', '每4年'],
    ['城步2019年出厂的钢瓶几年检验一次', '每4年', '每3年'],
    ['城步今年农产品网络零售额要达到多少', '2.9亿元', '2.3亿元'],
  ])('is told by what is of it: %s: %s', async (question, answer, other) => {
    const text = await told(question);
    expect(text).toContain(answer);
    expect(text).not.toContain(other);
  });
});
