import { nameTable } from '../evidence/policies/quoted-names.ts';
import { countHeaders } from '../papers/captions.ts';
import { readAboveBlocks } from '../papers/headed/headed.ts';
import { papersOf } from '../papers/held.ts';
import type { Passage, SourceDocument } from '../types.ts';
import type { CorpusFacts } from './corpus.ts';
import type { DocumentFacts, ReadDocument } from './document.ts';
import { once } from './once.ts';
import type { Sentence } from './sentence.ts';
import { readSentences } from './sentences.ts';

/** Keeps the length of a text. */
type ToSimplified = (text: string) => string;

/** What documents say, with their passages in order: names and papers at once, the rest when it is first asked. */
export function readCorpusFacts(
  written: readonly SourceDocument[],
  passages: readonly Passage[],
  toSimplified: ToSimplified,
): CorpusFacts {
  const documents = written.map((document) => readDocument(document, toSimplified));
  const documentById = new Map(documents.map((document) => [document.id, document]));
  const byDocument = groupBy(passages, ({ documentId }) => documentId);
  const ordinals = groupBy([...passages.keys()], (ordinal) => passages[ordinal]?.place);
  const sentences = new WeakMap<Passage, readonly Sentence[]>();
  return {
    documents: Object.freeze(documents),
    documentById,
    passages: Object.freeze(passages),
    ordinalsByPlace: new Map(
      [...ordinals].flatMap(([place, own]) => (place === undefined ? [] : [[place, Uint32Array.from(own)]])),
    ),
    placeless: Uint32Array.from(ordinals.get(undefined) ?? []),
    papers: papersOf(documents),
    quotedNames: nameTable(documents),
    passagesOf: (documentId) => byDocument.get(documentId) ?? [],
    sentencesOf(passage) {
      const known = sentences.get(passage);
      if (known !== undefined) return known;
      const document = documentById.get(passage.documentId);
      const read = document === undefined ? [] : readSentences(passage, document);
      sentences.set(passage, read);
      return read;
    },
  };
}

/** A document is read as it is written where no `toSimplified` is handed. */
export function readDocument(
  document: SourceDocument,
  toSimplified: ToSimplified = (text) => text,
): ReadDocument {
  const plain = toSimplified(document.text);
  const isSimplified = plain === document.text;
  const facts: DocumentFacts = {
    plain: isSimplified ? document.text : plain,
    plainOf: (words) => (isSimplified ? words : toSimplified(words)),
    above: once(() => readAboveBlocks(read)),
    headers: once(() => countHeaders(document)),
  };
  const read = Object.freeze(
    Object.defineProperty({ ...document }, 'facts', { value: facts }) as ReadDocument,
  );
  return read;
}

function groupBy<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}
