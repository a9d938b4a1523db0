import { describe, expect, test } from 'vitest';
import { confidenceOf } from '../../../../src/core/evidence/confidence.ts';
import { logOdds, type Reading } from '../../../../src/core/evidence/reading/reading.ts';
import type { Reader } from '../../../../src/core/ports.ts';
import { type Settings, withoutRule } from '../../../../src/core/settings.ts';
import { createSharingReader } from '../../../fakes/sharing-reader.ts';
import { SETTINGS, sceneOf } from '../../../fakes/small-knowledge.ts';

const READING: Reading = { weighed: 1, logit: 1, usualLogit: -1, order: 0.2, sure: 2, alone: 9 };
const settings = { ...SETTINGS, reading: READING };

const scene = await sceneOf({
  yongshun: {
    place: '永顺县',
    title: '永顺县农村改厕实施办法',
    date: '2023-05-01',
    text: [
      '第一条 改厕补助按下列标准发放：',
      '（一）三格式厕所每户补助1200元；',
      '（二）双瓮式厕所每户补助900元。',
      '第二条 厕所改造完成后，由乡镇组织验收，验收合格的拨付资金。',
      '第三条 改厕的旧料由农户自行清运，不得堆放在村道两侧。',
      '第四条 厕所粪污由专业队伍统一收运，每车收费60元。',
    ].join('\n'),
  },
});

const answered = async (text: string, reader?: Reader, of: Settings = settings) =>
  (await scene.ask(text, { settings: of, ...(reader === undefined ? {} : { reader }) })).answer;

/** A scene of one paper of a county. */
const sceneOfPaper = (title: string, text: string) =>
  sceneOf({ yongshun: { place: '永顺县', title, date: '2023-05-01', text } });

/** The confidence in the sentence on what a load costs, with the reader's word on it. */
async function confidenceIn(text: string, logit?: number): Promise<number> {
  const reader = logit === undefined ? {} : { reader: createSharingReader({ 每车: logit, 每户: -9 }) };
  const { evidence } = await scene.ask(text, { settings, ...reader });
  return evidence.find(({ signals }) => signals.logit === logit)?.confidence ?? 0;
}

