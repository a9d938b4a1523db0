import { describe, expect, test } from 'vitest';
import { sceneOfFiles } from '../../fakes/small-knowledge.ts';

/** Reports of Guidong by the year that they are given in. */
async function told(question: string, ...reports: readonly [year: number, text: string][]) {
  const files = reports.map(([year, text]) => [
    `报告${year}.txt`,
    `桂东县${year}年政府工作报告\n桂东县人民政府\n${year}年1月20日\n\n${text}\n`,
  ]);
  const { answer } = await (await sceneOfFiles(Object.fromEntries(files))).ask(question);
  return answer.kind === 'answered'
    ? answer.citations.map(({ date, quote }) => `${date?.slice(0, 4)} ${quote}`)
    : [];
}

const OLD = '全县农村特困供养标准提高到每人每月520元，惠及特困人员863人。';
const NEW = '全县农村特困供养标准提高到每人每月610元，特困人员得到妥善照料。';

describe('of a figure that several reports give', () => {
  test('the newest answers where no year is asked', async () => {
    expect(
      await told('桂东农村特困供养标准是多少', [2021, OLD], [2022, OLD.replace('520', '560')], [2024, NEW]),
    ).toEqual([`2024 ${NEW}`]);
  });

  test('an older one answers where its year is asked', async () => {
    expect(await told('桂东2021年农村特困供养标准是多少', [2021, OLD], [2024, NEW])).toEqual([`2021 ${OLD}`]);
  });

  test('all are told where it is asked how it changed', async () => {
    const quotes = await told('桂东农村特困供养标准有什么变化', [2021, OLD], [2024, NEW]);
    expect(quotes).toEqual([`2021 ${OLD}`, `2024 ${NEW}`]);
  });

  test('a report that gives it of others only takes the place of none', async () => {
    const aged = '80岁以上老人高龄津贴为每人每月50元。';
    const older = '90岁以上老人高龄津贴为每人每月100元。';
    const quotes = await told('桂东90岁以上老人高龄津贴是多少', [2021, older], [2024, aged]);
    expect(quotes).toContain(`2021 ${older}`);
  });

  test('what is still planned takes the place of nothing that was reached', async () => {
    const reached = '全县茶叶产量达到6200吨。';
    const quotes = await told('桂东茶叶产量是多少', [2023, reached], [2024, '今年计划茶叶产量达到7000吨。']);
    expect(quotes).toContain(`2023 ${reached}`);
  });

  test('a new report that speaks of an older year takes the place of nothing newer', async () => {
    const quotes = await told(
      '桂东茶叶产量是多少',
      [2022, '全县茶叶产量达到6200吨。'],
      [2024, '2019年全县茶叶产量达到4100吨。'],
    );
    expect(quotes).toContain('2022 全县茶叶产量达到6200吨。');
  });
});

test('of two places each is told by its own newest report', async () => {
  const report = (place: string, year: number, yuan: number) =>
    `${place}${year}年政府工作报告\n${place}人民政府\n${year}年1月20日\n\n全县农村低保标准达到每人每月${yuan}元。\n`;
  const scene = await sceneOfFiles({
    'a.txt': report('桂东县', 2022, 410),
    'b.txt': report('桂东县', 2024, 470),
    'c.txt': report('宁陕县', 2023, 450),
  });
  for (const question of ['桂东县和宁陕县农村低保标准是多少', '桂东和宁陕农村低保标准对比']) {
    const { answer } = await scene.ask(question);
    expect(answer.text).toContain('470元');
    expect(answer.text).toContain('450元');
    expect(answer.text).not.toContain('410元');
  }
});
