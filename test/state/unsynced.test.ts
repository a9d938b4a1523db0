import { expect, test } from 'vitest';
import { openDatabase } from '../../src/state/database.ts';
import { unsynced } from '../../src/state/unsynced.ts';

test('what may be lost with the power is written without waiting for the disk, and what comes after it waits again', () => {
  const db = openDatabase(':memory:', { patience: 0 });
  db.pragma('synchronous = FULL');
  const mode = () => db.pragma('synchronous');
  const [NORMAL, FULL] = [1, 2];
  expect(unsynced(db, mode)).toBe(NORMAL);
  expect(mode()).toBe(FULL);
  expect(() =>
    unsynced(db, () => {
      throw new Error('disk full');
    }),
  ).toThrow('disk full');
  expect(mode()).toBe(FULL);
  expect(db.transaction(() => unsynced(db, mode))()).toBe(FULL);
  db.close();
});
