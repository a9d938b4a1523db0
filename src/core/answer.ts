import { wording } from '../wording.ts';
import { weighEvidence } from './evidence/evidence.ts';
import { type PlaceAnswer, selectByPlace } from './evidence/extract.ts';
import { namedPolicy } from './evidence/policy-names.ts';
import { weighSubject } from './evidence/subject.ts';
import { generate } from './generation/generate.ts';
import type { Speller } from './language/spelling.ts';
import { normaliseInput } from './language/text.ts';
import type { Gazetteer } from './places/places.ts';
import { townshipPlaces } from './places/townships.ts';
import type { ChatModel, Embedder, Explained, Knowledge, Segmenter } from './ports.ts';
import { isCourtesy } from './question/forms.ts';
import {
  type AskedQuestion,
  isEmptyQuestion,
  MAX_QUESTION_CHARACTERS,
  understand,
} from './question/question.ts';
import * as reply from './reply.ts';
import { explainRanked, type Ranked, retrieveEach, searchForms } from './retrieve.ts';
import type { Answer, Question } from './types.ts';
import type { DraftSentence } from './verify.ts';

export interface AnswerDeps {
  /** Taken once for the whole answer. */
  readonly knowledge: Knowledge;
  readonly gazetteer: Gazetteer;
  readonly segmenter: Segmenter;
  readonly speller: Speller;
  readonly embedder: Pick<Embedder, 'embedQuery'>;
  /** Words the answer when there is one; the extract is sent whenever it fails. */
  readonly chatModel: ChatModel | null;
  /** What the model is told: `prompts/answer.md`. */
  readonly template: string;
  /** An unguessable line to fence this request's material. */
  readonly makeFence: () => string;
  /** Told of faults that the answer survives: a failed embedder, a failed model. */
  readonly onFault: (part: 'embedder' | 'chat-model', fault: unknown) => void;
}

/** Places that one answer covers; more, and the asker is asked to choose. */
const MAX_PLACES_AT_ONCE = 3;
/** Passages that the model is shown. */
const MODEL_PASSAGES = 6;

/** Answers from the corpus alone: a cited answer, a question back, or a refusal that says what is known nearby. */
export async function answer(question: Question, deps: AnswerDeps): Promise<Explained> {
  const { knowledge } = deps;
  const only = (said: Answer): Explained => ({ answer: said, retrieved: [] });
  if (isEmptyQuestion(question.text)) return only(reply.refuse('empty', wording.answer.empty, knowledge));
  const text = normaliseInput(question.text);
  if (text.length > MAX_QUESTION_CHARACTERS) {
    return only(reply.refuse('too-long', wording.answer.tooLong(MAX_QUESTION_CHARACTERS), knowledge));
  }
  if (isCourtesy(text)) return only(reply.refuse('off-topic', wording.answer.offTopic, knowledge));
  const read = understand(question, {
    ...deps,
    corpusPlaces: new Set(knowledge.ordinalsByPlace.keys()),
    isUsedWord: (word) => knowledge.words.documentFrequency(word) > 0,
  });
  const namesPlace = read.places.length > 0 || read.missingPlaces.length > 0;
  const asked = namesPlace ? read : { ...read, places: townshipPlaces(read.topic, knowledge) };
  if (asked.places.length === 0 && asked.missingPlaces.length > 0)
    return only(reply.refusePlaces(asked, deps));
  if (asked.subject.length === 0 && asked.places.length > 0) return only(reply.askWhat(asked.places, deps));

  const vector = await embed(asked.searchText, deps);
  const explained = await explainFor(asked, vector, question, deps);
  if (explained.answer.kind !== 'refused' || !asked.placesAreAssumed) return explained;
  const everywhere = await explainFor(
    { ...asked, places: [], silentPlaces: asked.places },
    vector,
    question,
    deps,
  );
  return everywhere.answer.kind === 'refused' ? explained : everywhere;
}

