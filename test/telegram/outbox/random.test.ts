import { expect, test } from 'vitest';
import { createRandom } from '../../fakes/random.ts';
import { createOutboxScene, flood, refused, text } from './scene.ts';

const CHATS = [-1, -2, -3, 11, 12];
const STEPS = 120;

/** What the bot last asked a message to say. */
interface Standing {
  readonly chat: number;
  readonly id: number;
  readonly first: string;
  wanted: string;
}

test.each(Array.from({ length: 12 }, (_, seed) => seed))(
  'any mixture of messages, edits, drafts, typing, floods and lost connections breaks no limit, loses nothing, and leaves the last texts standing (%i)',
  async (seed) => {
    const random = createRandom(seed);
    const { clock, api, outbox } = createOutboxScene();
    api.latency = () => random.below(60);
    const given = new Map<number, string[]>(CHATS.map((chat) => [chat, []]));
    const standing: Standing[] = [];
    const pending: Promise<unknown>[] = [];
    const stops: (() => void)[] = [];
    for (const chat of CHATS) api.chat(chat);

    for (let step = 0; step < STEPS; step++) {
      const chat = random.pick(CHATS);
      const known = standing.filter((message) => message.chat === chat);
      switch (random.below(9)) {
        case 0:
        case 1:
        case 2: {
          for (let at = random.below(6); at >= 0; at--) {
            const first = `${chat}.${step}.${at}`;
            given.get(chat)?.push(first);
            pending.push(
              outbox.send(text(chat, first)).then((sent) => {
                if (sent.kind === 'sent') standing.push({ chat, id: sent.messageId, first, wanted: first });
              }),
            );
          }
          break;
        }
        case 3:
        case 4:
        case 5:
          if (known.length > 0) {
            const message = random.pick(known);
            message.wanted = `${chat}.${message.id} ${step}`;
            pending.push(outbox.edit({ ...text(chat, message.wanted), messageId: message.id }));
          }
          break;
        case 6:
          if (known.length > 0) {
            pending.push(
              outbox.editKeyboard(chat, random.pick(known).id, [[{ text: '好', data: `${step}` }]]),
            );
          }
          break;
        case 7:
          if (random.below(3) === 0) api.fail(chat, flood(1 + random.below(40)));
          else if (random.below(2) === 0)
            api.fail(chat, random.pick(['network', refused('Bad Gateway', 502)]));
          else stops.push(outbox.typing(chat));
          break;
        default:
          outbox.draft(chat, undefined, step + 1, { html: `稿${step}`, plain: `稿${step}` });
      }
      await clock.advance(random.pick([0, 10, 200, 900, 3_000, 20_000]));
    }
    for (const stop of stops) stop();
    await clock.runAll();
    const ends = await Promise.all(pending);

    expect(api.violations).toEqual([]);
    expect(ends.filter((end) => end !== undefined && end !== 'edited')).toEqual([]);
    for (const chat of CHATS) {
      const arrived = standing.filter((message) => message.chat === chat);
      expect(arrived.map(({ first }) => first)).toEqual(given.get(chat));
      expect(arrived.map(({ id }) => id)).toEqual(api.chat(chat).sent.map(({ message_id }) => message_id));
    }
    for (const { chat, id, wanted } of standing) {
      expect(api.chat(chat).sent.find(({ message_id }) => message_id === id)?.text).toBe(wanted);
    }
  },
);
