import { wording } from '../../wording.ts';
import type { Excerpt } from '../evidence/excerpts/excerpt.ts';
import type { PlaceAnswer } from '../evidence/extract.ts';
import { toldAbove } from '../papers/headed.ts';
import { titleAt } from '../papers.ts';
import type { Standing } from '../question/relation.ts';
import type { DraftSentence } from '../verify.ts';
import { quantitiesOf, speakingMost } from './figures.ts';
import { quote, type Replying, ruledText } from './parts.ts';

/** Words of what is done. Without one of them a figure may be a rule, a need, a price. */
const DONE =
  /已|累计|完成(?!时限|期限)|实现(?!率)|实际|达到|建成|投入|以来|去年|上年|共(?:有|投|减|发|计|落实|筹|整合)|(?<!为)了(?!解)/u;
/** Words of what is neither: under way, or needed. */
const UNDER_WAY = /正在|在建|需要?|应当?|拟/u;
/** Papers whose figures are still to be reached. */
const PLAN =
  /(?:计划|方案|规划|任务(?:分解|分配)?(?:表)?|目标任务?|安排)(?:[(（][^()（）]*[)）])?(?:的?通知)?$/u;

/**
 * The quotes of one place for a question that asks for a plan, or for what was done: each says which it is, unless all
 * is done as the question takes it; those that are what was asked stand first, and where none is, the answer begins with that.
 */
export function quoteStanding(
  standing: Standing,
  { excerpts }: PlaceAnswer,
  replying: Replying,
): DraftSentence[] {
  const told = excerpts.map((excerpt) => ({ excerpt, is: standingOf(excerpt, replying) }));
  const meant = told.filter(({ is }) => is === standing);
  const others = told.filter(({ is }) => is !== standing);
  const isOther = meant.length === 0 && others[0]?.is !== undefined;
  const isTold = told.some(({ is }) => is === 'planned') || standing === 'planned';
  return [...meant, ...others].map(({ excerpt, is }, at) => {
    const notes = isTold && is !== undefined ? [wording.answer.standing[is]] : [];
    const said = quote(is === 'planned' ? { ...excerpt, planned: false } : excerpt, replying, notes);
    return isOther && at === 0
      ? { ...said, lead: `${wording.answer.otherStanding[standing]}${said.lead}` }
      : said;
  });
}

/** Whether the figures of an excerpt that speak most of the subject are planned or done; undefined where that is mixed or not told. */
function standingOf(excerpt: Excerpt, replying: Replying): Standing | undefined {
  const document = replying.knowledge.documentById.get(excerpt.documentId);
  if (document === undefined) return undefined;
  const above = toldAbove(excerpt.span, document).standing;
  const isOfPlan = above !== 'done' && PLAN.test(titleAt(document, excerpt.span));
  if (isOfPlan && !DONE.test(document.facts.plainOf(ruledText(document, excerpt).text))) return 'planned';
  const meant = speakingMost(quantitiesOf(excerpt, replying));
  if (meant.length === 0)
    return above === 'done' || (above === 'planned' && excerpt.planned) ? above : undefined;
  if (meant.every(({ isPlanned }) => isPlanned)) return 'planned';
  const isDone = meant.every(
    ({ isPlanned, label: { region } }) => !isPlanned && DONE.test(region) && !UNDER_WAY.test(region),
  );
  return isDone ? 'done' : undefined;
}
