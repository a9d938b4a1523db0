import { once } from 'node:events';
import { access, cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { openKnowledge } from '../../src/corpus/snapshot.ts';
import { createIndexEngines } from '../../src/engines/index-engines.ts';
import {
  mingbaiHere,
  namesIn,
  REPORTS,
  scratchFolder,
  servingDocuments,
  servingFolder,
  startMingbai,
  writeFiles,
} from './command-line.ts';

const BEFORE = { '凉亭.txt': '泸溪县共有凉亭33座。' };

export interface KillRange {
  /**
   * Starts the command on an index that holds one report of three, kills it so many milliseconds after it began to
   * write (about two seconds of work), and holds what is left against the two corpora that there are.
   * @returns the number of reports that serve.
   */
  kill(command: 'ingest' | 'reload', moment: number): Promise<number>;
  /** The next ingest finishes the work and sweeps what the dead processes left. */
  recover(): Promise<void>;
}

/** A place to kill processes of the real command line in; built once, copied for each kill. */
export async function createKillRange(): Promise<KillRange> {
  const folder = await scratchFolder();
  const corpus = join(folder, 'reports');
  const base = join(folder, 'base');
  await writeFiles(corpus, BEFORE);
  expect((await mingbaiHere(['ingest', '--corpus', corpus, '--index', base])).code).toBe(0);
  const later = join(folder, 'later');
  await writeFiles(later, { ...BEFORE, ...REPORTS });
  const after = [...Object.keys(BEFORE), ...Object.keys(REPORTS)].sort();
  let rounds = 0;
  let index = base;

  async function documentsOf(reports: string, at: string): Promise<string[]> {
    expect((await mingbaiHere(['ingest', '--corpus', reports, '--index', at])).code).toBe(0);
    return (await servingDocuments(at)).map(({ path }) => path);
  }

  function ingesting() {
    return startMingbai(['ingest', '--corpus', later, '--index', index]);
  }

  /** A chat over the one report, whose folder gets the others before it is told to reload. */
  async function reloading() {
    const own = join(folder, `reports-${rounds}`);
    await writeFiles(own, BEFORE);
    const running = startMingbai(['start'], { CORPUS_DIR: own, INDEX_DIR: index });
    await running.says('/help ');
    await writeFiles(own, REPORTS);
    running.write('/reload\n');
    return running;
  }

  return {
    async kill(command, moment) {
      index = join(folder, `index-${++rounds}`);
      await cp(base, index, { recursive: true });
      const { child, ended } = command === 'ingest' ? ingesting() : await reloading();
      while (!(await exists(join(index, 'LOCK')))) {
        expect(child.exitCode).toBeNull();
        await delay(2);
      }
      await delay(moment);
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await ended;

      const { model } = JSON.parse(await readFile(join(await servingFolder(index), 'manifest.json'), 'utf8'));
      const { knowledge, skipped } = await openKnowledge(index, { engines: createIndexEngines(), model });
      expect(skipped).toEqual([]);
      const serving = knowledge.documents.map(({ path }) => path).sort();
      expect([Object.keys(BEFORE), after]).toContainEqual(serving);
      return serving.length;
    },
    async recover() {
      expect((await documentsOf(later, index)).sort()).toEqual(after);
      expect(new Set(await namesIn(index))).toEqual(new Set(['CURRENT', 'gen', 'last-reload.json']));
      const asked = await mingbaiHere(['ask', '泸溪有几座凉亭', '--index', index]);
      expect(asked).toMatchObject({ code: 0, stderr: '' });
      expect(asked.stdout).toContain('33座[1]');
    },
  };
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
