/** Between two signs of life of a stream on which nothing is said. Milliseconds. */
const HEARTBEAT = 15_000;

/** A connection that takes server-sent events. */
export interface EventSink {
  write(text: string): Promise<unknown>;
  writeSSE(message: { data: string; event?: string }): Promise<void>;
  /** @param leave called when whoever reads is gone. */
  onAbort(leave: () => void): void;
}

export interface Stream {
  /** Aborted when whoever reads is gone. */
  readonly signal: AbortSignal;
  /** Resolves when the connection took it. A bare word is sent as it is, everything else as JSON. */
  send(data: unknown, event?: string): Promise<void>;
}

/**
 * Runs work that says its events on a connection, with comments while there is nothing to say.
 * @param request the signal of the request. @param work must not reject.
 */
export async function streamed(
  sink: EventSink,
  request: AbortSignal,
  work: (stream: Stream) => Promise<void>,
  heartbeat = HEARTBEAT,
): Promise<void> {
  const gone = new AbortController();
  const leave = () => gone.abort(new Error('client gone'));
  if (request.aborted) leave();
  request.addEventListener('abort', leave, { once: true });
  sink.onAbort(leave);
  let isBusy = false;
  const beating = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    sink
      .write(':\n\n')
      .catch(() => undefined)
      .finally(() => {
        isBusy = false;
      });
  }, heartbeat);
  try {
    await work({
      signal: gone.signal,
      async send(data, event) {
        const text = typeof data === 'string' ? data : JSON.stringify(data);
        await sink.writeSSE({ data: text, ...(event === undefined ? {} : { event }) });
      },
    });
  } finally {
    clearInterval(beating);
  }
}

/**
 * Hands on the newest of what comes, one at a time: what a slow reader has not taken is replaced, not queued. Where
 * writing fails, nothing more is handed on.
 */
export function newestOnly<T>(write: (value: T) => Promise<void>): {
  offer(value: T): void;
  /** When nothing is left to hand on. */
  settled(): Promise<void>;
} {
  let next: { readonly value: T } | undefined;
  let running: Promise<void> | undefined;
  let isBroken = false;
  async function run(): Promise<void> {
    try {
      while (next !== undefined) {
        const { value } = next;
        next = undefined;
        await write(value);
      }
    } catch {
      isBroken = true;
    } finally {
      running = undefined;
    }
  }
  return {
    offer(value) {
      if (isBroken) return;
      next = { value };
      running ??= run();
    },
    settled: async () => running,
  };
}
