import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createLiveKnowledge } from '../../src/corpus/knowledge.ts';
import { AppError } from '../../src/errors.ts';
import { watchedDisk } from '../fakes/index/faulty-disk.ts';
import { createDigestEmbedder } from '../fakes/index/simple-engines.ts';
import { EDITIONS, report } from '../fakes/index/small-corpus.ts';
import { ingestSmall, openSmall } from '../fakes/index/small-ingest.ts';

/**
 * A process to be killed or to compete. `reload INDEX`: opens the index, then reloads the two editions in turns for
 * ever, a line for each call of the disk. `compete INDEX ID`: at the first line on stdin ingests a corpus of its own;
 * as a holder of the lock says so and waits for the second; prints what came of it as JSON.
 */
const [mode, indexDir = '', id = ''] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);

if (mode === 'reload') {
  const live = createLiveKnowledge((await openSmall(indexDir)).knowledge);
  const fileSystem = watchedDisk((_nth, operation) => say(operation));
  for (let turn = 0; ; turn++) {
    const documents = turn % 2 === 0 ? EDITIONS.new : EDITIONS.old;
    live.swap((await ingestSmall(indexDir, documents, { fileSystem })).knowledge);
  }
} else {
  say('ready');
  const lines = createInterface(process.stdin)[Symbol.asyncIterator]();
  await lines.next();
  const quick = createDigestEmbedder();
  let told: Promise<unknown> | undefined;
  const held = {
    ...quick,
    embedPassage: async (text: string) => {
      if (told === undefined) {
        say('holds');
        told = lines.next();
      }
      await told;
      return quick.embedPassage(text);
    },
  };
  try {
    const { knowledge } = await ingestSmall(indexDir, [report(id, '2020')], { embedders: [held] });
    say(JSON.stringify({ pid: process.pid, version: knowledge.version }));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    say(JSON.stringify({ pid: process.pid, code: error.code, holder: error.fields.pid }));
  }
  process.stdin.destroy();
}
