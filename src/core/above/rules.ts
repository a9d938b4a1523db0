import { countsAs } from '../evidence/wanted.ts';
import type { Sentence } from '../facts/sentence.ts';
import type { Figure } from '../language/figures.ts';
import { clauses, slice } from '../language/text.ts';
import { setsRules } from '../papers/titles.ts';
import type { Wanted } from '../question/forms.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { Paper } from '../types.ts';

/** Units that rules give: shares, ages, terms, how often. Counts of people and things are of one place. */
const OF_RULES: ReadonlySet<string> = new Set(
  '% ‰ ‱ 岁 日 工作日 小时 分钟 月 个月 年 周 季 次 倍 折 成 元'.split(' '),
);
/** What was counted, spent or reached. */
const COUNTED =
  /共|累计|合计|总[计额投量]|完成|建成|发放(?!标准|时间|方式)|投[入资]|下[达拨]|安排|筹[集措]|资金|经费|惠及|覆盖|达到|达\d|截至|截止|实现|增长|下降/u;
/** Shares that tell how far a place is. */
const REACHED = /(?:普及|覆盖|参保|发生|增长|完成|入学|巩固|达标|就业|合格|满意|到位|使用)率/u;
/** A mean of all tells how a place does, though it is told of each. */
const MEAN = /[人户亩]均/u;
/** What each may get at most. */
const LIMIT = /不超过|最高|限额|上限|封顶/u;
/** Large sums are of one place: a rule gives amounts a person, a household or a project. */
const LARGE_SUM = 10_000_000;

/** Facts of one office, which no other's stand for. */
const OF_OFFICE: ReadonlySet<Wanted> = new Set(['phone', 'hours', 'where']);

/**
 * Whether what a sentence says of no county by name holds for each: a rule, no count of the place itself, and no fact of its
 * offices.
 * @param hasWanted it has the form that is asked for.
 */
export function holdsForEach(
  asked: AskedQuestion,
  sentence: Sentence,
  hasWanted: boolean,
  paper: Paper,
): boolean {
  if (asked.wanted === 'person') return false;
  if (OF_OFFICE.has(asked.wanted) && paper.place !== undefined) return false;
  const { folded } = sentence;
  const figures = sentence.cells === undefined ? sentence.facts.figures : sentence.figures;
  const isOfFigure = asked.wanted === 'figure' && hasWanted;
  const meant = isOfFigure ? figures.filter((figure) => countsAs(figure, asked.units, folded)) : figures;
  if (!setsRules(paper))
    return isOfFigure && !MEAN.test(folded) && meant.some(({ per }) => per !== undefined);
  const isCount = isOfFigure || COUNTED.test(folded);
  return !isCount || meant.length === 0 || meant.some((figure) => isOfRules(figure, folded));
}

/** An amount each, a share, an age, a term: what rules give, and not how much there is of something. */
function isOfRules({ per, unit, value, bound, span }: Figure, folded: string): boolean {
  if (per !== undefined) return true;
  if (!OF_RULES.has(unit)) return false;
  const clause = clauses(folded, { start: 0, end: folded.length }).find(({ end }) => end >= span.end);
  const around = clause === undefined ? folded : slice(folded, clause);
  if (unit === '元')
    return value < LARGE_SUM && (bound === 'most' || LIMIT.test(around) || !COUNTED.test(around));
  return unit !== '%' || !REACHED.test(around);
}
