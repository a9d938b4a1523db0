import { setTimeout as delay } from 'node:timers/promises';
import type { AnswerTimes } from './children/answers.ts';
import type { Recall, RestTimes } from './children/rest.ts';
import { costOf, firstWordOf, jsonOf, running } from './processes.ts';
import { questionsOver } from './questions.ts';
import type { Row } from './rows.ts';
import { copySeeds, MODEL, type Scene, THREADS, writeOtherFigures } from './scene.ts';
import { at } from './timing.ts';

/** Makes rows of the table, all in one go: ours and its floor take turns. */
export type Measure = (scene: Scene) => Promise<Row[]>;

/** Counties whose reports have about so many passages. */
const COUNTIES = { passages8700: 43, passages50000: 245 } as const;
/** Processes of each kind, in turn; the median counts. */
const STARTS = 7;
const INGESTS = 3;
/** Questions that a process is asked before its memory is looked at, and the milliseconds that it then has for itself. */
const ASKED = 40;
const REST = 1_500;
const WITHOUT_READER = { READER_MODEL: 'none' } as const;
const QUESTION = '易地扶贫搬迁了多少户';

/** All of them, by the names that `--only` takes. */
export const MEASURES: Readonly<Record<string, Measure>> = {
  answers,
  rest: (scene) => rest(scene, 'rest-8700', COUNTIES.passages8700, { p50: 0.7, p99: 2 }),
  'rest-50000': (scene) => rest(scene, 'rest-50000', COUNTIES.passages50000, { p50: 1.5, p99: 4 }),
  start,
  ingest,
  resident,
  'resident-50000': residentLarge,
  loop,
  recall,
};

async function answers({ bundled, ours, index }: Scene): Promise<Row[]> {
  await index();
  const times = await jsonOf<AnswerTimes>({ ...ours([]), file: bundled.fileOf('answers') });
  const [forward, cold, reading, readingForward, again] = [
    times.forward,
    times.cold,
    times.reading,
    times.readingForward,
    times.again,
  ].map((all) => at(all, 0.5)) as [number, number, number, number, number];
  const pass = { value: forward, about: 'bare forward pass' };
  return [
    {
      ...{ name: 'cold', about: 'a cold answer without the reader, p50', value: cold, unit: 'ms' },
      ...{ floor: pass, goal: { most: 1.1 }, goalIsOfRatio: true, isKept: true },
    },
    {
      ...{ name: 'reading', about: "the reader's part of an answer, p50", value: reading, unit: 'ms' },
      floor: { value: readingForward, about: 'its bare forward passes' },
      ...{ goal: { most: 1.15 }, goalIsOfRatio: true, isKept: true },
    },
    {
      ...{ name: 'again', about: 'a question asked again, p50', value: again, unit: 'ms' },
      ...{ floor: pass, goal: { most: 0.5 }, goalIsOfRatio: false, isKept: true },
    },
  ];
}

async function rest(
  { bundled, made }: Scene,
  name: string,
  counties: number,
  goals: { readonly p50: number; readonly p99: number },
): Promise<Row[]> {
  const env = { ...(await made(counties)), ...WITHOUT_READER };
  const times = await jsonOf<RestTimes>({
    file: bundled.fileOf('rest'),
    args: [String(counties), 'rest'],
    env,
  });
  const floor = { value: at(times.embedding, 0.5), about: 'embedding, p50' };
  const about = (share: string) => `all that is no model, ${times.passages} passages, ${share}`;
  return (['p50', 'p99'] as const).map((share) => ({
    ...{ name: `${name}-${share}`, about: about(share), unit: 'ms', floor, goalIsOfRatio: false },
    value: at(times.rest, share === 'p50' ? 0.5 : 0.99),
    ...{ goal: { most: goals[share] }, isKept: share === 'p50' },
  }));
}

async function start(scene: Scene): Promise<Row[]> {
  const { ours, bare, bareIndex, index } = scene;
  await index();
  const theirs = bare('ask', MODEL, await bareIndex(), QUESTION);
  const own = ours(['ask', QUESTION], WITHOUT_READER);
  const [first, floor]: [number[], number[]] = [[], []];
  for (let round = 0; round < STARTS; round++) {
    first.push(await firstWordOf(own));
    floor.push(await firstWordOf(theirs));
  }
  return [
    {
      ...{ name: 'start', about: 'cold start to the first answer, without the reader', unit: 's' },
      ...{ value: at(first, 0.5), floor: { value: at(floor, 0.5), about: 'bare' } },
      ...{ goal: { most: 1.2 }, goalIsOfRatio: true, isKept: true },
    },
  ];
}

