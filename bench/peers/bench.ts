/*
 * Mingbai beside LangChain.js, LlamaIndexTS, Orama and Mastra: the same passages of the reports in seeds/, the same
 * questions and the same model by the same library, each contender in a process of its own, in turn. What is measured of
 * Mingbai is the whole cited answer by its built product; of the others, the ten nearest passages.
 *
 *   npm ci && npm run bench -- [--json FILE]     (after npm ci in the project itself)
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Command, costOf, firstWordOf, type Running, running } from '../../test/bench/processes.ts';
import { questionsOver } from '../../test/bench/questions.ts';
import { inColumns } from '../../test/bench/rows.ts';
import { copySeeds, createScene, MODEL, type Scene, writeOtherFigures } from '../../test/bench/scene.ts';
import { at } from '../../test/bench/timing.ts';

const here = import.meta.dirname;
const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    builds: { type: 'string' },
    starts: { type: 'string' },
    questions: { type: 'string' },
  },
});
const BUILDS = Number(options.builds ?? 3);
const STARTS = Number(options.starts ?? 7);
const QUESTIONS = Number(options.questions ?? 100);
/** What a process has for itself before its memory is looked at. Milliseconds. */
const REST = 1_500;
const QUESTION = '易地扶贫搬迁了多少户';
const WITHOUT_READER = { READER_MODEL: 'none' } as const;

/** Files in contenders/, and the packages whose versions are told. */
const PEERS: Readonly<Record<string, readonly string[]>> = {
  bare: ['@huggingface/transformers', 'hnswlib-node'],
  'langchain-memory': ['@langchain/core', '@langchain/classic'],
  'langchain-hnswlib': ['@langchain/core', '@langchain/community'],
  llamaindex: ['llamaindex'],
  orama: ['@orama/orama'],
  mastra: ['@mastra/core', '@mastra/libsql'],
};

/** What is measured of one, in milliseconds, seconds and megabytes. */
interface Result {
  readonly name: string;
  readonly versions: Readonly<Record<string, string>>;
  /** From a question to the passages, or to the answer. */
  readonly asked: number[];
  /** From the start of a process to the first passage, or the answer. */
  readonly start: number[];
  readonly ingest: number[];
  readonly peak: number[];
  resident: number;
  /** 99th percentile of the event loop's delay while it ingests and is asked. */
  loop: number;
}

interface Contender {
  readonly result: Result;
  build(): Command;
  ask(): Command;
  /** A process that serves, and the milliseconds of a question asked of it. */
  serve(): Promise<{
    readonly process: Running;
    ask(question: string): Promise<number>;
    ingest(): Promise<void>;
  }>;
  /** A process that is asked line by line where `serve` measures more than the answer. */
  lines?(): Lines;
}

interface Lines {
  ask(question: string): Promise<number>;
  stop(): void;
}

const resultOf = (name: string, versions: Result['versions']): Result => ({
  ...{ name, versions, asked: [], start: [], ingest: [], peak: [], resident: Number.NaN, loop: Number.NaN },
});
const versionOf = (folder: string): string =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;

function peerOf(name: string, packages: readonly string[], scene: Scene, texts: string): Contender {
  const file = join(here, 'contenders', `${name}.mjs`);
  const folder = scene.folder(`peers-${name}`);
  const env = { PEERS_MODEL: MODEL };
  const versions = Object.fromEntries(
    packages.map((one) => [one, versionOf(join(here, 'node_modules', one))]),
  );
  return {
    result: resultOf(name, versions),
    build: () => ({ file, args: ['build', texts, folder], env }),
    ask: () => ({ file, args: ['ask', folder, QUESTION], env }),
    async serve() {
      const process = await running(
        { file, args: ['serve', folder, texts], env },
        scene.probe,
        (_, message) => message === 'up',
      );
      const told = new Promise<void>((resolve) => {
        process.child.on('message', (message: { ingested?: boolean }) => message.ingested && resolve());
      });
      return {
        process,
        async ask(question) {
          process.child.send({ question });
          for (;;) {
            const { ms } = (await process.message()) as { readonly ms?: number };
            if (ms !== undefined) return ms;
          }
        },
        ingest() {
          process.child.send('ingest');
          return told;
        },
      };
    },
  };
}

function mingbai(name: string, scene: Scene, env: Readonly<Record<string, string>>): Contender {
  const corpus = scene.folder(`${name}-corpus`);
  copySeeds(corpus);
  const own = {
    ...env,
    CORPUS_DIR: corpus,
    INDEX_DIR: scene.folder(`${name}-index`),
    DATA_DIR: scene.folder(`${name}-data`),
  };
  let builds = 0;
  return {
    result: resultOf(name, { mingbai: versionOf(join(here, '../..')) }),
    build: () => {
      const index = builds++ === 0 ? own.INDEX_DIR : scene.folder(`${name}-index-${builds}`);
      return scene.ours(['ingest'], { ...own, INDEX_DIR: index });
    },
    ask: () => scene.ours(['ask', QUESTION], own),
    async serve() {
      const process = await scene.serve(own);
      return {
        process,
        ask: (question) => process.ask(question),
        async ingest() {
          writeOtherFigures(corpus);
          const before = process.said().length;
          process.child.kill('SIGHUP');
          while (process.said().length === before) await delay(20);
        },
      };
    },
    lines: () => askedByLine(scene.ours(['ask', '--jsonl'], own)),
  };
}

