import { wording } from '../wording.ts';
import type { Explained } from './explained.ts';
import { corrected } from './language/spelling.ts';
import { normaliseInput } from './language/text.ts';
import { placeLabel } from './places/place.ts';
import { type CourtesyKind, hear } from './question/courtesy.ts';
import type { QuestionContext } from './question/one-question.ts';
import { contextOf, type ReadDeps } from './question/read.ts';
import { placesOf } from './question/scope.ts';
import type { SplitQuestion } from './question/split.ts';
import {
  choiceIn,
  isNumberAlone,
  type Missed,
  type Offer,
  type Past,
  readPast,
  type Take,
  type Taken,
  takeFrom,
} from './question/turns/past.ts';
import { joinAnswers } from './reply/join.ts';
import { withReadAs } from './reply/parts.ts';
import { refuse } from './reply.ts';
import type { Answer, Clarify, MeantQuestion, NonEmpty, Question } from './types.ts';

export interface ConversationDeps extends ReadDeps {
  /** Questions that the corpus answers, as far as they are known within a moment. Never rejects. */
  readonly examples?: () => Promise<readonly string[]>;
}

type Ask = (asked: MeantQuestion) => Promise<Explained>;

/** How one message is read: what it asks with, and what a choice in it takes of an offer. */
interface Reading {
  readonly question: Question;
  readonly ask: Ask;
  /** The same by quotes alone, for what was offered then. */
  readonly askAgain: Ask;
  readonly take: Take;
}

/** Questions that are offered with a greeting, and documents that are listed. */
const EXAMPLES = 2;
const LISTED = 10;

/**
 * What stands around a question: courtesies, which ask nothing, and a choice of what was offered, which asks the question
 * of then for the places chosen.
 * @param ask answers what is asked. @param askAgain the same by quotes alone, for what was offered then.
 */
export async function converse(
  question: Question,
  deps: ConversationDeps,
  ask: Ask,
  askAgain: Ask,
): Promise<Explained> {
  const context = contextOf(deps);
  const take: Take = (text, offer) => taken(text, offer, question, context, askAgain);
  const past: Past =
    deps.settings?.rules.history === false ? { turns: [] } : await readPast(question.history, take, context);
  const heard = hear(question.text, past.turns.length > 0, context);
  if (heard.kind === 'placeholder')
    return { ...NOTHING, answer: refuse('off-topic', wording.answer.offTopic, deps.knowledge) };
  if (heard.kind !== undefined) return { ...NOTHING, answer: await replyTo(heard.kind, deps) };
  const reading: Reading = { question, ask, askAgain, take };
  const explained =
    question.chosen === undefined && past.offer === undefined && isNumberAlone(heard.asked)
      ? { ...NOTHING, answer: refuse('empty', wording.answer.nothingOffered, deps.knowledge) }
      : await askMeant(heard.asked, past, reading);
  const { answer } = explained;
  if (isChatter(answer) && heard.beside !== undefined)
    return { ...explained, answer: await replyTo(heard.beside, deps) };
  if (answer.kind !== 'answered' || heard.closing === undefined) return explained;
  return { ...explained, answer: { ...answer, closing: wording.answer.closings[heard.closing] } };
}

const NOTHING = { retrieved: [], evidence: [] };

/** Whether an answer says that nothing of policy was asked. */
export function isChatter(said: Answer): boolean {
  return said.kind === 'refused' && said.reason === 'off-topic';
}

/** Asks what a text means: the question of then for what it chooses, what stands behind a choice, or the text itself. */
async function askMeant(text: string, { turns, offer }: Past, reading: Reading): Promise<Explained> {
  const { question, ask, take } = reading;
  const asIs = () => ask({ ...question, text, history: turns });
  // Who pressed a button has chosen already.
  if (question.chosen !== undefined || offer === undefined) return asIs();
  const choice = await take(text, offer);
  if (choice !== undefined) return ofChoice(choice, offer, reading);
  const [, number = '', rest = ''] = NUMBER_AND_MORE.exec(text) ?? [];
  const chosen = number === '' ? undefined : await take(number, offer);
  if (chosen === undefined || !('places' in chosen)) return asIs();
  if ((await take(rest, offer)) !== undefined) return ofChoice(chosen, offer, reading);
  const { places } = chosen;
  const history = [...offer.before, { ...offer.question, chosen: places }];
  const explained = await ask({ ...question, text: rest, history, chosen: places });
  return { ...explained, meant: { text: rest, chosen: places } };
}

/** 2，那高龄津贴呢: a choice, and what is asked of it. */
const NUMBER_AND_MORE =
  /^(\D?\d{1,2}(?!\d|[年月日岁元个亩户人%])|第(?:\d{1,2}|[一二三四五六七八九十])个)[.。、,，;；:：和\s]*(.{2,})$/su;

/** The question that an offer was made on, as it was asked then. */
function askedThen({ question, before }: Offer, { place }: Question): MeantQuestion {
  return { text: question.content, history: before, ...(place === undefined ? {} : { place }) };
}

