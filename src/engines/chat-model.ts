import { setTimeout as delay } from 'node:timers/promises';
import OpenAI, { APIConnectionError, APIError } from 'openai';
import type { ChatMessage, ChatModel } from '../core/ports.ts';
import { AppError, messageOf } from '../errors.ts';
import { type CircuitBreakerOptions, createCircuitBreaker } from './chat/circuit-breaker.ts';
import { readReply } from './chat/reply.ts';
import { type ChatDeadlines, createWatch, type Watch } from './chat/watch.ts';

export interface ChatModelOptions {
  readonly apiKey: string;
  /** Of any OpenAI-compatible server, up to and including `/v1`; OpenAI's own when absent. */
  readonly baseUrl?: string;
  readonly model: string;
  /** Default: headers 10 s, first content 15 s, idle 10 s, in all 60 s. */
  readonly deadlines?: Partial<ChatDeadlines>;
  /** Default 8,000: several screens of a phone. */
  readonly maxCharacters?: number;
  /** Before the second attempt, when the server names no time of its own. Default 500. */
  readonly retryDelayMs?: number;
  /** A server that asks for a longer wait is not asked again. Default 5,000. */
  readonly maxRetryAfterMs?: number;
  /** Default: 5 failures in a row, 30 s. */
  readonly breaker?: CircuitBreakerOptions;
}

const DEADLINES: ChatDeadlines = {
  headersMs: 10_000,
  firstContentMs: 15_000,
  idleMs: 10_000,
  totalMs: 60_000,
};
const ATTEMPTS = 2;
/** How servers say that they do not take what was written: of OpenAI, Azure, DashScope, DeepSeek, Zhipu, and for length. */
const DECLINES =
  /content[\s_-]*(?:filter|policy|management|exists)|inspection|inappropriate|sensitive|unsafe|moderation|responsible\s?ai|context[\s_]length|敏感|违规|审核|不安全|不合规/iu;
/** The end of reasoning that no tag opened: the server put that one into the prompt. */
const LOST_OPENING = /<\/think(?:ing)?>/iu;

/**
 * A language model behind the OpenAI chat API (OpenAI, DeepSeek, Qwen, Ollama, vLLM, llama.cpp), at temperature 0. The
 * library's own retries are off: it would sleep as long as a `Retry-After` says, deaf to the caller. One more attempt is
 * made after 429, 5xx or a lost connection, as long as no word has come.
 */
