import { describe, expect, test } from 'vitest';
import type { Answered } from '../../../src/core/types.ts';
import { expectGrounded } from '../../fakes/grounded.ts';
import { sceneOfFiles } from '../../fakes/small-knowledge.ts';

const RULE = `桂东县人民政府办公室关于印发《桂东县农村供水管护办法》的通知
桂政办发〔2021〕16号

各乡镇人民政府：
《桂东县农村供水管护办法》已经县人民政府同意，现印发给你们，请遵照执行。

桂东县人民政府办公室
2021年6月8日

桂东县农村供水管护办法

第一章 总则
第一条 为保障农村供水工程长期运行，制定本办法。
第二条 本办法所称供水工程，是指由村集体管理的集中供水工程。
第二章 管护
第三条 管水员每季度清洗蓄水池不少于一次。
第四条 有下列行为之一的，停止供水：
（一）私自接管取水的；
（二）拖欠水费超过六个月的。
第五条 依照第四条停止供水的，应当提前三日书面告知。
第三章 附则
第六条 本办法自2021年7月1日起施行，有效期五年。《桂东县农村饮水管理规定》（桂政办发〔2014〕9号）同时废止。
`;
const EARLIER = `桂东县水利局关于公布2022年农村用水价格的通知
桂水发〔2022〕4号

各乡镇人民政府：
从2022年3月1日起，农村居民生活用水每吨1.8元。

桂东县水利局
2022年2月20日
`;
const LATER = `桂东县水利局关于公布2024年农村用水价格的通知
桂水发〔2024〕7号

各乡镇人民政府：
从2024年3月1日起，农村居民生活用水每吨2.2元。《桂东县水利局关于公布2022年农村用水价格的通知》（桂水发〔2022〕4号）同时废止。

桂东县水利局
2024年2月18日
`;
const scene = await sceneOfFiles({ '管护办法.txt': RULE, '水价2022.txt': EARLIER, '水价2024.txt': LATER });

async function said(question: string): Promise<Answered> {
  const { answer } = await scene.ask(question);
  expect(answer.kind, answer.text).toBe('answered');
  expectGrounded(answer, scene.knowledge);
  return answer as Answered;
}

describe('a part of a paper that is asked for by its number', () => {
  test('is that part itself, and none that cites it', async () => {
    const { text } = await said('桂东县农村供水管护办法第三条是什么');
    expect(text).toContain('清洗蓄水池');
    expect(text).not.toContain('停止供水');
  });

  test('has its items under its head', async () => {
    const { text, citations } = await said('供水管护办法第4条规定了什么');
    expect(text).toMatch(/停止供水[\s\S]*私自接管取水[\s\S]*拖欠水费/u);
    expect(text).not.toContain('书面告知');
    for (const { lead } of citations.slice(1)) expect(lead?.[0]?.quote).toContain('停止供水');
  });

  test('is said not to be there where there is none', async () => {
    const { answer } = await scene.ask('供水管护办法第九条说了什么');
    expect(answer).toMatchObject({ kind: 'refused', reason: 'not-in-corpus' });
    expect(answer.text).toContain('没有第九条');
  });
});

describe('a paper', () => {
  test.each([
    ['农村供水管护办法是什么文号', '桂政办发〔2021〕16号', '桂政办发〔2014〕9号'],
    ['桂政办发〔2021〕16号是哪个文件', '农村供水管护办法', '水价'],
    ['桂政办发[2021]16号讲的是什么', '农村供水管护办法', '水价'],
    ['桂东县农村供水管护办法有效期到什么时候', '有效期五年', '2022年'],
    ['桂政办发〔2014〕9号还有效吗', '同时废止', '每吨'],
    ['桂水发〔2022〕4号废止了吗', '同时废止', '有效期'],
    ['桂东县2014年的农村饮水管理规定还管用不', '同时废止', '有效。'],
    ['桂东那个4号文还算数不', '同时废止', '有效期'],
    ['桂政办发16号是哪个文件', '农村供水管护办法', '水价'],
    ['桂东16号文讲的啥', '农村供水管护办法', '水价'],
  ])('answers %s', async (question, right, wrong) => {
    const { text } = await said(question);
    expect(text).toContain(right);
    expect(text).not.toContain(wrong);
  });

  test.each([
    ['桂水发〔2024〕7号哪天印的', '2024年2月18日'],
    ['桂东县农村供水管护办法是什么时候印发的', '2021年6月8日'],
  ])('says when it was issued: %s', async (question, day) => {
    const { text } = await said(question);
    expect(text).toContain(day);
    expect(text).not.toContain('3月1日');
  });

  test('is dated by its signature, not by the day from which it holds', async () => {
    const { citations } = await said('供水管护办法第三条');
    expect(citations[0].date).toBe('2021-06-08');
  });
});

describe('of two editions of a rule', () => {
  test('the one in force is told first, and the other as abolished', async () => {
    const { text } = await said('桂东县农村用水价格每吨多少钱');
    const [first = '', ...others] = text.split('\n');
    expect(first).toContain('2.2元');
    expect(first).not.toContain('已废止');
    for (const line of others) expect(line).toMatch(/已废止.*1\.8元/u);
  });

  test('only the one in force answers what holds now', async () => {
    expect((await said('桂东县现在的农村用水价格每吨多少钱')).text).not.toContain('1.8元');
  });

  test('the one of a year that is asked answers, and says that it was abolished', async () => {
    const { text } = await said('桂东县2022年农村用水价格每吨多少钱');
    expect(text).toMatch(/已废止.*1\.8元/u);
    expect(text).not.toContain('2.2元');
  });
});
