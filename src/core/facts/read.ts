import { bare, lineAround, overlaps, sentences, slice } from '../language/text.ts';
import { readAboveBlocks, toldAbove } from '../papers/headed.ts';
import { editionsOf, papersOf, placesOfEditions } from '../papers/held.ts';
import { countHeaders } from '../papers/rows.ts';
import type { Block, Passage, SourceDocument, Span } from '../types.ts';
import type { CorpusFacts } from './corpus.ts';
import { type DocumentFacts, foldedAt, type ReadDocument } from './document.ts';
import { factsOf } from './facts.ts';
import { nameTable } from './names.ts';
import { groupBy, kept, keptBy, once } from './once.ts';
import { datedRows } from './rows.ts';
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
  const passagesOf = (documentId: string) => byDocument.get(documentId) ?? [];
  const papers = papersOf(documents);
  const editionOf = editionsOf(papers);
  const sentencesOf = kept((passage: Passage) => {
    const document = documentById.get(passage.documentId);
    return document === undefined ? [] : readSentences(passage, document, editionOf(passage));
  });
  const rowsOf = kept((document: ReadDocument) =>
    datedRows(passagesOf(document.id).flatMap(sentencesOf), document),
  );
  const ordinalsByPlace = new Map(
    [...ordinals].flatMap(([place, own]) => (place === undefined ? [] : [[place, Uint32Array.from(own)]])),
  );
  return {
    documents: Object.freeze(documents),
    documentById,
    passages: Object.freeze(passages),
    places: new Set(ordinalsByPlace.keys()),
    ordinalsByPlace,
    placeless: Uint32Array.from(ordinals.get(undefined) ?? []),
    papers,
    placesOfEditions: placesOfEditions(papers),
    quotedNames: nameTable(documents),
    passagesOf,
    sentencesOf,
    datedRowsOf(documentId) {
      const document = documentById.get(documentId);
      return document === undefined ? new Map() : rowsOf(document);
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
  const isUnderPlan = (span: Span) => toldAbove(span, read).standing === 'planned';
  const factsAt = keptBy(keyOfSpan, (span: Span) => factsOf(foldedAt(read, span), isUnderPlan(span)));
  const facts: DocumentFacts = {
    plain: isSimplified ? document.text : plain,
    plainOf: (words) => (isSimplified ? words : toSimplified(words)),
    of: factsAt,
    around: keptBy(keyOfSpan, (span: Span) => {
      const whole = sentencesAround(plain, span);
      const facts = factsAt(whole);
      const isSame = facts.isUnderPlan === isUnderPlan(span);
      return { start: whole.start, facts: isSame ? facts : factsOf(facts.folded, isUnderPlan(span)) };
    }),
    above: once(() => readAboveBlocks(read)),
    headers: once(() => countHeaders(document)),
    sharedTopics: once(() => topicsUnderSeveral(document.blocks, plain)),
  };
  const read = Object.freeze(
    Object.defineProperty({ ...document }, 'facts', { value: facts }) as ReadDocument,
  );
  return read;
}

/** Where the topics begin whose words return under another heading. */
function topicsUnderSeveral(blocks: readonly Block[], plain: string): ReadonlySet<number> {
  let heading: Span | undefined;
  const found = blocks.flatMap(({ kind, span, topic }) => {
    if (kind === 'heading' || kind === 'title') heading = kind === 'heading' ? span : undefined;
    if (topic === undefined || heading === undefined) return [];
    return [{ start: topic.start, under: heading, words: bare(slice(plain, topic)) }];
  });
  const byWords = groupBy(found, ({ words }) => words);
  const shared = [...byWords.values()].filter((group) =>
    group.some(({ under }) => under !== group[0]?.under),
  );
  return new Set(shared.flat().map(({ start }) => start));
}

/** Documents are shorter than 2 ** 26 characters. */
function keyOfSpan({ start, end }: Span): number {
  return start * 2 ** 26 + end;
}

/** The whole sentences of a line that a stretch lies in. */
function sentencesAround(text: string, span: Span): Span {
  const met = sentences(text, lineAround(text, span)).filter((sentence) => overlaps(sentence, span));
  const [first, last] = [met[0], met.at(-1)];
  return first === undefined || last === undefined
    ? span
    : { start: Math.min(first.start, span.start), end: Math.max(last.end, span.end) };
}
