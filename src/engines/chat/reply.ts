import type OpenAI from 'openai';
import { Stream } from 'openai/streaming';
import { AppError } from '../../errors.ts';

export interface ReplyOptions {
  readonly client: OpenAI;
  /** Aborted when reading stops before the response ends. */
  readonly controller: AbortController;
  /** More than this is no answer for a chat: UTF-16 units, reasoning in the text included. */
  readonly maxCharacters: number;
  /** Called whenever words of the answer arrive, with all that came so far; not for a reply in one piece. */
  onContent(text: string): void;
}

/**
 * The text of a chat completion, streamed or whole: a server that answers a request for a stream with one JSON body is
 * understood. Reasoning (`reasoning_content`, a leading `<think>` block) is no part of it.
 * @throws AppError `chat-model-incomplete` when it ended for another reason than `stop`, `chat-model-failed` when it is
 * empty, too long or no completion at all; whatever the connection and the parser throw.
 */
export async function readReply(response: Response, options: ReplyOptions): Promise<string> {
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('html'))
    throw failed(`它发来的是 ${type}，应是与 OpenAI 兼容的数据流，请检查 OPENAI_BASE_URL`);
  const { content, finish } = await (type.includes('application/json')
    ? readWhole(response, options)
    : readStream(response, options));
  const text = content.replace(/^\s*<think>[\s\S]*?<\/think>/u, '').trim();
  if (finish !== 'stop' && (finish !== null || text !== ''))
    throw new AppError('chat-model-incomplete', { reason: (finish ?? 'none').slice(0, 40) });
  if (text === '') throw failed('它没有写出文字');
  return text;
}

interface Completion {
  readonly content: string;
  readonly finish: string | null;
}

async function readStream(response: Response, options: ReplyOptions): Promise<Completion> {
  const chunks = Stream.fromSSEResponse<OpenAI.ChatCompletionChunk>(
    response,
    options.controller,
    options.client,
  );
  let content = '';
  for await (const chunk of chunks) {
    const choice = chunk?.choices?.[0];
    const delta = choice?.delta?.content;
    if (typeof delta === 'string' && delta !== '') {
      content += delta;
      checkLength(content, options);
      options.onContent(content);
    }
    // Some servers keep the connection open after the last words.
    if (choice?.finish_reason) return { content, finish: choice.finish_reason };
  }
  return { content, finish: null };
}

async function readWhole(response: Response, options: ReplyOptions): Promise<Completion> {
  const body = (await response.json()) as
    | (Partial<OpenAI.ChatCompletion> & { error?: { message?: string } })
    | null;
  if (body?.error) throw failed(`它报错：${body.error.message}`);
  const choice = body?.choices?.[0];
  const content = choice?.message?.content ?? '';
  checkLength(content, options);
  return { content, finish: choice?.finish_reason ?? null };
}

function checkLength(content: string, { maxCharacters }: ReplyOptions): void {
  if (content.length > maxCharacters) throw failed(`它写了 ${maxCharacters} 个字还没有写完`);
}

function failed(details: string): AppError {
  return new AppError('chat-model-failed', { details });
}
