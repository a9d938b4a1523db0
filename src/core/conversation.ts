import { wording } from '../wording.ts';
import type { Explained } from './explained.ts';
import { type Choice, isNumberAlone, type Missed, type Taken, takeFrom } from './question/choice.ts';
import type { CourtesyKind } from './question/courtesy.ts';
import { hear, type Offer, type Past, readPast, type Take, takenBy } from './question/past.ts';
import { contextOf, type ReadDeps } from './question/read.ts';
import { placesOf } from './question/scope.ts';
import { placeLabel, refuse } from './reply.ts';
import type { Answer, Clarify, MeantQuestion, Question } from './types.ts';

export interface ConversationDeps extends ReadDeps {
  /** Questions that the corpus answers, as far as they are known within a moment. Never rejects. */
  readonly examples?: () => Promise<readonly string[]>;
}

type Ask = (asked: MeantQuestion) => Promise<Explained>;

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
  const take = (choice: Choice, offer: Offer) => taken(choice, offer, question, deps, askAgain);
  const past: Past =
    deps.settings?.rules.history === false ? { turns: [] } : await readPast(question.history, take, context);
  const heard = hear(question.text, past.turns.length > 0, context);
  if (heard.kind === 'placeholder')
    return { ...NOTHING, answer: refuse('off-topic', wording.answer.offTopic, deps.knowledge) };
  if (heard.kind !== undefined) return { ...NOTHING, answer: await replyTo(heard.kind, deps) };
  const explained = await askMeant(question, heard.asked, past, deps, take, ask, askAgain);
  const { answer } = explained;
  const isChatter = answer.kind === 'refused' && answer.reason === 'off-topic';
  if (isChatter && heard.beside !== undefined)
    return { ...explained, answer: await replyTo(heard.beside, deps) };
  if (answer.kind !== 'answered' || heard.closing === undefined) return explained;
  return { ...explained, answer: { ...answer, closing: wording.answer.closings[heard.closing] } };
}

const NOTHING = { retrieved: [], evidence: [] };

/** Asks what a text means: the question of then for what it chooses, what stands behind a choice, or the text itself. */
async function askMeant(
  question: Question,
  text: string,
  { turns: history, offer }: Past,
  deps: ConversationDeps,
  take: Take,
  ask: Ask,
  askAgain: Ask,
): Promise<Explained> {
  // Who pressed a button has chosen already.
  const asIs = () => ask({ ...question, text, history });
  if (question.chosen !== undefined) return asIs();
  if (offer === undefined) {
    if (!isNumberAlone(text)) return asIs();
    return { ...NOTHING, answer: refuse('empty', wording.answer.nothingOffered, deps.knowledge) };
  }
  const choice = await takenBy(text, offer, take, deps);
  if (choice !== undefined) return ofChoice(choice, offer, question, ask, askAgain);
  const [, number = '', rest = ''] = NUMBER_AND_MORE.exec(text) ?? [];
  const chosen = number === '' ? undefined : await takenBy(number, offer, take, deps);
  if (chosen === undefined || 'beyond' in chosen || 'several' in chosen) return asIs();
  if ((await takenBy(rest, offer, take, deps)) !== undefined)
    return ofChoice(chosen, offer, question, ask, askAgain);
  const before = [...offer.before, { ...offer.question, chosen: chosen.places }];
  const explained = await ask({ ...question, text: rest, history: before, chosen: chosen.places });
  return { ...explained, meant: { text: rest, chosen: chosen.places } };
}

/** 2，那高龄津贴呢: a choice, and what is asked of it. */
const NUMBER_AND_MORE =
  /^(\D?\d{1,2}(?!\d|[年月日岁元个亩户人%])|第(?:\d{1,2}|[一二三四五六七八九十])个)[.。、,，;；:：和\s]*(.{2,})$/su;

/** The question of then, asked for what was chosen; asked once more where the list has no such number. */
async function ofChoice(
  choice: Taken,
  { question: { content: text }, before: history }: Offer,
  { place }: Question,
  ask: Ask,
  askAgain: Ask,
): Promise<Explained> {
  const own = place === undefined ? {} : { place };
  if ('places' in choice) {
    const explained = await ask({ text, history, ...own, chosen: choice.places });
    return { ...explained, meant: { text, chosen: choice.places } };
  }
  const explained = await askAgain({ text, history, ...own });
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
 * What a choice takes of a question back: of the places that it names, in their order; of all that it offers where it
 * leaves some out, if the corpus asks the same once more.
 */
async function taken(
  choice: Choice,
  { question: { content: text }, before: history, text: said }: Offer,
  { place }: Question,
  deps: ConversationDeps,
  askAgain: Ask,
): Promise<Taken | undefined> {
  const context = contextOf(deps);
  const lookUp = (name: string) =>
    [name, context.speller.correct(name)].flatMap((one) =>
      deps.gazetteer.lookup(one).map((found) => found.name),
    );
  const named = takeFrom(choice, placesOf(said, context), lookUp);
  const isWhole =
    !wording.answer.leavesOut(said) ||
    (choice.kind !== 'all' &&
      choice.kind !== 'last' &&
      choice.kind !== 'except' &&
      named &&
      'places' in named);
  if (isWhole) return named;
  const { answer } = await askAgain({ text, history, ...(place === undefined ? {} : { place }) });
  if (answer.kind !== 'clarify' || !said.endsWith(answer.text)) return named;
  return takeFrom(
    choice,
    answer.options.map((option) => option.place),
    lookUp,
  );
}

/** The friendly line that a courtesy gets. */
async function replyTo(kind: CourtesyKind, deps: ConversationDeps): Promise<Answer> {
  const { courtesies } = wording.answer;
  const said = async () => {
    switch (kind) {
      case 'greeting':
      case 'identity':
      case 'abilities':
        return courtesies[kind](((await deps.examples?.()) ?? []).slice(0, EXAMPLES));
      case 'sources':
        return courtesies.sources(deps.knowledge.documents.length, titlesOf(deps));
      default:
        return courtesies[kind]();
    }
  };
  return refuse('courtesy', await said(), deps.knowledge);
}

function titlesOf(deps: ConversationDeps): string[] {
  return deps.knowledge.documents
    .slice(0, LISTED)
    .map(({ title, place, publishedOn, asOf }) =>
      wording.answer.listedTitle(title, place && placeLabel(place, deps), publishedOn ?? asOf),
    );
}
