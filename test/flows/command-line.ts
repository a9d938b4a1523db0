import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, onTestFinished, vi } from 'vitest';
import { runCli } from '../../src/cli.ts';
import type { SourceDocument } from '../../src/core/types.ts';
import { ROOT } from '../source/modules.ts';
import { VARIABLES } from '../source/variables.ts';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Variables = Readonly<Record<string, string>>;

/** A process of the real command line. */
export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it wrote so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves when `text` stands on stdout; rejects with all output when the process ends before. */
  says(text: string): Promise<void>;
  write(text: string): void;
  ended: Promise<Ran>;
}

/**
 * An environment with no setting of the product but the given ones; what is empty here, no `.env` can fill. Processes
 * that serve at a time each take a port of their own.
 */
export function environment(given: Variables): NodeJS.ProcessEnv {
  const none = Object.fromEntries(VARIABLES.map((name) => [name, '']));
  return { ...process.env, NODE_OPTIONS: '', ...none, HTTP_PORT: '0', ...given };
}

/** For what is not about the reader: a process that loads it takes a third longer. */
export const WITHOUT_READER: Variables = { READER_MODEL: 'none' };

export function startMingbai(args: readonly string[], variables: Variables = {}): Running {
  const child = spawn(process.execPath, ['dist/main.js', ...args], {
    cwd: ROOT,
    env: environment(variables),
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    stdout += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    stderr += part;
  });
  // A process that ends before it reads its input closes the pipe.
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return {
    child,
    ended,
    stdout: () => stdout,
    stderr: () => stderr,
    async says(text) {
      while (!stdout.includes(text)) {
        const over = await Promise.race([ended, delay(20)]);
        if (over !== undefined && !stdout.includes(text))
          throw new Error(`ended with ${over.code} before it said ${text}:\n${stdout}\n${stderr}`);
      }
    },
    write: (text) => child.stdin.write(text),
  };
}

/** Runs one command to its end. */
export async function mingbai(
  args: readonly string[],
  { variables = {}, input = '' }: { readonly variables?: Variables; readonly input?: string } = {},
): Promise<Ran> {
  const { child, ended } = startMingbai(args, variables);
  child.stdin.end(input);
  return ended;
}

/** The same within this process, without main.ts: a third of the time. Nothing on stdin. */
export async function mingbaiHere(args: readonly string[], variables: Variables = {}): Promise<Ran> {
  const before = { ...process.env };
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((part) => {
      written[stream] += String(part);
      return true;
    }),
  );
  Object.assign(process.env, environment(variables));
  try {
    return { code: await runCli(args), ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
    for (const name of VARIABLES) delete process.env[name];
    Object.assign(process.env, before);
  }
}

/** A folder that is gone when the test file is done, or the test that asked for it. */
export async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mingbai-flow-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  if (expect.getState().currentTestName === undefined) afterAll(remove);
  else onTestFinished(remove);
  return folder;
}

export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

/** The folder of the serving generation. */
export async function servingFolder(indexDir: string): Promise<string> {
  const [name = ''] = (await readFile(join(indexDir, 'CURRENT'), 'utf8')).split('\n');
  return join(indexDir, name);
}

/** The documents of the serving generation, as citations point into them. */
export async function servingDocuments(indexDir: string): Promise<SourceDocument[]> {
  const lines = await readFile(join(await servingFolder(indexDir), 'documents.jsonl'), 'utf8');
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as SourceDocument);
}

/** Names in an index folder, the generations without their ids. */
export async function namesIn(indexDir: string): Promise<string[]> {
  return (await readdir(indexDir)).map((name) => name.replace(/^gen-.*/u, 'gen')).sort();
}

/** Two counties with one policy each told by both, and one told by the first alone. Invented. */
export const REPORTS: Readonly<Record<string, string>> = {
  '泸溪县惠民政策.txt': [
    '泸溪县惠民政策落实情况',
    '2022年3月1日',
    '泸溪县把惠民政策落到实处。全县农村低保标准由每人每月380元提高到430元，共有6120人领取低保。',
    '高龄津贴按时发放，80岁以上老人每人每月领取60元。',
    '全县完成危房改造512户，发放补助资金768万元。',
  ].join('\n\n'),
  'guangchang/广昌县.md': `---
title: 广昌县民生工作报告
place: 广昌县
date: 2021-12-20
---

# 广昌县民生工作报告

全县农村低保标准提高到每人每月515元。

当年完成危房改造97户。落实教育帮扶“两免三补”政策，贫困家庭学生无一失学。
`,
};

/** Failed, with one clear text on stderr and nothing on stdout; no stack of a bug. */
export function expectFault({ code, stdout, stderr }: Ran, ...says: readonly (string | RegExp)[]): void {
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  for (const part of says) expect(stderr).toMatch(part);
  expect(stderr).not.toMatch(/\n {4}at |node:internal|undefined/u);
}
