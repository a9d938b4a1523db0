import { wording } from '../../wording.ts';
import { type Correction, corrected, quotedSpans } from '../language/spelling.ts';
import { fold, normaliseInput, overlaps } from '../language/text.ts';
import { type Place, type PlaceMention, placeCalled } from '../places/places.ts';
import type { Question, Span } from '../types.ts';
import { MAX_QUESTION_CHARACTERS, type QuestionContext } from './context.ts';
import { lastAnswer } from './follow-up.ts';
import { asksAmongPlaces } from './forms.ts';

const MAX_PLACE_CHARACTERS = 20;

/** The places that a turn names, each mention with its candidates. */
export interface NamedPlaces {
  readonly named: readonly (readonly Place[])[];
  /** It asks of places that were not asked before. */
  readonly asksOthers: boolean;
  /** It asks of the asker's own place without naming it. */
  readonly asksOwn: boolean;
  /** In written words. */
  readonly written: string;
  /** Nothing answered it. */
  readonly isRefused?: boolean;
}

/** Of which places a question is. */
export interface Scope {
  readonly places: readonly string[];
  readonly missingPlaces: readonly Place[];
  readonly isAssumed: boolean;
  /** Places that are set aside. */
  readonly exceptPlaces: readonly string[];
  /** The official name of the place that the question came with, where that is the place it is of. */
  readonly ownPlace?: string;
  /** Asked instead where the assumed places do not answer; the whole corpus when absent. */
  readonly otherwise?: Scope;
}

/** Other places than these are asked by name; more, and the question goes to the whole corpus. */
const MAX_OTHERS = 3;

/**
 * The question's own places; else those of the newest turn that has some; else the place that it came with. One that asks
 * among places (哪个县) is of the several that were asked before, else of the whole corpus. 其他县 are the corpus's places
 * but those that were asked before.
 */
export function scope(
  own: NamedPlaces,
  earlier: readonly NamedPlaces[],
  leans: boolean,
  asked: Question,
  context: QuestionContext,
): Scope {
  const { text, history } = asked;
  const asksAmong = !own.asksOwn && asksAmongPlaces(own.written);
  const question: Question = asksAmong ? { text, history } : asked;
  const ownScope = { ...inCorpus(own.named, context), isAssumed: false, exceptPlaces: [] };
  if (ownScope.places.length > 0 || ownScope.missingPlaces.length > 0) return ownScope;
  if (own.asksOwn && question.place !== undefined) return givenScope(question.place, ownScope, context);
  const before = scopeBefore(ownScope, earlier, leans, question, context);
  if (asksAmong && before.places.length === 1) return ownScope;
  if (before.isAssumed && !own.asksOthers && question.place !== undefined)
    return { ...before, otherwise: givenScope(question.place, ownScope, context) };
  if (!own.asksOthers || before.places.length === 0) return before;
  const others = [...context.corpusPlaces].filter((name) => !before.places.includes(name));
  if (others.length === 0) return before;
  return {
    places: others.length > MAX_OTHERS ? [] : others,
    missingPlaces: [],
    isAssumed: false,
    exceptPlaces: before.places,
  };
}

function scopeBefore(
  ownScope: Scope,
  earlier: readonly NamedPlaces[],
  leans: boolean,
  question: Question,
  context: QuestionContext,
): Scope {
  const placed =
    earlier.find(({ named, isRefused }) => named.length > 0 && isRefused !== true) ??
    earlier.find(({ named }) => named.length > 0);
  if (placed !== undefined) {
    const { places, missingPlaces } = inCorpus(placed.named, context);
    if (places.length > 0) return { ...ownScope, places, isAssumed: !leans };
    if (leans) return { ...ownScope, missingPlaces };
  }
  const given = question.place === undefined ? undefined : givenScope(question.place, ownScope, context);
  const spoken = earlier.length > 0 ? onlyPlaceOf(lastAnswer(question.history), context) : undefined;
  if (spoken !== undefined && spoken !== given?.ownPlace)
    return { ...ownScope, places: [spoken], isAssumed: !leans };
  return given ?? ownScope;
}

/** A turn with the places that were chosen for it, which it need not name. */
export function ofChosen<T extends Pick<NamedPlaces, 'named'>>(
  turn: T,
  chosen: readonly string[] | undefined,
  { gazetteer }: Pick<QuestionContext, 'gazetteer'>,
): T {
  if (chosen === undefined) return turn;
  const named = chosen.map((name) => gazetteer.lookup(name).filter((place) => place.name === name));
  return { ...turn, named: named.filter((places) => places.length > 0) };
}

/** The place that a question came with: its group's. */
function givenScope(place: string, ownScope: Scope, context: QuestionContext): Scope {
  const found = context.gazetteer.lookup(place);
  const given = inCorpus([found.length > 0 ? found : [unknownPlace(place)]], context);
  return { ...ownScope, ...given, ownPlace: given.places[0] ?? given.missingPlaces[0]?.name ?? place };
}

