import { describe, expect, test } from 'vitest';
import { answer } from '../../src/core/answer.ts';
import type { Answer, Clarify, Turn } from '../../src/core/types.ts';
import { wording } from '../../src/wording.ts';
import { expectGrounded } from '../fakes/grounded.ts';
import { type SmallReport, sceneOf } from '../fakes/small-knowledge.ts';

/** 资源 is an ordinary word, too. */
const COUNTIES = ['汝城县', '资源县', '桂东县', '罗城仫佬族自治县', '蓝山县'];
const report = (place: string, at: number): SmallReport => ({
  place,
  date: '2019-06',
  text: [
    `${place}农村低保标准为每人每月${310 + at}元。`,
    `${place}完成易地扶贫搬迁${1200 + at}户。`,
    `${place}残疾人生活补贴每人每月${80 + at}元。`,
  ].join('\n'),
});
const scene = await sceneOf(Object.fromEntries(COUNTIES.map((place, at) => [`c${at}`, report(place, at)])));

const ASKED = '低保标准是多少';
const user = (content: string): Turn => ({ role: 'user', content });
const bot = (content: string): Turn => ({ role: 'assistant', content });

async function ask(text: string, history: readonly Turn[] = [], place?: string): Promise<Answer> {
  const { answer: said } = await scene.ask(text, { history, ...(place === undefined ? {} : { place }) });
  expectGrounded(said, scene.knowledge);
  return said;
}

/** What is said to each text in turn, all of it remembered. */
async function talk(...texts: readonly string[]): Promise<Answer[]> {
  const said: Answer[] = [];
  let history: Turn[] = [];
  for (const text of texts) {
    const one = await ask(text, history);
    said.push(one);
    history = [...history, user(text), bot(one.text)];
  }
  return said;
}

const cited = (said: Answer | undefined) =>
  said?.kind === 'answered' ? [...new Set(said.citations.map(({ place }) => place))] : said?.kind;

const back = (await ask(ASKED)) as Clarify;
const offered = back.options.map(({ place }) => place);
const HISTORY = [user(ASKED), bot(back.text)];
const [, second = '', third = ''] = offered;

test('the question is asked back with all five counties', () => {
  expect(back.kind).toBe('clarify');
  expect(new Set(offered)).toEqual(new Set(COUNTIES));
});

