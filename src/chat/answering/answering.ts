import type { App } from '../../core/ports/app.ts';
import type { Store } from '../../core/ports.ts';
import type { Answer } from '../../core/types.ts';
import type { Log } from '../../log.ts';
import { withoutMasked } from '../../personal-data.ts';
import { newAnswerKey } from '../answer-key.ts';
import { type Clock, within } from '../clock.ts';
import { type Decision, explainedDecision, NO_SCORES } from '../decision.ts';
import type { Reply } from '../delivery/replies.ts';
import { createLimit } from '../limit.ts';
import { createMemory } from '../memory.ts';
import type { Surface } from '../surface.ts';
import { type Asked, conversationOf } from './asked.ts';

/** What came of a question. */
export interface Settled {
  readonly reply: Reply | null;
  readonly decision: Decision;
  /** Writes the turns that later questions of the member follow; with the reply, so that neither is kept alone. */
  readonly remember: () => void;
}

/** Answers questions, and says what is to be sent and kept of them. */
export interface Answering {
  /** Never rejects: a failure is one line in Chinese. */
  answer(asked: Asked): Promise<Settled & { readonly reply: Reply }>;
  /** For a line that nobody addressed to the bot: no reply unless the evidence is strong. */
  overhear(asked: Asked): Promise<Settled>;
  /** Questions that wait for a free place. */
  readonly waiting: number;
}

/** Questions answered at a time, over all chats. */
const MOST_ANSWERING = 8;
/** Lines that are overheard at a time: apart from the questions, neither in their way nor behind a slow model. */
const MOST_LISTENING = 2;
/** Milliseconds; far beyond the deadlines of the answer itself. */
const ANSWER_DEADLINE = 180_000;
const LATE: unique symbol = Symbol('late');

export function createAnswering(options: {
  readonly app: App;
  readonly store: Store;
  readonly surface: Surface;
  readonly clock: Clock;
  readonly log: Log;
  readonly describe: (thrown: unknown) => string;
}): Answering {
  const { app, store, surface, clock, log, describe } = options;
  const answering = createLimit(MOST_ANSWERING);
  const listening = createLimit(MOST_LISTENING);
  const memory = createMemory(store);

  function replyOf(asked: Asked, found: Answer, place: string | null, meant?: string): Reply {
    const { replaces } = asked;
    const { surface: name, chat, thread, replyTo } = asked.place;
    const key = replaces?.key ?? newAnswerKey();
    return {
      place: asked.place,
      messages: surface.answer(found, { chat, key }),
      answer: {
        ...{ key, surface: name, chat, thread },
        questionId: replaces === undefined ? (replyTo ?? null) : replaces.questionId,
        ...(asked.lines === undefined ? {} : { lines: asked.lines }),
        messageIds: [],
        question: asked.text,
        ...(meant === undefined ? {} : { meant }),
        place,
        member: asked.member,
        hops: asked.hops,
        answer: found,
        sentAt: Date.now(),
        recalledAt: null,
      },
    };
  }

  function pathOf(documentId: string): string {
    return app.documents().find(({ id }) => id === documentId)?.path ?? documentId;
  }

  return {
    get waiting() {
      return answering.waiting;
    },

    async answer(asked) {
      const { place, isPrivate, continues } = asked;
      const own = store.chats.settings(place).place;
      const county = asked.chosen ?? continues?.place ?? own;
      const isOwn = county !== null && county === own && asked.chosen === undefined;
      const started = clock.now();
      const stopTyping = surface.typing(place);
      const about = { by: asked.by, ...(isOwn ? { place: county } : {}) };
      try {
        const explained = await answering(async () => {
          asked.onBegun?.();
          const question = {
            text: withoutMasked(asked.text),
            history: memory.before(conversationOf(asked), asked),
            ...(county === null ? {} : { place: county }),
            ...(asked.chosen === undefined ? {} : { chosen: [asked.chosen] }),
          };
          return await inTime((signal) =>
            app.explain(question, {
              signal,
              ...(isPrivate
                ? {
                    onDraft: (draft) => {
                      const [first] = surface.answer(draft);
                      if (first !== undefined) surface.draft(place, asked.id, first);
                    },
                  }
                : {}),
            }),
          );
        });
        const { meant } = explained;
        const found = isOwn ? explained.answer : withoutOwnPlace(explained.answer);
        // Where several were chosen, a reply to the answer is of none of them alone.
        const [first, ...others] = meant?.chosen ?? (county === null ? [] : [county]);
        const ms = Math.round(clock.now() - started);
        log('info', `${surface.name}-answered`, {
          chat: place.chat,
          message: place.replyTo,
          kind: found.kind,
          ms,
        });
        return {
          reply: replyOf(asked, found, others.length > 0 ? null : (first ?? null), meant?.text),
          decision: {
            ...explainedDecision(explained, pathOf),
            ...(meant?.chosen === undefined ? about : { by: asked.by }),
            ms,
          },
          remember: () => memory.remember(conversationOf(asked), asked.text, found, asked),
        };
      } catch (thrown) {
        log('error', `${surface.name}-answer-failed`, { chat: place.chat, reason: describe(thrown) });
        return {
          reply: { place, messages: surface.lines([surface.words.failed]) },
          decision: { outcome: 'failed', ...about, ...NO_SCORES },
          remember: () => undefined,
        };
      } finally {
        stopTyping();
      }
    },

    async overhear(asked) {
      const county = store.chats.settings(asked.place).place;
      const started = clock.now();
      const about = { by: 'overheard', ...(county === null ? {} : { place: county }) } as const;
      try {
        const { explained, isStrong, threshold } = await listening(() =>
          inTime(() =>
            app.overhear({
              text: withoutMasked(asked.text),
              history: [],
              ...(county === null ? {} : { place: county }),
            }),
          ),
        );
        const scores = { ...explainedDecision(explained, pathOf), ...about, threshold };
        if (!isStrong) {
          const decision = { ...scores, outcome: 'silent', reason: 'weak-evidence' } as const;
          return { reply: null, decision, remember: () => undefined };
        }
        const ms = Math.round(clock.now() - started);
        return {
          reply: replyOf(asked, explained.answer, county),
          decision: { ...scores, ms },
          remember: () => memory.remember(conversationOf(asked), asked.text, explained.answer, asked),
        };
      } catch (thrown) {
        // Nobody asked, so nobody is told.
        log('error', `${surface.name}-answer-failed`, { chat: asked.place.chat, reason: describe(thrown) });
        return {
          reply: null,
          decision: { outcome: 'failed', ...about, ...NO_SCORES },
          remember: () => undefined,
        };
      }
    },
  };

  /** Work that takes too long is told to end. */
  async function inTime<T>(begin: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const late = new AbortController();
    const found = await within(clock, ANSWER_DEADLINE, begin(late.signal), LATE);
    if (found !== LATE) return found;
    late.abort(new Error(`no answer within ${ANSWER_DEADLINE} ms`));
    throw late.signal.reason;
  }
}

/** A county that was chosen for this question, or for the answer that it continues, is not the chat's own. */
function withoutOwnPlace(answer: Answer): Answer {
  const { ownPlace: _, ...rest } = answer;
  return rest as Answer;
}
