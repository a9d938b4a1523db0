import type { Update } from 'telegraf/types';
import type { UpdateForm } from '../../chat/delivery/inbox.ts';
import { messageIdOf } from '../ids.ts';
import { authorshipOf } from './authorship.ts';

/** Telegram's updates as the queue must know them. A press of a message's buttons never waits behind a slow answer. */
export const UPDATES: UpdateForm<Update> = {
  id: ({ update_id: id }) => String(id),
  chat: chatOf,
  lane(update) {
    const message = 'callback_query' in update ? update.callback_query.message : undefined;
    return message === undefined ? undefined : `presses ${messageIdOf(message)}`;
  },
  authorship: authorshipOf,
};

function chatOf(update: Update): string | null {
  for (const subject of Object.values(update) as unknown[]) {
    const chat = chatWithin(subject) ?? chatWithin(field(subject, 'message'));
    if (chat !== undefined) return String(chat);
  }
  return null;
}

function chatWithin(subject: unknown): number | undefined {
  const id = field(field(subject, 'chat'), 'id');
  return typeof id === 'number' ? id : undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
