import type { Clock } from '../chat/clock.ts';
import type { Log } from '../log.ts';
import { type BotApi, backoff, failureOf } from './api.ts';
import type { RichMessage } from './methods.ts';

/**
 * Which blocks of rich messages a server takes: none (10.1 knows rich messages, and reads them from HTML alone); those of
 * Bot API 10.2; those of 10.3, which folds quotes and packs tables.
 */
export type RichForm = 'none' | '10.2' | '10.3';

/** What the Bot API server can do. Until it has answered, as little as possible. */
export interface Abilities {
  readonly rich: RichForm;
  /** It keeps a message that is for one member from the others of the group (10.2). */
  readonly ephemeral: boolean;
  /** Asks the server by calls that no chat sees; again and again until it has answered, or `signal` aborts. Never rejects. */
  learn(signal: AbortSignal): Promise<void>;
  /** It turned out to be able to do less: taken for the life of the process. */
  lose(what: Lost): void;
}

type Lost = 'rich' | 'rich-10.3' | 'ephemeral';

/** No chat has it. */
const NOWHERE = 0;
const PROBE: RichMessage = {
  blocks: [{ type: 'expandable_blockquote', text: '引文' }],
  skip_entity_detection: true,
};
/** Said of a block that the server does not know, in a message that it reads. */
const UNKNOWN_BLOCK = /unsupported/iu;
/** Said once the whole message was read: blocks are parsed before the chat is looked for. */
const NO_CHAT = /chat/iu;

export function createAbilities({
  api,
  clock,
  log,
  onLost = () => undefined,
}: {
  readonly api: Pick<BotApi, 'call' | 'describe'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Told of what was lost, once it is taken so. */
  readonly onLost?: (what: Lost) => void;
}): Abilities {
  let rich: RichForm = 'none';
  let ephemeral = false;

  /** What the server says to a call that cannot succeed; undefined where it does not know the method. */
  async function refusalOf(call: () => Promise<unknown>, signal: AbortSignal): Promise<string | undefined> {
    for (let attempt = 1; ; attempt++) {
      try {
        await call();
        return '';
      } catch (thrown) {
        signal.throwIfAborted();
        const failure = failureOf(thrown);
        if (failure.kind === 'unknown-method') return undefined;
        if (failure.kind === 'refused') return failure.description;
        if (failure.kind === 'forbidden') return api.describe(thrown);
        if (failure.kind !== 'flood' && failure.kind !== 'unreachable') throw thrown;
        await clock.sleep(failure.kind === 'flood' ? failure.retryAfter * 1_000 : backoff(attempt), signal);
      }
    }
  }

  return {
    get rich() {
      return rich;
    },
    get ephemeral() {
      return ephemeral;
    },
    async learn(signal) {
      try {
        const ofRich = await refusalOf(
          () => api.call('sendRichMessage', { chat_id: NOWHERE, rich_message: PROBE }, { signal }),
          signal,
        );
        if (ofRich !== undefined) rich = formOf(ofRich);
        const nothing = { chat_id: NOWHERE, receiver_user_id: NOWHERE, ephemeral_message_id: 0 };
        const ofEphemeral = await refusalOf(
          () => api.call('deleteEphemeralMessage', nothing, { signal }),
          signal,
        );
        ephemeral = ofEphemeral !== undefined;
        log('info', 'telegram-abilities', { rich, ephemeral });
      } catch (thrown) {
        if (!signal.aborted) log('error', 'telegram-abilities-unknown', { reason: api.describe(thrown) });
      }
    },
    lose(what) {
      if (what === 'ephemeral') ephemeral = false;
      else if (what === 'rich') rich = 'none';
      else if (rich === '10.3') rich = '10.2';
      log('warn', 'telegram-ability-lost', { what });
      onLost(what);
    },
  };
}

/** A server of 10.1 knows no `blocks`, and takes the message for an empty one. */
function formOf(refusal: string): RichForm {
  if (UNKNOWN_BLOCK.test(refusal)) return '10.2';
  return NO_CHAT.test(refusal) ? '10.3' : 'none';
}
