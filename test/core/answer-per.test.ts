import { expect, test } from 'vitest';
import { answeredIn } from '../fakes/grounded.ts';
import { sceneOfFiles } from '../fakes/small-knowledge.ts';

/* A price by the one is told by no figure that is by another. */

const scene = await sceneOfFiles({
  '供水.txt': `柞水县农村供水维修公告
柞水县水利局 2026年3月2日

一、停水超过48小时的村，每户减收水费5元。
二、水表后的管道由用户负责，委托维修的，每次收人工费30元。
三、自来水水质每年检测2次。
`,
  '废膜.txt': `墨脱县废旧地膜回收公告
墨脱县农业农村局 2026年3月9日

一、合作社一年回收废膜满20吨的，奖励5000元；满10吨不满20吨的，奖励2000元。
`,
  '收茶.txt': `双江县2026年茶叶收购公告
双江县农业农村局 2026年3月6日

一、春茶鲜叶每公斤收购价不低于12元。
二、收购点每户每年奖励200元。
三、运费每趟补助80元。
`,
});

test.each(['柞水自来水一吨收多少钱水费', '柞水水费多少钱一方'])(
  'a price by the ton is told by nothing that is by the household or the visit: %s',
  async (question) => {
    expect((await scene.ask(question)).answer.kind).toBe('refused');
  },
);

test('a year that one part of a sentence names is that of the parts behind it', async () => {
  const text = (await answeredIn(scene, '墨脱合作社一年收了12吨废膜能奖励多少钱')).text;
  expect(text).toContain('奖励2000元');
});

test.each([
  ['双江春茶鲜叶收购价一斤多少钱', '12元'],
  ['柞水委托维修管道每次多少钱', '30元'],
])('a unit stands for those that mean the same: %s', async (question, told) => {
  expect((await answeredIn(scene, question)).text).toContain(told);
});
