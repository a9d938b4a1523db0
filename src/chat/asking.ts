import type { Explained } from '../core/explained.ts';
import type { App } from '../core/ports/app.ts';
import type { Meter } from '../core/ports/meter.ts';
import type { Conversation, SentAnswer, Store, Verdict } from '../core/ports.ts';
import type { Answer, Answered, Turn } from '../core/types.ts';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { maskPersonalData, withoutMasked } from '../personal-data.ts';
import { newAnswerKey } from './answer-key.ts';
import { createAskingQueue, type QueueSizes } from './asking-queue.ts';
import { type Clock, monotonicClock, within } from './clock.ts';
import { createMemory } from './memory.ts';

export interface AskedText {
  readonly text: string;
  /** The county that is meant where the question names none. */
  readonly place?: string | undefined;
  /** Official names of places that were chosen of those offered. */
  readonly chosen?: readonly string[] | undefined;
  /** Earlier turns, where whoever asks keeps them: nothing is remembered here then. */
  readonly history?: readonly Turn[] | undefined;
}

export interface AskOptions {
  /** See `ExplainOptions`. */
  readonly onDraft?: ((draft: Answered) => void) | undefined;
  /** Aborted when nobody waits for the answer any more: nothing is kept of it. */
  readonly signal?: AbortSignal | undefined;
  /** Names who asks, for their share of the queue; absent: the conversation does. */
  readonly caller?: string | undefined;
}

/** An answer that is kept under a key. */
export interface FoundAnswer {
  readonly sent: Pick<SentAnswer, 'key' | 'question' | 'place' | 'answer' | 'sentAt'>;
  /** What was considered; undefined where it is not kept any more. */
  readonly why?: Explained | undefined;
}

/** How a surface asks whose replies are fetched rather than sent: the page, the API. */
export interface Asking {
  /**
   * Answers, and keeps the answer. @param conversation names whose earlier turns are followed; null: nobody's.
   * @throws AppError `asking-busy`, `asking-late`; the signal's reason.
   */
  ask(
    conversation: string | null,
    asked: AskedText,
    options?: AskOptions,
  ): Promise<FoundAnswer & { readonly key: string; readonly explained: Explained }>;
  find(key: string): FoundAnswer | undefined;
  /** Keeps what a member says of an answer, and tells what is kept; undefined where there is no such answer. */
  judge(key: string, member: string, verdict: Verdict): Verdict | undefined;
  /** What the member last said of it. */
  verdictOf(key: string, member: string): Verdict | undefined;
}

/** Over all surfaces that ask so; whoever asks more is told to try later. */
const MOST: QueueSizes = { answering: 8, waiting: 500, ofCaller: 250 };
/** Milliseconds, the wait not counted; far beyond the deadlines of the answer itself. */
const DEADLINE = 120_000;
const LATE: unique symbol = Symbol('late');

/** Asks for every surface that is given its own `Asking`; they take turns with each other. */
export function createAsking(options: {
  readonly app: Pick<App, 'explain'>;
  readonly store: Pick<Store, 'turns' | 'answers' | 'decisions' | 'feedback' | 'together'>;
  readonly clock?: Clock;
  readonly most?: Partial<QueueSizes>;
  readonly meter?: Meter;
  readonly log?: Log;
  /** Milliseconds for the answer. */
  readonly deadline?: number;
  /** Milliseconds for the wait before it. */
  readonly patience?: number;
}): (surface: string) => Asking {
  const { app, store, meter, log, clock = monotonicClock, deadline = DEADLINE } = options;
  const queue = createAskingQueue({ ...MOST, ...options.most }, { clock, patience: options.patience });
  const memory = createMemory(store);

  /** Cut short at the deadline, or when whoever asked is gone. */
  async function explained(
    { text, place, chosen, history = [] }: AskedText,
    { onDraft, signal }: AskOptions,
  ): Promise<Explained> {
    const late = new AbortController();
    const either = signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]);
    const question = {
      text: withoutMasked(text),
      history,
      ...(place === undefined ? {} : { place }),
      ...(chosen === undefined ? {} : { chosen }),
    };
    const work = app.explain(question, { onDraft, signal: either });
    const found = await within(clock, deadline, work, LATE);
    if (found !== LATE) return found;
    work.catch(() => undefined);
    late.abort(new AppError('asking-late', { seconds: Math.round(deadline / 1000) }));
    throw late.signal.reason;
  }

  return (surface) => ({
    async ask(name, asked, options = {}) {
      const { signal, caller = name } = options;
      const text = maskPersonalData(asked.text);
      const told = asked.history?.map((one) => ({ ...one, content: maskPersonalData(one.content) }));
      const conversation =
        name === null || asked.history !== undefined ? null : conversationOf(surface, name);
      const answered = async () => {
        const history = told ?? memory.before(conversation);
        const started = clock.now();
        const found = await explained({ ...asked, text, history }, options);
        const outcome = found.answer.kind;
        meter?.count('questions', { outcome, by: 'http' });
        meter?.observe('answer_seconds', (clock.now() - started) / 1000, { outcome });
        const sent = sentBy(surface, name, { ...asked, text }, found);
        const { answer, ...considered } = found;
        store.together(() => {
          store.answers.record(sent);
          store.decisions.record(sent, sent.key, JSON.stringify(considered), sent.sentAt);
          memory.remember(conversation, text, answer);
        });
        return { key: sent.key, sent, explained: found, why: found };
      };
      const who = {
        caller: caller === null ? null : JSON.stringify([surface, caller]),
        conversation: conversation === null ? null : JSON.stringify([surface, name]),
      };
      return queue.run(who, answered, signal).catch((thrown: unknown) => {
        const outcome = isBusy(thrown) ? 'limited' : 'failed';
        if (!signal?.aborted) meter?.count('questions', { outcome, by: 'http' });
        throw thrown;
      });
    },

    find(key) {
      const sent = store.answers.findByKey(key);
      if (sent === undefined || sent.recalledAt !== null) return undefined;
      const kept = store.decisions.find(sent, key);
      return { sent, ...(kept && { why: whyOf(kept.body, sent.answer) }) };
    },

    judge(key, member, verdict) {
      const by = `${surface}:${member}`;
      const sent = store.answers.findByKey(key);
      if (sent === undefined || sent.recalledAt !== null) return undefined;
      const before = store.feedback.find(key, by);
      // A reason that was given says more than that it is wrong.
      const kept = verdict === 'bad' && before !== undefined && before !== 'good' ? before : verdict;
      if (kept !== before) {
        store.feedback.record(key, by, kept, Date.now());
        meter?.count('feedback', { verdict: kept });
        log?.('info', `${surface}-feedback`, { verdict: kept });
      }
      return kept;
    },

    verdictOf: (key, member) => store.feedback.find(key, `${surface}:${member}`),
  });
}

function isBusy(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'asking-busy';
}

function conversationOf(surface: string, name: string): Conversation {
  return { surface, chat: name, thread: '', member: name };
}

function sentBy(
  surface: string,
  name: string | null,
  { text, place }: AskedText,
  { answer, meant }: Explained,
): SentAnswer {
  const key = newAnswerKey();
  return {
    ...{ key, surface, chat: name ?? '', thread: '', questionId: null, messageIds: [], question: text },
    ...(meant === undefined ? {} : { meant: meant.text }),
    place: place ?? null,
    ...{ member: name, hops: 0, answer, sentAt: Date.now(), recalledAt: null },
  };
}

function whyOf(body: string, answer: Answer): Explained {
  return { ...(JSON.parse(body) as Omit<Explained, 'answer'>), answer };
}
