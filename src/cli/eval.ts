import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { saveCalibration, saveListening, saveReading } from '../app/calibrations.ts';
import type { Config } from '../config.ts';
import type { App } from '../core/ports/app.ts';
import { AppError, reasonOf } from '../errors.ts';
import { ablate, VARIANTS, type Variant } from '../eval/ablate.ts';
import { calibrate } from '../eval/calibration/calibrate.ts';
import {
  FEWEST_CHATTER,
  type Heard,
  hearCases,
  learnThreshold,
  listeningLines,
} from '../eval/calibration/listening.ts';
import { calibrateReading } from '../eval/calibration/reading.ts';
import { readCases, readRetrievalCases } from '../eval/cases.ts';
import { differenceOf } from '../eval/diff.ts';
import { keepRun } from '../eval/kept.ts';
import { answerMetrics, retrievalMetrics } from '../eval/metrics.ts';
import { reportPage } from '../eval/report/page.ts';
import { ablationLines, called, differenceLines, reportLines } from '../eval/report/text.ts';
import { answerReport, type Origin, type Report, readReport, retrievalReport } from '../eval/report.ts';
import {
  type CaseResult,
  type RetrievalResult,
  type RunOptions,
  runCases,
  runRetrieval,
} from '../eval/run.ts';
import type { Log } from '../log.ts';
import { commandLine } from '../wording/command-line.ts';
import { evalWording } from '../wording/eval.ts';
import { type Command, insteadOf, readArguments, wrongUsage } from './arguments.ts';
import { EVAL, type EvalValues } from './commands.ts';
import { createEvalApps, type EvalApps } from './eval-apps.ts';
import { createCountBar } from './progress.ts';

interface EvalOptions {
  readonly config: Config;
  readonly log: Log;
  /** Cuts it short. */
  readonly signal: AbortSignal;
}

/** The folder of DATA_DIR that holds the runs. */
const RUNS = 'evals';

/** Where a report goes. */
interface Output {
  readonly json: string | undefined;
  readonly html?: string | undefined;
}

/**
 * Measures answers or retrieval on files of cases. @param argv the words behind `eval`. @returns the exit code.
 * @throws AppError `usage`, `cases-*`, `report-invalid`, `output-write`, `stopped` by the signal, and what `createApp`
 * throws.
 */
export async function evaluate(argv: readonly string[], options: EvalOptions): Promise<number> {
  const [first = '', ...rest] = argv;
  if (first === '' || first.startsWith('-')) {
    const { values } = readArguments(argv, EVAL.run);
    return measuring(EVAL.run, values, [], options, (bench) => measure(bench, values, options.config));
  }
  switch (first) {
    case 'ablate': {
      const { values } = readArguments(rest, EVAL.ablate);
      return measuring(EVAL.ablate, values, [], options, (bench) => ablation(bench, values));
    }
    case 'calibrate': {
      const { values } = readArguments(rest, EVAL.calibrate);
      return measuring(EVAL.calibrate, values, [], options, (bench) =>
        calibration(bench, values, options.config),
      );
    }
    case 'read': {
      const { values } = readArguments(rest, EVAL.read);
      return measuring(EVAL.read, values, [], options, (bench) =>
        readerWeight(bench, values, options.config),
      );
    }
    case 'listen': {
      const { values } = readArguments(rest, EVAL.listen);
      return measuring(EVAL.listen, values, values['held-back'], options, (bench) =>
        listen(bench, values.cases.length, options.config),
      );
    }
    case 'diff': {
      const { values, words } = readArguments(rest, EVAL.diff);
      return compare(words, values);
    }
    default:
      throw unknownMode(first);
  }
}

function unknownMode(written: string): AppError {
  const known = Object.keys(EVAL).filter((mode) => mode !== 'run');
  return wrongUsage(
    insteadOf(written, known, (listed) => commandLine.unknownMode(EVAL.run.name, written, listed)),
    EVAL.run,
  );
}

