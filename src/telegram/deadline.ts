/**
 * Gives `work` a signal that aborts after so many real milliseconds, with a `TimeoutError`, or with `signal`. Nothing of
 * it is left once the work is done: what `AbortSignal.any` makes of a signal that lives as long as the process, Node 20
 * keeps as long, 2 kB a call.
 */
export async function withDeadline<T>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const ending = new AbortController();
  const stop = () => ending.abort(signal?.reason);
  const timer = setTimeout(
    () => ending.abort(new DOMException(`no end within ${milliseconds} ms`, 'TimeoutError')),
    milliseconds,
  );
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await work(ending.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}
