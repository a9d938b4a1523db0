import { describe, expect, test } from 'vitest';
import type { Answered } from '../../../src/core/types.ts';
import { expectGrounded } from '../../fakes/grounded.ts';
import { sceneOfFiles } from '../../fakes/small-knowledge.ts';

const paper = (title: string, number: string, body: string, office: string, day: string) =>
  `${title}\n${number}\n\n${body}\n${office}\n${day}\n`;
const scene = await sceneOfFiles({
  '禁捕.txt': paper(
    '泸溪县人民政府关于禁止捕捞野生鱼类的通告',
    '泸政告〔2023〕2号',
    '一、沅水泸溪段全年禁捕。\n二、违者移交公安机关处理。\n三、本通告自2023年3月1日起施行。原《泸溪县渔业管理办法》（泸政发〔2014〕3号）、《泸溪县垂钓规定》同时废止。',
    '泸溪县人民政府',
    '2023年2月10日',
  ),
  '市级.txt': paper(
    '湘西土家族苗族自治州农机购置补贴实施办法',
    '州政发〔2022〕7号',
    '第一条 农机购置补贴由州级统筹。\n第二条 本办法自2022年5月1日起施行，有效期五年。',
    '湘西土家族苗族自治州人民政府',
    '2022年4月1日',
  ),
  '邻县.txt': paper(
    '凤凰县茶园管护办法',
    '凤政发〔2021〕9号',
    '第一条 茶园每年管护两次。\n第二条 本办法自2021年5月1日起施行。',
    '凤凰县人民政府',
    '2021年4月1日',
  ),
});

async function said(question: string): Promise<Answered> {
  const { answer } = await scene.ask(question);
  expect(answer.kind, answer.text).toBe('answered');
  expectGrounded(answer, scene.knowledge);
  return answer as Answered;
}

describe('what a paper abolishes', () => {
  test.each(['泸溪县禁止捕捞通告废止了哪个文件', '泸溪县禁止捕捞野生鱼类的通告废止了哪些文件'])(
    'is answered by the sentence that says so: %s',
    async (question) => {
      const { text } = await said(question);
      expect(text).toContain('《泸溪县渔业管理办法》（泸政发〔2014〕3号）、《泸溪县垂钓规定》同时废止');
      expect(text).not.toContain('目前有效');
    },
  );

  test.each(['泸溪县哪些文件废止了', '泸溪县垂钓规定还有效吗', '泸溪县渔业管理办法废止了吗'])(
    'is found though the corpus lacks what was abolished: %s',
    async (question) => expect((await said(question)).text).toContain('同时废止'),
  );

  test('is said not to be there where there is nothing', async () => {
    const { answer } = await scene.ask('凤凰县茶园管护办法废止了哪个文件');
    expect(answer).toMatchObject({ kind: 'refused' });
    expect(answer.text).toContain('没有写废止了哪些文件');
  });
});

describe('the paper meant', () => {
  test('may be shortened', async () => {
    expect((await said('泸溪县禁捕通告文号')).text).toContain('泸政告〔2023〕2号');
    expect((await said('泸溪县禁捕通告是什么文号')).text).toContain('泸政告〔2023〕2号');
  });

  test.each(['泸溪2023年禁捕的文号', '泸溪县2023年移交公安机关的是几号文'])(
    'may be called by the year that it was issued in, and by what it says: %s',
    async (question) => {
      const { text } = await said(question);
      expect(text).toContain('泸政告〔2023〕2号');
    },
  );

  test('is none of another year', async () => {
    const { answer } = await scene.ask('泸溪2021年禁捕的文号');
    expect(answer.text).not.toContain('泸政告');
  });

  test('is that of the place above where the county has none', async () => {
    expect((await said('泸溪县农机购置补贴办法有效期到什么时候')).text).toContain('有效期五年');
  });

  test('is never that of another county', async () => {
    const { answer } = await scene.ask('泸溪县茶园管护办法是什么文号');
    expect(answer.text).not.toContain('凤政发');
  });
});
