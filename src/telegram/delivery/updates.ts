import type { MessageGenerationStopped } from '@grammyjs/types';
import type { Update } from 'telegraf/types';
import type { UpdateForm } from '../../chat/delivery/inbox.ts';
import { type Identified, isEphemeral, messageIdOf } from '../ids.ts';
import { authorshipOf } from './authorship.ts';

/**
 * The kinds of updates that are asked for and taken. What was written to somebody's business account, to a channel or to
 * the bot as a guest of another chat comes as kinds of its own and is none of them: the chat that it names may share its
 * id with one of ours.
 */
export const TAKEN = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'stopped_message_generation',
] as const;

/**
 * Telegram's updates as the queue must know them. What must not wait behind a slow answer has a lane of its own: a press
 * of a message's buttons, what stops the answer, and what one member alone sees, which Telegram lets a bot answer for
 * seconds only.
 */
export const UPDATES: UpdateForm<Update> = {
  id: ({ update_id: id }) => String(id),
  chat: chatOf,
  lane(update) {
    const draft = field(stoppedIn(update), 'draft_id');
    if (draft !== undefined) return `stops ${draft}`;
    const written = messageIn(update);
    if (written !== undefined && isEphemeral(written)) return `aside ${messageIdOf(written)}`;
    const pressed = messageIn(field(update, 'callback_query'));
    return pressed === undefined ? undefined : `presses ${messageIdOf(pressed)}`;
  },
  authorship: authorshipOf,
};

/** What was asked to be written no further, where an update tells of it. */
export function stoppedIn(update: object): MessageGenerationStopped | undefined {
  return (update as { stopped_message_generation?: MessageGenerationStopped }).stopped_message_generation;
}

function chatOf(update: Update): string | null {
  for (const kind of TAKEN) {
    const subject = field(update, kind);
    const id = field(field(subject, 'chat') ?? field(field(subject, 'message'), 'chat'), 'id');
    if (typeof id === 'number') return String(id);
  }
  return null;
}

function messageIn(subject: unknown): Identified | undefined {
  const message = field(subject, 'message');
  return typeof field(message, 'message_id') === 'number' ? (message as Identified) : undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
