import type { AnswerDeps } from '../core/answer.ts';
import type { ChatModel } from '../core/ports.ts';

/**
 * The same parts, which begin nothing once the signal is aborted, and a chat model that is cut short by it. A forward
 * pass that runs already is not: it ends on its thread within milliseconds.
 */
export function cancelledBy(
  signal: AbortSignal,
  deps: AnswerDeps,
): Pick<AnswerDeps, 'embedder' | 'reader' | 'chatModel'> {
  const { embedder, reader, chatModel } = deps;
  const cancelled = (model: ChatModel): ChatModel => ({
    id: model.id,
    complete: async (messages, options) => {
      signal.throwIfAborted();
      return model.complete(messages, { ...options, signal });
    },
  });
  return {
    embedder: {
      embedQuery: async (text) => {
        signal.throwIfAborted();
        return embedder.embedQuery(text);
      },
    },
    reader:
      reader == null
        ? null
        : {
            model: reader.model,
            score: async (question, sentences) => {
              signal.throwIfAborted();
              return reader.score(question, sentences);
            },
            close: () => reader.close(),
          },
    chatModel: chatModel && cancelled(chatModel),
  };
}
