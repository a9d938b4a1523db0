import { wording } from '../wording.ts';
import { nextToAsk, withoutPlaces } from './above.ts';
import { answerParts, type ConversationDeps, converse, isChatter } from './conversation.ts';
import { isEligible } from './evidence/answering.ts';
import type { Evidence } from './evidence/evidence.ts';
import { namedPolicy } from './evidence/excerpts/policy-names.ts';
import { selectByPlace } from './evidence/extract.ts';
import { type ReadDeps, readSides } from './evidence/reading/reading.ts';
import { sidesOfPlaces, together } from './evidence/together.ts';
import type { Explained, RetrievedPassage } from './explained.ts';
import type { HeldPaper } from './facts/corpus.ts';
import { wordFound } from './generation/word.ts';
import type { Speller } from './language/spelling.ts';
import { normaliseInput, normaliseLines } from './language/text.ts';
import { answerOfPaper } from './papers/answer.ts';
import type { Standings } from './papers.ts';
import { placeLabel } from './places/place.ts';
import type { Gazetteer } from './places/places.ts';
import type { ExplainOptions } from './ports/app.ts';
import type { ChatModel, Embedder, Knowledge, ScriptConverter, Segmenter } from './ports.ts';
import { hear } from './question/courtesy.ts';
import { MAX_QUESTION_CHARACTERS, readOne } from './question/one-question.ts';
import { type AskedQuestion, isEmptyQuestion, onlyPlace } from './question/question.ts';
import { contextOf, readQuestion } from './question/read.ts';
import { splitQuestion } from './question/split.ts';
import * as reply from './reply.ts';
import { explainRanked } from './retrieve.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { isOfPaper, sidesOf } from './sides/sides.ts';
import {
  editionsIn,
  embed,
  embedMeanwhile,
  type WeighDeps,
  type Weighed,
  weigh,
  weighSides,
} from './sides/weighed.ts';
import type { Answer, MeantQuestion, Question, Refused } from './types.ts';

export interface AnswerDeps
  extends Pick<ConversationDeps, 'examples' | 'turns'>,
    Pick<ReadDeps, 'reader'>,
    Pick<WeighDeps, 'lookedUp'> {
  /** Taken once for the whole answer. */
  readonly knowledge: Knowledge;
  readonly gazetteer: Gazetteer;
  readonly segmenter: Segmenter;
  readonly speller: Speller;
  readonly script: ScriptConverter;
  readonly embedder: Pick<Embedder, 'embedQuery'>;
  /** How it stands with the knowledge's papers on the day of the answer. */
  readonly standingOf: Standings['of'];
  /** Reads the passages and words the answer when there is one; where it fails, the rules' own is sent. */
  readonly chatModel: ChatModel | null;
  /** What the model is told: `prompts/answer.md`. */
  readonly template: string;
  /** An unguessable line to fence this request's material. */
  readonly makeFence: () => string;
  /** The product's own, uncalibrated, when absent. */
  readonly settings?: Settings;
  /** Told of faults that the answer survives: a failed embedder, reader or chat model. */
  readonly onFault: (part: 'embedder' | 'reader' | 'chat-model' | 'draft', fault: unknown) => void;
  /** Told of the answer while the model words it: see `ExplainOptions`. */
  readonly onDraft?: ExplainOptions['onDraft'];
}

/** Places that one answer covers; more, and the asker is asked to choose. */
const MAX_PLACES_AT_ONCE = 3;
/** The same where figures are asked among places (各县, 哪个县): who asks so wants them all. */
const MAX_PLACES_AMONG = 10;
/** Passages and sentences that an explanation shows. */
const EXPLAINED = 10;

/** Answers from the corpus alone: a cited answer, a question back, or a refusal that says what is known nearby. */
export async function answer(question: Question, given: AnswerDeps): Promise<Explained> {
  const deps = { ...given, turns: new Map() };
  const ask = (asked: MeantQuestion) => answerMessage(asked, deps);
  return converse(question, deps, ask, (asked) => answerMessage(asked, quotesAlone(deps)));
}

/** What answers without a chat model. */
export function quotesAlone(deps: AnswerDeps): AnswerDeps {
  return { ...deps, chatModel: null, onDraft: undefined };
}

async function answerMessage(question: MeantQuestion, deps: AnswerDeps): Promise<Explained> {
  const { knowledge } = deps;
  if (isEmptyQuestion(question.text)) return only(reply.refuse('empty', wording.answer.empty, knowledge));
  if (normaliseInput(question.text).length > MAX_QUESTION_CHARACTERS)
    return only(reply.refuse('too-long', wording.answer.tooLong(MAX_QUESTION_CHARACTERS), knowledge));
  const split = splitQuestion(normaliseLines(question.text), (part) => readOne(part, contextOf(deps)));
  if (split.parts.length < 2) return answerOne(question, deps);
  const placeOf = (part: MeantQuestion) => onlyPlace(readQuestion(part, deps));
  return answerParts(question, split, (part) => answerOne(part, { ...deps, onDraft: undefined }), placeOf);
}

