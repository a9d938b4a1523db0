import { chmodSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '../errors.ts';

/** How long a process that is just ending is waited for. Milliseconds. */
const PATIENCE = 3_000;

/**
 * Keeps every other process off the state file until the returned function is called, or this process ends, killed or
 * not: two bots over one state would answer twice. The lock is SQLite's own on a file beside it, so that the state
 * itself stays open to backups.
 * @throws AppError `state-in-use`.
 */
export function holdAlone(path: string): () => void {
  const file = `${path}.lock`;
  const lock = new Database(file, { timeout: PATIENCE });
  try {
    chmodSync(file, 0o600);
    lock.exec('BEGIN EXCLUSIVE');
  } catch (thrown) {
    lock.close();
    if (thrown instanceof Database.SqliteError && thrown.code.startsWith('SQLITE_BUSY')) {
      throw new AppError('state-in-use', { path }, thrown);
    }
    throw thrown;
  }
  return () => lock.close();
}