async function explainFor(
  asked: AskedQuestion,
  vector: Float32Array | null,
  question: Question,
  deps: AnswerDeps,
): Promise<Explained> {
  const { knowledge, segmenter } = deps;
  const ranked = retrieveEach(searchForms(asked.searchText, vector, segmenter), knowledge, asked.places);
  return {
    answer: await replyTo(asked, vector, ranked, question, deps),
    retrieved: ranked.slice(0, 10).flatMap((one) => explainRanked(one, knowledge)),
  };
}

async function replyTo(
  asked: AskedQuestion,
  vector: Float32Array | null,
  ranked: readonly Ranked[],
  question: Question,
  deps: AnswerDeps,
): Promise<Answer> {
  const { knowledge, segmenter } = deps;
  const named = namedPolicy(asked, knowledge);
  if (named !== null) return reply.quotePolicy(asked, named, deps);

  const subject = weighSubject(asked.subject, knowledge, segmenter);
  const evidence = weighEvidence(asked, subject, ranked, knowledge, segmenter, vector);
  const found = selectByPlace(asked, subject, evidence, knowledge);
  if (found.length === 0) return reply.refuseWithoutEvidence(asked, subject, ranked, evidence, deps);
  if (asked.places.length === 0 && found.length > MAX_PLACES_AT_ONCE) return reply.clarify(found, deps);

  const extract = [
    ...reply.quotePlaces(found, deps),
    ...reply.nearestOfUnanswered(asked, subject, found, evidence, deps),
  ];
  const note = reply.noteOnPlaces(asked, extract, deps);
  const worded =
    deps.chatModel === null ? null : await wordBy(deps.chatModel, asked, ranked, found, question, deps);
  if (worded !== null && 'sentences' in worded) {
    const generated = reply.answered('generated', worded.sentences, deps, { note });
    if (generated !== null) return generated;
  }
  const fallback = worded !== null && 'fallback' in worded ? worded.fallback : undefined;
  const extracted = reply.answered('extracted', extract, deps, { note, fallback });
  return extracted ?? reply.refuseWithoutEvidence(asked, subject, ranked, evidence, deps);
}

/**
 * The model's wording of what was found, from the quoted passages and the best others, checked sentence by sentence; it
 * must speak of every place found.
 */
async function wordBy(
  model: ChatModel,
  asked: AskedQuestion,
  ranked: readonly Ranked[],
  found: readonly PlaceAnswer[],
  question: Question,
  deps: AnswerDeps,
) {
  const { knowledge } = deps;
  const places = new Set(found.map(({ place }) => place));
  const quoted = found.flatMap(({ excerpts }) => excerpts.map(({ passage }) => passage));
  const further = ranked
    .flatMap(({ ordinal }) => knowledge.passages[ordinal] ?? [])
    .filter(({ place }) => places.has(place));
  const passages = [...new Set([...quoted, ...further])].slice(0, MODEL_PASSAGES);
  const worded = await generate(asked, passages, {
    model,
    template: deps.template,
    fence: deps.makeFence(),
    history: question.history,
    context: reply.verifyContext(deps),
    leadOf: (documentId) => reply.leadOf(documentId, deps),
  });
  if ('fault' in worded) deps.onFault('chat-model', worded.fault);
  if ('sentences' in worded && !coversPlaces(worded.sentences, places, knowledge))
    return { fallback: 'unsupported-claim' as const };
  return worded;
}

function coversPlaces(
  sentences: readonly DraftSentence[],
  places: ReadonlySet<string | undefined>,
  knowledge: Knowledge,
): boolean {
  const spoken = new Set(
    sentences.flatMap(({ sources }) =>
      sources.map(({ documentId }) => knowledge.documentById.get(documentId)?.place),
    ),
  );
  return [...places].every((place) => spoken.has(place));
}

/** The question's vector; null when the embedder fails, and terms alone rank the passages. */
async function embed(text: string, { embedder, onFault }: AnswerDeps): Promise<Float32Array | null> {
  try {
    return await embedder.embedQuery(text);
  } catch (fault) {
    onFault('embedder', fault);
    return null;
  }
}
