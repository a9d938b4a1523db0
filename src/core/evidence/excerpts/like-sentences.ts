import type { ReadDocument } from '../../facts/document.ts';
import { readUnder } from '../../facts/sentence.ts';
import { saysWhich, withoutCarriers } from '../../gate/told.ts';
import { namedIn } from '../../language/figures/conditions.ts';
import { figuresIn } from '../../language/figures.ts';
import { slice } from '../../language/text.ts';
import { isLaterDate } from '../../papers/naming.ts';
import { dateOf, paperAt, type Standings } from '../../papers.ts';
import type { Knowledge } from '../../ports.ts';
import type { AskedQuestion } from '../../question/question.ts';
import { asksComparison } from '../../question/relation.ts';
import type { Evidence } from '../evidence.ts';
import { isOfUnits, shareOf, stands, type WeighedTerm } from '../wanted.ts';
import { asksWhatHolds } from './like-rows.ts';

/** What a sentence tells of what is asked, and when. */
interface Told {
  /** The date of its paper, or its beginning. */
  readonly date: string;
  /** What each of its figures that may be meant counts, in which unit and of whom. */
  readonly kinds: ReadonlySet<string>;
  /** The years that these figures are of: their own, else that of the paper. */
  readonly years: readonly number[];
}

/**
 * The evidence with each sentence that gives the figure asked in place of the one that gives the same figure in the newest paper
 * of the place that is in force: of the reports of three years who names no year asks for the last. As it was where a year or a
 * change is asked.
 */
export function newestOfSentences(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  evidence: readonly Evidence[],
  knowledge: Knowledge,
  standingOf: Standings['of'],
): readonly Evidence[] {
  const isOfFigures = asked.wanted === 'figure' || asksComparison(asked.written);
  if (!isOfFigures || !asksWhatHolds(asked)) return evidence;
  const told = new Map<Evidence, Told>();
  for (const [one, paper] of ofSeveralPapers(evidence, knowledge)) {
    const own = toldBy(one, paper, asked, subject, standingOf);
    if (own !== undefined) told.set(one, own);
  }
  const taken = new Set<Evidence>();
  return evidence.flatMap((one) => {
    const newest = newestOf(one, told);
    if (taken.has(newest)) return [];
    taken.add(newest);
    return [newest];
  });
}

/** The one of the newest paper that tells all that a sentence tells; itself where there is none. */
function newestOf(one: Evidence, told: ReadonlyMap<Evidence, Told>): Evidence {
  const own = told.get(one);
  if (own === undefined) return one;
  const { place } = one.sentence.passage;
  return [...told].reduce<readonly [Evidence, Told]>(
    (newest, [other, others]) =>
      other.sentence.passage.place === place &&
      replaces(others, own) &&
      isLaterDate(others.date, newest[1].date)
        ? [other, others]
        : newest,
    [one, own],
  )[0];
}

function replaces(later: Told, earlier: Told): boolean {
  return (
    isLaterDate(later.date, earlier.date) &&
    Math.min(...later.years) >= Math.max(...earlier.years) &&
    [...earlier.kinds].every((kind) => later.kinds.has(kind))
  );
}

/** The document of a sentence, and the date of its paper there. */
interface Dated {
  readonly document: ReadDocument;
  readonly date: string;
}

/** The sentences of places that have papers of several dates, but for rows and for what has no date: no other is replaced. */
function ofSeveralPapers(evidence: readonly Evidence[], { documentById }: Knowledge): Map<Evidence, Dated> {
  const dated = new Map<Evidence, Dated>();
  const dates = new Map<string | undefined, Set<string>>();
  for (const one of evidence) {
    const { passage, span, cells } = one.sentence;
    const document = documentById.get(passage.documentId);
    const date = document && dateOf(paperAt(document, span));
    if (document === undefined || cells !== undefined || date === undefined) continue;
    dated.set(one, { document, date });
    dates.set(passage.place, (dates.get(passage.place) ?? new Set()).add(date));
  }
  for (const one of dated.keys()) if (dates.get(one.sentence.passage.place)?.size === 1) dated.delete(one);
  return dated;
}

/** Undefined of what is not in force, and where no figure is labelled with what is asked. */
function toldBy(
  { sentence }: Evidence,
  { document, date }: Dated,
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  standingOf: Standings['of'],
): Told | undefined {
  const { passage, span, facts } = sentence;
  const read = readUnder(sentence);
  if (standingOf(document, span).kind !== 'in-force') return undefined;
  const all = facts.quantities
    .filter(({ figure }) => isOfUnits(figure, asked.units))
    .map((one) => ({ ...one, fit: shareOf(subject, (word) => stands(word, one.label.own)) }));
  const most = Math.max(...all.map(({ fit }) => fit));
  const meant = all.filter(({ fit }) => fit === most && fit > 0);
  const level = meant.filter((one) => !one.isFrom && !one.isChange && !one.isPlanned && !one.isNegated);
  if (level.length === 0 || level.length < meant.filter(({ isFrom }) => !isFrom).length) return undefined;
  const place = passage.place ?? '';
  const { grades, townships, numbered, seasons } = namedIn(read);
  const bounds = figuresIn(read)
    .filter((figure) => saysWhich(figure, read))
    .map(({ span: bound }) => slice(read, bound));
  const ofWhom = [grades, townships, numbered, seasons, bounds];
  return {
    date,
    kinds: new Set(
      level.map(({ figure: { unit, per }, label }) =>
        JSON.stringify([
          withoutCarriers(label.own, place, place),
          unit,
          per,
          label.conditions.map(({ value }) => value),
          ofWhom,
        ]),
      ),
    ),
    years: level.map(({ year }) => Number(year?.split('-').at(-1) ?? date.slice(0, 4))),
  };
}
