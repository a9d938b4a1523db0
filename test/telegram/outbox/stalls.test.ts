import { expect, test } from 'vitest';
import type { Clock } from '../../../src/chat/clock.ts';
import { createOutbox, type Delivery } from '../../../src/telegram/outbox.ts';
import { createDirectBotApi } from '../../fakes/bot-api/direct.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { text } from './scene.ts';

test.each([300, 900, 2_500])(
  'a process that gets its turn every %i ms only does not send all at once what fell due meanwhile',
  async (turn) => {
    const time = createTestClock();
    const clock: Clock = {
      now: time.now,
      sleep: (milliseconds, signal) => {
        const due = Math.ceil((time.now() + milliseconds) / turn) * turn;
        return time.sleep(due - time.now(), signal);
      },
    };
    const api = createDirectBotApi(time);
    const outbox = createOutbox({ api, clock, log: () => undefined, onMoved: () => undefined });
    const deliveries: Promise<Delivery>[] = [];
    for (let group = 1; group <= 100; group++) {
      api.chat(-group);
      for (let at = 0; at < 3; at++) deliveries.push(outbox.send(text(-group, `${group}.${at}`)));
    }
    await time.runAll();
    expect((await Promise.all(deliveries)).filter(({ kind }) => kind === 'sent')).toHaveLength(300);
    expect(api.violations).toEqual([]);
  },
);
