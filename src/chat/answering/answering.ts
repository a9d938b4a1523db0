import { unlessAborted } from '../../abort.ts';
import type { App } from '../../core/ports/app.ts';
import type { Store } from '../../core/ports.ts';
import type { Answer, Answered } from '../../core/types.ts';
import type { Log } from '../../log.ts';
import { withoutMasked } from '../../personal-data.ts';
import { newAnswerKey } from '../answer-key.ts';
import { type Clock, within } from '../clock.ts';
import { type Decision, explainedDecision, NO_SCORES } from '../decision.ts';
import { aside, signFor } from '../delivery/aside.ts';
import type { Reply } from '../delivery/replies.ts';
import { createLimit } from '../limit.ts';
import { createMemory } from '../memory.ts';
import type { Surface } from '../surface.ts';
import { type Asked, conversationOf } from './asked.ts';
import { createStops, type Stops } from './stops.ts';

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
  /** Whoever asked wants no more of an answer: what was proved of it so far is said, and that it ends there. */
  readonly stop: Stops['stop'];
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
  const stops = createStops();

  function replyOf(asked: Asked, found: Answer, place: string | null, meant?: string): Reply {
    const { replaces } = asked;
    const { surface: name, chat, thread, replyTo } = asked.place;
    const key = replaces?.key ?? newAnswerKey();
    const sign = signFor(found);
    return {
      place: sign === undefined ? asked.place : aside(asked.place, asked.member, asked.isPrivate, sign),
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

  /** @param draft the last that was handed on of it; each of its sentences is proved, as those of an answer are. */
  function stoppedReply(
    asked: Asked,
    draft: Answered | undefined,
    { about, place }: { readonly about: Pick<Decision, 'by' | 'place'>; readonly place: string | null },
  ): Settled & { readonly reply: Reply } {
    const decision = { outcome: 'stopped', ...about, ...NO_SCORES } as const;
    log('info', `${surface.name}-answer-stopped`, { chat: asked.place.chat, message: asked.place.replyTo });
    if (draft === undefined) {
      const messages = surface.lines([surface.words.stopped.unsaid]);
      return { reply: { place: asked.place, messages }, decision, remember: () => undefined };
    }
    const said: Answered = { ...draft, closing: surface.words.stopped.midway };
    const { method, corpusVersion } = said;
    return {
      reply: replyOf(asked, said, place),
      decision: { ...decision, method, corpusVersion },
      remember: () => memory.remember(conversationOf(asked), asked.text, said, asked),
    };
  }

  return {
    stop: stops.stop,

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
      const making = stops.begin(place, asked.id);
      const { signal: stopped } = making;
      let shown: Answered | undefined;
      try {
        const work = answering(async () => {
          asked.onBegun?.();
          const question = {
            text: withoutMasked(asked.text),
            history: memory.before(conversationOf(asked), asked),
            ...(county === null ? {} : { place: county }),
            ...(asked.chosen === undefined ? {} : { chosen: [asked.chosen] }),
          };
          return await inTime((signal) =>
            app.explain(question, {
              signal: AbortSignal.any([signal, stopped]),
              ...(isPrivate
                ? {
                    onDraft: (draft) => {
                      if (stopped.aborted) return;
                      shown = draft;
                      const [first] = surface.answer(draft);
                      if (first !== undefined) surface.draft(place, asked.id, first);
                    },
                  }
                : {}),
            }),
          );
        }, stopped);
        const explained = await unlessAborted(work, stopped);
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
        if (stopped.aborted) {
          const draft = shown && (isOwn ? shown : withoutOwnPlace(shown));
          return stoppedReply(asked, draft, { about, place: county });
        }
        log('error', `${surface.name}-answer-failed`, { chat: place.chat, reason: describe(thrown) });
        return {
          reply: { place, messages: surface.lines([surface.words.failed]) },
          decision: { outcome: 'failed', ...about, ...NO_SCORES },
          remember: () => undefined,
        };
      } finally {
        making.end();
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
function withoutOwnPlace<A extends Answer>(answer: A): A {
  const { ownPlace: _, ...rest } = answer;
  return rest as A;
}
