import { describe, expect, test } from 'vitest';
import { expectGrounded } from '../../fakes/grounded.ts';
import { sceneOfFiles } from '../../fakes/small-knowledge.ts';

const scene = await sceneOfFiles({
  '须知.txt': `桂东县临时救助办理须知
一、救助对象
因火灾、车祸等意外，或者家人突患重病，基本生活暂时严重困难的家庭。
二、申请材料
1.临时救助申请书；
2.户口簿、身份证复印件；
3.困难情况证明。
三、办理时限
受理后12个工作日内办结。
四、办理地点
户籍所在地便民服务中心。
桂东县民政局
2024年3月6日
`,
});

describe('a part of a paper that is headed by what is asked for', () => {
  test.each([
    ['桂东临时救助哪些人可以申请', '意外', '申请书'],
    ['桂东什么样的家庭可以申请临时救助', '意外', '申请书'],
    ['桂东申请临时救助要什么材料', '户口簿', '意外'],
    ['桂东临时救助去哪里申请', '便民服务中心', '申请书'],
    ['桂东临时救助办理要几天', '12个工作日', '申请书'],
  ])('answers, and no other part: %s', async (question, told, other) => {
    const { answer } = await scene.ask(question);
    expectGrounded(answer, scene.knowledge);
    expect(answer.text).toContain(told);
    expect(answer.text).not.toContain(other);
  });
});

test('what holds in a case that is not asked of comes behind what holds', async () => {
  const cases = await sceneOfFiles({
    '核实.txt': `桂东县医疗救助规程
第一条 情况紧急的，应当在3个工作日内完成核实。
第二条 乡镇应当自受理之日起11个工作日内完成核实。
桂东县医疗保障局
2024年3月6日
`,
  });
  const first = async (question: string) => (await cases.ask(question)).answer.text.split('\n')[0];
  expect(await first('桂东医疗救助核实要几天')).toContain('11个工作日');
  expect(await first('桂东医疗救助情况紧急核实要几天')).toContain('3个工作日');
});
