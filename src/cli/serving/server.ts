import { join } from 'node:path';
import { createAsking } from '../../chat/asking.ts';
import type { Config } from '../../config.ts';
import type { App } from '../../core/ports/app.ts';
import type { Store } from '../../core/ports.ts';
import { messageOf } from '../../errors.ts';
import { createApi } from '../../http/api/api.ts';
import type { Metrics } from '../../http/metrics.ts';
import { createHttpServer, type Health, type HttpServer, type Route } from '../../http/server.ts';
import type { Log } from '../../log.ts';
import { createEvalRuns } from '../../page/evals/runs.ts';
import { answerLink, documentLink } from '../../page/links.ts';
import { createPage } from '../../page/page.ts';

/** Milliseconds that questions over HTTP have to be answered in, once the process is told to stop. */
const LAST_ANSWERS = 25_000;

/** What a bot has the server tell and answer. */
export interface ServedBot {
  readonly health: () => NonNullable<Health['telegram']>;
  readonly routes: Readonly<Record<string, Route>>;
}

/**
 * Serves the page, the API, health and metrics, and what a bot needs. Where the default port is taken, at any other one: a port
 * that was asked for, or that a webhook comes to, is none to do without.
 * @throws AppError `http-unusable`.
 */
export async function openServer(
  app: App,
  { http, telegram, dataDir }: Config,
  {
    store,
    metrics,
    log,
    bot,
  }: {
    readonly store: Store;
    readonly metrics: Metrics;
    readonly log: Log;
    readonly bot?: ServedBot;
  },
): Promise<HttpServer> {
  const askingOf = createAsking({ app, store, meter: metrics.meter, log });
  const page = createPage({
    ...{ app, asking: askingOf('page'), log },
    evals: createEvalRuns(join(dataDir, 'evals')),
  });
  const serve = (port: number) =>
    createHttpServer({
      ...{ host: http.host, token: http.token, apiKeys: http.apiKeys, port, metrics, log },
      health: () => {
        const { corpusVersion, passages } = app.status();
        return {
          ...(bot && { telegram: bot.health() }),
          corpus: { version: corpusVersion, passages },
        };
      },
      // A bot has drained by then, and whoever asks it is answered later.
      ...(bot === undefined && { limits: { close: LAST_ANSWERS } }),
      routes: bot?.routes ?? {},
      mounted: [
        ...createApi({
          ...{ app, asking: askingOf('api'), log },
          links: { answer: answerLink, quote: documentLink },
        }),
        { path: '/', app: page },
      ],
    });
  try {
    return await serve(http.port);
  } catch (thrown) {
    if (http.isPortChosen || telegram?.webhook !== undefined) throw thrown;
    log('info', 'http-port-taken', { reason: messageOf(thrown) });
    return await serve(0);
  }
}
