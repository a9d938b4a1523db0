import { createInterface } from 'node:readline';
import type { App } from '../core/ports.ts';
import type { Turn } from '../core/types.ts';
import { messageOf } from '../errors.ts';
import { wording } from '../wording.ts';
import { answerLines, ingestLines, sourceLines } from './print.ts';
import { createProgressBar } from './progress.ts';

/** Turns that a follow-up may lean on. */
const REMEMBERED_TURNS = 6;

/** A chat on stdin and stdout, until /quit, the end of input, or `signal`. */
export async function chat(app: App, signal: AbortSignal): Promise<void> {
  const print = (lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n`);
  const { documents } = app.status();
  const places = [...new Set(documents.flatMap(({ place }) => place ?? []))];
  print([wording.terminal.welcome(documents.length, places)]);

  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
    terminal: process.stdin.isTTY === true,
    prompt: wording.terminal.prompt,
  });
  signal.addEventListener('abort', () => terminal.close(), { once: true });
  terminal.on('SIGINT', () => terminal.close());
  let history: Turn[] = [];
  terminal.prompt();
  for await (const line of terminal) {
    const text = line.trim();
    if (text === '/quit' || text === '/exit') break;
    if (text === '/clear') {
      history = [];
      print([wording.terminal.cleared]);
    } else if (text === '/sources') print(sourceLines(app.status()));
    else if (text === '/reload') await reload(app, print);
    else if (text.startsWith('/')) print([wording.terminal.unknownCommand]);
    else if (text !== '') {
      const answer = await app.answer({ text, history });
      history = [
        ...history,
        { role: 'user' as const, content: text },
        { role: 'assistant' as const, content: answer.text },
      ].slice(-REMEMBERED_TURNS);
      print([...answerLines(answer), '']);
    }
    if (signal.aborted) break;
    terminal.prompt();
  }
  terminal.close();
}

async function reload(app: App, print: (lines: readonly string[]) => void): Promise<void> {
  const bar = createProgressBar();
  try {
    const report = await app.reload(bar.update);
    bar.stop();
    print(ingestLines(report));
  } catch (error) {
    bar.stop();
    print([wording.terminal.reloadFailed, messageOf(error)]);
  }
}
