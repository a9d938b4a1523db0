import type { Span } from '../../types.ts';
import { contentRuns, withoutFigures } from '../content.ts';
import type { Figure } from '../figures.ts';
import type { ReadSentence } from '../text.ts';
import { type CalendarDate, isCondition, isYear, quantitiesIn } from './dates.ts';

/** What a figure counts, in the words of its sentence. */
export interface Label {
  /** The words that belong to this figure and not to its neighbours: 新聘 of 新聘、续聘村医47人、112人. */
  readonly own: string;
  /** All that may speak for it: its sentence up to the end of its clause. */
  readonly region: string;
  /** Its whole sentence, figures out, as far as it speaks for it. */
  readonly around: string;
  /** Its place among the figures of a list (6%和14.5%) whose labels are not told apart. */
  readonly nth?: { readonly at: number; readonly of: number };
  /** Figures before it in its sentence that say which ones it counts: 500元档次, 75周岁以上的. */
  readonly conditions: readonly Figure[];
  /** Years told in a list or a range for a list of figures (2017~2019年分别为1、2、3): the one that is this figure's. */
  readonly year?: number;
}

/** A figure among the others of its sentence, while its label is being found. */
interface Place {
  readonly figure: Figure;
  /** The stretch that has no other quantity in it: from the quantity before, or the clause's start, to the next, or its end. */
  readonly before: Span;
  readonly after: Span;
  readonly clause: Span;
}

/** Figures that nothing but list signs parts: 4127户9356人, 47人、112人. */
interface Group {
  readonly places: readonly Place[];
  /** The words of each. */
  readonly own: readonly string[];
  /** Its figures have a label each, the nth the nth. */
  readonly isPaired: boolean;
}

/** How far from a figure, in characters, words of its sentence still speak for it. */
const REACH = 160;
/** Earlier groups of a sentence that may lend a label. */
const NEIGHBOURS = 6;
const BOUNDARY = /[、,:()]/u;
/** What may stand between the figures of one list, and between the labels of one. */
const LIST_GAP = /^[\s、和及与或]*$/u;
const LIST_SIGN = /、|和|与|以?及/u;
const EACH = '分别';
/** Stands in a label for a figure that says which ones are counted: 30亩以上的大户. */
export const CONDITION = '某';
/** At the end of what stands between two figures: all before it belongs to the first. */
const JOINT = /(?:和|与|以?及)\s*$/u;
/** Words before a figure that tell how it moved or compares and not what it counts: the label is the one before. */
const UNLABELLED =
  /[由从到至为达占升降了已是的又再约共并]|提[高升]|增[长加至]|下[降调]|上[升涨调]|降低|减少|比例?|率?分别|调整|其中|\s|每个?[人户月年日亩]/gu;

/** A text whose figures are labelled: all of its figures and dates, in order. */
export interface Labelling {
  readonly folded: string;
  readonly figures: readonly Figure[];
  readonly dates: readonly CalendarDate[];
  readonly sentences: readonly ReadSentence[];
}

/**
 * The label of every quantity of a text (a figure that is no date), by figure. A figure belongs to the words before it
 * in its clause, and to those behind it up to the next; the nth of a list to the nth of the labels that stand before
 * it; one without words of its own to the label of the figure before it.
 */
export function labelsOf({ folded, figures, dates, sentences }: Labelling): Map<Figure, Label> {
  const labels = new Map<Figure, Label>();
  const blanked = withoutFigures(folded, figures, CONDITION);
  const counted = new Set(quantitiesIn(folded, figures, dates));
  let next = 0;
  for (const sentence of sentences) {
    const from = next;
    while ((figures[next]?.span.start ?? Number.POSITIVE_INFINITY) < sentence.end) next++;
    const own = figures.slice(from, next);
    const conditions = own.filter((figure) => isCondition(figure, folded)).slice(0, NEIGHBOURS);
    const quantities = own.filter((figure) => counted.has(figure));
    const groups: Group[] = [];
    for (const places of listsOf(placesOf(sentence, quantities), blanked)) {
      const group = labelled(places, groups.slice(-NEIGHBOURS), blanked, sentence.start);
      groups.push(group);
      const isList = new Set(group.own).size === 1 && places.length > 1 && isOfOneUnit(places);
      const years = isList ? yearsFor(places, own) : [];
      for (const [nth, { figure, clause }] of places.entries()) {
        const from = Math.max(sentence.start, figure.span.start - REACH);
        const to = figure.span.end + REACH;
        const year = years[nth];
        labels.set(figure, {
          own: group.own[nth] ?? '',
          region: blanked.slice(from, Math.min(clause.end, to)),
          around: blanked.slice(from, Math.min(sentence.end, to)),
          conditions: conditions.filter(({ span }) => span.end <= figure.span.start),
          ...(isList ? { nth: { at: nth, of: places.length } } : {}),
          ...(year === undefined ? {} : { year }),
        });
      }
    }
  }
  return labels;
}

