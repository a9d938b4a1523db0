import type { Models } from './app/models.ts';
import { type Command, helpLines, insteadOf, readArguments, wantsHelp, wrongUsage } from './cli/arguments.ts';
import { ASK, EVAL, INGEST, START } from './cli/commands.ts';
import type { Config } from './config.ts';
import { AppError, type ErrorCode, messageOf } from './errors.ts';
import type { Log } from './log.ts';
import { commandLine } from './wording/command-line.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Of faults that do not end with 1. */
const EXIT_CODES: Readonly<Partial<Record<ErrorCode, number>>> = { usage: 2, stopped: 130 };

interface Entry {
  /** The command, with what else it does. */
  readonly declared: readonly [Command, ...Command[]];
  /** Loads what the command needs, and nothing of the others. @returns the exit code. */
  readonly run: (argv: readonly string[], signal: AbortSignal) => Promise<number>;
}

/** Every command by its name. */
const COMMANDS: Readonly<Record<string, Entry>> = {
  start: { declared: [START], run: runStart },
  ask: { declared: [ASK], run: runAsk },
  ingest: { declared: [INGEST], run: runIngest },
  eval: { declared: [EVAL.run, EVAL.ablate, EVAL.calibrate, EVAL.listen, EVAL.diff], run: runEval },
};

/**
 * Runs one command. SIGINT and SIGTERM end it: a `start` that serves is done then, anything else is cut short. A second
 * signal ends the process at once.
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage, 130 cut short by a signal.
 */
export async function runCli(argv: readonly string[]): Promise<number> {
  const stopping = new AbortController();
  const stop = () => stopping.abort(new AppError('stopped'));
  for (const signal of SIGNALS) process.once(signal, stop);
  let isUnheard = false;
  // A reader that has seen enough (`| head`) ends the command without a word.
  const onUnwritten = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    isUnheard = true;
    stop();
  };
  process.stdout.on('error', onUnwritten);
  try {
    const [name = '', ...rest] = argv;
    const known = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (known === undefined) {
      if (name !== '' && !wantsHelp(argv)) throw unknownCommand(name);
      print(overview());
      return name === '' ? 2 : 0;
    }
    if (wantsHelp(rest)) {
      print(helpLines(...known.declared));
      return 0;
    }
    return await known.run(rest, stopping.signal);
  } catch (error) {
    if (isUnheard) return 0;
    process.stderr.write(`${explainFault(error)}\n`);
    return (error instanceof AppError && EXIT_CODES[error.code]) || 1;
  } finally {
    process.stdout.off('error', onUnwritten);
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}

async function runStart(argv: readonly string[], signal: AbortSignal): Promise<number> {
  const { values } = readArguments(argv, START);
  const config = await configWith({});
  const { createJsonLog, createTerminalLog } = await import('./cli/log.ts');
  const log = config.telegram === null ? createTerminalLog(config) : createJsonLog(config);
  return withModels(config, log, async (models) => {
    const { start } = await import('./cli/start.ts');
    return start(config, log, { terminal: !values['no-terminal'], models, signal });
  });
}

async function runAsk(argv: readonly string[], signal: AbortSignal): Promise<number> {
  const { values, words } = readArguments(argv, ASK);
  const config = await configWith(values);
  const form = values.jsonl ? 'jsonl' : values.json ? 'json' : 'text';
  const question = words.join(' ');
  if (form !== 'jsonl' && question.trim() === '') throw wrongUsage(commandLine.ask.noQuestion, ASK);
  if (form === 'jsonl' && question !== '') throw wrongUsage(commandLine.ask.twoSources, ASK);
  const { createTerminalLog } = await import('./cli/log.ts');
  const log = createTerminalLog(config);
  return withModels(config, log, async (models) => {
    const { ask } = await import('./cli/ask.ts');
    return ask(config, log, {
      question,
      place: values.place,
      form,
      explain: values.explain,
      ownIndex: values.index !== undefined,
      models,
      signal,
    });
  });
}

/** Runs what answers by the models, which are loaded on threads of their own while it is loaded itself. */
async function withModels(
  config: Config,
  log: Log,
  run: (models: Models) => Promise<number>,
): Promise<number> {
  const { loadModels } = await import('./app/models.ts');
  const models = loadModels(config, log);
  try {
    return await run(models);
  } finally {
    await models.close();
  }
}

async function runIngest(argv: readonly string[], signal: AbortSignal): Promise<number> {
  const { values } = readArguments(argv, INGEST);
  const { ingestCorpus } = await import('./cli/ingest.ts');
  return ingestCorpus(await configWith(values), {
    form: values.json ? 'json' : 'text',
    isStrict: values.strict,
    signal,
  });
}

async function runEval(argv: readonly string[], signal: AbortSignal): Promise<number> {
  const config = await configWith({});
  const { createJsonLog } = await import('./cli/log.ts');
  const { evaluate } = await import('./cli/eval.ts');
  return evaluate(argv, { config, log: createJsonLog(config), signal });
}

/** The configuration of the environment, with what the command line says instead. */
async function configWith({
  corpus,
  index,
}: {
  corpus?: string | undefined;
  index?: string | undefined;
}): Promise<Config> {
  const { processEnvironment, readConfig } = await import('./config.ts');
  return readConfig({
    ...processEnvironment(),
    ...(corpus === undefined ? {} : { CORPUS_DIR: corpus }),
    ...(index === undefined ? {} : { INDEX_DIR: index }),
  });
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Every command in a line or two. */
function overview(): string[] {
  const all = Object.values(COMMANDS).flatMap(({ declared }) => declared);
  return [
    commandLine.commands,
    ...all.flatMap(({ usage, about }) => [...usage.map((line) => `  ${line}`), `      ${about}`]),
    '',
    commandLine.moreHelp,
  ];
}

function unknownCommand(written: string): AppError {
  if (written.startsWith('-')) return wrongUsage(commandLine.optionFirst(written));
  return wrongUsage(
    insteadOf(written, Object.keys(COMMANDS), (listed) => commandLine.unknownCommand(written, listed)),
  );
}

/** One clear text for a fault that is in the table; for one that is a bug a line that says so, and the stack. */
function explainFault(error: unknown): string {
  if (error instanceof AppError) return error.message;
  return `${commandLine.bug}\n${error instanceof Error ? (error.stack ?? error.message) : messageOf(error)}`;
}