export function createChatModel(options: ChatModelOptions): ChatModel {
  const { apiKey, model } = options;
  const deadlines = { ...DEADLINES, ...options.deadlines };
  const maxCharacters = options.maxCharacters ?? 8_000;
  const maxRetryAfterMs = options.maxRetryAfterMs ?? 5_000;
  // What such a model writes is not known for reasoning before it ends; it is handed on whole from then on.
  let thinksAloud = false;
  const breaker = createCircuitBreaker(options.breaker ?? { failures: 5, pauseMs: 30_000 });
  // What is null here the library would read from the environment.
  const client = new OpenAI({
    apiKey,
    baseURL: options.baseUrl ?? 'https://api.openai.com/v1',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: deadlines.totalMs,
    logLevel: 'off',
  });

  async function ask(
    messages: readonly ChatMessage[],
    watch: Watch,
    onText: (text: string) => void,
  ): Promise<string> {
    const controller = new AbortController();
    const startedAt = performance.now();
    let hasContent = false;
    try {
      watch.expect('等响应', deadlines.headersMs);
      const response = await client.chat.completions
        .create(
          { model, messages: [...messages], temperature: 0, stream: true },
          { signal: AbortSignal.any([watch.signal, controller.signal]) },
        )
        .asResponse();
      watch.expect(
        '等第一个字',
        Math.max(1, Math.round(deadlines.firstContentMs - (performance.now() - startedAt))),
      );
      return await readReply(response, {
        client,
        controller,
        maxCharacters,
        onContent(text) {
          hasContent = true;
          if (watch.fault) return;
          watch.expect('等后面的字', deadlines.idleMs);
          onText(text);
        },
      });
    } catch (thrown) {
      controller.abort();
      throw hasContent ? toAppError(thrown) : thrown;
    }
  }

  async function askTwice(
    messages: readonly ChatMessage[],
    watch: Watch,
    onText: (text: string) => void,
  ): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await ask(messages, watch, onText);
      } catch (thrown) {
        const waitMs = attempt < ATTEMPTS ? retryWaitMs(thrown, options.retryDelayMs ?? 500) : undefined;
        if (watch.fault || waitMs === undefined || waitMs > Math.min(maxRetryAfterMs, watch.remainingMs))
          throw thrown;
        watch.expect('再试一次', waitMs + deadlines.headersMs);
        await delay(waitMs, undefined, { signal: watch.signal });
      }
    }
  }

  /** Servers quote the key they refuse; no text of an error may. */
  function toAppError(thrown: unknown): AppError {
    if (thrown instanceof AppError) return thrown;
    const details = describe(thrown)
      .replaceAll(apiKey || '\0', '***')
      .slice(0, 300);
    return new AppError(isDeclined(thrown) ? 'chat-model-declined' : 'chat-model-failed', { details });
  }

  return {
    id: model,
    async complete(messages, { signal, onText = () => undefined } = {}) {
      breaker.enter();
      const watch = createWatch(deadlines.totalMs, signal);
      const handOn = (text: string) => {
        if (!thinksAloud) onText(text);
      };
      try {
        const text = await watch.race(askTwice(messages, watch, handOn));
        thinksAloud ||= LOST_OPENING.test(text);
        breaker.succeeded();
        return text;
      } catch (thrown) {
        const error = watch.fault ?? toAppError(thrown);
        if (signal?.aborted) breaker.left();
        else if (isOfThisCall(error)) breaker.succeeded();
        else breaker.failed();
        throw error;
      } finally {
        watch.close();
      }
    },
  };
}

/** The server takes requests, and not this one for what is written in it. */
function isDeclined(thrown: unknown): boolean {
  if (!(thrown instanceof APIError) || thrown.status !== 400) return false;
  return DECLINES.test(`${thrown.message} ${thrown.code ?? ''} ${thrown.type ?? ''}`);
}

/** Whether a fault tells nothing of what the server does with other requests. */
function isOfThisCall({ code, fields }: AppError): boolean {
  return code === 'chat-model-declined' || (code === 'chat-model-incomplete' && fields.reason !== 'none');
}

/** How long to wait before another attempt; undefined when the fault is not one that passes. */
function retryWaitMs(thrown: unknown, byDefault: number): number | undefined {
  if (thrown instanceof APIConnectionError) return byDefault;
  if (thrown instanceof APIError) {
    const { status } = thrown;
    if (status !== 429 && !(status && status >= 500)) return undefined;
    return retryAfterMs(thrown.headers?.get('retry-after') ?? '') ?? byDefault;
  }
  return isLostConnection(thrown) ? byDefault : undefined;
}

/** `Retry-After` of RFC 9110: seconds or a date. */
function retryAfterMs(header: string): number | undefined {
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

/** What fetch throws while a body is read from a socket that closes. */
function isLostConnection(thrown: unknown): boolean {
  return thrown instanceof TypeError && thrown.message === 'terminated';
}

function describe(thrown: unknown): string {
  if (thrown instanceof APIConnectionError) return `连不上（${deepestMessage(thrown)}）`;
  if (thrown instanceof APIError)
    return thrown.status === undefined ? `它报错：${messageOf(thrown)}` : `HTTP ${messageOf(thrown)}`;
  if (isLostConnection(thrown)) return '连接中途断了';
  if (thrown instanceof SyntaxError) return `它发来的 JSON 不对（${messageOf(thrown)}）`;
  return messageOf(thrown);
}

function deepestMessage(error: Error): string {
  return error.cause instanceof Error ? deepestMessage(error.cause) : messageOf(error);
}
