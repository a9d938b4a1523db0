import { beforeAll, describe, expect, test } from 'vitest';
import { type Scene, sceneOfFiles, script } from '../fakes/small-knowledge.ts';

/** A work report with what was done, and what is still to come under a heading of its own and in words of its own. */
const REPORT = `汝城縣2023年鄉村振興工作總結

2023年3月6日

一、工作開展情況
2022年，全縣完成農村危房改造1260戶，發放補助資金2835萬元。
全縣農村低保標準由每人每月560元提高至612元，保障低保對象8106戶17342人。
全縣實現5210戶18340人脫貧。

二、下一步工作計劃
實施農村道路硬化86公里，新建村級衛生室24個。
力爭全年培訓農村致富帶頭人420人次，計劃搬遷地質災害避險戶315戶1208人。
`;

/** A notice of rules: what is granted, what is denied, limits, and a policy by its name. */
const RULES = `桂東縣農村危房改造補助實施辦法

2022年5月10日

第一條 為規範農村危房改造補助管理，制定本辦法。
第二條 農村危房改造每戶補助不超過35000元，其中修繕加固每戶補助12000元。
第三條 有下列情形之一的，不予補助：
（一）家庭成員擁有商品房的；
（二）農房建成後超過三年未入住的；
（三）將原有住房出租轉讓的。
第四條 實行“三優一減”幫扶政策，即優先審批、優先施工、優先驗收、減免費用。
第五條 本辦法自2022年6月1日起施行。
`;

/** Tables: of what was done, with units in the names of the columns, and of what each township is to do. */
const TABLE = `| 鄉鎮 | 完成改造（戶） | 補助資金（萬元） |
| --- | --- | --- |
| 興寧鎮 | 218 | 490.5 |
| 滁口鎮 | 97 | 218.25 |

## 2025年度計劃任務

| 鄉鎮 | 新修公路（公里） | 培訓人數 |
| --- | --- | --- |
| 興寧鎮 | 36.5 | 640 |
| 滁口鎮 | 12.8 | 310 |
`;

/** A leaflet without a date, of questions and answers, with what is still to come in it. */
const LEAFLET = `永興縣社會救助政策問答

問：哪些人可以申請臨時救助？
答：因火災、交通事故等意外事件導致基本生活暫時困難的家庭。
問：臨時救助標準是多少？
答：2021年每人每次補助1860元，力爭2026年提高到2400元。

諮詢電話：0735-5522017
辦理地點：縣民政局
`;

const FILES = {
  'yongxing.txt': LEAFLET,
  'rucheng.txt': REPORT,
  'guidong.txt': RULES,
  'zixing.md': `# 資興市2024年農村危房改造情況表\n\n2024年12月20日\n\n2023年，全市實現9870戶31245人脫貧。\n\n## 2024年完成情況\n\n${TABLE}`,
};

const QUESTIONS = {
  'a plan under its heading': '汝城县要新建村级卫生室多少个',
  'a plan in its own words': '汝城县计划搬迁多少户',
  'a plan that is asked for as done': '汝城县培训了致富带头人多少人次',
  'a result': '汝城县完成危房改造多少户',
  'how much something rose': '汝城县低保标准提高了多少',
  'a figure that is right': '汝城县低保标准是每人每月612元吧',
  'a figure that is wrong': '汝城县发放危房改造补助资金2000万元对吗',
  'a limit': '桂东县农村危房改造每户补助最高不超过多少元',
  'a ban with its head': '桂东县哪些情形不予补助',
  'a policy by its name': '桂东县的“三优一减”是什么',
  'a cell under the unit of its column': '资兴市兴宁镇补助资金多少',
  'a cell of a table that is a plan': '资兴市兴宁镇培训多少人',
  'the row that has most': '资兴市哪个乡镇完成改造最多',
} as const;

describe('a report in traditional characters is told as its twin in simplified ones', () => {
  let traditional: Scene;
  let simplified: Scene;
  beforeAll(async () => {
    const twins = Object.entries(FILES).map(([name, text]) => [name, script.toSimplified(text)]);
    traditional = await sceneOfFiles(FILES);
    simplified = await sceneOfFiles(Object.fromEntries(twins));
  });

  test.each(Object.entries(QUESTIONS))('%s', async (_, question) => {
    const [told, twin] = [await traditional.ask(question), await simplified.ask(question)];
    expect(twin.answer.kind).toBe('answered');
    expect(script.toSimplified(told.answer.text)).toBe(twin.answer.text);
  });

  test('the twin tells what is still to come, what rose and what is right', async () => {
    const told = async (question: string) => (await simplified.ask(question)).answer.text;
    expect(await told(QUESTIONS['a plan under its heading'])).toContain('计划数');
    expect(await told(QUESTIONS['a plan in its own words'])).toContain('计划数');
    expect(await told(QUESTIONS['how much something rose'])).toContain('612元－560元＝52元');
    expect(await told(QUESTIONS['a figure that is right'])).toContain('资料里也是这个数');
    expect(await told(QUESTIONS['a cell of a table that is a plan'])).toContain('计划数');
  });

  test('is made of the same parts, and says of itself the same', () => {
    for (const [at, document] of traditional.knowledge.documents.entries()) {
      const { text, sha256: _, title, issuer = '', ...told } = document;
      const {
        text: plain,
        sha256: __,
        title: plainTitle,
        issuer: plainIssuer = '',
        ...twin
      } = simplified.knowledge.documents[at] ?? document;
      expect(told).toEqual(twin);
      expect([text, title, issuer].map(script.toSimplified)).toEqual([plain, plainTitle, plainIssuer]);
    }
  });

  test('two of them are held against each other', async () => {
    const { answer } = await traditional.ask('汝城县和资兴市哪个脱贫的人更多');
    expect(answer.text).toContain('多12905人（31245人－18340人＝12905人）');
  });
});
