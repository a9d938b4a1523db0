import { parseArgs } from 'node:util';
import { distance } from 'fastest-levenshtein';
import { AppError } from '../errors.ts';
import { commandLine as words } from '../wording/command-line.ts';

/*
 * How a command says which words it takes: declared once, read, and told by --help. Loads nothing of the product, so
 * that help comes at once.
 */

/** An option of a command. */
export interface Option {
  /** What it is for. */
  readonly about: string;
  /** What stands behind it, as the help names it; absent for a switch. */
  readonly value?: string;
  /** May be given again and again. */
  readonly repeats?: boolean;
}

/** One command, whole: what --help tells of it, and what it reads. */
export interface Command<O extends Options = Options> {
  /** As it is typed: `ask`, `eval diff`. */
  readonly name: string;
  /** What it does, in a line. */
  readonly about: string;
  /** Lines that one may type. */
  readonly usage: readonly string[];
  readonly options: O;
  /** Whether words may follow that are no options. */
  readonly takesWords?: boolean;
}

export type Options = Readonly<Record<string, Option>>;

/** What was given: a switch is true or false, an option that repeats a list. */
export type Values<O extends Options> = {
  readonly [K in keyof O]: O[K] extends { readonly repeats: true }
    ? readonly string[]
    : O[K] extends { readonly value: string }
      ? string | undefined
      : boolean;
};

export interface Arguments<O extends Options> {
  readonly values: Values<O>;
  /** The words that are no options, in their order. */
  readonly words: readonly string[];
}

/** Whether help is asked for, wherever it stands; what follows `--` is no option. */
export function wantsHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).some((word) => word === '--help' || word === '-h');
}

/**
 * Reads the words behind a command.
 * @throws AppError `usage` that names the first word that does not fit, the nearest one that does, and the help.
 */
export function readArguments<O extends Options>(argv: readonly string[], command: Command<O>): Arguments<O> {
  const { name, options } = command;
  const wrong = (details: string) => wrongUsage(details, command);
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries(options).map(([key, { value }]) => [
        key,
        { type: value === undefined ? 'boolean' : 'string' },
      ]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const given = new Map<string, (string | true)[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    const written = token.rawName;
    if (option === undefined || !written.startsWith('--'))
      throw wrong(unknownOption(name, written, Object.keys(options)));
    const before = given.get(token.name) ?? [];
    if (before.length > 0 && option.repeats !== true) throw wrong(words.twice(written));
    given.set(token.name, [...before, behind(token, option, wrong)]);
  }
  const [word] = positionals;
  if (word !== undefined && command.takesWords !== true) throw wrong(words.noWords(name, word));
  const values = Object.entries(options).map(([key, { value, repeats }]) => {
    const all = given.get(key) ?? [];
    return [key, repeats === true ? all : value === undefined ? all.length > 0 : all[0]];
  });
  return { values: Object.fromEntries(values) as Values<O>, words: positionals };
}

/** What stands behind an option, or true for a switch. */
function behind(
  token: {
    readonly rawName: string;
    readonly value?: string | undefined;
    readonly inlineValue?: boolean | undefined;
  },
  { value }: Option,
  wrong: (details: string) => AppError,
): string | true {
  if (value === undefined) {
    if (token.value !== undefined) throw wrong(words.noValueTaken(token.rawName, token.value));
    return true;
  }
  // `--place --json`: the next option is no value; one that begins with a hyphen is written with `=`.
  const isOption = token.inlineValue !== true && /^-./u.test(token.value ?? '');
  if (token.value === undefined || token.value === '' || isOption)
    throw wrong(words.noValue(token.rawName, value));
  return token.value;
}

function unknownOption(command: string, written: string, known: readonly string[]): string {
  const names = [...known, 'help'].map((name) => `--${name}`);
  return insteadOf(written, names, (listed) => words.unknownOption(command, written, listed));
}

/** What is said of a word that is not known: with the nearest that is, or with all that are where none is near. */
export function insteadOf(
  written: string,
  known: readonly string[],
  say: (listed: readonly string[]) => string,
): string {
  const nearest = nearestOf(written, known);
  return nearest === undefined ? say(known) : say([]) + words.didYouMean(nearest);
}

/** The known word that was probably meant: two letters wrong, or a third of them; undefined where none is near. */
function nearestOf(written: string, known: readonly string[]): string | undefined {
  const near = known
    .map((name) => ({ name, edits: distance(written, name) }))
    .filter(({ name, edits }) => edits < bare(name).length && edits <= Math.max(2, bare(name).length / 3));
  return near.toSorted((a, b) => a.edits - b.edits)[0]?.name;
}

function bare(name: string): string {
  return name.replace(/^-+/u, '');
}

/** @param command whose help is named; that of all commands when absent. */
export function wrongUsage(details: string, command?: Pick<Command, 'name'>): AppError {
  return new AppError('usage', { details: details + words.seeHelp(helpOf(command?.name)) });
}

/** The line that shows the help of a command, `eval` has one for all that it does; of all commands where none is named. */
function helpOf(name: string | undefined): string {
  if (name === undefined) return 'node scripts/mingbai.mjs --help';
  const [script = ''] = name.split(' ');
  return script === 'start' ? 'npm start -- --help' : `npm run -s ${script} -- --help`;
}

/** What --help prints of a command, and of what else it does: of that the options of its own, and the names of the others. */
export function helpLines(command: Command, ...others: readonly Command[]): string[] {
  return [
    ...describing(command, Object.entries(command.options), ['--help', words.help]),
    ...others.flatMap((other) => {
      const all = Object.entries(other.options);
      const own = all.filter(([name]) => !Object.hasOwn(command.options, name));
      const shared = all.filter(([name]) => Object.hasOwn(command.options, name));
      return ['', ...describing(other, own), `  ${words.asAbove(shared.map(([name]) => `--${name}`))}`];
    }),
  ];
}

function describing(
  { about, usage }: Command,
  options: readonly (readonly [name: string, option: Option])[],
  ...more: readonly (readonly [shown: string, about: string])[]
): string[] {
  const rows = [
    ...options.map(([name, option]) => [shownOption(name, option), option.about] as const),
    ...more,
  ];
  const width = Math.max(0, ...rows.map(([shown]) => widthOf(shown)));
  return [
    about,
    '',
    words.usage,
    ...usage.map((line) => `  ${line}`),
    '',
    words.options,
    ...rows.map(([shown, what]) => `  ${shown}${' '.repeat(width - widthOf(shown))}  ${what}`),
  ];
}

function shownOption(name: string, { value }: Option): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

/** Columns of a terminal: a Han character takes two. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/u.test(character) ? 2 : 1), 0);
}
