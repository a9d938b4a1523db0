import { expect, test } from 'vitest';
import type { ChatMessage, ChatModel } from '../../src/core/ports.ts';
import { maskPersonsIn } from '../../src/personal-data.ts';
import { expectGrounded } from '../fakes/grounded.ts';
import { sceneOf } from '../fakes/small-knowledge.ts';

/* What an ingest keeps of persons is what answers can tell. */

const REPORTS = {
  rucheng: {
    place: '汝城县',
    title: '汝城县防返贫监测网格员公示',
    date: '2018-03-15',
    text: maskPersonsIn(
      [
        '汝城县各村选聘网格员412人，每人每月补贴260元。',
        '热水镇网格员李四，手机号13800138000，负责黄石村的走访。',
        '汝城县农业农村局防返贫监测咨询电话：0735-5251234，工作日8:30至17:30有人接听。',
      ].join('\n'),
    ),
  },
};

const requests: ChatMessage[][] = [];
let reply = '';
const model: ChatModel = {
  id: 'scripted',
  complete: async (messages) => {
    requests.push([...messages]);
    return reply;
  },
};
const plain = await sceneOf(REPORTS);
const worded = await sceneOf(REPORTS, model);

test.each(['汝城县网格员李四的手机号是多少？', '李四的手机号是多少', '李四的手机号码是啥'])(
  'nobody learns a person’s number by asking %s',
  async (question) => {
    const { answer, retrieved } = await plain.ask(question);
    expectGrounded(answer, plain.knowledge);
    expect(JSON.stringify([answer, retrieved])).not.toContain('13800138000');
    if (answer.kind === 'answered') expect(answer.text).toContain('138****8000');
  },
);

test('a number that is hidden answers no question after a figure', async () => {
  const { answer } = await plain.ask('汝城县网格员每人每月补贴多少元？');
  expect(answer.text).toContain('260元');
  expect(answer.text).not.toMatch(/138|8000/u);
});

test('an office’s telephone and hours are told', async () => {
  const { answer } = await plain.ask('汝城县防返贫监测咨询电话是多少？');
  expectGrounded(answer, plain.knowledge);
  expect(answer.text).toContain('0735-5251234');
});

test('a model is shown an office’s telephone, and may tell it', async () => {
  reply = '汝城县农业农村局防返贫监测咨询电话：0735-5251234[1]。';
  const { answer } = await worded.ask('汝城县防返贫监测咨询电话是多少？');
  const shown = JSON.stringify(requests.at(-1));
  expect(shown).toContain('0735-5251234');
  expect(shown).not.toContain('13800138000');
  expect(answer.text).toContain('0735-5251234');
});

test('a model that makes a hidden number whole, or another one, is not heard', async () => {
  for (const said of ['13800138000', '139****8000']) {
    const before = requests.length;
    reply = `热水镇网格员李四，手机号${said}，负责黄石村的走访[1]。`;
    const { answer } = await worded.ask('汝城县网格员李四负责哪里的走访？');
    expectGrounded(answer, worded.knowledge);
    expect(requests.length).toBe(before + 1);
    expect(answer.text).not.toContain(said);
  }
});
