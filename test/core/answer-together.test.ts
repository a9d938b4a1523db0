import { describe, expect, test } from 'vitest';
import type { Answered } from '../../src/core/types.ts';
import { expectGrounded } from '../fakes/grounded.ts';
import { createSharingReader } from '../fakes/sharing-reader.ts';
import { SETTINGS, sceneOfFiles } from '../fakes/small-knowledge.ts';

/* Places held against each other are answered together: each by the counterpart of what answers for the others. */

const ANREN = `安仁县农业农村局关于病死畜禽处理的通知

一、报告。养殖户发现畜禽死亡，应当在24小时内报告，不得丢弃。
二、补助。病死猪每头补助80元，病死牛每头补助150元。病死羊每只补助25元。病死家禽不补助。
三、检测。样品送检后20个工作日内由村医送达结果。
四、发放。补助由县里每半年发放一次。
五、车辆。收运车辆由县里统一购置，每辆价格18万元。
安仁县农业农村局
2024年3月6日
`;
const YONGXING = `永兴县农业农村局关于规范病死畜禽处理的通知

一、值班。值班室应当在2小时内登记来电。
二、报告。养殖户应当在发现畜禽死亡后12小时内拍照上报。
三、补助。病死猪不分大小，每头补助50元；病死牛每头补助200元。病死羊不补助。
四、检测。样品送检后15个工作日内短信通知本人。
五、发放。补助由处理厂按月造册，次月15日前发放。
永兴县农业农村局
2024年4月2日
`;
const post = (
  year: number,
  pay: string,
  hours: number,
  days: number,
  last: string,
) => `桂东县乡村公益性岗位管理办法
桂政办发〔${year}〕8号

第一条 岗位包括保洁员、护林员、敬老护理员。
第二条 补贴标准为每人每月${pay}
第三条 每天工作时间不超过${hours}小时。
第四条 连续旷工${days}天以上的，予以清退。
第五条 有下列情形之一的，不得上岗：
（一）在校学生；
（二）${year === 2022 ? '村干部' : '村干部及其配偶'}。
${last}
桂东县人民政府办公室
${year}年2月20日
`;
const travel = (year: number, whose: string, months: number, last: string) => `桂东县人力资源和社会保障局
关于做好${year}年${whose}外出务工交通补助工作的通知
桂人社发〔${year}〕${months}号

一、补助对象。${year}年外出务工、稳定就业${months}个月以上的${whose}。
二、补助标准。到省外务工的，每人补助${months}00元。
${last}
桂东县人力资源和社会保障局
${year}年3月5日
`;
const READING = { weighed: 1, logit: 0.5, usualLogit: -1, order: 0.1, sure: 2, alone: 9 };

const scene = await sceneOfFiles({
  '安仁.txt': ANREN,
  '永兴.txt': YONGXING,
  '岗位2022.txt': post(2022, '500元，按月发放。', 4, 5, ''),
  '岗位2024.txt': post(
    2024,
    '700元；敬老护理员每人每月900元。',
    6,
    3,
    '第六条 本办法自印发之日起施行，桂政办发〔2022〕8号文件同时废止。',
  ),
  '务工2023.txt': travel(2023, '脱贫劳动力', 3, ''),
  '务工2024.txt': travel(2024, '农村劳动力', 6, '三、桂人社发〔2023〕3号文件同时废止。'),
});

async function said(question: string, words: Record<string, number> = {}): Promise<Answered> {
  const reader = createSharingReader(words);
  const { answer } = await scene.ask(question, { settings: { ...SETTINGS, reading: READING }, reader });
  expect(answer.kind, answer.text).toBe('answered');
  expectGrounded(answer, scene.knowledge);
  return answer as Answered;
}

