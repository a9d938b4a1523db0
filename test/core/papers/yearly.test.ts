import { describe, expect, test } from 'vitest';
import { sceneOfFiles } from '../../fakes/small-knowledge.ts';

/* Notices that are given each year anew, and set no rule that the next one would have to replace. */

const buses = (year: number, days: string, hours: number, seats: number) => `张北县教育体育局
关于做好${year}年校车运营的通知

各中小学校：
现将${year}年校车运营安排通知如下。

一、校车年检${days}，逾期不得上路。
二、校车出事后${hours}小时内报县教育体育局。
三、县里今年补贴校车每座${seats}元。
四、校车司机年满${seats / 20}周岁的不得聘用。
张北县教育体育局
${year}年2月6日
`;
const FILES = {
  '校车2024.txt': buses(2024, '3月1日至3月20日', 24, 1100),
  '校车2025.txt': buses(2025, '4月5日至4月30日', 12, 1200),
  '报告.txt':
    '张北县2024年教育工作报告\n张北县教育体育局\n2025年1月9日\n\n今年新增校车18辆，总数达到97辆。\n',
};
const scene = await sceneOfFiles(FILES);

async function told(question: string): Promise<string> {
  const { answer } = await scene.ask(question);
  expect(answer.kind, answer.text).toBe('answered');
  return answer.text;
}

describe('of the notices of several years', () => {
  test.each([
    ['张北校车年检从几号到几号', '4月30日', '3月20日'],
    ['张北今年校车年检从几号到几号', '4月30日', '3月20日'],
    ['张北今年校车出事后几小时内要报', '12小时', '24小时'],
    ['张北今年校车每座补贴多少', '1200元', '1100元'],
  ])('the newest alone tells what holds now: %s', async (question, newest, older) => {
    const text = await told(question);
    expect(text).toContain(newest);
    expect(text).not.toContain(older);
  });

  test.each(['张北去年校车出事后几小时内要报', '张北2024年校车出事后几小时内要报'])(
    'that of the year asked tells what held then: %s',
    async (question) => {
      const text = await told(question);
      expect(text).toContain('24小时');
      expect(text).not.toContain('12小时');
    },
  );

  test('each tells its own of how it changed', async () => {
    expect(await told('张北校车年检，去年今年各是几号到几号')).toMatch(/3月20日[\s\S]*4月30日/u);
    expect(await told('张北校车每座补贴今年提了没')).toMatch(/1100元[\s\S]*1200元/u);
  });
});

test('a report of one year alone is of its own, whatever notices are newer', async () => {
  expect(await told('张北今年新增校车多少辆')).toContain('18辆');
});
