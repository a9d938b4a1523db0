import type { Clock } from '../../../src/chat/clock.ts';
import type { ChatState, SentMessage } from './chats.ts';
import type { BotApiServer } from './types.ts';

/** How long a chat shows a draft. */
const DRAFT_SHOWN = 30_000;

type View =
  | 'drafts'
  | 'draft'
  | 'stopDraft'
  | 'reactions'
  | 'allowReactions'
  | 'shown'
  | 'seenBy'
  | 'waitForSeen'
  | 'sent'
  | 'actions'
  | 'waitForSent';

/** What the chats show of the bot, and to whom. */
export function createViews(options: {
  readonly chats: ReadonlyMap<number, ChatState>;
  readonly clock: Clock;
  readonly push: (kind: string, payload: object) => unknown;
  readonly waitFor: BotApiServer['waitFor'];
}): Pick<BotApiServer, View> {
  const { chats, clock, push, waitFor } = options;
  const seenBy = (chatId: number, { id }: { readonly id: number }) =>
    (chats.get(chatId)?.asides ?? [])
      .filter(({ member, isDeleted, message }) => member === id && !isDeleted && 'call' in message)
      .map(({ message }) => message as SentMessage);

  return {
    drafts: (chatId) => chats.get(chatId)?.drafts ?? [],
    draft: (chatId) =>
      chats.get(chatId)?.drafts.findLast(({ at, isOver }) => !isOver && clock.now() - at < DRAFT_SHOWN)?.text,
    stopDraft(chatId, draftId) {
      const state = chats.get(chatId);
      const draft = state?.drafts.findLast(({ draft_id }) => draft_id === draftId);
      if (!state || draft?.can_stop !== true || draft.isOver)
        throw new Error(`no draft ${draftId} can be stopped`);
      if (draft.keep_on_stop !== true) draft.isOver = true;
      const { message_thread_id: thread } = draft;
      push('stopped_message_generation', {
        chat: state.chat,
        ...(thread === undefined ? {} : { message_thread_id: thread }),
        draft_id: draftId,
      });
    },
    reactions: (chatId, messageId) => {
      const emoji = chats.get(chatId)?.reactions.get(messageId);
      return emoji === undefined ? [] : [emoji];
    },
    allowReactions({ id }, emoji) {
      const state = chats.get(id);
      if (state) state.allowedReactions = emoji;
    },
    shown(chatId, messageId) {
      const message = chats.get(chatId)?.messages.get(messageId);
      return message && 'call' in message ? (message as SentMessage) : undefined;
    },
    seenBy,
    async waitForSeen(chatId, person, count, patience) {
      const what = `${count} messages for ${person.id} alone in chat ${chatId}`;
      await waitFor(what, () => seenBy(chatId, person).length >= count, patience);
      return seenBy(chatId, person);
    },
    sent: (chatId) => chats.get(chatId)?.sent ?? [],
    actions: (chatId) => chats.get(chatId)?.actions ?? [],
    async waitForSent(chatId, count, patience) {
      const sent = () => chats.get(chatId)?.sent ?? [];
      await waitFor(`${count} messages in chat ${chatId}`, () => sent().length >= count, patience).catch(
        (thrown: Error) => {
          const texts = sent().map(({ text }) => text);
          throw new Error(`${thrown.message}; ${texts.length} there: ${texts.join(' | ')}`);
        },
      );
      return sent();
    },
  };
}
