import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { scratchFolder, startMingbai, writeFiles } from '../flows/command-line.ts';

describe('a signal during the first build', () => {
  const villages = Array.from(
    { length: 900 },
    (_, at) => `第${at}个村新建水池${at + 1}口，受益群众${at + 7}户，投入资金${at + 3}万元。`,
  );

  test.each([
    ['start', 'SIGINT'],
    ['ingest', 'SIGTERM'],
    ['ask', 'SIGINT'],
  ] as const)(
    'ends %s on %s with one clear line, exit code 130 and nothing half-written',
    async (command, signal) => {
      const own = await scratchFolder();
      const reports = join(own, 'reports');
      await writeFiles(reports, { '古丈县.txt': ['古丈县水利报告', ...villages].join('\n\n') });
      const index = join(own, 'index');
      const running = startMingbai(command === 'ask' ? ['ask', '新建了几口水池'] : [command], {
        LOG_LEVEL: 'warn',
        DATA_DIR: join(own, 'data'),
        CORPUS_DIR: reports,
        INDEX_DIR: index,
      });
      while (!(await readdir(index).catch(() => [])).some((name) => /^tmp-\d+-[^l]/u.test(name))) {
        expect(running.child.exitCode).toBeNull();
        await delay(20);
      }
      await delay(1_000);
      running.child.kill(signal);
      const { code, stdout, stderr } = await running.ended;
      expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
      expect(stderr.trimEnd().split('\n').slice(-1)).toEqual([new AppError('stopped').message]);
      expect(stderr.trimEnd().split('\n')).toHaveLength(command === 'ingest' ? 1 : 2);
      expect(await readdir(index)).toEqual([]);
    },
  );
});
