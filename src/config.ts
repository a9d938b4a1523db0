import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { type ApiKeyConfig, apiKeysIn } from './config/api-keys.ts';
import { faultsBetween } from './config/faults.ts';
import { AppError, reasonOf } from './errors.ts';
import { faultOf, z } from './forms.ts';
import type { LogLevel } from './log.ts';

/** The folder of package.json: where seeds, models, prompts and the default index are. */
export const PROJECT_DIR = folderOf('package.json', dirname(fileURLToPath(import.meta.url)));

export interface TelegramConfig {
  readonly token: string;
  /** Default: Telegram's own server. */
  readonly apiRoot?: string;
  /** 'auto': answers are rich messages where these say more and the server takes them; 'off': never. */
  readonly rich: 'auto' | 'off';
  /** Telegram user ids that may reload. */
  readonly operatorIds: readonly number[];
  /** Groups that are answered; every group when empty. */
  readonly groupIds: readonly number[];
  /** Telegram calls this address with updates; absent: they are fetched by long polling. */
  readonly webhook?: {
    readonly url: string;
    /** Telegram repeats it in every request; it is known to nobody else. */
    readonly secret: string;
  };
}

/** Where health and metrics are served, and the webhook behind a proxy. */
export interface HttpConfig {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Whether HTTP_PORT was set: the default port is done without where it is taken. */
  readonly isPortChosen: boolean;
  /** Asked of everybody, as a bearer token or by a form. */
  readonly token?: string;
  /** Who may use the API; empty: whoever else is let in. */
  readonly apiKeys: readonly ApiKeyConfig[];
}

/** How files of office programs are read. */
export interface ReadingConfig {
  /** For one file, and for each page of a scan. */
  readonly seconds: number;
  /** Resident, of the process that reads. */
  readonly megabytes: number;
  /** Whether pictures of text are read, where the models for it are installed. */
  readonly ocr: boolean;
  /** The LibreOffice program; null: none is used. */
  readonly libreOffice: string | null;
}

export interface ChatModelConfig {
  readonly apiKey: string;
  /** Of an OpenAI-compatible server, with `/v1`; OpenAI's own when absent. */
  readonly baseUrl?: string;
  readonly model: string;
}

/** Everything that can be set, read once at the start. Paths are absolute. */
export interface Config {
  /** A folder of reports, or one file of them. */
  readonly corpusPath: string;
  readonly indexDir: string;
  /** What must survive a restart: the store. */
  readonly dataDir: string;
  readonly modelsDir: string;
  /** A folder name within `modelsDir`. */
  readonly embeddingModel: string;
  /** A folder name within `modelsDir`; null: sentences are weighed and not read. */
  readonly readerModel: string | null;
  /** Null: answers are extracts alone. */
  readonly chatModel: ChatModelConfig | null;
  /** Null: no Telegram. */
  readonly telegram: TelegramConfig | null;
  readonly http: HttpConfig;
  readonly reading: ReadingConfig;
  readonly logLevel: LogLevel;
  /** Whether LOG_LEVEL was set: a chat in the terminal shows no log lines else. */
  readonly isLogLevelChosen: boolean;
}

const text = z
  .string()
  .trim()
  .transform((value) => (value === '' ? undefined : value))
  .optional();
const url = text.pipe(z.url({ protocol: /^https?$/, error: '应是 http 或 https 地址' }).optional());
const path = (inProject: string) =>
  text.transform((value) => (value === undefined ? join(PROJECT_DIR, inProject) : resolve(value)));
const folderName = z.string().regex(/^(?!\.+$)[^/\\]+$/u, '应是 MODELS_DIR 里一个文件夹的名字');
const ids = (what: string, form: RegExp) =>
  text.transform((value, context) => {
    const parts = (value ?? '').split(/[,，\s]+/u).filter((part) => part !== '');
    if (parts.some((part) => !form.test(part) || !Number.isSafeInteger(Number(part)))) {
      context.addIssue({ code: 'custom', message: `应是${what}，用逗号隔开` });
      return z.NEVER;
    }
    return parts.map(Number);
  });

const wholeNumber = (least: number, most: number, otherwise: number) =>
  text.pipe(
    z
      .string()
      .regex(/^\d+$/u, '应是整数')
      .transform(Number)
      .refine((value) => value >= least && value <= most, `应是 ${least} 到 ${most} 的整数`)
      .default(otherwise),
  );
const DEFAULT_READ_SECONDS = 300;
const DEFAULT_READ_MEGABYTES = 2048;

