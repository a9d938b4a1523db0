import { beforeEach, describe, expect, test } from 'vitest';
import { addressOf } from '../../../src/telegram/ids.ts';
import { wording } from '../../../src/wording.ts';
import {
  ADMIN,
  type CommandScene,
  createCommandScene,
  GROUP,
  MEMBER,
  OPERATOR,
  OTHER_GROUP,
} from './scene.ts';

const { region: words, listen, adminsOnly } = wording.telegram.commands;
const document = (place: string) => ({ path: `${place}.txt`, title: place, place, passages: 1 });
const RUCHENG = { kind: 'covered', name: '汝城县', label: '汝城县' } as const;
const ZHIJIANG = { kind: 'covered', name: '芷江侗族自治县', label: '芷江县' } as const;

let scene: CommandScene;

beforeEach(() => {
  scene = createCommandScene({ documents: ['汝城县', '芷江侗族自治县', '汝城县'].map(document) });
  for (const name of ['汝城', '汝城县']) scene.app.onPlace(name, RUCHENG);
  for (const name of ['芷江', ZHIJIANG.name]) scene.app.onPlace(name, ZHIJIANG);
  scene.app.onPlace('桂东', { kind: 'not-covered', name: '桂东县' });
  scene.app.onPlace('朝阳区', { kind: 'several', names: ['北京市朝阳区', '长春市朝阳区'] });
});

const placeOf = (chat: number = GROUP) => scene.store.chats.settings(addressOf(chat)).place;
const COVERAGE = words.coverage(['汝城县', '芷江县'], 2);

describe('/region', () => {
  test('set by an administrator is kept under the official name, for that group alone', async () => {
    expect(await scene.say('/region 芷江', { from: ADMIN })).toBe(words.set('芷江县'));
    expect(placeOf()).toBe('芷江侗族自治县');
    expect(placeOf(OTHER_GROUP)).toBeNull();
    expect(await scene.say('/region')).toBe(words.shown('芷江县'));
  });

  test('is set by operators and anonymous administrators too, in private by anybody', async () => {
    await scene.say('/region 汝城', { from: OPERATOR });
    expect(placeOf()).toBe('汝城县');
    await scene.say('/region 芷江', { fields: { sender_chat: scene.api.chat(GROUP).chat } });
    expect(placeOf()).toBe('芷江侗族自治县');
    expect(await scene.say('/region 汝城', { chat: null })).toBe(words.set('汝城县'));
    expect(placeOf(MEMBER.id)).toBe('汝城县');
  });

  test.each(['全部', '清除', 'OFF'])('%s clears it and nothing else', async (clearing) => {
    scene.store.chats.set(addressOf(GROUP), { place: '汝城县', isListening: true });
    expect(await scene.say(`/region ${clearing}`, { from: ADMIN })).toBe(words.cleared);
    expect(scene.store.chats.settings(addressOf(GROUP))).toEqual({ place: null, isListening: true });
  });

  test('is not changed by other members, nor by a channel', async () => {
    scene.store.chats.set(addressOf(GROUP), { place: '汝城县', isListening: false });
    expect(await scene.say('/region 芷江')).toBe(adminsOnly);
    expect(await scene.say('/region 全部')).toBe(adminsOnly);
    const channel = { id: -1_005_555_555_555, type: 'channel', title: '频道' };
    expect(await scene.say('/region 芷江', { from: ADMIN, fields: { sender_chat: channel } })).toBe(
      adminsOnly,
    );
    expect(placeOf()).toBe('汝城县');
  });

  test('without a county tells everybody that none is set, and which have reports', async () => {
    expect(await scene.say('/region')).toBe(`${words.none}\n${COVERAGE}`);
  });

  test('refuses a county without a report, and names those that have one', async () => {
    expect(await scene.say('/region 桂东', { from: ADMIN })).toBe(
      `${words.notCovered('桂东县')}\n${COVERAGE}`,
    );
    expect(placeOf()).toBeNull();
  });

  test('lists the places of one name to choose from, each as a command', async () => {
    expect(await scene.say('/region 朝阳区', { from: ADMIN })).toBe(
      `${words.several}\n· /region 北京市朝阳区\n· /region 长春市朝阳区`,
    );
    expect(placeOf()).toBeNull();
  });

  test('does not know what is no county, and repeats no more than the beginning of it', async () => {
    const told = await scene.say(`/region ${'某'.repeat(300)}`, { from: ADMIN });
    expect(told).toBe(`${words.unknown(`${'某'.repeat(20)}…`)}\n${COVERAGE}`);
    expect(await scene.say('/region 没有\n这个县', { from: ADMIN })).toContain(words.unknown('没有 这个县'));
    expect(placeOf()).toBeNull();
  });

  test('says so when a reload took the reports of the county away', async () => {
    scene.store.chats.set(addressOf(GROUP), { place: '桂东县', isListening: false });
    scene.app.onPlace('桂东县', { kind: 'not-covered', name: '桂东县' });
    expect(await scene.say('/region')).toBe(`${words.gone('桂东县')}\n${COVERAGE}`);
  });

  test('names at most 20 counties', async () => {
    const places = Array.from({ length: 30 }, (_, at) => `第${at}县`);
    scene = createCommandScene({ documents: places.map(document) });
    expect(await scene.say('/region')).toContain(words.coverage(places.slice(0, 20), 30));
  });

  test('names no county where nothing is loaded', async () => {
    scene = createCommandScene();
    expect(await scene.say('/region')).toBe(words.none);
  });
});

