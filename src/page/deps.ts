import type { App } from '../core/ports/app.ts';
import type { Meter } from '../core/ports/meter.ts';
import type { Store } from '../core/ports.ts';
import type { Log } from '../log.ts';
import type { Asking } from './asking.ts';

/** What the page is handed. */
export interface PageDeps {
  readonly app: App;
  readonly asking: Asking;
  readonly store: Pick<Store, 'feedback'>;
  readonly log: Log;
  readonly meter?: Meter | undefined;
}
