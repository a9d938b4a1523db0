import type { Explained } from '../core/explained.ts';
import type { SentAnswer } from '../core/ports.ts';
import type { Answered } from '../core/types.ts';

/** How the page asks, and finds again what was answered. */
export interface Asking {
  ask(
    conversation: string,
    asked: { readonly text: string; readonly place?: string | undefined },
    options: {
      readonly onDraft?: ((draft: Answered) => void) | undefined;
      readonly signal?: AbortSignal | undefined;
    },
  ): Promise<{ readonly key: string; readonly explained: Explained }>;
  find(key: string): FoundAnswer | undefined;
}

export interface FoundAnswer {
  readonly sent: Pick<SentAnswer, 'key' | 'question' | 'place' | 'answer' | 'sentAt'>;
  /** What was considered; undefined where it is not kept any more. */
  readonly why?: Explained | undefined;
}