/** The question of then, asked for what was chosen; asked once more where the list has no such number. */
async function ofChoice(
  choice: Taken,
  offer: Offer,
  { question, ask, askAgain }: Reading,
): Promise<Explained> {
  const then = askedThen(offer, question);
  const { text } = then;
  if ('places' in choice) {
    const explained = await ask({ ...then, chosen: choice.places });
    return { ...explained, meant: { text, chosen: choice.places } };
  }
  const explained = await askAgain(then);
  const { answer } = explained;
  return {
    ...explained,
    answer: answer.kind === 'clarify' ? offeredAgain(answer, choice) : answer,
    meant: { text },
  };
}

function offeredAgain(back: Clarify, missed: Missed): Answer {
  const { length } = back.options;
  const why =
    'beyond' in missed
      ? wording.answer.noSuchChoice(missed.beyond, length)
      : wording.answer.notSoMany(missed.several, length);
  return { ...back, text: `${why}\n${back.text}` };
}

/**
 * What a text takes of a question back: of the places that it names, in their order; of all that it offers where it
 * leaves some out and the choice is of the whole list, if the corpus asks the same once more. Of one that something was taken of
 * already only by a bare number or a name: 第二个 then counts what was answered.
 */
async function taken(
  text: string,
  offer: Offer,
  question: Question,
  context: QuestionContext,
  askAgain: Ask,
): Promise<Taken | undefined> {
  const choice = choiceIn(context.script.toSimplified(normaliseInput(text)));
  if (choice === undefined) return undefined;
  if (!offer.isOpen && choice.kind === 'numbered' && choice.isCounted) return undefined;
  const { gazetteer, speller } = context;
  const lookUp = (name: string) =>
    [name, corrected(name, speller.corrections(name))].flatMap((one) =>
      gazetteer.lookup(one).map((found) => found.name),
    );
  const named = takeFrom(choice, placesOf(offer.text, context), lookUp);
  const isOfSome = choice.kind === 'numbered' || choice.kind === 'named';
  const isFound = named !== undefined && 'places' in named && isOfSome;
  if (isFound || !wording.answer.leavesOut(offer.text)) return named;
  const { answer } = await askAgain(askedThen(offer, question));
  if (answer.kind !== 'clarify' || !offer.text.endsWith(answer.text)) return named;
  return takeFrom(
    choice,
    answer.options.map((option) => option.place),
    lookUp,
  );
}

/** The friendly line that a courtesy gets. */
async function replyTo(kind: CourtesyKind, deps: ConversationDeps): Promise<Answer> {
  return refuse('courtesy', await lineFor(kind, deps), deps.knowledge);
}

async function lineFor(kind: CourtesyKind, deps: ConversationDeps): Promise<string> {
  const { courtesies, listedTitle } = wording.answer;
  const { documents } = deps.knowledge;
  switch (kind) {
    case 'greeting':
    case 'identity':
    case 'abilities':
      return courtesies[kind](((await deps.examples?.()) ?? []).slice(0, EXAMPLES));
    case 'sources':
      return courtesies.sources(
        documents.length,
        documents
          .slice(0, LISTED)
          .map(({ title, place, issuedOn, asOf }) =>
            listedTitle(title, place && placeLabel(place, deps), issuedOn ?? asOf),
          ),
      );
    default:
      return courtesies[kind]();
  }
}

/**
 * Answers each question of one message for itself, the ones before it as its history, and joins what is said. Those
 * that name no place are asked of the place that the first names.
 * @param placeOf the one place that a question names, of the corpus or not.
 */
export async function answerParts(
  question: MeantQuestion,
  { parts, leavesOut }: SplitQuestion,
  answerOne: (part: MeantQuestion) => Promise<Explained>,
  placeOf: (part: MeantQuestion) => string | undefined,
): Promise<Explained> {
  const { place: _, ...placeless } = question;
  const named = placeOf({ ...placeless, text: parts[0] ?? question.text });
  const of = named === undefined ? question : { ...question, place: named };
  const answered: Explained[] = [];
  for (const [at, text] of parts.entries()) {
    const before = parts.slice(0, at).map((content) => ({ role: 'user' as const, content }));
    answered.push(await answerOne({ ...of, text, history: [...question.history, ...before] }));
  }
  const [first, ...rest] = answered.map(({ answer }, at) => ({ question: parts[at] ?? '', answer }));
  if (first === undefined) return answerOne(question);
  const joined: NonEmpty<typeof first> = [first, ...rest];
  const { ownPlace: __, ...said } = joinAnswers(joined, leavesOut);
  const own = named === undefined ? joined.find(({ answer }) => answer.ownPlace)?.answer.ownPlace : undefined;
  const dropped = answered.flatMap((one) => one.dropped ?? []);
  return {
    answer: withReadAs(
      own === undefined ? said : { ...said, ownPlace: own },
      joined.flatMap(({ answer }) => answer.readAs ?? []),
    ),
    retrieved: answered.flatMap(({ retrieved }) => retrieved),
    evidence: answered.flatMap(({ evidence }) => evidence),
    ...(dropped.length === 0 ? {} : { dropped }),
    leavesOpen: leavesOut || joined.some(({ answer }) => answer.kind !== 'answered'),
  };
}
