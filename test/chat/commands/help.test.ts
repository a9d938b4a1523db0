import { beforeEach, describe, expect, test } from 'vitest';
import { wording } from '../../../src/wording.ts';
import { ADMIN, BOT, type CommandScene, createCommandScene, GROUP, OPERATOR } from './scene.ts';

const words = wording.telegram;
let scene: CommandScene;

beforeEach(() => {
  scene = createCommandScene();
});

const listed = (told: string | null) =>
  (told ?? '').split('\n').flatMap((line) => /^\/(\w+) \p{Script=Han}/u.exec(line)?.[1] ?? []);

describe('/help', () => {
  test('tells how to ask, questions that the reports answer, and the commands', async () => {
    Object.assign(scene.app, { examples: async () => ['汝城县低保标准是多少？', '桂东县有多少贫困户？'] });
    const told = await scene.say('/help');
    expect(told?.startsWith(words.help(BOT.username))).toBe(true);
    expect(told).toContain(`${words.commands.examples}\n· 汝城县低保标准是多少？\n· 桂东县有多少贫困户？\n`);
    expect(listed(told)).toEqual(['ask', 'sources', 'why', 'recall', 'help']);
  });

  test('lists what the caller may use there: members, administrators, operators, in groups and in private', async () => {
    expect(listed(await scene.say('/help', { from: ADMIN }))).toEqual(
      expect.arrayContaining(['region', 'listen']),
    );
    const operator = listed(await scene.say('/help', { from: OPERATOR }));
    expect(operator).toEqual(expect.arrayContaining(['listen', 'reload']));
    expect(operator).not.toContain('feedback');
    expect(listed(await scene.say('/help', { chat: null }))).toEqual([
      ...['ask', 'sources', 'why', 'recall', 'region', 'help'],
    ]);
    expect(listed(await scene.say('/help', { chat: null, from: OPERATOR }))).toEqual(
      expect.arrayContaining(['reload', 'feedback']),
    );
  });

  test('helps without examples where there are none or they fail', async () => {
    expect(await scene.say('/help')).not.toContain(words.commands.examples);
    Object.assign(scene.app, { examples: async () => Promise.reject(new Error('no corpus')) });
    expect(await scene.say('/help')).toContain(words.help(BOT.username));
    expect(scene.logged.join()).toContain('telegram-examples-failed');
  });
});

describe('/start', () => {
  test('greets and helps in private, is short in a group', async () => {
    const told = await scene.say('/start', { chat: null });
    expect(told?.startsWith(`${words.start}\n\n${words.help(BOT.username)}`)).toBe(true);
    expect(await scene.say('/start')).toBe(words.startGroup(BOT.username));
  });
});

test('a command that is not known is none', async () => {
  expect(await scene.say('/weather')).toBeNull();
  expect(scene.shown(GROUP)).toEqual([]);
});