describe('a choice of what was offered', () => {
  test.each([
    '2',
    '２',
    '2.',
    '2、',
    '（2）',
    '选2',
    '第二个',
    '第2个',
    '二',
    '那2呢',
    '②',
    '2，谢谢',
    '我选第二个',
  ])('is taken by its number: %s', async (text) => {
    expect(cited(await ask(text, HISTORY))).toEqual([second]);
  });

  test.each(['资源', '资源的', '资源吧', '资源县', '我问的是资源', '是资源县', '那资源呢', '資源', '选资源'])(
    'is taken by its name, be that an ordinary word: %s',
    async (text) => {
      expect(cited(await ask(text, HISTORY))).toEqual(['资源县']);
    },
  );

  test('is what pressing the button gives, without the note on the group’s own county', async () => {
    const pressed = await answer({ text: ASKED, history: [], chosen: [second] }, scene.deps);
    for (const place of [undefined, '蓝山', '桂东']) {
      const typed = await ask('2', HISTORY, place);
      expect(typed).toEqual(pressed.answer);
      expect(typed.ownPlace).toBeUndefined();
    }
  });

  test.each(['除资源外', '除了资源', '资源除外', '不要资源', '不是资源'])(
    'is none of what is not wanted: %s',
    async (text) => {
      expect(cited(await ask(text, HISTORY))).not.toEqual(['资源县']);
    },
  );

  test('may be of several, and of all', async () => {
    const taken = async (text: string) => (await scene.ask(text, { history: HISTORY })).meant?.chosen;
    expect(await taken('1和3')).toEqual([offered[0], third]);
    expect(await taken('1、3')).toEqual([offered[0], third]);
    expect(await taken('都要')).toEqual(offered);
    expect(await taken('最后一个')).toEqual(offered.slice(-1));
    expect(new Set(cited(await ask('1和3', HISTORY)))).toEqual(new Set([offered[0], third]));
    expect(await taken('前两个')).toEqual(offered.slice(0, 2));
    expect(await taken('所有县')).toEqual(offered);
    expect(await taken('1-3')).toEqual(offered.slice(0, 3));
    expect(await taken('第1到第3个')).toEqual(offered.slice(0, 3));
    expect(await taken('每个县都要')).toEqual(offered);
    expect(await taken('五个都要')).toEqual(offered);
  });

  test('of several where the list has another number of them is asked once more', async () => {
    const said = await ask('三个都要', HISTORY);
    expect(said).toMatchObject({ kind: 'clarify', options: back.options });
    expect(said.text).toBe(`不是3个，一共有5个。\n${back.text}`);
  });

  test('by a button is taken as it was pressed, whatever was typed', async () => {
    const history = [...HISTORY, user('9'), bot(`没有第9个，一共只有5个。\n${back.text}`)];
    const { answer, meant } = await scene.ask('9', { history });
    expect([answer.kind, meant?.text]).toEqual(['clarify', ASKED]);
    const pressed = await scene.ask(meant?.text ?? '', { history, chosen: [third] });
    expect(cited(pressed.answer)).toEqual([third]);
  });

  test.each(['[图片]', '哈哈今天天气不错', '谢谢'])('is taken after %s', async (aside) => {
    const [, , taken] = await talk(ASKED, aside, '2');
    expect(cited(taken)).toEqual([second]);
  });

  test('holds for each question of a message', async () => {
    const [, taken] = await talk(`${ASKED}？残疾人补贴是多少？`, '1和3');
    expect(taken?.kind).toBe('answered');
    expect(new Set(cited(taken))).toEqual(new Set([offered[0], third]));
  });

  test('is taken of counties that share a kind of name with the words around them', async () => {
    expect(cited(await ask('罗城', HISTORY))).toEqual(['罗城仫佬族自治县']);
    expect(cited(await ask('我问的是罗城的', HISTORY))).toEqual(['罗城仫佬族自治县']);
  });

  test('of a number that the list lacks is told so in one line, and the list is offered again', async () => {
    const [, beyond, taken] = await talk(ASKED, '9', '2');
    expect(beyond).toMatchObject({ kind: 'clarify', options: back.options });
    expect(beyond?.text).toBe(`没有第9个，一共只有5个。\n${back.text}`);
    expect(cited(taken)).toEqual([second]);
  });

  test('stands in the history as its question, of its county', async () => {
    const [, , taken, other, more] = await talk(ASKED, '2', '数据来源是哪里', '那残疾人补贴呢', '搬迁呢');
    expect([cited(taken), cited(other), cited(more)]).toEqual([[second], [second], [second]]);
    expect(taken?.text).toContain('低保标准');
    expect(other?.text).toContain('残疾人');
    expect(more?.text).toContain('搬迁');
  });

  test('may be followed by another of the same list', async () => {
    const [, first, next, named] = await talk(ASKED, '2', '那3呢', '资源呢');
    expect([cited(first), cited(next), cited(named)]).toEqual([[second], [third], ['资源县']]);
    expect(next?.text).toContain('低保标准');
  });

  test('may come behind courtesies', async () => {
    const said = await talk(ASKED, '好的', '2');
    expect(cited(said[2])).toEqual([second]);
  });

  test('of a question that followed another keeps what that was about', async () => {
    const [, offer, taken] = await talk(ASKED, '那残疾人生活补贴呢', '2');
    expect(offer?.kind).toBe('clarify');
    expect(taken).toMatchObject({ kind: 'answered' });
    expect(taken?.text).toContain('残疾人');
  });

  test.each(['我们县低保标准是多少', '哪几个县发放残疾人生活补贴'])(
    'of a question that names no county in its own way is answered, and not asked back: %s',
    async (text) => {
      const offer = await ask(text);
      expect(wording.answer.isQuestionBack(offer.text), offer.text).toBe(true);
      expect((await ask('2', [user(text), bot(offer.text)])).kind).toBe('answered');
    },
  );

  test.each(['资源的低保呢', '2018年呢', '310元对吗', '那搬迁呢', '蓝山搬迁了多少户'])(
    'is none where it has a subject of its own: %s',
    async (text) => {
      expect((await scene.ask(text, { history: HISTORY })).meant).toBeUndefined();
    },
  );

  test('of nothing offered is told so: a number asks nothing by itself', async () => {
    for (const history of [[], [user('汝城低保标准是多少'), bot('汝城县：每人每月310元[1]。')]])
      for (const number of ['2', '９', '选1', '0']) {
        const { answer: said, meant } = await scene.ask(number, { history });
        expect(said).toMatchObject({ kind: 'refused', reason: 'empty', nearest: [] });
        expect(said.text).toMatch(/没有可以选的/u);
        expect(meant).toBeUndefined();
      }
  });

  test('may be followed by what is asked of it', async () => {
    for (const text of ['2，那残疾人生活补贴呢', '第二个，残疾人生活补贴是多少', '2 残疾人生活补贴呢']) {
      const { answer: said, meant } = await scene.ask(text, { history: HISTORY });
      expect(cited(said)).toEqual([second]);
      expect(said.text).toContain('残疾人');
      expect(meant?.chosen).toEqual([second]);
    }
    for (const text of [
      '2。残疾人生活补贴多少',
      '2、残疾人生活补贴呢',
      '2和残疾人生活补贴呢',
      '2残疾人生活补贴',
    ])
      expect(cited(await ask(text, HISTORY))).toEqual([second]);
    for (const text of [`2，${second}`, `2.${second}`, `2${second}`, '2️⃣'])
      expect(cited(await ask(text, HISTORY))).toEqual([second]);
  });

  test('is none after something else was asked', async () => {
    const history = [...HISTORY, user('桂东搬迁了多少户'), bot('桂东县（2019年6月）：1202户[1]。')];
    expect((await scene.ask('2', { history })).meant?.chosen).toBeUndefined();
  });

  test('counts what was answered, and not the counties, after one was taken', async () => {
    const history = [...HISTORY, user('2'), bot('一是发展油茶[1]。\n二是改造危房[2]。')];
    expect((await scene.ask('第二个呢', { history })).meant?.chosen).toBeUndefined();
    expect((await scene.ask('2', { history })).meant?.chosen).toEqual([second]);
  });

  test('is taken of the counties within the province that was asked about', async () => {
    const history = [user('广西低保标准是多少'), bot((await ask('广西低保标准是多少')).text)];
    expect(cited(await ask('资源', history))).toEqual(['资源县']);
  });
});

