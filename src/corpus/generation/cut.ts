import { setImmediate as breathe } from 'node:timers/promises';
import { PASSAGES, type PassageSettings } from '../../core/settings.ts';
import type { Passage, SourceDocument } from '../../core/types.ts';
import { embeddingText, passagesOf, sentenceText } from '../structure/passages.ts';
import { sha256 } from './file-system.ts';
import type { PassageKeys } from './serialised.ts';

/** Passages between two turns of the event loop: a question is answered while a reload cuts and counts. */
export const PASSAGES_A_TURN = 64;

export interface Cut {
  readonly passages: readonly Passage[];
  /** What is embedded and searched by terms of each passage. */
  readonly texts: readonly string[];
  /** What is embedded of each sentence, passage after passage. */
  readonly sentenceTexts: readonly string[];
  readonly keys: readonly PassageKeys[];
}

/** @throws the signal's reason, between two documents. */
export async function cutPassages(
  documents: readonly SourceDocument[],
  { maxCharacters, placeBefore }: PassageSettings = PASSAGES,
  signal?: AbortSignal,
): Promise<Cut> {
  const passages: Passage[] = [];
  const texts: string[] = [];
  const sentenceTexts: string[] = [];
  const keys: PassageKeys[] = [];
  let atTurn = 0;
  for (const document of documents) {
    for (const passage of passagesOf(document, { maxCharacters })) {
      const text = embeddingText(passage, document, placeBefore);
      const ofSentences = passage.sentences.map((sentence) =>
        sentenceText(passage, sentence, document, placeBefore),
      );
      passages.push(passage);
      texts.push(text);
      sentenceTexts.push(...ofSentences);
      keys.push({ key: textKey(text), sentenceKeys: ofSentences.map(textKey) });
    }
    if (passages.length - atTurn < PASSAGES_A_TURN) continue;
    atTurn = passages.length;
    await breathe();
    signal?.throwIfAborted();
  }
  return { passages, texts, sentenceTexts, keys };
}

function textKey(text: string): string {
  return sha256(text).slice(0, 32);
}
