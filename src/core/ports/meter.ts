/** How one thing is measured. Labels take fixed words alone, so that no name, no text and no id ever becomes one. */
interface Metric {
  readonly kind: 'counter' | 'histogram' | 'gauge';
  /** What is measured, for whoever reads the numbers. */
  readonly help: string;
  readonly labels: Readonly<Record<string, readonly string[]>>;
  /** Upper bounds of a histogram's buckets, ascending, in its unit. */
  readonly buckets?: readonly number[];
}

/** Everything that is measured while a surface serves. Counters only grow; `_seconds` are seconds. */
export const METRICS = {
  questions: {
    kind: 'counter',
    help: 'Questions by what became of them and by the sign that they were for the bot.',
    labels: {
      outcome: ['answered', 'clarify', 'refused', 'silent', 'limited', 'stale', 'failed', 'stopped'],
      by: ['private', 'mention', 'reply', 'ask', 'overheard', 'choice', 'edit', 'http'],
    },
  },
  answer_seconds: {
    kind: 'histogram',
    help: 'Seconds from taking a question up until its reply is decided.',
    labels: { outcome: ['answered', 'clarify', 'refused'] },
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60],
  },
  presses: {
    kind: 'counter',
    help: 'Buttons pressed, and whether the press was good for anything.',
    labels: {
      action: ['good', 'bad', 'reason', 'back', 'original', 'text', 'place', 'unknown'],
      result: ['done', 'expired', 'not-allowed', 'failed'],
    },
  },
  feedback: {
    kind: 'counter',
    help: 'Verdicts that members gave of answers.',
    labels: {
      verdict: ['good', 'wrong-figure', 'wrong-place', 'outdated', 'off-the-point', 'incomplete', 'bad'],
    },
  },
  sends: {
    kind: 'counter',
    help: 'Messages that left the queue: sent, shown to one member of a group, dropped because the chat cannot be written to, or refused in blocks and then sent as text.',
    labels: { result: ['sent', 'aside', 'dropped', 'rich-refused'] },
  },
  edits: {
    kind: 'counter',
    help: 'Edits of own messages, of text or of buttons: done, too late because the message is gone, or refused in blocks and then made as text.',
    labels: { result: ['edited', 'gone', 'rich-refused'] },
  },
  floods: {
    kind: 'counter',
    help: 'Times that Telegram asked to wait (429).',
    labels: {},
  },
  outbox_waiting: {
    kind: 'gauge',
    help: 'Messages and edits that wait for their turn.',
    labels: {},
  },
  inbox_pending: {
    kind: 'gauge',
    help: 'Updates that are kept and not yet answered.',
    labels: {},
  },
  updates: {
    kind: 'counter',
    help: 'Updates from Telegram: taken in, known already, or given up after repeated faults.',
    labels: { result: ['taken', 'repeated', 'given-up'] },
  },
  telegram_up: {
    kind: 'gauge',
    help: '1 while updates are received from Telegram, else 0.',
    labels: {},
  },
  webhook_requests: {
    kind: 'counter',
    help: 'Requests to the webhook by how they were answered.',
    labels: { result: ['taken', 'forbidden', 'malformed', 'too-large', 'unavailable'] },
  },
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricName = keyof typeof METRICS;

type NameOf<Kind extends Metric['kind']> = {
  [Name in MetricName]: (typeof METRICS)[Name]['kind'] extends Kind ? Name : never;
}[MetricName];

type Labels<Name extends MetricName> = {
  readonly [Label in keyof (typeof METRICS)[Name]['labels']]: Extract<
    (typeof METRICS)[Name]['labels'][Label],
    readonly string[]
  >[number];
};

/** No argument at all for a metric without labels. */
type LabelArguments<Name extends MetricName> = keyof Labels<Name> extends never ? [] : [labels: Labels<Name>];

/** Where numbers about the running go. Never throws, never waits. */
export interface Meter {
  /** One more. */
  count<Name extends NameOf<'counter'>>(name: Name, ...labels: LabelArguments<Name>): void;
  /** One value, in the metric's unit. */
  observe<Name extends NameOf<'histogram'>>(name: Name, value: number, ...labels: LabelArguments<Name>): void;
  /** The value from now on. */
  gauge<Name extends NameOf<'gauge'>>(name: Name, value: number, ...labels: LabelArguments<Name>): void;
}

/** Measures nothing. */
export const silentMeter: Meter = {
  count: () => undefined,
  observe: () => undefined,
  gauge: () => undefined,
};
