import { describe, expect, test } from 'vitest';
import { answeredIn } from '../fakes/grounded.ts';
import { sceneOfFiles } from '../fakes/small-knowledge.ts';

/* What somebody uses, has, waits for or has waited is told by the band that holds it, in whatever unit it is said. */

const scene = await sceneOfFiles({
  '用水.txt': `城步县农村供水收费公告
城步县水利局 2026年3月2日

一、居民生活用水分三档收费：
每户每年150立方米以内的，每立方米1.9元。
151至260立方米的，每立方米2.6元。
260立方米以上的，每立方米4.1元。
二、水表由供水站每月25日抄录。
`,
  '供暖.txt': `会同县供热退费规则
会同县住房和城乡建设局 2025年10月8日

一、室温不达标的退费：
低于18℃不低于15℃的，退当日热费的40%。
低于15℃的，退当日热费的80%。
二、退费在次年4月底前打回原账户。
`,
  '学车.txt': `会同县老年大学退费规定
会同县老年大学 2026年1月5日

一、开课前10天以上退班的，学费全退。
二、开课前不足10天退班的，学费退一半。
三、开课后不退。
`,
  '死亡.txt': `城步县生猪保险理赔标准
城步县农业农村局 2026年2月1日

一、育肥猪按死亡时体重赔付：
20公斤以上不足50公斤的，每头赔300元。
50公斤以上不足80公斤的，每头赔560元。
80公斤以上的，每头赔820元。
`,
  '池塘.txt': `城步县水库巡查和占地补偿规定
城步县水利局 2026年4月9日

一、小型水库由巡查员每半月巡查一次。
二、修渠占用玉米地的，每亩补偿850元。
三、占用果园的，按评估价补偿八成。
`,
});
const told = async (question: string) => (await answeredIn(scene, question)).text;

describe('an amount that somebody names', () => {
  test.each([
    ['城步居民生活用水一年用了两百方，每立方米多少钱', '2.6元', '4.1元'],
    ['会同屋里才16度，供热退费退几成', '40%', '80%'],
    ['会同室内只有13度，退当日热费的几成', '80%', '40%'],
    ['城步死了头120斤的猪赔多少', '560元', '300元'],
    ['会同老年大学开课前四天不去了，学费退多少', '退一半', '全退'],
  ])('is answered by its band: %s: %s', async (question, answer, other) => {
    const text = await told(question);
    expect(text).toContain(answer);
    expect(text).not.toContain(other);
  });
});

test('how much is told in words, too', async () => {
  expect(await told('会同老年大学开课前半个月退班，学费退多少')).toContain('全退');
});

describe('how much and how often', () => {
  test.each([
    ['城步修渠占用玉米地一亩补偿几个', '850元'],
    ['城步小型水库多长时间巡查一回', '每半月'],
    ['城步占用果园补偿多少', '八成'],
  ])('is understood as people say it: %s: %s', async (question, answer) => {
    expect(await told(question)).toContain(answer);
  });
});
