import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../../src/core/evidence/reading/reading.ts';
import { createSharingReader } from '../../../fakes/sharing-reader.ts';
import { SETTINGS, sceneOfFiles } from '../../../fakes/small-knowledge.ts';

const READING: Reading = { weighed: 0.8, logit: 0.6, usualLogit: -2.6, order: 0.14, sure: -1.5, alone: 9 };
const settings = { ...SETTINGS, reading: READING };

const FIELDS = `桂东县2023年农田建设任务表
桂东县农业农村局 2023年8月3日

单位：亩、眼、公里、万元

乡镇\t建设面积\t机井\t田间道路\t投资
沤江镇\t1200\t36\t14.5\t214
寨前镇\t2600\t88\t31.2\t483
普乐镇\t900\t52\t18.0\t185
合计\t4700\t176\t63.7\t882
`;

const FERRIES = `桂东县渡口一览
桂东县交通运输局 2023年8月3日

渡口\t所在乡镇\t开渡时间\t渡工\t电话
上坪渡\t沤江镇\t6:30—18:30\t牟光富\t0735-5751102
新滩渡\t寨前镇\t7:30—17:30\t吴联贵\t0735-5751113
`;

const MEALS = `桂东县老年食堂午餐价格
桂东县民政局 2023年8月3日

食堂\t开餐时间\t60至79周岁\t80周岁以上
沤江食堂\t11:00—12:30\t7元\t4元
寨前食堂\t11:30—12:30\t6元\t3元
`;

const RELIEF = `桂东县2023年抚恤标准表
桂东县退役军人事务局 2023年8月3日

序号\t对象\t数额\t计发单位
1\t烈士遗属\t43100\t每年
2\t病故军人遗属\t35200\t每年
`;

const HOMES = `桂东县养老院收费表
桂东县民政局 2023年8月3日

养老院\t每月收费\t备注
沤江镇养老院\t1100元\t洗衣费按月代收，每月60元
寨前镇养老院\t1250元\t
`;

const CLASSES = `桂东县医疗救助限额
桂东县医疗保障局 2023年8月3日

类别\t家庭\t限额
一类\t特困家庭\t12000元
二类\t低保边缘家庭（每人每月600元以下）\t8000元
`;

const BRIDGES = `桂东县桥梁看护标准
桂东县交通运输局 2023年8月3日

桥梁\t每座每年\t看护方式
铁桥\t1800元\t乡镇看护队
木桥\t700元\t村民看护
`;

const scene = await sceneOfFiles({
  ...{ '养老院.txt': HOMES, '桥梁.txt': BRIDGES, '救助.txt': CLASSES },
  ...{ '农田.txt': FIELDS, '渡口.txt': FERRIES },
  ...{ '食堂.txt': MEALS, '抚恤.txt': RELIEF },
});

/** The answer where a reader takes stretches that hold these words for so likely, and all others for no answer. */
async function told(question: string, words: Readonly<Record<string, number>>) {
  const reader = createSharingReader({ ...words, '': -4.6 });
  const { answer } = await scene.ask(question, { settings, reader });
  return { kind: answer.kind, text: answer.text, read: reader.asked.flatMap(({ sentences }) => sentences) };
}

describe('a row that a question names', () => {
  test('is read cell by cell, each behind its name and column, and with its unit', async () => {
    const { read } = await told('桂东普乐那边修田里的路修了多少', {});
    expect(read.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        '普乐镇建设面积900亩',
        '普乐镇机井52眼',
        '普乐镇田间道路18.0公里',
        '普乐镇投资185万元',
      ]),
    );
  });

  test('leaves the other rows of its table unread', async () => {
    const { read } = await told('桂东普乐那边修田里的路修了多少', {});
    expect(read.filter(({ text }) => /14\.5|31\.2|63\.7/u.test(text))).toEqual([]);
  });

  test('answers with the cell that is asked in other words than its column has', async () => {
    const { text } = await told('桂东普乐那边修田里的路修了多少', { 普乐镇田间道路: -2 });
    expect(text).toContain('普乐镇：');
    expect(text).toContain('田间道路 18.0');
  });

  test('answers nothing where none of its cells is what is asked', async () => {
    const { kind } = await told('桂东普乐镇有多少老师', { 普乐镇建设: -3.6, 普乐镇机井: -3.5 });
    expect(kind).toBe('refused');
  });

  test('leaves nothing to say to the other rows of its table', async () => {
    const other = await told('桂东寨前养老院按月代收洗衣费多少元', {});
    expect(other.text).not.toContain('60元');
    expect((await told('桂东沤江养老院按月代收洗衣费多少元', { 沤江镇养老院: 1 })).text).toContain('60元');
  });

  test('is not named by a word that the name of a column has', async () => {
    const { kind } = await told('桂东石桥看护一座一年多少钱', { 看护: -1 });
    expect(kind).toBe('refused');
    expect((await told('桂东铁桥看护一座一年多少钱', { 铁桥: 1 })).text).toContain('1800元');
  });

  test('is named by what it says before a figure in brackets', async () => {
    const { read } = await told('桂东边缘家庭看病一个人能救助多少', {});
    expect(read.map(({ text }) => text)).toContain('二类低保边缘家庭(每人每月600元以下)限额8000元');
  });

  test('is read in no column of a band that misses what is asked of', async () => {
    const { read } = await told('桂东寨前食堂我爸八十几岁吃一顿多少钱', {});
    const cells = read.map(({ text }) => text).filter((text) => /^寨前食堂.*周岁/u.test(text));
    expect(cells).toEqual(['寨前食堂80周岁以上3元']);
  });

  test('answers with the one cell that may be asked where the reader but leans to it', async () => {
    const kindAt = async (logit: number) =>
      (await told('桂东烈士遗属一年抚恤金多少', { 烈士遗属数额: logit })).kind;
    expect(await kindAt(-2.8)).toBe('answered');
    expect(await kindAt(-4)).toBe('refused');
  });

  test('is read only in cells of the form asked for', async () => {
    const { read, text } = await told('桂东寨前那边渡口撑船的电话多少', { 新滩渡寨前镇电话: 1 });
    const cells = read.map(({ text }) => text).filter((text) => text.startsWith('新滩渡寨前镇'));
    expect(cells).toEqual(['新滩渡寨前镇电话0735-5751113']);
    expect(text).toContain('吴联贵');
  });
});

describe('the sum of a table', () => {
  test('is read cell by cell where a sum is asked', async () => {
    const { text } = await told('桂东农田建设总共拿了多少钱', { 合计投资: 2.9, 合计建设: 1 });
    expect(text).toContain('合计：');
    expect(text).toContain('投资 882');
  });
});

describe('the row that has most', () => {
  test('has most in the column that the reader takes for the one asked, where no name says which', async () => {
    const { text } = await told('桂东农田建设哪个乡镇拿得最多', { 投资: 1, 建设面积: -1.5, 机井: -2 });
    expect(text).toContain('表中数最大的一行');
    expect(text).toContain('寨前镇：');
  });

  test('is none where the reader takes no column before the others', async () => {
    const { kind } = await told('桂东哪个乡镇粮食打得最多', { 建设面积: -0.3, 机井: -0.8, 投资: -1 });
    expect(kind).toBe('refused');
  });
});
