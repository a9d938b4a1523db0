import { wording } from '../wording.ts';
import { EVIDENCE, type Evidence } from './evidence/evidence.ts';
import { type Excerpt, excerptsAbove, type PlaceAnswer } from './evidence/extract.ts';
import type { NamedPolicy } from './evidence/policy-names.ts';
import type { WeighedTerm } from './evidence/wanted.ts';
import type { Gazetteer } from './places/places.ts';
import type { Knowledge } from './ports.ts';
import type { AskedQuestion } from './question/question.ts';
import type { Ranked } from './retrieve.ts';
import type { Answer, Answered, Citation, Fallback, NonEmpty, RefusalReason, Refused } from './types.ts';
import { type DraftSentence, type Source, type VerifyContext, verify } from './verify.ts';

/** What the forms of reply need to know. */
export interface ReplyDeps {
  readonly knowledge: Knowledge;
  readonly gazetteer: Gazetteer;
}

/** Least coverage for a sentence to be shown as the nearest that the reports say. 0 to 1. */
const NEAREST_COVERAGE = 0.3;
/** Least coverage for a damaged sentence to be why nothing answers. 0 to 1. */
const DAMAGED_COVERAGE = 0.5;
const MAX_NEAREST = 2;
const MAX_TITLES = 3;

export function verifyContext({ knowledge, gazetteer }: ReplyDeps): VerifyContext {
  const among = new Set(knowledge.ordinalsByPlace.keys());
  return {
    knowledge,
    placesIn: (text) => gazetteer.findPlaces(text, { among }).map(({ place }) => place.name),
  };
}

/**
 * A checked answer; null when no sentence passes the gate.
 * @param note put before the first sentence: which of the places asked the answer leaves out.
 */
export function answered(
  method: Answered['method'],
  sentences: readonly DraftSentence[],
  deps: ReplyDeps,
  { fallback, note = '' }: { readonly fallback?: Fallback | undefined; readonly note?: string } = {},
): Answered | null {
  const verified = verify(sentences, verifyContext(deps));
  if (verified === null) return null;
  return {
    kind: 'answered',
    method,
    ...(fallback === undefined ? {} : { fallback }),
    text: note + verified.text,
    citations: verified.citations,
    corpusVersion: deps.knowledge.version,
  };
}

export function refuse(
  reason: RefusalReason,
  text: string,
  knowledge: Knowledge,
  nearest: readonly Citation[] = [],
): Refused {
  return { kind: 'refused', reason, text, nearest, corpusVersion: knowledge.version };
}

/** The quotes of every place that answers, each under its place and date. */
export function quotePlaces(found: readonly PlaceAnswer[], deps: ReplyDeps): DraftSentence[] {
  return found.flatMap(({ excerpts }) => excerpts.map((excerpt) => quote(excerpt, deps)));
}

/** Names the places asked that the answer says nothing of: those without a report, and those whose reports are silent. */
export function noteOnPlaces(
  asked: AskedQuestion,
  extract: readonly DraftSentence[],
  deps: ReplyDeps,
): string {
  const { documentById } = deps.knowledge;
  const spoken = new Set(
    extract.flatMap(({ sources }) => sources.map(({ documentId }) => documentById.get(documentId)?.place)),
  );
  return wording.answer.leftOut(
    asked.missingPlaces.map(({ name }) => name),
    [...asked.silentPlaces, ...asked.places]
      .filter((place) => !spoken.has(place))
      .map((place) => placeLabel(place, deps)),
  );
}

/** For each place asked about that does not answer: says so, and quotes the nearest that its reports say. */
export function nearestOfUnanswered(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  found: readonly PlaceAnswer[],
  evidence: readonly Evidence[],
  deps: ReplyDeps,
): DraftSentence[] {
  return asked.places
    .filter((place) => !found.some((one) => one.place === place))
    .flatMap((place) => {
      const ofPlace = evidence.filter(({ sentence }) => sentence.passage.place === place);
      return excerptsAbove(NEAREST_COVERAGE, asked, subject, ofPlace, deps.knowledge)
        .slice(0, 1)
        .map((excerpt) => ({
          ...quote(excerpt, deps),
          lead: wording.answer.nothingOf(placeLabel(place, deps)),
        }));
    });
}

/** A policy that is asked for by name: its explanation, its items, or the word that the reports only name it. */
export function quotePolicy(
  asked: AskedQuestion,
  { name, kind, sources, origin, count }: NamedPolicy,
  deps: ReplyDeps,
): Answer {
  const { knowledge } = deps;
  const scope = wording.answer.scopeOf(asked.places.map((place) => placeLabel(place, deps)));
  if (kind === 'absent') {
    const missing = wording.answer.leftOut(
      asked.missingPlaces.map((place) => place.name),
      [],
    );
    return refuse('not-in-corpus', `${missing}${wording.answer.notNamed(scope, name)}`, knowledge);
  }
  const sentences = sources.map(({ documentId, span }, at) => {
    const text = knowledge.documentById.get(documentId)?.text.slice(span.start, span.end) ?? '';
    const about =
      kind === 'named'
        ? wording.answer.namedOnly(name)
        : kind === 'listed'
          ? wording.answer.listed(name, count !== undefined && sources.length >= count)
          : '';
    const lead = at === 0 || kind === 'named' ? leadOf(documentId, deps) : '';
    const item = { documentId, span };
    const proofs: NonEmpty<Source> = at === 0 && origin !== undefined ? [origin, item] : [item];
    return { lead: at === 0 ? `${lead}${about}` : lead, text, sources: proofs };
  });
  return (
    answered('extracted', sentences, deps, { note: noteOnPlaces(asked, sentences, deps) }) ??
    refuse('not-in-corpus', wording.answer.notInCorpus(scope), knowledge)
  );
}

