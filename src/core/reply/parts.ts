import { wording } from '../../wording.ts';
import type { Excerpt } from '../evidence/extract.ts';
import type { Gazetteer } from '../places/places.ts';
import type { Knowledge } from '../ports.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { Settings } from '../settings.ts';
import type { Answer } from '../types.ts';
import type { DraftSentence, VerifyContext } from '../verify.ts';

/** What the forms of reply need to know. */
export interface ReplyDeps {
  readonly knowledge: Knowledge;
  readonly gazetteer: Gazetteer;
  /** The product's own, uncalibrated, when absent. */
  readonly settings?: Settings;
}

export function verifyContext({ knowledge, gazetteer }: ReplyDeps): VerifyContext {
  const among = new Set(knowledge.ordinalsByPlace.keys());
  return {
    knowledge,
    placesIn: (text) => gazetteer.findPlaces(text, { among }).map(({ place }) => place.name),
  };
}

/** One excerpt, verbatim, under its place and date and whatever else is to be known before it is read. */
export function quote(excerpt: Excerpt, deps: ReplyDeps, notes: readonly string[] = []): DraftSentence {
  const { documentId, span } = excerpt;
  const text = deps.knowledge.documentById.get(documentId)?.text.slice(span.start, span.end) ?? '';
  return {
    lead: leadOf(documentId, deps, [...notesOn(excerpt), ...notes]),
    text,
    sources: [{ documentId, span }],
  };
}

/** What is to be known of a stretch of a report before it is read. */
export function notesOn({ damaged, planned }: Pick<Excerpt, 'damaged' | 'planned'>): string[] {
  return [...(planned ? [wording.answer.plannedNote] : []), ...(damaged ? [wording.answer.damagedNote] : [])];
}

/** Place (the title where a document has none) and date, as they stand before a quote. */
export function leadOf(documentId: string, deps: ReplyDeps, notes: readonly string[] = []): string {
  const document = deps.knowledge.documentById.get(documentId);
  if (document === undefined) return '';
  const place =
    document.place === undefined ? wording.answer.title(document.title) : placeLabel(document.place, deps);
  return wording.answer.lead(place, dateOf(documentId, deps), notes);
}

/** When a document was published, or else the date that its figures are of; undefined where neither is known. */
export function dateOf(documentId: string, { knowledge }: ReplyDeps): string | undefined {
  const document = knowledge.documentById.get(documentId);
  return document?.issuedOn ?? document?.asOf;
}

/** How people call a place: 某某土家族自治县 is 某某县. */
export function placeLabel(name: string, { gazetteer }: Pick<ReplyDeps, 'gazetteer'>): string {
  const place = gazetteer.lookup(name).find((one) => one.name === name);
  if (place === undefined || !place.name.includes('自治')) return name;
  return `${place.short}${place.name.slice(-1)}`;
}

/** An answer with the name of the asker's own place, where that was asked of because the question names none. */
export function ofOwnPlace<A extends Answer>(
  answer: A,
  { ownPlace }: Pick<AskedQuestion, 'ownPlace'>,
  deps: ReplyDeps,
): A {
  return ownPlace === undefined ? answer : { ...answer, ownPlace: placeLabel(ownPlace, deps) };
}