describe('the reader', () => {
  test('is handed the best sentences, and those near in meaning, once, each with its title and lead', async () => {
    const reader = createSharingReader();
    await answered('永顺三格式厕所补多少钱', reader);
    expect(reader.asked).toHaveLength(1);
    const { question, sentences } = reader.asked[0]!;
    expect(question).toContain('三格式厕所');
    expect(sentences.length).toBeLessThanOrEqual(16);
    const item = sentences.find(({ text }) => text.includes('1200元'));
    expect(item).toMatchObject({
      title: '永顺县农村改厕实施办法',
      lead: expect.stringContaining('改厕补助按下列标准发放'),
    });
  });

  test('is not asked of what needs no sentence, nor where its rule is off or nothing was measured for it', async () => {
    const reader = createSharingReader();
    await answered('你好', reader);
    await answered('永顺三格式厕所补多少钱', reader, withoutRule(settings, 'reader'));
    await answered('永顺三格式厕所补多少钱', reader, SETTINGS);
    expect(reader.asked).toEqual([]);
  });

  test('puts the sentence first that it takes for the answer', async () => {
    const text = '永顺改厕资金怎么拨付';
    const first = async (words: Record<string, number>) =>
      (await scene.ask(text, { settings, reader: createSharingReader(words) })).evidence[0];
    const [inspected, cleared] = [
      await first({ 组织验收: 4, 清运: -4 }),
      await first({ 组织验收: -4, 清运: 4 }),
    ];
    expect(inspected?.signals.logit).toBe(4);
    expect(cleared?.signals.logit).toBe(4);
    expect(inspected?.span).not.toEqual(cleared?.span);
  });

  test('makes surer, or less sure, and leaves to all else what it takes for no answer at all', async () => {
    const confidence = (logit?: number) => confidenceIn('永顺粪污收运收费不', logit);
    const [unread, sure, unsure, never] = [
      await confidence(),
      await confidence(3),
      await confidence(-2),
      await confidence(-9),
    ];
    expect(sure).toBeGreaterThan(unread);
    expect(unsure).toBeLessThan(unread);
    expect(never).toBeLessThan(unsure);
    expect(logOdds(unread) - logOdds(never)).toBeCloseTo(1.8, 9);
  });

  test('is doubted without a bound where a value is asked, of which another sentence may tell another', async () => {
    const confidence = (logit?: number) => confidenceIn('永顺粪污收运收费多少', logit);
    const [unread, doubted, never] = [await confidence(), await confidence(-2), await confidence(-9)];
    expect(logOdds(unread) - logOdds(doubted)).toBeCloseTo(1 + 1.6, 9);
    expect(logOdds(unread) - logOdds(never)).toBeCloseTo(1.8 + 8.6, 9);
  });

  test('is doubted no more than that where a topic alone is written', async () => {
    const [unread, never] = [
      await confidenceIn('永顺粪污收运收费'),
      await confidenceIn('永顺粪污收运收费', -9),
    ];
    expect(logOdds(unread) - logOdds(never)).toBeCloseTo(1.8, 9);
  });

  test('that is sure lets answer what shares few words with the question', async () => {
    const text = '永顺拆下来的砖瓦废渣乱扔农户管不管';
    const reader = (logit: number) => createSharingReader({ 自行清运: logit });
    const said = await answered(text, reader(4));
    expect(said).toMatchObject({ kind: 'answered', text: expect.stringContaining('自行清运') });
    const doubtful = await answered(text, reader(-4));
    expect(doubtful.kind).toBe('refused');
  });

  test.each(['我明天不来，厕所的灯坏了记得报修', '刚才谁把车停那儿了'])(
    'that is sure makes no answer to talk that shares few words with a sentence: %s',
    async (text) => {
      const reader = createSharingReader({ 自行清运: 4, 每车: 4 });
      expect((await answered(text, reader)).kind).toBe('refused');
    },
  );

  test('alone makes an answer where nothing else of the place is one, from a logit on', async () => {
    const text = '永顺拆下来的砖瓦废渣乱扔农户管不管';
    const said = (logit: number) =>
      answered(text, createSharingReader({ 自行清运: logit }), {
        ...settings,
        reading: { ...READING, alone: -2 },
      });
    expect(await said(-1.9)).toMatchObject({
      kind: 'answered',
      text: expect.stringContaining('自行清运'),
    });
    expect((await said(-2.1)).kind).toBe('refused');
    expect((await answered(text, createSharingReader({ 自行清运: -1.9 }))).kind).toBe('refused');
  });

  test('alone makes no answer of no place, and none beside what answers', async () => {
    const eager = { ...settings, reading: { ...READING, alone: -9 } };
    const nowhere = await answered('拆下来的砖瓦废渣乱扔农户管不管', createSharingReader(), eager);
    expect(nowhere.kind).toBe('refused');
    const text = '永顺三格式厕所补多少钱';
    const said = await answered(text, createSharingReader({ 三格式: 3 }), eager);
    expect(said).toEqual(await answered(text, createSharingReader({ 三格式: 3 })));
  });

  test('alone makes an amount of no other words an answer, and no count', async () => {
    const eager = { ...settings, reading: { ...READING, alone: -2 } };
    const counting = await sceneOfPaper('永顺县农村改厕情况', '全县共改造厕所1860户。\n每户补助1200元。');
    const asked = async (text: string, words: Record<string, number>) =>
      (await counting.ask(text, { settings: eager, reader: createSharingReader(words) })).answer.kind;
    expect(await asked('永顺旧圈舍弄好给多少钱', { 每户: -1.9, 全县: -5 })).toBe('answered');
    expect(await asked('永顺旧圈舍弄好了多少户', { 每户: -5, 全县: -1.9 })).toBe('refused');
  });

  test('does not make a figure of a sentence that holds none', async () => {
    const said = await answered(
      '永顺旧料清运补多少钱',
      createSharingReader({ 自行清运: 5, 每户: -5, 每车: -5 }),
    );
    expect(said.kind).toBe('refused');
  });

  test('takes a figure of another unit where it is far surer of it than of all else', async () => {
    const ponds = await sceneOfPaper(
      '永顺县山塘巡查规定',
      '第一条 一个塘长最多管五处。\n第二条 塘长每周巡查，发现险情立即报告。',
    );
    const said = async (words: Record<string, number>) =>
      (
        await ponds.ask('永顺一个塘长最多管几口塘', {
          settings: { ...SETTINGS, reading: READING },
          reader: createSharingReader(words),
        })
      ).answer;
    expect((await said({ 五处: 5, 每周: -3 })).text).toContain('最多管五处');
    expect((await said({ 五处: 5, 每周: 4 })).text).not.toMatch(/：第一条/u);
  });

  test('is no surer of what holds for less than somebody has', async () => {
    const sand = await sceneOfPaper(
      '永顺县包沙地办法',
      '第一条 包沙地一千亩以上的，免地租十五年。\n第二条 包沙地50亩以上不满一千亩的，免地租二十年。',
    );
    const reader = createSharingReader({ 十五年: 5, 二十年: 2 });
    const { answer } = await sand.ask('永顺包八十亩沙地，地租免几年', { settings, reader });
    expect(answer.text).toContain('免地租二十年');
    expect(answer.text).not.toContain('免地租十五年');
  });

  test('is not asked for what draws no line where another sentence holds for as much as somebody has', async () => {
    const pigs = await sceneOfPaper(
      '永顺县养猪保险问答',
      '问：死了猪赔多少？\n答：死猪每头按体重赔，先扣8元。\n30公斤以上不满60公斤的死猪赔400元，60公斤以上不满90公斤的死猪赔650元。',
    );
    const reader = createSharingReader({ 按体重赔: 5, 赔650元: 1 });
    const { answer } = await pigs.ask('永顺死了头140斤的猪，赔多少', { settings, reader });
    expect(answer.text).toContain('赔650元');
    expect(answer.text).not.toContain('先扣8元');
  });

  test('is asked for what draws no line where it is not asked how much', async () => {
    const old = await sceneOfPaper(
      '永顺县高龄津贴办法',
      '第一条 80周岁以上不满90周岁的老人，高龄津贴每月100元。\n第二条 高龄津贴向村委会申请。',
    );
    const reader = createSharingReader({ 村委会: 5, 每月100元: 3 });
    const { answer } = await old.ask('永顺82岁的老人高龄津贴向谁申请', { settings, reader });
    expect(answer.text).toContain('向村委会申请');
  });

  test('answers in another form than the one asked where it is sure and nothing has that, but not who', async () => {
    const patrols = await sceneOfPaper(
      '永顺县山塘巡查规定',
      '第一条 村里的山塘由管护员每周查看。\n第二条 坝体渗漏的，由县水利局派人抢修。',
    );
    const asked = async (text: string, words: Record<string, number>) =>
      (await patrols.ask(text, { settings, reader: createSharingReader({ ...words, 第: -5 }) })).answer;
    expect(await asked('永顺的山塘多长时间去看一回', { 每周查看: 2 })).toMatchObject({
      kind: 'answered',
      text: expect.stringContaining('每周查看'),
    });
    expect((await asked('永顺的山塘多长时间去看一回', { 每周查看: 0 })).kind).toBe('refused');
    expect((await asked('永顺的山塘管护员叫什么名字', { 每周查看: 2 })).kind).toBe('refused');
  });

  test('that is far surer of one sentence than of what would answer lets that one answer, in whatever form', async () => {
    const text = '永顺双瓮式厕所旧料拉走给多少钱';
    const said = async (words: Record<string, number>) => {
      const answer = await answered(text, createSharingReader({ ...words, 每车: -3, 三格式: -3 }));
      return answer.kind === 'answered' ? answer.text : answer.kind;
    };
    expect(await said({ 双瓮式: 3, 自行清运: 4.9 })).toContain('900元');
    const surer = await said({ 双瓮式: 3, 自行清运: 5 });
    expect(surer).toContain('自行清运');
    expect(surer).not.toContain('900元');
  });

  test('that is sure answers where nothing else does a question of a place, and not one of none', async () => {
    const text = '拆下来的砖瓦废渣乱扔农户管不管';
    const unsure = { ...settings, reading: { ...READING, sure: 9 } };
    const asked = async (place: string, logit: number) =>
      (await answered(`${place}${text}`, createSharingReader({ 自行清运: logit }), unsure)).kind;
    expect(await asked('永顺', 2)).toBe('answered');
    expect(await asked('永顺', 1.9)).toBe('refused');
    expect(await asked('', 2)).toBe('refused');
  });

  test.each<[string, Partial<Reader>]>([
    ['fails', { score: async () => Promise.reject(new Error('no memory')) }],
    [
      'throws',
      {
        score: () => {
          throw new Error('no memory');
        },
      },
    ],
  ])('that %s leaves the answer as it is without one, and is told of', async (_, broken) => {
    const before = scene.faults.length;
    const reader: Reader = { ...createSharingReader(), ...broken };
    const said = await answered('永顺三格式厕所补多少钱', reader);
    expect(said).toEqual(await answered('永顺三格式厕所补多少钱'));
    expect(scene.faults.slice(before)).toEqual([{ part: 'reader', fault: new Error('no memory') }]);
  });
});

