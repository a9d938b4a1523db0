import { type Command, denied } from './command.ts';

const WISHES: ReadonlyMap<string, boolean> = new Map([
  ['on', true],
  ['开', true],
  ['打开', true],
  ['off', false],
  ['关', false],
  ['关闭', false],
]);

/** Whether the bot answers what nobody addressed to it. */
export const listen: Command = async ({
  store,
  surface,
  ways,
  place,
  isPrivate,
  isAdmin,
  argument,
  log,
  member,
}) => {
  const words = surface.words.commands.listen;
  if (isPrivate) return surface.lines([words.inPrivate]);
  const settings = store.chats.settings(place);
  if (argument === '') return surface.lines([settings.isListening ? words.isOn : words.isOff, words.usage]);

  const isListening = WISHES.get(argument.normalize('NFKC').toLowerCase());
  if (isListening === undefined) return surface.lines([words.usage]);
  if (!(await isAdmin())) return denied({ surface }, surface.words.commands.adminsOnly);
  store.chats.set(place, { ...settings, isListening });
  log('info', `${surface.name}-listening`, { chat: place.chat, member, isListening });
  if (!isListening) return surface.lines([words.turnedOff]);
  return surface.lines(ways.hearsAll ? [words.turnedOn] : [words.turnedOn, words.privacy]);
};