describe('/listen', () => {
  const isListening = () => scene.store.chats.settings(addressOf(GROUP)).isListening;

  test.each(['on', 'ON', '开', 'ｏｎ'])(
    '%s by an administrator turns it on, and says what it needs',
    async (wish) => {
      scene.store.chats.set(addressOf(GROUP), { place: '汝城县', isListening: false });
      expect(await scene.say(`/listen ${wish}`, { from: ADMIN })).toBe(
        `${listen.turnedOn}\n${listen.privacy}`,
      );
      expect(scene.store.chats.settings(addressOf(GROUP))).toEqual({ place: '汝城县', isListening: true });
      expect(await scene.say('/listen')).toBe(`${listen.isOn}\n${listen.usage}`);
      expect(scene.logged.join()).toContain('telegram-listening');
    },
  );

  test('asks for no change of the privacy mode where that is off already', async () => {
    scene = createCommandScene({}, { readsGroups: true });
    expect(await scene.say('/listen on', { from: ADMIN })).toBe(listen.turnedOn);
  });

  test.each(['off', '关'])('%s turns it off', async (wish) => {
    scene.store.chats.set(addressOf(GROUP), { place: '汝城县', isListening: true });
    expect(await scene.say(`/listen ${wish}`, { from: ADMIN })).toBe(listen.turnedOff);
    expect(scene.store.chats.settings(addressOf(GROUP))).toEqual({ place: '汝城县', isListening: false });
    expect(await scene.say('/listen')).toBe(`${listen.isOff}\n${listen.usage}`);
  });

  test('is not changed by other members; the anonymous administrator of the group may', async () => {
    expect(await scene.say('/listen on')).toBe(adminsOnly);
    expect(isListening()).toBe(false);
    await scene.say('/listen on', { fields: { sender_chat: scene.api.chat(GROUP).chat } });
    expect(isListening()).toBe(true);
  });

  test('of anything else tells how it is used and changes nothing', async () => {
    expect(await scene.say('/listen maybe', { from: ADMIN })).toBe(listen.usage);
    expect(isListening()).toBe(false);
  });

  test('in private says that everything is answered there', async () => {
    expect(await scene.say('/listen on', { chat: null })).toBe(listen.inPrivate);
    expect(scene.store.chats.settings(addressOf(MEMBER.id)).isListening).toBe(false);
  });

  test('is refused where Telegram does not tell who runs the group', async () => {
    scene.api.fail(GROUP, 'network');
    expect(await scene.say('/listen on', { from: ADMIN })).toBe(adminsOnly);
    expect(scene.logged.join()).toContain('telegram-admin-unknown');
  });
});
