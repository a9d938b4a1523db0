import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { saveCalibration, saveListening } from '../app.ts';
import type { Config } from '../config.ts';
import type { App } from '../core/ports.ts';
import { AppError, messageOf } from '../errors.ts';
import { ablate, VARIANTS, type Variant } from '../eval/ablate.ts';
import { calibrate } from '../eval/calibration/calibrate.ts';
import {
  FEWEST_CHATTER,
  type Heard,
  hearCases,
  learnThreshold,
  listeningLines,
} from '../eval/calibration/listening.ts';
import { readCases, readRetrievalCases } from '../eval/cases.ts';
import { differenceOf } from '../eval/diff.ts';
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
import { evalWording } from '../wording/eval.ts';
import { createEvalApps, type EvalApps } from './eval-apps.ts';
import { createCountBar } from './progress.ts';

export const EVAL_USAGE = `  npm run eval -- --cases FILE [--corpus PATH] [--index DIR] [--json OUT] [--html OUT] [--retrieval-only]
  npm run eval -- ablate --cases FILE [--only NAME,NAME] …      what each part is worth
  npm run eval -- calibrate --cases FILE …                      thresholds for the embedding model
  npm run eval -- listen --cases FILE … [--held-back FILE] …    when to speak unasked
  npm run eval -- diff A.json B.json                            which cases turned`;

const OPTIONS = {
  cases: { type: 'string', multiple: true },
  corpus: { type: 'string', multiple: true },
  index: { type: 'string', multiple: true },
  json: { type: 'string' },
  html: { type: 'string' },
  only: { type: 'string' },
  'held-back': { type: 'string', multiple: true },
  'retrieval-only': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

interface EvalOptions {
  readonly config: Config;
  readonly log: Log;
  /** Cuts it short. */
  readonly signal: AbortSignal;
}

type Values = ReturnType<typeof parse>['values'];

/**
 * Measures answers or retrieval on files of cases. @returns the exit code.
 * @throws AppError `usage`, `cases-*`, `report-invalid`, `stopped` by the signal, and what `createApp` throws.
 */
export async function evaluate(argv: readonly string[], options: EvalOptions): Promise<number> {
  const { values, positionals } = parse(argv);
  if (values.help) {
    process.stdout.write(`Usage:\n${EVAL_USAGE}\n`);
    return 0;
  }
  const [mode = 'run', ...files] = positionals;
  if (mode === 'diff') return compare(files, values);
  if (!['run', 'ablate', 'calibrate', 'listen'].includes(mode) || files.length > 0)
    throw usage(`"eval" takes no "${mode === 'run' ? files[0] : mode}".`);
  const {
    cases: learned = [],
    'held-back': heldBack = [],
    corpus: corpora = [],
    index: indexes = [],
  } = values;
  if (learned.length === 0) throw usage('There are no cases. Expected --cases FILE.');
  if (heldBack.length > 0 && mode !== 'listen') throw usage('Only "listen" takes --held-back.');
  const cases = [...learned, ...heldBack];
  const { config, log, signal } = options;
  // Quotes alone: a model's wording is no part of what is taken apart or calibrated.
  const asked = mode === 'run' ? config : { ...config, chatModel: null };
  const apps = createEvalApps({ config: asked, files: cases.length, corpora, indexes, log, signal });
  const bench = createBench(cases, apps, signal);
  try {
    switch (mode) {
      case 'ablate':
        return await ablation(bench, values);
      case 'calibrate':
        return await calibration(bench, values, config);
      case 'listen':
        return await listen(bench, learned.length, config);
      default:
        return await measure(bench, values);
    }
  } finally {
    await apps.close();
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw usage(messageOf(error));
  }
}

function usage(details: string): AppError {
  return new AppError('usage', { details: `${details}\nUsage:\n${EVAL_USAGE}` });
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

async function measure(bench: Bench, values: Values): Promise<number> {
  const report = values['retrieval-only']
    ? retrievalReport(await bench.searchAll(), await bench.origin())
    : answerReport(await bench.askAll(), await bench.origin());
  await write(report, values);
  return 0;
}

async function ablation(bench: Bench, values: Values): Promise<number> {
  const only = values.only?.split(',').map((name) => name.trim());
  const names = VARIANTS.map(({ name }) => name);
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw usage(`--only: there is no "${unknown}". Expected some of ${names.join(', ')}.`);
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

async function calibration(bench: Bench, values: Values, config: Config): Promise<number> {
  if (values['retrieval-only']) throw usage('"calibrate" takes no --retrieval-only.');
  const { lines, better, result } = await calibrate({ measure: bench.askAll });
  process.stdout.write(`${lines.join('\n')}\n`);
  if (better !== null) {
    const file = await saveCalibration(config, better);
    process.stdout.write(`${evalWording.calibration.written(file)}\n${evalWording.listening.again}\n`);
  }
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

async function compare(files: readonly string[], values: Values): Promise<number> {
  const [before, after, ...more] = files;
  if (before === undefined || after === undefined || more.length > 0)
    throw usage('"eval diff" compares two reports. Expected A.json B.json.');
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
async function write(report: Report, values: Values, lines = linesOf(report)): Promise<void> {
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

async function writeInto(file: string, content: string): Promise<void> {
  await mkdir(dirname(resolve(file)), { recursive: true });
  await writeFile(file, content);
}
