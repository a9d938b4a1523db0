import { describe, expect, test } from 'vitest';
import { createQueueNotices } from '../../../src/chat/answering/queue-notices.ts';
import type { Place } from '../../../src/chat/surface.ts';
import { wording } from '../../../src/wording.ts';
import { createTestClock } from '../../fakes/clock.ts';

const GROUP = '-100';

function scene({ room = 15, elsewhere = 0 } = {}) {
  const clock = createTestClock();
  const sent: (Place & { readonly plain: string })[] = [];
  const surface = {
    words: wording.telegram,
    lines: (lines: readonly string[]) => lines.map((plain) => ({ plain })),
    room: () => room,
    send: async (place: Place, { plain }: { readonly plain: string }) => ({
      kind: 'sent' as const,
      chat: place.chat,
      messageId: String(500 + sent.push({ ...place, plain })),
    }),
  };
  const notices = createQueueNotices({ surface, clock, waitingElsewhere: () => elsewhere });
  const arrive = (id: number, chat = GROUP) =>
    notices.arrived(String(id), { surface: 'telegram', chat, thread: '', replyTo: String(id) });
  return { clock, sent, notices, arrive };
}

describe('a question that waits', () => {
  test('is told its place in the queue of its chat, once, as a reply', async () => {
    const { clock, sent, arrive } = scene();
    arrive(1);
    arrive(2, '-200');
    arrive(3);
    await clock.advance(60_000);
    expect(sent.map(({ chat, replyTo, plain }) => [chat, replyTo, plain])).toEqual([
      [GROUP, '1', wording.telegram.queued(1)],
      ['-200', '2', wording.telegram.queued(1)],
      [GROUP, '3', wording.telegram.queued(1)],
    ]);
  });

  test('counts the questions before it in its chat that are not done, and those of other chats that wait', async () => {
    const { clock, sent, notices, arrive } = scene({ elsewhere: 3 });
    for (const id of [1, 2, 3, 4]) arrive(id);
    notices.finished('1');
    expect(await notices.begun('2')).toBeUndefined();
    await clock.advance(8_000);
    expect(sent.map(({ replyTo, plain }) => [replyTo, plain])).toEqual([
      ['3', wording.telegram.queued(4)],
      ['4', wording.telegram.queued(5)],
    ]);
  });

  test('is told nothing when its turn comes within eight seconds, or the chat has no room for it', async () => {
    const { clock, sent, notices, arrive } = scene();
    arrive(1);
    await clock.advance(7_000);
    expect(await notices.begun('1')).toBeUndefined();
    await clock.advance(60_000);
    expect(sent).toEqual([]);
    const full = scene({ room: 9 });
    full.arrive(1);
    await full.clock.advance(60_000);
    expect(full.sent).toEqual([]);
  });

  test('has its notice handed over when its turn comes, so that the answer takes its place', async () => {
    const { clock, notices, arrive } = scene();
    arrive(1);
    await clock.advance(9_000);
    expect(await notices.begun('1')).toBe('501');
    expect(await notices.begun('77')).toBeUndefined();
  });
});
