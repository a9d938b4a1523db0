import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { AppError } from './errors.ts';
import type { LogLevel } from './log.ts';

/** The folder of package.json: where seeds, models, prompts and the default index are. */
export const PROJECT_DIR = dirname(dirname(fileURLToPath(import.meta.url)));

export interface TelegramConfig {
  readonly token: string;
  /** Default: Telegram's own server. */
  readonly apiRoot?: string;
  /** Telegram user ids that may reload. */
  readonly operatorIds: readonly number[];
  /** Groups that are answered; every group when empty. */
  readonly groupIds: readonly number[];
}

export interface ChatModelConfig {
  readonly apiKey: string;
  /** Of an OpenAI-compatible server, with `/v1`; OpenAI's own when absent. */
  readonly baseUrl?: string;
  readonly model: string;
}

/** Everything that can be set, read once at the start. Paths are absolute. */
export interface Config {
  /** A folder of reports, or one `.jsonl`. */
  readonly corpusPath: string;
  readonly indexDir: string;
  /** What must survive a restart: the store. */
  readonly dataDir: string;
  readonly modelsDir: string;
  /** A folder name within `modelsDir`. */
  readonly embeddingModel: string;
  /** Null: answers are extracts alone. */
  readonly chatModel: ChatModelConfig | null;
  /** Null: no Telegram. */
  readonly telegram: TelegramConfig | null;
  readonly logLevel: LogLevel;
}

const text = z
  .string()
  .trim()
  .transform((value) => (value === '' ? undefined : value))
  .optional();
const url = text.pipe(z.url({ protocol: /^https?$/, error: 'expected an http(s) URL' }).optional());
const path = (inProject: string) =>
  text.transform((value) => (value === undefined ? join(PROJECT_DIR, inProject) : resolve(value)));
const ids = (what: string, form: RegExp) =>
  text.transform((value, context) => {
    const parts = (value ?? '').split(/[,，\s]+/u).filter((part) => part !== '');
    if (parts.some((part) => !form.test(part) || !Number.isSafeInteger(Number(part)))) {
      context.addIssue({ code: 'custom', message: `expected ${what}, separated by commas` });
      return z.NEVER;
    }
    return parts.map(Number);
  });

const environment = z.object({
  CORPUS_DIR: path('seeds'),
  INDEX_DIR: path('index'),
  DATA_DIR: path('data'),
  MODELS_DIR: path('models'),
  EMBEDDING_MODEL: text.pipe(
    z
      .string()
      .regex(/^(?!\.+$)[^/\\]+$/u, 'expected the name of a folder within MODELS_DIR')
      .default('multilingual-e5-small-zh'),
  ),
  TELEGRAM_BOT_TOKEN: text.pipe(
    z
      .string()
      .regex(/^\d+:[\w-]{30,}$/u, 'expected the token that BotFather gave, like 123456:ABC-DEF…')
      .optional(),
  ),
  TELEGRAM_API_ROOT: url,
  OPERATOR_IDS: ids('numeric user ids', /^\d+$/u),
  GROUP_IDS: ids('numeric chat ids, a group’s with its minus', /^-?\d+$/u),
  OPENAI_API_KEY: text,
  OPENAI_BASE_URL: url,
  OPENAI_MODEL: text,
  LOG_LEVEL: text.pipe(z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info')),
});

/**
 * Reads the environment whole.
 * @throws AppError `config-invalid` that names every fault at once, and no value that may be secret.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = environment.safeParse(env);
  const faults = read.success
    ? []
    : read.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`);
  const [key, model, base] = [env.OPENAI_API_KEY, env.OPENAI_MODEL, env.OPENAI_BASE_URL].map(
    (value) => (value ?? '').trim() !== '',
  );
  if ((key || base) && !model)
    faults.push('OPENAI_MODEL: expected a model name, as another OPENAI_ setting is given');
  if ((model || base) && !key) {
    faults.push(
      'OPENAI_API_KEY: expected a key (any word for a server without keys), as another OPENAI_ setting is given',
    );
  }
  if (!read.success || faults.length > 0) {
    throw new AppError('config-invalid', { faults: faults.map((fault) => `  ${fault}`).join('\n') });
  }
  const { data } = read;
  return {
    corpusPath: data.CORPUS_DIR,
    indexDir: data.INDEX_DIR,
    dataDir: data.DATA_DIR,
    modelsDir: data.MODELS_DIR,
    embeddingModel: data.EMBEDDING_MODEL,
    chatModel:
      data.OPENAI_API_KEY === undefined || data.OPENAI_MODEL === undefined
        ? null
        : {
            apiKey: data.OPENAI_API_KEY,
            model: data.OPENAI_MODEL,
            ...(data.OPENAI_BASE_URL === undefined ? {} : { baseUrl: data.OPENAI_BASE_URL }),
          },
    telegram:
      data.TELEGRAM_BOT_TOKEN === undefined
        ? null
        : {
            token: data.TELEGRAM_BOT_TOKEN,
            ...(data.TELEGRAM_API_ROOT === undefined ? {} : { apiRoot: data.TELEGRAM_API_ROOT }),
            operatorIds: data.OPERATOR_IDS,
            groupIds: data.GROUP_IDS,
          },
    logLevel: data.LOG_LEVEL,
  };
}

/** The process's environment, with `.env` of the project behind it. */
export function processEnvironment(): Readonly<Record<string, string | undefined>> {
  const file = join(PROJECT_DIR, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  return process.env;
}
