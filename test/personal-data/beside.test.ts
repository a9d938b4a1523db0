import { describe, expect, test } from 'vitest';
import { maskPersonsIn } from '../../src/personal-data.ts';

const NUMBER = '13800138000';
const hidden = (text: string) => text.replaceAll(NUMBER, '138****8000');

describe('a mobile number beside a name is a person’s, whatever its label says', () => {
  const NAMES =
    '才仁多杰 央宗 格桑 达娃 普布次仁 沙马 的莫阿各 曲比木果 俄尔 阿西 古丽努尔 努尔麦麦提 阿卜杜热合曼 木塔里甫 其木格 那日苏 哈斯 侬阿妹 蓝妹 农三 岩温 玉香 阿可 阿木 小陈 老杨 大刘 二娃 阿珍 幺妹 金花 铁柱 张科 王路'.split(
      ' ',
    );
  test.each(NAMES)('%s', (name) => {
    for (const text of [
      `咨询电话：${name} ${NUMBER}`,
      `监督电话：${name}${NUMBER}`,
      `值班电话：0871-6512345　${name} ${NUMBER}`,
      `值班电话 0871-6512345，值班长 ${name} ${NUMBER}`,
      `值班：${name}${NUMBER}`,
      `举报电话：${NUMBER}（${name}）`,
      `报名电话：${NUMBER} ${name}`,
      `投诉电话：${NUMBER}，${name}。`,
      `服务热线：${NUMBER}（${name}，周一至周五）`,
      `服务热线：${NUMBER}（周一至周五，${name}）`,
      `咨询电话：${NUMBER} 找${name}`,
      `联系电话：${NUMBER}（县林草局${name}）`,
      `监督电话：县林草局${name} ${NUMBER}`,
      `各乡镇值班电话\n${name} ${NUMBER}`,
      `值班电话：\n${name}　${NUMBER}`,
    ])
      expect(maskPersonsIn(text)).toBe(hidden(text));
  });

  test.each([
    `咨询电话：${NUMBER}，段科长`,
    `咨询电话：${NUMBER}，请找段主任`,
    `值班电话：带班领导 ${NUMBER}`,
    `监督电话：${NUMBER}（村主任）`,
    `防汛值班：0875-2212345；副班 岩罕 ${NUMBER}`,
    `咨询电话：阿米娜·吐逊 ${NUMBER}`,
    `热线：${NUMBER}（玛依拉·艾山）`,
    `| 乡镇 | 值班 | 值班电话 |\n|---|---|---|\n| 永平镇 | 岩温 | ${NUMBER} |`,
    `乡镇\t值守\t举报电话\n永平镇\t玉香\t${NUMBER}`,
    `永平镇 玉香 ${NUMBER}`,
    `段玉兰，咨询电话：${NUMBER}`,
    `副班长 岩温，值班电话：${NUMBER}`,
    `阿花 报名电话：${NUMBER}`,
    `玉香，联系电话：${NUMBER}`,
    `岩温 电话：${NUMBER}`,
    `值班电话：${NUMBER}；值班员：岩温`,
  ])('%j', (text) => {
    expect(maskPersonsIn(text)).toBe(hidden(text));
  });
});

describe('a mobile number beside a label or an office alone is told', () => {
  test.each([
    `值班电话：${NUMBER}`,
    `咨询电话：民政股 ${NUMBER}`,
    `咨询电话：县民政局社会救助股 ${NUMBER}（工作日）`,
    `举报电话：派出所值班室${NUMBER}`,
    `报名电话：${NUMBER}（工作日上午8:30-12:00）`,
    `监督电话：${NUMBER}，邮编：678000`,
    `咨询电话：${NUMBER}（微信同号）`,
    `投诉电话：${NUMBER}，欢迎广大群众来电反映。`,
    `请拨打举报电话${NUMBER}如实反映情况。`,
    `抢修电话：${NUMBER}，24小时有人接听`,
    `值班电话：白天 0875-2212345，夜间 ${NUMBER}`,
    `咨询电话：${NUMBER}、0875-2212345`,
    `咨询电话：永平镇便民服务中心 ${NUMBER}；龙街乡 ${NUMBER}`,
    `低保 咨询电话：${NUMBER}`,
    `抢修热线${NUMBER}，全年无休`,
    `报修电话：${NUMBER}（城东片区），监督电话：0875-2212345`,
    `公租房 报名电话：${NUMBER}`,
    `报名地点：县人社局三楼，联系电话：${NUMBER}`,
    `县残联 联系电话：${NUMBER}`,
    `| 事项 | 咨询电话 |\n|---|---|\n| 公租房申请 | ${NUMBER} |`,
    `| 站点 | 抢修电话 | 服务范围 |\n|---|---|---|\n| 城南水厂 | ${NUMBER} | 城南片区 |`,
  ])('%j', (text) => {
    expect(maskPersonsIn(text)).toBe(text);
  });
});

test('a card’s number beside a name is hidden though its check digit is wrong, an office’s is not', () => {
  expect(maskPersonsIn('岩温 6228480402564890019')).toBe('岩温 ***************0019');
  for (const told of ['缴款账户：6228480402564890019', '设备编号 6228480402564890019'])
    expect(maskPersonsIn(told)).toBe(told);
});