function placesOf(sentence: ReadSentence, quantities: readonly Figure[]): Place[] {
  const parts = sentence.clauses;
  let part = 0;
  return quantities.map((figure, at) => {
    while (part + 1 < parts.length && (parts[part]?.end ?? 0) <= figure.span.start) part++;
    const clause = parts[part] ?? sentence;
    const before = Math.max(clause.start, quantities[at - 1]?.span.end ?? 0);
    const after = Math.min(clause.end, quantities[at + 1]?.span.start ?? clause.end);
    return {
      ...{ figure, clause },
      before: { start: before, end: figure.span.start },
      after: { start: figure.span.end, end: Math.max(figure.span.end, after) },
    };
  });
}

/** The figures of each list, in order; one that stands alone is a list of its own. */
function listsOf(places: readonly Place[], blanked: string): Place[][] {
  const lists: Place[][] = [];
  for (const [at, place] of places.entries()) {
    const isJoined =
      places[at - 1]?.clause === place.clause &&
      LIST_GAP.test(blanked.slice(place.before.start, place.before.end));
    if (isJoined) lists.at(-1)?.push(place);
    else lists.push([place]);
  }
  return lists;
}

/** The figures of a list with the words of each. @param sentence where it starts. */
function labelled(
  places: readonly Place[],
  earlier: readonly Group[],
  blanked: string,
  sentence: number,
): Group {
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return { places, own: [], isPaired: false };
  const gap = blanked.slice(first.before.start, first.before.end);
  const before = JOINT.test(gap) ? '' : (gap.split(BOUNDARY).at(-1) ?? '');
  const isFollowed = last.after.end < last.clause.end;
  const [behind = '', ...further] = blanked
    .slice(last.after.start, last.after.end)
    .replace(JOINT, '、')
    .split(BOUNDARY);
  const after = isFollowed && further.length === 0 && says(before) ? '' : behind;
  const pairs = pairedLabels(places, earlier, blanked);
  if (pairs !== undefined) return { places, own: pairs.map((name) => `${name} ${after}`), isPaired: true };
  // 中度失能:每人每月150元: what is said in front of the clause of a bare rate.
  const from = earlier.at(-1)?.places.at(-1)?.figure.span.end ?? sentence;
  const ahead = blanked.slice(from, first.clause.start).split(BOUNDARY).findLast(says);
  const words = `${before} ${after}`;
  const own = says(words) ? words : (ahead ?? earlier.at(-1)?.own.at(-1) ?? words);
  return { places, own: places.map(() => own), isPaired: false };
}

function says(words: string): boolean {
  return contentRuns(words.replaceAll(UNLABELLED, ' ')).length > 0;
}

/** The nth label for the nth figure of a list, from where a sentence puts them: before 分别, behind it, or with earlier figures. */
function pairedLabels(
  places: readonly Place[],
  earlier: readonly Group[],
  blanked: string,
): readonly string[] | undefined {
  const count = places.length;
  const [first] = places;
  if (count < 2 || first === undefined || !isOfOneUnit(places)) return undefined;
  const before = blanked.slice(first.clause.start, first.before.end);
  const own = blanked.slice(first.before.start, first.before.end);
  const each = before.lastIndexOf(EACH);
  if (each < 0) {
    const listed = listedIn(own);
    if (listed.length === count) return listed;
    const paired = earlier.at(-1);
    return paired?.isPaired && paired.own.length === count ? paired.own : undefined;
  }
  const verb = before.slice(each + EACH.length);
  for (const list of [listedIn(before.slice(0, each)), listedIn(verb)])
    if (list.length >= count) return list.slice(-count);
  const antecedents = earlier
    .flatMap((group) => group.places.map((place, at) => ({ place, name: group.own[at] ?? '' })))
    .slice(-count);
  const isList = antecedents.length === count && isOfOneUnit(antecedents.map(({ place }) => place));
  return isList ? antecedents.map(({ name }) => `${name} ${verb}`) : undefined;
}

function listedIn(text: string): string[] {
  const clause = text.split(/[,:()]/u).at(-1) ?? '';
  return clause.split(LIST_SIGN).filter((part) => /\p{Script=Han}/u.test(part));
}

function isOfOneUnit(places: readonly Place[]): boolean {
  return places.every(({ figure }) => figure.unit === places[0]?.figure.unit);
}

/** The years of a list (2017年、2018年) or of a range (2017~2018年) that stands before a list of as many figures. */
function yearsFor(places: readonly Place[], figures: readonly Figure[]): number[] {
  const start = places[0]?.figure.span.start ?? 0;
  const before = figures.filter((figure) => isYear(figure) && figure.span.end <= start);
  const last = before.at(-1);
  if (last?.upTo !== undefined && last.upTo - last.value + 1 === places.length)
    return places.map((_, nth) => last.value + nth);
  const listed = before.slice(-places.length);
  const isList = listed.length === places.length && listed.every(({ upTo }) => upTo === undefined);
  return isList ? listed.map(({ value }) => value) : [];
}
