import { describe, expect, test } from 'vitest';
import { readAsNote } from '../../src/core/shown/citations.ts';
import { sceneOf, TWO_COUNTIES } from '../fakes/small-knowledge.ts';

const scene = await sceneOf({
  ...TWO_COUNTIES,
  yunling: {
    place: '通道侗族自治县',
    date: '2021',
    text: '通道县发放小额信贷3200万元。\n全县残疾人两项补贴每人每月80元。',
  },
});
const said = async (text: string, more = {}) => (await scene.ask(text, more)).answer;

describe('an answer to a misspelt question', () => {
  test.each([
    ['汝城底保标准是多少', 'answered', [{ written: '底保', read: '低保' }]],
    ['通道小额信货放了多少', 'answered', [{ written: '小额信货', read: '小额信贷' }]],
    ['桂洞县低保标准', 'answered', [{ written: '桂洞县', read: '桂东县' }]],
    ['我们县底保标准是多少', 'clarify', [{ written: '底保', read: '低保' }]],
    ['汝城残疾人两项补帖是多少', 'refused', [{ written: '残疾人两项补帖', read: '残疾人两项补贴' }]],
  ])('says what it was read as: %s', async (text, kind, readAs) => {
    expect(await said(text)).toMatchObject({ kind, readAs });
  });

  test('tells each word once, by how it was read', async () => {
    const answer = await said('汝城底保标准是多少？桂东县底保标准是多少？');
    expect(answer.readAs).toEqual([{ written: '底保', read: '低保' }]);
    expect(readAsNote(answer)).toEqual(['（按“低保”查）']);
    expect(
      readAsNote({
        readAs: [
          { written: '底保', read: '低保' },
          { written: '低宝', read: '低保' },
        ],
      }),
    ).toEqual(['（按“低保”查）']);
  });

  test('is looked up as what it was read as', async () => {
    const right = await said('汝城低保标准是多少');
    expect(await said('汝城底保标准是多少')).toEqual({
      ...right,
      readAs: [{ written: '底保', read: '低保' }],
    });
    expect(right).not.toHaveProperty('readAs');
  });

  test('says nothing of what was misspelt before it', async () => {
    const history = [
      { role: 'user', content: '汝城底保标准是多少' },
      { role: 'assistant', content: (await said('汝城低保标准是多少')).text },
    ];
    const next = await said('那桂东呢', { history });
    expect(next).toMatchObject({ kind: 'answered', citations: [{ place: '桂东县' }] });
    expect(next).not.toHaveProperty('readAs');
  });
});

test.each(['汝城“底保”标准是多少', '汝城低保标准是多少', '今天天气怎么羊', '你好'])(
  'nothing is said of %s',
  async (text) => expect(await said(text)).not.toHaveProperty('readAs'),
);

test('nothing is read otherwise where the rule is off', async () => {
  const { settings } = scene.deps;
  const off = { ...settings!, rules: { ...settings!.rules, spelling: false } };
  expect(await said('汝城底保标准是多少', { settings: off })).not.toHaveProperty('readAs');
});
