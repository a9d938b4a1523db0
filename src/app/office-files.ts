import { type ChildProcess, execFile, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { builtModule } from '../built.ts';
import type { FileLines } from '../corpus/read/file-lines.ts';
import type { OfficeFiles, OnPage } from '../corpus/read/office.ts';
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
/** A process that aborts holding this part of what it may was at its end. */
const NEAR_LIMIT = 0.5;

/** The process held too much, or is gone: by this file, or by those before it. */
class ReaderLost extends UnreadableReport {}

/**
 * Reads files of office programs in a child process, one after the other. A file that takes more time or memory than it may,
 * or crashes its reader, is refused by that reason; the next one gets a new process. The process is started with the first file.
 */
export function createOfficeFilesApart(
  settings: Omit<FileReaderSettings, 'folder'>,
  { seconds, megabytes }: ReadingLimits,
): OfficeFilesApart {
  let serving: FileReader | undefined;
  /** One file at a time: the next waits for the one before, whatever becomes of it. */
  let last: Promise<unknown> = Promise.resolve();

  function start(): FileReader {
    const started = startReader(settings, megabytes, () => {
      if (serving === started) serving = undefined;
    });
    return started;
  }

  function readNow(
    reader: FileReader,
    request: Extract<FileRequest, { bytes: Uint8Array }>,
    signal: AbortSignal | undefined,
    onPage: OnPage | undefined,
  ): Promise<FileLines> {
    const { child } = reader;
    return new Promise<FileLines>((resolve, reject) => {
      let isSettled = false;
      let held = 0;
      const settle = (act: () => void) => {
        if (isSettled) return;
        isSettled = true;
        clearTimeout(deadline);
        clearInterval(looking);
        signal?.removeEventListener('abort', onAbort);
        child.off('message', onReply).off('exit', onExit).off('error', onError);
        act();
      };
      const refuse = (reason: UnreadableReport) => settle(() => reject(reason));
      const end = (reason: UnreadableReport) => {
        refuse(reason);
        reader.end();
      };
      const onReply = (message: unknown) => {
        const reply = message as FileReply;
        if ('page' in reply) {
          deadline.refresh();
          onPage?.(reply.page, reply.pages);
        } else if ('lines' in reply) settle(() => resolve(reply.lines));
        else refuse(new UnreadableReport('refused' in reply ? reply.refused : `读不了：${reply.fault}`));
      };
      const onExit = (code: number | null, by: NodeJS.Signals | null) =>
        refuse(
          by === 'SIGABRT' && held > megabytes * NEAR_LIMIT
            ? tooMuchMemory(megabytes)
            : new ReaderLost(`读到一半，读文件的进程停了（${by ?? code}），文件可能已经损坏`),
        );
      const onError = (error: Error) => end(new ReaderLost(`读不了：${reasonOf(error)}`));
      const onAbort = () => {
        settle(() => reject(signal?.reason));
        reader.end();
      };
      const deadline = setTimeout(
        () => end(new UnreadableReport(`读了 ${seconds} 秒还没有读完，不再读了（可以用 READ_SECONDS 放宽）`)),
        seconds * 1000,
      );
      const looking = setInterval(() => {
        if (child.pid === undefined) return;
        void residentMegabytes(child.pid).then((used) => {
          held = used;
          if (used > megabytes && !isSettled) end(tooMuchMemory(megabytes));
        });
      }, LOOK_EVERY);
      child.on('message', onReply).on('exit', onExit).on('error', onError);
      signal?.addEventListener('abort', onAbort, { once: true });
      child.send(request, (error) => {
        if (error) onError(error);
      });
    });
  }

  async function read(
    request: Extract<FileRequest, { bytes: Uint8Array }>,
    signal: AbortSignal | undefined,
    onPage: OnPage | undefined,
  ): Promise<FileLines> {
    signal?.throwIfAborted();
    const former = serving;
    serving = former ?? start();
    try {
      return await readNow(serving, request, signal, onPage);
    } catch (error) {
      if (former === undefined || !(error instanceof ReaderLost)) throw error;
      signal?.throwIfAborted();
      serving = start();
      return readNow(serving, request, signal, onPage);
    }
  }

  return {
    read(format, bytes, { signal, onPage } = {}) {
      const next = last.then(() => read({ format, bytes }, signal, onPage));
      last = next.catch(() => undefined);
      return next;
    },
    close() {
      serving?.end();
    },
  };
}

/** A process that reads, with what it started; `end` ends all of it, and removes its folder. */
interface FileReader {
  readonly child: ChildProcess;
  end(): void;
}

/** @throws UnreadableReport where there is no folder for its files. @param onEnd called once, when the process is gone. */
function startReader(
  settings: Omit<FileReaderSettings, 'folder'>,
  megabytes: number,
  onEnd: () => void,
): FileReader {
  let folder: string;
  try {
    folder = mkdtempSync(join(tmpdir(), 'mingbai-'));
  } catch (error) {
    throw new UnreadableReport(`读不了：放临时文件的文件夹不能写（${reasonOf(error)}）`, { cause: error });
  }
  const isGroup = process.platform !== 'win32';
  const child = fork(builtModule('file-reader'), [], {
    execArgv: readerOptions(megabytes),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // A group of its own, so that what it starts ends with it.
    detached: isGroup,
  });
  child.unref();
  child.channel?.unref();
  let hasEnded = false;
  const end = () => {
    if (hasEnded) return;
    hasEnded = true;
    onEnd();
    try {
      if (child.pid !== undefined) process.kill(isGroup ? -child.pid : child.pid, 'SIGKILL');
    } catch {
      // Nobody of the group is left.
    }
    rmSync(folder, { recursive: true, force: true });
  };
  child.once('exit', end);
  child.send({ settings: { ...settings, folder } } satisfies FileRequest, () => undefined);
  return { child, end };
}

/** So many threads help V8 where nothing is said. */
const USUAL_HELPERS = 4;

/**
 * The options of Node for a process that reads files. It starts with room for what a file is made into, for growing to it takes
 * time and memory; of PDFium, only what is called is checked and compiled. The thread that reads has a core for itself: what
 * compiles and collects beside it, as much at the start as it reads, has the others.
 */
export function readerOptions(megabytes: number): string[] {
  return [
    `--max-old-space-size=${megabytes}`,
    '--min-semi-space-size=16',
    '--wasm-lazy-compilation',
    '--wasm-lazy-validation',
    `--v8-pool-size=${Math.max(1, Math.min(USUAL_HELPERS, availableParallelism() - 1))}`,
  ];
}

function tooMuchMemory(megabytes: number): ReaderLost {
  return new ReaderLost(`读它用的内存超过了 ${megabytes} MB，不再读了（可以用 READ_MEMORY_MB 放宽）`);
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
