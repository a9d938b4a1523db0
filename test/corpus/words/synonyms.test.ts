import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NO_SYNONYMS } from '../../../src/core/language/vocabulary.ts';
import { readCorpus } from '../../../src/corpus/corpus.ts';
import { loadSynonyms } from '../../../src/corpus/words/synonyms.ts';
import { gazetteer, LEXICON, temporaryFolder } from '../fixture.ts';

function load(content: unknown) {
  const path = join(temporaryFolder(), 'synonyms.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return loadSynonyms(path);
}

describe('a table of synonyms', () => {
  test('is read as it stands, its notes left out', async () => {
    const table = {
      same: [['低保', '最低生活保障']],
      near: [['看病', '就医']],
      meant: { 娃: ['学生', '儿童'] },
      spoken: { 什么: ['啥子'] },
    };
    expect(await load({ note: 'for people', ...table })).toEqual(table);
    expect(await load({ near: table.near })).toEqual({ ...NO_SYNONYMS, near: table.near });
  });

  test('that is not there has no words', async () => {
    expect(await loadSynonyms(join(temporaryFolder(), 'synonyms.json'))).toEqual(NO_SYNONYMS);
  });

  test.each([
    ['{', '不是 JSON'],
    [{ same: [['低保']] }, 'same.0：至少要两个词'],
    [
      {
        same: [
          ['低保', '最低生活保障'],
          ['医保', '低保'],
        ],
      },
      'same.1：“低保”在 same.0 里已经有了',
    ],
    [{ near: [['看病', '就 医']] }, 'near.0.1：应是一个词'],
    [{ near: [['看病', '']] }, 'near.0.1：应是一个词'],
    [{ spoken: { 什么: ['咋'], 怎么: ['咋'] } }, 'spoken.怎么：“咋”已经对应“什么”'],
    [{ spoken: { 什么: ['啥'], 啥: ['么'] } }, 'spoken.什么：“啥”本身就是书面词'],
    [{ spoken: { 什么: ['ZA'], 怎么: ['za'] } }, 'spoken.怎么：“za”已经对应“什么”'],
    [{ spoken: { 什么: ['OK'], ok: ['么'] } }, 'spoken.什么：“OK”本身就是书面词'],
    [{ words: [] }, '出现未知的键'],
  ])('with a fault is refused by name: %j', async (content, fault) => {
    await expect(load(content)).rejects.toMatchObject({
      code: 'synonyms-invalid',
      message: expect.stringContaining(fault),
    });
  });
});

describe('a corpus folder', () => {
  test('adds its own words to the product’s, and they are no report', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'a.txt'), '蓬安县低保工作总结\n全县农村低保标准提高到260元。');
    writeFileSync(join(root, 'synonyms.json'), JSON.stringify({ same: [['最低生活保障', '保命钱']] }));
    const base = { ...NO_SYNONYMS, same: [['低保', '最低生活保障']] };
    const corpus = await readCorpus(root, gazetteer, { synonyms: base });
    expect(corpus.documents.map(({ path }) => path)).toEqual(['a.txt']);
    expect(corpus.refused).toEqual([]);
    expect(corpus.synonyms.same).toEqual([['低保', '最低生活保障', '保命钱']]);
  });

  test('adds the words of speech in the README’s example to the product’s own', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'synonyms.json'), JSON.stringify({ spoken: { 什么: ['啥子', '么子'] } }));
    const corpus = await readCorpus(root, gazetteer, { synonyms: LEXICON });
    const product = LEXICON.spoken.什么;
    expect(product?.length).toBeGreaterThan(2);
    expect(corpus.synonyms.spoken.什么).toEqual(expect.arrayContaining([...(product ?? []), '啥子', '么子']));
    expect(Object.keys(corpus.synonyms.spoken)).toEqual(Object.keys(LEXICON.spoken));
  });

  test.each([
    [{ 怎么: ['Ｓｈａ'] }, 'spoken.怎么：“Ｓｈａ”已经对应“什么”'],
    [{ 怎么: ['什么'] }, 'spoken.怎么：“什么”本身就是书面词'],
    [{ sha: ['咋'] }, 'spoken.什么：“sha”本身就是书面词'],
  ])('that reads a word for another than the product does is refused: %j', async (spoken, fault) => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'synonyms.json'), JSON.stringify({ spoken }));
    const base = { ...NO_SYNONYMS, spoken: { 什么: ['sha'] } };
    await expect(readCorpus(root, gazetteer, { synonyms: base })).rejects.toMatchObject({
      code: 'synonyms-invalid',
      message: expect.stringContaining(fault),
    });
  });

  test('with a faulty table is not read at all', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'synonyms.json'), JSON.stringify({ same: '低保' }));
    await expect(readCorpus(root, gazetteer)).rejects.toMatchObject({ code: 'synonyms-invalid' });
  });
});
