import { expect, test, vi } from 'vitest';
import { commandLine } from '../../src/wording/command-line.ts';
import { mingbaiHere } from './command-line.ts';

vi.mock('../../src/cli/ingest.ts', () => ({
  ingestCorpus: async () => {
    throw new TypeError('nothing is there');
  },
}));

test('a bug is called one, in Chinese, with its stack for whoever mends it', async () => {
  const { code, stdout, stderr } = await mingbaiHere(['ingest']);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^程序出错了，这是明白自身的问题.*\nTypeError: nothing is there\n {4}at /u);
  expect(stderr.startsWith(commandLine.bug)).toBe(true);
});
