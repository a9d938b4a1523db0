import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { report, temporaryFolder } from '../fakes/index/small-corpus.ts';
import { fingerprint, ingestSmall, namesIn, openSmall } from '../fakes/index/small-ingest.ts';
import { killRounds, startChild } from './kill-rounds.ts';

test('kill -9 at any point of an ingest or a reload leaves one whole corpus serving, and the next ingest sweeps', async () => {
  await killRounds(5, 7);
}, 120_000);

test.each([['no lock'], ['the lock of a dead process']])(
  'of three processes that write one index at once, with %s there, one wins and the others name a holder',
  async (before) => {
    const indexDir = await temporaryFolder();
    await ingestSmall(indexDir, [report('甲县', '2018')]);
    if (before !== 'no lock')
      await writeFile(
        join(indexDir, 'LOCK'),
        JSON.stringify({ pid: 2 ** 22 + 1, startTime: '1', token: 'x' }),
      );
    const ids = ['甲县', '乙县', '丙县'];
    const children = await Promise.all(ids.map((id) => startChild('compete', indexDir, id)));
    const lines = children.map((child) => createInterface(child.stdout)[Symbol.asyncIterator]());
    for (const line of lines) expect((await line.next()).value).toBe('ready');
    const exits = children.map((child) => once(child, 'exit'));
    for (const child of children) child.stdin.write('go\n');
    const first = await Promise.all(lines.map(async (line) => (await line.next()).value));
    const outcomes = await Promise.all(
      lines.map(async (line, nth) => {
        if (first[nth] !== 'holds') return JSON.parse(first[nth]);
        children[nth]?.stdin.write('finish\n');
        return JSON.parse((await line.next()).value);
      }),
    );
    expect((await Promise.all(exits)).map(([code]) => code)).toEqual([0, 0, 0]);

    const winners = outcomes.filter(({ version }) => version !== undefined);
    expect(winners).toHaveLength(1);
    const pids = children.map(({ pid }) => pid);
    for (const loser of outcomes.filter(({ code }) => code !== undefined)) {
      expect(loser.code).toBe('index-locked');
      expect(pids).toContain(loser.holder);
    }
    const { knowledge } = await openSmall(indexDir);
    const won = ids[pids.indexOf(winners[0].pid)] ?? '';
    const alone = await ingestSmall(await temporaryFolder(), [report(won, '2020')]);
    expect(await fingerprint(knowledge)).toBe(await fingerprint(alone.knowledge));
    expect(await namesIn(indexDir)).toEqual(['CURRENT', 'gen', 'gen']);
  },
  60_000,
);
