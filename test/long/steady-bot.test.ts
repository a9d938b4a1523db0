import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createBotApiServer } from '../fakes/bot-api-server.ts';
import { REPORTS, scratchFolder, startMingbai, writeFiles } from '../flows/command-line.ts';

/** `STEADY_MINUTES=10` for the whole table; native clean-up that goes wrong does so after some two minutes. */
const MINUTES = Number(process.env.STEADY_MINUTES ?? 3);
const EVERY = 5_000;
const TOKEN = '700777:AAF-strict_Test_Token_0123456789abc';

test(`a bot that is asked for ${MINUTES} minutes answers everything, warns of nothing and stops with 0`, async () => {
  const folder = await scratchFolder();
  await writeFiles(join(folder, 'reports'), REPORTS);
  const server = await createBotApiServer({ token: TOKEN });
  const groups = Array.from({ length: 3 }, () => server.group());
  const running = startMingbai(['start', '--no-terminal'], {
    CORPUS_DIR: join(folder, 'reports'),
    INDEX_DIR: join(folder, 'index'),
    DATA_DIR: join(folder, 'data'),
    LOG_LEVEL: 'warn',
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: server.apiRoot,
  });
  const deadline = performance.now() + MINUTES * 60_000;
  const asked = new Map(groups.map(({ id }) => [id, 0]));
  for (let nth = 0; performance.now() < deadline; nth++) {
    const group = groups[nth % groups.length]!;
    server.say(group, server.person(), `@${server.bot.username} 广昌低保标准是多少`);
    asked.set(group.id, asked.get(group.id)! + 1);
    const over = await Promise.race([running.ended, delay(EVERY)]);
    if (over !== undefined) expect.unreachable(`the bot ended by itself: ${JSON.stringify(over)}`);
  }
  for (const [id, count] of asked) {
    const sent = await server.waitForSent(id, count, 60_000);
    for (const { text } of sent) expect(text).toContain('515元[1]');
  }
  running.child.kill('SIGTERM');
  const { code, stderr } = await running.ended;
  const { violations } = server;
  await server.close();
  expect({ code, violations }).toEqual({ code: 0, violations: [] });
  expect(stderr).not.toMatch(/warning/iu);
  process.stdout.write(
    `Node ${process.version}: ${MINUTES} minutes, ${[...asked.values()].reduce((sum, count) => sum + count)} questions answered, exit code ${code}\n`,
  );
});
