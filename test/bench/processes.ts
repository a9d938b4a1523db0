import { type ChildProcess, fork, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ProbeOrder, ProbeReport } from './children/probe.ts';

export interface Command {
  readonly file: string;
  /** Of Node. */
  readonly flags?: readonly string[];
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** How often the memory of a process and its children is looked at. Milliseconds. */
const LOOK_EVERY = 20;

/** What a command prints last, as JSON. @throws Error when it fails. */
export async function jsonOf<T>(command: Command): Promise<T> {
  const child = started(command, ['ignore', 'pipe', 'inherit']);
  let written = '';
  child.stdout?.on('data', (data: Buffer) => {
    written += data;
  });
  await endOf(child, command);
  return JSON.parse(written.trimEnd().split('\n').at(-1) ?? '') as T;
}

/** Seconds from the start of a command to the first thing that it prints. */
export async function firstWordOf(command: Command): Promise<number> {
  const began = performance.now();
  const child = started(command, ['ignore', 'pipe', 'inherit']);
  let first: number | undefined;
  child.stdout?.on('data', () => {
    first ??= performance.now();
  });
  await endOf(child, command);
  if (first === undefined) throw new Error(`${command.args.join(' ')} printed nothing`);
  return (first - began) / 1000;
}

/** Seconds and the most memory of a command, from its start to its end. @param probe the built probe. */
export async function costOf(command: Command, probe: string): Promise<{ seconds: number; peak: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-probe-'));
  try {
    const file = join(folder, 'probe.json');
    const began = performance.now();
    const child = started(
      { ...command, env: { ...command.env, BENCH_PROBE: file } },
      ['ignore', 'ignore', 'inherit'],
      probe,
    );
    let most = 0;
    const looking = setInterval(() => {
      most = Math.max(most, treeOf(child.pid));
    }, LOOK_EVERY);
    await endOf(child, command).finally(() => clearInterval(looking));
    const seconds = (performance.now() - began) / 1000;
    const { peak } = JSON.parse(readFileSync(file, 'utf8')) as ProbeReport;
    return { seconds, peak: Math.max(peak, most) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A process that runs until it is stopped, and tells of itself. */
export interface Running {
  readonly child: ChildProcess;
  /** The next message of it. Rejects where it ends before. */
  message(): Promise<unknown>;
  /** What it writes on stderr, so far. */
  said(): string;
  watch(): void;
  report(): Promise<ProbeReport>;
  stop(): Promise<void>;
}

/** @param isUp whether what it has written on stderr, or a message of it, says that it serves. */
export async function running(
  { file, flags = [], args, env }: Command,
  probe: string,
  isUp: (said: string, message?: unknown) => boolean,
): Promise<Running> {
  const child = fork(file, args, {
    execArgv: [...flags, '--import', pathToFileURL(probe).href],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  const gone = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}: ${said}`)));
  });
  // Told to whoever waits for it.
  gone.catch(() => undefined);
  const up = new Promise<void>((resolve) => {
    child.stderr?.on('data', (data: Buffer) => {
      said += data;
      if (isUp(said)) resolve();
    });
    child.on('message', (message) => {
      if (isUp(said, message)) resolve();
    });
  });
  await Promise.race([up, gone]);
  const message = async () => (await Promise.race([once(child, 'message'), gone]))[0] as unknown;
  const order = (of: ProbeOrder) => child.send(of);
  return {
    child,
    message,
    said: () => said,
    watch: () => order('probe:watch'),
    async report() {
      order('probe:report');
      for (;;) {
        const { probe } = (await message()) as { readonly probe?: ProbeReport };
        if (probe !== undefined) return probe;
      }
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function started(
  { file, flags = [], args, env }: Command,
  stdio: StdioOptions,
  probe?: string,
): ChildProcess {
  const before = probe === undefined ? [] : ['--import', pathToFileURL(probe).href];
  return spawn(process.execPath, [...flags, ...before, file, ...args], {
    env: { ...process.env, ...env },
    stdio,
  });
}

async function endOf(child: ChildProcess, { file, args }: Command): Promise<void> {
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}`);
}

/**
 * Megabytes that a process and its children hold, where the system tells; 0 elsewhere, or once it is gone. A child that
 * is not yet another program than its parent holds nothing of its own.
 */
function treeOf(pid: number | undefined, above = ''): number {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    if (words === above) return 0;
    const [, pages = 0] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ').map(Number);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
    return (
      (pages * 4096) / 1e6 +
      children.filter((child) => child !== '').reduce((sum, child) => sum + treeOf(Number(child), words), 0)
    );
  } catch {
    return 0;
  }
}
