import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesInTurn } from '../../src/corpus/files.ts';
import { temporaryFolder } from '../fakes/index/small-corpus.ts';

const MEGABYTE = 1024 * 1024;

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  return root;
}

describe('files that are read in turn', () => {
  test('come whole and in the order of their paths, however many and however large they are', async () => {
    const sizes = Array.from({ length: 700 }, (_, at) => (at % 90 === 0 ? 100_000 : at % 50));
    const files = Object.fromEntries(sizes.map((size, at) => [`${at}.txt`, `${at}`.padEnd(size, '县')]));
    const root = await folderOf(files);
    const read: string[] = [];
    for await (const bytes of filesInTurn(root, Object.keys(files), () => 4 * MEGABYTE))
      read.push('content' in bytes ? bytes.content.toString('utf8') : bytes.refused);
    expect(read).toEqual(Object.values(files));
  });

  test('are refused where they are too large or cannot be read, and the others come', async () => {
    const root = await folderOf({ a: 'a', large: '大'.repeat(MEGABYTE), small: '大大', z: 'z' });
    mkdirSync(join(root, 'folder'));
    const read: (string | undefined)[] = [];
    const limitOf = (path: string) => (path === 'small' ? 5 : MEGABYTE);
    for await (const bytes of filesInTurn(root, ['a', 'large', 'small', 'gone', 'folder', 'z'], limitOf))
      read.push('refused' in bytes ? bytes.refused.slice(0, 4) : bytes.content.toString('utf8'));
    expect(read).toEqual(['a', '文件太大', '文件太大', '读不了：', '读不了：', 'z']);
  });

  test('wait only where they are small: a large one is what it is in its turn', async () => {
    const root = await folderOf({ a: 'a', b: '前'.repeat(MEGABYTE) });
    const turns = filesInTurn(root, ['a', 'b'], () => 4 * MEGABYTE);
    await turns.next();
    writeFileSync(join(root, 'b'), '后');
    const { value } = await turns.next();
    expect(value && 'content' in value && value.content.toString('utf8')).toBe('后');
  });
});
