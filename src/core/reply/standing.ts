import { wording } from '../../wording.ts';
import type { Excerpt } from '../evidence/excerpts/excerpt.ts';
import type { PlaceAnswer } from '../evidence/extract.ts';
import type { WeighedTerm } from '../evidence/wanted.ts';
import { toldAbove } from '../papers/headed/headed.ts';
import { titleAt } from '../papers.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { Standing } from '../question/relation.ts';
import type { DraftSentence } from '../verify.ts';
import { quantitiesOf } from './figures/quantities.ts';
import { quote, type ReplyDeps } from './parts.ts';
import { ruledText } from './ruled.ts';

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
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  { excerpts }: PlaceAnswer,
  deps: ReplyDeps,
): DraftSentence[] {
  const told = excerpts.map((excerpt) => ({ excerpt, is: standingOf(excerpt, asked, subject, deps) }));
  const meant = told.filter(({ is }) => is === standing);
  const others = told.filter(({ is }) => is !== standing);
  const isOther = meant.length === 0 && others[0]?.is !== undefined;
  const isTold = told.some(({ is }) => is === 'planned') || standing === 'planned';
  return [...meant, ...others].map(({ excerpt, is }, at) => {
    const said = quote(
      is === 'planned' ? { ...excerpt, planned: false } : excerpt,
      deps,
      isTold ? notesOn(is) : [],
    );
    return isOther && at === 0
      ? { ...said, lead: `${wording.answer.otherStanding[standing]}${said.lead}` }
      : said;
  });
}

function notesOn(is: Standing | undefined): string[] {
  return is === undefined ? [] : [wording.answer.standing[is]];
}

/** Whether the figures of an excerpt that speak most of the subject are planned or done; undefined where that is mixed or not told. */
function standingOf(
  excerpt: Excerpt,
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  deps: ReplyDeps,
): Standing | undefined {
  const document = deps.knowledge.documentById.get(excerpt.documentId);
  const above = document && toldAbove(excerpt.span, document).standing;
  const isOfPlan = above !== 'done' && document !== undefined && PLAN.test(titleAt(document, excerpt.span));
  if (isOfPlan && !DONE.test(document.facts.plainOf(ruledText(document, excerpt).text))) return 'planned';
  const all = quantitiesOf(excerpt, asked, subject, deps).filter(({ fit }) => fit > 0);
  const most = Math.max(...all.map(({ fit }) => fit));
  const meant = all.filter(({ fit }) => fit === most);
  if (meant.length === 0)
    return above === 'done' || (above === 'planned' && excerpt.planned) ? above : undefined;
  if (meant.every(({ isPlanned }) => isPlanned)) return 'planned';
  const isDone = meant.every(
    ({ isPlanned, label: { region } }) => !isPlanned && DONE.test(region) && !UNDER_WAY.test(region),
  );
  return isDone ? 'done' : undefined;
}