/** What is said without looking anything up. */
const only = (said: Answer): Explained => ({ answer: said, retrieved: [], evidence: [] });

async function answerOne(question: MeantQuestion, deps: AnswerDeps): Promise<Explained> {
  const asked = readQuestion(question, deps);
  const explained = await answerAsked(asked, question, deps);
  return { ...explained, answer: reply.asRead(explained.answer, asked) };
}

async function answerAsked(asked: AskedQuestion, question: Question, deps: AnswerDeps): Promise<Explained> {
  const { knowledge } = deps;
  if (asked.places.length === 0 && asked.missingPlaces.length > 0) {
    const told = await explainScoped({ ...asked, toldOf: asked.missingPlaces }, question, deps);
    if (told.answer.kind === 'answered') return told;
    // Talk behind a question of a place that is missing is not of that place.
    if (!asked.says.place && isChatter(told.answer)) return told;
    return { ...told, answer: reply.ofOwnPlace(reply.refusePlaces(asked, deps), asked, deps) };
  }
  if (asked.subject.length === 0 && asked.places.length > 0) {
    if (!asked.says.place) return only(reply.refuse('off-topic', wording.answer.offTopic, knowledge));
    return only(reply.ofOwnPlace(reply.askWhat(asked.places, deps), asked, deps));
  }

  return explainScoped(asked, question, deps);
}

/** Of the places asked; where these were assumed and do not answer, of the asker's own, or of the whole corpus. */
async function explainScoped(asked: AskedQuestion, question: Question, deps: AnswerDeps): Promise<Explained> {
  const { vector, lookedUp } = await embedMeanwhile(withPlace(asked, deps), asked, deps);
  const of = async (scoped: AskedQuestion, meant: Float32Array | null): Promise<Explained> => {
    const explained = await explainFor(scoped, meant, question, { ...deps, lookedUp });
    return { ...explained, answer: reply.ofOwnPlace(explained.answer, scoped, deps) };
  };
  const explained = await of(asked, vector);
  if (explained.answer.kind !== 'refused') return explained;
  for (const next of nextToAsk(asked, explained.answer, deps)) {
    const bare = next.above && withoutPlaces(next, deps);
    const found = await of(next, bare === undefined ? vector : await embed(bare, deps));
    if (found.answer.kind !== 'refused') return found;
  }
  return explained;
}

/** The question with the place that it takes from earlier turns: sentences are embedded with theirs. */
function withPlace({ searchText, places, says, ownPlace }: AskedQuestion, deps: AnswerDeps): string {
  const [place, ...others] = places;
  if (says.place || ownPlace !== undefined || place === undefined || others.length > 0) return searchText;
  return `${placeLabel(place, deps)}${searchText}`;
}

/** The `limit` best passages for a question, best first, whether or not they answer it. Nothing for an empty one. */
export async function search(
  question: Question,
  limit: number,
  deps: AnswerDeps,
): Promise<RetrievedPassage[]> {
  const text = normaliseInput(question.text);
  if (isEmptyQuestion(text) || text.length > MAX_QUESTION_CHARACTERS) return [];
  const heard = hear(text, question.history.length > 0, deps);
  if (heard.kind !== undefined) return [];
  const asked = readQuestion({ ...question, text: heard.asked }, deps);
  const { ranked } = weigh(asked, await embed(asked.searchText, deps), deps);
  return ranked.slice(0, limit).flatMap((one) => explainRanked(one, deps.knowledge));
}

async function explainFor(
  whole: AskedQuestion,
  vector: Float32Array | null,
  question: Question,
  deps: AnswerDeps,
): Promise<Explained> {
  const { knowledge, settings = DEFAULT_SETTINGS } = deps;
  const sides = sidesOf(whole, question, deps);
  const weighed = await weighSides(whole, question, sides, vector, deps);
  const { asked, ranked } = weighed;
  const retrieved = ranked.slice(0, EXPLAINED).flatMap((one) => explainRanked(one, knowledge));
  const isOwn = asked.above === undefined;
  const ofPaper = isOwn ? answerOfPaper(asked, weighed.subject, deps) : null;
  if (ofPaper !== null) return { answer: ofPaper, retrieved, evidence: [] };
  const named = isOwn && settings.rules.policyNames ? namedPolicy(asked, knowledge) : null;
  if (named !== null) {
    const said = reply.quotePolicy(asked, named, deps);
    return { answer: said, retrieved, evidence: [], namedPolicy: named.kind };
  }

  const reading = settings.rules.reader ? settings.reading : null;
  const read = await readSides(sides.length === 0 ? [asked] : sides, weighed.evidence, reading, deps);
  const editions = sides.length === 0 ? editionsIn(whole, read, deps) : [];
  const compared =
    editions.length > 0
      ? editions.map((paper) => read.filter(isOfPaper(paper))).map((all) => ({ all, holding: all }))
      : sidesOfPlaces(asked, weighed.subject, sides.length === 0 ? [] : read, knowledge, deps.standingOf);
  const evidence = together(asked, weighed, compared, read, knowledge);
  return {
    ...(await replyTo(whole, { ...weighed, evidence }, editions, question, deps)),
    retrieved,
    evidence: evidence.slice(0, EXPLAINED).map((one) => ({
      documentId: one.sentence.passage.documentId,
      span: one.sentence.span,
      signals: one.signals,
      confidence: one.confidence,
      weighed: one.weighed ?? one.confidence,
      isEligible: isEligible(asked, one),
    })),
  };
}

