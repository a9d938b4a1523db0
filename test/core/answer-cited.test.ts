import { expect, test } from 'vitest';
import { answeredIn } from '../fakes/grounded.ts';
import { sceneOfFiles } from '../fakes/small-knowledge.ts';

const RULE = `宁洱县古茶树保护办法
（宁政规〔2025〕2号，2025年5月12日公布）

第一章 保护
第一条 古茶树保护范围内禁止下列行为：
（一）采挖、移植古茶树；
（二）使用除草剂；
（三）新建住房。
第二条 修剪古茶树的，由县林业和草原局在15日内决定。
第二章 奖励和处罚
第三条 古茶树每株每年补助60元，树龄300年以上的每株每年补助120元。
第四条 举报采挖古茶树查实的，奖励举报人1000元。
第五条 违反本办法第一条第（一）项的，每株处5000元以上2万元以下罚款。
第六条 违反本办法第一条第（二）项的，处300元罚款。
第七条 违反本办法第九条第（二）、（三）项和第十条规定的，处800元罚款。
第八条 违反本办法第十二条至第十五条的，由乡镇人民政府处50元罚款。
第九条 经营者不得：
（一）使用地磅；
（二）以次充好；
（三）虚报树龄。
第十条 运输毛茶须随车携带产地证明。
第十二条 禁止在树下堆放垃圾。
第十三条 禁止在树干上钉钉子。
第十五条 禁止在树上搭棚。
第十六条 依照《中华人民共和国森林法》第一条，由公安机关处理。
`;
const POINTS = `青冈县2025年秸秆离田补贴公告

一、补贴对象：在本县作业的农机合作社。
二、补贴标准：打包离田每亩补贴20元。
三、申报材料：作业合同、作业轨迹图、银行账号。
四、作业时间：2025年10月1日至11月20日。
青冈县农业农村局
2025年9月18日
`;
const CARD = `洛川县防雹网补贴明白纸
（洛川县苹果产业发展中心 2026年2月）

【补多少】新搭防雹网每亩补贴1200元。
【拿啥来】
身份证；果园承包合同；购网发票。
`;
const scene = await sceneOfFiles({ '茶树.txt': RULE, '秸秆.txt': POINTS, '防雹网.txt': CARD });

const said = async (question: string) => (await answeredIn(scene, question)).text;

test('a fine is found by the deed that its article cites, and told with it', async () => {
  const text = await said('宁洱采挖古茶树罚多少');
  expect(text).toContain('2万元以下罚款');
  expect(text).toContain('（一）采挖、移植古茶树');
  expect(text).not.toContain('300元');
});

/** The first characters of what the sentence that begins so cites, without marks. */
function citedBy(beginning: string): string[] {
  const { passages, sentencesOf, documentById } = scene.knowledge;
  return passages
    .flatMap(sentencesOf)
    .flatMap(({ folded, passage, cited }) =>
      folded.startsWith(beginning)
        ? cited.map((span) => documentById.get(passage.documentId)?.text.slice(span.start, span.end) ?? '')
        : [],
    );
}

test('several articles and items are cited together', () => {
  expect(citedBy('第七条')).toEqual([
    '（二）以次充好；',
    '（三）虚报树龄。',
    '第十条 运输毛茶须随车携带产地证明。',
  ]);
});

test('articles between two that are cited are cited too, but one that is missing', () => {
  expect(citedBy('第八条').map((text) => text.slice(0, 4))).toEqual(['第十二条', '第十三条', '第十五条']);
});

test('a fine is found by any of the deeds that it cites', async () => {
  expect(await said('宁洱虚报树龄罚多少')).toContain('800元');
});

test('money that is given is no fine', async () => {
  expect(await said('宁洱采挖古茶树罚多少')).not.toContain('奖励');
});

test('neither how long something must have been nor the day of another deed is the day of a payment', async () => {
  const { answer } = await scene.ask('宁洱古茶树补助什么时候发');
  expect(answer.kind, answer.text).toBe('refused');
});

test('what to bring is told by its own point, and by no other', async () => {
  const text = await said('青冈秸秆补贴要交啥东西');
  expect(text).toContain('作业轨迹图');
  expect(text).not.toContain('20元');
});

test('things that semicolons part are told whole', async () => {
  expect(await said('洛川防雹网补贴拿什么来')).toContain('身份证；果园承包合同；购网发票');
});
