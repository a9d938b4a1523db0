import { type Above, aboveOf } from '../above.ts';
import { isEligible } from '../evidence/answering.ts';
import { type Evidence, rankByEvidence, weighEvidence } from '../evidence/evidence.ts';
import { weighSubject } from '../evidence/subject.ts';
import type { WeighedTerm } from '../evidence/wanted.ts';
import { type Meeting, meetingOf } from '../evidence/weighing/meeting.ts';
import type { HeldPaper } from '../facts/corpus.ts';
import type { Embedder } from '../ports.ts';
import type { AskedQuestion } from '../question/question.ts';
import { type ReadDeps, vocabularyOf } from '../question/read.ts';
import { inTurns, type Ranked, type Retrieving, retrieveEach, searchForms } from '../retrieve.ts';
import { DEFAULT_SETTINGS, evidenceSettings } from '../settings.ts';
import type { Question } from '../types.ts';
import { askedAnyTime, askedOfAll, type EditionDeps, editionsMeant, mayMeanEditions } from './sides.ts';

export interface WeighDeps extends ReadDeps, Pick<EditionDeps, 'standingOf'> {
  readonly embedder: Pick<Embedder, 'embedQuery'>;
  readonly onFault: (part: 'embedder', fault: unknown) => void;
  /** Of the question that is weighed; of another, it does not count. */
  readonly lookedUp?: LookedUp;
}

/** What the corpus has on a question whatever its vector: looked up while a model makes that on a thread of its own. */
export interface LookedUp {
  readonly asked: AskedQuestion;
  readonly subject: readonly WeighedTerm[];
  readonly retrieving: Retrieving;
  readonly meeting: Meeting;
}

function lookUp(asked: AskedQuestion, deps: WeighDeps): LookedUp {
  const { knowledge, segmenter, settings = DEFAULT_SETTINGS } = deps;
  const { rules, retrieval } = settings;
  const vocabulary = vocabularyOf(deps);
  const forms = searchForms(asked.searchText, null, { vocabulary }, segmenter);
  const within = asked.above?.flat() ?? asked.places;
  const subject = weighSubject(asked, knowledge, segmenter, vocabulary);
  return {
    asked,
    subject,
    retrieving: retrieveEach(forms, knowledge, rules.placeFilter ? within : [], retrieval),
    meeting: meetingOf(asked, subject, knowledge, segmenter),
  };
}

/** Of each list of terms so many passages are met before there is a vector: most of them are looked into then. */
const MET_AHEAD = 8;

/** The vector of a question, and what was looked up meanwhile: the sentences of the passages that its words find are met. */
export async function embedMeanwhile(
  text: string,
  asked: AskedQuestion,
  deps: WeighDeps,
): Promise<{ readonly vector: Float32Array | null; readonly lookedUp: LookedUp }> {
  const embedding = embed(text, deps);
  // Told where it is awaited.
  embedding.catch(() => undefined);
  const lookedUp = lookUp(asked, deps);
  for (const ordinal of lookedUp.retrieving.byTerms(MET_AHEAD)) lookedUp.meeting.of(ordinal);
  return { vector: await embedding, lookedUp };
}

/** What the corpus has on a question: its passages, ranked by the evidence of their sentences. */
export function weigh(asked: AskedQuestion, vector: Float32Array | null, deps: WeighDeps): Weighed {
  const { knowledge, settings = DEFAULT_SETTINGS, lookedUp } = deps;
  const { rules } = settings;
  const { subject, retrieving, meeting } = lookedUp?.asked === asked ? lookedUp : lookUp(asked, deps);
  const retrieved = retrieving.by(vector);
  const weighing = evidenceSettings(settings);
  const above = asked.above && aboveOf(asked, asked.above, deps);
  const weighed = weighEvidence(meeting, retrieved, knowledge, vector, weighing);
  const evidence = weighed.filter((one) => above?.holds(one) ?? true);
  const ranked = rules.rerank ? rankByEvidence(retrieved, evidence, knowledge) : retrieved;
  return { asked, subject, evidence, ranked, minConfidence: weighing.minConfidence, above };
}

/**
 * What is asked of each side weighed for itself; `asked` alone, by its vector, where there are no sides: of all years where it
 * holds two papers of one matter against each other.
 */
export async function weighSides(
  asked: AskedQuestion,
  question: Question,
  sides: readonly AskedQuestion[],
  vector: Float32Array | null,
  deps: WeighDeps,
): Promise<Weighed> {
  const [weighed, ...others] = await Promise.all(
    sides.map(async (side) => {
      const { vector, lookedUp } = await embedMeanwhile(side.searchText, side, deps);
      return weigh(side, vector, { ...deps, lookedUp });
    }),
  );
  if (weighed === undefined)
    return weighEditions(asked, question, vector, deps) ?? weigh(asked, vector, deps);
  return {
    ...weighed,
    ...(asked.ofEach.length > 1 ? { apart: [weighed, ...others] } : {}),
    asked: askedOfAll(asked, sides),
    evidence: [weighed, ...others].flatMap(({ evidence }) => evidence),
    ranked: inTurns([weighed, ...others].map(({ ranked }) => ranked)),
  };
}

function weighEditions(
  asked: AskedQuestion,
  question: Question,
  vector: Float32Array | null,
  deps: WeighDeps,
): Weighed | undefined {
  if (!mayMeanEditions(asked, deps.knowledge)) return undefined;
  const timeless = askedAnyTime(asked, question, deps);
  const weighed = timeless && weigh(timeless, vector, deps);
  return weighed && editionsIn(asked, weighed.evidence, deps).length > 0 ? weighed : undefined;
}

/** The papers that are held against each other, by what of the evidence is likeliest to answer; none where none are. */
export function editionsIn(
  asked: AskedQuestion,
  evidence: readonly Evidence[],
  deps: EditionDeps,
): readonly HeldPaper[] {
  const best = evidence.find((one) => isEligible({ ...asked, years: [], relativeYears: [] }, one));
  if (best === undefined || asked.places.length > 1) return [];
  const { passage, span } = best.sentence;
  return editionsMeant(asked, { documentId: passage.documentId, span }, deps);
}

export interface Weighed {
  /** The question as it was put to each sentence. */
  readonly asked: AskedQuestion;
  readonly subject: readonly WeighedTerm[];
  readonly evidence: readonly Evidence[];
  /** The sides, where each is asked something of its own. */
  readonly apart?: readonly Weighed[];
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
