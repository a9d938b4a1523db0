import type { Span } from '../types.ts';
import { datesReport, isYear } from './figures/dates.ts';
import { type Label, type Labelling, labelsOf } from './figures/labels.ts';
import type { Figure } from './figures.ts';
import { tellsOtherYear } from './relative-years.ts';
import { slice } from './text.ts';

/** A quantity (a figure that is no date) with what the words around it make of it. */
export interface LabelledFigure {
  readonly figure: Figure;
  /** What it counts. */
  readonly label: Label;
  /** Still to come: a target, a plan. */
  readonly isPlanned: boolean;
  readonly isNegated: boolean;
  /** What a change starts from: 285元 of 由285元提高至340元. */
  readonly isFrom: boolean;
  readonly direction: 'up' | 'down' | undefined;
  /** The figure is the change itself (下降5%), not the level reached (下降至5%): without its direction it says another thing. */
  readonly isChange: boolean;
  /** The year, or the years (`2016-2017`), that the figure is of: its own in a list, else the nearest before it in the sentence. */
  readonly year: string | undefined;
  /** 去年, 明年: a year that is not the report's own. */
  readonly isOtherYear: boolean;
}

export const NEGATION = /未(?!来)|没有|尚无|不再|取消/u;

const UP =
  '提高|提升|增长|增加|上升|上涨|上调|新增|净增|递增|增收(?!产业|项目|渠道|门路|措施|行动)|增幅|涨幅|扩大|[增升涨](?=[至到为了]|[约近超]?\\d)';
const DOWN = '下降|降低|减少|下调|下跌|缩减|缩小|回落|递减|降幅|减幅|[降减](?=[至到为了]|[约近超]?\\d)';
const DIRECTION = new RegExp(`(?<up>${UP})|${DOWN}`, 'gu');
const DIRECTION_AFTER = new RegExp(
  `^(?:以上|左右)?(?:的|逐步|逐年|大幅)?(?:(?<up>${UP})|${DOWN})(?:[至到为了幅]|$|[,.。;])`,
  'u',
);
const FROM_BEFORE = /[由从][^,。;:至到为]{0,12}$/u;
const FROM_AFTER = new RegExp(`^[^。;]{0,8}?(?:${UP}|${DOWN}|[至到]|调整|发展|变|合并|改|转)`, 'u');
/** How far before a figure, in characters, a word still tells its direction; and how near the figure is the change. */
const DIRECTION_REACH = 14;
const CHANGE_REACH = 2;
const OTHER_YEAR_REACH = 40;

/** A text that tells which of its figures are still to come. */
interface Labelled extends Labelling {
  isToCome(figure: Figure): boolean;
}

/**
 * Every quantity of a text, in order, with its label, its year, its part in a change, and whether it is still to come.
 * Two of them say the same only where all of this is the same.
 */
export function labelledFigures(text: Labelled): LabelledFigure[] {
  const { folded, figures, dates } = text;
  const labels = labelsOf(text);
  const ofReports = new Set(dates.flatMap((date) => (datesReport(folded, date) ? [...date.values()] : [])));
  let next = 0;
  return text.sentences.flatMap((sentence) => {
    let year: string | undefined;
    const quantities: LabelledFigure[] = [];
    for (const clause of sentence.clauses) {
      const from = next;
      while ((figures[next]?.span.start ?? Number.POSITIVE_INFINITY) < clause.end) next++;
      const own = figures.slice(from, next);
      const isNegated = NEGATION.test(slice(folded, clause));
      const dated = own.filter((figure) => !ofReports.has(figure));
      const trailing = dated.slice(-1).flatMap(yearsOf)[0];
      for (const figure of own) {
        const [named] = ofReports.has(figure) ? [] : yearsOf(figure);
        year = named ?? year;
        const label = labels.get(figure);
        if (label === undefined) continue;
        const listed = label.year === undefined ? undefined : `${label.year}-${label.year}`;
        quantities.push({
          ...{ figure, label, isNegated, year: listed ?? year ?? trailing },
          isPlanned: text.isToCome(figure),
          ...around(figure, folded, sentence, clause),
        });
      }
    }
    return quantities;
  });
}

/** Years since 1900 and ranges of them, as `2016-2017`; 连续3年 is none. */
export function yearsOf(figure: Figure): string[] {
  const { value, upTo = value } = figure;
  return isYear(figure) ? [`${value}-${upTo}`] : [];
}

function around({ span }: Figure, folded: string, sentence: Span, clause: Span) {
  const before = folded.slice(Math.max(clause.start, span.start - DIRECTION_REACH), span.start);
  const after = folded.slice(span.end, Math.min(sentence.end, span.end + DIRECTION_REACH));
  const word = [...before.matchAll(DIRECTION)].at(-1);
  const follows = word === undefined ? DIRECTION_AFTER.exec(after) : null;
  const told = word ?? follows;
  const between = word === undefined ? '' : before.slice(word.index + word[0].length);
  return {
    direction: told?.groups === undefined ? undefined : told.groups.up === undefined ? 'down' : 'up',
    isChange: word !== undefined && between.length <= CHANGE_REACH && !/[至到为达]/u.test(between),
    isFrom: FROM_BEFORE.test(before) && FROM_AFTER.test(after),
    isOtherYear: tellsOtherYear(
      folded.slice(Math.max(sentence.start, span.start - OTHER_YEAR_REACH), span.start),
    ),
  } as const;
}
