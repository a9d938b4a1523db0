import { describe, expect, test } from 'vitest';
import type { ChatModel } from '../../../src/core/ports.ts';
import type { Answered } from '../../../src/core/types.ts';
import { citedLines, expectGrounded } from '../../fakes/grounded.ts';
import { sceneOf } from '../../fakes/small-knowledge.ts';

const HERE = '汝城县';
const THERE = '桂东县';
const ITEMS = [...'一二三四五六七八九十'];

const REPORTS = {
  here: {
    place: HERE,
    date: '2019-03',
    text: [
      '汝城县农村低保标准由每人每月110元提高至每人每月260元。',
      '2018年，全县发放小额贷款9800万元。',
      '2016年，全县发放小额贷款3200万元。',
      '汝城县实现63510人脱贫。',
      '去年，烤烟种植大户黄家种植烤烟20亩。',
      '今年，烤烟种植大户黄家种植烤烟45亩。',
      '当地实施村道硬化、饮水改造、电网升级等基础工程。',
      '当地推行红榜表彰、积分兑换、评议公示等3项乡风制度。',
      '全县培育香菇、木耳、竹荪菌类品种。群众对产业很满意。',
      '2020年，全县计划新建村级卫生室52个。',
      '全县建成文化广场87个，计划2020年再建成文化广场13个。',
    ].join('\n'),
  },
  there: {
    place: THERE,
    date: '2019-06',
    text: [
      '桂东县实现21480人脱贫。',
      '该县农村低保标准提高到每人每月345元。',
      '全县发放产业奖补资金近3150万元。',
    ].join('\n'),
  },
  elsewhere: {
    place: '资兴市',
    date: '2020-01',
    text: [
      '资兴市防汛工作要求如下：',
      ...ITEMS.map((number, at) => `${number}是落实第${at + 1}号堤段责任。`),
      '资兴市发放产业奖补资金2800万元。',
    ].join('\n'),
  },
};
const scene = await sceneOf(REPORTS);

async function answered(text: string): Promise<Answered> {
  const { answer } = await scene.ask(text);
  expectGrounded(answer, scene.knowledge);
  expect(answer.kind, answer.text).toBe('answered');
  return answer as Answered;
}

const linesOf = async (text: string) => (await answered(text)).text.split('\n');

describe('a change', () => {
  test('that one sentence tells has the sentence, and by how much', async () => {
    expect(await linesOf('汝城低保标准提高了多少')).toEqual([
      '汝城县（2019年3月）：汝城县农村低保标准由每人每月110元提高至每人每月260元[1]。',
      '变化：由110元到260元，增加150元/人·月（260元－110元＝150元）[1]。',
    ]);
  });

  test('over years has the earliest first, the years as the report gives them, and both markers', async () => {
    expect(await linesOf('汝城这几年发放的小额贷款有什么变化，多少元')).toEqual([
      '汝城县（2019年3月）：2016年，全县发放小额贷款3200万元[1]。',
      '汝城县（2019年3月）：2018年，全县发放小额贷款9800万元[2]。',
      '变化：由2016年的3200万元到2018年的9800万元，增加6600万元（9800万元－3200万元＝6600万元）[1][2]。',
    ]);
  });

  test('from one notice to the next is worked out between the two, not within the first', async () => {
    const notices = await sceneOf({
      first: { place: HERE, date: '2021-06', text: '汝城县农村低保标准由每人每月380元提高到每人每月420元。' },
      second: {
        place: HERE,
        date: '2023-06',
        text: '汝城县农村低保标准由每人每月420元提高到每人每月465元。',
      },
    });
    const { answer } = await notices.ask('汝城2021年和2023年农村低保标准对比');
    expectGrounded(answer, notices.knowledge);
    expect(answer.text.split('\n').at(-1)).toBe(
      '变化：由420元到465元，增加45元/人·月（465元－420元＝45元）[1][2]。',
    );
  });

  test('from 去年 to 今年 is told in that order, with no year that the report does not name', async () => {
    const lines = await linesOf('汝城黄家烤烟种植从几亩到几亩');
    expect(lines.map((line) => /\d+亩/u.exec(line)?.[0])).toEqual(['20亩', '45亩']);
    expect(lines.join('')).not.toContain('2018');
  });

  test('is not worked out where the question asks for one figure', async () => {
    expect((await answered('汝城低保标准是多少')).text).not.toContain('变化');
  });
});

