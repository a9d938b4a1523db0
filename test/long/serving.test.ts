import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import {
  mingbai,
  REPORTS,
  scratchFolder,
  startMingbai,
  WITHOUT_READER,
  writeFiles,
} from '../flows/command-line.ts';
import { ROOT } from '../source/modules.ts';

const folder = await scratchFolder();
/** Milliseconds that a process is waited for. */
const PATIENCE = 300_000;

/** Folders of its own. */
const variablesOf = (name: string) => ({
  ...WITHOUT_READER,
  CORPUS_DIR: join(folder, name, 'reports'),
  INDEX_DIR: join(folder, name, 'index'),
  DATA_DIR: join(folder, name, 'data'),
  LOG_LEVEL: 'warn',
});

test.skipIf(process.platform === 'win32')(
  'a service reads its documents again at SIGHUP, and goes on',
  async () => {
    const variables = variablesOf('hangup');
    const reports = variables.CORPUS_DIR;
    await writeFiles(reports, REPORTS);
    const running = startMingbai(['start', '--no-terminal'], variables);
    await vi.waitFor(() => expect(running.stderr()).toMatch(/^网页和接口：/mu), PATIENCE);
    const [, address = ''] = /^网页和接口：(.*)$/mu.exec(running.stderr()) ?? [];
    const paths = async () =>
      ((await (await fetch(new URL('/api/documents', address))).json()) as { documents: { path: string }[] })
        .documents.length;
    const before = await paths();
    await writeFiles(reports, { '云岭县通知.txt': '云岭县低保标准提高到每人每月655元。云岭县全县落实。' });
    running.child.kill('SIGHUP');
    await vi.waitFor(() => expect(running.stderr()).toContain('云岭县通知.txt'), PATIENCE);
    await vi.waitFor(async () => expect(await paths()).toBe(before + 1), PATIENCE);
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(0);
  },
);

test('a bot that does not reach Telegram says so in Chinese, goes on trying, and stops on SIGTERM', async () => {
  const variables = variablesOf('unreached');
  await writeFiles(variables.CORPUS_DIR, REPORTS);
  const running = startMingbai(['start', '--no-terminal'], {
    ...variables,
    TELEGRAM_BOT_TOKEN: '700777:AAF-strict_Test_Token_0123456789abc',
    TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
  });
  await vi.waitFor(() => expect(running.stderr()).toContain('还没有连上 Telegram，正在不断重试'), PATIENCE);
  running.child.kill('SIGTERM');
  expect(await running.ended).toMatchObject({ code: 0, stdout: '' });
});

test('an ingest of the reports of two other counties makes an index that answers for these and for no others', async () => {
  const other = join(folder, 'other');
  const corpus = join(ROOT, 'test/eval/other-county');
  expect((await mingbai(['ingest', '--corpus', corpus, '--index', other])).code).toBe(0);
  const ran = await mingbai(['ask', '--jsonl', '--index', other], {
    input: [
      '{"id":1,"question":"姚安享受高龄津贴的有多少老人"}',
      '{"id":2,"question":"积石山县耕地补贴一共发了多少钱"}',
      '{"id":3,"question":"蓬安县低保标准是多少"}',
    ].join('\n'),
  });
  const [elderly, land, elsewhere] = ran.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).answer);
  expect(elderly.text).toContain('7426人');
  expect(elderly.citations[0].document).toBe('姚安县民生实事.txt');
  expect(land.text).toContain('3129.1万元');
  expect(elsewhere).toMatchObject({ kind: 'refused', reason: 'place-not-in-corpus' });
});
