import { type ChildProcess, execFile, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { builtModule } from '../built.ts';
import type { FileLines } from '../corpus/read/file-lines.ts';
import type { OfficeFiles } from '../corpus/read/office.ts';
import { UnreadableReport } from '../corpus/read/reader.ts';
import { reasonOf } from '../errors.ts';
import type { FileReaderSettings, FileReply, FileRequest } from './file-reader.ts';

export interface ReadingLimits {
  /** For one file; for each page of one whose pages are told. */
  readonly seconds: number;
  /** Resident, of the process that reads. Megabytes. */
  readonly megabytes: number;
}

export interface OfficeFilesApart extends OfficeFiles {
  /** Ends the process that reads, if there is one. */
  close(): void;
}

/** Milliseconds between two looks at the memory of the process that reads. */
const LOOK_EVERY = 200;
/** A file is small beside what a reader makes of it: so much is never refused a process. Megabytes. */
const LEAST_HEAP = 256;

/**
 * Reads files of office programs in a child process, one after the other. A file that takes more time or memory than it may,
 * or crashes its reader, is refused by that reason; the next one gets a new process. The process is started with the first file.
 */
export function createOfficeFilesApart(
  settings: Omit<FileReaderSettings, 'folder'>,
  { seconds, megabytes }: ReadingLimits,
): OfficeFilesApart {
  let child: ChildProcess | undefined;
  const folders = new WeakMap<ChildProcess, string>();
  /** One file at a time: the next waits for the one before, whatever becomes of it. */
  let last: Promise<unknown> = Promise.resolve();

  function start(): ChildProcess {
    const heap = Math.max(LEAST_HEAP, megabytes);
    const started = fork(builtModule('file-reader'), [], {
      execArgv: [`--max-old-space-size=${heap}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // A group of its own, so that what it starts ends with it.
      detached: process.platform !== 'win32',
    });
    started.unref();
    started.channel?.unref();
    const folder = mkdtempSync(join(tmpdir(), 'mingbai-'));
    folders.set(started, folder);
    started.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    started.send({ settings: { ...settings, folder } } satisfies FileRequest);
    return started;
  }

  function end(ended: ChildProcess): void {
    if (child === ended) child = undefined;
    const folder = folders.get(ended);
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    if (ended.exitCode !== null || ended.signalCode !== null || ended.pid === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? ended.pid : -ended.pid, 'SIGKILL');
    } catch {
      ended.kill('SIGKILL');
    }
  }

  function readNow(
    request: Extract<FileRequest, { bytes: Uint8Array }>,
    signal: AbortSignal | undefined,
    onPage: ((done: number, total: number) => void) | undefined,
  ): Promise<FileLines> {
    signal?.throwIfAborted();
    const reader = child ?? start();
    child = reader;
    return new Promise<FileLines>((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(deadline);
        clearInterval(looking);
        signal?.removeEventListener('abort', onAbort);
        reader.off('message', onReply).off('exit', onExit).off('error', onError);
        act();
      };
      const refuse = (reason: string) => settle(() => reject(new UnreadableReport(reason)));
      const kill = (reason: string) => {
        end(reader);
        refuse(reason);
      };
      const onReply = (message: unknown) => {
        const reply = message as FileReply;
        if ('page' in reply) {
          deadline.refresh();
          onPage?.(reply.page, reply.pages);
        } else if ('lines' in reply) settle(() => resolve(reply.lines));
        else refuse('refused' in reply ? reply.refused : `读不了：${reply.fault}`);
      };
      const onExit = (code: number | null, by: NodeJS.Signals | null) => {
        end(reader);
        refuse(
          by === 'SIGABRT' || code === 134
            ? tooMuchMemory(megabytes)
            : `读到一半，读文件的进程停了（${by ?? code}），文件可能已经损坏`,
        );
      };
      const onError = (error: Error) => kill(`读不了：${reasonOf(error)}`);
      const onAbort = () => {
        end(reader);
        settle(() => reject(signal?.reason));
      };
      const deadline = setTimeout(
        () => kill(`读了 ${seconds} 秒还没有读完，不再读了（可以用 READ_SECONDS 放宽）`),
        seconds * 1000,
      );
      const looking = setInterval(() => {
        if (reader.pid === undefined) return;
        void residentMegabytes(reader.pid).then((used) => {
          if (used > megabytes && child === reader) kill(tooMuchMemory(megabytes));
        });
      }, LOOK_EVERY);
      reader.on('message', onReply).on('exit', onExit).on('error', onError);
      signal?.addEventListener('abort', onAbort, { once: true });
      reader.send(request, (error) => {
        if (error) kill(`读不了：${reasonOf(error)}`);
      });
    });
  }

  return {
    read(format, bytes, { signal, onPage } = {}) {
      const next = last.then(() => readNow({ format, bytes }, signal, onPage));
      last = next.catch(() => undefined);
      return next;
    },
    close() {
      if (child !== undefined) end(child);
    },
  };
}

function tooMuchMemory(megabytes: number): string {
  return `读它用的内存超过了 ${megabytes} MB，不再读了（可以用 READ_MEMORY_MB 放宽）`;
}

const run = promisify(execFile);

/** What a process holds of the machine's memory; 0 where that cannot be told. */
async function residentMegabytes(pid: number): Promise<number> {
  try {
    if (process.platform === 'linux') {
      const status = await readFile(`/proc/${pid}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB/mu.exec(status)?.[1] ?? 0) / 1024;
    }
    if (process.platform === 'win32') return 0;
    return Number((await run('ps', ['-o', 'rss=', '-p', String(pid)])).stdout) / 1024;
  } catch {
    return 0;
  }
}
