import type { ChatWords } from '../words.ts';

export type CommandName = keyof ChatWords['commands']['menu'];

/** Who reads a menu or a `/help`, and where. */
export interface Reader {
  readonly isPrivate: boolean;
  readonly isAdmin: boolean;
  readonly isOperator: boolean;
}

interface Entry {
  readonly name: CommandName;
  /** `admins`: whoever decides for the chat, in private everybody. */
  readonly who: 'everybody' | 'admins' | 'operators';
  readonly where: 'anywhere' | 'groups' | 'private';
  /** What it says concerns whoever called; the others of a group need not see it. */
  readonly isOwn?: true;
}

/**
 * Every command that is shown, in the order in which it is; what each does is told by the surface's words
 * (`commands.menu`), and done by `index.ts`. `ask` is a question.
 */
export const TABLE: readonly Entry[] = [
  { name: 'ask', who: 'everybody', where: 'anywhere' },
  { name: 'sources', who: 'everybody', where: 'anywhere', isOwn: true },
  { name: 'why', who: 'everybody', where: 'anywhere', isOwn: true },
  { name: 'recall', who: 'everybody', where: 'anywhere' },
  { name: 'region', who: 'admins', where: 'anywhere' },
  { name: 'listen', who: 'admins', where: 'groups' },
  { name: 'reload', who: 'operators', where: 'anywhere' },
  { name: 'feedback', who: 'operators', where: 'private' },
  { name: 'help', who: 'everybody', where: 'anywhere', isOwn: true },
];

const OWN: ReadonlySet<string> = new Set(TABLE.flatMap(({ name, isOwn }) => (isOwn ? [name] : [])));

/** Whether what the command says concerns whoever called it alone. */
export function isOwn(name: string): boolean {
  return OWN.has(name);
}

/** The commands that work for the reader there. */
export function commandsFor({ isPrivate, isAdmin, isOperator }: Reader): CommandName[] {
  const may = { everybody: true, admins: isPrivate || isAdmin, operators: isOperator };
  const there = { anywhere: true, groups: !isPrivate, private: isPrivate };
  return TABLE.filter(({ who, where }) => may[who] && there[where]).map(({ name }) => name);
}
