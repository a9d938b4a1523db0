import type { Switch } from './switches.ts';

/** What the sources of `switchable` call. */
export interface Ablate {
  /** The switch that is off; 0: none. */
  off: number;
  see<T>(id: number, count: number, value: T, parameter?: unknown): T;
}

/** The switches that would have changed a value since it was last emptied. */
export interface Recorder {
  readonly ablate: Ablate;
  readonly seen: Set<number>;
}

/** Puts what the sources call where they look for it, or takes what is there. @param to of each switch, from the first. */
export function installRecorder(to: readonly Switch['to'][]): Recorder {
  const seen = new Set<number>();
  const ablate: Ablate = {
    off: 0,
    see(id, count, value, parameter) {
      for (let at = id; at < id + count; at++)
        if (!seen.has(at) && !isNeutral(to[at - 1], value, parameter)) seen.add(at);
      return value;
    },
  };
  (globalThis as Record<symbol, unknown>)[Symbol.for('mingbai.ablate')] = ablate;
  return { ablate, seen };
}

function isNeutral(to: Switch['to'] | undefined, value: unknown, parameter: unknown): boolean {
  switch (to) {
    case 'false':
    case 'true':
      return value === (to === 'true');
    case 'undefined':
      return value === undefined;
    case 'null':
      return value === null;
    case '0':
    case '1':
      return value === Number(to);
    case "''":
      return value === '';
    case '[]':
      return Array.isArray(value) && value.length === 0;
    case 'set':
    case 'map':
      return (value as ReadonlySet<unknown>).size === 0;
    case 'same':
      return (
        value === parameter ||
        (Array.isArray(value) &&
          Array.isArray(parameter) &&
          value.length === parameter.length &&
          value.every((one, at) => one === parameter[at]))
      );
    default:
      return true;
  }
}
