import { expect, test } from 'vitest';
import { answeredIn } from '../fakes/grounded.ts';
import { sceneOfFiles } from '../fakes/small-knowledge.ts';

const GUIDE = `崇仁县便民服务大厅办事指南
崇仁县行政审批局 2025年3月5日

项目：办理渔船过户
对象：持有本县捕捞许可证的渔民
材料：船舶登记证、买卖合同
地点：二楼7号窗口
收费：不收费
电话：0794-6322781

项目：办理食品小作坊登记
对象：在本县加工食品的个体户
材料：营业执照、健康证、平面图
地点：三楼2号窗口
收费：每证15元
电话：0794-6322790

项目：办理犬只准养证
对象：城区养犬的单位和个人
经费：县财政列支
材料：身份证、犬只免疫证明
地点：宠物服务站
收费：每只40元
电话：0794-6322796
`;
const SUBSIDIES = `金溪县补贴办事指南

一、渔民转产补贴
【补贴标准】每人一次性补贴2600元。
【承诺时限】15个工作日

二、茶农防灾补贴
【补贴标准】每亩补贴85元。
【承诺时限】9个工作日

三、投诉
对处理不满的，打0794-5263300。
`;
const NAMED = `关于2025年第一批拟补贴农机手名单的公示

现将2025年第一批拟发放作业补贴的农机手名单公示如下：

序号 姓名 乡镇 作业面积（亩） 补贴金额（元）
1 邹某根 相山镇 320 6400
2 章某平 航埠镇 185 3700
3 许某生 巴山镇 410 8200

崇仁县农业农村局
2025年5月18日
`;
const MINUTES = `崇仁县人民政府
专题会议纪要
〔2025〕第7号
崇仁县人民政府办公室                                  2025年4月2日

3月31日下午，副县长某某主持召开会议，研究集镇停车场建设等工作。现纪要如下：
一、停车场选址在相山镇老粮站，占地4.2亩，设车位160个。
二、由县城管局牵头，9月底前建成。
`;
const ASKED = `崇仁县农业保险热点问答
崇仁县财政局 2025年11月6日

Q1：今年水稻保险一亩交多少钱？
A：2026年度水稻保险每亩保费36元，农户承担9元。
Q2：今年油菜怎么赔？
A：绝收的每亩赔420元。
`;
const scene = await sceneOfFiles({
  '指南.txt': GUIDE,
  '补贴.txt': SUBSIDIES,
  '公示.txt': NAMED,
  '纪要.txt': MINUTES,
  '问答.txt': ASKED,
});

const said = (question: string) => answeredIn(scene, question);

test.each([
  ['崇仁犬只准养证要交多少钱', '每只40元', '每证15元'],
  ['崇仁渔船过户电话多少', '0794-6322781', '0794-6322790'],
  ['崇仁小作坊登记去哪里办', '三楼2号窗口', '二楼7号窗口'],
  ['崇仁食品小作坊登记的对象', '加工食品的个体户', '捕捞许可证'],
])('labels that return belong to what the first of them names: %s', async (question, expected, other) => {
  const { text } = await said(question);
  expect(text).toContain(expected);
  expect(text).not.toContain(other);
});

test('rows that are counted below 序号 are a table, though one blank parts their cells', async () => {
  expect((await said('崇仁航埠镇的章某平补贴多少钱')).text).toContain('补贴金额（元） 3700');
  expect((await said('崇仁哪个乡镇农机作业面积最大')).text).toContain('巴山镇');
});

test('an office with its day goes on in no sentence, and dates the paper', async () => {
  const answer = await said('崇仁停车场建在哪里');
  expect(answer.text).toContain('老粮站');
  expect(answer.text).not.toContain('办公室');
  expect(answer.citations[0]?.date).toBe('2025-04-02');
});

test('今年 of a question is 今年 of the question that a paper answers', async () => {
  expect((await said('崇仁今年水稻保险一亩交多少钱')).text).toContain('农户承担9元');
});

test('a label that returns under several headings is told with its own', async () => {
  expect((await said('金溪茶农防灾补贴标准')).text).toContain('二、茶农防灾补贴：【补贴标准】每亩补贴85元');
  expect((await said('金溪渔民转产补贴承诺时限')).text).toContain('一、渔民转产补贴：【承诺时限】15个工作日');
});
