import { createInterface } from 'node:readline';
import { unlessAborted } from '../abort.ts';
import type { App } from '../core/ports/app.ts';
import { isRemembered, TURNS_KEPT } from '../core/question/turns/past.ts';
import { placesIn } from '../core/shown/documents.ts';
import type { Turn } from '../core/types.ts';
import { AppError, toldOf } from '../errors.ts';
import { wording } from '../wording.ts';
import { answerLines, ingestLines, sourceLines, staleLines } from './print.ts';
import { createProgressBar } from './progress.ts';

/** Questions that the welcome offers. */
const EXAMPLES = 2;
/** How long the welcome waits for them. Milliseconds. */
const EXAMPLES_WITHIN = 3_000;

/**
 * A chat on stdin and stdout, until /quit, the end of input, Ctrl-C, or `signal`; what runs then is left alone. Every line
 * of a pipe is answered, its question before its answer.
 */
export async function chat(app: App, signal: AbortSignal): Promise<void> {
  const print = (lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n`);
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
    terminal: isTerminal,
    prompt: wording.terminal.prompt,
  });
  // Taken before anything is waited for: a line that comes while nobody listens is lost.
  const lines = terminal[Symbol.asyncIterator]();
  let isOpen = true;
  terminal.once('close', () => {
    isOpen = false;
  });
  // A terminal in raw mode makes no SIGINT for the process: readline tells of the key.
  const keyed = new AbortController();
  terminal.on('SIGINT', () => {
    if (terminal.line === '') keyed.abort(new AppError('stopped'));
    // What was typed half is thrown away first, as a shell does.
    else terminal.write(null, { ctrl: true, name: 'u' });
  });
  const stopped = AbortSignal.any([signal, keyed.signal]);
  stopped.addEventListener('abort', () => terminal.close(), { once: true });
  let history: Turn[] = [];

  async function respond(text: string): Promise<void> {
    const { command, rest } = commandIn(text);
    if (command === '/clear') {
      history = [];
      print([wording.terminal.cleared]);
    } else if (command === '/sources') {
      const status = app.status();
      print([...sourceLines(status), ...staleLines(status.staleBecause)]);
    } else if (command === '/help') print([wording.terminal.help(await examples(app))]);
    else if (command === '/reload') await reload(app, print, stopped);
    else if (command === '/ask' && rest !== '') await answer(rest);
    else if (command !== undefined) print([wording.terminal.unknownCommand]);
    else if (text !== '') await answer(text);
  }

  async function answer(text: string): Promise<void> {
    try {
      const said = await unlessAborted(app.answer({ text, history }), stopped);
      if (isRemembered(text, said)) {
        const turns = [
          { role: 'user', content: text },
          { role: 'assistant', content: said.text },
        ] as const;
        history = [...history, ...turns].slice(-TURNS_KEPT);
      }
      const isStale = app.status().staleBecause !== undefined;
      print([...answerLines(said), ...(isStale ? [wording.terminal.staleAnswer] : []), '']);
    } catch (fault) {
      stopped.throwIfAborted();
      print([wording.terminal.failed(toldOf(fault)), '']);
    }
  }

  try {
    const status = app.status();
    const offered = await unlessAborted(examples(app), stopped);
    print([
      wording.terminal.welcome(status.documents.length, placesIn(status), offered),
      ...staleLines(status.staleBecause),
    ]);
    const prompt = () => {
      if (isTerminal && isOpen) terminal.prompt();
    };
    prompt();
    for await (const line of { [Symbol.asyncIterator]: () => lines }) {
      const text = line.trim();
      if (stopped.aborted || LEAVING.has(commandIn(text).command ?? text.toLowerCase())) break;
      if (!isTerminal && text !== '') print([`${wording.terminal.prompt}${text}`]);
      await respond(text);
      prompt();
    }
    // Ctrl-D leaves the cursor behind the prompt.
    if (isTerminal && !isOpen) print(['']);
  } catch (error) {
    if (!stopped.aborted) throw error;
  } finally {
    terminal.close();
  }
}

const LEAVING: ReadonlySet<string> = new Set(['/quit', '/exit', 'quit', 'exit', '退出']);
/** Commands in Chinese, as people type them. */
const ALSO: Readonly<Record<string, string>> = {
  ...{ '/帮助': '/help', '/资料': '/sources', '/重新载入': '/reload', '/清空': '/clear', '/退出': '/quit' },
};

/** The command that a line begins with, in small letters of half width, and what stands behind it. */
function commandIn(text: string): { readonly command?: string; readonly rest: string } {
  const [, word = '', rest = ''] = /^([/／]\S*)\s*(.*)$/su.exec(text) ?? [];
  if (word === '') return { rest: text };
  const command = word.normalize('NFKC').toLowerCase();
  return { command: ALSO[command] ?? command, rest };
}

/** Questions that the corpus answers; none where they are not found in time. */
async function examples(app: App): Promise<readonly string[]> {
  const late = new Promise<readonly string[]>((resolve) =>
    setTimeout(() => resolve([]), EXAMPLES_WITHIN).unref(),
  );
  return (await Promise.race([app.examples(), late])).slice(0, EXAMPLES);
}

async function reload(
  app: App,
  print: (lines: readonly string[]) => void,
  stopped: AbortSignal,
): Promise<void> {
  const bar = createProgressBar();
  try {
    const report = await unlessAborted(app.reload(bar.update), stopped);
    bar.stop();
    print(ingestLines(report));
  } catch (error) {
    bar.stop();
    stopped.throwIfAborted();
    print([wording.terminal.reloadFailed, toldOf(error)]);
  }
}
