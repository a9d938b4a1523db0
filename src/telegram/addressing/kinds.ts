import type { Message } from '@grammyjs/types';

/**
 * What a message is by what it holds: words that can be read; something else that somebody sent, which may hold a
 * question (`media`) or is a gesture as an emoji is one (`gesture`); what Telegram itself tells of the chat (`service`).
 */
export type Kind = 'words' | 'media' | 'gesture' | 'service';

/** Every field of a message that says what it holds, up to Bot API 10.3; the others tell of who, where, when and in reply to what. */
export const KINDS = {
  text: 'words',
  entities: 'words',
  rich_message: 'words',
  checklist: 'words',

  animation: 'gesture',
  dice: 'gesture',
  game: 'gesture',
  sticker: 'gesture',

  audio: 'media',
  contact: 'media',
  document: 'media',
  giveaway: 'media',
  giveaway_winners: 'media',
  invoice: 'media',
  live_photo: 'media',
  location: 'media',
  paid_media: 'media',
  photo: 'media',
  // Asks the members of a chat, and its options are guesses: neither is a question to the bot.
  poll: 'media',
  story: 'media',
  venue: 'media',
  video: 'media',
  video_note: 'media',
  voice: 'media',

  boost_added: 'service',
  channel_chat_created: 'service',
  chat_background_set: 'service',
  chat_owner_changed: 'service',
  chat_owner_left: 'service',
  chat_shared: 'service',
  checklist_tasks_added: 'service',
  checklist_tasks_done: 'service',
  community_chat_added: 'service',
  community_chat_joined: 'service',
  community_chat_removed: 'service',
  connected_website: 'service',
  delete_chat_photo: 'service',
  direct_message_price_changed: 'service',
  forum_topic_closed: 'service',
  forum_topic_created: 'service',
  forum_topic_edited: 'service',
  forum_topic_reopened: 'service',
  general_forum_topic_hidden: 'service',
  general_forum_topic_unhidden: 'service',
  gift: 'service',
  gift_upgrade_sent: 'service',
  giveaway_completed: 'service',
  giveaway_created: 'service',
  group_chat_created: 'service',
  left_chat_member: 'service',
  managed_bot_created: 'service',
  message_auto_delete_timer_changed: 'service',
  migrate_from_chat_id: 'service',
  migrate_to_chat_id: 'service',
  new_chat_members: 'service',
  new_chat_photo: 'service',
  new_chat_title: 'service',
  paid_message_price_changed: 'service',
  passport_data: 'service',
  pinned_message: 'service',
  poll_option_added: 'service',
  poll_option_deleted: 'service',
  proximity_alert_triggered: 'service',
  refunded_payment: 'service',
  successful_payment: 'service',
  suggested_post_approval_failed: 'service',
  suggested_post_approved: 'service',
  suggested_post_declined: 'service',
  suggested_post_info: 'service',
  suggested_post_paid: 'service',
  suggested_post_refunded: 'service',
  supergroup_chat_created: 'service',
  unique_gift: 'service',
  users_shared: 'service',
  video_chat_ended: 'service',
  video_chat_participants_invited: 'service',
  video_chat_scheduled: 'service',
  video_chat_started: 'service',
  web_app_data: 'service',
  write_access_allowed: 'service',
} as const satisfies Readonly<Record<Exclude<keyof Message, keyof Message.MediaMessage>, Kind>>;

/** What decides where a message holds several: a gesture may come as a document as well. */
const ORDER: readonly Kind[] = ['words', 'gesture', 'media', 'service'];

/**
 * What a message is; undefined where nothing is known that it holds: it is of a later Bot API, or bots are not shown it.
 * That is passed over in silence, as what Telegram tells of a chat is, which most of it will be.
 */
export function kindOf(message: object): Kind | undefined {
  const kinds: ReadonlySet<Kind | undefined> = new Set(
    Object.entries(message).map(([field, value]) =>
      value === undefined ? undefined : (KINDS as Readonly<Record<string, Kind>>)[field],
    ),
  );
  return ORDER.find((kind) => kinds.has(kind)) ?? ('caption' in message ? 'media' : undefined);
}

/** Whether somebody sent it, be it words or anything else, and it does not only tell of the chat. */
export function isSent(message: object): boolean {
  const kind = kindOf(message);
  return kind !== undefined && kind !== 'service';
}
