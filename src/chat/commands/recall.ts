import type { SentAnswer } from '../../core/ports.ts';
import { type Command, type CommandCall, denied } from './command.ts';

/** Takes an answer back: its messages go, or where they are too old say nothing any more, and it is no ground for a follow-up. */
export const recall: Command = async (call) => {
  const { store, surface, place, repliedTo, member, log } = call;
  const words = surface.words.commands.recall;
  const answer = repliedTo === undefined ? undefined : store.answers.find(place, repliedTo);
  if (answer === undefined) return surface.lines([words.usage]);
  if (answer.recalledAt !== null) return surface.lines([words.already]);
  const isAsker = member !== null && member === answer.member;
  if (!isAsker && !call.isOperator && !(await call.isAdmin())) return denied(call, words.denied);

  const { edited, left } = await takeBack(answer, call);
  if (answer.member !== null) {
    const { surface: name, chat, thread, member: asker } = answer;
    store.turns.clear({ surface: name, chat, thread, member: asker });
  }
  log('info', `${surface.name}-recalled`, { chat: place.chat, member, edited, left });
  if (left > 0) return surface.lines([words.left(left)]);
  // Read again: a passage may have been shown meanwhile.
  store.answers.record({ ...(store.answers.findByKey(answer.key) ?? answer), recalledAt: Date.now() });
  return surface.lines([edited > 0 ? words.emptied : words.done]);
};

/** @returns how many messages were emptied instead of deleted, and how many may still stand. */
async function takeBack(
  answer: SentAnswer,
  { surface, ways }: CommandCall,
): Promise<{ readonly edited: number; readonly left: number }> {
  const { messageIds, originalIds = [], sentAt } = answer;
  const [text] = surface.lines([surface.words.commands.recall.instead]);
  let edited = 0;
  let left = 0;
  for (const messageId of [...messageIds, ...originalIds]) {
    const isRemovable = Date.now() - sentAt < ways.removableFor;
    const removal = isRemovable ? await surface.remove(answer, messageId) : 'refused';
    if (removal !== 'refused' || text === undefined) continue;
    if ((await surface.edit(answer, messageId, text)) === 'edited') edited++;
    else left++;
  }
  return { edited, left };
}
