import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { PASSAGES, type PassageSettings } from '../../core/settings.ts';
import type { Passage, SourceDocument } from '../../core/types.ts';
import { embeddingText, passagesOf, sentenceText } from '../structure/passages.ts';
import type { PassageKeys } from './serialised.ts';

/** Bytes of the hash of an embedded text by which its vector is kept. */
const KEY_BYTES = 16;

/** Passages between two turns of the event loop: a question is answered while a reload cuts and counts. */
export const PASSAGES_A_TURN = 64;

/** The passages of one document, with the keys of what is embedded of them. */
interface CutDocument {
  readonly passages: readonly Passage[];
  readonly keys: readonly PassageKeys[];
}

/** What documents were cut into by one way of cutting. */
export type Cuts = WeakMap<SourceDocument, CutDocument>;

export interface Cut {
  readonly documents: readonly SourceDocument[];
  readonly passages: readonly Passage[];
  readonly keys: readonly PassageKeys[];
  /** What is embedded and searched by terms of a passage. */
  textOf(ordinal: number): string;
  /** What is embedded of a sentence, by its row: passage after passage. */
  sentenceTextOf(row: number): string;
}

/**
 * @param cuts what earlier calls with the same settings cut, and where this one keeps what it cuts.
 * @throws the signal's reason, between two documents.
 */
export async function cutPassages(
  documents: readonly SourceDocument[],
  settings: PassageSettings = PASSAGES,
  signal?: AbortSignal,
  cuts: Cuts = new WeakMap(),
): Promise<Cut> {
  const passages: Passage[] = [];
  const keys: PassageKeys[] = [];
  /** Of each passage its document; of each sentence the passage, and its place in it. */
  const documentsOf: SourceDocument[] = [];
  const sentencesOf: (readonly [passage: number, sentence: number])[] = [];
  let atTurn = 0;
  for (const document of documents) {
    const cut = cuts.get(document) ?? cutDocument(document, settings);
    cuts.set(document, cut);
    for (const [at, passage] of cut.passages.entries()) {
      for (const sentence of passage.sentences.keys()) sentencesOf.push([passages.length, sentence]);
      passages.push(passage);
      keys.push(cut.keys[at] as PassageKeys);
      documentsOf.push(document);
    }
    if (passages.length - atTurn < PASSAGES_A_TURN) continue;
    atTurn = passages.length;
    await breathe();
    signal?.throwIfAborted();
  }
  const of = (ordinal: number) =>
    [passages[ordinal] as Passage, documentsOf[ordinal] as SourceDocument] as const;
  return {
    documents,
    passages,
    keys,
    textOf: (ordinal) => embeddingText(...of(ordinal), settings.placeBefore),
    sentenceTextOf(row) {
      const [ordinal, at] = sentencesOf[row] as readonly [number, number];
      const [passage, document] = of(ordinal);
      return sentenceText(
        passage,
        passage.sentences[at] as Passage['sentences'][number],
        document,
        settings.placeBefore,
      );
    },
  };
}

function cutDocument(document: SourceDocument, { maxCharacters, placeBefore }: PassageSettings): CutDocument {
  const passages = passagesOf(document, { maxCharacters });
  const keys = passages.map((passage) => ({
    key: textKey(embeddingText(passage, document, placeBefore)),
    sentenceKeys: passage.sentences.map((sentence) =>
      textKey(sentenceText(passage, sentence, document, placeBefore)),
    ),
  }));
  return { passages, keys };
}

/** Not cut of the whole hash, which a part of it would hold in memory with itself. */
function textKey(text: string): string {
  return createHash('sha256').update(text).digest().toString('hex', 0, KEY_BYTES);
}