/** Runs `work` on the apps of all cases, and closes them. @param heldBack files of cases behind the others. */
async function measuring(
  command: Command,
  { cases: learned, corpus: corpora, index: indexes }: Pick<EvalValues<'run'>, 'cases' | 'corpus' | 'index'>,
  heldBack: readonly string[],
  { config, log, signal }: EvalOptions,
  work: (bench: Bench) => Promise<number>,
): Promise<number> {
  if (learned.length === 0) throw wrongUsage(commandLine.evaluate.noCases, command);
  const cases = [...learned, ...heldBack];
  // Quotes alone: a model's wording is no part of what is taken apart or calibrated.
  const quoting = command.name === EVAL.run.name ? config : { ...config, chatModel: null };
  // What is weighed is calibrated by itself: the reader's word is set beside it afterwards.
  const asked = command.name === EVAL.calibrate.name ? { ...quoting, readerModel: null } : quoting;
  const apps = createEvalApps({ config: asked, files: cases.length, corpora, indexes, log, signal });
  try {
    return await work(createBench(cases, apps, signal));
  } finally {
    await apps.close();
  }
}

/** Runs every file of cases on its app, one after the other. */
interface Bench {
  /** The lines of each file, as they were overheard. */
  hearAll(): Promise<Heard[][]>;
  askAll(variant?: Partial<Variant>, onAsked?: RunOptions['onAsked']): Promise<CaseResult[]>;
  searchAll(variant?: Partial<Variant>): Promise<RetrievalResult[]>;
  origin(): Promise<Origin>;
}

function createBench(files: readonly string[], apps: EvalApps, signal: AbortSignal): Bench {
  const each = async <C, R>(
    read: (file: string) => Promise<C[]>,
    run: (app: App, cases: readonly C[], options: RunOptions) => Promise<R[]>,
    { change, passages }: Partial<Variant>,
    onAsked?: RunOptions['onAsked'],
  ): Promise<R[][]> => {
    const sets = await Promise.all(files.map(read));
    const total = sets.reduce((sum, { length }) => sum + length, 0);
    const results: R[][] = [];
    const bar = createCountBar(evalWording.asking, evalWording.questions);
    try {
      for (const [at, cases] of sets.entries()) {
        const app = await apps.open(at, passages);
        const before = results.flat().length;
        const onDone = (done: number) => bar.update(before + done, total);
        results.push(await run(app, cases, { change, signal, onDone, onAsked }));
      }
      return results;
    } finally {
      bar.stop();
    }
  };
  return {
    hearAll: () => each(readCases, hearCases, {}),
    askAll: async (variant = {}, onAsked) => (await each(readCases, runCases, variant, onAsked)).flat(),
    searchAll: async (variant = {}) => (await each(readRetrievalCases, runRetrieval, variant)).flat(),
    origin: async () => ({
      at: new Date(),
      files: files.map((file) => basename(file)),
      statuses: await apps.statuses(),
    }),
  };
}

async function measure(bench: Bench, values: EvalValues<'run'>, config: Config): Promise<number> {
  const report = values['retrieval-only']
    ? retrievalReport(await bench.searchAll(), await bench.origin())
    : answerReport(await bench.askAll(), await bench.origin());
  // The run is made; where it cannot be kept, it is told all the same.
  await keepRun(join(config.dataDir, RUNS), report).catch((error: unknown) =>
    process.stderr.write(`${evalWording.notKept(reasonOf(error))}\n`),
  );
  await write(report, values);
  return 0;
}

async function ablation(bench: Bench, values: EvalValues<'ablate'>): Promise<number> {
  const only = values.only?.split(',').map((name) => name.trim());
  const names = VARIANTS.map(({ name }) => name);
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw wrongUsage(commandLine.evaluate.unknownVariant(unknown, names), EVAL.ablate);
  const onVariant = (name: string, at: number, of: number) =>
    void process.stderr.write(`${evalWording.ablating(called(evalWording.variant, name), at, of)}\n`);
  if (values['retrieval-only']) {
    const { full, rows } = await ablate({
      only,
      onVariant,
      measure: bench.searchAll,
      metrics: retrievalMetrics,
    });
    await write(retrievalReport(full, { ...(await bench.origin()), ablation: rows }), values);
  } else {
    const { full, rows } = await ablate({ only, onVariant, measure: bench.askAll, metrics: answerMetrics });
    await write(answerReport(full, { ...(await bench.origin()), ablation: rows }), values);
  }
  return 0;
}

