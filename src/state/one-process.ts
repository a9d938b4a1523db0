import { chmodSync } from 'node:fs';
import { AppError } from '../errors.ts';
import { type Database, isSqliteFault, openDatabase } from './database.ts';

/** How long a process that is just ending is waited for. Milliseconds. */
const PATIENCE = 3_000;

/** Locks of this process: one that is collected as garbage would be let go. */
const held = new Set<Database>();

/**
 * Keeps every other process off the state file until the returned function is called, or this process ends, killed or
 * not: two bots over one state would answer twice. The lock is SQLite's own on a file beside it, so that the state
 * itself stays open to backups.
 * @throws AppError `state-in-use`.
 */
export function holdAlone(path: string): () => void {
  const file = `${path}.lock`;
  const lock = openDatabase(file, { patience: PATIENCE });
  try {
    chmodSync(file, 0o600);
    lock.exec('BEGIN EXCLUSIVE');
  } catch (thrown) {
    lock.close();
    throw isSqliteFault(thrown, 'busy') ? new AppError('state-in-use', { path }, thrown) : thrown;
  }
  held.add(lock);
  return () => {
    held.delete(lock);
    lock.close();
  };
}
