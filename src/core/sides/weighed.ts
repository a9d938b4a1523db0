import { type Above, aboveOf } from '../above/told.ts';
import { type Evidence, rankByEvidence, weighEvidence } from '../evidence/evidence.ts';
import { weighSubject } from '../evidence/subject.ts';
import type { WeighedTerm } from '../evidence/wanted.ts';
import type { Embedder } from '../ports.ts';
import type { AskedQuestion } from '../question/question.ts';
import { type ReadDeps, vocabularyOf } from '../question/read.ts';
import { inTurns, type Ranked, retrieveEach, searchForms } from '../retrieve.ts';
import { DEFAULT_SETTINGS, evidenceSettings } from '../settings.ts';

export interface WeighDeps extends Pick<ReadDeps, 'knowledge' | 'gazetteer' | 'segmenter' | 'settings'> {
  readonly embedder: Pick<Embedder, 'embedQuery'>;
  readonly onFault: (part: 'embedder', fault: unknown) => void;
}

/** What the corpus has on a question: its passages, ranked by the evidence of their sentences. */
export function weigh(asked: AskedQuestion, vector: Float32Array | null, deps: WeighDeps): Weighed {
  const { knowledge, segmenter, settings = DEFAULT_SETTINGS } = deps;
  const { rules, retrieval } = settings;
  const vocabulary = vocabularyOf(deps);
  const forms = searchForms(asked.searchText, vector, { vocabulary }, segmenter);
  const within = asked.above?.flat() ?? asked.places;
  const retrieved = retrieveEach(forms, knowledge, rules.placeFilter ? within : [], retrieval);
  const weighing = evidenceSettings(settings);
  const subject = weighSubject(asked, knowledge, segmenter, vocabulary);
  const above = asked.above && aboveOf(asked, asked.above, deps);
  const weighed = weighEvidence(asked, subject, retrieved, knowledge, segmenter, vector, weighing);
  const evidence = weighed.filter((one) => above?.holds(one) ?? true);
  const ranked = rules.rerank ? rankByEvidence(retrieved, evidence, knowledge) : retrieved;
  return { subject, evidence, ranked, minConfidence: weighing.minConfidence, above };
}

/** What is asked of each side weighed for itself, and read; `asked` alone, by its vector, where there are no sides. */
export async function weighSides(
  asked: AskedQuestion,
  sides: readonly AskedQuestion[],
  vector: Float32Array | null,
  deps: WeighDeps,
): Promise<Weighed> {
  const [weighed, ...others] = await Promise.all(
    sides.map(async (side) => weigh(side, await embed(side.searchText, deps), deps)),
  );
  if (weighed === undefined) return weigh(asked, vector, deps);
  return {
    ...weighed,
    evidence: [weighed, ...others].flatMap(({ evidence }) => evidence),
    ranked: inTurns([weighed, ...others].map(({ ranked }) => ranked)),
  };
}

export interface Weighed {
  readonly subject: readonly WeighedTerm[];
  readonly evidence: readonly Evidence[];
  readonly ranked: readonly Ranked[];
  /** Least confidence for a sentence to be said. */
  readonly minConfidence: number;
  /** What may be told, where what is above the places asked is. */
  readonly above: Above | undefined;
}

/** The question's vector; null when the embedder fails, and terms alone rank the passages. */
export async function embed(text: string, { embedder, onFault }: WeighDeps): Promise<Float32Array | null> {
  try {
    return await embedder.embedQuery(text);
  } catch (fault) {
    onFault('embedder', fault);
    return null;
  }
}
