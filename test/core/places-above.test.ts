import { describe, expect, test } from 'vitest';
import { withoutPlaces } from '../../src/core/above.ts';
import { withoutRule } from '../../src/core/settings.ts';
import { citationsOf } from '../../src/core/shown/citations.ts';
import type { Answer } from '../../src/core/types.ts';
import { expectGrounded } from '../fakes/grounded.ts';
import { gazetteer, SETTINGS, sceneOf } from '../fakes/small-knowledge.ts';

const scene = await sceneOf({
  province: {
    place: '湖南省',
    title: '湖南省临时救助工作办法',
    date: '2021-03-10',
    text: '第一条 一个家庭一年内申请临时救助不超过2次。\n第二条 急难型救助金在24小时内发放到位。',
  },
  city: {
    place: '郴州市',
    title: '郴州市民政局关于提高救助标准的通知',
    date: '2022-06-20',
    text: '一、全市孤儿基本生活费标准为每人每月1500元。\n二、全市特困人员基本生活标准为每人每月920元。\n三、全市安排孤儿助学资金300万元。',
  },
  work: {
    place: '郴州市',
    title: '郴州市2022年乡村振兴工作报告',
    date: '2022-12-28',
    text: '全市建成高标准农田26万亩。\n汝城县建成辣椒基地9万亩，桂东县建成茶叶基地31万亩。\n每个公益性岗位每人每月补贴800元。\n全市农村居民人均可支配收入14800元。\n桂东县改造户厕4200户。',
  },
  rucheng: {
    place: '汝城县',
    title: '汝城县特困人员供养通知',
    date: '2022-08-05',
    text: '全县特困人员基本生活标准为每人每月950元。\n全县培训致富带头人420名。',
  },
  guidong: {
    place: '桂东县',
    title: '桂东县高龄津贴通知',
    date: '2022-08-12',
    text: '一、80周岁以上老人高龄津贴每人每月60元。\n二、全县建成村级光伏电站45座。',
  },
  leaflet: {
    title: '雨露计划政策问答',
    text: '雨露计划补助标准为每生每年3000元。\n雨露计划咨询电话12317。',
  },
  unknown: {
    title: '农村公路养护工作总结',
    text: '全县农村公路总里程2260公里。\n公路养护经费每公里补助4000元。',
  },
});

async function said(text: string, more: Parameters<typeof scene.ask>[1] = {}): Promise<Answer> {
  const { answer } = await scene.ask(text, more);
  expectGrounded(answer, scene.knowledge);
  return answer;
}

const cited = (answer: Answer) => [...new Set(citationsOf(answer).map(({ title }) => title))];

describe('a question of a county', () => {
  test('is answered by its own paper where one answers', async () => {
    const answer = await said('汝城特困人员基本生活标准是多少');
    expect(answer.text).toContain('950元');
    expect(cited(answer)).toEqual(['汝城县特困人员供养通知']);
  });

  test('is answered by its city’s where its own do not, and told so', async () => {
    const answer = await said('汝城孤儿基本生活费标准是多少');
    expect(answer.kind, answer.text).toBe('answered');
    expect(answer.text).toMatch(/^（汝城县的资料没有写明）全市规定（郴州市，2022年6月20日）：.*1500元\[1\]/u);
  });

  test('is answered by its province’s where the city’s do not either', async () => {
    const answer = await said('汝城临时救助一年能申请几次');
    expect(answer.text).toContain('全省规定（湖南省，2021年3月10日）：');
    expect(answer.text).toContain('2次');
  });

  test('is answered last by a paper of no place, by its title', async () => {
    const answer = await said('汝城雨露计划补助标准是多少');
    expect(answer.text).toContain('《雨露计划政策问答》：');
    expect(answer.text).toContain('3000元');
  });

  test('is answered so where it is the asker’s own and not named', async () => {
    const answer = await said('孤儿基本生活费标准是多少', { place: '汝城县' });
    expect(answer).toMatchObject({ kind: 'answered', ownPlace: '汝城县' });
    expect(answer.text).toContain('全市规定（郴州市');
  });

  test('is answered so where no report is of it, which is said', async () => {
    const answer = await said('宜章县孤儿基本生活费标准是多少');
    expect(answer.text).toMatch(/^（没有宜章县的报告）全市规定（郴州市/u);
    const other = await said('凤凰县孤儿基本生活费标准是多少');
    expect(other).toMatchObject({ kind: 'refused', reason: 'place-not-in-corpus' });
  });

  test('is told what a paper of its city says of it by name, and nothing of its sister beside', async () => {
    const own = await said('汝城辣椒基地有多少亩');
    expect(own.text).toContain('汝城县建成辣椒基地9万亩');
    expect(own.text).not.toContain('31万亩');
    expect((await said('汝城茶叶基地有多少亩')).kind).toBe('refused');
  });

  test('has a rate of a report told as the city’s', async () => {
    const answer = await said('汝城公益性岗位每月补贴多少');
    expect(answer.text).toContain('全市情况（郴州市，2022年12月28日）：');
    expect(answer.text).toContain('800元');
  });

  test.each([
    ['a sister’s rule', '汝城高龄津贴是多少', '60元'],
    ['a sister’s count', '汝城建成村级光伏电站多少座', '45座'],
    ['what the city’s paper tells of a sister', '汝城改造户厕多少户', '4200'],
    ['the city’s own count', '汝城建成高标准农田多少亩', '26万亩'],
    ['the city’s own mean', '汝城农村居民人均可支配收入多少', '14800'],
    ['the city’s own sum', '汝城安排孤儿助学资金多少', '300万元'],
    ['a county’s that nothing names', '汝城农村公路总里程多少公里', '2260'],
    ['a rule of a county that nothing names', '汝城公路养护经费每公里补助多少', '4000元'],
  ])('is never answered by %s', async (_, text, never) => {
    for (const answer of [await said(text), await said(text.replace('汝城', '我县'), { place: '汝城县' })]) {
      expect(answer.kind, answer.text).toBe('refused');
      expect(answer.text).not.toContain(never);
    }
  });

  test('is refused as it was where nothing above may be told', async () => {
    const text = '汝城高龄津贴是多少';
    const without = await said(text, { settings: withoutRule(SETTINGS, 'above') });
    expect(await said(text)).toEqual(without);
  });
});

describe('a question of a city or a province', () => {
  test('is answered by what is above it', async () => {
    const answer = await said('郴州市临时救助一年能申请几次');
    expect(answer.text).toContain('全省规定（湖南省');
  });

  test.each([
    ['郴州市高龄津贴是多少', '60元'],
    ['郴州市培训致富带头人多少名', '420名'],
    ['湖南省孤儿基本生活费标准是多少', '1500元'],
  ])('never takes what lies below as its own: %s', async (text, never) => {
    const answer = await said(text);
    expect(answer.kind, answer.text).toBe('refused');
    expect(answer.text).not.toContain(never);
  });
});

test('what is above a place is searched for without its name', () => {
  const bare = (searchText: string, places: readonly string[]) =>
    withoutPlaces({ searchText, places, missingPlaces: [] }, { gazetteer });
  expect(bare('汝城县低保标准是多少', ['汝城县'])).toBe('低保标准是多少');
  expect(bare('汝城和桂东低保标准', ['汝城县', '桂东县'])).toBe('和低保标准');
  expect(bare('低保标准是多少', ['汝城县'])).toBeUndefined();
});
