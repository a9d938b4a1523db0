import type { Database } from './database.ts';

/**
 * Writes without waiting for the disk: what may be lost with the power, never with the process, and costs a tenth. The
 * next write that waits takes it to the disk as well. Within a transaction it is written with the rest of that.
 */
export function unsynced<T>(db: Database, write: () => T): T {
  if (db.isInTransaction) return write();
  db.pragma('synchronous = NORMAL');
  try {
    return write();
  } finally {
    db.pragma('synchronous = FULL');
  }
}