describe('of more places than a message names', () => {
  const names =
    '安化县 安仁县 安乡县 保靖县 辰溪县 城步苗族自治县 慈利县 道县 东安县 洞口县 凤凰县 古丈县 桂阳县';

  test('the last is taken by its number and by its name', async () => {
    const places = names.split(' ');
    const many = await sceneOf(Object.fromEntries(places.map((place, at) => [`c${at}`, report(place, at)])));
    const { answer: said } = await many.ask(ASKED);
    if (said.kind !== 'clarify') throw new Error(said.text);
    const last = said.options.at(-1)!.place;
    const history = [user(ASKED), bot(said.text)];
    expect(said.text).not.toContain(last);
    for (const text of [String(said.options.length), '最后一个'])
      expect(cited((await many.ask(text, { history })).answer)).toEqual([last]);
    const beyond = await many.ask(String(said.options.length + 1), { history });
    expect(beyond.answer.text).toContain(`一共只有${said.options.length}个`);
  });
});

describe('a courtesy', () => {
  test.each([
    ['谢谢', wording.answer.courtesies.thanks()],
    ['再见', wording.answer.courtesies.goodbye()],
    ['收到', wording.answer.courtesies.nod()],
    ['您好', wording.answer.courtesies.greeting([])],
    ['你是谁', wording.answer.courtesies.identity([])],
    ['你能干什么', wording.answer.courtesies.abilities([])],
  ])('gets one friendly line, and nothing is looked up: %s', async (text, line) => {
    const explained = await scene.ask(text);
    expect(explained).toEqual({
      answer: {
        ...{ kind: 'refused', reason: 'courtesy', text: line, nearest: [] },
        corpusVersion: scene.knowledge.version,
      },
      retrieved: [],
      evidence: [],
    });
    expect(line).not.toContain('\n');
  });

  test('comes with two questions that the corpus answers, where some are known', async () => {
    const examples = async () => ['甲县低保标准是多少？', '乙县有多少个贫困村？', '丙县搬迁了多少户？'];
    for (const text of ['你好', '你是谁', '你会什么']) {
      const { answer: said } = await answer({ text, history: [] }, { ...scene.deps, examples });
      expect(said.text).toContain('“甲县低保标准是多少？”“乙县有多少个贫困村？”');
      expect(said.text).not.toContain('丙县');
    }
  });

  test('that asks for the documents gets them by number, with place and date', async () => {
    const said = await ask('有哪些资料');
    expect(said).toMatchObject({ kind: 'refused', reason: 'courtesy', nearest: [] });
    expect(said.text).toContain('5份资料');
    expect(said.text).toContain('\n2. 《资源县帮扶工作情况》（资源县，2019年6月）');
  });

  test('between two questions leaves the second a follow-up', async () => {
    for (const courtesy of ['谢谢', '好的', '你是谁', '辛苦了，先忙了']) {
      const said = await talk('资源县低保标准是多少', courtesy, '那残疾人生活补贴呢');
      expect(cited(said[2])).toEqual(['资源县']);
    }
  });

  test.each([
    ['汝城低保标准是多少，谢谢！', wording.answer.closings.thanks],
    ['你好，请问汝城低保标准是多少？', undefined],
    ['麻烦问一下汝城低保标准是多少', undefined],
    ['汝城低保标准是多少，辛苦了', wording.answer.closings.thanks],
    ['汝城低保标准是多少好的谢谢再见', wording.answer.closings.goodbye],
    ['汝城低保标准是多少？好的，再见', wording.answer.closings.goodbye],
  ])('around a question changes nothing but how the answer is closed: %s', async (text, closing) => {
    const plain = await ask('汝城低保标准是多少');
    expect(await ask(text)).toEqual(closing === undefined ? plain : { ...plain, closing });
  });

  test('is no question of a message', async () => {
    const one = await ask('你好。汝城低保标准是多少？谢谢！资源县搬迁了多少户？再见');
    const other = await ask('汝城低保标准是多少？资源县搬迁了多少户？');
    expect(one).toEqual({ ...other, closing: wording.answer.closings.goodbye });
  });

  test('beside other chatter is returned, in place of a rebuff', async () => {
    for (const [text, line] of [
      ['早上好，新的一周加油', wording.answer.courtesies.greeting([])],
      ['谢谢，今天真冷', wording.answer.courtesies.thanks()],
    ] as const)
      expect(await ask(text)).toMatchObject({ kind: 'refused', reason: 'courtesy', text: line });
  });

  test('closes no refusal and no question back', async () => {
    for (const text of ['汝城高铁票价是多少，谢谢', `${ASKED}，谢谢`])
      expect(await ask(text)).not.toHaveProperty('closing');
  });

  test('is closed behind a model’s wording, too', async () => {
    const chatModel = { id: 'worded', complete: async () => '汝城县农村低保标准为每人每月310元[1]。' };
    const worded = await sceneOf({ one: report('汝城县', 0) }, chatModel);
    const { answer: said } = await worded.ask('汝城低保标准是多少，谢谢');
    expect(said).toMatchObject({ kind: 'answered', method: 'generated', closing: '不客气。' });
    expectGrounded(said, worded.knowledge);
  });
});

