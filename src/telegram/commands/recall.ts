import type { SentAnswer } from '../../core/ports.ts';
import { wording } from '../../wording.ts';
import { addressOf } from '../ids.ts';
import { type Rendered, renderLines } from '../render.ts';
import type { Command, CommandCall } from './context.ts';

/** How long Telegram lets a bot delete its messages. Milliseconds. */
const DELETABLE = 48 * 3_600_000;

/** Takes an answer back: its messages go, or where they are too old say nothing any more, and it is no ground for a follow-up. */
export const recall: Command = async (call): Promise<Rendered[]> => {
  const { store, chat, repliedTo, member, log } = call;
  const words = wording.telegram.commands.recall;
  const answer = repliedTo === undefined ? undefined : store.answers.find(addressOf(chat), String(repliedTo));
  if (answer === undefined) return renderLines([words.usage]);
  if (answer.recalledAt !== null) return renderLines([words.already]);
  const isAsker = member !== null && String(member) === answer.member;
  if (!isAsker && !call.isOperator && !(await call.isAdmin())) return renderLines([words.denied]);

  const { edited, left } = await takeBack(answer, call);
  if (answer.member !== null) {
    const { surface, thread, member: asker } = answer;
    store.turns.clear({ surface, chat: answer.chat, thread, member: asker });
  }
  log('info', 'telegram-recalled', { chat, member, edited, left });
  if (left > 0) return renderLines([words.left(left)]);
  // Read again: a passage may have been shown meanwhile.
  store.answers.record({ ...(store.answers.findByKey(answer.key) ?? answer), recalledAt: Date.now() });
  return renderLines([edited > 0 ? words.emptied : words.done]);
};

/** @returns how many messages were emptied instead of deleted, and how many may still stand. */
async function takeBack(
  { messageIds, originalIds = [], sentAt, ...answer }: SentAnswer,
  { outbox }: CommandCall,
): Promise<{ readonly edited: number; readonly left: number }> {
  const [text] = renderLines([wording.telegram.commands.recall.instead]);
  const chat = Number(answer.chat);
  let edited = 0;
  let left = 0;
  for (const messageId of [...messageIds, ...originalIds].map(Number)) {
    const isDeletable = Date.now() - sentAt < DELETABLE;
    const removal = isDeletable ? await outbox.remove(chat, messageId) : 'refused';
    if (removal !== 'refused' || text === undefined) continue;
    if ((await outbox.edit({ chat, messageId, ...text })) === 'edited') edited++;
    else left++;
  }
  return { edited, left };
}
