import { HTTPException } from 'hono/http-exception';
import { AppError, messageOf } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { Refusal } from '../errors.ts';

/** Seconds after which to ask again. */
const RETRY_AFTER = '30';

/** What is told of a fault: its cause only in the log, as it may name files and servers of the house. */
export function refusalOf(thrown: unknown, log: Log): Refusal {
  if (thrown instanceof Refusal) return thrown;
  if (thrown instanceof HTTPException && thrown.status < 500) return new Refusal('bad-request');
  if (thrown instanceof AppError && thrown.code === 'asking-busy')
    return new Refusal('busy', { headers: { 'retry-after': RETRY_AFTER } });
  if (thrown instanceof AppError && thrown.code === 'asking-late') return new Refusal('late');
  log('error', 'api-failed', { reason: messageOf(thrown) });
  return new Refusal('failed');
}
