/*
 * The bot of test/bench/groups.ts, in a process of its own so that nothing but the product is on its event loop. Takes
 * `watch` and `report` as messages; a report is how late the loop was since the last `watch`, in milliseconds.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createApp, openStore } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createTelegramBot } from '../../src/telegram/bot.ts';

/** How often the loop is looked at; part of every delay that is reported. Milliseconds. */
const RESOLUTION = 2;

export interface LoopReport {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

const [token = '', apiRoot = ''] = process.argv.slice(2);
const config = readConfig(process.env);
const app = await createApp(config, { log: () => undefined, build: 'stale' });
const store = openStore(config);
const bot = createTelegramBot({
  ...{ app, store, token, apiRoot, operatorIds: [], groupIds: [] },
  log: (level, event, fields) => {
    if (level === 'warn' || level === 'error')
      process.stderr.write(`${level} ${event} ${JSON.stringify(fields)}\n`);
  },
});
const loop = monitorEventLoopDelay({ resolution: RESOLUTION });
process.on('message', (order) => {
  if (order === 'watch') {
    loop.reset();
    loop.enable();
  } else if (order === 'report') {
    loop.disable();
    const [p50, p99] = [50, 99].map((share) => loop.percentile(share) / 1e6);
    process.send?.({ p50, p99, max: loop.max / 1e6 } satisfies Record<keyof LoopReport, number | undefined>);
  }
});
process.on('SIGTERM', () => {
  void bot
    .stop()
    .then(() => app.close())
    .then(() => {
      store.close();
      process.exit(0);
    });
});
await bot.start();
process.send?.('up');
