import { wording } from '../../wording.ts';
import { addressOf } from '../ids.ts';
import { renderLines } from '../render.ts';
import type { Command } from './context.ts';

const WISHES: ReadonlyMap<string, boolean> = new Map([
  ['on', true],
  ['开', true],
  ['打开', true],
  ['off', false],
  ['关', false],
  ['关闭', false],
]);

/** Whether the bot answers what nobody addressed to it. */
export const listen: Command = async ({ store, bot, chat, isPrivate, isAdmin, argument, log, member }) => {
  const words = wording.telegram.commands.listen;
  if (isPrivate) return renderLines([words.inPrivate]);
  const settings = store.chats.settings(addressOf(chat));
  if (argument === '') return renderLines([settings.isListening ? words.isOn : words.isOff, words.usage]);

  const isListening = WISHES.get(argument.normalize('NFKC').toLowerCase());
  if (isListening === undefined) return renderLines([words.usage]);
  if (!(await isAdmin())) return renderLines([wording.telegram.commands.adminsOnly]);
  store.chats.set(addressOf(chat), { ...settings, isListening });
  log('info', 'telegram-listening', { chat, member, isListening });
  if (!isListening) return renderLines([words.turnedOff]);
  return renderLines(bot.readsGroups === true ? [words.turnedOn] : [words.turnedOn, words.privacy]);
};
