import type { Asking } from '../chat/asking.ts';
import type { App } from '../core/ports/app.ts';
import type { Log } from '../log.ts';
import type { EvalRuns } from './evals/runs.ts';

/** What the page is handed. */
export interface PageDeps {
  readonly app: App;
  readonly asking: Asking;
  readonly log: Log;
  /** The evaluations that are kept; none when absent. */
  readonly evals?: EvalRuns;
}
