import type { Aside, Content, Place, Surface } from '../chat/surface.ts';
import type { ChatAddress } from '../core/ports.ts';
import { wording } from '../wording.ts';
import type { Abilities } from './abilities.ts';
import type { ButtonSigner } from './buttons/data.ts';
import { keyboardOf } from './buttons/keyboard.ts';
import { ephemeralOf, numberOf, SURFACE } from './ids.ts';
import type { RichChoice } from './outbox/rich-choice.ts';
import {
  ASIDE_WITHIN,
  type Basis,
  type Form,
  type Keyboard,
  type Outbox,
  type RichRefused,
} from './outbox.ts';
import { asText, contentsOf, written } from './render/contents.ts';
import { renderLines } from './render.ts';

/** Telegram as what every chat is handed: answers rendered with their buttons, and everything sent by the outbox. */
export function createTelegramSurface({
  outbox,
  signer,
  richChoice,
  abilities,
}: {
  readonly outbox: Outbox;
  readonly signer: ButtonSigner;
  readonly richChoice: RichChoice;
  readonly abilities: Pick<Abilities, 'rich'>;
}): Surface {
  /** Says the content as blocks where it has some and the chat takes them, else as text; null: they were refused. */
  function inForm<T>(
    chat: number,
    content: Content,
    say: (form: Form & { readonly keyboard?: Keyboard }) => Promise<T | RichRefused>,
  ): Promise<T | RichRefused | null> {
    const { rich, also: _, ...text } = written(content);
    if (rich === undefined) return say(text);
    const { message: blocks, ...buttons } = rich;
    return richChoice.inBlocks(chat, blocks, (message) => say({ ...buttons, rich: message }));
  }

  async function sayAside(place: Place, { member, otherwise, sign }: Aside, content: Content) {
    if (member === null) return { kind: 'not-aside' } as const;
    const { html, plain, keyboard } = written(content);
    const basis = basisOf(place);
    return await outbox.aside({
      ...{ ...targetOf(place), receiver: Number(member), html, plain, otherwise },
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
      const chat = standing && Number(standing.chat);
      return contentsOf(
        answer,
        richChoice.of(chat) !== 'none',
        (isRich) => standing && keyboardOf(answer, Number(chat), standing.key, signer, { isRich }),
      );
    },
    async send(place, content) {
      const aside = asideOf(place);
      if (aside !== undefined) {
        const { kind } = await sayAside(place, aside, content);
        if (kind === 'aside') return { kind };
        if (aside.otherwise === 'nobody') return { kind: 'dropped' };
      }
      const to = targetOf(place);
      const delivery = await inForm(to.chat, content, (form) => outbox.send({ ...to, ...form }));
      if (delivery === null) return asText(written(content));
      if (delivery.kind !== 'sent') return { kind: 'dropped' };
      return { kind: 'sent', chat: String(delivery.chat), messageId: String(delivery.messageId) };
    },
    async edit(chat, messageId, content) {
      const to = { chat: chatOf(chat), messageId: Number(messageId) };
      const result = await inForm(to.chat, content, (form) => outbox.edit({ ...to, ...form }));
      if (result === null) return asText(written(content));
      // A text is not refused so: what was refused took its place while both waited.
      return typeof result === 'string' ? result : 'edited';
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
      const { html, plain, rich } = written(content);
      const form = richChoice.of(chat);
      outbox.draft(chat, topic, draftIdOf(id), {
        ...{ html, plain },
        ...(rich === undefined || form === 'none' ? {} : { rich: richChoice.as(form, rich.message) }),
        canStop: abilities.rich === '10.3',
      });
    },
  };
}

/** What answers a message that one member alone sees is for nobody else, whoever asks to say it. */
function asideOf({ aside, replyTo }: Place): Aside | undefined {
  const isForOne = replyTo !== undefined && numberOf(replyTo) === undefined;
  return isForOne ? { member: aside?.member ?? null, otherwise: 'nobody' } : aside;
}

function basisOf({ replyTo }: Place): Basis | undefined {
  const ephemeral = replyTo === undefined ? undefined : ephemeralOf(replyTo);
  return ephemeral && { kind: 'message', id: ephemeral.id, until: ephemeral.date * 1_000 + ASIDE_WITHIN };
}

const chatOf = ({ chat }: ChatAddress) => Number(chat);

/** Where a message goes that all see, and at which of these it points. */
function targetOf(place: Place): ReturnType<typeof whereOf> & { readonly replyTo?: number } {
  const replyTo = place.replyTo === undefined ? undefined : numberOf(place.replyTo);
  return { ...whereOf(place), ...(replyTo === undefined ? {} : { replyTo }) };
}

function whereOf({ chat, thread }: Place): { readonly chat: number; readonly topic?: number } {
  return { chat: Number(chat), ...(thread === '' ? {} : { topic: Number(thread) }) };
}

/** What names the drafts of the answer to an update. Telegram wants a number that is not zero, within 32 bits. */
export function draftIdOf(updateId: string): number {
  return (Number(updateId) % 2_147_483_647) + 1;
}
