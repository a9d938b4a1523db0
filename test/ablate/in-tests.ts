import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, expect } from 'vitest';
import { installRecorder, type Recorder } from './recorder.ts';

/* Runs before every test file of `failingTests`: switches a rule off for it, or tells which switches it meets. */

interface Told {
  readonly off: number;
  /** Neutral value of each switch. */
  readonly to: Parameters<typeof installRecorder>[0];
  /** A folder for what each file meets; undefined: nobody wants to know. */
  readonly seenIn?: string;
}

const { off, to, seenIn } = JSON.parse(readFileSync(process.env.MINGBAI_ABLATED ?? '', 'utf8')) as Told;
const KEY = Symbol.for('mingbai.ablate.recorder');
const known = globalThis as unknown as Record<symbol, Recorder | undefined>;
const recorder = known[KEY] ?? installRecorder(to);
known[KEY] = recorder;
recorder.ablate.off = off;
recorder.seen.clear();
if (seenIn !== undefined)
  afterAll(() => {
    const name = (expect.getState().testPath ?? '').replaceAll(/[^\w-]/gu, '_');
    writeFileSync(`${seenIn}/${name}.json`, JSON.stringify([expect.getState().testPath, [...recorder.seen]]));
  });
