import { type ChatState, createChatGate, type Failure, fail, type Parameters, type Reply } from './chats.ts';
import { type ParsedEntity, parseHtml } from './html.ts';
import { type RichMessage, readRich } from './rich.ts';
import { textOfRich } from './rich-words.ts';
import type { BotApiVersion } from './version.ts';

const MOST_TEXT = 4_096;

/** What a message says. The words of a rich one are those that a member reads. */
export interface Content {
  readonly text: string;
  readonly entities: readonly ParsedEntity[];
  readonly rich_message?: RichMessage;
}

type Action = (state: ChatState, parameters: Parameters, content: () => Failure | Content) => Reply;

/** Reads what calls want to say. */
export function createContents(options: {
  readonly chats: ReadonlyMap<number, ChatState>;
  readonly version: BotApiVersion;
  readonly violate: (what: string) => void;
  /** A name was newer than the server. */
  readonly ignore: (what: string) => void;
}): (method: string, action: Action) => (parameters: Parameters) => Reply {
  const { chats, version, violate, ignore } = options;
  const withChat = createChatGate(chats);

  return (method, action) => (parameters) => {
    const { rich_message: given } = parameters;
    if (given === undefined) {
      return withChat((state) => action(state, parameters, () => textOf(parameters)))(parameters);
    }
    if (parameters.text !== undefined) violate(`${method}: both a text and a rich message`);
    // Blocks that it does not know are refused before the chat is looked for.
    const read = readRich(given as Record<string, unknown>, { version, inDraft: method.endsWith('Draft') });
    for (const name of read.ignored) ignore(`${method}: ${name}`);
    if ('unreadable' in read) return fail(read.unreadable);
    for (const fault of read.faults) violate(`${method}: ${fault}`);
    const { refused, message } = read;
    return withChat((state) =>
      action(state, parameters, () =>
        refused === undefined
          ? { text: textOfRich(message), entities: [], rich_message: message }
          : fail(refused),
      ),
    )(parameters);
  };
}

function textOf({ text, parse_mode }: Parameters): Failure | Content {
  const raw = String(text ?? '');
  const parsed = parse_mode === 'HTML' ? parseHtml(raw) : { text: raw, entities: [] };
  if ('error' in parsed) return fail(parsed.error);
  if (parsed.text.trim() === '') return fail('Bad Request: message text is empty');
  if (parsed.text.length > MOST_TEXT) return fail('Bad Request: message is too long');
  return parsed;
}
