/*
 * What an answer costs over HTTP beside the same answer through the app: questions of test/eval/cases.jsonl are
 * asked both ways, in turn, each of an app of its own: both are asked it for the first time, nothing is kept of it. Prints
 * medians and their ratio, as absolute times belong to a machine. Run it by `npm run bench:http` on an idle machine.
 */
import { createApp } from '../../src/app.ts';
import { createAsking } from '../../src/chat/asking.ts';
import { readConfig } from '../../src/config.ts';
import { readCases } from '../../src/eval/cases.ts';
import { createApi } from '../../src/http/api/api.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { createStore } from '../../src/state/store.ts';
import { at, line, timed } from './timing.ts';

const WARM_UP = 10;
/** Enough for a median. */
const MOST = 100;

const log = () => undefined;
const app = await createApp(readConfig({}), { log, build: 'stale' });
const served = await createApp(readConfig({}), { log, build: 'stale' });
const store = createStore(':memory:');
const server = await createHttpServer({
  ...{ host: '127.0.0.1', port: 0, metrics: createMetrics(), routes: {}, log },
  health: () => ({ corpus: { version: '', passages: 0 } }),
  mounted: createApi({ app: served, asking: createAsking({ app: served, store })('api'), log }),
});

async function post(question: string): Promise<void> {
  const response = await fetch(`${server.url}/api/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question }),
  });
  await response.json();
}

const questions = (await readCases(new URL('../eval/cases.jsonl', import.meta.url)))
  .filter(({ kind, history }) => history.length === 0 && kind !== 'chatter' && kind !== 'place-unknown')
  .map(({ question }) => question)
  .filter((_, nth, all) => nth % Math.ceil(all.length / MOST) === 0);
const through: number[] = [];
const over: number[] = [];
for (const [nth, question] of questions.entries()) {
  const direct = async () => void (await app.explain({ text: question, history: [] }));
  const pair = [
    async () => through.push(await timed(direct)),
    async () => over.push(await timed(() => post(question))),
  ];
  for (const measure of nth % 2 === 0 ? pair : pair.toReversed()) await measure();
  if (nth === WARM_UP) for (const times of [through, over]) times.length = 0;
}
await server.close();
await Promise.all([app.close(), served.close()]);
store.close();

process.stdout.write(
  [
    `${through.length} questions`,
    line('through the app', through),
    line('over HTTP', over),
    `over HTTP / through the app at p50: ${(at(over, 0.5) / at(through, 0.5)).toFixed(2)}`,
    '',
  ].join('\n'),
);
