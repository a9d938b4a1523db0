import type {
  AsideDelivery,
  AsideMessage,
  Delivery,
  Form,
  Keyboard,
  Outgoing,
  RichRefused,
} from './messages.ts';

export interface Waiter<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

interface Job<T> {
  /** Telegram could not read the HTML: what goes out is the plain text. */
  isPlain: boolean;
  /** Tries that got no answer. */
  tries: number;
  readonly waiters: Waiter<T>[];
}

export interface SendJob extends Job<Delivery> {
  readonly kind: 'send';
  message: Outgoing;
}

export interface AsideJob extends Job<AsideDelivery> {
  readonly kind: 'aside';
  readonly message: AsideMessage;
  /** All are shown its sign already. */
  isSigned: boolean;
}

export interface EditJob extends Job<'edited' | 'gone' | RichRefused> {
  readonly kind: 'edit';
  readonly messageId: number;
  /** Absent: only the buttons change. */
  readonly content?: Form;
  readonly keyboard?: Keyboard;
}

export interface RemoveJob extends Job<'removed' | 'gone' | 'refused'> {
  readonly kind: 'remove';
  readonly messageId: number;
}

export type AnyJob = SendJob | AsideJob | EditJob | RemoveJob;

export const NEW_JOB = { isPlain: false, tries: 0 } as const;

/** Nobody will ever get it. */
export function abandon(job: AnyJob): void {
  if (job.kind === 'send') for (const { resolve } of job.waiters) resolve({ kind: 'dropped' });
  else if (job.kind === 'aside') for (const { resolve } of job.waiters) resolve({ kind: 'not-aside' });
  else if (job.kind === 'edit') for (const { resolve } of job.waiters) resolve('gone');
  else for (const { resolve } of job.waiters) resolve('refused');
}

export function reject(job: AnyJob, reason: unknown): void {
  for (const waiter of job.waiters) waiter.reject(reason);
}

/** What waits for one chat: messages in order, and behind them the changes of messages that stand there. */
export interface Queue {
  readonly size: number;
  send(job: SendJob | AsideJob): void;
  /** An edit takes in the one of the same message that waits, unless the message is to be removed in between. */
  change(job: EditJob | RemoveJob): void;
  take(): AnyJob | undefined;
  /** Tried, and to be tried again before anything else of its kind; an edit gives way to a newer one. */
  putBack(job: AnyJob): void;
  /** Everything, in the order in which it would have been taken. */
  clear(): AnyJob[];
}

export function createQueue(): Queue {
  const sends: (SendJob | AsideJob)[] = [];
  const changes: (EditJob | RemoveJob)[] = [];
  return {
    get size() {
      return sends.length + changes.length;
    },
    send: (job) => sends.push(job),
    change(job) {
      const at = changes.findLastIndex(({ messageId }) => messageId === job.messageId);
      const waiting = changes[at];
      if (job.kind === 'edit' && waiting?.kind === 'edit') changes[at] = merge(waiting, job);
      else changes.push(job);
    },
    take: () => sends.shift() ?? changes.shift(),
    putBack(job) {
      if (job.kind === 'send' || job.kind === 'aside') {
        sends.unshift(job);
        return;
      }
      const at = changes.findIndex(({ messageId }) => messageId === job.messageId);
      const newer = changes[at];
      if (job.kind === 'edit' && newer?.kind === 'edit') {
        changes.splice(at, 1);
        changes.unshift(merge(job, newer));
      } else changes.unshift(job);
    },
    clear: () => [...sends.splice(0), ...changes.splice(0)],
  };
}

/** The newest text and the newest buttons; a text without buttons takes them away. */
function merge(older: EditJob, newer: EditJob): EditJob {
  const text = newer.content === undefined ? older : newer;
  return {
    kind: 'edit',
    messageId: newer.messageId,
    isPlain: text.isPlain,
    tries: newer.tries,
    waiters: [...older.waiters, ...newer.waiters],
    ...(text.content === undefined ? {} : { content: text.content }),
    ...(newer.keyboard === undefined ? {} : { keyboard: newer.keyboard }),
  };
}