const standard = (place: string, year: number, amount: number) => ({
  ...{ place, date: `${year}-02`, title: `${place}民政局关于${year}年农村低保标准的通知` },
  text: `${year}年，农村低保标准为每人每月${amount}元。`,
});
const byYear = await sceneOf({
  'anren-2022': standard('安仁县', 2022, 460),
  'anren-2023': standard('安仁县', 2023, 500),
  'anren-2024': standard('安仁县', 2024, 540),
  'yongxing-2022': standard('永兴县', 2022, 480),
  'yongxing-2023': standard('永兴县', 2023, 520),
  'anren-oil': { place: '安仁县', date: '2021-05', text: '新造油茶林每亩补助800元。' },
  'yizhang-oil': { place: '宜章县', date: '2023-05', text: '新造油茶林每亩补助1000元。' },
  'yizhang-rangers': {
    place: '宜章县',
    date: '2024-03',
    text: '2022年护林员补助每人8000元，护林员补助按季度发放。\n2024年护林员补助每人9000元。',
  },
  'jiahe-rangers': {
    place: '嘉禾县',
    date: '2024-03',
    text: '2022年护林员补助每人8500元，护林员补助按季度发放。\n2024年护林员补助每人9600元。',
  },
});

async function yearly(text: string): Promise<string[]> {
  const { answer } = await byYear.ask(text);
  expectGrounded(answer, byYear.knowledge);
  expect(answer.kind, answer.text).toBe('answered');
  return answer.text.split('\n');
}

describe('a comparison', () => {
  test('shows both quotes, and which is more by how much', async () => {
    const answer = await answered('汝城和桂东哪个脱贫的人多');
    const lines = citedLines(answer);
    expect(lines.slice(0, 2).map(({ cited }) => cited.map(({ place }) => place))).toEqual(
      expect.arrayContaining([[HERE], [THERE]]),
    );
    expect(answer.text).toMatch(
      /\n相比：汝城县（2019年3月资料）比桂东县（2019年6月资料）多42030人（63510人－21480人＝42030人）\[\d\]\[\d\]。$/u,
    );
  });

  test('takes what a change led to, not what it began with', async () => {
    expect((await answered('汝城跟桂东谁的低保标准高')).text).toContain('高85元/人·月（345元－260元＝85元）');
  });

  test('of figures that are not exact says so, and shows both quotes', async () => {
    const { text, citations } = await answered('桂东和资兴谁的产业奖补资金多');
    expect(text).toMatch(/^（其中有约数，不能直接比较，请看原文）/u);
    expect(text).not.toContain('＝');
    expect(new Set(citations.map(({ place }) => place))).toEqual(new Set([THERE, '资兴市']));
  });

  describe('without a year', () => {
    test('takes the newest year that both tell of, beside what is newer', async () => {
      const lines = await yearly('安仁和永兴农村低保标准哪个高');
      expect(lines.map((line) => /\d+元/u.exec(line)?.[0])).toEqual(['540元', '500元', '520元', '20元']);
      expect(lines[1]).toContain('已有新文件代替');
      expect(lines.at(-1)).toContain('相比：2023年，永兴县比安仁县高20元/人·月（520元－500元＝20元）');
    });

    test('takes the newest year where it stands behind others in the ranking, and leaves out what is older', async () => {
      const lines = await yearly('宜章和嘉禾护林员补助谁高');
      expect(lines.map((line) => /\d+元/u.exec(line)?.[0])).toEqual(['9000元', '9600元', '600元']);
    });

    test('gives no difference where there is no year that both tell of, and shows of which each is', async () => {
      const text = (await yearly('安仁和宜章新造油茶补助哪个多')).join('\n');
      expect(text).toMatch(/^（两处不是同一年的数，不能直接比较，请看原文）/u);
      expect(text).toMatch(/（2021年5月）[\s\S]*（2023年5月）/u);
      expect(text).toMatch(/800元[\s\S]*1000元/u);
      expect(text).not.toMatch(/相比|＝/u);
    });
  });

  test('is not made where two places are asked about side by side', async () => {
    expect((await answered('汝城和桂东的低保标准各是多少')).text).not.toMatch(/相比|比较/u);
  });
});

test('what a model words of a comparison is followed by the difference, which the model does not work out', async () => {
  const model: ChatModel = {
    id: 'scripted',
    complete: async (messages) => {
      const shown = messages.at(-1)!.content.split(/^(?=\[\d+\] )/mu);
      const numberOf = (word: string) =>
        /^\[\d+\]/u.exec(shown.find((part) => part.startsWith('[') && part.includes(word)) ?? '')?.[0];
      return `汝城县有63510人脱贫${numberOf('63510')}。桂东县有21480人脱贫${numberOf('21480')}。`;
    },
  };
  const { ask, knowledge } = await sceneOf(REPORTS, model);
  const { answer } = await ask('汝城和桂东哪个脱贫的人多');
  expectGrounded(answer, knowledge);
  expect(answer).toMatchObject({ kind: 'answered', method: 'generated' });
  expect(answer.text).toContain('汝城县有63510人脱贫');
  expect(answer.text).toContain('63510人－21480人＝42030人');
});

