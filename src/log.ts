import { findPersonalData } from './personal-data.ts';

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

/** What stands in headers that prove who is asking. */
const CREDENTIALS = /(?<=\b(?:bearer|basic) )[\w.~+/=-]{8,}/giu;

/** Objects within objects that are written; what lies deeper is left out. */
const DEEPEST = 8;

/**
 * JSON lines: `{"time", "level", "event", …fields}`. Errors are written with name, code, message, stack and causes.
 * Whatever the fields hold, a line is written and nothing is thrown.
 */
export function createLog({ level, secrets, write, now = () => new Date() }: LogOptions): Log {
  const least = LEVELS.indexOf(level);
  return (at, event, fields = {}) => {
    if (LEVELS.indexOf(at) < least) return;
    const head = { time: now().toISOString(), level: at, event: mask(event, secrets) };
    write(`${JSON.stringify({ ...head, ...plainFields(fields, secrets), ...head })}\n`);
  };
}

function plainFields(fields: Readonly<Record<string, unknown>>, secrets: readonly string[]): object {
  try {
    return Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [mask(key, secrets), plain(value, secrets, [])]),
    );
  } catch (fault) {
    return { unwritten: mask(fault instanceof Error ? fault.message : 'a field threw', secrets) };
  }
}

/** A copy that JSON can hold, masked throughout. @param above the objects that hold the value, outermost first. */
function plain(value: unknown, secrets: readonly string[], above: readonly object[]): unknown {
  if (typeof value === 'string') return mask(value, secrets);
  // A fraction is a measure; its digits are nobody's number.
  if (typeof value === 'number' && !Number.isInteger(value)) return value;
  if (typeof value === 'bigint' || typeof value === 'number') {
    const masked = mask(String(value), secrets);
    return typeof value === 'number' && masked === String(value) ? value : masked;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value) || above.length >= DEEPEST) return '‹…›';
  const inner = (part: unknown) => plain(part, secrets, [...above, value]);
  if (Array.isArray(value)) return value.map(inner);
  if ('toJSON' in value && typeof value.toJSON === 'function') return inner(value.toJSON());
  const entries = Object.entries(value);
  if (value instanceof Error) {
    const { name, message, stack, cause } = value;
    entries.unshift(...Object.entries({ name, message, stack, cause }));
    if (value instanceof AggregateError) entries.push(['errors', value.errors]);
  }
  return Object.fromEntries(entries.map(([key, part]) => [mask(key, secrets), inner(part)]));
}

/**
 * The text without the given secrets (of four characters or more, as they are or percent-encoded) and without what looks
 * like a credential or a person's number or address: `‹secret›`, `‹id›`, `‹card›`, `‹phone›`, `‹mail›`.
 */
export function mask(text: string, secrets: readonly string[]): string {
  const hidden = secrets
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [secret, encodeURIComponent(secret.toWellFormed())])
    .sort((a, b) => b.length - a.length);
  const bare = hidden
    .reduce((masked, secret) => masked.replaceAll(secret, '‹secret›'), text)
    .replaceAll(CREDENTIALS, '‹secret›');
  let masked = '';
  let end = 0;
  for (const datum of findPersonalData(bare, 'shaped')) {
    masked += `${bare.slice(end, datum.start)}‹${datum.kind}›`;
    end = datum.end;
  }
  return masked + bare.slice(end);
}
