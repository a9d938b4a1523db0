import { describe, expect, test } from 'vitest';
import { answeredIn } from '../fakes/grounded.ts';
import { sceneOfFiles } from '../fakes/small-knowledge.ts';

/* A condition that denies what the question says answers it no more than one that says what the question denies. */

const scene = await sceneOfFiles({
  '代购.txt': `铜鼓县竹笋加工企业贴息办法（2026年）

第四条　申请企业应当有自己的竹林基地。
第五条　只收鲜笋加工、自己没有竹林基地的企业，提供三年收购合同和供货竹林基地名册的，可以申请。
第六条　从领到核准书之日起一年内开工，逾期未开工的，核准书作废。
`,
  '落户.txt': `万载县入学登记问答（2026年）

问：哪天登记？
答：第一批，户口和房子都有的，6月10日登记。
第二批，有房没户口的，6月16日登记。
第三批，有户口没房的，6月22日登记。
问：收养证明丢了怎么办？
答：没有收养证明的，由村委会写一份说明。
`,
  '救助.txt': `铜鼓县医疗和上学救助办法（2026年）

第二条　低保户住院的，自付部分报销90%。
第三条　孤儿上学的，每年资助6000元。
`,
  '遛狗.txt': `宜黄县养犬办法（2026年）

第八条　遛犬不束犬绳的，处100元罚款。
第九条　遛犬不清粪便的，处50元罚款。
第十条　因犬伤人等待处理的，犬只由公安局看管，看管不受七日限制。
`,
});

describe('what is denied in the words of every day is met by the condition that denies it', () => {
  test.each([
    ['铜鼓厂里没得竹林基地，光收鲜笋，能申请不', /第五条/u],
    ['铜鼓找不到竹林基地的企业能申请不', /第五条/u],
    ['铜鼓拿到核准书多久要开工', /一年内/u],
    ['万载有房子户口还没迁来，几号登记', /6月16日/u],
    ['万载收养证明丢了咋弄', /村委会写一份说明/u],
    ['宜黄遛狗不牵绳罚多少', /100元/u],
    ['宜黄狗咬了人还没处理完，看管也是七日不', /不受七日限制/u],
  ])('%s', async (question, holds) => {
    expect((await answeredIn(scene, question)).text).toMatch(holds);
  });
});

describe('what only looks like a denial is none', () => {
  test.each([
    ['铜鼓我不清楚低保户住院报多少', /90%/u],
    ['铜鼓不晓得低保户住院报多少', /90%/u],
    ['铜鼓我家不只是低保户，住院报多少', /90%/u],
    ['铜鼓孤儿没人管，上学资助多少', /6000元/u],
  ])('%s', async (question, holds) => {
    expect((await answeredIn(scene, question)).text).toMatch(holds);
  });
});

test('what the question does not deny is not told of those who lack it', async () => {
  const { text } = await answeredIn(scene, '万载有户口也有房子的几号登记');
  expect(text).toMatch(/6月10日/u);
  expect(text).not.toMatch(/6月16日|6月22日/u);
});
