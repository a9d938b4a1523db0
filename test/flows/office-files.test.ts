import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { ROOT } from '../source/modules.ts';
import { mingbai, mingbaiHere, type Ran, scratchFolder, WITHOUT_READER } from './command-line.ts';

vi.setConfig({ testTimeout: 120_000 });

const folder = await scratchFolder();
const corpus = join(folder, 'files');
const index = join(folder, 'index');
const FILES = join(ROOT, 'test/corpus/read/files');
/** Of invented counties, made by LibreOffice, Chromium, reportlab and ofdrw. */
const COPIED = ['pdf/plain-table.pdf', 'ofd/ofdrw-notice.ofd', 'html/trs.html', 'docx/rules.docx'];
let first: Ran;

const ingest = (...more: string[]) => mingbaiHere(['ingest', '--corpus', corpus, '--index', index, ...more]);
const ask = async (question: string) => {
  const { stdout } = await mingbaiHere(['ask', question, '--index', index, '--json'], WITHOUT_READER);
  return JSON.parse(stdout) as {
    kind: string;
    text: string;
    citations?: { document: string; quote: string; origin?: unknown }[];
  };
};

/** What is kept of the files, each with the moment at which it was written. */
async function keptFiles(): Promise<string[]> {
  const names = await readdir(join(index, 'lines'));
  return Promise.all(
    names.sort().map(async (name) => `${name} ${(await stat(join(index, 'lines', name))).mtimeMs}`),
  );
}

beforeAll(async () => {
  await mkdir(corpus, { recursive: true });
  for (const path of COPIED) await copyFile(join(FILES, path), join(corpus, path.replace(/^\w+\//u, '')));
  first = await mingbai(['ingest', '--corpus', corpus, '--index', index]);
}, 120_000);

describe('a folder of files of office programs', () => {
  test('is read whole, each file with what was detected of it', () => {
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('完成：4 份资料');
    expect(first.stdout).toMatch(/云岭县民政局关于提高2024年农村低保标准的通知.*ofdrw-notice\.ofd/u);
    expect(first.stdout).toMatch(/⚠ 附件“低保对象花名册”没有读/u);
  });

  test('answers with the page, and the table and row, in the citation', async () => {
    const notice = await ask('云岭县从2024年7月1日起农村低保标准提高到多少');
    expect(notice.text).toContain('468元');
    expect(notice.citations?.[0]).toMatchObject({ document: 'ofdrw-notice.ofd', origin: { page: 1 } });
    const table = await ask('白石县急难救助的标准是多少');
    expect(table.text).toContain('500');
    expect(table.citations?.[0]).toMatchObject({
      document: 'plain-table.pdf',
      origin: { page: 1, table: 1, row: 4 },
    });
    const { stdout } = await mingbaiHere(
      ['ask', '白石县急难救助的标准是多少', '--index', index],
      WITHOUT_READER,
    );
    expect(stdout).toMatch(/plain-table\.pdf 第1页 表1 第4行/u);
  });

  test('is not read again where nothing changed, nor where a file was renamed, and then nothing is embedded', async () => {
    const kept = await keptFiles();
    expect(kept).toHaveLength(COPIED.length);
    await rename(join(corpus, 'rules.docx'), join(corpus, '管理办法.docx'));
    const again = await ingest();
    expect(again.stdout).toMatch(/管理办法\.docx/u);
    expect(again.stdout).toMatch(/新算 0 段/u);
    expect(await keptFiles()).toEqual(kept);
  });

  test('goes in without the one that cannot be read; with --strict nothing does', async () => {
    await writeFile(join(corpus, '坏了.docx'), 'PK\u0003\u0004 nothing');
    const strict = await ingest('--strict');
    expect(strict.code).toBe(1);
    expect(strict.stderr).toMatch(/有 1 个文件读不了：坏了\.docx：.*--strict.*（files-refused）/u);
    const lenient = await ingest();
    expect(lenient).toMatchObject({ code: 0 });
    expect(lenient.stdout).toMatch(/✗ 坏了\.docx：文件不完整或者已经损坏/u);
    expect(lenient.stdout).toContain('完成：4 份资料');
    await rm(join(corpus, '坏了.docx'));
  });

  test('forgets what it read of files that are gone', async () => {
    await rm(join(corpus, 'trs.html'));
    await ingest();
    expect(await readdir(join(index, 'lines'))).toHaveLength(COPIED.length - 1);
  });
});
