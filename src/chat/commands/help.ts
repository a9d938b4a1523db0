import type { Command, CommandCall } from './command.ts';
import { commandsFor } from './table.ts';

export const start: Command = async (call) => {
  const { surface, ways } = call;
  return surface.lines(
    call.isPrivate ? [ways.greeting, '', ...(await helpLines(call))] : [ways.groupGreeting],
  );
};

/** How to ask, questions that the reports answer, and the commands that the caller may use here. */
export const help: Command = async (call) => call.surface.lines(await helpLines(call));

async function helpLines(call: CommandCall): Promise<string[]> {
  const { surface, ways, isPrivate, isOperator } = call;
  const examples = await examplesOf(call);
  const commands = commandsFor({ isPrivate, isOperator, isAdmin: await call.isAdmin() });
  const { menu } = surface.words.commands;
  return [
    ways.help,
    ...(examples.length === 0
      ? []
      : ['', surface.words.commands.examples, ...examples.map((example) => `· ${example}`)]),
    '',
    surface.words.commands.list,
    ...commands.map((name) => `/${name} ${menu[name]}`),
  ];
}

/** Nobody who asks for help is refused it for want of examples. */
async function examplesOf({ app, surface, log, describe }: CommandCall): Promise<readonly string[]> {
  try {
    return await app.examples();
  } catch (thrown) {
    log('warn', `${surface.name}-examples-failed`, { reason: describe(thrown) });
    return [];
  }
}
