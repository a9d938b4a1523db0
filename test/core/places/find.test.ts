import { describe, expect, test } from 'vitest';
import { findPlace } from '../../../src/core/places/find.ts';
import { gazetteer, script } from '../../corpus/fixture.ts';

const find = (written: string, covered: readonly string[]) =>
  findPlace(written, {
    knowledge: { ordinalsByPlace: new Map(covered.map((name) => [name, Uint32Array.of(0)])) },
    gazetteer,
    script,
  });

describe('a county that the reports speak of is found', () => {
  test('in every spelling: official, short, with its kind, with spaces, in traditional characters', () => {
    const wanted = { kind: 'covered', name: '芷江侗族自治县', label: '芷江县' };
    for (const written of ['芷江侗族自治县', '芷江', '芷江县', ' 芷江 县 ', '芷江縣', '芷江侗族自治縣']) {
      expect(find(written, ['芷江侗族自治县', '汝城县']), written).toEqual(wanted);
    }
  });

  test('with its province and city before it', () => {
    for (const written of ['湖南省怀化市芷江县', '湖南芷江', '怀化芷江侗族自治县', '湖南省 芷江县']) {
      expect(find(written, ['芷江侗族自治县']), written).toMatchObject({ name: '芷江侗族自治县' });
    }
  });

  test('by a name that is an ordinary word as well', () => {
    expect(find('平安', ['平安区'])).toMatchObject({ kind: 'covered', name: '平安区' });
  });

  test('by a name that other counties have too, as they have no report', () => {
    expect(find('朝阳区', ['长春市朝阳区'])).toEqual({
      kind: 'covered',
      name: '长春市朝阳区',
      label: '长春市朝阳区',
    });
  });

  test('by a name that its city has too, or a county of another city, as these have no report', () => {
    for (const name of ['北京市朝阳区', '朝阳县', '朝阳市', '长春市朝阳区'])
      expect(find('朝阳', [name]), name).toMatchObject({ kind: 'covered', name });
  });

  test('where it is written twice', () => {
    expect(find('汝城县汝城', ['汝城县'])).toMatchObject({ kind: 'covered', name: '汝城县' });
  });

  test('by the very name that the reports have, whether or not it is a place of the table', () => {
    expect(find('云上新区', ['云上新区'])).toMatchObject({ kind: 'covered', name: '云上新区' });
  });
});

describe('no county is chosen', () => {
  test('of two that share the name and both have reports: both are named, unless the city says which', () => {
    const covered = ['北京市朝阳区', '长春市朝阳区'];
    expect(find('朝阳区', covered)).toEqual({ kind: 'several', names: covered });
    expect(find('长春市朝阳区', covered)).toMatchObject({ kind: 'covered', name: '长春市朝阳区' });
    expect(find('吉林省长春市朝阳区', covered)).toMatchObject({ kind: 'covered', name: '长春市朝阳区' });
  });

  test('of two that are written together', () => {
    expect(find('汝城、桂东', ['汝城县', '桂东县'])).toEqual({
      kind: 'several',
      names: ['汝城县', '桂东县'],
    });
  });

  test('where no report speaks of it', () => {
    expect(find('桂东', ['汝城县'])).toEqual({ kind: 'not-covered', name: '桂东县' });
    expect(find('朝阳区', ['汝城县'])).toEqual({ kind: 'not-covered', name: '朝阳区' });
    expect(find('朝阳', ['汝城县'])).toEqual({ kind: 'not-covered', name: '朝阳' });
    expect(find('桂东桂东', ['汝城县'])).toEqual({ kind: 'not-covered', name: '桂东县' });
    expect(find('湖南省郴州市桂东县', ['汝城县'])).toEqual({ kind: 'not-covered', name: '桂东县' });
  });

  test('where the text is more than a name, no name, empty or endless', () => {
    for (const written of ['汝城县低保', '没有这个县', '', '  ', '，', '汝城县'.repeat(40)]) {
      expect(find(written, ['汝城县']), written).toEqual({ kind: 'unknown' });
    }
  });
});