/** A place that the gazetteer does not know: no report can speak of it. */
function unknownPlace(written: string): Place {
  return placeCalled(normaliseInput(written).slice(0, MAX_PLACE_CHARACTERS));
}

/** A title is of a paper, which may name other places. */
const TITLE = /《[^》]*》/gu;

/** The one place of the corpus that the beginning of an answer is of; undefined for none and several, and of a refusal. */
function onlyPlaceOf(text: string, context: QuestionContext): string | undefined {
  if (wording.answer.isRefusal(text)) return undefined;
  const places = placesOf(text.replaceAll(TITLE, ''), context);
  return places.length === 1 ? places[0] : undefined;
}

/** Official names of the corpus's places that the beginning of a text names, in its order. */
export function placesOf(text: string, context: QuestionContext): readonly string[] {
  const mentions = context.gazetteer.findPlaces(text.slice(0, MAX_QUESTION_CHARACTERS), {
    among: context.corpusPlaces,
  });
  return inCorpus(candidatesBySpan(mentions), context).places;
}

/**
 * What is read otherwise than it is written, but no name of a place with its kind. A name in no table becomes the place of
 * the corpus that sounds like it (汝成县 for 汝城县), and nothing else: it may be a county that no report speaks of.
 */
export function spelled(text: string, { gazetteer, corpusPlaces, speller }: QuestionContext): Correction[] {
  const isOfCorpus = (name: string) => gazetteer.lookup(name).some((place) => corpusPlaces.has(place.name));
  const corrections = speller.corrections(text);
  const named = gazetteer
    .findPlaces(text, { among: corpusPlaces, unlisted: true })
    .filter(({ form }) => form !== 'short');
  const names = named.flatMap(({ form, span }) => {
    if (form !== 'unlisted') return [];
    const within = corrections.filter((one) => span.start <= one.span.start && one.span.end <= span.end);
    const name = text.slice(span.start, span.end);
    const alone = speller.corrections(name.slice(0, -1));
    const meant = [
      corrected(text, within).slice(span.start, span.end),
      corrected(name.slice(0, -1), isQuoted(text, span) ? [] : alone) + name.slice(-1),
    ].find(isOfCorpus);
    return meant === undefined || meant === name ? [] : [{ span, read: meant }];
  });
  const others = corrections.filter((one) => !named.some(({ span }) => overlaps(span, one.span)));
  return [...others, ...names].sort((a, b) => a.span.start - b.span.start);
}

function isQuoted(text: string, span: Span): boolean {
  return quotedSpans(fold(text)).some((quoted) => overlaps(quoted, span));
}

/** A name that several places share is one mention with several candidates. */
export function candidatesBySpan(mentions: readonly PlaceMention[]): Place[][] {
  const bySpan = new Map<number, Place[]>();
  for (const { place, span } of mentions) bySpan.set(span.start, [...(bySpan.get(span.start) ?? []), place]);
  return [...bySpan.values()];
}

/** Candidates that a message names in full; more are told by 等. */
const MAX_CANDIDATES = 3;

/** What several places share as their name, and which they are: 朝阳区（北京市朝阳区、长春市朝阳区）. */
function sharedName(candidates: readonly Place[]): string {
  const names = candidates.map(({ name }) => name);
  const bare = new Set(candidates.map(({ name, parents }) => name.slice(prefixOf(name, parents).length)));
  const [shared] = bare;
  const short = bare.size === 1 ? shared : candidates[0]?.short;
  return wording.answer.sharedName(
    short ?? '',
    names.slice(0, MAX_CANDIDATES),
    names.length > MAX_CANDIDATES,
  );
}

/** What all of them lie in. */
function sharedParents(candidates: readonly Place[]): readonly string[] {
  const [first] = candidates;
  return (first?.parents ?? []).filter((parent) =>
    candidates.every(({ parents }) => parents.includes(parent)),
  );
}

function prefixOf(name: string, parents: readonly string[]): string {
  const parent = parents.at(-1) ?? '';
  return name.startsWith(parent) && name.length > parent.length ? parent : '';
}

/** Sorts named places into those of the corpus and those that it lacks; each mention may have several candidates. */
function inCorpus(named: readonly (readonly Place[])[], { corpusPlaces }: QuestionContext) {
  const known = new Map<string, Place>();
  const missing = new Map<string, Place>();
  for (const candidates of named) {
    const inReports = candidates.filter((place) => corpusPlaces.has(place.name));
    for (const place of inReports) known.set(place.name, place);
    const [first] = candidates;
    if (inReports.length > 0 || first === undefined) continue;
    const missed =
      candidates.length === 1
        ? first
        : { ...first, name: sharedName(candidates), parents: sharedParents(candidates) };
    missing.set(missed.name, missed);
  }
  // 重庆市渝北区 asks of 渝北区.
  const addresses = new Set([...known.values(), ...missing.values()].flatMap(({ parents }) => parents));
  return {
    places: [...known.keys()],
    missingPlaces: [...missing.values()].filter(({ name }) => !addresses.has(name)),
  };
}
