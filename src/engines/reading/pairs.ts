import type { LedSentence } from '../../core/ports.ts';

export interface Asked {
  readonly question: string;
  readonly sentences: readonly LedSentence[];
}

/** Pairs of about one length that run together, row after row. */
export interface Batch {
  readonly ids: BigInt64Array;
  readonly mask: BigInt64Array;
  readonly shape: readonly [pairs: number, tokens: number];
  /** Which of the sentences each row is. */
  readonly sentences: readonly number[];
}

/** `<s>`, `</s>` and `<pad>` of XLM-RoBERTa's vocabulary. */
const START = 0;
const END = 2;
const PADDING = 1;

/** How the model was trained: what is longer is cut, the lead at its beginning. In tokens, and in characters before that. */
const MOST = { question: 40, title: 16, lead: 28, text: 96 } as const;
const MOST_CHARACTERS = { title: 30, lead: 60 } as const;

/** More gain nothing, and are padded more. */
const BATCH = 4;

/** What the reader runs for a question, in turn. @param tokens cuts a text, without special tokens; none for an empty one. */
export function batchesOf({ question, sentences }: Asked, tokens: (text: string) => number[]): Batch[] {
  const asked = tokens(question).slice(0, MOST.question);
  const pairs = sentences
    .map((sentence, at) => ({ at, pair: pairOf(asked, sentence, tokens) }))
    .sort((a, b) => a.pair.length - b.pair.length);
  const batches: Batch[] = [];
  for (let from = 0; from < pairs.length; from += BATCH)
    batches.push(batchOf(pairs.slice(from, from + BATCH)));
  return batches;
}

/** `<s> question </s></s> title lead </s> sentence </s>` */
function pairOf(
  question: readonly number[],
  { title, lead, text }: LedSentence,
  tokens: (text: string) => number[],
): number[] {
  const above = tokens([...title].slice(0, MOST_CHARACTERS.title).join('')).slice(0, MOST.title);
  const before = tokens([...lead].slice(-MOST_CHARACTERS.lead).join('')).slice(-MOST.lead);
  const own = tokens(text).slice(0, MOST.text);
  return [START, ...question, END, END, ...above, ...before, END, ...own, END];
}

function batchOf(pairs: readonly { readonly at: number; readonly pair: readonly number[] }[]): Batch {
  const longest = Math.max(...pairs.map(({ pair }) => pair.length));
  const ids = new BigInt64Array(pairs.length * longest).fill(BigInt(PADDING));
  const mask = new BigInt64Array(pairs.length * longest);
  for (const [row, { pair }] of pairs.entries()) {
    ids.set(BigInt64Array.from(pair, BigInt), row * longest);
    mask.fill(1n, row * longest, row * longest + pair.length);
  }
  return { ids, mask, shape: [pairs.length, longest], sentences: pairs.map(({ at }) => at) };
}
