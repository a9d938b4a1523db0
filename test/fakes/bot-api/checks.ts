import { type BotApiVersion, knows } from './version.ts';

/** What is wrong with a value. */
export type Check = (value: unknown, reading: Reading) => string | undefined;

/** A name that a server knows from version `since` on. An older one ignores it, as it does every unknown name. */
export interface Newer {
  readonly since: string;
  readonly check: Check;
}

export type Fields = Readonly<Record<string, Check | Newer>>;

export interface Reading {
  readonly version: BotApiVersion;
  /** The names that lead to the value, each with a full stop. */
  readonly path: string;
  /** Names that are newer than the version, by their paths. */
  readonly ignored: string[];
}

export const integer: Check = (value) => (Number.isSafeInteger(value) ? undefined : 'must be an integer');
export const text: Check = (value) =>
  typeof value !== 'string' ? 'must be a string' : value.isWellFormed() ? undefined : 'must be valid UTF-8';
export const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false');
export const strings: Check = (value) =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string')
    ? undefined
    : 'must be a list of strings';
export const within =
  (from: number, to: number): Check =>
  (value) =>
    Number.isInteger(value) && Number(value) >= from && Number(value) <= to
      ? undefined
      : `must be ${from} to ${to}`;
export const oneOf =
  (...names: string[]): Check =>
  (value) =>
    names.includes(String(value)) ? undefined : `must be one of ${names.join(', ')}`;
export const since = (version: string, check: Check): Newer => ({ since: version, check });
export const record =
  (fields: Fields, required: readonly string[] = []): Check =>
  (value, reading) =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? 'must be an object'
      : faultsOf(value as Record<string, unknown>, { fields, required }, reading)[0];
export const list =
  (check: Check, most = Number.POSITIVE_INFINITY): Check =>
  (value, reading) =>
    !Array.isArray(value)
      ? 'must be a list'
      : value.length > most
        ? `must have at most ${most} entries`
        : value.map((entry) => check(entry, reading)).find((fault) => fault !== undefined);

export interface Method {
  readonly fields: Fields;
  readonly required: readonly string[];
  /** The version that it came with. */
  readonly since?: string;
}

/** Takes out of `parameters` what the version does not know yet. */
export function faultsOf(
  parameters: Record<string, unknown>,
  { fields, required }: Method,
  { version, path, ignored }: Reading,
): string[] {
  const faults = required
    .filter((name) => parameters[name] === undefined)
    .map((name) => `parameter ${name} is missing`);
  for (const [name, value] of Object.entries(parameters)) {
    const field = fields[name];
    const { since: from, check } =
      typeof field === 'function' ? { since: undefined, check: field } : (field ?? {});
    if (!knows(version, from)) {
      ignored.push(`${path}${name}`);
      delete parameters[name];
      continue;
    }
    const fault =
      check === undefined ? 'is unknown' : check(value, { version, ignored, path: `${path}${name}.` });
    if (fault !== undefined) faults.push(`parameter ${name} ${fault}`);
  }
  return faults;
}
