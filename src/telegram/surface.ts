import type { Content, Place, Surface } from '../chat/surface.ts';
import type { ChatAddress } from '../core/ports.ts';
import { wording } from '../wording.ts';
import type { ButtonSigner } from './buttons/data.ts';
import { keyboardOf } from './buttons/keyboard.ts';
import { numberOf, SURFACE } from './ids.ts';
import type { Keyboard, Outbox } from './outbox.ts';
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
    room: (chat) => outbox.room(chatOf(chat)),
    typing(place) {
      const { chat, topic } = whereOf(place);
      return outbox.typing(chat, topic);
    },
    draft(place, id, content) {
      const { chat, topic } = whereOf(place);
      outbox.draft(chat, topic, draftIdOf(id), written(content));
    },
  };
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
