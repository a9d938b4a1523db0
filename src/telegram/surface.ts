import type { Aside, Content, Place, Surface } from '../chat/surface.ts';
import type { ChatAddress } from '../core/ports.ts';
import { wording } from '../wording.ts';
import type { ButtonSigner } from './buttons/data.ts';
import { keyboardOf } from './buttons/keyboard.ts';
import { ephemeralOf, numberOf, SURFACE } from './ids.ts';
import { ASIDE_WITHIN, type Basis, type Keyboard, type Outbox } from './outbox.ts';
import { type Rendered, renderAnswer, renderLines } from './render.ts';

/** A message as Telegram gets it: what chat/ hands back is what was made here. */
interface TelegramContent extends Rendered {
  readonly keyboard?: Keyboard;
}

/** Telegram as what every chat is handed: answers rendered with their buttons, and everything sent by the outbox. */
export function createTelegramSurface({
  outbox,
  signer,
}: {
  readonly outbox: Outbox;
  readonly signer: ButtonSigner;
}): Surface {
  async function sayAside(place: Place, { member, otherwise, sign }: Aside, content: Content) {
    if (member === null) return { kind: 'not-aside' } as const;
    const { html, plain, keyboard } = written(content);
    const replyTo = place.replyTo === undefined ? undefined : numberOf(place.replyTo);
    const basis = basisOf(place);
    return await outbox.aside({
      ...{ ...whereOf(place), receiver: Number(member), html, plain, otherwise },
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(basis === undefined ? {} : { basis }),
      ...(sign === undefined ? {} : { sign }),
      ...(keyboard === undefined ? {} : { keyboard }),
    });
  }

  return {
    name: SURFACE,
    words: wording.telegram,
    lines: renderLines,
    answer(answer, standing) {
      const messages = renderAnswer(answer);
      const keyboard = standing && keyboardOf(answer, Number(standing.chat), standing.key, signer);
      return messages.map(
        (message, at): TelegramContent =>
          at === messages.length - 1 && keyboard !== undefined ? { ...message, keyboard } : message,
      );
    },
    async send(place, content) {
      const aside = asideOf(place);
      if (aside !== undefined) {
        const { kind } = await sayAside(place, aside, content);
        if (kind === 'aside') return { kind };
        if (aside.otherwise === 'nobody') return { kind: 'dropped' };
      }
      const replyTo = place.replyTo === undefined ? undefined : numberOf(place.replyTo);
      const to = replyTo === undefined ? {} : { replyTo };
      const delivery = await outbox.send({ ...whereOf(place), ...to, ...written(content) });
      if (delivery.kind !== 'sent') return { kind: 'dropped' };
      return { kind: 'sent', chat: String(delivery.chat), messageId: String(delivery.messageId) };
    },
    async edit(chat, messageId, content) {
      const to = { chat: chatOf(chat), messageId: Number(messageId) };
      return (await outbox.edit({ ...to, ...written(content) })) === 'edited' ? 'edited' : 'gone';
    },
    remove: (chat, messageId) => outbox.remove(chatOf(chat), Number(messageId)),
    canAside(place) {
      const aside = asideOf(place);
      return aside?.member != null && outbox.canAside(Number(place.chat), basisOf(place));
    },
    unsign(chat, messageId) {
      const number = numberOf(messageId);
      if (number !== undefined) void outbox.unsign(chatOf(chat), number);
    },
    room: (chat) => outbox.room(chatOf(chat)),
    typing(place) {
      // It would be shown to all.
      if (asideOf(place)?.otherwise === 'nobody') return () => undefined;
      const { chat, topic } = whereOf(place);
      return outbox.typing(chat, topic);
    },
    draft(place, id, content) {
      const { chat, topic } = whereOf(place);
      outbox.draft(chat, topic, draftIdOf(id), written(content));
    },
  };
}

/** What answers a message that one member alone sees is for nobody else, whoever asks to say it. */
function asideOf({ aside, replyTo }: Place): Aside | undefined {
  const isForOne = replyTo !== undefined && ephemeralOf(replyTo) !== undefined;
  return isForOne ? { member: aside?.member ?? null, otherwise: 'nobody' } : aside;
}

function basisOf({ replyTo }: Place): Basis | undefined {
  const ephemeral = replyTo === undefined ? undefined : ephemeralOf(replyTo);
  return ephemeral && { kind: 'message', id: ephemeral.id, until: ephemeral.date * 1_000 + ASIDE_WITHIN };
}

const chatOf = ({ chat }: ChatAddress) => Number(chat);

function whereOf({ chat, thread }: Place): { readonly chat: number; readonly topic?: number } {
  return { chat: Number(chat), ...(thread === '' ? {} : { topic: Number(thread) }) };
}

function written(content: Content): TelegramContent {
  return content as TelegramContent;
}

/** Telegram wants a number that is not zero, within 32 bits. */
export function draftIdOf(updateId: string): number {
  return (Number(updateId) % 2_147_483_647) + 1;
}
