import type { Asking } from '../../chat/asking.ts';
import type { App } from '../../core/ports/app.ts';
import type { Log } from '../../log.ts';
import type { KeyQuota } from './quota.ts';
import type { Links } from './reply.ts';

/** What the routes of the API are handed. */
export interface ApiDeps {
  readonly app: App;
  readonly asking: Asking;
  readonly quota: KeyQuota;
  readonly log: Log;
  readonly links?: Links | undefined;
}
