import { AppError } from '../../errors.ts';

export interface CircuitBreakerOptions {
  /** Failures in a row after which calls fail at once, 1 up. */
  readonly failures: number;
  /** For how long they do, in milliseconds; then one call is let through to try. */
  readonly pauseMs: number;
}

/** Spares a model that is down, and whoever would wait for it. */
export interface CircuitBreaker {
  /** @throws AppError `chat-model-failed` during a pause. */
  enter(): void;
  succeeded(): void;
  failed(): void;
  /** The call ended without telling anything of the model. */
  left(): void;
}

export function createCircuitBreaker({ failures, pauseMs }: CircuitBreakerOptions): CircuitBreaker {
  let inARow = 0;
  let closedUntil = 0;
  return {
    enter() {
      const wait = closedUntil - performance.now();
      if (wait > 0) {
        const details = `连续失败 ${inARow} 次，${Math.ceil(wait / 1000)} 秒后再试`;
        throw new AppError('chat-model-failed', { details });
      }
      // The call that ends a pause is the only one until it comes back.
      if (inARow >= failures) closedUntil = performance.now() + pauseMs;
    },
    succeeded() {
      inARow = 0;
      closedUntil = 0;
    },
    failed() {
      inARow++;
      if (inARow >= failures) closedUntil = performance.now() + pauseMs;
    },
    left() {
      closedUntil = 0;
    },
  };
}
