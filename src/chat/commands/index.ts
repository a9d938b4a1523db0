import type { Command, CommandCall, Told } from './command.ts';
import { feedback } from './feedback.ts';
import { help, start } from './help.ts';
import { listen } from './listen.ts';
import { recall } from './recall.ts';
import { region } from './region.ts';
import { reload } from './reload.ts';
import { sources } from './sources.ts';
import { type CommandName, isOwn } from './table.ts';
import { why } from './why/why.ts';

/** What each command of the table does; `start` is shown nowhere. */
const RUN: Readonly<Record<Exclude<CommandName, 'ask'> | 'start', Command>> = {
  ...{ start, help, sources, region, listen, why, recall, reload, feedback },
};
const BY_NAME: ReadonlyMap<string, Command> = new Map(Object.entries(RUN));

/** @param name in lower case, without the slash. */
export function isCommandName(name: string): boolean {
  return BY_NAME.has(name);
}

/** Runs a command. Gives the reply; null for a command that is not known. */
export async function runCommand(name: string, call: CommandCall): Promise<Told | null> {
  const command = BY_NAME.get(name);
  if (command === undefined) return null;
  const told = await command(call);
  return 'messages' in told ? told : { messages: told, isOwn: isOwn(name) };
}
