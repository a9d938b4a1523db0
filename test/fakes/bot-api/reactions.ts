import type { ReactionTypeEmoji } from '@grammyjs/types';
import { type ChatState, type Failure, fail } from './chats.ts';

/** What may stand below a message. */
const REACTIONS: readonly string[] = [
  ...[
    '👍',
    '👎',
    '❤',
    '🔥',
    '🥰',
    '👏',
    '😁',
    '🤔',
    '🤯',
    '😱',
    '🤬',
    '😢',
    '🎉',
    '🤩',
    '🤮',
    '💩',
    '🙏',
    '👌',
  ],
  ...[
    '🕊',
    '🤡',
    '🥱',
    '🥴',
    '😍',
    '🐳',
    '❤‍🔥',
    '🌚',
    '🌭',
    '💯',
    '🤣',
    '⚡',
    '🍌',
    '🏆',
    '💔',
    '🤨',
    '😐',
    '🍓',
  ],
  ...[
    '🍾',
    '💋',
    '🖕',
    '😈',
    '😴',
    '😭',
    '🤓',
    '👻',
    '👨‍💻',
    '👀',
    '🎃',
    '🙈',
    '😇',
    '😨',
    '🤝',
    '✍',
    '🤗',
    '🫡',
  ],
  ...[
    '🎅',
    '🎄',
    '☃',
    '💅',
    '🤪',
    '🗿',
    '🆒',
    '💘',
    '🙉',
    '🦄',
    '😘',
    '💊',
    '🙊',
    '😎',
    '👾',
    '🤷‍♂',
    '🤷',
    '🤷‍♀',
    '😡',
  ],
] as const satisfies readonly ReactionTypeEmoji['emoji'][];

/** Puts the bot's one reaction below the message, in place of what it had there; takes it away where there is none. */
export function react(state: ChatState, messageId: number, given: unknown): Failure | undefined {
  const reactions = (given ?? []) as readonly { readonly type: string; readonly emoji?: string }[];
  if (reactions.length > 1) return fail('Bad Request: REACTIONS_TOO_MANY');
  const [reaction] = reactions;
  if (reaction === undefined) {
    state.reactions.delete(messageId);
    return undefined;
  }
  const { type, emoji = '' } = reaction;
  const isTaken = type === 'emoji' && REACTIONS.includes(emoji);
  if (!isTaken || state.allowedReactions?.includes(emoji) === false)
    return fail('Bad Request: REACTION_INVALID');
  state.reactions.set(messageId, emoji);
  return undefined;
}
