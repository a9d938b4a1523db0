import { AppError } from '../../errors.ts';

/** The longest waits of one call, in milliseconds. Only words of the answer count: comments and reasoning do not. */
export interface ChatDeadlines {
  /** From the request to the response's headers. */
  readonly headersMs: number;
  /** From the request to the first words. */
  readonly firstContentMs: number;
  /** From some words to the next. */
  readonly idleMs: number;
  /** The whole call, a second attempt included. */
  readonly totalMs: number;
}

/** Ends one call at the first deadline that passes, or when the caller gives up. */
export interface Watch {
  /** Aborted when the call must end. */
  readonly signal: AbortSignal;
  /** Why it must end. */
  readonly fault: AppError | undefined;
  readonly remainingMs: number;
  /** Starts the clock of a stage; the one before is over. */
  expect(stage: string, milliseconds: number): void;
  /** `work`, or the fault as soon as there is one, whether `work` heeds the signal or not. */
  race<T>(work: Promise<T>): Promise<T>;
  close(): void;
}

export function createWatch(totalMs: number, caller: AbortSignal | undefined): Watch {
  const controller = new AbortController();
  const endsAt = performance.now() + totalMs;
  let fault: AppError | undefined;
  let stageTimer: NodeJS.Timeout | undefined;

  function end(error: AppError): void {
    fault ??= error;
    controller.abort(fault);
  }
  const cancel = () => end(new AppError('chat-model-failed', { details: '提问方不再等了' }));
  const timeOut = (stage: string, milliseconds: number) =>
    end(new AppError('chat-model-timeout', { milliseconds, stage }));

  const totalTimer = setTimeout(() => timeOut('总共', totalMs), totalMs);
  if (caller?.aborted) cancel();
  else caller?.addEventListener('abort', cancel, { once: true });

  return {
    signal: controller.signal,
    get fault() {
      return fault;
    },
    get remainingMs() {
      return endsAt - performance.now();
    },
    expect(stage, milliseconds) {
      clearTimeout(stageTimer);
      stageTimer = setTimeout(() => timeOut(stage, milliseconds), milliseconds);
    },
    race(work) {
      return new Promise((resolve, reject) => {
        const stop = () => reject(fault);
        controller.signal.addEventListener('abort', stop, { once: true });
        if (controller.signal.aborted) stop();
        work.then(resolve, reject).finally(() => controller.signal.removeEventListener('abort', stop));
      });
    },
    close() {
      clearTimeout(totalTimer);
      clearTimeout(stageTimer);
      caller?.removeEventListener('abort', cancel);
    },
  };
}
