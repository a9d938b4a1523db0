import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';

/** Between two signs of life of a stream on which nothing is said. Milliseconds. */
const HEARTBEAT = 15_000;

export interface Stream {
  /** Aborted when whoever reads is gone. */
  readonly signal: AbortSignal;
  /** Resolves when the connection took it. */
  send(data: unknown, event?: string): Promise<void>;
}

/**
 * Answers with server-sent events, each with JSON or a bare word, and comments while there is nothing to say.
 * @param work must not reject.
 */
export function streamed(
  c: Context,
  work: (stream: Stream) => Promise<void>,
  heartbeat = HEARTBEAT,
): Response {
  const gone = new AbortController();
  const leave = () => gone.abort(new Error('client gone'));
  if (c.req.raw.signal.aborted) leave();
  c.req.raw.signal.addEventListener('abort', leave, { once: true });
  return streamSSE(c, async (stream) => {
    stream.onAbort(leave);
    let isBusy = false;
    const beating = setInterval(() => {
      if (isBusy) return;
      isBusy = true;
      void stream.write(':\n\n').finally(() => {
        isBusy = false;
      });
    }, heartbeat);
    try {
      await work({
        signal: gone.signal,
        async send(data, event) {
          const text = typeof data === 'string' ? data : JSON.stringify(data);
          await stream.writeSSE({ data: text, ...(event === undefined ? {} : { event }) });
        },
      });
    } finally {
      clearInterval(beating);
    }
  });
}

/** Hands on the newest of what comes, one at a time: what a slow reader has not taken is replaced, not queued. */
export function newestOnly<T>(write: (value: T) => Promise<void>): {
  offer(value: T): void;
  /** When nothing is left to hand on. */
  settled(): Promise<void>;
} {
  let next: { readonly value: T } | undefined;
  let running: Promise<void> | undefined;
  async function run(): Promise<void> {
    while (next !== undefined) {
      const { value } = next;
      next = undefined;
      await write(value);
    }
    running = undefined;
  }
  return {
    offer(value) {
      next = { value };
      running ??= run();
    },
    settled: async () => running,
  };
}
