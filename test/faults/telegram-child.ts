/*
 * A bot in a process of its own: arguments are the state file, the token, the address of the server and how fast its
 * clock goes. It answers every question with itself, says `up` when it receives, and each warning as a line.
 */
import { createStore } from '../../src/state/store.ts';
import { createTelegramBot } from '../../src/telegram/bot.ts';
import { createFastClock } from '../fakes/clock.ts';
import { createScriptedApp } from '../fakes/scripted-app.ts';
import { answerTo } from './telegram-answers.ts';

const [statePath = '', token = '', apiRoot = '', factor = '1'] = process.argv.slice(2);
const bot = createTelegramBot({
  app: {
    ...createScriptedApp(),
    explain: async ({ text }) => ({ answer: answerTo(text), retrieved: [], evidence: [] }),
  },
  store: createStore(statePath),
  token,
  apiRoot,
  operatorIds: [],
  groupIds: [],
  log: (level, event, fields) => {
    if (level === 'warn' || level === 'error') process.stdout.write(`${event} ${JSON.stringify(fields)}\n`);
  },
  clock: createFastClock(Number(factor)),
});
process.on('SIGTERM', () => void bot.stop().then(() => process.exit(0)));
await bot.start();
process.stdout.write('up\n');
