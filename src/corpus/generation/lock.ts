import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../../errors.ts';
import { z } from '../../forms.ts';
import { codeOf, type FileSystem } from './file-system.ts';

export interface IndexLock {
  /** @throws AppError `index-locked` when another process took the lock over. */
  assertHeld(): Promise<void>;
  /** Never rejects: a lock file that stays behind names a holder that is gone, and is taken over. */
  release(): Promise<void>;
}

const LOCK = 'LOCK';
const SETTLING_MILLISECONDS = 50;
const ATTEMPTS = 5;

const ownerForm = z.object({ pid: z.int().positive(), startTime: z.string(), token: z.string() });
type Owner = z.infer<typeof ownerForm>;

/** Tokens of the locks this process holds: a process id alone cannot tell two holders in one process apart. */
const heldHere = new Set<string>();

/**
 * Makes this process the only writer of `indexDir`, by a lock file that names its process and when that started. The
 * lock of a dead process is taken over. Holds for processes of one machine and one process namespace.
 * @throws AppError `index-locked` with the `pid` of the holder.
 */
export async function acquireLock(indexDir: string, fs: FileSystem): Promise<IndexLock> {
  const path = join(indexDir, LOCK);
  const mine: Owner = {
    pid: process.pid,
    startTime: await startTimeOf(process.pid),
    token: randomUUID(),
  };
  const held = async (): Promise<void> => {
    const owner = await readOwner(path, fs);
    if (owner?.token !== mine.token) throw locked(indexDir, owner);
  };
  /** False when another holder's sweep took the draft away, and that holder is gone too. */
  const claim = async (): Promise<boolean> => {
    const draft = join(indexDir, `tmp-${process.pid}-lock-${randomUUID()}`);
    try {
      await fs.write(draft, JSON.stringify(mine));
      const attempt = await unlessSwept(linked(fs, draft, path));
      if (attempt === true) return true;
      const owner = await readOwner(path, fs);
      if (owner && (await isAlive(owner))) throw locked(indexDir, owner);
      if (attempt === 'swept') return false;
      if ((await unlessSwept(fs.rename(draft, path))) === 'swept') return false;
      // Two processes may find the same dead holder; the last rename stands, and both see whose it was.
      await delay(SETTLING_MILLISECONDS);
      await held();
      return true;
    } finally {
      await fs.remove(draft).catch(() => undefined);
    }
  };

  heldHere.add(mine.token);
  try {
    // A draft is swept only by a holder: where one has come and gone since, the lock is free to be tried again.
    for (let attempt = 1; !(await claim()); attempt++)
      if (attempt === ATTEMPTS) throw locked(indexDir, await readOwner(path, fs));
  } catch (error) {
    heldHere.delete(mine.token);
    throw error;
  }

  return {
    assertHeld: held,
    async release() {
      try {
        await held();
        await fs.remove(path);
      } catch {
        // Taken over, or the disk fails: whoever comes next finds a holder that no longer lives.
      } finally {
        heldHere.delete(mine.token);
      }
    },
  };
}

async function linked(fs: FileSystem, draft: string, path: string): Promise<boolean> {
  try {
    await fs.link(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function unlessSwept<T>(work: Promise<T>): Promise<T | 'swept'> {
  try {
    return await work;
  } catch (error) {
    const cause = error instanceof AppError ? error.cause : error;
    if (codeOf(cause) === 'ENOENT') return 'swept';
    throw error;
  }
}

/** Null when there is no lock, or one that a power cut left without its content. */
async function readOwner(path: string, fs: FileSystem): Promise<Owner | null> {
  try {
    return ownerForm.parse(JSON.parse((await fs.read(path)).toString('utf8')));
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError || error instanceof z.ZodError)
      return null;
    throw error;
  }
}

async function isAlive(owner: Owner): Promise<boolean> {
  if (owner.pid === process.pid) return heldHere.has(owner.token);
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  return (await startTimeOf(owner.pid)) === owner.startTime;
}

/**
 * Field 22 of `/proc/<pid>/stat` (clock ticks since boot, proc(5)): tells a process from an earlier one of the same
 * id. `exited` for one that waits for its parent to notice its end; empty where there is no `/proc`, so that the
 * process id alone decides.
 */
async function startTimeOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? 'exited' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

function locked(indexDir: string, owner: Owner | null): AppError {
  return new AppError('index-locked', { path: indexDir, pid: owner?.pid ?? '不明' });
}