test('a logit that says nothing leaves the confidence as it was weighed', async () => {
  const reader = createSharingReader({ '': READING.usualLogit });
  const { evidence } = await scene.ask('永顺三格式厕所怎么申请', { settings, reader });
  const read = evidence.filter(({ signals }) => signals.logit !== undefined);
  expect(read.length).toBeGreaterThan(0);
  for (const { signals, confidence } of read)
    expect(confidence).toBeCloseTo(confidenceOf(signals, SETTINGS.evidence.calibration), 9);
});

test('the log-odds of a share undo the logistic function, and are finite at both ends', () => {
  expect(logOdds(0.5)).toBe(0);
  expect(1 / (1 + Math.exp(-logOdds(0.27)))).toBeCloseTo(0.27, 12);
  expect(Number.isFinite(logOdds(0)) && Number.isFinite(logOdds(1))).toBe(true);
});

describe('a sentence that the reader is far surer of than of all others', () => {
  const asked = '吉首采茶工要干够几个月';
  const tea = sceneOf({
    jishou: {
      place: '吉首市',
      title: '吉首市采茶工补助通知',
      date: '2024-04-02',
      text: [
        '补助对象为在本市茶园采茶3个月以上的务工人员。',
        '采茶工补助由乡镇审核5天，并公示7天。',
        '采茶工的名册每月报送一次。',
      ].join('\n'),
    },
  });
  const said = async (words: Record<string, number>) =>
    (await (await tea).ask(asked, { settings, reader: createSharingReader(words) })).answer.text;

  test('answers though its figure is a condition, and others have labels that fit better', async () => {
    expect(await said({ '3个月': 5, 公示: 1, 名册: -3 })).toMatch(/^[^\n]*3个月以上/u);
  });

  test('does not where the reader takes others for answers as well', async () => {
    expect(await said({ '3个月': 3, 公示: 2, 名册: -3 })).not.toContain('3个月');
  });
});

