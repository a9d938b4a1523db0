import type { Span } from '../types.ts';
import type { Figure } from './figures.ts';
import { overlaps, type ReadSentence, sentencesWithClauses, slice } from './text.ts';

/** 将 before a verb or an adverb is the future; before a noun it is 把 (将护理补贴由…上调至…) and plans nothing. */
const WILL =
  '即将|将(?:会|要|于|达|投入|投资|超过|突破|完成|实现|建成|建设|继续|持续|进一步|逐步|逐年|陆续|全面|力争|坚决|坚持|不再|只|再|为|以|按|从|通过|提高|增加|新[建增改](?!的)|脱贫|减贫|发放|安排|使|在(?![校册建外岗职编家读籍村])|建(?!档)|有(?=[约近超逾望]|\\d))';
/** 争取 of money or help is a result; before a time or an aim it is a plan. */
const STRIVE =
  '争取(?:在(?!外)|于|用|到(?=20|今|明|年)|今|明|年[内底]|20\\d\\d|实现|完成|达|全部|全面|如期|提前|早日|让|使)';
/** 计划 as a noun, mostly in a name (雨露计划), plans nothing. */
const INTEND =
  '(?<!按|按照|纳入|列入|完成|制定|制订|雨露|行动|改造|增收|培养|资助|专项|工程|[一二三四五两]年)计划(?=\\p{Script=Han}|20\\d\\d)(?!生育|[的等和与及书内外性])';
/** 直到2030年升至90元; where it took so long (直到2019年才降至2%) it is done. */
const UNTIL =
  '(?:直到|逐[年步][^,]{0,8}(?:到|至))20\\d\\d年[^,才已]{0,8}(?:涨|升|增[加长]?|提[高升]|上[调涨浮]|扩大|降低?|下调|减少?|压减)[到至为]';
/** Words after which all that follows in a sentence is to come. */
const PLANS = new RegExp(
  `力争(?!取(?!得)|上游)|${STRIVE}|${INTEND}|预计|有望|明年|(?<![模虚草])拟(?=[投建实新改搬在于用安对向从引脱到]|\\d|发放|完成)|` +
    `目标(?:任务|值)?(?:是|为|:|到20)|(?<![主重需])要(?:达到|实现|完成|力争|确保|[在到]20)|` +
    `(?<![截止至年\\d])(?:直到|到|至)20\\d\\d年[^,]{0,10}(?:达|实现|完成|建成)|${UNTIL}|${WILL}`,
  'u',
);
/** 确保 is as often the purpose of something done: of what follows it plans only what names a level to be reached. */
const ENSURES = /确保/u;
const LEVEL =
  /达|超过|突破|不低于|不少于|不超过|高于|低于|以上|以内|降[至到低]|下降|增长|提高|控制在|稳定在/u;
/** Words of what is done; they end a plan. */
const DONE =
  /已|累计|完成了|实现了|截至|截止|目前|以来|去年|上年|共(?:完成|实现|有|投|减|发|计|落实|筹|整合)|(?<!为)了(?!解)/u;
/** What a document that is named would do plans nothing here. */
const TITLE = /《[^《》\n]{0,120}》/gu;

/**
 * The stretches of a text, in order, that tell what is still to come: from the word that plans (力争, 计划, 目标是, 将投入)
 * on, clause by clause, to the end of the sentence or to a word of what is done.
 * @param folded as `fold` gives it.
 */
export function plannedSpans(
  folded: string,
  parts: readonly ReadSentence[] = sentencesWithClauses(folded),
): Span[] {
  const untitled = folded.replaceAll(TITLE, (title) => ' '.repeat(title.length));
  return parts.flatMap(({ clauses }) => {
    const planned: Span[] = [];
    let open: 'all' | 'levels' | 'none' = 'none';
    for (const clause of clauses) {
      const text = slice(untitled, clause);
      const plan = PLANS.exec(text);
      const begins = plan ?? ENSURES.exec(text);
      const goesOn = open === 'all' || (open === 'levels' && LEVEL.test(text));
      const from = goesOn ? 0 : begins?.index;
      const ended = DONE.exec(text.slice(from))?.index;
      const end = ended === undefined || from === undefined ? text.length : from + ended;
      if (from !== undefined && end > from)
        planned.push({ start: clause.start + from, end: clause.start + end });
      if (begins !== null && begins.index >= end && end < text.length) {
        planned.push({ start: clause.start + begins.index, end: clause.end });
        open = plan === null ? 'levels' : 'all';
      } else if (ended !== undefined) open = 'none';
      else if (plan !== null) open = 'all';
      else if (begins !== null && open === 'none') open = 'levels';
    }
    return planned;
  });
}

/** Under a heading of what is to come: what is done all the same, up to what takes the plan up again. */
const DONE_ALREADY = /已|完成了|实现了|截至|截止|目前|以来|去年|上年|现有|原有|基础上|(?<!为)了(?!解)/u;
const RESUMES = /再|新[建增改]|将|力争|计划|确保|达到|年内|年底|预计/u;
/** Beside a figure: it is what is granted, or a bound, and no goal. */
const RULES_FIGURE =
  /按|(?<!高)标准(?!化|厂房)|给予|每|最[高低多少]|[补奖][助贴励](?!资金)|奖补(?!资金)|以[上下内]|第$/u;
const DATED: ReadonlySet<string> = new Set(['', '年', '月', '日', '岁', '周岁']);
/** 一个 and 两项 count no goal. */
const FEW = 10;

/** A text of which it is asked what is still to come. */
interface Planning {
  readonly folded: string;
  readonly sentences: readonly ReadSentence[];
  readonly planned: readonly Span[];
  /** A heading above it, or the title of its paper, says that all below is to come. */
  readonly isUnderPlan: boolean;
}

/** Tells which figures of a text are still to come: by its own words, or by those above it. */
export function toCome({ folded, sentences, planned, isUnderPlan }: Planning): (figure: Figure) => boolean {
  const under = isUnderPlan ? spansUnderPlan(folded, sentences) : [];
  return (figure) =>
    planned.some((part) => overlaps(part, figure.span)) ||
    (under.some((part) => overlaps(part, figure.span)) && isGoal(figure, folded));
}

function spansUnderPlan(folded: string, sentences: readonly ReadSentence[]): Span[] {
  return sentences.flatMap(({ clauses }) => {
    let isDone = false;
    return clauses.flatMap((clause) => {
      const text = slice(folded, clause);
      const done = DONE_ALREADY.test(text);
      isDone = done || (isDone && !RESUMES.test(text));
      return isDone ? [] : [clause];
    });
  });
}

function isGoal({ unit, per, han, value, span }: Figure, folded: string): boolean {
  const clause = /[^,。;:]*$/u.exec(folded.slice(0, span.start))?.[0] ?? '';
  return !DATED.has(unit) && per === undefined && !(han && value < FEW) && !RULES_FIGURE.test(clause);
}
