import type { PendingUpdate, SentAnswer, Store } from '../../core/ports.ts';
import { SURFACE } from '../ids.ts';
import type { Edited, Keyboard, Outbox, Outgoing } from '../outbox.ts';
import type { Rendered } from '../render.ts';

/** Where a reply goes. */
export interface ReplyPlace {
  readonly chat: number;
  /** Forum topic. */
  readonly topic?: number;
  readonly replyTo?: number;
}

/** One step of a reply, as the store keeps it. `key` names the answer that the message belongs to. */
type Part =
  | { readonly op: 'send'; readonly message: Outgoing; readonly key?: string }
  | {
      readonly op: 'edit';
      readonly message: Edited;
      /** What is sent where the message is gone. */
      readonly else: Outgoing;
      readonly key?: string;
    }
  | {
      readonly op: 'remove';
      readonly chat: number;
      readonly messageId: number;
      readonly key?: string;
    };

/** What is said to one update, decided and not yet sent. */
export interface Reply {
  readonly place: ReplyPlace;
  readonly messages: readonly Rendered[];
  /** Under the last message. */
  readonly keyboard?: Keyboard;
  /** Messages of the bot that the new ones take the place of, first to last. */
  readonly instead?: readonly number[];
  /**
   * Kept with the messages as they are sent. Where its key is known it takes the place of what stands there, and
   * nothing happens when that was recalled.
   */
  readonly answer?: SentAnswer;
}

/** A reply with what stands in the chat already. */
interface Placed extends Reply {
  /** Messages that go: they show the passages behind an earlier answer, and prove nothing of this one. */
  readonly obsolete?: readonly number[];
}

/** Sees replies through to Telegram: decided once, kept, then sent part by part, over restarts. */
export interface Replies {
  /**
   * Rejects when Telegram cannot be reached; what was sent until then is not sent again.
   * @param others further updates that this reply answers.
   * @param also writes what belongs to the decision, in one write with it.
   */
  reply(id: string, others: readonly string[], reply: Reply, also?: () => void): Promise<void>;
  /** Sends what is left of a reply that was decided before. */
  resume(kept: PendingUpdate): Promise<void>;
}

export function createReplies({
  store,
  outbox,
}: {
  readonly store: Store;
  readonly outbox: Outbox;
}): Replies {
  const inbox = store.inbox(SURFACE);

  async function sendParts(id: string, parts: readonly string[], sent: number): Promise<void> {
    for (const text of parts.slice(sent)) {
      const part = JSON.parse(text) as Part;
      if (part.key !== undefined && isRecalled(part.key)) return;
      if (part.op === 'remove') {
        const removal = await outbox.remove(part.chat, part.messageId);
        store.together(() => {
          if (part.key !== undefined && removal !== 'refused') dropMessage(part.key, String(part.messageId));
          inbox.partSent(id);
        });
        continue;
      }
      const delivered = await deliver(part);
      if (delivered === undefined) return;
      store.together(() => {
        if (part.key !== undefined) keepMessage(part, part.key, delivered);
        inbox.partSent(id);
      });
    }
  }

  async function deliver(
    part: Exclude<Part, { op: 'remove' }>,
  ): Promise<{ chat: number; messageId: number } | undefined> {
    if (part.op === 'edit' && (await outbox.edit(part.message)) === 'edited') return part.message;
    const delivery = await outbox.send(part.op === 'edit' ? part.else : part.message);
    return delivery.kind === 'sent' ? delivery : undefined;
  }

  function keepMessage(
    part: Exclude<Part, { op: 'remove' }>,
    key: string,
    delivered: { chat: number; messageId: number },
  ): void {
    const answer = store.answers.findByKey(key);
    if (answer === undefined) return;
    const [chat, messageId] = [String(delivered.chat), String(delivered.messageId)];
    if (chat !== answer.chat) {
      // The group became a supergroup, which counts its messages anew: the numbers of the old one mean others there.
      const { lines: _, originalIds: __, ...rest } = answer;
      store.answers.record({ ...rest, chat, questionId: null, messageIds: [messageId] });
      return;
    }
    const replaced = part.op === 'edit' ? String(part.message.messageId) : undefined;
    const stand = answer.messageIds.map((id) => (id === replaced ? messageId : id));
    store.answers.record({ ...answer, messageIds: [...new Set([...stand, messageId])] });
  }

  /** It may be taken back between two of its parts. */
  function isRecalled(key: string): boolean {
    const answer = store.answers.findByKey(key);
    return answer !== undefined && answer.recalledAt !== null;
  }

  function dropMessage(key: string, messageId: string): void {
    const answer = store.answers.findByKey(key);
    if (answer === undefined) return;
    const messageIds = answer.messageIds.filter((id) => id !== messageId);
    store.answers.record({ ...answer, messageIds });
  }

  /** The reply with the messages that stand for its answer; null when that was recalled. */
  function inPlace(reply: Reply): Placed | null {
    const standing = reply.answer && store.answers.findByKey(reply.answer.key);
    if (reply.answer === undefined || standing === undefined) return reply;
    if (standing.recalledAt !== null) return null;
    const { messageIds, originalIds = [] } = standing;
    return {
      ...reply,
      instead: [...(reply.instead ?? []), ...messageIds.map(Number)],
      obsolete: originalIds.map(Number),
      answer: { ...reply.answer, messageIds: [...messageIds, ...originalIds] },
    };
  }

  return {
    async reply(id, others, reply, also) {
      const placed = inPlace(reply);
      const parts = placed === null ? [] : partsOf(placed).map((part) => JSON.stringify(part));
      store.together(() => {
        if (placed?.answer !== undefined) store.answers.record(placed.answer);
        inbox.keepReply(id, parts, others, Date.now());
        if (placed !== null) also?.();
      });
      await sendParts(id, parts, 0);
    },
    async resume({ id, reply, sent }) {
      await sendParts(id, reply ?? [], sent);
    },
  };
}

function partsOf({ place, messages, keyboard, instead = [], obsolete = [], answer }: Placed): Part[] {
  const key = answer === undefined ? {} : { key: answer.key };
  const { replyTo, ...where } = place;
  const parts = messages.map((rendered, at): Part => {
    const buttons = at === messages.length - 1 && keyboard !== undefined ? { keyboard } : {};
    // Only the first part points at the question.
    const pointing = at === 0 && replyTo !== undefined ? { replyTo } : {};
    const message: Outgoing = { ...where, ...pointing, ...rendered, ...buttons };
    const old = instead[at];
    if (old === undefined) return { op: 'send', message, ...key };
    return {
      op: 'edit',
      message: { chat: place.chat, messageId: old, ...rendered, ...buttons },
      else: message,
      ...key,
    };
  });
  const surplus = [...instead.slice(messages.length), ...obsolete].map(
    (messageId): Part => ({ op: 'remove', chat: place.chat, messageId, ...key }),
  );
  return [...parts, ...surplus];
}