test('asked for a day, a year and how long something takes are no answer', async () => {
  const scene = await sceneOf({
    luxi: {
      place: '泸溪县',
      title: '泸溪县养蜂补助通知',
      date: '2024-04-02',
      text: ['养蜂补助对象为2024年养蜂6个月以上的农户。', '养蜂补助的材料于9月20日前交到村委会。'].join('\n'),
    },
  });
  const { answer } = await scene.ask('泸溪养蜂补助几号截止', { settings: SETTINGS });
  expect(answer.text).toContain('9月20日');
  expect(answer.text).not.toContain('6个月');
});

test('what goes on behind an answer is left out where the reader takes it for something else', async () => {
  const scene = await sceneOf({
    luxi: {
      place: '泸溪县',
      title: '泸溪县适配机构名单',
      date: '2024-04-02',
      text: '康复中心适配假肢。\n听力店适配助听器。',
    },
  });
  const ask = async (words: Record<string, number>) =>
    (await scene.ask('泸溪适配假肢去哪家', { settings, reader: createSharingReader(words) })).answer.text;
  expect(await ask({ 假肢: 3, 助听器: 2 })).toContain('助听器');
  expect(await ask({ 假肢: 3, 助听器: -3 })).not.toContain('助听器');
});

describe('who is asked of', () => {
  test('is enough, where the reader doubts a little and no other topic is asked', async () => {
    const bands = await sceneOf({
      guzhang: {
        place: '古丈县',
        title: '古丈县高龄津贴明白卡',
        date: '2023-05-01',
        text: '补贴标准：\n80—89周岁 每人每月80元\n90—99周岁 每人每月200元\n办理时限：15个工作日办结。',
      },
    });
    const asked = async (text: string, words: Record<string, number>) =>
      (await bands.ask(text, { settings, reader: createSharingReader(words) })).answer;
    const doubting = { 周岁: -0.8, 办结: -4 };
    expect(await asked('古丈我妈82岁一个月能领多少', doubting)).toMatchObject({
      kind: 'answered',
      text: expect.stringContaining('每人每月80元'),
    });
    expect((await asked('古丈我妈82岁住院一个月能报销多少', doubting)).kind).toBe('refused');
  });
});
