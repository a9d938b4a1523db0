import { expect, test } from 'vitest';
import { expectGrounded } from '../fakes/grounded.ts';
import { sceneOfFiles } from '../fakes/small-knowledge.ts';

/* How something is applied for is told step by step, whatever sentence of the paper is nearest to the question. */

const scene = await sceneOfFiles({
  '低保.txt': `永兴县最低生活保障审核确认办法

第一章 总则
第一条 为规范最低生活保障审核确认工作，制定本办法。
第二条 最低生活保障申请由乡镇人民政府受理，县民政局负责审核确认。
第二章 申请条件
第三条 家庭人均收入低于当地低保标准的，可以申请最低生活保障。
第三章 申请与审核
第四条 申请人以家庭为单位向户籍所在地乡镇人民政府提出书面申请。
第五条 乡镇人民政府应当在3个工作日内启动家庭经济状况调查。
第六条 乡镇人民政府根据调查情况提出初审意见，并在村公示7天。
第七条 县民政局自收到初审意见之日起10个工作日内作出审核确认决定。
第四章 资金管理
第八条 低保金按月发放。
永兴县人民政府
2023年5月1日
`,
  '林木.txt': `临武县林木采伐许可办事指南

采伐林木应当申请采伐许可证。申请材料包括申请表、林权证复印件。
办理步骤
1、申请：向乡镇林业站提交材料
2、受理：林业站当场受理
3、现场勘验：5个工作日内完成
4、发证：县林业局核发许可证
监督电话：0735-6322110
临武县林业局
2024年6月1日
`,
  '社保.txt': `安仁县灵活就业社保补贴申领须知

就业困难人员灵活就业后，可以申领社会保险补贴，补贴标准为实际缴费额的三分之二。
申领社保补贴，先到社区办理灵活就业登记。再持身份证、缴费凭证到人社窗口填写申请表。人社部门10个工作日内审核。审核通过后，补贴打入社保卡。
安仁县人力资源和社会保障局
2024年3月1日
`,
  '危房.txt': `嘉禾县农村危房改造问答

问：农村危房改造怎么申请？
答：农户可以申请危房改造。首先由户主提出书面申请，村委会评议；然后乡镇审核并公示；最后县住建局审批。
问：补助多少？
答：C级1万元，D级3万元。
嘉禾县住房和城乡建设局
2024年3月3日
`,
  '病死猪.txt': `宜章县病死猪无害化处理告知书

一、报告。养殖户发现死猪，应当在24小时内向畜牧站报告。
二、补助。病死猪每头补助80元。
三、申领。养殖户凭收运凭证和银行卡到畜牧站登记申领补助。
四、罚则。随意丢弃病死猪的，处3000元以上罚款。
宜章县农业农村局
2024年3月5日
`,
});

async function linesOf(question: string): Promise<string[]> {
  const { answer } = await scene.ask(question);
  expectGrounded(answer, scene.knowledge);
  expect(answer.kind, answer.text).toBe('answered');
  return answer.text.split('\n');
}

const holding = (words: readonly string[]) => words.map((word) => expect.stringContaining(word));

test.each([
  ['永兴低保怎么申请', ['书面申请', '家庭经济状况调查', '公示7天', '审核确认决定']],
  ['永兴申请最低生活保障怎么办理', ['书面申请', '家庭经济状况调查', '公示7天', '审核确认决定']],
  ['临武采伐许可证办理流程', ['提交材料', '当场受理', '现场勘验', '核发许可证']],
  ['临武采伐林木怎么申请', ['提交材料', '当场受理', '现场勘验', '核发许可证']],
  ['安仁灵活就业社保补贴怎么申领', ['先到社区', '填写申请表', '10个工作日内审核', '打入社保卡']],
  ['嘉禾危房改造怎么申请', ['书面申请', '乡镇审核并公示', '县住建局审批']],
])('every step stands in its order: %s', async (question, steps) => {
  expect(await linesOf(question)).toEqual(holding(steps));
});

test('numbered points of a paper are no steps, though one of them is of applying', async () => {
  expect((await linesOf('宜章病死猪补助怎么申领')).join('\n')).not.toContain('24小时内');
});
