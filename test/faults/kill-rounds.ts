import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { EDITIONS, temporaryFolder } from '../fakes/index/small-corpus.ts';
import { fingerprint, ingestSmall, namesIn, openSmall } from '../fakes/index/small-ingest.ts';
import { bundleChild } from './bundle.ts';

let bundled: Promise<string> | undefined;

export async function startChild(...args: string[]): Promise<ChildProcessWithoutNullStreams> {
  bundled ??= bundleChild('ingest-child');
  const child = spawn(process.execPath, [await bundled, ...args]);
  child.stderr.pipe(process.stderr);
  return child;
}

/**
 * Lets a process reload one index again and again, kills it `rounds` times at random points, and holds what is left
 * against the two corpora that were ever written: whole, one of them, swept by the next ingest.
 */
export async function killRounds(rounds: number, seed: number): Promise<void> {
  const indexDir = await temporaryFolder();
  const random = randomFrom(seed);
  const old = await fingerprint((await ingestSmall(indexDir, EDITIONS.old)).knowledge);
  const next = await fingerprint((await ingestSmall(await temporaryFolder(), EDITIONS.new)).knowledge);
  let killedWithin = 0;
  for (let round = 0; round < rounds; round++) {
    const child = await startChild('reload', indexDir);
    const lines = 1 + Math.floor(random() * 150);
    const milliseconds = random() * 4;
    let seen = 0;
    for await (const _ of createInterface(child.stdout)) if (++seen === lines) break;
    await delay(milliseconds);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);

    const where = `seed ${seed}, round ${round}, line ${lines}`;
    if ((await namesIn(indexDir)).includes('LOCK')) killedWithin++;
    const { knowledge, skipped } = await openSmall(indexDir);
    expect([old, next], where).toContain(await fingerprint(knowledge));
    expect(skipped, where).toEqual([]);
    await ingestSmall(indexDir, EDITIONS.old);
    expect(await fingerprint((await openSmall(indexDir)).knowledge), where).toBe(old);
    expect(new Set(await namesIn(indexDir)), where).toEqual(new Set(['CURRENT', 'gen']));
  }
  expect(killedWithin).toBeGreaterThan(rounds / 2);
}

/** Mulberry32: the same numbers (0 to 1) for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
