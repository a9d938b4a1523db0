import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SmallApp, startSmallApp } from '../fakes/small-app.ts';
import { TWO_COUNTIES } from '../fakes/small-knowledge.ts';

const NEW_ZONE = {
  title: '2024年社会救助工作总结',
  text: '全区农村低保标准由每人每月420元提高到455元，共有低保对象610户1245人，全部按月发放到户。',
};

let small: SmallApp;
beforeAll(async () => {
  small = await startSmallApp({ rucheng: TWO_COUNTIES.rucheng });
});
afterAll(() => small?.close());

const ask = (text: string, place?: string) =>
  small.app.answer({ text, history: [], ...(place === undefined ? {} : { place }) });

describe('a place that no table has', () => {
  test('is refused by its name as long as no report is of it', async () => {
    for (const name of ['云上新区', '云泉县', '和康县'])
      expect(await ask(`${name}农村低保标准是多少`), name).toMatchObject({
        kind: 'refused',
        text: expect.stringContaining(`没有${name}的报告`),
      });
  });

  test('answers by its name once a reload has brought its report, which sources.json says is of it', async () => {
    await small.put('zone', NEW_ZONE);
    await small.putRaw('sources.json', JSON.stringify({ 'zone.txt': { place: '云上新区' } }));
    await small.app.reload();
    for (const text of ['云上新区农村低保标准是多少', '云上农村低保标准是多少'])
      expect(await ask(text), text).toMatchObject({
        kind: 'answered',
        text: expect.stringMatching(/^云上新区.*455元/u),
      });
    expect((await ask('农村低保标准是多少', '云上新区')).text).toContain('455元');
    expect(small.app.findPlace('云上新区')).toMatchObject({ kind: 'covered', name: '云上新区' });
    expect((await ask('汝城县农村低保标准是多少')).text).not.toContain('455元');
  });
});