describe('what a chat writes for a picture', () => {
  test.each(['[图片]', '【图片】', '[强][强][强]', '[语音] [文件]'])('is chatter: %s', async (text) => {
    expect(await ask(text)).toMatchObject({ kind: 'refused', reason: 'off-topic', nearest: [] });
  });

  test('is no part of the question beside it', async () => {
    expect(await ask('[图片]汝城低保标准是多少')).toEqual(await ask('汝城低保标准是多少'));
  });
});

describe('talk behind a question of a county', () => {
  const history = [user('桂东低保标准是多少'), bot('桂东县：桂东县农村低保标准为每人每月312元[1]。')];

  test.each(['下午开会', '明天交材料', '好的，下午开会', '我到了', '你好笨'])(
    'is not of that county: %s',
    async (text) => {
      const said = await ask(text, history);
      expect(said).toMatchObject({ kind: 'refused', nearest: [] });
      expect(said.text).not.toMatch(/桂东|\n/u);
    },
  );

  test('is told apart from a question that goes on with it', async () => {
    expect(cited(await ask('那残疾人生活补贴呢', history))).toEqual(['桂东县']);
    const unknown = await ask('那养老保险呢', history);
    expect(unknown.kind).toBe('refused');
    expect(unknown.text).toContain('桂东县');
  });
});

test('talk behind a question of a county without a report is not of that county, and what asks of it is', async () => {
  const history = [user('汉阴低保标准是多少'), bot('现有资料里没有汉阴县的报告，不能用别处的内容代答。')];
  for (const text of ['午饭吃啥', '下午开会'])
    expect(await ask(text, history)).toMatchObject({ kind: 'refused', reason: 'off-topic' });
  expect((await ask('那残疾人生活补贴呢', history)).text).toContain('没有汉阴县的报告');
});

describe('few words behind a question of a county', () => {
  const history = [user('桂东低保标准是多少'), bot('桂东县：桂东县农村低保标准为每人每月312元[1]。')];

  test.each([
    '具体点',
    '详细说说',
    '真的吗',
    '为什么',
    '去年的',
    '最新的',
    '90岁',
    '按月还是按年',
    '第二条',
    '88呢',
  ])('go on with it: %s', async (text) => {
    const { answer: said } = await scene.ask(text, { history });
    expect(said.kind === 'refused' ? said.reason : said.kind).not.toMatch(/off-topic|courtesy|empty/u);
  });
});
