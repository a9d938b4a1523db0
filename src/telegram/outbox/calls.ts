import type { Log } from '../../log.ts';
import { type BotApi, failureOf } from '../api.ts';
import { type AnyJob, type AsideJob, abandon, type EditJob, type RemoveJob, type SendJob } from './jobs.ts';
import type { AsideDelivery, Keyboard, RichRefused, TextForm } from './messages.ts';
import { refusalOfRich } from './rich.ts';

/** What one call came to, as far as the queue has to do something about it. */
export type Outcome =
  /** The job's promises are resolved. */
  | { readonly kind: 'settled' }
  /** To be tried again, without what Telegram refused. */
  | { readonly kind: 'again' }
  | { readonly kind: 'flood'; readonly retryAfter: number }
  | { readonly kind: 'unreachable'; readonly thrown: unknown }
  | { readonly kind: 'moved'; readonly to: number }
  /** Blocked or removed: nothing else will get through to the chat either. */
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'failed'; readonly thrown: unknown };

const SETTLED: Outcome = { kind: 'settled' };
const AGAIN: Outcome = { kind: 'again' };

/** Parameters of a message without a preview of what it links to. */
export const NO_PREVIEW = { link_preview_options: { is_disabled: true } } as const;

/** Makes one call for the job and settles the job where the call decides it. Rejects only when `signal` aborts. */
export function createCalls(options: {
  readonly api: BotApi;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Makes the calls for a message to one member. */
  readonly say: (job: AsideJob, chat: number) => Promise<AsideDelivery | { readonly kind: 'again' }>;
}): (job: AnyJob, chat: number) => Promise<Outcome> {
  const { api, log, signal, say } = options;

  async function send(job: SendJob, chat: number): Promise<void> {
    const { topic, replyTo, keyboard } = job.message;
    const about = {
      chat_id: chat,
      ...(topic === undefined ? {} : { message_thread_id: topic }),
      ...(replyTo === undefined
        ? {}
        : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
      ...(keyboard === undefined ? {} : markupOf(keyboard)),
    };
    const sent =
      'rich' in job.message
        ? await api.call('sendRichMessage', { ...about, rich_message: job.message.rich }, { signal })
        : await api.call(
            'sendMessage',
            { ...about, ...NO_PREVIEW, ...textOf(job.message, job.isPlain) },
            { signal },
          );
    for (const { resolve } of job.waiters) resolve({ kind: 'sent', chat, messageId: sent.message_id });
  }

  async function edit(job: EditJob, chat: number): Promise<void> {
    const target = { chat_id: chat, message_id: job.messageId };
    const markup = job.keyboard === undefined ? {} : markupOf(job.keyboard);
    if (job.content === undefined) {
      await api.call('editMessageReplyMarkup', { ...target, ...markup }, { signal });
    } else if ('rich' in job.content) {
      const content = { rich_message: job.content.rich };
      await api.call('editMessageText', { ...target, ...content, ...markup }, { signal });
    } else {
      const text = textOf(job.content, job.isPlain);
      await api.call('editMessageText', { ...target, ...NO_PREVIEW, ...text, ...markup }, { signal });
    }
    for (const { resolve } of job.waiters) resolve('edited');
  }

  async function remove(job: RemoveJob, chat: number): Promise<void> {
    await api.call('deleteMessage', { chat_id: chat, message_id: job.messageId }, { signal });
    for (const { resolve } of job.waiters) resolve('removed');
  }

  function refused(job: Exclude<AnyJob, AsideJob>, chat: number, description: string): Outcome {
    if (/can't parse entities/i.test(description) && job.kind !== 'remove' && !job.isPlain) {
      log('error', 'telegram-html-refused', { chat, reason: description });
      job.isPlain = true;
      return AGAIN;
    }
    const ofRich = isRich(job) ? refusalOfRich(job.kind, description) : undefined;
    if (isRich(job) && ofRich !== undefined && ofRich.why !== 'other') return settled(job, ofRich);
    switch (job.kind) {
      case 'send': {
        const { topic, keyboard, ...rest } = job.message;
        if (keyboard !== undefined && /BUTTON|reply markup|keyboard/i.test(description)) {
          log('error', 'telegram-keyboard-refused', { chat, reason: description });
          job.message = topic === undefined ? rest : { ...rest, topic };
          return AGAIN;
        }
        if (topic !== undefined && /thread not found|topic/i.test(description)) {
          job.message = keyboard === undefined ? rest : { ...rest, keyboard };
          return AGAIN;
        }
        if (ofRich !== undefined) return settled(job, ofRich);
        log('warn', 'telegram-message-dropped', { chat, reason: description });
        abandon(job);
        return SETTLED;
      }
      case 'edit': {
        const isThereAlready = /message is not modified/i.test(description);
        if (!isThereAlready && ofRich !== undefined) return settled(job, ofRich);
        if (!isThereAlready) log('info', 'telegram-edit-refused', { chat, reason: description });
        for (const { resolve } of job.waiters) resolve(isThereAlready ? 'edited' : 'gone');
        return SETTLED;
      }
      case 'remove': {
        const isGone = /not found|MESSAGE_ID_INVALID/i.test(description);
        if (!isGone) log('info', 'telegram-removal-refused', { chat, reason: description });
        for (const { resolve } of job.waiters) resolve(isGone ? 'gone' : 'refused');
        return SETTLED;
      }
    }
  }

  async function aside(job: AsideJob, chat: number): Promise<Outcome> {
    const delivery = await say(job, chat);
    if (delivery.kind === 'again') return AGAIN;
    for (const { resolve } of job.waiters) resolve(delivery);
    return SETTLED;
  }

  return async (job, chat) => {
    try {
      if (job.kind === 'aside') return await aside(job, chat);
      if (job.kind === 'send') await send(job, chat);
      else if (job.kind === 'edit') await edit(job, chat);
      else await remove(job, chat);
      return SETTLED;
    } catch (thrown) {
      signal.throwIfAborted();
      const failure = failureOf(thrown);
      switch (failure.kind) {
        case 'flood':
        case 'moved':
        case 'forbidden':
          return failure;
        case 'unreachable':
          return { kind: 'unreachable', thrown };
        case 'refused':
          if (job.kind === 'aside') return { kind: 'failed', thrown };
          return refused(job, chat, failure.description);
        case 'unknown-method':
          if (isRich(job)) return settled(job, { kind: 'rich-refused', why: 'method', reason: '404' });
          return { kind: 'failed', thrown };
        case 'token-refused':
        case 'conflict':
        case 'fault':
          return { kind: 'failed', thrown };
      }
    }
  };
}

/** Whether what the job says is in blocks. */
function isRich(job: AnyJob): job is SendJob | EditJob {
  if (job.kind === 'remove' || job.kind === 'aside') return false;
  const form = job.kind === 'send' ? job.message : job.content;
  return form !== undefined && 'rich' in form;
}

function settled(job: SendJob | EditJob, refusal: RichRefused): Outcome {
  for (const { resolve } of job.waiters) resolve(refusal);
  return SETTLED;
}

/** What `sendMessage`, `editMessageText` and `sendMessageDraft` take for a text. */
export function textOf(
  { html, plain }: TextForm,
  isPlain: boolean,
): { readonly text: string; readonly parse_mode?: 'HTML' } {
  return isPlain ? { text: plain } : { text: html, parse_mode: 'HTML' };
}

/** The parameter that puts buttons under a message. */
export function markupOf(keyboard: Keyboard) {
  return {
    reply_markup: {
      inline_keyboard: keyboard.map((row) => row.map(({ text, data }) => ({ text, callback_data: data }))),
    },
  };
}
