import { describe, expect, test } from 'vitest';
import { answeredIn } from '../fakes/grounded.ts';
import { sceneOfFiles } from '../fakes/small-knowledge.ts';

const RULE = `礼泉县农村宴席食品安全管理办法
（礼政规〔2025〕4号，2025年8月12日公布）

第一条 乡厨应当持有有效的健康证明。
帮厨的村民不要求办理健康证明。
第二条 每样菜品应当留样48小时。
第三条 违反本办法第一条规定，乡厨无健康证明承办宴席的，给予警告；拒不改正的，处500元以上2000元以下罚款。
第四条 违反本办法第二条规定，应当留样而未留样的，给予警告；造成食物中毒的，处2000元罚款。
`;
const HOME = `佳木斯市失能老人护理补贴明白卡
（佳木斯市民政局 2026年1月）

【补贴标准】
1. 中度失能：每人每月150元。
2. 重度失能：每人每月280元。
【收费】入住的特困老人伙食费免收。
【不收的情形】
1. 传染病在传染期内的；
2. 有伤人行为的。
`;
const EDITIONS = {
  '2025.txt': `同江市2025年带状种植补助通知
同江市农业农村局 2025年3月20日

一、补助对象。连片20亩以上的种植大户。
`,
  '2026.txt': `同江市2026年带状种植补助通知
同江市农业农村局 2026年3月20日

一、补助对象。连片10亩以上的种植大户和村集体可以申领。
`,
};
const reeds = (year: number, least: number, last: string) => `青铜峡市${year}年芦苇种植补助通知
青铜峡市自然资源局 ${year}年2月20日

一、补助对象。当年新种芦苇${least}亩以上的农户可以申领。
二、补助标准。每亩补助${least * 100}元。
三、本通知自印发之日起执行。${last}
`;
const REEDS = {
  '芦苇2022.txt': reeds(2022, 2, ''),
  '芦苇2023.txt': reeds(2023, 3, '《青铜峡市2022年芦苇种植补助通知》同时废止。'),
};
const POST = `兰西县2026年村级动物防疫员管理办法

一、待遇
防疫员基本补助每人每月420元；取得执业兽医资格的，每人每月另加160元。
二、出诊
（一）白天出诊每次15元。
（二）夜间出诊的，每次再加10元。
`;
const scene = await sceneOfFiles({
  '宴席.txt': RULE,
  '失能.txt': HOME,
  '防疫.txt': POST,
  ...EDITIONS,
  ...REEDS,
});

const said = async (question: string) => (await answeredIn(scene, question)).text;

describe('what goes on from a sentence', () => {
  test('is quoted with it: 拒不改正的 says nothing of whom', async () => {
    expect(await said('礼泉乡厨没有健康证明罚多少')).toContain(
      '乡厨无健康证明承办宴席的，给予警告；拒不改正的，处500元以上2000元以下罚款',
    );
  });

  test('is found by what that says', async () => {
    const text = await said('礼泉应当留样而未留样罚多少');
    expect(text).toContain('应当留样而未留样的，给予警告');
    expect(text).not.toContain('500元');
  });
});

test('what nobody is asked for is a permission to go without it', async () => {
  expect(await said('礼泉帮厨的村民可以不办健康证明吗')).toContain('不要求办理健康证明');
});

test.each(['佳木斯完全失能老人一个月补多少', '佳木斯失智老人一个月补多少'])(
  'a degree or kind of need that no class is of takes the figure of none: %s',
  async (question) => {
    const { answer } = await scene.ask(question);
    expect(answer.text).not.toMatch(/150元|280元/u);
  },
);

test('the degree that is asked of is told, and no other', async () => {
  const text = await said('佳木斯重度失能老人一个月补多少');
  expect(text).toContain('280元');
  expect(text).not.toContain('150元');
});

test('who is not taken in is told by no favour of charges', async () => {
  const text = await said('佳木斯什么样的老人不收');
  expect(text).toContain('传染病');
  expect(text).not.toContain('免收');
});

test('whether somebody may, in a year, is told by the paper of that year alone', async () => {
  const { answer } = await scene.ask('同江2025年村集体可以申领补助吗');
  expect(answer.kind === 'answered' ? answer.text : '').not.toContain('村集体');
});

test('what comes on top is told with what it comes on top of, within one paragraph', async () => {
  const text = await said('兰西取得执业兽医资格的防疫员每月补助多少');
  expect(text).toContain('每人每月420元');
  expect(text).toContain('另加160元');
  expect(await said('兰西防疫员夜间出诊一次加多少钱')).not.toContain('15元');
});

test('who fits a paper that was repealed is told of the one that holds', async () => {
  const text = await said('我家种了2亩芦苇，青铜峡能申领补助吗');
  expect(text).toContain('请注意：问的面积没有达到“3亩以上”');
  expect(text).not.toContain('2亩以上');
});
