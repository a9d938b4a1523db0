import { createInterface } from 'node:readline';
import { unlessAborted } from '../abort.ts';
import type { Models } from '../app/models.ts';
import { createApp } from '../app.ts';
import type { Config } from '../config.ts';
import type { App } from '../core/ports/app.ts';
import type { Question } from '../core/types.ts';
import { z } from '../forms.ts';
import type { Log } from '../log.ts';
import { commandLine } from '../wording/command-line.ts';
import { wording } from '../wording.ts';
import { explainedLines, staleLines } from './print.ts';
import { createProgressBar } from './progress.ts';

export interface AskOptions {
  readonly question: string;
  readonly place: string | undefined;
  readonly form: 'text' | 'json' | 'jsonl';
  /** Adds what was retrieved. */
  readonly explain: boolean;
  /** `--index` was given: that index is asked as it is, and never built. */
  readonly ownIndex: boolean;
  /** Of whoever closes them behind it. */
  readonly models: Models;
  /** Cuts it short. */
  readonly signal: AbortSignal;
}

const turn = z.object({ role: z.enum(['user', 'assistant']), content: z.string() });
const line = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string(),
  history: z.array(turn).default([]),
  place: z.string().optional(),
});

/**
 * Answers one question, or every line of stdin. @returns the exit code; 1 when a line could not be read.
 * @throws AppError `stopped` when the signal aborts; answers that were written stand.
 */
export async function ask(config: Config, log: Log, options: AskOptions): Promise<number> {
  const bar = createProgressBar();
  const app = await createApp(config, {
    log,
    models: options.models,
    signal: options.signal,
    build: options.ownIndex ? 'never' : 'unusable',
    onProgress: bar.update,
    onBuild: (reason) => process.stderr.write(`${wording.terminal.building(reason)}\n`),
  }).finally(bar.stop);
  try {
    for (const line of staleLines(app.status().staleBecause)) process.stderr.write(`${line}\n`);
    const asking = options.form === 'jsonl' ? askLines(app, options) : askOne(app, options);
    return await unlessAborted(asking, options.signal);
  } finally {
    await app.close();
  }
}

async function askOne(app: App, { question, place, form, explain }: AskOptions): Promise<number> {
  const explained = await app.explain({
    text: question,
    history: [],
    ...(place === undefined ? {} : { place }),
  });
  const { answer, retrieved } = explained;
  const text =
    form === 'json'
      ? JSON.stringify(explain ? { ...answer, retrieved } : answer)
      : explainedLines(explained, explain).join('\n');
  process.stdout.write(`${text}\n`);
  return 0;
}

async function askLines(app: App, { explain, signal }: AskOptions): Promise<number> {
  let code = 0;
  let number = 0;
  for await (const written of createInterface({
    input: process.stdin,
    crlfDelay: Number.POSITIVE_INFINITY,
    signal,
  })) {
    number++;
    if (written.trim() === '') continue;
    // Windows writes a byte order mark before the first.
    const asked = readLine(number === 1 ? written.replace(/^\ufeff/u, '') : written);
    if (asked === null) {
      process.stderr.write(`${commandLine.ask.badLine(number)}\n`);
      code = 1;
      continue;
    }
    const started = performance.now();
    const { answer, retrieved } = await app.explain(asked.question);
    if (signal.aborted) break;
    const ms = Math.round((performance.now() - started) * 100) / 100;
    process.stdout.write(
      `${JSON.stringify({ id: asked.id, answer, ms, ...(explain ? { retrieved } : {}) })}\n`,
    );
  }
  return code;
}

function readLine(written: string): { id: string | number; question: Question } | null {
  try {
    const { id, question, history, place } = line.parse(JSON.parse(written));
    return { id, question: { text: question, history, ...(place === undefined ? {} : { place }) } };
  } catch {
    return null;
  }
}