async function ingest(scene: Scene): Promise<Row[]> {
  const { ours, bare, probe, folder, texts } = scene;
  const file = await texts();
  const [own, side, alone]: [Cost[], Cost[], Cost[]] = [[], [], []];
  for (let round = 0; round < INGESTS; round++) {
    own.push(await costOf(ours(['ingest', '--index', folder(`ingest-${round}`)]), probe));
    const passes = bare('ingest', MODEL, file, folder('passes'));
    side.push(await costOf({ ...passes, env: { BENCH_THREADS: String(THREADS) } }, probe));
    alone.push(await costOf(passes, probe));
  }
  const [seconds, floor] = [own, side].map((all) =>
    at(
      all.map((one) => one.seconds),
      0.5,
    ),
  ) as [number, number];
  const [peak, least] = [own, alone].map((all) =>
    at(
      all.map((one) => one.peak),
      0.5,
    ),
  ) as [number, number];
  return [
    {
      ...{ name: 'ingest', about: 'ingest of the five reports', value: seconds, unit: 's' },
      floor: { value: floor, about: `bare passes over its texts, ${THREADS} threads` },
      ...{ goal: { most: 1.1 }, goalIsOfRatio: true, isKept: true },
    },
    {
      ...{ name: 'ingest-peak', about: 'peak memory of it', value: peak, unit: 'MB' },
      floor: { value: least, about: 'bare passes, one thread' },
      ...{ goal: { most: 1.3 }, goalIsOfRatio: true, isKept: true },
    },
  ];
}

interface Cost {
  readonly seconds: number;
  readonly peak: number;
}

async function resident(scene: Scene): Promise<Row[]> {
  await scene.index();
  return [
    {
      ...{
        name: 'resident',
        about: 'resident memory serving the five reports, without the reader',
        unit: 'MB',
      },
      ...{ value: await residentOf(scene, WITHOUT_READER), floor: await residentBare(scene) },
      ...{ goal: { most: 1.1 }, goalIsOfRatio: true, isKept: true },
    },
  ];
}

async function residentLarge(scene: Scene): Promise<Row[]> {
  const env = await scene.made(COUNTIES.passages50000);
  return [
    {
      ...{ name: 'resident-50000', about: 'resident at 50,000 passages, with the reader', unit: 'MB' },
      ...{ value: await residentOf(scene, env), floor: await residentBare(scene) },
      ...{ goal: { most: 600 }, goalIsOfRatio: false, isKept: true },
    },
  ];
}

/** Megabytes that the serving product holds after some questions. */
async function residentOf(scene: Scene, env: Readonly<Record<string, string>>): Promise<number> {
  const served = await scene.serve(env);
  try {
    for (const question of await questionsOver(ASKED)) await served.ask(question);
    await delay(REST);
    return (await served.report()).resident;
  } finally {
    await served.stop();
  }
}

/** The same of the bare model with its index. */
async function residentBare({ bare, bareIndex, probe }: Scene): Promise<Row['floor']> {
  const served = await running(
    bare('serve', MODEL, await bareIndex()),
    probe,
    (_, message) => message === 'up',
  );
  try {
    for (const question of await questionsOver(ASKED)) {
      served.child.send({ question });
      await served.message();
    }
    await delay(REST);
    return { value: (await served.report()).resident, about: 'bare, five reports' };
  } finally {
    await served.stop();
  }
}

async function loop(scene: Scene): Promise<Row[]> {
  const corpus = scene.folder('loop-corpus');
  copySeeds(corpus);
  const served = await scene.serve({ CORPUS_DIR: corpus, INDEX_DIR: scene.folder('loop-index') });
  try {
    const questions = await questionsOver(ASKED);
    for (const question of questions.slice(0, 5)) await served.ask(question);
    served.watch();
    await delay(REST);
    const idle = await served.report();
    writeOtherFigures(corpus);
    const before = served.said().length;
    served.watch();
    served.child.kill('SIGHUP');
    for (let nth = 0; served.said().length === before; nth++)
      await served.ask(questions[nth % questions.length] ?? QUESTION);
    const busy = await served.report();
    return [
      {
        ...{ name: 'loop', about: 'event-loop delay, ingesting and answering, p99', unit: 'ms' },
        ...{ value: busy.loop.p99, floor: { value: idle.loop.p99, about: 'idle' } },
        ...{ goal: { most: 10 }, goalIsOfRatio: false, isKept: false },
      },
    ];
  } finally {
    await served.stop();
  }
}

async function recall({ bundled, made }: Scene): Promise<Row[]> {
  const counties = COUNTIES.passages50000;
  const env = await made(counties);
  const found = await jsonOf<Recall>({
    file: bundled.fileOf('rest'),
    args: [String(counties), 'recall'],
    env,
  });
  return [
    {
      ...{ name: 'recall', about: 'recall@10 of the index at 50,000 passages', unit: 'share' },
      ...{ value: found.recall, floor: { value: 1, about: 'exact search' } },
      ...{ goal: { least: 0.995 }, goalIsOfRatio: false, isKept: true },
    },
  ];
}