async function calibration(bench: Bench, values: Output, config: Config): Promise<number> {
  const { lines, better, result } = await calibrate({ measure: bench.askAll });
  process.stdout.write(`${lines.join('\n')}\n`);
  if (better !== null) {
    const file = await saveCalibration(config, better);
    process.stdout.write(`${evalWording.calibration.written(file)}\n${evalWording.listening.again}\n`);
  }
  await write(answerReport(result, await bench.origin()), values, []);
  return 0;
}

async function readerWeight(bench: Bench, values: Output, config: Config): Promise<number> {
  const words = evalWording.reading;
  const { lines, better, result } = await calibrateReading({
    measure: bench.askAll,
    onTried: (tried, of) => void process.stderr.write(`${words.tried(tried, of)}\n`),
  });
  const file = better && (await saveReading(config, better));
  const kept =
    better === null
      ? []
      : file === null
        ? [words.none]
        : [evalWording.calibration.written(file), evalWording.listening.again];
  process.stdout.write(`${[...lines, ...kept].join('\n')}\n`);
  await write(answerReport(result, await bench.origin()), values, []);
  return 0;
}

/** Learns from the first files when to speak unasked, keeps it, and measures it on all of them. */
async function listen(bench: Bench, learnedFiles: number, config: Config): Promise<number> {
  const words = evalWording.listening;
  const heard = await bench.hearAll();
  const learned = heard.slice(0, learnedFiles).flat();
  const threshold = learnThreshold(learned);
  if (threshold === null) {
    process.stdout.write(`${words.tooFew(FEWEST_CHATTER)}\n`);
    return 0;
  }
  const heldBack = heard.slice(learnedFiles).flat();
  const file = await saveListening(config, threshold);
  const lines = [
    words.threshold(threshold),
    ...listeningLines(learned, threshold, { isHeldBack: false }),
    ...(heldBack.length === 0 ? [] : listeningLines(heldBack, threshold, { isHeldBack: true })),
    file === null ? words.uncalibrated : evalWording.calibration.written(file),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

async function compare(files: readonly string[], values: Output): Promise<number> {
  const [before, after, ...more] = files;
  if (before === undefined || after === undefined || more.length > 0)
    throw wrongUsage(commandLine.evaluate.twoReports, EVAL.diff);
  const difference = differenceOf(await readReport(before), await readReport(after));
  const json = JSON.stringify(difference);
  if (values.json === '-') process.stdout.write(`${json}\n`);
  else {
    if (values.json !== undefined) await writeInto(values.json, json);
    process.stdout.write(`${differenceLines(difference).join('\n')}\n`);
  }
  return 0;
}

/** The report as it was wished for: JSON, a page, and lines for a person where stdout is not taken by JSON. */
async function write(report: Report, values: Output, lines = linesOf(report)): Promise<void> {
  const json = () => JSON.stringify(report);
  if (values.json === '-') process.stdout.write(`${json()}\n`);
  else {
    if (values.json !== undefined) await writeInto(values.json, `${json()}\n`);
    if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
  }
  if (values.html !== undefined) await writeInto(values.html, reportPage(report));
}

function linesOf(report: Report): string[] {
  return report.ablation === undefined ? reportLines(report) : ablationLines(report.ablation);
}

/** @throws AppError `output-write` */
async function writeInto(file: string, content: string): Promise<void> {
  try {
    await mkdir(dirname(resolve(file)), { recursive: true });
    await writeFile(file, content);
  } catch (error) {
    throw new AppError('output-write', { path: file, details: reasonOf(error) }, error);
  }
}
