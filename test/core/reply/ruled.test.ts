import { expect, test } from 'vitest';
import { expectGrounded } from '../../fakes/grounded.ts';
import { sceneOfFiles } from '../../fakes/small-knowledge.ts';

const COUNTED = `万年县2024年第二季度特困供养情况表
万年县民政局 2024年7月8日

单位：户、人、万元

序号\t乡镇\t供养户数\t供养人数\t其中：女\t发放资金
1\t石镇镇\t112\t118\t21\t45.3
2\t大源镇\t96\t101\t17\t38.8
合计\t\t208\t219\t38\t84.1
`;
const scene = await sceneOfFiles({ '供养.txt': COUNTED });

async function said(question: string): Promise<string> {
  const { answer } = await scene.ask(question);
  if (answer.kind === 'answered') expectGrounded(answer, scene.knowledge);
  return answer.text;
}

test('a row is told by its name, not by the number that it has in its table', async () => {
  expect(await said('万年大源镇特困供养多少人')).toContain(
    '大源镇：供养户数 96，供养人数 101，其中：女 17，发放资金 38.8',
  );
});

test('the row that sums up is told by its name', async () => {
  expect(await said('万年特困供养一共发了多少钱')).toContain('合计：供养户数 208');
});
