import type { Message, Update } from 'telegraf/types';
import type { Arrival } from '../../chat/delivery/bursts.ts';
import { normaliseInput } from '../../core/language/text.ts';
import { isOrdinalAlone } from '../../core/question/turns/past.ts';
import { isSent, kindOf } from '../addressing/kinds.ts';
import { writtenIn } from '../addressing/written.ts';
import { isCommand, senderOf, topicOf } from '../addressing.ts';
import { isEphemeral } from '../ids.ts';

/** Who wrote an update and when, and whether what they wrote may be part of a longer question. */
export function authorshipOf(update: Update): Pick<Arrival, 'sentAt' | 'author' | 'merges'> {
  const isNew = 'message' in update;
  const message = isNew ? update.message : 'edited_message' in update ? update.edited_message : undefined;
  if (message === undefined) return { sentAt: 0, author: undefined, merges: false };
  const author = authorOf(message);
  return {
    sentAt: message.date,
    author,
    // What one member alone sees must not become part of what is answered to all.
    merges:
      isNew &&
      author !== undefined &&
      isSent(message) &&
      !isEphemeral(message) &&
      !isCommand(message) &&
      !isChoice(message),
  };
}

/** A number of a list that was offered (2, @bot 2, 第二个): what is written beside it is another thing. */
function isChoice(message: Message): boolean {
  const written = kindOf(message) === 'words' ? writtenIn(message) : undefined;
  const text = normaliseInput((written?.text ?? '').replaceAll(/@\w+/gu, ''));
  return /[\d第]/u.test(text) && isOrdinalAlone(text);
}

function authorOf(message: Message): string | undefined {
  const sender = senderOf(message);
  switch (sender.kind) {
    case 'member':
    case 'channel':
      return `${sender.kind} ${sender.id} ${topicOf(message) ?? 0}`;
    // Two anonymous administrators look alike; the pictures of an album are one member's.
    case 'anonymous-admin':
      return 'media_group_id' in message ? `album ${message.media_group_id}` : undefined;
    case 'bot':
      return undefined;
  }
}
