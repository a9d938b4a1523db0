import { placeLabel } from '../places/place.ts';
import type { AskedQuestion } from '../question/question.ts';
import { type ReadDeps, readQuestion } from '../question/read.ts';
import { asksChange } from '../question/relation.ts';
import { askedOfTimes } from '../question/sides.ts';
import type { Question } from '../types.ts';

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
  const { wanted, units, rates, subject, topic, conditions, premises, inFull } = side;
  return { ...asked, wanted, units, rates, subject, topic, conditions, premises, inFull };
}