/** @param editions two papers of one matter, the earlier first; none where none are compared. */
async function replyTo(
  whole: AskedQuestion,
  { asked: each, subject, ranked, evidence, apart, minConfidence, above }: Weighed,
  editions: readonly HeldPaper[],
  question: Question,
  deps: AnswerDeps,
): Promise<Pick<Explained, 'answer' | 'dropped'>> {
  const { knowledge } = deps;
  const asked: AskedQuestion = { ...each, years: whole.years, relativeYears: whole.relativeYears };
  const replying = { ...deps, above: above?.places, asked, subject, evidence };
  const isOfSide = ({ sentence }: Evidence, { places }: AskedQuestion) =>
    apart === undefined || places.includes(sentence.passage.place ?? '');
  const select = (among: readonly Evidence[]) =>
    (apart ?? [{ asked: each, subject }]).flatMap(({ asked, subject }) => {
      const own = among.filter((one) => isOfSide(one, asked));
      return selectByPlace(asked, subject, own, knowledge, minConfidence, undefined, deps.standingOf);
    });
  const ofEditions = editions.flatMap((paper) => select(evidence.filter(isOfPaper(paper))));
  const answering = (ofEditions.length > 1 ? ofEditions : select(evidence)).filter(
    ({ place }) => place === undefined || !asked.exceptPlaces.includes(place),
  );
  const found = above?.nearest(answering, subject) ?? answering;
  const isNone = found.length === 0;
  if (isNone && asked.alreadySaid !== '')
    return { answer: reply.refuse('not-in-corpus', wording.answer.nothingMore, knowledge) };
  const [edition] = editions;
  if (isNone && edition !== undefined && reply.isAskedWhole(subject, edition)) {
    const told = reply.quoteEditions(editions, replying);
    const said = told && reply.answered('extracted', told, replying);
    if (said) return { answer: said };
  }
  const unanswered = (near = evidence) =>
    reply.refuseWithoutEvidence(ranked, { ...replying, evidence: near });
  const refused = isNone ? unanswered() : null;
  const chatModel = above?.areAlone(found) === false ? null : deps.chatModel;
  // Above the places asked, what may be told is for the rules to say.
  if (refused !== null && (above !== undefined || chatModel === null || !mayRead(asked, refused)))
    return { answer: refused };
  const isOpen =
    found.length > (reply.asksFiguresAmong(asked) ? MAX_PLACES_AMONG : MAX_PLACES_AT_ONCE) ||
    (asked.isOwnUnknown && knowledge.ordinalsByPlace.size > 1);
  if (refused === null && asked.places.length === 0 && isOpen) {
    const back = reply.clarify(found, replying);
    if (!asked.isOwnUnknown || back.kind !== 'clarify') return { answer: back };
    return { answer: { ...back, text: wording.answer.whichOwn(back.options.map(({ label }) => label)) } };
  }

  const extract = reply.draft(found, replying);
  const table = reply.draftTable(found, extract, replying);
  const worded =
    chatModel &&
    (await wordFound(found, above === undefined ? ranked : [], question.history, { ...replying, chatModel }));
  const dropped = worded !== null && worded.dropped.length > 0 ? { dropped: worded.dropped } : {};
  if (worded !== null && 'sentences' in worded) {
    const computed = extract.filter(({ computation }) => computation !== undefined);
    const note = reply.noteOnPlaces(worded.sentences, replying);
    const said = [...worded.sentences, ...computed];
    const generated = reply.answered('generated', said, replying, { note, table });
    if (generated !== null) return { answer: generated, ...dropped };
  }
  if (refused !== null) return { answer: refused, ...dropped };
  const fallback = worded !== null && 'fallback' in worded ? worded.fallback : undefined;
  // What the rules took for the answer is none by the model's reading, and not to be taken for it.
  if (fallback === 'unstated')
    return { answer: unanswered(evidence.map((one) => ({ ...one, hasWanted: false }))), ...dropped };
  const note = reply.noteOnPlaces(extract, replying);
  const extracted = reply.answered('extracted', extract, replying, { note, fallback, table });
  return { answer: extracted ?? unanswered(), ...dropped };
}

/** Whether a model reads the passages of a question that the rules refuse: not talk, nor what only other reports tell of. */
function mayRead(asked: AskedQuestion, refused: Refused): boolean {
  return refused.reason === 'not-in-corpus' && asked.toldOf === undefined && !asked.isOwnUnknown;
}
