import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { englishIn } from '../source/english.ts';
import {
  expectFault,
  mingbai,
  mingbaiHere,
  type Ran,
  REPORTS,
  scratchFolder,
  servingDocuments,
  writeFiles,
} from './command-line.ts';

vi.setConfig({ testTimeout: 120_000 });

const folder = await scratchFolder();
const corpus = join(folder, 'reports');
const index = join(folder, 'index');
let first: Ran;

beforeAll(async () => {
  await writeFiles(corpus, REPORTS);
  first = await mingbai(['ingest', '--corpus', corpus, '--index', index]);
}, 120_000);

const ingest = (path: string, to = join(folder, 'elsewhere')) =>
  mingbaiHere(['ingest', '--corpus', path, '--index', to]);

/** A corpus of its own with these files. */
async function corpusOf(name: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const path = join(folder, name);
  await mkdir(path, { recursive: true });
  await writeFiles(path, files);
  return path;
}

describe('ingest', () => {
  test('tells of each report what was detected, and by what', () => {
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout.trimEnd().split('\n')).toEqual([
      '1. 广昌县民生工作报告 ←given（广昌县 ←given，2021年12月20日 ←given，guangchang/广昌县.md，1 段）',
      '   标题 1，段落 2',
      '2. 泸溪县惠民政策落实情况 ←title（泸溪县 ←title，2022年3月1日 ←header，泸溪县惠民政策.txt，1 段）',
      '   标题 1，落款 1，段落 3',
      expect.stringMatching(/^完成：2 份资料，2 段，新算 2 段，用时 [\d.]+ 秒，版本 [0-9a-f]{16}$/u),
    ]);
  });

  test('tells the whole report as one line of JSON', async () => {
    const ran = await mingbaiHere(['ingest', '--corpus', corpus, '--index', index, '--json']);
    expect(ran.stdout.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      documents: [
        { path: 'guangchang/广昌县.md', issuedOn: '2021-12-20', repeals: [], sections: [], warnings: [] },
        {},
      ],
      refusedFiles: [],
    });
  });

  test('reads a .jsonl, corrects by sources.json, and tells which lines and files it refused and why', async () => {
    const lines = [
      { id: '1', title: '工作报告', text: '全县新建垃圾池210个。', place: '古丈县', date: '2020-05' },
      { id: '2', title: '没有正文' },
    ];
    const path = join(await corpusOf('lines', {}), 'reports.jsonl');
    await writeFile(path, lines.map((line) => JSON.stringify(line)).join('\n'));
    const fromLines = await ingest(path, join(folder, 'lines-index'));
    expect(fromLines.code).toBe(0);
    expect(fromLines.stdout).toContain('古丈县 ←given，2020年5月 ←given');
    expect(fromLines.stdout).toMatch(/✗ reports\.jsonl:2：应为 \{id, title, text/u);

    const mixed = await corpusOf('mixed', {
      '报告.txt': '垃圾池新建210个，全部投入使用。',
      'sources.json': JSON.stringify({ '报告.txt': { title: '环境报告', place: '古丈县', asOf: '2020-05' } }),
      '乱码.txt': Uint8Array.from({ length: 400 }, (_, at) => 129 + ((at * 37) % 110)),
      '表.xlsx': 'PK\u0003\u0004',
      '演示.pptx': 'PK\u0003\u0004',
    });
    await symlink(join(folder, 'nowhere'), join(mixed, '断链.txt'));
    const fromMixed = await ingest(mixed, join(folder, 'mixed-index'));
    expect(fromMixed.code).toBe(0);
    expect(fromMixed.stdout).toContain('1. 环境报告 ←sources.json（古丈县 ←sources.json，2020年5月');
    expect(fromMixed.stdout).toMatch(/✗ 乱码\.txt：.*需要 UTF-8、UTF-16、GB18030 或 Big5/u);
    expect(fromMixed.stdout).toMatch(/✗ 表\.xlsx：文件不完整或者已经损坏/u);
    expect(fromMixed.stdout).toMatch(/✗ 演示\.pptx：不认识这种格式.*txt、md、docx/u);
    expect(fromMixed.stdout).toMatch(/✗ 断链\.txt：这个链接指向的文件不存在/u);
    expect(JSON.stringify(await servingDocuments(join(folder, 'mixed-index')))).not.toContain('\ufffd');
  });
});

describe('an ingest of one file', () => {
  test('makes a corpus of one report', async () => {
    const path = join(
      await corpusOf('one', { '通知.txt': '古丈县新建垃圾池210个，全部投入使用。' }),
      '通知.txt',
    );
    const ran = await ingest(path, join(folder, 'one-index'));
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/^1\. .*（古丈县.*通知\.txt，1 段）\n {3}段落 1\n完成：1 份资料/u);
  });

  test('that is not there, or of a format that is not read, says so, with the code of the fault', async () => {
    const missing = await ingest(join(folder, 'none.txt'));
    expectFault(missing, /^找不到资料：.*none\.txt。.*（corpus-missing）$/mu);
    const path = join(await corpusOf('slides', { '通知.pptx': 'PK' }), '通知.pptx');
    const unread = await ingest(path);
    expectFault(unread, /里没有读到报告（通知\.pptx：不认识这种格式.*（corpus-empty）$/mu);
    expect(englishIn(missing.stderr + unread.stderr)).toEqual([]);
  });
});

describe('a wrong configuration', () => {
  test('is told whole, every fault at once, and no secret with it', async () => {
    const secret = 'sk-very-secret-key';
    const { code, stdout, stderr } = await mingbai(['start'], {
      variables: {
        TELEGRAM_BOT_TOKEN: 'not-a-token',
        TELEGRAM_API_ROOT: 'ftp://example.org',
        OPERATOR_IDS: '12,zhang',
        GROUP_IDS: '-100x',
        OPENAI_API_KEY: secret,
        OPENAI_BASE_URL: 'localhost',
        LOG_LEVEL: 'loud',
      },
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const named = [...stderr.matchAll(/^ {2}([A-Z_]+)：/gmu)].map(([, name]) => name);
    expect(named).toEqual([
      ...['TELEGRAM_BOT_TOKEN', 'TELEGRAM_API_ROOT', 'OPERATOR_IDS', 'GROUP_IDS', 'OPENAI_BASE_URL'],
      ...['LOG_LEVEL', 'OPENAI_MODEL'],
    ]);
    expect(stderr).not.toContain(secret);
    expect(stderr).not.toContain('not-a-token');
    expect(stderr).toContain('请改正 .env 或环境变量');
  });
});
