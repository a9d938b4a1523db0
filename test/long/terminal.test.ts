import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  environment,
  mingbai,
  REPORTS,
  scratchFolder,
  WITHOUT_READER,
  writeFiles,
} from '../flows/command-line.ts';
import { ROOT } from '../source/modules.ts';

/** Others than that of util-linux take other options. */
const isScriptThere = /util-linux/u.test(
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '',
);

const folder = await scratchFolder();
const variables = {
  ...WITHOUT_READER,
  CORPUS_DIR: join(folder, 'reports'),
  INDEX_DIR: join(folder, 'index'),
};

beforeAll(async () => {
  if (!isScriptThere) return;
  await writeFiles(variables.CORPUS_DIR, REPORTS);
  await mingbai(['ingest'], { variables });
});

/** A chat on a terminal of its own, made by `script` (util-linux). */
function startOnTerminal(given: Readonly<Record<string, string>> = {}) {
  const command = `"${process.execPath}" dist/main.js start`;
  const child = spawn('script', ['-qefc', command, '/dev/null'], {
    cwd: ROOT,
    env: { ...environment({ ...variables, ...given }), TERM: 'xterm', COLUMNS: '120' },
  });
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    shown += part;
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    shown: () => shown,
    type: (keys: string) => child.stdin.write(keys),
    ended,
    /** Resolves when `text` is shown for the `nth` time. */
    async shows(text: string, nth = 1) {
      while (shown.split(text).length <= nth) {
        const code = await Promise.race([ended, delay(20)]);
        if (code !== undefined) throw new Error(`ended with ${code} before it showed ${text}:\n${shown}`);
      }
    },
  };
}

describe.skipIf(!isScriptThere)('a chat on a terminal (needs `script` of util-linux)', () => {
  test('answers at its prompt, and ends with 0 on Ctrl-D', async () => {
    const chat = startOnTerminal();
    await chat.shows('问> ');
    chat.type('泸溪低保标准是多少\r');
    await chat.shows('领取低保[1]');
    await chat.shows('问> ', 2);
    chat.type('\u0004');
    expect(await chat.ended).toBe(0);
    expect(chat.shown()).not.toMatch(/Error|\{"time"/u);
  });

  test('ends with 0 and without a word when Ctrl-D comes behind a question, whether its answer is made by then or not', async () => {
    const chat = startOnTerminal();
    await chat.shows('问> ');
    chat.type('泸溪低保标准是多少\r\u0004');
    expect(await chat.ended).toBe(0);
    // Where it comes later, a second prompt may stand behind the answer.
    expect(chat.shown()).toContain('领取低保[1]');
    expect(chat.shown()).not.toMatch(/Error|故障|\{"time"/u);
  });

  test('throws away a half line on Ctrl-C, and ends with 0 on the next', async () => {
    const chat = startOnTerminal();
    await chat.shows('问> ');
    chat.type('泸溪低');
    await chat.shows('泸溪低');
    chat.type('\u0003');
    chat.type('广昌低保标准是多少\r');
    await chat.shows('515元[1]');
    await chat.shows('问> ', 3);
    chat.type('\u0003');
    expect(await chat.ended).toBe(0);
    expect(chat.shown()).not.toContain('泸溪县（');
  });

  test('counts what is embedded in 段 and tells no time that is none', async () => {
    const chat = startOnTerminal({ INDEX_DIR: join(folder, 'new-index') });
    await chat.shows('问> ');
    chat.type('退出\r');
    expect(await chat.ended).toBe(0);
    expect(chat.shown()).toMatch(/计算向量 \|.*\| \d+\/\d+ 段/u);
    expect(chat.shown()).not.toMatch(/NULL|LLs|INF|NFs|NaN/u);
  });
});
