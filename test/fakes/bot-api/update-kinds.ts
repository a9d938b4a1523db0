import type { Update } from '@grammyjs/types';
import type { QueuedUpdate } from './updates.ts';
import { type BotApiVersion, knows } from './version.ts';

/** Every kind of update up to 10.3, with the version that it came with where a server may be older. */
const KINDS = {
  message: undefined,
  edited_message: undefined,
  channel_post: undefined,
  edited_channel_post: undefined,
  business_connection: undefined,
  business_message: undefined,
  edited_business_message: undefined,
  deleted_business_messages: undefined,
  guest_message: '10.0',
  message_reaction: undefined,
  message_reaction_count: undefined,
  inline_query: undefined,
  chosen_inline_result: undefined,
  callback_query: undefined,
  shipping_query: undefined,
  pre_checkout_query: undefined,
  purchased_paid_media: undefined,
  poll: undefined,
  poll_answer: undefined,
  my_chat_member: undefined,
  chat_member: undefined,
  chat_join_request: undefined,
  chat_boost: undefined,
  removed_chat_boost: undefined,
  managed_bot: '9.6',
  subscription: '10.2',
  stopped_message_generation: '10.3',
} as const satisfies Record<Exclude<keyof Update, 'update_id'>, string | undefined>;

/** They come to who asks for them by name. */
const ON_REQUEST: readonly string[] = ['chat_member', 'message_reaction', 'message_reaction_count'];

const kindOf = (update: QueuedUpdate) => Object.keys(update).find((name) => name !== 'update_id') ?? '';

const sinceOf = (kind: string): string | undefined =>
  Object.hasOwn(KINDS, kind) ? KINDS[kind as keyof typeof KINDS] : undefined;

/** Whether a server of the version has updates of the kind at all. */
export const isKnownKind = (update: QueuedUpdate, version: BotApiVersion): boolean =>
  knows(version, sinceOf(kindOf(update)));

/** What `allowed_updates` comes to: names that the server does not know are passed over in silence. */
export const knownKinds = (allowed: readonly string[], version: BotApiVersion): readonly string[] =>
  allowed.filter((kind) => Object.hasOwn(KINDS, kind) && knows(version, sinceOf(kind)));

/** Whether the update comes to who wants these kinds, the usual ones where there is none. */
export function isWanted(update: QueuedUpdate, kinds: readonly string[]): boolean {
  const kind = kindOf(update);
  return kinds.length === 0 ? !ON_REQUEST.includes(kind) : kinds.includes(kind);
}
