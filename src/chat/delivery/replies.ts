import type { PendingUpdate, SentAnswer, Store } from '../../core/ports.ts';
import type { Content, Delivery, Instead, Place, Surface } from '../surface.ts';
import { following } from './aside.ts';

/** One step of a reply, as the store keeps it. `key` names the answer that the message belongs to. */
type Part =
  | { readonly op: 'send'; readonly place: Place; readonly content: Content; readonly key?: string }
  | {
      readonly op: 'edit';
      readonly messageId: string;
      /** Where it is sent when the message is gone. */
      readonly place: Place;
      readonly content: Content;
      readonly key?: string;
    }
  | { readonly op: 'remove'; readonly place: Place; readonly messageId: string; readonly key?: string };

/** What is said to one update, decided and not yet sent. */
export interface Reply {
  readonly place: Place;
  readonly messages: readonly Content[];
  /** Messages of the bot that the new ones take the place of, first to last. */
  readonly instead?: readonly string[];
  /**
   * Kept with the messages as they are sent. Where its key is known it takes the place of what stands there, and
   * nothing happens when that was recalled.
   */
  readonly answer?: SentAnswer;
  /** It says what stands there, in another form: the answer stays as it is kept, and so do the passages shown behind it. */
  readonly isRestated?: true;
}

/** A reply with what stands in the chat already. */
interface Placed extends Reply {
  /** Messages that go: they show the passages behind an earlier answer, and prove nothing of this one. */
  readonly obsolete?: readonly string[];
}

/** Sees replies through to the chat: decided once, kept, then sent part by part, over restarts. */
export interface Replies {
  /**
   * Rejects when the surface cannot be reached; what was sent until then is not sent again.
   * @param others further updates that this reply answers.
   * @param also writes what belongs to the decision, in one write with it.
   */
  reply(id: string, others: readonly string[], reply: Reply, also?: () => void): Promise<void>;
  /** Sends what is left of a reply that was decided before. */
  resume(kept: PendingUpdate): Promise<void>;
}

export function createReplies({
  store,
  surface,
}: {
  readonly store: Store;
  readonly surface: Pick<Surface, 'name' | 'send' | 'edit' | 'remove'>;
}): Replies {
  const inbox = store.inbox(surface.name);

  async function sendParts(id: string, decided: readonly string[], sent: number): Promise<void> {
    let parts = decided;
    for (let at = sent; at < parts.length; at++) {
      const part = JSON.parse(parts[at] ?? '') as Part;
      if (part.key !== undefined && isRecalled(part.key)) return;
      if (part.op === 'remove') {
        const removal = await surface.remove(part.place, part.messageId);
        store.together(() => {
          if (part.key !== undefined && removal !== 'refused') dropMessage(part.key, part.messageId);
          inbox.partSent(id);
        });
        continue;
      }
      const delivered = await deliver(part);
      if (delivered.kind === 'dropped') return;
      if (delivered.kind === 'instead') {
        const instead = inForm(part, delivered.contents).map((one) => JSON.stringify(one));
        parts = [...parts.slice(0, at), ...instead, ...parts.slice(at + 1)];
        keepParts(id, parts, at);
        at--;
        continue;
      }
      store.together(() => {
        if (part.key !== undefined && delivered.kind === 'sent') keepMessage(part, part.key, delivered);
        inbox.partSent(id);
      });
    }
  }

  async function deliver(part: Exclude<Part, { op: 'remove' }>): Promise<Delivery | Instead> {
    const { place, content } = part;
    if (part.op === 'edit') {
      const edit = await surface.edit(place, part.messageId, content);
      if (edit === 'edited') return { kind: 'sent', chat: place.chat, messageId: part.messageId };
      if (edit !== 'gone') return edit;
    }
    return await surface.send(place, content);
  }

  /** The reply has other parts from the first that was not sent on. */
  function keepParts(id: string, parts: readonly string[], sent: number): void {
    store.together(() => {
      inbox.keepReply(id, parts, [], Date.now());
      for (let at = 0; at < sent; at++) inbox.partSent(id);
    });
  }

  function keepMessage(
    part: Exclude<Part, { op: 'remove' }>,
    key: string,
    { chat, messageId }: { readonly chat: string; readonly messageId: string },
  ): void {
    const answer = store.answers.findByKey(key);
    if (answer === undefined) return;
    if (chat !== answer.chat) {
      // The chat has a new id, and counts its messages anew: the ids of the old one mean others there.
      const { lines: _, originalIds: __, ...rest } = answer;
      store.answers.record({ ...rest, chat, questionId: null, messageIds: [messageId] });
      return;
    }
    const replaced = part.op === 'edit' ? part.messageId : undefined;
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
    if (reply.isRestated) return { ...reply, instead: messageIds, answer: standing };
    return {
      ...reply,
      instead: [...(reply.instead ?? []), ...messageIds],
      obsolete: originalIds,
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

/** The contents that are said in place of the part's own, as parts: the first stands where it would have stood. */
function inForm(part: Exclude<Part, { op: 'remove' }>, [first, ...others]: Instead['contents']): Part[] {
  const rest = following(part.place);
  const key = part.key === undefined ? {} : { key: part.key };
  return [
    { ...part, content: first },
    ...others.map((content): Part => ({ op: 'send', place: rest, content, ...key })),
  ];
}

function partsOf({ place, messages, instead = [], obsolete = [], answer }: Placed): Part[] {
  const key = answer === undefined ? {} : { key: answer.key };
  const rest = following(place);
  const parts = messages.map((content, at): Part => {
    const to = at === 0 ? place : rest;
    const messageId = instead[at];
    return messageId === undefined
      ? { op: 'send', place: to, content, ...key }
      : { op: 'edit', messageId, place: to, content, ...key };
  });
  const surplus = [...instead.slice(messages.length), ...obsolete].map(
    (messageId): Part => ({ op: 'remove', place: rest, messageId, ...key }),
  );
  return [...parts, ...surplus];
}
