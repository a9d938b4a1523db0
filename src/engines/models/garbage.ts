import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Frees at once what nothing refers to any more. What begins leaves some ten MB that would stay for hours: V8 looks for it
 * when as much again is needed. It stops this thread for some ten milliseconds.
 */
export function freeGarbage(): void {
  // Of the process, and left on: a thread that turned it off would take it from another that is about to look.
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('globalThis.gc');
  if (typeof collect === 'function') collect();
}