/** Offers the places that answer, when they are too many for one message. */
export function clarify(found: readonly PlaceAnswer[], deps: ReplyDeps): Answer {
  const [first, ...rest] = found
    .flatMap(({ place }) => (place === undefined ? [] : [place]))
    .map((place) => ({ place, label: placeLabel(place, deps) }));
  if (first === undefined)
    return refuse('not-in-corpus', wording.answer.notInCorpus(wording.answer.scopeOf([])), deps.knowledge);
  const options: NonEmpty<{ place: string; label: string }> = [first, ...rest];
  return {
    kind: 'clarify',
    text: wording.answer.choose(options.map(({ label }) => label)),
    options,
    corpusVersion: deps.knowledge.version,
  };
}

/** Nothing but a place was named: asks what of it, and says which reports there are. */
export function askWhat(places: readonly string[], deps: ReplyDeps): Refused {
  const titles = deps.knowledge.documents
    .filter(({ place }) => place !== undefined && places.includes(place))
    .map(({ title }) => title)
    .slice(0, MAX_TITLES);
  const label = places.map((place) => placeLabel(place, deps)).join('、');
  const text = `${wording.answer.askWhat(label)}\n${wording.answer.nearestTitles(titles)}`;
  return refuse('empty', text, deps.knowledge);
}

/** Names the places that no report speaks of; offers the counties within them that the corpus has. */
export function refusePlaces(asked: AskedQuestion, deps: ReplyDeps): Refused {
  const known = [...deps.knowledge.ordinalsByPlace.keys()];
  const [missing] = asked.missingPlaces;
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
  deps: ReplyDeps,
): Refused {
  const { knowledge } = deps;
  const similarity = Math.max(...ranked.map((one) => one.similarity ?? 0), 0);
  const best = evidence[0]?.signals.coverage ?? 0;
  const onTopic =
    (asked.places.length > 0 && !asked.placesAreAssumed) ||
    best >= 0.5 ||
    (similarity >= EVIDENCE.calibration.offTopic && best >= NEAREST_COVERAGE);
  if (!onTopic) return refuse('off-topic', wording.answer.offTopic, knowledge);

  const near = excerptsAbove(NEAREST_COVERAGE, asked, subject, evidence, knowledge).slice(0, MAX_NEAREST);
  const lost = excerptsAbove(DAMAGED_COVERAGE, asked, subject, evidence, knowledge)
    .filter(({ damaged }) => damaged)
    .slice(0, 1);
  const shown = lost.length > 0 ? lost : near;
  const reason: RefusalReason = lost.length > 0 ? 'damaged' : 'not-in-corpus';
  const scope = wording.answer.scopeOf(asked.places.map((place) => placeLabel(place, deps)));
  const missing = wording.answer.leftOut(
    asked.missingPlaces.map(({ name }) => name),
    [],
  );
  const opening = missing + (lost.length > 0 ? wording.answer.damaged : wording.answer.notInCorpus(scope));
  const verified = verify(
    shown.map((excerpt) => quote(excerpt, deps)),
    verifyContext(deps),
  );
  if (verified !== null) {
    const body = lost.length > 0 ? verified.text : `${wording.answer.nearestQuotes}\n${verified.text}`;
    return refuse(reason, `${opening}\n${body}`, knowledge, verified.citations);
  }
  const titles = [
    ...new Set(ranked.slice(0, MAX_TITLES).flatMap(({ ordinal }) => titleOf(ordinal, knowledge))),
  ];
  return refuse(
    reason,
    titles.length === 0 ? opening : `${opening}\n${wording.answer.nearestTitles(titles)}`,
    knowledge,
  );
}

function titleOf(ordinal: number, knowledge: Knowledge): string[] {
  const title = knowledge.documentById.get(knowledge.passages[ordinal]?.documentId ?? '')?.title;
  return title === undefined ? [] : [title];
}

function quote(excerpt: Excerpt, deps: ReplyDeps): DraftSentence {
  const { documentId, span } = excerpt;
  const text = deps.knowledge.documentById.get(documentId)?.text.slice(span.start, span.end) ?? '';
  return {
    lead: leadOf(documentId, deps, notesOn(excerpt)),
    text,
    sources: [{ documentId, span }],
  };
}

function notesOn({ damaged, planned }: Excerpt): string | undefined {
  const notes = [
    ...(planned ? [wording.answer.plannedNote] : []),
    ...(damaged ? [wording.answer.damagedNote] : []),
  ];
  return notes.length === 0 ? undefined : notes.join('，');
}

/** Place (the title where a document has none) and date, as they stand before a quote. */
export function leadOf(documentId: string, deps: ReplyDeps, note?: string): string {
  const document = deps.knowledge.documentById.get(documentId);
  if (document === undefined) return '';
  const place =
    document.place === undefined ? wording.answer.title(document.title) : placeLabel(document.place, deps);
  return wording.answer.lead(place, document.publishedOn ?? document.asOf, note);
}

/** How people call a place: 某某土家族自治县 is 某某县. */
export function placeLabel(name: string, { gazetteer }: ReplyDeps): string {
  const place = gazetteer.lookup(name).find((one) => one.name === name);
  if (place === undefined || !place.name.includes('自治')) return name;
  return `${place.short}${place.name.slice(-1)}`;
}
