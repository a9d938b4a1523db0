/**
 * Frees at once what nothing refers to any more, where Node was started with `--expose-gc`, as `npm start` does. What begins
 * leaves some ten MB that would stay for hours: V8 looks for it when as much again is needed. It stops this thread for some ten
 * milliseconds.
 */
export function freeGarbage(): void {
  globalThis.gc?.();
}
