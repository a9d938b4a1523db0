import type { Block, BlockKind } from '../../../src/core/types.ts';

const KINDS: Readonly<Record<string, BlockKind>> = {
  ...{ t: 'title', h: 'heading', p: 'paragraph', i: 'item', f: 'field' },
  ...{ q: 'question', a: 'answer', s: 'signature' },
};

/** What is said of one block: its kind, its words, and the words of its topic. */
export interface Told {
  readonly kind: BlockKind;
  readonly text: string;
  readonly topic: string;
}

/** A document in the notation of `samples.ts` as its text, the title that it opens with, and its blocks. */
export function read(sample: string): {
  readonly text: string;
  readonly title: string;
  readonly told: readonly Told[];
} {
  const told = [...sample.matchAll(/<([a-z])>([^<]*)/gu)].map(([, tag = '', words = '']): Told => {
    const [before = '', behind] = words.split('¦');
    const topic = behind === undefined ? '' : before.trim();
    return { kind: KINDS[tag] ?? 'row', text: words.replace('¦', '').trim(), topic };
  });
  const titles = told.slice(
    0,
    told.findIndex(({ kind }) => kind !== 'title'),
  );
  return {
    text: sample.replaceAll(/<[a-z]>|¦/gu, ''),
    title: titles.map(({ text }) => text.replace(/^#+ /u, '')).join(' '),
    told,
  };
}

export function toldOf(text: string, blocks: readonly Block[]): Told[] {
  return blocks.map(({ kind, span, topic }) => ({
    kind,
    text: text.slice(span.start, span.end),
    topic: topic === undefined ? '' : text.slice(topic.start, topic.end).trim(),
  }));
}
