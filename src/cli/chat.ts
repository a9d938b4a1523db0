import { createInterface } from 'node:readline';
import { unlessAborted } from '../abort.ts';
import type { App } from '../core/ports.ts';
import { placesIn } from '../core/status.ts';
import type { Turn } from '../core/types.ts';
import { AppError, messageOf } from '../errors.ts';
import { wording } from '../wording.ts';
import { answerLines, ingestLines, sourceLines } from './print.ts';
import { createProgressBar } from './progress.ts';

/** Turns that a follow-up may lean on. */
const REMEMBERED_TURNS = 6;

/** A chat on stdin and stdout, until /quit, the end of input, Ctrl-C, or `signal`; what runs then is left alone. */
export async function chat(app: App, signal: AbortSignal): Promise<void> {
  const print = (lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n`);
  const status = app.status();
  print([wording.terminal.welcome(status.documents.length, placesIn(status))]);

  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
    terminal: process.stdin.isTTY === true,
    prompt: wording.terminal.prompt,
  });
  // A terminal in raw mode makes no SIGINT for the process: readline tells of the key.
  const keyed = new AbortController();
  terminal.on('SIGINT', () => keyed.abort(new AppError('stopped')));
  const stopped = AbortSignal.any([signal, keyed.signal]);
  stopped.addEventListener('abort', () => terminal.close(), { once: true });
  let history: Turn[] = [];

  async function respond(text: string): Promise<void> {
    if (text === '/clear') {
      history = [];
      print([wording.terminal.cleared]);
    } else if (text === '/sources') print(sourceLines(app.status()));
    else if (text === '/reload') await reload(app, print, stopped);
    else if (text.startsWith('/')) print([wording.terminal.unknownCommand]);
    else if (text !== '') {
      const answer = await unlessAborted(app.answer({ text, history }), stopped);
      history = [
        ...history,
        { role: 'user' as const, content: text },
        { role: 'assistant' as const, content: answer.text },
      ].slice(-REMEMBERED_TURNS);
      print([...answerLines(answer), '']);
    }
  }

  try {
    if (!stopped.aborted) terminal.prompt();
    for await (const line of terminal) {
      const text = line.trim();
      if (stopped.aborted || text === '/quit' || text === '/exit') break;
      await respond(text);
      terminal.prompt();
    }
  } catch (error) {
    if (!stopped.aborted) throw error;
  } finally {
    terminal.close();
  }
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
    print([wording.terminal.reloadFailed, messageOf(error)]);
  }
}
