import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSources } from '../../src/corpus/sources.ts';
import { gazetteer, temporaryFolder } from './fixture.ts';

const known = new Set(['a.txt', 'sub/b.md']);

function load(content: unknown) {
  const path = join(temporaryFolder(), 'sources.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return loadSources(path, known, gazetteer);
}

test('corrections are keyed by path, their places made official', async () => {
  const sources = await load({
    'a.txt': { place: '石柱县', issuedOn: '2018-12' },
    'sub/b.md': { title: '新题' },
  });
  expect(sources.get('a.txt')).toEqual({ place: '石柱土家族自治县', issuedOn: '2018-12' });
  expect(sources.get('sub/b.md')).toEqual({ title: '新题' });
});

test('a place that no table has is taken as said', async () => {
  const sources = await load({ 'a.txt': { place: '桃花源县' }, 'sub/b.md': { place: ' 云上新区 ' } });
  expect(sources.get('a.txt')).toEqual({ place: '桃花源县' });
  expect(sources.get('sub/b.md')).toEqual({ place: '云上新区' });
});

test('a folder without the file has no corrections', async () => {
  expect((await loadSources(join(temporaryFolder(), 'sources.json'), known, gazetteer)).size).toBe(0);
});

test('every fault is named at once', async () => {
  const faults = load({
    'a.txt': { place: '新华区' },
    'sub/b.md': { place: '朝阳区' },
    'gone.txt': { title: '无' },
  });
  await expect(faults).rejects.toMatchObject({ code: 'sources-invalid' });
  await expect(faults).rejects.toThrow(/新华区.*北京市朝阳区、长春市朝阳区.*gone\.txt：资料里没有/s);
});

test('a file that is not there hides no other fault', async () => {
  const faults = load({
    'gone.txt': { title: '无' },
    'a.txt': { issuedOn: '2021-06-31' },
    'sub/b.md': { place: '朝阳区', validUntil: 2026 },
  });
  await expect(faults).rejects.toThrow(
    /gone\.txt：资料里没有.*a\.txt\.issuedOn：日期.*sub\/b\.md\.validUntil：应为文字，写的是数字/s,
  );
});

test('a wrong field and an impossible date are faults too', async () => {
  const faults = load({ 'a.txt': { issuedOn: '2018-02-30', titel: 'x' } });
  await expect(faults).rejects.toThrow(/a\.txt\.issuedOn.*titel/s);
});

test('what is not JSON is refused by the file’s name', async () => {
  await expect(load('{')).rejects.toMatchObject({ code: 'sources-invalid' });
  await expect(load('[]')).rejects.toThrow(/sources\.json/);
});

test('a number and the days of validity can be given, each a whole day', async () => {
  const given = { number: '石府规〔2021〕3号', effectiveFrom: '2021-02-01', validUntil: '2026-01-31' };
  expect((await load({ 'a.txt': given })).get('a.txt')).toEqual(given);
  await expect(load({ 'a.txt': { validUntil: '2026' } })).rejects.toThrow(/a\.txt\.validUntil/s);
});