describe('of two places', () => {
  test('the counterpart answers though it reads otherwise, and its sibling does not', async () => {
    const { text } = await said('病死畜禽送检安仁和永兴哪个出结果快', { 村医: 4, 短信: -3, 来电: -2.5 });
    expect(text).toContain('20个工作日');
    expect(text).toContain('15个工作日');
    expect(text).not.toMatch(/2小时|12小时/u);
  });

  test('that nothing is granted is what one of them tells', async () => {
    const { text } = await said('死羊安仁和永兴每只各补多少钱');
    expect(text).toContain('病死羊每只补助25元');
    expect(text).toContain('病死羊不补助');
    expect(text).not.toMatch(/家禽|200元|50元/u);
  });

  test('each is told in the order in which they are asked', async () => {
    const question = (first: string, second: string) => `病死牛${first}和${second}每头补助多少钱`;
    const placesOf = ({ citations }: Answered) => citations.map(({ place }) => place);
    expect(placesOf(await said(question('安仁', '永兴')))).toEqual(['安仁县', '永兴县']);
    expect(placesOf(await said(question('永兴', '安仁')))).toEqual(['永兴县', '安仁县']);
  });

  test('the one whose papers do not tell it is said to be silent, and takes no other matter for it', async () => {
    const { text } = await said('收运车辆安仁和永兴每辆价格多少钱', { 统一购置: 4 });
    expect(text).toContain('18万元');
    expect(text).toMatch(/永兴县的资料没有写明/u);
    expect(text).not.toMatch(/50元|200元/u);
  });
});

describe('of two places, each with a matter of its own', () => {
  test('each is told its own, and not the counterpart of the other', async () => {
    const { text } = await said('安仁的死羊和永兴的死牛，各补多少钱');
    expect(text).toContain('病死羊每只补助25元');
    expect(text).toContain('病死牛每头补助200元');
    expect(text).not.toMatch(/病死羊不补助|家禽|150元/u);
  });

  test('each is read by its own and what is asked of all', async () => {
    const reader = createSharingReader();
    await scene.ask('安仁送检和永兴登记，哪个快', { settings: { ...SETTINGS, reading: READING }, reader });
    expect(reader.asked.map(({ question }) => question)).toEqual(['安仁县送检,多久', '永兴县登记,多久']);
  });
});

test('each place is read by what is asked of it alone', async () => {
  const reader = createSharingReader();
  await scene.ask('病死牛安仁和永兴哪个补得多', { settings: { ...SETTINGS, reading: READING }, reader });
  expect(reader.asked.map(({ question }) => question)).toEqual(['安仁县病死牛补多少', '永兴县病死牛补多少']);
});

describe('of two papers of one matter', () => {
  test.each([
    ['桂东公益性岗位补贴每人每月从多少涨到多少', /500元[\s\S]*700元/u, /900元/u],
    ['桂东公益性岗位连续旷工几天清退，现在跟原来一样吗', /5天[\s\S]*3天/u, /小时|元/u],
    ['桂东公益性岗位每天工作时间几小时，跟2022年一样吗', /4小时[\s\S]*6小时/u, /天以上|元/u],
    ['桂东公益性岗位旷工几天清退2024年和2022年一样不', /5天[\s\S]*3天/u, /小时|元/u],
  ])('one thing stands in both, the earlier first: %s', async (question, both, others) => {
    const { text } = await said(question, { 旷工: 3 });
    expect(text).toMatch(both);
    expect(text).not.toMatch(others);
  });

  test('the later may call itself otherwise, where it repeals the earlier', async () => {
    const { text } = await said('桂东外出务工补助要稳定就业几个月，今年跟去年一样吗');
    expect(text).toMatch(/3个月[\s\S]*6个月/u);
  });

  test('what differs is told where nothing but their matter is asked of', async () => {
    const { text } = await said('桂东公益性岗位新老办法有什么区别');
    expect(text).toMatch(/500元[\s\S]*700元/u);
    expect(text).toMatch(/4小时[\s\S]*6小时/u);
    expect(text).toContain('增加200元/人·月');
  });

  test('each has its own list', async () => {
    const { text } = await said('桂东公益性岗位哪些情形不得上岗，跟2022年有什么不同');
    expect(text).toMatch(/（2022年[\s\S]*村干部[\s\S]*（2024年[\s\S]*村干部及其配偶/u);
  });
});
