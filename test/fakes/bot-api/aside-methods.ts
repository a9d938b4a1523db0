import type { createAsides } from './asides.ts';
import {
  type ChatState,
  type createChatGate,
  type Failure,
  fail,
  type Parameters,
  type Reply,
  type SentMessage,
} from './chats.ts';
import type { createContents } from './content.ts';
import { keyboardOf, NOT_MODIFIED, sameShown } from './shown.ts';

/** Longer texts cannot be put in place of one that one member sees: Telegram takes them for captions. */
const MOST_EDITED = 1_024;

/** Edits and removals of what one member alone sees. Whether they reach a client, nobody is told. */
export function createAsideMethods(options: {
  readonly withChat: ReturnType<typeof createChatGate>;
  readonly withContent: ReturnType<typeof createContents>;
  readonly asides: ReturnType<typeof createAsides>;
  /** Refuses a message that is one too many. */
  readonly counted: (state: ChatState) => Failure | undefined;
  readonly onChange: () => void;
}): Readonly<Record<string, (parameters: Parameters) => Reply>> {
  const { withChat, withContent, asides, counted, onChange } = options;

  const replace = (
    state: ChatState,
    parameters: Parameters,
    shown: (
      old: SentMessage,
    ) => Failure | Pick<SentMessage, 'text' | 'entities' | 'rich_message' | 'reply_markup'>,
  ): Reply => {
    const aside = asides.find(state, parameters);
    if (!aside) return fail('Bad Request: message to edit not found');
    const old = aside.message as SentMessage;
    const now = shown(old);
    if ('status' in now) return now;
    const { reply_markup: _, rich_message: __, ...kept } = old;
    const message: SentMessage = { ...kept, ...now };
    if (sameShown(old, message)) return fail(NOT_MODIFIED);
    const refused = counted(state);
    if (refused) return refused;
    aside.message = message;
    onChange();
    return { result: true };
  };

  return {
    editEphemeralMessageText: withContent('editEphemeralMessageText', (state, parameters, read) =>
      replace(state, parameters, () => {
        const content = read();
        if ('status' in content) return content;
        const isLong = content.rich_message === undefined && content.text.length > MOST_EDITED;
        return isLong
          ? fail('Bad Request: MEDIA_CAPTION_TOO_LONG')
          : { ...content, ...keyboardOf(parameters) };
      }),
    ),
    editEphemeralMessageReplyMarkup: withChat((state, parameters) =>
      replace(state, parameters, ({ reply_markup: _, ...kept }) => {
        return { ...kept, ...keyboardOf(parameters) };
      }),
    ),
    deleteEphemeralMessage: withChat((state, parameters) => {
      const aside = asides.find(state, parameters);
      if (!aside) return fail('Bad Request: message to delete not found');
      const refused = counted(state);
      if (refused) return refused;
      aside.isOver = true;
      aside.isDeleted = true;
      onChange();
      return { result: true };
    }),
  };
}