const environment = z.object({
  CORPUS_DIR: path('seeds'),
  INDEX_DIR: path('index'),
  DATA_DIR: path('data'),
  MODELS_DIR: path('models'),
  EMBEDDING_MODEL: text.pipe(folderName.default('multilingual-e5-small-zh')),
  READER_MODEL: text.pipe(folderName.default('reader-zh')),
  TELEGRAM_BOT_TOKEN: text.pipe(
    z
      .string()
      .regex(/^\d+:[\w-]{30,}$/u, '应是 BotFather 给的 token，形如 123456:ABC-DEF…')
      .optional(),
  ),
  TELEGRAM_API_ROOT: url,
  TELEGRAM_RICH: text.pipe(z.enum(['auto', 'off'], '应是 auto 或 off').default('auto')),
  OPERATOR_IDS: ids('用户的数字编号', /^\d+$/u),
  GROUP_IDS: ids('群的数字编号（带负号）', /^-\d+$/u),
  WEBHOOK_URL: text,
  WEBHOOK_SECRET: text.pipe(
    z
      .string()
      .regex(/^[\w-]{1,256}$/u, '应是 1 到 256 个字符，只含 A-Z、a-z、0-9、_ 和 -')
      .optional(),
  ),
  HTTP_HOST: text.pipe(
    z
      .string()
      .regex(/^[\w.:-]+$/u, '应是主机名或 IP 地址，不带端口和方括号')
      .default('127.0.0.1'),
  ),
  HTTP_PORT: text.pipe(
    z
      .string()
      .refine((value) => /^\d{1,5}$/u.test(value) && Number(value) <= 65_535, '应是 0 到 65535 的端口号')
      .optional(),
  ),
  HTTP_TOKEN: text.pipe(
    z
      .string()
      .regex(/^[\w.~+/-]{16,}=*$/u, '应至少有 16 个字符，只含 A-Z、a-z、0-9 和 . _ ~ + / -')
      .optional(),
  ),
  API_KEYS: text.transform(apiKeysIn),
  READ_SECONDS: wholeNumber(1, 86_400, DEFAULT_READ_SECONDS),
  READ_MEMORY_MB: wholeNumber(256, 65_536, DEFAULT_READ_MEGABYTES),
  OCR: text.pipe(z.enum(['on', 'off'], '应是 on 或 off').default('on')),
  LIBREOFFICE: text,
  OPENAI_API_KEY: text,
  OPENAI_BASE_URL: url,
  OPENAI_MODEL: text,
  LOG_LEVEL: text.pipe(
    z
      .enum(['debug', 'info', 'warn', 'error', 'silent'], '应是 debug、info、warn、error 或 silent')
      .optional(),
  ),
});

/** In place of a reader's name, or of a program's path. */
const NONE = 'none';
const DEFAULT_PORT = 8080;

/**
 * Reads the environment whole.
 * @throws AppError `config-invalid` that names every fault at once, and no value that may be secret.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = environment.safeParse(env);
  const faults = read.success ? [] : read.error.issues.map(faultOf);
  faults.push(...faultsBetween((name) => (env[name] ?? '').trim()));
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
    readerModel: data.READER_MODEL === NONE ? null : data.READER_MODEL,
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
            rich: data.TELEGRAM_RICH,
            operatorIds: data.OPERATOR_IDS,
            groupIds: data.GROUP_IDS,
            ...(data.WEBHOOK_URL === undefined
              ? {}
              : {
                  webhook: {
                    url: data.WEBHOOK_URL,
                    secret: data.WEBHOOK_SECRET ?? secretOf(data.TELEGRAM_BOT_TOKEN),
                  },
                }),
          },
    http: {
      host: data.HTTP_HOST,
      port: Number(data.HTTP_PORT ?? DEFAULT_PORT),
      isPortChosen: data.HTTP_PORT !== undefined,
      ...(data.HTTP_TOKEN === undefined ? {} : { token: data.HTTP_TOKEN }),
      apiKeys: data.API_KEYS,
    },
    reading: {
      seconds: data.READ_SECONDS,
      megabytes: data.READ_MEMORY_MB,
      ocr: data.OCR === 'on',
      libreOffice: data.LIBREOFFICE === NONE ? null : (data.LIBREOFFICE ?? libreOfficeIn(env.PATH)),
    },
    logLevel: data.LOG_LEVEL ?? 'info',
    isLogLevelChosen: data.LOG_LEVEL !== undefined,
  };
}

/** The LibreOffice of this machine; null where none is in PATH. */
function libreOfficeIn(path = ''): string | null {
  const programs = path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => [join(folder, 'soffice'), join(folder, 'libreoffice')]);
  return programs.find((program) => existsSync(program)) ?? null;
}

/** The nearest folder from `from` upward that holds a file of that name: src/ and the builds in dist/ lie at different depths. */
function folderOf(file: string, from: string): string {
  const above = dirname(from);
  return existsSync(join(from, file)) || above === from ? from : folderOf(file, above);
}

/** The same at every start, so that a restart leaves no request with an old one behind. */
function secretOf(token: string): string {
  return createHmac('sha256', token).update('webhook secret').digest('base64url');
}

/**
 * The process's environment, with `.env` of the project behind it: what is set, be it empty, wins over that.
 * @throws AppError `config-invalid` when the file is there and cannot be read.
 */
export function processEnvironment(): Readonly<Record<string, string | undefined>> {
  return { ...settingsIn(join(PROJECT_DIR, '.env')), ...process.env };
}

/** What a file of settings says; nothing where there is none. @throws AppError `config-invalid`. */
export function settingsIn(file: string): Readonly<Record<string, string | undefined>> {
  if (!existsSync(file)) return {};
  const refuse = (details: string, cause?: unknown) =>
    new AppError('config-invalid', { faults: `  ${file}：${details}` }, cause);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (thrown) {
    if (thrown instanceof TypeError) throw refuse('应存成 UTF-8 编码', thrown);
    throw refuse(`读不了，${reasonOf(thrown)}`, thrown);
  }
  // UTF-16 without its mark decodes, with a NUL in each character.
  if (text.includes('\0')) throw refuse('应存成 UTF-8 编码');
  return parseEnv(text);
}