/** `ask --jsonl`, which tells the milliseconds of each answer itself. */
function askedByLine({ file, args, env }: Command): Lines {
  const child: ChildProcess = spawn(process.execPath, [file, ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines: Interface = createInterface({ input: child.stdout! });
  const answers = lines[Symbol.asyncIterator]();
  let id = 0;
  return {
    async ask(question) {
      child.stdin!.write(`${JSON.stringify({ id: id++, question })}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error('ask ended');
      return (JSON.parse(value) as { ms: number }).ms;
    },
    stop: () => child.stdin!.end(),
  };
}

const scene = await createScene();
try {
  const texts = await scene.texts();
  const contenders = [
    mingbai('mingbai', scene, WITHOUT_READER),
    ...Object.entries(PEERS).map(([name, packages]) => peerOf(name, packages, scene, texts)),
    mingbai('mingbai-reader', scene, {}),
  ];
  const inTurn = async (rounds: number, work: (one: Contender) => Promise<void>) => {
    for (let round = 0; round < rounds; round++)
      for (const nth of contenders.keys()) await work(contenders[(nth + round) % contenders.length]!);
  };
  const phase = (name: string) => process.stderr.write(`${name}\n`);

  phase('ingest');
  await inTurn(BUILDS, async ({ result, build }) => {
    const { seconds, peak } = await costOf(build(), scene.probe);
    result.ingest.push(seconds);
    result.peak.push(peak);
  });
  phase('start');
  await inTurn(STARTS, async ({ result, ask }) => void result.start.push(await firstWordOf(ask())));

  phase('questions');
  const questions = await questionsOver(QUESTIONS);
  const served = await Promise.all(contenders.map((one) => one.serve()));
  const lines = contenders.map(({ lines: byLine }) => byLine?.());
  for (const [nth, question] of questions.entries()) {
    for (const at of contenders.keys()) {
      const which = (at + nth) % contenders.length;
      const ms = await served[which]!.ask(question);
      const own = await lines[which]?.ask(question);
      if (nth >= 5) contenders[which]!.result.asked.push(own ?? ms);
    }
  }
  for (const one of lines) one?.stop();
  await delay(REST);
  for (const [which, { process: one }] of served.entries()) {
    contenders[which]!.result.resident = (await one.report()).resident;
    await one.stop();
  }

  phase('loop');
  for (const contender of contenders) {
    const { process: one, ask, ingest } = await contender.serve();
    for (const question of questions.slice(0, 5)) await ask(question);
    one.watch();
    let isDone = false;
    const ingesting = ingest().then(() => {
      isDone = true;
    });
    for (let nth = 0; !isDone; nth++) await ask(questions[nth % questions.length]!);
    await ingesting;
    contender.result.loop = (await one.report()).loop.p99;
    await one.stop();
  }

  const results = contenders.map(({ result }) => result);
  const told = {
    at: new Date().toISOString(),
    node: process.versions.node,
    processor: cpus()[0]?.model ?? '',
    cores: cpus().length,
    load: loadavg(),
    questions: questions.length,
    results: results.map((result) => ({
      ...{ name: result.name, versions: result.versions },
      askedP50: at(result.asked, 0.5),
      askedP99: at(result.asked, 0.99),
      start: at(result.start, 0.5),
      ingest: at(result.ingest, 0.5),
      peak: at(result.peak, 0.5),
      ...{ resident: result.resident, loopP99: result.loop },
    })),
  };
  process.stdout.write(
    `${tableOf(told.results)}\n\nload ${told.load.map((one) => one.toFixed(1)).join(' ')}\n`,
  );
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(told, null, 2)}\n`);
} finally {
  scene.remove();
}

function tableOf(
  rows: readonly {
    readonly name: string;
    readonly versions: Readonly<Record<string, string>>;
    readonly askedP50: number;
    readonly askedP99: number;
    readonly start: number;
    readonly ingest: number;
    readonly peak: number;
    readonly resident: number;
    readonly loopP99: number;
  }[],
): string {
  const head = ['', 'question p50', 'p99', 'start', 'ingest', 'peak', 'resident', 'loop p99', 'versions'];
  const body = rows.map((row) => [
    row.name,
    `${row.askedP50.toFixed(1)} ms`,
    `${row.askedP99.toFixed(1)} ms`,
    `${row.start.toFixed(2)} s`,
    `${row.ingest.toFixed(1)} s`,
    `${row.peak.toFixed(0)} MB`,
    `${row.resident.toFixed(0)} MB`,
    `${row.loopP99.toFixed(1)} ms`,
    Object.entries(row.versions)
      .map((one) => one.join(' '))
      .join(', '),
  ]);
  return inColumns([head, ...body]);
}
