import { describe, expect, test } from 'vitest';
import type { ChatModel } from '../../src/core/ports.ts';
import { AppError } from '../../src/errors.ts';

/** What the model behind a `ChatModel` does next. */
export type ChatOutcome =
  | { readonly says: string }
  | 'fails'
  | 'stops-early'
  | 'says-nothing'
  | 'never-answers';

/**
 * What every `ChatModel` promises.
 * @param withOutcome runs `use` on a model that does `outcome`, and cleans up.
 */
export function chatModelContract(
  name: string,
  withOutcome: (outcome: ChatOutcome, use: (model: ChatModel) => Promise<void>) => Promise<void>,
): void {
  const messages = [
    { role: 'system', content: '只根据资料回答。' },
    { role: 'user', content: '低保标准是多少？' },
  ] as const;

  describe(`${name} as a ChatModel`, () => {
    test('gives the whole text', () =>
      withOutcome({ says: '低保标准为每人每年3,500元。[1]' }, async (model) => {
        expect(model.id).not.toBe('');
        expect(await model.complete(messages)).toBe('低保标准为每人每年3,500元。[1]');
      }));

    test('tells the text as it grows, and nothing more once it is settled', () =>
      withOutcome({ says: '低保标准为每人每年3,500元。[1]' }, async (model) => {
        const told: string[] = [];
        const whole = await model.complete(messages, { onText: (textSoFar) => told.push(textSoFar) });
        for (const [at, text] of told.entries()) expect(text.startsWith(told[at - 1] ?? '')).toBe(true);
        expect(told.at(-1)).toBe(whole);
      }));

    test.each(['fails', 'stops-early', 'says-nothing', 'never-answers'] as const)(
      'rejects with an AppError of the chat model when the model %s',
      (outcome) =>
        withOutcome(outcome, async (model) => {
          const error = await model.complete(messages).catch((thrown: unknown) => thrown);
          expect(error).toBeInstanceOf(AppError);
          expect((error as AppError).code).toMatch(/^chat-model-/);
        }),
    );

    test('rejects at once when the caller gives up, before or during the call', () =>
      withOutcome('never-answers', async (model) => {
        await expect(model.complete(messages, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(
          AppError,
        );
        const controller = new AbortController();
        const answer = model.complete(messages, { signal: controller.signal });
        controller.abort();
        await expect(answer).rejects.toBeInstanceOf(AppError);
      }));
  });
}
