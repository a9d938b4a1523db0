export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** One event. Fields never hold what people wrote, and secrets are masked all the same. */
export type Log = (
  level: Exclude<LogLevel, 'silent'>,
  event: string,
  fields?: Readonly<Record<string, unknown>>,
) => void;

export interface LogOptions {
  /** Events below it are not written. */
  readonly level: LogLevel;
  /** Tokens and keys: replaced wherever they stand. */
  readonly secrets: readonly string[];
  /** Takes one line with its end. */
  readonly write: (line: string) => void;
  readonly now?: () => Date;
}

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent'];

/** Identity numbers, bank cards, mobile numbers and e-mail addresses. */
const PERSONAL: readonly (readonly [RegExp, string])[] = [
  [/(?<!\d)[1-9]\d{16}[\dXx](?!\d)/gu, '‹id›'],
  [/(?<!\d)\d{16,19}(?!\d)/gu, '‹card›'],
  [/(?<!\d)1[3-9]\d{9}(?!\d)/gu, '‹phone›'],
  [/[\w.+-]+@[\w-]+\.[\w.]+/gu, '‹mail›'],
];

/** JSON lines: `{"time", "level", "event", …fields}`. */
export function createLog({ level, secrets, write, now = () => new Date() }: LogOptions): Log {
  const least = LEVELS.indexOf(level);
  const hidden = secrets.filter((secret) => secret.length >= 4);
  return (at, event, fields = {}) => {
    if (LEVELS.indexOf(at) < least) return;
    const line = JSON.stringify(
      { time: now().toISOString(), level: at, event, ...fields },
      (_, value: unknown) =>
        value instanceof Error ? { message: value.message, stack: value.stack } : maskIn(value, hidden),
    );
    write(`${line}\n`);
  };
}

function maskIn(value: unknown, secrets: readonly string[]): unknown {
  return typeof value === 'string' ? mask(value, secrets) : value;
}

/** The text without the given secrets and without personal numbers. */
export function mask(text: string, secrets: readonly string[]): string {
  const withoutSecrets = secrets.reduce((masked, secret) => masked.replaceAll(secret, '‹secret›'), text);
  return PERSONAL.reduce((masked, [pattern, sign]) => masked.replaceAll(pattern, sign), withoutSecrets);
}
