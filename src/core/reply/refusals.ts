import { wording } from '../../wording.ts';
import { lackedBy } from '../evidence/confidence.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { excerptOf, excerptsAbove } from '../evidence/excerpts/excerpt.ts';
import { matterOf } from '../evidence/matter.ts';
import { isTime, shareOf, TELLS_NUMBER, type WeighedTerm } from '../evidence/wanted.ts';
import type { Sentence } from '../facts/sentence.ts';
import { placeLabel } from '../places/place.ts';
import type { Knowledge, Segmenter } from '../ports.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { Ranked } from '../retrieve.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import type { Citation, RefusalReason, Refused } from '../types.ts';
import { verify } from '../verify.ts';
import { quote, type ReplyDeps, verifyContext } from './parts.ts';

/** Least coverage for a sentence to be shown as the nearest that the reports say. 0 to 1. */
const NEAREST_COVERAGE = 0.3;
/** It must cover this share of what the best one covers, too. 0 to 1. */
const AS_NEAR = 0.7;
/** Least coverage for a damaged sentence to be why nothing answers. 0 to 1. */
const DAMAGED_COVERAGE = 0.5;
/** Weight of a missing topic word from which on a sentence speaks of something else. 0 to 1. */
const OTHER_TOPIC = 0.45;
const NO_QUANTITY: ReadonlySet<string> = new Set(['', '年', '月', '日']);
const MAX_NEAREST = 2;
const MAX_TITLES = 3;

export function refuse(
  reason: RefusalReason,
  text: string,
  knowledge: Knowledge,
  nearest: readonly Citation[] = [],
): Refused {
  return { kind: 'refused', reason, text, nearest, corpusVersion: knowledge.version };
}

/** Nothing but a place was named: asks what of it, and says which reports there are. */
export function askWhat(places: readonly string[], deps: ReplyDeps): Refused {
  const titles = titlesOf(places, deps);
  const label = places.map((place) => placeLabel(place, deps)).join('、');
  const text = `${wording.answer.askWhat(label)}\n${wording.answer.nearestTitles(titles)}`;
  return refuse('empty', text, deps.knowledge);
}

/** Titles of documents of places, the first few. */
function titlesOf(places: readonly string[], { knowledge }: ReplyDeps): string[] {
  return knowledge.documents
    .filter(({ place }) => place !== undefined && places.includes(place))
    .map(({ title }) => title)
    .slice(0, MAX_TITLES);
}

/**
 * Names the places that no report speaks of; offers the counties within them that the corpus has. Of one whose documents
 * have titles and no text it says so.
 */
export function refusePlaces(asked: AskedQuestion, deps: ReplyDeps): Refused {
  const known = [...deps.knowledge.places];
  const [missing] = asked.missingPlaces;
  const titles = titlesOf(
    asked.missingPlaces.length === 1 && missing !== undefined ? [missing.name] : [],
    deps,
  );
  if (missing !== undefined && titles.length > 0) {
    const text = wording.answer.placeWithoutText(placeLabel(missing.name, deps), titles);
    return refuse('place-not-in-corpus', text, deps.knowledge);
  }
  const within = known.filter(
    (name) =>
      missing !== undefined &&
      deps.gazetteer
        .lookup(name)
        .some((place) => place.name === name && place.parents.includes(missing.name)),
  );
  const label = (name: string) => placeLabel(name, deps);
  const text =
    missing !== undefined && within.length > 0
      ? wording.answer.placeWithin(missing.name, within.map(label))
      : wording.answer.placeMissing(
          asked.missingPlaces.map(({ name }) => name),
          known.map(label),
        );
  return refuse('place-not-in-corpus', text, deps.knowledge);
}

