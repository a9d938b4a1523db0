import type { App } from '../../src/core/ports/app.ts';
import type { Verdict } from '../../src/core/ports.ts';
import type { Turn } from '../../src/core/types.ts';
import type { Asking, FoundAnswer } from '../../src/page/asking.ts';
import type { PageDeps } from '../../src/page/deps.ts';

/** Asks the app, and keeps what was answered and said for as long as it is. */
export function createAskingOf(app: Pick<App, 'explain'>): Asking {
  const kept = new Map<string, FoundAnswer>();
  const turns = new Map<string, Turn[]>();
  return {
    async ask(conversation, { text, place }, { onDraft, signal }) {
      const history = turns.get(conversation) ?? [];
      const explained = await app.explain(
        { text, history: [...history], ...(place === undefined ? {} : { place }) },
        { onDraft },
      );
      signal?.throwIfAborted();
      const key = `key-${kept.size + 1}`;
      const sent = {
        key,
        question: text,
        place: place ?? null,
        answer: explained.answer,
        sentAt: Date.now(),
      };
      kept.set(key, { sent, why: explained });
      turns.set(conversation, [
        ...history,
        { role: 'user', content: text },
        { role: 'assistant', content: explained.answer.text },
      ]);
      return { key, explained };
    },
    find: (key) => kept.get(key),
  };
}

/** Keeps verdicts for as long as it is. */
export function createVerdicts(): PageDeps['store'] {
  const kept = new Map<string, Verdict>();
  return {
    feedback: {
      record: (key, member, verdict) => void kept.set(`${key} ${member}`, verdict),
      find: (key, member) => kept.get(`${key} ${member}`),
      counts: () => ({}),
      complaints: () => [],
    },
  };
}
