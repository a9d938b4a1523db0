import { openStore } from '../../app.ts';
import type { Config } from '../../config.ts';
import type { App } from '../../core/ports/app.ts';
import { messageOf } from '../../errors.ts';
import { createMetrics } from '../../http/metrics.ts';
import type { Log } from '../../log.ts';
import { wording } from '../../wording.ts';
import { openServer } from './server.ts';

/** How often what is old is erased. Milliseconds. */
const FORGET_EVERY = 3_600_000;

/**
 * Serves over HTTP without a bot while `until` runs, and prints the address.
 * @throws AppError `state-*`, `http-unusable`.
 */
export async function serveAlone(
  app: App,
  config: Config,
  log: Log,
  { print, until }: { readonly print: (line: string) => void; readonly until: () => Promise<void> },
): Promise<void> {
  const store = openStore(config);
  const forget = () => {
    try {
      store.forget(Date.now());
    } catch (thrown) {
      log('warn', 'state-not-cleaned', { reason: messageOf(thrown) });
    }
  };
  forget();
  const forgetting = setInterval(forget, FORGET_EVERY);
  try {
    const server = await openServer(app, config, { store, metrics: createMetrics(), log });
    print(wording.terminal.address(server.url));
    try {
      await until();
    } finally {
      await server.close();
    }
  } finally {
    clearInterval(forgetting);
    store.close();
  }
}