/** Why nothing answers: chatter, lost text, or a policy question that the reports do not cover, with what is near. */
export function refuseWithoutEvidence(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  ranked: readonly Ranked[],
  evidence: readonly Evidence[],
  deps: ReplyDeps & { readonly segmenter: Segmenter },
): Refused {
  const { knowledge, settings = DEFAULT_SETTINGS } = deps;
  const similarity = Math.max(...ranked.map((one) => one.similarity ?? 0), 0);
  const best = evidence[0]?.signals.coverage ?? 0;
  const similar = similarity >= settings.evidence.calibration.offTopic && best >= NEAREST_COVERAGE;
  const matter = matterOf(asked, subject, { covered: best, similar }, deps.segmenter);
  if (matter === 'none') return refuse('off-topic', wording.answer.offTopic, knowledge);
  const scope = wording.answer.scopeOf(asked.places.map((place) => placeLabel(place, deps)));
  const missing = wording.answer.leftOut(
    asked.missingPlaces.map(({ name }) => name),
    [],
  );
  const unanswered = missing + wording.answer.notInCorpus(scope);
  const named = evidence.filter(
    ({ sentence }) => shareOf(subject, (word) => sentence.folded.includes(word)) > 0,
  );
  const lost = excerptsAbove(DAMAGED_COVERAGE, asked, subject, named, knowledge)
    .filter(({ damaged }) => damaged)
    .slice(0, 1);
  if (lost.length === 0 && matter === 'near') return refuse('not-in-corpus', unanswered, knowledge);
  const near = () =>
    nearestOf(evidence, asked).flatMap(
      ({ sentence, score }) => excerptOf(asked, subject, sentence, score, knowledge) ?? [],
    );
  const shown = lost.length > 0 ? lost : near();
  const reason: RefusalReason = lost.length > 0 ? 'damaged' : 'not-in-corpus';
  const opening = lost.length > 0 ? missing + wording.answer.damaged : unanswered;
  const verified = verify(
    shown.map((excerpt) => quote(excerpt, deps)),
    verifyContext(deps),
  );
  if (verified !== null) {
    const body = lost.length > 0 ? verified.text : `${wording.answer.nearestQuotes}\n${verified.text}`;
    return refuse(reason, `${opening}\n${body}`, knowledge, verified.citations);
  }
  const titles =
    best < NEAREST_COVERAGE && asked.places.length === 0
      ? []
      : [...new Set(ranked.slice(0, MAX_TITLES).flatMap(({ ordinal }) => titleOf(ordinal, knowledge)))];
  return refuse(
    reason,
    titles.length === 0 ? opening : `${opening}\n${wording.answer.nearestTitles(titles)}`,
    knowledge,
  );
}

/**
 * The sentences to show beside "not answered": they speak of the topic and of about as much of the question as the best
 * does, and none would be read as the answer all the same: it holds no figure of a unit that is asked for, no time and no
 * telephone number where one is. Of those the titles of their papers tell.
 */
export function nearestOf(evidence: readonly Evidence[], asked: AskedQuestion): Evidence[] {
  const best = Math.max(0, ...evidence.map(({ signals }) => signals.coverage));
  return evidence
    .filter(
      ({ signals }) =>
        signals.coverage >= Math.max(NEAREST_COVERAGE, AS_NEAR * best) && lackedBy(signals) < OTHER_TOPIC,
    )
    .slice(0, MAX_NEAREST)
    .filter(({ sentence }) => !couldBeTaken(sentence, asked));
}

function couldBeTaken({ folded, figures }: Sentence, asked: AskedQuestion): boolean {
  switch (asked.wanted) {
    case 'figure':
      return figures.some(({ unit, han }) =>
        asked.units.size > 0
          ? asked.units.has(unit) || (unit === '%' && asked.units.has('元'))
          : !han && !NO_QUANTITY.has(unit),
      );
    case 'time':
      return figures.some((figure) => isTime(asked, figure, folded));
    case 'phone':
      return TELLS_NUMBER.test(folded);
    default:
      return false;
  }
}

function titleOf(ordinal: number, knowledge: Knowledge): string[] {
  const title = knowledge.documentById.get(knowledge.passages[ordinal]?.documentId ?? '')?.title;
  return title === undefined ? [] : [title];
}
