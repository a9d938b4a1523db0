import { describe, expect, test } from 'vitest';
import type { Answered } from '../../../src/core/types.ts';
import { expectGrounded } from '../../fakes/grounded.ts';
import { sceneOfFiles } from '../../fakes/small-knowledge.ts';

const rule = (title: string, number: string, first: string, fifth: string, day: string) =>
  `${title}\n${number}\n\n第一条 ${first}\n第二条 各乡镇负责本辖区的日常巡查和登记工作。\n第五条 ${fifth}\n泸溪县人民政府\n${day}\n`;
const scene = await sceneOfFiles({
  '渡口.txt': rule(
    '泸溪县渡口管理办法',
    '泸政发〔2016〕5号',
    '渡船过河每人每次收费2元。',
    '渡口夜间可以摆渡至二十二时。',
    '2016年3月1日',
  ),
  '渡口修改.txt':
    '泸溪县人民政府关于修改《泸溪县渡口管理办法》的决定\n泸政发〔2021〕9号\n\n一、将第一条修改为：“渡船过河每人每次收费3元。”\n二、删去第五条。\n本决定自2021年8月1日起施行。\n泸溪县人民政府\n2021年7月1日\n',
  '柑橘.txt': rule(
    '泸溪县椪柑运输补贴办法',
    '泸政发〔2013〕8号',
    '椪柑外运每吨补贴一百二十元。',
    '补贴每年发放一次。',
    '2013年9月1日',
  ),
  '清理.txt':
    '泸溪县人民政府关于清理规范性文件的决定\n泸政发〔2020〕1号\n\n经研究，决定废止下列文件：\n1.《泸溪县椪柑运输补贴办法》（泸政发〔2013〕8号）；\n2.《泸溪县砖瓦窑管理办法》（泸政发〔2011〕3号）。\n泸溪县人民政府\n2020年1月6日\n',
  '值班一.txt': rule(
    '泸溪县防汛值守津贴办法',
    '泸财发〔2019〕4号',
    '防汛值守津贴每人每天六十元。',
    '泸财发〔2022〕6号同时废止。',
    '2019年4月1日',
  ),
  '值班二.txt': rule(
    '泸溪县防汛值守津贴规定',
    '泸财发〔2022〕6号',
    '防汛值守津贴每人每天八十元。',
    '泸财发〔2019〕4号同时废止。',
    '2022年4月1日',
  ),
  '泵站一.txt': rule(
    '泸溪县泵站电费补贴办法',
    '泸水发〔2018〕2号',
    '泵站电费每度补贴0.12元。',
    '本办法自2018年5月1日起施行。',
    '2018年4月20日',
  ),
  '泵站二.txt': rule(
    '泸溪县泵站电费补贴规定',
    '泸水发〔2020〕7号',
    '泵站电费每度补贴0.18元。',
    '本规定自2020年5月1日起施行，有效期至2022年4月30日。泸水发〔2018〕2号同时废止。',
    '2020年4月20日',
  ),
});

async function said(question: string): Promise<Answered> {
  const { answer } = await scene.ask(question);
  expect(answer.kind, answer.text).toBe('answered');
  expectGrounded(answer, scene.knowledge);
  return answer as Answered;
}
const linesWith = (text: string, words: string) => text.split('\n').filter((line) => line.includes(words));

describe('an article that a later paper changed', () => {
  test('is told as changed where it is quoted, and comes behind what holds now', async () => {
    const { text } = await said('泸溪县渡船过河每人每次收费多少');
    const [old = ''] = linesWith(text, '收费2元');
    if (old !== '') expect(old).toContain('已被《泸溪县人民政府关于修改《泸溪县渡口管理办法》的决定》修改');
    expect(text).toContain('3元');
    const { text: first } = await said('泸溪县渡口管理办法第一条是什么');
    expect(first).toMatch(/已被《.*》修改.*收费2元/u);
  });

  test('is told as dropped', async () => {
    const { text, citations } = await said('泸溪县渡口管理办法第五条是什么');
    expect(text).toMatch(/已被《.*》删去.*摆渡/u);
    expect(citations[0]).toMatchObject({ number: '泸政发〔2016〕5号', ended: 'dropped' });
  });

  test('leaves the others as they were', async () => {
    const { text, citations } = await said('泸溪县渡口管理办法第二条是什么');
    expect(text).not.toContain('已被');
    expect(citations.filter(({ ended }) => ended !== undefined)).toEqual([]);
  });
});

describe('a paper of a list of papers abolished', () => {
  test('is told as abolished', async () => {
    const { text, citations } = await said('泸溪县椪柑外运每吨补贴多少');
    expect(linesWith(text, '一百二十元')[0]).toContain('已废止');
    expect(citations.find(({ quote }) => quote.includes('一百二十元'))).toMatchObject({
      number: '泸政发〔2013〕8号',
      ended: 'repealed',
    });
  });

  test('is answered by the item, under the head of its list', async () => {
    const { text } = await said('泸政发〔2011〕3号还有效吗');
    expect(text).toMatch(/决定废止下列文件：.*砖瓦窑管理办法/u);
    expect(text).not.toContain('椪柑');
  });
});

describe('of two papers that abolish each other', () => {
  test.each(['泸溪县防汛值守津贴每人每天多少钱', '泸溪县现在防汛值守津贴每人每天多少钱'])(
    'each is quoted with the caveat: %s',
    async (question) => {
      const { text } = await said(question);
      for (const figure of ['六十元', '八十元'])
        expect(linesWith(text, figure)[0]).toMatch(/互相废止，以哪份为准请核实/u);
    },
  );
});

describe('where nothing holds any more', () => {
  test('what was never replaced comes first, and what it replaced not at all where today is asked for', async () => {
    const { text } = await said('泸溪县泵站电费每度补贴多少');
    expect(text.indexOf('0.18元')).toBeGreaterThanOrEqual(0);
    expect(text.split('\n')[0]).toContain('0.18元');
    const { text: now } = await said('泸溪县目前泵站电费每度补贴多少');
    expect(linesWith(now, '0.18元')[0]).toContain('已过有效期');
    expect(now).not.toContain('0.12元');
  });
});
