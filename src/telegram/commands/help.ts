import { wording } from '../../wording.ts';
import { type Rendered, renderLines } from '../render.ts';
import type { Command, CommandCall } from './context.ts';
import { commandsFor } from './menu.ts';

export const start: Command = async (call) =>
  call.isPrivate
    ? renderLines([wording.telegram.start, '', ...(await helpLines(call))])
    : renderLines([wording.telegram.startGroup(call.bot.username)]);

/** How to ask, questions that the reports answer, and the commands that the caller may use here. */
export const help: Command = async (call): Promise<Rendered[]> => renderLines(await helpLines(call));

async function helpLines(call: CommandCall): Promise<string[]> {
  const { bot, isPrivate, isOperator } = call;
  const examples = await examplesOf(call);
  const commands = commandsFor({ isPrivate, isOperator, isAdmin: await call.isAdmin() });
  const { menu } = wording.telegram.commands;
  return [
    wording.telegram.help(bot.username),
    ...(examples.length === 0
      ? []
      : ['', wording.telegram.commands.examples, ...examples.map((example) => `· ${example}`)]),
    '',
    wording.telegram.commands.list,
    ...commands.map((name) => `/${name} ${menu[name]}`),
  ];
}

/** Nobody who asks for help is refused it for want of examples. */
async function examplesOf({ app, log, describe }: CommandCall): Promise<readonly string[]> {
  try {
    return await app.examples();
  } catch (thrown) {
    log('warn', 'telegram-examples-failed', { reason: describe(thrown) });
    return [];
  }
}