describe('a list', () => {
  test('that the text ends with 等 is said not to be whole', async () => {
    expect(await linesOf('汝城实施了哪些基础工程')).toEqual([
      '汝城县（2019年3月，原文没有列全）：当地实施村道硬化、饮水改造、电网升级等基础工程[1]。',
    ]);
  });

  test('whose items are as many as the text counts is whole', async () => {
    expect((await answered('汝城推行哪些乡风制度')).text).not.toContain('没有列全');
  });

  test('leaves out the sentence behind it that lists nothing', async () => {
    expect((await answered('汝城培育了哪些菌类品种')).text).not.toContain('满意');
  });

  test('that is counted has a line an item, each with its marker, under one place and date', async () => {
    const { text } = await answered('资兴防汛工作有哪些要求');
    const lines = text.split('\n').filter((line) => /是落实/u.test(line));
    expect(lines).toEqual(
      ITEMS.map((number, at) =>
        expect.stringMatching(
          new RegExp(
            `${at === 0 ? '：资兴市防汛工作要求如下：' : '^'}${number}是.*第${at + 1}号堤段责任\\[\\d+\\]。$`,
            'u',
          ),
        ),
      ),
    );
    expect(text.match(/资兴市（2020年1月/gu)).toHaveLength(1);
  });
});

describe('a plan and a result', () => {
  test('a plan is no answer to what was done without a word', async () => {
    expect((await answered('汝城实际新建村级卫生室多少个')).text).toBe(
      '（以下是计划数，不是已完成的数）汝城县（2019年3月，计划数）：2020年，全县计划新建村级卫生室52个[1]。',
    );
  });

  test('a result is no answer to what is planned without a word', async () => {
    expect((await answered('汝城要让多少人实现脱贫')).text).toBe(
      '（以下是已完成的数，不是计划数）汝城县（2019年3月，已完成）：汝城县实现63510人脱贫[1]。',
    );
  });

  test('a plan that is asked for is called one', async () => {
    expect((await answered('汝城计划新建村级卫生室多少个')).text).toMatch(/^汝城县（2019年3月，计划数）：/u);
  });

  test('a sentence that tells both is called neither', async () => {
    expect((await answered('汝城建成了多少个文化广场')).text).toMatch(/^汝城县（2019年3月，含计划数）：/u);
  });
});

describe('the form of a question in traditional characters', () => {
  test('is read as in simplified ones: a comparison, and a plan', async () => {
    const [compared, simplified] = [
      await linesOf('汝城縣和桂東縣哪個縣脫貧的人更多'),
      await linesOf('汝城县和桂东县哪个县脱贫的人更多'),
    ];
    expect(compared).toEqual(simplified);
    expect(compared.at(-1)).toContain('63510人－21480人');
    expect((await answered('汝城縣計劃新建村級衛生室多少個')).text).toMatch(
      /^汝城县（2019年3月，计划数）：/u,
    );
  });
});

describe('what is to be known of a quote stands before it', () => {
  test('at a further item of a list too', async () => {
    const text = [
      '资兴市防汛工作要求如下：',
      '一是落实口口堤段责任。',
      '二是检查水库12座。',
      '三是今年计划新建泵站口口座。',
    ];
    const { ask } = await sceneOf({
      list: { place: '资兴市', date: '2020-01', text: text.join('\n'), lost: ['口口座'] },
    });
    const lines = (await ask('资兴防汛工作有哪些要求')).answer.text.split('\n');
    expect(lines.find((line) => line.includes('二是'))).toMatch(/^二是/u);
    expect(lines.find((line) => line.includes('三是'))).toMatch(/^（原文此处有缺损）三是/u);
  });

  test('with its date, at the nearest quote of a place that does not tell what is asked', async () => {
    const { ask } = await sceneOf({
      here: { place: HERE, date: '2019-03', text: '汝城县农村低保标准提高到每人每月310元。' },
      there: {
        place: THERE,
        date: '2019-06',
        text: '桂东县农村低保标准由口口逐步提高，应保尽保。',
        lost: ['口口'],
      },
    });
    expect((await ask('汝城和桂东农村低保标准是多少元')).answer.text).toContain(
      '桂东县的资料没有写明这一点，最接近的原文（2019年6月，原文此处有缺损）：桂东县农村低保标准由',
    );
  });
});

test('a figure asked among all counties names those that it is not given of', async () => {
  expect((await answered('三个县的低保标准分别是多少')).text).toMatch(/^（这里没有列出资兴市[^）]*）/u);
  expect((await answered('低保标准是多少')).text).not.toContain('没有列出');
});
