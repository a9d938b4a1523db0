import { wording } from '../../wording.ts';
import { lackedBy } from '../evidence/confidence.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { excerptsAbove } from '../evidence/excerpts/excerpt.ts';
import { matterOf } from '../evidence/matter.ts';
import { isTime, shareOf, TELLS_NUMBER } from '../evidence/wanted.ts';
import type { Sentence } from '../facts/sentence.ts';
import { placeLabel } from '../places/place.ts';
import type { Knowledge, Segmenter } from '../ports.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { Ranked } from '../retrieve.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import type { Citation, RefusalReason, Refused } from '../types.ts';
import { verify } from '../verify.ts';
import { excerptsOf, gateContext, quote, type ReplyDeps, type Replying } from './parts.ts';

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
export function refusePlaces({ missingPlaces }: AskedQuestion, deps: ReplyDeps): Refused {
  const { knowledge, gazetteer } = deps;
  const [missing, ...others] = missingPlaces;
  const refused = (text: string) => refuse('place-not-in-corpus', text, knowledge);
  const label = (name: string) => placeLabel(name, deps);
  const known = [...knowledge.places];
  const titles = missing === undefined || others.length > 0 ? [] : titlesOf([missing.name], deps);
  if (missing !== undefined && titles.length > 0)
    return refused(wording.answer.placeWithoutText(label(missing.name), titles));
  const isWithin = (name: string) =>
    missing !== undefined &&
    gazetteer.lookup(name).some((place) => place.name === name && place.parents.includes(missing.name));
  const within = known.filter(isWithin);
  if (missing !== undefined && within.length > 0)
    return refused(wording.answer.placeWithin(missing.name, within.map(label)));
  const names = missingPlaces.map(({ name }) => name);
  return refused(wording.answer.placeMissing(names, known.map(label)));
}

/** What the answer is asked of, in words. */
export function scopeOf({ places }: AskedQuestion, deps: ReplyDeps): string {
  return wording.answer.scopeOf(places.map((place) => placeLabel(place, deps)));
}

/** Which of the places asked have no report. */
export function missingIn({ missingPlaces }: AskedQuestion): string {
  return wording.answer.leftOut(
    missingPlaces.map(({ name }) => name),
    [],
  );
}

/** Why nothing answers: chatter, lost text, or a policy question that the reports do not cover, with what is near. */
export function refuseWithoutEvidence(
  ranked: readonly Ranked[],
  replying: Replying & { readonly segmenter: Segmenter },
): Refused {
  const { asked, subject, evidence, knowledge, segmenter, settings = DEFAULT_SETTINGS } = replying;
  const similarity = Math.max(...ranked.map((one) => one.similarity ?? 0), 0);
  const best = evidence[0]?.signals.coverage ?? 0;
  const similar = similarity >= settings.evidence.calibration.offTopic && best >= NEAREST_COVERAGE;
  const matter = matterOf(asked, subject, { covered: best, similar }, segmenter);
  if (matter === 'none') return refuse('off-topic', wording.answer.offTopic, knowledge);
  const missing = missingIn(asked);
  const unanswered = missing + wording.answer.notInCorpus(scopeOf(asked, replying));
  const named = evidence.filter(
    ({ sentence }) => shareOf(subject, (word) => sentence.folded.includes(word)) > 0,
  );
  const lost = excerptsAbove(DAMAGED_COVERAGE, asked, subject, named, knowledge)
    .filter(({ damaged }) => damaged)
    .slice(0, 1);
  const isLost = lost.length > 0;
  if (!isLost && matter === 'near') return refuse('not-in-corpus', unanswered, knowledge);
  const shown = isLost ? lost : excerptsOf(nearestOf(evidence, asked), replying);
  const reason: RefusalReason = isLost ? 'damaged' : 'not-in-corpus';
  const opening = isLost ? missing + wording.answer.damaged : unanswered;
  const verified = verify(
    shown.map((excerpt) => quote(excerpt, replying)),
    gateContext(replying),
  );
  if (verified !== null) {
    const body = isLost ? verified.text : `${wording.answer.nearestQuotes}\n${verified.text}`;
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
