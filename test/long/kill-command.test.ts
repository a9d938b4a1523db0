import { expect, test } from 'vitest';
import { createKillRange } from '../flows/kill-command.ts';

const range = await createKillRange();
const ROUNDS = 15;

test.each(['ingest', 'reload'] as const)(
  'kill -9 of a real %s at 15 moments leaves the old corpus or the new one whole each time',
  async (command) => {
    const serving: number[] = [];
    for (let round = 0; round < ROUNDS; round++)
      serving.push(await range.kill(command, Math.random() * 2_500));
    await range.recover();
    // Early kills leave the old corpus; with late ones alone the rounds would have proved nothing.
    expect(serving).toContain(1);
  },
);
