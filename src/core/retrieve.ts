import type { RetrievedPassage } from './explained.ts';
import { bigramTerms, indexTerms } from './language/terms.ts';
import type { Tier } from './places/place.ts';
import type { Hit, Knowledge, Segmenter } from './ports.ts';

export type RankedList = 'dense' | 'words' | 'bigrams';

/** One passage as retrieval saw it. */
export interface Ranked {
  readonly ordinal: number;
  /** Fused score: the sum over the lists of weight / (k + rank). */
  readonly score: number;
  /** Cosine similarity to the question, null when dense search did not return the passage. */
  readonly similarity: number | null;
  readonly ranks: Readonly<Partial<Record<RankedList, number>>>;
}

export interface RetrievalSettings {
  /** Passages taken from each list. */
  readonly depth: number;
  /** The constant of reciprocal rank fusion (Cormack, Clarke, Büttcher 2009): larger flattens the ranks. */
  readonly fusionK: number;
  /** What each list counts; one of weight 0 is not asked at all. */
  readonly weights: Readonly<Record<RankedList, number>>;
}

export const RETRIEVAL: RetrievalSettings = {
  depth: 50,
  fusionK: 60,
  weights: { dense: 1, words: 1, bigrams: 1 },
};

/** The query in each of the forms that the lists understand. `vector` is null when the embedder failed. */
export interface SearchForms {
  readonly vector: Float32Array | null;
  readonly words: readonly string[];
  readonly bigrams: readonly string[];
}

export function searchForms(
  text: string,
  vector: Float32Array | null,
  { vocabulary }: Pick<Knowledge, 'vocabulary'>,
  segmenter: Segmenter,
): SearchForms {
  return { vector, words: indexTerms(text, segmenter, vocabulary), bigrams: bigramTerms(text) };
}

/** What the terms of a question find, whatever its vector. */
type TermHits = Readonly<Record<'words' | 'bigrams', readonly Hit[]>>;

function termHits(
  { words, bigrams }: Pick<SearchForms, 'words' | 'bigrams'>,
  knowledge: Knowledge,
  places: Tier,
  { depth, weights }: RetrievalSettings,
): TermHits {
  const among = ordinalsOf(knowledge, places);
  return {
    words: weights.words === 0 ? [] : knowledge.words.search(words, depth, among),
    bigrams: weights.bigrams === 0 ? [] : knowledge.bigrams.search(bigrams, depth, among),
  };
}

/**
 * The passages by reciprocal rank fusion of dense, word and bigram search, best first.
 * @param places only passages of these places, and of none for undefined; of the whole corpus when empty.
 */
export function retrieve(
  forms: SearchForms,
  knowledge: Knowledge,
  places: Tier,
  settings: RetrievalSettings = RETRIEVAL,
  { words, bigrams }: TermHits = termHits(forms, knowledge, places, settings),
): Ranked[] {
  const { depth, weights, fusionK } = settings;
  const { vector } = forms;
  const dense =
    vector === null || weights.dense === 0
      ? []
      : knowledge.vectors.search(vector, depth, ordinalsOf(knowledge, places));
  const lists = [
    ['dense', dense],
    ['words', words],
    ['bigrams', bigrams],
  ] as const;
  const found = new Map<number, Ranked>();
  for (const [list, hits] of lists) {
    for (const [index, { ordinal, score: similarity }] of hits.entries()) {
      const rank = index + 1;
      const known = found.get(ordinal) ?? { ordinal, score: 0, similarity: null, ranks: {} };
      found.set(ordinal, {
        ordinal,
        score: known.score + weights[list] / (fusionK + rank),
        similarity: list === 'dense' ? similarity : known.similarity,
        ranks: { ...known.ranks, [list]: rank },
      });
    }
  }
  return [...found.values()].sort((a, b) => b.score - a.score || a.ordinal - b.ordinal);
}

/** A retrieval whose terms were looked up. */
export interface Retrieving {
  /** The passages that either list has among its first `most` of a place. */
  byTerms(most: number): ReadonlySet<number>;
  by(vector: Float32Array | null): Ranked[];
}

/**
 * The same where several places are asked: each place's passages ranked for themselves, then taken in turns, so that
 * one place's many passages never crowd out another's. The terms are looked up at once, before there is a vector.
 */
export function retrieveEach(
  forms: Pick<SearchForms, 'words' | 'bigrams'>,
  knowledge: Knowledge,
  places: Tier,
  settings: RetrievalSettings,
): Retrieving {
  const each = places.length <= 1 ? [places] : places.map((place): Tier => [place]);
  const found = each.map((one) => ({ one, hits: termHits(forms, knowledge, one, settings) }));
  return {
    byTerms: (most) =>
      new Set(
        found
          .flatMap(({ hits }) => [hits.words, hits.bigrams])
          .flatMap((hits) => hits.slice(0, most).map(({ ordinal }) => ordinal)),
      ),
    by: (vector) =>
      inTurns(found.map(({ one, hits }) => retrieve({ ...forms, vector }, knowledge, one, settings, hits))),
  };
}

/** What several lists have, one of each at a time. */
export function inTurns<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
}

/** The ascending ordinals of all passages of the given places; undefined, which leaves none out, for no places. */
function ordinalsOf(knowledge: Knowledge, places: Tier): Uint32Array | undefined {
  if (places.length === 0) return undefined;
  const lists = places.map((place) =>
    place === undefined ? knowledge.placeless : (knowledge.ordinalsByPlace.get(place) ?? new Uint32Array()),
  );
  if (lists.length === 1) return lists[0];
  return Uint32Array.from(new Set(lists.flatMap((list) => [...list]))).sort();
}

/** What a tester sees of one ranked passage. */
export function explainRanked({ ordinal, ...ranked }: Ranked, knowledge: Knowledge): RetrievedPassage[] {
  const passage = knowledge.passages[ordinal];
  const document = passage && knowledge.documentById.get(passage.documentId);
  if (passage === undefined || document === undefined) return [];
  const { span, text } = passage;
  return [{ documentId: document.id, document: document.path, span, text, ...ranked }];
}
