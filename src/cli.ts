import { parseArgs } from 'node:util';
import { ask } from './cli/ask.ts';
import { EVAL_USAGE, evaluate } from './cli/eval.ts';
import { ingestCorpus } from './cli/ingest.ts';
import { start } from './cli/start.ts';
import { type Config, processEnvironment, readConfig } from './config.ts';
import { AppError, type ErrorCode, messageOf } from './errors.ts';
import { createLog, type Log } from './log.ts';

const USAGE = `Usage:
  npm start [-- --no-terminal]                       chat in the terminal; Telegram where a token is set
  npm run -s ask -- "问题" [--place 县] [--json] [--explain] [--index DIR]
  npm run -s ask -- --jsonl [--explain] [--index DIR] < questions.jsonl
  npm run ingest -- [--corpus PATH] [--index DIR]    read the reports and build the index
${EVAL_USAGE}`;

const OPTIONS = {
  corpus: { type: 'string' },
  index: { type: 'string' },
  place: { type: 'string' },
  json: { type: 'boolean', default: false },
  jsonl: { type: 'boolean', default: false },
  explain: { type: 'boolean', default: false },
  'no-terminal': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Of faults that do not end with 1. */
const EXIT_CODES: Readonly<Partial<Record<ErrorCode, number>>> = { usage: 2, stopped: 130 };

/** Which options each command takes. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  start: ['no-terminal'],
  ask: ['index', 'place', 'json', 'jsonl', 'explain'],
  ingest: ['corpus', 'index'],
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
  try {
    if (argv[0] === 'eval') {
      const config = readConfig(processEnvironment());
      return await evaluate(argv.slice(1), { config, log: logOf(config), signal: stopping.signal });
    }
    const { values, positionals } = parse(argv);
    const [command = '', ...rest] = positionals;
    if (values.help || command === '') {
      process.stdout.write(`${USAGE}\n`);
      return values.help ? 0 : 2;
    }
    const taken = COMMANDS[command];
    if (taken === undefined) throw usage(`There is no command "${command}".`);
    const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== false);
    const foreign = given.find(([name]) => !taken.includes(name));
    if (foreign !== undefined) throw usage(`"${command}" takes no --${foreign[0]}.`);
    if (command !== 'ask' && rest.length > 0) throw usage(`"${command}" takes no "${rest[0]}".`);

    const config = readConfig({
      ...processEnvironment(),
      ...(values.corpus === undefined ? {} : { CORPUS_DIR: values.corpus }),
      ...(values.index === undefined ? {} : { INDEX_DIR: values.index }),
    });
    const log = logOf(config);
    switch (command) {
      case 'start':
        return await start(config, log, { terminal: !values['no-terminal'], signal: stopping.signal });
      case 'ingest':
        return await ingestCorpus(config, stopping.signal);
      default:
        return await ask(config, log, {
          question: rest.join(' '),
          place: values.place,
          form: values.jsonl ? 'jsonl' : values.json ? 'json' : 'text',
          explain: values.explain,
          ownIndex: values.index !== undefined,
          signal: stopping.signal,
        });
    }
  } catch (error) {
    process.stderr.write(`${explainFault(error)}\n`);
    return (error instanceof AppError && EXIT_CODES[error.code]) || 1;
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
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
  return new AppError('usage', { details: `${details}\n${USAGE}` });
}

/** One clear text for a fault that is in the table; the stack for one that is a bug. */
function explainFault(error: unknown): string {
  if (error instanceof AppError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function logOf({ logLevel, telegram, chatModel, http }: Config): Log {
  const secrets = [telegram?.token, telegram?.webhook?.secret, chatModel?.apiKey, http.token].filter(
    (secret) => secret !== undefined,
  );
  return createLog({ level: logLevel, secrets, write: (line) => process.stderr.write(line) });
}
