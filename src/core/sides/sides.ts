import type { Evidence } from '../evidence/evidence.ts';
import type { HeldPaper } from '../facts/corpus.ts';
import { contains } from '../language/text.ts';
import { subjectOf } from '../papers/titles.ts';
import type { Standings } from '../papers.ts';
import { placeLabel } from '../places/place.ts';
import type { Knowledge } from '../ports.ts';
import type { AskedQuestion } from '../question/question.ts';
import { type ReadDeps, readQuestion } from '../question/read.ts';
import { asksChange } from '../question/relation.ts';
import { askedOfTimes } from '../question/sides.ts';
import type { Question, Source } from '../types.ts';

/** More places than this are not asked one by one. */
const MOST_SIDES = 3;

/** What a question that names several places asks of each, as a question of that place alone; none where it asks of no such places. */
export function sidesOf(asked: AskedQuestion, { history }: Question, deps: ReadDeps): AskedQuestion[] {
  const { ofEach, places, above, toldOf } = asked;
  if (ofEach.length === 0 || above !== undefined || toldOf !== undefined) return [];
  if (places.length < 2 || places.length > MOST_SIDES) return [];
  if (ofEach.length > 1 && ofEach.length !== places.length) return [];
  const sides = places.map((place, at) =>
    readQuestion({ text: `${placeLabel(place, deps)}${ofEach[at] ?? ofEach[0]}`, history }, deps),
  );
  const isWhole = sides.every(
    ({ places: [place, ...others], subject }, at) =>
      place === places[at] && others.length === 0 && subject.length > 0,
  );
  return isWhole ? sides : [];
}

/** Forms that ask how two papers differ, whatever is asked of each. */
const OF_ALL: ReadonlySet<string> = new Set(['statement', 'list', 'definition']);

/** What a question of how something changed at one place asks of every time; undefined where it is no such question. */
export function askedAnyTime(
  asked: AskedQuestion,
  { history }: Question,
  deps: ReadDeps,
): AskedQuestion | undefined {
  const { written, places, above, wanted, units } = asked;
  if (above !== undefined || places.length > 1 || !asksChange(written)) return undefined;
  const timeless = { years: [], relativeYears: [] };
  const side = readQuestion({ text: askedOfTimes(written), history }, deps);
  const isSame = side.places.length === places.length && side.places.every((place) => places.includes(place));
  if (!isSame || side.subject.length === 0) return { ...asked, ...timeless };
  return { ...askedOfAll(asked, [side]), ...timeless, ...(OF_ALL.has(wanted) ? { wanted, units } : {}) };
}

/** The question as it is asked of all its sides: in their form, of its places. */
export function askedOfAll(asked: AskedQuestion, [side]: readonly AskedQuestion[]): AskedQuestion {
  if (side === undefined) return asked;
  const { wanted, units, rates, subject, topic, conditions, premises, inFull, readings } = side;
  return { ...asked, wanted, units, rates, subject, topic, conditions, premises, inFull, readings };
}

export interface EditionDeps {
  readonly knowledge: Pick<Knowledge, 'papers' | 'placesOfEditions'>;
  readonly standingOf: Standings['of'];
}

/** Asks of more papers than two. */
const OF_MANY = /历年|逐年|[各每]年|[几三四五六七八九十]年/u;

/** Whether a question may hold two papers against each other: it asks how something changed, and some place has papers of several years. */
export function mayMeanEditions(
  { written }: Pick<AskedQuestion, 'written'>,
  { placesOfEditions }: Pick<Knowledge, 'placesOfEditions'>,
): boolean {
  return placesOfEditions.size > 0 && asksChange(written) && !OF_MANY.test(written);
}

/**
 * The two papers of one matter and place that a question holds against each other, the earlier first: that of a stretch, and those
 * that rule the same or that one of them replaced; of the years asked, else the two newest. None where it asks no such thing.
 */
export function editionsMeant(
  asked: AskedQuestion,
  { documentId, span }: Source,
  { knowledge, standingOf }: EditionDeps,
): readonly HeldPaper[] {
  if (!mayMeanEditions(asked, knowledge)) return [];
  const own = knowledge.papers.find((held) => held.document.id === documentId && contains(held.span, span));
  if (own === undefined) return [];
  const matter = subjectOf(own.paper);
  const replacerOf = ({ document, span: whole }: HeldPaper) => standingOf(document, whole).by;
  const replaced = (by: HeldPaper, one: HeldPaper) =>
    replacerOf(one)?.documentId === by.document.id && replacerOf(one)?.title === by.paper.title;
  const alike = knowledge.papers
    .filter(
      (held) =>
        held.year !== '' &&
        held.paper.place === own.paper.place &&
        ((matter !== undefined && subjectOf(held.paper) === matter) ||
          held === own ||
          replaced(held, own) ||
          replaced(own, held)),
    )
    .sort((a, b) => a.year.localeCompare(b.year));
  const years = asked.years.map(String);
  const isAsked = ({ year }: HeldPaper) => years.length < 2 || years.includes(year);
  const newest = years.length === 1 ? (years[0] ?? '') : '9999';
  const among = alike.filter((one) => isAsked(one) && one.year <= newest);
  const held = among.length > 1 || years.length > 1 ? among : alike;
  const [first, last] = years.length < 2 ? held.slice(-2) : [held[0], held.at(-1)];
  return first === undefined || last === undefined || first.year === last.year ? [] : [first, last];
}

/** Whether evidence is of a paper. */
export function isOfPaper({ document, span }: HeldPaper): (one: Evidence) => boolean {
  return ({ sentence }) => sentence.passage.documentId === document.id && contains(span, sentence.span);
}
