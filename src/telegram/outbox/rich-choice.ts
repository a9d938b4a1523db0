import type { Log } from '../../log.ts';
import type { Abilities, RichForm } from '../abilities.ts';
import type { RichMessage } from '../methods.ts';
import { forOlder } from '../render/rich.ts';
import type { RichRefused } from './messages.ts';

/** In which form the answers of each chat are said. */
export interface RichChoice {
  /** Which blocks an answer may have; 'none': it is a text. @param chat absent: in any chat. */
  of(chat?: number): RichForm;
  /** The message in blocks of that form. */
  as(form: Exclude<RichForm, 'none'>, message: RichMessage): RichMessage;
  /** From now on answers to the chat are texts, for the life of the process. */
  giveUp(chat: number): void;
  /**
   * What comes of `attempt`, which sends the blocks as the server takes them; null: it takes none, and nothing was
   * sent. Rejects as `attempt` does: after that the message may be there, and no other form is to be sent.
   */
  inBlocks<T>(
    chat: number,
    message: RichMessage,
    attempt: (message: RichMessage) => Promise<T | RichRefused>,
  ): Promise<T | null>;
}

export function createRichChoice(options: {
  /** 'off': every answer is a text. */
  readonly setting: 'auto' | 'off';
  readonly abilities: Pick<Abilities, 'rich' | 'lose'>;
  readonly log: Log;
}): RichChoice {
  const { setting, abilities, log } = options;
  const without = new Set<number>();

  const of: RichChoice['of'] = (chat) =>
    setting === 'off' || (chat !== undefined && without.has(chat)) ? 'none' : abilities.rich;

  const as: RichChoice['as'] = (form, message) => (form === '10.3' ? message : forOlder(message));

  function giveUp(chat: number): void {
    without.add(chat);
  }

  return {
    of,
    as,
    giveUp,
    async inBlocks(chat, message, attempt) {
      const form = of(chat);
      if (form === 'none') return null;
      let outcome = await attempt(as(form, message));
      if (isRefusal(outcome) && outcome.why === 'kind' && form === '10.3') {
        outcome = await attempt(forOlder(message));
        if (!isRefusal(outcome)) abilities.lose('rich-10.3');
      }
      if (!isRefusal(outcome)) return outcome;
      const { why, reason } = outcome;
      if (why === 'method') abilities.lose('rich');
      else if (why === 'other') log('warn', 'telegram-rich-not-sent', { chat, reason });
      else {
        giveUp(chat);
        log('error', 'telegram-rich-refused', { chat, reason });
      }
      return null;
    },
  };
}

function isRefusal(outcome: unknown): outcome is RichRefused {
  return (
    typeof outcome === 'object' && outcome !== null && 'kind' in outcome && outcome.kind === 'rich-refused'
  );
}
