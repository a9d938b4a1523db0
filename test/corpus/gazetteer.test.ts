import { describe, expect, test } from 'vitest';
import {
  CUT_NAMES,
  FORMER_NAMES,
  MERGED_DIVISIONS,
  NEW_DIVISIONS,
  TAIWAN,
} from '../../src/corpus/gazetteer/supplement.ts';
import { gazetteer } from './fixture.ts';

const lookup = (name: string) => gazetteer.lookup(name).map((place) => place.name);

describe('the table of places', () => {
  test('has what was founded since the table of the package, and Taiwan', () => {
    for (const { name, parents } of [...NEW_DIVISIONS, ...TAIWAN, ...MERGED_DIVISIONS]) {
      const found = gazetteer.lookup(name).filter((place) => place.parents.join() === parents.join());
      expect(found, name).toHaveLength(1);
    }
  });

  test('has every parent that the supplement names', () => {
    const known = new Set(gazetteer.places.map(({ name }) => name));
    const parents = [...NEW_DIVISIONS, ...TAIWAN, ...MERGED_DIVISIONS].flatMap(
      (division) => division.parents,
    );
    expect(parents.filter((name) => !known.has(name))).toEqual([]);
  });

  test('knows each former name as its successor', () => {
    for (const [former, successor] of FORMER_NAMES) expect(lookup(former), former).toEqual([successor]);
  });

  test.each([
    ['郫县', '郫都区'],
    ['达县', '达川区'],
    ['中甸', '香格里拉市'],
    ['双流县', '双流区'],
    ['吴旗县', '吴起县'],
  ])('finds %s, which is %s today, in a sentence', (former, today) => {
    expect(gazetteer.findPlaces(`${former}低保标准是多少`).map(({ place }) => place.name)).toEqual([today]);
  });

  test('knows a name that is cut short as the county that it means', () => {
    for (const [cut, whole] of CUT_NAMES) expect(lookup(cut), cut).toEqual([whole]);
  });

  test.each([
    ['科右中旗禁牧补助多少', '科尔沁右翼中旗'],
    ['莫旗大豆补贴一亩多少', '莫力达瓦达斡尔族自治旗'],
    ['前郭低保标准是多少', '前郭尔罗斯蒙古族自治县'],
    ['中共珙县县委第三巡察组', '珙县'],
    ['双江自治县森林防火指挥部', '双江拉祜族佤族布朗族傣族自治县'],
    ['去年从江苏回来多少人', '江苏省'],
    ['从江城乡居民医保缴多少', '从江县'],
  ])('finds its county in %s', (text, county) => {
    expect(gazetteer.findPlaces(text).map(({ place }) => place.name)).toEqual([county]);
  });

  test.each(['补助金额旗财政补齐', '现在到达旗政府要多久', '新标准旗里定', '闽西苏区振兴', '东苏州路'])(
    'takes no part of other words for one: %s',
    (text) => expect(gazetteer.findPlaces(text)).toEqual([]),
  );

  test('tells two places of one name apart by what lies above them', () => {
    expect(lookup('南沙区')).toEqual(['广州市南沙区', '三沙市南沙区']);
  });
});

describe('traditional characters', () => {
  test('are read like simplified ones, at the same spans', () => {
    const text = '湖南省綏寧縣農村低保標準，與蓬安縣相比';
    const mentions = gazetteer.findPlaces(text);
    expect(mentions.map(({ place, span }) => [place.name, text.slice(span.start, span.end)])).toEqual([
      ['湖南省', '湖南省'],
      ['绥宁县', '綏寧縣'],
      ['蓬安县', '蓬安縣'],
    ]);
    expect(lookup('蓬安縣')).toEqual(['蓬安县']);
  });
});

describe('a gazetteer with the places of a corpus', () => {
  test('is the same where the table has them all', () => {
    expect(gazetteer.withPlaces(['蓬安县', '石柱土家族自治县'])).toBe(gazetteer);
  });

  test('finds those that no table has, as the corpus names them', () => {
    const extended = gazetteer.withPlaces(['蓬安县', '云上新区', '桃花源县']);
    const among = ['云上新区', '桃花源县'];
    const named = (text: string) => extended.findPlaces(text, { among }).map(({ place }) => place.name);
    expect(extended.lookup('云上新区')).toMatchObject([{ name: '云上新区', parents: [] }]);
    expect(named('云上新区低保标准是多少')).toEqual(['云上新区']);
    expect(named('桃花源县和蓬安县哪个低保高')).toEqual(['桃花源县', '蓬安县']);
    expect(named('桃花源低保标准')).toEqual(['桃花源县']);
  });
});
