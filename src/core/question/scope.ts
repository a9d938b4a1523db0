import { wording } from '../../wording.ts';
import { normaliseInput } from '../language/text.ts';
import { type Place, placeCalled } from '../places/places.ts';
import type { Question } from '../types.ts';
import { asksAmongPlaces } from './forms.ts';
import {
  candidatesBySpan,
  MAX_QUESTION_CHARACTERS,
  type OneQuestion,
  type QuestionContext,
} from './one-question.ts';
import { lastAnswer } from './turns/follow-up.ts';

const MAX_PLACE_CHARACTERS = 20;

/** An earlier turn, and whether nothing answered it. */
export interface EarlierTurn extends OneQuestion {
  readonly isRefused: boolean;
}

/** Of which places a question is. */
export interface Scope {
  /** Official names of the corpus's places that are asked about. */
  readonly places: readonly string[];
  /** Named places that no report speaks of, and that are no part of `places`' own address. */
  readonly missingPlaces: readonly Place[];
  /**
   * The places were taken from earlier turns though the question does not lean on them: where they do not answer, the
   * question is asked of the whole corpus.
   */
  readonly placesAreAssumed: boolean;
  /** Places that the question sets aside (其他县呢). */
  readonly exceptPlaces: readonly string[];
  /** The official name of the place that the question came with, where that is the place it is of. */
  readonly ownPlace?: string;
  /** Asked instead where the assumed places do not answer; the whole corpus when absent. */
  readonly otherwise?: Scope;
}

const NOWHERE: Scope = { places: [], missingPlaces: [], placesAreAssumed: false, exceptPlaces: [] };

/** Other places than these are asked by name; more, and the question goes to the whole corpus. */
const MAX_OTHERS = 3;

/**
 * The question's own places; else those of the newest turn that has some; else the place that it came with. One that asks
 * among places (哪个县) is of the several that were asked before, else of the whole corpus. 其他县 are the corpus's places
 * but those that were asked before.
 * @param earlier newest first. @param leans whether the question leans on them.
 */
export function scope(
  own: OneQuestion,
  earlier: readonly EarlierTurn[],
  leans: boolean,
  { history, place }: Question,
  context: QuestionContext,
): Scope {
  const named = inCorpus(own.named, context);
  if (named.places.length > 0 || named.missingPlaces.length > 0) return { ...NOWHERE, ...named };
  const asksAmong = !own.asksOwn && asksAmongPlaces(own.written);
  const given = place === undefined || asksAmong ? undefined : givenScope(place, context);
  if (own.asksOwn && given !== undefined) return given;
  const before = scopeBefore(earlier, leans, lastAnswer(history), given, context);
  if (asksAmong && before.places.length === 1) return NOWHERE;
  if (!own.asksOthers)
    return before.placesAreAssumed && given !== undefined ? { ...before, otherwise: given } : before;
  const others = [...context.corpusPlaces].filter((name) => !before.places.includes(name));
  if (before.places.length === 0 || others.length === 0) return before;
  return { ...NOWHERE, places: others.length > MAX_OTHERS ? [] : others, exceptPlaces: before.places };
}

/** A title is of a paper, which may name other places. */
const TITLE = /《[^》]*》/gu;

/** The places of the newest turn that has some; else the one that the beginning of the last answer is of; else those given. */
function scopeBefore(
  earlier: readonly EarlierTurn[],
  leans: boolean,
  said: string,
  given: Scope | undefined,
  context: QuestionContext,
): Scope {
  const placed =
    earlier.find(({ named, isRefused }) => named.length > 0 && !isRefused) ??
    earlier.find(({ named }) => named.length > 0);
  if (placed !== undefined) {
    const { places, missingPlaces } = inCorpus(placed.named, context);
    if (places.length > 0) return { ...NOWHERE, places, placesAreAssumed: !leans };
    if (leans) return { ...NOWHERE, missingPlaces };
  }
  const tells = earlier.length > 0 && !wording.answer.isRefusal(said);
  const [spoken, ...others] = tells ? placesOf(said.replaceAll(TITLE, ''), context) : [];
  if (spoken === undefined || others.length > 0 || spoken === given?.ownPlace) return given ?? NOWHERE;
  return { ...NOWHERE, places: [spoken], placesAreAssumed: !leans };
}

/** A turn with the places that were chosen for it, which it need not name. */
export function ofChosen(
  turn: OneQuestion,
  chosen: readonly string[] | undefined,
  { gazetteer }: QuestionContext,
): OneQuestion {
  if (chosen === undefined) return turn;
  const named = chosen.map((name) => gazetteer.lookup(name).filter((place) => place.name === name));
  return { ...turn, named: named.filter((places) => places.length > 0) };
}

/** The place that a question came with: its group's. No report can speak of one that the gazetteer does not know. */
function givenScope(place: string, context: QuestionContext): Scope {
  const found = context.gazetteer.lookup(place);
  const unknown = placeCalled(normaliseInput(place).slice(0, MAX_PLACE_CHARACTERS));
  const given = inCorpus([found.length > 0 ? found : [unknown]], context);
  return { ...NOWHERE, ...given, ownPlace: given.places[0] ?? given.missingPlaces[0]?.name ?? place };
}

/** Official names of the corpus's places that the beginning of a text names, in its order. */
export function placesOf(text: string, context: QuestionContext): readonly string[] {
  const mentions = context.gazetteer.findPlaces(text.slice(0, MAX_QUESTION_CHARACTERS), {
    among: context.corpusPlaces,
  });
  return inCorpus(candidatesBySpan(mentions), context).places;
}

/** Candidates that a message names in full; more are told by 等. */
const MAX_CANDIDATES = 3;

/** What several places share as their name, and which they are, as a place: 朝阳区（北京市朝阳区、长春市朝阳区）. */
function sharedBy(first: Place, candidates: readonly Place[]): Place {
  const names = candidates.map(({ name }) => name);
  const bare = new Set(candidates.map(withoutParent));
  const [shared = first.short] = bare.size === 1 ? bare : [];
  return {
    ...first,
    name: wording.answer.sharedName(shared, names.slice(0, MAX_CANDIDATES), names.length > MAX_CANDIDATES),
    parents: first.parents.filter((parent) => candidates.every(({ parents }) => parents.includes(parent))),
  };
}

/** The name without that of the place that it lies in. */
function withoutParent({ name, parents }: Place): string {
  const parent = parents.at(-1) ?? '';
  return name.startsWith(parent) && name !== parent ? name.slice(parent.length) : name;
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
    const missed = candidates.length === 1 ? first : sharedBy(first, candidates);
    missing.set(missed.name, missed);
  }
  // 重庆市渝北区 asks of 渝北区.
  const addresses = new Set([...known.values(), ...missing.values()].flatMap(({ parents }) => parents));
  return {
    places: [...known.keys()],
    missingPlaces: [...missing.values()].filter(({ name }) => !addresses.has(name)),
  };
}
